/** The menu behind the status bar item. */
import { commands, type QuickPickItem, window } from 'vscode';
import type { DevStatus } from '../../server/src/protocol';
import { describeStatus } from './status-bar';

interface MenuChoice extends QuickPickItem {
  readonly command: string;
  /** Not offered while nothing may connect. */
  readonly needsTrust?: true;
}
const choices: readonly MenuChoice[] = [
  { label: '$(refresh) Refresh Dev Schema', command: 'devschema.refresh', needsTrust: true },
  { label: '$(database) Choose Connection…', command: 'devschema.chooseConnection', needsTrust: true },
  { label: '$(checklist) Check All Migrations', command: 'devschema.checkAll', needsTrust: true },
  { label: '$(key) Enter Password…', command: 'devschema.enterPassword' },
  { label: '$(new-file) Generate CREATE TABLE from dev…', command: 'devschema.generate', needsTrust: true },
  { label: '$(diff-added) Generate Migration from dev…', command: 'devschema.generateMigration', needsTrust: true },
  { label: '$(history) Show Changes in Dev…', command: 'devschema.showDevChanges', needsTrust: true },
  { label: '$(type-hierarchy) Show Diagram', command: 'devschema.showDiagram' },
  { label: '$(diff) Compare Schemas…', command: 'devschema.compareSchemas', needsTrust: true },
  { label: '$(save) Save Schema Snapshot…', command: 'devschema.saveSnapshot', needsTrust: true },
  { label: '$(shield) Manage Workspace Trust', command: 'workbench.trust.manage' },
  { label: '$(debug-restart) Restart Server', command: 'devschema.restart' },
  { label: '$(output) Show Log', command: 'devschema.showLog' },
];

export async function showMenu(status: DevStatus): Promise<void> {
  const untrusted = status.state === 'untrusted';
  const offered = choices.filter((one) =>
    one.command === 'devschema.enterPassword'
      ? status.asks !== undefined
      : one.command === 'workbench.trust.manage'
        ? untrusted
        : !(untrusted && one.needsTrust),
  );
  const chosen = await window.showQuickPick(offered, { title: 'DevSchema', placeHolder: describeStatus(status) });
  if (chosen) await commands.executeCommand(chosen.command);
}
