/** The tables migration tools keep, as they make them themselves, read for what has run. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toolTables } from '../../server/src/conventions';
import { resolveSource } from '../../server/src/dev/connect/configure';
import { openSource } from '../../server/src/dev/open';
import type { AppliedMigrations, DevSchema } from '../../server/src/model/dev';
import { availableServers, startServer, type TestServer } from '../support/postgres';

const major = (await availableServers()).at(-1);
let server: TestServer;
beforeAll(async () => {
  if (major !== undefined) server = await startServer(major);
}, 120_000);
afterAll(async () => server?.stop());

async function read(sql: string, user = 'postgres'): Promise<DevSchema> {
  const database = await server.createDatabase();
  await database.exec(sql);
  const config = resolveSource({
    connection: server.url(database.name, user),
    folders: ['/'],
    env: {},
    connectTimeoutMs: 10_000,
    statementTimeoutMs: 10_000,
  });
  const dev = await openSource(config!, { toolTables }).read({});
  await database.drop();
  return dev;
}
const applied = async (sql: string): Promise<readonly AppliedMigrations[]> => (await read(sql)).applied;
const unknown = ({ schema }: DevSchema): readonly string[] => schema.unknown.map(({ reason }) => reason);

const versions = (type: string) =>
  `CREATE TABLE schema_migrations (version ${type} NOT NULL PRIMARY KEY); INSERT INTO schema_migrations VALUES ('20240202000000'), ('20240101000000')`;
const both = [{ id: '20240101000000' }, { id: '20240202000000' }];

test.skipIf(major === undefined).each<[string, string, string, AppliedMigrations['entries']]>([
  [
    'golang-migrate',
    'public.schema_migrations',
    'CREATE TABLE schema_migrations (version bigint NOT NULL PRIMARY KEY, dirty boolean NOT NULL); INSERT INTO schema_migrations VALUES (7, true)',
    [{ id: '7', failed: true }],
  ],
  ['dbmate', 'public.schema_migrations', versions('varchar(128)'), both],
  ['rails', 'public.schema_migrations', versions('varchar'), both],
  [
    'rails',
    'public.schema_migrations',
    `${versions('varchar(255)')}; CREATE TABLE ar_internal_metadata (key varchar PRIMARY KEY, value varchar)`,
    both,
  ],
  [
    'supabase',
    'supabase_migrations.schema_migrations',
    `CREATE SCHEMA supabase_migrations; CREATE TABLE supabase_migrations.schema_migrations (version text NOT NULL PRIMARY KEY, statements text[], name text); INSERT INTO supabase_migrations.schema_migrations VALUES ('2', '{x}', 'b'), ('1', '{y}', 'a')`,
    [{ id: '1' }, { id: '2' }],
  ],
  [
    'prisma',
    'public._prisma_migrations',
    `CREATE TABLE _prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0);
     INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, rolled_back_at, started_at) VALUES
     ('a', 'c1', now(), '1_init', NULL, '2024-01-01'), ('b', 'c2', NULL, '2_bad', '2024-01-03', '2024-01-02'), ('c', 'c3', NULL, '2_bad', NULL, '2024-01-04')`,
    [
      { id: '1_init', checksum: 'c1' },
      { id: '2_bad', checksum: 'c3', failed: true },
    ],
  ],
  [
    'drizzle',
    'drizzle.__drizzle_migrations',
    `CREATE SCHEMA drizzle; CREATE TABLE drizzle.__drizzle_migrations (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint); INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('h1', 1700000000000), ('h2', 1700000000001)`,
    [
      { id: '1700000000000', checksum: 'h1' },
      { id: '1700000000001', checksum: 'h2' },
    ],
  ],
  [
    'goose',
    'public.goose_db_version',
    `CREATE TABLE goose_db_version (id serial NOT NULL PRIMARY KEY, version_id bigint NOT NULL, is_applied boolean NOT NULL, tstamp timestamp NULL default now()); INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, true), (1, true), (2, true), (2, false), (3, true), (3, false), (3, true)`,
    [{ id: '1' }, { id: '3' }],
  ],
  [
    'flyway',
    'public.flyway_schema_history',
    `CREATE TABLE flyway_schema_history (installed_rank integer NOT NULL PRIMARY KEY, version varchar(50), description varchar(200) NOT NULL, type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum integer, installed_by varchar(100) NOT NULL, installed_on timestamp NOT NULL DEFAULT now(), execution_time integer NOT NULL, success boolean NOT NULL);
     INSERT INTO flyway_schema_history VALUES (0, NULL, 's', 'SCHEMA', '"x"', NULL, 'u', now(), 0, true), (1, '1', 'init', 'SQL', 'V1__init.sql', 42, 'u', now(), 1, true), (2, '2', 'undone', 'SQL', 'V2__undone.sql', 1, 'u', now(), 1, true), (3, '2', 'undone', 'UNDO_SQL', 'U2__undone.sql', 1, 'u', now(), 1, true), (4, NULL, 'views', 'SQL', 'R__views.sql', 43, 'u', now(), 1, true), (5, '3', 'bad', 'SQL', 'V3__bad.sql', 44, 'u', now(), 1, false)`,
    [
      { id: '1', name: 'V1__init.sql', checksum: '42' },
      { id: 'views', name: 'R__views.sql', checksum: '43' },
      { id: '3', name: 'V3__bad.sql', checksum: '44', failed: true },
    ],
  ],
  [
    'sqlx',
    'public._sqlx_migrations',
    `CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL, installed_on TIMESTAMPTZ NOT NULL DEFAULT now(), success BOOLEAN NOT NULL, checksum BYTEA NOT NULL, execution_time BIGINT NOT NULL); INSERT INTO _sqlx_migrations VALUES (1, 'init', now(), true, '\\xdead', 1)`,
    [{ id: '1', name: 'init', checksum: 'dead' }],
  ],
  [
    'diesel',
    'public.__diesel_schema_migrations',
    `CREATE TABLE __diesel_schema_migrations (version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT now()); INSERT INTO __diesel_schema_migrations (version) VALUES ('20240101000000'), ('00000000000000')`,
    [{ id: '00000000000000' }, { id: '20240101000000' }],
  ],
  [
    'node-pg-migrate',
    'public.pgmigrations',
    `CREATE TABLE pgmigrations (id SERIAL PRIMARY KEY, name varchar(255) NOT NULL, run_on timestamp NOT NULL); INSERT INTO pgmigrations (name, run_on) VALUES ('1700000000000_a', '2024-01-01'), ('1700000000001_b', '2024-01-02')`,
    [{ id: '1700000000000_a' }, { id: '1700000000001_b' }],
  ],
  [
    'liquibase',
    'public.databasechangelog',
    `CREATE TABLE databasechangelog (id varchar(255) NOT NULL, author varchar(255) NOT NULL, filename varchar(255) NOT NULL, dateexecuted timestamp NOT NULL, orderexecuted integer NOT NULL, exectype varchar(10) NOT NULL, md5sum varchar(35), description varchar(255)); INSERT INTO databasechangelog VALUES ('1', 'ada', 'db/a.sql', now(), 1, 'EXECUTED', '9:x')`,
    [{ id: '1', name: 'db/a.sql::1::ada', checksum: '9:x' }],
  ],
  [
    'atlas',
    'atlas_schema_revisions.atlas_schema_revisions',
    `CREATE SCHEMA atlas_schema_revisions; CREATE TABLE atlas_schema_revisions.atlas_schema_revisions (version varchar PRIMARY KEY, description varchar NOT NULL, type bigint NOT NULL DEFAULT 2, applied bigint NOT NULL DEFAULT 0, total bigint NOT NULL DEFAULT 0, executed_at timestamptz NOT NULL, execution_time bigint NOT NULL, error text, error_stmt text, hash varchar NOT NULL, partial_hashes jsonb, operator_version varchar NOT NULL); INSERT INTO atlas_schema_revisions.atlas_schema_revisions VALUES ('1', 'init', 2, 2, 2, now(), 1, NULL, NULL, 'h', NULL, 'v'), ('2', 'bad', 2, 1, 2, now(), 1, 'e', 's', 'h2', NULL, 'v')`,
    [
      { id: '1', name: 'init', checksum: 'h' },
      { id: '2', name: 'bad', checksum: 'h2', failed: true },
    ],
  ],
  [
    'sqitch',
    'sqitch.changes',
    `CREATE SCHEMA sqitch; CREATE TABLE sqitch.changes (change_id text PRIMARY KEY, script_hash text, change text NOT NULL, project text NOT NULL, note text NOT NULL DEFAULT '', committed_at timestamptz NOT NULL DEFAULT clock_timestamp(), committer_name text NOT NULL, committer_email text NOT NULL, planned_at timestamptz NOT NULL, planner_name text NOT NULL, planner_email text NOT NULL); INSERT INTO sqitch.changes VALUES ('abc', 's', 'appschema', 'flipr', '', now(), 'n', 'e', now(), 'n', 'e')`,
    [{ id: 'appschema', name: 'flipr', checksum: 'abc' }],
  ],
  [
    'hasura',
    'hdb_catalog.hdb_version',
    `CREATE SCHEMA hdb_catalog; CREATE TABLE hdb_catalog.hdb_version (hasura_uuid uuid PRIMARY KEY DEFAULT gen_random_uuid(), version text NOT NULL, upgraded_on timestamptz NOT NULL, cli_state jsonb NOT NULL DEFAULT '{}', console_state jsonb NOT NULL DEFAULT '{}'); INSERT INTO hdb_catalog.hdb_version (version, upgraded_on, cli_state) VALUES ('48', now(), '{"migrations": {"default": {"1600000000001": false, "1600000000000": false}}, "settings": {}}')`,
    [
      { id: '1600000000000', name: 'default' },
      { id: '1600000000001', name: 'default' },
    ],
  ],
  [
    'sql-migrate',
    'public.gorp_migrations',
    `CREATE TABLE gorp_migrations (id text NOT NULL PRIMARY KEY, applied_at timestamptz); INSERT INTO gorp_migrations VALUES ('1_a.sql', now())`,
    [{ id: '1_a.sql' }],
  ],
  [
    'sql-migrate',
    'ops.migrations',
    `CREATE SCHEMA ops; CREATE TABLE ops.migrations (id text NOT NULL PRIMARY KEY, applied_at timestamptz); INSERT INTO ops.migrations VALUES ('1_a.sql', now())`,
    [{ id: '1_a.sql' }],
  ],
  [
    'tern',
    'public.schema_version',
    'CREATE TABLE schema_version (version int4 NOT NULL); INSERT INTO schema_version VALUES (3)',
    [{ id: '3' }],
  ],
  [
    'pop',
    'public.schema_migration',
    `CREATE TABLE schema_migration (version varchar(14) NOT NULL); INSERT INTO schema_migration VALUES ('20240101000000')`,
    [{ id: '20240101000000' }],
  ],
])('%s, in %s', async (tool, table, sql, entries) => {
  expect(await applied(sql)).toEqual([{ tool, table, entries }]);
});

test.skipIf(major === undefined)('a table of another shape is nobody’s', async () => {
  expect(
    await applied(
      'CREATE TABLE pgmigrations (a int); CREATE TABLE goose_db_version (version_id int); CREATE TABLE migrations (id int, applied_at timestamptz, name text); CREATE TABLE schema_version (version int, script text)',
    ),
  ).toEqual([]);
});
test.skipIf(major === undefined)('one that this role may not read is passed over, the others are read', async () => {
  const found = await read(
    `CREATE ROLE reader LOGIN; ${versions('varchar(128)')}; CREATE TABLE pgmigrations (id int, name text, run_on timestamp); GRANT SELECT ON pgmigrations TO reader`,
    'reader',
  );
  expect(found.applied.map((one) => one.tool)).toEqual(['node-pg-migrate']);
  expect(unknown(found)).toEqual(['which migrations have run: this role may not read public.schema_migrations']);
});
test.skipIf(major === undefined)(
  'one whose rows cannot be read after all leaves the rest of the reading whole',
  async () => {
    const found = await read(
      `CREATE TABLE pgmigrations (id int, name text, run_on timestamp); CREATE SCHEMA hdb_catalog; CREATE TABLE hdb_catalog.hdb_version (version text, cli_state text); INSERT INTO hdb_catalog.hdb_version VALUES ('48', 'not json')`,
    );
    expect(found.applied.map((one) => one.tool)).toEqual(['node-pg-migrate']);
    expect(unknown(found)).toEqual([
      expect.stringMatching(
        /^which migrations have run: hdb_catalog\.hdb_version cannot be read: invalid input syntax/,
      ),
    ]);
  },
);
