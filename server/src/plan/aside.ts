/** Types that are renamed while columns are given the new one. */
import type { Change } from './changes';
import type { Unit } from './unit';

/** A type of columns that stay: these get the new one before the old can go. */
export function isAside({ from, action }: Change, users: ReadonlyMap<string, readonly Unit[]>): boolean {
  if (action !== 'replace' || (from!.item.is !== 'type' && from!.item.is !== 'collation')) return false;
  return isHeld(from!, users);
}
/** By columns, or by types of columns. */
const isHeld = ({ id }: Unit, users: ReadonlyMap<string, readonly Unit[]>): boolean =>
  (users.get(id) ?? []).some((user) => user.item.is === 'column' || (user.item.is === 'type' && isHeld(user, users)));
