/** The npm package as it is packed, in a folder where nothing else is: `npx devschema`, with all that it loads by itself. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildUnlessDone } from '../support/build';

const root = path.resolve(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'devschema-package-'));
const [npm, npx] = process.platform === 'win32' ? ['npm.cmd', 'npx.cmd'] : ['npm', 'npx'];
const where = () => {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, npm_config_offline: 'true', npm_config_cache: path.join(folder, 'cache') };
  return { cwd: folder, env, shell: process.platform === 'win32' };
};
const run = (program: string, args: readonly string[], cwd = folder) =>
  spawnSync(program, args, { ...where(), cwd, encoding: 'utf8' });
/** What a server answers to its first message; then its input ends, and it does. */
function answer(args: readonly string[], message: string): Promise<string> {
  const server = spawn(npx!, ['--no-install', 'devschema', ...args], {
    ...where(),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  server.stdin.write(message);
  let text = '';
  server.stdout.on('data', (piece: Buffer) => {
    text += piece;
    server.stdin.end();
  });
  return new Promise((resolve) => server.once('close', () => resolve(text)));
}

beforeAll(() => {
  buildUnlessDone();
  const packed = run(npm!, ['pack', '--ignore-scripts', '--pack-destination', folder], root);
  expect(packed.status, packed.stderr).toBe(0);
  const [file] = readdirSync(folder).filter((one) => one.endsWith('.tgz'));
  // All is in the bundles: nothing is fetched.
  const installed = run(npm!, ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', `./${file}`]);
  expect(installed.stdout, installed.stderr).toContain('added 1 package');
  cpSync(path.join(root, 'test/workspaces/bazaar'), path.join(folder, 'bazaar'), { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const devschema = (args: readonly string[]) => run(npx!, ['--no-install', 'devschema', ...args]);

describe('npx devschema', () => {
  it('says its version, runs SQL that is dev, and finds the near-miss', () => {
    expect(devschema(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    // As pre-commit starts it, with the names of staged files after it.
    const hooks = readFileSync(path.join(root, '.pre-commit-hooks.yaml'), 'utf8');
    const [, ...entry] = /^ {2}entry: (.+)$/m.exec(hooks)![1]!.split(' ');
    const { status, stdout, stderr } = devschema([...entry, 'bazaar/migrations/brand_extraction.sql']);
    expect(stderr).toBe('');
    expect(stdout).toContain('has 29 columns in dev, 22 here');
    expect(status).toBe(1);
  });
  it('serves editors and assistants', async () => {
    const message = (body: object) => JSON.stringify({ jsonrpc: '2.0', id: 1, ...body });
    const hello = message({ method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
    const editor = await answer(['lsp', '--stdio'], `Content-Length: ${hello.length}\r\n\r\n${hello}`);
    expect(editor).toContain('"name":"DevSchema"');
    const protocolVersion = '2025-06-18';
    const clientInfo = { name: 'test', version: '1' };
    const params = { protocolVersion, capabilities: {}, clientInfo };
    const assistant = await answer(
      ['mcp', '--dev', 'bazaar/dev/schema.sql'],
      `${message({ method: 'initialize', params })}\n`,
    );
    expect(assistant).toContain('do not write columns from memory');
  });
});
