/** What is kept of a statement's tree gives the same refusals as all of it; most statements keep nothing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { typeProblems } from '../../server/src/analysis/statements';
import { foldHistory } from '../../server/src/fold/history';
import { parseDocument } from '../../server/src/sql/document/document';
import { parsedStatement } from '../../server/src/sql/document/parsed-statement';
import { keepTypedParts } from '../../server/src/sql/document/typed-parts';
import { loadParser, parse } from '../../server/src/sql/parse';

beforeAll(loadParser);

const before = 'CREATE TABLE t (id int PRIMARY KEY, doc json, at timestamptz, tags text[]);';
const refused: readonly string[] = [
  "CREATE TABLE n (a int, b int DEFAULT 'x', c int NOT NULL)",
  'CREATE TABLE n (a int, b int DEFAULT now())',
  'CREATE TABLE n (a int, b text GENERATED ALWAYS AS (now()::text) STORED)',
  'CREATE TABLE n (a int CHECK (a), b text)',
  'CREATE TABLE n (a json PRIMARY KEY)',
  'CREATE TABLE n (a int, b json, UNIQUE (a, b))',
  'CREATE TABLE n (a int, CHECK (a || 1))',
  'CREATE TABLE n (a json) PARTITION BY RANGE (a)',
  'CREATE TABLE n (a int, b json, EXCLUDE USING gist (b WITH =))',
  "ALTER TABLE t ADD COLUMN n int, ADD COLUMN m int DEFAULT 'x'",
  'ALTER TABLE t DROP COLUMN tags, ADD CHECK (doc)',
  'ALTER TABLE t ALTER at SET DEFAULT 1',
  'ALTER TABLE t ADD UNIQUE (doc)',
  'ALTER TABLE t ALTER id TYPE bigint USING now()',
  'CREATE INDEX ON t (doc)',
  'CREATE INDEX ON t ((now()))',
  'CREATE POLICY p ON t USING (id)',
  'CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (new.id) EXECUTE FUNCTION f()',
  'CREATE DOMAIN d AS int CHECK (value)',
  "INSERT INTO t (id) VALUES ('x')",
  'CREATE VIEW v AS SELECT id + at AS sum FROM t',
];
const held: readonly string[] = [
  'CREATE TABLE n (a int NOT NULL, b text REFERENCES t (id))',
  'ALTER TABLE t ALTER at DROP DEFAULT',
  'ALTER TABLE t ADD COLUMN n int NOT NULL',
  'ALTER TABLE t ALTER id DROP DEFAULT',
  'CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f()',
  'CREATE DOMAIN d AS int',
  "COMMENT ON TABLE t IS 'x'",
  'DROP TABLE t',
];

describe('parts of a tree', () => {
  it.each(refused)('%s', (text) => {
    const files = [parseDocument('file:///t.sql', 0, `${before}\n${text};`)];
    expect(files[0]!.statements[1]!.parsed.typed).toBe(true);
    const file = foldHistory({ convention: undefined, files, dev: undefined }).file('file:///t.sql')!;
    const circumstances = { before: file.before(1), after: file.after(1), skipsBodies: false, isSure: () => true };
    // The fold has taken what was kept: this is the whole tree, and then its parts again.
    const problems = typeProblems(text, circumstances);
    const outcome = parse(text);
    if (outcome.status === 'ok') keepTypedParts(text, outcome.statements);
    expect(typeProblems(text, circumstances)).toEqual(problems);
    expect(problems).not.toEqual([]);
  });
  it.each(held)('none of %s', (text) => {
    expect(parsedStatement(text).typed).toBe(false);
  });
});
