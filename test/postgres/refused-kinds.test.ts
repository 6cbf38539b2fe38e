/** Statements that want another kind of relation or routine, a known parameter or a value within bounds: PostgreSQL decides. */
import { expect, test } from 'vitest';
import { besidePostgres } from './beside-postgres';

const beside = besidePostgres(`
  CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL, name varchar(50), age int);
  CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY (MAXVALUE 10), note text);
  CREATE INDEX orders_note ON orders (note); CREATE UNLOGGED TABLE unl (a int);
  CREATE TABLE logs (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
  CREATE VIEW active AS SELECT id, email FROM users; CREATE MATERIALIZED VIEW mv AS SELECT id FROM users;
  CREATE INDEX mvi ON mv (id); CREATE SEQUENCE sq MINVALUE 1 MAXVALUE 100;
  CREATE FUNCTION add2(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';
  CREATE PROCEDURE doit(a int) LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE mysum(int) (SFUNC = int4pl, STYPE = int);
  CREATE PUBLICATION pub FOR TABLE users; CREATE PUBLICATION everything FOR ALL TABLES;
  CREATE TEXT SEARCH CONFIGURATION tsc (COPY = english); CREATE ROLE app_role;`);

const by = (value: string, grouped: string): string =>
  `CREATE VIEW v AS SELECT ${value} AS k FROM users GROUP BY ${grouped}`;
const [young, old] = [5, 6].map((limit) => `CASE WHEN age > ${limit} AND name IS NOT NULL THEN 'a' ELSE 'b' END`);
test.each([
  ...['CLUSTER users USING nope', 'CLUSTER users USING orders_note', 'CLUSTER orders USING orders_note'],
  ...['CLUSTER mv USING mvi', 'CLUSTER active USING nope', 'CLUSTER users USING users_pkey'],
  ...['GRANT USAGE ON users TO app_role', 'GRANT USAGE ON TABLE active TO app_role', 'GRANT USAGE ON sq TO app_role'],
  ...['ALTER DEFAULT PRIVILEGES GRANT USAGE ON TABLES TO app_role', 'GRANT USAGE, SELECT ON sq TO app_role'],
  ...['ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO app_role'],
  ...['active', 'mv', 'sq', 'unl', 'logs', 'orders'].map((name) => `ALTER PUBLICATION pub ADD TABLE ${name}`),
  ...['ALTER PUBLICATION everything ADD TABLE orders', 'ALTER PUBLICATION pub DROP TABLE users'],
  ...['CREATE PUBLICATION p FOR TABLE users, active', 'CREATE PUBLICATION p FOR TABLE users, logs'],
  ...['PROCEDURE add2', 'FUNCTION doit', 'AGGREGATE add2', 'ROUTINE doit', 'FUNCTION add2'].map((one) => `DROP ${one}`),
  ...['DROP PROCEDURE IF EXISTS add2', 'DROP FUNCTION IF EXISTS doit', "COMMENT ON PROCEDURE add2 IS 'x'"],
  ...['SHOW serch_path', 'SHOW work_mem', 'SHOW ALL', 'SHOW TIME ZONE', 'SET max_connections = 5'],
  ...[
    "SET server_version = '1'",
    'ALTER ROLE app_role SET shared_buffers = 5',
    'ALTER ROLE app_role SET work_mem = 64',
  ],
  ...["set_config('serch_path', 'x', false)", "set_config('work_mem', 'lots', false)"].map((call) => `SELECT ${call}`),
  ...["set_config('my.own', 'x', false)", "current_setting('serch_path')"].map((call) => `SELECT ${call}`),
  ...["current_setting('serch_path', true)", "current_setting('work_mem')"].map((call) => `SELECT ${call}`),
  ...['0', '1', '100', '101', '-1'].map((value) => `SELECT setval('sq', ${value})`),
  ...["setval('users_id_seq', 3000000000)", "setval('orders_id_seq', 11)", "setval('orders_id_seq', 10)"].map(
    (call) => `SELECT ${call}`,
  ),
  ...["setval('users', 1)", "nextval('active')", "setval('sq', 500, false)"].map((call) => `SELECT ${call}`),
  ...["('users', 'id')", "('users', 'nope')", "('nope', 'id')", "('active', 'id')"].flatMap((args) => [
    `SELECT pg_get_serial_sequence${args}`,
    `SELECT setval(pg_get_serial_sequence${args}, 5)`,
  ]),
  ...['101', '100', '0'].map((value) => `ALTER SEQUENCE sq RESTART WITH ${value}`),
  ...['ALTER SEQUENCE sq MAXVALUE 200 RESTART 150', 'ALTER SEQUENCE sq RESTART'],
  ...['CREATE TABLE t (a int) USING heapp', 'CREATE TABLE t (a int) USING btree', 'CREATE TABLE t (a int) USING heap'],
  ...['ALTER TABLE users SET ACCESS METHOD heapp', 'ALTER TABLE users SET ACCESS METHOD heap'],
  ...['nope', 'simple', 'tsc', 'pg_catalog.english'].flatMap((name) => [
    `CREATE TEXT SEARCH CONFIGURATION x (COPY = ${name})`,
    `CREATE INDEX i ON users USING gin (to_tsvector('${name}', email))`,
    `ALTER TEXT SEARCH CONFIGURATION tsc ALTER MAPPING FOR asciiword WITH ${name.replace('tsc', 'english_stem').replace(/.*\./, 'simple, ')}`,
  ]),
  ...['CREATE TEXT SEARCH CONFIGURATION x (PARSER = nope)', 'CREATE TEXT SEARCH CONFIGURATION x (PARSER = "default")'],
  ...[
    'CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = nope)',
    'CREATE TEXT SEARCH DICTIONARY d (TEMPLATE = snowball, Language = english)',
  ],
  ...[
    'CREATE ROLE pg_x',
    'CREATE ROLE r CONNECTION LIMIT -5',
    'CREATE ROLE r LOGIN NOLOGIN',
    'CREATE ROLE r LOGIN CONNECTION LIMIT -1',
  ],
  ...['users', 'mv', 'active'].map((name) => `CREATE RULE r AS ON INSERT TO ${name} DO INSTEAD NOTHING`),
  ...['CREATE RULE r AS ON SELECT TO users DO INSTEAD SELECT 1'],
  ...['active', 'mv', 'users'].map((name) => `SELECT * FROM ${name} TABLESAMPLE system (10)`),
  ...[
    'SELECT * FROM users TABLESAMPLE bernoulli (10, 5)',
    'SELECT * FROM users TABLESAMPLE bernoulli (10) REPEATABLE (3)',
  ],
  ...[
    by(young!, young!),
    by(young!, old!),
    by(old!, 'k'),
    by(`upper(${young})`, young!),
    by('age IS NULL', 'age IS NULL'),
  ],
  ...[
    by('age IS NULL', 'age IS NOT NULL'),
    by('NOT (age > 1)', 'NOT age > 1'),
    by('age > 1 AND id > 2', 'age > 1 OR id > 2'),
  ],
  ...['month', 'year'].map((part) =>
    by(`extract(${part} FROM now() + age * interval '1 day')`, "extract(year FROM now() + age * interval '1 day')"),
  ),
  ...[by("CASE WHEN age > 1 THEN 'a' END", "CASE WHEN age > 1 THEN 'a' ELSE NULL END")],
])('%s', async (statement) => {
  const { refusal, found } = await beside.judge(statement);
  expect(found.length > 0, `${refusal} ${found}`).toBe(refusal !== undefined);
});
