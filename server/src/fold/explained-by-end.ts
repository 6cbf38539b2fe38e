/**
 * Files of which dev is exactly the end have run, though what each of them does may not show it: what one makes, another
 * drops, and a third makes anew, stands in dev whether it is the first's or the third's.
 */
import type { Comparison, Difference } from '../compare/difference';
import { comparingOnce } from '../compare/once';
import { comparedKinds, kinds } from '../model/kinds';
import type { PMap } from '../model/persistent-map';
import type { Schema, Table, UserType } from '../model/schema';
import type { Steps } from '../model/steps';
import type { SqlDocument } from '../sql/document/statement';
import { keyOf } from '../text/names';
import { IN_DEV, type Judged, LATER_HAVE_RUN, NOT_IN_DEV, NOTHING_SHOWS } from './applied-or-pending';
import type { Conflict } from './conflict';
import type { FileFold } from './fold-file';

/** One way in which the files may stand to dev, folded. */
export interface Stand {
  readonly judged: readonly Judged[];
  readonly folds: readonly FileFold[];
  /** What is compared with dev. */
  readonly end: Schema;
}
/**
 * `trial`: all files, folded as if they had run. Of `inferred`, and of those in which more files or fewer have run and dev
 * is what these end in, the one that leaves least unexplained.
 */
export function* explainingStand(
  trial: readonly FileFold[],
  inferred: Stand,
  dev: Schema,
  foldingAs: (judged: readonly Judged[]) => Steps<Stand>,
): Steps<Stand> {
  const last = inferred.judged.findLastIndex(({ standing }) => standing === 'applied');
  const { cuts, isAlikeAtLast } = possibleCuts(trial, last, dev);
  if (cuts.length === 0) return inferred;
  const compared = yield* comparingOnce(inferred.end, dev);
  const differs = compared.differences.length > 0;
  const explaining = function* (cut: number): Steps<Stand | undefined> {
    const { end } = trial[cut]!;
    if (compared.differences.some((each) => isLeft(each, inferred.end, end))) return undefined;
    if (!isExplained(yield* comparingOnce(end, dev), compared)) return undefined;
    return yield* foldingAs(judgedAt(cut, last, inferred.judged, trial));
  };
  let best = inferred;
  let refused = differs ? Number.POSITIVE_INFINITY : refusedIn(inferred);
  for (const cut of cuts.filter((at) => at > last)) {
    const stand = refused > 0 ? yield* explaining(cut) : undefined;
    if (stand && refusedIn(stand) < refused) [best, refused] = [stand, refusedIn(stand)];
  }
  if (best !== inferred || (!differs && isAlikeAtLast)) return best;
  for (const cut of cuts.filter((at) => at < last).reverse()) {
    const stand = yield* explaining(cut);
    // What a later file shows weighs more than what could not run.
    if (stand && refusedIn(stand) === 0) return stand;
  }
  return inferred;
}
/** The files up to `cut` have run, where before those up to `last` had. */
function judgedAt(cut: number, last: number, judged: readonly Judged[], trial: readonly FileFold[]): readonly Judged[] {
  return judged.map((each, at): Judged => {
    if (at > last && at <= cut) return { standing: 'applied', because: at === cut ? IN_DEV : LATER_HAVE_RUN };
    if (at <= cut || cut > last) return each;
    return { standing: 'pending', because: isSeen(trial[at]!) ? NOT_IN_DEV : NOTHING_SHOWS };
  });
}

/** Surely a difference in the other schema too, without comparing that: its table is the same there. */
function isLeft(difference: Difference, of: Schema, other: Schema): boolean {
  if (!('table' in difference) || difference.what === 'index') return false;
  const key = keyOf(difference.table);
  return of.tables.get(key) === other.tables.get(key);
}
/** What is not known of dev as the files that surely have run leave it, is not known of it later either. */
function isExplained({ differences, undecided }: Comparison, before: Comparison): boolean {
  const known = new Set(before.undecided.map(({ object, reason }) => `${object}\0${reason}`));
  return differences.length === 0 && undecided.every(({ object, reason }) => known.has(`${object}\0${reason}`));
}
/** Conflicts of a kept fold are worked out when they are asked for: of no file that has run. */
const refusedIn = ({ folds }: Stand): number =>
  folds.flatMap((fold) => (fold.standing === 'pending' ? fold.conflicts.filter(isRefusal) : [])).length;
const isRefusal = ({ kind }: Conflict): boolean => kind !== 'skipped by if not exists' && kind !== 'not decided';

/** The files up to which all may have run, and no others: each of them could, and dev has the same names as they end in. */
function possibleCuts(
  trial: readonly FileFold[],
  last: number,
  dev: Schema,
): { readonly cuts: readonly number[]; readonly isAlikeAtLast: boolean } {
  const unlike = new Set<string>();
  // What is in dev is one of the files' work.
  for (const { start, end } of trial)
    for (const { fact, after, there } of namesChanged(start, end, dev)) if (after && there) unlike.add(fact);
  const cuts: number[] = [];
  let isAlikeAtLast = last < 0;
  for (const [at, file] of trial.entries()) {
    if (at > last && !canHaveRun(file)) break;
    for (const { fact, after, there } of namesChanged(file.start, file.end, dev))
      if (isAlike(after, there)) unlike.delete(fact);
      else unlike.add(fact);
    if (at === last) isAlikeAtLast = unlike.size === 0;
    else if (unlike.size === 0 && isSeen(file)) cuts.push(at);
  }
  return { cuts, isAlikeAtLast };
}
const canHaveRun = ({ document, conflicts }: FileFold): boolean =>
  document.unreadable === undefined &&
  isFinished(document) &&
  conflicts.every(({ kind }) => kind === 'skipped by if not exists');
const isFinished = ({ statements }: SqlDocument): boolean =>
  statements.every(({ runs, parsed: { status } }) => !runs || (status !== 'syntax error' && status !== 'placeholder'));

const namedMaps = [...comparedKinds.map((kind) => kinds[kind].map), 'namespaces', 'extensions'] as const;
/** It does something that a comparison with dev sees. */
const isSeen = ({ start, end }: FileFold): boolean => namedMaps.some((map) => start[map] !== end[map]);
interface NameChange {
  readonly fact: string;
  readonly after: object | undefined;
  readonly there: object | undefined;
}
/** What a file makes, changes or drops, and dev's of the same name. */
function* namesChanged(start: Schema, end: Schema, dev: Schema): Iterable<NameChange> {
  for (const map of namedMaps) {
    if (start[map] === end[map]) continue;
    for (const { key, before, after } of (end[map] as PMap<object>).changesFrom(start[map] as PMap<object>)) {
      // What an extension brings is another in every version of it.
      if (map !== 'extensions' && isBroughtByExtension((after ?? before)!)) continue;
      yield { fact: `${map}\0${key}`, after, there: dev[map].get(key) };
    }
  }
}
const isBroughtByExtension = (object: object): boolean =>
  [object].flat().some((each) => (each as Partial<UserType>).extension !== undefined);
function isAlike(file: object | undefined, dev: object | undefined): boolean {
  if (!file || !dev) return file === dev;
  const [columns, others] = [file, dev].map((side) => (side as Partial<Table>).columns);
  if (!columns || !others) return true;
  const names = new Set(others.map(({ name }) => name));
  return columns.length === others.length && columns.every(({ name }) => names.has(name));
}
