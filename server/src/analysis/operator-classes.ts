/** Whether an index of a method can hold a type (`ResolveOpClass` of indexcmds.c, `GetDefaultOpClass`). */

import { hasDefaultClass, unlistedExtensions } from '../model/extensions';
import { operatorClassTypes } from '../model/generated/class-types';
import { otherKey } from '../model/other-kinds';
import type { OtherObject } from '../model/schema';
import type { CreateOpClassStmt, IndexElem } from '../sql/parse';
import { sqlType } from '../sql/types';
import { t } from '../text/l10n';
import { pushTo } from '../text/lists';
import { definingStatement } from './others-defined';
import { calledName } from './routines';
import type { Type } from './signatures';
import { EXTENSION, type Types } from './types';

interface OperatorClass {
  readonly name: string;
  /** Undefined where it is not known. */
  readonly type: Type | undefined;
  readonly isDefault: boolean;
}
/** What PostgreSQL says of a key; `isOpen`: why it is not known whether it takes it. */
interface KeyProblem {
  readonly message: string;
  readonly isOpen?: true;
}
let builtinClasses: Map<string, OperatorClass[]> | undefined;
function builtinClassesOf(method: string): readonly OperatorClass[] | undefined {
  if (!builtinClasses) {
    builtinClasses = new Map();
    for (const word of operatorClassTypes.trim().split(/\s+/)) {
      const [own = '', name = '', type = '', isDefault] = word.split(':');
      pushTo(builtinClasses, own, { name, type: type.replaceAll('~', ' '), isDefault: isDefault === 'd' });
    }
  }
  return builtinClasses.get(method);
}
/** Those that dev's extensions and people's own statements make. */
function ownClassesOf(types: Types, method: string): OperatorClass[] {
  const found: OperatorClass[] = [];
  for (const other of types.schema.others.values()) {
    if (other.kind !== 'OPERATOR CLASS' || !other.name.endsWith(` ${method}`)) continue;
    const statement = classStatementOf(other);
    const type = statement?.datatype && sqlType(statement.datatype);
    const name = other.name.slice(0, -method.length - 1);
    found.push({ name, type: type && types.ofAny(type), isDefault: statement?.isDefault ?? statement === undefined });
  }
  return found;
}
function classStatementOf(other: OtherObject): CreateOpClassStmt | undefined {
  const node = definingStatement(other);
  return node && 'CreateOpClassStmt' in node ? node.CreateOpClassStmt : undefined;
}
/** Extensions without access methods and without classes for types that are not their own. */
const withoutClasses =
  /^(plpgsql|uuid-ossp|pgcrypto|unaccent|pg_stat|citext|hstore|ltree|cube|isn|seg|pg_trgm|moddatetime|pg_cron|tablefunc|dblink|postgres_fdw|fuzzystrmatch)/;
/** Types for which both btree_gist and btree_gin bring default classes, in every version that is read (F.8, F.7). */
const scalars =
  `smallint|integer|bigint|real|double precision|numeric|timestamp without time zone|timestamp with time zone|
time without time zone|time with time zone|date|interval|text|character varying|character|bytea|bit|bit varying|macaddr|
macaddr8|inet|cidr|oid|money`
    .replaceAll('\n', '')
    .split('|');
/** An extension that only the files make, and whose classes are known all the same. */
function isBrought({ schema }: Types, method: string, fits: (each: OperatorClass) => boolean): boolean {
  return (
    (method === 'gist' || method === 'gin') &&
    unlistedExtensions(schema).includes(`btree_${method}`) &&
    scalars.some((type) => fits({ name: '', type: type as Type, isDefault: true }))
  );
}
/** The type is of an extension that only the files make, which has a default class for it too. */
function isBroughtWithType(types: Types, method: string, type: Type): boolean {
  const base = types.base(type);
  const extension = types.user(types.element(base) ?? base)?.extension;
  if (extension === undefined || !unlistedExtensions(types.schema).includes(extension)) return false;
  return hasDefaultClass(extension, types.element(base) === undefined ? method : `${method}[]`);
}
/** Why classes or methods may be there that are not known: an extension's name, or what was not read. */
function unread({ schema }: Types): string | undefined {
  const extension = unlistedExtensions(schema).find((name) => !withoutClasses.test(name));
  if (extension !== undefined) return t('what the extension {0} brings is not known', extension);
  const part = schema.unknown.find(({ object, fact }) =>
    object === '*' ? typeof fact === 'string' : object.startsWith('schema\0') && fact === undefined,
  );
  return part?.reason;
}

