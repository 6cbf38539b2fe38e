/** What the lenses above a table and the walkthrough do: show findings and what mends them, insert what a table lacks, prove. */
import {
  type CodeAction,
  commands,
  languages as editors,
  l10n,
  Position,
  Range,
  Selection,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { LinePosition } from '../../server/src/protocol';
import { languages } from './client';

export async function showFindings(address: string, place: LinePosition): Promise<void> {
  const editor = await window.showTextDocument(Uri.parse(address));
  const at = new Position(place.line, place.character);
  editor.selection = new Selection(at, at);
  editor.revealRange(new Range(at, at));
  await commands.executeCommand('editor.action.marker.next');
}

/** The quick fix that the lens names, of the statement at the place. */
export async function insertMissing(address: string, place: LinePosition, fix: string): Promise<void> {
  const uri = Uri.parse(address);
  const document = await workspace.openTextDocument(uri);
  const statement = new Range(new Position(place.line, place.character), document.lineAt(place.line).range.end);
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    statement,
    'quickfix',
  );
  const action = actions.find(({ title }) => title === fix);
  if (!action?.edit) throw new Error(l10n.t('there is nothing to insert any more'));
  await workspace.applyEdit(action.edit);
}

/** Those that are seen first: the walkthrough stands in their place, and has the focus. */
function openFiles(): TextDocument[] {
  const seen = window.visibleTextEditors.map(({ document }) => document);
  const all = [...new Set([...seen, ...workspace.textDocuments])];
  return all.filter(({ languageId, uri }) => languages.includes(languageId) && /^(file|untitled)$/.test(uri.scheme));
}
/** The gravest of an open file, with its fixes. @throws Error where there is none */
export async function fixFinding(): Promise<void> {
  const found = openFiles().flatMap((document) =>
    editors
      .getDiagnostics(document.uri)
      .flatMap(({ source, severity, range }) => (source === 'DevSchema' ? [{ document, severity, range }] : [])),
  );
  const [first] = found.sort((a, b) => a.severity - b.severity);
  if (!first) throw new Error(l10n.t('no SQL file that is open has a finding'));
  const { start } = first.range;
  await window.showTextDocument(first.document, { selection: new Range(start, start) });
  await commands.executeCommand('editor.action.quickFix');
  await commands.executeCommand('setContext', 'devschema.isFixShown', true);
}
/** Saved even where nothing has changed: that runs it. @throws Error where none is open */
export async function saveAndProve(): Promise<void> {
  const open = openFiles();
  const document = open.find(({ isDirty }) => isDirty) ?? open[0];
  if (!document) throw new Error(l10n.t('no SQL file is open'));
  await window.showTextDocument(document);
  await commands.executeCommand('workbench.action.files.save');
}
