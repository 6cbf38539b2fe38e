/** One run of the command line: words → exit status. */
import { version } from '../../../package.json';
import { visible, visibleLine, withoutCommands } from '../text/shown';
import { type Command, parseCommand, UsageError } from './arguments';
import { checkFiles } from './check';
import { checklist } from './checklist';
import { completions } from './completions';
import { diff } from './diff';
import { formatReport } from './format';
import { generate, snapshot } from './generate';
import { helpOf } from './help';
import { init } from './init';
import { exitStatus } from './report';
import { rollback } from './rollback';
import type { Terminal } from './session';
import { verify } from './verify';

/** Never throws. 0: nothing found, 1: findings, 2: something could not be read or done. */
export async function run(argv: readonly string[], given: Terminal): Promise<0 | 1 | 2> {
  const terminal: Terminal = {
    ...given,
    out: (text) => given.out(text),
    err: (lines) => given.err(withoutCommands(visible(lines))),
    progress: (line) => given.progress(visibleLine(line)),
  };
  try {
    return await runCommand(parseCommand(argv), terminal);
  } catch (error) {
    terminal.progress('');
    if (terminal.signal.aborted) terminal.err('Cancelled.');
    else if (error instanceof UsageError)
      terminal.err(`devschema: ${error.message}${error.message.endsWith('?') ? '' : '.'} See devschema --help.`);
    else terminal.err(`devschema: ${error instanceof Error ? error.message : error}`);
    return 2;
  }
}

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
