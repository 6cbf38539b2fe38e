/** What is not known of a file, and why: every statement is either read and decided or counted here. */
import type { Comparison } from '../compare/diff';
import { notRead } from '../migrations/fold-file';
import type { FoldedFile } from '../migrations/history';
import type { DdlOp } from '../sql/ops';
import type { Skipped, Statement } from '../sql/statement';
import { shift } from '../sql/text';
import type { CheckInput } from './check';
import { allOps } from './place';
import type { Unchecked } from './rule';

export function uncheckedIn(file: FoldedFile, comparison: Comparison, input: CheckInput): Unchecked[] {
  const { document } = file;
  const unchecked: Unchecked[] = document.skipped.flatMap(skippedText);
  for (const statement of document.statements) {
    const reason = unread(statement) ?? (input.dev ? undefined : withoutDev(statement, input));
    if (reason !== undefined) unchecked.push({ reason, range: statement.range });
  }
  for (const { object, reason, origin } of comparison.undecided) {
    const statement = origin?.uri === document.uri ? document.statements[origin.statement] : undefined;
    // A template has been counted as a whole.
    if (origin && statement && statement.parsed.status !== 'template')
      unchecked.push({ reason: `${object}: ${reason}`, range: shift(origin, statement.range.start) });
  }
  const earlier = unreadBefore(file, input);
  if (earlier !== undefined && document.statements[0])
    unchecked.push({ reason: earlier, range: document.statements[0].range });
  const everything = input.dev && file.standing !== 'pending' ? wholeSchema(comparison) : undefined;
  const [first] = document.statements;
  if (everything !== undefined && first && unchecked.length === 0)
    unchecked.push({ reason: everything, range: first.range });
  return unchecked;
}
/** What an earlier file that is not read has made is not known, so neither is what this one meets. */
function unreadBefore(file: FoldedFile, { history }: CheckInput): string | undefined {
  for (const { document } of history.files.slice(0, Math.max(0, history.files.indexOf(file)))) {
    const reason = notRead(document);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
function wholeSchema({ undecided }: Comparison): string | undefined {
  return undecided.find((each) => each.origin === undefined)?.reason;
}

/** Why a statement says nothing certain. */
function unread({ parsed, runs, elsewhere }: Statement): string | undefined {
  if (elsewhere !== undefined) return `it runs in database ${elsewhere}`;
  if (parsed.status === 'template') return 'a template’s marker stands in it, so it is not SQL yet';
  if (parsed.status === 'too long') return 'it is longer than what is read';
  // A statement with a finding of its own has been judged.
  if (!runs || parsed.status !== 'ok') return undefined;
  for (const op of allOps(parsed.ops)) if (op.op === 'unknown') return op.reason;
  return undefined;
}
function withoutDev({ parsed, runs }: Statement, { devProblem }: CheckInput): string | undefined {
  if (!runs || parsed.status !== 'ok' || parsed.ops.every(saysNothing)) return undefined;
  return devProblem ?? 'there is no dev to compare with';
}
function saysNothing(op: DdlOp): boolean {
  return op.op === 'none' || op.op === 'transaction' || op.op === 'set search path';
}

/** Only what may change the schema or hold SQL: other meta-commands and data are not the file's business. */
function skippedText({ what, text, range }: Skipped): Unchecked[] {
  if (what !== 'meta-command' || !/^\\i(r|nclude|nclude_relative)?\b/.test(text)) return [];
  return [{ reason: `what ${text.trim()} reads is not looked at`, range }];
}
