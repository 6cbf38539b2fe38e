/** The catalog queries for what is no relation: types, routines, extensions, comments, dependencies and the rest. */
import { acl, catalog, inSchemas, ofRelations, ofTypes, type QueryTarget, unlocked } from './sql';

export function typesQuery(target: QueryTarget): string {
  const multirange = target.version >= 140000 ? 'r.rngmultitypid' : '0';
  return `
SELECT t.oid, t.typnamespace, t.typname::text, t.typtype::text, pg_catalog.pg_get_userbyid(t.typowner)::text,
       ${acl('t.typacl', `'T'`, 't.typowner', target, 'pg_type', 't.oid')}, t.typrelid, t.typbasetype, t.typtypmod, t.typnotnull, pg_catalog.pg_get_expr(t.typdefaultbin, 0), cn.nspname::text, co.collname::text,
       r.rngsubtype, CASE WHEN NOT oc.opcdefault THEN ocn.nspname::text END, CASE WHEN NOT oc.opcdefault THEN oc.opcname::text END,
       rcn.nspname::text, rc.collname::text, canonn.nspname::text, canon.proname::text, diffn.nspname::text, diff.proname::text, mn.nspname::text, m.typname::text
  FROM pg_catalog.pg_type t
  LEFT JOIN pg_catalog.pg_type bt ON bt.oid = t.typbasetype
  LEFT JOIN pg_catalog.pg_collation co ON t.typtype = 'd' AND co.oid = t.typcollation AND t.typcollation <> bt.typcollation
  LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
  LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid
  LEFT JOIN pg_catalog.pg_type st ON st.oid = r.rngsubtype
  LEFT JOIN pg_catalog.pg_opclass oc ON oc.oid = r.rngsubopc
  LEFT JOIN pg_catalog.pg_namespace ocn ON ocn.oid = oc.opcnamespace
  LEFT JOIN pg_catalog.pg_collation rc ON rc.oid = r.rngcollation AND r.rngcollation <> st.typcollation
  LEFT JOIN pg_catalog.pg_namespace rcn ON rcn.oid = rc.collnamespace
  LEFT JOIN pg_catalog.pg_proc canon ON canon.oid = r.rngcanonical
  LEFT JOIN pg_catalog.pg_namespace canonn ON canonn.oid = canon.pronamespace
  LEFT JOIN pg_catalog.pg_proc diff ON diff.oid = r.rngsubdiff
  LEFT JOIN pg_catalog.pg_namespace diffn ON diffn.oid = diff.pronamespace
  LEFT JOIN pg_catalog.pg_type m ON m.oid = ${multirange}
  LEFT JOIN pg_catalog.pg_namespace mn ON mn.oid = m.typnamespace
 WHERE ${inSchemas('t.typnamespace', target)}${ofTypes('t.oid', target)}
   AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'p' AND NOT t.typisdefined OR t.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_catalog.pg_type e WHERE e.oid = t.typelem AND e.typarray = t.oid)
        OR t.typtype = 'c' AND EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c'))
 ORDER BY t.typname`;
}
export function domainConstraintsQuery(target: QueryTarget): string {
  return `
SELECT k.oid, k.contypid, k.conname::text, k.contype::text, k.convalidated, pg_catalog.pg_get_expr(k.conbin, 0)
  FROM pg_catalog.pg_constraint k
 WHERE ${inSchemas('k.connamespace', target)} AND k.contypid <> 0${ofTypes('k.contypid', target)} ORDER BY k.contypid, k.conname`;
}
export const enumsQuery = (target: QueryTarget): string => `
SELECT enumtypid, enumlabel::text FROM pg_catalog.pg_enum WHERE true${ofTypes('enumtypid', target)} ORDER BY enumtypid, enumsortorder`;

/** Members of extensions and constructors of range types come with those: they have no definition of their own. */
export function routinesQuery(target: QueryTarget): string {
  return `
SELECT p.oid, p.pronamespace, p.proname::text, p.prokind::text, p.proargtypes::text,
       pg_catalog.pg_get_function_identity_arguments(p.oid), pg_catalog.pg_get_function_result(p.oid), l.lanname::text,
       CASE WHEN p.prokind <> 'a' AND x.objid IS NULL AND ${unlocked(catalog.proc, 'p.oid', target)} THEN pg_catalog.pg_get_functiondef(p.oid) END,
       pg_catalog.pg_get_userbyid(p.proowner)::text, ${acl('p.proacl', `'f'`, 'p.proowner', target, 'pg_proc', 'p.oid')}
  FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_language l ON l.oid = p.prolang
  LEFT JOIN pg_catalog.pg_depend x ON x.classid = 'pg_catalog.pg_proc'::regclass AND x.objid = p.oid AND x.deptype IN ('e', 'i')
 WHERE ${inSchemas('p.pronamespace', target)} ORDER BY p.proname, 6`;
}

