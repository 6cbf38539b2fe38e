/** A loose file that makes what dev has, of kinds that are no relations: it is moved aside, made again and compared. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

const stands = `
  CREATE TABLE x (a int PRIMARY KEY, b int, c int); CREATE TABLE y (a int PRIMARY KEY); CREATE VIEW v AS SELECT a FROM x;
  CREATE FUNCTION same(int, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT true';
  CREATE FUNCTION other(int, text) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT false';
  CREATE TYPE co AS (a int); CREATE FUNCTION cc(co) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1.a';
  CREATE FUNCTION told() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
  CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE FOREIGN DATA WRAPPER w;`;
const pairs = [
  ['CREATE OPERATOR === (LEFTARG = int, RIGHTARG = text, FUNCTION = same);', 'same', 'other'],
  ['CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = simple, STOPWORDS = english);', 'english', 'german'],
  ['CREATE TEXT SEARCH CONFIGURATION tc (COPY = english);', 'english', 'german'],
  ['CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION told();', 'ddl_command_end', 'sql_drop'],
  ['CREATE PUBLICATION p FOR TABLE x;', 'x', 'y'],
  ['CREATE STATISTICS st ON a, b FROM x;', 'b', 'c'],
  ['CREATE COLLATION cl FROM "C";', '"C"', '"POSIX"'],
  ["CREATE FOREIGN DATA WRAPPER ww OPTIONS (a '1');", '1', '2'],
  ["CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (a '1');", '1', '2'],
  ['CREATE TRIGGER tr INSTEAD OF INSERT ON v FOR EACH ROW EXECUTE FUNCTION tf();', 'INSERT', 'DELETE'],
  ['CREATE RULE r AS ON INSERT TO v DO INSTEAD NOTHING;', 'INSERT', 'DELETE'],
] as const;

test.each(pairs)('%s', async (file, from, to) => {
  const dev = await runs.devOf(`${stands} ${file}`);
  const [same] = (await runs.verify(file, 'loose', dev)).files;
  expect([same!.outcome, same!.notKnown, same!.refusals]).toEqual(['proved', [], []]);
  const [differs] = (await runs.verify(file.replace(from, to), 'loose', dev)).files;
  expect([differs!.outcome, differs!.refusals]).toEqual(['differs', []]);
});

test('what cannot be moved by itself is not known, and never refused', async () => {
  const file = 'CREATE CAST (co AS int) WITH FUNCTION cc(co); CREATE USER MAPPING FOR PUBLIC SERVER s;';
  const dev = await runs.devOf(`${stands} CREATE SERVER s FOREIGN DATA WRAPPER w; ${file}`);
  const [verified] = (await runs.verify(file, 'loose', dev)).files;
  expect([verified!.outcome, verified!.refusals]).toEqual(['not known', []]);
});
test('what stands on what is moved aside stays', async () => {
  const file = 'CREATE TABLE x (a int PRIMARY KEY, b int, c int); CREATE STATISTICS st ON a, b FROM x;';
  const dev = await runs.devOf(`${stands} CREATE STATISTICS st ON a, b FROM x; CREATE PUBLICATION p FOR TABLE x;`);
  const [verified] = (await runs.verify(file, 'loose', dev)).files;
  expect([verified!.outcome, verified!.notKnown, verified!.refusals]).toEqual(['proved', [], []]);
});

const commented = `CREATE TABLE t (id int, a text CONSTRAINT ck CHECK (a <> '')); CREATE INDEX t_a ON t (a);
  CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TYPE comp AS (a int); CREATE DOMAIN dom AS int;
  CREATE VIEW v AS SELECT id FROM t; CREATE SEQUENCE s; CREATE POLICY p ON t USING (true);
  CREATE STATISTICS st ON id, a FROM t; CREATE RULE ru AS ON DELETE TO t DO INSTEAD NOTHING;`;
test.each([
  ...['INDEX t_a', 'FUNCTION f()', 'TYPE comp', 'DOMAIN dom', 'VIEW v', 'SEQUENCE s', 'POLICY p ON t', 'STATISTICS st'],
  ...['RULE ru ON t', 'CONSTRAINT ck ON t', 'TABLE t', 'COLUMN t.a', 'COLUMN v.id', 'COLUMN comp.a'],
])('a comment of %s counts in no outcome, and is said', async (object) => {
  const dev = await runs.devOf(`${commented} COMMENT ON ${object} IS 'x';`);
  const [verified] = (await runs.verify(commented, 'loose', dev)).files;
  expect([verified!.outcome, verified!.aside, verified!.others]).toEqual(['proved', ['comment'], []]);
});
test('so does the name of a partition’s index or key that came with its parent’s', async () => {
  const file =
    'CREATE TABLE m (id int PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE m1 PARTITION OF m DEFAULT; CREATE INDEX mi ON m (id);';
  const dev = await runs.devOf(`${file} ALTER INDEX m1_id_idx RENAME TO other;`);
  const [verified] = (await runs.verify(file, 'loose', dev)).files;
  expect([verified!.outcome, verified!.aside, verified!.others]).toEqual(['proved', ['index-name'], []]);
});
