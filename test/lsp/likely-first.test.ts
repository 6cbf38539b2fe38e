/** Of many names that begin alike, those first that a person is likely to mean: what dev has there, what is still to be written. */
import { afterEach, expect, it } from 'vitest';
import { startClient, type TestClient } from '../support/client';
import { FakeDev } from '../support/fake-dev';

const before = `
CREATE TYPE tone AS ENUM ('low');
CREATE TYPE tint AS ENUM ('red');
CREATE TABLE job_a (id bigint PRIMARY KEY, state text, started_at timestamptz, job_key text, job_kind text NOT NULL);
CREATE TABLE job_b (id bigint PRIMARY KEY, note text);
CREATE INDEX job_a_state ON job_a (state);
CREATE INDEX job_b_note ON job_b (note);
CREATE TABLE job_d (a int NOT NULL, b int, c int NOT NULL, PRIMARY KEY (a));
CREATE TABLE job_c (id bigint PRIMARY KEY);
CREATE TABLE job_runs (id bigint PRIMARY KEY);
CREATE TABLE job_zones (id bigint PRIMARY KEY);
CREATE TABLE comment (id bigint, post_job_key text);
CREATE TABLE remarks (note text);
CREATE VIEW job_view AS SELECT id FROM job_a;
CREATE FUNCTION fn_a() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION fn_b() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION fn_c() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE FUNCTION fn_plus(a int) RETURNS int LANGUAGE sql AS $$ SELECT a + 1 $$;
CREATE TRIGGER tr_a BEFORE UPDATE ON job_a FOR EACH ROW EXECUTE FUNCTION fn_a();
CREATE TRIGGER tr_b BEFORE UPDATE ON job_a FOR EACH ROW EXECUTE FUNCTION fn_b();
`;
/** What dev has besides: the migration that is being written. */
const next = `
ALTER TYPE tone ADD VALUE 'high';
ALTER TABLE job_b ADD COLUMN job_zone_id bigint REFERENCES job_zones (id);
ALTER TABLE job_a ALTER COLUMN job_kind DROP NOT NULL;
CREATE OR REPLACE FUNCTION fn_c() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN INSERT INTO job_runs VALUES (1); RETURN NEW; END $$;
CREATE TRIGGER tr_c AFTER UPDATE ON job_c FOR EACH ROW EXECUTE FUNCTION fn_c();
CREATE INDEX job_a_made ON job_a (job_key, started_at);
`;
let client: TestClient;
afterEach(async () => {
  expect(client.received.errors).toEqual([]);
  await client.stop();
});
const offered = async (marked: string, dev = before + next) => {
  client = await startClient({
    dev: await FakeDev.of(dev),
    files: { '/project/migrations/001_base.sql': before, '/project/migrations/002_next.sql': '' },
  });
  await client.settled();
  const file = await client.open(marked, '/project/migrations/002_next.sql');
  return (await file.completions()).map(({ label }) => label);
};

it.each([
  ['the table of dev’s trigger', 'CREATE TRIGGER tr_c AFTER UPDATE ON job_<|>', 'job_c'],
  ['its function', 'CREATE TRIGGER tr_c AFTER UPDATE ON job_c FOR EACH ROW EXECUTE FUNCTION fn<|>', 'fn_c'],
  [
    'its function, as PROCEDURE',
    'CREATE TRIGGER tr_c AFTER UPDATE ON job_c FOR EACH ROW EXECUTE PROCEDURE <|>',
    'fn_c',
  ],
  ['the trigger that no migration makes', 'CREATE TRIGGER t<|> AFTER UPDATE ON job_c', 'tr_c'],
  [
    'the table that dev’s function writes to',
    'CREATE OR REPLACE FUNCTION fn_c() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN INSERT INTO job<|> END $$',
    'job_runs',
  ],
  ['the function that dev has otherwise', 'CREATE OR REPLACE FUNCTION f<|>', 'fn_c'],
  ['the enum that has a value more in dev', 'ALTER TYPE t<|>', 'tone'],
  [
    'the table that dev’s key points to',
    'ALTER TABLE job_b ADD COLUMN job_zone_id bigint REFERENCES j<|>',
    'job_zones',
  ],
  ['the column that dev has otherwise', 'ALTER TABLE job_a ALTER COLUMN j<|>', 'job_kind'],
  ['the next column of dev’s index', 'CREATE INDEX job_a_made ON job_a (job_key, s<|>)', 'started_at'],
  [
    'dev’s type of the column that is changed, as the migrations spell it',
    'ALTER TABLE job_a ALTER COLUMN started_at TYPE <|>',
    'timestamptz',
  ],
  ['a view where views are dropped', 'DROP VIEW j<|>', 'job_view'],
])('is %s', async (_, marked, first) => {
  expect((await offered(marked))[0]).toBe(first);
});

