import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { helpOf } from '../../server/src/cli/help';
import { run } from '../../server/src/cli/run';
import type { Terminal } from '../../server/src/cli/session';
import { writeSnapshot } from '../../server/src/dev/snapshot';
import type { DevSchema } from '../../server/src/model/dev';
import { emptySchema, type Unknown } from '../../server/src/model/schema';

const cwd = mkdtempSync(path.join(tmpdir(), 'devschema-run-'));
const snapshot = (name: string, unknown: readonly Unknown[], applied: DevSchema['applied'] = []) => {
  const schema = { ...emptySchema(180000), unknown };
  const dev = { schema, readAt: Date.now(), label: 'dev', fingerprint: 'x', applied };
  writeFileSync(path.join(cwd, name), writeSnapshot(dev));
};
beforeAll(() => {
  snapshot('dev.json', []);
  snapshot('half.json', [{ object: '*', reason: 'the role may not read pg_statistic_ext' }]);
  snapshot('sqlx.json', [], [{ tool: 'sqlx', table: 'public._sqlx_migrations', entries: [] }]);
  mkdirSync(path.join(cwd, 'db/migrations'), { recursive: true });
  const concurrently = 'CREATE TABLE b (id int);\nCREATE INDEX CONCURRENTLY b_id ON b (id);\n';
  writeFileSync(path.join(cwd, 'db/migrations/20240102000000_b.sql'), concurrently);
  writeFileSync(path.join(cwd, 'a.sql'), 'CREATE TABLE a (id int);\n');
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

async function devschema(
  argv: readonly string[],
  signal = new AbortController().signal,
  given: Partial<Terminal> = {},
) {
  let out = '';
  let err = '';
  const progress: string[] = [];
  const status = await run(argv, {
    cwd,
    env: {},
    out: (text) => {
      out += text;
    },
    err: (line) => {
      err += `${line}\n`;
    },
    progress: (line) => progress.push(line),
    color: false,
    signal,
    ...given,
  });
  return { status, out, err, progress };
}

describe('one run', () => {
  it('prints help and version and ends well', async () => {
    expect(await devschema(['--help'])).toMatchObject({ status: 0, out: helpOf(), err: '' });
    expect((await devschema(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
  it('reads what the settings of a repository name only where it is in it', async () => {
    const around = mkdtempSync(path.join(tmpdir(), 'devschema-strange-'));
    const [app, kept] = [path.join(around, 'repository/app'), path.join(around, 'private')];
    for (const folder of [app, kept, path.join(around, 'repository/.git')]) mkdirSync(folder, { recursive: true });
    for (const file of ['repository/own.sql', 'repository/app/own.sql'])
      writeFileSync(path.join(around, file), 'CREATE TABLE own (id int);\n');
    writeFileSync(path.join(kept, '001_x.sql'), "INSERT INTO tokens VALUES ('s3cr3t'\n");
    symlinkSync(kept, path.join(app, 'link'));
    const checked = (settings: object, ...more: readonly string[]) => {
      writeFileSync(path.join(app, 'devschema.json'), JSON.stringify(settings));
      return devschema(['check', ...more], undefined, { cwd: app });
    };
    for (const folder of [
      '../../private',
      '**/../../../private',
      'l*/../../../private/*',
      kept,
      `${around}/private/*.sql`,
      'link',
      '/',
    ]) {
      const { status, out, err } = await checked({ connection: '../own.sql', migrations: { folders: [folder] } });
      expect([folder, status, `${out}${err}`.includes('s3cr3t')]).toEqual([folder, 2, false]);
      expect(`${out}${err}`).toContain('it is outside of the repository');
    }
    for (const connection of ['../../private/001_x.sql', kept, 'link/001_x.sql']) {
      const { status, err, out } = await checked({ connection }, 'own.sql');
      expect([status, `${err}${out}`]).toEqual([2, expect.stringContaining('which is outside of the repository')]);
    }
    expect((await checked({}, 'own.sql', '--dev', path.join(cwd, 'dev.json'))).status).toBe(0);
    rmSync(around, { recursive: true });
  });
  it('is 0 when all was read and nothing found, with its progress cleared away', async () => {
    const { status, out, err, progress } = await devschema(['check', 'a.sql', '--dev', 'dev.json']);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('Read 1 file with 1 statement: nothing found.\n');
    expect(progress.at(-1)).toBe('');
  });
  it('knows how the tool runs a file whose table dev has', async () => {
    const checked = async (dev: string) => (await devschema(['check', 'db/migrations', '--dev', dev])).out;
    expect(await checked('sqlx.json')).toContain('concurrently-in-transaction');
    expect(await checked('dev.json')).not.toContain('concurrently-in-transaction');
  });
  it('is 2 when dev was not read, which does not read like a pass', async () => {
    const { status, out } = await devschema(['check', 'a.sql', '--dev', 'nowhere.json']);
    expect(status).toBe(2);
    expect(out).toContain(
      'Dev was not read: --dev is nowhere.json, and there is no such file. A path is relative to where the command was started.',
    );
    expect(out).toContain('\nIncomplete: read 1 file with 1 statement: nothing found; ');
  });
  it('reads the rest where a path leads to itself', async () => {
    symlinkSync('loop.sql', path.join(cwd, 'loop.sql'));
    const { status, out } = await devschema(['check', 'a.sql', 'loop.sql', '--dev', 'dev.json']);
    expect(status).toBe(2);
    expect(out).toContain('Not known loop.sql: ');
    expect(out).toContain('Incomplete: read 1 file with 1 statement: nothing found; ');
  });
  it('is 2 when it was cancelled, and says no result', async () => {
    expect(await devschema(['check', 'a.sql', '--dev', 'dev.json'], AbortSignal.abort())).toMatchObject({
      status: 2,
      out: '',
      err: 'Cancelled.\n',
    });
  });
  it('takes - for standard input, as a file that stands alone', async () => {
    const given = { input: async () => 'ALTER TABLE nosuch ADD x int;\n' };
    const { status, out } = await devschema(['check', '-', 'a.sql', '--dev', 'dev.json'], undefined, given);
    expect(status).toBe(1);
    expect(out).toContain('-:1:13 error unknown-table');
    expect(out).toContain('Read 2 files');
    const tooLong = await devschema(['check', '-', '--dev', 'dev.json'], undefined, { input: async () => undefined });
    expect(tooLong).toMatchObject({ status: 2, err: 'devschema: standard input has more than 20 MB.\n' });
  });
  it('is 2 where all the files of a folder are another database’s, and 0 for such a file that is named', async () => {
    mkdirSync(path.join(cwd, 'other/migrations'), { recursive: true });
    const file = 'other/migrations/20240101000000_t.sql';
    writeFileSync(path.join(cwd, file), 'CREATE TABLE `t` (`id` INT NOT NULL AUTO_INCREMENT) ENGINE=InnoDB;\n');
    const { status, out } = await devschema(['check', 'other/migrations', '--dev', 'dev.json']);
    expect(status).toBe(2);
    expect(out).toContain('None of these files was judged, the first for this reason: ');
    expect((await devschema(['check', file, '--dev', 'dev.json'])).status).toBe(0);
    rmSync(path.join(cwd, 'other'), { recursive: true });
  });
  it('reads patterns that a shell has left as they are', async () => {
    const files = async (pattern: string) => {
      const { out } = await devschema(['check', pattern, '--dev', 'dev.json', '--format', 'json']);
      return JSON.parse(out).files.map(({ path: shown }: { path: string }) => shown);
    };
    expect(await files('**/*.sql')).toEqual(['a.sql', 'db/migrations/20240102000000_b.sql']);
    expect(await files('*.sql')).toEqual(['a.sql']);
    expect(await files('db/*/2024*_?.sql')).toEqual(['db/migrations/20240102000000_b.sql']);
    expect((await devschema(['check', 'x/*.sql', '--dev', 'dev.json'])).out).toContain(
      'no SQL file matches this pattern',
    );
  });
  it('is 2 where a setting is not understood, and every command and form says so', async () => {
    const file = path.join(cwd, 'devschema.json');
    writeFileSync(file, '{ "conection": "x" }');
    const message =
      'devschema.json: devschema.conection is not a setting of DevSchema. Did you mean devschema.connection?';
    for (const format of ['human', 'json', 'github', 'markdown', 'sarif', 'junit', 'gitlab']) {
      const { status, out, err } = await devschema(['check', 'a.sql', '--dev', 'dev.json', '--format', format]);
      expect(status).toBe(2);
      expect(out + err, format).toContain(message);
    }
    for (const words of [
      ['generate', '--all', '--dev'],
      ['diff', '--from', 'dev.json', '--to'],
    ]) {
      const { status, err } = await devschema([...words, 'dev.json']);
      expect({ status, err }).toEqual({ status: 2, err: `Setting: ${message}\n` });
    }
    rmSync(file);
  });
  it('says what of dev could not be read', async () => {
    const half = await devschema(['check', 'a.sql', '--dev', 'half.json']);
    expect(half.out).toContain('Not known of dev: the role may not read pg_statistic_ext');
    expect(half.out).toContain('; 1 place not known; 1 fact of dev not known.');
    const generated = await devschema(['generate', '--all', '--dev', 'half.json']);
    expect(generated).toMatchObject({ status: 2, err: 'Not known: the role may not read pg_statistic_ext\n' });
  });
  it.each([
    [['check', 'a.sql', '--workspace', 'nowhere'], '--workspace nowhere is no folder'],
    [['generate', 'a', '--dev', 'dev.json'], 'dev has no table a'],
    [['frobnicate'], 'there is no command frobnicate, but check, '],
    [['check', '--fromat', 'json'], 'Did you mean --format? See devschema check --help.'],
    [['chekc'], 'devschema: there is no command chekc. Did you mean check? See devschema --help.'],
    [
      ['snapshot', '--dev', 'dev.json', '--out', 'nowhere/x.json'],
      'nowhere/x.json cannot be written: its folder does not exist.\n',
    ],
    [['check', '-', '--dev', 'dev.json'], '- is standard input, and there is none here'],
  ])('%j is refused on standard error', async (argv, message) => {
    const { status, out, err } = await devschema(argv);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain(message);
  });
});
