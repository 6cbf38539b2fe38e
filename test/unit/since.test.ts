/** `--since`: what a branch changes, told from what git has stored, without running anything of the repository. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../server/src/cli/run';
import { writeSnapshot } from '../../server/src/dev/snapshot';
import { emptySchema } from '../../server/src/model/schema';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'devschema-since-')));
const repository = path.join(folder, 'project');
const ran = path.join(folder, 'ran');
const { PATH, HOME } = process.env;
function git(...args: string[]): void {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: repository, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
}
function write(name: string, text: string): void {
  const file = path.join(repository, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const check = (...args: string[]) => runIn(repository, 'check', ...args);
const checkIn = (cwd: string, ...args: string[]) => runIn(cwd, 'check', ...args);
async function runIn(cwd: string, command: string, ...args: string[]) {
  let [out, err] = ['', ''];
  const status = await run([command, '--dev', path.join(folder, 'dev.json'), '--format', 'json', ...args], {
    cwd,
    env: { PATH, HOME },
    out: (text) => {
      out += text;
    },
    err: (line) => {
      err += `${line}\n`;
    },
    progress: () => {},
    color: false,
    signal: new AbortController().signal,
  });
  const report = out === '' ? undefined : JSON.parse(out);
  const files: string[] = report?.files.map((file: { path: string }) => file.path) ?? [];
  return { status, err, files, notes: (report?.notes ?? []) as string[] };
}

beforeAll(() => {
  const dev = { schema: emptySchema(180000), readAt: Date.now(), label: 'dev', fingerprint: 'x', applied: [] };
  mkdirSync(repository);
  writeFileSync(path.join(folder, 'dev.json'), writeSnapshot(dev));
  git('init', '-q', '-b', 'main');
  for (const name of ['same', 'edited', 'gone', 'returns']) write(`db/${name}.sql`, `CREATE TABLE ${name} (id int);\n`);
  git('add', '.');
  git('commit', '-qm', 'first');
  git('checkout', '-qb', 'work');
  write('db/committed.sql', 'CREATE TABLE committed (id int);\n');
  git('add', '.');
  git('commit', '-qm', 'second');
  git('checkout', '-q', 'main');
  write('db/only-on-main.sql', 'SELECT 1;\n');
  git('add', '.');
  git('commit', '-qm', 'third');
  git('checkout', '-q', 'work');
  write('db/edited.sql', 'CREATE TABLE edited (id bigint);\n');
  write('db/untracked.sql', 'CREATE TABLE untracked (id int);\n');
  write('db/returns.sql', 'CREATE TABLE returns (id int);\r\n');
  rmSync(path.join(repository, 'db/gone.sql'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('what has changed since a revision', () => {
  it('is what was committed, edited and made; what is gone is named; what main did is not', async () => {
    const { files, notes } = await check('db', '--since', 'main');
    expect(files).toEqual(['db/committed.sql', 'db/edited.sql', 'db/untracked.sql']);
    expect(notes[0]).toMatch(/^3 of 5 files have changed since this branch and main parted \([0-9a-f]{10}\)/);
    expect(notes[1]).toBe('Gone since then: db/gone.sql');
  });
  it('is looked for below the folder where nothing is named', async () => {
    expect((await check('--since', 'main')).files).toHaveLength(3);
  });
  it('can be nothing, which is said', async () => {
    const { status, files, notes } = await check('db/same.sql', '--since', 'HEAD');
    expect({ status, files }).toEqual({ status: 0, files: [] });
    expect(notes[0]).toContain('0 of 1 files have changed');
  });
  it.each([
    ['nowhere', 'Not a valid object name nowhere'],
    ['--output=x', 'no revision of git'],
  ])('is refused for %s', async (rev, message) => {
    const { status, err } = await check('db', `--since=${rev}`);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
  it('can be nothing, and then there is nothing to sign off', async () => {
    expect(await runIn(repository, 'report', '--since', 'work', 'db/same.sql')).toMatchObject({
      ...{ status: 0, files: [] },
      err: expect.stringMatching(/^There is no file to sign off\.\nNote 0 of 1 files? ha/),
    });
  });
  it('is refused where there is no commit yet, and where a clone lacks them', async () => {
    const [bare, shallow] = [path.join(folder, 'bare'), path.join(folder, 'shallow')];
    mkdirSync(bare);
    writeFileSync(path.join(bare, 'a.sql'), '');
    spawnSync('git', ['init', '-q'], { cwd: bare });
    expect((await checkIn(bare, '--since', 'HEAD')).err).toContain('this repository has no commit yet');
    spawnSync('git', ['clone', '-q', '--depth', '1', '--branch', 'work', `file://${repository}`, shallow]);
    const { status, err } = await checkIn(shallow, '--since', 'main');
    expect(status).toBe(2);
    expect(err).toContain('This clone is shallow: fetch the commits that it lacks first.');
  });
  it('is refused where the branches share no commit', async () => {
    git('checkout', '-q', '--orphan', 'alone');
    git('commit', '-qm', 'alone');
    const { status, err } = await check('db', '--since', 'main');
    git('checkout', '-q', '-f', 'work');
    expect(status).toBe(2);
    expect(err).toContain('this branch and main have no commit in common here');
  });
  it.skipIf(process.platform === 'win32')('runs nothing that the repository names', async () => {
    const program = path.join(folder, 'program');
    writeFileSync(program, `#!/bin/sh\ntouch '${ran}'\ncat\n`);
    chmodSync(program, 0o755);
    for (const [key, value] of [
      ['core.fsmonitor', program],
      ['core.hooksPath', folder],
      ['core.pager', program],
      ['diff.external', program],
      ['filter.x.clean', program],
      ['filter.x.process', program],
      ['diff.x.textconv', program],
      ['diff.x.command', program],
    ])
      git('config', key!, value!);
    write('.gitattributes', '*.sql filter=x diff=x\n');
    expect((await check('db', '--since', 'main')).status).not.toBe(2);
    expect(existsSync(ran)).toBe(false);
  });
});
