/** Where the order of columns cannot be had: PostgreSQL adds them at the end, and moves none. */
import type { Schema, Table } from '../model/schema';
import { displayName } from '../text/names';
import { type Changes, isMade } from './changes';

export function columnOrders(changes: Changes, from: Schema, to: Schema): string[] {
  const notes: string[] = [];
  for (const [key, table] of to.tables) {
    const before = from.tables.get(key);
    const change = changes.get(`table\0${key}`);
    if (!before || !change || isMade(change)) continue;
    const order = orderAfter(before, table, changes);
    if (order.some((name, at) => name !== table.columns[at]?.name))
      notes.push(
        `${displayName(table, to.searchPath)}: the columns stand in another order, ${order.map((name) => displayName({ name })).join(', ')}; only a new table has ${table.columns.map(({ name }) => displayName({ name })).join(', ')}`,
      );
  }
  return notes.sort();
}
function orderAfter(before: Table, table: Table, changes: Changes): string[] {
  const isNew = (name: string): boolean => isMade(changes.get(`column\0${table.schema}\0${table.name}\0${name}`));
  const wanted = table.columns.map(({ name }) => name);
  const kept = before.columns.map(({ name }) => name).filter((name) => wanted.includes(name) && !isNew(name));
  return [...kept, ...wanted.filter((name) => !kept.includes(name))];
}
