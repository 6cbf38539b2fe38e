/** `--help`: of all commands, or of one with only what it takes. Lines of at most 100 columns. */
import { type CommandName, commandNames, wordsOf } from './commands';
import { cliOptions, type Option, type OptionWords } from './options';
import { wrapLines } from './wrap-lines';

const source = `SOURCE is a URL (postgres://user@host/database; the password from PGPASSWORD or the password file), a snapshot (.json), an SQL file, or a folder of migrations; SQL runs in an embedded PostgreSQL. '\${env:NAME}' in it is a variable of the environment or of .env. Without --dev it is what the editor uses: devschema.connection in .vscode/settings.json, connection in devschema.json, or the PG* variables.`;

/** Of one command, or of all of them. */
export function helpOf(name?: CommandName): string {
  return name === undefined ? allCommands() : oneCommand(name);
}

function allCommands(): string {
  const commands = commandNames.flatMap((name) => [`  ${usageOf(name)}`, ...wrapLines(wordsOf(name).about[0]!, 6)]);
  return lines(
    'DevSchema: PostgreSQL migrations against the schema dev really has.',
    '',
    ...commands,
    '',
    'devschema COMMAND --help says what a command takes, and what its exit status says.',
    '',
    ...wrapLines(source, 0),
    '',
    'Exit status: 0 nothing found, or equal, or done; 1 findings, or different; 2 something that was',
    'asked for could not be read or done, whatever else was found.',
    '',
    ...optionLines(['help', 'version']),
    '',
    'Environment: NO_COLOR and TERM=dumb (no colours), FORCE_COLOR (colours), DEVSCHEMA_ALLOW_HOSTS.',
  );
}

function oneCommand(name: CommandName): string {
  const { about, takes, formats, status } = wordsOf(name);
  const takesSource = takes.some((option) => wordsOfOption(option).value === 'SOURCE');
  return lines(
    usageOf(name),
    '',
    ...wrapLines(about.join(' '), 0),
    '',
    ...optionLines([...takes, 'help']),
    ...(formats ? ['', ...wrapLines(`FORMAT is ${formats.join(', ')}.`, 0)] : []),
    ...(takesSource ? ['', ...wrapLines(source, 0)] : []),
    '',
    ...wrapLines(`Exit status: ${status ?? '0 done; 2 not done, or not all of it'}.`, 0),
  );
}

const usageOf = (name: CommandName): string => `devschema ${name} ${wordsOf(name).usage}`.trimEnd();
const wordsOfOption = (option: Option): OptionWords => cliOptions[option];

/** Two columns; where the first is long, the second begins on the next line. */
function optionLines(shown: readonly Option[]): string[] {
  const column = 22;
  return shown.flatMap((option) => {
    const { value, short, about } = wordsOfOption(option);
    const head = `  --${option}${value === undefined ? '' : ` ${value}`}${short === undefined ? '' : `, -${short}`}`;
    const [first, ...rest] = wrapLines(about, column);
    return head.length + 1 < column ? [head.padEnd(column) + first!.trimStart(), ...rest] : [head, first!, ...rest];
  });
}

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;
