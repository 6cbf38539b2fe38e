/**
 * The catalog queries of introspection, PostgreSQL 13 to 18: few and flat. Names are qualified with pg_catalog; operators
 * and types are looked up there because the search path is pinned (search-path.ts). Every value is text, integer,
 * boolean, float8 or an array of text, so that pg and PGlite decode it alike.
 */

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
} as const;

/** What the other queries are written for. */
export interface QueryTarget {
  /** server_version_num. */
  readonly version: number;
  /** Oids of the user's schemas, comma separated; `0` when there are none. */
  readonly namespaces: string;
  readonly privileges: boolean;
  /** Oids of relations that others have locked, comma separated; empty when there are none. */
  readonly locked: string;
  /** Where not all is read: oids of the relations and of the types that are, comma separated; `0` when there are none. */
  readonly only?: { readonly relations: string; readonly types: string };
}

export const sessionQuery = `
SELECT pg_catalog.current_setting('server_version_num')::int4, pg_catalog.current_setting('block_size')::int4,
       current_user::text`;

/** What PUBLIC may do in the schema `public` differs between versions, and from any other schema. */
export function namespacesQuery(privileges: boolean): string {
  const list = `coalesce(nspacl, pg_catalog.acldefault('n', nspowner))::text[]`;
  return `
SELECT oid, nspname::text, pg_catalog.pg_get_userbyid(nspowner)::text, ${privileges ? list : 'NULL::text[]'}
  FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname`;
}
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
const range = (column: string, target: QueryTarget, from: number, to: number | undefined): string =>
  target.only
    ? ofRelations(column, target)
    : ` AND ${column} >= ${from}${to === undefined ? '' : ` AND ${column} < ${to}`}`;

/** `from` and `to` bound the relations' oids: huge databases are read in ranges. */
export function relationsQuery(target: QueryTarget): string {
  return `
SELECT c.oid, c.relnamespace, c.relname::text, c.relkind::text, c.relpersistence::text,
       pg_catalog.pg_get_userbyid(c.relowner)::text, ${acl('c.relacl', `CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char"`, 'c.relowner', target, 'pg_class', 'c.oid')},
       c.reltuples::float8, c.relpages, am.amname::text, ts.spcname::text, c.reloptions, tc.reloptions,
       c.relrowsecurity, c.relforcerowsecurity, c.relreplident::text, c.reloftype,
       CASE WHEN c.relkind = 'p' AND ${unlockedRelation('c.oid', target)} THEN pg_catalog.pg_get_partkeydef(c.oid) END,
       CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, 0) END, c.relispopulated
  FROM pg_catalog.pg_class c
  LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam AND am.amname <> 'heap'
  LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
  LEFT JOIN pg_catalog.pg_class tc ON tc.oid = c.reltoastrelid AND tc.reloptions IS NOT NULL
 WHERE ${inSchemas('c.relnamespace', target)} AND c.relkind IN (${relationKinds})${ofRelations('c.oid', target)}
 ORDER BY c.oid`;
}

export const columnFlags = {
  notNull: 1,
  local: 2,
  inherited: 4,
  stored: 8,
  virtual: 16,
  always: 32,
  byDefault: 64,
  extras: 128,
} as const;
/** What few columns have; `extras` says which do. */
function hasExtras(target: QueryTarget): string {
  const compression = target.version >= 140000 ? `OR a.attcompression <> ''` : '';
  const privileges = target.privileges ? 'OR a.attacl IS NOT NULL' : '';
  return `(a.attcollation <> t.typcollation OR a.attstorage <> t.typstorage ${compression} OR a.attstattarget >= 0
          OR a.attoptions IS NOT NULL OR a.attfdwoptions IS NOT NULL ${privileges})`;
}
/**
 * In no order, so that the rows of a large schema are read here while the server finds more. Only generated columns
 * name others: without a relation, `pg_get_expr` does not look at its columns first.
 */
export function columnsQuery(target: QueryTarget, from: number, to: number | undefined): string {
  return `
SELECT a.attrelid, a.attnum::int4, a.attname, a.atttypid, a.atttypmod,
       CASE WHEN a.attislocal AND a.attinhcount = 0 AND a.attgenerated = '' AND a.attidentity = ''
            THEN CASE WHEN a.attnotnull THEN 3 ELSE 2 END
            ELSE a.attnotnull::int4 + a.attislocal::int4 * 2 + (a.attinhcount > 0)::int4 * 4
              + CASE a.attgenerated WHEN 's' THEN 8 WHEN 'v' THEN 16 ELSE 0 END
              + CASE a.attidentity WHEN 'a' THEN 32 WHEN 'd' THEN 64 ELSE 0 END END
         + CASE WHEN ${hasExtras(target)} THEN 128 ELSE 0 END,
       CASE WHEN d.oid IS NOT NULL AND (a.attgenerated = '' OR ${unlockedRelation('c.oid', target)})
            THEN pg_catalog.pg_get_expr(d.adbin, CASE a.attgenerated WHEN '' THEN 0 ELSE d.adrelid END) END
  FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_attrdef d ON a.atthasdef AND d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE ${inSchemas('c.relnamespace', target)} AND c.relkind IN (${relationKinds}) AND c.relkind <> 'S'${range('c.oid', target, from, to)}`;
}

/** Of the columns of some relations. */
export function columnExtrasQuery(target: QueryTarget, relations: readonly number[]): string {
  const compression = target.version >= 140000 ? 'a.attcompression::text' : `''`;
  return `
