/**
 * The words everyone uses: what a PostgreSQL database holds, whoever says so. Introspection, a snapshot file and the
 * fold of migrations all make this same `Schema`; everything else compares or prints two of them.
 *
 * Immutable: a change makes a new object (`with…` in `PMap`, spread elsewhere). An optional fact that is absent means
 * "PostgreSQL's default"; a fact that could not be found out is listed in `unknown`, never left at a default.
 */
import type { QualifiedName } from '../text/names';
import type { MapName } from './kinds';
import { PMap } from './persistent-map';
import type { Column, ColumnSettings, SequenceOptions } from './schema-columns';
import type { Constraint, Index } from './schema-constraints';
import type { Origins, Unknown } from './schema-facts';
import type { UserType } from './schema-types';
import type { SqlType } from './types';

export type * from './schema-columns';
export type * from './schema-constraints';
export type * from './schema-facts';
export type * from './schema-types';

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
  readonly distribution?: Distribution;
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

/** How Citus spreads a table's rows over its nodes (pg_dist_partition). Absent: they lie on one, as PostgreSQL has them. */
export interface Distribution {
  /** `unknown`: a call says it whose arguments the text does not tell. */
  readonly method: 'hash' | 'range' | 'append' | 'reference' | 'single shard' | 'unknown';
  /** Of the first three. */
  readonly column?: string;
  /** `none`, or the table beside which its shards lie; absent: as Citus chooses by the column's type. */
  readonly colocateWith?: 'none' | QualifiedName;
  /** Where it is not 32, Citus's own. */
  readonly shardCount?: number;
}

export interface View {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'view' | 'materialized view';
  /** Empty when they could not be derived: see `unknown`; settings are those of a materialised view. */
  readonly columns: readonly ({
    readonly name: string;
    readonly type?: SqlType;
    readonly comment?: string;
    readonly default?: string;
    readonly privileges?: readonly string[];
  } & ColumnSettings)[];
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
  /** In a fold: what ALTER FUNCTION has set since, each as written. */
  readonly altered?: readonly string[];
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
  /** No pg_extension.extrelocatable: its schema cannot be changed. */
  readonly fixedSchema?: boolean;
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
  /** Citus keeps all of its tables on one node (pg_dist_schema). */
  readonly distributed?: boolean;
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
  /** Of a publication that a file has altered: which tables it has by now. */
  readonly published?: readonly string[];
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
  /** Names of the roles of its server, without those of PostgreSQL's own; absent: they have not been read. */
  readonly roles?: readonly string[];
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
