/** Queries of views as files write them beside what the server stored of them: the same, surely another, or not known. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { asShipped, checkApplied, checkText } from '../rules/support';
import { type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

const stands = `CREATE TABLE u (id int PRIMARY KEY, email text, name varchar(20), age int, flag bool, at timestamptz, meta jsonb, tags text[]);
  CREATE TABLE o (id int PRIMARY KEY, uid int, amount numeric, state text, at date); CREATE TABLE w (id int, email text);`;
const others = [
  ['SELECT id FROM u', 'SELECT id, email FROM u'],
  ['SELECT id, email FROM u', 'SELECT id, name FROM u'],
  ['SELECT id, email FROM u', 'SELECT id, name AS email FROM u'],
  ['SELECT id FROM u WHERE age > 5', 'SELECT id FROM u WHERE age > 6'],
  ['SELECT id FROM u WHERE age > 5', 'SELECT id FROM u WHERE age >= 5'],
  ['SELECT id FROM u WHERE age > 5', 'SELECT id FROM u'],
  ['SELECT id FROM u', 'SELECT id FROM o'],
  ['SELECT id, email FROM u', 'SELECT id, email FROM w'],
  ['SELECT u.id FROM u JOIN o ON o.uid = u.id', 'SELECT u.id FROM u LEFT JOIN o ON o.uid = u.id'],
  ['SELECT u.id FROM u JOIN o ON o.uid = u.id', 'SELECT u.id FROM u JOIN o ON o.id = u.id'],
  ['SELECT u.id, o.state FROM u JOIN o ON o.uid = u.id', 'SELECT u.id FROM u'],
  ['SELECT u.id FROM u', 'SELECT u.id FROM u JOIN o ON o.uid = u.id'],
  ['SELECT uid, sum(amount) AS s FROM o GROUP BY uid', 'SELECT uid, max(amount) AS s FROM o GROUP BY uid'],
  ['SELECT uid, sum(amount) AS s FROM o GROUP BY uid', 'SELECT id AS uid, sum(amount) AS s FROM o GROUP BY id'],
  ['SELECT id FROM u ORDER BY name', 'SELECT id FROM u ORDER BY email'],
  ['SELECT id FROM u ORDER BY name', 'SELECT id FROM u ORDER BY name DESC'],
  ['SELECT id FROM u LIMIT 5', 'SELECT id FROM u LIMIT 6'],
  ['SELECT DISTINCT email FROM u', 'SELECT email FROM u'],
  ['SELECT id FROM u UNION SELECT id FROM o', 'SELECT id FROM u UNION SELECT uid FROM o'],
  ["SELECT id FROM o WHERE state = 'new'", "SELECT id FROM o WHERE state = 'paid'"],
  ["SELECT id FROM o WHERE state IN ('new','x')", "SELECT id FROM o WHERE state IN ('new','paid')"],
  [
    "SELECT id, CASE WHEN age > 5 THEN 'a' ELSE 'b' END AS k FROM u",
    "SELECT id, CASE WHEN age > 5 THEN 'a' ELSE 'c' END AS k FROM u",
  ],
  ["SELECT id, meta->>'a' AS a FROM u", "SELECT id, meta->>'b' AS a FROM u"],
  [
    'WITH x AS (SELECT id FROM u WHERE age > 5) SELECT id FROM x',
    'WITH x AS (SELECT id FROM u WHERE age > 7) SELECT id FROM x',
  ],
  [
    'SELECT id FROM u WHERE EXISTS (SELECT 1 FROM o WHERE o.uid = u.id)',
    'SELECT id FROM u WHERE NOT EXISTS (SELECT 1 FROM o WHERE o.uid = u.id)',
  ],
  [
    'SELECT id, (SELECT count(*) FROM o WHERE o.uid = u.id) AS n FROM u',
    'SELECT id, (SELECT count(*) FROM o) AS n FROM u',
  ],
  ['SELECT id, lower(name) AS n FROM u', 'SELECT id, upper(name) AS n FROM u'],
  ['SELECT id, coalesce(name, email) AS n FROM u', 'SELECT id, coalesce(email, name) AS n FROM u'],
  ["SELECT id, date_trunc('day', at) AS d FROM u", "SELECT id, date_trunc('month', at) AS d FROM u"],
  ["SELECT id FROM u WHERE at > now() - interval '1 day'", "SELECT id FROM u WHERE at > now() - interval '2 days'"],
  ['SELECT u.* FROM u', 'SELECT u.*, 1 AS one FROM u'],
  ['SELECT a.id FROM u a, o b WHERE a.id = b.uid', 'SELECT a.id FROM u a, o b WHERE a.id = b.id'],
  ['SELECT s.id FROM (SELECT id FROM u WHERE flag) s', 'SELECT s.id FROM (SELECT id FROM u WHERE NOT flag) s'],
  ['SELECT id, unnest(tags) AS t FROM u', 'SELECT id, name AS t FROM u'],
  [
    'SELECT uid, count(*) AS c FROM o GROUP BY uid HAVING count(*) > 1',
    'SELECT uid, count(*) AS c FROM o GROUP BY uid HAVING count(*) > 2',
  ],
] as const;
test.each(others)('%s: %s', (inDev, query) => {
  expect(told(query, inDev)).toEqual({ codes: ['different-object'], open: 0 });
  expect(told(inDev, inDev)).toEqual({ codes: [], open: 0 });
});

/** As people write it; what the server makes of it is spelled otherwise. */
const alike = [
  'SELECT id FROM u ORDER BY name ASC NULLS LAST',
  'SELECT id FROM u ORDER BY name DESC NULLS FIRST, age DESC NULLS LAST',
  'SELECT id AS n FROM public.u AS x WHERE (x.age) > 5 ORDER BY n LIMIT 3 OFFSET 1',
  'select distinct email from u order by 1',
  'SELECT DISTINCT ON (uid) uid, at FROM o ORDER BY uid, at DESC',
  'SELECT id FROM u FETCH FIRST 5 ROWS ONLY',
  'SELECT u.id FROM u CROSS JOIN o',
  'SELECT u.id FROM u INNER JOIN o ON (o.uid = u.id) LEFT OUTER JOIN w ON w.id = u.id',
  'SELECT u.id FROM u JOIN (o JOIN w ON w.id = o.id) ON o.uid = u.id',
  'SELECT a.id FROM u a, o b, LATERAL (SELECT w.email FROM w WHERE w.id = a.id) c WHERE a.id = b.uid AND c.email = a.email',
  'SELECT uid, count(*), sum(amount) AS s FROM o GROUP BY 1 HAVING sum(amount) > 5 AND count(*) > 1',
  'WITH x (a, b) AS (SELECT id, email FROM u), y AS (SELECT a FROM x WHERE b IS NOT NULL) SELECT y.a FROM y JOIN x ON x.a = y.a',
  "SELECT id FROM u WHERE name = 'x' AND email LIKE 'a%' AND age BETWEEN 1 AND 5 AND NOT flag AND id NOT IN (1, 2)",
  "SELECT id, extract(year FROM at) AS y, at AT TIME ZONE 'UTC' AS z, date_trunc('day', at)::date AS d FROM u",
  "SELECT substring(email FROM 1 FOR 3) AS s, trim(name) AS t, position('a' IN email) AS p, overlay(email PLACING 'x' FROM 2) AS q FROM u",
  "SELECT id, CASE state WHEN 'a' THEN 1 WHEN 'b' THEN 2 ELSE 0 END AS c, CASE WHEN amount > 1 THEN 'x' END AS d FROM o",
  "SELECT id, coalesce(name, 'none') AS n, nullif(age, 0) AS a, greatest(age, 1) AS g, name || '!' AS x FROM u",
  "SELECT id, string_agg(email, ',' ORDER BY email) FILTER (WHERE flag) AS e FROM u GROUP BY id",
  'SELECT id, row_number() OVER (PARTITION BY name ORDER BY at DESC) AS r, lag(age) OVER w1 AS l FROM u WINDOW w1 AS (ORDER BY id)',
  "SELECT id FROM u WHERE (id, age) IN (SELECT uid, id FROM o) OR age = ANY (ARRAY[1, 2]) OR at > '2024-01-01'",
  "SELECT id FROM u WHERE at > now() - interval '1 day' AND meta @> '{\"a\": 1}' AND meta ? 'b' AND tags && ARRAY['x']",
  "SELECT id, NULL AS n, 'x' AS t, 1.50 AS d, TRUE AS b, DATE '2024-01-01' AS e FROM u",
  'SELECT t, n FROM u, unnest(tags) WITH ORDINALITY AS x (t, n)',
  "SELECT u.id, x.k FROM u, jsonb_array_elements_text(meta->'l') AS x (k), generate_series(1, 3) g WHERE g > 1",
  "SELECT id, email FROM u UNION ALL SELECT id, email FROM w WHERE email <> '' ORDER BY 2 LIMIT 4",
  'SELECT id FROM u EXCEPT SELECT uid FROM o INTERSECT SELECT id FROM w',
  "SELECT s.a, s.b FROM (SELECT id, name FROM u WHERE flag IS TRUE) AS s (a, b) WHERE s.b IS DISTINCT FROM 'x'",
  "SELECT v1.a, v1.b FROM (VALUES (1, 'x'), (2, 'y')) AS v1 (a, b)",
  'SELECT id, email FROM u JOIN w USING (id, email)',
  'SELECT id FROM u NATURAL JOIN w',
  'SELECT coalesce(u.id, w.id) AS id FROM u FULL JOIN w ON u.id = w.id',
  'SELECT id FROM u FULL JOIN w USING (id)',
  'SELECT * FROM u',
  'SELECT o.*, u.email FROM u JOIN o ON o.uid = u.id',
  'WITH RECURSIVE r AS (SELECT id, uid FROM o WHERE uid IS NULL UNION ALL SELECT o.id, o.uid FROM o JOIN r ON r.id = o.uid) SELECT id FROM r',
  'SELECT id FROM u WHERE EXISTS (SELECT FROM o WHERE uid = u.id) AND age > ALL (SELECT id FROM w) AND age = (SELECT max(id) FROM o)',
  'SELECT u FROM u',
  'SELECT (u).email AS e, u.name::text AS n FROM u',
  'SELECT id FROM u TABLESAMPLE system (10)',
  "SELECT id, meta->'a'->>'b' AS c, meta #>> '{a,b}' AS d, (meta->>'n')::int + 1 AS n, tags[1] AS t FROM u",
  'SELECT name, GROUPING(name) AS g FROM u GROUP BY ROLLUP (name)',
  "SELECT id FROM u WHERE name ILIKE '%x%' OR name SIMILAR TO 'a|b' OR name ~ '^x' OR lower(name) = 'y'",
  'SELECT current_date AS d, current_user AS u, now() AS n, CURRENT_TIMESTAMP AS c, localtimestamp AS l FROM u',
  'SELECT id FROM u FOR UPDATE',
  'TABLE w',
  'SELECT ARRAY(SELECT id FROM o WHERE uid = u.id ORDER BY id) AS ids, EXISTS (SELECT 1 FROM w) AS e FROM u',
];
test.each(alike)('no alarm: %s', (query) => {
  expect(told(query, query).codes).toEqual([]);
});

