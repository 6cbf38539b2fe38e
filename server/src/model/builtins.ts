/** Names that every database has in pg_catalog, of PostgreSQL 13 to 18 together. */
import { wordList } from '../text/lists';
import { builtinFunctions } from './generated/functions';
import { builtinOperatorClasses } from './generated/operator-classes';
import { builtinOperators } from './generated/operators';

let functionNames: ReadonlySet<string> | undefined;
let operatorNames: ReadonlySet<string> | undefined;
let operatorClassNames: ReadonlySet<string> | undefined;

export function isBuiltinFunction(name: string): boolean {
  functionNames ??= new Set(wordList(builtinFunctions));
  return functionNames.has(name);
}
export function isBuiltinOperatorClass(name: string): boolean {
  operatorClassNames ??= new Set(wordList(builtinOperatorClasses));
  return operatorClassNames.has(name);
}
/** Of any operands. */
export function isBuiltinOperator(symbol: string): boolean {
  operatorNames ??= new Set(wordList(builtinOperators).map((entry) => entry.slice(0, entry.indexOf(':'))));
  return operatorNames.has(symbol);
}
/** Every name, for the test. */
export const builtinNames = {
  functions: () => new Set(wordList(builtinFunctions)),
  operatorClasses: () => new Set(wordList(builtinOperatorClasses)),
};
