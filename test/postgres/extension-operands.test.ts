/** Operators between what extensions bring and what PostgreSQL has by itself: PostgreSQL decides. */
import { expect, test } from 'vitest';
import { besidePostgres } from './beside-postgres';

const beside = besidePostgres(
  `CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION ltree; CREATE EXTENSION vector; CREATE EXTENSION pg_trgm;
   CREATE TABLE t (a int, n text, d date, u uuid, j jsonb, e citext, h hstore, p ltree, v vector(3), arr real[])`,
  ['citext', 'hstore', 'ltree', 'vector', 'pg_trgm'],
);
const where = (...conditions: readonly string[]): string[] => conditions.map((one) => `SELECT * FROM t WHERE ${one}`);
test.each([
  ...where(
    'e = 5',
    "e = 'x'",
    'e = n',
    'e = a',
    'e = d',
    'e > a',
    'e IN (1, 2)',
    "e IN ('a', 'b')",
    'e = ANY (ARRAY[1])',
  ),
  ...where(
    "e = ANY ('{a}')",
    'e BETWEEN 1 AND 2',
    "e BETWEEN 'a' AND 'b'",
    'e IS DISTINCT FROM 5',
    'e ~* 3',
    "e ~* 'x'",
  ),
  ...where(
    "'a'::citext = 5",
    "'a'::citext = n",
    'e IN (SELECT a FROM t)',
    'e IN (SELECT n FROM t)',
    "e % 'x'",
    'e LIKE n',
  ),
  ...where(
    "lower(e) = 'x'",
    "e || n = 'x'",
    "e || a = 'x'",
    'e = p',
    'e = e',
    "e <> ''",
    'e = u',
    "nullif(e, 5) = 'x'",
  ),
  ...where('h = 1', "h -> 1 = 'x'", "h -> 'a' = 'x'", "h -> n = 'x'", "h ? 'x'", "h ?? 'x'", "h @> 'a=>b'", 'h @> j'),
  ...where("h ?& ARRAY['x']", 'h - 5 = h', "h - ARRAY['a'] = h", 'h > h', 'h = h', 'h || h = h'),
  ...where(
    'p <@ 5',
    "p <@ 'a.b'",
    "p ~ 'a.*'",
    'p ~ 5',
    "p || n = 'a'",
    'p > 5',
    'p = n',
    "p = 'a'",
    'p + 1 = p',
    "n || p = 'a'",
  ),
  ...where(
    "v <-> '[1,2,3]' < 1",
    'v <-> 5 < 1',
    'v <-> n < 1',
    'v <-> v < 1',
    'v <-> arr < 1',
    'v <=> arr::vector < 1',
    'v = 5',
  ),
  ...where('v + v = v', 'v + 1 = v', "v <#> '[1,2,3]' < 1", 'v % v', 'v <-> ARRAY[1,2,3] < 1'),
  ...['e > 3', "e > 'x'", "v <> '[1,2,3]'", 'v <> 1'].map((one) => `ALTER TABLE t ADD CHECK (${one})`),
  ...["e <> ''", 'e <> 5'].map((one) => `CREATE INDEX ON t (n) WHERE ${one}`),
  ...['SELECT a.e FROM t a JOIN t b ON a.e = b.p', 'SELECT a.e FROM t a JOIN t b ON a.e = b.e'],
  ...[
    'UPDATE t SET e = e + 1',
    "UPDATE t SET e = e || 'x'",
    'UPDATE t SET h = h - 1',
    "UPDATE t SET h = h - 'a'::text",
  ],
])('%s', async (statement) => {
  const { refusal, found } = await beside.judge(statement);
  expect(found.length > 0, `${refusal} ${found}`).toBe(refusal !== undefined);
});
