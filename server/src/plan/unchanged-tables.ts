/** Tables that are the same in both schemas and that no change reaches: their parts need not be looked at. */
import { lookup } from '../generate/lookup';
import { parentsOf } from '../model/children';
import { type MapName, schemaMaps } from '../model/kinds';
import type { Schema, Table } from '../model/schema';
import { keyOf } from '../text/names';

/** More names of what is changed, and everything is looked at. */
const MOST_NAMES = 300;

interface NamedText {
  readonly name: string;
  /** All that it says, for the names in it: more than it means, never fewer. */
  readonly text: string;
  readonly table?: Table;
}
/** Keys of tables. Conservative: where a name of what is changed stands anywhere in a table, its parts are looked at. */
export function untouchedTables(from: Schema, to: Schema): ReadonlySet<string> {
  const same = new Set<string>();
  const names = new Set<string>();
  for (const [key, table] of to.tables) {
    const was = from.tables.get(key);
    if (was && isSameValue(tableWithIndexes(was, from), tableWithIndexes(table, to))) same.add(key);
    else if (!was || !keepsItsKeys(was, from, table, to)) {
      names.add(table.name);
      // It may leave them for that, and what refers to them holds it.
      for (const { name } of [...(was ? parentsOf(was) : []), ...parentsOf(table)]) names.add(name);
    }
  }
  for (const [key, { name }] of from.tables) if (!to.tables.has(key)) names.add(name);
  const others = changedObjects(from, to, names);
  return names.size === 0 ? same : reach(same, names, others, to);
}
/** The table with its indexes, as both sides have to have it. */
const tableWithIndexes = (table: Table, schema: Schema): unknown => {
  const found = lookup(schema);
  return [table, found.indexes.get(keyOf(table)) ?? [], found.statistics.get(keyOf(table)) ?? []];
};
/** What refers to it stays as it is: no column goes or changes, nor a key, nor what it is a part of. */
function keepsItsKeys(was: Table, from: Schema, is: Table, to: Schema): boolean {
  const kept = was.columns.every((column) =>
    isSameValue(
      column,
      is.columns.find(({ name }) => name === column.name),
    ),
  );
  const keys = (table: Table, schema: Schema): unknown => [
    table.constraints.filter(({ kind }) => kind !== 'check' && kind !== 'foreign key'),
    (lookup(schema).indexes.get(keyOf(table)) ?? []).filter(({ unique }) => unique),
    ...[
      table.kind,
      table.partitionBy,
      table.partitionOf,
      table.inherits,
      table.ofType,
      table.persistence,
      table.accessMethod,
    ],
  ];
  return kept && is.partitionBy === undefined && isSameValue(keys(was, from), keys(is, to));
}
const ofTables: ReadonlySet<MapName> = new Set(['tables', 'indexes', 'statistics']);
/** All else of both; the names of what differs are added. */
function changedObjects(from: Schema, to: Schema, names: Set<string>): NamedText[] {
  const nodes: NamedText[] = [];
  for (const map of schemaMaps) {
    if (ofTables.has(map)) continue;
    const [a, b] = [from[map] as ReadonlyMapLike, to[map] as ReadonlyMapLike];
    for (const key of new Set([...a.keys(), ...b.keys()])) {
      const [one, other] = [a.get(key), b.get(key)];
      const name = key.slice(key.lastIndexOf('\0') + 1).replace(/\([^(]*$/s, '');
      if (isSameValue(one, other)) nodes.push({ name, text: JSON.stringify(other) });
      else names.add(name);
    }
  }
  return nodes;
}
interface ReadonlyMapLike {
  keys(): Iterable<string>;
  get(key: string): unknown;
}

/** What names something that is changed may change too, and so on. */
function reach(
  same: ReadonlySet<string>,
  names: Set<string>,
  others: readonly NamedText[],
  to: Schema,
): ReadonlySet<string> {
  const left = new Set<NamedText>([...others, ...[...same].map((key) => nodeOf(to.tables.get(key)!, to))]);
  const untouched = new Set(same);
  for (let fresh = [...names]; fresh.length > 0; ) {
    if (names.size > MOST_NAMES) return new Set();
    const wanted = fresh.map((name) => JSON.stringify(name).slice(1, -1));
    fresh = [];
    for (const node of left) {
      const found = wanted.filter((name) => node.text.includes(name));
      if (found.length === 0) continue;
      left.delete(node);
      if (node.table) untouched.delete(keyOf(node.table));
      // A foreign key that is made anew changes nothing for those that refer to its table.
      if (node.table && isOnlyReferring(node.table, found, to)) continue;
      if (!names.has(node.name)) fresh.push(node.name);
      names.add(node.name);
    }
  }
  return untouched;
}
const nodeOf = (table: Table, schema: Schema): NamedText => ({
  name: table.name,
  text: JSON.stringify(tableWithIndexes(table, schema)),
  table,
});
function isOnlyReferring(table: Table, names: readonly string[], schema: Schema): boolean {
  const constraints = table.constraints.filter(({ kind }) => kind !== 'foreign key');
  const text = JSON.stringify(tableWithIndexes({ ...table, constraints }, schema));
  return !names.some((name) => text.includes(name));
}

const notCompared = new Set(['origins', 'estimatedRows', 'bytes']);
/** By value, but for what says nothing of the schema. */
function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((one, at) => isSameValue(one, b[at]));
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  for (const key in one) if (!notCompared.has(key) && !isSameValue(one[key], other[key])) return false;
  for (const key in other) if (!notCompared.has(key) && other[key] !== undefined && !(key in one)) return false;
  return true;
}