/** All views are made in one dev: to make one for each takes a hundred times as long. */
const views = [...new Set([...others.map(([inDev]) => inDev), ...alike])];
let dev: DevSchema;
beforeAll(async () => {
  const made = views.map((query, index) => `CREATE VIEW v${index} AS ${query};`);
  dev = await runs.devOf(`${stands} ${made.join('\n')}`);
}, 60_000);
function told(query: string, inDev: string) {
  const { findings, notKnown } = checkText(`CREATE VIEW v${views.indexOf(inDev)} AS ${query};`, dev, asShipped);
  return { codes: findings.map(({ code }) => code), open: notKnown.length };
}

test('a domain whose DEFAULT is NULL has none', async () => {
  const dev = await runs.devOf('CREATE DOMAIN d AS timestamptz; CREATE DOMAIN e AS int DEFAULT NULL;');
  const file = 'CREATE DOMAIN d AS timestamptz DEFAULT NULL; CREATE DOMAIN e AS int;';
  expect(checkText(file, dev, asShipped).findings).toEqual([]);
});

test.each([
  'SELECT w.*, u.email AS mail FROM u LEFT JOIN w ON w.id = u.id',
  'SELECT * FROM w',
  'SELECT w.*, u.id AS u FROM u JOIN w ON true UNION SELECT *, 1 FROM w',
])('a star stands for what there was when the view was made: %s', async (query) => {
  const file = `${stands} CREATE VIEW v AS ${query}; ALTER TABLE w ADD COLUMN later int, ADD COLUMN too text;`;
  const { findings, notKnown } = checkApplied(file, await runs.devOf(file));
  expect([findings, notKnown]).toEqual([[], []]);
});
