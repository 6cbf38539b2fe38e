/** What the model says every database has, against the servers. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBuiltinFunction, isBuiltinOperatorClass } from '../../server/src/model/builtins';
import { isParameter } from '../../server/src/model/parameters';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';

describe.each(await availableServers())('on PostgreSQL %i', (major) => {
  let server: TestServer;
  let database: TestDatabase;
  beforeAll(async () => {
    server = await startServer(major);
    database = await server.createDatabase();
  });
  afterAll(() => server?.stop());

  test.each<[string, string, (name: string) => boolean]>([
    ['function', "SELECT proname FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace", isBuiltinFunction],
    ['operator class', 'SELECT opcname FROM pg_opclass', isBuiltinOperatorClass],
    ['configuration parameter', 'SELECT name FROM pg_settings', isParameter],
  ])('every %s is known', async (_, sql, isKnown) => {
    const names = (await database.query(sql)).map(([name]) => String(name));
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => !isKnown(name))).toEqual([]);
  });
});
