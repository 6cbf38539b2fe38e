/** Mistakes of the kinds that migrations are refused for, beside what is taken of the same kind: PostgreSQL decides. */
import { expect, test } from 'vitest';
import { besidePostgres } from './beside-postgres';

const beside = besidePostgres(`
  CREATE TYPE status AS ENUM ('new', 'done'); CREATE TYPE addr AS (street text, zip text);
  CREATE TABLE users (id bigint PRIMARY KEY, name varchar(10), age int, score numeric(5,2), tags text[], state status, small smallint, meta json);
  CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id bigint, note text);
  CREATE TABLE base (id int PRIMARY KEY, label text); CREATE TABLE derived (extra text, more int) INHERITS (base);
  CREATE TABLE loose (a int); CREATE RULE noop AS ON DELETE TO loose DO INSTEAD NOTHING;
  CREATE TABLE typed OF addr; CREATE VIEW active AS SELECT id, name FROM users; CREATE SEQUENCE seq;
  CREATE MATERIALIZED VIEW mv AS SELECT id FROM users;
  CREATE FUNCTION one(a int) RETURNS int LANGUAGE sql AS 'SELECT a';
  CREATE FUNCTION many(a int) RETURNS SETOF int LANGUAGE sql AS 'SELECT a';
  CREATE PROCEDURE act(a int) LANGUAGE sql AS 'SELECT 1'; CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int);`);

const sql = (options: string, result = 'int'): string =>
  `CREATE FUNCTION f(a int) RETURNS ${result} LANGUAGE sql ${options} AS 'SELECT a'`;
test.each(
  [
    ...['extra int', 'extra text', 'more int', 'more bigint', 'fresh int', 'extra varchar(5)'].map(
      (column) => `ALTER TABLE base ADD COLUMN ${column}`,
    ),
    ...[
      'ALTER TABLE ONLY base RENAME label TO x',
      'ALTER TABLE base RENAME label TO x',
      'ALTER TABLE ONLY users RENAME name TO x',
    ],
    ...['users', 'active', 'addr', 'status', 'nope'].map((type) => `CREATE TABLE t OF ${type}`),
    ...[
      'DROP SEQUENCE orders_id_seq',
      'DROP SEQUENCE IF EXISTS orders_id_seq',
      'DROP SEQUENCE orders_id_seq CASCADE',
      'DROP SEQUENCE seq',
    ],
    ...['NONE', 'users.id', 'orders.id', 'orders'].map((owner) => `ALTER SEQUENCE orders_id_seq OWNED BY ${owner}`),
    ...['ALTER SEQUENCE orders_id_seq RESTART', 'ALTER SEQUENCE seq OWNED BY users.id'],
    ...['heapp', 'heap', 'btree'].flatMap((method) => [
      `CREATE TABLE t USING ${method} AS SELECT 1 AS a`,
      `CREATE MATERIALIZED VIEW t USING ${method} AS SELECT 1 AS a`,
    ]),
    ...['ENABLE RULE noop', 'DISABLE RULE nope', 'ENABLE ALWAYS RULE nope'].map((one) => `ALTER TABLE loose ${one}`),
    ...['COST 5', 'COST 0', 'COST -1', 'ROWS 5', 'PARALLEL SAFE', 'PARALLEL maybe', 'STABLE', 'COST 1 COST 2'].map(
      (one) => sql(one),
    ),
    ...['ROWS 5', 'ROWS 0', 'ROWS -5'].map((one) => sql(one, 'SETOF int')),
    ...[sql('ROWS 5', 'TABLE (b int)'), "CREATE PROCEDURE p() LANGUAGE sql STABLE AS 'SELECT 1'"],
    ...[
      'FUNCTION one(int) COST 0',
      'FUNCTION one(int) STABLE',
      'FUNCTION total(int) STABLE',
      'FUNCTION one(int) STABLE IMMUTABLE',
    ],
    ...[
      'PROCEDURE act(int) STABLE',
      'PROCEDURE act(int) STRICT',
      'PROCEDURE act(int) SECURITY DEFINER',
      'ROUTINE total(int) STABLE',
    ],
    ...['FUNCTION many(int) ROWS 0', 'FUNCTION many(int) ROWS 10', 'FUNCTION one(int) PARALLEL maybe'],
  ].map((one) => (/^(FUNCTION|PROCEDURE|ROUTINE) /.test(one) ? `ALTER ${one}` : one)),
)('%s', isJudged);

