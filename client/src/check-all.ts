/** Everything at once: all migrations checked, and how a finding is ignored. */
import { commands, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { LinePosition } from '../../server/src/protocol';
import type { DevClient } from './client';

export async function checkAll(client: DevClient): Promise<void> {
  const { files, findings, found, notKnown, cancelled } = await client.request('devschema/checkAll', null);
  const of = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
  const open = notKnown > 0 ? `, ${of(notKnown, 'place')} not known` : '';
  const told = findings === 0 ? 'nothing found' : `${of(findings, 'finding')} in ${of(found, 'file')}`;
  const how = cancelled ? 'Stopped after' : 'Read';
  const answer = await window.showInformationMessage(
    `${how} ${of(files, 'SQL file')}: ${told}${open}.`,
    'Show Problems',
  );
  if (answer !== undefined) await commands.executeCommand('workbench.actions.view.problems');
}

interface IgnoreChoice {
  readonly title: string;
  readonly edits: readonly {
    readonly range: { readonly start: LinePosition; readonly end: LinePosition };
    readonly newText: string;
  }[];
}
/** One finding can be ignored where it is, or in the whole file. */
export async function ignore(address: string, choices: readonly IgnoreChoice[]): Promise<void> {
  const chosen = await window.showQuickPick(
    choices.map((choice) => ({ label: choice.title, choice })),
    { title: 'Ignore', placeHolder: 'A comment is written, which can hold the reason' },
  );
  if (!chosen) return;
  const edit = new WorkspaceEdit();
  for (const { range, newText } of chosen.choice.edits) {
    const { start, end } = range;
    edit.replace(Uri.parse(address), new Range(start.line, start.character, end.line, end.character), newText);
  }
  await workspace.applyEdit(edit);
}
