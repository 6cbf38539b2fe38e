/** Several statements in one message: each message of its own costs as much as an index of an empty table. */
import type { PGlite, Results } from '@electric-sql/pglite';
import { answered, Crashed } from './embedded-process-alive';
import { ATTEMPT, type SqlNotice } from './embedded-protocol';
import { noticeOf } from './sql-errors';

/**
 * As `attempt`: what is said beside each of the statements. Undefined: one of them is refused, or it cannot be told which
 * of them something is said beside; nothing of any is left.
 */
export async function attemptTogether(
  on: PGlite,
  statements: readonly string[],
): Promise<readonly (readonly SqlNotice[])[] | undefined> {
  const said: SqlNotice[][] = [[]];
  try {
    const sql = [...statements, `RELEASE SAVEPOINT ${ATTEMPT};SAVEPOINT ${ATTEMPT}`].join('\n;\n');
    const { messages } = await on.execProtocol(queryMessage(sql));
    const last = messages.findLast(({ name }) => name === 'commandComplete') as { readonly text?: string } | undefined;
    await answered(on, last?.text === 'SAVEPOINT' ? last.text : undefined);
    for (const message of messages)
      if (message.name === 'commandComplete') said.push([]);
      else if (message.name === 'notice') said.at(-1)!.push(noticeOf(message as Parameters<typeof noticeOf>[0]));
  } catch (error) {
    if (error instanceof Crashed) throw error;
    await on.exec(`ROLLBACK TO SAVEPOINT ${ATTEMPT}`);
    return undefined;
  }
  // One that is only a comment completes nothing.
  if (said.length - 3 === statements.length || said.every((one) => one.length === 0))
    return statements.map((_, index) => said[index] ?? []);
  await on.exec(`ROLLBACK TO SAVEPOINT ${ATTEMPT}`);
  return undefined;
}
/** https://www.postgresql.org/docs/current/protocol-message-formats.html, "Query". */
function queryMessage(sql: string): Uint8Array {
  const text = Buffer.from(`${sql}\0`);
  const head = Buffer.alloc(5, 'Q');
  head.writeInt32BE(4 + text.length, 1);
  return Buffer.concat([head, text]);
}

/** The rows of each; one that begins with ROLLBACK TO SAVEPOINT is two statements. @throws what the first that fails is refused for */
export async function queryTogether(on: PGlite, queries: readonly string[]): Promise<unknown[][][]> {
  const results = await on.exec(queries.join('\n;\n'), { rowMode: 'array' });
  await answered(on, results.at(-1)?.command);
  let at = 0;
  return queries.map((sql) => {
    at += /^ROLLBACK TO SAVEPOINT/.test(sql) ? 2 : 1;
    return rowsOf(results[at - 1]);
  });
}
/** As `rowMode` has them. */
export const rowsOf = (result: Results | undefined): unknown[][] => (result?.rows ?? []) as unknown[][];
