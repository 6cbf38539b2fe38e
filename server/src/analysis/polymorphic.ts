/** Polymorphic arguments and results (`check_generic_type_consistency`, `enforce_generic_type_consistency`). */

import { present } from '../text/present';
import { commonType } from './coercion';
import type { Type } from './signatures';
import { isPolymorphic, type Types } from './types';

/** What the families of polymorphic types stand for in one call. */
interface Bound {
  readonly element?: Type;
  readonly range?: Type;
  readonly compatible?: Type;
}
/** `misfit`: the arguments do not go together; `open`: an argument is not known; `untold`: nothing tells a type. */
type Binding = Bound | 'misfit' | 'open' | 'untold';

const isCompatible = (type: Type): boolean => type.startsWith('anycompatible');

export function bind(types: Types, declared: readonly Type[], given: readonly (Type | undefined)[]): Binding {
  const pairs = declared.flatMap((to, i) => (isPolymorphic(to) ? [{ to, from: given[i] }] : []));
  const exact = bindExact(
    types,
    pairs.filter(({ to }) => !isCompatible(to)),
  );
  if (typeof exact === 'string') return exact;
  const common = bindCommon(
    types,
    pairs.filter(({ to }) => isCompatible(to)),
  );
  return typeof common === 'string' ? common : { ...exact, ...common };
}

type Pairs = readonly { readonly to: Type; readonly from: Type | undefined }[];
/** Whether a type may stand for a declared one; undefined: it does not tell. */
function polymorphicParts(types: Types, to: Type, from: Type): { element?: Type; range?: Type } | 'misfit' {
  const base = types.base(from);
  const isMultirange = /multirange$/.test(base);
  if (to.endsWith('range')) {
    if (types.category(base) !== 'R' || isMultirange !== to.endsWith('multirange')) return 'misfit';
    const range = isMultirange ? types.subtype(base) : base;
    const element = range === undefined ? undefined : types.subtype(range);
    return present({ range, element });
  }
  if (/^any(compatible)?array$/.test(to)) {
    const element = types.element(base);
    return element === undefined ? 'misfit' : { element };
  }
  if (to.endsWith('nonarray') && base.endsWith('[]')) return 'misfit';
  if (to === 'anyenum' && types.category(base) !== 'E') return 'misfit';
  return { element: from };
}
function bindExact(types: Types, pairs: Pairs): Binding {
  if (pairs.length === 0) return {};
  if (pairs.some(({ from }) => from === undefined)) return 'open';
  let element: Type | undefined;
  let range: Type | undefined;
  for (const { to, from } of pairs) {
    if (from === undefined || from === 'unknown') continue;
    const part = polymorphicParts(types, to, from);
    if (part === 'misfit') return part;
    if (part.element !== undefined && element !== undefined && part.element !== element) return 'misfit';
    if (part.range !== undefined && range !== undefined && part.range !== range) return 'misfit';
    element ??= part.element;
    range ??= part.range;
  }
  if (element === undefined) return 'untold';
  return present<Bound>({ element, range });
}
function bindCommon(types: Types, pairs: Pairs): Binding {
  if (pairs.length === 0) return {};
  if (pairs.some(({ from, to }) => from === undefined || to.endsWith('range'))) return 'open';
  const elements: Type[] = [];
  for (const { to, from } of pairs) {
    const part = from === undefined || from === 'unknown' ? { element: 'unknown' } : polymorphicParts(types, to, from);
    if (part === 'misfit') return part;
    if (part.element !== undefined) elements.push(part.element);
  }
  const common = commonType(types, elements);
  if (common.clash || common.convert) return 'misfit';
  return common.type === undefined ? 'open' : { compatible: common.type };
}

/** What a call returns; undefined: not known. */
export function boundResult(result: Type | undefined, bound: Bound): Type | undefined {
  if (result === undefined || !isPolymorphic(result)) return result;
  const array = (element: Type | undefined): Type | undefined => element && `${element.replace(/\[\]$/, '')}[]`;
  switch (result) {
    case 'anyelement':
    case 'anynonarray':
    case 'anyenum':
      return bound.element;
    case 'anyarray':
      return array(bound.element);
    case 'anyrange':
      return bound.range;
    case 'anycompatible':
    case 'anycompatiblenonarray':
      return bound.compatible;
    case 'anycompatiblearray':
      return array(bound.compatible);
    case 'anymultirange':
      return bound.range && multirangeOf(bound.range);
    default:
      return undefined;
  }
}
/** Of PostgreSQL's own. */
const multirangeOf = (range: Type): Type | undefined =>
  range.includes('\0') ? undefined : range.replace('range', 'multirange');
/** The type that a declared argument gets in a call. */
export const boundArgument = (declared: Type, bound: Bound): Type | undefined => boundResult(declared, bound);
