/** A project and its dev for one run of the command line: the editor's own workspace, on the disk, without an editor. */

import { toolDatabases } from '../conventions';
import { connectionCandidates } from '../dev/connect/candidates';
import { isConnectionUrl, isKeywordText, otherScheme } from '../dev/connect/connection-text';
import { devAccess } from '../host/dev-access';
import { isFolder, openDisk } from '../host/disk';
import type { Settings } from '../settings';
import type { SettingProblem } from '../settings/table';
import { present } from '../text/present';
import { relativeTo } from '../workspace/files';
import { schemaDoubts } from '../workspace/not-there';
import { Workspace } from '../workspace/workspace';
import { UsageError } from './arguments';
import { type KeptFolds, keptFolds, type ObservedFacts, observedFacts } from './kept';
import { absolutePath, projectRoot } from './project-root';
import { readSettings } from './read-settings';
import { RecordedFiles } from './recorded-files';

/** What a run of the command line may touch; a test passes its own. */
export interface Terminal {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  out(text: string): void;
  /** Lines for people beside the result. */
  err(line: string): void;
  /** One line, written over again and again; empty: gone. */
  progress(line: string): void;
  /** Standard input to its end; undefined where it is longer than so many bytes. Absent: there is none. */
  readonly input?: (limit: number) => Promise<string | undefined>;
  /** A setting that is not understood, or none that could be read: said, and the status is 2. */
  misread?(message: string): void;
  /** What settings choose in vain of a dev; `isNothingRead`: so that nothing of it is. */
  doubted?(message: string, isNothingRead: boolean): void;
  readonly color: boolean;
  readonly signal: AbortSignal;
  /** Answers an assistant until the connection ends; absent where there is nobody to answer. */
  readonly serve?: (terminal: Terminal, options: ServeOptions) => Promise<0 | 2>;
  /** The same for an editor: the language server ends the process itself. */
  readonly serveEditor?: () => Promise<never>;
}
/** What an assistant's questions are about: SOURCEs, as everywhere. */
export interface ServeOptions {
  readonly dev?: string;
  readonly target?: string;
  readonly workspace?: string;
  readonly allowHosts?: readonly string[];
  readonly allowCommands?: readonly string[];
}
export interface Session {
  /** Absolute, joined by `/`. */
  readonly root: string;
  readonly workspace: Workspace;
  readonly settings: Settings;
  readonly problems: readonly SettingProblem[];
  /** What settings choose in vain. */
  readonly notes: readonly string[];
  /** The settings file is there and cannot be read, so nothing of it holds. */
  readonly settingsFailure: string | undefined;
  /** As people see a path: relative to where the command was started, when it is below. */
  shown(path: string): string;
}
/** One of a run of the command line. */
export interface OpenedSession extends Session {
  /** What the workspace was told by the disk. */
  readonly recorded: RecordedFiles;
  readonly tells: ObservedFacts;
  readonly folds: KeptFolds;
}
export interface SessionOptions {
  /** Absolute paths the command is about. */
  readonly targets: readonly string[];
  readonly dev?: string;
  readonly workspace?: string;
  readonly allowHosts?: readonly string[];
  readonly allowCommands?: readonly string[];
  /** GRANTs are read too. */
  readonly privileges?: boolean;
  readonly schemas?: NonNullable<Settings['schemas']>;
  /** In place of the settings. */
  readonly scratch?: string;
  readonly target?: string;
}

