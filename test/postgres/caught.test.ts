/** Blocks whose handlers name conditions: PostgreSQL decides which of them let the error through. */
import { expect, test } from 'vitest';
import { besidePostgres } from './beside-postgres';

const stands = `CREATE SCHEMA app; CREATE TYPE mood AS ENUM ('a'); CREATE TABLE other (id int PRIMARY KEY);
CREATE TABLE users (id int PRIMARY KEY, n int, CONSTRAINT c CHECK (n > 0), CONSTRAINT u UNIQUE (n));
CREATE INDEX i ON users (n); CREATE VIEW v AS SELECT n FROM users; CREATE SEQUENCE s;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f(); CREATE POLICY p ON users;`;
const statements = [
  'CREATE TABLE users (id int)',
  'CREATE TABLE mood (id int)',
  'CREATE VIEW users AS SELECT 1',
  'CREATE INDEX i ON users (n)',
  'CREATE SEQUENCE s',
  'CREATE SCHEMA app',
  "CREATE TYPE mood AS ENUM ('b')",
  'CREATE TYPE users AS (a int)',
  "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
  'CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f()',
  'CREATE TRIGGER t2 BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION nope()',
  'CREATE POLICY p ON users',
  'ALTER TABLE users ADD COLUMN n int',
  'ALTER TABLE users ADD CONSTRAINT c CHECK (n > 1)',
  'ALTER TABLE users ADD CONSTRAINT u UNIQUE (n)',
  'ALTER TABLE users ADD PRIMARY KEY (n)',
  'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (n) REFERENCES nope (id)',
  'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (m) REFERENCES other (id)',
  'ALTER TABLE users DROP CONSTRAINT nope',
  'ALTER TABLE users DROP COLUMN nope',
  'ALTER TABLE users DROP COLUMN n',
  'ALTER TABLE users RENAME COLUMN nope TO m',
  'ALTER TABLE users RENAME COLUMN n TO id',
  'ALTER TABLE users RENAME TO other',
  'ALTER TABLE nope ADD COLUMN n int',
  'ALTER TABLE users ADD COLUMN m nope',
  "ALTER TYPE nope ADD VALUE 'b'",
  "ALTER TYPE mood RENAME VALUE 'x' TO 'y'",
  'DROP TABLE nope',
  'DROP TABLE users',
  'DROP VIEW nope',
  'DROP INDEX nope',
  'DROP SEQUENCE nope',
  'DROP TYPE nope',
  'DROP FUNCTION nope()',
  'DROP SCHEMA nope',
  'DROP TRIGGER nope ON users',
  'DROP POLICY nope ON users',
  'CREATE TABLE nope.t (id int)',
  'CREATE INDEX ON nope (id)',
  'CREATE INDEX ON users (nope)',
];
const handlers = [
  ...['duplicate_column', 'duplicate_table', 'duplicate_object', 'duplicate_schema', 'duplicate_function'],
  ...['undefined_column', 'undefined_table', 'undefined_object', 'undefined_function', 'invalid_schema_name'],
  ...['invalid_table_definition', 'dependent_objects_still_exist', 'OTHERS', "SQLSTATE '42P07'", 'unique_violation'],
  'duplicate_table OR duplicate_object',
];

const beside = besidePostgres(stands);

test.each(statements)('%s', async (statement) => {
  const wrong: string[] = [];
  const silent: string[] = [];
  for (const handler of handlers) {
    const block = `DO $$ BEGIN ${statement}; EXCEPTION WHEN ${handler} THEN NULL; END $$;`;
    const { refusal, found } = await beside.judge(block);
    if (found.length > 0 && refusal === undefined) wrong.push(`${handler}: ${found.join()}`);
    if (found.length === 0 && refusal !== undefined) silent.push(`${handler}: ${refusal}`);
  }
  expect({ wrong, silent }).toEqual({ wrong: [], silent: [] });
});
