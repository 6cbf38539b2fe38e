/** Two files of one number: their order is said to be open only where it can matter. */
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultStyle } from '../../server/src/generate/style';
import { detectConvention } from '../../server/src/migrations/conventions';
import { foldHistory } from '../../server/src/migrations/history';
import { check } from '../../server/src/rules/check';
import { loadParser, parseDocument } from '../../server/src/sql/document';
import { devOf } from '../support/fakeDev';

beforeAll(() => loadParser());

async function ambiguous(...texts: readonly string[]): Promise<string[]> {
  const files: Record<string, string> = { '001_base.sql': 'CREATE TABLE users (id int PRIMARY KEY, name text);' };
  texts.forEach((text, at) => {
    files[`002_${'abc'[at]}.sql`] = text;
  });
  const convention = detectConvention({ folder: '/m', paths: Object.keys(files), read: (path) => files[path] })!;
  const documents = convention.files.map(({ path }) => parseDocument(`file:///m/${path}`, 1, files[path]!));
  const dev = await devOf(files['001_base.sql']!);
  const history = foldHistory({ convention, files: documents, dev });
  const settings = { rules: {}, style: defaultStyle };
  const found = documents.flatMap(({ uri }) => check({ history, uri, dev, settings }).findings);
  return found.filter(({ code }) => code === 'ambiguous-order').map(({ message }) => message);
}

describe('two files of one number', () => {
  it.each([
    ['CREATE TABLE a (id int);', 'CREATE TABLE b (id int);'],
    ['CREATE TABLE a (id int REFERENCES users);', 'CREATE TABLE b (id int REFERENCES users);'],
    ['CREATE TABLE a (at timestamptz DEFAULT now());', 'CREATE TABLE b (at timestamptz DEFAULT now());'],
    ['ALTER TABLE users ADD COLUMN a int;', 'CREATE TABLE b (id int);'],
    ['INSERT INTO users (id) VALUES (1);', 'INSERT INTO users (id) VALUES (2);'],
    ['CREATE INDEX a ON users (id);', 'CREATE INDEX b ON users (name);'],
    ["COMMENT ON COLUMN users.id IS 'x';", 'CREATE FUNCTION id() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;'],
  ])('have nothing to do with each other: %s %s', async (one, other) => {
    expect(await ambiguous(one, other)).toEqual([]);
  });
  it.each([
    ['CREATE TABLE a (id int);', 'ALTER TABLE a ADD COLUMN b int;'],
    ['CREATE TABLE a (id int PRIMARY KEY);', 'CREATE TABLE b (id int REFERENCES a);'],
    ['ALTER TABLE users ADD COLUMN a int;', 'ALTER TABLE public.users ADD COLUMN b int;'],
    ['ALTER TABLE users RENAME COLUMN name TO nick;', 'CREATE VIEW v AS SELECT name FROM users;'],
    ["CREATE TYPE mood AS ENUM ('x');", 'CREATE TABLE b (m mood);'],
    ['CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;', 'CREATE TABLE b (id int DEFAULT f());'],
    ['CREATE TABLE a (id int);', 'INSERT INTO a VALUES (1);'],
    ["UPDATE users SET name = 'x';", 'INSERT INTO users (id) VALUES (3);'],
    ['CREATE INDEX a ON users (id);', 'DROP INDEX a;'],
    ['ALTER TABLE users DROP COLUMN name;', 'CREATE INDEX b ON users (name);'],
    ['CREATE TABLE a (id int);', 'CREATE TABLE b (id int'],
    ['CREATE TABLE a (id int);', "DO $$ BEGIN EXECUTE (SELECT string_agg(x, '') FROM y); END $$;"],
  ])('touch one thing: %s %s', async (one, other) => {
    expect(await ambiguous(one, other)).toEqual(['002_a.sql has version 002 too: their order is ambiguous.']);
  });
  it('are named, of three, as the two that do', async () => {
    const two = ['CREATE TABLE b (id int);', 'ALTER TABLE b ADD COLUMN c int;'];
    expect(await ambiguous('CREATE TABLE a (id int);', ...two)).toEqual([
      '002_b.sql has version 002 too: their order is ambiguous.',
    ]);
  });
});
