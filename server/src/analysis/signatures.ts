/** What PostgreSQL itself has of functions, operators, casts and types: the generated lists, read when first asked for. */

import {
  type BuiltinFunction,
  everyBuiltin,
  isOf,
  spelledType,
  type Versions,
  versionsOf,
} from '../model/builtin-functions';
import { builtinCasts } from '../model/generated/casts';
import { builtinOperators } from '../model/generated/operators';
import { typeFacts } from '../model/generated/type-facts';
import { pushTo, wordList } from '../text/lists';

/**
 * A type as one word: `format_type`'s spelling of PostgreSQL's own, schema and name with NUL between of others, `[]`
 * after it for an array; `unknown` is a string constant that no type is told of yet.
 */
export type Type = string;
export type Volatility = 'immutable' | 'stable' | 'volatile';

export interface Signature {
  /** Undefined: not known which. */
  readonly arguments: readonly (Type | undefined)[];
  readonly result: Type | undefined;
  /** The last argument takes any number. */
  readonly variadic?: boolean;
  readonly kind?: 'aggregate' | 'ordered-set aggregate' | 'window function' | 'procedure';
  readonly set?: boolean;
  readonly volatility: Volatility;
  /** Of the last arguments, how many may be left out. */
  readonly defaults?: number;
  /** Of arguments that can be given by name. */
  readonly names?: readonly (string | undefined)[];
  /** The columns of what it returns, as FROM shows them. */
  readonly columns?: readonly { readonly name: string; readonly type: Type | undefined }[];
}
interface TypeFacts {
  readonly category: string;
  readonly preferred: boolean;
  readonly collation: boolean;
  readonly stableInput: boolean;
  readonly stableOutput: boolean;
  /** Of a range its subtype, of a multirange its range. */
  readonly of?: Type;
}
interface Cast {
  readonly context: 'implicit' | 'assignment' | 'explicit';
  readonly volatility: Volatility;
}
const spaced = (text: string): string => text.replaceAll('~', ' ');
const volatilityOf = (flags: string): Volatility =>
  flags.includes('v') ? 'volatile' : /[ts]/.test(flags) ? 'stable' : 'immutable';
type Entry<T> = T & Versions;
const overloads = new Map<string, readonly Entry<Signature>[] | undefined>();
/** The overloads of a name; undefined where they are not listed, and empty where this version has none. */
export function builtinOverloads(name: string, major: number): readonly Signature[] | undefined {
  if (!overloads.has(name)) overloads.set(name, everyBuiltin(name)?.map(signatureOf));
  return overloads.get(name)?.filter(isOf(major));
}
function signatureOf({ arguments: all, result, returnsSet, ...rest }: BuiltinFunction): Entry<Signature> {
  const inputs = all.filter(({ mode }) => mode !== 'out');
  return {
    ...rest,
    arguments: inputs.map(({ type }) => type),
    result,
    variadic: inputs.some(({ mode }) => mode === 'variadic'),
    set: returnsSet,
    defaults: inputs.filter((one) => one.default !== undefined).length,
  };
}

let operators: Map<string, Entry<Signature>[]> | undefined;
/** The operators of a symbol: with one argument those before it, with two those between. */
export function builtinOperatorsNamed(symbol: string, major: number): readonly Signature[] {
  if (!operators) {
    operators = new Map();
    for (const word of wordList(builtinOperators)) {
      const at = word.indexOf(':');
      const [left = '', right = '', result = '', rest = ''] = word.slice(at + 1).split(':');
      const [volatility = '', versions] = rest.split('@');
      const known = operators.get(word.slice(0, at)) ?? [];
      operators.set(word.slice(0, at), known);
      known.push({
        arguments: [left, right].filter((type) => type !== 'NONE').map(spaced),
        result: spaced(result),
        volatility: volatilityOf(volatility),
        ...versionsOf(versions),
        // `5 !`, gone with PostgreSQL 14.
        ...(right === 'NONE' && { until: -1 }),
      });
    }
  }
  return operators.get(symbol)?.filter(isOf(major)) ?? [];
}

let castsBySource: Map<string, Entry<Cast>[]> | undefined;
const contexts = { i: 'implicit', a: 'assignment', e: 'explicit' } as const;
export function builtinCast(from: Type, to: Type, major: number): Cast | undefined {
  if (!castsBySource) {
    castsBySource = new Map();
    for (const word of wordList(builtinCasts)) {
      const [source = '', target = '', context = 'e', rest = ''] = word.split(':');
      const [volatility = '', versions] = rest.split('@');
      const key = spaced(`${source}:${target}`);
      const cast = { context: contexts[context as 'i' | 'a' | 'e'], volatility: volatilityOf(volatility) };
      pushTo(castsBySource, key, { ...cast, ...versionsOf(versions) });
    }
  }
  return castsBySource.get(`${from}:${to}`)?.find(isOf(major));
}

let facts: Map<Type, TypeFacts> | undefined;
/** Undefined for a type that is not PostgreSQL's own, or an array. */
export function builtinTypeFacts(type: Type): TypeFacts | undefined {
  facts ??= new Map(
    wordList(typeFacts).map((word) => {
      const [typname = '', category = '', rest = ''] = word.split(':');
      const [flags = '', of] = rest.split('>');
      return [
        spelledType(typname),
        {
          category,
          preferred: flags.includes('!'),
          collation: flags.includes('c'),
          stableInput: flags.includes('i'),
          stableOutput: flags.includes('o'),
          ...(of !== undefined && { of: spelledType(of) }),
        },
      ];
    }),
  );
  return facts.get(type);
}
