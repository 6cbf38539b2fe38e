/** One session of a PostgreSQL that migrations are run in: the embedded one, or a database of a server that the user names. */
import type { SqlFailure, SqlNotice } from './embedded/embedded-protocol';

/** What PostgreSQL refused. */
export class SqlError extends Error {
  constructor(readonly failure: SqlFailure) {
    super(failure.message);
  }
}
export interface ScratchSession {
  /** One statement; what the server says beside it, such as what IF NOT EXISTS skips. @throws SqlError what PostgreSQL says; DevSourceError when the session ended or was cancelled. */
  run(sql: string): Promise<readonly SqlNotice[]>;
  /** The same after `BEGIN; SAVEPOINT` of the name `ATTEMPT`: a refusal leaves all before it as it was. @throws as `run`. */
  attempt(sql: string): Promise<readonly SqlNotice[]>;
  /**
   * Several as `attempt`, where that is faster than one after the other: what is said beside each. Undefined: they are to
   * be sent one by one, since one is refused; nothing of any is left. @throws as `run`.
   */
  attemptTogether?(statements: readonly string[]): Promise<readonly (readonly SqlNotice[])[] | undefined>;
  /** One query, its rows as arrays. @throws as `run`. */
  query(sql: string): Promise<unknown[][]>;
  /** Several, where that is faster. @throws as `run`, what the first that fails is refused for. */
  queryTogether?(queries: readonly string[]): Promise<readonly unknown[][][]>;
  /** Nothing of it is left: the process ends, or the database is dropped. */
  close(): Promise<void>;
}
interface SessionOptions {
  readonly signal?: AbortSignal | undefined;
  /** For one statement; the session is ended after it. */
  readonly timeoutMs?: number | undefined;
}
/** A server that the user names: each session has a database of its own there. */
export interface ScratchServer {
  /** Says which server it is, without secrets. */
  readonly name: string;
  /** What is to be said of it: that dev is on it too. */
  readonly note?: string;
  /** @throws DevSourceError when it cannot be reached, or makes no database. */
  start(options: SessionOptions): Promise<ScratchSession>;
}
