/** Reading a database: what a role may not read is said, a cancellation is heard, and the probe notices every change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeProbe } from '../../server/src/dev/connect/change-probe';
import { introspect } from '../../server/src/dev/introspect/introspect';
import { readSnapshot, writeSnapshot } from '../../server/src/dev/snapshot';
import { printSchema } from '../../server/src/generate/print';
import { isSurelyAbsent } from '../../server/src/model/resolve';
import type { Schema } from '../../server/src/model/schema';
import { columnChanges } from '../../server/src/workspace/dev-changes';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import * as roundtrip from './roundtrip';
import { standInForCitus } from './stand-in-citus';

/** Indexes of columns as they come: every scalar type, order, spelling of a name, and what only looks plain. */
function plainIndexes(major: number, keywords: readonly unknown[][]): string {
  const types = [
    ...[
      'smallint',
      'integer',
      'bigint',
      'oid',
      'numeric(8,2)',
      'real',
      'float8',
      'money',
      'text',
      'varchar',
      'varchar(9)',
    ],
    ...[
      'char(3)',
      '"char"',
      'name',
      'bytea',
      'date',
      'time',
      'timetz',
      'timestamp(3)',
      'timestamptz',
      'interval',
      'boolean',
    ],
    ...[
      'uuid',
      'inet',
      'cidr',
      'macaddr',
      'macaddr8',
      'bit(3)',
      'varbit',
      'jsonb',
      'tsvector',
      'tsquery',
      'pg_lsn',
      'tid',
    ],
    ...['mood', 'age', 'word', 'int4range', 'integer[]', 'text[]', 'mood[]', 'oidvector', 'pair'],
  ];
  const words = keywords.map(([word]) => `"${word}"`);
  return `
    CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN age AS integer; CREATE DOMAIN word AS text COLLATE "C";
    CREATE TYPE pair AS (a integer, b text);
    CREATE TABLE typed (${types.map((type, at) => `c${at} ${type}`).join(', ')});
    ${types.map((_, at) => `CREATE INDEX ON typed (c${at}); CREATE INDEX ON typed (c${at} DESC, c1 NULLS FIRST);`).join('\n')}
    CREATE TABLE worded (${words.map((word) => `${word} integer`).join(', ')});
    ${words.map((word) => `CREATE INDEX ON worded (${word})`).join(';\n')};
    ${words.map((word) => `CREATE TABLE ${word} (a integer); CREATE INDEX ON ${word} (a)`).join(';\n')};
    CREATE SCHEMA "Odd one"; CREATE SCHEMA "order"; CREATE SCHEMA a$b;
    CREATE TABLE "Odd one"."T ""q""" (a$b integer, "ä" text, "1a" integer, _x integer, "A b" text, plain text COLLATE "C");
    CREATE UNIQUE INDEX "i ""x""" ON "Odd one"."T ""q""" ("ä" DESC NULLS LAST, "1a" NULLS FIRST, _x) INCLUDE ("A b", _x);
    CREATE INDEX a$i ON "Odd one"."T ""q""" (_x); CREATE INDEX "select" ON "Odd one"."T ""q""" (_x);
    CREATE INDEX ON "Odd one"."T ""q""" (a$b); CREATE INDEX ON "Odd one"."T ""q""" (plain);
    CREATE INDEX ON "Odd one"."T ""q""" (plain COLLATE "default"); CREATE INDEX ON "Odd one"."T ""q""" ("ä" COLLATE "C");
    CREATE INDEX ON "Odd one"."T ""q""" ("ä" text_pattern_ops, "A b" varchar_ops);
    CREATE TABLE "order".a (a integer, b integer); CREATE INDEX ON "order".a (a) WITH (fillfactor = 70);
    CREATE TABLE a$b.a (a integer, b integer); CREATE INDEX ON a$b.a (a DESC NULLS FIRST) WHERE b > 0;
    ALTER TABLE a$b.a DROP COLUMN b CASCADE; ALTER TABLE a$b.a ADD b integer; CREATE INDEX later ON a$b.a (b, a);
    CREATE MATERIALIZED VIEW seen AS SELECT 1 AS a, 'x'::text AS b; CREATE UNIQUE INDEX seen_a ON seen (a) INCLUDE (b);
    CREATE TABLE parted (a integer, b integer) PARTITION BY LIST (a); CREATE TABLE part PARTITION OF parted DEFAULT;
    CREATE INDEX parted_b ON parted (b);
    ${major >= 15 ? 'CREATE UNIQUE INDEX nulls ON "order".a (a, b) NULLS NOT DISTINCT;' : ''}
    CREATE OPERATOR CLASS backwards DEFAULT FOR TYPE pair USING btree AS
      OPERATOR 1 *<(record, record), OPERATOR 2 *<=(record, record), OPERATOR 3 *=(record, record), OPERATOR 4 *>=(record, record), OPERATOR 5 *>(record, record), FUNCTION 1 (pair, pair) btrecordimagecmp(record, record);
    CREATE INDEX ON typed (c${types.length - 1}); CREATE INDEX ON typed (c${types.length - 1} record_ops);`;
}