test.each([
  ...['$1', '$2', 'a'].map((one) => `CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT ${one}'`),
  ...['sql', 'plpgsql', 'c', 'internal'].map((language) => `DO LANGUAGE ${language} 'BEGIN NULL; END'`),
  ...['VIEW', 'MATERIALIZED VIEW'].flatMap((kind) => [
    `CREATE ${kind} v AS WITH t AS (DELETE FROM loose RETURNING a) SELECT * FROM t`,
    `CREATE ${kind} v AS WITH t AS (SELECT a FROM loose) SELECT * FROM t`,
  ]),
  ...['active', 'mv', 'seq'].map((name) => `COPY ${name} FROM stdin`),
  ...[
    'INSERT INTO seq VALUES (1)',
    'UPDATE seq SET last_value = 1',
    'DELETE FROM seq',
    'CLUSTER loose',
    'CLUSTER users',
  ],
  ...['CLUSTER users USING users_pkey', 'ALTER TABLE users CLUSTER ON users_pkey'].map(
    (one) => `${one}; CLUSTER users`,
  ),
  ...['nope', 'addr', 'status'].map((type) => `CREATE SCHEMA x; ALTER TYPE ${type} SET SCHEMA x`),
  ...["'nonsense'", "'infinity'", "'2030-01-01'"].map((until) => `CREATE ROLE r VALID UNTIL ${until}`),
  'CREATE TABLE v AS WITH t AS (INSERT INTO loose VALUES (1) RETURNING a) SELECT * FROM t',
  ...[
    'LIMIT age',
    'LIMIT users.age',
    'OFFSET age',
    'LIMIT 5',
    'LIMIT (SELECT max(a) FROM loose)',
    'LIMIT 1 + 1',
    'LIMIT nope',
  ].map((limit) => `SELECT name FROM users ${limit}`),
  'SELECT (SELECT b.name FROM users b LIMIT u.age) FROM users u',
  'SELECT * FROM users u, LATERAL (SELECT * FROM orders o LIMIT u.age) x',
  'SELECT * FROM users u, LATERAL (SELECT * FROM orders o LIMIT o.id) x',
  ...["'[1]'", "'[1:2]={1,2}'", "'{a}'", "'[0:0]={a}'", "'a'", "'{a'", "'[]'", "''"].flatMap((value) => [
    `INSERT INTO users (id, tags) VALUES (1, ${value})`,
    `UPDATE users SET tags = ${value}`,
  ]),
  ...['99999999999', '2147483647', '2147483648', "'99999999999'", '1.5', '3000000000.5'].flatMap((value) => [
    `INSERT INTO users (id, age) VALUES (1, ${value})`,
    `UPDATE users SET age = ${value}`,
    `UPDATE users SET age = ${value} WHERE false`,
  ]),
  ...['32768', '32767', '99999'].map((value) => `UPDATE users SET small = ${value}`),
  ...['999.99', '1000', '99999.5', '12.345'].map((value) => `UPDATE users SET score = ${value}`),
  ...["'0123456789'", "'01234567890'", "'0123456789 '", "'x'"].flatMap((value) => [
    `INSERT INTO users (id, name) VALUES (1, ${value})`,
    `INSERT INTO users VALUES (1, ${value}), (2, 'b')`,
    `UPDATE users SET name = ${value}`,
  ]),
  "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'UPDATE users SET age = 99999999999'",
  "INSERT INTO orders (note) VALUES ('any length at all')",
])('%s', isJudged);

async function isJudged(statement: string): Promise<void> {
  const { refusal, found } = await beside.judge(statement);
  expect(found.length > 0, `${refusal} ${found}`).toBe(refusal !== undefined);
}
