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

export class FileFold implements FoldedFile {
  readonly conflicts: readonly Conflict[];
  readonly end: Schema;
  #steps: readonly ObservedStep[] | undefined;

  constructor(
    readonly document: SqlDocument,
    readonly standing: Standing,
    readonly because: string,
    readonly start: Schema,
    /** What came of each statement; its schemas are those after it unless `again` says otherwise. */
    readonly outcomes: readonly ObservedStep[],
    end?: Schema,
    readonly reads?: FileReads,
    /** Makes the schemas after each statement, where they were made from another start. */
    readonly again?: () => readonly ObservedStep[],
  ) {
    this.conflicts = outcomes.flatMap((each) => each.conflicts);
    this.end = end ?? endOfFile(outcomes.at(-1)?.session.schema ?? start, start.searchPath);
    if (!again) this.#steps = outcomes;
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
    return this.outcomes.some(({ open }) => open === 'open');
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
  let [earlier, same]: [FileFold | undefined, number] = [undefined, 0];
  for (const fold of known) {
    if (fold.start !== start) continue;
    const judgedSame =
      applyModes[fold.standing] === applyModes[standing] &&
      (!loose || sameLoose(loose, looseFile(fold.document, start)));
    const steps = sameSteps(fold, document.statements, judgedSame, observedOf);
    if (!earlier || steps > same) [earlier, same] = [fold, steps];
  }
  if (earlier && isWhole(earlier, document, same))
    return earlier.document === document && earlier.because === because && earlier.standing === standing
      ? earlier
      : new FileFold(document, standing, because, start, earlier.outcomes, earlier.end, earlier.reads, earlier.again);
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
  for (const statement of document.statements.slice(same)) {
    const before: Session = steps.at(-1)?.session ?? { schema: start };
    const next = near(known[0]?.reads?.current, () =>
      noting(current, () => observedStep(before, statement, context, observedOf)),
    );
    reads?.close(before.schema, next.session.schema);
    steps.push(next);
    yield;
  }
  const end = endOf(steps, start, reads, known[0]?.end);
  return new FileFold(document, standing, because, start, steps, end, reads);
}
/** `before`: what it ended in when it was folded last. */
function endOf(steps: readonly ObservedStep[], start: Schema, reads?: FileReads, before?: Schema): Schema {
  const last = steps.at(-1)?.session.schema ?? start;
  const end = noting(reads?.current, () => endOfFile(last, start.searchPath));
  reads?.close(last, end);
  return reads && before ? keepingEqual(start, end, before) : end;
}
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
    const isSame = applyModes[fold.standing] === applyModes[standing];
    if (!fold.reads || !isSame || !isWhole(fold, document, sameSteps(fold, document.statements, true, observedOf)))
      continue;
    const end = endFrom(fold.reads, fold.start, fold.end, start);
    if (!end) continue;
    const again = (): ObservedStep[] => {
      const steps: ObservedStep[] = [];
      for (const statement of document.statements)
        steps.push(observedStep(steps.at(-1)?.session ?? { schema: start }, statement, context, observedOf));
      return steps;
    };
    return new FileFold(document, standing, because, start, fold.outcomes, end, fold.reads, again);
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
  return new FileFold(document, standing, because, start, [], same?.end ?? withUnread(start, document));
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
