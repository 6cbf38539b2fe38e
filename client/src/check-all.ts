/** Everything at once: all migrations checked; which of many fixes is meant, and how a finding is ignored. */
import { commands, l10n, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { LinePosition } from '../../server/src/protocol';
import type { DevClient } from './client';
import { plural } from './text';

export async function checkAll(client: DevClient): Promise<void> {
  const { files, findings, found, notKnown, cancelled } = await client.request('devschema/checkAll', null);
  const read = plural(files, '{0} SQL file', '{0} SQL files');
  const told =
    findings === 0
      ? l10n.t('nothing found')
      : l10n.t('{0} in {1}', plural(findings, '{0} finding', '{0} findings'), plural(found, '{0} file', '{0} files'));
  const open = notKnown > 0 ? [plural(notKnown, '{0} place not known', '{0} places not known')] : [];
  const all = [told, ...open].join(', ');
  const answer = await window.showInformationMessage(
    cancelled ? l10n.t('Stopped after {0}: {1}.', read, all) : l10n.t('Read {0}: {1}.', read, all),
    l10n.t('Show Problems'),
  );
  if (answer !== undefined) await commands.executeCommand('workbench.actions.view.problems');
}

interface EditChoice {
  readonly title: string;
  readonly edits: readonly {
    readonly range: { readonly start: LinePosition; readonly end: LinePosition };
    readonly newText: string;
  }[];
}
/** As people write it, after the rules that a comment names. Undefined: the question was left unanswered. */
async function askReason(text: string): Promise<string | undefined> {
  const reason = await window.showInputBox({ title: l10n.t('Ignore'), prompt: l10n.t('Why (may stay empty)') });
  if (reason === undefined) return undefined;
  return text.replace(/devschema-ignore\S* \S+/, (comment) =>
    reason.trim() ? `${comment}: ${reason.trim()}` : comment,
  );
}
/** One finding can be ignored where it is, or in the whole file. */
export const ignore = (address: string, choices: readonly EditChoice[]): Promise<void> =>
  applyChosen(address, choices, l10n.t('Ignore'), l10n.t('A comment is written, which can hold the reason'), askReason);
/** Of many fixes of one kind. */
export const chooseFix = (address: string, choices: readonly EditChoice[]): Promise<void> =>
  applyChosen(address, choices, l10n.t('Choose Fix'));

async function applyChosen(
  address: string,
  choices: readonly EditChoice[],
  title: string,
  placeHolder = title,
  change: (text: string) => Promise<string | undefined> = async (text) => text,
): Promise<void> {
  const chosen = await window.showQuickPick(
    choices.map((choice) => ({ label: choice.title, choice })),
    { title, placeHolder },
  );
  if (!chosen) return;
  const edit = new WorkspaceEdit();
  for (const { range, newText } of chosen.choice.edits) {
    const text = await change(newText);
    if (text === undefined) return;
    const { start, end } = range;
    edit.replace(Uri.parse(address), new Range(start.line, start.character, end.line, end.character), text);
  }
  await workspace.applyEdit(edit);
}
