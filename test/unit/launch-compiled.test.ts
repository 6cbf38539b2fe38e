/** The compiled code that the command line keeps for its next run on Node 20: taken where it is one's own, and only there. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';

const folder = mkdtempSync(path.join(tmpdir(), 'devschema-compiled-'));
const cache = path.join(folder, 'cache');
const bundle = path.join(folder, 'bundle.js');
const say = (word: string) => `console.log(require('node:path').basename(__filename), '${word}', typeof exports)`;
beforeAll(() => {
  buildSync({
    entryPoints: [path.join(import.meta.dirname, '../../server/src/launch-compiled.ts')],
    outfile: path.join(folder, 'launch-compiled.js'),
    ...{ bundle: true, platform: 'node', format: 'cjs' },
  });
  writeFileSync(bundle, say('one'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(name: string): string {
  const script = `require('./launch-compiled.js').runCompiled(${JSON.stringify(bundle)}, ${JSON.stringify(cache)}, '${name}')`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' });
  return stdout + stderr;
}
const keptOf = (name: string): string =>
  path.join(cache, readdirSync(cache).find((file) => file.startsWith(`${name}-`))!);

test('runs the bundle as require would, and keeps it for its user alone', () => {
  expect(run('a')).toBe('bundle.js one object\n');
  const { mtimeMs, mode } = statSync(keptOf('a'));
  if (process.platform !== 'win32') expect(mode & 0o077).toBe(0);
  expect(run('a')).toBe('bundle.js one object\n');
  // It was good, so it was not written again.
  expect(statSync(keptOf('a')).mtimeMs).toBe(mtimeMs);
});

test('another text has another name; what is not whole is made anew', () => {
  writeFileSync(bundle, say('two'));
  expect(run('b')).toBe('bundle.js two object\n');
  truncateSync(keptOf('b'), 100);
  expect(run('b')).toBe('bundle.js two object\n');
  expect(statSync(keptOf('b')).size).toBeGreaterThan(100);
});

test.skipIf(process.platform === 'win32')('what others can write is not run', () => {
  // V8 takes text of the same length for the same: what would run if the file were taken is the first word.
  writeFileSync(bundle, say('ten'));
  run('c');
  writeFileSync(bundle, say('six'));
  expect(run('c')).toBe('bundle.js ten object\n');
  chmodSync(keptOf('c'), 0o622);
  expect(run('c')).toBe('bundle.js six object\n');
});

test('no more than six are kept', () => {
  for (const name of 'defghijk') run(name);
  expect(readdirSync(cache)).toHaveLength(6);
});
