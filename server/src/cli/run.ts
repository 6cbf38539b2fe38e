/** One run of the command line: words → exit status. */
import path from 'node:path';
import { version } from '../../../package.json';
import { visible, visibleLine, withoutCommands } from '../text/shown';
import { type Command, parseCommand, UsageError } from './arguments';
import { checkFiles } from './check';
import { checklist } from './checklist';
import { completions } from './completions';
import { diff } from './diff';
import { besideResult, formatReport } from './format';
import { generate, snapshot } from './generate';
import { helpOf } from './help';
import { init } from './init';
import { exitStatus } from './report';
import { rollback } from './rollback';
import type { Terminal } from './session';
import { verify } from './verify';
import { writeText } from './write-text';

/** Never throws. 0: nothing found, 1: findings, 2: something could not be read or done. */
export async function run(argv: readonly string[], given: Terminal): Promise<0 | 1 | 2> {
  const terminal: Terminal = {
    ...given,
    out: (text) => given.out(text),
    err: (lines) => given.err(withoutCommands(visible(lines))),
    progress: (line) => given.progress(visibleLine(line)),
  };
  try {
    const command = commandOf(argv);
    const misread = new Set<string>();
    const reports = command.command === 'check' || command.command === 'verify';
    // Reports have them beside what else there is to say.
    const say = (message: string) => {
      if (!reports && !misread.has(message)) terminal.err(message);
      misread.add(message);
    };
    const doubted = (message: string, isNothingRead: boolean) => {
      if (isNothingRead) say(`Setting: ${message}`);
      else if (!reports) terminal.err(`Note ${message}`);
    };
    const status = await runCommand(command, { ...terminal, misread: say, doubted });
    return misread.size > 0 ? 2 : status;
  } catch (error) {
    terminal.progress('');
    if (terminal.signal.aborted) terminal.err('Cancelled.');
    else terminal.err(`devschema: ${ended(error instanceof Error ? error.message : String(error))}`);
    return 2;
  }
}
/** @throws UsageError that says where the words are explained */
function commandOf(argv: readonly string[]): Command {
  try {
    return parseCommand(argv);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      `${ended(error.message)} See devschema ${error.of === undefined ? '' : `${error.of} `}--help.`,
    );
  }
}
const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

async function runCommand(command: Command, terminal: Terminal): Promise<0 | 1 | 2> {
  switch (command.command) {
    case 'help':
      terminal.out(helpOf(command.of));
      return 0;
    case 'version':
      terminal.out(`${version}\n`);
      return 0;
    case 'completions':
      terminal.out(completions(command.shell));
      return 0;
    case 'check':
    case 'verify': {
      const { paths } = command;
      const checks = command.command === 'check';
      const report = checks ? await checkFiles(terminal, paths, command) : await verify(terminal, paths, command);
      terminal.out(formatReport(report, command.format, terminal));
      if (command.summary !== undefined)
        writeText(
          path.resolve(terminal.cwd, command.summary),
          formatReport(report, 'markdown', terminal),
          command.summary,
        );
      for (const line of besideResult(report, command.format)) terminal.err(line);
      return exitStatus(report);
    }
    case 'report':
      return checklist(terminal, command);
    case 'diff':
      return diff(terminal, command);
    case 'rollback':
      return rollback(terminal, command.path, command);
    case 'generate':
      return generate(terminal, command.tables, command);
    case 'snapshot':
      return snapshot(terminal, command.out, command);
    case 'init':
      return init(terminal, command);
    case 'lsp':
      if (!terminal.serveEditor) throw new UsageError('lsp needs standard input and output of its own');
      return terminal.serveEditor();
    case 'mcp':
      if (!terminal.serve) throw new UsageError('mcp needs standard input and output of its own');
      return terminal.serve(terminal, command);
  }
}
