/** Queries within PL/pgSQL's own statements, which run with them: of FOR, and within conditions and values. */

import type { Cursor } from '../../text/cursor';
import { mapRanges, shift } from '../../text/text';
import type { DdlOp } from '../read/ops';
import type { ReadSql } from './executed-text';

/** `FOR r IN SELECT …`, which runs whatever it gives, and `WHILE condition`. */
export function headOps(head: Cursor, read: ReadSql): readonly DdlOp[] {
  if (head.take('WHILE')) return valueOps(head, read);
  if (!head.take('FOR') || !head.seek('IN') || !/^(SELECT|WITH)$/.test(head.peek(1))) return [];
  head.at++;
  return opsOf(head, '', read);
}
/** `c CURSOR FOR SELECT …`, `OPEN c FOR SELECT …` */
export function openedOps(cursor: Cursor, read: ReadSql): readonly DdlOp[] {
  if (!cursor.seek('FOR', 'IS') || !/^(SELECT|WITH)$/.test(cursor.peek(1))) return [];
  cursor.at++;
  return opsOf(cursor, '', read);
}
/** Of an expression that holds a query. */
export function valueOps(expression: Cursor, read: ReadSql): readonly DdlOp[] {
  for (let at = expression.at; at < expression.limit; at++)
    if (expression.tokens[at]?.text === 'SELECT') return opsOf(expression, 'SELECT ', read);
  return [];
}
function opsOf(part: Cursor, before: string, read: ReadSql): readonly DdlOp[] {
  const { start, end } = part.rest();
  const ops = read(before + part.text.slice(start, end)) ?? [];
  const queries = ops.filter(({ op }) => op === 'use');
  return mapRanges(queries, (at) => shift(at, start - before.length));
}
