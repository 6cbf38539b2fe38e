/** What PostgreSQL stores follows a rename; a file that says the old name and then renames is no difference from dev. */
import { beforeAll, expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { asShipped, checkText } from './support';

beforeAll(() => loadParser());

const codes = async (text: string, dev = text) =>
  checkText(text, await devOf(dev), asShipped).findings.map(({ code, message }) => `${code}: ${message}`);
const row = `CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;\n`;

it.each([
  [
    'a label of an enum',
    `CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE days (id integer, was mood, all_of mood[] DEFAULT '{sad,ok}', sad text GENERATED ALWAYS AS (CASE WHEN was = 'sad' THEN 'x' END) STORED,
  CONSTRAINT not_only CHECK (all_of <> '{sad}'));
CREATE INDEX sad_ones ON days (id) WHERE all_of = '{sad}';
CREATE POLICY p ON days USING (was = 'sad');
${row}CREATE TRIGGER tr BEFORE UPDATE ON days FOR EACH ROW WHEN (NEW.was = 'sad') EXECUTE FUNCTION touch();
CREATE DOMAIN better AS mood DEFAULT 'sad' CHECK (VALUE <> 'sad');
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';`,
  ],
  [
    'a function that a trigger asks',
    `CREATE TABLE t (n integer);
CREATE FUNCTION is_new(integer) RETURNS boolean LANGUAGE sql AS 'SELECT true';
${row}CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW WHEN (is_new(NEW.n)) EXECUTE FUNCTION touch();
ALTER FUNCTION is_new(integer) RENAME TO is_recent;`,
  ],
  [
    'a function that is moved',
    `CREATE TABLE t (n integer);
${row}CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch();
CREATE SCHEMA own; ALTER FUNCTION touch() SET SCHEMA own;`,
  ],
  [
    "a table that a function's rows are of, and that a default names",
    `CREATE TABLE t (n integer);
CREATE FUNCTION all_of() RETURNS SETOF t LANGUAGE sql AS 'SELECT NULL::t';
CREATE TABLE u (of regclass DEFAULT 't'::regclass);
ALTER TABLE t RENAME TO tasks;`,
  ],
  [
    'what has had three names',
    `CREATE TYPE c AS (n integer);
CREATE FUNCTION all_of() RETURNS SETOF c LANGUAGE sql AS 'SELECT NULL::c';
ALTER TYPE c RENAME TO d; ALTER TYPE d RENAME TO e;`,
  ],
  [
    'a text search configuration',
    `CREATE TEXT SEARCH CONFIGURATION plain (COPY = simple);
CREATE TABLE t (a text, v tsvector GENERATED ALWAYS AS (to_tsvector('plain', a)) STORED);
ALTER TEXT SEARCH CONFIGURATION plain RENAME TO simplest;`,
  ],
  [
    'an extension that is moved, with its type',
    `CREATE EXTENSION citext;
CREATE TABLE t (h citext DEFAULT 'x', CHECK (h = 'y')); CREATE INDEX i ON t (h);
CREATE SCHEMA extensions; ALTER EXTENSION citext SET SCHEMA extensions;`,
  ],
])('%s', async (_, text) => {
  expect(await codes(text)).toEqual([]);
});

it('another difference is told all the same', async () => {
  const file = (least: number) => `CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE days (id integer CHECK (id > ${least}), was mood);
CREATE POLICY p ON days USING (id > ${least});
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';`;
  expect((await codes(file(1), file(2))).map((one) => one.split(':')[0])).toEqual([
    'different-check',
    'different-object',
  ]);
});