SELECT a.attrelid, a.attnum::int4, cn.nspname::text, co.collname::text,
       CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END, ${compression},
       CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::int4 END, a.attoptions, a.attfdwoptions, ${target.privileges ? 'a.attacl::text[]' : 'NULL::text[]'}
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation AND a.attcollation <> t.typcollation
  LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
 WHERE a.attrelid = ANY ('{${relations}}'::oid[]) AND a.attnum > 0 AND NOT a.attisdropped AND ${hasExtras(target)}`;
}

/** Every pair of type and modifier in use: what is the same for 40,000 columns is spelt once. */
export function typeSpellingsQuery(
  target: QueryTarget,
  ofColumns: readonly { readonly type: number; readonly modifier: number }[],
): string {
  const pairs = ofColumns.map(({ type, modifier }) => `(${type}, ${modifier})`);
  return `
SELECT p.typid, p.typmod, pg_catalog.format_type(p.typid, p.typmod), b.typname::text, n.nspname::text, e.oid IS NOT NULL
  FROM (SELECT v.typid::oid, v.typmod::int4 FROM (VALUES ${pairs.join(', ') || '(0, 0)'}) AS v (typid, typmod)
        UNION SELECT t.typbasetype, t.typtypmod FROM pg_catalog.pg_type t
         WHERE t.typtype = 'd' AND ${inSchemas('t.typnamespace', target)}${ofTypes('t.oid', target)}
        ${target.only ? '' : `UNION SELECT pg_catalog.unnest(p.proargtypes), -1 FROM pg_catalog.pg_proc p WHERE ${inSchemas('p.pronamespace', target)}`}
        UNION SELECT r.rngsubtype, -1 FROM pg_catalog.pg_range r
          JOIN pg_catalog.pg_type t ON t.oid = r.rngtypid AND ${inSchemas('t.typnamespace', target)}${ofTypes('t.oid', target)}) AS p (typid, typmod)
  JOIN pg_catalog.pg_type t ON t.oid = p.typid
  LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
  JOIN pg_catalog.pg_type b ON b.oid = coalesce(e.oid, t.oid)
  JOIN pg_catalog.pg_namespace n ON n.oid = b.typnamespace`;
}

export const constraintFlags = {
  deferrable: 1,
  deferred: 2,
  valid: 4,
  enforced: 8,
  noInherit: 16,
  local: 32,
  inherited: 64,
  period: 128,
} as const;
export function constraintsQuery(target: QueryTarget, from: number, to: number | undefined): string {
  const setColumns = target.version >= 150000 ? 'k.confdelsetcols::text' : 'NULL::text';
  const enforced = target.version >= 180000 ? 'k.conenforced::int4 * 8 + k.conperiod::int4 * 128' : '8';
  return `
SELECT k.oid, k.conrelid, k.conname::text, k.contype::text,
       k.condeferrable::int4 + k.condeferred::int4 * 2 + k.convalidated::int4 * 4 + ${enforced}
         + k.connoinherit::int4 * 16 + k.conislocal::int4 * 32 + (k.coninhcount > 0)::int4 * 64,
       k.conkey::text, k.confrelid, k.confkey::text, k.confupdtype::text, k.confdeltype::text, k.confmatchtype::text,
       ${setColumns}, k.conindid, k.conparentid,
       CASE k.contype WHEN 'c' THEN pg_catalog.pg_get_expr(k.conbin, k.conrelid)
                      WHEN 'x' THEN pg_catalog.pg_get_constraintdef(k.oid) END
  FROM pg_catalog.pg_constraint k
 WHERE ${inSchemas('k.connamespace', target)} AND k.conrelid <> 0 AND k.contype IN ('p','u','c','f','x','n')${range('k.conrelid', target, from, to)}
   AND (k.contype NOT IN ('c','x') OR ${unlocked(catalog.constraint, 'k.oid', target)})`;
}

/** pg_am. */
const BTREE = 403;
export const indexFlags = { unique: 1, valid: 2, clustered: 4, replicaIdentity: 8, nullsNotDistinct: 16 } as const;
/**
 * The last column but one is null where the definition cannot be worked out from it: see introspect-index-plain.ts. The
 * last has the statistics targets, which only expressions can have, as \`1 100,2 500\`.
 */
export function indexesQuery(target: QueryTarget, from: number, to: number | undefined): string {
  const distinct = target.version >= 150000 ? 'i.indnullsnotdistinct::int4 * 16' : '0';
  const plain = `c.relkind = 'i' AND c.relam = ${BTREE} AND c.reloptions IS NULL AND i.indexprs IS NULL AND i.indpred IS NULL`;
  return `
