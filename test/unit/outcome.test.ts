/** Whose fault a refusal is, of a scratch PostgreSQL that lacks something of dev. */
import { expect, test } from 'vitest';
import { emptySchema } from '../../server/src/model/schema';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { Doubts } from '../../server/src/verify/doubts';
import { notItsFault } from '../../server/src/verify/outcome';
import { UnknownRows } from '../../server/src/verify/unknown-rows';
import { checkText } from '../rules/support';
import { devOf } from '../support/fake-dev';

const why = (code: string, message: string, standing: 'pending' | 'loose' = 'pending', server = 0) =>
  notItsFault(
    { code, message },
    {
      text: '',
      place: 'the embedded PostgreSQL',
      standing,
      renamesStanding: false,
      inTransaction: false,
      dev: emptySchema(server),
      missing: [
        {
          reason: 'FUNCTION f: no file',
          text: "CREATE FUNCTION f() RETURNS int AS '/src/test.so' LANGUAGE c",
          makes: ['f'],
        },
        { reason: 'TABLE places: no type', text: 'CREATE TABLE places (at geometry, test int)', makes: ['places'] },
        { reason: 'a block', text: 'DO $$ BEGIN EXECUTE $a$CREATE TYPE mood AS ENUM ()$a$; END $$' },
      ],
      left: [
        { reason: 'no extension postgis', text: 'CREATE EXTENSION postgis', makes: ['postgis'] },
        { reason: 'no type geometry', text: 'ALTER TABLE shops ADD geom geometry', makes: ['shops', 'geom'] },
      ],
      removals: [],
      rows: new UnknownRows(emptySchema()),
      lacking: new Set(),
      refused: [],
    },
  );

test('only what needs something that could not be made is not known', () => {
  expect(why('42P01', 'relation "places" does not exist')).toMatch(
    /^it needs what could not be made here: TABLE places/,
  );
  expect(why('42883', 'function f() does not exist')).toMatch(/FUNCTION f/);
  expect(why('42704', 'type "mood" does not exist')).toMatch(/a block/);
  expect(why('42883', 'function at(integer) does not exist')).toBeUndefined();
  expect(why('42704', 'type "test" does not exist')).toBeUndefined();
  expect(why('42703', 'column "test" of relation "users" does not exist')).toBeUndefined();
});

test('nor is what an older server has, and the newest no more', () => {
  const start = 'function pg_start_backup(unknown) does not exist';
  expect(why('42883', start, 'pending', 130_023)).toBe(`servers until PostgreSQL 14 have it, and dev is one: ${start}`);
  expect(why('42883', start, 'pending', 150_018)).toBeUndefined();
  expect(why('42883', 'operator does not exist: !! integer', 'pending', 130_023)).toMatch(
    /^servers until PostgreSQL 13/,
  );
  expect(why('42883', 'function nosuch(unknown) does not exist', 'pending', 130_023)).toBeUndefined();
});

test('a value that an enum lacks may be one that a statement before it would have added', () => {
  expect(why('22P02', 'invalid input value for enum mood: "glad"')).toMatch(/^it needs what could not be made here/);
  expect(why('22P02', 'invalid input value for enum status: "gone"')).toBeUndefined();
});

test('nor is what needs a statement before it that could not be run here', () => {
  for (const message of [
    'extension "postgis" does not exist',
    'relation "public.shops" does not exist',
    'column "geom" of relation "public.home" does not exist',
    'type public.geom does not exist',
  ])
    expect(why(message.startsWith('column') ? '42703' : '42704', message)).toMatch(
      /^it needs what could not be made here/,
    );
  expect(why('42703', 'column "name" does not exist')).toBeUndefined();
});

test('a collation may be the operating system’s, but not in a schema of the user’s own', () => {
  const collation = (name: string) => why('42704', `collation "${name}" for encoding "UTF8" does not exist`);
  for (const name of ['german', 'de_DE.utf8', 'pg_catalog.sv-x-icu'])
    expect(collation(name)).toMatch(/^the embedded PostgreSQL cannot run it: /);
  expect(collation('public.german')).toBeUndefined();
});

test('a fault of the server’s own says nothing of the file', () => {
  expect(why('XX000', 'cache lookup failed for attribute 3 of relation 27536')).toMatch(/cannot run it/);
});

test('of a loose file, a key of a catalog that is taken means that dev has it', () => {
  const taken = (index: string) => `duplicate key value violates unique constraint "${index}"`;
  expect(why('23505', taken('pg_ts_config_cfgname_index'), 'loose')).toMatch(/^dev has it already: /);
  expect(why('23505', taken('pg_ts_config_map_index'), 'loose')).toMatch(/^dev has it already: /);
  expect(why('23505', taken('pg_ts_config_cfgname_index'))).toBeUndefined();
  expect(why('23505', taken('users_pkey'), 'loose')).toBeUndefined();
});

test('what holds bytes that are no UTF-8 is not known, though the scratch takes the sign for them', async () => {
  await loadParser();
  const doubts = new Doubts(
    { rolesMade: [], place: 'here', version: '18.3', rows: async () => [] },
    emptySchema(),
    'dev',
    new Set(),
  );
  const told = (text: string) => {
    const document = parseDocument('a.sql', 1, text);
    return document.statements.map((each) => doubts.of(each, document, false));
  };
  const why = 'characters stand in it that are no UTF-8';
  expect(told("SELECT 'Gr\ufffdn'; SELECT 'Grün';")).toEqual([why, undefined]);
  // Most tools send comments, too.
  expect(told('SELECT 1;\n-- Gr\ufffdn\nSELECT 2;')).toEqual([why, undefined]);
  expect(checkText('SELECT 1;\n-- Gr\ufffdn\nSELECT 2;', await devOf('')).notKnown).toEqual([
    { reason: why, range: { start: 15, end: 16 } },
  ]);
});
