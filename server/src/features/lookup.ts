/** Tables and views by a name as written, and what belongs to them, in a stated order. */

import type { Column, Schema, Table, View } from '../model/schema';
import { type ObjectName, type QualifiedName, qualifiedKey } from '../text/names';
import { compareText } from '../text/text';

/** The table or view a name means; `path` stands in for the schema's own search path. */
export function relationsOf(
  schema: Schema,
  name: QualifiedName,
  path: readonly string[] = schema.searchPath,
): Table | View | undefined {
  for (const namespace of name.schema === undefined ? path : [name.schema]) {
    const key = qualifiedKey(namespace, name.name);
    const found = schema.tables.get(key) ?? schema.views.get(key);
    if (found) return found;
  }
  return undefined;
}
export function isTable(relation: Table | View | undefined): relation is Table {
  return relation !== undefined && 'constraints' in relation;
}

/** A table's column: a view's tells less. */
export type AnyColumn = Column | View['columns'][number];
export function isColumn(column: AnyColumn | undefined): column is Column {
  return column !== undefined && 'notNull' in column;
}

export const byPlace = (a: ObjectName, b: ObjectName): number =>
  compareText(a.schema, b.schema) || compareText(a.name, b.name);
/** Tables and views of a schema, by schema and name. */
export function allRelations(schema: Schema): readonly (Table | View)[] {
  const known = relationsInOrder.get(schema);
  if (known) return known;
  const all = relationsInAnyOrder(schema).toSorted(byPlace);
  relationsInOrder.set(schema, all);
  return all;
}
const relationsInOrder = new WeakMap<Schema, readonly (Table | View)[]>();
/** The same, for whoever needs only some: to put all in order takes longer than to look at all. */
export function relationsInAnyOrder(schema: Schema): readonly (Table | View)[] {
  const known = relationsInOrder.get(schema) ?? relationsFound.get(schema);
  if (known) return known;
  const all = [...schema.tables.values(), ...schema.views.values()];
  relationsFound.set(schema, all);
  return all;
}
const relationsFound = new WeakMap<Schema, readonly (Table | View)[]>();
const objectsByName = new WeakMap<object, readonly ObjectName[]>();
/** What a map of the schema holds, by name. */
export function sorted<T extends ObjectName>(map: { values(): Iterable<T> }): readonly T[] {
  const known = objectsByName.get(map) as readonly T[] | undefined;
  if (known) return known;
  const all = [...map.values()].sort((a, b) => compareText(a.name, b.name) || compareText(a.schema, b.schema));
  objectsByName.set(map, all);
  return all;
}
