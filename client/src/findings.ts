/** What the lenses above a table do: show its findings, insert what it lacks. */
import { type CodeAction, commands, l10n, Position, Range, Selection, Uri, window, workspace } from 'vscode';
import type { LinePosition } from '../../server/src/protocol';

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
