/** Tables that Citus distributes, run where Citus is not: PostgreSQL takes of them what Citus has rules of its own for. */

import { findTable } from '../model/resolve';
import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import { t } from '../text/l10n';
import { displayName } from '../text/names';

/** Why it is not known whether dev takes a statement that has run. */
export function leftToCitus(
  { parsed }: Statement,
  dev: Schema,
  place: string,
  lacking: ReadonlySet<string>,
): string | undefined {
  if (!lacking.has('citus')) return undefined;
  for (const op of parsed.ops) {
    const name = op.op === 'alter table' ? op.name.value : op.op === 'create index' ? op.table.value : undefined;
    const table = name && findTable(dev, name);
    if (table?.distribution)
      return t(
        'Citus distributes {0}, and {1} lacks it: whether Citus takes this is not known',
        displayName(table, dev.searchPath),
        place,
      );
  }
  return undefined;
}
