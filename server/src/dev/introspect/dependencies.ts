/** pg_depend → who depends on whom, between whole objects. */
import { objectKey } from '../../model/kinds';
import { numberOf, type RowOf, select } from '../select';
import { type Catalog, type DependsOn, objectId } from './catalog';
import { catalog, type QueryTarget, regclass } from './sql';

const regclasses = (...names: string[]): string => names.map(regclass).join(', ');
/** Triggers and statistics are made after all that they need. */
const { trigger: _trigger, statistics: _statistics, ...dependentCatalogs } = catalog;
const dependents = Object.values(dependentCatalogs).join(', ');
/**
 * Who needs whom, reduced to whole objects: a default, constraint, index, rule or policy speaks for its relation, an
 * array or row type for its element or relation. Foreign keys are left out (they are added after all tables), and so
 * are triggers (so are they). Not every version says that a cast by a function counts on one without.
 */
export function dependenciesQuery(target: QueryTarget) {
  const multirange = target.version >= 140000;
  // Before 15 a generated column itself, and automatically, depends on what its expression calls.
  const generated = `OR d.deptype = 'a' AND d.classid = ${regclass('pg_class')} AND d.objsubid > 0 AND d.refclassid <> ${regclass('pg_class')}`;
  return select(
    {
      classId: numberOf('d.class'),
      oid: numberOf('d.object'),
      targetClass: numberOf('d.target_class'),
      target: numberOf('d.target'),
    },
    `FROM (
SELECT DISTINCT
       CASE WHEN ad.oid IS NOT NULL OR k.conrelid <> 0 OR rw.oid IS NOT NULL OR i.indexrelid IS NOT NULL OR po.oid IS NOT NULL
            THEN 1259 WHEN k.oid IS NOT NULL THEN 1247 ELSE d.classid END::int4,
       coalesce(ad.adrelid, nullif(k.conrelid, 0), k.contypid, rw.ev_class, i.indrelid, po.polrelid, d.objid),
       CASE WHEN coalesce(et.typrelid, rt.typrelid) <> 0 THEN 1259 ELSE d.refclassid END::int4,
       coalesce(nullif(et.typrelid, 0), nullif(rt.typrelid, 0), et.oid, ${multirange ? 'rr.rngtypid, ' : ''}d.refobjid)
  FROM pg_catalog.pg_depend d
  LEFT JOIN pg_catalog.pg_attrdef ad ON d.classid = ${regclass('pg_attrdef')} AND ad.oid = d.objid
  LEFT JOIN pg_catalog.pg_constraint k ON d.classid = ${regclass('pg_constraint')} AND k.oid = d.objid
  LEFT JOIN pg_catalog.pg_rewrite rw ON d.classid = ${regclass('pg_rewrite')} AND rw.oid = d.objid
  LEFT JOIN pg_catalog.pg_index i ON d.classid = ${regclass('pg_class')} AND i.indexrelid = d.objid
  LEFT JOIN pg_catalog.pg_policy po ON d.classid = ${regclass('pg_policy')} AND po.oid = d.objid
  LEFT JOIN pg_catalog.pg_type rt ON d.refclassid = ${regclass('pg_type')} AND rt.oid = d.refobjid
  LEFT JOIN pg_catalog.pg_type et ON et.oid = rt.typelem AND et.typarray = rt.oid
  ${multirange ? 'LEFT JOIN pg_catalog.pg_range rr ON rr.rngmultitypid = coalesce(et.oid, rt.oid)' : ''}
 WHERE (d.deptype = 'n' ${target.version < 150000 ? generated : ''}) AND d.objid >= 16384 AND d.refobjid >= 16384
   AND d.classid IN (${dependents}, ${regclasses('pg_ts_config', 'pg_ts_dict', 'pg_ts_template', 'pg_ts_parser', 'pg_conversion', 'pg_transform')})
   AND d.refclassid IN (${regclasses('pg_class', 'pg_proc', 'pg_type', 'pg_constraint', 'pg_collation', 'pg_opclass', 'pg_opfamily', 'pg_operator', 'pg_am', 'pg_language', 'pg_foreign_server', 'pg_foreign_data_wrapper', 'pg_ts_config', 'pg_ts_dict', 'pg_ts_template', 'pg_ts_parser')})
   AND NOT (d.classid = ${regclass('pg_constraint')} AND d.refclassid = ${regclass('pg_class')})
UNION
SELECT m.refclassid::int4, m.refobjid, d.refclassid::int4, d.refobjid
  FROM pg_catalog.pg_depend m
  JOIN pg_catalog.pg_depend d ON d.classid = m.classid AND d.objid = m.objid AND d.deptype IN ('n', 'a') AND d.refobjid >= 16384
 WHERE m.classid IN (${regclasses('pg_amop', 'pg_amproc')}) AND m.refclassid IN (${regclasses('pg_opclass', 'pg_opfamily')})
   AND m.objid >= 16384 AND d.refclassid IN (${regclasses('pg_proc', 'pg_operator', 'pg_type')})
UNION
SELECT ${catalog.operatorClass}, oid, ${catalog.operatorFamily}, opcfamily
  FROM pg_catalog.pg_opclass WHERE oid >= 16384 AND opcfamily >= 16384
UNION
SELECT ${catalog.cast}, c.oid, ${catalog.cast}, b.oid
  FROM pg_catalog.pg_cast c
  JOIN pg_catalog.pg_proc p ON p.oid = c.castfunc
  JOIN pg_catalog.pg_cast b ON b.castmethod = 'b' AND b.oid >= 16384 AND (b.castsource = p.prorettype AND b.casttarget = c.casttarget
                               OR b.castsource = c.castsource AND b.casttarget = p.proargtypes[0])
 WHERE c.oid >= 16384) AS d (class, object, target_class, target)`,
  );
}
type DependencyRow = RowOf<typeof dependenciesQuery>;

