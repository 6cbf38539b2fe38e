/** Comments that suppress findings. */

import { tokenize } from '../../text/lexer';
import { present } from '../../text/present';
import type { TextRange } from '../../text/text';
import type { Token } from '../../text/token';
import type { Skipped, Statement, Suppression } from './statement';

const marker = /devschema-ignore(-file)?\b[ \t]*([^:\r\n]*)(?::[ \t]*([^\r\n]*))?/;

/** `-- devschema-ignore code, code: reason` for the statement it stands in, ends the line of, or precedes. */
export function readSuppressions(
  text: string,
  statements: readonly Statement[],
  skipped: readonly Skipped[],
): Suppression[] {
  const found: Suppression[] = [];
  // Rows are no comments, whatever they say.
  const rows = skipped.filter(({ what }) => what === 'copy data');
  const isRow = ({ start }: Token): boolean => rows.some(({ range }) => range.start <= start && start < range.end);
  let at = text.indexOf('devschema-ignore');
  while (at >= 0) {
    const place = suppressedRange(statements, at);
    for (const token of tokenize(text, place.start, Math.min(place.end, text.length), true)) {
      if (token.kind === 'comment' && !isRow(token)) found.push(...suppression(text, statements, token));
    }
    at = text.indexOf('devschema-ignore', Math.max(place.end, at + 1));
  }
  return found;
}
/** The statement that holds `at`, or the text between two statements. */
function suppressedRange(statements: readonly Statement[], at: number): TextRange {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle]!.fullRange.end <= at) low = middle + 1;
    else high = middle;
  }
  const next = statements[low];
  if (next !== undefined && next.range.start <= at) return next.fullRange;
  const end = next?.range.start ?? Number.POSITIVE_INFINITY;
  return { start: statements[low - 1]?.fullRange.end ?? 0, end };
}
function suppression(text: string, statements: readonly Statement[], token: Token): Suppression[] {
  const match = marker.exec(text.slice(token.start, token.end).replace(/\*\/$/, ''));
  if (match === null) return [];
  const [, file, list = '', reason] = match;
  const codes = list.split(/[,\s]+/).filter((code) => code !== '');
  const range = { start: token.start, end: token.end };
  const said = reason === undefined || reason.trim() === '' ? {} : { reason: reason.trim() };
  if (file !== undefined) return [{ range, codes, ...said, scope: 'file' }];
  const statement = suppressedStatement(text, statements, range);
  return [{ range, codes, ...said, scope: 'statement', ...present({ statement }) }];
}
function suppressedStatement(text: string, statements: readonly Statement[], comment: TextRange): number | undefined {
  const next = statements.findIndex(({ fullRange }) => fullRange.end > comment.start);
  const last = statements[next < 0 ? statements.length - 1 : next - 1];
  if (last !== undefined && !/[\r\n]/.test(text.slice(last.fullRange.end, comment.start))) return last.index;
  return next < 0 ? undefined : next;
}
