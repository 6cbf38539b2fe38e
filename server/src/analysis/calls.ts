/** Which function or operator a call means, what it returns, and what PostgreSQL says where there is none. */

import { isBuiltinFunction } from '../model/builtins';
import { extensionOfAnyRoutine, unlistedExtensions } from '../model/extensions';
import { isSurelyAbsent } from '../model/resolve';
import { canonicalTypeName } from '../model/types';
import { unknowns } from '../model/unknown';
import { t } from '../text/l10n';
import type { QualifiedName } from '../text/names';
import { type Resolution, resolve, type SignatureMatch } from './candidates';
import { isCoercible } from './coercion';
import { operandsOf } from './others-defined';
import { bind, boundArgument, boundResult } from './polymorphic';
import { ownOverloads } from './routines';
import { builtinOperatorsNamed, builtinOverloads, builtinTypeFacts, type Signature, type Type } from './signatures';
import type { Column, Types } from './types';

interface Argument {
  readonly type: Type | undefined;
  /** `name => value` */
  readonly name?: string;
}
interface Call {
  /** Undefined: not known. */
  readonly result?: Type | undefined;
  readonly signature?: Signature;
  /** What each argument becomes. */
  readonly arguments?: readonly (Type | undefined)[];
  readonly problem?: string;
  /** The problem is that nothing has the name with such operands. */
  readonly isMissing?: true;
  /** Why it is not known whether there is one. */
  readonly open?: string;
}
const unknown: Call = {};

type Operand = Pick<Column, 'type' | 'brought'>;

interface CallForm {
  /** `f(VARIADIC x)` */
  readonly variadic?: boolean;
  readonly procedure?: boolean;
}
export function resolveFunction(
  types: Types,
  name: QualifiedName,
  given: readonly Argument[],
  form: CallForm = {},
): Call {
  const isBuiltin = name.schema === undefined || name.schema === 'pg_catalog';
  const builtin = isBuiltin ? builtinOverloads(name.name, types.major) : [];
  // Names that PostgreSQL calls by itself are not listed.
  if (builtin === undefined && isBuiltinFunction(name.name)) return unknown;
  const own = name.schema === 'pg_catalog' ? [] : ownOverloads(types, name);
  if (!own) return unknown;
  const all = [...(builtin ?? []), ...own];
  const candidates = distinctSignatures(all.flatMap((signature) => candidateOf(types, signature, given, form) ?? []));
  const call = outcome(
    types,
    resolve(
      types,
      candidates,
      given.map(({ type }) => type),
    ),
    given,
  );
  const shown = `${name.schema === undefined ? '' : `${name.schema}.`}${name.name}(${given.map((each) => shownArgument(types, each)).join(', ')})`;
  const cast = castNamed(types, name, given);
  if (cast !== undefined && given[0]!.type === 'unknown') return { result: cast, arguments: [cast] };
  if (call !== 'none' && call !== 'ambiguous') {
    if (!call.signature || (call.signature.kind === 'procedure') === (form.procedure ?? false)) return call;
    return { problem: `${shown} is ${form.procedure ? 'not ' : ''}a procedure` };
  }
  const from = given[0]?.type;
  if (cast !== undefined && (from === undefined || isCoercible(types, from, cast, 'explicit') !== false))
    return unknown;
  if (makesRange(types, name)) return unknown;
  if (given.length === 1 && mayBeColumn(types, given[0]!.type)) return unknown;
  const word = form.procedure ? 'procedure' : 'function';
  const problem = call === 'none' ? `${word} ${shown} does not exist` : `${word} ${shown} is not unique`;
  if (name.schema === 'pg_catalog' || isSurelyAbsent(types.schema, 'routine', name)) return { problem };
  const extension = unknowns(types.schema).absence ? undefined : extensionOfAnyRoutine(types.schema, name);
  if (extension === undefined) return unknown;
  return { open: t('{0}: {1}', problem, t('what the extension {0} brings is not known', extension)) };
}
function shownArgument(types: Types, { type, name }: Argument): string {
  return `${name === undefined ? '' : `${name} => `}${types.show(type)}`;
}
/** `date(x)`, `text(x)`: a cast written as a call (`FuncNameAsType`). */
function castNamed(types: Types, { schema, name }: QualifiedName, given: readonly Argument[]): Type | undefined {
  if (given.length !== 1 || given[0]!.name !== undefined) return undefined;
  const own = canonicalTypeName(name);
  const isBuiltin = (schema === undefined || schema === 'pg_catalog') && builtinTypeFacts(own) !== undefined;
  const type = isBuiltin ? own : types.ofAny({ ...(schema !== undefined && { schema }), name });
  return type !== undefined && types.isRow(type) ? undefined : type;
}
/** A range type comes with functions of its name and of its multirange's. */
function makesRange({ schema }: Types, { name }: QualifiedName): boolean {
  for (const each of schema.types.values())
    if (
      each.kind === 'range' &&
      (each.name === name || each.multirangeName?.name === name || name.includes('multirange'))
    )
      return true;
  return false;
}
const mayBeColumn = (types: Types, type: Type | undefined): boolean =>
  type === undefined || type === 'record' || (type !== 'unknown' && types.isRow(type));

