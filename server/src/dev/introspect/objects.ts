/** Routines, extensions, collations, extended statistics, and who depends on whom. */

import type { Collation, ExtendedStatistics, Extension, Routine } from '../../model/schema';
import type { SqlType } from '../../model/types';
import { keyOf, objectKey } from '../../text/names';
import { present } from '../../text/present';
import { type Catalog, commentOf, extensionOf, numbers, objectId, relationName, typeOf, unknownType } from './catalog';
import { catalog } from './sql';

type RoutineRow = readonly [
  oid: number,
  namespace: number,
  name: string,
  kind: string,
  argumentTypes: string,
  identityArguments: string,
  returns: string | null,
  language: string,
  definition: string | null,
  owner: string,
  privileges: string[] | null,
];
const routineKinds: Readonly<Record<string, Routine['kind']>> = {
  f: 'function',
  p: 'procedure',
  a: 'aggregate',
  w: 'window',
};

export function readRoutineNames(from: Catalog, rows: readonly unknown[][]): void {
  for (const row of rows as unknown as readonly RoutineRow[]) {
    const schema = from.namespaces.get(row[1]);
    if (schema !== undefined) from.routineNames.set(row[0], { schema, name: row[2], identity: row[5] });
  }
}
export function buildRoutines(
  from: Catalog,
  rows: readonly unknown[][],
  aggregates: ReadonlyMap<number, string>,
  dependsOn: (classId: number, oid: number) => { dependsOn?: readonly string[] },
): Map<string, Routine[]> {
  const byName = new Map<string, Routine[]>();
  for (const row of rows as unknown as readonly RoutineRow[]) {
    const id = from.routineNames.get(row[0]);
    if (id === undefined) continue;
    const routine = present<Routine>({
      schema: id.schema,
      name: id.name,
      kind: routineKinds[row[3]] ?? 'function',
      argumentTypes: numbers(row[4]).map((oid): SqlType => typeOf(from, oid) ?? unknownType),
      identityArguments: row[5],
      returns: row[6] ?? undefined,
      language: from.share(row[7]),
      definition: row[8] ?? aggregates.get(row[0]),
      comment: commentOf(from, catalog.proc, row[0]).comment,
      owner: from.share(row[9]),
      privileges: row[10] ?? undefined,
      extension: extensionOf(from, catalog.proc, row[0]).extension,
      dependsOn: dependsOn(catalog.proc, row[0]).dependsOn,
    });
    const key = keyOf(id);
    const overloads = byName.get(key);
    if (overloads) overloads.push(routine);
    else byName.set(key, [routine]);
  }
  return byName;
}

export function buildExtensions(from: Catalog, rows: readonly unknown[][]): [string, Extension][] {
  return (rows as [number, string, string, string, string | null][]).map(([oid, name, schema, version, brought]) => {
    const { comment } = commentOf(from, catalog.extension, oid);
    const own = comment === (brought ?? undefined) ? undefined : comment;
    return [name, present<Extension>({ name, schema, version, comment: own })];
  });
}

export function buildStatistics(from: Catalog, rows: readonly unknown[][]): [string, ExtendedStatistics][] {
  const built: [string, ExtendedStatistics][] = [];
  for (const row of rows) {
    const [oid, namespace, name, relation, definition, target, owner] = row as [
      number,
      number,
      string,
      number,
      string,
      number | null,
      string,
    ];
    const schema = from.namespaces.get(namespace);
    const table = relationName(from, relation);
    if (schema === undefined || table === undefined) continue;
    const statistics = present<ExtendedStatistics>({
      schema,
      name,
      table,
      definition,
      target: target ?? undefined,
      owner: from.share(owner),
      comment: commentOf(from, catalog.statistics, oid).comment,
    });
    built.push([keyOf({ schema, name }), statistics]);
  }
  return built;
}

type CollationRow = readonly [
  oid: number,
  namespace: number,
  name: string,
  provider: string,
  deterministic: boolean,
  collate: string | null,
  ctype: string | null,
  locale: string | null,
  rules: string | null,
  owner: string,
];
export function buildCollations(from: Catalog, rows: readonly unknown[][]): [string, Collation][] {
  const built: [string, Collation][] = [];
  for (const row of rows as unknown as readonly CollationRow[]) {
    const schema = from.namespaces.get(row[1]);
    if (schema === undefined) continue;
    const name = row[2];
    const collation = present<Collation>({
      schema,
      name,
      definition: collationDefinition(row),
      owner: from.share(row[9]),
      extension: extensionOf(from, catalog.collation, row[0]).extension,
      comment: commentOf(from, catalog.collation, row[0]).comment,
    });
    built.push([keyOf({ schema, name }), collation]);
  }
  return built;
}
const providers: Readonly<Record<string, string>> = { i: 'icu', c: 'libc', b: 'builtin', d: 'default' };
const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
function collationDefinition(row: CollationRow): string {
  const [, , , provider, deterministic, collate, ctype, locale, rules] = row;
  const parts = [`provider = ${providers[provider] ?? provider}`];
  const both = locale ?? (collate === ctype ? collate : null);
  if (!deterministic) parts.push('deterministic = false');
  if (both !== null) parts.push(`locale = ${literal(both)}`);
  else parts.push(`lc_collate = ${literal(collate ?? '')}`, `lc_ctype = ${literal(ctype ?? '')}`);
  if (rules !== null) parts.push(`rules = ${literal(rules)}`);
  return `(${parts.join(', ')})`;
}

/**
 * Of constraints only those that something depends on, such as a view that groups by a primary key, are named; a target
 * of theirs is `constraint`, schema, table, name.
 */
export function readConstraintKeys(
  from: Catalog,
  dependencyRows: readonly unknown[][],
  constraints: readonly (readonly [oid: number, relation: number, name: string, ...unknown[]])[],
): void {
  const needed = new Set(dependencyRows.filter((row) => row[2] === catalog.constraint).map((row) => row[3]));
  for (const [oid, relation, name] of needed.size > 0 ? constraints : []) {
    const table = needed.has(oid) ? from.relations.get(relation) : undefined;
    if (table === undefined) continue;
    const key = objectKey('constraint', table.schema, `${table.name}\0${name}`);
    from.otherKeys.set(objectId(catalog.constraint, oid), key);
  }
}
/** pg_depend between whole objects, as keys of `objectKey`; a routine's name there holds its arguments: `f(integer)`. */
export function dependencies(
  from: Catalog,
  rows: readonly unknown[][],
): (classId: number, oid: number) => { dependsOn?: readonly string[] } {
  const found = new Map<string, Set<string>>();
  for (const [classId, oid, targetClass, target] of rows as [number, number, number, number][]) {
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
