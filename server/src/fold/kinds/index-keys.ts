/** The keys of an index as PostgreSQL keeps them. */

import type { IndexKey } from '../../model/schema-constraints';
import type { IndexKeyDef } from '../../sql/read/ops-table';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { namePattern, writtenName } from '../../text/quoted';
import type { Draft } from '../draft';
import { ownCollation } from './collations';

const withCollation = new RegExp(String.raw`^(.*\S)\s+COLLATE\s+(?:pg_catalog\s*\.\s*)?(${namePattern})\s*$`, 'is');

/** As `DefineIndex` has it: a collation around the whole expression is the key's. */
export function plainKey(key: IndexKeyDef): IndexKey {
  const { range, columnRange, references, cast, isCollated, ...rest } = key;
  if (rest.expression === undefined || !isCollated) return rest;
  const collated = withCollation.exec(rest.expression);
  if (!collated) return rest;
  const [, expression = '', name = ''] = collated;
  return { ...rest, expression, collation: { name: writtenName(name) } };
}
/** A column that is cast to the type that it has is the column. */
export function withoutOwnCast(draft: Draft, owner: { schema: string; name: string }, key: IndexKeyDef): IndexKeyDef {
  const [only] = (key.cast && key.references?.columns) ?? [];
  const type = only && draft.schema.tables.get(keyOf(owner))?.columns.find(({ name }) => name === only.column)?.type;
  if (!key.cast || !only || !type) return key;
  const isOwn =
    type.name === key.cast.name &&
    type.builtin === key.cast.builtin &&
    (type.array ?? false) === (key.cast.array ?? false) &&
    key.cast.modifiers === type.modifiers &&
    key.cast.fields === type.fields;
  const { expression, references, cast, ...rest } = key;
  const { collation } = plainKey(key);
  return isOwn ? { ...rest, column: only.column, columnRange: only.range, ...present({ collation }) } : key;
}
/** A column's own collation is what its index has anyway. */
export function withoutOwnCollation(draft: Draft, owner: { schema: string; name: string }, key: IndexKey): IndexKey {
  if (!key.collation || key.column === undefined) return key;
  const column = draft.schema.tables.get(keyOf(owner))?.columns.find((each) => each.name === key.column);
  if (
    !column ||
    (column.collation ? column.collation.name !== key.collation.name : ownCollation(draft, column.type, key.collation))
  )
    return key;
  const { collation, ...rest } = key;
  return rest;
}
