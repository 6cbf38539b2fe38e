/** What ends a statement where a tool is told of something else than the semicolon. */

import { escapePattern } from '../../text/text';
import type { Delimiter } from './statement';

/**
 * Asked before a token: where a delimiter that begins there ends, or the token's own start where white space alone ends
 * the statement. `previous`: the end of the token before, -1 for none.
 */
export function endsAt(
  text: string,
  { texts }: Delimiter,
  limit: number,
): (previous: number, token: number) => number | undefined {
  const spaces = texts.filter((one) => one.trim() === '');
  const marks = texts.filter((one) => one.trim() !== '').map(delimiterPattern);
  return (previous, token) => {
    if (previous >= 0 && spaces.some((space) => text.slice(previous, token).includes(space))) return token;
    for (const { pattern, alone } of marks) {
      if (alone && !/(?:^|[\r\n])[ \t]*$/.test(text.slice(Math.max(0, token - 200), token))) continue;
      pattern.lastIndex = token;
      if (pattern.test(text) && pattern.lastIndex <= limit) return pattern.lastIndex;
    }
    return undefined;
  };
}
/** A word or a slash is also SQL: it ends a statement on a line of its own. */
function delimiterPattern(written: string): { readonly pattern: RegExp; readonly alone: boolean } {
  const alone = /^[\w/]+$/.test(written);
  return { alone, pattern: new RegExp(`${escapePattern(written)}${alone ? '(?=[ \\t]*(?:[\\r\\n]|$))' : ''}`, 'iy') };
}