it.each([
  ['the table whose name the column says', 'ALTER TABLE job_b ADD COLUMN zone_id bigint REFERENCES <|>', 'job_zones'],
  [
    'the function that the file has made',
    `CREATE FUNCTION fn_z() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER tr_z BEFORE UPDATE ON job_b FOR EACH ROW EXECUTE FUNCTION fn<|>`,
    'fn_z',
  ],
  ['the table that the trigger’s name says', 'CREATE TRIGGER track_job_run_states AFTER UPDATE ON <|>', 'job_runs'],
  [
    'the column that is compared, of the other row',
    'CREATE TRIGGER t AFTER UPDATE ON job_a FOR EACH ROW WHEN (NEW.job_kind IS DISTINCT FROM OLD.<|>) EXECUTE FUNCTION fn_a();',
    'job_kind',
  ],
  [
    'the index of the table that was changed above',
    'ALTER TABLE job_b ADD COLUMN more text;\nDROP INDEX job<|>',
    'job_b_note',
  ],
  [
    'a constraint that was there, not one that the statement adds',
    'ALTER TABLE job_b ADD COLUMN a_id bigint REFERENCES job_a (id), DROP CONSTRAINT <|>',
    'job_b_pkey',
  ],
  [
    'the next column that has what was dropped of the one before',
    'ALTER TABLE job_d ALTER COLUMN a DROP NOT NULL, ALTER COLUMN <|>',
    'c',
  ],
  [
    'a column that the statement itself adds',
    'ALTER TABLE job_b ADD COLUMN zone text, ADD CONSTRAINT c CHECK (zo<|> IS NOT NULL);',
    'zone',
  ],
  ['the shorter name', 'SELECT * FROM job_<|>', 'job_a'],
  [
    'the table that was made above, for its comment',
    'CREATE TABLE job_z (id bigint REFERENCES job_a (id));\nCOMMENT ON TABLE j<|>',
    'job_z',
  ],
  ['the type that the lines above use', 'CREATE TABLE job_z (\n  a int8,\n  own int<|>', 'int8'],
  ['the type of an attribute', 'CREATE TYPE pair AS (a tex<|>', 'text'],
  [
    'a column although the next quote is in another statement',
    'UPDATE job_a SET "sta<|> = 1;\nSELECT "id" FROM job_b;',
    'state',
  ],
  ['any function, not a trigger’s, for GRANT EXECUTE', 'GRANT EXECUTE ON FUNCTION fn_p<|>', 'fn_plus'],
  [
    'the column whose name the other side ends with',
    'UPDATE comment SET post_job_key = a.<|> FROM job_a a;',
    'job_key',
  ],
  ['a column of a table that is called comment', 'SELECT c.<|> FROM comment c', 'id'],
  ['a table after the comma of UPDATE … FROM', 'UPDATE comment SET id = 1 FROM job_b b, job_c<|>', 'job_c'],
  ['now() for a time', 'UPDATE job_a SET started_at = <|>', 'now'],
  ['what has just been set', 'UPDATE job_a SET job_kind = NULL WHERE <|>', 'job_kind'],
  ['a function that gives rows where a table stands', 'SELECT 1 FROM job_a, jsonb_<|>', 'jsonb_array_elements'],
  [
    'a table that has the column, too, which was renamed above',
    'ALTER TABLE job_b RENAME COLUMN note TO remark;\nALTER TABLE e<|>',
    'remarks',
  ],
  ['the name that the statement calls a table by', 'SELECT rn.id FROM job_runs <|>', 'rn'],
  ['the name that it calls it by below', 'SELECT 1 FROM job_runs <|> WHERE rn.id = 1', 'rn'],
  ['the name of a function’s rows', 'SELECT ro<|> FROM job_a, jsonb_each(job_key::jsonb) AS row_of', 'row_of'],
  [
    'the other table’s name beside a column with the name of its own',
    'SELECT 1 FROM job_a jo, comment c WHERE c.id = j<|>',
    'jo',
  ],
  [
    'a column that nothing asks for yet',
    'ALTER TABLE job_a ADD CHECK (num_nonnulls(job_key, state) = 2 AND num_nonnulls(j<|>))',
    'job_kind',
  ],
  ['the column that CASE asks for', 'SELECT CASE WHEN job_kind = 1 THEN j<|> FROM job_a', 'job_kind'],
  [
    'the name that a column had above',
    'ALTER TABLE job_b RENAME COLUMN note TO remark;\nALTER TABLE job_b ADD COLUMN <|>',
    'note',
  ],
  ['the table that has the trigger', 'DROP TRIGGER tr_a ON <|>', 'job_a'],
  ['the index that was dropped above', 'DROP INDEX job_b_note;\nCREATE INDEX j<|>', 'job_b_note'],
  [
    'an index that was there, not the one that is made above',
    'CREATE INDEX job_b_id ON job_b (id);\nDROP INDEX job<|>',
    'job_b_note',
  ],
  ['the trigger that was dropped above', 'DROP TRIGGER tr_b ON job_a;\nCREATE TRIGGER t<|>', 'tr_b'],
])('is, without dev having it, %s', async (_, marked, first) => {
  expect((await offered(marked, before))[0]).toBe(first);
});

