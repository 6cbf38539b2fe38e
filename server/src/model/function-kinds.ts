/** PostgreSQL's own functions by what they may be called for: every overload of a name is alike. */
import { wordList } from '../text/lists';
import { aggregateFunctions } from './generated/aggregates';
import { changingFunctions } from './generated/changing-functions';
import { setReturningFunctions } from './generated/set-returning-functions';
import { windowFunctions } from './generated/window-functions';

const functionNames = {
  aggregate: new Set(wordList(aggregateFunctions)),
  window: new Set(wordList(windowFunctions)),
  'set-returning': new Set(wordList(setReturningFunctions)),
  changing: new Set(wordList(changingFunctions)),
} as const;

export function isBuiltinOfKind(name: string, kind: keyof typeof functionNames): boolean {
  return functionNames[kind].has(name);
}
