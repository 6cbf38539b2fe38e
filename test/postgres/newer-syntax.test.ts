/** What came with a version of PostgreSQL is refused where dev is older, by reading as by that server itself. */
import { expect, test } from 'vitest';
import type { Schema } from '../../server/src/model/schema';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { verifyMigration } from '../../server/src/verify/verify';
import { devOf } from '../support/fake-dev';
import { availableServers, startServer, type TestDatabase } from '../support/postgres';
import { embeddedScript } from '../support/postgres-embedded';
import { errorsOn } from './fold/recording';
import { readSchema } from './roundtrip';

const stands = `
CREATE TABLE users (id int PRIMARY KEY, name text, extra json, doc jsonb, at timestamptz, during tsrange, n int);
CREATE TABLE posts (id int PRIMARY KEY, author int, during tsrange);
CREATE TABLE parts (id int) PARTITION BY RANGE (id);
CREATE TABLE part PARTITION OF parts FOR VALUES FROM (1) TO (9);
CREATE TABLE checked (id int CONSTRAINT positive CHECK (id > 0), other int CONSTRAINT known REFERENCES users);
CREATE SEQUENCE numbers;
CREATE ROLE newer_syntax_role; CREATE ROLE newer_syntax_member;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE STATISTICS user_facts ON id, name FROM users;
CREATE VIEW names AS SELECT id, name FROM users;
`;
/** Some of a version, with words beside them that are older. */
const statements: readonly string[] = [
  'CREATE OR REPLACE TRIGGER t BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch()',
  'CREATE FUNCTION one() RETURNS int LANGUAGE sql RETURN 1',
  'CREATE FUNCTION two() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 2; END',
  'ALTER TABLE parts DETACH PARTITION part',
  'CREATE TABLE c (x text COMPRESSION pglz)',
  'ALTER TABLE users ALTER name SET COMPRESSION pglz',
  'CREATE TABLE c (LIKE users INCLUDING COMPRESSION)',
  'CREATE TABLE c (LIKE users INCLUDING ALL)',
  'SELECT count(*) FROM users GROUP BY DISTINCT ROLLUP (id), ROLLUP (id)',
  'WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r WHERE a < 3) SEARCH DEPTH FIRST BY a SET o SELECT * FROM r',
  'WITH RECURSIVE r AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM r WHERE a < 3) CYCLE a SET c USING p SELECT * FROM r',
  'CREATE SEQUENCE around MINVALUE 1 MAXVALUE 3 CYCLE',
  'SELECT j.id FROM users JOIN posts USING (id) AS j',
  'SELECT p.id FROM users JOIN posts AS p USING (id)',
  'CREATE STATISTICS s ON (id + 1) FROM users',
  'CREATE STATISTICS s ON id, name FROM users',
  'REINDEX (VERBOSE) TABLE users',
  "CREATE PROCEDURE p(OUT a int) LANGUAGE plpgsql AS 'BEGIN a := 1; END'",
  "CREATE PROCEDURE p(INOUT a int) LANGUAGE plpgsql AS 'BEGIN a := 1; END'",
  'MERGE INTO users u USING posts p ON u.id = p.id WHEN MATCHED THEN DELETE',
  'CREATE TABLE c (x int UNIQUE NULLS NOT DISTINCT)',
  'CREATE UNIQUE INDEX ON users (n) NULLS NOT DISTINCT',
  'CREATE INDEX ON users (n NULLS FIRST)',
  'SELECT id FROM\vusers',
  "SELECT 'a\vb' /*\v*/ FROM users",
  'CREATE VIEW v WITH (security_invoker) AS SELECT 1 AS a',
  'CREATE VIEW v WITH (security_barrier) AS SELECT 1 AS a',
  'ALTER VIEW names SET (security_invoker = true)',
  'CREATE TABLE c (x int, y int, FOREIGN KEY (x) REFERENCES users ON DELETE SET NULL (x))',
  'CREATE TABLE c (x int REFERENCES users ON DELETE SET NULL)',
  'ALTER TABLE users SET ACCESS METHOD heap',
  'CREATE UNLOGGED SEQUENCE s',
  'ALTER SEQUENCE numbers SET UNLOGGED',
  'CREATE UNLOGGED TABLE c (x int)',
  'ALTER TABLE posts SET UNLOGGED',
  'GRANT SET ON PARAMETER work_mem TO newer_syntax_role',
  'CREATE PUBLICATION p FOR TABLES IN SCHEMA public',
  'CREATE PUBLICATION p FOR TABLE users (id, name)',
  'CREATE PUBLICATION p FOR TABLE users WHERE (id > 1)',
  'CREATE PUBLICATION p FOR TABLE users',
  'CREATE TABLE c (x int DEFAULT 1_000)',
  'CREATE TABLE c (x int DEFAULT 0xff)',
  "CREATE TABLE c (x text DEFAULT '1_000')",
  "INSERT INTO users (id, name) VALUES (1, '0xff 1_000')",
  'SELECT * FROM (SELECT 1 AS a)',
  'SELECT * FROM (SELECT 1 AS a) AS s, LATERAL (SELECT a) AS b',
  'SELECT * FROM users, (VALUES (1))',
  'SELECT 1 WHERE EXISTS (SELECT FROM users)',
  'CREATE TABLE c (x text STORAGE MAIN)',
  'ALTER TABLE users ALTER name SET STORAGE MAIN',
  'ALTER TABLE users ALTER name SET STORAGE DEFAULT',
  "SELECT JSON_OBJECT('a': 1)",
  'SELECT JSON_ARRAY(1, 2)',
  'SELECT JSON_ARRAYAGG(id) FROM users',
  'SELECT name IS JSON FROM users',
  "SELECT json_object('{a, 1}')",
  'SELECT json_build_array(1)',
  'CREATE STATISTICS ON id, name FROM users',
  'GRANT newer_syntax_role TO newer_syntax_member WITH INHERIT TRUE',
  'GRANT newer_syntax_role TO newer_syntax_member WITH ADMIN OPTION',
  'MERGE INTO users u USING posts p ON u.id = p.id WHEN NOT MATCHED BY SOURCE THEN DELETE',
  'MERGE INTO users u USING posts p ON u.id = p.id WHEN MATCHED THEN DELETE RETURNING u.id',
  "SELECT JSON_EXISTS(doc, '$.a') FROM users",
  "SELECT JSON_VALUE(doc, '$.a') FROM users",
  "SELECT t.* FROM users, JSON_TABLE(doc, '$' COLUMNS (a int PATH '$.a')) AS t",
  "SELECT JSON('1')",
  'SELECT at AT LOCAL FROM users',
  "SELECT at AT TIME ZONE 'UTC' FROM users",
  'CREATE TABLE c (x int, y int GENERATED ALWAYS AS (x * 2) VIRTUAL)',
  'CREATE TABLE c (x int, y int GENERATED ALWAYS AS (x * 2))',
  'CREATE TABLE c (x int, y int GENERATED ALWAYS AS (x * 2) STORED)',
  'CREATE TABLE c (x int GENERATED ALWAYS AS IDENTITY)',
  "UPDATE users SET name = 'a' RETURNING old.name, new.name",
  "UPDATE users AS old SET name = 'a' RETURNING old.name",
  "UPDATE users SET name = 'a' FROM posts AS new WHERE new.id = users.id RETURNING new.id",
  'DELETE FROM users RETURNING id',
  'CREATE RULE r AS ON DELETE TO users DO INSTEAD UPDATE posts SET id = old.id RETURNING old.*',
  'INSERT INTO users (id) VALUES (1) RETURNING WITH (NEW AS n) n.id',
  'CREATE TABLE c (x int4range, during tsrange, PRIMARY KEY (x, during WITHOUT OVERLAPS))',
  'CREATE TABLE c (x int, CHECK (x > 0) NOT ENFORCED)',
  'CREATE TABLE c (x int REFERENCES users NOT ENFORCED)',
  'ALTER TABLE checked ALTER CONSTRAINT known NOT ENFORCED',
  'ALTER TABLE checked ALTER CONSTRAINT known DEFERRABLE',
  'ALTER TABLE checked ADD CHECK (id < 9) NOT VALID',
  'CREATE DOMAIN small AS int CHECK (VALUE < 9)',
  'ALTER DOMAIN plain_domain ADD CONSTRAINT small CHECK (VALUE < 9)',
  'ALTER TABLE users ADD CONSTRAINT has_name NOT NULL name',
  'ALTER TABLE users ADD NOT NULL name NOT VALID',
  'CREATE TABLE c (x int CONSTRAINT has_x NOT NULL, y int NOT NULL DEFAULT 1, z int NOT NULL)',
  'CREATE TABLE c (x int NOT NULL NO INHERIT)',
  'CREATE TABLE c (x int CHECK (x > 0) NO INHERIT)',
  'ANALYZE ONLY users',
  'ANALYZE users',
  "ANALYZE (BUFFER_USAGE_LIMIT '1MB') users",
  'ANALYZE (VERBOSE) users',
  'EXPLAIN (GENERIC_PLAN) SELECT 1',
  'EXPLAIN (MEMORY) SELECT 1',
  'EXPLAIN (ANALYZE, SERIALIZE) SELECT 1',
  'EXPLAIN (COSTS OFF, SUMMARY) SELECT 1',
  'REINDEX (TABLESPACE pg_default) TABLE users',
  'CREATE TABLE c (x int) PARTITION BY RANGE (x) USING heap',
  'CREATE TABLE c (x int) USING heap',
  'ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO newer_syntax_role',
  'ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO newer_syntax_role',
  ...['binary', 'two_phase', 'disable_on_error', 'password_required', 'run_as_owner'].map(
    (name) =>
      `CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE, ${name} = true)`,
  ),
  "CREATE SUBSCRIPTION s CONNECTION 'dbname=x' PUBLICATION p WITH (connect = false, slot_name = NONE, origin = none)",
  'CREATE TABLE c (x int4multirange)',
  'CREATE TABLE c (x pg_catalog.datemultirange[])',
  'CREATE TABLE c (x int4range)',
  "SELECT '{}'::tstzmultirange",
  'CREATE FUNCTION f(x anymultirange) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
  'ALTER TABLE users ALTER name SET STATISTICS DEFAULT',
  'ALTER TABLE users ALTER name SET STATISTICS -1',
  'ALTER STATISTICS user_facts SET STATISTICS DEFAULT',
  'ALTER STATISTICS user_facts SET STATISTICS 0',
  'SELECT id value FROM users',
  'SELECT 1 source, 2 target, 3 path, 4 json_value, 5 format',
  'SELECT id AS value FROM users',
  'SELECT id "value" FROM users',
  'SELECT id other, n + 1 name, name FROM users',
  'SELECT (SELECT max(id) row FROM users), id',
  'SELECT n IS DISTINCT FROM 1 AS value, id = any(ARRAY[1]) data FROM users',
  'SELECT name::text type, CASE WHEN n > 0 THEN 1 END FROM users',
  'SELECT name, (posts).id, posts.author FROM users, posts',
  'UPDATE users SET name = name RETURNING id key',
  'UPDATE users SET name = name RETURNING id AS key',
  "INSERT INTO users (id, name) VALUES (1, 'a') RETURNING name",
  "SELECT date '2020-01-01', interval '1' year, at AT TIME ZONE 'UTC' FROM users",
  'SELECT count(*) FILTER (WHERE id > 0) OVER w FROM users WINDOW w AS ()',
  'SELECT extract(year FROM at) year, doc IS NULL, n ISNULL FROM users',
  'GRANT MAINTAIN ON users TO newer_syntax_role',
  'CREATE TABLE c (x numeric(3, -2))',
  'CREATE TABLE c (x decimal(3, 5)[])',
  'SELECT NULL::numeric(2, 3)',
  'CREATE TABLE c (x numeric(3, 3), y numeric(3, 0), z numeric(3), a varchar(3))',
  'CREATE TYPE r AS RANGE (subtype = float8, multirange_type_name = mr)',
  'CREATE INDEX ON users USING brin (id int4_minmax_multi_ops)',
  'CREATE INDEX ON users USING brin (id int4_bloom_ops)',
  'CREATE INDEX ON users USING brin (id int4_minmax_ops)',
  "SELECT substring(name SIMILAR 'a' ESCAPE '#') FROM users",
  "SELECT substring(name FROM 1 FOR 2), 'is similar text' FROM users WHERE name SIMILAR TO 'a'",
  'GRANT pg_read_all_data TO newer_syntax_role',
  'GRANT pg_checkpoint TO newer_syntax_role',
  'GRANT SELECT ON users TO pg_create_subscription',
  'GRANT pg_maintain TO newer_syntax_role',
  'GRANT pg_signal_autovacuum_worker TO newer_syntax_role',
  'GRANT pg_monitor TO newer_syntax_role',
  'SELECT 5 !',
  'SELECT (n !) + 1 FROM users',
  "SELECT doc['a'] FROM users",
];

