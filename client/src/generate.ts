/** Dev's exact statements for chosen tables, put where a person wants them. */
import { l10n, type QuickPickItem, type TextEditor, window, workspace } from 'vscode';
import type { TableItem } from '../../server/src/protocol';
import { type DevClient, languages } from './client';
import { plural } from './text';

export type TableNamed = Pick<TableItem, 'schema' | 'name'>;
interface TableChoice extends QuickPickItem {
  readonly table: TableNamed;
}

/** Asks for tables, several at once, and writes their statements. */
export async function generatePicked(client: DevClient): Promise<void> {
  const tables = await client.request('devschema/tables', null);
  if (tables.length === 0) {
    const { problem } = client.status;
    throw new Error(l10n.t('there is no table to generate: {0}', problem ?? l10n.t('dev has none')));
  }
  const picked = await pickTables(tables.map(choiceOf(tables)));
  if (picked.length > 0) await generateTables(client, picked);
}

/** The ticked tables, or the highlighted one where none is ticked, so that one table takes one key. */
function pickTables(choices: readonly TableChoice[]): Promise<TableNamed[]> {
  const pick = window.createQuickPick<TableChoice>();
  pick.title = l10n.t('Generate CREATE TABLE from dev');
  pick.placeholder = l10n.t('Tables to generate, with their constraints and indexes');
  pick.items = choices;
  pick.canSelectMany = true;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.activeItems = choices.slice(0, 1);
  // Where several can be ticked, VS Code leaves nothing highlighted once the list is filtered, and Enter takes nothing.
  pick.onDidChangeValue((typed) => {
    pick.activeItems = choices.filter((one) => isMeant(one, typed)).slice(0, 1);
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const chosen = pick.selectedItems.length > 0 ? pick.selectedItems : pick.activeItems;
      if (chosen.length === 0) return;
      resolve(chosen.map((one) => one.table));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve([]);
      pick.dispose();
    });
    pick.show();
  });
}

function isMeant({ label, description, detail }: QuickPickItem, typed: string): boolean {
  const low = typed.trim().toLowerCase();
  return [label, description, detail].some((text) => text?.toLowerCase().includes(low));
}

/** Writes the statements of `tables` at the cursor of an SQL editor, or in a new document. */
export async function generateTables(client: DevClient, tables: readonly TableNamed[]): Promise<void> {
  const sql = await withDependencies(client, [...tables]);
  if (sql === undefined) return;
  const editor = window.activeTextEditor;
  if (editor && languages.includes(editor.document.languageId)) await insert(editor, sql);
  else await window.showTextDocument(await workspace.openTextDocument({ language: 'sql', content: sql }));
}

/** Undefined: the question was left unanswered. */
async function withDependencies(client: DevClient, tables: TableNamed[]): Promise<string | undefined> {
  const { sql, needs } = await client.request('devschema/generate', { tables });
  if (needs.length === 0) return sql;
  const there = needs.length === 1 ? l10n.t('The target has it') : l10n.t('The target has them');
  const only = { label: l10n.t('The tables alone'), description: there };
  const all = { label: l10n.t('With what they need'), description: needs.join(', ') };
  const chosen = await window.showQuickPick([all, only], {
    title: l10n.t('Generate CREATE TABLE from dev'),
    placeHolder: l10n.t('Needed: {0}', needs.join(', ')),
  });
  if (chosen === only) return sql;
  return chosen && (await client.request('devschema/generate', { tables, dependencies: true })).sql;
}

async function insert(editor: TextEditor, sql: string): Promise<void> {
  const done = await editor.edit((edit) => edit.replace(editor.selection, sql));
  if (!done) throw new Error(l10n.t('{0} could not be changed', editor.document.fileName));
}

function kindName(kind: string): string {
  if (kind === 'partitioned table') return l10n.t('partitioned table');
  return kind === 'foreign table' ? l10n.t('foreign table') : kind;
}

/** The schema is shown where the tables are of more than one. */
function choiceOf(tables: readonly TableItem[]): (table: TableItem) => TableChoice {
  const several = new Set(tables.map((table) => table.schema)).size > 1;
  return ({ schema, name, kind, columns, comment }) => ({
    label: several ? `${schema}.${name}` : name,
    description: [plural(columns, '{0} column', '{0} columns'), ...(kind === 'table' ? [] : [kindName(kind)])].join(
      ', ',
    ),
    ...(comment !== undefined && { detail: comment }),
    table: { schema, name },
  });
}
