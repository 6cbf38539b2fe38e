/** What the tree of dev says of a table that the migrations make otherwise, or not at all. */
import type { FoldedHistory } from '../fold/folded';
import type { Schema, Table } from '../model/schema';
import { columnCounts } from '../rules/message-words';
import { skippedTables } from '../rules/skipped-tables';
import { chained, t } from '../text/l10n';
import { keyOf } from '../text/names';
import { columnOf } from './mention';

export type Marks = (table: Table) => string | undefined;
/** Where the migrations of an open file's history and dev differ. */
export function marksOf(history: FoldedHistory | undefined, dev: Schema): Marks {
  const made = history?.end.tables;
  if (!history || !made || made === dev.tables) return () => undefined;
  const skipped = history.files.flatMap((file) => skippedTables(file, history, dev));
  const written = new Map(skipped.map((one) => [one.key, one.made.tables.get(one.key)]));
  return (table) => {
    const here = made.get(keyOf(table)) ?? written.get(keyOf(table));
    if (!here?.origins?.self) return here === undefined ? t('not in migrations') : undefined;
    const missing = table.columns.filter(({ name }) => !columnOf(here, name)).length;
    const counts = columnCounts(missing, here.columns.filter(({ name }) => !columnOf(table, name)).length);
    return counts.length === 0 ? undefined : t('differs from migrations: {0}', chained(counts, ', '));
  };
}
