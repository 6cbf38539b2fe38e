/**
 * Throwaway PostgreSQL for tests: native servers of versions 13 to 18 on 127.0.0.1, and the embedded one. A server lives
 * no longer than the process that started it.
 */
import { execFile, spawn } from 'node:child_process';
import {
  appendFileSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import {
  type Binaries,
  cacheFolder,
  everyMajor,
  exclusively,
  executable,
  findBinaries,
  ownMajors,
  ownPgDump,
  serverUser,
} from './postgres-binaries';

export { startPglite, type TestPglite } from './pglite';
export { everyMajor } from './postgres-binaries';

const run = promisify(execFile);

/** One database to ask and to change; rows come as arrays, as introspection wants them. */
export interface TestDatabase {
  readonly url: string;
  readonly name: string;
  /** The rows of the last statement. */
  query(sql: string): Promise<unknown[][]>;
  /** Any number of statements; an implicit transaction when there are several. */
  exec(sql: string): Promise<void>;
  /** Closes the connection; the database goes with its server. */
  close(): Promise<void>;
  drop(): Promise<void>;
}
export interface TestServer {
  readonly major: number;
  readonly host: string;
  readonly port: number;
  /** The superuser's URL, without a password: connections are trusted, but for members of `needs_password`. */
  url(database?: string, user?: string, password?: string): string;
  /** A new empty database, of a name of its own when none is given. */
  createDatabase(name?: string): Promise<TestDatabase>;
  connect(database: string): Promise<TestDatabase>;
  stop(): Promise<void>;
}
export interface ServerOptions {
  /** Lines of postgresql.conf. */
  readonly settings?: readonly string[];
  /** Lines of pg_hba.conf that come first. */
  readonly authentication?: readonly string[];
  /** Puts files into the data folder before the start. */
  readonly prepare?: (data: string) => void;
}

/**
 * The versions the tests run on: the oldest and the newest, or those that `DEVSCHEMA_TEST_PG` names (`13,15`, `all`).
 * One that cannot be had is left out with a line that says why; one that was asked for by name fails. Where none of the
 * usual can be had, those of the machine itself.
 */
export async function availableServers(wanted: readonly number[] = chosenMajors()): Promise<number[]> {
  const found: number[] = [];
  for (const { major, problem } of await wantedServers(wanted)) {
    if (problem === undefined) found.push(major);
    else process.stderr.write(`${problem}\n`);
  }
  return found.length > 0 ? found : ownMajors();
}
/** Each version with the reason why it cannot be had, if so. */
export async function wantedServers(
  wanted: readonly number[] = chosenMajors(),
): Promise<{ readonly major: number; readonly problem?: string }[]> {
  const answers: { major: number; problem?: string }[] = [];
  for (const major of wanted) {
    try {
      await findBinaries(major);
      answers.push({ major });
    } catch (error) {
      const problem = `PostgreSQL ${major} not run: ${(error as Error).message}`;
      if (process.env.DEVSCHEMA_TEST_PG !== undefined) throw new Error(problem);
      answers.push({ major, problem });
    }
  }
  return answers;
}
function chosenMajors(): readonly number[] {
  const chosen = process.env.DEVSCHEMA_TEST_PG;
  if (chosen === 'all') return everyMajor;
  if (chosen !== undefined) return chosen.split(',').filter(Boolean).map(Number);
  return [everyMajor[0]!, everyMajor.at(-1)!];
}

/** @throws Error when this version cannot be had or does not start. */
export async function startServer(major: number, options: ServerOptions = {}): Promise<TestServer> {
  const binaries = await findBinaries(major);
  const data = mkdtempSync(join(tmpdir(), `devschema-pg${major}-`));
  cpSync(await template(binaries), data, { recursive: true });
  configure(data, options);
  if (serverUser !== undefined) giveTo(data, serverUser);
  const port = await freePort();
  const keeper = spawn(process.execPath, [keeperScript, keeperArgument(binaries, data, port)], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let log = '';
  keeper.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000);
  });
  const ended = new Promise<void>((resolve) => keeper.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    // Outside of a test runner nothing else keeps this process waiting for the end.
    keeper.ref();
    keeper.stdin.end();
    await ended;
  };
  await answering(port, keeper, () => log).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  // The test process may end without calling stop(): then the keeper's input closes by itself.
  keeper.unref();
  (keeper.stdin as unknown as { unref(): void }).unref();
  (keeper.stderr as unknown as { unref(): void }).unref();
  return serverAt(major, port, stop);
}

const keeperScript = fileURLToPath(new URL('./postgres-keeper.mjs', import.meta.url));
function keeperArgument(binaries: Binaries, data: string, port: number): string {
  return JSON.stringify({
    postgres: executable(binaries.bin, 'postgres'),
    pgCtl: executable(binaries.bin, 'pg_ctl'),
    data,
    user: serverUser,
    options: ['-p', String(port)],
  });
}

