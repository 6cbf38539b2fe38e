/** Queries of a scratch PostgreSQL that are asked for at once, in one message. */
import type { ScratchSession } from './scratch-session';

interface Asked {
  readonly sql: string;
  resolve(rows: unknown[][]): void;
  reject(error: unknown): void;
}
/** One query each, as `ScratchSession.query`; where one of a message fails, each of it is sent by itself. */
export function askedTogether(session: ScratchSession): (sql: string) => Promise<unknown[][]> {
  let waiting: Asked[] = [];
  const send = async (): Promise<void> => {
    const asked = waiting;
    waiting = [];
    const rows =
      asked.length > 1 ? await session.queryTogether?.(asked.map(({ sql }) => sql)).catch(() => {}) : undefined;
    if (rows) for (const [index, { resolve }] of asked.entries()) resolve(rows[index] ?? []);
    else for (const { sql, resolve, reject } of asked) await session.query(sql).then(resolve, reject);
  };
  return (sql) =>
    new Promise((resolve, reject) => {
      if (waiting.push({ sql, resolve, reject }) === 1) queueMicrotask(() => void send());
    });
}
