/** Constraints and indexes. */

import type { QualifiedName } from '../text/names';
import type { Origins } from './schema-facts';

interface ConstraintBase {
  readonly name: string;
  readonly comment?: string;
  /** False: only inherited (pg_constraint.conislocal). */
  readonly local?: boolean;
  readonly inherited?: boolean;
  readonly origins?: Origins;
}
interface Deferrability {
  readonly deferrable?: boolean;
  readonly initiallyDeferred?: boolean;
}
/** What an index and the key that stands on one have alike. */
interface IndexFacts {
  readonly include?: readonly string[];
  readonly nullsNotDistinct?: boolean;
  readonly storageParameters?: readonly string[];
  readonly tablespace?: string;
}
export interface KeyConstraint extends ConstraintBase, Deferrability, IndexFacts {
  readonly kind: 'primary key' | 'unique';
  readonly columns: readonly string[];
  /** PostgreSQL 18: the last column is WITHOUT OVERLAPS. */
  readonly withoutOverlaps?: boolean;
  /** CLUSTER ON this constraint's index. */
  readonly clustered?: boolean;
  /** REPLICA IDENTITY USING this constraint's index. */
  readonly replicaIdentity?: boolean;
  /** Comment, statistics targets of the backing index itself. */
  readonly indexComment?: string;
  readonly indexStatistics?: readonly { readonly column: number; readonly target: number }[];
  /** The partitioned index that the backing index is attached to (pg_inherits). */
  readonly parentIndex?: QualifiedName;
  /** The backing index of a partitioned table's key is not attached everywhere. */
  readonly invalid?: boolean;
}
export interface CheckConstraint extends ConstraintBase {
  readonly kind: 'check';
  /** The expression without CHECK and its outer parentheses. */
  readonly expression: string;
  readonly noInherit?: boolean;
  readonly notValid?: boolean;
  readonly notEnforced?: boolean;
}
export type ForeignKeyAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';
/** What a foreign key says besides its columns and where they lead. */
export interface ForeignKeyFacts {
  readonly match?: 'full' | 'partial';
  readonly onUpdate?: ForeignKeyAction;
  readonly onDelete?: ForeignKeyAction;
  /** SET NULL (…) or SET DEFAULT (…) for these columns only. */
  readonly onDeleteColumns?: readonly string[];
  readonly period?: boolean;
}
export interface ForeignKeyConstraint extends ConstraintBase, Deferrability, ForeignKeyFacts {
  readonly kind: 'foreign key';
  readonly columns: readonly string[];
  readonly references: QualifiedName;
  /** Empty only in a fold where the target is unknown; otherwise filled from the target's primary key. */
  readonly referencedColumns: readonly string[];
  readonly notValid?: boolean;
  readonly notEnforced?: boolean;
  /** Read from a server only: a trigger that enforces it is disabled (DISABLE TRIGGER ALL). No statement says so of one key alone. */
  readonly silenced?: boolean;
}
export interface ExcludeConstraint extends ConstraintBase, Deferrability {
  readonly kind: 'exclude';
  /** All that follows the constraint's name and precedes DEFERRABLE: `EXCLUDE USING gist (…) WHERE (…)`. */
  readonly definition: string;
  readonly tablespace?: string;
  readonly clustered?: boolean;
  readonly indexComment?: string;
  readonly parentIndex?: QualifiedName;
  readonly invalid?: boolean;
}
export type Constraint = KeyConstraint | CheckConstraint | ForeignKeyConstraint | ExcludeConstraint;

export interface IndexKey {
  /** A plain column, or … */
  readonly column?: string;
  /** … an expression (without outer parentheses). */
  readonly expression?: string;
  readonly collation?: QualifiedName;
  readonly opclass?: QualifiedName;
  readonly opclassOptions?: readonly string[];
  readonly descending?: boolean;
  /** Only when it is not the direction's default (NULLS LAST ascending, NULLS FIRST descending). */
  readonly nulls?: 'first' | 'last';
}

/** An index that no constraint owns; those of keys and exclusions live in their constraint. */
export interface Index extends IndexFacts {
  readonly schema: string;
  readonly name: string;
  readonly table: QualifiedName;
  readonly unique: boolean;
  /** Access method: `btree`, `gin`, … */
  readonly method: string;
  readonly keys: readonly IndexKey[];
  /** Predicate of a partial index, without outer parentheses. */
  readonly where?: string;
  /** `pg_get_indexdef` as the server printed it; absent in a fold. */
  readonly definition?: string;
  /** pg_index.indisvalid; absent: valid. */
  readonly invalid?: boolean;
  /** The partitioned index this one is attached to (pg_inherits). */
  readonly parent?: QualifiedName;
  /** ON ONLY, or a partitioned index some of whose partitions are not attached. */
  readonly only?: boolean;
  readonly clustered?: boolean;
  readonly replicaIdentity?: boolean;
  readonly statistics?: readonly { readonly column: number; readonly target: number }[];
  readonly comment?: string;
  readonly origins?: Origins;
}
