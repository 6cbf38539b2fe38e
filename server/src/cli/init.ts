/** `devschema init`: the project's settings file, written from what is found. */

import { existsSync, writeFileSync } from 'node:fs';
import type { Convention } from '../conventions/convention';
import { openProject } from '../conventions/project';
import { connectionCandidates } from '../dev/connect/candidates';
import { openDisk } from '../host/disk';
import { projectFile } from '../host/project-file';
import { defaultSettings } from '../settings';
import { counted } from '../text/numbers';
import { present } from '../text/present';
import { joinPath, relativeTo } from '../workspace/files';
import { UsageError } from './arguments';
import { absolutePath, isFolder, projectRoot } from './project-root';
import type { Terminal } from './session';

/** Where the schema of the file is published, for editors that do not bring it. */
const schema = 'https://raw.githubusercontent.com/devschema/devschema/main/docs/schemas/settings.json';
/** More than these are found again each time instead of being listed. */
const mostFolders = 20;

/** @throws UsageError where the file is there already: a person has written it */
export async function init(terminal: Terminal, options: { readonly workspace?: string }): Promise<0 | 2> {
  const { cwd, env } = terminal;
  const root = options.workspace === undefined ? projectRoot(cwd, []) : absolutePath(cwd, options.workspace);
  if (!isFolder(root)) throw new UsageError(`--workspace ${options.workspace} is no folder`);
  const file = joinPath(root, projectFile);
  if (existsSync(file)) throw new UsageError(`${file} is there already`);
  const { connectTimeoutMs, statementTimeoutMs } = defaultSettings;
  const [dev] = connectionCandidates({ folders: [root], env, connectTimeoutMs, statementTimeoutMs });
  const histories = await historiesIn(root);
  const folders = histories.map((one) => relativeTo(root, one.folder) ?? '.').sort();
  const isListed = folders.length > 0 && folders.length <= mostFolders;
  const settings = {
    $schema: schema,
    ...present({ connection: dev?.setting }),
    ...(isListed && { migrations: { folders } }),
  };
  try {
    writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    terminal.err(`${file} cannot be written: ${error instanceof Error ? error.message : error}`);
    return 2;
  }
  const where = dev ? `dev is ${dev.label} (${dev.description})` : 'nothing found here could be dev: add connection';
  terminal.out(`${file}: ${where}.\n`);
  for (const { folder, files, id } of histories)
    terminal.out(`  ${relativeTo(root, folder) ?? '.'}: ${counted(files.length, 'file')}, read as ${id}\n`);
  return 0;
}

async function historiesIn(root: string): Promise<readonly Convention[]> {
  const disk = openDisk();
  disk.confine?.([root]);
  const tree = { root, paths: await disk.list(root), read: (path: string) => disk.read(path) };
  return openProject(tree, { folders: [], tool: undefined }).historiesBelow(root);
}
