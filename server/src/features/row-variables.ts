/** Variables and arguments that may be rows: `DECLARE r t%ROWTYPE`, `r t;`, `f(r t)`, by their types' names. */

import { identifierValue } from '../text/literals';
import type { QualifiedName } from '../text/names';
import type { Token } from '../text/token';
import { chainFrom, groupAt, isName } from './scope';

/** Of the arguments of `CREATE FUNCTION`, or of what a body declares; whether the type is a relation is not asked. */
export function rowVariables(text: string, tokens: readonly Token[]): ReadonlyMap<string, QualifiedName> {
  return new Map(
    placesOf(tokens).flatMap((at) => {
      const chain = chainFrom(text, tokens, at + 1);
      if (!chain) return [];
      const [schema, name] = [chain.parts.at(-2)?.name, chain.parts.at(-1)!.name];
      return [[identifierValue(text, tokens[at]!), schema === undefined ? { name } : { schema, name }] as const];
    }),
  );
}

/** Where a variable's or an argument's name stands. */
function placesOf(tokens: readonly Token[]): number[] {
  if (tokens[0]?.text !== 'CREATE') return declared(tokens);
  const open = tokens.findIndex(({ text }) => text === '(');
  if (open < 0 || !tokens.slice(0, open).some(({ text }) => text === 'FUNCTION' || text === 'PROCEDURE')) return [];
  const { end } = groupAt(tokens, open);
  return namesAfter(tokens, /^(\(|,|IN|OUT|INOUT|VARIADIC)$/).filter((at) => at > open && tokens[at]!.end < end);
}
/** Between DECLARE and BEGIN. */
function declared(tokens: readonly Token[]): number[] {
  let isDeclaring = false;
  const within = tokens.map(({ text }) => {
    if (text === 'DECLARE') isDeclaring = true;
    else if (text === 'BEGIN') isDeclaring = false;
    return isDeclaring;
  });
  return namesAfter(tokens, /^(;|DECLARE)$/).filter((at) => within[at]);
}
const namesAfter = (tokens: readonly Token[], before: RegExp): number[] =>
  tokens.flatMap((token, at) => (isName(token) && before.test(tokens[at - 1]?.text ?? '') ? [at] : []));
