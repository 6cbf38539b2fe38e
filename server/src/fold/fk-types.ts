/** Which column types a foreign key can join: those with an equality operator in the key's index, or an implicit cast. */

import { isImplicitCast } from '../model/casts';
import type { SqlType } from '../model/types';
import { keyOf } from '../text/names';
import type { Draft } from './draft';

type Family =
  | 'integer'
  | 'numeric'
  | 'float'
  | 'text'
  | 'uuid'
  | 'boolean'
  | 'bytea'
  | 'datetime'
  | 'time'
  | 'interval'
  | 'network'
  | 'macaddr'
  | 'money';
/** Types of one family of operators have an equality of their own (pg_amop), whichever way they are cast. */
const families: Readonly<Record<string, Family>> = {
  smallint: 'integer',
  integer: 'integer',
  bigint: 'integer',
  numeric: 'numeric',
  real: 'float',
  'double precision': 'float',
  text: 'text',
  'character varying': 'text',
  character: 'text',
  uuid: 'uuid',
  boolean: 'boolean',
  bytea: 'bytea',
  date: 'datetime',
  'timestamp without time zone': 'datetime',
  'timestamp with time zone': 'datetime',
  'time without time zone': 'time',
  interval: 'interval',
  inet: 'network',
  cidr: 'network',
  macaddr: 'macaddr',
  macaddr8: 'macaddr',
  money: 'money',
};
/** False only when PostgreSQL surely answers `Key columns … are of incompatible types`. */
export function comparable(draft: Draft, from: SqlType, to: SqlType): boolean {
  const [a, b] = [base(draft, from), base(draft, to)];
  if (!a || !b) return true;
  if ((a.array ?? false) !== (b.array ?? false)) return false;
  if (a.array) return true;
  const [familyA, familyB] = [families[a.name], families[b.name]];
  if (!a.builtin || !b.builtin || !familyA || !familyB) return !isOwnAgainstBuiltin(draft, a, b);
  return familyA === familyB || isImplicitCast(a.name, b.name);
}
/** An enum of the schema never equals a plain type. */
function isOwnAgainstBuiltin(draft: Draft, a: SqlType, b: SqlType): boolean {
  const isEnum = (type: SqlType): boolean =>
    !type.builtin &&
    type.schema !== undefined &&
    draft.schema.types.get(keyOf({ schema: type.schema, name: type.name }))?.kind === 'enum';
  const isPlain = (type: SqlType): boolean => type.builtin === true && families[type.name] !== undefined;
  if (isEnum(a) && isEnum(b)) return a.name !== b.name || a.schema !== b.schema;
  return (isEnum(a) && isPlain(b)) || (isPlain(a) && isEnum(b));
}
/** Domains stand for their base type. */
function base(draft: Draft, type: SqlType): SqlType | undefined {
  let current = type;
  for (let depth = 0; depth < 16; depth++) {
    if (current.builtin || current.schema === undefined) return current;
    const user = draft.schema.types.get(keyOf({ schema: current.schema, name: current.name }));
    if (user?.kind !== 'domain' || current.array) return current;
    current = user.base;
  }
  return undefined;
}
