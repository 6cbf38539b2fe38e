/** `devschema init`: the project's settings file, written from what is found. */
import { existsSync } from 'node:fs';
import { toolDatabases } from '../conventions';
import type { Convention } from '../conventions/convention';
import { openProject } from '../conventions/project';
import { connectionCandidates, whatIsLookedFor } from '../dev/connect/candidates';
import { resolveSource } from '../dev/connect/configure';
import { isFolder, openDisk } from '../host/disk';
import { editorFile, projectFile } from '../host/project-file';
import { counted } from '../text/numbers';
import { joinPath, relativeTo } from '../workspace/files';
import { UsageError } from './arguments';
import { absolutePath, projectRoot } from './project-root';
import { readSettings } from './read-settings';
import type { Terminal } from './session';
import { wrapLines } from './wrap-lines';
import { writeText } from './write-text';

/** Where the schema of the file is published, for editors that do not bring it. */
const schema = 'https://raw.githubusercontent.com/devschema/devschema/main/docs/schemas/settings.json';
/** More than these are found again each time instead of being listed. */
const mostFolders = 20;

/** @throws UsageError where the file is there already: a person has written it */
export async function init(terminal: Terminal, options: { readonly workspace?: string }): Promise<0> {
  const { cwd, env } = terminal;
  const root = options.workspace === undefined ? projectRoot(cwd, []) : absolutePath(cwd, options.workspace);
  if (!isFolder(root)) throw new UsageError(`--workspace ${options.workspace} is no folder`);
  const file = joinPath(root, projectFile);
  if (existsSync(file)) throw new UsageError(`${file} is there already`);
  const { connection, connectTimeoutMs, statementTimeoutMs } = readSettings(root).settings;
  const asked = { folders: [root], env, connectTimeoutMs, statementTimeoutMs };
  const ofEditor = connection !== undefined;
  const candidates = ofEditor ? [] : connectionCandidates({ ...asked, databases: toolDatabases });
  const ofVariables = resolveSource({ ...asked, connection: undefined });
  const decided = ofEditor
    ? `what devschema.connection in ${editorFile} says, which wins`
    : ofVariables && `${ofVariables.label} (PG variables of the environment)`;
  const histories = await historiesIn(root);
  const folders = histories.map((one) => relativeTo(root, one.folder) ?? '.').sort();
  const isListed = folders.length > 0 && folders.length <= mostFolders;
  const settings = {
    $schema: schema,
    // Empty is what is to be filled in; left out, the editor's settings or the PG* variables go on deciding.
    connection: candidates[0]?.setting ?? (decided === undefined ? '' : undefined),
    ...(isListed && { migrations: { folders } }),
  };
  writeText(file, `${JSON.stringify(settings, null, 2)}\n`, file, { isNew: true });
  terminal.out(`${[...aboutDev(file, candidates, decided), ...aboutHistories(root, histories)].join('\n')}\n`);
  const next = `devschema check${isListed ? '' : ' .'}`;
  terminal.out(
    candidates.length > 0 || decided !== undefined
      ? `Next: ${next}\n`
      : `Next: fill in connection (a PostgreSQL URL, \${env:NAME}, a snapshot, or SQL), then ${next}\n`,
  );
  return 0;
}

function aboutDev(
  file: string,
  [dev, ...others]: ReturnType<typeof connectionCandidates>,
  decided: string | undefined,
) {
  const found = dev ? `${dev.label} (${dev.description})` : decided;
  if (found === undefined)
    return [
      `${file}: nothing found here could be dev.`,
      ...wrapLines(`looked for ${whatIsLookedFor(toolDatabases)}`, 2),
    ];
  return [
    `${file}: dev is ${found}.`,
    ...others.map(({ setting, label, description }) => `  could be dev too: ${setting}, ${label} (${description})`),
  ];
}
function aboutHistories(root: string, histories: readonly Convention[]): string[] {
  if (histories.length === 0)
    return ['  no folder of migrations was found; SQL files are read one by one (migrations.folders names one)'];
  return histories.map(
    ({ folder, files, id }) => `  ${relativeTo(root, folder) ?? '.'}: ${counted(files.length, 'file')}, read as ${id}`,
  );
}

async function historiesIn(root: string): Promise<readonly Convention[]> {
  const disk = openDisk();
  disk.confine?.([root]);
  const tree = { root, paths: await disk.list(root), read: (path: string) => disk.read(path) };
  return openProject(tree, { folders: [], tool: undefined }).historiesBelow(root);
}
