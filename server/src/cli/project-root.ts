/** The folder that the editor would have open: its settings and its `.env` are this project's. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { isNamedByFolder } from '../conventions/project';
import { isFolder } from '../host/disk';
import { editorFile, projectFile } from '../host/project-file';
import { normalPath } from '../workspace/files';

/** Absolute, joined by `/`. */
export function absolutePath(cwd: string, written: string): string {
  return normalPath(path.resolve(cwd, written));
}

/**
 * Within the repository around all targets: the nearest folder with `devschema.json`, else with `.vscode/settings.json`, else with a
 * `.env` file,
 * else the repository's own. Outside of any: the folder the command was started in when the targets are below it.
 */
export function projectRoot(cwd: string, targets: readonly string[]): string {
  const start = targets.length === 0 ? path.resolve(cwd) : commonFolder(targets);
  const folders = foldersUpTo(start, '.git');
  const having = (mark: string) => folders.find((folder) => existsSync(path.join(folder, mark)));
  const found = having(projectFile) ?? having(editorFile) ?? having('.env') ?? having('.git');
  if (found !== undefined) return normalPath(found);
  const below = start === cwd || start.startsWith(cwd + path.sep);
  return normalPath(below ? cwd : start);
}

/** From the folder up to the first that has `mark`, or to the top of the disk. */
function foldersUpTo(start: string, mark: string): string[] {
  const folders = [start];
  for (let folder = start; !existsSync(path.join(folder, mark)) && folder !== path.dirname(folder); ) {
    folder = path.dirname(folder);
    folders.push(folder);
  }
  return folders;
}

function commonFolder(targets: readonly string[]): string {
  const folderOf = (target: string): string =>
    path.resolve(target, isNamedByFolder(target) ? '../..' : isFolder(target) ? '.' : '..');
  const folders = targets.map(folderOf);
  let common = folders[0]!;
  while (!folders.every((folder) => folder === common || folder.startsWith(common.replace(/[\\/]$/, '') + path.sep))) {
    if (common === path.dirname(common)) return common;
    common = path.dirname(common);
  }
  return common;
}
