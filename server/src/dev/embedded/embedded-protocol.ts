/** What passes between the process of the embedded PostgreSQL and the one that started it. */

/** As the server's error response has it. */
export interface SqlFailure {
  readonly message: string;
  /** SQLSTATE; absent when it was not PostgreSQL that failed. */
  readonly code?: string;
  /** In characters (code points) from 1, in the statement. */
  readonly position?: number;
  readonly detail?: string;
  readonly hint?: string;
}
/** What the server says beside a result: a notice or a warning. */
export interface SqlNotice {
  readonly message: string;
  /** SQLSTATE: that of `already exists, skipping` is the error's without IF NOT EXISTS. */
  readonly code?: string;
  readonly detail?: string;
}
/** On standard error, by a process that is ended for its memory. */
export const overMemory = 'devschema: over the memory limit';
/** … and by one whose server has crashed. */
export const crashed = 'devschema: the server has crashed';
/** The savepoint that is gone back to. */
export const ATTEMPT = 'devschema_attempt';
export type EmbeddedRequest =
  /** First: the extensions that CREATE EXTENSION may find. */
  | {
      readonly id: number;
      readonly what: 'start';
      readonly extensions: readonly string[];
      /** The tar of a data directory to begin with. */
      readonly tar?: string;
    }
  /** The data directory is written to a file, as a tar. */
  | { readonly id: number; readonly what: 'keep'; readonly tar: string }
  /** One statement, outside of any transaction but the ones it opens itself. */
  | { readonly id: number; readonly what: 'run'; readonly sql: string }
  /** One statement in an open transaction that has the savepoint `ATTEMPT`; a refusal leaves it as it was before it. */
  | { readonly id: number; readonly what: 'attempt'; readonly sql: string }
  /** Several of them: none is left where one is refused. */
  | { readonly id: number; readonly what: 'attempt together'; readonly statements: readonly string[] }
  /** From here on the server's clock goes ahead by so much; 0: it goes right. */
  | { readonly id: number; readonly what: 'clock'; readonly aheadMs: number }
  /** The rows of its last statement. */
  | { readonly id: number; readonly what: 'query'; readonly sql: string }
  /** The rows of each. */
  | { readonly id: number; readonly what: 'query together'; readonly queries: readonly string[] };
export type EmbeddedReply =
  | {
      readonly id: number;
      readonly rows: unknown[][];
      readonly notices?: readonly SqlNotice[];
      /** Beside each of several; absent: not all were taken. */
      readonly noticesOfEach?: readonly (readonly SqlNotice[])[];
      readonly rowsOfEach?: readonly unknown[][][];
    }
  | { readonly id: number; readonly failure: SqlFailure };
