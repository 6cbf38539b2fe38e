/** Databases of random schemas, by a seed. */
import fc from 'fast-check';
import { addSampleRows } from '../../server/src/verify/sample-rows';
import { randomSchema } from '../postgres/random-schema';
import { createShared, readSchema } from '../postgres/roundtrip';
import type { TestDatabase, TestServer } from '../support/postgres';
import { copyOf } from './histories';

/** `count` lists of statements; the same for the same seed. */
export const randomSchemas = (seed: number, count: number): readonly string[][] =>
  fc.sample(randomSchema, { seed, numRuns: count });
/** A database of a random schema, with a row in each table that one fits. What PostgreSQL refuses of the statements is left out. */
export async function build(server: TestServer, statements: readonly string[]): Promise<TestDatabase> {
  const database = await copyOf(server, 'template0');
  await createShared(database);
  for (const sql of statements) await database.exec(sql).catch(() => {});
  const run = (sql: string) =>
    database.exec(sql).then(
      () => ({ notices: [] }),
      (error: Error) => error.message,
    );
  await addSampleRows({ run }, await readSchema(database));
  return database;
}
