/** ATTACH PARTITION takes the first index or key of the partition that is like one above, whatever its name. */
import { isKey } from '../generate/partitions';
import type { Constraint, IndexKey } from '../model/schema';
import { compareText } from '../text/text';
import type { Side, Unit } from './unit';

export function isAttached({ item }: Unit): boolean {
  if (item.is === 'index') return item.index.parent !== undefined;
  return item.is === 'constraint' && isKey(item.constraint) && item.constraint.parentIndex !== undefined;
}
/** Ids of indexes and keys of the same table that are attached to one above and say the same. */
export function attachedAlike(unit: Unit, { units }: Side): string[] {
  const own = bodyOf(unit);
  if (own === undefined) return [];
  return [...units.values()]
    .filter((one) => one.holder === unit.holder && isAttached(one) && bodyOf(one) === own)
    .map(({ id }) => id);
}
/** What `CompareIndexInfo` of the server looks at: not the direction, and of an operator class its family. */
function bodyOf({ item }: Unit): string | undefined {
  if (item.is === 'constraint') return bodyOfKey(item.constraint);
  if (item.is !== 'index') return undefined;
  const { keys, unique, nullsNotDistinct, where, include, method } = item.index;
  const facts = Object.entries({ keys: keys.map(comparedOf), unique, nullsNotDistinct, where, include, method });
  return JSON.stringify(facts.sort(([a], [b]) => compareText(a, b)));
}
/** One that excludes is like no other. */
function bodyOfKey(one: Constraint): string | undefined {
  if (!isKey(one) || one.kind === 'exclude' || one.withoutOverlaps) return undefined;
  return JSON.stringify([one.columns, one.include ?? [], one.nullsNotDistinct ?? false]);
}
function comparedOf({ column, expression, collation, opclass }: IndexKey): readonly unknown[] {
  const family = opclass && (familyOfClass.get(opclass.name) ?? opclass.name);
  return [column, expression, collation?.schema, collation?.name, family || undefined];
}
/** Operator classes of one family with another; '' is what is taken where none is said. */
const familyOfClass: ReadonlyMap<string, string> = new Map([
  ['varchar_ops', ''],
  ['text_ops', ''],
  ['varchar_pattern_ops', 'text_pattern_ops'],
  ['cidr_ops', 'inet_ops'],
]);
