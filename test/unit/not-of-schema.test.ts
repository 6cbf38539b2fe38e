/** What a way back does not bring: values that a cast cuts, and what a file does that no schema shows. */
import { beforeAll, expect, test } from 'vitest';
import type { Schema } from '../../server/src/model/schema';
import type { SqlType } from '../../server/src/model/types';
import { lossOfCast, lossOfExplicitCast } from '../../server/src/plan/using';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { notOfSchema, thrownAwayBy } from '../../server/src/verify/not-of-schema';
import { devOf } from '../support/fake-dev';

const type = (name: string, more: Partial<SqlType> = {}): SqlType => ({ name, builtin: true, ...more });
let before: Schema;
beforeAll(async () => {
  await loadParser();
  before = (
    await devOf(`CREATE TABLE t (id int, name text, m text); CREATE SEQUENCE s;
CREATE FUNCTION wipe(x int) RETURNS int LANGUAGE plpgsql AS 'BEGIN DELETE FROM t; RETURN 1; END';
CREATE FUNCTION deep(x int) RETURNS int LANGUAGE sql AS 'SELECT wipe(x)';
CREATE FUNCTION hidden(x int) RETURNS text LANGUAGE sql AS 'SELECT app.lower(x)';
CREATE FUNCTION shown(x int) RETURNS text LANGUAGE sql AS 'SELECT pg_catalog.lower(x::text)';
CREATE FUNCTION asks(x int) RETURNS xml LANGUAGE sql AS 'SELECT query_to_xml($$DELETE FROM t$$, true, false, $$$$)';
CREATE FUNCTION pure(x int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT x';
CREATE FUNCTION made(x int) RETURNS text LANGUAGE plpgsql AS
  'DECLARE a text; BEGIN IF (x > 1) THEN a := lower(md5(random()::text)); END IF; RETURN coalesce(a, NULL); END';`)
  ).schema;
});

