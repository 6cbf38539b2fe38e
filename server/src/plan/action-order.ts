/** What can be done to a unit, and what comes first wherever needs leave a choice. */
import type { Unit } from './unit';

/**
 * `save`, `fill`: the rows of a table that is made anew; `release`: takes away of a unit what others wait for; `aside`: renames a type that columns still have; `drop`; `make`;
 * `alter`; `join`: to a partitioned table, a parent, an index; `settle`: what ALTER says of a new table once its parts
 * stand; `later`: what a circle left open.
 */
export type ActionKind =
  | 'save'
  | 'release'
  | 'aside'
  | 'drop'
  | 'make'
  | 'alter'
  | 'join'
  | 'fill'
  | 'settle'
  | 'later';
/** Ranks beside those of the units: see `script` of generate. */
const early: Readonly<Partial<Record<ActionKind, string>>> = { save: '0', release: '0', aside: '1', drop: '2' };
const late: Readonly<Partial<Record<ActionKind, string>>> = { join: 'm', fill: 'n', settle: 'o', later: 'q' };

/** `alone`: of a table that joins what it becomes a part of later. */
export function sortKeyOf(doing: ActionKind, { item, sortKey, given }: Unit, alone: boolean): string {
  // A unique index of a partitioned table would take a partition's key that is alike, and not yet attached, for its own.
  const isKeyJoin = doing === 'join' && item.is === 'constraint';
  const rank = isKeyJoin ? 'k1~' : (early[doing] ?? late[doing]);
  // Columns may be of its types until they change.
  if (doing === 'drop' && item.is === 'extension') return `~\0${sortKey}`;
  // The one above waits for those that it makes, and has to come before what is like it.
  if (doing === 'make' && given && !alone) return sortKey.replace(/^(k1|l)\0\d+/, '$1\x00000');
  const own = doing === 'drop' ? inverted(sortKey) : sortKey;
  return rank === undefined ? own : `${rank}\0${own}`;
}
/** The last made is the first to go. */
const inverted = (sortKey: string): string =>
  `${String.fromCharCode(122 - (sortKey.charCodeAt(0) - 97))}${sortKey.slice(1)}`;
