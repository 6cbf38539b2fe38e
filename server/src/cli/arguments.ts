/** The command line's words: commands, options, and what is said of a word that is none of them. */

import { parseArgs } from 'node:util';
import { present } from '../text/present';

const formats = ['human', 'json', 'github', 'markdown', 'sarif', 'junit', 'gitlab'] as const;
export type Format = (typeof formats)[number];

interface Common {
  /** As written: a URL, a snapshot, SQL. Absent: from the settings and the environment, as the editor does. */
  readonly dev?: string;
  /** The project's folder. Absent: the nearest one above that has settings or a repository. */
  readonly workspace?: string;
  /** Hosts that secrets of the environment may go to, though the repository names them. */
  readonly allowHosts?: readonly string[];
  /** Patterns of schemas of dev, in place of the setting's. */
  readonly schemas?: { readonly include: readonly string[]; readonly exclude: readonly string[] };
}
export type Command =
  | { readonly command: 'help' | 'version' }
  | (Common & { readonly command: 'check'; readonly paths: readonly string[]; readonly format: Format })
  | (Common & {
      readonly command: 'verify';
      readonly paths: readonly string[];
      readonly format: Format;
      /** A SOURCE that the files run on instead of dev. */
      readonly target?: string;
      /** The URL of a server on which a database is made for the run. */
      readonly scratch?: string;
      /** What undoes the files is run too. */
      readonly down?: boolean;
    })
  | (Common & { readonly command: 'rollback'; readonly path: string; readonly write: boolean })
  | (Common & {
      readonly command: 'generate';
      /** Empty: all. */
      readonly tables: readonly string[];
      readonly dependencies: boolean;
    })
  | (Common & { readonly command: 'snapshot'; readonly out: string })
  | (Common & { readonly command: 'mcp'; readonly target?: string })
  | (Common & DiffCommand);
