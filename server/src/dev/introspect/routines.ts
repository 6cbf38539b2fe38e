/** pg_proc → functions and procedures; aggregates bring their definition from elsewhere. */

import type { Routine } from '../../model/schema';
import type { SqlType } from '../../model/types';
import { pushTo } from '../../text/lists';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { numberOf, orNull, type RowOf, select, textOf, textsOf } from '../select';
import { type Catalog, commentOf, type DependsOn, extensionOf, numbers, typeByOid, unknownType } from './catalog';
import { acl, catalog, inSchemas, type QueryTarget, unlocked } from './sql';

/** Members of extensions and constructors of range types come with those: they have no definition of their own. */
export function routinesQuery(target: QueryTarget) {
  return select(
    {
      oid: numberOf('p.oid'),
      namespace: numberOf('p.pronamespace'),
      name: textOf('p.proname::text'),
      kind: textOf('p.prokind::text'),
      argumentTypes: textOf('p.proargtypes::text'),
      identityArguments: textOf('pg_catalog.pg_get_function_identity_arguments(p.oid)'),
      returns: orNull(textOf('pg_catalog.pg_get_function_result(p.oid)')),
      language: textOf('l.lanname::text'),
      definition: orNull(
        textOf(`CASE WHEN p.prokind <> 'a' AND x.objid IS NULL AND ${unlocked(catalog.proc, 'p.oid', target)}
            THEN pg_catalog.pg_get_functiondef(p.oid) END`),
      ),
      owner: textOf('pg_catalog.pg_get_userbyid(p.proowner)::text'),
      privileges: orNull(textsOf(acl('p.proacl', `'f'`, 'p.proowner', target, 'pg_proc', 'p.oid'))),
    },
    `FROM pg_catalog.pg_proc p
  JOIN pg_catalog.pg_language l ON l.oid = p.prolang
  LEFT JOIN pg_catalog.pg_depend x ON x.classid = 'pg_catalog.pg_proc'::regclass AND x.objid = p.oid AND x.deptype IN ('e', 'i')
 WHERE ${inSchemas('p.pronamespace', target)} ORDER BY p.proname, "identityArguments"`,
  );
}
type RoutineRow = RowOf<typeof routinesQuery>;
const routineKinds: Readonly<Record<string, Routine['kind']>> = {
  f: 'function',
  p: 'procedure',
  a: 'aggregate',
  w: 'window',
};

export function readRoutineNames(from: Catalog, rows: readonly RoutineRow[]): void {
  for (const { oid, namespace, name, identityArguments: identity } of rows) {
    const schema = from.namespaces.get(namespace);
    if (schema !== undefined) from.routineNames.set(oid, { schema, name, identity });
  }
}
/** `aggregates`: CREATE AGGREGATE by oid. */
export function buildRoutines(
  from: Catalog,
  rows: readonly RoutineRow[],
  aggregates: ReadonlyMap<number, string>,
  dependsOn: DependsOn,
): Map<string, Routine[]> {
  const byName = new Map<string, Routine[]>();
  for (const row of rows) {
    const { oid } = row;
    const id = from.routineNames.get(oid);
    if (id === undefined) continue;
    const routine = present<Routine>({
      schema: id.schema,
      name: id.name,
      kind: routineKinds[row.kind] ?? 'function',
      argumentTypes: numbers(row.argumentTypes).map((type): SqlType => typeByOid(from, type) ?? unknownType),
      identityArguments: row.identityArguments,
      returns: row.returns ?? undefined,
      language: from.share(row.language),
      definition: row.definition ?? aggregates.get(oid),
      comment: commentOf(from, catalog.proc, oid).comment,
      owner: from.share(row.owner),
      privileges: row.privileges ?? undefined,
      extension: extensionOf(from, catalog.proc, oid).extension,
      dependsOn: dependsOn(catalog.proc, oid).dependsOn,
    });
    const key = keyOf(id);
    pushTo(byName, key, routine);
  }
  return byName;
}
