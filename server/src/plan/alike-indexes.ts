/** ATTACH PARTITION takes the first index of the partition that is like one above, whatever its name. */
import type { IndexKey } from '../model/schema';
import { compareText } from '../text/text';
import type { Side, Unit } from './unit';

export const isAttached = ({ item }: Unit): boolean => item.is === 'index' && item.index.parent !== undefined;
/** Ids of indexes of the same table that are attached to one above and say the same. */
export function attachedAlike(unit: Unit, { units }: Side): string[] {
  const own = bodyOf(unit);
  if (own === undefined) return [];
  return [...units.values()]
    .filter((one) => one.holder === unit.holder && isAttached(one) && bodyOf(one) === own)
    .map(({ id }) => id);
}
/** What `CompareIndexInfo` of the server looks at: not the direction, and of an operator class its family. */
function bodyOf({ item }: Unit): string | undefined {
  if (item.is !== 'index') return undefined;
  const { keys, unique, nullsNotDistinct, where, include, method } = item.index;
  const facts = Object.entries({ keys: keys.map(comparedOf), unique, nullsNotDistinct, where, include, method });
  return JSON.stringify(facts.sort(([a], [b]) => compareText(a, b)));
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
