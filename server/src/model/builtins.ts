/** Names that every database has in pg_catalog, of PostgreSQL 13 to 18 together. */
import { builtinFunctions } from './generated/functions';
import { builtinOperatorClasses } from './generated/operator-classes';

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
let functionNames: ReadonlySet<string> | undefined;
let operatorClassNames: ReadonlySet<string> | undefined;

export function isBuiltinFunction(name: string): boolean {
  functionNames ??= words(builtinFunctions);
  return functionNames.has(name);
}
export function isBuiltinOperatorClass(name: string): boolean {
  operatorClassNames ??= words(builtinOperatorClasses);
  return operatorClassNames.has(name);
}
/** Every name, for the test. */
export const builtinNames = {
  functions: () => words(builtinFunctions),
  operatorClasses: () => words(builtinOperatorClasses),
};
