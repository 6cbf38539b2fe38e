/** The command line's words: commands, options, and what is said of a word that is none of them. */

import { parseArgs } from 'node:util';
import { nearest } from '../text/nearest-name';
import { present } from '../text/present';
import { type CommandName, commandNames, isCommand, type Shell, shells, wordsOf } from './commands';
import {
  type ChecklistFormat,
  checklistFormats,
  cliOptions,
  type DiffFormat,
  diffFormats,
  type Format,
  type Option,
  reportFormats,
} from './options';

export interface Common {
  /** As written: a URL, a snapshot, SQL. Absent: from the settings and the environment, as the editor does. */
  readonly dev?: string;
  /** The project's folder. Absent: the nearest one above that has settings or a repository. */
  readonly workspace?: string;
  /** Hosts that secrets of the environment may go to, though the repository names them. */
  readonly allowHosts?: readonly string[];
  /** Commands of the settings that may run, by their whole text. */
  readonly allowCommands?: readonly string[];
  /** Patterns of schemas of dev, in place of the setting's. */
  readonly schemas?: { readonly include: readonly string[]; readonly exclude: readonly string[] };
}
interface Files {
  /** Absent: those of the settings, or with `since` all. */
  readonly paths?: readonly string[];
  readonly format: Format;
  /** A file that the result is written to as Markdown, too. */
  readonly summary?: string;
  /** A revision of git: only what has changed since this branch left it. */
  readonly since?: string;
}
export type Command =
  | { readonly command: 'version' }
  /** Of one command, or of all. */
  | { readonly command: 'help'; readonly of?: CommandName }
  | { readonly command: 'completions'; readonly shell: Shell }
  | { readonly command: 'lsp' }
  | { readonly command: 'init'; readonly workspace?: string }
  | (Common & Files & { readonly command: 'check' })
  | (Common &
      Files & {
        readonly command: 'verify';
        /** A SOURCE that the files run on instead of dev. */
        readonly target?: string;
        /** The URL of a server on which a database is made for the run. */
        readonly scratch?: string;
        /** What undoes the files is run too. */
        readonly down?: boolean;
        /** What reading finds is said too. */
        readonly check?: boolean;
      })
  | (Common & ReportCommand)
  | (Common & {
      readonly command: 'rollback';
      readonly path: string;
      readonly write: boolean;
      /** The last line on which a statement begins that has run. */
      readonly upTo?: number;
    })
  | (Common & {
      readonly command: 'generate';
      /** Empty: all. */
      readonly tables: readonly string[];
      readonly dependencies: boolean;
    })
  | (Common & { readonly command: 'snapshot'; readonly out: string })
  | (Common & { readonly command: 'mcp'; readonly target?: string })
  | (Common & DiffCommand);
export interface ReportCommand extends Omit<Files, 'format' | 'summary'> {
  readonly command: 'report';
  readonly format: ChecklistFormat;
  /** A SOURCE that the files are to run in; absent: the setting. */
  readonly target?: string;
  readonly scratch?: string;
  /** The file of a backup that was made of target. */
  readonly backup?: string;
  /** The migration has run: no files are named. */
  readonly after: boolean;
  /** The report from before it, as JSON. */
  readonly before?: string;
  readonly exactRows: boolean;
  /** The outcome is written into the repository. */
  readonly record: boolean;
}
export interface DiffCommand {
  readonly command: 'diff';
  /** SOURCEs, or `REV:path`: a file or a folder as it is in a revision of git. */
  readonly from: string;
  readonly to: string;
  readonly format: DiffFormat;
  /** Leaves out what loses rows. */
  readonly safe: boolean;
  readonly online: boolean;
  readonly prove: boolean;
  readonly owners: boolean;
  readonly privileges: boolean;
  /** `old=new`. */
  readonly renames: readonly string[];
  /** A folder of migrations: the script comes as its next files. */
  readonly output?: string;
  readonly name: string;
}

/** Said on stderr with the exit status 2. */
export class UsageError extends Error {
  constructor(
    message: string,
    /** Whose words they were. */
    readonly of?: CommandName,
  ) {
    super(message);
  }
}

/** @throws UsageError */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parseArguments(argv);
  const [name, ...rest] = positionals;
  if (values.help && name === undefined) return { command: 'help' };
  if (values.version) return { command: 'version' };
  if (name === 'help')
    return rest[0] === undefined ? { command: 'help' } : { command: 'help', of: commandNamed(rest[0]) };
  if (name === undefined) throw new UsageError(`no command given: there are ${commandNames.join(', ')}`);
  const command = commandNamed(name);
  if (values.help) return { command: 'help', of: command };
  try {
    return withOptions(command, rest, values);
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(error.message, command) : error;
  }
}
function withOptions(name: CommandName, rest: readonly string[], values: Values): Command {
  for (const option of Object.keys(values) as Option[])
    if (!wordsOf(name).takes.includes(option)) throw new UsageError(`${name} takes no --${option}`);
  for (const option of [
    'dev',
    'since',
    'out',
    'summary',
    'target',
    'backup',
    'before',
    'scratch',
    'workspace',
    'from',
    'to',
    'output',
    'name',
  ] as const)
    if (values[option] === '') throw new UsageError(`--${option} is empty`);
  // An unset variable of a script: it would be this folder.
  if (rest.includes('')) throw new UsageError('a path or name is empty');
  const [include = [], exclude = []] = [values.schema, values['exclude-schema']];
  const schemas = include.length + exclude.length > 0 ? { include, exclude } : undefined;
  const { dev, workspace } = values;
  const { 'allow-host': allowHosts, 'allow-command': allowCommands } = values;
  return commandOf(name, rest, values, present({ dev, workspace, allowHosts, allowCommands, schemas }));
}
type Values = ReturnType<typeof parseArguments>['values'];

