/**
 * Ordered files → the schema over time: before and after any statement, what each file ran into, and whether a file has
 * run in dev. Folds are kept by file prefix, so an edit re-folds from the edited statement on.
 */

import type { Convention } from '../conventions/convention';
import type { DevSchema } from '../model/dev';
import type { Schema } from '../model/schema';
import { atOnce, type Steps } from '../model/steps';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { pushTo } from '../text/lists';
import { IN_DEV, type Judged, judgeByEffects, judgeByTable, type Trial } from './applied-or-pending';
import { type Bases, basesOf, looseBases, pendingStart } from './bases';
import { explainingStand, type Stand } from './explained-by-end';
import { FileFold, foldFile, foldingFile, withUnread } from './fold-file';
import { type FoldedHistory, isRecorded, NO_DEV, type Standing } from './folded';
import type { Neighbours } from './neighbours';
import { borneOut, type Chain, type Observations, type Observed } from './observed';
import { withOpen } from './open-end';
import { UnreadSteps } from './unread-steps';

/** One set of files that are judged together: a migrations folder, or a single loose file. */
interface HistoryInput {
  readonly convention: Convention | undefined;
  /** In the order the tool runs them. */
  readonly files: readonly SqlDocument[];
  readonly dev: DevSchema | undefined;
  /** What running has shown of a history's files. */
  readonly tells?: Observations | undefined;
  /** Of a loose file. */
  readonly neighbours?: Neighbours | undefined;
}
/** What the next fold can take over. */
interface Folds extends Bases {
  readonly dev: DevSchema | undefined;
  /** The fold of all files as if applied, where standing is inferred from it. */
  readonly trial: readonly FileFold[];
  readonly folds: readonly FileFold[];
}
const keptFolds = new WeakMap<FoldedHistory, Folds>();
export const foldsOf = (history: FoldedHistory): Folds | undefined => keptFolds.get(history);
/** An earlier history of which no more is known than what the next can take over. */
export function previousFrom(folds: Folds): FoldedHistory {
  const { base: end } = folds;
  const history = { convention: undefined, files: [], file: () => undefined, end, pendingEnd: end };
  keptFolds.set(history, folds);
  return history;
}

/**
 * The same, with another text of one file: what that comes to where the file stood. The files after it are as they were,
 * until all are folded.
 */
export function withText(history: FoldedHistory, document: SqlDocument): FoldedHistory {
  const known = history.file(document.uri);
  if (!(known instanceof FileFold) || known.document === document) return history;
  const told = new Map(known.document.statements.map(({ parsed, index }) => [parsed, known.outcomes[index]?.open]));
  const observedOf = ({ parsed }: Statement): Observed | undefined => {
    const open = told.get(parsed);
    return open === 'open' ? undefined : open;
  };
  const file = foldFile(document, known.standing, known.because, known.start, [known], observedOf);
  const files = history.files.map((each) => (each === known ? file : each));
  const made = { ...history, files, file: (uri: string) => (uri === document.uri ? file : history.file(uri)) };
  const folds = keptFolds.get(history);
  if (folds) keptFolds.set(made, folds);
  return made;
}

/** Never throws. With `previous`, every statement up to the first that changed is taken over from it. */
export function foldHistory(input: HistoryInput, previous?: FoldedHistory): FoldedHistory {
  return atOnce(foldingHistory(input, previous));
}
/** The same, a step for each statement. */
export function* foldingHistory(input: HistoryInput, previous?: FoldedHistory): Steps<FoldedHistory> {
  const old = previous && keptFolds.get(previous);
  return yield* input.convention ? foldFolder(input, input.convention, old) : foldLoose(input, old);
}

function* foldLoose(input: HistoryInput, old: Folds | undefined): Steps<FoldedHistory> {
  const bases = looseBases(input.dev, old && old.dev === input.dev ? old.base : undefined);
  const { base } = bases;
  const judged: readonly Judging[] = input.files.map(() => ({
    standing: 'loose',
    because: t('it belongs to no history'),
  }));
  const folds = yield* foldAll(input, judged, base, base, old?.folds);
  return finish(input, folds, { dev: input.dev, ...bases, trial: [], folds }, base, base);
}

