/** PL/pgSQL's own clauses, stepped over or looked for. */

import { Cursor } from '../../text/cursor';
import { schemaWords } from '../read/partial-statements';
import { conditionNames } from './handlers';

/** Up to THEN; a CASE expression's own THEN is not it. */
export function skipCondition(cursor: Cursor): void {
  for (let depth = 0; !cursor.done; cursor.skip()) {
    const word = cursor.peek();
    if (word === 'THEN' && depth === 0) return;
    if (word === 'CASE') depth++;
    else if (word === 'END') depth--;
  }
}
/** END with its label, up to behind its semicolon. */
export function skipEnd(cursor: Cursor): void {
  cursor.take('END');
  while (!cursor.done && cursor.takeAny(';') === undefined) cursor.at++;
}

const schemaErrors =
  /^(?:others|duplicate_|undefined_|invalid_|object_|wrong_|dependent_|feature_|insufficient_|ambiguous_|syntax_|\d)/;
/** The conditions between WHEN and THEN that are errors which DDL gives. */
export const schemaErrorsIn = (conditions: string): readonly string[] =>
  conditionNames(conditions).filter((name) => schemaErrors.test(name));
/** RAISE with no level, or RAISE EXCEPTION, among the tokens from `from` to the cursor. */
export function rethrows(cursor: Cursor, from: number): boolean {
  for (let at = from; at < cursor.at; at++) {
    if (cursor.tokens[at]!.text !== 'RAISE') continue;
    const level = cursor.tokens[at + 1]?.text ?? '';
    if (!['NOTICE', 'WARNING', 'INFO', 'LOG', 'DEBUG'].includes(level)) return true;
  }
  return false;
}

/** `SELECT … INTO v`, `RETURNING … INTO v`: PL/pgSQL's own clause becomes blanks, so that the rest is SQL. */
export function blankInto(text: string): string {
  const cursor = Cursor.over(text);
  if (schemaWords.has(cursor.peek())) return text;
  while (cursor.seek('INTO')) {
    const before = cursor.peek(-1);
    const start = cursor.start;
    cursor.at++;
    if (before === 'INSERT' || before === 'MERGE') continue;
    cursor.take('STRICT');
    while (cursor.dotted().length > 0) {
      while (cursor.peek() === '[') cursor.group();
      if (!cursor.take(',')) break;
    }
    return text.slice(0, start) + ' '.repeat(cursor.end - start) + text.slice(cursor.end);
  }
  return text;
}