/** Dev has been read, or the workspace's `status` says why not. @throws UsageError */
export async function openSession(terminal: Terminal, options: SessionOptions): Promise<OpenedSession> {
  const { cwd } = terminal;
  const root =
    options.workspace === undefined ? projectRoot(cwd, options.targets) : absolutePath(cwd, options.workspace);
  if (!isFolder(root)) throw new UsageError(`--workspace ${options.workspace} is no folder`);
  const { settings, problems, settingsFailure } = readSettings(root);
  if (settingsFailure !== undefined) terminal.misread?.(`Settings are not read: ${settingsFailure}`);
  for (const { message } of problems) terminal.misread?.(`Setting: ${message}`);
  const files = new RecordedFiles(openDisk());
  const access = accessOf(terminal, options, files);
  const [tells, folds] = [observedFacts(terminal.env), keptFolds(terminal.env)];
  const workspace = new Workspace(files, access, {
    log: () => {},
    reading: (label) => ({
      report: (message, done, total) =>
        terminal.progress(`${label}: ${message} ${total > 0 ? `${done}/${total}` : ''}`),
      done: () => terminal.progress(''),
    }),
    ...{ tells, keeper: folds },
  });
  const chosen = withOptions(settings, options, cwd);
  terminal.signal.addEventListener('abort', () => workspace.cancelReading());
  await workspace.configure({ folders: [root], settings: { ...chosen, refreshIntervalMs: 0 }, trusted: true });
  // It may have been read meanwhile: a second reading would tell the same.
  if (workspace.status.state !== 'ready') await workspace.refresh();
  const { messages, isNothingRead } = schemaDoubts(workspace) ?? { messages: [], isNothingRead: false };
  for (const message of messages) terminal.doubted?.(message, isNothingRead);
  const base = absolutePath(cwd, '.');
  return {
    root,
    workspace,
    ...{ recorded: files, tells, folds },
    settings: chosen,
    problems: [...problems, ...(isNothingRead ? messages.map((message) => ({ key: 'schemas', message })) : [])],
    ...{ notes: isNothingRead ? [] : messages, settingsFailure },
    shown: (path) => relativeTo(base, path) ?? path,
  };
}

function accessOf(terminal: Terminal, options: SessionOptions, files: RecordedFiles) {
  const given = options.dev !== undefined;
  const from = given ? ({ from: '--dev' } as const) : ({ by: 'repository' } as const);
  const allowedHosts = options.allowHosts ?? [];
  const said = (option: '--scratch' | '--target', value: string | undefined) =>
    value === undefined ? ({ by: 'repository' } as const) : ({ from: option, by: 'user' } as const);
  const [scratch, target] = [said('--scratch', options.scratch), said('--target', options.target)];
  const say = (message: string): void => terminal.err(message);
  return devAccess({
    ...{ files, env: terminal.env, log: () => {}, say, allowedHosts, scratch, target },
    ...(options.privileges && { privileges: true }),
    keepsInside: true,
    allowCommand: async ({ command }) => options.allowCommands?.includes(command) ?? false,
    ...from,
  });
}

/** What the command line says comes before what the project's settings say. */
function withOptions(settings: Settings, options: SessionOptions, cwd: string): Settings {
  const { scratch, schemas } = options;
  const [connection, target] = [options.dev, options.target].map((one) => one && sourceOf(one, cwd));
  return { ...settings, ...present({ connection, target, scratch, schemas }) };
}

/** A path is relative to where the command was started, not to the project. */
function sourceOf(written: string, cwd: string): string {
  const isText = isConnectionUrl(written) || isKeywordText(written) || otherScheme(written) !== undefined;
  return isText || written.includes('${env:') ? written : absolutePath(cwd, written);
}

/** Why dev was not read, and what could be dev where nothing says it. */
export function devFailure({ workspace, settings, root }: Session, env: Terminal['env']): string {
  const { state, problem } = workspace.status;
  if (state !== 'none') return sentence(`Dev was not read: ${problem ?? state}`);
  const { connectTimeoutMs, statementTimeoutMs } = settings;
  const found = connectionCandidates({
    folders: [root],
    env,
    connectTimeoutMs,
    statementTimeoutMs,
    databases: toolDatabases,
  });
  const offers = found.map((one) => `\n  --dev '${one.setting}'  ${one.label} (${one.description})`);
  const start = 'Nothing says what dev is: use --dev, or connection in devschema.json (devschema init writes it)';
  return offers.length === 0 ? `${start}.` : `${start}. Found here:${offers.join('')}`;
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