/** Whether an operator class that is no builtin one orders this type, or with `equality` compares it, or may. */
export function mayBeOrdered(types: Types, type: Type, what: 'ordering' | 'equality'): boolean {
  const element = types.element(types.base(type));
  if (element !== undefined) return mayBeOrdered(types, element, what);
  return ['btree', ...(what === 'equality' ? ['hash'] : [])].some((method) => {
    const problem = keyProblem(types, method, type);
    return problem === undefined || problem.isOpen;
  });
}
/** What PostgreSQL says of a method that it does not have. */
export function methodProblem(types: Types, method: string): KeyProblem | undefined {
  // rtree is taken for gist.
  if (method === 'rtree' || builtinClassesOf(method)) return undefined;
  for (const { kind, name } of types.schema.others.values())
    if (kind === 'ACCESS METHOD' && name === method) return undefined;
  const message = `access method "${method}" does not exist`;
  return unread(types) === undefined ? { message } : undefined;
}
/** … of a key of this type; `undefined`: nothing, or not known. */
export function keyProblem(
  types: Types,
  method: string,
  type: Type | undefined,
  { opclass, ordering, nulls_ordering: nulls }: Pick<IndexElem, 'opclass' | 'ordering' | 'nulls_ordering'> = {},
): KeyProblem | undefined {
  const builtin = builtinClassesOf(method);
  if (builtin && method !== 'btree') {
    if (ordering === 'SORTBY_ASC' || ordering === 'SORTBY_DESC')
      return { message: `access method "${method}" does not support ASC/DESC options` };
    if (nulls !== undefined && nulls !== 'SORTBY_NULLS_DEFAULT')
      return { message: `access method "${method}" does not support NULLS FIRST/LAST options` };
  }
  const { name, schema } = calledName(opclass);
  if (name !== '') return builtin && classProblem(types, method, builtin, { name, schema }, type);
  if (type === undefined || type === 'unknown') return undefined;
  const fits = (each: OperatorClass): boolean =>
    each.isDefault && (each.type === undefined || each.type === type || takes(types, each.type, type));
  if (builtin?.some(fits) || isBrought(types, method, fits) || isBroughtWithType(types, method, type)) return undefined;
  const own = ownClassesOf(types, method);
  if ((!builtin && own.length === 0) || own.some(fits)) return undefined;
  const message = `data type ${types.show(type)} has no default operator class for access method "${method}"`;
  const why = unread(types);
  return why === undefined ? { message } : { message: t('{0}: {1}', message, why), isOpen: true };
}
function classProblem(
  types: Types,
  method: string,
  builtin: readonly OperatorClass[],
  { name, schema }: { readonly name: string; readonly schema?: string | undefined },
  type: Type | undefined,
): KeyProblem | undefined {
  if ((schema !== undefined && schema !== 'pg_catalog') || unread(types) !== undefined) return undefined;
  // By its name even one that is no type's default is meant.
  if (unlistedExtensions(types.schema).length > 0) return undefined;
  const own = ownClassesOf(types, method).filter((each) => each.name === name);
  const found = [...own, ...builtin.filter((each) => each.name === name)];
  if (found.length === 0) {
    return { message: `operator class "${name}" does not exist for access method "${method}"` };
  }
  const fits = (each: OperatorClass): boolean =>
    each.type === undefined || type === undefined || takes(types, each.type, type);
  if (type === 'unknown' || found.some(fits)) return undefined;
  return { message: `operator class "${name}" does not accept data type ${types.show(type)}` };
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
  return binary[base]?.includes(to) || (to === 'oid' && /^reg/.test(base)) || isOwnBinary(types, base, to);
}
/** A cast of an extension or of one's own that converts nothing. */
function isOwnBinary(types: Types, from: Type, to: Type): boolean {
  const cast = types.schema.others.get(otherKey('CAST', { name: `${types.show(from)} AS ${types.show(to)}` }));
  return / WITHOUT FUNCTION AS IMPLICIT/i.test(cast?.definition ?? '');
}
