/** Which differences of two comparisons are the same ones. */
import type { Difference } from './difference';

/** What of a difference is among `left`, too. */
export function remaining(left: readonly Difference[]): (difference: Difference) => readonly Difference[] {
  const bySubject = new Map(left.toReversed().map((each) => [differenceSubject(each), each]));
  return (each) => surviving(each, bySubject.get(differenceSubject(each)));
}
/** What is a difference to dev as the file leaves it, too: `same`, where it is one. */
function surviving(difference: Difference, same: Difference | undefined): readonly Difference[] {
  if (!same) return [];
  if (difference.what !== 'missing columns' || same.what !== 'missing columns') return [difference];
  const names = new Set(same.columns.map(({ name }) => name));
  const columns = difference.columns.filter(({ name }) => names.has(name));
  return columns.length === 0 ? [] : [{ ...difference, columns }];
}
function differenceSubject(difference: Difference): string {
  const { what, origin } = difference;
  const place = [what, origin.statement, origin.start, origin.end];
  if (what === 'column') return [...place, difference.fact].join(' ');
  if (what !== 'constraint' && what !== 'index') return place.join(' ');
  return [...place, difference.differs ?? '', (difference.file ?? difference.dev)?.name].join(' ');
}
