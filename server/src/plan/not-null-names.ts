/** The names of NOT NULL. */
import { notNullName } from '../generate/lookup';
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
function nameOfNotNull(unit: Unit | undefined): string | undefined {
  if (unit?.item.is !== 'column' || !unit.item.column.notNull) return undefined;
  const { table, column } = unit.item;
  return column.notNullConstraint?.name ?? notNullName(table, column);
}