/** The call as one of a signature; undefined where it has too few or too many arguments. */
function candidateOf(
  types: Types,
  signature: Signature,
  given: readonly Argument[],
  { variadic: written = false }: CallForm,
): SignatureMatch | undefined {
  const { arguments: declared, variadic = false, defaults = 0, names = [] } = signature;
  const named = given.some(({ name }) => name !== undefined);
  if (named) {
    // PostgreSQL's own have names that are not listed.
    if (signature.names === undefined)
      return given.length <= declared.length ? { signature, arguments: given.map(() => undefined) } : undefined;
    const at = given.map(({ name }, i) => (name === undefined ? i : names.indexOf(name)));
    const isTaken = new Set(at).size === at.length && at.every((i) => i >= 0 && i < declared.length);
    const left = declared.map((_, i) => i).filter((i) => !at.includes(i));
    if (!isTaken || left.some((i) => i < declared.length - defaults)) return undefined;
    return { signature, arguments: at.map((i) => declared[i]) };
  }
  if (declared.length === given.length && (!variadic || written)) return { signature, arguments: declared };
  if (variadic && !written && given.length >= declared.length - 1 && given.length > 0) {
    const last = declared.at(-1);
    const each = last === undefined ? undefined : last === 'any' ? 'any' : elementOf(types, last);
    const more = given.length - (declared.length - 1);
    if (more >= 1)
      return { signature, arguments: [...declared.slice(0, -1), ...Array<Type | undefined>(more).fill(each)] };
  }
  const isShort = given.length < declared.length && given.length >= declared.length - defaults;
  return isShort ? { signature, arguments: declared.slice(0, given.length) } : undefined;
}
function elementOf(types: Types, array: Type): Type | undefined {
  if (array === 'anyarray') return 'anyelement';
  return array === 'anycompatiblearray' ? 'anycompatible' : types.element(array);
}
/** Of those with the same arguments the first: pg_catalog is searched first, and fewer extra arguments are better. */
function distinctSignatures(candidates: readonly SignatureMatch[]): SignatureMatch[] {
  const extra = ({ signature, arguments: taken }: SignatureMatch): number =>
    (signature.variadic ? 1000 : 0) + Math.abs(signature.arguments.length - taken.length);
  const kept = new Map<string, SignatureMatch>();
  const others: SignatureMatch[] = [];
  for (const each of candidates) {
    if (each.arguments.includes(undefined)) others.push(each);
    else {
      const key = each.arguments.join(',');
      const known = kept.get(key);
      if (!known || extra(each) < extra(known)) kept.set(key, each);
    }
  }
  return [...kept.values(), ...others];
}

function outcome(types: Types, resolution: Resolution, given: readonly Argument[]): Call | 'none' | 'ambiguous' {
  if (resolution.is === 'none' || resolution.is === 'ambiguous') return resolution.is;
  if (resolution.is === 'one of') {
    const results = resolution.candidates.map(({ signature }) => signature.result);
    const [first] = results;
    const isOne = first !== undefined && !first.startsWith('any') && results.every((result) => result === first);
    return isOne ? { result: first } : unknown;
  }
  const { signature, arguments: declared } = resolution.candidate;
  if (declared.includes(undefined)) return { result: concreteType(signature.result), signature };
  const bound = bind(
    types,
    declared as readonly Type[],
    given.map(({ type }) => type),
  );
  if (bound === 'untold')
    return { signature, problem: 'could not determine polymorphic type because input has type unknown' };
  if (typeof bound === 'string') return { result: concreteType(signature.result), signature };
  return {
    result: boundResult(signature.result, bound),
    signature,
    arguments: declared.map((type) => boundArgument(type!, bound)),
  };
}
const concreteType = (type: Type | undefined): Type | undefined => (type?.startsWith('any') ? undefined : type);

