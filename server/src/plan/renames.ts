/** Constraints and indexes that only changed their name: those are told apart by nothing else. */
import { pushTo } from '../text/lists';
import { alter } from './alter';
import type { Side, Unit } from './unit';

/** New ids by old ones. */
export function renamedParts(before: Side, after: Side): Map<string, string> {
  const made = new Map<string, Unit[]>();
  for (const unit of after.units.values())
    if (isNamedPart(unit) && !before.units.has(unit.id)) pushTo(made, unit.holder!, unit);
  const renamed = new Map<string, string>();
  for (const from of made.size > 0 ? before.units.values() : []) {
    if (!isNamedPart(from) || after.units.has(from.id)) continue;
    const candidates = made.get(from.holder!) ?? [];
    const to = candidates.find((one) => alter({ from, to: one, gone: new Set(), before, after }) !== 'replace');
    if (!to) continue;
    candidates.splice(candidates.indexOf(to), 1);
    renamed.set(from.id, to.id);
  }
  return renamed;
}
const isNamedPart = ({ item, holder }: Unit): boolean =>
  holder !== undefined && (item.is === 'constraint' || item.is === 'index');
