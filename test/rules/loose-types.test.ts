/** A loose file's types against dev's: what the file itself does not change is judged, unless it may have run there. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { checkText } from './support';

beforeAll(() => loadParser());

const dev = `CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE posts (id integer PRIMARY KEY, tags text[], name text, feeling mood, amount numeric);
CREATE VIEW shown AS SELECT id, name FROM posts;
CREATE FUNCTION total(a integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION plain() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE INDEX there ON posts (name);
`;
const found = async (text: string) =>
  checkText(text, await devOf(dev)).findings.map(({ message }) => message.replace('PostgreSQL refuses this: ', ''));

describe("types of dev's own objects in a loose file", () => {
  it.each([
    ['SELECT length(tags) FROM posts;', 'function length(text[]) does not exist.'],
    ["UPDATE posts SET feeling = 'angry';", 'invalid input value for enum mood: "angry".'],
    ["ALTER TABLE posts ADD CONSTRAINT c CHECK (lower(tags) <> 'x');", 'function lower(text[]) does not exist.'],
    ["ALTER TABLE posts ALTER feeling SET DEFAULT 'angry';", 'invalid input value for enum mood: "angry".'],
    ["ALTER TABLE posts ADD other mood DEFAULT 'angry';", 'invalid input value for enum mood: "angry".'],
    [
      "CREATE OR REPLACE FUNCTION total(a integer) RETURNS text LANGUAGE sql AS $$ SELECT 'a' $$;",
      'cannot change return type of existing function.',
    ],
    ['CREATE OR REPLACE VIEW shown AS SELECT id FROM posts;', 'cannot drop columns from view.'],
    ['DROP FUNCTION total(text);', 'function total(text) does not exist (there is total(integer)).'],
    [
      'CREATE TRIGGER t BEFORE INSERT ON posts FOR EACH ROW EXECUTE FUNCTION plain();',
      'function plain must return type trigger.',
    ],
    ['SELECT total(name) FROM posts;', 'function total(text) does not exist.'],
    ['CREATE TABLE more (a integer); SELECT length(tags) FROM posts;', 'function length(text[]) does not exist.'],
    // What it makes unless it is there shows nothing.
    [
      'CREATE INDEX IF NOT EXISTS there ON posts (name); SELECT lower(tags) FROM posts;',
      'function lower(text[]) does not exist.',
    ],
    [
      'DROP VIEW shown; CREATE VIEW shown AS SELECT lower(tags) AS t FROM posts;',
      'function lower(text[]) does not exist.',
    ],
  ])('%s', async (text, message) => {
    expect(await found(text)).toEqual([message]);
  });
  it.each([
    // It may have run: all that it makes is there, and dev has gone on.
    'CREATE INDEX there ON posts (name); SELECT length(tags) FROM posts;',
    "ALTER TABLE posts ADD COLUMN name text; UPDATE posts SET feeling = 'angry';",
    "ALTER TYPE mood ADD VALUE 'happy'; SELECT length(tags) FROM posts;",
    // It changes what it names.
    "ALTER TABLE posts ALTER tags TYPE text[] USING string_to_array(tags, ',');",
    'SELECT length(tags) FROM posts; ALTER TABLE posts ALTER tags TYPE text[] USING ARRAY[tags];',
    "UPDATE posts SET feeling = 'angry'; ALTER TYPE mood RENAME VALUE 'angry' TO 'sad';",
    "DROP FUNCTION total(text); CREATE OR REPLACE FUNCTION total(a integer) RETURNS text LANGUAGE sql AS $$ SELECT 'a' $$;",
    'DROP VIEW shown; CREATE OR REPLACE VIEW shown AS SELECT name FROM posts;',
    'DROP FUNCTION IF EXISTS total(text);',
    'CREATE EXTENSION pg_trgm; CREATE INDEX i ON posts USING gin (name gin_trgm_ops);',
    // Its own CREATE says what it is.
    'CREATE TABLE more (tags text); SELECT length(tags) FROM more;',
    'ALTER TABLE posts ADD more text; UPDATE posts SET more = lower(name);',
  ])('%s: nothing', async (text) => {
    expect(await found(text)).toEqual([]);
  });
});

describe('what is wrong in a body', () => {
  it.each([
    ["CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT lower(tags) FROM posts';", 'lower'],
    ['CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT p.nope FROM posts p $$;', 'nope'],
    ['DO $$ DECLARE a nope; BEGIN NULL; END $$;', 'nope'],
  ])('stands on its own text, once: %s', async (text, wrong) => {
    const { findings } = checkText(text, await devOf(dev));
    expect(findings.map(({ range }) => text.slice(range.start, range.end))).toEqual([wrong]);
  });
});
