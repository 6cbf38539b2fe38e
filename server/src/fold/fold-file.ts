/** One file folded statement by statement, every schema between them kept. */

import type { Schema } from '../model/schema';
import { atOnce, type Steps } from '../model/steps';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { present } from '../text/present';
import { madeByFiles, sameNames } from './base';
import type { ApplyContext, Conflict } from './conflict';
import type { FoldedFile, Standing } from './folded';
import { endOfFile, type Session } from './session';
import type { Told } from './told';
import { stepTold, type ToldStep } from './told-step';

export class FileFold implements FoldedFile {
  readonly conflicts: readonly Conflict[];
  readonly end: Schema;

  constructor(
    readonly document: SqlDocument,
    readonly standing: Standing,
    readonly because: string,
    readonly start: Schema,
    /** After each statement. */
    readonly steps: readonly ToldStep[],
    end?: Schema,
  ) {
    this.conflicts = steps.flatMap((each) => each.conflicts);
    this.end = end ?? endOfFile(steps.at(-1)?.session.schema ?? start, start.searchPath);
  }
  told(statement: number): boolean {
    const { open } = this.steps[statement] ?? {};
    return open !== undefined && open !== 'open';
  }
  get isOpen(): boolean {
    return this.steps.some(({ open }) => open === 'open');
  }
  before(statement: number): Schema {
    return statement <= 0 ? this.start : this.after(statement - 1);
  }
  after(statement: number): Schema {
    return (this.steps[Math.min(statement, this.steps.length - 1)]?.session ?? { schema: this.start }).schema;
  }
}

const modes: Readonly<Record<Standing, ApplyContext['mode']>> = {
  loose: 'loose',
  applied: 'history',
  pending: 'strict',
};

export function foldFile(...file: Parameters<typeof foldingFile>): FileFold {
  return atOnce(foldingFile(...file));
}
/** Takes over from earlier folds of the same file, from the same start, as many statements as are the same. */
export function* foldingFile(
  document: SqlDocument,
  standing: Standing,
  because: string,
  start: Schema,
  known: readonly FileFold[] = [],
  toldOf: (statement: Statement) => Told | undefined = () => undefined,
): Steps<FileFold> {
  if (document.unreadable !== undefined) return foldUnread(document, standing, because, start, known);
  const makes = standing === 'loose' ? madeByFiles([document]) : undefined;
  let [earlier, same]: [FileFold | undefined, number] = [undefined, 0];
  for (const fold of known) {
    if (fold.start !== start) continue;
    const judgedSame = modes[fold.standing] === modes[standing] && makeSame(fold.document, makes);
    const steps = sameSteps(fold, document.statements, judgedSame, toldOf);
    if (!earlier || steps > same) [earlier, same] = [fold, steps];
  }
  if (earlier && same === document.statements.length && same === earlier.steps.length)
    return earlier.document === document && earlier.because === because && earlier.standing === standing
      ? earlier
      : new FileFold(document, standing, because, start, earlier.steps, earlier.end);
  const steps = earlier ? earlier.steps.slice(0, same) : [];
  let session: Session = steps.at(-1)?.session ?? { schema: start };
  const context = { uri: document.uri, mode: modes[standing], ...present({ makes }) };
  for (const statement of document.statements.slice(same)) {
    const next = stepTold(session, statement, context, toldOf);
    steps.push(next);
    session = next.session;
    yield;
  }
  return new FileFold(document, standing, because, start, steps);
}
function makeSame(document: SqlDocument, makes: ReadonlySet<string> | undefined): boolean {
  return makes === undefined || sameNames(madeByFiles([document]), makes);
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
  return unreadable === undefined ? undefined : `${uri.slice(uri.lastIndexOf('/') + 1)} is not read: ${unreadable}`;
}
/** How many steps stay as they are; of a file that was judged otherwise, those that do not depend on that. */
function sameSteps(
  { document, steps }: FileFold,
  now: readonly Statement[],
  judgedSame: boolean,
  toldOf: (statement: Statement) => Told | undefined,
): number {
  const was = document.statements;
  const most = Math.min(steps.length, now.length);
  let same = 0;
  while (
    same < most &&
    was[same]!.parsed === now[same]!.parsed &&
    was[same]!.runs === now[same]!.runs &&
    (judgedSame || steps[same]!.inAnyMode) &&
    (steps[same]!.open === undefined || steps[same]!.open === (toldOf(now[same]!) ?? 'open'))
  )
    same++;
  return same;
}
