/** Constants that a type surely does not take. */
import { keyOf } from '../model/names';
import type { SqlType } from '../model/types';
import type { Expression } from '../sql/ops';
import type { Draft } from './draft';
import { resolveType } from './type-names';

const numbers = /^(smallint|integer|bigint|numeric|real|double precision)$/;
/** A DEFAULT that is a string has to be a value of the column's type. */
export function requireConstant(draft: Draft, type: SqlType, { text, range }: Expression, column: string): void {
  const value = /^\s*'((?:[^'\\]|'')*)'\s*$/.exec(text)?.[1]?.replaceAll("''", "'");
  if (value === undefined) return;
  const resolved = resolveType(draft, type);
  const message = problemOf(draft, resolved, value);
  if (message !== undefined) draft.refuse('other', range, { kind: 'column', name: column }, message);
}
function problemOf(draft: Draft, type: SqlType, value: string): string | undefined {
  const syntax = (name: string): string => `invalid input syntax for type ${name}: "${value}"`;
  if (type.array) return undefined;
  if (type.builtin) {
    const isNumber = /^\s*[-+]?(\d|\.\d|nan|inf)/i.test(value);
    if (numbers.test(type.name) && !isNumber) return syntax(type.name);
    if (type.name === 'boolean' && !/^\s*(t(r(ue?)?)?|f(a(l(se?)?)?)?|y(es?)?|no?|on|of(f)?|1|0)\s*$/i.test(value))
      return syntax('boolean');
    if (type.name === 'uuid' && !/^\{?[\da-f-]{32,}\}?$/i.test(value.trim())) return syntax('uuid');
    return /^jsonb?$/.test(type.name) && value.trim() === '' ? syntax(type.name).replace(/: ""$/, '') : undefined;
  }
  if (type.schema === undefined) return undefined;
  const own = draft.schema.types.get(keyOf({ schema: type.schema, name: type.name }));
  if (own?.kind !== 'enum' || own.values.includes(value) || draft.isUnknown('type', own.schema, own.name))
    return undefined;
  return draft.mayReplace(own.origins) ? undefined : `invalid input value for enum ${own.name}: "${value}"`;
}
