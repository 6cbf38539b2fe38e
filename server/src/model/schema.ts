/**
 * The words everyone uses: what a PostgreSQL database holds, whoever says so. Introspection, a snapshot file and the
 * fold of migrations all make this same `Schema`; everything else compares or prints two of them.
 *
 * Immutable: a change makes a new object (`with…` in `PMap`, spread elsewhere). An optional fact that is absent means
 * "PostgreSQL's default"; a fact that could not be found out is listed in `unknown`, never left at a default.
 */
import type { QualifiedName } from '../text/names';
import type { MapName, PartKind } from './kinds';
import { PMap } from './persistent-map';
import type { SqlType } from './types';

/**
 * Where in the migrations a fact was last set. `start` and `end` are UTF-16 offsets **relative to the statement's own
 * start**, so that an edit above the statement does not move them. Facts read from a database have no origin.
 */
export interface Origin {
  /** The document's URI. */
  readonly uri: string;
  /** The statement's index within its document. */
  readonly statement: number;
  readonly start: number;
  readonly end: number;
}

/** The parts of an object that a statement sets separately; each may have an origin of its own. */
export type Fact =
  | 'self'
  | 'name'
  | 'type'
  | 'notNull'
  | 'default'
  | 'identity'
  | 'generated'
  | 'collation'
  | 'comment';
/**
 * `self`: the name (or the whole, where there is none); `definition` of a constraint or index: what it says, such as
 * its columns or its expression.
 */
export type Origins = Readonly<Partial<Record<Fact | 'definition', Origin>>>;

/**
 * What is not known of an object. Of a table or view one of its parts, or without a name all of a kind. `existence`: it may
 * have been dropped or renamed, and is as it was if it is there. `absence`, of a whole schema: only what is *not* in it is
 * unknown (a loose file without dev). As text: what introspection could not read, in words.
 */
export type UnknownFact =
  | { readonly only: 'existence' | 'absence' }
  | { readonly part: PartKind | 'index'; readonly name?: string; readonly only?: 'existence' }
  | string;
/** A fact that could not be found out: by introspection (a privilege, a version) or by the fold (a DO block). */
export interface Unknown {
  /** What is unknown, as a key: `objectKey(...)`, or `'*'` for the whole schema. */
  readonly object: string;
  /** Absent: everything about the object, its existence included. */
  readonly fact?: UnknownFact;
  /** A sentence for a person. */
  readonly reason: string;
}

export interface SequenceOptions {
  /** `bigint` when absent. */
  readonly type?: 'smallint' | 'integer' | 'bigint';
  /** Decimal text: bigint does not fit a JavaScript number. Absent: PostgreSQL's default for type and direction. */
  readonly start?: string;
  readonly increment?: string;
  readonly minValue?: string;
  readonly maxValue?: string;
  readonly cache?: string;
  readonly cycle?: boolean;
}

export interface Identity {
  readonly kind: 'always' | 'by default';
  readonly sequence: SequenceOptions;
  /** The sequence's name, when it is known. */
  readonly sequenceName?: QualifiedName;
  /** Of the sequence itself; the persistence where it is not the table's. */
  readonly persistence?: 'logged' | 'unlogged';
  readonly comment?: string;
  readonly privileges?: readonly string[];
}

