/** The names that partitions' exclusions get from PostgreSQL, which lets nobody say them. */
import type { Table } from '../model/schema';
import { keyOf, qualifiedKey } from '../text/names';
import { isNameTaken, lookup, standingPart, tableFrom } from './lookup';
import {
  attachedTo,
  chosenName,
  excludes,
  type IndexLike,
  inOrderMade,
  isKey,
  isMadeByParent,
  numberAtEnd,
  parentIndexOf,
} from './partitions';
import type { PrintContext } from './style';

/**
 * The name under which a parent's statement makes an exclusion on a partition, where that is another: a column was renamed
 * since, say. Where a name is taken PostgreSQL numbers it.
 */
export function nameBefore(one: IndexLike, table: Table, context: PrintContext): string | undefined {
  if (!excludes(one) || !isMadeByParent(one, table, context)) return undefined;
  const chosen = namesBelow(topOf(one, table, context), context).get(ownName(one, table));
  return chosen === one.name ? undefined : chosen;
}
const ownName = ({ name }: { readonly name: string }, table: Table): string => `${keyOf(table)}\0${name}`;
/** The table whose statement makes it. */
function topOf(one: IndexLike, table: Table, context: PrintContext): Table {
  const parent = tableFrom(context.schema, table.partitionOf?.parent, table.schema);
  const above = parent?.constraints.find((other) => other.name === parentIndexOf(one)?.name);
  return parent && above && isKey(above) ? topOf(above, parent, context) : table;
}
/**
 * Of all partitions of a table, by table and the name it is to have. Which of several partitions PostgreSQL comes to first
 * is told by the numbers that they have got.
 */
function namesBelow(top: Table, context: PrintContext): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const stands = (name: string, table: Table): boolean =>
    context.standing?.get(qualifiedKey(table.schema, name))?.has(standingPart(table, name)) ?? false;
  const own = top.constraints.filter(isKey).filter((one) => excludes(one) && parentIndexOf(one) === undefined);
  const later = new Set(own.filter((one) => !stands(one.name, top)).map(({ name }) => name));
  const isTaken = (name: string, table: Table): boolean =>
    taken.has(qualifiedKey(table.schema, name)) || isNameTaken(context, top, name, { copy: !later.has(name) });
  const below = (above: IndexLike, of: Table): void => {
    const partitions = lookup(context.schema).partitions.get(keyOf(of)) ?? [];
    const made = partitions.flatMap((table) => {
      const one = attachedTo(above, of, table, context.schema);
      return one && !stands(one.name, table) ? [{ one, table }] : [];
    });
    made.sort((a, b) => numberAtEnd(a.one.name) - numberAtEnd(b.one.name));
    for (const { one, table } of made) {
      let place = 0;
      while (isTaken(chosenName(above, table, place), table)) place++;
      const name = chosenName(above, table, place);
      taken.add(qualifiedKey(table.schema, name));
      names.set(ownName(one, table), name);
      below(one, table);
    }
  };
  for (const one of [...own].sort(inOrderMade(top, context.schema))) {
    taken.add(qualifiedKey(top.schema, one.name));
    later.delete(one.name);
    below(one, top);
  }
  return names;
}
