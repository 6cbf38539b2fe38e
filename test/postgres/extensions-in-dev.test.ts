/** What dev's extensions bring is read with dev: beside them the same is found as without, as PostgreSQL decides. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Schema } from '../../server/src/model/schema';
import { loadParser } from '../../server/src/sql/parse';
import { startPglite, type TestPglite } from '../support/pglite';
import { errorsOn } from './fold/recording';
import { createShared, readSchema } from './roundtrip';

const extensions = [
  ...['btree_gin', 'btree_gist', 'citext', 'cube', 'earthdistance', 'fuzzystrmatch', 'hstore', 'intarray', 'ltree'],
  ...['pg_trgm', 'pgcrypto', 'tablefunc', 'unaccent', 'uuid-ossp'],
];
const stands = `${extensions.map((name) => `CREATE EXTENSION "${name}";`).join(' ')}
CREATE TYPE st AS ENUM ('a', 'b'); CREATE TYPE mood AS ENUM ('x', 'y'); CREATE DOMAIN short AS text;
CREATE TABLE home (id int PRIMARY KEY, is_admin bool, settings jsonb, s st, c citext, cs citext[], h hstore, path ltree, t text, v varchar(9),
  d short, ch char(3), n name, nums int[], bigs bigint[], words text[], u uuid, at timestamptz, amount numeric, p point, q query_int, k cube);`;
/** Of types that extensions bring, and of arguments that may be left out, what is refused is not all found. */
const open = /\b(c|cs|h|path|q|k|hstore|ltree|crypt|levenshtein)\b|'a'|nums = 'x'|nums @@/;
const columns = ['is_admin', 'settings', 's', 'c', 'cs', 'h', 'path', 't', 'v', 'd', 'nums', 'u', 'amount', 'q', 'k'];
const statements = [
  'ALTER TABLE home ALTER COLUMN s TYPE mood',
  'ALTER TABLE home ALTER COLUMN s TYPE citext',
  ...['settings', 't', 'id', 'nums'].map((column) => `ALTER TABLE home ALTER COLUMN ${column} TYPE citext`),
  ...['st', 'hstore', 'text', 'jsonb', 'json', 'ltree', 'int'].flatMap((type) =>
    ['c', 'h', 't', 'path', 's', 'settings'].map((column) => `ALTER TABLE home ALTER COLUMN ${column} TYPE ${type}`),
  ),
  ...columns.map((column) => `SELECT min(${column}) FROM home`),
  ...columns.flatMap((column) =>
    ["'x'::text", '1', "'x'", 'c', 'path', 'h', 'nums'].map((other) => `SELECT * FROM home WHERE ${column} = ${other}`),
  ),
  ...[
    "settings -> 'a'::citext",
    "h -> 'a'",
    'h -> 1',
    "h ? 't'",
    'settings ? t',
    'nums & 1',
    "nums @@ 'a'",
    'bigs & nums',
    'nums - 1',
    'bigs - 1',
    "path ~ 't'",
    "path <@ 't'",
    'words <@ nums',
    't % v',
    't % d',
    't % ch',
    't % 1',
    'at <-> at',
    'p <@> p',
    'p <-> p',
    'c || t',
    'c ~ t',
    't ~ c',
    'settings ~ c',
    'c LIKE t',
    'h || h',
    "h || 'a=>1'",
    'k + k',
    '# nums',
    '# k',
    'path || t',
    'settings || h',
    'u || t',
    'id + c',
  ].map((expression) => `SELECT ${expression} FROM home`),
  ...[
    'uuid_generate_v4()',
    'uuid_generate_v9()',
    'similarity(t, v)',
    'similarity(t, 1)',
    'similarity(d, c)',
    'crypt(t, t)',
    'crypt(t)',
    'digest(t, t)',
    'digest(id, t)',
    'gen_salt(t)',
    'gen_salt(t, 8)',
    'gen_salt(t, t)',
    'gen_random_bytes(8)',
    'akeys(h)',
    'akeys(t)',
    "akeys('')",
    'hstore(t, t)',
    'hstore(words)',
    'hstore(nums)',
    'hstore(home)',
    'unaccent(t)',
    'unaccent(t, t, t)',
    'nlevel(path)',
    'nlevel(t)',
    'lower(c)',
    'length(c)',
    'lower(path)',
    'no_such(id)',
    'sort(nums)',
    'sort(words)',
    "sort(nums, 'asc')",
    'levenshtein(t, v)',
    'levenshtein(t)',
    'soundex(1)',
    'soundex(c)',
    'earth_distance(k, k)',
    'll_to_earth(1, 2)',
    'll_to_earth(t, t)',
    'normal_rand(1, 2, 3)',
    'cube(1)',
    'cube(t)',
    'cube(nums)',
    'subpath(path, 1)',
    'subpath(path, 0, 1)',
    'lca(path, path, path)',
    "lca(path, 'a')",
    'text2ltree(c)',
    'text2ltree(d)',
    'idx(nums, 1)',
    'idx(bigs, 1)',
    'max(c)',
    'max(path)',
    'replace(c, t, t)',
    'regexp_matches(c, t)',
    'strpos(c, c)',
    'split_part(c, t, 1)',
    'split_part(c, t, t)',
  ].map((call) => `SELECT ${call} FROM home`),
  'CREATE FUNCTION f(x nosuch) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
  'CREATE TABLE n (a nosuch)',
  'CREATE TABLE n (a citext, b public.hstore, c earth, d ltree[])',
  'CREATE TABLE n (a hstore DEFAULT 1)',
  "CREATE TABLE n (a citext DEFAULT 'x', b citext DEFAULT now())",
  "CREATE TABLE n (a hstore DEFAULT 'x=>1', b ltree DEFAULT t)",
  'CREATE FUNCTION f() RETURNS int LANGUAGE nope AS $$ SELECT 1 $$',
  'CREATE FUNCTION f() RETURNS trigger LANGUAGE plv8 AS $$ SELECT 1 $$',
  'CREATE TRIGGER g BEFORE INSERT ON home FOR EACH ROW EXECUTE FUNCTION nope()',
  'SELECT * FROM nowhere',
  'CREATE TABLE elsewhere.n (id int)',
  'CREATE VIEW v AS SELECT * FROM home WHERE c = t AND path = t::ltree',
  'INSERT INTO home (id, c) SELECT 1, t FROM home',
  'INSERT INTO home (id, c) SELECT 1, settings FROM home',
  'INSERT INTO home (id, h) SELECT 1, t FROM home',
  'INSERT INTO home (id, h) SELECT 1, words FROM home',
  'INSERT INTO home (id, t) SELECT 1, h FROM home',
  'INSERT INTO home (id, t) SELECT 1, c FROM home',
  'INSERT INTO home (id, v) SELECT 1, c FROM home',
  'UPDATE home SET h = settings',
  'UPDATE home SET settings = h',
  'UPDATE home SET settings = h::jsonb',
  'UPDATE home SET is_admin = c',
  "UPDATE home SET c = 'x', path = 'a.b', h = ''",
  'SELECT coalesce(c, t), coalesce(t, v) FROM home',
  'SELECT coalesce(settings, t) FROM home',
  'SELECT CASE WHEN is_admin THEN c ELSE t END FROM home',
  'SELECT c::int, t::citext, h::text FROM home',
  'SELECT nums::citext FROM home',
  'SELECT id::citext FROM home',
  'SELECT settings::hstore FROM home',
  'SELECT count(DISTINCT q) FROM home',
  'SELECT t FROM home ORDER BY q',
  'SELECT p FROM home ORDER BY p',
  'SELECT h FROM home ORDER BY h',
  'SELECT c FROM home GROUP BY c',
  'SELECT id FROM home GROUP BY id, settings',
  'SELECT p FROM home GROUP BY p',
  'SELECT * FROM home WHERE c IN (t, v)',
  'SELECT * FROM home WHERE c = ANY (words)',
  'SELECT * FROM home WHERE c = ANY (nums)',
  'SELECT * FROM home WHERE c = ANY (cs)',
  'SELECT * FROM each(1)',
  "SELECT * FROM each('a=>1'::hstore)",
];

let pg: TestPglite;
let schema: Schema;
beforeAll(async () => {
  await loadParser();
  pg = await startPglite(extensions);
  await createShared(pg);
  await pg.exec(stands);
  schema = await readSchema(pg);
});
afterAll(() => pg.close());

test.each(statements)('%s', async (statement) => {
  const refusal = await pg.exec(`BEGIN; ${statement}`).then(
    () => undefined,
    (error: Error) => error.message,
  );
  await pg.exec('ROLLBACK');
  const found = errorsOn(schema, statement);
  const isLeftOpen = refusal !== undefined && found.length === 0 && open.test(statement);
  expect(found.length > 0, `PostgreSQL: ${refusal}; here: ${found.join()}`).toBe(refusal !== undefined && !isLeftOpen);
});
