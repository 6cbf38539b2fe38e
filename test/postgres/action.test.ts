/** The GitHub action on a sample pull request: annotations, the summary, and one comment that later runs write over. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

/** GitHub's API as far as the action asks it. */
const comments: { id: number; body: string }[] = [];
const asked: string[] = [];
const api = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString();
  });
  request.on('end', () => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    if (request.method === 'POST') comments.push({ id: comments.length + 1, ...JSON.parse(body) });
    if (request.method === 'PATCH') Object.assign(comments[0]!, JSON.parse(body));
    response.end(JSON.stringify(request.method === 'GET' ? comments : {}));
  });
});

async function act(inputs: Record<string, string>): Promise<{ status: number | null; out: string; summary: string }> {
  writeFileSync(summary, '');
  const { PATH = '', HOME = '' } = process.env;
  const given = Object.entries(inputs).map(([name, value]) => [`INPUT_${name}`, value]);
  const child = spawn(process.execPath, [path.join(root, '.ci/action.mjs')], {
    cwd: project,
    env: {
      ...{ PATH, HOME, GITHUB_STEP_SUMMARY: summary, GITHUB_EVENT_PATH: event, GITHUB_REPOSITORY: 'a/b' },
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

describe('the GitHub action', () => {
  beforeAll(async () => {
    buildUnlessDone();
    cpSync(path.join(root, 'test/workspaces/bazaar'), project, { recursive: true });
    const cli = [path.join(root, 'dist/cli.js'), 'snapshot', '--dev', 'dev/schema.sql', '--out', 'dev.json'];
    expect(spawnSync(process.execPath, cli, { cwd: project }).status).toBe(0);
    writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
    await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    api.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('annotates the lines, writes the summary, and comments once', async () => {
    const inputs = { PATHS: 'migrations/brand_extraction.sql', DEV: 'dev.json', TOKEN: 'secret', PROVE: 'true' };
    const first = await act(inputs);
    expect(first.status).toBe(1);
    expect(first.out).toMatch(/^::warning file=migrations\/brand_extraction.sql,line=\d+/m);
    expect(first.summary).toContain('## DevSchema');
    expect(first.summary).toContain('migrations/brand_extraction.sql');
    expect(first.out + first.summary).not.toContain('secret');
    const second = await act({ ...inputs, PROVE: 'false' });
    expect(second.status).toBe(1);
    expect(comments).toHaveLength(1);
    expect(comments[0]!.body).toMatch(/^<!-- devschema -->\n## DevSchema/);
    expect(asked.map((one) => one.split(' ')[0])).toEqual(['GET', 'POST', 'GET', 'PATCH']);
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
    expect(await act(inputs)).toMatchObject({ status: 0, summary: expect.stringContaining('0 of ') });
    writeFileSync(path.join(project, 'migrations/story_arc.sql'), 'ALTER TABLE nowhere ADD a int;\n');
    const { status, out } = await act(inputs);
    expect(status).toBe(1);
    expect(out).toContain('file=migrations/story_arc.sql');
    expect(out).not.toContain('file=migrations/brand_extraction.sql');
  }, 120_000);
});