SELECT i.indexrelid, i.indrelid, c.relname::text,
       i.indisunique::int4 + i.indisvalid::int4 * 2 + i.indisclustered::int4 * 4 + i.indisreplident::int4 * 8 + ${distinct},
       i.indnkeyatts::int4, i.indkey::text, c.reloptions, ts.spcname::text, c.relkind = 'I', k.oid IS NOT NULL,
       CASE WHEN ${plain} THEN i.indclass::text || ',' || i.indcollation::text || ',' || i.indoption::text END,
       CASE WHEN i.indexprs IS NOT NULL
            THEN (SELECT pg_catalog.string_agg(a.attnum || ' ' || a.attstattarget, ',' ORDER BY a.attnum)
                    FROM pg_catalog.pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0) END
  FROM pg_catalog.pg_index i
  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
  LEFT JOIN pg_catalog.pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p','u','x')
 WHERE ${inSchemas('c.relnamespace', target)}${range('i.indrelid', target, from, to)}`;
}
export function indexDefinitionsQuery(target: QueryTarget, oids: readonly number[]): string {
  return `
SELECT i.oid, pg_catalog.pg_get_indexdef(i.oid) FROM pg_catalog.unnest('{${oids}}'::oid[]) AS i (oid)
 WHERE ${unlocked(catalog.class, 'i.oid', target)}`;
}
export const defaultOpclassesQuery = `
SELECT oid, opcintype FROM pg_catalog.pg_opclass WHERE opcmethod = ${BTREE} AND opcdefault`;

export const inheritsQuery = `
SELECT inhrelid, inhparent FROM pg_catalog.pg_inherits WHERE inhrelid >= 16384 ORDER BY inhrelid, inhseqno`;

export function sequencesQuery(target: QueryTarget): string {
  return `
SELECT s.seqrelid, pg_catalog.format_type(s.seqtypid, NULL), s.seqstart::text, s.seqincrement::text, s.seqmin::text,
       s.seqmax::text, s.seqcache::text, s.seqcycle, d.refobjid, d.refobjsubid, d.deptype::text
  FROM pg_catalog.pg_sequence s
  JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid AND ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)}
  LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = s.seqrelid AND d.objsubid = 0
        AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')`;
}

export function viewsQuery(target: QueryTarget): string {
  return `
SELECT c.oid, pg_catalog.pg_get_viewdef(c.oid) FROM pg_catalog.pg_class c
 WHERE ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)} AND c.relkind IN ('v', 'm') AND ${unlockedView('c.oid', target)}`;
}

/** A partition's copy of its parent's trigger only where its state differs, as pg_dump does. */
export function triggersQuery(target: QueryTarget): string {
  return `
SELECT t.oid, t.tgrelid, t.tgname::text, pg_catalog.pg_get_triggerdef(t.oid), t.tgenabled::text, t.tgparentid <> 0,
       t.tgconstraint <> 0, n.nspname::text, p.proname::text
  FROM pg_catalog.pg_trigger t
  JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid AND ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)}
  JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  LEFT JOIN pg_catalog.pg_trigger u ON u.oid = t.tgparentid
 WHERE (NOT t.tgisinternal AND t.tgparentid = 0 OR t.tgparentid <> 0 AND t.tgenabled <> u.tgenabled)
   AND ${unlocked(catalog.trigger, 't.oid', target)}
 ORDER BY t.tgrelid, t.tgname`;
}
export function rulesQuery(target: QueryTarget): string {
  return `
SELECT r.oid, r.ev_class, r.rulename::text, pg_catalog.pg_get_ruledef(r.oid), r.ev_enabled::text
  FROM pg_catalog.pg_rewrite r
  JOIN pg_catalog.pg_class c ON c.oid = r.ev_class AND ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)}
 WHERE r.rulename <> '_RETURN' AND ${unlocked(catalog.rewrite, 'r.oid', target)} ORDER BY r.ev_class, r.rulename`;
}
export function policiesQuery(target: QueryTarget): string {
  return `
SELECT p.oid, p.polrelid, p.polname::text, p.polpermissive, p.polcmd::text,
       CASE WHEN p.polroles = '{0}' THEN '{}'::text[]
            ELSE ARRAY(SELECT r.rolname::text FROM pg_catalog.pg_roles r WHERE r.oid = ANY (p.polroles) ORDER BY 1) END,
       pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
  FROM pg_catalog.pg_policy p
  JOIN pg_catalog.pg_class c ON c.oid = p.polrelid AND ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)}
 WHERE ${unlocked(catalog.policy, 'p.oid', target)} ORDER BY p.polrelid, p.polname`;
}
export function statisticsQuery(target: QueryTarget): string {
  return `
SELECT s.oid, s.stxnamespace, s.stxname::text, s.stxrelid, pg_catalog.pg_get_statisticsobjdef(s.oid),
       CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget::int4 END, pg_catalog.pg_get_userbyid(s.stxowner)::text
  FROM pg_catalog.pg_statistic_ext s WHERE ${inSchemas('s.stxnamespace', target)}
   AND ${unlocked(catalog.statistics, 's.oid', target)} ORDER BY s.stxname`;
}
