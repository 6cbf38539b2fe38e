import { afterAll, describe, expect, test } from 'vitest';
import { openSource } from '../../server/src/dev/open';
import { qualifiedKey } from '../../server/src/text/names';
import { pgDump, startPglite, startServer, type TestServer, wantedServers } from '../support/postgres';

const running: TestServer[] = [];
afterAll(async () => {
  for (const server of running) await server.stop();
});

describe.each(await wantedServers())('a throwaway server of version $major', ({ major, problem }) => {
  test('is that version, and each database of it is empty', async (context) => {
    if (problem !== undefined) context.skip(problem);
    const server = await startServer(major);
    running.push(server);
    const database = await server.createDatabase();
    const [[version, tables]] = (await database.query(
      `SELECT current_setting('server_version'), (SELECT count(*)::int FROM pg_tables WHERE schemaname = 'public')`,
    )) as [[string, number]];
    expect(version).toMatch(new RegExp(`^${major}\\.`));
    expect(tables).toBe(0);
    await database.exec('CREATE TABLE t (a int); CREATE INDEX ON t (a)');
    const dump = await pgDump(database);
    if (dump.text === undefined) expect(dump.reason).toContain('pg_dump');
    else expect(dump.text).toContain('CREATE TABLE public.t');
    await database.drop();
  }, 120_000);
});

test('what a role may not read is unknown, and everything else is read', async () => {
  const server = await startServer(18);
  running.push(server);
  const database = await server.createDatabase();
  await database.exec(`CREATE TABLE t (id int PRIMARY KEY); CREATE ROLE weak LOGIN;
    REVOKE SELECT ON pg_catalog.pg_trigger, pg_catalog.pg_policy FROM PUBLIC`);
  const { hostname: host, port, pathname } = new URL(database.url);
  const timeouts = { connectTimeoutMs: 5000, statementTimeoutMs: 30_000, applicationName: 'test' };
  const connection = { host, port: Number(port), database: pathname.slice(1), user: 'weak', ...timeouts };
  const source = openSource({ kind: 'database', connection, label: 'weak', from: 'test' }, {});
  const { schema, fingerprint } = await source.read({});
  expect(schema.tables.get(qualifiedKey('public', 't'))?.constraints).toHaveLength(1);
  expect(schema.unknown.map(({ fact }) => fact)).toEqual(expect.arrayContaining(['triggers', 'policies']));
  expect(await source.probe({})).toBe(fingerprint);
  await database.exec('ALTER TABLE t ADD note text');
  expect(await source.probe({})).not.toBe(fingerprint);
}, 60_000);

test('the embedded PostgreSQL dumps what was put into it, with the extension asked for', async () => {
  const embedded = await startPglite(['pg_trgm']);
  await embedded.exec(
    'CREATE EXTENSION pg_trgm; CREATE TABLE t (a text); CREATE INDEX ON t USING gin (a gin_trgm_ops)',
  );
  const dump = await embedded.dump();
  expect(dump).toContain('CREATE TABLE public.t');
  expect(dump).not.toContain('restrict');
  expect(await embedded.query(`SELECT count(*)::int FROM pg_indexes WHERE tablename = 't'`)).toEqual([[1]]);
  expect(await embedded.query('SHOW search_path')).toEqual([['public']]);
  await embedded.close();
}, 60_000);