test.each([
  ['ALTER TABLE t ALTER name TYPE varchar(3) USING left(name, 3)', ['the values of t.name (line 1)']],
  [
    'ALTER TABLE t ALTER name TYPE varchar(3) USING name::varchar(3)',
    ['what is beyond 3 characters in the values of t.name (line 1)'],
  ],
  ['ALTER TABLE t ALTER id TYPE int USING 0', ['the values of t.id (line 1)']],
  ['ALTER TABLE t ALTER m TYPE mood USING (m::text::mood)', []],
  ['ALTER TABLE t ALTER m TYPE mood USING CAST("m" AS mood)', []],
  ['ALTER TABLE t DROP COLUMN name, ADD COLUMN name text', ['the values of t.name (line 1)']],
  ['SELECT 1;\nDROP TABLE t', ['the rows of t (line 2)']],
  ['DROP SEQUENCE s', ['the position of s (line 1)']],
  ['ALTER SEQUENCE s RESTART 5', ['what line 1 does to the position of a sequence: ALTER SEQUENCE s RESTART 5']],
  ["SELECT setval('s', 5)", ["what line 1 does to the position of a sequence: SELECT setval('s', 5)"]],
  ['SELECT app.wipe()', ['what line 1 does to rows: SELECT app.wipe()']],
  [
    'WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x',
    ['what line 1 does to rows: WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x'],
  ],
  ['SELECT "Own"(1) FROM t', ['what line 1 does to rows: SELECT "Own"(1) FROM t']],
  ['EXECUTE wiping', ['what line 1 does to rows: EXECUTE wiping']],
  ['EXPLAIN (ANALYZE) DELETE FROM t', ['what line 1 does to rows: EXPLAIN (ANALYZE) DELETE FROM t']],
  ['EXPLAIN DELETE FROM t', []],
  ["SELECT 'app.wipe()', (id), count(*) FILTER (WHERE id > 1) OVER () FROM t -- wipe()", []],
  ['DROP SEQUENCE public.s', ['the position of s (line 1)']],
  ["SELECT pg_catalog.set_config('search_path', '', false)", []],
  ['SELECT count(*), lower(name) FROM t WHERE (id) IN (1)', []],
  ['CREATE TABLE u (id int)', []],
  ['CREATE TABLE w AS SELECT wipe(id) FROM t', ['what line 1 does to rows: CREATE TABLE w AS SELECT wipe(id) FROM t']],
  ['CREATE TABLE w AS SELECT wipe(id) FROM t WITH NO DATA', []],
  [
    'CREATE MATERIALIZED VIEW w AS SELECT deep(1)',
    ['what line 1 does to rows: CREATE MATERIALIZED VIEW w AS SELECT deep(1)'],
  ],
  ['ALTER TABLE t ADD z int DEFAULT wipe(1)', ['what line 1 does to rows: ALTER TABLE t ADD z int DEFAULT wipe(1)']],
  ['ALTER TABLE t ADD z text DEFAULT made(1), ADD u uuid DEFAULT uuid_generate_v4()', []],
  ['SELECT pure(1), made(2), shown(3)', []],
  ['SELECT hidden(1)', ['what line 1 does to rows: SELECT hidden(1)']],
  ["SELECT nextval('s')", ["what line 1 does to the position of a sequence: SELECT nextval('s')"]],
  [
    "CREATE TABLE w AS SELECT nextval('s')",
    ["what line 1 does to the position of a sequence: CREATE TABLE w AS SELECT nextval('s')"],
  ],
  ...[
    "SELECT query_to_xml('DELETE FROM t RETURNING 1', true, false, '')",
    "SELECT pg_catalog.query_to_xml_and_xmlschema('SELECT setval(''s'', 9)', true, false, '')",
    'SELECT lo_create(7)',
    "SELECT pg_logical_emit_message(true, 'a', 'b')",
    'SELECT asks(1)',
  ].map((sql): [string, string[]] => [sql, [`what line 1 does to rows: ${sql}`]]),
  ['SELECT lo_get(7), ts_rank(a, b) FROM x', []],
  ['PREPARE p AS DELETE FROM t', []],
  ['EXPLAIN (ANALYZE false) DELETE FROM t', []],
])('%s', (sql, gone) => {
  expect(notOfSchema(parseDocument('a.sql', 1, sql), before, before)).toEqual(gone);
});

test.each<[SqlType, SqlType, string | undefined]>([
  [
    type('character varying', { modifiers: '9' }),
    type('character varying', { modifiers: '3' }),
    'what is beyond 3 characters',
  ],
  [type('text'), type('character varying', { modifiers: '3' }), 'what is beyond 3 characters'],
  [type('character varying', { modifiers: '3' }), type('text'), undefined],
  [type('bit varying', { modifiers: '8' }), type('bit', { modifiers: '4' }), 'what is beyond 4 bits'],
  [type('bit', { modifiers: '8' }), type('bit', { modifiers: '4' }), 'what is beyond 4 bits'],
  [type('text'), type('integer'), 'the spelling'],
  [type('text'), type('tsvector'), 'the spelling'],
  [type('integer'), type('bit', { modifiers: '4' }), 'what is beyond 4 bits'],
  [type('integer'), type('text'), undefined],
  [type('integer'), type('bigint'), undefined],
])('USING with a cast from %o to %o', (from, to, lost) => {
  expect(lossOfExplicitCast(from, to)).toBe(lost);
});

test('rows of the file’s own tables go with them', () => {
  const said = (sql: string) =>
    notOfSchema(parseDocument('a.sql', 1, sql), before, before, (key) => key === 'public\0t');
  expect(said('INSERT INTO t VALUES (1); UPDATE t SET id = 2; DELETE FROM public.t; TRUNCATE t')).toEqual([]);
  expect(said('INSERT INTO t VALUES (wipe(1))')).toEqual(['what line 1 does to rows: INSERT INTO t VALUES (wipe(1))']);
  expect(said('INSERT INTO other VALUES (1)')).toEqual(['what line 1 does to rows: INSERT INTO other VALUES (1)']);
});