const settings = `
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
fsync = off
full_page_writes = off
synchronous_commit = off
autovacuum = off
max_connections = 60
max_locks_per_transaction = 512
max_wal_size = 1GB
timezone = 'UTC'
password_encryption = 'scram-sha-256'
lc_messages = 'C'
log_min_messages = warning
`;
/** initdb takes seconds, a copy of what it made a fraction of one. */
async function template(binaries: Binaries): Promise<string> {
  const folder = join(cacheFolder(), `data-${binaries.build}-1`);
  if (existsSync(folder)) return folder;
  await exclusively(`data-${binaries.build}`, async () => {
    if (existsSync(folder)) return;
    const made = mkdtempSync(join(tmpdir(), 'devschema-initdb-'));
    if (serverUser !== undefined) chownSync(made, serverUser.uid, serverUser.gid);
    const data = join(made, 'data');
    const options = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync', '--wal-segsize=1'];
    await run(executable(binaries.bin, 'initdb'), ['-D', data, ...options], { cwd: made, ...serverUser });
    cpSync(data, `${folder}.part`, { recursive: true });
    renameSync(`${folder}.part`, folder);
    rmSync(made, { recursive: true, force: true });
  });
  return folder;
}
function configure(data: string, options: ServerOptions): void {
  appendFileSync(join(data, 'postgresql.conf'), `${settings}${(options.settings ?? []).join('\n')}\n`);
  const rules = [
    ...(options.authentication ?? []),
    'host all +needs_password all scram-sha-256',
    'host all all all trust',
  ];
  const file = join(data, 'pg_hba.conf');
  cpSync(file, `${file}.old`);
  appendFileSync(`${file}.new`, `${rules.join('\n')}\n`);
  renameSync(`${file}.new`, file);
  options.prepare?.(data);
}
function giveTo(path: string, user: { uid: number; gid: number }): void {
  chownSync(path, user.uid, user.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const entry of readdirSync(path)) giveTo(join(path, entry), user);
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
async function answering(port: number, keeper: { exitCode: number | null }, log: () => string): Promise<void> {
  const until = Date.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => {});
      if (keeper.exitCode !== null || Date.now() > until)
        throw new Error(`PostgreSQL did not start: ${(error as Error).message}\n${log()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

let databases = 0;
function serverAt(major: number, port: number, stop: () => Promise<void>): TestServer {
  const open = new Set<TestDatabase>();
  const url = (database = 'postgres', user = 'postgres', password?: string): string => {
    const secret = password === undefined ? '' : `:${encodeURIComponent(password)}`;
    return `postgresql://${encodeURIComponent(user)}${secret}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
  };
  const connect = async (database: string): Promise<TestDatabase> => {
    const made = await connectTo(url(database), database, (name) =>
      withClient(url(), (client) =>
        client.query(`DROP DATABASE IF EXISTS "${name.replaceAll('"', '""')}" WITH (FORCE)`),
      ),
    );
    open.add(made);
    return made;
  };
  return {
    major,
    host: '127.0.0.1',
    port,
    url,
    connect,
    async createDatabase(name = `test_${process.pid}_${++databases}`) {
      const quoted = `"${name.replaceAll('"', '""')}"`;
      await withClient(url(), (client) => client.query(`CREATE DATABASE ${quoted} TEMPLATE template0`));
      return connect(name);
    },
    async stop() {
      await Promise.all([...open].map((database) => database.close()));
      await stop();
    },
  };
}
async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
async function connectTo(url: string, name: string, drop: (name: string) => Promise<void>): Promise<TestDatabase> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= client.end().catch(() => {});
    return closed;
  };
  return {
    url,
    name,
    async query(sql) {
      const results = [await client.query({ text: sql, rowMode: 'array' })].flat();
      return (results.at(-1)?.rows ?? []) as unknown[][];
    },
    async exec(sql) {
      await client.query(sql);
    },
    close,
    async drop() {
      await close();
      await drop(name);
    },
  };
}

export type Dump = { readonly text: string } | { readonly text: undefined; readonly reason: string };

/** The lines that pg_dump 15.14 and later put a random key into. */
export function stripRestrict(dump: string): string {
  return dump.replace(/^\\(un)?restrict .*\n/gm, '');
}
/** `pg_dump -s` of a database, when the machine has a pg_dump that is not older than the server. */
export async function pgDump(database: TestDatabase, args: readonly string[] = []): Promise<Dump> {
  const version = Number((await database.query(`SELECT current_setting('server_version_num')`))[0]?.[0]);
  const major = Math.floor(version / 10000);
  const own = ownPgDump();
  if (own === undefined) return { text: undefined, reason: 'this machine has no pg_dump' };
  if (own.major < major) return { text: undefined, reason: `pg_dump ${own.major} does not read a server of ${major}` };
  const { stdout } = await run(own.path, ['-s', ...args, database.url], { maxBuffer: 1 << 30 });
  return { text: stripRestrict(stdout) };
}
