/** One file folded statement by statement, every schema between them kept. */

import { noting } from '../model/reads';
import type { Schema } from '../model/schema';
import { near } from '../model/secondary-index';
import { atOnce, type Steps } from '../model/steps';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { present } from '../text/present';
import type { ApplyContext, Conflict } from './conflict';
import type { FoldedFile, Standing } from './folded';
import { judgingLoose, looseFile, sameLoose } from './loose-file';
import type { Observed } from './observed';
import { type ObservedStep, observedStep } from './observed-step';
import { endFrom, FileReads, keepingEqual } from './rebase';
import { endOfFile, type Session } from './session';
import { takenAway, withTaken } from './taken-away';

/** What came of each statement of a file: worked out when it is first asked for, where it was kept without. */
export class Outcomes {
  #steps: readonly ObservedStep[] | undefined;
  readonly #work: () => readonly ObservedStep[];
  constructor(
    work: () => readonly ObservedStep[],
    /** Of some statement: that it leaves open what it makes, told or not; and that it is not told. */
    readonly kept?: { readonly leavesOpen: boolean; readonly isOpen: boolean },
  ) {
    this.#work = work;
  }
  static of(steps: readonly ObservedStep[]): Outcomes {
    return new Outcomes(() => steps);
  }
  get steps(): readonly ObservedStep[] {
    this.#steps ??= this.#work();
    return this.#steps;
  }
  get isOpen(): boolean {
    return this.kept?.isOpen ?? this.steps.some(({ open }) => open === 'open');
  }
  get leavesOpen(): boolean {
    return this.kept?.leavesOpen ?? this.steps.some(({ open }) => open !== undefined);
  }
}

export class FileFold implements FoldedFile {
  readonly end: Schema;
  #conflicts: readonly Conflict[] | undefined;
  #steps: readonly ObservedStep[] | undefined;

  constructor(
    readonly document: SqlDocument,
    readonly standing: Standing,
    readonly because: string,
    readonly start: Schema,
    /** Its schemas are those after each statement unless `again` says otherwise. */
    readonly made: Outcomes,
    end?: Schema,
    readonly reads?: FileReads,
    /** Makes the schemas after each statement, where they were made from another start. */
    readonly again?: () => readonly ObservedStep[],
  ) {
    this.end = end ?? endOfFile(made.steps.at(-1)?.session.schema ?? start, start.searchPath);
  }
  get outcomes(): readonly ObservedStep[] {
    return this.made.steps;
  }
  get conflicts(): readonly Conflict[] {
    this.#conflicts ??= this.outcomes.flatMap((each) => each.conflicts);
    return this.#conflicts;
  }
  /** After each statement. */
  get steps(): readonly ObservedStep[] {
    this.#steps ??= this.again?.() ?? this.outcomes;
    return this.#steps;
  }
  told(statement: number): boolean {
    const { open } = this.outcomes[statement] ?? {};
    return open !== undefined && open !== 'open';
  }
  get isOpen(): boolean {
    return this.made.isOpen;
  }
  before(statement: number): Schema {
    return statement <= 0 ? this.start : this.after(statement - 1);
  }
  after(statement: number): Schema {
    return (this.steps[Math.min(statement, this.steps.length - 1)]?.session ?? { schema: this.start }).schema;
  }
}

const applyModes: Readonly<Record<Standing, ApplyContext['mode']>> = {
  loose: 'loose',
  applied: 'history',
  pending: 'strict',
};

export function foldFile(...file: Parameters<typeof foldingFile>): FileFold {
  return atOnce(foldingFile(...file));
}
type ObservedOf = (statement: Statement) => Observed | undefined;
/**
 * Takes over from earlier folds of the same file: from the same start as many statements as are the same, and from another
 * one all of them, where nothing that they read has changed.
 */
