/** A collation that is written out and is the type's own anyway is none of the column's (pg_attribute.attcollation). */
import type { SqlType } from '../../model/types';
import { keyOf, type QualifiedName } from '../../text/names';
import type { Draft } from '../draft';

/** What is kept of `COLLATE …` after a type; `undefined`: nothing. */
export function ownCollation(
  draft: Draft,
  type: SqlType,
  written: QualifiedName | undefined,
): QualifiedName | undefined {
  if (!written || (written.schema !== undefined && written.schema !== 'pg_catalog')) return written;
  return written.name === collationOf(draft, type) ? undefined : written;
}
/** pg_type.typcollation, by name. */
function collationOf(draft: Draft, { name, schema, builtin }: SqlType): string {
  if (builtin) return name === 'name' ? 'C' : 'default';
  const type = schema === undefined ? undefined : draft.schema.types.get(keyOf({ schema, name }));
  return (type?.kind === 'domain' ? type.collation?.name : undefined) ?? 'default';
}
