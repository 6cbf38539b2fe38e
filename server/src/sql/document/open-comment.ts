/** A block comment that nothing closes: PostgreSQL reads it to the end of the text, and refuses it there. */

import { tokenize } from '../../text/lexer';
import type { TextRange } from '../../text/text';
import type { SqlDocument } from './statement';

const firstOpenOf = new WeakMap<SqlDocument, { readonly range: TextRange | undefined }>();
/** The first one of what is read as SQL, up to the end of its line. */
export function openComment(document: SqlDocument): TextRange | undefined {
  let found = firstOpenOf.get(document);
  if (!found) {
    found = { range: document.text.includes('/*') ? firstOpen(document) : undefined };
    firstOpenOf.set(document, found);
  }
  return found.range;
}
function firstOpen({ text, statements, skipped }: SqlDocument): TextRange | undefined {
  const parts = [...statements.map(({ range }) => range), ...skipped.map(({ range }) => range)];
  const edges = parts.sort((a, b) => a.start - b.start);
  let at = 0;
  for (const { start, end } of [...edges, { start: text.length, end: text.length }]) {
    const open = openBetween(text, at, start);
    if (open) return open;
    at = Math.max(at, end);
  }
  for (const { range } of statements) {
    const open = openBetween(text, range.start, range.end);
    if (open) return open;
  }
  return undefined;
}
function openBetween(text: string, start: number, end: number): TextRange | undefined {
  if (start >= end || !text.slice(start, end).includes('/*')) return undefined;
  const tokens = tokenize(text, start, end, true);
  const open = tokens.find((each) => each.kind === 'comment' && each.unterminated && text.startsWith('/*', each.start));
  return open && { start: open.start, end: open.end };
}
