/**
 * What the catalog queries of introspection share, PostgreSQL 13 to 18; each stands beside what is made of its rows. They
 * are few and flat. Names are qualified with pg_catalog; operators and types are looked up there because the search path
 * is pinned (search-path.ts). Every value is text, integer, boolean, float8 or an array of text, so that pg and PGlite
 * decode it alike.
 */
import { booleanOf, numberOf, select, textOf } from '../select';

/** Opens the only transaction dev ever sees. */
export function beginTransaction(statementTimeoutMs: number): readonly string[] {
  return [
    'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
    `SELECT pg_catalog.set_config('statement_timeout', '${Math.max(0, Math.trunc(statementTimeoutMs))}', true)`,
  ];
}
export const endTransaction = 'ROLLBACK';

/** Oids of the catalogs, the same in every version: what pg_depend and pg_description call a class. */
export const catalog = {
  type: 1247,
  proc: 1255,
  class: 1259,
  constraint: 2606,
  default: 2604,
  namespace: 2615,
  rewrite: 2618,
  trigger: 2620,
  extension: 3079,
  policy: 3256,
  statistics: 3381,
  collation: 3456,
  operatorClass: 2616,
  operatorFamily: 2753,
  language: 2612,
  operator: 2617,
  cast: 2605,
  accessMethod: 2601,
  foreignServer: 1417,
  foreignDataWrapper: 2328,
  eventTrigger: 3466,
  publication: 6104,
  userMapping: 1418,
} as const;

/** What the other queries are written for. */
export interface QueryTarget {
  /** server_version_num. */
  readonly version: number;
  /** Oids of the user's schemas, comma separated; `0` when there are none. */
  readonly namespaces: string;
  readonly privileges: boolean;
  /** The names of the server's roles, too. */
  readonly roles: boolean;
  /** Citus's own catalogs are there; of schemas, from its version 12 on. */
  readonly citus: boolean;
  readonly citusSchemas: boolean;
  /** Oids of relations that others have locked, comma separated; empty when there are none. */
  readonly locked: string;
  /** Where not all is read: oids of the relations and of the types that are, comma separated; `0` when there are none. */
  readonly only?: { readonly relations: string; readonly types: string };
  /** At each of them. */
  readonly looks?: readonly RelationLook[];
}
/** What one look at a relation tells of what it has, or whether there is any of it at all. */
export interface RelationLook {
  readonly kind: string | null;
  readonly triggers: boolean;
  readonly rules: boolean;
  readonly inherits: boolean;
  readonly policies: boolean;
  /** By extended statistics. */
  readonly measured: boolean;
  readonly comments: boolean;
  readonly extensions: boolean;
}

export const sessionQuery = select(
  {
    version: numberOf(`pg_catalog.current_setting('server_version_num')::int4`),
    blockSize: numberOf(`pg_catalog.current_setting('block_size')::int4`),
    user: textOf('current_user::text'),
    citus: booleanOf(
      `EXISTS (SELECT FROM pg_catalog.pg_class d WHERE d.relname = 'pg_dist_partition' AND d.relnamespace = 'pg_catalog'::regnamespace AND d.relkind = 'r')`,
    ),
    citusSchemas: booleanOf(
      `EXISTS (SELECT FROM pg_catalog.pg_class d WHERE d.relname = 'pg_dist_schema' AND d.relnamespace = 'pg_catalog'::regnamespace AND d.relkind = 'r')`,
    ),
  },
  '',
);

export const relationKinds = `'r','p','f','v','m','S','c'`;
/** A condition: nothing that is locked is opened for this object. */
export function unlocked(classId: number, oid: string, target: QueryTarget): string {
  if (target.locked === '') return 'true';
  return `NOT EXISTS (SELECT FROM pg_catalog.pg_depend l WHERE l.classid = ${classId} AND l.objid = ${oid} AND l.refclassid = ${catalog.class} AND l.refobjid IN (${target.locked}))`;
}
export function unlockedView(oid: string, target: QueryTarget): string {
  if (target.locked === '') return 'true';
  const rule = unlocked(catalog.rewrite, 'lr.oid', target);
  return `${unlockedRelation(oid, target)} AND NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite lr WHERE lr.ev_class = ${oid} AND NOT (${rule}))`;
}
export const unlockedRelation = (oid: string, target: QueryTarget): string =>
  target.locked === '' ? 'true' : `${oid} NOT IN (${target.locked})`;
/** A condition that follows another: of the relations, or the types, that are read. */
export const ofRelations = (column: string, { only }: QueryTarget): string =>
  only ? ` AND ${column} IN (${only.relations})` : '';
export const ofTypes = (column: string, { only }: QueryTarget): string =>
  only ? ` AND ${column} IN (${only.types})` : '';
export const inSchemas = (column: string, target: QueryTarget): string => `${column} IN (${target.namespaces})`;
/**
 * An access list, unless it says no more than what the object's extension gave it (pg_init_privs), or PostgreSQL's own
 * default for this kind of object (acldefault).
 */
export function acl(
  column: string,
  kind: string,
  owner: string,
  target: QueryTarget,
  catalogName: string,
  oid: string,
): string {
  if (!target.privileges) return 'NULL::text[]';
  const given = `SELECT initprivs FROM pg_catalog.pg_init_privs WHERE classoid = 'pg_catalog.${catalogName}'::regclass AND objoid = ${oid} AND objsubid = 0`;
  const standard = `coalesce((${given}), pg_catalog.acldefault(${kind}, ${owner}))`;
  return `CASE WHEN NOT (${column} OPERATOR(pg_catalog.@>) ${standard} AND ${column} OPERATOR(pg_catalog.<@) ${standard}) THEN ${column}::text[] END`;
}
/** A condition: bounds the relations' oids, since huge databases are read in ranges. */
export const range = (column: string, target: QueryTarget, from: number, to: number | undefined): string =>
  target.only
    ? ofRelations(column, target)
    : ` AND ${column} >= ${from}${to === undefined ? '' : ` AND ${column} < ${to}`}`;
export const regclass = (name: string): string => `'pg_catalog.${name}'::regclass`;
