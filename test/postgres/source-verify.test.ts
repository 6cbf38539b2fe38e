/** Migrations run over dev's schema in a scratch PostgreSQL. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openSource } from '../../server/src/dev/open';
import { foldHistory, type Standing } from '../../server/src/migrations/history';
import type { DevSchema } from '../../server/src/model/dev';
import { emptySchema } from '../../server/src/model/schema';
import { loadParser, parseDocument } from '../../server/src/sql/document';
import { type VerifyResult, verifyMigration } from '../../server/src/verify/verify';
import { embeddedScript } from '../support/postgres-embedded';

let script: string;
let dev: DevSchema;
async function devOf(sql: string): Promise<DevSchema> {
  const document = parseDocument('dev.sql', 0, sql);
  const statements = document.statements.map((one) => ({ text: one.parsed.text, line: 0 }));
  const config = { kind: 'sql', paths: ['/dev.sql'], label: 'dev.sql', from: 'test' } as const;
  const readSql = async () => [{ name: 'dev.sql', text: sql, statements: () => statements }];
  return openSource(config, { readSql, embeddedScript: script }).read({});
}
beforeAll(async () => {
  await loadParser();
  script = await embeddedScript();
  dev = await devOf(`
    CREATE EXTENSION citext; CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE TABLE users (id serial PRIMARY KEY, email citext NOT NULL UNIQUE, mood mood);
    CREATE TABLE "Odd name" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id integer REFERENCES users (id));
    CREATE INDEX odd_user ON "Odd name" (user_id);
    CREATE VIEW happy AS SELECT id FROM users WHERE mood = 'ok'`);
}, 60_000);

async function verify(
  sql: string | readonly string[],
  standing: Standing = 'pending',
  of = dev,
): Promise<VerifyResult> {
  const files = [sql].flat().map((text, index) => ({ document: parseDocument(`${index}.sql`, 0, text), standing }));
  return verifyMigration({ files, dev: of, embeddedScript: script });
}
/** What is refused, and the text it points to. */
const refused = (result: VerifyResult) =>
  result.files.flatMap(({ document, refusals }) =>
    refusals.map(({ message, range }) => [document.text.slice(range.start, range.end), message]),
  );

test('a migration that runs makes the schema it says, and dev’s own is all there', async () => {
  const result = await verify('ALTER TABLE users ADD COLUMN name text;\nCREATE INDEX ON "Odd name" (id, user_id);');
  expect(result.missing).toEqual([]);
  expect(refused(result)).toEqual([]);
  expect(result.files[0]?.ran).toBe(2);
  expect([...result.schema!.tables.keys()].sort()).toEqual(['public\0Odd name', 'public\0users']);
  expect(result.schema!.tables.get('public\0users')?.columns.map((one) => one.name)).toEqual([
    'id',
    'email',
    'mood',
    'name',
  ]);
  expect(result.schema!.views.has('public\0happy')).toBe(true);
  expect(result.schema!.indexes.size).toBe(2);
});

describe('what PostgreSQL refuses is said at its place', () => {
  test.each([
    ["-- 😀\nALTER TABLE users ADD a int;\nSELECT '😀', nme FROM users;", 'nme', 'column "nme" does not exist'],
    ['CREATE TABLE u (a int,);', ')', 'syntax error at or near ")"'],
    ['DROP TABLE users;', 'users', 'cannot drop table users because other objects depend on it'],
  ])('%s', async (sql, place, message) => {
    const result = await verify(sql);
    expect(refused(result)).toEqual([[place, expect.stringContaining(message)]]);
    expect(result.schema).toBeUndefined();
  });
  test('and nothing after it is said to have run', async () => {
    const result = await verify([
      'CREATE TABLE a (x int); CREATE TABLE a (y int); CREATE TABLE b ();',
      'DROP TABLE b;',
    ]);
    expect(result.files.map((file) => [file.ran, file.refusals.length, file.unchecked.length])).toEqual([
      [1, 1, 1],
      [0, 0, 1],
    ]);
    expect(result.files[1]?.unchecked[0]?.reason).toBe('a statement before it is refused');
  });
});

