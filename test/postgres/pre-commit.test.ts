/** The hook's definition, run by pre-commit itself, with the command that is built here in the place of its installation. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildUnlessDone } from '../support/build';

const root = path.resolve(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'devschema-hook-'));
const [hooks, project] = [path.join(folder, 'hooks'), path.join(folder, 'bazaar')];
const run = (cwd: string, program: string, ...args: string[]) =>
  spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, PRE_COMMIT_HOME: path.join(folder, 'home') },
  });
const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];

describe('before a commit', () => {
  beforeAll(() => {
    buildUnlessDone();
    mkdirSync(hooks);
    const defined = readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8');
    const here = defined
      .replace('language: node', 'language: system')
      .replace('entry: devschema', `entry: ${process.execPath} ${path.join(root, 'dist/cli.js')}`);
    expect(here).not.toBe(defined);
    writeFileSync(path.join(hooks, '.pre-commit-hooks.yaml'), here);
    cpSync(path.join(root, 'test/workspaces/bazaar'), project, { recursive: true });
    for (const place of [hooks, project]) run(place, 'git', 'init', '-q', '-b', 'main');
    run(hooks, 'git', 'add', '.');
    expect(run(hooks, 'git', ...who, 'commit', '-qm', 'hooks').status).toBe(0);
    const page = readFileSync(path.join(root, 'docs/ci.md'), 'utf8');
    const [, shown] = /^```yaml\n(repos:\n[\s\S]*?)^```/m.exec(page)!;
    const config = shown!
      .replace(/repo: .*/, `repo: ${hooks}`)
      .replace('rev: main', `rev: ${run(hooks, 'git', 'rev-parse', 'HEAD').stdout.trim()}`);
    writeFileSync(path.join(project, '.pre-commit-config.yaml'), config);
    run(
      project,
      process.execPath,
      path.join(root, 'dist/cli.js'),
      'snapshot',
      '--dev',
      'dev/schema.sql',
      '--out',
      'schema.snapshot.json',
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('the staged SQL files are checked, each within its history, and no others', ({ skip }) => {
    const has = run(folder, 'pre-commit', '--version').status === 0;
    if (!has) console.log('not run: pre-commit is not on the PATH');
    skip(!has, 'pre-commit is not on the PATH');
    run(project, 'git', 'add', '.pre-commit-config.yaml', 'schema.snapshot.json', 'migrations/brand_extraction.sql');
    const found = run(project, 'pre-commit', 'run');
    expect(found.stdout).toContain('has 29 columns in dev, 22 here');
    expect(found.stdout).toContain('Read 1 file with 1 statement');
    expect(found.status).toBe(1);
    run(project, 'git', 'rm', '--cached', '-q', 'migrations/brand_extraction.sql');
    expect(run(project, 'pre-commit', 'run')).toMatchObject({ status: 0, stdout: expect.stringContaining('Skipped') });
  });
});
