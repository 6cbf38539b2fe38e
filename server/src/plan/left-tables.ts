/** Tables that partitions or children leave, and what holds those there. */
import { type Change, type Changes, isDropped } from './changes';
import type { Unit } from './unit';

interface Left {
  readonly tables: ReadonlySet<string>;
  /** Foreign keys of theirs that fall before the first partition leaves, and on the partitions with them. */
  readonly keys: ReadonlySet<string>;
}
const leftOf = new WeakMap<Changes, Left>();
function leftIn(changes: Changes): Left {
  const found = leftOf.get(changes) ?? findLeft(changes);
  leftOf.set(changes, found);
  return found;
}
function findLeft(changes: Changes): Left {
  const all = [...changes.values()];
  const tables = new Set(all.flatMap(({ alteration }) => alteration?.leaves ?? []));
  const kept = new Set(all.flatMap((change) => (isDropped(change) ? [] : (change.from?.above ?? []))));
  const keys = all.flatMap(({ from }) =>
    isForeignKey(from) && tables.has(from?.holder ?? '') && !kept.has(from!.id) ? [from!.id] : [],
  );
  return { tables, keys: new Set(keys) };
}
export const isForeignKey = (unit: Unit | undefined): boolean =>
  unit?.item.is === 'constraint' && unit.item.constraint.kind === 'foreign key';

/** Partitioned tables whose partitions are detached and stand, each with its rows. */
export const leftByPartitions = (changes: Changes): ReadonlySet<string> => leftIn(changes).tables;
/** Whether a statement of its own drops a part of a table that is dropped: it would hold the partitions of both tables. */
export const dropsAlone = (change: Change | undefined, changes: Changes): boolean =>
  leftIn(changes).keys.has(change?.from?.id ?? '');
