/** What the settings files of a project say, and what of it is not understood or not there. */
import { conventionIds } from '../conventions';
import { isFolder } from '../host/disk';
import { editorFile, projectFile, readSettingsFile } from '../host/project-file';
import { ruleCodes } from '../rules';
import { decodeSettings, type Settings } from '../settings';
import type { SettingProblem } from '../settings/table';
import { foldersNotThere } from '../workspace/not-there';

interface ReadSettings {
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
  /** A file is there and cannot be read, so nothing of it holds. */
  readonly settingsFailure: string | undefined;
}
/** `root`: the project's folder, absolute. Never throws. */
export function readSettings(root: string): ReadSettings {
  const project = readSettingsFile(root, projectFile);
  const editor = readSettingsFile(root, editorFile);
  const failures = [project, editor].flatMap(({ failure }) => failure ?? []);
  const options = { from: 'settings file', codes: ruleCodes, tools: conventionIds, project: project.value } as const;
  const { settings, problems } = decodeSettings(editor.value, options);
  return {
    settings,
    problems: [...problems, ...foldersNotThere(settings.migrations.folders, [root], isFolder)],
    settingsFailure: failures.length === 0 ? undefined : failures.join('; '),
  };
}
