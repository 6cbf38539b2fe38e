/** Partitions and inheritance children, found without a scan of every table at every step. */
import { qualifiedKey } from '../model/names';
import type { PMap } from '../model/pmap';
import type { Schema, Table } from '../model/schema';

type Children = ReadonlyMap<string, readonly string[]>;
const childrenIn = new WeakMap<PMap<Table>, Children>();

/** What a table is a partition of, or inherits from. */
export function parentsOf(table: Table | undefined): readonly { readonly schema?: string; readonly name: string }[] {
  if (!table) return [];
  return table.partitionOf ? [table.partitionOf.parent] : (table.inherits ?? []);
}
/** Whether a table is another one, or below it. */
export function isBelow(schema: Schema, key: string, above: string): boolean {
  if (key === above) return true;
  return parentsOf(schema.tables.get(key)).some((parent) => isBelow(schema, keyOfParent(parent), above));
}
const keyOfParent = (parent: { readonly schema?: string; readonly name: string }): string =>
  qualifiedKey(parent.schema ?? '', parent.name);
/**
 * The table without parents that are below it: PostgreSQL has no such tables, but a file may redefine one that dev has
 * the other way round, and what goes from parents to children has to come to an end.
 */
export function withoutCircle(schema: Schema, key: string, table: Table): Table {
  const isCircular = (parent: { readonly schema?: string; readonly name: string }): boolean =>
    isBelow(schema, keyOfParent(parent), key);
  if (!parentsOf(table).some(isCircular)) return table;
  const { partitionOf: _, inherits, ...rest } = table;
  const left = (inherits ?? []).filter((parent) => !isCircular(parent));
  return left.length > 0 ? { ...rest, inherits: left } : rest;
}
/** Keys of the tables directly below the one of this key. */
export function childKeys(schema: Schema, key: string): readonly string[] {
  let index = childrenIn.get(schema.tables);
  if (!index) {
    const made = new Map<string, string[]>();
    for (const [child, table] of schema.tables)
      for (const parent of parentsOf(table)) {
        const parentKey = keyOfParent(parent);
        made.set(parentKey, [...(made.get(parentKey) ?? []), child]);
      }
    index = made;
    childrenIn.set(schema.tables, index);
  }
  return index.get(key) ?? [];
}
/** After one table changed: who is whose child is the same, unless that table's own parents changed. */
export function keepChildren(
  before: PMap<Table>,
  after: PMap<Table>,
  old: Table | undefined,
  now: Table | undefined,
): void {
  const index = childrenIn.get(before);
  if (index && sameParents(parentsOf(old), parentsOf(now))) childrenIn.set(after, index);
}
function sameParents(a: ReturnType<typeof parentsOf>, b: ReturnType<typeof parentsOf>): boolean {
  return a === b || (a.length === b.length && a.every((parent, i) => parent === b[i]));
}