/** With the comment that each brings. */
export const extensionsQuery = `
SELECT e.oid, e.extname::text, n.nspname::text, e.extversion, a.comment
  FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
  LEFT JOIN pg_catalog.pg_available_extensions a ON a.name = e.extname ORDER BY 2`;
export function extensionMembersQuery(target: QueryTarget): string {
  const { only } = target;
  return `
SELECT d.classid, d.objid, e.extname::text FROM pg_catalog.pg_depend d
  JOIN pg_catalog.pg_extension e ON d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.refobjid = e.oid
 WHERE d.deptype = 'e'${only ? ` AND d.objid IN (${only.relations}, ${only.types})` : ''}`;
}

export function collationsQuery(target: QueryTarget): string {
  const locale =
    target.version >= 170000 ? 'c.colllocale' : target.version >= 150000 ? 'c.colliculocale' : 'NULL::text';
  const rules = target.version >= 160000 ? 'c.collicurules' : 'NULL::text';
  return `
SELECT c.oid, c.collnamespace, c.collname::text, c.collprovider::text, c.collisdeterministic, c.collcollate::text,
       c.collctype::text, ${locale}, ${rules}, pg_catalog.pg_get_userbyid(c.collowner)::text
  FROM pg_catalog.pg_collation c WHERE ${inSchemas('c.collnamespace', target)} ORDER BY c.collname`;
}

export function commentsQuery(target: QueryTarget): string {
  const { only } = target;
  const all = `objoid >= 16384 OR classoid IN ('pg_catalog.pg_namespace'::regclass, 'pg_catalog.pg_extension'::regclass)`;
  return `
SELECT classoid, objoid, objsubid, description FROM pg_catalog.pg_description
 WHERE ${only ? `objoid IN (${withParts(only)})` : all}`;
}
/** The oids of relations and types, and of all that is theirs and can have a comment. */
function withParts({ relations, types }: NonNullable<QueryTarget['only']>): string {
  const parts = [
    ['pg_index', 'indexrelid', 'indrelid'],
    ['pg_constraint', 'oid', 'conrelid'],
    ['pg_trigger', 'oid', 'tgrelid'],
    ['pg_rewrite', 'oid', 'ev_class'],
    ['pg_policy', 'oid', 'polrelid'],
  ].map(([from, oid, of]) => `SELECT ${oid} FROM pg_catalog.${from} WHERE ${of} IN (${relations})`);
  const ofDomains = `SELECT oid FROM pg_catalog.pg_constraint WHERE contypid IN (${types})`;
  return `SELECT pg_catalog.unnest('{${relations},${types}}'::oid[]) UNION ALL ${[...parts, ofDomains].join(' UNION ALL ')}`;
}

export function foreignQuery(target: QueryTarget): string {
  return `
SELECT c.oid, s.srvname::text, f.ftoptions FROM pg_catalog.pg_foreign_table f
  JOIN pg_catalog.pg_class c ON c.oid = f.ftrelid AND ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)}
  JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver`;
}

const class_ = (name: string): string => `'pg_catalog.${name}'::regclass`;
const classes = (...names: string[]): string => names.map(class_).join(', ');
/**
 * Who needs whom, reduced to whole objects: a default, constraint, index, rule or policy speaks for its relation, an
 * array or row type for its element or relation. Foreign keys are left out (they are added after all tables), and so
 * are triggers (so are they). Not every version says that a cast by a function counts on one without.
 */
