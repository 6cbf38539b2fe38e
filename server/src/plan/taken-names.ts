/** The names in pg_class and pg_type, which only one has at a time. */
import { standingPart } from '../generate/lookup';
import { isKey } from '../generate/partitions';
import { keyOf } from '../text/names';
import { nameOfNotNull } from './not-null-names';
import type { Item, Items, Side, Unit } from './unit';

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
/** Those that it takes, and that which a constraint has among those of its table: since 18 NOT NULL is one. */
export function takenNames(unit: Unit, { schema: { serverVersion } }: Side): string[] {
  const { item } = unit;
  const name = (taken[item.is] as (one: Item) => ReturnType<Taken<'table'>>)(item);
  const notNull = item.is === 'column' && serverVersion >= 180000 ? nameOfNotNull(unit) : undefined;
  const own = item.is === 'constraint' ? item.constraint.name : notNull;
  return [
    ...(name === undefined ? [] : [keyOf(name)]),
    ...(own === undefined || (item.is !== 'constraint' && item.is !== 'column') ? [] : [standingPart(item.table, own)]),
  ];
}
