/** Types inside expressions: what a cast names, and which casts change nothing that can be seen. */
import { isImplicitCast } from '../../model/casts';
import type { SqlType } from '../../model/types';
import { sqlType } from '../../sql/types';
import { isObject } from './nodes';

/** A type as an expression names it; schema-less unless it is a user's and was written so. */
export type CastType = Pick<SqlType, 'schema' | 'name' | 'modifiers' | 'fields' | 'array'>;

/** The type of a TypeName node; undefined when it cannot be read (`%TYPE`, SETOF). */
export function castType(node: unknown): CastType | undefined {
  if (!isObject(node) || node.setof || node.pct_type || !Array.isArray(node.names)) return undefined;
  return sqlType(node);
}

export type Category =
  | 'string'
  | 'integer'
  | 'numeric'
  | 'float'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'time'
  | 'interval'
  | 'json'
  | 'jsonb'
  | 'uuid'
  | 'bits'
  | 'bytea'
  | 'object'
  | 'other'
  | 'user';
const categories: Readonly<Record<string, Category>> = {
  text: 'string',
  'character varying': 'string',
  character: 'string',
  bpchar: 'string',
  '"char"': 'string',
  name: 'string',
  citext: 'string',
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  numeric: 'numeric',
  real: 'float',
  'double precision': 'float',
  boolean: 'boolean',
  date: 'date',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  'time without time zone': 'time',
  'time with time zone': 'time',
  interval: 'interval',
  json: 'json',
  jsonb: 'jsonb',
  uuid: 'uuid',
  bit: 'bits',
  'bit varying': 'bits',
  bytea: 'bytea',
  regclass: 'object',
  regproc: 'object',
  regprocedure: 'object',
  regtype: 'object',
  regconfig: 'object',
  regdictionary: 'object',
  regnamespace: 'object',
  regrole: 'object',
};
const otherBuiltins = new Set(
  `box cidr circle inet line lseg macaddr macaddr8 money oid path pg_lsn point polygon tsquery tsvector txid_snapshot
   pg_snapshot xml jsonpath int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange
   nummultirange tsmultirange tstzmultirange datemultirange xid cid tid oidvector int2vector`.split(/\s+/),
);
/** How values of a type are written and compared, its array-ness aside. */
export function category(type: CastType): Category {
  return categories[type.name] ?? (otherBuiltins.has(type.name) ? 'other' : 'user');
}

/** The same type for a cast; a schema counts only where both name one, length and precision only when asked. */
export function equalTypes(a: CastType, b: CastType, modifiers = true): boolean {
  return (
    (modifiers ? a.name === b.name : withoutLength(a) === withoutLength(b)) &&
    (a.array ?? false) === (b.array ?? false) &&
    (a.schema === b.schema || a.schema === undefined || b.schema === undefined) &&
    (!modifiers || (a.modifiers === b.modifiers && a.fields === b.fields))
  );
}
/** Whether the type itself says a length, a precision or fields. */
export function isLimited(type: CastType): boolean {
  return type.modifiers !== undefined || type.fields !== undefined;
}
/** `character` without a length is spelled bpchar: character alone is character(1). */
const withoutLength = ({ name }: CastType): string => (name === 'bpchar' ? 'character' : name);

/** Of the extension citext. */
const citextBecomes: readonly string[] = ['text', 'character varying', 'character'];
/** True when the server casts `from` to `to` unasked, so that a written expression lacks the cast. */
export function isImplicit(from: CastType, to: CastType): boolean {
  if ((from.array ?? false) !== (to.array ?? false) || isLimited(to)) return false;
  const [name, target] = [withoutLength(from), withoutLength(to)];
  return name === 'citext' ? citextBecomes.includes(target) : name !== target && isImplicitCast(name, target);
}
