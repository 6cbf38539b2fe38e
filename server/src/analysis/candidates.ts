/**
 * Which of several functions or operators a call means (`func_match_argtypes` and `func_select_candidate` of
 * src/backend/parser/parse_func.c).
 */

import { isCoercible } from './coercion';
import { bind } from './polymorphic';
import type { Signature, Type } from './signatures';
import { isPolymorphic, type Types } from './types';

/** A signature with as many arguments as the call has. */
export interface SignatureMatch {
  readonly signature: Signature;
  readonly arguments: readonly (Type | undefined)[];
}
export type Resolution =
  | { readonly is: 'found'; readonly candidate: SignatureMatch }
  /** One of them; which one is not known. */
  | { readonly is: 'one of'; readonly candidates: readonly SignatureMatch[] }
  | { readonly is: 'none' }
  | { readonly is: 'ambiguous' };

type Given = readonly (Type | undefined)[];
interface KnownCandidate extends SignatureMatch {
  readonly arguments: readonly Type[];
}

export function resolve(types: Types, candidates: readonly SignatureMatch[], given: Given): Resolution {
  const exact = candidates.find((each) => each.arguments.every((to, i) => to !== undefined && to === given[i]));
  if (exact) return { is: 'found', candidate: exact };
  const fitting = candidates.map((candidate) => ({ candidate, fits: acceptsArguments(types, candidate, given) }));
  const possible = fitting.filter((each) => each.fits !== false);
  const [first] = possible;
  if (!first) return { is: 'none' };
  const isObserved = !given.includes(undefined) && possible.every(({ fits }) => fits);
  if (possible.length === 1 && (first.fits || !isObserved)) return { is: 'found', candidate: first.candidate };
  if (!isObserved) return { is: 'one of', candidates: possible.map(({ candidate }) => candidate) };
  const all = possible.map(({ candidate }) => candidate as KnownCandidate);
  const chosen = selectCandidate(types, all, given as readonly Type[]);
  return chosen ? { is: 'found', candidate: chosen } : { is: 'ambiguous' };
}
/** Undefined: not known. */
function acceptsArguments(types: Types, { arguments: declared }: SignatureMatch, given: Given): boolean | undefined {
  let open = false;
  for (const [i, to] of declared.entries()) {
    const from = given[i];
    const fit = to === undefined || from === undefined ? undefined : isCoercible(types, from, to, 'implicit');
    if (fit === false) return false;
    open ||= fit === undefined;
  }
  const known = declared.map((to) => to ?? 'any');
  if (known.some(isPolymorphic) && bind(types, known, given) === 'misfit') return false;
  return open ? undefined : true;
}

/** Those for which `count` is highest. */
function withHighest(
  candidates: readonly KnownCandidate[],
  count: (candidate: KnownCandidate) => number,
): KnownCandidate[] {
  const counts = candidates.map(count);
  const best = Math.max(...counts);
  return candidates.filter((_, i) => counts[i] === best);
}
function selectCandidate(
  types: Types,
  candidates: readonly KnownCandidate[],
  given: readonly Type[],
): KnownCandidate | undefined {
  const base = given.map((type) => (type === 'unknown' ? type : types.base(type)));
  const known = base.flatMap((type, i) => (type === 'unknown' ? [] : [i]));
  let left = withHighest(candidates, (each) => known.filter((i) => each.arguments[i] === base[i]).length);
  if (left.length === 1) return left[0];
  left = withHighest(left, ({ arguments: to }) => {
    const isBest = (i: number): boolean =>
      to[i] === base[i] || (types.category(to[i]!) === types.category(base[i]!) && types.isPreferred(to[i]!));
    return known.filter(isBest).length;
  });
  if (left.length === 1) return left[0];
  if (known.length === base.length) return undefined;
  const bySlot = selectForUnknown(types, left, base);
  if (bySlot.length === 1) return bySlot[0];
  // The unknown ones may be what all the others are.
  const same = base[known[0] ?? -1];
  if (same === undefined || known.some((i) => base[i] !== same)) return undefined;
  const alike = bySlot.filter(
    (each) =>
      acceptsArguments(
        types,
        each,
        base.map(() => same),
      ) === true,
  );
  return alike.length === 1 ? alike[0] : undefined;
}
/** By the categories that the candidates take where a string constant stands. */
function selectForUnknown(
  types: Types,
  candidates: readonly KnownCandidate[],
  base: readonly Type[],
): readonly KnownCandidate[] {
  const wanted: { readonly at: number; readonly category: string; readonly preferred: boolean }[] = [];
  for (const [at, type] of base.entries()) {
    if (type !== 'unknown') continue;
    const categories = candidates.map((each) => types.category(each.arguments[at]!));
    const [first] = categories;
    const isOne = categories.every((each) => each === first);
    if (!isOne && !categories.includes('S')) return candidates;
    const category = isOne ? first! : 'S';
    const preferred = candidates.some(
      (each, i) => categories[i] === category && types.isPreferred(each.arguments[at]!),
    );
    wanted.push({ at, category, preferred });
  }
  const kept = candidates.filter((each) =>
    wanted.every(({ at, category, preferred }) => {
      const to = each.arguments[at]!;
      return types.category(to) === category && (!preferred || types.isPreferred(to));
    }),
  );
  return kept.length > 0 ? kept : candidates;
}
