/** What stands between here and the server: pgbouncer in its three modes; and a hot standby instead of the primary. */
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toolTables } from '../../server/src/conventions';
import { resolveSource } from '../../server/src/dev/connect/configure';
import { openSource } from '../../server/src/dev/open';
import { type DevSource, DevSourceError } from '../../server/src/dev/source';
import { qualifiedKey } from '../../server/src/text/names';
import { findPgbouncer, startPgbouncer } from '../support/pgbouncer';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';

const source = (url: string): DevSource =>
  openSource(
    resolveSource({ connection: url, folders: ['/'], env: {}, connectTimeoutMs: 5000, statementTimeoutMs: 20_000 })!,
    { toolTables },
  );
const schemaSql = `CREATE SCHEMA sales;
  CREATE TYPE sales.state AS ENUM ('open', 'done');
  CREATE TABLE sales.orders (id bigserial PRIMARY KEY, state sales.state NOT NULL DEFAULT 'open', total numeric(10,2));
  CREATE VIEW sales.unfinished AS SELECT id FROM sales.orders WHERE state = 'open';
  ALTER DATABASE app SET search_path = sales, public`;

const pgbouncer = await findPgbouncer().catch((error: unknown) => {
  process.stderr.write(`pgbouncer not run: ${(error as Error).message.split('\n')[0]}\n`);
  return undefined;
});

describe.each((await availableServers()).slice(-1))('PostgreSQL %i', (major) => {
  let server: TestServer;
  let database: TestDatabase;
  const stops: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    server = await startServer(major, {
      authentication: ['host replication all all trust'],
      settings: ['wal_level = replica', 'max_wal_senders = 4'],
    });
    database = await server.createDatabase('app');
    await database.exec(schemaSql);
  }, 120_000);
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
    await server?.stop();
  });

  describe.runIf(pgbouncer)('behind pgbouncer', () => {
    const through = async (mode: string): Promise<DevSource> => {
      const pool = await startPgbouncer(pgbouncer!, server, mode);
      stops.push(pool.stop);
      return source(`postgresql://postgres@127.0.0.1:${pool.port}/app?sslmode=disable`);
    };
    const plain = async () => (await source(`${database.url}?sslmode=disable`).read({})).schema;

    test.each(['session', 'transaction'])('in %s mode reads what stands there, and sees changes', async (mode) => {
      const dev = await through(mode);
      // Several at once, so that one server connection serves several clients in turn.
      const readings = await Promise.all(Array.from({ length: 6 }, () => dev.read({})));
      const direct = await plain();
      for (const { schema } of readings) expect(schema).toEqual(direct);
      const before = await dev.probe({});
      expect(before).toBe(readings[0]!.fingerprint);
      await database.exec('ALTER TABLE sales.orders ADD note text');
      expect(await dev.probe({})).not.toBe(before);
      await database.exec('ALTER TABLE sales.orders DROP note');
    });

    test('leaves nothing behind on the connection that others get next', async () => {
      const pool = await startPgbouncer(pgbouncer!, server, 'transaction', 1);
      stops.push(pool.stop);
      const url = `postgresql://postgres@127.0.0.1:${pool.port}/app`;
      await source(`${url}?sslmode=disable`).read({});
      const next = new Client({ connectionString: url });
      await next.connect();
      const settings = ['search_path', 'row_security', 'statement_timeout', 'lock_timeout', 'transaction_read_only'];
      const { rows } = await next.query(
        `SELECT ${settings.map((name) => `current_setting('${name}') AS ${name}`).join(', ')}`,
      );
      await next.end();
      expect(rows).toEqual([
        {
          search_path: 'sales, public',
          row_security: 'on',
          statement_timeout: '0',
          lock_timeout: '0',
          transaction_read_only: 'off',
        },
      ]);
    });

    test('in statement mode says that it takes no transactions, and what to do', async () => {
      const error = await (await through('statement')).read({}).catch((one: unknown) => one);
      expect(error).toBeInstanceOf(DevSourceError);
      expect((error as DevSourceError).message).toContain('is a pooler in statement mode');
      expect((error as DevSourceError).message).toContain('transaction or session mode');
    });
  });

  test('a hot standby is read like its primary, and shows what the primary changes', async () => {
    const [[data]] = (await database.query('SHOW data_directory')) as [[string]];
    const [from, to] = major >= 15 ? ['pg_backup_start', 'pg_backup_stop'] : ['pg_start_backup', 'pg_stop_backup'];
    const exclusive = major >= 15 ? '' : ', false';
    await database.query(`SELECT ${from}('standby', true${exclusive})`);
    let label = '';
    const standby = await startServer(major, {
      settings: [`primary_conninfo = 'host=127.0.0.1 port=${server.port} user=postgres'`, 'hot_standby = on'],
      prepare: (folder) => {
        for (const part of ['base', 'global', 'pg_wal', 'pg_xact', 'pg_multixact', 'pg_subtrans'])
          rmSync(join(folder, part), { recursive: true, force: true });
        cpSync(data, folder, {
          recursive: true,
          force: true,
          filter: (path) => !/postmaster\.(pid|opts)$|postgresql\.conf|pg_hba\.conf/.test(path),
        });
        writeFileSync(join(folder, 'standby.signal'), '');
      },
    }).finally(async () => {
      label = String(
        (await database.query(`SELECT labelfile FROM ${to}(${major >= 15 ? 'false' : 'false, false'})`))[0],
      );
    });
    stops.push(standby.stop);
    expect(label).toContain('START WAL LOCATION');
    const dev = source(`${standby.url('app')}?sslmode=disable`);
    const reading = await dev.read({});
    expect(reading.schema).toEqual((await source(`${database.url}?sslmode=disable`).read({})).schema);
    await database.exec('CREATE TABLE sales.later (id int)');
    const replayed = await standby.connect('app');
    const [[lsn]] = (await database.query('SELECT pg_current_wal_insert_lsn()::text')) as [[string]];
    for (;;) {
      const [[there]] = (await replayed.query(`SELECT pg_last_wal_replay_lsn() >= '${lsn}'::pg_lsn`)) as [[boolean]];
      if (there) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(await dev.probe({})).not.toBe(reading.fingerprint);
    expect((await dev.read({})).schema.tables.has(qualifiedKey('sales', 'later'))).toBe(true);
  }, 120_000);
});
