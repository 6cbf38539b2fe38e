/** The GitHub action on a sample pull request: annotations, the summary, and one comment that later runs write over. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildUnlessDone } from '../support/build';

const root = path.resolve(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'devschema-action-'));
const project = path.join(folder, 'bazaar');
const summary = path.join(folder, 'summary.md');
const event = path.join(folder, 'event.json');

/** GitHub's API as far as the action asks it: comments by a hundred a page; the job's own token is of no user. */
interface Comment {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string; readonly type: string };
}
const user = { login: 'octo', type: 'User' };
const strangers = (): Comment[] => [
  { id: 1, body: '<!-- devschema -->\nAll is well.', user },
  ...Array.from({ length: 120 }, (_, n) => ({ id: n + 2, body: `comment ${n}`, user })),
];
let comments: Comment[] = [];
let asked: string[] = [];
let isReadOnly = false;
function answer(method: string, url: URL, body: string): { status: number; answer: unknown } {
  if (url.pathname === '/user') return { status: 403, answer: { message: 'Resource not accessible by integration' } };
  if (method === 'GET') {
    const [page, size] = ['page', 'per_page'].map((name) => Number(url.searchParams.get(name)));
    return { status: 200, answer: comments.slice((page! - 1) * size!, page! * size!) };
  }
  if (isReadOnly) return { status: 403, answer: { message: 'Resource not accessible by integration' } };
  const bot = { login: 'github-actions[bot]', type: 'Bot' };
  if (method === 'POST') comments.push({ id: comments.length + 1, ...JSON.parse(body), user: bot });
  else comments.find(({ id }) => url.pathname.endsWith(`/${id}`))!.body = JSON.parse(body).body;
  return { status: method === 'POST' ? 201 : 200, answer: {} };
}
/** What GitHub writes into the event's file, cut to what is of the pull request, its branches and repository. */
function eventOf(number: number) {
  const owner = { login: 'octo', id: 1, type: 'Organization', site_admin: false };
  const repository = { id: 2, name: 'shop', full_name: 'octo/shop', private: false, owner, default_branch: 'main' };
  const fork = { ...repository, id: 3, full_name: 'someone/shop', fork: true };
  const branch = (ref: string, repo: object) => ({ label: `octo:${ref}`, ref, sha: 'c0ffee'.repeat(7).slice(2), repo });
  return {
    action: 'synchronize',
    number,
    before: '0'.repeat(40),
    after: 'c0ffee'.repeat(7).slice(2),
    pull_request: {
      ...{ id: 4, number, state: 'open', locked: false, draft: false, merged: false, mergeable: null },
      ...{ title: 'Brands `$(id)`\n::error::x', body: null, user, labels: [], requested_reviewers: [] },
      ...{ head: branch('brands"; exit 1', fork), base: branch('main', repository), author_association: 'NONE' },
    },
    repository,
    sender: user,
  };
}
const api = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on('end', () => {
    const url = new URL(request.url!, 'http://localhost');
    expect(request.headers.authorization).toBe('Bearer secret');
    asked.push(`${request.method} ${url.pathname}`);
    const { status, answer: given } = answer(request.method!, url, body);
    response.writeHead(status).end(JSON.stringify(given));
  });
});

async function act(inputs: Record<string, string>): Promise<{ status: number | null; out: string; summary: string }> {
  writeFileSync(summary, '');
  const { PATH = '', HOME = '' } = process.env;
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value]);
  const child = spawn(process.execPath, [path.join(root, '.ci/action.mjs')], {
    cwd: project,
    env: {
      ...{ PATH, HOME, CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', RUNNER_TEMP: folder },
      ...{ GITHUB_STEP_SUMMARY: summary, GITHUB_EVENT_PATH: event, GITHUB_REPOSITORY: 'octo/shop' },
      ...{ GITHUB_REF: 'refs/pull/7/merge', GITHUB_HEAD_REF: 'brands"; exit 1', GITHUB_BASE_REF: 'main' },
      GITHUB_API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
      ...Object.fromEntries(given),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, out, summary: readFileSync(summary, 'utf8') };
}

it('starts the published package on Windows without a shell, so that a name is no command', () => {
  const [own, node] = [path.join(folder, 'own'), path.join(folder, 'node')];
  const npx = path.join(node, 'node_modules/npm/bin/npx-cli.js');
  for (const one of [path.join(own, '.ci'), path.dirname(npx)]) mkdirSync(one, { recursive: true });
  for (const file of ['.ci/action.mjs', 'package.json']) cpSync(path.join(root, file), path.join(own, file));
  writeFileSync(npx, 'console.log(JSON.stringify(process.argv.slice(2)));');
  symlinkSync(process.execPath, path.join(node, 'node.exe'));
  const facts = { platform: 'win32', execPath: path.join(node, 'node.exe') };
  const asWindows = Object.entries(facts).map(
    ([name, value]) => `Object.defineProperty(process, '${name}', { value: ${JSON.stringify(value)} });`,
  );
  const args = ['--import', `data:text/javascript,${encodeURIComponent(asWindows.join(''))}`];
  const { status, stdout } = spawnSync(process.execPath, [...args, path.join(own, '.ci/action.mjs')], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, RUNNER_TEMP: folder, INPUT_PROVE: 'false', INPUT_PATHS: 'a & calc.sql' },
  });
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  expect(JSON.parse(stdout).slice(0, 4)).toEqual(['--yes', `devschema@${version}`, 'check', 'a & calc.sql']);
  expect(status).toBe(0);
});

