/** Which differences belong to a file: those of the end of its history, and what a pending CREATE TABLE would skip. */
import { compareSchemas } from '../compare/diff';
import type { Comparison, Difference } from '../compare/difference';
import { comparingOnce } from '../compare/once';
import type { FoldedFile, FoldedHistory } from '../fold/folded';
import { neverThere, stillThere } from '../fold/still-there';
import type { Schema, Table } from '../model/schema';
import type { Steps } from '../model/steps';
import { qualifiedKey } from '../text/names';
import { withoutMadeBeside } from './made-beside';
import { withoutPurpose } from './purpose';
import { withoutRenamed } from './renamed';
import type { UndoneInDev } from './rule';
import { skippedTables } from './skipped-tables';

const compared = new WeakMap<Schema, WeakMap<Schema, Comparison>>();
/** The files of one history share one comparison. */
export function* comparingEnds({ end, files }: FoldedHistory, dev: Schema): Steps<Comparison> {
  let byDev = compared.get(end);
  if (!byDev) {
    byDev = new WeakMap();
    compared.set(end, byDev);
  }
  let comparison = byDev.get(dev);
  if (!comparison) {
    const documents = files.map(({ document }) => document);
    comparison = withoutRenamed(yield* comparingOnce(end, dev), documents);
    byDev.set(dev, comparison);
  }
  return comparison;
}

/** What a file that has run took away and dev has, and what it made and dev has not. */
export function undoneInDev(file: FoldedFile, end: () => Schema, dev: Schema | undefined): UndoneInDev {
  if (!dev || file.standing !== 'applied') return { stillThere: [], neverThere: [] };
  return { stillThere: [...stillThere(file, end, dev)], neverThere: [...neverThere(file, end, dev)] };
}

export function* findingDifferences(
  file: FoldedFile,
  comparison: Comparison,
  dev: Schema | undefined,
  history: Pick<FoldedHistory, 'files' | 'pendingEnd' | 'neighbours'>,
): Steps<readonly Difference[]> {
  const { uri } = file.document;
  const own = comparison.differences.filter(
    (difference) => difference.origin.uri === uri && !(dev && isChangedYet(difference, history, dev)),
  );
  if (!dev || file.standing === 'applied') return own;
  return file.standing === 'loose'
    ? yield* withoutMadeBeside(yield* withoutPurpose(own, file, dev), file, history.neighbours, dev)
    : [...own, ...inTheWay(file, dev, history).filter((each) => !own.some((other) => isSameDifference(each, other)))];
}

/** A file that has not run says it anew: what the files before it say of it is on its way out. */
function isChangedYet(
  difference: Difference,
  { files, pendingEnd }: Pick<FoldedHistory, 'files' | 'pendingEnd'>,
  dev: Schema,
): boolean {
  if (difference.what !== 'definition' || files.every(({ standing }) => standing !== 'pending')) return false;
  const { kind, schema, name, on } = difference;
  const key = qualifiedKey(schema, on ?? name);
  const of = (side: Schema) => {
    if (kind === 'function' || kind === 'procedure') return side.routines.get(key);
    if (kind === 'type' || kind === 'sequence') return side[`${kind}s`].get(key);
    const relation = side.tables.get(key) ?? side.views.get(key);
    if (on === undefined) return relation;
    const list = kind === 'policy' ? (relation as Table | undefined)?.policies : relation?.triggers;
    return list?.find((each) => each.name === name);
  };
  return of(pendingEnd) !== of(dev);
}

const columnKinds: ReadonlySet<Difference['what']> = new Set(['missing columns', 'extra column', 'column']);
const partKinds: ReadonlySet<Difference['what']> = new Set(['constraint', 'index']);
const isSameDifference = (a: Difference, b: Difference): boolean =>
  a.what === b.what && a.origin.statement === b.origin.statement && a.origin.start === b.origin.start;

/** What a pending CREATE TABLE would have made is compared with what is there. */
function inTheWay(file: FoldedFile, dev: Schema, history: Pick<FoldedHistory, 'files' | 'pendingEnd'>): Difference[] {
  const { uri } = file.document;
  return skippedTables(file, history, dev).flatMap(({ statement, there, made, isDevs }): readonly Difference[] => {
    const own = compareSchemas(made, there).differences.filter(
      ({ what, origin }) =>
        (columnKinds.has(what) || (isDevs && partKinds.has(what))) &&
        origin.uri === uri &&
        origin.statement === statement,
    );
    return isDevs ? own : own.map((each) => ({ ...each, byThen: true }));
  });
}
