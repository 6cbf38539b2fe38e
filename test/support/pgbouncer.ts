/** A pgbouncer before a test server: the machine's own, or the one its package manager has, unpacked into the cache. */
import { execFile, spawn } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, type TestServer } from './postgres';
import { cacheFolder, exclusively, serverUser } from './postgres-binaries';

const run = promisify(execFile);

interface Pgbouncer {
  readonly program: string;
  /** Where its libraries lie when they are not the machine's own. */
  readonly libraries?: string;
}

/** @throws Error that says why there is none here. */
export async function findPgbouncer(): Promise<Pgbouncer> {
  const own = ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer'].find(existsSync);
  if (own !== undefined) return { program: own };
  const folder = join(cacheFolder(), 'pgbouncer');
  const found = { program: join(folder, 'pgbouncer'), libraries: folder };
  if (existsSync(found.program)) return found;
  await exclusively('pgbouncer', () => (existsSync(found.program) ? Promise.resolve() : unpack(folder)));
  return found;
}

/** Debian's package and the two libraries that it needs beside OpenSSL. */
async function unpack(folder: string): Promise<void> {
  const made = mkdtempSync(join(tmpdir(), 'devschema-pgbouncer-'));
  try {
    const { stdout } = await run('apt-cache', ['depends', 'pgbouncer']);
    const libraries = [...stdout.matchAll(/Depends: (libc-ares\S*|libevent\S*)/g)].map(([, name]) => name!);
    await run('apt-get', ['download', 'pgbouncer', ...libraries], { cwd: made });
    for (const file of readdirSync(made)) await run('dpkg-deb', ['-x', join(made, file), join(made, 'all')]);
    mkdirSync(folder, { recursive: true });
    const inside = readdirSync(join(made, 'all'), { recursive: true, encoding: 'utf8' });
    for (const file of inside.filter((name) => /lib(cares|event)[^/]*\.so\.[\d.]+$/.test(name)))
      copyFileSync(join(made, 'all', file), join(folder, file.split('/').at(-1)!));
    copyFileSync(join(made, 'all/usr/sbin/pgbouncer'), join(folder, 'pgbouncer'));
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Starts one in a pool mode (`session`, `transaction`, `statement`); the port it listens on, and its end. It keeps `connections` to the server. */
export async function startPgbouncer(
  { program, libraries }: Pgbouncer,
  server: TestServer,
  mode: string,
  connections = 4,
): Promise<{ readonly port: number; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'devschema-pgbouncer-'));
  const port = await freePort();
  const settings = [
    '[databases]',
    `* = host=127.0.0.1 port=${server.port} user=postgres`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1\nlisten_port = ${port}\nunix_socket_dir =`,
    `auth_type = any\npool_mode = ${mode}\ndefault_pool_size = ${connections}`,
  ];
  writeFileSync(join(folder, 'pgbouncer.ini'), `${settings.join('\n')}\n`);
  if (serverUser !== undefined)
    for (const path of [folder, join(folder, 'pgbouncer.ini')]) chownSync(path, serverUser.uid, serverUser.gid);
  const child = spawn(program, ['-q', join(folder, 'pgbouncer.ini')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...serverUser,
    env: { ...process.env, ...(libraries && { LD_LIBRARY_PATH: libraries }) },
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-2000);
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const until = Date.now() + 10_000;
  while (!(await listens(port))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`pgbouncer did not start: ${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    port,
    async stop() {
      process.off('exit', kill);
      kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