export function* foldingFile(
  document: SqlDocument,
  standing: Standing,
  because: string,
  from: Schema,
  known: readonly FileFold[] = [],
  observedOf: ObservedOf = () => undefined,
): Steps<FileFold> {
  if (document.unreadable !== undefined) return foldUnread(document, standing, because, from, known);
  const loose = standing === 'loose' ? yield* judgingLoose(document, from) : undefined;
  const start = loose?.mayHaveRun ? withTaken(from, takenAway(document, from)) : from;
  const [earlier, same] = mostAlike(known, (fold) => {
    // What one that could not be read came to is nothing that an empty one comes to.
    if (fold.start !== start || fold.document.unreadable !== undefined) return undefined;
    const isJudgedSame =
      applyModes[fold.standing] === applyModes[standing] &&
      (!loose || sameLoose(loose, looseFile(fold.document, start)));
    if (isUntouched(fold, document, isJudgedSame)) return Number.POSITIVE_INFINITY;
    return sameSteps(fold, document.statements, isJudgedSame, observedOf);
  });
  if (earlier && (same === Number.POSITIVE_INFINITY || isWhole(earlier, document, same)))
    return earlier.document === document && earlier.because === because && earlier.standing === standing
      ? earlier
      : new FileFold(document, standing, because, start, earlier.made, earlier.end, earlier.reads, earlier.again);
  const context = { uri: document.uri, mode: applyModes[standing], ...present({ loose }) };
  // What follows a file is folded from it; nothing follows a loose one.
  const reads = standing === 'loose' ? undefined : new FileReads();
  const rebased = reads && rebasedFold(document, standing, because, start, known, observedOf, context);
  if (rebased) {
    yield;
    return rebased;
  }
  if (earlier?.reads && same > 0) reads?.addAll(earlier.reads);
  const steps = earlier ? earlier.steps.slice(0, same) : [];
  const { current } = reads ?? {};
  // Judged otherwise, it was folded from a schema that has little to do with this one.
  const alike = known.find((fold) => applyModes[fold.standing] === applyModes[standing]);
  for (const statement of document.statements.slice(same)) {
    const before: Session = steps.at(-1)?.session ?? { schema: start };
    const next = near(alike?.reads?.current, () =>
      noting(current, () => observedStep(before, statement, context, observedOf)),
    );
    reads?.close(before.schema, next.session.schema);
    steps.push(next);
    yield;
  }
  const end = endOf(steps, start, reads, known[0]?.end);
  return new FileFold(document, standing, because, start, Outcomes.of(steps), end, reads);
}
/** The first of which most steps stay as they are; of one that is the same as a whole, more than there are. */
function mostAlike(
  known: readonly FileFold[],
  stepsOf: (fold: FileFold) => number | undefined,
): readonly [FileFold | undefined, number] {
  let [found, most]: [FileFold | undefined, number] = [undefined, 0];
  for (const fold of known) {
    const steps = stepsOf(fold);
    if (steps === undefined || (found && steps <= most)) continue;
    [found, most] = [fold, steps];
    if (steps === Number.POSITIVE_INFINITY) break;
  }
  return [found, most];
}
/** `before`: what it ended in when it was folded last. */
function endOf(steps: readonly ObservedStep[], start: Schema, reads?: FileReads, before?: Schema): Schema {
  const last = steps.at(-1)?.session.schema ?? start;
  const end = noting(reads?.current, () => endOfFile(last, start.searchPath));
  reads?.close(last, end);
  return reads && before ? keepingEqual(start, end, before) : end;
}
/**
 * The same comes of all of it, so that no statement needs to be looked at: whatever running has told since, or as it told
 * of the same files before.
 */
const isUntouched = (fold: FileFold, document: SqlDocument, judgedSame: boolean): boolean =>
  judgedSame && fold.document === document && (fold.made.kept !== undefined || !fold.made.leavesOpen);
const isWhole = ({ outcomes }: FileFold, { statements }: SqlDocument, same: number): boolean =>
  same === statements.length && same === outcomes.length;
/** As it was folded from another schema, where it reads nothing that is other in this one. */
function rebasedFold(
  document: SqlDocument,
  standing: Standing,
  because: string,
  start: Schema,
  known: readonly FileFold[],
  observedOf: ObservedOf,
  context: Omit<ApplyContext, 'statement'>,
): FileFold | undefined {
  for (const fold of known) {
    if (!fold.reads || applyModes[fold.standing] !== applyModes[standing]) continue;
    // From another start running would tell anew.
    const isSame = isUntouched(fold, document, true) && !fold.made.leavesOpen;
    if (!isSame && !isWhole(fold, document, sameSteps(fold, document.statements, true, observedOf))) continue;
    const end = endFrom(fold.reads, fold.start, fold.end, start);
    if (!end) continue;
    const again = (): ObservedStep[] => {
      const steps: ObservedStep[] = [];
      for (const statement of document.statements)
        steps.push(observedStep(steps.at(-1)?.session ?? { schema: start }, statement, context, observedOf));
      return steps;
    };
    return new FileFold(document, standing, because, start, fold.made, end, fold.reads, again);
  }
  return undefined;
}
/** What a file that is not read would have made is not known, so nothing after it is surely wrong. */
function foldUnread(
  document: SqlDocument,
  standing: Standing,
  because: string,
  start: Schema,
  known: readonly FileFold[],
): FileFold {
  const same = known.find((fold) => fold.document === document && fold.start === start);
  if (same?.standing === standing && same.because === because) return same;
  return new FileFold(document, standing, because, start, Outcomes.of([]), same?.end ?? withUnread(start, document));
}
/** The schema, and that a file may have changed any of it. */
export function withUnread(schema: Schema, document: SqlDocument): Schema {
  return { ...schema, unknown: [...schema.unknown, { object: '*', reason: notRead(document) ?? '' }] };
}
/** `0002_b.sql is not read: the file is a device`; undefined: it is read. */
export function notRead({ uri, unreadable }: SqlDocument): string | undefined {
  return unreadable === undefined
    ? undefined
    : t('{0} is not read: {1}', uri.slice(uri.lastIndexOf('/') + 1), unreadable);
}
/** How many steps stay as they are; of a file that was judged otherwise, those that do not depend on that. */
function sameSteps(
  { document, outcomes: steps }: FileFold,
  now: readonly Statement[],
  judgedSame: boolean,
  observedOf: ObservedOf,
): number {
  const was = document.statements;
  const most = Math.min(steps.length, now.length);
  let same = 0;
  while (
    same < most &&
    was[same]!.parsed === now[same]!.parsed &&
    was[same]!.runs === now[same]!.runs &&
    (judgedSame || steps[same]!.inAnyMode) &&
    (steps[same]!.open === undefined || steps[same]!.open === (observedOf(now[same]!) ?? 'open'))
  )
    same++;
  return same;
}