test('a cast to a domain loses what one to its base type does', async () => {
  const { schema } = await devOf(
    'CREATE DOMAIN one AS numeric(5,1); CREATE DOMAIN short AS varchar(3); CREATE DOMAIN tens AS numeric(8,-2)',
  );
  const domain = (name: string): SqlType => ({ name, schema: 'public' });
  expect(lossOfCast(type('numeric'), domain('one'), before, schema)).toBe('digits after the point');
  expect(lossOfCast(type('numeric'), domain('tens'), before, schema)).toBe('digits');
  expect(lossOfCast(domain('short'), type('text'), schema, before)).toBeUndefined();
  expect(lossOfExplicitCast(type('text'), domain('short'), before, schema)).toBe('what is beyond 3 characters');
  expect(lossOfCast(type('numeric'), type('money'))).toBe('digits after the point');
  expect(lossOfCast(type('numeric', { modifiers: '5,2' }), type('money'))).toBeUndefined();
});

test('a way back that throws away what the file had kept', () => {
  const isNew = (key: string): boolean => key === 'public\0made_by_it';
  const made = { ...before.tables.get('public\0t')!, name: 'made_by_it' };
  const after = { ...before, tables: before.tables.with('public\0made_by_it', made) };
  const told = (...down: string[]) => thrownAwayBy(down, { before, after, isNew });
  expect(told('ALTER TABLE t ALTER id TYPE int USING 0')).toEqual([
    'the values of t.id: the way back computes them anew',
  ]);
  expect(told('ALTER TABLE t ALTER id TYPE real', 'ALTER TABLE t ALTER id TYPE int')).toEqual([
    'digits in the values of t.id: the way back computes them anew',
  ]);
  expect(told('DROP INDEX i', 'DELETE FROM t WHERE id IS NULL')).toEqual([
    'what the way back does to rows: DELETE FROM t WHERE id IS NULL',
  ]);
  const hidden = "DO $$ BEGIN EXECUTE 'trun' || 'cate t'; END $$";
  expect(told('TRUNCATE t', hidden, 'SELECT wipe(1)')).toEqual(
    ['TRUNCATE t', hidden, 'SELECT wipe(1)'].map((one) => `what the way back does to rows: ${one}`),
  );
  const kept = [
    'ALTER TABLE t ALTER id TYPE int USING id::int',
    'INSERT INTO t SELECT * FROM made_by_it',
    'DROP TABLE made_by_it',
    'DO $$ BEGIN ALTER TABLE t ADD FOREIGN KEY (id) REFERENCES t (id) ON DELETE CASCADE; END $$',
    'DROP ROLE somebody',
  ];
  expect(told('DELETE FROM made_by_it', ...kept)).toEqual([]);
});

test.each([
  [
    type('timestamp without time zone'),
    type('timestamp without time zone', { modifiers: '0' }),
    'digits of the seconds',
  ],
  [type('timestamp without time zone', { modifiers: '0' }), type('timestamp without time zone'), undefined],
  [type('interval'), type('interval', { fields: 'day to minute' }), 'what is not of day to minute'],
  [type('bigint'), type('real'), 'digits'],
  [type('smallint'), type('real'), undefined],
  [type('text'), type('"char"'), 'all but the first letter'],
  [type('text'), type('name'), 'what is beyond 63 bytes'],
  [type('character varying', { modifiers: '9' }), type('text'), undefined],
  [type('inet'), type('cidr'), 'the part of the host'],
  [type('cidr'), type('inet'), undefined],
  [type('polygon'), type('box'), 'all of the shape that no box has'],
  [type('numeric', { array: true, modifiers: '9,2' }), type('integer', { array: true }), 'digits after the point'],
  [type('uuid'), type('text'), undefined],
])('%o to %o', (from, to, lost) => {
  expect(lossOfCast(from, to)).toBe(lost);
});