export function dependenciesQuery(target: QueryTarget): string {
  const multirange = target.version >= 140000;
  // Before 15 a generated column itself, and automatically, depends on what its expression calls.
  const generated = `OR d.deptype = 'a' AND d.classid = ${class_('pg_class')} AND d.objsubid > 0 AND d.refclassid <> ${class_('pg_class')}`;
  return `
SELECT DISTINCT
       CASE WHEN ad.oid IS NOT NULL OR k.conrelid <> 0 OR rw.oid IS NOT NULL OR i.indexrelid IS NOT NULL OR po.oid IS NOT NULL
            THEN 1259 WHEN k.oid IS NOT NULL THEN 1247 ELSE d.classid END::int4,
       coalesce(ad.adrelid, nullif(k.conrelid, 0), k.contypid, rw.ev_class, i.indrelid, po.polrelid, d.objid),
       CASE WHEN coalesce(et.typrelid, rt.typrelid) <> 0 THEN 1259 ELSE d.refclassid END::int4,
       coalesce(nullif(et.typrelid, 0), nullif(rt.typrelid, 0), et.oid, ${multirange ? 'rr.rngtypid, ' : ''}d.refobjid)
  FROM pg_catalog.pg_depend d
  LEFT JOIN pg_catalog.pg_attrdef ad ON d.classid = ${class_('pg_attrdef')} AND ad.oid = d.objid
  LEFT JOIN pg_catalog.pg_constraint k ON d.classid = ${class_('pg_constraint')} AND k.oid = d.objid
  LEFT JOIN pg_catalog.pg_rewrite rw ON d.classid = ${class_('pg_rewrite')} AND rw.oid = d.objid
  LEFT JOIN pg_catalog.pg_index i ON d.classid = ${class_('pg_class')} AND i.indexrelid = d.objid
  LEFT JOIN pg_catalog.pg_policy po ON d.classid = ${class_('pg_policy')} AND po.oid = d.objid
  LEFT JOIN pg_catalog.pg_type rt ON d.refclassid = ${class_('pg_type')} AND rt.oid = d.refobjid
  LEFT JOIN pg_catalog.pg_type et ON et.oid = rt.typelem AND et.typarray = rt.oid
  ${multirange ? 'LEFT JOIN pg_catalog.pg_range rr ON rr.rngmultitypid = coalesce(et.oid, rt.oid)' : ''}
 WHERE (d.deptype = 'n' ${target.version < 150000 ? generated : ''}) AND d.objid >= 16384 AND d.refobjid >= 16384
   AND d.classid IN (${classes('pg_class', 'pg_attrdef', 'pg_constraint', 'pg_rewrite', 'pg_policy', 'pg_proc', 'pg_type', 'pg_event_trigger', 'pg_foreign_server', 'pg_foreign_data_wrapper', 'pg_language', 'pg_am', 'pg_operator', 'pg_cast', 'pg_opfamily', 'pg_opclass', 'pg_ts_config', 'pg_ts_dict', 'pg_ts_template', 'pg_ts_parser', 'pg_conversion', 'pg_transform')})
   AND d.refclassid IN (${classes('pg_class', 'pg_proc', 'pg_type', 'pg_constraint', 'pg_collation', 'pg_opclass', 'pg_opfamily', 'pg_operator', 'pg_am', 'pg_language', 'pg_foreign_server', 'pg_foreign_data_wrapper', 'pg_ts_config', 'pg_ts_dict', 'pg_ts_template', 'pg_ts_parser')})
   AND NOT (d.classid = ${class_('pg_constraint')} AND d.refclassid = ${class_('pg_class')})
UNION
SELECT m.refclassid::int4, m.refobjid, d.refclassid::int4, d.refobjid
  FROM pg_catalog.pg_depend m
  JOIN pg_catalog.pg_depend d ON d.classid = m.classid AND d.objid = m.objid AND d.deptype IN ('n', 'a') AND d.refobjid >= 16384
 WHERE m.classid IN (${classes('pg_amop', 'pg_amproc')}) AND m.refclassid IN (${classes('pg_opclass', 'pg_opfamily')})
   AND m.objid >= 16384 AND d.refclassid IN (${classes('pg_proc', 'pg_operator', 'pg_type')})
UNION
SELECT ${catalog.operatorClass}, oid, ${catalog.operatorFamily}, opcfamily
  FROM pg_catalog.pg_opclass WHERE oid >= 16384 AND opcfamily >= 16384
UNION
SELECT ${catalog.cast}, c.oid, ${catalog.cast}, b.oid
  FROM pg_catalog.pg_cast c
  JOIN pg_catalog.pg_proc p ON p.oid = c.castfunc
  JOIN pg_catalog.pg_cast b ON b.castmethod = 'b' AND b.oid >= 16384 AND (b.castsource = p.prorettype AND b.casttarget = c.casttarget
                               OR b.castsource = c.castsource AND b.casttarget = p.proargtypes[0])
 WHERE c.oid >= 16384`;
}

