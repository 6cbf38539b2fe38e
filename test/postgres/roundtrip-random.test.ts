/**
 * Random schemas, built, printed, rebuilt, compared: the same ones every time, unless `DEVSCHEMA_TEST_SEED` is another
 * number or `random`. The test's name holds the seed, so that it is known even after a timeout.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { availableServers, pgDump, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { randomSchema } from './random-schema';
import * as roundtrip from './roundtrip';

const { DEVSCHEMA_TEST_SEED: wanted = '1' } = process.env;
const seed = wanted === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(wanted);
const runs = Number(process.env.DEVSCHEMA_TEST_RUNS ?? 25);

describe.each(await availableServers())('PostgreSQL %i', (major) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(major);
  });
  afterAll(() => server?.stop());

  it(`rebuilds random schemas without a lost or invented line (seed ${seed})`, async () => {
    let accepted = 0;
    await roundtrip.createShared(await server.createDatabase());
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
    await fc.assert(property, { numRuns: runs, endOnFailure: false, seed });
    expect(accepted).toBeGreaterThan(runs * 10);
  });
});