type DiffFormat = 'human' | 'sql' | 'json';
const diffFormats: readonly DiffFormat[] = ['human', 'sql', 'json'];
export interface DiffCommand {
  readonly command: 'diff';
  /** SOURCEs, or `REV:path`: a folder as it is in a revision of git. */
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
export class UsageError extends Error {}

export const help = `DevSchema: PostgreSQL migrations against the schema dev really has.

  devschema check FILES-OR-FOLDERS… --dev SOURCE [--format FORMAT]
      What in the files and dev disagrees. A folder of migrations is read as a history.
  devschema verify FILES-OR-FOLDERS… --dev SOURCE [--target SOURCE] [--scratch URL] [--down]
                  [--format FORMAT]
      Runs the files in an embedded PostgreSQL that looks like dev, and says of each whether it is
      proved. With --target, it looks like target, and the result has to be dev. With --scratch
      they run in a database made for it on that server, which is dropped afterwards. With --down
      what undoes them is run too, and has to leave what was there before.
  devschema rollback FILE --dev SOURCE [--write]
      What undoes a migration, worked out by running it there and back; --write puts it where the
      migration tool looks for it.
  devschema generate TABLES…|--all --dev SOURCE [--with-dependencies]
      The exact CREATE TABLE statements, constraints and indexes, in an order that runs.
  devschema snapshot --dev SOURCE --out FILE
      Writes dev's schema to a file that serves as a SOURCE without the database.
  devschema mcp --dev SOURCE [--target SOURCE]
      Serves all this to an assistant, over standard input and output (Model Context Protocol).

  devschema diff --from SOURCE --to SOURCE [--format human|sql|json] [--safe] [--online]
                 [--rename OLD=NEW]… [--owners] [--privileges] [--prove]
                 [--output FOLDER [--name NAME]]
      The ordered script that makes one schema into the other. --safe leaves out what loses rows;
      --online has the forms that do not block; --prove runs it in an embedded PostgreSQL.
      --rename users.name=full_name, or old_table=new_table: nothing is taken for renamed by itself.
      --output writes it as the next files of a folder of migrations, each with its way back.
      Here a SOURCE is also REV:FOLDER, a folder of migrations in a revision of git.

SOURCE is a URL (postgres://user@host/database; the password from PGPASSWORD or the password
file), a snapshot (.json), an SQL file, or a folder of migrations; SQL runs in an embedded
PostgreSQL. '\${env:NAME}' in it is a variable of the environment or of .env. Without --dev it
is what the editor uses: devschema.connection in .vscode/settings.json, or the PG* variables.

  --format FORMAT   human, json, github (annotations), markdown, sarif (code scanning), junit,
                    gitlab (code quality)
  --workspace DIR   the project's folder, for settings and relative paths
  --schema NAME, --exclude-schema NAME
                    only these schemas of dev are read, and those that they need; patterns such
                    as 'tenant_*'; each more than once
  --allow-host HOST a password or variable of the environment may go to this host, though the
                    repository names it; more than once, or DEVSCHEMA_ALLOW_HOSTS
  --help            this text
  --version         the version

Exit status: 0 nothing found, or equal; 1 findings, or different; 2 something that was asked
for could not be read or done, said on standard error, or verify proved nothing of a file,
whatever else was found. Environment: NO_COLOR.
`;

const options = {
  dev: { type: 'string' },
  format: { type: 'string' },
  target: { type: 'string' },
  scratch: { type: 'string' },
  out: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  rename: { type: 'string', multiple: true },
  safe: { type: 'boolean' },
  online: { type: 'boolean' },
  prove: { type: 'boolean' },
  owners: { type: 'boolean' },
  privileges: { type: 'boolean' },
  output: { type: 'string' },
  name: { type: 'string' },
  down: { type: 'boolean' },
  write: { type: 'boolean' },
  all: { type: 'boolean' },
  'with-dependencies': { type: 'boolean' },
  workspace: { type: 'string' },
  'allow-host': { type: 'string', multiple: true },
  schema: { type: 'string', multiple: true },
  'exclude-schema': { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;
type Option = keyof typeof options;

/** Which options a command takes besides those that all take. */
const taken: Readonly<
  Record<'check' | 'verify' | 'rollback' | 'generate' | 'snapshot' | 'mcp' | 'diff', readonly Option[]>
> = {
  check: ['format'],
  verify: ['format', 'target', 'scratch', 'down'],
  rollback: ['write'],
  generate: ['all', 'with-dependencies'],
  snapshot: ['out'],
  diff: ['from', 'to', 'format', 'rename', 'safe', 'online', 'prove', 'owners', 'privileges', 'output', 'name'],
  mcp: ['target'],
};
const isCommand = (name: string): name is keyof typeof taken => Object.hasOwn(taken, name);

/** @throws UsageError */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parse(argv);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [name, ...rest] = positionals;
  if (name === undefined)
    throw new UsageError('no command given: check, verify, rollback, generate, snapshot, diff or mcp');
  if (!isCommand(name)) throw new UsageError(`no command ${name}: there are ${Object.keys(taken).join(', ')}`);
  for (const option of Object.keys(values) as Option[])
    if (!['dev', 'workspace', 'allow-host', 'schema', 'exclude-schema', ...taken[name]].includes(option))
      throw new UsageError(`${name} takes no --${option}`);
  for (const option of ['dev', 'out', 'target', 'scratch', 'workspace', 'from', 'to', 'output', 'name'] as const)
    if (values[option] === '') throw new UsageError(`--${option} is empty`);
  const [include = [], exclude = []] = [values.schema, values['exclude-schema']];
  const schemas = include.length + exclude.length > 0 ? { include, exclude } : undefined;
  const { dev, workspace } = values;
  const common = present({ dev, workspace, allowHosts: values['allow-host'], schemas });
  switch (name) {
    case 'check':
    case 'verify': {
      if (rest.length === 0) throw new UsageError(`${name} needs files or folders`);
      const { target, scratch, down } = values;
      return {
        command: name,
        paths: rest,
        format: formatOf(values.format),
        ...present({ target, scratch, down }),
        ...common,
      };
    }
    case 'rollback':
      if (rest.length !== 1) throw new UsageError('rollback needs one file');
      return { command: name, path: rest[0]!, write: values.write ?? false, ...common };
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
  }
}
function diffCommand(values: ReturnType<typeof parse>['values']): DiffCommand {
  const { from, to, rename: renames = [], safe = false, online = false, prove = false } = values;
  if (from === undefined || to === undefined) throw new UsageError('diff needs --from SOURCE and --to SOURCE');
  if (values.dev !== undefined) throw new UsageError('diff takes no --dev: it needs --from and --to');
  const wrong = renames.find((one) => !/^[^=]+=[^=]+$/.test(one));
  if (wrong !== undefined) throw new UsageError(`--rename is ${wrong}: it is OLD=NEW`);
  const format = diffFormats.find((one) => one === (values.format ?? 'human'));
  if (!format) throw new UsageError(`--format is ${values.format}: it is one of ${diffFormats.join(', ')}`);
  const { owners = false, privileges = false, output, name } = values;
  if (name !== undefined && output === undefined) throw new UsageError('--name is of the files that --output writes');
  if (output !== undefined && safe)
    throw new UsageError('--output takes no --safe: what loses rows says so in the files');
  const files = { name: name ?? 'migration', ...present({ output }) };
  return { command: 'diff', from, to, format, safe, online, prove, owners, privileges, renames, ...files };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(message.split('. ')[0]!);
  }
}

function formatOf(text: string | undefined): Format {
  const format = formats.find((one) => one === (text ?? 'human'));
  if (!format) throw new UsageError(`--format is ${text}: it is one of ${formats.join(', ')}`);
  return format;
}
