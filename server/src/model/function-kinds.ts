/** PostgreSQL's own functions by what they may be called for: every overload of a name is alike. */
import { aggregateFunctions } from './generated/aggregates';
import { changingFunctions } from './generated/changing-functions';
import { setReturningFunctions } from './generated/set-returning-functions';
import { windowFunctions } from './generated/window-functions';

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
const kinds = {
  aggregate: words(aggregateFunctions),
  window: words(windowFunctions),
  'set-returning': words(setReturningFunctions),
  changing: words(changingFunctions),
} as const;

export function isBuiltinOfKind(name: string, kind: keyof typeof kinds): boolean {
  return kinds[kind].has(name);
}
