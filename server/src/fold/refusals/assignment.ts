/** Whether values of one type become another's by assignment, as ALTER COLUMN TYPE needs it where there is no USING. */

import { definingStatement } from '../../analysis/others-defined';
import { isAssignable, isObservedType, isString } from '../../model/casts';
import { unlistedExtensions } from '../../model/extensions';
import { definedCasts } from '../../model/lookups';
import type { SqlType } from '../../model/types';
import type { TypeName } from '../../sql/parse';
import { sqlType } from '../../sql/types';
import { keyOf } from '../../text/names';
import type { Draft } from '../draft';
import { resolveType } from '../type-names';

/** A type without its domain; undefined where it is not told. */
export function baseType(draft: Draft, type: SqlType): SqlType | undefined {
  let current = resolveType(draft, type);
  for (let depth = 0; depth < 16 && !current.builtin; depth++) {
    if (current.schema === undefined) return undefined;
    const user = draft.schema.types.get(keyOf({ schema: current.schema, name: current.name }));
    if (user?.kind === 'enum' || (user?.kind === 'base' && isRead(draft, user.extension))) return current;
    if (user?.kind !== 'domain' || current.array) return undefined;
    current = user.base;
  }
  return current.builtin && !isObservedType(current.name) ? undefined : current;
}
/** An extension all of whose casts a server has told. */
const isRead = (draft: Draft, extension: string | undefined): boolean =>
  extension !== undefined && !unlistedExtensions(draft.schema).includes(extension);
/** False when one type surely does not become another by assignment. */
export function mayAssign(draft: Draft, from: SqlType, to: SqlType): boolean {
  const [a, b] = [baseType(draft, from), baseType(draft, to)];
  if (!a || !b || hasOwnCast(draft, a, b)) return true;
  const elements = ({ array: _, ...type }: SqlType): SqlType => type;
  if (a.array && b.array && hasOwnCast(draft, elements(a), elements(b))) return true;
  // By the types' own text, in arrays too.
  if (b.builtin && isString(b.name) && (!b.array || a.array)) return true;
  // What an extension calls a string takes every text.
  if (!b.builtin && (!b.array || a.array) && isOfExtension(draft, b) && !noStrings.test(b.name)) return true;
  if ((a.array ?? false) !== (b.array ?? false)) return false;
  if (a.builtin && b.builtin) return isAssignable(a.name, b.name) ?? true;
  return a.name === b.name && a.schema === b.schema;
}
const noStrings = /^(hstore|ltree|vector|halfvec|sparsevec|cube|seg|geometry|geography)$/;
const isOfExtension = (draft: Draft, { schema = '', name }: SqlType): boolean =>
  draft.schema.types.get(keyOf({ schema, name }))?.kind === 'base';
/** A cast that someone made, or an extension between types that are not PostgreSQL's own. */
function hasOwnCast(draft: Draft, a: SqlType, b: SqlType): boolean {
  const isOf = (written: TypeName | undefined, type: SqlType): boolean => {
    const own = written && resolveType(draft, sqlType(written));
    return own?.name === type.name && (own.array ?? false) === (type.array ?? false);
  };
  for (const other of definedCasts.values(draft.schema.others, '')) {
    const statement = definingStatement(other);
    if (!statement || !('CreateCastStmt' in statement)) return true;
    const { sourcetype, targettype } = statement.CreateCastStmt;
    if (isOf(sourcetype, a) && isOf(targettype, b)) return true;
  }
  return !(a.builtin && b.builtin) && unlistedExtensions(draft.schema).some((name) => !withoutCasts.test(name));
}
const withoutCasts = /^(plpgsql|uuid-ossp|pgcrypto|pg_trgm|btree_g|unaccent|pg_stat)/;
