/** Names that every database has in pg_catalog, of PostgreSQL 13 to 18 together. */
import { builtinFunctions } from './generated/functions';
import { builtinOperatorClasses } from './generated/operator-classes';
import { builtinSignatures } from './generated/signatures';

const wordSet = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
let functionNames: ReadonlySet<string> | undefined;
let operatorClassNames: ReadonlySet<string> | undefined;

export function isBuiltinFunction(name: string): boolean {
  functionNames ??= wordSet(builtinFunctions);
  return functionNames.has(name);
}
export function isBuiltinOperatorClass(name: string): boolean {
  operatorClassNames ??= wordSet(builtinOperatorClasses);
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
    const known = all.get(name);
    if (known) known.push(one);
    else all.set(name, [one]);
  }
  signatures = all;
  return all;
}
const blanks = (text: string): string => text.replaceAll('~', ' ');
/** Every name, for the test. */
export const builtinNames = {
  functions: () => wordSet(builtinFunctions),
  operatorClasses: () => wordSet(builtinOperatorClasses),
};
