/** The functions of pg_catalog, of PostgreSQL 13 to 18: read from their list a name at a time, when it is asked for. */

import { pushTo, wordList } from '../text/lists';
import { quoteIdentifier } from '../text/names';
import { majorOf } from '../text/versions';
import { callableFunctions } from './generated/callable-functions';
import { canonicalTypeName } from './types';

/** The major versions that have something. */
export interface Versions {
  readonly from: number;
  readonly until: number;
}
/** Of `14-`, `-13`; nothing: all. */
export function versionsOf(text: string | undefined): Versions {
  const [from, until] = (text ?? '-').split('-');
  return { from: Number(from || 0), until: Number(until || 99) };
}
export const isOf =
  (major: number) =>
  ({ from, until }: Versions): boolean =>
    from <= major && major <= until;

/** `_int4` → `integer[]`. */
export function spelledType(typname: string): string {
  if (typname.startsWith('_')) return `${spelledType(typname.slice(1))}[]`;
  return canonicalTypeName(typname);
}

/** The newest major version of the lists. */
const NEWEST = 18;

interface Argument {
  readonly mode: 'in' | 'out' | 'variadic';
  readonly name?: string;
  /** As `format_type` has it. */
  readonly type: string;
  /** As SQL; where it has one, it may be left out. */
  readonly default?: string;
}
export interface BuiltinFunction extends Versions {
  readonly arguments: readonly Argument[];
  readonly result: string;
  readonly returnsSet: boolean;
  readonly kind?: 'aggregate' | 'ordered-set aggregate' | 'window function';
  readonly volatility: 'immutable' | 'stable' | 'volatile';
  /** It does not only serve operators, types, indexes and the server itself. */
  readonly isForPeople: boolean;
}

const kindOfFlag: Readonly<Record<string, NonNullable<BuiltinFunction['kind']>>> = {
  a: 'aggregate',
  o: 'ordered-set aggregate',
  w: 'window function',
};
const modeOfSign: Readonly<Record<string, Argument['mode']>> = { '>': 'out', '*': 'variadic' };

let listedFunctions: ReadonlyMap<string, readonly string[]> | undefined;
function entriesByName(): ReadonlyMap<string, readonly string[]> {
  if (listedFunctions) return listedFunctions;
  const made = new Map<string, string[]>();
  for (const entry of wordList(callableFunctions)) pushTo(made, entry.slice(0, entry.indexOf('(')), entry);
  listedFunctions = made;
  return made;
}
const read = new Map<string, readonly BuiltinFunction[]>();
/** The overloads of a name in every version; undefined where they are not listed. */
export function everyBuiltin(name: string): readonly BuiltinFunction[] | undefined {
  const known = read.get(name);
  if (known) return known;
  const made = entriesByName().get(name)?.map(functionOf);
  if (made) read.set(name, made);
  return made;
}
/** The overloads that people call in a server of the version, 0 where it is not known: the newest. */
export function calledOverloads(name: string, serverVersion: number): readonly BuiltinFunction[] {
  const isThere = isOf(majorOf(serverVersion) || NEWEST);
  return (everyBuiltin(name) ?? []).filter((one) => one.isForPeople && isThere(one));
}
/** The names of those that people call, in any version, in order. */
export function calledFunctionNames(): string[] {
  return [...entriesByName()].flatMap(([name, all]) => (all.some((entry) => /:\w*p(@|$)/.test(entry)) ? name : []));
}

function functionOf(entry: string): BuiltinFunction {
  const [, list = '', result = '', flags = '', versions] = /\((.*)\)([^:)]*):([a-z]*)(?:@(.*))?$/.exec(entry) ?? [];
  const kind = kindOfFlag[/[aow]/.exec(flags)?.[0] ?? ''];
  return {
    arguments: list === '' ? [] : list.split(',').map(argumentOf),
    result: spelledType(result),
    returnsSet: flags.includes('s'),
    ...(kind && { kind }),
    volatility: flags.includes('v') ? 'volatile' : flags.includes('t') ? 'stable' : 'immutable',
    isForPeople: flags.includes('p'),
    ...versionsOf(versions),
  };
}
function argumentOf(written: string): Argument {
  const [, sign = '', rest = ''] = /^([>*]?)(.*)$/.exec(written) ?? [];
  const [first = '', type, ...defaults] = rest.replaceAll('~', ' ').split('=');
  return {
    mode: modeOfSign[sign] ?? 'in',
    type: spelledType(type ?? first),
    ...(type !== undefined && first !== '' && { name: first }),
    ...(defaults.length > 0 && { default: defaults.join('=') }),
  };
}

/** As `pg_get_function_arguments` writes them. */
export function argumentsInWords({ arguments: all, kind }: BuiltinFunction): string {
  const words = all.map(argumentInWords);
  if (kind !== 'ordered-set aggregate') return words.join(', ');
  // What is aggregated is the last; one that takes any number takes as many before it.
  const direct = all.at(-1)?.mode === 'variadic' ? words : words.slice(0, -1);
  return [direct.join(', '), 'ORDER BY', words.at(-1)].filter(Boolean).join(' ');
}
function argumentInWords({ mode, name, type, default: given }: Argument): string {
  const words = [
    mode === 'in' ? undefined : mode.toUpperCase(),
    name && quoteIdentifier(name),
    // The one pseudo-type whose name is a reserved word.
    type === 'any' ? '"any"' : type,
    given && `DEFAULT ${given}`,
  ];
  return words.filter(Boolean).join(' ');
}
/** As `pg_get_function_result` writes it. */
export function resultInWords({ result, returnsSet }: BuiltinFunction): string {
  return returnsSet ? `SETOF ${result}` : result;
}