describe.each(await availableServers())('PostgreSQL %i', (major) => {
  let server: TestServer;
  let database: TestDatabase;
  beforeAll(async () => {
    server = await startServer(major);
    database = await server.createDatabase();
    await roundtrip.buildZoo(database);
  });
  afterAll(() => server?.stop());
  const asReader = async <T>(work: (database: TestDatabase) => Promise<T>): Promise<T> => {
    await database.exec('SET SESSION AUTHORIZATION zoo_reader');
    try {
      return await work(database);
    } finally {
      await database.exec('RESET SESSION AUTHORIZATION');
    }
  };

  it('reads the same for a role without privileges as for a superuser', async () => {
    const all = await roundtrip.readSchema(database);
    const read = await asReader(() => roundtrip.readSchema(database));
    expect(read.unknown).toEqual([]);
    // The search path leaves out a schema that the role may not use.
    expect(read.tables.size).toBe(all.tables.size);
    expect(read.indexes.size).toBe(all.indexes.size);
  });

  it('finds no column changed in what was kept of the same reading', async () => {
    const schema = await roundtrip.readSchema(database);
    const { schema: kept } = readSnapshot(
      writeSnapshot({ schema, readAt: 0, label: '', fingerprint: '', applied: [] }),
    );
    const changed = [...schema.tables].flatMap(([key, table]) => columnChanges(kept.tables.get(key)!, table));
    expect(changed).toEqual([]);
  });

  it('reads some objects alone as it reads them among all', async () => {
    const all = await roundtrip.readSchema(database);
    const maps = ['tables', 'views', 'sequences', 'types'] as const;
    const read = async (only: readonly string[]) => {
      await database.exec('BEGIN');
      const schema = await introspect((sql) => database.query(sql), { privileges: true, only });
      await database.exec('ROLLBACK');
      return schema;
    };
    // Dependencies are not read, and base types are defined elsewhere.
    const plain = (value: unknown) =>
      JSON.parse(
        JSON.stringify(value ?? null, (key, one) =>
          key === 'dependsOn' ? undefined : one?.kind === 'base' ? { ...one, definition: '' } : one,
        ),
      );
    // The sequence of a serial column comes with its table.
    const ownedBy = (key: string) =>
      [...all.sequences].flatMap(([own, { ownedBy: owner }]) => {
        const table = owner?.table;
        return table && `${table.schema}\0${table.name}` === key ? [own] : [];
      });
    let objects = 0;
    for (const key of new Set(maps.flatMap((map) => [...all[map].keys()]))) {
      const some = await read([key]);
      for (const map of maps) {
        const wanted = [...(all[map].has(key) ? [key] : []), ...(map === 'sequences' ? ownedBy(key) : [])];
        expect([...some[map].keys()].sort(), `${map} ${key}`).toEqual(wanted.sort());
        for (const one of wanted) expect(plain(some[map].get(one)), `${map} ${one}`).toEqual(plain(all[map].get(one)));
        objects += some[map].size;
      }
      const own = [...all.indexes].filter(
        ([, { schema, table }]) => `${table.schema ?? schema}\0${table.name}` === key,
      );
      expect(new Map(some.indexes)).toEqual(new Map(own));
      expect(some.unknown).toEqual([]);
    }
    expect(objects).toBeGreaterThan(60);
    expect((await read(['public\0there is none'])).tables.size).toBe(0);
  });

  it('reads some schemas and what they need, and says that the others are not known', async () => {
    const own = await server.createDatabase();
    await own.exec(`
      CREATE SCHEMA shared; CREATE TYPE shared.mood AS ENUM ('sad'); CREATE TABLE shared.teams (id int PRIMARY KEY);
      CREATE SCHEMA base; CREATE FUNCTION base.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER t BEFORE INSERT ON shared.teams FOR EACH ROW EXECUTE FUNCTION base.f();
      CREATE TABLE users (id int PRIMARY KEY, mood shared.mood, team int REFERENCES shared.teams);
      DO $$ BEGIN FOR n IN 1..30 LOOP EXECUTE format('CREATE SCHEMA tenant_%s; CREATE TABLE tenant_%s.t (id int, m shared.mood)', n, n); END LOOP; END $$;`);
    const read = async (include: readonly string[], exclude: readonly string[]) => {
      await own.exec('BEGIN');
      const schema = await introspect((sql) => own.query(sql), { schemas: { include, exclude } });
      await own.exec('ROLLBACK');
      return schema;
    };
    const tables = ({ tables: all }: Schema) => [...all.values()].map(({ schema, name }) => `${schema}.${name}`).sort();
    const withoutTenants = await read([], ['tenant_*']);
    expect(tables(withoutTenants)).toEqual(['public.users', 'shared.teams']);
    expect([...withoutTenants.routines.values()].flat().map(({ name }) => name)).toEqual(['f']);
    expect(withoutTenants.namespaces.has('tenant_7')).toBe(true);
    expect(withoutTenants.unknown).toHaveLength(30);
    expect(isSurelyAbsent(withoutTenants, 'table', { schema: 'tenant_7', name: 'nosuch' })).toBe(false);
    expect(isSurelyAbsent(withoutTenants, 'table', { schema: 'public', name: 'nosuch' })).toBe(true);
    // What needs nothing of the others stands alone; what is needed is read though it was left out.
    expect(tables(await read(['base'], []))).toEqual([]);
    expect(tables(await read(['tenant_1?', 'public'], ['shared', 'tenant_11']))).toEqual(
      [...[0, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `tenant_1${n}.t`), 'public.users', 'shared.teams'].sort(),
    );
    expect(tables(await read([], []))).toHaveLength(32);
  });

  it('has every index as the server prints it, most without asking for it', async () => {
    const own = await server.createDatabase();
    await own.exec(plainIndexes(major, await own.query('SELECT word FROM pg_get_keywords() ORDER BY word')));
    for (const each of [database, own]) {
      let asked = 0;
      await each.exec('BEGIN');
      const schema = await introspect((sql) => {
        asked += sql.includes('pg_get_indexdef') ? sql.split(',').length - 1 : 0;
        return each.query(sql);
      });
      await each.exec('ROLLBACK');
      const printed = await each.query(`SELECT n.nspname || ' ' || c.relname, pg_get_indexdef(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('i', 'I')`);
      const byName = new Map(printed as [string, string][]);
      expect(schema.indexes.size).toBeGreaterThan(30);
      for (const index of schema.indexes.values())
        expect(index.definition).toBe(byName.get(`${index.schema} ${index.name}`));
      if (each === own) expect(asked).toBeLessThan(schema.indexes.size / 2);
    }
    await own.drop();
  });

  it('asks for no option of a user mapping that may be a secret', async () => {
    const own = await server.createDatabase();
    await own.exec(`CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
      CREATE USER MAPPING FOR zoo_reader SERVER s OPTIONS (user 'ada', password 'hidden', "api token" 'hidden', sslkey 'hidden')`);
    const answers: unknown[] = [];
    const read = async (): Promise<string | undefined> => {
      await own.exec('BEGIN');
      const schema = await introspect(async (sql) => {
        const rows = await own.query(sql);
        answers.push(rows);
        return rows;
      });
      await own.exec('ROLLBACK');
      return [...schema.others.values()].find(({ kind }) => kind === 'USER MAPPING')?.definition;
    };
    const create = 'CREATE USER MAPPING FOR zoo_reader SERVER s';
    expect(await read()).toBe(
      `${create} OPTIONS ("user" 'ada') /* not read, as they may be secrets: password, api token, sslkey */`,
    );
    await own.exec('SET SESSION AUTHORIZATION zoo_reader');
    expect(await read()).toBe(`${create} /* its options, if it has any, are not shown to this role */`);
    expect(JSON.stringify(answers)).not.toContain('hidden');
    await own.drop().catch(() => own.close());
  });

  it('reads and prints how Citus distributes tables (a stand-in with its catalogs)', async ({ skip }) => {
    skip(major < 18, 'before 18, an extension is found in the server’s own folder alone');
    const find = `SET extension_control_path = '${standInForCitus()}'`;
    const [first, second] = [await server.createDatabase(), await server.createDatabase()];
    for (const one of [first, second]) await one.exec(find);
    await first.exec(`CREATE EXTENSION citus; CREATE SCHEMA tenant;
      CREATE TABLE plain (id int); CREATE TABLE gone (a int, b bigint); ALTER TABLE gone DROP COLUMN a;
      CREATE TABLE countries (code text PRIMARY KEY); CREATE TABLE tenant.notes (id int);
      CREATE TABLE orders (id bigint, "the tenant" bigint, country text REFERENCES countries, UNIQUE ("the tenant", id));
      CREATE TABLE lines (tenant bigint, "of" bigint); CREATE TABLE alone (tenant bigint); CREATE TABLE whole (id int);
      CREATE TABLE parts (tenant bigint, day date) PARTITION BY RANGE (day);
      CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
      SELECT create_reference_table('countries'); SELECT create_distributed_table('orders', 'the tenant');
      SELECT create_distributed_table('lines', 'tenant', colocate_with => 'orders');
      SELECT create_distributed_table('alone', 'tenant', colocate_with => 'none');
      SELECT create_distributed_table('gone', 'b', shard_count => 8); SELECT create_distributed_table('whole', NULL);
      SELECT create_distributed_table('parts', 'tenant', colocate_with => 'orders');
      SELECT citus_schema_distribute('tenant');`);
    const read = await roundtrip.readSchema(first);
    expect(read.unknown).toEqual([]);
    const spread = [...read.tables.values()].filter(({ distribution }) => distribution);
    expect(Object.fromEntries(spread.map(({ name, distribution }) => [name, distribution]))).toEqual({
      alone: { method: 'hash', column: 'tenant', colocateWith: 'none' },
      countries: { method: 'reference' },
      gone: { method: 'hash', column: 'b', shardCount: 8 },
      lines: { method: 'hash', column: 'tenant', colocateWith: 'none' },
      orders: { method: 'hash', column: 'the tenant', colocateWith: { schema: 'public', name: 'lines' } },
      parts: { method: 'hash', column: 'tenant', colocateWith: { schema: 'public', name: 'lines' } },
      whole: { method: 'single shard' },
    });
    expect(read.namespaces.get('tenant')?.distributed).toBe(true);
    await roundtrip.runScript(second, printSchema({ schema: read, style: roundtrip.everything }));
    const compared = roundtrip.compareEntries(
      roundtrip.schemaEntries(read),
      roundtrip.schemaEntries(await roundtrip.readSchema(second)),
    );
    expect(compared).toMatchObject({ lost: [], invented: [] });
  });
  it('names what it may not read and reads the rest', async () => {
    const own = await server.createDatabase();
    await own.exec('CREATE TABLE t (id serial PRIMARY KEY, x text CHECK (length(x) > 3))');
    await own.exec('ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (true)');
    await own.exec('REVOKE SELECT ON pg_catalog.pg_policy, pg_catalog.pg_enum FROM PUBLIC');
    await own.exec('SET SESSION AUTHORIZATION zoo_reader');
    const schema = await roundtrip.readSchema(own);
    expect(schema.unknown.map(({ object, fact }) => [object, fact])).toEqual([
      ['*', 'enum values'],
      ['*', 'policies'],
      ['*', 'dependencies'],
    ]);
    expect(schema.unknown[0]!.reason).toBe('enum values could not be read: permission denied for table pg_enum');
    const table = schema.tables.get('public\0t')!;
    expect(table.columns.map((column) => column.name)).toEqual(['id', 'x']);
    expect(table.constraints.map((one) => one.name)).toEqual(['t_pkey', 't_x_check']);
    await own.drop();
  });

  it('stops between queries when it is cancelled', async () => {
    const cancel = new AbortController();
    let queries = 0;
    const reading = introspect(
      (sql) => {
        if (++queries === 5) cancel.abort(new Error('no longer wanted'));
        return database.query(sql);
      },
      { signal: cancel.signal },
    );
    await database.exec('BEGIN');
    await expect(reading).rejects.toThrow('no longer wanted');
    await database.exec('ROLLBACK');
    expect(queries).toBe(5);
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    await database.exec('BEGIN');
    const progress = (_: string, done: number, total: number) => told.push(done / total);
    await introspect((sql) => database.query(sql), { progress });
    await database.exec('ROLLBACK');
    expect(told.at(-1)).toBe(1);
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  it('probes: every kind of change is noticed, reading and writing rows is not', async () => {
    const probe = async (): Promise<unknown> => (await database.query(changeProbe.text))[0]![0];
    const before = await probe();
    for (const quiet of [
      'INSERT INTO replica_full VALUES (1)',
      'ANALYZE replica_full',
      'SELECT nextval($$plain_seq$$)',
      'CREATE TEMP TABLE passing (id serial PRIMARY KEY, x integer CHECK (x > 0))',
      'BEGIN; CREATE TABLE undone (id integer); ROLLBACK',
    ]) {
      await database.exec(quiet);
      expect([quiet, await probe()]).toEqual([quiet, before]);
    }
    let last = before;
    for (const change of [
      'ALTER TABLE quick ADD COLUMN probed integer',
      'ALTER TABLE quick ALTER COLUMN probed SET DEFAULT 5',
      'ALTER TABLE quick ALTER COLUMN probed SET DEFAULT 6',
      'ALTER TABLE quick ALTER COLUMN probed SET NOT NULL',
      'ALTER TABLE quick RENAME COLUMN probed TO probed_now',
      'ALTER TABLE quick ADD CHECK (probed_now > 0) NOT VALID',
      'CREATE INDEX probed_index ON quick (probed_now)',
      `COMMENT ON TABLE quick IS 'changed'`,
      `COMMENT ON TABLE quick IS NULL`,
      `ALTER TYPE mood ADD VALUE 'new'`,
      'CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$',
      'CREATE OR REPLACE VIEW app.probed AS SELECT 1 AS a',
      'CREATE OR REPLACE VIEW app.probed AS SELECT 2 AS a',
      'ALTER POLICY own_rows ON guarded USING (true)',
      'ALTER TABLE triggered ENABLE TRIGGER before_update',
      'ALTER SEQUENCE plain_seq INCREMENT BY 2',
      'ALTER TABLE quick SET (fillfactor = 50)',
      'ALTER TABLE quick DROP COLUMN probed_now',
    ]) {
      await database.exec(change);
      const now = await probe();
      expect([change, now === last]).toEqual([change, false]);
      last = now;
    }
  });
});
