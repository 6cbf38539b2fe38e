/** What the model says every database has, against the servers. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isBuiltinFunction, isBuiltinOperatorClass } from '../../server/src/model/builtins';
import { isParameter } from '../../server/src/model/parameters';
import { availableServers, everyMajor, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { fileText, folderOf, inOrder, readLists } from './lists';

const majors = await availableServers();

describe.each(majors)('on PostgreSQL %i', (major) => {
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

const every = everyMajor.every((major) => majors.includes(major));
test.runIf(every)('the generated lists are what `npm run lists` makes (takes DEVSCHEMA_TEST_PG=all)', async () => {
  for (const [list, names] of await readLists(everyMajor)) {
    const file = path.join(folderOf(list), `${list.file}.ts`);
    expect(readFileSync(file, 'utf8')).toBe(fileText(list, inOrder(names)));
  }
});
