/** The command line: the process's arguments, streams and signals. `launch.ts` comes before it. */
import { createRequire } from 'node:module';
import { movesCursor, showsColors } from './cli/look';
import { run } from './cli/run';

const cancelled = new AbortController();
// The second Ctrl-C is the default again: the process ends at once.
process.once('SIGINT', () => cancelled.abort());
// `devschema … | head` closes the pipe; what is left to print has no reader.
process.stdout.on('error', () => process.exit(2));

const showsProgress = movesCursor(process.env, process.stderr);
const status = run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (line) => process.stderr.write(`${line}\n`),
  progress: (line) => {
    if (showsProgress) process.stderr.write(`\r\u001b[K${line.slice(0, (process.stderr.columns ?? 80) - 1)}`);
  },
  // Both are loaded only where they are asked for.
  serve: async (terminal, options) => (await import('./mcp/serve')).serve(terminal, options),
  serveEditor: () => {
    createRequire(__filename)('./server.js');
    return new Promise<never>(() => {});
  },
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