it.each([
  [
    'ALTER TABLE job_a ALTER COLUMN id DROP NOT NULL, ALTER COLUMN job_kind DROP NOT NULL, ALTER COLUMN job_<|>',
    'job_key',
  ],
  ['ALTER TABLE job_a ADD CHECK (num_nulls(job_key, job_<|>', 'job_kind'],
  ['SELECT job_kind, job_<|> FROM job_a', 'job_key'],
  ['UPDATE job_a SET job_kind = 1, job_<|>', 'job_key'],
])('is none that the list has already: %s', async (marked, first) => {
  expect((await offered(marked, before))[0]).toBe(first);
});
it('is no spelling that nobody writes, nor what is being typed', async () => {
  const made = 'CREATE TABLE job_y (started_at timestamp);';
  const labels = await offered('CREATE TABLE job_z (started_at timestam<|>', before + made);
  expect(labels.slice(0, 3)).toEqual(expect.arrayContaining(['timestamp', 'timestamptz']));
  expect(labels).not.toContain('timestam');
  expect(labels).not.toContain('timestamp without time zone');
});
it.each([
  ['the table', 'ALTER TABLE job_<|>', '002_zones_seen.sql', 'job_zones'],
  ['the table, of Diesel', 'ALTER TABLE job_<|>', '2024-01-01-000000_rename_job_runs/up.sql', 'job_runs'],
  ['the index', 'DROP INDEX <|>', '002_note_index.sql', 'job_b_note'],
  ['the column', 'ALTER TABLE job_a DROP COLUMN <|>', '002_drop_job_kind.sql', 'job_kind'],
])('is %s that the file’s name says', async (_, marked, name, first) => {
  client = await startClient({
    dev: await FakeDev.of(before),
    files: { '/project/migrations/001_base.sql': before, [`/project/migrations/${name}`]: '' },
  });
  await client.settled();
  const file = await client.open(marked, `/project/migrations/${name}`);
  expect((await file.completions())[0]!.label).toBe(first);
});

it('fits no longer once a space is typed, so that VS Code asks for the next word', async () => {
  client = await startClient({
    dev: await FakeDev.of(before),
    capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
  });
  await client.settled();
  const items = await (await client.open('C<|>')).completions();
  expect(items.map(({ label }) => label)).toContain('create index concurrently');
  expect(items.filter(({ filterText }) => filterText?.includes(' '))).toEqual([]);
});
