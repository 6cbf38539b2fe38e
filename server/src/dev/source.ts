/** Where dev comes from. The only door to a database, a snapshot file or the embedded PostgreSQL. */

import type { DevSchema } from '../model/dev';
import type { ToolTable } from '../model/migration-tables';
import { t } from '../text/l10n';

/** A resolved choice, secrets included: never logged, never stored; `label` is what people see. */
export type DevSourceConfig =
  | {
      readonly kind: 'database';
      readonly connection: ConnectionOptions;
      readonly label: string /** `devschema.connection`, `.env`, `PGHOST …` */;
      readonly from: string;
    }
  | { readonly kind: 'snapshot' /** Absolute. */; readonly path: string; readonly label: string; readonly from: string }
  | {
      readonly kind: 'sql' /** Files and folders, absolute. */;
      readonly paths: readonly string[];
      /** What prints the SQL, in place of files. */
      readonly command?: string;
      readonly label: string;
      readonly from: string;
    };

export interface ConnectionOptions {
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
  /** It does not stand in the setting, but in a variable or a service: one that was typed with the setting comes before it. */
  readonly isPasswordBorrowed?: true;
  /** libpq's sslmode, and certificate files. */
  readonly sslmode?: 'disable' | 'allow' | 'prefer' | 'require' | 'verify-ca' | 'verify-full';
  readonly sslrootcert?: string;
  readonly sslcert?: string;
  readonly sslkey?: string;
  /** libpq's `options`, e.g. `-c search_path=app`. */
  readonly options?: string;
  /** Searched instead of the role's own search path: `?schema=` of Prisma's URLs. */
  readonly schema?: string;
  /** Those that are read; absent: all. */
  readonly schemas?: SchemaChoice;
  /** Tried one after the other when the first host does not answer. */
  readonly alternatives?: readonly { readonly host: string; readonly port: number }[];
  /** The repository names the host, and the user has not allowed it. */
  readonly stranger?: StrangerOptions;
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly applicationName: string;
}

/** Patterns of schemas' names, `*` for any characters and `?` for one. Empty `include`: all; `exclude` wins. */
export interface SchemaChoice {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}
interface StrangerOptions {
  /** Those that are not allowed, with commas between. */
  readonly hosts: string;
  /** The setting, or the variable and its file. */
  readonly namedBy: string;
  /** A password that is kept back, and what it is called. */
  readonly password?: string | undefined;
  readonly secret?: string | undefined;
}
/** Put to the user: may this secret go to this host? Without one: may migrations be run there? */
export type HostQuestion = Required<Pick<StrangerOptions, 'hosts' | 'namedBy'>> & { readonly secret?: string };

export type AskPassword = (connection: string, from?: { readonly kept: true }) => Promise<string | undefined>;

export type ReadProgress = (message: string, done: number, total: number) => void;
/**
 * What a person is told: what happened, to which object, what to do next. `reason` is the first part alone, to stand in
 * brackets: `connection refused at localhost:5432`. `code` is for tests and retries. No secrets in either.
 */
export class DevSourceError extends Error {
  readonly reason: string;
  constructor(
    reason: string,
    readonly code:
      | 'refused'
      | 'timeout'
      | 'not found'
      | 'authentication'
      | 'not postgres'
      | 'ssl'
      | 'privilege'
      | 'database missing'
      | 'snapshot'
      | 'sql'
      | 'cancelled'
      | 'untrusted'
      | 'configuration'
      | 'other',
    options?: { cause?: unknown /** What to do next: a sentence. */; advice?: string },
  ) {
    super(
      options?.advice === undefined ? reason : t('{0}. {1}', reason, options.advice),
      options?.cause === undefined ? undefined : { cause: options.cause },
    );
    this.reason = reason;
    this.name = 'DevSourceError';
  }
}

/** What a server says of a table's rows. */
export interface Measured {
  /** pg_class.reltuples, or counted where `exact`; absent: it was never analysed. */
  readonly rows?: number;
  readonly exact?: true;
  /** pg_total_relation_size, of a partitioned table those of its partitions. */
  readonly bytes?: number;
  /** Why the rows were not counted, where they were to be. */
  readonly problem?: string;
}
export interface DevSource {
  readonly config: DevSourceConfig;
  /** @throws DevSourceError */
  read(options: { signal?: AbortSignal; progress?: ReadProgress }): Promise<DevSchema>;
  /** Rows and sizes of tables, by their keys, as they are now. Only a server's. @throws DevSourceError */
  measure?(
    tables: readonly { readonly schema: string; readonly name: string }[],
    options: { readonly exact: boolean; readonly signal?: AbortSignal },
  ): Promise<ReadonlyMap<string, Measured>>;
  /** The present fingerprint, cheaply. @throws DevSourceError */
  probe(options: { signal?: AbortSignal }): Promise<string>;
  dispose(): Promise<void>;
}

/** One SQL file of a `sql` source, in the order it runs; a folder of migrations gives only the sections its tool runs. */
/** What a path to SQL as dev may end with, where it is a file. */
export const isSqlDevFile = (path: string): boolean => /\.(?:p?sql|pgsql|ddl)$/i.test(path);

export interface SqlFileText {
  /** For people: a path relative to the workspace. */
  readonly name: string;
  readonly text: string;
  statements(): readonly SqlStatementText[];
}
export interface SqlStatementText {
  readonly text: string;
  /** Where it starts in the file; from 0. */
  readonly line: number;
  /**
   * `objectKey(...)` of what it makes or changes: unknown when the embedded server refuses it. Empty: nothing that
   * shapes a schema. Absent: could be anything.
   */
  readonly objects?: readonly string[];
}

/** What a source needs from the outside; each is used by some kinds only. */
export interface SourceOptions {
  /** The workspace's: a snapshot in one of them may be a link only to what is in them. */
  readonly folders?: readonly string[];
  /** For `sql`: the files in the order they run. @throws DevSourceError when a path cannot be read. */
  readonly readSql?: (paths: readonly string[]) => Promise<readonly SqlFileText[]>;
  /** For `sql`: what the configuration's command prints. @throws DevSourceError when it may not run, and when it fails. */
  readonly runCommand?: (command: string, from: string, signal?: AbortSignal) => Promise<readonly SqlFileText[]>;
  /** For `sql`: the embedded PostgreSQL's process, `dist/embedded.js`; beside the running bundle when absent. */
  readonly embeddedScript?: string;
  /**
   * For `database`: asked when the server wants a password and the setting has none: for one that is kept, and where the
   * environment and the password file have none either, for one from a person. `connection` names it without secrets:
   * `user@host:port/database`.
   */
  readonly password?: AskPassword;
  /** Asked before a secret goes to a host that the repository names, or SQL runs there. Absent: it does not. */
  readonly allowHost?: (question: HostQuestion) => Promise<boolean>;
  /** GRANTs are read too. */
  readonly privileges?: boolean;
  /** For `database` and `sql`: the tables in which migration tools keep what has run. Absent: none is looked for. */
  readonly toolTables?: readonly ToolTable[];
  readonly log?: (message: string) => void;
}
