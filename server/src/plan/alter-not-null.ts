/** ALTER COLUMN … NOT NULL; since 18 that is a constraint with a name. */
import { notNullConstraintName } from '../generate/columns';
import { lookup, notNullName } from '../generate/lookup';
import { local } from '../generate/text';
import { type Pair, type Statement, statement } from './alteration';
import type { Columns } from './column-pair';
import { childNotNull, isCalledOtherwiseBelow, mayBeDropped, notNullNameIn } from './not-null-names';

/** Since 18, NOT NULL of a partition that comes with the one above has its name, and that of a child none of its own. */
export function notNullFromAbove({ b, table, pair }: Columns): 'as it is to be' | 'under another name' | undefined {
  const items = (pair.to.above ?? []).map((id) => pair.after.units.get(id)?.item);
  const above = items.find((item) => item?.is === 'column' && item.column.notNull);
  if (above?.is !== 'column') return undefined;
  if (pair.before.schema.serverVersion < 180000) return 'as it is to be';
  const named = b.notNullConstraint?.name;
  if (table.partitionOf === undefined) return named === undefined ? 'as it is to be' : 'under another name';
  const theirs = above.column.notNullConstraint?.name ?? notNullName(above.table, above.column);
  return (named ?? notNullName(table, b)) === theirs ? 'as it is to be' : 'under another name';
}
/** Then it goes with the one above. */
const isNotNullAbove = ({ from, before }: Pair): boolean =>
  (from.above ?? []).some((id) => {
    const item = before.units.get(id)?.item;
    return item?.is === 'column' && item.column.notNull;
  });
/** Since 18 the one from above finds it, and none that is inherited is renamed. */
function namedAsAbove({ a, b, table, pair, led, alter }: Columns): Statement[] {
  const { context } = pair.after;
  if (!led || !a.notNull || !b.notNull || pair.before.schema.serverVersion < 180000 || isNotNullAbove(pair)) return [];
  const [own, wanted] = [a, b].map((one) => one.notNullConstraint?.name ?? notNullName(table, one));
  if (own === wanted) return [];
  return [statement(`${alter} RENAME CONSTRAINT ${local(own!, context)} TO ${local(wanted!, context)}`)];
}
/** A child's own is found by what comes from above, and stays when that goes: what is done before either. */
export function besideTheOneAbove(columns: Columns): Statement[] {
  const { pair, led, change } = columns;
  const child = childNotNull(pair);
  if (child === undefined) return namedAsAbove(columns);
  if (!led || child === 'drop own') return [];
  if (child === 'keep') return [statement(`${change} SET NOT NULL`)];
  return child === 'rename' ? renameNotNull(columns) : [statement(`${change} DROP NOT NULL`)];
}
/** Though its own definition is the same: what it has from above is not. */
export const isChildOtherwise = (pair: Pair): boolean => childNotNull(pair) !== undefined;
function renameNotNull({ pair, alter }: Columns): Statement[] {
  const { context } = pair.after;
  const [own, wanted] = [notNullNameIn(pair.from, pair.before), notNullNameIn(pair.to, pair.after)];
  if (own === undefined || wanted === undefined || own === wanted) return [];
  return [statement(`${alter} RENAME CONSTRAINT ${local(own, context)} TO ${local(wanted, context)}`)];
}
/** PostgreSQL would choose another name. */
const isTakenBefore = ({ b, table, pair: { before } }: Columns): boolean =>
  before.schema.serverVersion >= 180000 &&
  lookup(before.schema).isSharedConstraintName(table.schema, notNullName(table, b), true);
export function notNullChange(columns: Columns): Statement[] {
  const { a, b, table, pair, led, alter, change } = columns;
  const { context } = pair.after;
  const fails = `${b.name} is NULL`;
  const named = b.notNullConstraint;
  const child = led ? childNotNull(pair) : undefined;
  const isOpen = child === 'drop own' || !(led && isNotNullAbove(pair));
  if (!b.notNull) return a.notNull && isOpen ? [statement(`${change} DROP NOT NULL`)] : [];
  const add = (constraint: NonNullable<typeof named>): Statement =>
    statement(
      `${alter} ADD CONSTRAINT ${local(constraint.name, context)} NOT NULL ${local(b.name, context)}${constraint.noInherit ? ' NO INHERIT' : ''}${constraint.valid === false ? ' NOT VALID' : ''}`,
      constraint.valid === false ? {} : { fails },
    );
  // A partition may have one of that name already.
  const isShared = table.partitionBy !== undefined && pair.before.schema.serverVersion >= 180000;
  const chosen = isShared || isTakenBefore(columns) ? notNullName(table, b) : notNullConstraintName(b, context, table);
  const wantedName = named ?? (chosen === undefined ? undefined : { name: chosen });
  if (!a.notNull) return [wantedName ? add(wantedName) : statement(`${change} SET NOT NULL`, { fails })];
  if (a.notNullConstraint?.valid !== false && named?.valid === false)
    return [statement(`${change} DROP NOT NULL`), add(named)];
  if (child === 'keep') return renameNotNull(columns);
  if (pair.before.schema.serverVersion < 180000 || led) return [];
  const wanted = notNullNameIn(pair.to, pair.after)!;
  const renamed = renameNotNull(columns);
  if (renamed.length > 0 && isCalledOtherwiseBelow(pair))
    return mayBeDropped(pair) ? [statement(`${change} DROP NOT NULL`), add({ ...named, name: wanted })] : [];
  const lines = [...renamed];
  const constraint = local(wanted, context);
  if (a.notNullConstraint?.valid === false && named?.valid !== false)
    lines.push(statement(`${alter} VALIDATE CONSTRAINT ${constraint}`, { fails }));
  if (Boolean(a.notNullConstraint?.noInherit) !== Boolean(named?.noInherit))
    lines.push(statement(`${alter} ALTER CONSTRAINT ${constraint} ${named?.noInherit ? 'NO INHERIT' : 'INHERIT'}`));
  return lines;
}
