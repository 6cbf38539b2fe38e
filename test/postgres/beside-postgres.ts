/** A schema made in an embedded PostgreSQL and read from there: what that refuses, beside what is found by reading. */
import { afterAll, beforeAll } from 'vitest';
import type { Schema } from '../../server/src/model/schema';
import { loadParser } from '../../server/src/sql/parse';
import { startPglite, type TestPglite } from '../support/pglite';
import { errorsOn } from './fold/recording';
import { createShared, readSchema } from './roundtrip';

export interface BesidePostgres {
  readonly schema: Schema;
  /** Nothing of the statement stays. `refusal`: PostgreSQL's message; undefined where it takes it. */
  judge(statement: string): Promise<{ readonly refusal: string | undefined; readonly found: readonly string[] }>;
}
/** For the tests of the file that calls it. `stands`: the SQL that makes the schema. */
export function besidePostgres(stands: string, extensions: readonly string[] = []): BesidePostgres {
  let pg: TestPglite;
  let schema: Schema;
  beforeAll(async () => {
    await loadParser();
    pg = await startPglite([...extensions]);
    await createShared(pg);
    await pg.exec(stands);
    schema = await readSchema(pg);
  });
  afterAll(() => pg.close());
  return {
    get schema() {
      return schema;
    },
    async judge(statement) {
      const refusal = await pg.exec(`BEGIN; ${statement}`).then(
        () => undefined,
        (error: Error) => error.message,
      );
      await pg.exec('ROLLBACK');
      return { refusal, found: errorsOn(schema, statement) };
    },
  };
}
