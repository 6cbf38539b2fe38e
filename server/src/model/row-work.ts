/** When PostgreSQL writes all rows of a table anew: "ALTER TABLE" in its documentation, and held against servers in the tests. */
import { everyBuiltin } from './builtin-functions';
import { findIn } from './resolve';
import type { Schema } from './schema';
import { type SqlType, sameType } from './types';

/**
 * `ATColumnChangeRequiresRewrite` of the server: binary coercible types, and length checks that only widen. `after`: the
 * schema of the type that it becomes.
 */
export function keepsValues(from: SqlType, to: SqlType, schema: Schema, after = schema): boolean {
  if (sameType(from, to)) return true;
  if (isConstrained(to, after)) return false;
  const [own, b] = [underneath(from, schema), underneath(to, after)];
  // A domain does not tell how long its values are.
  const a = own === from ? own : withoutLength(own);
  if (a.array || b.array) return sameType(a, b) || sameType(withoutLength(a), b);
  if (isCoercible(a.name, b.name))
    return b.modifiers === undefined || (b.name === 'character varying' && lengthOf(b) >= lengthOf(a));
  if (!sameType(withoutLength(a), withoutLength(b))) return false;
  if (a.name === 'numeric') return isWiderNumeric(a.modifiers, b.modifiers);
  if (a.name === 'interval') return isWiderInterval(a, b);
  const widens = b.name === 'bit varying' || /^time/.test(b.name);
  return widens ? lengthOf(b) >= lengthOf(a) : b.modifiers === undefined || a.modifiers === b.modifiers;
}
/** pg_cast.castmethod `b`, of those that a column may change by. */
const coercible = new Set([
  ...['text:character varying', 'character varying:text'],
  ...['character varying:character varying', 'cidr:inet', 'bit:bit varying', 'integer:oid', 'oid:integer'],
  ...['xml:text', 'xml:character varying', 'text:bpchar', 'character varying:bpchar', 'character:bpchar', 'xml:bpchar'],
  // Of the extension of that name.
  ...['citext:text', 'citext:character varying', 'citext:bpchar', 'text:citext', 'character varying:citext'],
]);
const isCoercible = (from: string, to: string): boolean => coercible.has(`${from}:${to}`);
function withoutLength({ modifiers: _, fields: __, ...type }: SqlType): SqlType {
  return type;
}
/** A time has six digits after the point where it is not said. */
const lengthOf = ({ name, modifiers }: SqlType): number =>
  modifiers === undefined ? (/^(?:time|interval)/.test(name) ? 6 : Number.POSITIVE_INFINITY) : Number(modifiers);
function isWiderNumeric(from: string | undefined, to: string | undefined): boolean {
  if (to === undefined) return true;
  if (from === undefined) return false;
  const [precision, scale] = from.split(',').map(Number);
  const [newPrecision, newScale] = to.split(',').map(Number);
  return (newPrecision ?? 0) >= (precision ?? 0) && (newScale ?? 0) === (scale ?? 0);
}
const fieldOrder = ['second', 'minute', 'hour', 'day', 'month', 'year'];
/** `interval_support` of the server. */
function isWiderInterval(from: SqlType, to: SqlType): boolean {
  const least = ({ fields = 'second' }: SqlType): number => fieldOrder.indexOf(fields.split(' ').at(-1)!);
  if (to.fields === undefined && to.modifiers === undefined) return true;
  return least(to) <= least(from) && (least(from) > 0 || lengthOf(to) >= lengthOf(from));
}
/** What a domain is over; other types as they are. */
function underneath(type: SqlType, schema: Schema): SqlType {
  const found = type.array || type.builtin ? undefined : findIn(schema, schema.types, { ...type });
  return found?.kind === 'domain' ? underneath(found.base, schema) : type;
}
/** A domain that refuses values: each row's has to be looked at, and PostgreSQL writes it anew. */
export function isConstrained(type: SqlType, schema: Schema): boolean {
  const found = type.array || type.builtin ? undefined : findIn(schema, schema.types, { ...type });
  if (found?.kind !== 'domain') return false;
  return found.notNull || found.checks.length > 0 || isConstrained(found.base, schema);
}

/** What stands in them is no call. */
const withoutStrings = (text: string): string => text.replace(/'(?:[^']|'')*'/g, "''");
const called = /(?:(?:"((?:[^"]|"")+)"|(\w+))\s*\.\s*)?(?:"((?:[^"]|"")+)"|(\w+))\s*\(/g;
/** Extensions' functions that defaults are made of. */
const ofExtensions = /^(?:uuid_generate_v(?:1|1mc|4)|gen_random_bytes)$/;
/** Whether an expression surely calls a volatile function, which each row gets a value of its own from. */
export function isVolatile(text: string, schema: Schema): boolean {
  for (const [, quotedHome, home = quotedHome, quoted, plain] of withoutStrings(text).matchAll(called)) {
    const name = quoted ?? plain!.toLowerCase();
    if (ofExtensions.test(name)) return true;
    const builtin = home === undefined || home === 'pg_catalog' ? everyBuiltin(name) : undefined;
    if (builtin?.some(({ volatility }) => volatility === 'volatile')) return true;
    if (!builtin && isVolatileRoutine(home, name, schema)) return true;
  }
  return false;
}
/** A function in SQL may be taken apart into what it says, so its own word says nothing. */
function isVolatileRoutine(home: string | undefined, name: string, schema: Schema): boolean {
  const found = [...schema.routines.values()]
    .flat()
    .filter((one) => one.name === name && (home === undefined || one.schema === home));
  return (
    found.length > 0 &&
    found.every(({ language, definition }) => {
      const head = definition?.slice(0, definition.search(/\bAS\b/)) ?? '';
      return definition !== undefined && language !== 'sql' && !/\b(?:IMMUTABLE|STABLE)\b/i.test(head);
    })
  );
}
