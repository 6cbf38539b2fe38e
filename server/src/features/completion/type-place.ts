/** Where the name of a type stands: of a column, a parameter, an attribute, a cast, in the signature of a function. */

import type { Token } from '../../text/token';
import { groupAt, isName, type StatementScope } from '../scope';
import { isColumnName, openAt } from './elements';

export function isTypePlace({ tokens }: Pick<StatementScope, 'tokens'>, last: number): boolean {
  const word = tokens[last]?.text ?? '';
  if (word === '::') return true;
  if (signaturePlace(tokens, last) === 'type') return true;
  if (word === 'TYPE' || word === 'DOMAIN') return tokens[0]?.text !== 'CREATE' && last > 0;
  if (word === 'RETURNS' || (word === 'DATA' && tokens[last - 1]?.text === 'SET')) return true;
  if (word === 'AS')
    return tokens.slice(0, last).some((one, at) => one.text === 'CAST' && isGroupOpen(tokens, at + 1, last));
  return (
    isName(tokens[last]) &&
    (isColumnName(tokens, last) || isParameterName(tokens, last) || isAttributeName(tokens, last))
  );
}
/** In the parameters of CREATE FUNCTION, and in RETURNS TABLE (…). */
function isParameterName(tokens: readonly Token[], last: number): boolean {
  const before = tokens[last - 1]?.text ?? '';
  const open = openAt(tokens, last);
  return (
    tokens[0]?.text === 'CREATE' &&
    tokens.slice(1, 4).some(({ text }) => text === 'FUNCTION' || text === 'PROCEDURE') &&
    open.length === 1 &&
    /^([(,]|IN|OUT|INOUT|VARIADIC)$/.test(before) &&
    !/^(IN|OUT|INOUT|VARIADIC)$/.test(tokens[last]?.text ?? '') &&
    !tokens.slice(0, last).some(({ text }) => text === 'LANGUAGE')
  );
}
/** `COMMENT ON FUNCTION f(|`, `CREATE AGGREGATE a(|`: a type; `SFUNC = |` there: a function. */
export function signaturePlace(tokens: readonly Token[], last: number): 'type' | 'routine' | undefined {
  const word = tokens[last]?.text ?? '';
  const [open, ...more] = openAt(tokens, last + 1);
  const what = tokens.slice(1, 5).findLast(({ text }) => routineWords.has(text))?.text;
  if (open === undefined || more.length > 0 || what === undefined) return undefined;
  const makes = tokens[0]?.text === 'CREATE';
  if (makes && what !== 'AGGREGATE') return undefined;
  if (word === '=' && makes) return /^[SM]?STYPE$/.test(tokens[last - 1]?.text ?? '') ? 'type' : 'routine';
  return /^[(,]$/.test(word) && isName(tokens[open - 1]) ? 'type' : undefined;
}
const routineWords = new Set(['FUNCTION', 'PROCEDURE', 'ROUTINE', 'AGGREGATE']);
/** In CREATE TYPE … AS (…). */
function isAttributeName(tokens: readonly Token[], last: number): boolean {
  const [open, ...more] = openAt(tokens, last);
  const isType = tokens[0]?.text === 'CREATE' && tokens[1]?.text === 'TYPE';
  return (
    isType &&
    more.length === 0 &&
    open !== undefined &&
    tokens[open - 1]?.text === 'AS' &&
    /^[(,]$/.test(tokens[last - 1]?.text ?? '')
  );
}
const isGroupOpen = (tokens: readonly Token[], open: number, last: number): boolean =>
  tokens[open]?.text === '(' && groupAt(tokens, open).end > tokens[last]!.end;
