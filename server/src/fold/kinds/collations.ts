/** A collation that is written out and is the type's own anyway is none of the column's (pg_attribute.attcollation). */
import { collationOfType } from '../../model/collation';
import type { SqlType } from '../../model/types';
import type { QualifiedName } from '../../text/names';
import type { Draft } from '../draft';

/** What is kept of `COLLATE …` after a type; `undefined`: nothing. */
export function ownCollation(
  draft: Draft,
  type: SqlType,
  written: QualifiedName | undefined,
): QualifiedName | undefined {
  if (!written || (written.schema !== undefined && written.schema !== 'pg_catalog')) return written;
  return written.name === collationOfType(draft.schema, type) ? undefined : written;
}
