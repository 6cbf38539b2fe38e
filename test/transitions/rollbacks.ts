/** Of each migration of a history, whether the way back that is worked out for it leaves what was there before it. */
import type { Schema } from '../../server/src/model/schema';
import { plan } from '../../server/src/plan/plan';
import { readHistory } from '../corpus/read';
import { replay } from '../corpus/replay';
import { readHere, readSchema } from '../postgres/roundtrip';
import type { TestDatabase, TestServer } from '../support/postgres';
import { startingPoint } from './histories';

interface Shares {
  /** Migrations that change something of the schema. */
  readonly files: number;
  readonly proved: number;
  /** Of those, how many lose values or rows that do not come back. */
  readonly losing: number;
  /** Of the others, the file and why. */
  readonly rest: readonly string[];
}
/** Every `every`th file is tried; all run. Undefined where the folder is no history. */
export async function rollbacksOf(server: TestServer, folder: string, every: number): Promise<Shares | undefined> {
  const history = await readHistory(folder);
  if (!history) return undefined;
  const database = await startingPoint(server, folder);
  const counted = { files: 0, proved: 0, losing: 0, rest: [] as string[] };
  for (const [at, document] of history.documents.entries()) {
    const isTried = at % every === 0;
    const before = isTried ? await readSchema(database) : undefined;
    await replay(database, [document]);
    await database.exec('RESET ALL');
    if (!before) continue;
    const after = await readSchema(database);
    const lost = plan(before, after).steps;
    if (lost.length === 0) continue;
    counted.files++;
    const why = await triedBack(database, before, after);
    if (why !== undefined) counted.rest.push(`${document.uri.split('/').at(-1)}: ${why}`);
    else {
      counted.proved++;
      if (lost.some(({ loses }) => loses !== undefined)) counted.losing++;
    }
  }
  await database.drop();
  return counted;
}
/** In a transaction that is undone. What is wrong; undefined: nothing. The order of columns is passed over. */
async function triedBack(database: TestDatabase, before: Schema, after: Schema): Promise<string | undefined> {
  await database.exec('BEGIN');
  try {
    for (const { sql } of plan(after, before).steps) await database.exec(sql);
    const left = plan(await readHere(database), before).steps[0];
    return left && `there is left: ${left.sql}`;
  } catch (error) {
    return (error as Error).message;
  } finally {
    await database.exec('ROLLBACK');
    await database.exec('RESET ALL');
  }
}
