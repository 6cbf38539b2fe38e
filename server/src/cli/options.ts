/** The command line's options, each with its words: what is parsed, shown by `--help` and completed in a shell. */

/** `reports`: what `check` and `verify` can print. */
export const reportFormats = ['human', 'json', 'github', 'markdown', 'sarif', 'junit', 'gitlab'] as const;
export type Format = (typeof reportFormats)[number];
export const checklistFormats = ['human', 'json', 'markdown'] as const;
export type ChecklistFormat = (typeof checklistFormats)[number];
export const diffFormats = ['human', 'sql', 'json'] as const;
export type DiffFormat = (typeof diffFormats)[number];

export interface OptionWords {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly multiple?: true;
  /** What stands after it, as `--help` writes it. `FILE`, `DIR` and `SOURCE` are completed as paths. */
  readonly value?: string;
  readonly about: string;
}

export const cliOptions = {
  dev: { type: 'string', value: 'SOURCE', about: 'what dev is; without it, the settings and the environment decide' },
  since: {
    type: 'string',
    value: 'REV',
    about: 'only files that have changed since the commit in which this branch and REV parted, committed or not',
  },
  format: { type: 'string', value: 'FORMAT', about: 'how the result is printed' },
  summary: { type: 'string', value: 'FILE', about: 'the result as Markdown is written to this file too' },
  check: { type: 'boolean', about: 'what check finds by reading is said too' },
  target: { type: 'string', value: 'SOURCE', about: 'what the files run on instead of dev; the result has to be dev' },
  scratch: {
    type: 'string',
    value: 'URL',
    about: 'a server on which a database is made for the run, and dropped afterwards',
  },
  backup: { type: 'string', value: 'FILE', about: 'the dump of target that pg_dump made before the run' },
  after: { type: 'boolean', about: 'once the migration has run: what target is, against dev' },
  before: { type: 'string', value: 'FILE', about: 'the report from before the run (--format json), for its rows' },
  'exact-rows': { type: 'boolean', about: 'counts rows in target, which reads all of each table' },
  record: {
    type: 'boolean',
    about: 'writes the outcome into devschema-history.md, and a stamp into each file that is proved',
  },
  out: { type: 'string', value: 'FILE', about: 'the file that is written' },
  from: { type: 'string', value: 'SOURCE', about: 'the first schema; also REV:PATH' },
  to: { type: 'string', value: 'SOURCE', about: 'the second schema; also REV:PATH' },
  rename: {
    type: 'string',
    multiple: true,
    value: 'OLD=NEW',
    about: 'what was renamed: old_table=new_table, or users.name=full_name; more than once',
  },
  safe: { type: 'boolean', about: 'leaves out what loses rows' },
  online: { type: 'boolean', about: 'the forms that do not block' },
  prove: { type: 'boolean', about: 'runs the script in an embedded PostgreSQL' },
  owners: { type: 'boolean', about: 'takes owners along' },
  privileges: { type: 'boolean', about: 'takes what is granted along' },
  output: { type: 'string', value: 'DIR', about: 'a folder of migrations: the script comes as its next files' },
  name: { type: 'string', value: 'NAME', about: 'what those files are called' },
  down: { type: 'boolean', about: 'what undoes the files is run too, and has to leave what was there before' },
  write: { type: 'boolean', about: 'puts it where the migration tool looks for it' },
  'up-to': {
    type: 'string',
    value: 'LINE',
    about: 'only what has run of it: the statements that begin on this line or before, of a run that failed after them',
  },
  all: { type: 'boolean', about: 'every table, and all else that dev has' },
  'with-dependencies': { type: 'boolean', about: 'prints what the tables need as well' },
  workspace: { type: 'string', value: 'DIR', about: "the project's folder, for settings and relative paths" },
  schema: {
    type: 'string',
    multiple: true,
    value: 'NAME',
    about: "only these schemas of dev are read, and those that they need; patterns such as 'tenant_*'; more than once",
  },
  'exclude-schema': {
    type: 'string',
    multiple: true,
    value: 'NAME',
    about: 'schemas of dev that are not read; more than once',
  },
  'allow-host': {
    type: 'string',
    multiple: true,
    value: 'HOST',
    about:
      'a password or variable of the environment may go to this host, though the repository names it; more than once, or DEVSCHEMA_ALLOW_HOSTS',
  },
  'allow-command': {
    type: 'string',
    multiple: true,
    value: 'TEXT',
    about: 'this command of the settings, whose output is SQL, may be run: exactly this text; more than once',
  },
  stdio: { type: 'boolean', about: 'over standard input and output, as always' },
  help: { type: 'boolean', short: 'h', about: 'what a command does and takes' },
  version: { type: 'boolean', short: 'v', about: 'the version' },
} as const satisfies Readonly<Record<string, OptionWords>>;
export type Option = keyof typeof cliOptions;