export function aggregatesQuery(target: QueryTarget): string {
  return `
SELECT p.oid, a.aggkind::text, a.aggnumdirectargs::int4, pg_catalog.pg_get_function_arguments(p.oid),
       a.aggtransfn::regproc::text, pg_catalog.format_type(a.aggtranstype, NULL), a.aggtransspace::int4,
       nullif(a.aggfinalfn, 0)::regproc::text, a.aggfinalextra, a.aggfinalmodify::text, a.agginitval,
       nullif(a.aggcombinefn, 0)::regproc::text, nullif(a.aggserialfn, 0)::regproc::text, nullif(a.aggdeserialfn, 0)::regproc::text,
       nullif(a.aggmtransfn, 0)::regproc::text, nullif(a.aggminvtransfn, 0)::regproc::text,
       CASE WHEN a.aggmtranstype <> 0 THEN pg_catalog.format_type(a.aggmtranstype, NULL) END, a.aggmtransspace::int4,
       nullif(a.aggmfinalfn, 0)::regproc::text, a.aggmfinalextra, a.aggmfinalmodify::text, a.aggminitval,
       CASE WHEN a.aggsortop <> 0 THEN 'OPERATOR(' || pg_catalog.quote_ident(n.nspname) || '.' || o.oprname || ')' END, p.proparallel::text
  FROM pg_catalog.pg_aggregate a
  JOIN pg_catalog.pg_proc p ON p.oid = a.aggfnoid AND ${inSchemas('p.pronamespace', target)}
  LEFT JOIN pg_catalog.pg_operator o ON o.oid = a.aggsortop
  LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.oprnamespace`;
}
export function serversQuery(target: QueryTarget): string {
  return `
SELECT s.oid, s.srvname::text, s.srvtype, s.srvversion, s.srvoptions, w.fdwname::text,
       pg_catalog.pg_get_userbyid(s.srvowner)::text, ${acl('s.srvacl', `'S'`, 's.srvowner', target, 'pg_foreign_server', 's.oid')}
  FROM pg_catalog.pg_foreign_server s JOIN pg_catalog.pg_foreign_data_wrapper w ON w.oid = s.srvfdw ORDER BY s.srvname`;
}
export function wrappersQuery(target: QueryTarget): string {
  return `
SELECT w.oid, w.fdwname::text, nullif(w.fdwhandler, 0)::regproc::text, nullif(w.fdwvalidator, 0)::regproc::text, w.fdwoptions,
       pg_catalog.pg_get_userbyid(w.fdwowner)::text, ${acl('w.fdwacl', `'F'`, 'w.fdwowner', target, 'pg_foreign_data_wrapper', 'w.oid')}
  FROM pg_catalog.pg_foreign_data_wrapper w ORDER BY w.fdwname`;
}
/** Those of extensions too, for their privileges. */
export function languagesQuery(target: QueryTarget): string {
  const given = (what: string, column: string): string =>
    `CASE WHEN ${column} <> 0 THEN ' ${what} ' || ${column}::regproc::text ELSE '' END`;
  return `
SELECT l.oid, l.lanname::text, 'CREATE ' || CASE WHEN l.lanpltrusted THEN 'TRUSTED ' ELSE '' END || 'LANGUAGE ' || pg_catalog.quote_ident(l.lanname)
         || ${given('HANDLER', 'l.lanplcallfoid')} || ${given('INLINE', 'l.laninline')} || ${given('VALIDATOR', 'l.lanvalidator')},
       pg_catalog.pg_get_userbyid(l.lanowner)::text, ${acl('l.lanacl', `'l'`, 'l.lanowner', target, 'pg_language', 'l.oid')}
  FROM pg_catalog.pg_language l WHERE l.lanispl ORDER BY l.lanname`;
}
export const accessMethodsQuery = `
SELECT a.oid, a.amname::text, a.amtype::text, a.amhandler::regproc::text FROM pg_catalog.pg_am a WHERE a.oid >= 16384 ORDER BY a.amname`;
export const eventTriggersQuery = `
SELECT e.oid, e.evtname::text, e.evtevent::text, e.evttags, e.evtfoid::regproc::text, e.evtenabled::text,
       pg_catalog.pg_get_userbyid(e.evtowner)::text
  FROM pg_catalog.pg_event_trigger e ORDER BY e.evtname`;
export function publicationsQuery(target: QueryTarget): string {
  const parts = target.version >= 150000;
  return `
SELECT p.oid, p.pubname::text, p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, p.pubtruncate, p.pubviaroot,
       ${target.version >= 180000 ? `p.pubgencols::text` : `'n'`}, pg_catalog.pg_get_userbyid(p.pubowner)::text,
       ARRAY(SELECT r.prrelid::text FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid ORDER BY r.prrelid),
       ${
         parts
           ? `ARRAY(SELECT coalesce(r.prattrs::text, '') FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid ORDER BY r.prrelid),
       ARRAY(SELECT coalesce(pg_catalog.pg_get_expr(r.prqual, r.prrelid), '') FROM pg_catalog.pg_publication_rel r WHERE r.prpubid = p.oid ORDER BY r.prrelid),
       ARRAY(SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_publication_namespace s JOIN pg_catalog.pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid ORDER BY 1)`
           : `'{}'::text[], '{}'::text[], '{}'::text[]`
       }
  FROM pg_catalog.pg_publication p ORDER BY p.pubname`;
}

