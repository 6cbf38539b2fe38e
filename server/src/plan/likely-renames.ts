/** What may have been renamed: a table or column that is dropped, and one like it that is made. It is never taken for it. */
import type { Column, Schema, Table } from '../model/schema';
import { formatType } from '../model/types';
import { displayName, keyOf } from '../text/names';
import { nearest } from '../text/nearest-name';

export interface LikelyRename {
  /** As `withRenames` takes it. */
  readonly rename: string;
  readonly from: string;
  readonly to: string;
}
/** Tables that have most of their columns in common, and columns of one type in a table that both have. */
export function likelyRenames(from: Schema, to: Schema): LikelyRename[] {
  const found: LikelyRename[] = [];
  const offer = (old: string, now: string): void => {
    // No name with an equals sign can be said.
    if (!`${old}${now}`.includes('=')) found.push({ rename: `${old}=${now}`, from: old, to: now });
  };
  const name = (table: Table): string => displayName(table, from.searchPath);
  const [gone, made] = [left(from, to), left(to, from)];
  for (const [was, is] of pairs(gone, made, likenessOfTables)) offer(name(was), displayName({ name: is.name }));
  for (const [key, table] of from.tables) {
    const now = to.tables.get(key);
    if (!now) continue;
    const [dropped, added] = [leftColumns(table, now), leftColumns(now, table)];
    for (const [was, is] of pairs(dropped, added, likenessOfColumns(table, now)))
      offer(`${name(table)}.${displayName({ name: was.name })}`, displayName({ name: is.name }));
  }
  return found;
}
const left = (from: Schema, to: Schema): Table[] =>
  [...from.tables.values()].filter((table) => table.extension === undefined && !to.tables.has(keyOf(table)));
const leftColumns = (from: Table, to: Table): Column[] =>
  from.columns.filter(({ name }) => !to.columns.some((column) => column.name === name));

/** The likest first, each once. */
function pairs<T>(gone: readonly T[], made: readonly T[], likeness: (was: T, is: T) => number): [T, T][] {
  const all = gone.flatMap((was) => made.map((is) => ({ was, is, like: likeness(was, is) })));
  const found: [T, T][] = [];
  const taken = new Set<T>();
  for (const { was, is, like } of all.sort((a, b) => b.like - a.like)) {
    if (like === 0 || taken.has(was) || taken.has(is)) continue;
    taken.add(was).add(is);
    found.push([was, is]);
  }
  return found;
}
function likenessOfTables(was: Table, is: Table): number {
  if (was.schema !== is.schema || was.kind !== is.kind || !!was.partitionOf !== !!is.partitionOf) return 0;
  const columns = new Set(is.columns.map(asText));
  const common = was.columns.filter((column) => columns.has(asText(column))).length;
  const share = common / Math.max(was.columns.length, is.columns.length);
  return common > 0 && share > 0.5 ? share : 0;
}
const asText = ({ name, type }: Column): string => `${name} ${formatType(type)}`;
/** Of one type, and alike by their names or by where they stand: a type alone is nobody's. */
function likenessOfColumns(of: Table, now: Table): (was: Column, is: Column) => number {
  return (was, is) => {
    if (formatType(was.type) !== formatType(is.type) || was.generated !== undefined || is.generated !== undefined)
      return 0;
    const facts = [was.notNull === is.notNull, was.default === is.default, !was.identity === !is.identity];
    const same = facts.filter(Boolean).length;
    const names = likenessOfNames(was.name, is.name);
    const isInPlace = same === facts.length && neighbours(of, was.name).join() === neighbours(now, is.name).join();
    return names > 0 || isInPlace ? 1 + 3 * names + (isInPlace ? 2 : 0) + same / facts.length : 0;
  };
}
/** The columns before and after it. A column that is added comes last, one that is renamed stays where it is. */
function neighbours({ columns }: Table, name: string): (string | undefined)[] {
  const at = columns.findIndex((column) => column.name === name);
  return [columns[at - 1]?.name, columns[at + 1]?.name];
}
/** From 0 to 1: the words that both have, one within the other, or a few letters that differ. */
function likenessOfNames(a: string, b: string): number {
  const [words, others] = [a, b].map(wordsOf);
  const common = words!.filter((word) => others!.includes(word)).length;
  if (common > 0) return common / Math.max(words!.length, others!.length);
  const [short, long] = [words!.join(''), others!.join('')].sort((one, other) => one.length - other.length);
  if (short!.length >= SHORTEST && long!.startsWith(short!)) return 0.5;
  return nearest(a, [b]) === undefined ? 0 : 0.5;
}
/** `desc` and `description`. */
const SHORTEST = 3;
/** Of `created_at` and `createdAt`, in small letters. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/(?<=[a-z\d])(?=[A-Z])/g, '_')
    .toLowerCase()
    .split(/[_\W]+/)
    .filter((word) => word !== '');
