/** ATTACH PARTITION takes the first index of the partition that is like one above, whatever its name. */
import { compareText } from '../text/text';
import type { Side, Unit } from './unit';

export const isAttached = ({ item }: Unit): boolean => item.is === 'index' && item.index.parent !== undefined;
/** Ids of indexes of the same table that are attached to one above and say the same. */
export function attachedAlike(unit: Unit, { units }: Side): string[] {
  const own = bodyOf(unit);
  return [...units.values()]
    .filter((one) => one.holder === unit.holder && isAttached(one) && bodyOf(one) === own)
    .map(({ id }) => id);
}
function bodyOf({ item }: Unit): string | undefined {
  if (item.is !== 'index') return undefined;
  const { keys, unique, where, include, method } = item.index;
  const facts = Object.entries({ keys, unique, where, include, method });
  return JSON.stringify(facts.sort(([a], [b]) => compareText(a, b)));
}