describe('the GitHub action', () => {
  beforeAll(async () => {
    buildUnlessDone();
    cpSync(path.join(root, 'test/workspaces/bazaar'), project, { recursive: true });
    const cli = [path.join(root, 'dist/cli.js'), 'snapshot', '--dev', 'dev/schema.sql', '--out', 'dev.json'];
    expect(spawnSync(process.execPath, cli, { cwd: project }).status).toBe(0);
    writeFileSync(event, JSON.stringify(eventOf(7)));
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    api.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('annotates the lines, writes the summary, and comments once', async () => {
    comments = strangers();
    asked = [];
    writeFileSync(path.join(project, 'migrations/zero.sql'), 'SELECT 1;\nSELECT 1 / 0;\n');
    const files = ['migrations/brand_extraction.sql', 'migrations/zero.sql', 'migrations/story_arc.sql'];
    const inputs = { PATHS: files.join('\n'), DEV: 'dev.json', TOKEN: 'secret', PROVE: 'true' };
    const first = await act(inputs);
    // Nothing is proved of a placeholder: reading finds it, and running what cannot be read.
    expect(first.status).toBe(2);
    expect(first.out).toMatch(/^::warning file=migrations\/brand_extraction.sql,line=2,.*title=missing-columns::/m);
    expect(first.out).toMatch(/^::warning file=migrations\/story_arc.sql,line=2,.*title=placeholder::/m);
    expect(first.out).toMatch(/^::error file=migrations\/zero.sql,line=2,.*title=refused::PostgreSQL refuses it: /m);
    expect(first.summary).toMatch(/^## DevSchema\n\n\*\*0 of 3 files proved on PostgreSQL 18/);
    for (const file of files) expect(first.summary).toContain(`- \`${file}\`: `);
    expect(first.out + first.summary).not.toContain('secret');
    const second = await act({ ...inputs, PROVE: 'false' });
    expect(second.status).toBe(1);
    expect(comments.filter(({ body }) => body.startsWith('<!-- devschema -->\n## DevSchema'))).toEqual([
      expect.objectContaining({ id: 122, body: expect.stringContaining('**Read 3 files') }),
    ]);
    expect(comments[0]!.body).toContain('All is well');
    const of = '/repos/octo/shop/issues';
    const looked = ['GET /user', `GET ${of}/7/comments`, `GET ${of}/7/comments`];
    expect(asked).toEqual([...looked, `POST ${of}/7/comments`, ...looked, `PATCH ${of}/comments/122`]);
  }, 120_000);

  it('of a fork, whose token may only read, says so and keeps the summary', async () => {
    isReadOnly = true;
    const inputs = { PATHS: 'migrations/brand_extraction.sql', DEV: 'dev.json', TOKEN: 'secret', PROVE: 'false' };
    const { status, out, summary: written } = await act(inputs);
    isReadOnly = false;
    expect(status).toBe(1);
    expect(out).toContain('::warning title=DevSchema::The comment was not written: ');
    expect(out).toContain('403. The job needs "permissions: pull-requests: write"; from a fork nothing may write.');
    expect(written).toContain('missing-columns');
  }, 120_000);

  it('cuts a comment that is longer than GitHub takes, and says where the rest is', async () => {
    comments = [];
    const lines = Array.from({ length: 900 }, (_, n) => `ALTER TABLE nowhere_${n} ADD a int;`);
    writeFileSync(path.join(project, 'migrations/many.sql'), `${lines.join('\n')}\n`);
    const inputs = { PATHS: 'migrations/many.sql', DEV: 'dev.json', TOKEN: 'secret', PROVE: 'false' };
    const { summary: written } = await act(inputs);
    rmSync(path.join(project, 'migrations/many.sql'));
    expect(written).toContain('nowhere\\_899');
    expect(comments[0]!.body.length).toBeLessThan(65_536);
    expect(comments[0]!.body).toMatch(/\n\n… The rest is in the summary of the run\.\n$/);
  }, 120_000);

  it('without a token comments nothing, and fails only for what could not be done when asked so', async () => {
    const before = asked.length;
    const inputs = { PATHS: 'migrations/brand_extraction.sql', DEV: 'dev.json', PROVE: 'false' };
    expect((await act({ ...inputs, FAIL_ON: 'nothing' })).status).toBe(0);
    expect((await act({ ...inputs, FAIL_ON: 'nothing', PATHS: 'migrations/none.sql' })).status).toBe(2);
    expect(asked.length).toBe(before);
  }, 120_000);

  it('looks only at what a branch changes when asked so', async () => {
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
    for (const args of [
      ['init', '-q', '-b', 'main'],
      ['add', '.'],
      ['commit', '-qm', 'all'],
      ['checkout', '-qb', 'work'],
    ])
      expect(spawnSync('git', [...who, ...args], { cwd: project }).status).toBe(0);
    const inputs = { SINCE: 'main', DEV: 'dev.json', PROVE: 'false' };
    for (const PROVE of ['true', 'false'])
      expect(await act({ ...inputs, PROVE })).toMatchObject({ status: 0, summary: expect.stringContaining('0 of ') });
    writeFileSync(path.join(project, 'migrations/story_arc.sql'), 'ALTER TABLE nowhere ADD a int;\n');
    const { status, out } = await act(inputs);
    expect(status).toBe(1);
    expect(out).toContain('file=migrations/story_arc.sql');
    expect(out).not.toContain('file=migrations/brand_extraction.sql');
  }, 120_000);
});
