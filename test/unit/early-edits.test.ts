/** An early file of a history is edited: what the files after it come to is carried over where they look at none of it. */
import { beforeAll, expect, it } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import type { FoldedHistory } from '../../server/src/fold/folded';
import { foldHistory, foldingHistory } from '../../server/src/fold/history';
import { schemaMaps } from '../../server/src/model/kinds';
import type { PMap } from '../../server/src/model/persistent-map';
import { check } from '../../server/src/rules/check';
import { defaultSettings } from '../../server/src/settings';
import { parseDocument } from '../../server/src/sql/document/document';
import type { SqlDocument } from '../../server/src/sql/document/statement';
import { loadParser } from '../../server/src/sql/parse';
import { Random } from '../corpus/random';
import { devOf } from '../support/fake-dev';

beforeAll(loadParser);

const names = ['account', 'invoice', 'item', 'stock', 'tag'];
/** What may stand in a migration of one table, and of another one. */
const kinds: readonly ((at: number, table: string, other: string) => string)[] = [
  (at, table) => `CREATE TABLE ${table}_${at} (id bigserial PRIMARY KEY, name text NOT NULL);`,
  (at, table) => `ALTER TABLE ${table} ADD COLUMN c${at} text DEFAULT '';\nCREATE INDEX ON ${table} (c${at});`,
  (at, table, other) => `ALTER TABLE ${table} ADD COLUMN r${at} bigint REFERENCES ${other} (id);`,
  (at, table) => `CREATE TYPE kind_${at} AS ENUM ('a', 'b');\nALTER TABLE ${table} ADD k${at} kind_${at} DEFAULT 'b';`,
  (at, table, other) =>
    `CREATE VIEW v${at} AS SELECT a.id, b.name FROM ${table} a LEFT JOIN ${other} b ON b.id = a.id;`,
  (at, table) =>
    `CREATE FUNCTION f${at}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;\nCREATE TRIGGER t${at} BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION f${at}();`,
  (at, table) => `UPDATE ${table} SET name = coalesce(name, 'x');\nALTER TABLE ${table} ADD CHECK (id > ${at});`,
  (at, table) => `DO $$ BEGIN EXECUTE 'ALTER TABLE ${table} ADD COLUMN ' || current_user || '${at} int'; END $$;`,
  (_, table, other) => `ALTER TABLE ${table} ADD COLUMN id bigint;\nINSERT INTO ${other} (nosuch) VALUES (1);`,
  (at, table) => `ALTER TABLE ${table} RENAME TO ${table}_old${at};\nALTER TABLE ${table}_old${at} RENAME TO ${table};`,
];
/** What is being written in one. */
const edits: readonly ((at: number, table: string) => string)[] = [
  ...kinds.map((kind) => (at: number, table: string) => kind(at + 500, table, 'tag')),
  (_, table) => `ALTER TABLE ${table} ADD COL`,
  (at, table) => `ALTER TABLE ${table} ADD COLUMN x${at} int DEF`,
  (at, table) => `CREATE TABLE ${table}_new${at} (id int, `,
  (_, table) => `CREATE UNIQUE INDEX ON ${table} (`,
  (_, table) => `DROP TABLE ${table} CASCADE;`,
  (_, table) => `ALTER TABLE ${table} DROP COLUMN name;`,
  (_, table) => `ALTER TABLE ${table} RENAME COLUMN name TO label;`,
  (at, table) => `CREATE VIEW w${at} AS SELECT * FROM ${table} WH`,
  () => `DO $$ BEGIN EXECUTE 'create table ' || current_user; END $$;`,
  (at) => `CREATE EXTENSION pg_trgm;\nCREATE SCHEMA s${at};`,
  () => 'CREATE TYPE money2 AS (a int);\nCREATE CAST (money2 AS text) WITH INOUT;',
  () => 'SET search_path = pg_temp, public;\nCREATE TEMP TABLE item (id int);',
  () => '-- nothing\nSELECT ',
];
const base = names.map((name) => `CREATE TABLE ${name} (id bigint PRIMARY KEY, name text);`).join('\n');
const convention = (files: number) =>
  detectConvention({
    folder: '/m',
    paths: Array.from({ length: files }, (_, at) => `${String(at).padStart(4, '0')}_step.sql`),
    read: () => '',
  })!;

/** All that is told of a history. */
function told(history: FoldedHistory, dev: Parameters<typeof check>[0]['dev']) {
  const entries = (end: FoldedHistory['end']) =>
    schemaMaps.map((map) =>
      [...(end[map] as PMap<unknown>)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, value]),
    );
  return {
    files: history.files.map(({ document: { uri }, standing, because, conflicts }) => ({
      ...{ uri, standing, because, conflicts },
      found: check({ history, uri, dev, settings: defaultSettings }).findings,
    })),
    ends: [history.end, history.pendingEnd].map((end) => ({ maps: entries(end), unknown: end.unknown })),
  };
}

// 12: what is unknown of a table differs, and nothing else.
it.each([0, 1, 2, 3, 12])('typing in it tells what opening all of them tells (seed %i)', async (seed) => {
  const random = new Random(seed);
  const written = (at: number, list: typeof kinds) => random.pick(list)(at, random.pick(names), random.pick(names));
  const texts = [base, ...Array.from({ length: 24 }, (_, at) => written(at + 1, kinds))];
  const of = convention(texts.length);
  const parse = (text: string, at: number, previous?: SqlDocument) =>
    parseDocument(`file:///m/${of.files[at]!.path}`, 1, text, previous ? { previous } : {});
  const dev = seed % 3 === 0 ? undefined : await devOf(texts.slice(0, 1 + random.below(10)).join('\n'));
  let files = texts.map((text, at) => parse(text, at));
  let history = foldHistory({ convention: of, files, dev });
  for (let round = 0; round < 6; round++) {
    const at = random.below(8);
    const text = round % 3 === 2 ? texts[at]! : `${texts[at]}\n${written(at + round * 100, edits)}\n`;
    files = files.with(at, parse(text, at, files[at]));
    history = foldHistory({ convention: of, files, dev }, history);
    const anew = foldHistory({ convention: of, files: files.map((each, i) => parse(each.text, i)), dev });
    expect(told(history, dev), `${at}: ${text}`).toEqual(told(anew, dev));
  }
});

it.each([
  ['a column of its own table', 'ALTER TABLE t1 ADD COLUMN more int;'],
  ['a statement that is half written', 'ALTER TABLE t1 ADD COL'],
  ['a table that is half written', 'CREATE TABLE new_one (id int, '],
  ['a function', `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';`],
  ['a type and a cast', 'CREATE TYPE pair AS (a int);\nCREATE CAST (pair AS text) WITH INOUT;'],
])('%s leaves the files that look at none of it as they are', (_, text) => {
  const of = convention(60);
  const files = of.files.map(({ path }, at) =>
    parseDocument(
      `file:///m/${path}`,
      1,
      `CREATE TABLE t${at} (id bigint PRIMARY KEY, name text);\nCREATE INDEX ON t${at} (name);\nUPDATE t${at} SET name = lower(name);\nALTER TABLE t${at} ADD CHECK (name <> '');\n`,
    ),
  );
  const history = foldHistory({ convention: of, files, dev: undefined });
  const edited = files.with(1, parseDocument(files[1]!.uri, 2, `${files[1]!.text}${text}\n`, { previous: files[1]! }));
  const steps = [...foldingHistory({ convention: of, files: edited, dev: undefined }, history)];
  // One for each file that is carried over, one for each statement of those that are folded again.
  expect(steps.length).toBeLessThan(files.length + 4);
});
