/** Databases of random schemas, by a seed. */
import fc from 'fast-check';
import { randomSchema } from '../postgres/random-schema';
import { createShared } from '../postgres/roundtrip';
import type { TestDatabase } from '../support/postgres';

/** `count` lists of statements; the same for the same seed. */
export const randomSchemas = (seed: number, count: number): readonly string[][] =>
  fc.sample(randomSchema, { seed, numRuns: count });
/** What PostgreSQL refuses of the statements is left out. */
export async function build(database: TestDatabase, statements: readonly string[]): Promise<void> {
  await createShared(database);
  for (const sql of statements) await database.exec(sql).catch(() => {});
}
