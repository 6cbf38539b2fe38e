/** The menu behind the status bar item. */
import { commands, l10n, type QuickPickItem, window } from 'vscode';
import type { DevStatus } from '../../server/src/protocol';
import { describeStatus } from './status-bar';

interface MenuChoice extends QuickPickItem {
  readonly command: string;
  /** Not offered while nothing may connect. */
  readonly needsTrust?: true;
}
const menuChoices = (): readonly MenuChoice[] => [
  { label: `$(refresh) ${l10n.t('Refresh Dev Schema')}`, command: 'devschema.refresh', needsTrust: true },
  { label: `$(database) ${l10n.t('Choose Connection…')}`, command: 'devschema.chooseConnection', needsTrust: true },
  { label: `$(server-environment) ${l10n.t('Choose Target…')}`, command: 'devschema.chooseTarget', needsTrust: true },
  { label: `$(checklist) ${l10n.t('Check All Migrations')}`, command: 'devschema.checkAll', needsTrust: true },
  { label: `$(key) ${l10n.t('Enter Password…')}`, command: 'devschema.enterPassword' },
  {
    label: `$(new-file) ${l10n.t('Generate CREATE TABLE from dev…')}`,
    command: 'devschema.generate',
    needsTrust: true,
  },
  {
    label: `$(diff-added) ${l10n.t('Generate Migration from dev…')}`,
    command: 'devschema.generateMigration',
    needsTrust: true,
  },
  {
    label: `$(history) ${l10n.t('Show Changes in Dev…')}`,
    command: 'devschema.showDevChanges',
    needsTrust: true,
  },
  { label: `$(type-hierarchy) ${l10n.t('Show Diagram')}`, command: 'devschema.showDiagram' },
  { label: `$(diff) ${l10n.t('Compare Schemas…')}`, command: 'devschema.compareSchemas', needsTrust: true },
  { label: `$(save) ${l10n.t('Save Schema Snapshot…')}`, command: 'devschema.saveSnapshot', needsTrust: true },
  { label: `$(shield) ${l10n.t('Manage Workspace Trust')}`, command: 'workbench.trust.manage' },
  { label: `$(debug-restart) ${l10n.t('Restart Server')}`, command: 'devschema.restart' },
  { label: `$(output) ${l10n.t('Show Log')}`, command: 'devschema.showLog' },
];

export async function showMenu(status: DevStatus): Promise<void> {
  const untrusted = status.state === 'untrusted';
  const offered = menuChoices().filter((one) =>
    one.command === 'devschema.enterPassword'
      ? status.asks !== undefined
      : one.command === 'workbench.trust.manage'
        ? untrusted
        : !(untrusted && one.needsTrust),
  );
  // What is wanted stands first.
  const wanted = offered.filter(({ command }) => command === 'devschema.enterPassword');
  const choices = [...new Set([...wanted, ...offered])];
  const chosen = await window.showQuickPick(choices, { title: 'DevSchema', placeHolder: describeStatus(status) });
  if (chosen) await commands.executeCommand(chosen.command);
}
