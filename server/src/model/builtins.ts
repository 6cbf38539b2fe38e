/** Names that every database has, of PostgreSQL 13 to 18 together. */
import { wordList } from '../text/lists';
import { builtinFunctions } from './generated/functions';
import { informationSchema } from './generated/information-schema';
import { builtinOperatorClasses } from './generated/operator-classes';
import { builtinOperators } from './generated/operators';

let functionNames: ReadonlySet<string> | undefined;
let operatorNames: ReadonlySet<string> | undefined;
let operatorClassNames: ReadonlySet<string> | undefined;
let informationSchemaNames: ReadonlySet<string> | undefined;

export function isBuiltinFunction(name: string): boolean {
  functionNames ??= new Set(wordList(builtinFunctions));
  return functionNames.has(name);
}
export function isBuiltinOperatorClass(name: string): boolean {
  operatorClassNames ??= new Set(wordList(builtinOperatorClasses));
  return operatorClassNames.has(name);
}
/** A table or view of pg_catalog, as far as its name tells, or of information_schema. */
export function mayBeServersRelation(name: string): boolean {
  informationSchemaNames ??= new Set(wordList(informationSchema));
  return name.startsWith('pg_') || informationSchemaNames.has(name);
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
