/**
 * Which type becomes which (`can_coerce_type`, `find_coercion_pathway` and `select_common_type` of
 * src/backend/parser/parse_coerce.c; "Type Conversion" in the documentation).
 */

import { castsOf } from './others-defined';
import { builtinCast, builtinTypeFacts, type Type, type Volatility } from './signatures';
import { EXTENSION, isPolymorphic, type Types } from './types';

export type CastContext = 'implicit' | 'assignment' | 'explicit';
const contextRank: Readonly<Record<CastContext, number>> = { implicit: 0, assignment: 1, explicit: 2 };

/** Undefined: not known, because someone made a cast that it may be. */
export function isCoercible(types: Types, from: Type, to: Type, context: CastContext): boolean | undefined {
  if (from === to || (from === 'unknown' && to !== EXTENSION) || to === 'any' || isPolymorphic(to)) return true;
  if (to === EXTENSION) return mayBeTaken(types, from);
  const [source, target] = [types.base(from), types.base(to)];
  if (source === target) return true;
  const own = ownCast(types, source, target, context);
  if (own !== 'none') return own;
  const cast = builtinCast(source, target, types.major);
  if (cast) return contextRank[context] >= contextRank[cast.context];
  if (source.endsWith('[]') && target.endsWith('[]')) {
    const elements = isCoercible(types, source.slice(0, -2), target.slice(0, -2), context);
    if (elements !== false) return elements;
  }
  if (contextRank[context] >= contextRank.assignment && types.category(target) === 'S') return true;
  if (context === 'explicit' && types.category(source) === 'S') return true;
  return betweenRows(types, source, target);
}
/** Extensions make casts from texts, bytes and arrays; nobody makes them from numbers, dates and the like. */
const mayBeTaken = (types: Types, from: Type): undefined | false =>
  /^[SAUCX]$/.test(types.category(from)) ? undefined : false;
function betweenRows(types: Types, source: Type, target: Type): boolean | undefined {
  const [isRow, toRow] = [types.isRow(source), types.isRow(target)];
  if (source === 'record') return toRow;
  if (target === 'record') return isRow;
  if (source === 'record[]' || target === 'record[]') return undefined;
  // A child's row becomes its parent's.
  return isRow && toRow ? undefined : false;
}
/** By a cast that an extension or someone made; of someone's it is not known whether it stays. */
function ownCast(types: Types, source: Type, target: Type, context: CastContext): boolean | undefined | 'none' {
  const isOf = (type: Type, declared: Type | undefined): boolean =>
    declared === undefined || declared === EXTENSION || declared === type;
  const found = castsOf(types).find(({ from, to }) => isOf(source, from) && isOf(target, to));
  if (!found) return 'none';
  const isExact = found.isRead && found.from === source && found.to === target;
  return isExact ? contextRank[context] >= contextRank[found.context] : undefined;
}

/** How reliably `from` becomes `to`: what makes an expression immutable or not. */
export function coercionVolatility(types: Types, from: Type, to: Type): Volatility {
  const [source, target] = [types.base(from), types.base(to)];
  if (source === target || source === 'unknown' || source === 'record' || types.isRow(source)) return 'immutable';
  const cast = builtinCast(source, target, types.major);
  if (cast) return cast.volatility;
  if (source.endsWith('[]') && target.endsWith('[]'))
    return coercionVolatility(types, source.slice(0, -2), target.slice(0, -2));
  const isStable = (type: Type, way: 'stableInput' | 'stableOutput'): boolean => builtinTypeFacts(type)?.[way] ?? true;
  return isStable(source, 'stableOutput') || isStable(target, 'stableInput') ? 'stable' : 'immutable';
}

interface Common {
  readonly type: Type | undefined;
  /** Two that cannot be matched, or the one that does not become the other. */
  readonly clash?: readonly [Type, Type];
  readonly convert?: readonly [Type, Type];
}
/** The type that all take; an undefined one of them leaves it open, unless two others clash. */
export function commonType(types: Types, given: readonly (Type | undefined)[]): Common {
  const known = given.flatMap((type) => type ?? []);
  const isAll = known.length === given.length;
  const [first] = known;
  if (first === undefined) return { type: undefined };
  if (first !== 'unknown' && known.every((type) => type === first)) return { type: isAll ? first : undefined };
  let chosen = types.base(first);
  for (const next of known.slice(1).map((type) => types.base(type))) {
    if (next === 'unknown' || next === chosen) continue;
    if (chosen === 'unknown') chosen = next;
    else if (types.category(next) !== types.category(chosen)) return { type: undefined, clash: [chosen, next] };
    else if (!types.isPreferred(chosen)) {
      const [there, back] = [
        isCoercible(types, chosen, next, 'implicit'),
        isCoercible(types, next, chosen, 'implicit'),
      ];
      if (there === undefined || back === undefined) return { type: undefined };
      if (there && !back) chosen = next;
    }
  }
  if (!isAll) return { type: undefined };
  if (chosen === 'unknown') return { type: 'text' };
  const stuck = known.find((type) => isCoercible(types, type, chosen, 'implicit') === false);
  return stuck === undefined ? { type: chosen } : { type: undefined, convert: [stuck, chosen] };
}
