/** What has changed in dev, by time and object, and how each was before. */
import { commands, l10n, type QuickPickItem, QuickPickItemKind, Uri, window } from 'vscode';
import type { DevChange } from '../../server/src/protocol';
import type { DevClient } from './client';
import { describeStatus } from './status-bar';
import { asText, tell } from './text';

type Change = DevChange['changes'][number];
interface Choice extends QuickPickItem {
  readonly change?: Change;
}

/** @throws Error where there is no dev */
export async function showDevChanges(client: DevClient): Promise<void> {
  if (client.status.state === 'none') throw new Error(describeStatus(client.status));
  const all = await client.request('devschema/devChanges', null);
  if (all.length === 0) {
    const none = l10n.t('No change of dev is known yet. It is noted when another reading differs from the one before.');
    tell(`DevSchema: ${none}`);
    return;
  }
  const chosen = await window.showQuickPick(all.flatMap(choicesOf), {
    title: l10n.t('Changes in Dev'),
    placeHolder: l10n.t('An object, to see it as it was and as it became'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen?.change) await showChange(chosen.change);
}
async function showChange({ before, after, label }: Change): Promise<void> {
  const title = l10n.t('{0}: before ↔ after', label);
  await commands.executeCommand('vscode.diff', Uri.parse(before), Uri.parse(after), title);
}

const signs: Readonly<Record<Change['what'], string>> = {
  added: '$(diff-added)',
  dropped: '$(diff-removed)',
  changed: '$(diff-modified)',
};
function choicesOf({ from, to, changes, more }: DevChange): Choice[] {
  const [before, day] = [new Date(from).toLocaleString(), new Date(to).toLocaleString()];
  return [
    { label: l10n.t('{0} (before it {1})', day, before), kind: QuickPickItemKind.Separator },
    ...changes.map((change) => ({
      label: `${signs[change.what]} ${asText(change.label)}`,
      description: asText([change.kind, whatOf(change.what)].filter(Boolean).join(' · ')),
      // In a line of its own: the time stands where the first row's would end.
      ...(change.words && { detail: asText(change.words) }),
      change,
    })),
    ...(more > 0 ? [{ label: l10n.t('… and {0} more', more) }] : []),
  ];
}
function whatOf(what: Change['what']): string {
  if (what === 'added') return l10n.t('added');
  return what === 'dropped' ? l10n.t('dropped') : l10n.t('changed');
}
