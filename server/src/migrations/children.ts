/** Partitions and inheritance children, found without a scan of every table at every step. */
import { Lookup } from '../model/lookup';
import { qualifiedKey } from '../model/names';
import type { Schema, Table } from '../model/schema';

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
const byParent = new Lookup<Table>((table) => [...new Set(parentsOf(table).map(keyOfParent))]);
/** Keys of the tables directly below the one of this key, in their order. */
export function childKeys(schema: Schema, key: string): readonly string[] {
  return [...byParent.keys(schema.tables, key)].sort();
}
