/** String constants that a type surely does not take: what its input function says (src/backend/utils/adt). */

import { isCatalogObject } from '../model/catalog-objects';
import { relationKinds } from '../model/kinds';
import { otherKey } from '../model/other-kinds';
import { findRelation, isSurelyAbsent, schemasFor } from '../model/resolve';
import { isUnknown } from '../model/unknown';
import { type QualifiedName, splitKey } from '../text/names';
import { builtinTypeFacts, type Type } from './signatures';
import type { Types } from './types';

export const integers: Readonly<Record<string, readonly [bigint, bigint]>> = {
  smallint: [-32768n, 32767n],
  integer: [-2147483648n, 2147483647n],
  bigint: [-9223372036854775808n, 9223372036854775807n],
};
const syntax = (type: string, value: string): string => `invalid input syntax for type ${type}: "${value}"`;

/** What PostgreSQL says of `value` as a constant of `type`; undefined: nothing, or not known. */
export function literalProblem(types: Types, value: string, type: Type): string | undefined {
  const base = types.base(type);
  if (base.endsWith('[]')) return arrayProblem(types, value, base.slice(0, -2));
  const user = types.user(base);
  if (user?.kind === 'enum') {
    const { schema, name } = splitKey(base);
    if (user.values.includes(value) || isUnknown(types.schema, 'type', schema, name)) return undefined;
    return `invalid input value for enum ${user.name}: "${value}"`;
  }
  if (user) return undefined;
  const problem = Object.hasOwn(problems, base) ? problems[base] : undefined;
  if (base === 'regclass') return relationProblem(types, value);
  if (base === 'regconfig') return configurationProblem(types, value);
  if (integers[base]) return integerProblem(value, base, integers[base]);
  if (plainRanges.test(base) && isUpsideDown(value))
    return 'range lower bound must be less than or equal to range upper bound';
  if (builtinTypeFacts(base)?.category === 'R' && !/^\s*([[({]|empty\s*$)/i.test(value))
    return `malformed ${base.includes('multirange') ? 'multirange' : 'range'} literal: "${value}"`;
  return problem?.(value);
}
/** Of `B'1012'` and `X'1G'`, which the parser gives as `b1012` and `x1G` (`bit_in`). */
export function bitStringProblem(bits: string): string | undefined {
  const isHex = bits.startsWith('x');
  const wrong = (isHex ? /[^\da-f]/i : /[^01]/).exec(bits.slice(1))?.[0];
  return wrong === undefined ? undefined : `"${wrong}" is not a valid ${isHex ? 'hexadecimal' : 'binary'} digit`;
}
function integerProblem(value: string, type: string, [least, most]: readonly [bigint, bigint]): string | undefined {
  const text = value.trim();
  // From PostgreSQL 16 on also 0x1F, 0o17, 0b11 and 1_000.
  if (/^[-+]?0[xob]|_/i.test(text)) return undefined;
  if (!/^[-+]?\d+$/.test(text)) return syntax(type, value);
  const number = BigInt(text.replace(/^\+/, ''));
  return number < least || number > most ? `value "${value}" is out of range for type ${type}` : undefined;
}
const plainRanges = /^(int4|int8|num)range$/;
function isUpsideDown(value: string): boolean {
  const [, low, high] = /^\s*[[(](-?\d{1,9}),(-?\d{1,9})[\])]\s*$/.exec(value) ?? [];
  return low !== undefined && Number(low) > Number(high);
}
/** Four numbers of which one is more than a byte. */
const address = (type: string) => (value: string) =>
  /^\d{1,3}(\.\d{1,3}){3}(\/\d+)?$/.test(value) &&
  value
    .split('/')[0]!
    .split('.')
    .some((part) => Number(part) > 255)
    ? syntax(type, value)
    : undefined;
const numberInput = /^\s*[-+]?((\d+\.?\d*|\.\d+)(e[-+]?\d+)?|nan|inf(inity)?)\s*$/i;
const clocks = /^\s*[-+]?(now|today|tomorrow|yesterday|epoch|infinity|allballs|current)\b/i;
const date = (type: string) => (value: string) =>
  isOutsideCalendar(value)
    ? `date/time field value out of range: "${value}"`
    : /\d/.test(value) || clocks.test(value)
      ? undefined
      : syntax(type, value);
/** `2024-13-01`, `2023-02-29`: with the year first, no setting reads it otherwise. */
function isOutsideCalendar(value: string): boolean {
  const [, year, month, day] = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[\sT])/.exec(value)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined || /\bBC\b/i.test(value)) return false;
  return month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate();
}
const notJson = (type: string) => (value: string) => {
  try {
    JSON.parse(value);
    return undefined;
  } catch {
    return `invalid input syntax for type ${type}`;
  }
};
const numeric = (type: string) => (value: string) =>
  numberInput.test(value) || /_|0[xob]/i.test(value) ? undefined : syntax(type, value);
/** Units that `interval_in` knows (src/backend/utils/adt/datetime.c, deltatktbl), and what may stand between. */
const intervalUnits =
  /^(@|ago|c|cent|centuries|century|d|day|days|dec|decade|decades|decs|h|hour|hours|hr|hrs|infinity|m|microsecon|microsecond|microseconds|mil|millennia|millennium|mils|millisecon|millisecond|milliseconds|min|mins|minute|minutes|mon|mons|month|months|ms|msec|msecond|mseconds|msecs|qtr|quarter|s|sec|second|seconds|secs|timezone|timezone_h|timezone_m|undefined|us|usec|usecond|useconds|usecs|w|week|weeks|y|year|years|yr|yrs|t)$/i;
/** TOKMAXLEN: what follows of a word is not looked at. */
const MAX_UNIT = 10;
const problems: Readonly<Record<string, (value: string) => string | undefined>> = {
  numeric: numeric('numeric'),
  money: (value) => (/\d/.test(value) ? undefined : syntax('money', value)),
  real: numeric('real'),
  'double precision': numeric('double precision'),
  boolean: (value) =>
    /^\s*(t(r(ue?)?)?|f(a(l(se?)?)?)?|y(es?)?|no?|on|of(f)?|1|0)\s*$/i.test(value)
      ? undefined
      : syntax('boolean', value),
  uuid: (value) => (/^\{?[\da-f]{4}(-?[\da-f]{4}){7}\}?$/i.test(value.trim()) ? undefined : syntax('uuid', value)),
  json: notJson('json'),
  jsonb: notJson('json'),
  inet: address('inet'),
  cidr: address('cidr'),
  date: date('date'),
  'timestamp without time zone': date('timestamp'),
  'timestamp with time zone': date('timestamp with time zone'),
  'time without time zone': date('time'),
  interval: (value) => {
    const names = value.match(/[a-z_]+/gi) ?? [];
    const isIso = /^\s*-?p/i.test(value);
    const isObserved = /\d/.test(value) || /infinity/i.test(value);
    return isIso || (isObserved && names.every((each) => intervalUnits.test(each.slice(0, MAX_UNIT))))
      ? undefined
      : syntax('interval', value);
  },
};
function arrayProblem(types: Types, value: string, element: Type): string | undefined {
  const text = value.trim();
  const hasBounds = /^(\[[\s\d:+-]+\]\s*)+=/.test(text);
  if (!(hasBounds || text.startsWith('{')) || (text.startsWith('{') && !text.endsWith('}')))
    return `malformed array literal: "${value}"`;
  // Plain lists only: no quotes, no further dimension.
  const inside = /^\{([^{}"\\]*)\}$/.exec(text)?.[1]?.trim();
  if (!inside) return undefined;
  for (const part of inside.split(',')) {
    if (part.trim() === '') return `malformed array literal: "${value}"`;
    const problem = /^null$/i.test(part.trim()) ? undefined : literalProblem(types, part.trim(), element);
    if (problem) return problem;
  }
  return undefined;
}
/** `nextval('a_id_seq')`: the relation is looked for when the statement is read. */
function relationProblem({ schema, isSure }: Types, value: string): string | undefined {
  const wanted = isSure(undefined, 'absent') ? relationOfConstant(value) : undefined;
  if (!wanted || findRelation(schema, wanted)) return undefined;
  if (!relationKinds.every((kind) => isSurelyAbsent(schema, kind, wanted)) || wanted.name.startsWith('pg_'))
    return undefined;
  const shown = wanted.schema === undefined ? wanted.name : `${wanted.schema}.${wanted.name}`;
  return `relation "${shown}" does not exist`;
}
/** `to_tsvector('english', …)`: so is a configuration (`regconfigin`). */
function configurationProblem({ schema, isSure }: Types, value: string): string | undefined {
  const wanted = isSure(undefined, 'absent') ? relationOfConstant(value) : undefined;
  if (!wanted || !isSurelyAbsent(schema, 'other', wanted)) return undefined;
  if (wanted.schema === undefined && isCatalogObject(CONFIGURATION, wanted.name)) return undefined;
  const isThere = schemasFor(schema, wanted).some((namespace) =>
    schema.others.has(otherKey(CONFIGURATION, { schema: namespace, name: wanted.name })),
  );
  return isThere ? undefined : `text search configuration "${value}" does not exist`;
}
const CONFIGURATION = 'TEXT SEARCH CONFIGURATION';
/** What a string names where it stands for a relation (`regclassin`); undefined: a number, or what is not understood. */
export function relationOfConstant(value: string): QualifiedName | undefined {
  if (/^\s*(\d+|-)\s*$/.test(value)) return undefined;
  const parts = [...value.matchAll(/\s*(?:"((?:[^"]|"")+)"|([^."\s]+))\s*(\.|$)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!.toLowerCase(),
  );
  const [name, namespace] = [parts.at(-1), parts.at(-2)];
  if (name === undefined || parts.length > 2 || parts.join('.').length !== value.replaceAll('"', '').trim().length)
    return undefined;
  return { ...(namespace !== undefined && { schema: namespace }), name };
}
