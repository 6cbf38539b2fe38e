/** A loose file beside dev: what it makes, takes away and holds of what dev has. */
import { beforeAll, describe, expect, it, test } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { checkText } from './support';

beforeAll(() => loadParser());

test('what a loose file takes away, and dev has not, is said once', async () => {
  const there = await devOf('CREATE TABLE users (id integer, email text);');
  const said = (text: string) => checkText(text, there).findings.map(({ message }) => message);
  expect(
    said(`ALTER TABLE users ADD COLUMN extra text; UPDATE users SET email = mail WHERE mail IS NOT NULL;
      CREATE INDEX ON users (mail); ALTER TABLE users DROP COLUMN mail;`),
  ).toEqual(['users has no column mail. Did you mean email?']);
  expect(
    said(
      'ALTER TABLE users ADD COLUMN extra text; ALTER TABLE users RENAME mail TO post; UPDATE users SET post = $$x$$;',
    ),
  ).toEqual(['users has no column mail. Did you mean email?']);
  expect(said('UPDATE users SET mail = $$x$$; UPDATE users SET mail = $$x$$;')).toHaveLength(2);
});
test('a composite type that would hold itself is refused, by whatever way', async () => {
  const there = await devOf(
    `CREATE TYPE pair AS (a int, b int); CREATE DOMAIN pairs AS pair[]; CREATE TYPE pair_range AS RANGE (subtype = pair);
     CREATE TYPE outer_pair AS (p pair); CREATE TABLE t (id int); CREATE DOMAIN rows AS t[]; CREATE TABLE other (t t);`,
  );
  const said = (text: string) => checkText(text, there).findings.map(({ message }) => message);
  for (const type of ['pair', 'pairs', 'pair_range', 'pair_multirange', 'outer_pair', 'pair[]'])
    expect(said(`ALTER TYPE pair ADD ATTRIBUTE c ${type};`), type).toEqual([
      'PostgreSQL refuses this: composite type pair cannot be made a member of itself.',
    ]);
  for (const type of ['t', 'rows', 'other'])
    expect(said(`ALTER TABLE t ADD COLUMN c ${type};`), type).toEqual([
      'PostgreSQL refuses this: composite type t cannot be made a member of itself.',
    ]);
  expect(said('ALTER TYPE pair ADD ATTRIBUTE c int; ALTER TYPE outer_pair ADD ATTRIBUTE c pair_range;')).toEqual([]);
  expect(said('ALTER TABLE t ADD COLUMN c outer_pair;')).toEqual([]);
});
test('the columns that a query gives a function of records are known', async () => {
  const there = await devOf('CREATE TABLE users (id integer);');
  const text = `CREATE TABLE j AS SELECT * FROM jsonb_to_recordset('[]') AS x(a int, b text);
    INSERT INTO j (a, b) VALUES (1, 'x'); INSERT INTO j (a, c) VALUES (1, 2); SELECT x.c FROM json_to_record('{}') AS x(a int);`;
  expect(checkText(text, there).findings.map(({ message }) => message)).toEqual([
    'j has no column c.',
    expect.stringContaining('c'),
  ]);
});
test('what dev has as another kind of thing is no sign that the file has run', async () => {
  const there = await devOf('CREATE TABLE t (id int); CREATE VIEW v AS SELECT 1 AS id;');
  const said = (text: string) => checkText(text, there).findings.map(({ message }) => message);
  expect(said('CREATE SEQUENCE t;')).toEqual(['Table t exists already.']);
  expect(said('CREATE VIEW t AS SELECT 1 AS id;')).toEqual(['Table t exists already.']);
  expect(said('CREATE TABLE v (id int);')).toEqual(['View v exists already.']);
  // But for a file that makes it that in the end.
  expect(said('CREATE VIEW t AS SELECT 1 AS id; DROP VIEW t; CREATE TABLE t (id int);')).toEqual([]);
});
describe('tables that inherit the other way round than in dev', () => {
  it.each([
    ['children', 'CREATE TABLE a (x int); CREATE TABLE b () INHERITS (a);', 'INHERITS (b)'],
    [
      'by two ways',
      'CREATE TABLE a (x int); CREATE TABLE c () INHERITS (a); CREATE TABLE b () INHERITS (c, a);',
      'INHERITS (b)',
    ],
    [
      'partitions',
      'CREATE TABLE a (x int) PARTITION BY LIST (x); CREATE TABLE b PARTITION OF a DEFAULT;',
      'PARTITION BY LIST (x)',
    ],
  ])('are read to the end: %s', async (_, made, parent) => {
    const file = `CREATE TABLE b (x int) PARTITION BY LIST (x);
CREATE TABLE a (x int) ${parent};
ALTER TABLE a INHERIT b; ALTER TABLE b INHERIT a;
ALTER TABLE b ATTACH PARTITION a DEFAULT;
ALTER TABLE b RENAME x TO y; ALTER TABLE b ADD CHECK (y > 0); ALTER TABLE b ADD COLUMN z int;
DROP TABLE b CASCADE;
`;
    const { findings } = checkText(file, await devOf(made));
    expect(findings.every(({ range }) => range.end <= file.length)).toBe(true);
  });
});
