/** A composite type may not hold itself, by whatever way (`CheckAttributeType`, src/backend/catalog/heap.c). */
import { findIn, findTable } from '../../model/resolve';
import type { Schema } from '../../model/schema';
import type { SqlType } from '../../model/types';
import { keyOf } from '../../text/names';
import { multirangeName } from '../type-names';

/** What holds the row type: by attributes and columns, as an array, a domain, a range or a multirange over it. */
export function holdsItself(schema: Schema, type: SqlType, owner: { readonly schema: string; readonly name: string }) {
  const seen = new Set<string>();
  const holds = (one: SqlType): boolean => {
    if (one.builtin) return false;
    const found = findIn(schema, schema.types, one) ?? rangeOfMulti(schema, one) ?? findTable(schema, one);
    if (!found) return false;
    const key = keyOf(found);
    if (key === keyOf(owner)) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    if ('columns' in found) return found.columns.some((column) => holds(column.type));
    if (found.kind === 'composite') return found.attributes.some((attribute) => holds(attribute.type));
    if (found.kind === 'domain') return holds(found.base);
    return found.kind === 'range' && holds(found.subtype);
  };
  return holds(type);
}
/** Of a multirange, by its name or the one that PostgreSQL chooses. */
function rangeOfMulti(schema: Schema, { name }: SqlType) {
  for (const type of schema.types.values())
    if (type.kind === 'range' && (type.multirangeName?.name ?? multirangeName(type.name)) === name) return type;
  return undefined;
}