/**
 * What was granted and revoked on PostgreSQL's own objects since the database was made (pg_init_privs says what they had
 * then), as statements: the schema pg_catalog, its relations, their columns and its functions.
 */
export function catalogPrivilegesQuery(target: QueryTarget): string {
  const initial = (classId: string, oid: string, sub: string): string =>
    `(SELECT i.initprivs FROM pg_catalog.pg_init_privs i WHERE i.classoid = ${class_(classId)} AND i.objoid = ${oid} AND i.objsubid = ${sub})`;
  const own = `n.nspname = 'pg_catalog'`;
  const relation = `'pg_catalog.' || pg_catalog.quote_ident(c.relname)`;
  const statements = (verb: string, to: string, here: string, there: string): string => `
       (SELECT pg_catalog.string_agg('${verb} ' || g.privilege_type || o.part || ' ON ' || o.designation || ' ${to} '
                 || CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) END
                 || ${verb === 'GRANT' ? "CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END" : "''"}, E';\\n'
                 ORDER BY pg_catalog.pg_get_userbyid(g.grantee), g.privilege_type)
          FROM (SELECT grantee, privilege_type, is_grantable FROM pg_catalog.aclexplode(o.${here})
                EXCEPT SELECT grantee, privilege_type, is_grantable FROM pg_catalog.aclexplode(o.${there})) AS g)`;
  return `
SELECT o.designation || o.part, pg_catalog.concat_ws(E';\\n', ${statements('REVOKE', 'FROM', 'before', 'now')}, ${statements('GRANT', 'TO', 'now', 'before')})
  FROM (
    SELECT 'SCHEMA pg_catalog' AS designation, '' AS part,
           coalesce(n.nspacl, pg_catalog.acldefault('n', n.nspowner)) AS now,
           coalesce(${initial('pg_namespace', 'n.oid', '0')}, pg_catalog.acldefault('n', n.nspowner)) AS before
      FROM pg_catalog.pg_namespace n WHERE ${own}
    UNION ALL
    SELECT 'TABLE ' || ${relation}, '', coalesce(c.relacl, pg_catalog.acldefault('r', c.relowner)),
           coalesce(${initial('pg_class', 'c.oid', '0')}, pg_catalog.acldefault('r', c.relowner))
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE ${own} AND c.relkind IN ('r', 'v')
    UNION ALL
    SELECT 'TABLE ' || ${relation}, ' (' || pg_catalog.quote_ident(a.attname) || ')', coalesce(a.attacl, pg_catalog.acldefault('c', c.relowner)),
           coalesce(${initial('pg_class', 'c.oid', 'a.attnum')}, pg_catalog.acldefault('c', c.relowner))
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     WHERE ${own} AND c.relkind IN ('r', 'v')
       AND (a.attacl IS NOT NULL OR a.attrelid IN (SELECT i.objoid FROM pg_catalog.pg_init_privs i WHERE i.objsubid > 0))
    UNION ALL
    SELECT CASE p.prokind WHEN 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || 'pg_catalog.' || pg_catalog.quote_ident(p.proname) || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', '',
           coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner)),
           coalesce(${initial('pg_proc', 'p.oid', '0')}, pg_catalog.acldefault('f', p.proowner))
      FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
     WHERE ${own} AND (p.proacl IS NOT NULL OR p.oid IN (SELECT i.objoid FROM pg_catalog.pg_init_privs i WHERE i.classoid = ${class_('pg_proc')}))
  ) AS o (designation, part, now, before)
 WHERE ${target.privileges} AND NOT (o.now OPERATOR(pg_catalog.@>) o.before AND o.now OPERATOR(pg_catalog.<@) o.before) ORDER BY 1`;
}
export function defaultPrivilegesQuery(target: QueryTarget): string {
  return `
SELECT pg_catalog.pg_get_userbyid(d.defaclrole)::text, n.nspname::text, d.defaclobjtype::text, d.defaclacl::text[]
  FROM pg_catalog.pg_default_acl d LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
 WHERE ${target.privileges} ORDER BY 1, 2, 3`;
}
