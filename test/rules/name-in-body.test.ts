/** Names in bodies of PL/pgSQL: what nothing has is said, and nothing of what may be there when the function is called. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { checkText } from './support';

beforeAll(() => loadParser());

const dev = `CREATE SCHEMA app; CREATE TABLE users (id integer, email text); CREATE TABLE app.objects (id integer);
CREATE TABLE rows_kept (id integer);`;
const functionOf = (body: string, more = 'RETURNS void'): string =>
  `CREATE FUNCTION f(p integer) ${more} LANGUAGE plpgsql AS $$ ${body} $$;`;
const found = async (text: string) =>
  checkText(text, await devOf(dev)).findings.map(({ code, message }) => `${code}: ${message}`);

describe('names in bodies of PL/pgSQL', () => {
  it.each([
    'BEGIN PERFORM 1 FROM sessions; END',
    'DECLARE i record; BEGIN FOR i IN SELECT id FROM sessions LOOP NULL; END LOOP; END',
    'BEGIN IF EXISTS (SELECT 1 FROM sessions WHERE id = p) THEN NULL; END IF; END',
    'DECLARE n integer; BEGIN SELECT count(*) INTO STRICT n FROM sessions; END',
    'DECLARE c CURSOR FOR SELECT * FROM sessions; BEGIN NULL; END',
    'BEGIN INSERT INTO sessions SELECT id FROM users ON CONFLICT DO NOTHING; END',
    'DECLARE n integer; BEGIN n := (SELECT max(id) FROM sessions); END',
  ])('%s', async (body) => {
    expect(await found(functionOf(body))).toEqual([
      'name-in-body: There is no table or view sessions: calling the function fails.',
    ]);
  });
  it('in a query that is returned', async () => {
    const body = 'BEGIN RETURN QUERY SELECT s.id FROM sessions s; END';
    expect(await found(functionOf(body, 'RETURNS SETOF integer'))).toHaveLength(1);
  });
  it.each([
    // made in the body, by built text, or found along another path
    'BEGIN CREATE TEMP TABLE sessions (id integer); INSERT INTO sessions VALUES (1); END',
    "BEGIN EXECUTE 'CREATE TABLE sessions ()'; DELETE FROM sessions; END",
    'BEGIN SET LOCAL search_path = app; DELETE FROM sessions; END',
    'BEGIN DELETE FROM objects; END',
    // names of the query's own, variables and fields
    'BEGIN PERFORM 1 FROM (WITH sessions AS (SELECT 1) SELECT * FROM sessions) AS s; END',
    'DECLARE r record; BEGIN FOR r IN SELECT id FROM users LOOP UPDATE users SET email = r.mail WHERE id = r.id; END LOOP; END',
    'DECLARE email text; BEGIN SELECT u.email INTO email FROM users u WHERE u.id = p; END',
    'BEGIN PERFORM 1 FROM pg_class JOIN information_schema.tables ON true; END',
    "BEGIN RAISE NOTICE 'FROM sessions'; PERFORM nextval('x'); END",
  ])('nothing: %s', async (body) => {
    expect(await found(functionOf(body))).toEqual([]);
  });
  it('nothing of what the file makes further down, of transition tables, nor on a search path of its own', async () => {
    expect(await found(`${functionOf('BEGIN DELETE FROM sessions; END')} CREATE TABLE sessions (id integer);`)).toEqual(
      [],
    );
    const trigger =
      'CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO users SELECT id FROM new_users; RETURN NULL; END $$;';
    expect(await found(trigger)).toEqual([]);
    expect(await found(functionOf('BEGIN DELETE FROM sessions; END', 'RETURNS void SET search_path = app'))).toEqual(
      [],
    );
  });
});

describe('what a block catches', () => {
  it.each([
    'BEGIN DELETE FROM sessions; EXCEPTION WHEN undefined_table THEN NULL; END',
    "BEGIN DELETE FROM sessions; EXCEPTION WHEN unique_violation THEN NULL; WHEN SQLSTATE '42P01' OR no_data_found THEN NULL; END",
    'BEGIN IF p = 1 THEN UPDATE users SET nope = CASE WHEN true THEN 1 END; END IF; EXCEPTION WHEN others THEN NULL; END',
    'BEGIN BEGIN UPDATE users SET nope = 1; EXCEPTION WHEN undefined_column THEN NULL; END; END',
  ])('is no finding: %s', async (body) => {
    expect(await found(functionOf(body))).toEqual([]);
  });
  it.each([
    'BEGIN DELETE FROM sessions; EXCEPTION WHEN undefined_column THEN NULL; END',
    'BEGIN NULL; EXCEPTION WHEN others THEN DELETE FROM sessions; END',
    'BEGIN BEGIN NULL; EXCEPTION WHEN others THEN NULL; END; DELETE FROM sessions; END',
    "BEGIN RAISE EXCEPTION 'x'; DELETE FROM sessions; END",
  ])('is no other error: %s', async (body) => {
    expect(await found(functionOf(body))).toHaveLength(1);
  });
});
describe('fields of rows', () => {
  const made = (body: string, triggers: string): string =>
    `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ ${body} $$; ${triggers}`;
  const on = (table: string): string => `CREATE TRIGGER t BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION f();`;
  const lacks = (table: string, column: string): string =>
    `name-in-body: ${table} has no column ${column}: calling the function fails.`;

  it('of NEW and OLD, by the triggers that call the function', async () => {
    const body = 'BEGIN NEW.emial := lower(OLD.email); RETURN NEW; END';
    expect(await found(made(body, on('users')))).toEqual([`${lacks('users', 'emial')} Did you mean email?`]);
    expect(await found(made(body, ''))).toEqual([]);
    expect(await found(made('BEGIN NEW.email := OLD.id; RETURN NEW; END', on('users')))).toEqual([]);
  });
  it('of none, where one of several tables has it', async () => {
    const body = "BEGIN IF TG_TABLE_NAME = 'users' THEN NEW.email := 'x'; END IF; NEW.nope := 1; RETURN NEW; END";
    expect(await found(made(body, `${on('users')} ${on('rows_kept')}`))).toEqual([lacks('users', 'nope')]);
  });
  it('of variables', async () => {
    expect(await found(functionOf('DECLARE u users; BEGIN u.nope := 1; END'))).toEqual([lacks('users', 'nope')]);
    const rows = 'DECLARE o app.objects%ROWTYPE; BEGIN SELECT * INTO o FROM app.objects; PERFORM o.id + o.nope; END';
    expect(await found(functionOf(rows))).toEqual([lacks('app.objects', 'nope')]);
  });
  it.each([
    'DECLARE u users; BEGIN u.email := 1; PERFORM u.id FROM users; END',
    // It is an alias, too, or another block's
    'DECLARE u users; BEGIN PERFORM u.relname FROM pg_class u; PERFORM 1 FROM pg_class AS u WHERE u.relname = p::text; END',
    'DECLARE u users; BEGIN DECLARE u record; BEGIN SELECT 1 AS nope INTO u; PERFORM u.nope; END; END',
    'DECLARE u record; BEGIN SELECT 1 AS nope INTO u; PERFORM u.nope; END',
    'DECLARE u users; BEGIN u.nope := 1; EXCEPTION WHEN undefined_column THEN NULL; END',
  ])('nothing: %s', async (body) => {
    expect(await found(functionOf(body))).toEqual([]);
  });
});