test('a file that has run is not run again, and what the embedded server lacks is not a file’s fault', async () => {
  const ran = { document: parseDocument('1.sql', 0, 'CREATE TABLE users (id int);'), standing: 'applied' } as const;
  const lacks = 'CREATE EXTENSION postgis;\nCREATE TABLE ok (a int);';
  const pending = { document: parseDocument('2.sql', 0, lacks), standing: 'pending' } as const;
  const result = await verifyMigration({ files: [ran, pending], dev, embeddedScript: script });
  expect(refused(result)).toEqual([]);
  expect(result.files.map((file) => [file.ran, file.unchecked.map((one) => one.reason)])).toEqual([
    [0, ['it has run in dev already']],
    [1, [expect.stringContaining('extension "postgis" is not available')]],
  ]);
});

describe('a loose file that makes what dev has runs on dev without it, and is held against it', () => {
  const differing = (result: VerifyResult) =>
    result.files.flatMap(({ document, differences, others }) => [
      ...differences.map((one) => {
        const start = document.statements[one.origin.statement]!.range.start;
        return [one.what, document.text.slice(start + one.origin.start, start + one.origin.end)];
      }),
      ...others.map(({ range, message }) => [message, document.text.slice(range.start, range.end)]),
    ]);

  test('the near-miss: what IF NOT EXISTS would skip is told column by column', async () => {
    const folder = join(import.meta.dirname, '../workspaces/bazaar');
    const bazaar = await devOf(readFileSync(join(folder, 'dev/schema.sql'), 'utf8'));
    const draft = readFileSync(join(folder, 'migrations/brand_extraction.sql'), 'utf8');
    const result = await verify(draft, 'loose', bazaar);
    const [file] = result.files;
    expect(file).toMatchObject({ outcome: 'differs', base: 'dev without public."bazaar-vid_brand_extraction"' });
    const missing = file!.differences.find((one) => one.what === 'missing columns');
    expect(missing?.columns.map(({ name }) => name)).toHaveLength(16);
    const counts = Map.groupBy(file!.differences, ({ what }) => what);
    expect([...counts].map(([what, all]) => [what, all.length])).toEqual([
      ['missing columns', 1],
      ['constraint', 1],
      ['index', 8],
      ['extra column', 9],
    ]);
    const proved = await verify(readFileSync(join(folder, 'dev/schema.sql'), 'utf8'), 'loose', bazaar);
    expect(proved.files[0]).toMatchObject({ outcome: 'proved', unchecked: [], differences: [] });
    expect(proved.version).toMatch(/^18\./);
  });

  test.each([
    ['CREATE TABLE IF NOT EXISTS users (id serial PRIMARY KEY, email citext NOT NULL UNIQUE, mood mood);', []],
    [
      'CREATE TABLE IF NOT EXISTS users (id serial PRIMARY KEY, email text NOT NULL UNIQUE, mood mood);',
      [['column', 'text']],
    ],
    ["CREATE TYPE mood AS ENUM ('sad', 'ok');", []],
    ["CREATE TYPE mood AS ENUM ('sad', 'glad');", [['enum values', 'mood']]],
    [
      "DO $$ BEGIN CREATE TYPE mood AS ENUM ('x'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
      [['enum values', 'mood']],
    ],
    ['CREATE INDEX IF NOT EXISTS odd_user ON "Odd name" (user_id);', []],
    ['CREATE INDEX IF NOT EXISTS odd_user ON "Odd name" (id);', [['index', 'id']]],
    ['ALTER TABLE users ADD COLUMN IF NOT EXISTS email citext NOT NULL;', []],
    [
      'ALTER TABLE users ADD COLUMN IF NOT EXISTS email varchar(80);',
      [
        ['column', 'varchar(80)'],
        ['column', 'email'],
      ],
    ],
    [
      "CREATE VIEW happy AS SELECT id FROM users WHERE mood = 'sad';",
      [['view public.happy is not as dev has it.', 'happy']],
    ],
    ["CREATE VIEW happy AS SELECT id FROM users WHERE mood = 'ok';", []],
    ['ALTER TABLE users ADD COLUMN name text; CREATE OR REPLACE VIEW happy AS SELECT id FROM users;', []],
    [
      'CREATE TABLE IF NOT EXISTS users (id serial PRIMARY KEY, email citext NOT NULL UNIQUE, mood mood);\n' +
        'ALTER TABLE users ADD COLUMN name text; CREATE INDEX users_name ON users (name);',
      [],
    ],
    [
      'DROP TABLE IF EXISTS "Odd name"; CREATE TABLE "Odd name" (id uuid);',
      expect.arrayContaining([['missing columns', '"Odd name"']]),
    ],
  ])('%s', async (sql, expected) => {
    const result = await verify(sql, 'loose');
    expect(refused(result)).toEqual([]);
    expect(differing(result)).toEqual(expected);
    const outcome = Array.isArray(expected) && expected.length === 0 ? 'proved' : 'differs';
    expect(result.files.map((file) => [file.outcome, file.unchecked])).toEqual([[outcome, []]]);
  });

  test('what PostgreSQL refuses in it stands at its place', async () => {
    const result = await verify('CREATE TABLE users (id serial PRIMARY KEY, email citex);', 'loose');
    expect(refused(result)).toEqual([['citex', 'type "citex" does not exist']]);
  });
});

