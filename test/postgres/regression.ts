/**
 * PostgreSQL's own regression database, made as `make installcheck` does: its source from the system's package manager, its
 * tests run one after the other by psql. The same source gives the pg_dump of that version.
 */
import { execFile, spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { escapePattern } from '../../server/src/text/text';
import { stripRestrict, type TestDatabase } from '../support/postgres';
import { cacheFolder, exclusively } from '../support/postgres-binaries';

const run = promisify(execFile);
const quiet = { maxBuffer: 1 << 28 };

export interface PostgresSource {
  /** `src/test/regress` of the source. */
  readonly regress: string;
  /** Where `regress.so` is, the tests' own functions. */
  readonly library: string;
  dump(database: TestDatabase): Promise<string>;
}

/**
 * The source of the server that a database is on, unpacked and built as far as it is needed; kept in the cache.
 *
 * @throws Error that says what cannot be had: this version's source, or the tools to build it.
 */
export async function sourceFor(database: TestDatabase): Promise<PostgresSource> {
  const [[full]] = (await database.query(`SELECT current_setting('server_version')`)) as [[string]];
  const version = /^\d+\.\d+/.exec(full)?.[0];
  if (version === undefined) throw new Error(`PostgreSQL ${full} has no source of its own`);
  const folder = path.join(cacheFolder(), `source-${version}`);
  await exclusively(`source-${version}`, async () => {
    if (existsSync(folder)) return;
    const made = `${folder}.part`;
    rmSync(made, { recursive: true, force: true });
    mkdirSync(made, { recursive: true });
    try {
      await unpack(version, made);
      await build(made);
      renameSync(made, folder);
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
  });
  const libpq = path.join(folder, 'src/interfaces/libpq');
  return {
    regress: path.join(folder, 'src/test/regress'),
    library: path.join(folder, 'src/test/regress'),
    async dump({ url }) {
      const env = { ...process.env, LD_LIBRARY_PATH: libpq };
      const { stdout } = await run(path.join(folder, 'src/bin/pg_dump/pg_dump'), ['-s', url], { ...quiet, env });
      return stripRestrict(stdout);
    },
  };
}
/** From the system's package manager, which has the source of the packages it has. */
async function unpack(version: string, into: string): Promise<void> {
  const apt = path.join(into, 'apt');
  mkdirSync(path.join(apt, 'lists', 'partial'), { recursive: true });
  const sources = ['indextargets', '--format', 'deb-src $(REPO_URI) $(RELEASE) $(COMPONENT)', 'Identifier: Packages'];
  const { stdout } = await run('apt-get', sources, quiet);
  writeFileSync(path.join(apt, 'sources.list'), signed(stdout));
  const options = [
    ...['-o', `Dir::Etc::SourceList=${path.join(apt, 'sources.list')}`, '-o', 'Dir::Etc::SourceParts=/dev/null'],
    ...['-o', `Dir::State::Lists=${path.join(apt, 'lists')}`],
  ];
  await run('apt-get', [...options, 'update'], quiet);
  const name = `postgresql-${version.split('.')[0]}`;
  // Not its newest: a server that runs may be older than that.
  const { stdout: offered } = await run('apt-cache', [...options, 'showsrc', '--only-source', name], quiet);
  const revision = new RegExp(`^Version: (${escapePattern(version)}-.*)$`, 'm').exec(offered)?.[1];
  if (revision === undefined) throw new Error(`the package manager has no source of PostgreSQL ${version}`);
  await run('apt-get', [...options, 'source', '--download-only', '-y', `${name}=${revision}`], { ...quiet, cwd: apt });
  await run(
    'tar',
    ['xjf', path.join(apt, `${name}_${version}.orig.tar.bz2`), '-C', into, '--strip-components=1'],
    quiet,
  );
  rmSync(apt, { recursive: true });
}
const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const signed = (list: string): string =>
  existsSync(keyring) ? list.replace(/^deb-src/gm, `deb-src [signed-by=${keyring}]`) : list;
/** The headers, pg_dump, and the functions in C that the tests call; not the server, which runs already. */
async function build(source: string): Promise<void> {
  const at = { cwd: source, ...quiet };
  const make = (folder: string, ...targets: string[]) => run('make', ['-s', '-j2', '-C', folder, ...targets], at);
  await run('./configure', ['--without-icu', '--without-readline', '--without-zlib'], at);
  await make('src/backend', 'generated-headers');
  for (const folder of ['src/port', 'src/common', 'src/fe_utils', 'src/interfaces/libpq']) await make(folder, 'all');
  await make('src/bin/pg_dump', 'pg_dump');
  const own = ['-O1', '-fPIC', '-shared', '-DDLSUFFIX=".so"', '-Isrc/include', '-Isrc/test/regress'];
  await run('cc', [...own, '-o', 'src/test/regress/regress.so', 'src/test/regress/regress.c'], at);
}

/** The names of the tests in the order they run: later ones count on what earlier ones made. */
export function scheduled(regress: string): string[] {
  const schedule = readFileSync(path.join(regress, 'parallel_schedule'), 'utf8');
  return [...schedule.matchAll(/^test: *(.*)$/gm)].flatMap((line) => line[1]!.trim().split(/\s+/));
}
/** Minutes after which a test that waits for another psql is given up. */
const patience = 1;
/** Into an empty database; the names of the tests that were given up. */
export async function buildRegression(database: TestDatabase, { regress, library }: PostgresSource): Promise<string[]> {
  for (const setting of [
    ...['lc_messages', 'lc_monetary', 'lc_numeric', 'lc_time'].map((name) => `${name} TO 'C'`),
    `bytea_output TO 'hex'`,
    `timezone_abbreviations TO 'Default'`,
  ])
    await database.exec(`ALTER DATABASE "${database.name}" SET ${setting}`);
  const work = path.join(cacheFolder(), `regression-${process.pid}`);
  mkdirSync(path.join(work, 'results'), { recursive: true });
  const env = {
    ...process.env,
    PGTZ: 'PST8PDT',
    PGDATESTYLE: 'Postgres, MDY',
    PGOPTIONS: '-c intervalstyle=postgres_verbose',
    PG_ABS_SRCDIR: regress,
    PG_ABS_BUILDDIR: work,
    PG_LIBDIR: library,
    PG_DLSUFFIX: '.so',
  };
  const givenUp: string[] = [];
  for (const test of scheduled(regress))
    if (!(await psql(database.url, path.join(regress, 'sql', `${test}.sql`), work, env))) givenUp.push(test);
  rmSync(work, { recursive: true, force: true });
  return givenUp;
}
/** Its output is what the tests are about, and not of interest here. */
function psql(url: string, script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const variables = ['-v', 'HIDE_TABLEAM=on', '-v', 'HIDE_TOAST_COMPRESSION=on'];
    const child = spawn('psql', ['-X', '-a', '-q', '-d', url, ...variables], {
      cwd,
      env,
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: patience * 60_000,
    });
    child.once('error', reject);
    child.once('exit', (_, signal) => resolve(signal === null));
    child.stdin.on('error', () => {});
    createReadStream(script).pipe(child.stdin);
  });
}
