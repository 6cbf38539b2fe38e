/** How the values of a column become those of another type. */

import { domainBase } from '../compare/expressions/query-names';
import { isAssignable, isExplicitCast, isString } from '../model/casts';
import type { Schema } from '../model/schema';
import { formatType, type SqlType, sameType } from '../model/types';

/** Other lengths of one type, or strings without a length: what stands on the column goes on standing on it. */
export function isSameKind(from: SqlType, to: SqlType): boolean {
  if (Boolean(from.array) !== Boolean(to.array)) return false;
  const varying = (type: SqlType): boolean => type.builtin === true && /^(?:text|character varying)$/.test(type.name);
  if (varying(from) && varying(to)) return true;
  return from.builtin === to.builtin && from.schema === to.schema && from.name === to.name;
}
/**
 * The expression after USING; undefined where PostgreSQL casts by itself. `renamed`: the type is one made anew; `schema`: of
 * the server that runs it.
 */
export function usingFor(
  column: string,
  from: SqlType,
  to: SqlType,
  target: string,
  { renamed, schema }: { readonly renamed: boolean; readonly schema: Schema },
): string | undefined {
  if (!renamed && isSameKind(from, to)) return undefined;
  if (to.array && !from.array) {
    const isElement = from.builtin && to.builtin && isAssignable(from.name, to.name);
    return `CASE WHEN ${column} IS NULL THEN NULL ELSE ARRAY[${column}${isElement ? '' : '::text'}]::${target} END`;
  }
  if (from.builtin && to.builtin && !from.array && !to.array) {
    if (isAssignable(from.name, to.name) && !renamed) return undefined;
    const direct = isString(from.name) || isExplicitCast(from.name, to.name, schema);
    return direct ? `${column}::${target}` : `${column}::text::${target}`;
  }
  if (from.builtin && from.array && to.builtin && to.array && isAssignable(from.name, to.name)) return undefined;
  if (to.builtin && !to.array && isString(to.name)) return `${column}::${target}`;
  return `${column}::text${from.array && to.array ? '[]' : ''}::${target}`;
}
/** For which values PostgreSQL refuses the cast that it does by itself, in words after the column's name; undefined: for none. */
export function refusedByCast(from: SqlType, to: SqlType): string | undefined {
  if (!from.builtin || !to.builtin || from.array || to.array) return undefined;
  const length = ({ name, modifiers }: SqlType): number =>
    /^character(?: varying)?$/.test(name) && modifiers !== undefined ? Number(modifiers) : Number.POSITIVE_INFINITY;
  if (isString(to.name) && length(to) < length(from)) return `is longer than ${length(to)} characters`;
  if (from.name === 'bit' && to.name === 'bit' && from.modifiers !== to.modifiers)
    return `is not ${to.modifiers ?? 1} bits long`;
  const [before, after] = [wholeDigits(from), wholeDigits(to)];
  if (before !== undefined && after !== undefined && after < before) return `is too large for ${formatType(to)}`;
  return undefined;
}
/** How many digits before the point all values of the type have room for. */
function wholeDigits({ name, modifiers }: SqlType): number | undefined {
  const digits = { smallint: 4, integer: 9, bigint: 18 }[name];
  if (digits !== undefined || name !== 'numeric') return digits;
  const [precision, places = '0'] = modifiers?.split(',') ?? [];
  return precision === undefined ? Number.POSITIVE_INFINITY : Number(precision) - Number(places);
}

/**
 * What USING with a cast loses beside that, where an assignment is refused: an explicit cast cuts (documentation,
 * "Character Types", "Bit String Types"), and text of another type is written anew when it becomes text again.
 */
export function lossOfExplicitCast(was: SqlType, is: SqlType, ...schemas: readonly Schema[]): string | undefined {
  const [from, to] = [domainBase(was, ...schemas), domainBase(is, ...schemas.toReversed())];
  if (!from.builtin || !to.builtin || Boolean(from.array) !== Boolean(to.array)) return undefined;
  const room = ({ name, modifiers }: SqlType): number =>
    Number(modifiers ?? (/^(?:character|bit)$/.test(name) ? 1 : Number.POSITIVE_INFINITY));
  const cuts = room(to) < room(from);
  if (isString(from.name) && isString(to.name)) return cuts ? `what is beyond ${room(to)} characters` : undefined;
  const isBits = ({ name }: SqlType): boolean => /^bit(?: varying)?$/.test(name);
  if (isBits(from) && isBits(to)) return cuts ? `what is beyond ${room(to)} bits` : undefined;
  if (isBits(to) && wholeNumberTypes.has(from.name)) return `what is beyond ${room(to)} bits`;
  return isString(from.name) && lossOfCast(from, to) === undefined ? 'the spelling' : undefined;
}

