/** Settings that lie in a project: `devschema.json`, and VS Code's own file. JSON with comments. */
import { decodeText, readRegular, sizeLimits } from '../files/reading';
import { joinPath } from '../workspace/files';
import { parseJsonc } from './jsonc';

/** The same keys as the settings, without `devschema.` before them. */
export const projectFile = 'devschema.json';
export const editorFile = '.vscode/settings.json';

/** What a file says; `failure` when it is there and cannot be read, so that nothing of it holds. */
interface FileSettings {
  readonly value?: unknown;
  readonly failure?: string;
}

/** `file` is relative to the project's folder. Never throws. */
export function readSettingsFile(root: string, file: string): FileSettings {
  const path = joinPath(root, file);
  const found = readRegular(path, { limit: sizeLimits.small, within: [root] });
  if (!('bytes' in found)) return found.missing ? {} : { failure: `${path} ${found.problem}` };
  try {
    return { value: parseJsonc(decodeText(found.bytes)) };
  } catch (error) {
    return { failure: `${path}: ${error instanceof Error ? error.message : error}` };
  }
}
export const readProjectFile = (folder: string): FileSettings => readSettingsFile(folder, projectFile);
