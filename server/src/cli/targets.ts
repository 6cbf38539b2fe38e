/** What a command is about: files, folders, patterns of them, and standard input. */
import { existsSync } from 'node:fs';
import { leadsOut, sizeLimits } from '../files/reading';
import { disk, isFolder } from '../host/disk';
import { present } from '../text/present';
import { joinPath } from '../workspace/files';
import { UsageError } from './arguments';
import { absolutePath, projectRoot } from './project-root';
import { readSettings } from './read-settings';
import type { Failure } from './report-data';
import type { Terminal } from './session';
import { changedSince } from './since';

export interface Targets {
  /** Absolute, ordered, each once. */
  readonly files: readonly string[];
  /** Absolute: those that were named. */
  readonly folders: readonly string[];
  readonly failures: readonly Failure[];
  readonly notes: readonly string[];
  /** The project whose settings name them; absent: the command line does. */
  readonly root?: string;
  /** What `-` stands for; its path is among the files. */
  readonly input?: { readonly path: string; readonly text: string };
}
interface Found {
  readonly files: Set<string>;
  readonly folders: string[];
  readonly failures: Failure[];
}

interface TargetWords {
  /** As written. Absent: with `since` all below this folder, else the folders of the settings. */
  readonly paths?: readonly string[] | undefined;
  /** Only files that have changed since. */
  readonly since?: string;
  readonly workspace?: string;
}
/** A repository is a stranger: what it names would be shown, and its lines with it. */
const OUTSIDE = 'it is outside of the repository whose settings name it, and is read where the command line names it';
interface SettingFolders {
  /** The project whose settings name them. */
  readonly root: string;
  readonly paths: readonly string[];
}
/** @throws UsageError where nothing names any */
function foldersOfSettings({ cwd }: Terminal, workspace: string | undefined, failures: Failure[]): SettingFolders {
  const root = workspace === undefined ? projectRoot(cwd, []) : absolutePath(cwd, workspace);
  const { settings, settingsFailure } = readSettings(root);
  if (settingsFailure !== undefined) throw new UsageError(`Settings are not read: ${settingsFailure}`);
  const { folders } = settings.migrations;
  if (folders.length === 0)
    throw new UsageError(
      'files or folders are needed: . is all below this one, and migrations.folders in devschema.json names those that are meant where none is given',
    );
  const paths = folders.flatMap((written) => {
    // As it is read: `..` takes a wildcard before it along.
    const path = absolutePath(root, written);
    if (!leadsOut(root, path.replace(/[^/]*[*?].*$/s, ''))) return path;
    failures.push({ path: written, message: OUTSIDE });
    return [];
  });
  return { root, paths };
}

/** Folders become the SQL files below them. @throws UsageError */
export async function targetsOf(terminal: Terminal, { paths: given, since, workspace }: TargetWords): Promise<Targets> {
  const found: Found = { files: new Set(), folders: [], failures: [] };
  const named =
    given === undefined && since === undefined ? foldersOfSettings(terminal, workspace, found.failures) : undefined;
  const paths = given ?? named?.paths ?? ['.'];
  for (const written of new Set(paths)) if (written !== '-') await expand(terminal.cwd, written, found);
  const all = { ...found, files: [...found.files].sort(), notes: [], ...present({ root: named?.root }) };
  if (!paths.includes('-')) return since === undefined ? all : changedOf(terminal, since, all);
  if (since !== undefined) throw new UsageError('--since is of files, and - is standard input');
  const path = absolutePath(terminal.cwd, '-');
  return { ...all, files: [...all.files, path], input: { path, text: await readInput(terminal) } };
}
async function changedOf(terminal: Terminal, since: string, all: Targets): Promise<Targets> {
  const { changed, notes } = await changedSince(terminal, since, all.files, all.folders);
  return { ...all, files: changed, notes };
}
async function readInput({ input }: Terminal): Promise<string> {
  if (!input) throw new UsageError('- is standard input, and there is none here');
  const text = await input(sizeLimits.sql);
  if (text === undefined) throw new UsageError(`standard input has more than ${sizeLimits.sql / 1_000_000} MB`);
  return text;
}

async function expand(cwd: string, written: string, { files, folders, failures }: Found): Promise<void> {
  const path = absolutePath(cwd, written);
  const failed = (message: string) => failures.push({ path: written, message });
  if (isFolder(path)) {
    folders.push(path);
    const below = await filesBelow(path, failed);
    if (below.length === 0) failed('no SQL files are in this folder');
    for (const file of below) files.add(file);
  } else if (existsSync(path)) files.add(path);
  else if (!/[*?]/.test(path)) failed('there is no such file or folder');
  else {
    const root = path.slice(0, path.slice(0, path.search(/[*?]/)).lastIndexOf('/') + 1);
    const matching = (await filesBelow(root.replace(/(?<=.)\/$/, ''), failed)).filter((file) =>
      patternOf(path).test(file),
    );
    if (matching.length === 0) failed('no SQL file matches this pattern');
    for (const file of matching) files.add(file);
  }
}
async function filesBelow(folder: string, incomplete: (message: string) => void): Promise<string[]> {
  const below = await disk.list(folder, { incomplete });
  return below.filter((file) => /\.sql$/i.test(file)).map((file) => joinPath(folder, file));
}
/** As shells have it, for those that leave patterns to programs: `**` over folders, `*` and `?` within a name. */
function patternOf(path: string): RegExp {
  const written = path.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const within = written.replace(/\*\*\/|\*\*|\*|\?/g, (mark) =>
    mark === '**/' ? '(?:.*/)?' : mark === '**' ? '.*' : mark === '*' ? '[^/]*' : '[^/]',
  );
  return new RegExp(`^${within}$`, 'u');
}
