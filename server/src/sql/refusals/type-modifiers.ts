/** `varchar(0)`, `int(11)`: what stands between the parentheses of a type of PostgreSQL's own (its typmod_in function). */
import { stringsOf } from '../ast';
import type { Node, TypeName } from '../parse';
import { isBuiltinType, sqlType } from '../types';
import type { Refusals } from './refusal';

const MAX_LENGTH = 10_485_760;
const MAX_BITS = 83_886_080;
const MAX_PRECISION = 1000;
const withoutTypmod =
  /^(smallint|integer|bigint|text|boolean|uuid|jsonb?|date|bytea|real|double precision|inet|cidr|macaddr8?|xml|money|oid|name|point|box|tsvector|tsquery)$/;

/** Every type that a statement names. */
export function modifierRefusals(refusals: Refusals, node: unknown): void {
  if (Array.isArray(node)) for (const each of node) modifierRefusals(refusals, each);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  const type = node as TypeName;
  if (type.typmods && type.names) typeModifierRefusals(refusals, type, type.typmods);
  for (const child of Object.values(node)) if (typeof child === 'object') modifierRefusals(refusals, child);
}
function typeModifierRefusals(refusals: Refusals, type: TypeName, typmods: readonly Node[]): void {
  const names = stringsOf(type.names);
  const isBuiltin = names.length === 1 ? isBuiltinType(names[0]!) : names[0] === 'pg_catalog';
  if (!isBuiltin) return;
  const { name } = sqlType({ names: type.names ?? [] });
  const word = typmods.map(wordOf).find((each) => each !== undefined && !/^\s*[-+]?\d/.test(each));
  if (word !== undefined && ofNumbers.test(name))
    refusals.add(`invalid input syntax for type integer: "${word}"`, type.location);
  if (typmods.some((each) => !('A_Const' in each) || !each.A_Const.ival)) return;
  const values = typmods.map((each) => ('A_Const' in each ? (each.A_Const.ival?.ival ?? 0) : 0));
  const message = problemOf(name, values, values[0] ?? 0);
  if (message !== undefined) refusals.add(message, type.location);
}
/** A string or a name in the place of a number (`typenameTypeMod`). */
function wordOf(node: Node): string | undefined {
  if ('A_Const' in node) return node.A_Const.sval ? (node.A_Const.sval.sval ?? '') : undefined;
  const names = 'ColumnRef' in node ? stringsOf(node.ColumnRef.fields) : [];
  return names.length === 1 ? names[0] : undefined;
}
/** Whose modifiers are read as integers, all of them (`ArrayGetIntegerTypmods`). */
const ofNumbers = /^(?:numeric|character varying|character|bpchar|bit|bit varying)$|^time/;
function problemOf(name: string, values: readonly number[], first: number): string | undefined {
  if (withoutTypmod.test(name)) return `type modifier is not allowed for type "${name}"`;
  const limited = {
    'character varying': 'varchar',
    character: 'char',
    bpchar: 'char',
    bit: 'bit',
    'bit varying': 'varbit',
  }[name];
  if (limited !== undefined) {
    const most = limited.includes('bit') ? MAX_BITS : MAX_LENGTH;
    if (values.length > 1) return 'invalid type modifier';
    if (first < 1) return `length for type ${limited} must be at least 1`;
    return first > most ? `length for type ${limited} cannot exceed ${most}` : undefined;
  }
  if (name !== 'numeric') return undefined;
  if (values.length > 2) return 'invalid NUMERIC type modifier';
  const isPrecise = first >= 1 && first <= MAX_PRECISION;
  return isPrecise ? undefined : `NUMERIC precision ${first} must be between 1 and ${MAX_PRECISION}`;
}