/**
 * Of constraints only those that something depends on, such as a view that groups by a primary key, are named; a target
 * of theirs is `constraint`, schema, table, name.
 */
export function readConstraintKeys(
  from: Catalog,
  dependencyRows: readonly DependencyRow[],
  constraints: readonly { readonly oid: number; readonly relation: number; readonly name: string }[],
): void {
  const needed = new Set(
    dependencyRows.flatMap(({ targetClass, target }) => (targetClass === catalog.constraint ? target : [])),
  );
  for (const { oid, relation, name } of needed.size > 0 ? constraints : []) {
    const table = needed.has(oid) ? from.relations.get(relation) : undefined;
    if (table === undefined) continue;
    const key = objectKey('constraint', table.schema, `${table.name}\0${name}`);
    from.otherKeys.set(objectId(catalog.constraint, oid), key);
  }
}
/** pg_depend between whole objects, as keys of `objectKey`; a routine's name there holds its arguments: `f(integer)`. */
export function dependencies(from: Catalog, rows: readonly DependencyRow[]): DependsOn {
  const found = new Map<string, Set<string>>();
  for (const { classId, oid, targetClass, target } of rows) {
    const to = keyOfObject(from, targetClass, target);
    if (to === undefined || to === keyOfObject(from, classId, oid)) continue;
    const id = objectId(classId, oid);
    const known = found.get(id);
    if (known) known.add(to);
    else found.set(id, new Set([to]));
  }
  return (classId, oid) => {
    const keys = found.get(objectId(classId, oid));
    return keys === undefined ? {} : { dependsOn: [...keys].sort() };
  };
}
/** The key of `objectKey`; undefined for what is no object of its own. */
export function keyOfObject(from: Catalog, classId: number, oid: number): string | undefined {
  const extension = from.extensionOf.get(objectId(classId, oid));
  if (extension !== undefined) return objectKey('extension', '', extension);
  const other = from.otherKeys.get(objectId(classId, oid));
  if (other !== undefined) return other;
  if (classId === catalog.class) {
    const relation = from.relations.get(oid);
    if (relation === undefined) return undefined;
    const kind = 'vm'.includes(relation.kind)
      ? 'view'
      : relation.kind === 'S'
        ? 'sequence'
        : relation.kind === 'c'
          ? 'type'
          : 'table';
    return objectKey(kind, relation.schema, relation.name);
  }
  if (classId === catalog.type) {
    const type = from.typeNames.get(oid);
    return type && objectKey('type', type.schema, type.name);
  }
  if (classId === catalog.proc) {
    const routine = from.routineNames.get(oid);
    return routine && objectKey('routine', routine.schema, `${routine.name}(${routine.identity})`);
  }
  return undefined;
}
