/** Keys of indexes and constraints where extensions bring operator classes: PostgreSQL decides which are refused. */
import { describe, expect, test } from 'vitest';
import { PMap } from '../../server/src/model/persistent-map';
import { checkText } from '../rules/support';
import { startPglite } from '../support/pglite';
import { besidePostgres } from './beside-postgres';
import { createShared, readSchema } from './roundtrip';

const extensions = ['citext', 'hstore', 'btree_gist', 'uuid-ossp', 'ltree', 'pg_trgm'];
const stands = `${extensions.map((name) => `CREATE EXTENSION "${name}";`).join(' ')}
CREATE DOMAIN plain AS text;
CREATE TYPE mood AS ENUM ('a');
CREATE TABLE users (id int PRIMARY KEY, j json, p point, x xml, t text, i int, words text[], jb jsonb, r int4range,
  c citext, cs citext[], h hstore, lt ltree, lts ltree[], q lquery, u uuid, v varchar(5), m mood, d plain);`;
const keys = [
  ...['(j)', '(p)', '(x)', '(c)', '(cs)', '(h)', '(lt)', '(lts)', '(q)', '(m)', '(d)', '((j -> 1))', '((jb -> 1))'],
  ...['(jb jsonb_path_ops)', '(t gin_trgm_ops)', '(t gin_trgm)', '(c citext_pattern_ops)', '(t citext_pattern_ops)'],
  ...['t', 'd', 'c', 'h', 'lt', 'i', 'words', 'j', 'jb', 'cs'].map((column) => `USING gin (${column})`),
  ...['t', 'c', 'v', 'i', 'j', 'words', 'q', 'h'].map((column) => `USING gin (${column} gin_trgm_ops)`),
  ...['t', 'c', 'v', 'i', 'u', 'm', 'j', 'h', 'lt', 'lts', 'p', 'r', 'x'].map((column) => `USING gist (${column})`),
  ...['h', 'lt', 'c', 'j', 'q', 'm'].map((column) => `USING hash (${column})`),
  ...['c', 'h', 'i', 'j'].map((column) => `USING brin (${column})`),
  ...['USING nope (i)', 'USING gist (t public.gist_trgm_ops (siglen = 32))', 'USING spgist (u)', 'USING gin (t nope)'],
];
const statements = [
  ...keys.map((key) => `CREATE INDEX ON users ${key}`),
  ...['h', 'q', 'j', 'c'].map((column) => `ALTER TABLE users ADD UNIQUE (${column})`),
  ...['i', 'u', 'j', 'q'].map((column) => `ALTER TABLE users ADD EXCLUDE USING gist (${column} WITH =, r WITH &&)`),
  'CREATE TABLE n (c citext PRIMARY KEY, h hstore UNIQUE)',
  'CREATE TABLE n (q lquery PRIMARY KEY)',
  'CREATE TABLE n (j json) PARTITION BY LIST (j)',
];

const beside = besidePostgres(stands, extensions);

test.each(statements)('%s', async (statement) => {
  const { refusal, found } = await beside.judge(statement);
  expect(found.length > 0, `PostgreSQL: ${refusal}; here: ${found.join()}`).toBe(refusal !== undefined);
});