export interface Column {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull: boolean;
  /** PostgreSQL 18 names NOT NULL constraints (pg_constraint.contype = 'n'); absent before, and when derived from a key. */
  readonly notNullConstraint?: {
    readonly name: string;
    readonly noInherit?: boolean;
    readonly valid?: boolean;
    readonly comment?: string;
  };
  /** SQL text of the DEFAULT expression: `pg_get_expr` text, or the file's own. */
  readonly default?: string;
  readonly identity?: Identity;
  readonly generated?: { readonly kind: 'stored' | 'virtual'; readonly expression: string };
  /** Only when it is not the type's default collation. */
  readonly collation?: QualifiedName;
  /** Only when it is not the type's default. */
  readonly storage?: 'plain' | 'external' | 'extended' | 'main';
  readonly compression?: 'pglz' | 'lz4';
  readonly statistics?: number;
  readonly options?: readonly string[];
  readonly comment?: string;
  /** False: only inherited from a parent (pg_attribute.attislocal), so a CREATE TABLE … INHERITS does not write it. */
  readonly local?: boolean;
  /** pg_attribute.attinhcount > 0. */
  readonly inherited?: boolean;
  readonly foreignOptions?: readonly string[];
  readonly privileges?: readonly string[];
  /** In a fold: the user's type that `text`, its default, was written as before the column got another. */
  readonly defaultOfType?: { readonly schema: string; readonly name: string; readonly text: string };
  readonly origins?: Origins;
}

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
export interface KeyConstraint extends ConstraintBase, Deferrability {
  readonly kind: 'primary key' | 'unique';
  readonly columns: readonly string[];
  readonly include?: readonly string[];
  readonly nullsNotDistinct?: boolean;
  /** PostgreSQL 18: the last column is WITHOUT OVERLAPS. */
  readonly withoutOverlaps?: boolean;
  readonly storageParameters?: readonly string[];
  readonly tablespace?: string;
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
export interface ForeignKeyConstraint extends ConstraintBase, Deferrability {
  readonly kind: 'foreign key';
  readonly columns: readonly string[];
  readonly references: QualifiedName;
  /** Empty only in a fold where the target is unknown; otherwise filled from the target's primary key. */
  readonly referencedColumns: readonly string[];
  readonly match?: 'full' | 'partial';
  readonly onUpdate?: ForeignKeyAction;
  readonly onDelete?: ForeignKeyAction;
  /** SET NULL (…) or SET DEFAULT (…) for these columns only. */
  readonly onDeleteColumns?: readonly string[];
  readonly period?: boolean;
  readonly notValid?: boolean;
  readonly notEnforced?: boolean;
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
export interface Index {
  readonly schema: string;
  readonly name: string;
  readonly table: QualifiedName;
  readonly unique: boolean;
  /** Access method: `btree`, `gin`, … */
  readonly method: string;
  readonly keys: readonly IndexKey[];
  readonly include?: readonly string[];
  /** Predicate of a partial index, without outer parentheses. */
  readonly where?: string;
  readonly nullsNotDistinct?: boolean;
  readonly storageParameters?: readonly string[];
  readonly tablespace?: string;
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

export interface Trigger {
  readonly name: string;
  /** `pg_get_triggerdef`, or the file's own CREATE TRIGGER text. */
  readonly definition: string;
  /** `enabled` is said only of an inherited one whose parent's trigger is not. */
  readonly enabled?: 'enabled' | 'disabled' | 'replica' | 'always';
  readonly comment?: string;
  /** Inherited from a partitioned parent's trigger: made by itself, and listed only where its state differs. */
  readonly inherited?: boolean;
  readonly constraint?: boolean;
  readonly function?: QualifiedName;
  readonly origins?: Origins;
}
export interface Policy {
  readonly name: string;
  readonly permissive: boolean;
  readonly command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  /** Role names; empty means PUBLIC. */
  readonly roles: readonly string[];
  /** Both without their outer parentheses. */
  readonly using?: string;
  readonly check?: string;
  readonly comment?: string;
  readonly origins?: Origins;
}
export interface Rule {
  readonly name: string;
  readonly definition: string;
  readonly enabled?: 'disabled' | 'replica' | 'always';
  readonly comment?: string;
  readonly origins?: Origins;
}

/** Tables of every kind: pg_class.relkind r, p, f. */
export interface Table {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'partitioned table' | 'foreign table';
  readonly persistence?: 'unlogged' | 'temporary';
  readonly columns: readonly Column[];
  readonly constraints: readonly Constraint[];
  readonly triggers?: readonly Trigger[];
  readonly policies?: readonly Policy[];
  readonly rules?: readonly Rule[];
  readonly rowSecurity?: 'enabled' | 'forced' | 'enabled and forced';
  /** `RANGE (created_at)`: all that follows PARTITION BY. */
  readonly partitionBy?: string;
  readonly partitionOf?: { readonly parent: QualifiedName /** `FOR VALUES …` or `DEFAULT`. */; readonly bound: string };
  readonly inherits?: readonly QualifiedName[];
  readonly ofType?: QualifiedName;
  readonly accessMethod?: string;
  readonly storageParameters?: readonly string[];
  readonly tablespace?: string;
  readonly replicaIdentity?: 'full' | 'nothing';
  readonly server?: string;
  readonly foreignOptions?: readonly string[];
  readonly comment?: string;
  readonly owner?: string;
  readonly privileges?: readonly string[];
  /** pg_class.reltuples; absent when never analysed. */
  readonly estimatedRows?: number;
  /** pg_total_relation_size is not asked for (it locks); relpages × block size. */
  readonly bytes?: number;
  readonly extension?: string;
  /**
   * Types, sequences, routines and collations that columns, defaults, checks, indexes, … need, as `objectKey`s; a
   * routine's name there ends in its identity arguments: `f(integer, text)`. Foreign keys are not among them.
   */
  readonly dependsOn?: readonly string[];
  readonly origins?: Origins;
}

export interface View {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'view' | 'materialized view';
  /** Empty when they could not be derived: see `unknown`. */
  readonly columns: readonly {
    readonly name: string;
    readonly type?: SqlType;
    readonly comment?: string;
    readonly default?: string;
    readonly privileges?: readonly string[];
    /** Of materialised views, as of a table's columns. */
    readonly storage?: Column['storage'];
    readonly compression?: Column['compression'];
    readonly statistics?: number;
    readonly options?: readonly string[];
  }[];
  /** The query, `pg_get_viewdef` or the file's own text, without a final semicolon. */
  readonly definition: string;
  readonly options?: readonly string[];
  readonly tablespace?: string;
  readonly accessMethod?: string;
  readonly withNoData?: boolean;
  readonly triggers?: readonly Trigger[];
  readonly rules?: readonly Rule[];
  readonly comment?: string;
  readonly owner?: string;
  readonly privileges?: readonly string[];
  readonly estimatedRows?: number;
  readonly extension?: string;
  /** Relations and functions it reads, for the order of printing and for DROP … CASCADE. */
  readonly dependsOn?: readonly string[];
  readonly origins?: Origins;
}

export interface Sequence {
  readonly schema: string;
  readonly name: string;
  readonly options: SequenceOptions;
  readonly persistence?: 'unlogged' | 'temporary';
  /** OWNED BY; a sequence of an identity column is not listed here but in `Column.identity`. */
  readonly ownedBy?: { readonly table: QualifiedName; readonly column: string };
  readonly comment?: string;
  readonly owner?: string;
  readonly privileges?: readonly string[];
  readonly extension?: string;
  readonly origins?: Origins;
}

interface TypeBase {
  readonly schema: string;
  readonly name: string;
  readonly comment?: string;
  readonly owner?: string;
  readonly privileges?: readonly string[];
  readonly extension?: string;
  readonly dependsOn?: readonly string[];
  readonly origins?: Origins;
}
export interface EnumType extends TypeBase {
  readonly kind: 'enum';
  readonly values: readonly string[];
  /** Where each value came from, by value, in a fold. */
  readonly valueOrigins?: Readonly<Record<string, Origin>>;
}
export interface CompositeType extends TypeBase {
  readonly kind: 'composite';
  readonly attributes: readonly {
    readonly name: string;
    readonly type: SqlType;
    readonly collation?: QualifiedName;
    readonly comment?: string;
  }[];
}
export interface DomainType extends TypeBase {
  readonly kind: 'domain';
  readonly base: SqlType;
  readonly notNull: boolean;
  readonly default?: string;
  readonly collation?: QualifiedName;
  readonly checks: readonly {
    readonly name: string;
    readonly expression: string;
    readonly notValid?: boolean;
    readonly comment?: string;
  }[];
  readonly notNullConstraintName?: string;
  readonly notNullConstraintComment?: string;
}
export interface RangeType extends TypeBase {
  readonly kind: 'range';
  readonly subtype: SqlType;
  readonly subtypeOpclass?: QualifiedName;
  readonly collation?: QualifiedName;
  readonly canonical?: QualifiedName;
  readonly subtypeDiff?: QualifiedName;
  readonly multirangeName?: QualifiedName;
}
/** A base type of an extension or C code, or the shell of one. */
export interface OtherType extends TypeBase {
  readonly kind: 'base';
  /** `CREATE TYPE …`; absent for members of extensions, and in a fold. */
  readonly definition?: string;
}
export type UserType = EnumType | CompositeType | DomainType | RangeType | OtherType;

export interface Routine {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'function' | 'procedure' | 'aggregate' | 'window';
  /** Input argument types, for identity; `undefined` element: could not be read. */
  readonly argumentTypes: readonly SqlType[];
  /** `pg_get_function_identity_arguments`. */
  readonly identityArguments: string;
  readonly returns?: string;
  readonly language?: string;
  /** `pg_get_functiondef`, or the file's own statement; absent for aggregates of extensions. */
  readonly definition?: string;
  readonly comment?: string;
  readonly owner?: string;
  readonly privileges?: readonly string[];
  readonly extension?: string;
  readonly dependsOn?: readonly string[];
  readonly origins?: Origins;
}

export interface ExtendedStatistics {
  readonly schema: string;
  readonly name: string;
  readonly table: QualifiedName;
  /** `pg_get_statisticsobjdef`, or the file's own. */
  readonly definition: string;
  readonly target?: number;
  readonly owner?: string;
  readonly comment?: string;
  readonly origins?: Origins;
}
export interface Extension {
  readonly name: string;
  readonly schema?: string;
  readonly version?: string;
  /** Where it is not the one that the extension brings. */
  readonly comment?: string;
  readonly origins?: Origins;
}
export interface Collation {
  readonly schema: string;
  readonly name: string;
  /** `(provider = icu, locale = 'und', deterministic = false)`. */
  readonly definition: string;
  readonly owner?: string;
  readonly extension?: string;
  readonly comment?: string;
  readonly origins?: Origins;
}
export interface Namespace {
  readonly name: string;
  readonly comment?: string;
  readonly owner?: string;
  readonly privileges?: readonly string[];
  readonly extension?: string;
  readonly origins?: Origins;
}
/** An object that exists and is printed as it stands: event trigger, foreign server, wrapper, aggregate, cast, operator, text search, publication. */
export interface OtherObject {
  readonly kind: string;
  readonly schema?: string;
  readonly name: string;
  readonly definition?: string;
  /** The type and name ALTER, COMMENT and GRANT take: `SERVER x`, `FOREIGN DATA WRAPPER x`. */
  readonly designation?: string;
  readonly owner?: string;
  readonly privileges?: readonly string[];
  readonly dependsOn?: readonly string[];
  readonly comment?: string;
  readonly extension?: string;
  readonly origins?: Origins;
}

/** Keys of the maps are `qualifiedKey(schema, name)` of `names.ts`, or the plain name for what has no schema. */
export interface Schema {
  /** As `server_version_num`: 150018. 0 when no server stands behind it. */
  readonly serverVersion: number;
  /** Schemas searched for unqualified names, in order, without pg_catalog. */
  readonly searchPath: readonly string[];
  readonly namespaces: PMap<Namespace>;
  readonly tables: PMap<Table>;
  readonly views: PMap<View>;
  readonly indexes: PMap<Index>;
  readonly sequences: PMap<Sequence>;
  readonly types: PMap<UserType>;
  /** Overloads of one name, in the order of their identity arguments. */
  readonly routines: PMap<readonly Routine[]>;
  readonly statistics: PMap<ExtendedStatistics>;
  readonly extensions: PMap<Extension>;
  readonly collations: PMap<Collation>;
  readonly others: PMap<OtherObject>;
  readonly unknown: readonly Unknown[];
}

export type MapValue<K extends MapName> = Schema[K] extends PMap<infer V> ? V : never;

/** A database with nothing in it but `public`. */
export function emptySchema(serverVersion = 0, searchPath: readonly string[] = ['public']): Schema {
  return {
    serverVersion,
    searchPath,
    namespaces: PMap.from([['public', { name: 'public' }]]),
    tables: PMap.empty(),
    views: PMap.empty(),
    indexes: PMap.empty(),
    sequences: PMap.empty(),
    types: PMap.empty(),
    routines: PMap.empty(),
    statistics: PMap.empty(),
    extensions: PMap.empty(),
    collations: PMap.empty(),
    others: PMap.empty(),
    unknown: [],
  };
}
