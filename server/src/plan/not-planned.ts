/** What differs and no statement of a script can change. */
import { distributionInWords } from '../generate/distributions';
import { idOfTable, tableFrom } from '../generate/lookup';
import { unreadOptions } from '../model/other-kinds';
import type { Schema, Table } from '../model/schema';
import { displayName } from '../text/names';
import { type Changes, isMade } from './changes';

export const notPlanned = (changes: Changes, from: Schema, to: Schema): string[] => [
  ...columnOrders(changes, from, to),
  ...secrets(changes),
  ...ownColumns(changes, from, to),
];
/** What a table has when it comes to inherit stays its own too: only what a parent adds later is not. */
function ownColumns(changes: Changes, from: Schema, to: Schema): string[] {
  return [...to.tables].flatMap(([key, table]) => {
    const before = from.tables.get(key);
    if (!before || !table.inherits || isMade(changes.get(`table\0${key}`))) return [];
    const { leaves = [] } = changes.get(`table\0${key}`)?.alteration ?? {};
    const comes = table.inherits.some(
      (parent) =>
        !before.inherits?.some((one) => one.name === parent.name && one.schema === parent.schema) ||
        isMade(changes.get(idOfTable({ schema: table.schema, ...parent }))),
    );
    const isInherited = (column: Table['columns'][number] | undefined): boolean => column?.local === false;
    const own = table.columns.filter(
      (column) =>
        isInherited(column) &&
        (!isInherited(before.columns.find(({ name }) => name === column.name)) ||
          parentsWith(column.name, before, from).every((parent) => leaves.includes(parent))),
    );
    if ((!comes && leaves.length === 0) || own.length === 0) return [];
    const names = own.map(({ name }) => displayName({ name })).join(', ');
    return [
      `${displayName(table, to.searchPath)}: ${names} ${own.length === 1 ? 'is' : 'are'} its own too, not only inherited`,
    ];
  });
}
const parentsWith = (name: string, { inherits = [], schema: home }: Table, schema: Schema): string[] =>
  inherits.flatMap((parent) => {
    const table = tableFrom(schema, parent, home);
    return table?.columns.some((column) => column.name === name) ? [idOfTable(table)] : [];
  });
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

/** Of either schema; and what Citus would have to do, which alone moves rows between its nodes. */
export function notKnownOf(from: Schema, to: Schema): string[] {
  const reasons = [from, to].flatMap(({ unknown }) => unknown.map(({ reason }) => reason));
  return [...new Set([...reasons, ...distributionChanges(from, to)])];
}
function distributionChanges(from: Schema, to: Schema): string[] {
  return [...to.tables].flatMap(([key, table]) => {
    const [before, after] = [from.tables.get(key), table].map((one) => distributionInWords(one?.distribution));
    if (before === after) return [];
    return [
      `${displayName(table, to.searchPath)} is ${before} in the first schema and ${after} in the second: Citus does that, with its own functions, and the script does not`,
    ];
  });
}