describe('what an extension brings that was not read', () => {
  const dev = () => ({ schema: beside.schema, readAt: 0, label: 'dev', fingerprint: '', applied: [] });
  const told = (text: string) => {
    const { findings, notKnown } = checkText(text, dev());
    return [...findings.map(({ message }) => message), ...notKnown.map(({ reason }) => `not known: ${reason}`)];
  };

  /** That the server has an extension's files is its own question. */
  const unsure = (...names: string[]) =>
    names.map((name) => `not known: whether dev has extension ${name} is not known`);

  test('makes it not known whether a key is refused', () => {
    expect(told('CREATE EXTENSION rum; CREATE INDEX i ON users USING gin (i);')).toEqual([
      ...unsure('rum'),
      'not known: data type integer has no default operator class for access method "gin": what the extension rum brings is not known',
    ]);
  });
  test('is of no matter where it is btree_gist or btree_gin, whose classes are known', () => {
    const keys = ['gist (i, r)', 'gist (t)', 'gin (i, words)'].map((key) => `CREATE INDEX ON users USING ${key};`);
    const none = PMap.empty<never>();
    const bare = { ...dev(), schema: { ...beside.schema, extensions: none, others: none, routines: none } };
    const { findings, notKnown } = checkText(
      `CREATE EXTENSION btree_gist; CREATE EXTENSION btree_gin; ${keys.join(' ')}`,
      bare,
    );
    expect([findings, notKnown]).toEqual([[], []]);
    expect(checkText(`CREATE EXTENSION btree_gist; ${keys[2]}`, bare).notKnown).toHaveLength(1);
  });
  test('is an operator class only where it is named as theirs are: else a comma is missing', () => {
    const none = PMap.empty<never>();
    const index = 'CREATE INDEX i ON users (i t);';
    const message = 'operator class "t" does not exist for access method "btree"';
    for (const name of ['pgcrypto', 'pg_trgm', 'citext'])
      expect(told(`CREATE EXTENSION IF NOT EXISTS ${name}; ${index}`)).toEqual([`O${message.slice(1)}.`]);
    expect(told(`CREATE EXTENSION rum; ${index}`)).toEqual([
      ...unsure('rum'),
      `not known: ${message}: what the extension rum brings is not known`,
    ]);
    const bare = {
      ...dev(),
      schema: { ...beside.schema, extensions: none, others: none, routines: none },
    };
    const brought = 'CREATE EXTENSION pg_trgm; CREATE INDEX i ON users USING gin (t gin_trgm_ops);';
    expect(checkText(brought, bare)).toMatchObject({ findings: [], notKnown: [] });
  });
  test('is known of the types of those that come with PostgreSQL where the files make them', async () => {
    const types = ['citext', 'hstore', 'ltree', 'ltree[]', 'cube', 'seg', 'isbn13', 'citext[]'];
    const brought = ['citext', 'hstore', 'ltree', 'cube', 'seg', 'isn'];
    const made = brought.map((name) => `CREATE EXTENSION IF NOT EXISTS ${name};`).join(' ');
    const fresh = await startPglite(brought);
    try {
      await createShared(fresh);
      const bare = { ...dev(), schema: await readSchema(fresh) };
      const wrong: string[] = [];
      for (const type of types)
        for (const method of ['btree', 'hash', 'gist', 'gin', 'spgist', 'brin']) {
          const text = `${made} CREATE TABLE t (x ${type}); CREATE INDEX ON t USING ${method} (x);`;
          const refusal = await fresh.exec(`BEGIN; ${text}`).then(
            () => undefined,
            (error: Error) => error.message,
          );
          await fresh.exec('ROLLBACK');
          const { findings, notKnown } = checkText(text, bare);
          const said = findings.map(({ message }) => message);
          if (said.length + notKnown.length !== (refusal === undefined ? 0 : 1))
            wrong.push(`${method} (${type}): PostgreSQL: ${refusal}; here: ${said.join()}`);
        }
      expect(wrong).toEqual([]);
      const unique = `${made} CREATE TABLE t (x citext UNIQUE, y ltree PRIMARY KEY);`;
      expect(checkText(unique, bare).findings).toEqual([]);
    } finally {
      await fresh.close();
    }
  });
  test('is not what dev has of it in another schema', () => {
    const bare = { ...dev(), schema: { ...beside.schema, extensions: PMap.empty<never>() } };
    const text = 'CREATE SCHEMA s; CREATE EXTENSION "uuid-ossp" WITH SCHEMA s;';
    const called = (name: string) => checkText(`${text} CREATE TABLE s.t (id uuid DEFAULT ${name}());`, bare).findings;
    expect(called('s.uuid_generate_v4')).toEqual([]);
  });
  test('is known of PostGIS and pgvector as far as they have default classes', () => {
    const text = `CREATE EXTENSION postgis; CREATE EXTENSION vector; CREATE TABLE places (at geometry, v vector, b box2d);`;
    const keys = (...all: string[]) => all.map((key) => `CREATE INDEX ON places USING ${key};`).join(' ');
    expect(told(`${text} ${keys('gist (at)', 'spgist (at)', 'brin (at)', 'btree (v)')}`)).toEqual(
      unsure('postgis', 'vector'),
    );
    expect(told(`${text} ${keys('gin (at)')}`)).toHaveLength(3);
  });
  test('is of no matter where PostgreSQL has a class, or the file makes one', () => {
    expect(told('CREATE EXTENSION rum; CREATE INDEX i ON users USING gin (words);')).toEqual(unsure('rum'));
    const own = 'CREATE OPERATOR CLASS j_ops DEFAULT FOR TYPE json USING btree AS STORAGE json;';
    expect(told(`${own} CREATE INDEX i ON users (j);`)).toEqual([]);
  });
});