function commandOf(name: CommandName, rest: readonly string[], values: Values, common: Common): Command {
  switch (name) {
    case 'check':
    case 'verify': {
      const { since, target, scratch, down, check, summary } = values;
      return {
        command: name,
        ...(rest.length > 0 && { paths: rest }),
        format: formatOf(values.format, reportFormats),
        ...present({ since, target, scratch, down, check, summary }),
        ...common,
      };
    }
    case 'report':
      return { ...reportCommand(rest, values), ...common };
    case 'rollback':
      return { ...rollbackCommand(rest, values), ...common };
    case 'generate':
      if (values.all ? rest.length > 0 : rest.length === 0)
        throw new UsageError('generate needs the names of tables, or --all');
      return { command: name, tables: rest, dependencies: values['with-dependencies'] ?? false, ...common };
    case 'snapshot':
      if (rest.length > 0) throw new UsageError(`snapshot takes no ${rest[0]}: it is always the whole schema`);
      if (values.out === undefined) throw new UsageError('snapshot needs --out FILE');
      return { command: name, out: values.out, ...common };
    case 'diff':
      if (rest.length > 0) throw new UsageError(`diff takes no ${rest[0]}: it needs --from and --to`);
      return { ...diffCommand(values), ...common };
    case 'mcp':
      if (rest.length > 0) throw new UsageError(`mcp takes no ${rest[0]}: an assistant names files when it asks`);
      return { command: name, ...present({ target: values.target }), ...common };
    case 'lsp':
    case 'init':
      if (rest.length > 0) throw new UsageError(`${name} takes no ${rest[0]}`);
      return { command: name, ...common };
    case 'completions': {
      const shell = shells.find((one) => one === rest[0]);
      if (!shell || rest.length > 1)
        throw new UsageError(`completions needs the name of a shell: ${shells.join(', ')}`);
      return { command: name, shell };
    }
  }
}
function reportCommand(rest: readonly string[], values: Values): ReportCommand {
  const { since, target, scratch, backup, before, after = false, record = false } = values;
  if (!after && before !== undefined) throw new UsageError('--before is of --after');
  for (const [option, given] of Object.entries({ since, backup, scratch, record: record || undefined }))
    if (after && given !== undefined) throw new UsageError(`report --after takes no --${option}`);
  if (after && rest.length > 0) throw new UsageError(`report --after takes no ${rest[0]}: it is about all of target`);
  return {
    command: 'report',
    ...(after ? { paths: [] } : rest.length > 0 && { paths: rest }),
    format: formatOf(values.format, checklistFormats),
    ...{ after, record, exactRows: values['exact-rows'] ?? false },
    ...present({ since, target, scratch, backup, before }),
  };
}
function diffCommand(values: Values): DiffCommand {
  const { from, to, rename: renames = [], safe = false, online = false, prove = false } = values;
  if (from === undefined || to === undefined) throw new UsageError('diff needs --from SOURCE and --to SOURCE');
  const wrong = renames.find((one) => !/^[^=]+=[^=]+$/.test(one));
  if (wrong !== undefined) throw new UsageError(`--rename is ${wrong}: it is OLD=NEW`);
  const format = formatOf(values.format, diffFormats);
  const { owners = false, privileges = false, output, name } = values;
  if (name !== undefined && output === undefined) throw new UsageError('--name is of the files that --output writes');
  if (output !== undefined && safe)
    throw new UsageError('--output takes no --safe: what loses rows says so in the files');
  const files = { name: name ?? 'migration', ...present({ output }) };
  return { command: 'diff', from, to, format, safe, online, prove, owners, privileges, renames, ...files };
}

function parseArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: cliOptions, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const [, unknown] = /^Unknown option '--?([^']+)'/.exec(message) ?? [];
    const command = argv.find((word) => !word.startsWith('-'));
    const of = command !== undefined && isCommand(command) ? command : undefined;
    if (unknown === undefined) throw new UsageError(message.split('. ')[0]!, of);
    throw new UsageError(withNearest(`there is no option --${unknown}`, unknown, Object.keys(cliOptions)), of);
  }
}
function commandNamed(name: string): CommandName {
  if (isCommand(name)) return name;
  throw new UsageError(withNearest(`there is no command ${name}`, name, commandNames));
}
/** What was meant, or else all that there is. */
function withNearest(said: string, written: string, candidates: readonly string[]): string {
  const near = nearest(written, candidates);
  if (near !== undefined) return `${said}. Did you mean ${candidates === commandNames ? near : `--${near}`}?`;
  return candidates === commandNames ? `${said}, but ${commandNames.join(', ')}` : said;
}
type RollbackCommand = Omit<Extract<Command, { readonly command: 'rollback' }>, keyof Common>;
/** @throws UsageError */
function rollbackCommand(rest: readonly string[], values: Values): RollbackCommand {
  const [path, ...more] = rest;
  if (path === undefined || more.length > 0) throw new UsageError('rollback needs one file');
  return { command: 'rollback', path, write: values.write ?? false, ...present({ upTo: upToLine(values) }) };
}
/** @throws UsageError where it is no line, or the whole file is to be written for */
function upToLine({ 'up-to': line, write }: Values): number | undefined {
  if (line === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(line)) throw new UsageError(`--up-to ${line}: a line's number, from 1 on`);
  if (write)
    throw new UsageError('--up-to undoes a run that failed once: no tool has a place for that, leave out --write');
  return Number(line);
}

function formatOf<F extends string>(text: string | undefined, formats: readonly F[]): F {
  const format = formats.find((one) => one === (text ?? 'human'));
  if (!format) throw new UsageError(`--format is ${text}: it is one of ${formats.join(', ')}`);
  return format;
}
