/** Dev's columns brought into a CREATE TABLE that lacks them. */

import { printColumn } from '../../generate/print';
import type { Column, Table } from '../../model/schema';
import { chained, plural, t } from '../../text/l10n';
import { pushTo } from '../../text/lists';
import { quoteIdentifier } from '../../text/names';
import { nearest } from '../../text/nearest-name';
import type { TextRange } from '../../text/text';
import { columnDefAt, createTableOf, inDocument, type Placed, printContext, renameEdit } from '../origin-places';
import type { RuleContext, TextEdit } from '../rule';
import { insertElements, tableBody } from './edits';

/** Dev's columns that the file's table lacks, in dev's order. */
export function lackedColumns(table: Table, devTable: Table): readonly Column[] {
  const here = new Set(table.columns.map((column) => column.name));
  return devTable.columns.filter((column) => !here.has(column.name));
}

/** By the file's name: the column of dev that it was meant to be, near in name, which the file lacks and dev has. */
export function meantColumns(table: Table, devTable: Table): ReadonlyMap<string, Column> {
  const there = new Set(devTable.columns.map((column) => column.name));
  const free = [...lackedColumns(table, devTable)];
  const meant = new Map<string, Column>();
  for (const { name } of table.columns) {
    if (there.has(name)) continue;
    const near = nearest(
      name,
      free.map((each) => each.name),
    );
    const at = free.findIndex((each) => each.name === near);
    const [column] = at >= 0 ? free.splice(at, 1) : [];
    if (column) meant.set(name, column);
  }
  return meant;
}

interface Insertion {
  readonly title: string;
  readonly edits: readonly TextEdit[];
}
const insertions = new WeakMap<RuleContext, Map<Table, Insertion | undefined>>();
/**
 * Each column behind the nearest one before it in dev that the file has too; columns that are misspelt are renamed.
 * Several findings of one table need it: it is worked out once, so that their edits are equal.
 */
export function insertColumns(context: RuleContext, table: Table, devTable: Table): Insertion | undefined {
  const byTable = insertions.get(context) ?? new Map<Table, Insertion | undefined>();
  insertions.set(context, byTable);
  if (!byTable.has(table)) byTable.set(table, insertion(context, table, devTable));
  return byTable.get(table);
}
function insertion(context: RuleContext, table: Table, devTable: Table): Insertion | undefined {
  const made = createTableOf(context, table);
  const print = made && printContext(context, made.statement);
  const own = made && !made.op.partitionOf && !made.op.ofType;
  const body = own ? tableBody(context.document.text, made, context.style.indent) : undefined;
  if (!print || !made || !body) return undefined;
  // What it makes is renamed or dropped further down: there dev's name for it would be another column's.
  const here = new Set(table.columns.map(({ name }) => name));
  if (made.op.columns.some(({ name }) => !here.has(name.value))) return undefined;
  const meant = meantColumns(table, devTable);
  const renamed = new Set([...meant.values()].map((column) => column.name));
  const added = lackedColumns(table, devTable).filter((column) => !renamed.has(column.name));
  const places = placesOf(made.op.columns, made, meant);
  const groups = new Map<TextRange | undefined, string[]>();
  let after: TextRange | undefined;
  for (const column of devTable.columns) {
    if (added.includes(column)) pushTo(groups, after, printColumn(column, print, devTable));
    else after = places.get(column.name) ?? after;
  }
  const edits = [...groups].flatMap(([place, lines]) => insertElements(body, place, lines));
  for (const [here, column] of meant) edits.push(...renameEdits(context, table, here, column.name));
  const inserted =
    added.length > 0
      ? [plural(added.length, 'Insert {0} missing column from dev', 'Insert {0} missing columns from dev')]
      : [];
  const renamings = [...meant].map(([here, { name }], at) => {
    const names = [quoteIdentifier(here), quoteIdentifier(name)] as const;
    return at === 0 && inserted.length === 0 ? t('Rename {0} to {1}', ...names) : t('rename {0} to {1}', ...names);
  });
  return { title: chained([...inserted, ...renamings], ', '), edits };
}
/** Where dev's columns stand in the file. */
function placesOf(
  columns: readonly { readonly name: { readonly value: string }; readonly range: TextRange }[],
  { statement }: Placed<unknown>,
  meant: ReadonlyMap<string, Column>,
): ReadonlyMap<string, TextRange> {
  return new Map(
    columns.map(({ name, range }) => [meant.get(name.value)?.name ?? name.value, inDocument(statement, range)]),
  );
}
function renameEdits(context: RuleContext, table: Table, here: string, name: string): TextEdit[] {
  const origin = table.columns.find((column) => column.name === here)?.origins?.self;
  const def = origin && columnDefAt(context, origin);
  return def ? [renameEdit(context, def.statement, def.op.name.range, name)] : [];
}
