/**
 * A file is its own dev: whatever SQL says, nothing is found when it is checked against what PostgreSQL makes of it, and
 * nothing is left undecided.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../server/src/sql/document';
import { checkText, everything } from '../rules/support';
import { availableServers, startServer, type TestServer } from '../support/postgres';
import { constants, typesByPlace } from './own-dev/types';
import { readSchema } from './roundtrip';

const majors = await availableServers();

describe.each(majors)('on PostgreSQL %i', (major) => {
  let server: TestServer;
  beforeAll(async () => {
    await loadParser();
    server = await startServer(major);
  });
  afterAll(async () => server.stop());

  /** What is said of a file against the database that it makes. */
  async function said(sql: string): Promise<string[]> {
    const database = await server.createDatabase();
    await database.exec(sql);
    const dev = { schema: await readSchema(database), readAt: 0, label: 'dev', fingerprint: '', applied: [] };
    await database.drop();
    const { findings, unchecked } = checkText(sql, dev, everything);
    return [
      ...findings.map(({ code, message }) => `${code}: ${message}`),
      ...unchecked.map(({ reason, range }) => `${sql.slice(range.start, range.start + 60)}: ${reason}`),
    ];
  }

  test.each(Object.entries({ ...typesByPlace, constants }))('%s', async (_, sql) => {
    expect(await said(sql)).toEqual([]);
  });
});
