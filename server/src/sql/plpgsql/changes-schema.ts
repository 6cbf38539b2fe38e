/** Whether what a function does may change the schema. */

import { Cursor } from '../../text/cursor';
import { tokenize } from '../../text/lexer';
import { stringValue } from '../../text/literals';
import { harmless } from '../read/partial-statements';
/** Whether a function's body holds DDL, or EXECUTE of what may be DDL. Temporary tables are no change. */
export function bodyChangesSchema(body: string): boolean {
  const cursor = Cursor.over(body);
  let starts = true;
  for (; !cursor.done; cursor.at++) {
    const word = cursor.peek();
    if (starts && isSchemaStatement(cursor)) return true;
    starts =
      word === ';' || word === 'BEGIN' || word === 'THEN' || word === 'ELSE' || word === 'LOOP' || word === 'ATOMIC';
  }
  return false;
}
function isSchemaStatement(cursor: Cursor): boolean {
  const word = cursor.peek();
  if (word === 'EXECUTE') return !harmless.has(executedWord(cursor.fork(cursor.at + 1)) ?? '');
  if (word === 'CREATE') return cursor.peek(1) !== 'TEMP' && cursor.peek(1) !== 'TEMPORARY';
  return word === 'ALTER' || word === 'DROP' || word === 'IMPORT' || word === 'REASSIGN';
}
/** The first word of the SQL text that an expression begins with, when it begins with a constant. */
function executedWord(cursor: Cursor): string | undefined {
  while (cursor.peek() === '(') cursor.at++;
  if (cursor.is('FORMAT', '(')) cursor.at += 2;
  const token = cursor.token();
  if (token?.kind !== 'string') return undefined;
  return tokenize(stringValue(cursor.text, token))[0]?.text;
}
