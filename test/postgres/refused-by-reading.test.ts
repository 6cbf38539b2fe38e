/** Slips of everyday statements that PostgreSQL refuses: found by reading, and nothing in what it takes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { asShipped, checkPending, checkText } from '../rules/support';
import { type Runs, refused, startRuns } from '../support/verify-runs';

const stands = `
  CREATE SCHEMA app; CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE addr AS (street text, zip int);
  CREATE DOMAIN posint AS int CHECK (VALUE > 0);
  CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE, name varchar(50), age int, mood mood);
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id int REFERENCES users, note text);
  CREATE TABLE logs (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);
  CREATE VIEW active AS SELECT id, email FROM users;
  CREATE FUNCTION add2(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a + b';`;
const wrong = [
  'ALTER TABLE users ADD COLUMN s smallint DEFAULT 40000;',
  'ALTER TABLE users ADD COLUMN s int DEFAULT 3000000000;',
  'ALTER TABLE users ADD COLUMN s numeric(4,2) DEFAULT 12345;',
  "ALTER TABLE users ADD COLUMN s varchar(3) DEFAULT 'abcdef';",
  "CREATE TABLE n (a bit(4) DEFAULT B'1012');",
  "CREATE TABLE n (a bit(4) DEFAULT X'1G');",
  "CREATE TABLE n (a int[] DEFAULT '[]');",
  "CREATE TABLE n (a money DEFAULT 'abc');",
  'CREATE PUBLICATION p FOR TABLE users WHERE (ag > 5);',
  'CREATE PUBLICATION p FOR TABLE users WHERE (age);',
  'ANALYZE users (emial);',
  "SET lock_timeout = '5 parsecs';",
  "SET work_mem = '64mb';",
  'SET client_min_messages = loud;',
  'SET row_security = maybe;',
  "SET default_transaction_isolation = 'serialisable';",
  "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET serch_path = 'public' AS 'SELECT 1';",
  "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET work_mem = 'lots' AS 'SELECT 1';",
  'ALTER FUNCTION add2(int, int) SET serch_path = public;',
  "ALTER ROLE CURRENT_USER SET statement_timout = '5s';",
  'CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN b + 1;',
  'CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN nosuch(a);',
  'CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN now();',
  'ALTER TYPE mood ADD ATTRIBUTE x int;',
  "COMMENT ON COLUMN email IS 'x';",
  'CREATE RULE r AS ON INSERT TO users DO ALSO INSERT INTO lgs VALUES (1);',
  'CREATE RULE r AS ON INSERT TO users DO ALSO INSERT INTO orders (id, nte) VALUES (1, NEW.name);',
  'CREATE RULE r AS ON DELETE TO users DO ALSO INSERT INTO orders (id, note) VALUES (1, NEW.email);',
  'CREATE RULE r AS ON INSERT TO users DO ALSO INSERT INTO orders (id, note) VALUES (1, OLD.email);',
  'ALTER TABLE users REPLICA IDENTITY USING INDEX nope;',
  "CREATE FUNCTION f() RETURNS mood RETURN 'ok';",
];
/** Of a migration that is yet to run; a loose one may have run, and what it names be gone since. */
const wrongWherePending = [
  'CREATE FOREIGN TABLE f (a int) SERVER nope;',
  'IMPORT FOREIGN SCHEMA s FROM SERVER nope INTO public;',
];
const right = [
  'ALTER TABLE users ADD s smallint DEFAULT 32767, ADD s2 smallint DEFAULT -32768, ADD s3 smallint DEFAULT 32767.4;',
  'ALTER TABLE users ADD a numeric(4,2) DEFAULT 99.99, ADD b numeric(2,2) DEFAULT 0.5, ADD c numeric(3,5) DEFAULT 0.001, ADD d numeric(5,-2) DEFAULT 12345, ADD e numeric DEFAULT 1e20;',
  "ALTER TABLE users ADD a varchar(3) DEFAULT 'abc  ', ADD b char DEFAULT 'a', ADD c varchar DEFAULT 'abcdef', ADD d varchar(3) DEFAULT 'äöü', ADD e varchar(3)[] DEFAULT '{abc}';",
  'ALTER TABLE users ADD COLUMN p posint DEFAULT 5, ADD q real DEFAULT 40000;',
  "ALTER TABLE users ADD COLUMN IF NOT EXISTS email varchar(3) DEFAULT 'abcdef';",
  'CREATE TABLE n (a smallint DEFAULT 40000, b numeric(4,2) DEFAULT 12345);',
  "CREATE TABLE n (a bit(4) DEFAULT B'1010', b varbit DEFAULT x'aF', c int[] DEFAULT '[0:1]={1,2}', d money DEFAULT '$5.00');",
  'CREATE PUBLICATION p FOR TABLE users WHERE (age > 5 AND id IS NOT NULL), orders;',
  'ANALYZE users (email, name), orders;',
  "SET lock_timeout = '5 s'; SET lock_timeout = 500; SET work_mem = '64 MB'; SET vacuum_cost_delay = '0.5ms'; SET statement_timeout = '0x10';",
  "SET client_min_messages = Warning; SET synchronous_commit = FALSE; SET row_security = off; SET jit = 0; SET timezone = 'UTC'; SET my.own = 'x';",
  "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = app, public SET lock_timeout = 500 SET my.own = 'x' AS 'SELECT 1';",
  'CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql RETURN add2(a, f.a);',
  'CREATE FUNCTION f(u users) RETURNS text RETURN u.name || (u).email;',
  "CREATE FUNCTION f() RETURNS mood RETURN 'ok'::mood; CREATE FUNCTION g() RETURNS varchar(3) RETURN 'abc'; CREATE FUNCTION h(int) RETURNS text RETURN $1::text;",
  'CREATE FUNCTION f() RETURNS bigint RETURN (SELECT count(*) FROM users);',
  'ALTER TYPE addr ADD ATTRIBUTE x int;',
  "COMMENT ON COLUMN users.email IS 'x'; COMMENT ON COLUMN public.active.id IS 'x'; COMMENT ON COLUMN addr.zip IS 'x';",
  'CREATE RULE r AS ON UPDATE TO users WHERE OLD.email <> NEW.email DO ALSO INSERT INTO orders (id, note) VALUES (NEW.id, OLD.email);',
  'CREATE RULE r AS ON UPDATE TO active DO INSTEAD UPDATE users SET email = NEW.email WHERE id = OLD.id;',
  'CREATE RULE r AS ON INSERT TO users DO ALSO INSERT INTO orders (id) SELECT NEW.id WHERE NOT EXISTS (SELECT FROM orders old WHERE old.id = NEW.id);',
  'CREATE TABLE told (was users, is_ users, same bool); CREATE RULE r AS ON UPDATE TO users DO ALSO INSERT INTO told VALUES (old, new, row(old) < row(new));',
  'ALTER TABLE users REPLICA IDENTITY USING INDEX users_pkey;',
];

let runs: Runs;
let dev: DevSchema;
beforeAll(async () => {
  runs = await startRuns();
  dev = await runs.devOf(stands);
}, 60_000);
afterAll(() => runs.close());
const found = (sql: string) => checkText(sql, dev, asShipped).findings.filter(({ severity }) => severity === 'error');

test.each(wrong)('refused: %s', async (sql) => {
  expect(refused(await runs.verify(sql, 'pending', dev)).length).toBe(1);
  expect(found(sql).length).toBe(1);
});
test.each(wrongWherePending)('refused where pending: %s', async (sql) => {
  expect(refused(await runs.verify(sql, 'pending', dev)).length).toBe(1);
  expect(checkPending(sql, dev).findings.filter(({ severity }) => severity === 'error').length).toBe(1);
});
test.each(right)('taken: %s', async (sql) => {
  expect(refused(await runs.verify(sql, 'pending', dev))).toEqual([]);
  expect(found(sql)).toEqual([]);
});
