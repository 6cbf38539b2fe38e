/** In which order the indexes and keys of one table are made. */
import type { PartOwner } from '../generate/behaviour';
import { lookup, tableFrom } from '../generate/lookup';
import { type IndexLike, isKey, isMadeByParent, parentIndexOf, placeByNumber } from '../generate/partitions';
import type { PrintContext } from '../generate/style';
import type { Table } from '../model/schema';
import { keyOf } from '../text/names';
import type { Item } from './unit';

function indexOrKey(item: Item): IndexLike | undefined {
  if (item.is === 'index') return item.index;
  return item.is === 'constraint' && isKey(item.constraint) ? item.constraint : undefined;
}
/** A partition's, which the statement of the one above makes. */
export function isGivenFromAbove(item: Item, context: PrintContext): boolean {
  const one = indexOrKey(item);
  const table = item.is === 'index' ? item.owner : item.is === 'constraint' ? item.table : undefined;
  return one !== undefined && table !== undefined && 'constraints' in table && isMadeByParent(one, table, context);
}
/**
 * What a partition has from above is made in the order in which that is made: of several that are alike ATTACH PARTITION
 * takes the first for the first. Exclusions, which give partitions theirs, come in the order of their numbers.
 */
export function placeAmong(item: Item, owner: PartOwner, context: PrintContext): string {
  const one = indexOrKey(item);
  if (!one || !('constraints' in owner)) return '';
  // A primary key comes with its table.
  if (parentIndexOf(one)) return `\0${isPrimary(one) ? '' : nameAtTop(one, owner, context)}\0`;
  const number = placeByNumber(one, owner, context.schema);
  return number === 0 ? '' : `~${String(number).padStart(9, '0')}`;
}
const isPrimary = (one: IndexLike): boolean => 'kind' in one && one.kind === 'primary key';
function nameAtTop(one: IndexLike, table: Table, context: PrintContext): string {
  const name = parentIndexOf(one)?.name;
  const parent = tableFrom(context.schema, table.partitionOf?.parent, table.schema);
  if (name === undefined || !parent) return one.name;
  const keys = parent.constraints.filter(isKey);
  const above = [...keys, ...(lookup(context.schema).indexes.get(keyOf(parent)) ?? [])].find(
    (other) => other.name === name,
  );
  return above ? nameAtTop(above, parent, context) : name;
}
