/** The names in pg_class and pg_type, which only one has at a time. */
import { isKey } from '../generate/partitions';
import { keyOf } from '../text/names';
import type { Item, Items, Unit } from './unit';

type Taken<K extends keyof Items> = (item: Items[K]) => { readonly schema: string; readonly name: string } | undefined;
const takesNone = (): undefined => undefined;
const taken: { readonly [K in keyof Items]: Taken<K> } = {
  table: ({ table }) => table,
  view: ({ view }) => view,
  sequence: ({ sequence }) => sequence,
  type: ({ type }) => type,
  index: ({ index }) => index,
  constraint: ({ table, constraint }) =>
    isKey(constraint) ? { schema: table.schema, name: constraint.name } : undefined,
  column: ({ table, column }) => {
    const sequence = column.identity?.sequenceName;
    return sequence && { schema: sequence.schema ?? table.schema, name: sequence.name };
  },
  schema: takesNone,
  extension: takesNone,
  collation: takesNone,
  shell: takesNone,
  statistics: takesNone,
  trigger: takesNone,
  policy: takesNone,
  rule: takesNone,
  routine: takesNone,
  other: takesNone,
};
/** Those that it takes. */
export function takenNames({ item }: Unit): string[] {
  const name = (taken[item.is] as (one: Item) => ReturnType<Taken<'table'>>)(item);
  return name === undefined ? [] : [keyOf(name)];
}
