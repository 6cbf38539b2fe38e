/** What is read of a revision, and by which git, in a repository that others made. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { git } from '../../server/src/host/git';
import { checkout } from '../../server/src/host/git-revision';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'devschema-revision-')));
const { PATH, HOME } = process.env;
const env = { PATH, HOME };
const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
function command(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return stdout.trim();
}
beforeAll(() => {
  mkdirSync(path.join(folder, 'db'));
  for (const name of ['a', 'b']) writeFileSync(path.join(folder, 'db', `${name}.sql`), `CREATE TABLE ${name} ();\n`);
  command('init', '-q', '-b', 'main');
  command('add', '.');
  command('commit', '-qm', 'first');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.skipIf(process.platform === 'win32')('no program of the repository is taken for git', async () => {
  const ran = path.join(folder, 'ran');
  writeFileSync(path.join(folder, 'git'), `#!/bin/sh\ntouch '${ran}'\n`, { mode: 0o755 });
  for (const before of ['', '.', './', 'db/..'])
    await git({ cwd: folder, env: { ...env, PATH: `${before}:${PATH}` } }, 'rev-parse', 'HEAD');
  expect(existsSync(ran)).toBe(false);
  await expect(git({ cwd: folder, env: { PATH: '.' } }, 'rev-parse', 'HEAD')).rejects.toThrow('git cannot be run');
});

it('a folder of PATH that cannot be looked into does not keep git from being found', async () => {
  writeFileSync(path.join(folder, 'file'), '');
  const before = path.join(folder, 'file', 'bin');
  await git({ cwd: folder, env: { ...env, PATH: [before, PATH].join(path.delimiter) } }, 'rev-parse', 'HEAD');
});

it('a file that the clone lacks is not taken for one that is not there', async () => {
  const oid = command('rev-parse', 'HEAD:db/b.sql');
  rmSync(path.join(folder, '.git', 'objects', oid.slice(0, 2), oid.slice(2)), { force: true });
  const lacks = 'HEAD:db/b.sql is not in this clone, which has only a part of the objects; clone without --filter';
  await expect(checkout({ cwd: folder, env }, 'HEAD', 'db')).rejects.toThrow(lacks);
  await expect(checkout({ cwd: folder, env }, 'HEAD', 'db/b.sql')).rejects.toThrow(lacks);
  const { dispose } = await checkout({ cwd: folder, env }, 'HEAD', 'db/a.sql');
  dispose();
});
