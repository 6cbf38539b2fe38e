/** Types as a file writes them → the type they mean, or a conflict. */

import { typesOfExtension } from '../model/extensions';
import { findIn, findRelation, holderOf, isSurelyAbsent, schemasFor } from '../model/resolve';
import type { UserType } from '../model/schema-types';
import type { SqlType } from '../model/types';
import { type QualifiedName, qualifiedKey } from '../text/names';
import { present } from '../text/present';
import type { Located, Name } from '../text/text';
import { type Draft, written } from './draft';

/** The schema and name of an existing type: a user's type, or the row type of a table, view or sequence. */
export function findType(draft: Draft, name: QualifiedName): { schema: string; name: string } | undefined {
  const { types, tables, views } = draft.schema;
  for (const schema of schemasFor(draft.schema, name)) {
    const key = qualifiedKey(schema, name.name);
    if (types.has(key) || tables.has(key) || views.has(key)) return { schema, name: name.name };
  }
  return undefined;
}

/** With its schema filled in where it is found. Never reports. */
export function resolveType(draft: Draft, type: SqlType): SqlType {
  if (type.builtin || type.name === '') return type;
  const found = findType(draft, type) ?? findMultirange(draft, type) ?? typeOfExtension(draft, type);
  if (found) return { ...type, schema: found.schema };
  const array = type.name.startsWith('_') ? findType(draft, { ...type, name: type.name.slice(1) }) : undefined;
  return array ? { ...type, schema: array.schema, name: array.name, array: true } : type;
}
/** As `resolveType`; a type that surely does not exist is reported. */
export function requireType(draft: Draft, type: Located<SqlType>): SqlType {
  const resolved = resolveType(draft, type.value);
  const { value, range } = type;
  if (value.builtin || value.name === '') return resolved;
  const user = value.modifiers && findIn(draft.schema, draft.schema.types, value);
  if (user && user.kind !== 'base' && draft.meets('relation', user))
    draft.refuse(
      'other',
      range,
      { kind: 'type', schema: user.schema, name: user.name },
      `type modifier is not allowed for type "${user.name}"`,
    );
  if (resolved !== value || findType(draft, value)) return resolved;
  if (!isSurelyAbsent(draft.schema, 'type', value)) return resolved;
  draft.refuse(
    'does not exist',
    range,
    { kind: 'type', ...present({ schema: value.schema }), name: value.name },
    `type "${written(value)}" does not exist`,
    typeNames(draft),
  );
  return resolved;
}
/** What a table may be OF (`typenameType`, `check_of_type`). */
export function requireRowType(draft: Draft, name: Name): boolean {
  const before = draft.conflicts.length;
  requireType(draft, name);
  const type = findIn(draft.schema, draft.schema.types, name.value);
  if (type && type.kind !== 'composite' && type.kind !== 'base' && draft.meets('relation', type))
    draft.refuse(
      'wrong kind',
      name.range,
      { kind: 'type', ...name.value },
      `type ${type.name} is not a composite type`,
    );
  const row = type ? undefined : findRelation(draft.schema, name.value);
  if ((row?.is === 'table' || row?.is === 'view') && draft.meets('relation', holderOf(row)))
    draft.refuse(
      'wrong kind',
      name.range,
      { kind: 'type', ...name.value },
      `type ${name.value.name} is the row type of another table`,
    );
  return draft.conflicts.length === before;
}
export function typeNames(draft: Draft): string[] {
  return [...draft.schema.types.values()].map((type) => type.name).sort();
}

function typeOfExtension(draft: Draft, type: SqlType): { schema: string } | undefined {
  for (const extension of draft.schema.extensions.values()) {
    if (!typesOfExtension(extension.name)?.includes(type.name)) continue;
    const schema = extension.schema;
    if (schema !== undefined && (type.schema === undefined || type.schema === schema)) return { schema };
  }
  return undefined;
}
function findMultirange(draft: Draft, type: SqlType): { schema: string } | undefined {
  for (const [, each] of draft.schema.types) {
    if (each.kind !== 'range') continue;
    const name = each.multirangeName ?? { schema: each.schema, name: multirangeName(each.name) };
    const schema = name.schema ?? each.schema;
    if (name.name === type.name && schemasFor(draft.schema, type).includes(schema)) return { schema };
  }
  return undefined;
}
/** `makeMultirangeTypeName`: `range` within the name becomes `multirange`, else `_multirange` is appended. */
export function multirangeName(range: string): string {
  return range.includes('range') ? range.replace('range', 'multirange') : `${range}_multirange`;
}
/** The type an ALTER TYPE names; undefined, with a conflict where it surely is not there. */
export function requireUserType(draft: Draft, name: Name): UserType | undefined {
  const type = findIn(draft.schema, draft.schema.types, name.value);
  if (type || !isSurelyAbsent(draft.schema, 'type', name.value)) return type;
  const message = `type "${written(name.value)}" does not exist`;
  draft.refuse('does not exist', name.range, { kind: 'type', ...name.value }, message, typeNames(draft));
  return undefined;
}
