/** The tokens around a cursor whose quote has no partner yet. */

import { tokenize } from '../text/lexer';
import type { Token } from '../text/token';

/** A quote that is still open at the cursor ends with its line, not at the next one of another statement. */
export function untilLineEnd(text: string, tokens: readonly Token[], offset: number): readonly Token[] {
  const at = tokens.findIndex(({ kind, start, end }) => kind === 'quoted' && start < offset && offset <= end);
  const token = tokens[at];
  const newline = token ? text.indexOf('\n', offset) : -1;
  if (!token || newline < 0 || newline >= token.end) return tokens;
  const open: Token = { ...token, end: offset, unterminated: true };
  return [...tokens.slice(0, at), open, ...tokenize(text, offset, tokens.at(-1)!.end)];
}
