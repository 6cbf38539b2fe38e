/** PostgreSQL's own functions by what they may be called for: every overload of a name is alike. */
import { aggregateFunctions } from './generated/aggregates';
import { changingFunctions } from './generated/changing-functions';
import { setReturningFunctions } from './generated/set-returning-functions';
import { windowFunctions } from './generated/window-functions';

const wordSet = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
const functionNames = {
  aggregate: wordSet(aggregateFunctions),
  window: wordSet(windowFunctions),
  'set-returning': wordSet(setReturningFunctions),
  changing: wordSet(changingFunctions),
} as const;

export function isBuiltinOfKind(name: string, kind: keyof typeof functionNames): boolean {
  return functionNames[kind].has(name);
}