const wholeNumberTypes = new Set(['smallint', 'integer', 'bigint']);
const broken = new Set(['numeric', 'real', 'double precision']);
const ofTime = /^(?:timestamp|time|interval)\b/;

/**
 * What the values lose on the way to another type (documentation, chapter 8): PostgreSQL rounds and cuts without a word.
 * Undefined: nothing, or the cast is refused before, or is not of two types of PostgreSQL's own, or of domains over such.
 */
export function lossOfCast(was: SqlType, is: SqlType, ...schemas: readonly Schema[]): string | undefined {
  const [from, to] = [domainBase(was, ...schemas), domainBase(is, ...schemas.toReversed())];
  if (!from.builtin || !to.builtin || sameType(from, to) || Boolean(from.array) !== Boolean(to.array)) return undefined;
  return ofNumbers(from, to) ?? ofTimes(from, to) ?? ofStrings(from, to) ?? ofOthers(from, to);
}
function ofNumbers(from: SqlType, to: SqlType): string | undefined {
  if (broken.has(from.name) && wholeNumberTypes.has(to.name)) return 'digits after the point';
  if (from.name === 'double precision' && to.name === 'real') return 'digits';
  if (to.name === 'real' && /^(?:integer|bigint|numeric)$/.test(from.name)) return 'digits';
  if (to.name === 'double precision' && /^(?:bigint|numeric)$/.test(from.name)) return 'digits';
  if (to.name === 'money' && scale(from) > 2 && broken.has(from.name)) return 'digits after the point';
  if (broken.has(to.name) && scale(to) < scale(from)) return scale(to) < 0 ? 'digits' : 'digits after the point';
  if (to.name === 'boolean' && wholeNumberTypes.has(from.name)) return 'all but whether it is 0';
  return undefined;
}
function scale({ name, modifiers }: SqlType): number {
  if (name !== 'numeric' || modifiers === undefined) return wholeNumberTypes.has(name) ? 0 : Number.POSITIVE_INFINITY;
  return Number(modifiers.split(',')[1] ?? 0);
}
function ofTimes(from: SqlType, to: SqlType): string | undefined {
  if (/^timestamp/.test(from.name) && to.name === 'date') return 'the time of day';
  if (/^timestamp/.test(from.name) && /^time /.test(to.name)) return 'the date';
  if (/ with time zone$/.test(from.name) && / without time zone$/.test(to.name)) return 'the time zone';
  if (from.name === 'interval' && /^time /.test(to.name)) return 'the days';
  if (!ofTime.test(from.name) || !ofTime.test(to.name)) return undefined;
  if (to.fields !== undefined && to.fields !== from.fields) return `what is not of ${to.fields}`;
  return Number(to.modifiers ?? 6) < Number(from.modifiers ?? 6) ? 'digits of the seconds' : undefined;
}
function ofStrings(from: SqlType, to: SqlType): string | undefined {
  if (!isString(from.name)) return undefined;
  if (to.name === '"char"') return 'all but the first letter';
  if (to.name === 'name' && from.name !== 'name') return 'what is beyond 63 bytes';
  return to.name === 'character' && from.name !== 'character' ? 'blanks at the end' : undefined;
}
const smallerShapes: Readonly<Record<string, RegExp>> = {
  polygon: /^(?:box|circle|point)$/,
  box: /^(?:circle|point)$/,
  circle: /^(?:box|point|polygon)$/,
  lseg: /^point$/,
};
function ofOthers(from: SqlType, to: SqlType): string | undefined {
  if (from.name === 'inet' && to.name === 'cidr') return 'the part of the host';
  if (from.name === 'json' && to.name === 'jsonb') return 'blanks, the order of keys and keys that stand twice';
  return smallerShapes[from.name]?.test(to.name) ? `all of the shape that no ${to.name} has` : undefined;
}
