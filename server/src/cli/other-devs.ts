/** Folders below the project whose own `devschema.json` names another dev, which one run does not read. */
import path from 'node:path';
import { projectFile, readSettingsFile } from '../host/project-file';
import { isObject } from '../settings/connection';

/** Of those of the files that another dev judges, the folder that names it. */
export function otherDevs(root: string, files: readonly string[]): ReadonlyMap<string, string> {
  const known = new Map<string, string | undefined>();
  const folderOf = (folder: string): string | undefined => {
    if (folder === root || folder === path.posix.dirname(folder)) return undefined;
    if (!known.has(folder)) known.set(folder, namesDev(folder) ? folder : folderOf(path.posix.dirname(folder)));
    return known.get(folder);
  };
  return new Map(
    files.flatMap((file) => {
      const folder = file.startsWith(`${root}/`) ? folderOf(path.posix.dirname(file)) : undefined;
      return folder === undefined ? [] : [[file, folder] as const];
    }),
  );
}
/** One that cannot be read may name any. */
function namesDev(folder: string): boolean {
  const { value, failure } = readSettingsFile(folder, projectFile);
  if (failure !== undefined) return true;
  return isObject(value) && Object.keys(value).some((key) => /^(?:devschema\.)?connection\b/.test(key));
}
