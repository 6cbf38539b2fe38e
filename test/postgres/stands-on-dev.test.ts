/** What dev has, as its server keeps it, in the way of a change: indexes and checks of a column, users of an extension. */
import { expect, test } from 'vitest';
import { besidePostgres } from './beside-postgres';

const extensions = ['btree_gist', 'citext', 'cube', 'earthdistance', 'fuzzystrmatch', 'hstore', 'isn', 'ltree'];
const more = ['intarray', 'pg_trgm', 'pgcrypto', 'unaccent', 'uuid-ossp'];
const all = [...extensions, ...more];
const stands = `${all.map((name) => `CREATE EXTENSION "${name}";`).join(' ')}
CREATE TYPE status AS ENUM ('new', 'paid');
CREATE TABLE a (id uuid DEFAULT uuid_generate_v4(), name text, h hstore, tree ltree[], secret bytea DEFAULT digest('a', 'sha1'));
CREATE INDEX a_trgm ON a USING gin (name gin_trgm_ops);
CREATE FUNCTION f(x isbn) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION g(x text) RETURNS text LANGUAGE sql AS $$ SELECT unaccent(x) $$;
CREATE VIEW v AS SELECT levenshtein(name, 'x') AS d, regexp_replace(name, 'a', 'b') FROM a;
CREATE TABLE p (id int PRIMARY KEY, price numeric CHECK (price >= 0), qty int CHECK (qty > 0), s text CHECK (s IN ('new', 'paid')),
  title varchar(20), tags text[], code text UNIQUE, active boolean);
CREATE INDEX p_title ON p (lower(title)); CREATE INDEX p_tags ON p USING gin (tags); CREATE INDEX p_new ON p (id) WHERE s = 'new';
CREATE INDEX p_code ON p (code text_pattern_ops) WHERE active;
CREATE TYPE span AS RANGE (SUBTYPE = float8); CREATE TYPE used AS RANGE (SUBTYPE = int); CREATE TABLE u (x used, y used_multirange);
CREATE TYPE fw AS (a int); CREATE CAST (fw AS text) WITH INOUT;`;

const types: Readonly<Record<string, readonly string[]>> = {
  price: ['int', 'text', 'money', 'boolean USING price > 0', 'float8'],
  qty: ['bigint', 'numeric', 'text', 'text USING qty::text'],
  s: ['varchar(9)', 'status USING s::status', 'int USING 1'],
  title: ['text', 'citext', 'int USING 1'],
  tags: ['text', 'varchar[]', 'jsonb USING to_jsonb(tags)', 'json USING to_json(tags)'],
  code: ['varchar(9)', 'json USING to_json(code)', 'int USING 1', 'uuid USING NULL'],
  active: ['int USING 1', 'text'],
};
const beside = besidePostgres(stands, all);
test.each([
  ...all.map((name) => `DROP EXTENSION "${name}"`),
  ...['DROP EXTENSION earthdistance, cube', 'DROP EXTENSION hstore CASCADE', 'DROP EXTENSION pg_trgm CASCADE'],
  ...['DROP TYPE span', 'DROP TYPE span; CREATE TYPE span AS RANGE (SUBTYPE = int)', 'DROP TYPE used'],
  ...['SET search_path = pg_catalog; DROP CAST (public.fw AS text)', 'DROP CAST (fw AS int)'],
  ...['DROP CAST (fw AS text)', 'DROP CAST (public.fw AS text)', 'CREATE CAST (fw AS text) WITH INOUT AS IMPLICIT'],
  ...Object.entries(types).flatMap(([column, list]) =>
    list.map((type) => `ALTER TABLE p ALTER ${column} TYPE ${type}`),
  ),
])('%s', async (statement) => {
  const { refusal, found } = await beside.judge(statement);
  if (refusal === undefined) expect(found).toEqual([]);
  else expect(found.join()).toContain(refusal);
});
