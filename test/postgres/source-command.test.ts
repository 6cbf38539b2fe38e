/** A command whose output is dev: run only where exactly its text is allowed, and read like a file of SQL. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSource } from '../../server/src/dev/open';
import { type CommandQuestion, commandOutput } from '../../server/src/host/dev-command';
import { readDevText } from '../../server/src/host/dev-files';
import { buildUnlessDone } from '../support/build';
import { embeddedScript } from '../support/postgres-embedded';

const root = path.resolve(__dirname, '../..');
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'devschema-command-')));
const ran = path.join(folder, 'ran');
const command = 'echo once >> ran && cat dev.sql';
const { PATH } = process.env;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => buildUnlessDone());
beforeEach(() => {
  rmSync(ran, { force: true });
  writeFileSync(path.join(folder, 'dev.sql'), 'CREATE TABLE a (id int, name text);\n');
  writeFileSync(path.join(folder, 'a.sql'), 'CREATE TABLE a (id int);\n');
  writeFileSync(path.join(folder, 'devschema.json'), JSON.stringify({ connection: { command } }));
});
const times = (): number => (existsSync(ran) ? readFileSync(ran, 'utf8').split('\n').length - 1 : 0);
function check(...args: string[]) {
  const { status, stdout: out } = spawnSync(
    process.execPath,
    [path.join(root, 'dist/cli.js'), 'check', 'a.sql', ...args],
    {
      ...{ cwd: folder, env: { PATH, HOME: folder }, encoding: 'utf8' },
    },
  );
  return { status, out };
}

describe.skipIf(process.platform === 'win32')('a command that prints SQL', () => {
  it('of a repository is not run, but where exactly its text is allowed', () => {
    for (const args of [[], ['--allow-command', 'cat dev.sql'], ['--allow-command', `${command} `]]) {
      const { status, out } = check(...args);
      expect(status).toBe(2);
      expect(out).toContain(`connection in devschema.json is the command “${command}”, and nobody has allowed it`);
    }
    expect(times()).toBe(0);
    const { status, out } = check('--allow-command', command);
    expect(out).toContain('a has 2 columns in dev, 1 here. Missing: name');
    expect({ status, times: times() }).toEqual({ status: 1, times: 1 });
  });
  it('is asked about each time, and not run to look for changes', async () => {
    const asked: string[] = [];
    let answer = false;
    const allow = async ({ command: text, namedBy }: CommandQuestion) => {
      asked.push(`${namedBy}: ${text}`);
      return answer;
    };
    const place = { cwd: folder, env: { PATH }, timeoutMs: 10_000, signal: undefined, allow };
    const config = { kind: 'sql', paths: [], command, label: command, from: 'devschema.connection' } as const;
    const source = openSource(config, {
      embeddedScript: await embeddedScript(),
      runCommand: async (text, namedBy) => readDevText(text, await commandOutput({ command: text, namedBy }, place)),
    });
    await expect(source.probe({})).rejects.toThrow('nobody has allowed it');
    expect(times()).toBe(0);
    answer = true;
    const { fingerprint } = await source.read({});
    expect([await source.probe({}), times()]).toEqual([fingerprint, 1]);
    writeFileSync(path.join(folder, 'dev.sql'), 'CREATE TABLE b (id int);\n');
    const { schema } = await source.read({});
    expect([...schema.tables.values()].map(({ name }) => name)).toEqual(['b']);
    expect([times(), new Set(asked)]).toEqual([2, new Set([`devschema.connection: ${command}`])]);
    await source.dispose();
  });
  it('that cannot be read is said, with its own last words', async () => {
    const place = { cwd: folder, env: { PATH }, timeoutMs: 300, signal: undefined, allow: async () => true };
    const said = (text: string) =>
      commandOutput({ command: text, namedBy: 'x' }, place).catch(({ message }) => message);
    expect(await said('echo first >&2; echo no such database >&2; exit 3')).toContain('ended with 3: no such database');
    expect(await said('sleep 5; echo SELECT 1')).toContain('did not end within 0.3 s');
    expect(await said('true')).toContain('printed no SQL');
    expect(await said('no-such-program-here')).toMatch(/ended with 127: .*not found/);
    expect(await said('printf "\\033[2J" >&2; exit 1')).not.toContain('\u001b');
  });
  it('shows all that it is', () => {
    for (const hidden of ['\n', '\u202e', '\u001b[8m']) {
      writeFileSync(path.join(folder, 'devschema.json'), JSON.stringify({ connection: { command: command + hidden } }));
      expect(check('--allow-command', command + hidden).out).toContain('is a command with characters that do not show');
    }
    expect(times()).toBe(0);
  });
  it('stands alone in the setting', () => {
    writeFileSync(path.join(folder, 'devschema.json'), JSON.stringify({ connection: { command, host: 'x' } }));
    const { out } = check('--allow-command', command);
    expect(out).toContain('connection in devschema.json is a command, beside which nothing else can stand');
    expect(times()).toBe(0);
  });
});
