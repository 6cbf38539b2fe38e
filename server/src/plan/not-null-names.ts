/** The names of NOT NULL. */
import { notNullName } from '../generate/lookup';
import type { Column, Table } from '../model/schema';
import type { Pair } from './alteration';
import type { Side, Unit } from './unit';

/** Since 18 NOT NULL has a name; that of a partition that is one is renamed only with the one above, under one name. */
export function isNamedApart(
  { from, to }: { readonly from?: Unit; readonly to?: Unit },
  before: Side,
  after: Side,
): boolean {
  if (before.schema.serverVersion < 180000) return false;
  const [own, wanted] = [from, to].map(nameOfNotNull);
  const [above, wantedAbove] = [aboveOf(from, before), aboveOf(to, after)].map(nameOfNotNull);
  if (own === undefined || wanted === undefined || above === undefined || wantedAbove === undefined) return false;
  if (own === wanted && above === wantedAbove) return false;
  return own !== above || wanted !== wantedAbove;
}
const aboveOf = (unit: Unit | undefined, side: Side): Unit | undefined => {
  const isPartition = unit?.item.is === 'column' && unit.item.table.partitionOf !== undefined;
  return isPartition ? side.units.get(unit.above?.[0] ?? '') : undefined;
};
/** What it is called, said or chosen by PostgreSQL. */
export function nameOfNotNull(unit: Unit | undefined): string | undefined {
  if (unit?.item.is !== 'column' || !unit.item.column.notNull) return undefined;
  const { table, column } = unit.item;
  return column.notNullConstraint?.name ?? notNullName(table, column);
}

/** The column above that gives a child its NOT NULL. */
export function giverOf(unit: Unit, { units }: Side): Unit | undefined {
  return unit.above
    ?.map((id) => units.get(id))
    .find(
      (one) => one?.item.is === 'column' && one.item.column.notNull && !one.item.column.notNullConstraint?.noInherit,
    );
}
/** What a child's is called: as its parent's, where it has none of its own. */
export function notNullNameIn(unit: Unit, side: Side): string | undefined {
  if (unit.item.is !== 'column' || unit.item.column.notNullConstraint || unit.item.table.partitionOf !== undefined)
    return nameOfNotNull(unit);
  const giver = unit.item.column.notNull ? giverOf(unit, side) : undefined;
  return giver ? notNullNameIn(giver, side) : nameOfNotNull(unit);
}
/**
 * What is to be done about NOT NULL of a child by INHERITS that stays a child, since 18. Undefined: it is no such thing.
 * `keep`: before the one above loses it; `own`: then its own is dropped, given another name, or dropped for the parent's.
 */
export function childNotNull({ from, to, before, after }: Pair) {
  const [a, b] = [from.item, to.item];
  if (before.schema.serverVersion < 180000 || a.is !== 'column' || b.is !== 'column') return undefined;
  if (b.table.partitionOf !== undefined || a.table.partitionOf !== undefined || !a.column.notNull) return undefined;
  if (!from.above || !to.above) return undefined;
  const [was, is] = [giverOf(from, before), giverOf(to, after)];
  const isOwn = a.column.notNullConstraint !== undefined;
  if (!b.column.notNull) return was && isOwn ? 'drop own' : undefined;
  const isSame = notNullNameIn(from, before) === notNullNameIn(to, after);
  if (was && !is) return isOwn && isSame ? undefined : 'keep';
  if (!was && is && !b.column.notNullConstraint)
    return needsNotNull(a.table, a.column) ? 'rename' : 'take the one above';
  return was ? undefined : isSame ? undefined : 'rename';
}
/** A key and an identity need it all the time. */
const needsNotNull = ({ constraints }: Table, { name, identity }: Column): boolean =>
  identity !== undefined || constraints.some((one) => one.kind === 'primary key' && one.columns.includes(name));

/** It is renamed in all tables below, so where one calls it otherwise it has to go and come. */
export function isCalledOtherwiseBelow({ from, before }: Pair): boolean {
  const name = notNullNameIn(from, before);
  return [...before.units.values()].some(
    (one) =>
      one.above?.includes(from.id) &&
      one.item.is === 'column' &&
      one.item.table.partitionOf === undefined &&
      one.item.column.notNull &&
      notNullNameIn(one, before) !== name,
  );
}
/** Whether the name may be had by dropping and adding. */
export const mayBeDropped = ({ from: { item } }: Pair): boolean =>
  item.is === 'column' && !needsNotNull(item.table, item.column);
