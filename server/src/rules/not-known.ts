/** What is not known of a file, and why: every statement is either read and decided or counted here. */
import type { Comparison } from '../compare/difference';
import { notRead } from '../fold/fold-file';
import type { FoldedFile } from '../fold/folded';
import type { Steps } from '../model/steps';
import { whyUnread } from '../sql/document/psql-commands';
import type { Skipped, Statement } from '../sql/document/statement';
import { markedTwice, UNDECODED, undecoded, undecodedOutside } from '../sql/document/undecoded';
import type { DdlOp } from '../sql/read/ops';
import { t } from '../text/l10n';
import { shift } from '../text/text';
import { whyServerMayLack, whyToolRefuses } from './of-the-server';
import { allOps } from './origin-places';
import { askedOf } from './purpose';
import type { CheckInput, NotKnown } from './rule';
import { ofSchemaLeftOut, unreadInDev } from './unread-in-dev';
import { whyUnresolved } from './unresolved-names';

/** A step for each statement. */
export function* notKnownIn(file: FoldedFile, comparison: Comparison, input: CheckInput): Steps<NotKnown[]> {
  const { document } = file;
  const notKnown: NotKnown[] = document.skipped.flatMap(skippedText);
  const beside = undecodedOutside(document);
  if (beside) notKnown.push({ reason: undecoded(), range: beside });
  const leftOut = new Set<Statement>();
  for (const statement of document.statements) {
    const ofSchema = input.dev && ofSchemaLeftOut(statement, input.dev.schema);
    if (ofSchema !== undefined) leftOut.add(statement);
    const reason =
      whyNotKnown(statement, file) ??
      (input.dev
        ? (ofSchema ??
          unreadInDev(statement, file, input.dev.schema) ??
          whyUnresolved(statement, file) ??
          whyServerMayLack(statement, file, input.history, input.dev.schema))
        : withoutDev(statement, input));
    if (reason !== undefined) notKnown.push({ reason, range: statement.range });
    yield;
  }
  for (const { kind, message, statement: at } of file.conflicts) {
    const statement = document.statements[at];
    if (kind === 'not decided' && statement) notKnown.push({ reason: message, range: statement.range });
  }
  const { undecided } = comparison;
  const asked = input.dev && file.standing === 'loose' ? yield* askedOf(undecided, file, input.dev.schema) : undecided;
  for (const { object, reason, origin } of asked) {
    const statement = origin?.uri === document.uri ? document.statements[origin.statement] : undefined;
    // Such a statement has been counted as a whole.
    if (origin && statement && statement.parsed.status !== 'template' && !leftOut.has(statement))
      notKnown.push({ reason: t('{0}: {1}', object, reason), range: shift(origin, statement.range.start) });
  }
  const earlier = unreadBefore(file, input) ?? markedTwice(document.text) ?? whyToolRefuses(file, input.history);
  if (earlier !== undefined && document.statements[0])
    notKnown.push({ reason: earlier, range: document.statements[0].range });
  const everything = input.dev && file.standing !== 'pending' ? wholeSchema(comparison) : undefined;
  const [first] = document.statements;
  if (everything !== undefined && first && notKnown.length === 0)
    notKnown.push({ reason: everything, range: first.range });
  return notKnown;
}
/** What an earlier file that is not read has made is not known, so neither is what this one meets. */
function unreadBefore(file: FoldedFile, { history }: CheckInput): string | undefined {
  const { files, unread } = history;
  let first = firstUnread.get(files);
  if (first === undefined) {
    const at = files.findIndex(({ document }) => notRead(document) !== undefined);
    first = at < 0 ? 'none' : at;
    firstUnread.set(files, first);
  }
  const reason = first !== 'none' && files.indexOf(file) > first ? notRead(files[first]!.document) : undefined;
  return reason ?? unread?.get(file.document.uri);
}
/** Found once for all files of a history. */
const firstUnread = new WeakMap<readonly FoldedFile[], number | 'none'>();
function wholeSchema({ undecided }: Comparison): string | undefined {
  return undecided.find((each) => each.origin === undefined)?.reason;
}

/** Why a statement says nothing certain. */
function whyNotKnown({ parsed, runs, elsewhere, undecided, index }: Statement, file: FoldedFile): string | undefined {
  if (elsewhere !== undefined) return t('it runs in database {0}', elsewhere);
  if (undecided !== undefined) return undecided;
  if (parsed.status === 'template') return t('a template’s marker stands in it, so it is not SQL yet');
  if (parsed.status === 'too long') return t('it is longer than what is read');
  if (runs && parsed.text.includes(UNDECODED)) return undecoded();
  // A statement with a finding of its own has been judged.
  if (!runs || parsed.status !== 'ok' || file.told(index)) return undefined;
  for (const op of allOps(parsed.ops)) if (op.op === 'unknown' && !op.beside) return op.reason;
  return undefined;
}
function withoutDev({ parsed, runs }: Statement, { devProblem }: CheckInput): string | undefined {
  if (!runs || parsed.status !== 'ok' || parsed.ops.every(saysNothing)) return undefined;
  return devProblem ?? t('there is no dev to compare with');
}
function saysNothing(op: DdlOp): boolean {
  return op.op === 'none' || op.op === 'transaction' || op.op === 'set search path';
}

function skippedText(skipped: Skipped): NotKnown[] {
  const reason = whyUnread(skipped);
  return reason === undefined ? [] : [{ reason, range: skipped.range }];
}
