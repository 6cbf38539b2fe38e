/** What the variable of a loop will be, where constants tell. */

import type { Cursor } from '../../text/cursor';
import type { BlockValues } from './state';
import { evaluate, evaluateArray, type SqlValue } from './values';
/** `FOREACH x IN ARRAY …`, `FOR i IN 1..3`, `FOR x IN SELECT unnest(…)`: what the variable will be, one by one. */
export function loopValues(
  head: Cursor,
  held: BlockValues,
): { readonly name?: string; readonly values?: readonly SqlValue[] | undefined } {
  if (!head.takeAny('FOREACH', 'FOR')) return {};
  const name = head.local()?.value;
  if (name === undefined || !head.take('IN')) return {};
  if (head.take('ARRAY')) return { name, values: arrayAt(head, held) };
  if (head.is('SELECT', 'UNNEST', '(')) {
    head.at += 2;
    const inside = head.inside();
    return head.done ? { name, values: arrayAt(inside, held) } : {};
  }
  const to = head.fork();
  if (!to.seek('..')) return {};
  const [low, high] = [head.fork(head.at, to.at), to.fork(to.at + 1)].map((part) => integer(part, held));
  if (low === undefined || high === undefined || high - low > 100) return {};
  return { name, values: Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => knownValue(String(low + i))) };
}
function arrayAt(cursor: Cursor, held: BlockValues): readonly SqlValue[] | undefined {
  const variable = cursor.limit - cursor.at === 1 ? cursor.fork().local()?.value : undefined;
  return variable === undefined ? evaluateArray(cursor, held.variables) : held.array(variable);
}
function integer(cursor: Cursor, { variables }: BlockValues): number | undefined {
  const value = evaluate(cursor, variables);
  return value.known && value.text !== null && /^-?\d{1,9}$/.test(value.text) ? Number(value.text) : undefined;
}
const knownValue = (text: string): SqlValue => ({ text, known: true });
