/** Random schemas, built, printed, rebuilt, compared. A failure names the seed: `DEVSCHEMA_TEST_SEED=… npx vitest run …`. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { availableServers, pgDump, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { randomSchema } from './random-schema';
import * as roundtrip from './roundtrip';

const seed = process.env.DEVSCHEMA_TEST_SEED;
const runs = Number(process.env.DEVSCHEMA_TEST_RUNS ?? 25);

describe.each(await availableServers())('PostgreSQL %i', (major) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(major);
  });
  afterAll(() => server?.stop());

  it('rebuilds random schemas without a lost or invented line', async () => {
    let accepted = 0;
    const property = fc.asyncProperty(randomSchema, async (statements) => {
      const [source, target] = [await server.createDatabase(), await server.createDatabase()];
      try {
        for (const statement of statements)
          await source.exec(statement).then(
            () => accepted++,
            () => {},
          );
        const dump = async (database: roundtrip.Askable) => (await pgDump(database as TestDatabase)).text;
        const { own, dump: dumped } = await roundtrip.measure(source, target, dump);
        expect(own).toEqual(roundtrip.nothing);
        if (dumped) expect(dumped).toEqual(roundtrip.nothing);
      } finally {
        await source.drop();
        await target.drop();
      }
    });
    await fc.assert(property, { numRuns: runs, endOnFailure: false, ...(seed && { seed: Number(seed) }) });
    expect(accepted).toBeGreaterThan(runs * 10);
  });
});
