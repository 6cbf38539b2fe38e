// Runs one PostgreSQL server for as long as the process that started this one lives: when standard input closes, for
// whatever reason, the server is stopped and its data removed. So no test run leaves a server behind, not even a killed one.
import { spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

const { postgres, pgCtl, data, user, options } = JSON.parse(process.argv[2]);

// PostgreSQL refuses an administrator's rights on Windows; pg_ctl drops them.
const viaControl = process.platform === 'win32';
const server = viaControl
  ? undefined
  : spawn(postgres, ['-D', data, ...options], { stdio: ['ignore', 'ignore', 'inherit'], ...user });
if (viaControl) spawnSync(pgCtl, ['start', '-w', '-D', data, '-o', options.join(' ')], { stdio: 'ignore' });

let stopping = false;
function finish() {
  rmSync(data, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.exit(0);
}
function stop() {
  if (stopping) return;
  stopping = true;
  if (viaControl) {
    spawnSync(pgCtl, ['stop', '-m', 'immediate', '-D', data], { stdio: 'ignore' });
    finish();
  }
  if (server.exitCode !== null || server.signalCode !== null) finish();
  // SIGQUIT: stop at once; the data is thrown away.
  server.kill('SIGQUIT');
}
server?.on('exit', finish);
server?.on('error', finish);
process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
