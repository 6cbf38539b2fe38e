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

const beside = besidePostgres(stands);

test.each(statements)('%s', async (statement) => {
  const { refusal, found } = await beside.judge(statement);
  if (found.length > 0) expect(refusal, found.join()).toBeDefined();
  else expect(refusal ?? '').not.toMatch(/must appear in the GROUP BY/);
});
