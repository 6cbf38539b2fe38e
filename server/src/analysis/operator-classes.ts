/** Whether an index of a method can hold a type (`ResolveOpClass` of indexcmds.c, `GetDefaultOpClass`). */

import { isBuiltinOperatorClass } from '../model/builtins';
import { operatorClassTypes } from '../model/generated/class-types';
import type { IndexElem } from '../sql/parse';
import { calledName } from './routines';
import type { Type } from './signatures';
import { EXTENSION, type Types } from './types';

interface OperatorClass {
  readonly name: string;
  readonly type: Type;
  readonly isDefault: boolean;
}
let operatorClasses: Map<string, OperatorClass[]> | undefined;
function classesOf(method: string): readonly OperatorClass[] | undefined {
  if (!operatorClasses) {
    operatorClasses = new Map();
    for (const word of operatorClassTypes.trim().split(/\s+/)) {
      const [own = '', name = '', type = '', isDefault] = word.split(':');
      operatorClasses.set(own, [
        ...(operatorClasses.get(own) ?? []),
        { name, type: type.replaceAll('~', ' '), isDefault: isDefault === 'd' },
      ]);
    }
  }
  return operatorClasses.get(method);
}
/** Extensions without access methods and without classes for types that are not their own. */
const withoutClasses =
  /^(plpgsql|uuid-ossp|pgcrypto|unaccent|pg_stat|citext|hstore|ltree|cube|isn|seg|pg_trgm|moddatetime|pg_cron|tablefunc|dblink|postgres_fdw|fuzzystrmatch)/;
const ofExtensions = (types: Types): boolean =>
  [...types.schema.extensions.keys()].some((name) => !withoutClasses.test(name)) ||
  types.schema.unknown.some(({ object, fact }) => fact === undefined && object.startsWith('extension\0'));
function hasOwn({ schema }: Types, kind: string, is: (name: string) => boolean): boolean {
  for (const each of schema.others.values()) if (each.kind === kind && is(each.name)) return true;
  return false;
}

/** What PostgreSQL says of a method that it does not have. */
export function methodProblem(types: Types, method: string): string | undefined {
  // rtree is taken for gist.
  if (
    method === 'rtree' ||
    classesOf(method) ||
    ofExtensions(types) ||
    hasOwn(types, 'ACCESS METHOD', (name) => name === method)
  )
    return undefined;
  return `access method "${method}" does not exist`;
}
/** … of a key of this type; `undefined`: nothing, or not known. */
export function keyProblem(
  types: Types,
  method: string,
  type: Type | undefined,
  { opclass, ordering, nulls_ordering: nulls }: Pick<IndexElem, 'opclass' | 'ordering' | 'nulls_ordering'> = {},
): string | undefined {
  const known = classesOf(method);
  if (!known) return undefined;
  if (method !== 'btree' && (ordering === 'SORTBY_ASC' || ordering === 'SORTBY_DESC'))
    return `access method "${method}" does not support ASC/DESC options`;
  if (method !== 'btree' && nulls !== undefined && nulls !== 'SORTBY_NULLS_DEFAULT')
    return `access method "${method}" does not support NULLS FIRST/LAST options`;
  const { name, schema } = calledName(opclass);
  if (name !== '') return classProblem(types, method, known, { name, schema }, type);
  if (type === undefined || type === 'unknown') return undefined;
  if (known.some((each) => each.isDefault && each.type === type) || ofExtensions(types)) return undefined;
  if (hasOwn(types, 'OPERATOR CLASS', (each) => each.endsWith(` ${method}`))) return undefined;
  const fits = known.some((each) => each.isDefault && takes(types, each.type, type));
  return fits ? undefined : `data type ${types.show(type)} has no default operator class for access method "${method}"`;
}
function classProblem(
  types: Types,
  method: string,
  known: readonly OperatorClass[],
  { name, schema }: { readonly name: string; readonly schema?: string | undefined },
  type: Type | undefined,
): string | undefined {
  if ((schema !== undefined && schema !== 'pg_catalog') || ofExtensions(types)) return undefined;
  const isOwn = hasOwn(types, 'OPERATOR CLASS', (each) => each === `${name} ${method}`);
  const found = known.filter((each) => each.name === name);
  if (found.length === 0) {
    if (isOwn || isBuiltinOperatorClass(name) || /_ops$/.test(name)) return undefined;
    return `operator class "${name}" does not exist for access method "${method}"`;
  }
  if (isOwn || type === undefined || found.some((each) => takes(types, each.type, type))) return undefined;
  return `operator class "${name}" does not accept data type ${types.show(type)}`;
}
/** pg_cast with castmethod b and castcontext i. */
const binary: Readonly<Record<Type, readonly Type[]>> = {
  'character varying': ['text', 'character'],
  text: ['character', 'character varying'],
  cidr: ['inet'],
  bit: ['bit varying'],
  'bit varying': ['bit'],
  integer: ['oid'],
};
/** Without any conversion (`IsBinaryCoercible`). */
function takes(types: Types, to: Type, type: Type): boolean {
  const base = types.base(type);
  if (to === base || base === EXTENSION) return true;
  if (to === 'anyarray') return types.element(base) !== undefined;
  if (to === 'anyenum') return types.category(base) === 'E';
  if (to === 'anyrange' || to === 'anymultirange') return types.category(base) === 'R';
  if (to === 'record') return types.isRow(base);
  return binary[base]?.includes(to) || (to === 'oid' && /^reg/.test(base));
}
