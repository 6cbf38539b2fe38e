import { afterAll, describe, expect, test } from 'vitest';
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
