/** A statement that leaves nothing behind where it is refused. */
import { ATTEMPT } from './embedded-protocol';

/** SQLSTATE syntax_error. */
const syntaxError = '42601';

/**
 * In a transaction that has the savepoint: the one that stands before the statement is made anew behind it, in one
 * message with it. Three would take three times as long, and savepoints within savepoints make all that follows slower.
 * @throws what `send` throws, with the `code` of PostgreSQL's error.
 */
export async function attempt<T>(send: (sql: string) => Promise<T>, sql: string): Promise<T> {
  try {
    return await send(`${sql}\n;RELEASE SAVEPOINT ${ATTEMPT};SAVEPOINT ${ATTEMPT}`);
  } catch (error) {
    await send(`ROLLBACK TO SAVEPOINT ${ATTEMPT}`);
    if ((error as { code?: unknown }).code !== syntaxError) throw error;
  }
  // Where its own text ends, PostgreSQL would point to what stands behind it.
  try {
    return await send(sql);
  } catch (error) {
    await send(`ROLLBACK TO SAVEPOINT ${ATTEMPT}`);
    throw error;
  }
}
