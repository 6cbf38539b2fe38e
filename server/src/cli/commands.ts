/** The command line's commands, each with its words: what is parsed, shown by `--help` and completed in a shell. */
import { checklistFormats, diffFormats, type Option, reportFormats } from './options';

interface CommandWords {
  /** What stands after the command's name. */
  readonly usage: string;
  /** Its first sentence stands in the list of all commands. */
  readonly about: readonly string[];
  readonly takes: readonly Option[];
  readonly formats?: readonly string[];
  /** What a word that is no option is: completed as such. */
  readonly words: 'paths' | 'tables' | 'shells' | 'none';
  /** What its exit status says; absent: 0 done, 2 not done. */
  readonly status?: string;
}

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** How dev is chosen; every command that reads it takes these. */
const ofDev: readonly Option[] = ['dev', 'workspace', 'schema', 'exclude-schema', 'allow-host', 'allow-command'];
const checkExitCodes = '0 nothing found; 1 findings; 2 something that was asked for could not be read or done';

const commandTable = {
  check: {
    usage: '[FILES-OR-FOLDERS…]',
    about: [
      'What in the files and dev disagrees.',
      'A folder of migrations is read as a history, and a file in it within that.',
      'Where none is named: the folders of migrations.folders, or with --since all below this folder. - is standard input.',
    ],
    takes: [...ofDev, 'since', 'format', 'summary'],
    formats: reportFormats,
    words: 'paths',
    status: checkExitCodes,
  },
  verify: {
    usage: '[FILES-OR-FOLDERS…]',
    about: [
      'Runs the files in an embedded PostgreSQL that looks like dev, and says of each whether it is proved.',
      'With --target it looks like target, and the result has to be dev. With --scratch they run in a database made for it on that server.',
    ],
    takes: [...ofDev, 'since', 'target', 'scratch', 'down', 'check', 'format', 'summary'],
    formats: reportFormats,
    words: 'paths',
    status: `${checkExitCodes}, or nothing was proved of a file that was to be run`,
  },
  report: {
    usage: '[FILES-OR-FOLDERS…]|--after',
    about: [
      'Answers the checklist of a migration: done, not done, not known or to do once it has run, each with its reason.',
      'Backup, dev verified, exact statements, tested, traffic, rollback, after, if it fails. Target is only read.',
      'With --after, every table, column, constraint and index of target is held against dev, and its rows against those of the report from before.',
    ],
    takes: [...ofDev, 'since', 'target', 'scratch', 'backup', 'after', 'before', 'exact-rows', 'record', 'format'],
    formats: checklistFormats,
    words: 'paths',
    status: '0 every line is done; 1 at least one is not done; 2 at least one is not known, and none is not done',
  },
  rollback: {
    usage: 'FILE',
    about: [
      'What undoes a migration, worked out by running it there and back.',
      'What does not come back with it stands in it as comments. A way back that is there already is run instead.',
    ],
    takes: [...ofDev, 'write', 'up-to'],
    words: 'paths',
    status: '0 proved; 1 proved, but something does not come back; 2 not proved, or not to be had',
  },
  generate: {
    usage: 'TABLES…|--all',
    about: ['The exact CREATE TABLE statements, constraints and indexes, in an order that runs.'],
    takes: [...ofDev, 'all', 'with-dependencies'],
    words: 'tables',
  },
  snapshot: {
    usage: '--out FILE',
    about: ["Writes dev's schema to a file that serves as a SOURCE without the database."],
    takes: [...ofDev, 'out'],
    words: 'none',
  },
  diff: {
    usage: '--from SOURCE --to SOURCE',
    about: [
      'The ordered script that makes one schema into the other.',
      'Nothing is taken for renamed by itself. REV:PATH is a file or a folder of migrations as it is in a revision of git.',
    ],
    takes: [
      ...([
        'from',
        'to',
        'rename',
        'safe',
        'online',
        'prove',
        'owners',
        'privileges',
        'output',
        'name',
        'format',
      ] as const),
      ...ofDev.filter((option) => option !== 'dev' && option !== 'allow-command'),
    ],
    formats: diffFormats,
    words: 'none',
    status: '0 equal; 1 different; 2 something of either schema is not known, or --prove did not prove the script',
  },
  mcp: {
    usage: '',
    about: ['Serves all this to an assistant, over standard input and output (Model Context Protocol).'],
    takes: [...ofDev, 'target'],
    words: 'none',
  },
  lsp: {
    usage: '[--stdio]',
    about: ['The language server for any editor, over standard input and output (Language Server Protocol).'],
    takes: ['stdio'],
    words: 'none',
  },
  init: {
    usage: '',
    about: [
      'Writes devschema.json from what is found: where dev could be, and the folders of migrations.',
      'It has the same keys as the settings of the editor, and is read by all commands and by the language server.',
    ],
    takes: ['workspace'],
    words: 'none',
  },
  completions: {
    usage: 'bash|zsh|fish',
    about: [
      'Prints what a shell needs to complete these words.',
      'bash: source <(devschema completions bash). zsh: devschema completions zsh > a file _devschema in a folder of $fpath. fish: devschema completions fish | source.',
    ],
    takes: [],
    words: 'shells',
  },
} as const satisfies Readonly<Record<string, CommandWords>>;
export type CommandName = keyof typeof commandTable;

export const commandNames = Object.keys(commandTable) as readonly CommandName[];
export const isCommand = (name: string): name is CommandName => Object.hasOwn(commandTable, name);
export const wordsOf = (name: CommandName): CommandWords => commandTable[name];
