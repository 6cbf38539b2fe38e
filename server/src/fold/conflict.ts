import type { ObjectKind } from '../model/kinds';
import type { Schema } from '../model/schema';
import type { TextRange } from '../text/text';

/** What PostgreSQL would refuse (or skip) when a statement runs on the schema before it. */

export interface Conflict {
  /** The statement's index in its document. */
  readonly statement: number;
  /** Relative to the statement's start. */
  readonly range: TextRange;
  readonly kind:
    | 'does not exist'
    | 'exists already'
    | 'duplicate column'
    | 'foreign key types'
    | 'foreign key target not unique'
    | 'skipped by if not exists'
    | 'wrong kind'
    | 'multiple primary keys'
    | 'depends'
    | 'enum value'
    /** A type change that needs USING. */
    | 'needs using'
    /** It hangs on what is not known; `message` says on what. */
    | 'not decided'
    | 'other';
  readonly object: {
    readonly kind: ObjectKind;
    readonly schema?: string;
    readonly name: string;
    readonly table?: string;
  };
  /** What PostgreSQL would say, or as near as can be told. */
  readonly message: string;
  /** Names that exist where this one does not, for `Did you mean`. */
  readonly candidates?: readonly string[];
}
/** What is told of a loose file beside dev: see `loose-file.ts`. */
export interface LooseFile {
  /** What the file makes, as `madeByFiles` names it. */
  readonly makes: ReadonlySet<string>;
  /** What it makes, changes or drops, and which statements do: as above, and `column NUL table NUL name`. */
  readonly changes: ReadonlyMap<string, readonly number[]>;
  /** All that it makes by plain statements is in dev: it may have run there, and dev may have gone on since. */
  readonly mayHaveRun: boolean;
}
export interface ApplyContext {
  readonly uri: string;
  /** The statement's index in its document. */
  readonly statement: number;
  /**
   * `strict`: the schema is what the statement will run on. `history`: what has no origin was taken from dev, where
   * this statement has run, so meeting its own result there is no conflict. `loose`: the same, and nobody knows whether
   * it has run.
   */
  readonly mode: 'strict' | 'history' | 'loose';
  /** Only a loose file's. */
  readonly loose?: LooseFile;
  /** PostgreSQL does not look into bodies (`SET check_function_bodies = off`, as pg_dump writes it). */
  readonly skipsBodies?: boolean;
}
export interface Applied {
  readonly schema: Schema;
  readonly conflicts: readonly Conflict[];
  /** Neither `mode` nor `loose` was asked for: with others the same comes out. */
  readonly inAnyMode: boolean;
}
