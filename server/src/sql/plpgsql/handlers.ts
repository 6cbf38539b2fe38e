/** Blocks of PL/pgSQL that catch errors. */

import type { Cursor } from '../../text/cursor';
import type { TextRange } from '../../text/text';

interface Handled {
  /** What runs under the handlers. */
  readonly range: TextRange;
  /** Names and SQLSTATEs between WHEN and THEN, in lower case. */
  readonly conditions: readonly string[];
}
/** Every block that has EXCEPTION, of a whole body. */
export function handledBlocks(body: Cursor): readonly Handled[] {
  const found: Handled[] = [];
  const open: { readonly start: number; readonly isBlock: boolean; handled?: { end: number; conditions: string[] } }[] =
    [];
  for (const cursor = body.fork(0); !cursor.done; cursor.at++) {
    const word = cursor.peek();
    const top = open.at(-1);
    if (word === 'BEGIN' || word === 'CASE') open.push({ start: cursor.start, isBlock: word === 'BEGIN' });
    else if (word === 'EXCEPTION' && top?.isBlock && /^(;|BEGIN)$/.test(cursor.peek(-1)))
      top.handled = { end: cursor.start, conditions: [] };
    else if (word === 'WHEN' && top?.handled && /^(;|EXCEPTION)$/.test(cursor.peek(-1)))
      top.handled.conditions.push(...conditionsAt(cursor.fork(cursor.at + 1)));
    else if (word === 'END' && /^(IF|LOOP)$/.test(cursor.peek(1))) cursor.at++;
    else if (word === 'END') {
      if (cursor.peek(1) === 'CASE') cursor.at++;
      const closed = open.pop();
      if (closed?.handled)
        found.push({ range: { start: closed.start, end: closed.handled.end }, conditions: closed.handled.conditions });
    }
  }
  return found;
}
/** `undefined_table OR SQLSTATE '42703'` up to THEN. */
function conditionsAt(cursor: Cursor): string[] {
  const end = cursor.fork();
  end.seek('THEN');
  const { start, end: to } = cursor.fork(cursor.at, end.at).rest();
  return conditionNames(cursor.text.slice(start, to));
}
/** What stands between WHEN and THEN, one by one: names and SQLSTATEs in lower case. */
export function conditionNames(text: string): string[] {
  return text
    .toLowerCase()
    .split(/\s+or\s+/)
    .map((each) =>
      each
        .trim()
        .replace(/^sqlstate\s+/, '')
        .replaceAll("'", '')
        .trim(),
    );
}
