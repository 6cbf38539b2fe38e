/** Reading a database: what a role may not read is said, a cancellation is heard, and the probe notices every change. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeProbe } from '../../server/src/dev/change-probe';
import { introspect } from '../../server/src/dev/introspect';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import * as roundtrip from './roundtrip';

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
    const probe = async (): Promise<unknown> => (await database.query(changeProbe))[0]![0];
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
