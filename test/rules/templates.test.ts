// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what migrations hold
/** Text that a tool fills in: one place not checked for a statement and no finding; what is SQL is checked as ever. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { constructs } from '../unit/sql-constructs';
import { checkText } from './support';

let dev: DevSchema;
beforeAll(async () => {
  await loadParser();
  dev = await devOf(`CREATE TABLE vc (a int, b text, tags text[], doc jsonb);`);
});

const marked = 'a template’s marker stands in it, so it is not SQL yet';

describe('a mark makes its statement not known', () => {
  it.each([
    'create table tbl_${env} (id int)',
    'create index vc_${env}_idx on vc (a)',
    'create table ${schema}.x (id int)',
    'create table "tbl_${env}" (id int)',
    'create table "${schema}"."x" (id int)',
    'create table {{n}} (id int)',
    'create table z_{{n}} (id int)',
    'create table z_{{ n }}_y (id int)',
    'create table {{ env_var(\n  "A", "b"\n) }}.x (id int)',
    'alter table {% if x %}vc{% else %}vd{% endif %} add c int',
    '{% if x %} create table vd (id int)',
    'create table <%= name %> (id int)',
    'create table <%= name -%>_x (id int)',
    '<% if x %> alter table vc add c int',
    'create table $schema.t (id int)',
    'create table @extschema@.t (id int)',
    'create table @extschema:pg_trgm@.t (id int)',
    'alter table vc owner to {owner}',
    'create table {schema}.t_{n} (id int)',
    'insert into vc (a, b) values (%(a)s, %(b)s)',
    'insert into vc (a, b) values (%s, %s)',
    'delete from vc where a in %s',
    'create table %s.t (id int)',
    'insert into vc (a, b) values (?, ?)',
    'update vc set a = ? where b=?',
    'delete from vc where a = ? and b = ?',
    'insert into vc (a) values ($1)',
    'update vc set a = $1 where b = $2',
    'create table :S.t (id int)',
    'create table :"S".t (id int)',
    "insert into vc (b) values (:'x')",
    'insert into vc (a) (\n  select a\n  from :S.src\n)',
    'create view q as\nwith x as (\n  select a from :S.src\n)\nselect * from x',
    'create view q as (\nselect a\nfrom {{ ref("src") }}\n)\nunion\nselect zz from {{ y }} {{ z }}',
  ])('%s', (text) => {
    const { findings, notKnown } = checkText(`${text};\nselect a from vc;\n`, dev);
    expect(findings).toEqual([]);
    expect(notKnown.map(({ reason, range }) => [reason, range.start])).toEqual([[marked, 0]]);
  });
  it('and not the statements around it', () => {
    const { findings, notKnown } = checkText(
      '{% if x %}\nalter table vc add c int;\n{% endif %}\nalter table vc add c int, add c int;\nselect zz from vc;',
      dev,
    );
    expect(notKnown).toHaveLength(1);
    expect(findings.map(({ code }) => code)).toContain('unknown-column');
  });
});

describe('what looks like a mark is SQL', () => {
  it.each([
    'SELECT tags[1:2], tags[:2], tags[1:], a::text FROM vc',
    "SELECT doc ? 'a', doc ?| tags, doc ?& tags, doc @> '{}', doc #>> '{a,b}', doc @? '$.a', doc @@ '$.a' FROM vc",
    'SELECT a % 2, a %2, 7 %a FROM vc',
    "SELECT format('%s %I ${x} {{ y }} {% z %} :w ?', a) FROM vc",
    'DO $x$ BEGIN EXECUTE $$ SELECT $1 $$ USING 1; END $x$',
    'CREATE FUNCTION f(int) RETURNS int AS $$ SELECT $1 $$ LANGUAGE sql',
    'CREATE FUNCTION f(int) RETURNS int RETURN $1',
    'PREPARE p AS SELECT $1::int',
    "SELECT make_interval(days => 1), '{a,b}'::text[], @ a FROM vc",
    "COMMENT ON TABLE vc IS 'see ${x} and <%= y %>'",
    "SELECT 'a' <% 'b' WHERE 'c' %> 'd'",
  ])('%s', (text) => {
    expect(parseDocument('file:///a.sql', 1, text).statements.map(({ parsed }) => parsed.status)).toEqual(['ok']);
  });
  it('all that PostgreSQL takes', () => {
    for (const { sql } of constructs)
      for (const { parsed } of parseDocument('file:///a.sql', 1, sql).statements) expect(parsed.status, sql).toBe('ok');
  });
  it.each([
    ['SELECT a:int FROM vc', 'at or near ":"'],
    ['CREATE TABLE x {id int}', 'at or near "{"'],
    ['UPDATE vc SET a ? WHERE b = ?', 'at or near "?"'],
    ['INSERT INTO vc (a) VALUE (%s, %s', 'VALUE'],
    ['SELECT $ FROM vc', '"$"'],
  ])('and a mistake is said: %s', (text, place) => {
    expect(
      checkText(text, dev)
        .findings.map(({ code, message }) => `${code} ${message}`)
        .join(),
    ).toMatch(new RegExp(`^syntax-error .*${place.replace(/[$?{]/g, '\\$&')}`));
  });
});
