/** Where a query's output has its name from a column: what the column is renamed to would be another name of the output. */

import { tokenize } from '../text/lexer';
import { identifierValue } from '../text/literals';
import type { TextRange } from '../text/text';
import type { Token } from '../text/token';
import { outputs } from './derived-query';
import { isName } from './scope';

/**
 * Whether the name at `at` is what a view, or the table of CREATE TABLE AS, calls its column by: an item of the query's
 * own SELECT list that is the name alone, without AS. What reads the view goes on by that name.
 */
export function namesColumnOfResult(text: string, statement: TextRange, at: TextRange): boolean {
  const tokens = tokenize(text, statement.start, statement.end);
  if (tokens[0]?.text !== 'CREATE' || !tokens.slice(1, 6).some(({ text: word }) => /^(VIEW|TABLE)$/.test(word)))
    return false;
  const top = outermost(tokens);
  const as = top.findIndex(({ text: word }) => word === 'AS');
  // Its columns are listed by name.
  if (as < 0 || top[as - 1]?.text === ')') return false;
  const item = outputs(top.slice(as)).find((each) => each.some(({ start }) => start === at.start));
  const isPlain = item?.length === 1 || (item?.length === 3 && item[1]?.text === '.');
  return isPlain && item?.at(-1)?.start === at.start;
}
/** Without what stands in parentheses. */
function outermost(tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter(({ text }) => {
    if (text === '(') depth++;
    const isOut = depth === 0 || (depth === 1 && text === '(');
    if (text === ')') depth--;
    return isOut || (depth === 0 && text === ')');
  });
}
/** Whether the bare name of token `at` stands in an ORDER BY whose query calls an output so: that comes first there. */
export function isOutputInOrder(text: string, tokens: readonly Token[], at: number): boolean {
  const name = identifierValue(text, tokens[at]!);
  if (tokens[at - 1]?.text === '.') return false;
  let depth = 0;
  let isInOrder = false;
  for (let before = at - 1; before >= 0; before--) {
    const token = tokens[before]!;
    if (token.text === ')') depth++;
    else if (token.text === '(' && depth-- === 0) return false;
    if (depth > 0) continue;
    if (token.text === 'BY' && tokens[before - 1]?.text === 'ORDER') isInOrder = true;
    else if (token.text === 'SELECT' || (!isInOrder && /^(FROM|WHERE|GROUP|LIMIT)$/.test(token.text))) return false;
    const isCalled = tokens[before - 1]?.text === 'AS' && isName(token) && identifierValue(text, token) === name;
    if (isInOrder && isCalled && isAnItem(tokens[before + 1])) return true;
  }
  return false;
}
const isAnItem = (next: Token | undefined): boolean => next?.text === ',' || next?.text === 'FROM';
