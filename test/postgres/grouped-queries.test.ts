/** Columns beside aggregates, in what SQL/JSON and subqueries are written with: PostgreSQL decides which are refused. */
import { expect, test } from 'vitest';
import { besidePostgres } from './beside-postgres';

const stands = 'CREATE TABLE tenants (id int, name text, slug text, settings jsonb, doc json, x xml);';
const values = [
  ...['JSON_ARRAYAGG(slug ORDER BY id DESC)', "JSON_OBJECTAGG('a': slug)", 'JSON_OBJECTAGG(slug: id)'],
  ...[
    'JSON_ARRAYAGG(slug) FILTER (WHERE id > 1)',
    'JSON_ARRAYAGG(slug) OVER ()',
    'JSON_ARRAYAGG(name) OVER (PARTITION BY slug)',
  ],
  ...[
    "JSON_OBJECT('a': slug)",
    "JSON_OBJECT('a': name)",
    'JSON_ARRAY(slug)',
    'JSON_ARRAY(name, name)',
    'JSON_ARRAY(SELECT slug FROM tenants ORDER BY id)',
  ],
  ...[
    'JSON_ARRAY(SELECT name)',
    "JSON_VALUE(settings, '$.a')",
    "JSON_VALUE(min(settings::text)::jsonb, '$.a' PASSING slug AS x)",
    'JSON_SCALAR(slug)',
    'JSON_SCALAR(name)',
  ],
  ...[
    'JSON_SERIALIZE(doc)',
    'JSON(slug)',
    'slug IS JSON',
    'name IS JSON',
    'XMLELEMENT(NAME a, slug)',
    'XMLELEMENT(NAME a, name)',
    'XMLELEMENT(NAME a, XMLATTRIBUTES(slug AS b))',
  ],
  ...[
    'XMLAGG(x ORDER BY id)',
    'XMLSERIALIZE(CONTENT x AS text)',
    'XMLFOREST(slug)',
    'ARRAY[slug]',
    'ARRAY[name]',
    'ROW(slug)',
    '(SELECT slug)',
    'slug COLLATE "C"',
    'slug::int',
    'name::int',
  ],
  ...[
    'CASE WHEN slug IS NULL THEN 1 END',
    'CASE name WHEN slug THEN 1 END',
    'coalesce(name, slug)',
    'greatest(name, name)',
    'nullif(slug, name)',
    'name BETWEEN slug AND name',
    'settings[slug]',
    'array_agg(slug ORDER BY id)',
  ],
  ...[
    'percentile_cont(0.5) WITHIN GROUP (ORDER BY id)',
    'GROUPING(name)',
    'count(*) FILTER (WHERE id > 1)',
    'slug IS DISTINCT FROM name',
    'slug IN (name)',
    'name IN (slug)',
    'count(*) OVER (ORDER BY slug)',
    'lower(slug)',
    'NOT (slug = name)',
  ],
];
const statements = [
  ...values.map((value) => `SELECT name, ${value} FROM tenants GROUP BY name`),
  ...values.map((value) => `SELECT ${value}, count(*) FROM tenants`),
  ...values.map((value) => `SELECT ${value}, slug FROM tenants`),
  ...values.map((value) => `SELECT 1 FROM tenants HAVING (${value}) IS NOT NULL`),
];

const grouped = [
  ...[
    'lower(name)',
    'left(name, 3)',
    'name || slug',
    'id + 1',
    'text(name)',
    "date_trunc('day', now()) + id * interval '1 day'",
  ],
  ...['t.name', '1', 'a', 'ROLLUP (lower(name))', '(lower(name), slug)', 'coalesce(name, slug)'],
];
const listed = [
  ...[
    'lower(name)',
    'upper(name)',
    'LOWER(t.name)',
    'pg_catalog.lower(name)',
    'lower(name::text)',
    'lower(slug)',
    'name',
    'lower(name) || 1',
    'name || slug',
  ],
  ...[
    'left(name, 3)',
    "left(name, '3')",
    'left(name, 4)',
    'id + 1',
    '(id + 1) * 2',
    'id',
    '1 + id',
    'coalesce(name, slug)',
    'max(slug)',
    'lower(max(name))',
  ],
  ...[
    "date_trunc('day', now()) + id * interval '1 day'",
    "date_trunc('day'::text, now()) + id * '1 day'::interval",
    "extract(day FROM now() + id * interval '1 day')",
  ],
];
// What can be written in more ways than one covers all its columns.
const loosely = ["extract(day FROM now() + id * interval '1 day')", 'name::varchar'].flatMap((by) =>
  listed.map((value) => `SELECT ${value} AS a FROM tenants t GROUP BY ${by}`),
);
const byExpressions = grouped.flatMap((by) =>
  listed.map((value) => `SELECT ${value} AS a, count(*) FROM tenants t GROUP BY ${by}`),
);

const beside = besidePostgres(stands);

test.each(loosely)('no alarm: %s', async (statement) => {
  const { refusal, found } = await beside.judge(statement);
  if (found.length > 0) expect(refusal, found.join()).toBeDefined();
});
test.each([...statements, ...byExpressions])('%s', async (statement) => {
  const { refusal, found } = await beside.judge(statement);
  if (found.length > 0) expect(refusal, found.join()).toBeDefined();
  else expect(refusal ?? '').not.toMatch(/must appear in the GROUP BY/);
});
