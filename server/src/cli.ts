/** The command line: the process's arguments, streams and signals. `launch.ts` comes before it. */
import { createRequire } from 'node:module';
import { addAbortSignal } from 'node:stream';
import { run } from './cli/run';
import { movesCursor, progressInLog, showsColors } from './cli/terminal-abilities';
import { decodeText } from './files/reading';

const cancelled = new AbortController();
// The second Ctrl-C is the default again: the process ends at once.
process.once('SIGINT', () => cancelled.abort());
// `devschema … | head` closes the pipe; what is left to print has no reader.
process.stdout.on('error', () => process.exit(2));

async function readInput(limit: number): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of addAbortSignal(cancelled.signal, process.stdin)) {
    length += piece.length;
    if (length > limit) return undefined;
    pieces.push(piece);
  }
  return decodeText(Buffer.concat(pieces));
}

const overwrite = (line: string): void =>
  void process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
const status = run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (line) => process.stderr.write(`${line}\n`),
  progress: movesCursor(process.env, process.stderr)
    ? overwrite
    : progressInLog((line) => process.stderr.write(`${line}\n`)),
  // Both are loaded only where they are asked for.
  serve: async (terminal, options) => (await import('./mcp/serve')).serve(terminal, options),
  serveEditor: () => {
    createRequire(__filename)('./server.js');
    return new Promise<never>(() => {});
  },
  input: readInput,
  color: showsColors(process.env, process.stdout),
  signal: cancelled.signal,
});
status.then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 2;
  },
);
