/** Of which folder the settings are that name the dev at hand, and where another one is written. */
import { ConfigurationTarget, l10n, Uri, type WorkspaceConfiguration, window, workspace } from 'vscode';
import type { DevStatus } from '../../server/src/protocol';

interface SettingsPlace {
  readonly configuration: WorkspaceConfiguration;
  readonly target: ConfigurationTarget;
}
/** The workspace folder of the dev at hand, or else of the active file; undefined: the window's settings hold. */
export function folderAtHand({ folder }: DevStatus): Uri | undefined {
  const own = folder === undefined ? window.activeTextEditor?.document.uri : Uri.file(folder);
  const several = (workspace.workspaceFolders?.length ?? 0) > 1;
  return several && own ? workspace.getWorkspaceFolder(own)?.uri : undefined;
}
/** What holds for the dev at hand. Without a folder it is asked for the window's, which VS Code wants said. */
export const settingsAtHand = (status: DevStatus): WorkspaceConfiguration =>
  workspace.getConfiguration('devschema', folderAtHand(status) ?? null);

/** Whether a setting says what target is. */
export const hasTarget = (status: DevStatus): boolean => settingsAtHand(status).get('target', '') !== '';

/** The `devschema.json` that names the dev at hand, which comes before all settings; undefined: it is no folder below. */
export function fileAtHand({ folder }: DevStatus): Uri | undefined {
  const isBelow =
    folder !== undefined && !workspace.workspaceFolders?.some(({ uri }) => uri.fsPath === Uri.file(folder).fsPath);
  return isBelow ? Uri.joinPath(Uri.file(folder), 'devschema.json') : undefined;
}

/** Where it is written; in a window with several folders a person says for which. Undefined: the person went back. */
export async function placeOfSettings(status: DevStatus, asks: boolean): Promise<SettingsPlace | undefined> {
  const configuration = settingsAtHand(status);
  const folder = folderAtHand(status);
  const ofWindow = workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  const ofFolder = { configuration, target: ConfigurationTarget.WorkspaceFolder };
  if (folder && status.folder !== undefined) return ofFolder;
  if (!folder || !asks) return { configuration, target: ofWindow };
  const name = workspace.getWorkspaceFolder(folder)?.name ?? folder.fsPath;
  const own = { label: `$(folder) ${name}`, description: l10n.t('The files of this folder alone') };
  const all = {
    label: `$(root-folder) ${l10n.t('All folders')}`,
    description: l10n.t('Those that have no setting of their own'),
  };
  const chosen = await window.showQuickPick([own, all], { title: l10n.t('For which files is it dev?') });
  return chosen && (chosen === own ? ofFolder : { configuration, target: ofWindow });
}
