/** Partitions and inheritance children, found without a scan of every table at every step. */

import { qualifiedKey } from '../text/names';
import type { ExtendedStatistics, Index, Schema, Sequence, Table } from './schema';
import { Lookup } from './secondary-index';

const byParent = new Lookup<Table>('tables', (table) => [...new Set(parentsOf(table).map(keyOfParent))]);
function sameParents(a: ReturnType<typeof parentsOf>, b: ReturnType<typeof parentsOf>): boolean {
  return a === b || (a.length === b.length && a.every((parent, i) => parent === b[i]));
}

/** What a table is a partition of, or inherits from. */
export function parentsOf(table: Table | undefined): readonly { readonly schema?: string; readonly name: string }[] {
  if (!table) return [];
  return table.partitionOf ? [table.partitionOf.parent] : (table.inherits ?? []);
}
/** Whether a table is another one, or below it. */
export function isTableOrBelow(schema: Schema, key: string, above: string): boolean {
  const seen = new Set([key]);
  // What is added while it is gone through is gone through too.
  for (const each of seen) {
    if (each === above) return true;
    for (const parent of parentsOf(schema.tables.get(each))) seen.add(keyOfParent(parent));
  }
  return false;
}
const keyOfParent = (parent: { readonly schema?: string; readonly name: string }): string =>
  qualifiedKey(parent.schema ?? '', parent.name);
/**
 * The table without parents that are below it: PostgreSQL has no such tables, but a file may redefine one that dev has
 * the other way round, and what goes from parents to children has to come to an end.
 */
export function withoutCircle(schema: Schema, key: string, table: Table): Table {
  const isCircular = (parent: { readonly schema?: string; readonly name: string }): boolean =>
    isTableOrBelow(schema, keyOfParent(parent), key);
  const parents = parentsOf(table);
  const isNew = parents.length > 0 && !sameParents(parents, parentsOf(schema.tables.get(key)));
  // A table that is nobody's parent closes no circle, whatever its own parents are.
  if (!isNew || (!byParent.has(schema.tables, key) && !parents.some((parent) => keyOfParent(parent) === key)))
    return table;
  if (!parents.some(isCircular)) return table;
  const { partitionOf: _, inherits, ...rest } = table;
  const left = (inherits ?? []).filter((parent) => !isCircular(parent));
  return left.length > 0 ? { ...rest, inherits: left } : rest;
}
/** Keys of the tables directly below the one of this key, in their order. */
export function childKeys(schema: Schema, key: string): readonly string[] {
  return [...byParent.keys(schema.tables, key)].sort();
}
/** The tables themselves, in no promised order: there may be thousands. */
export function childrenOf(schema: Schema, key: string): Table[] {
  return Array.from(byParent.keys(schema.tables, key), (child) => schema.tables.get(child)!);
}
/** The table that an index or statistics are of, or whose column owns a sequence. */
export function tableBehind(object: unknown): string | undefined {
  const { schema = '', ownedBy, table = ownedBy?.table } = object as Partial<Index & Sequence & ExtendedStatistics>;
  return table && qualifiedKey(table.schema ?? schema, table.name);
}
