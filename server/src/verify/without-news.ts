/** What a loose file adds to dev on purpose, beside what it makes of dev's own. */
import type { Difference } from '../compare/difference';
import { type Gone, taken } from '../fold/taken-away';
import { sameType } from '../model/types';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { keyOf } from '../text/names';
import type { Removal } from './removals';

interface FileAndRemovals {
  readonly document: SqlDocument;
  readonly removals: readonly Removal[];
}
/**
 * Where CREATE TABLE IF NOT EXISTS makes the table as dev has it, what other statements of the file add to it or change
 * of it is new: it is what the file is for. So is what a plain CREATE TABLE is followed by only where the file has dropped
 * what stood in its place: it cannot run where the table stands, and says what dev is to have.
 */
export function withoutNews(differences: readonly Difference[], { document, removals }: FileAndRemovals): Difference[] {
  const { statements } = document;
  const created = new Map(removals.filter(({ what }) => what === 'table').map(({ key, origin }) => [key, origin]));
  const gone = taken(document);
  const wrong = new Set(
    differences.flatMap((one) => {
      const key = tableKeyOf(one);
      const made = key === undefined ? undefined : created.get(key);
      if (made?.statement !== one.origin.statement) return [];
      return isMadeAndTaken(one, statements[made.statement]!, gone) ? [] : [key];
    }),
  );
  return differences.filter((one) => {
    const key = tableKeyOf(one);
    const made = key === undefined ? undefined : created.get(key);
    if (!made || wrong.has(key) || !isOnlyWhereMissing(document, made.statement)) return true;
    if (gone.some((each) => isOf(one, each))) return false;
    // A column that it adds, and dev has, is what dev is to have it as.
    if (one.what === 'column')
      return addsColumn(statements[one.column.origins?.self?.statement ?? -1], one.column.name);
    return 'differs' in one && one.dev !== undefined;
  });
}
/** Columns that CREATE TABLE has as dev has them, and that the file drops or renames later. */
function isMadeAndTaken(one: Difference, { parsed }: Statement, gone: readonly Gone[]): boolean {
  if (one.what !== 'missing columns') return false;
  const made = parsed.ops.flatMap((op) => (op.op === 'create table' ? op.columns : []));
  return one.columns.every(
    ({ name, type }) =>
      made.some((each) => each.name.value === name && sameType(each.type.value, type)) &&
      gone.some(({ name: of, part }) => of.name === one.table.name && part?.kind === 'column' && part.name === name),
  );
}
function addsColumn(statement: Statement | undefined, name: string): boolean {
  return (
    statement?.parsed.ops.some(
      (op) =>
        op.op === 'alter table' &&
        op.commands.some((each) => each.command === 'add column' && each.column.name.value === name),
    ) ?? false
  );
}
/** Whether a statement is CREATE TABLE IF NOT EXISTS. */
export const isOnlyWhereMissing = ({ statements }: SqlDocument, at: number): boolean =>
  statements[at]?.parsed.ops.some((op) => op.op === 'create table' && op.ifNotExists) ?? false;
/** Whether a difference is about what was dropped or renamed. */
function isOf(difference: Difference, { name, part }: Gone): boolean {
  if (difference.what === 'column')
    return part?.kind === 'column' && part.name === difference.column.name && name.name === difference.table.name;
  if (difference.what !== 'index' && difference.what !== 'constraint') return false;
  const { dev, table } = difference;
  if (part) return part.kind === 'constraint' && part.name === dev?.name && name.name === table.name;
  return name.name === dev?.name;
}
function tableKeyOf(difference: Difference): string | undefined {
  return 'table' in difference ? keyOf(difference.table) : undefined;
}