describe('a pending file whose IF NOT EXISTS would be skipped', () => {
  test.each([
    ['CREATE TABLE IF NOT EXISTS users (id serial, email citext NOT NULL, mood mood);', 'proved'],
    ['CREATE TABLE IF NOT EXISTS users (id serial, email text NOT NULL, nick text);', 'differs'],
    ['ALTER TABLE users ADD COLUMN IF NOT EXISTS email integer;', 'differs'],
    ["DO $$ BEGIN EXECUTE 'CREATE TABLE IF NOT EXISTS ' || 'users (x int)'; END $$;", 'not known'],
    ['CREATE EXTENSION IF NOT EXISTS citext; CREATE SCHEMA IF NOT EXISTS public;', 'proved'],
  ])('%s', async (sql, outcome) => {
    const result = await verify(sql);
    expect(refused(result)).toEqual([]);
    expect(result.files.map((file) => file.outcome)).toEqual([outcome]);
    expect(result.files[0]?.base).toBe('dev');
  });
});

test('what PostgreSQL makes of the guide’s migration is what the fold makes of it', async () => {
  const guide = readFileSync(join(import.meta.dirname, '../workspaces/bazaar/dev/schema.sql'), 'utf8');
  const document = parseDocument('guide.sql', 0, guide);
  const empty = { ...dev, schema: emptySchema(dev.schema.serverVersion), applied: [] };
  const history = foldHistory({ convention: undefined, files: [document], dev: empty });
  const result = await verifyMigration({
    files: [{ document, standing: 'loose' }],
    dev: empty,
    folded: history.end,
    embeddedScript: script,
  });
  expect(refused(result)).toEqual([]);
  expect(result.files[0]?.ran).toBe(document.statements.length);
  expect(result.disagreements?.differences).toEqual([]);
  expect(result.disagreements?.undecided).toEqual([]);
});

test('verifying is cancelled with its signal', async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 1500);
  const document = parseDocument('0.sql', 0, 'DO $$ BEGIN LOOP END LOOP; END $$;');
  const files = [{ document, standing: 'pending' as const }];
  await expect(verifyMigration({ files, dev, embeddedScript: script, signal: abort.signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
});
