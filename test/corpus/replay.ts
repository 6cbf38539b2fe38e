/** Runs a history in a real PostgreSQL as its tool would, and says what PostgreSQL refused. */
import type { SqlDocument, Statement } from '../../server/src/sql/document/statement';
import type { TestDatabase } from '../support/postgres';

export interface Refusal {
  readonly uri: string;
  readonly statement: number;
  readonly message: string;
}

/**
 * Every file whole, as most tools send it. Where that fails, statement by statement, so that what this server lacks (an
 * extension, a role) costs one statement and not the file.
 */
export async function replay(database: TestDatabase, documents: readonly SqlDocument[]): Promise<Refusal[]> {
  const refused: Refusal[] = [];
  for (const document of documents) {
    if (!document.statements.some((statement) => statement.runs)) continue;
    await database.exec('RESET ALL');
    const whole = await attemptWithRoles(database, textThatRuns(document));
    if (whole !== undefined) refused.push(...(await oneByOne(database, document)));
    // What a file leaves open is kept.
    else await database.exec('COMMIT');
    await database.exec('DISCARD TEMP');
  }
  return refused;
}
function textThatRuns(document: SqlDocument): string {
  return document.statements
    .filter((statement) => statement.runs)
    .map((statement) => `${statement.parsed.filled?.text ?? statement.parsed.text};`)
    .join('\n');
}

/** A failure within BEGIN … COMMIT undoes all of it. */
async function oneByOne(database: TestDatabase, document: SqlDocument): Promise<Refusal[]> {
  const refused: Refusal[] = [];
  await database.exec('ROLLBACK; RESET ALL');
  let transaction: { readonly ran: Statement[]; failed?: string } | undefined;
  for (const statement of document.statements) {
    if (!statement.runs) continue;
    const refuse = (message: string): void => {
      refused.push({ uri: document.uri, statement: statement.index, message });
    };
    const what = statement.parsed.ops.find((op) => op.op === 'transaction')?.what;
    if (what === 'begin') transaction = { ran: [] };
    if (transaction?.failed !== undefined) refuse('in the same transaction');
    else {
      const message = await attempt(() => database.exec(statement.parsed.filled?.text ?? statement.parsed.text));
      if (message !== undefined) {
        refuse(message);
        if (transaction) {
          transaction.failed = message;
          await database.exec('ROLLBACK');
          for (const { index } of transaction.ran)
            refused.push({ uri: document.uri, statement: index, message: 'in the same transaction' });
        }
      } else transaction?.ran.push(statement);
    }
    if (what === 'commit' || what === 'rollback') transaction = undefined;
  }
  await database.exec('ROLLBACK');
  return refused;
}
/** A role that the platform would have is made when it is missed, and the file sent again. */
async function attemptWithRoles(database: TestDatabase, sql: string): Promise<string | undefined> {
  for (let tries = 0; ; tries++) {
    const message = await attempt(() => database.exec(sql));
    const role = message === undefined ? undefined : /^role "([^"]+)" does not exist$/.exec(message)?.[1];
    if (role === undefined || tries > 10) return message;
    await database.exec(`ROLLBACK; CREATE ROLE "${role}"`);
  }
}
async function attempt(action: () => Promise<void>): Promise<string | undefined> {
  try {
    await action();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
