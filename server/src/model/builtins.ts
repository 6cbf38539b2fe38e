/** Names that every database has in pg_catalog, of PostgreSQL 13 to 18 together. */
import { pushTo, wordList } from '../text/lists';
import { builtinFunctions } from './generated/functions';
import { builtinOperatorClasses } from './generated/operator-classes';
import { builtinSignatures } from './generated/signatures';

let functionNames: ReadonlySet<string> | undefined;
let operatorClassNames: ReadonlySet<string> | undefined;

export function isBuiltinFunction(name: string): boolean {
  functionNames ??= new Set(wordList(builtinFunctions));
  return functionNames.has(name);
}
export function isBuiltinOperatorClass(name: string): boolean {
  operatorClassNames ??= new Set(wordList(builtinOperatorClasses));
  return operatorClassNames.has(name);
}
/** How a function of pg_catalog is called, of PostgreSQL 18: its arguments as `pg_get_function_arguments` has them. */
interface Signature {
  readonly arguments: string;
  readonly result: string;
}
let signatures: ReadonlyMap<string, readonly Signature[]> | undefined;
/** By name, those that people call; not what serves operators, types and indexes. */
export function builtinFunctionSignatures(): ReadonlyMap<string, readonly Signature[]> {
  if (signatures) return signatures;
  const all = new Map<string, Signature[]>();
  for (const entry of builtinSignatures.trim().split(/\s+/)) {
    const open = entry.indexOf('(');
    const end = entry.lastIndexOf('):');
    const one = { arguments: blanks(entry.slice(open + 1, end)), result: blanks(entry.slice(end + 2)) };
    const name = entry.slice(0, open);
    pushTo(all, name, one);
  }
  signatures = all;
  return all;
}
const blanks = (text: string): string => text.replaceAll('~', ' ');
/** Every name, for the test. */
export const builtinNames = {
  functions: () => new Set(wordList(builtinFunctions)),
  operatorClasses: () => new Set(wordList(builtinOperatorClasses)),
};
