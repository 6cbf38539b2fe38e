/**
 * Constants by value. Each reader gives a canonical text for a value of its type, or undefined where it does not know the
 * spelling: then two constants that are written differently are neither same nor different.
 */

import { writtenNames } from '../../text/quoted';
import { compareText } from '../../text/text';
import type { Category } from './types';

/** The elements of an array constant, `{a,"b c",NULL}`; undefined for nested arrays and bounds. */
export function parseArray(text: string): readonly (string | null)[] | undefined {
  const body = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
  if (body === undefined) return undefined;
  if (body.trim() === '') return [];
  const items: (string | null)[] = [];
  const item = /\s*(?:"((?:[^"\\]|\\.)*)"|([^",{}\\]+?))\s*(,|$)/suy;
  for (let at = 0; at < body.length || items.length === 0; ) {
    item.lastIndex = at;
    const match = item.exec(body);
    if (!match) return undefined;
    if (match[1] !== undefined) items.push(match[1].replace(/\\(.)/gsu, '$1'));
    else items.push(/^null$/i.test(match[2]!) ? null : match[2]!);
    at = item.lastIndex;
    if (match[3] === '') return items;
  }
  return undefined;
}

/** `-1.50e2` → its digits without sign noise, and how many stand behind the point; undefined for NaN and the like. */
export function parseNumber(text: string): { readonly value: string; readonly scale: number } | undefined {
  const match = /^\s*([-+]?)(\d[\d_]*)?(?:\.(\d*))?(?:e([-+]?\d+))?\s*$/i.exec(text);
  if (!match || (match[2] === undefined && !match[3])) return undefined;
  const fraction = match[3] ?? '';
  const exponent = Number(match[4] ?? 0) - fraction.length;
  if (Math.abs(exponent) > 1000) return undefined;
  const digits = `${(match[2] ?? '').replaceAll('_', '')}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  const zeros = digits.length - significant.length;
  const sign = match[1] === '-' && significant !== '' ? '-' : '';
  return {
    value: significant === '' ? '0' : `${sign}${significant}e${exponent + zeros}`,
    scale: Math.max(0, -exponent),
  };
}

function boolean(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (word !== '' && ('true'.startsWith(word) || 'yes'.startsWith(word) || word === 'on' || word === '1'))
    return 'true';
  if (word !== '' && ('false'.startsWith(word) || 'no'.startsWith(word) || word === 'off' || word === '0'))
    return 'false';
  return undefined;
}

function uuid(text: string): string | undefined {
  const digits = text.toLowerCase().replace(/[{}\s-]/g, '');
  return /^[0-9a-f]{32}$/.test(digits) ? digits : undefined;
}

function json(text: string): string | undefined {
  try {
    return JSON.stringify(sortKeys(JSON.parse(text)));
  } catch {
    return undefined;
  }
}
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}

const day = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})/;
function date(text: string): string | undefined {
  const match = day.exec(text);
  if (!match || match[0].length !== text.trimEnd().length) return undefined;
  return `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`;
}
const zone = /\s*(?:Z|UTC|([-+])(\d{2})(?::?(\d{2}))?)$/i;
/** Without time zone: one that is written all the same is passed over (`timestamp_in`). */
function timestamp(text: string): string | undefined {
  if (text.trim().toLowerCase() === 'epoch') return '1970-01-01 00:00:00';
  const match = /^(\s*\S+?)(?:[T ]\s*(\d{1,2}:.*))?$/.exec(withoutZone(text));
  const onDay = match ? date(match[1]!) : undefined;
  const at = match?.[2] === undefined ? '00:00:00' : timeLiteral(match[2]);
  return onDay && at && `${onDay} ${at}`;
}
/** `…:00+02`; a date alone ends in digits too. */
function withoutZone(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.includes(':') ? trimmed.replace(zone, '') : trimmed;
}
/** An instant, where the text says its zone: else the server's TimeZone setting decided how it was stored. */
function timestamptz(text: string): string | undefined {
  if (text.trim().toLowerCase() === 'epoch') return new Date(0).toISOString();
  const trimmed = text.trimEnd();
  const match = trimmed.includes(':') ? zone.exec(trimmed) : null;
  const local = match ? timestamp(trimmed) : undefined;
  // A date holds milliseconds.
  if (!match || !local || /\.\d{4,}/.test(local)) return undefined;
  const minutes = (Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0)) * (match[1] === '-' ? -1 : 1);
  const at = Date.parse(`${local.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? undefined : new Date(at - minutes * 60_000).toISOString();
}
function timeLiteral(text: string): string | undefined {
  const match = /^\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?\s*$/.exec(text);
  if (!match) return undefined;
  const fraction = (match[4] ?? '').replace(/0+$/, '');
  return `${match[1]!.padStart(2, '0')}:${match[2]}:${match[3] ?? '00'}${fraction === '' ? '' : `.${fraction}`}`;
}

const intervalParts: readonly (readonly [RegExp, 'months' | 'days' | 'seconds', number])[] = [
  [/^(?:y|yrs?|years?)$/, 'months', 12],
  [/^(?:mons?|months?)$/, 'months', 1],
  [/^(?:w|weeks?)$/, 'days', 7],
  [/^(?:d|days?)$/, 'days', 1],
  [/^(?:h|hrs?|hours?)$/, 'seconds', 3600],
  [/^(?:m|mins?|minutes?)$/, 'seconds', 60],
  [/^(?:s|secs?|seconds?)$/, 'seconds', 1],
];
function interval(text: string): string | undefined {
  const total = { months: 0, days: 0, seconds: 0 };
  const part = /\s*(?:([-+]?)(\d+):(\d{2})(?::(\d{2}(?:\.\d+)?))?|([-+]?\d+)\s*([a-z]+))\s*/giy;
  // SQL's own `years-months`.
  const trimmed = text.trim().replace(/^([-+]?)(\d+)-(\d+)(?=$|\s)/, '$1$2 years $1$3 months');
  for (let at = 0; at < trimmed.length; at = part.lastIndex) {
    part.lastIndex = at;
    const match = part.exec(trimmed);
    if (!match) return undefined;
    if (match[2] !== undefined) {
      const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
      total.seconds += match[1] === '-' ? -seconds : seconds;
      continue;
    }
    const unit = intervalParts.find(([word]) => word.test(match[6]!.toLowerCase()));
    if (!unit) return undefined;
    total[unit[1]] += Number(match[5]) * unit[2];
  }
  return trimmed === '' ? undefined : `${total.months} ${total.days} ${total.seconds}`;
}

/** `public.users_id_seq`, `"A"."b"` → the local name; schemas depend on the search path that was in force. */
function objectName(text: string): string | undefined {
  return writtenNames(text).at(-1);
}

/** Hexadecimal, or text without escapes. */
function bytea(text: string): string | undefined {
  if (/^\\x[0-9a-f]*$/i.test(text)) return text.toLowerCase();
  return text.includes('\\') ? undefined : `\\x${Buffer.from(text, 'utf8').toString('hex')}`;
}

const literalReaders: Partial<Readonly<Record<Category, (text: string) => string | undefined>>> = {
  string: (text) => text,
  integer: (text) => parseNumber(text)?.value,
  numeric: (text) => parseNumber(text)?.value,
  float: (text) => parseNumber(text)?.value,
  boolean,
  date,
  timestamp,
  timestamptz,
  time: timeLiteral,
  interval,
  json,
  jsonb: json,
  uuid,
  bits: (text) => text,
  bytea,
  object: objectName,
  user: (text) => (/^[\w .:/-]*$/.test(text) ? text : undefined),
};
/** The value of a constant's text as that kind of type reads it; equal results are equal values. */
export function canonicalValue(text: string, as: Category): string | undefined {
  return literalReaders[as]?.(text);
}