const versions = await availableServers();
test.each(versions)('PostgreSQL %i', { timeout: 120_000 }, async (major) => {
  await loadParser();
  const server = await startServer(major);
  const database = await server.createDatabase();
  try {
    await database.exec(`${stands} CREATE DOMAIN plain_domain AS int;`);
    const schema: Schema = await readSchema(database);
    const wrong: string[] = [];
    for (const statement of statements) {
      const refusal = await refusalOf(database, statement);
      const found = errorsOn(schema, statement);
      if (found.length > 0 !== (refusal !== undefined))
        wrong.push(`${statement}\n  PostgreSQL: ${refusal}\n  here: ${found.join()}`);
    }
    expect(wrong).toEqual([]);
  } finally {
    await server.stop();
  }
});
/** As projects had them before servers did. */
const functionsOfOwn = `
CREATE TABLE t (id int PRIMARY KEY, j json, v text);
CREATE FUNCTION json_value(a json, b text) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION json_array(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE FUNCTION json_exists(a json, b text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE FUNCTION json_scalar(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE FUNCTION json_query(a json, b text) RETURNS json LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE FUNCTION json_serialize(a json) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT a::text';
CREATE FUNCTION json_object(a int, b int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT a';
CREATE AGGREGATE json_arrayagg(int) (SFUNC = array_append, STYPE = int[], INITCOND = '{}');`;
const calls: readonly string[] = [
  "SELECT json_value('{}'::json, 'a')",
  'CREATE VIEW v AS SELECT json_array(id) FROM t',
  'CREATE INDEX ON t (json_scalar(id))',
  "ALTER TABLE t ADD CHECK (json_exists(j, 'a'))",
  'ALTER TABLE t ALTER v SET DEFAULT json_array(1)::text',
  "SELECT json_query(j, 'a'), json_serialize(j) FROM t",
  'SELECT json_arrayagg(id) FROM t',
  "SELECT json_value(j, 'a') + 1 FROM t",
  'SELECT json_object(1, 2)',
  "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT json_array(1)'",
];
test.each(versions.filter((major) => major < 16))(
  'functions that are named as what came later are called on PostgreSQL %i',
  { timeout: 120_000 },
  async (major) => {
    await loadParser();
    const server = await startServer(major);
    const database = await server.createDatabase();
    try {
      await database.exec(functionsOfOwn);
      for (const call of calls) expect([call, await refusalOf(database, call)]).toEqual([call, undefined]);
      const standard = "SELECT json_value(j, 'a'), v IS JSON FROM t";
      expect(await refusalOf(database, standard)).toContain('syntax error');
      const schema = await readSchema(database);
      expect(calls.flatMap((call) => errorsOn(schema, call))).toEqual([]);
      expect(errorsOn(schema, standard)).toHaveLength(1);
      const dev = { ...(await devOf('')), schema };
      const { files } = await verifyMigration({
        files: [...calls.slice(0, -1), standard, 'SELECT json_array(1, 2)', calls.at(-1)!].map((text, at) => ({
          document: parseDocument(`${at}.sql`, 0, text),
          standing: 'loose',
        })),
        dev,
        embeddedScript: await embeddedScript(),
      });
      const told = files.map(({ outcome, refusals, notKnown }) =>
        [outcome, ...refusals.map(({ message }) => message), ...notKnown.map(({ reason }) => reason)].join(': '),
      );
      expect(told).toEqual([
        ...calls.slice(0, -1).map(() => 'proved'),
        `refused: the JSON constructors and IS JSON of the SQL standard came with PostgreSQL 16, and this server has ${major}`,
        `refused: function json_array(integer, integer) does not exist: it came with PostgreSQL 16, and this server has ${major}`,
        `not known: JSON_ARRAY is a key word since PostgreSQL 16, and a name to this server, which has ${major}`,
      ]);
    } finally {
      await server.stop();
    }
  },
);
test('what the scratch server takes and dev is too old for is refused, not proved', { timeout: 60_000 }, async () => {
  await loadParser();
  const dev = await devOf('CREATE TABLE users (id int PRIMARY KEY);');
  const text = 'CREATE TABLE c (x int, y int GENERATED ALWAYS AS (x * 2) VIRTUAL);';
  const outcomes = await Promise.all(
    [0, 170_004, 180_000].map(async (serverVersion) => {
      const { files } = await verifyMigration({
        files: [{ document: parseDocument('1.sql', 0, text), standing: 'pending' }],
        dev: { ...dev, schema: { ...dev.schema, serverVersion } },
        embeddedScript: await embeddedScript(),
      });
      return [files[0]?.outcome, ...(files[0]?.refusals ?? []).map(({ message }) => message)];
    }),
  );
  const { files } = await verifyMigration({
    files: [{ document: parseDocument('1.sql', 0, 'GRANT MAINTAIN ON users TO public;'), standing: 'pending' }],
    dev: { ...dev, schema: { ...dev.schema, serverVersion: 160_000 } },
    embeddedScript: await embeddedScript(),
  });
  expect(files[0]?.refusals.map(({ message }) => message)).toEqual(['unrecognized privilege type "maintain"']);
  expect(outcomes).toEqual([
    ['proved'],
    ['refused', 'a virtual generated column came with PostgreSQL 18, and this server has 17'],
    ['proved'],
  ]);
});

async function refusalOf(database: TestDatabase, statement: string): Promise<string | undefined> {
  try {
    await database.exec(`BEGIN; ${statement}`);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await database.exec('ROLLBACK');
  }
}
