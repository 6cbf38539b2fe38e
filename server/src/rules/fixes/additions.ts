/** Constraints and indexes of dev added behind the statement that makes their table, with all they need to run there. */
import { printAddConstraint, printIndex } from '../../generate/print';
import type { Constraint, Index, Table } from '../../model/schema';
import { noun, t } from '../../text/l10n';
import { quoteIdentifier } from '../../text/names';
import { constraintNames, describeConstraint, describeIndex, sentenceList } from '../message-words';
import { createTableOf, printContext } from '../origin-places';
import type { Fix, RuleContext, TextEdit } from '../rule';
import { insertAfter, sameEdit } from './edits';
import { insertColumns, lackedColumns, meantColumns } from './insert-columns';
import { ownIndexesOf, preferred, referencedTable, referencedTables, statementBehind } from './repair';

/** What comes to stand behind one statement can run in this order. */
const insertionOrder = { key: 0, check: 0, 'foreign key': 1, index: 2 } as const;

/** ALTER TABLE … ADD for one constraint of dev, where the table is made. */
export function addConstraintFix(context: RuleContext, table: Table, devTable: Table, constraint: Constraint): Fix[] {
  const addition = addConstraint(context, table, devTable, constraint);
  if (!addition) return [];
  const title = additionTitle(addition.columns, sentenceList(addition.added));
  return [{ title, edits: addition.edits, ...preferred(context) }];
}
/** What the insertions of columns are called, and what is added with them. */
function additionTitle(columns: readonly string[], added: string): string {
  const [first, ...others] = columns;
  if (first === undefined) return t('Add {0} from dev', added);
  return [...others, added].reduce((title, one) => t('{0} and add {1}', title, one), first);
}
interface Addition {
  readonly edits: readonly TextEdit[];
  /** Titles of the insertions of columns that it needs, and what it adds. */
  readonly columns: readonly string[];
  readonly added: readonly string[];
}
/**
 * What adds one constraint of dev behind the statement that makes its table. A foreign key brings the key it points to
 * where the file lacks it: PostgreSQL refuses it without.
 */
export function addConstraint(
  context: RuleContext,
  table: Table,
  devTable: Table,
  constraint: Constraint,
): Addition | undefined {
  const made = createTableOf(context, table);
  const print = made && printContext(context, made.statement);
  const columns = neededColumns(context, table, devTable, describeConstraint(constraint));
  const taken = table.constraints.some((each) => each.name === constraint.name);
  if (!made || !print || !columns || taken || comesOfRenames(table, devTable, constraint)) return undefined;
  const tables = [table, ...referencedTables(context, constraint, table)];
  const { fullRange } = statementBehind(context, made.statement, describeConstraint(constraint), tables);
  const order = constraint.kind === 'foreign key' ? insertionOrder['foreign key'] : insertionOrder.key;
  const edits = insertAfter(context.document.text, fullRange, printAddConstraint(devTable, constraint, print), order);
  const own = { edits: [...columns.edits, ...edits], columns: columns.titles, added: [constraintTitle(constraint)] };
  const key = referencedKey(context, constraint, table, devTable);
  if (key === 'in the way') return undefined;
  const needed = key && addConstraint(context, key.table, key.devTable, key.constraint);
  if (!needed) return own;
  return {
    edits: [...needed.edits, ...own.edits.filter((edit) => !needed.edits.some((other) => sameEdit(edit, other)))],
    columns: [...new Set([...own.columns, ...needed.columns])],
    added: [...own.added, ...needed.added.map((what) => t('{0} of {1}', what, quoteIdentifier(key.table.name)))],
  };
}
/** It is there on a column that the same fix renames, and takes its name from it. */
function comesOfRenames(table: Table, devTable: Table, constraint: Constraint): boolean {
  const meant = meantColumns(table, devTable);
  if (meant.size === 0 || !('columns' in constraint)) return false;
  return table.constraints.some((each) => {
    if (each.kind !== constraint.kind || !('columns' in each)) return false;
    const names = each.columns.map((name) => meant.get(name)?.name ?? name);
    return names.join('\0') === constraint.columns.join('\0');
  });
}
/** The key of dev that a foreign key points to, where the file makes that table without it, or with another in its place. */
function referencedKey(
  context: RuleContext,
  constraint: Constraint,
  table: Table,
  devTable: Table,
): { readonly table: Table; readonly devTable: Table; readonly constraint: Constraint } | 'in the way' | undefined {
  const end = context.after(context.document.statements.length - 1);
  const target = referencedTable(end, constraint, table);
  const devTarget = context.dev && referencedTable(context.dev, constraint, devTable);
  if (constraint.kind !== 'foreign key' || !target || !devTarget) return undefined;
  const isKey = (each: Constraint) =>
    (each.kind === 'primary key' || each.kind === 'unique') && sameNames(each.columns, constraint.referencedColumns);
  const isKeyIndex = (index: Index) =>
    index.unique &&
    sameNames(
      index.keys.map((key) => key.column ?? ''),
      constraint.referencedColumns,
    );
  const key = devTarget.constraints.find(isKey);
  if (!key || target.constraints.some(isKey) || ownIndexesOf(end, target).some(isKeyIndex)) return undefined;
  if (key.kind === 'primary key' && target.constraints.some((each) => each.kind === 'primary key')) return 'in the way';
  return { table: target, devTable: devTarget, constraint: key };
}
const sameNames = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name) => b.includes(name));

function constraintTitle(constraint: Constraint): string {
  if (constraint.kind === 'primary key') return t('the primary key');
  return t('{0} {1}', noun(constraintNames[constraint.kind]), quoteIdentifier(constraint.name));
}
/** CREATE INDEX for one index of dev, behind what makes the table and the columns that it is on. */
export function addIndexFix(context: RuleContext, table: Table, devTable: Table, index: Index): Fix[] {
  const made = createTableOf(context, table);
  const print = made && printContext(context, made.statement);
  const columns = neededColumns(context, table, devTable, describeIndex(index));
  if (!made || !print || !columns) return [];
  const indexes = context.document.statements
    .flatMap(({ parsed }) => parsed.ops)
    .filter((op) => op.op === 'create index');
  // As the file's other indexes are written.
  const ifNotExists = indexes.length > 0 && indexes.every((op) => op.ifNotExists);
  const sql = printIndex(index, print, { ifNotExists });
  const { fullRange } = statementBehind(context, made.statement, describeIndex(index), [table]);
  const edits = insertAfter(context.document.text, fullRange, sql, insertionOrder.index);
  const title = additionTitle(columns.titles.slice(0, 1), t('{0} {1}', noun('index'), quoteIdentifier(index.name)));
  return [{ title, edits: [...columns.edits, ...edits], ...preferred(context) }];
}
/** Columns that the file lacks too are inserted first: what names them could not be created. Undefined: they cannot be. */
function neededColumns(
  context: RuleContext,
  table: Table,
  devTable: Table,
  definition: string,
): { readonly edits: readonly TextEdit[]; readonly titles: readonly string[] } | undefined {
  const needed = lackedColumns(table, devTable).some((column) => definition.includes(column.name));
  if (!needed) return { edits: [], titles: [] };
  const insertion = insertColumns(context, table, devTable);
  return insertion && { edits: insertion.edits, titles: [insertion.title] };
}
