/** What stands around the workspace, passed in: the host opens real ones, the tests stand in for them. */

import type { ScratchServer } from '../dev/scratch-session';
import type { DevSource, DevSourceConfig, ReadProgress, SchemaChoice } from '../dev/source';
import type { DevSchema } from '../model/dev';
import type { ConnectionCandidate } from '../protocol';
import type { Settings } from '../settings';
import type { DevHistory } from './dev-history';
import type { Scratches } from './observing';
import type { FoldKeeper } from './resumed-histories';

/** The doors of dev/ once it is known what is set. */
export interface DevDoors {
  /** What is dev, from the settings and the environment; undefined when nothing is set. @throws DevSourceError */
  resolve(): Promise<DevSourceConfig | undefined>;
  open(config: DevSourceConfig): DevSource;
  /** The last good schema of an earlier session. */
  cached(config: DevSourceConfig): Promise<DevSchema | undefined>;
  keep(config: DevSourceConfig, dev: DevSchema): Promise<void>;
  /** Those that the settings choose; absent, or none: all. */
  schemas?(): SchemaChoice | undefined;
  /** Another reading than the one before. */
  readonly changes?: Pick<DevHistory, 'record'>;
}
/** A backup that was told of, and what its file is. */
export interface Backup {
  /** As it was told. */
  readonly path: string;
  /** Epoch milliseconds; absent where it is no dump of pg_dump: `problem` says why. */
  readonly madeAt?: number;
  readonly problem?: string;
}
/** The database that migrations are to be run in: read as dev is, never written. */
export interface TargetDatabase {
  readonly dev: DevSchema;
  readonly config: DevSourceConfig;
  /** Rows and sizes as they are now; absent where no server stands behind it. */
  readonly measure?: DevSource['measure'];
}
export interface DevAccess extends Omit<DevDoors, 'resolve'> {
  /** Undefined when nothing is set. @throws DevSourceError */
  resolve(settings: Settings, folders: readonly string[]): Promise<DevSourceConfig | undefined>;
  /**
   * The server that the settings name for running migrations; undefined: the embedded PostgreSQL.
   * @throws DevSourceError also where it is one of the databases that are to be left alone
   */
  scratchServer?(
    settings: Settings,
    folders: readonly string[],
    alone: readonly DevSourceConfig[],
  ): Promise<ScratchServer | undefined>;
  /** Target as it is now, read once; undefined where none is set. @throws DevSourceError */
  readTarget?(options: {
    readonly signal?: AbortSignal;
    readonly progress?: ReadProgress;
  }): Promise<TargetDatabase | undefined>;
  /**
   * Any other schema than dev: a SOURCE, or `REV:PATH`, a file or a folder of migrations in a revision of git.
   * @throws DevSourceError
   */
  read?(source: string, settings: Settings, folders: readonly string[], progress: ReadProgress): Promise<DevSchema>;
  /** What a file that was named as a backup of target is; `path` is absolute. */
  backup?(path: string): Backup;
  /** Who commits in a folder, as git has it. */
  userName?(folder: string): Promise<string | undefined>;
  /** Connects once; its label. @throws DevSourceError */
  test?(connection: string, settings: Settings, folders: readonly string[]): Promise<string>;
  /** Writes a snapshot file; `path` is absolute. */
  save?(path: string, dev: DevSchema): Promise<void>;
  /** What has changed in dev from reading to reading; absent where nothing is kept. */
  readonly changes?: DevHistory;
  /** What could be dev, for whoever has not chosen. */
  candidates?(settings: Settings, folders: readonly string[]): Promise<readonly ConnectionCandidate[]>;
}
export interface DevEvents {
  /** The status changed; `schema`: what is served did too. */
  changed(what: { readonly schema: boolean }): void;
  /** A read has begun; the result is told of its progress and its end. `cancel` is absent where it cannot be. */
  reading(label: string, cancel?: () => void): { readonly report: ReadProgress; done(): void };
  log(message: string, level?: 'warning'): void;
}
/** What the workspace tells whoever holds it; features listen with `on…`. */
export interface WorkspaceHost extends Scratches {
  /** What earlier runs came to; absent: each begins anew. */
  readonly keeper?: FoldKeeper;
  readonly reading: DevEvents['reading'];
  readonly log: DevEvents['log'];
}
export interface WorkspaceConfiguration {
  /** Absolute paths of the workspace folders. */
  readonly folders: readonly string[];
  readonly settings: Settings;
  readonly trusted: boolean;
  /** Whose files it is for, where a window has several; absent: those that belong to none. */
  readonly folder?: string;
  /** Whether the file is judged here, not in a folder below; absent: each is. */
  readonly owns?: (path: string) => boolean;
}