/** Of the types of one statement: a list of thousands asks for each of its values. */
const knownOperators = new WeakMap<Types, Map<string, Call>>();
/** `left` is undefined for one that stands before its operand. */
export function resolveOperator(types: Types, name: QualifiedName, left: Argument | undefined, right: Argument): Call {
  if (name.schema !== undefined && name.schema !== 'pg_catalog') return unknown;
  const operands = left ? [left.type, right.type] : [right.type];
  const key = [name.name, ...operands.map((type) => type ?? '')].join('\x01');
  const known = knownOperators.get(types) ?? new Map<string, Call>();
  knownOperators.set(types, known);
  const call = known.get(key) ?? freshOperator(types, name, operands);
  known.set(key, call);
  return call;
}
/** That there is none for what extensions bring; which one is meant of several is not asked of that. */
export function missingOperator(
  types: Types,
  name: QualifiedName,
  left: Operand | undefined,
  right: Operand,
): string | undefined {
  if (left?.brought === undefined && right.brought === undefined) return undefined;
  const typed = ({ type, brought }: Operand): Argument => ({ type: type ?? brought });
  const { problem, isMissing } = resolveOperator(types, name, left && typed(left), typed(right));
  return isMissing ? problem : undefined;
}
function freshOperator(types: Types, name: QualifiedName, operands: readonly (Type | undefined)[]): Call {
  const candidates = builtinOperatorsNamed(name.name, types.major)
    .filter(({ arguments: { length } }) => length === operands.length)
    .map((signature) => ({ signature, arguments: signature.arguments }));
  const given = operands.map((type) => ({ type }));
  const exact = exactOperands(types, candidates, operands);
  if (!exact && hasOwnOperator(types, name.name, operands)) return unknown;
  const call = outcome(types, exact ? { is: 'found', candidate: exact } : resolve(types, candidates, operands), given);
  if (call !== 'none' && call !== 'ambiguous') return call;
  if (mayBeExtension(types, name.name) || operands.includes(undefined)) return unknown;
  const shown = [...operands.slice(0, -1).map((type) => types.show(type)), name.name, types.show(operands.at(-1))].join(
    ' ',
  );
  return call === 'none'
    ? { problem: `operator does not exist: ${shown}`, isMissing: true }
    : { problem: `operator is not unique: ${shown}` };
}
/** A string constant is first taken for what the other operand is (`binary_oper_exact`). */
function exactOperands(
  types: Types,
  candidates: readonly SignatureMatch[],
  operands: readonly (Type | undefined)[],
): SignatureMatch | undefined {
  const [left, right] = operands;
  if (left === undefined || right === undefined) return undefined;
  const other = left === 'unknown' ? right : left;
  const [a, b] = [left === 'unknown' ? other : left, right === 'unknown' ? other : right];
  const find = (x: Type, y: Type): SignatureMatch | undefined =>
    candidates.find((each) => each.arguments[0] === x && each.arguments[1] === y);
  const found = find(a, b);
  if (found || a !== b) return found;
  const base = types.base(a);
  return base === a ? undefined : find(base, base);
}
/** An operator of the schema, or of an extension that was read from a server, that may be meant. */
function hasOwnOperator(types: Types, symbol: string, operands: readonly (Type | undefined)[]): boolean {
  return operandsOf(types, symbol).some(
    (declared) =>
      !declared ||
      (declared.length === operands.length &&
        declared.every((to, i) => {
          const from = operands[i];
          return from === undefined || to === undefined || isCoercible(types, from, to, 'implicit') !== false;
        })),
  );
}
/** What extensions bring of operators between types that are not their own; one that is not listed may bring any. */
const extensionOperators: Readonly<Record<string, RegExp>> = {
  pg_trgm: /%|<->/,
  btree_gist: /^<->$/,
  intarray: /^([-+&|#]|&&|@@|~~|@>|<@|@|~)$/,
  earthdistance: /^<@>$/,
};
const withoutOperators =
  /^(plpgsql|uuid-ossp|pgcrypto|unaccent|pg_stat|citext|hstore|ltree|cube|isn|seg|vector|postgis|btree_gin|moddatetime|pg_cron|tablefunc|dblink|postgres_fdw|fuzzystrmatch)/;
function mayBeExtension({ schema }: Types, symbol: string): boolean {
  const brings = (name: string): boolean => {
    const listed = extensionOperators[name];
    return listed ? listed.test(symbol) : !withoutOperators.test(name);
  };
  return unlistedExtensions(schema).some(brings);
}
/** Whether every value of a type can be compared or ordered by what PostgreSQL has by itself. */
export function isOrdered(types: Types, type: Type): boolean {
  const base = types.base(type);
  const element = types.element(base);
  return element === undefined ? !unordered.has(base) : isOrdered(types, element);
}
const unordered = new Set('json xml jsonpath point line lseg box path polygon circle'.split(' '));