function* foldFolder(input: HistoryInput, convention: Convention, old: Folds | undefined): Steps<FoldedHistory> {
  const { dev, files } = input;
  const bases = basesOf(input, convention, old?.dev === dev ? old : undefined);
  const { base } = bases;
  const steps = new UnreadSteps(convention, files, dev);
  const byTable = dev && judgeByTable(convention, files, dev);
  const start = dev ? pendingStart(dev, convention) : base;
  const applied: readonly Judging[] = files.map(() => ({ standing: 'applied', because: NO_DEV }));
  if (!dev || byTable?.some(({ standing }) => standing === 'applied')) {
    const folds = yield* foldAll({ ...input, steps }, byTable ?? applied, base, start, old?.folds);
    return finish({ ...input, steps }, folds, { dev, ...bases, trial: [], folds }, base, start);
  }
  const trial = yield* foldAll({ ...input, steps }, applied, base, start, old?.trial);
  const byEffects = judgeByEffects(trial.map(trialOf), dev.schema);
  // A table that lists none of the files may have come without its rows, as with `pg_dump -s`: then dev has their changes.
  const judged = byTable && !byEffects.some(({ because }) => because === IN_DEV) ? byTable : byEffects;
  const foldingAs = function* (judged: readonly Judged[]): Steps<Stand> {
    const folds = yield* foldAll({ ...input, steps }, judged, base, start, old?.folds, trial);
    const matched = trial[judged.findLastIndex(({ matches }) => matches)];
    return { judged, folds, end: matched?.end ?? lastOf(folds, false)?.end ?? base };
  };
  const inferred = yield* foldingAs(judged);
  const stand = judged === byTable ? inferred : yield* explainingStand(trial, inferred, dev.schema, foldingAs);
  const { folds, end } = stand;
  const isOpen = ({ standing, mayHaveRun }: Judged): boolean => standing === 'applied' || mayHaveRun === true;
  const open = trial.slice(0, stand.judged.findLastIndex(isOpen) + 1);
  return finish({ ...input, steps }, folds, { dev, ...bases, trial, folds }, base, start, end, open);
}
const lastOf = (folds: readonly FileFold[], pending: boolean): FileFold | undefined =>
  folds.findLast((fold) => (fold.standing === 'pending') === pending);

export const trialOf = ({ document, start, end, made }: FileFold): Trial => ({
  ...{ document, made },
  ...{ before: start, after: end },
});

type Judging = { readonly standing: Standing; readonly because: string };
interface InputWithSteps extends HistoryInput {
  readonly steps?: UnreadSteps;
}
/** Applied and loose files one after the other from `base`, pending ones from dev. */
function* foldAll(
  { files, tells, dev: live, steps }: InputWithSteps,
  judged: readonly (Judging | Judged)[],
  base: Schema,
  dev: Schema,
  ...earlier: readonly (readonly FileFold[] | undefined)[]
): Steps<FileFold[]> {
  const known = new Map<string, FileFold[]>();
  for (const folds of earlier) for (const fold of folds ?? []) pushTo(known, fold.document.uri, fold);
  let ends = { applied: base, pending: dev };
  const chains: Record<keyof typeof ends, Chain> = { applied: { base }, pending: { base: dev } };
  const all: FileFold[] = [];
  for (const [i, document] of files.entries()) {
    const { standing, because } = judged[i] ?? { standing: 'loose', because: '' };
    const chain = standing === 'pending' ? 'pending' : 'applied';
    const before = chains[chain];
    const { unread, ...starts } = steps?.before(i, judged, ends) ?? { ...ends, unread: undefined };
    ends = starts;
    // Running leaves out what is not SQL, so that it tells of another schema.
    const isTold = standing !== 'loose' && !unread?.[chain];
    const observedOf = (statement: Statement): Observed | undefined =>
      !isTold ? undefined : heldBy(tells?.at(before, document, statement), chain, live);
    const fold = yield* foldingFile(document, standing, because, ends[chain], known.get(document.uri), observedOf);
    ends[chain] = fold.end;
    chains[chain] = { base: before.base, last: { document, before } };
    // Nobody knows whether it has run, so what it makes is missing from dev for those that have not run either.
    if (document.unreadable !== undefined && chain === 'applied' && !isRecorded({ standing, because }))
      ends.pending = withUnread(ends.pending, document);
    all.push(fold);
  }
  return all;
}

const settled = new WeakMap<Observed, { readonly dev: Schema; readonly told: Observed | undefined }>();
/** What dev bears out of what may have come out otherwise there; nothing does before it has run. */
export function heldBy(
  told: Observed | undefined,
  chain: 'applied' | 'pending',
  live: DevSchema | undefined,
): Observed | undefined {
  if (!told || (told.circumstance === undefined && told.varying.size === 0)) return told;
  if (chain === 'pending' || !live) return told.circumstance === undefined ? told : undefined;
  const known = settled.get(told);
  if (known?.dev === live.schema) return known.told;
  const held = borneOut(told, live.schema);
  settled.set(told, { dev: live.schema, told: held });
  return held;
}

function finish(
  input: InputWithSteps,
  folds: readonly FileFold[],
  keep: Folds,
  base: Schema,
  dev: Schema,
  end: Schema = lastOf(folds, false)?.end ?? base,
  open: readonly FileFold[] = folds.filter(({ standing }) => standing !== 'pending'),
): FoldedHistory {
  const byUri = new Map(folds.map((fold) => [fold.document.uri, fold]));
  const history: FoldedHistory = {
    convention: input.convention,
    files: folds,
    file: (uri) => byUri.get(uri),
    end: withOpen(input.steps?.after(end, folds) ?? end, open),
    unread: input.steps?.reasons(folds),
    pendingEnd: lastOf(folds, true)?.end ?? (input.convention && input.dev && folds.length === 0 ? dev : end),
    neighbours: input.neighbours,
  };
  keptFolds.set(history, keep);
  return history;
}
