/** The embedded PostgreSQL's process: what it is given, and when it ends. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startEmbedded } from '../../server/src/dev/embedded';
import { embeddedScript } from '../support/postgres-embedded';

let folder: string;
let script: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'devschema-embedded-'));
  script = await embeddedScript();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
/** One that has ended and that nobody has asked for yet still has its number. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('it ends within two seconds of its parent, even in an endless loop', { timeout: 60_000 }, async () => {
  const parent = written(
    'parent.cjs',
    `const child = require('node:child_process').fork(process.argv[2], [String(process.pid)], {
      serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    child.send({ id: 1, what: 'start', extensions: [] });
    child.on('message', () => {
      child.send({ id: 2, what: 'run', sql: 'DO $$ BEGIN LOOP END LOOP; END $$' });
      process.stdout.write(String(child.pid) + '\\n');
    });`,
  );
  const own = spawn(process.execPath, [parent, script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = Number(await new Promise((resolve) => own.stdout.once('data', (text) => resolve(String(text)))));
  await pause(1000);
  expect(isAlive(pid)).toBe(true);
  own.kill('SIGKILL');
  const killed = Date.now();
  while (isAlive(pid) && Date.now() - killed < 4000) await pause(50);
  expect(Date.now() - killed).toBeLessThan(2000);
});

test('it gets no variable of the environment that it does not need', async () => {
  const fake = written(
    'fake.cjs',
    "process.on('message', ({ id }) => process.send({ id, rows: [Object.keys(process.env)] }));",
  );
  process.env.PGPASSWORD = 'a secret';
  process.env.DATABASE_URL = 'postgres://me:secret@host/db';
  try {
    const embedded = await startEmbedded({ script: fake });
    const [names] = await embedded.query('');
    await embedded.close();
    expect(names).toContain('PATH');
    expect(names!.filter((name) => /PG|URL|HOME|KEY|TOKEN/i.test(String(name)))).toEqual([]);
  } finally {
    delete process.env.PGPASSWORD;
    delete process.env.DATABASE_URL;
  }
});
