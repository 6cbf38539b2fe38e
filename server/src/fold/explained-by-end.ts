/**
 * Files of which dev is exactly the end have run, though what each of them does may not show it: what one makes, another
 * drops, and a third makes anew, stands in dev whether it is the first's or the third's.
 */
import type { Comparison } from '../compare/difference';
import { comparingOnce } from '../compare/once';
import { comparedKinds, kinds } from '../model/kinds';
import type { PMap } from '../model/persistent-map';
import type { Schema, Table, UserType } from '../model/schema';
import type { Steps } from '../model/steps';
import type { SqlDocument } from '../sql/document/statement';
import { IN_DEV, type Judged, LATER_HAVE_RUN } from './applied-or-pending';
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
 * `trial`: all files, folded as if they had run. Of `inferred`, and of those in which more files have run and dev is what
 * these end in, the one that leaves least unexplained.
 */
export function* explainingStand(
  trial: readonly FileFold[],
  inferred: Stand,
  dev: Schema,
  foldingAs: (judged: readonly Judged[]) => Steps<Stand>,
): Steps<Stand> {
  const last = inferred.judged.findLastIndex(({ standing }) => standing === 'applied');
  const cuts = possibleCuts(trial, last, dev);
  if (cuts.length === 0) return inferred;
  const compared = yield* comparingOnce(inferred.end, dev);
  let refused = refusedIn(inferred);
  if (compared.differences.length === 0 && refused === 0) return inferred;
  if (compared.differences.length > 0) refused = Number.POSITIVE_INFINITY;
  let best = inferred;
  for (const cut of cuts) {
    if (refused === 0) break;
    if (!isExplained(yield* comparingOnce(trial[cut]!.end, dev), compared)) continue;
    const stand = yield* foldingAs(
      inferred.judged.map((each, at) => (at > last && at <= cut ? asRun(at === cut) : each)),
    );
    if (refusedIn(stand) >= refused) continue;
    best = stand;
    refused = refusedIn(stand);
  }
  return best;
}
const asRun = (isLast: boolean): Judged => ({ standing: 'applied', because: isLast ? IN_DEV : LATER_HAVE_RUN });

/** What is not known of dev as the files that surely have run leave it, is not known of it later either. */
function isExplained({ differences, undecided }: Comparison, before: Comparison): boolean {
  const known = new Set(before.undecided.map(({ object, reason }) => `${object}\0${reason}`));
  return differences.length === 0 && undecided.every(({ object, reason }) => known.has(`${object}\0${reason}`));
}
const refusedIn = ({ folds }: Stand): number =>
  folds.flatMap(({ standing, conflicts }) => (standing === 'pending' ? conflicts.filter(isRefusal) : [])).length;
const isRefusal = ({ kind }: Conflict): boolean => kind !== 'skipped by if not exists' && kind !== 'not decided';

/** The files after `last` up to which all may have run: each of them could, and dev has the same names as they end in. */
function possibleCuts(trial: readonly FileFold[], last: number, dev: Schema): readonly number[] {
  if (last === trial.length - 1) return [];
  const unlike = new Set<string>();
  const cuts: number[] = [];
  for (const [at, file] of trial.entries()) {
    if (at > last && !canHaveRun(file)) break;
    const isSeen = noteUnlike(unlike, file, dev);
    if (at > last && unlike.size === 0 && isSeen) cuts.push(at);
  }
  return cuts;
}
const canHaveRun = ({ document, conflicts }: FileFold): boolean =>
  document.unreadable === undefined &&
  isFinished(document) &&
  conflicts.every(({ kind }) => kind === 'skipped by if not exists');
const isFinished = ({ statements }: SqlDocument): boolean =>
  statements.every(({ runs, parsed: { status } }) => !runs || (status !== 'syntax error' && status !== 'placeholder'));

const namedMaps = [...comparedKinds.map((kind) => kinds[kind].map), 'namespaces', 'extensions'] as const;
/** What a file makes or drops, and dev lacks or has: until a later one changes it. Whether it does anything that is seen. */
function noteUnlike(unlike: Set<string>, { start, end }: FileFold, dev: Schema): boolean {
  let isSeen = false;
  for (const map of namedMaps) {
    if (start[map] === end[map]) continue;
    isSeen = true;
    for (const { key, before, after } of (end[map] as PMap<object>).changesFrom(start[map] as PMap<object>)) {
      // What an extension brings is another in every version of it.
      if (map !== 'extensions' && isBroughtByExtension((after ?? before)!)) continue;
      const fact = `${map}\0${key}`;
      if (isAlike(after, dev[map].get(key))) unlike.delete(fact);
      else unlike.add(fact);
    }
  }
  return isSeen;
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
