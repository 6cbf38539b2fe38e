/** What the rules about one fact of a column share. */
import type { Difference } from '../../compare/difference';
import { serialType } from '../../generate/columns';
import { printColumn } from '../../generate/print';
import type { Column } from '../../model/schema';
import type { ColumnDef } from '../../sql/read/ops-table';
import { t } from '../../text/l10n';
import { removalFix, replacementFix } from '../fixes/repair';
import { afterwards, otherSide, sentenceList, sentences } from '../message-words';
import { columnDefAt, columnName, inDocument, type Placed, placeOf, printContext } from '../origin-places';
import type { Fix, Found, RuleContext } from '../rule';

export type ColumnDifference = Extract<Difference, { what: 'column' }>;

export function* columnFindings(
  context: RuleContext,
  fact: ColumnDifference['fact'],
  /** `there` says where the other side is: `in dev`. */
  describe: (difference: ColumnDifference, there: string) => string | undefined,
  fixes: (difference: ColumnDifference) => Fix[],
): Generator<Found> {
  for (const difference of context.differences) {
    if (difference.what !== 'column' || difference.fact !== fact) continue;
    const range = placeOf(context, difference.origin);
    const what = describe(difference, otherSide(difference));
    if (!range || what === undefined) continue;
    yield {
      message: sentences(t('{0} {1}.', columnName(difference.column.name), what), afterwards(context)),
      range,
      statement: difference.origin.statement,
      fixes: difference.byThen ? [] : fixes(difference),
    };
  }
}

/**
 * `serial` and its kin, where dev has what that makes: the sequence that dev's default names is there by nothing else.
 * In the place of the type it cannot stand beside another default; in the place of the whole column it can.
 */
export function serialInstead(
  context: RuleContext,
  { devColumn, devTable }: ColumnDifference,
  def: Placed<ColumnDef> | undefined,
  place: 'type' | 'whole' = 'type',
): string | undefined {
  const print = def && printContext(context, def.statement);
  if (!print || (place === 'type' && (def.op.default || def.op.identity || def.op.generated))) return undefined;
  return serialType(devColumn, devTable, print);
}
/** The whole element as dev has it; not where constraints written inside it would be lost, or it is not the last word. */
export function replaceColumnFix(context: RuleContext, difference: ColumnDifference): Fix[] {
  const { column, devColumn, devTable } = difference;
  const def = column.origins?.self && columnDefAt(context, column.origins.self);
  const print = def && printContext(context, def.statement);
  if (!print || !def || def.op.constraints.length > 0) return [];
  const apart = Object.values(column.origins ?? {}).some((origin) => origin.statement !== def.statement.index);
  if (apart) return [];
  const range = inDocument(def.statement, def.op.range);
  const edits = [{ range, newText: printColumn(devColumn, print, devTable) }];
  const title = t("Replace with dev's column {0}", columnName(column.name));
  const lost = lostParts(def.op, devColumn);
  if (lost.length > 0) return [removalFix(context, t('{0}, without its {1}', title, sentenceList(lost)), edits)];
  return [replacementFix(context, title, edits)];
}
/** What is written of a column and dev's does not have in any form. */
function lostParts(written: ColumnDef, dev: Column): string[] {
  const parts = [
    ['NOT NULL', written.notNull?.value, dev.notNull],
    ['default', written.default, dev.default ?? dev.identity ?? dev.generated],
    ['identity', written.identity, dev.identity ?? dev.default],
    ['expression', written.generated, dev.generated],
    ['collation', written.collation, dev.collation],
  ] as const;
  return parts.flatMap(([name, here, there]) => (here && !there ? [name] : []));
}
