/** What differs and no statement can change. */
import { unreadOptions } from '../model/other-kinds';
import type { Schema, Table } from '../model/schema';
import { displayName } from '../text/names';
import { type Changes, isMade } from './changes';

export const notesOf = (changes: Changes, from: Schema, to: Schema): string[] => [
  ...columnOrders(changes, from, to),
  ...secrets(changes),
];
/** Values that are not read, where they are wanted. */
function secrets(changes: Changes): string[] {
  return [...changes.values()].flatMap(({ from, to, action }) => {
    if (to?.item.is !== 'other' || to.item.other.kind !== 'USER MAPPING') return [];
    const has = from?.item.is === 'other' && action !== 'replace' ? unreadOptions(from.item.other.definition) : [];
    const lacks = unreadOptions(to.item.other.definition).filter((name) => !has.includes(name));
    const name = `user mapping for ${to.item.other.name}`;
    return lacks.length > 0 ? [`${name}: ${lacks.join(', ')} may be secret and is not read; it is set by hand`] : [];
  });
}
/** PostgreSQL adds columns at the end, and moves none. */
function columnOrders(changes: Changes, from: Schema, to: Schema): string[] {
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
