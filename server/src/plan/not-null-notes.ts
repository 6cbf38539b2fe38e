/** What stays otherwise of NOT NULL than it is wanted. */
import { displayName } from '../text/names';
import type { Pair } from './alteration';
import { type Changes, isMade } from './changes';
import { childNotNull, giverOf, isCalledOtherwiseBelow, mayBeDropped, notNullNameIn } from './not-null-names';
import type { Side } from './unit';

/** Since 18 none that is inherited is renamed, and what was a table's own stays that. */
export function notNullNotes(changes: Changes, before: Side, after: Side): string[] {
  if (before.schema.serverVersion < 180000) return [];
  return [...changes.values()].flatMap((change) => {
    const { from, to, gone } = change;
    if (from?.item.is !== 'column' || to?.item.is !== 'column' || isMade(change)) return [];
    const { table, column } = to.item;
    const [own, wanted] = [from.item.column.notNullConstraint?.name, column.notNullConstraint?.name];
    if (table.partitionOf !== undefined || !from.item.column.notNull || !column.notNull) return [];
    const pair = { from, to, gone, before, after };
    const [was, is] = [giverOf(from, before), giverOf(to, after)];
    const isKept = was && is && (to.above ?? []).includes(was.id) && !gone.has(was.id);
    const stays = isKept ? own !== wanted : is && wanted === undefined && !isTaken(pair);
    const isStuck = !is && own !== wanted && isCalledOtherwiseBelow(pair) && !mayBeDropped(pair);
    if (!stays && !isStuck) return [];
    const name = `${displayName(table, after.schema.searchPath)}.${displayName({ name: column.name })}`;
    const [has, would] = [isKept || isStuck ? notNullNameIn(from, before) : undefined, notNullNameIn(to, after)];
    return has !== undefined && has !== would
      ? [`${name}: its NOT NULL stays ${has}, and only that of a new table would be ${would}`]
      : [
          `${name}: its NOT NULL is ${isKept && own === undefined ? 'only inherited' : 'its own too, not only inherited'}`,
        ];
  });
}
const isTaken = (pair: Pair): boolean => childNotNull(pair) === 'take the one above';
