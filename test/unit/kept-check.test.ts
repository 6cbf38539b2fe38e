/** What `check` keeps of its last run: the same is told as without it, and nothing that is not so any more. */
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run } from '../../server/src/cli/run';
import { writeSnapshot } from '../../server/src/dev/snapshot';
import { devOf } from '../support/fake-dev';

const folder = mkdtempSync(path.join(tmpdir(), 'devschema-kept-'));
const cwd = path.join(folder, 'project');
const cache = path.join(folder, 'cache');
const keptFolder = path.join(cache, 'devschema/found');
const foldedFolder = path.join(cache, 'devschema/folded');
const migration = (nth: number) => `db/migrations/${String(nth).padStart(4, '0')}_t${nth}.sql`;
const write = (file: string, text: string) => writeFileSync(path.join(cwd, file), text);
const tableOf = (nth: number, more = '') =>
  `-- +goose Up\nCREATE TABLE t${nth} (id bigint PRIMARY KEY, name text NOT NULL${more});\n` +
  (nth > 1 ? `ALTER TABLE t${nth - 1} ADD COLUMN next_id bigint REFERENCES t${nth} (id);\n` : '') +
  `-- +goose Down\nDROP TABLE t${nth};\n`;
const count = 20;

async function snapshot(sql: string): Promise<void> {
  write('dev.json', writeSnapshot(await devOf(sql)));
}
const wholeDev = Array.from({ length: count }, (_, at) =>
  tableOf(at + 1).replaceAll(/-- \+goose Down[^;]*;/g, ''),
).join('\n');
beforeAll(async () => {
  mkdirSync(path.join(cwd, 'db/migrations'), { recursive: true });
  for (let nth = 1; nth <= count; nth++) write(migration(nth), tableOf(nth));
  await snapshot(wholeDev);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What was read by the last check. */
const read: string[] = [];
/** Whether it was read, and what was told. */
async function check(env: Readonly<Record<string, string>>, ...more: readonly string[]) {
  let out = '';
  let isRead = false;
  read.length = 0;
  const status = await run(['check', 'db', '--dev', 'dev.json', '--format', 'json', ...more], {
    ...{ cwd, env, color: false, signal: new AbortController().signal, err: () => {} },
    out: (text) => {
      out += text;
    },
    progress: (line) => {
      isRead ||= line.startsWith('Reading db/');
      if (line.startsWith('Reading db/')) read.push(line);
    },
  });
  const timeless = out.replaceAll(/"readAt":\s*[^,}]+/g, '');
  return { status, out: timeless, isRead };
}
const keeping = { XDG_CACHE_HOME: cache };
/** Told as without keeping; then nothing is read, and the same is told. */
async function expectAnew(...more: readonly string[]) {
  const { out, status } = await check({}, ...more);
  expect(await check(keeping, ...more)).toMatchObject({ out, status });
  expect(await check(keeping, ...more)).toEqual({ out, status, isRead: false });
  return { out, status };
}

it('nothing is read again while nothing has changed, and after a change what that may have changed', async () => {
  expect(await expectAnew()).toMatchObject({ status: 0 });
  // In the middle, what the last file says is wrong from there on.
  write(migration(7), tableOf(7, ', extra int'));
  expect(await expectAnew()).toMatchObject({ status: 1, out: expect.stringContaining('extra') });
  write(migration(count), `${tableOf(count)}\n-- +goose Up\nALTER TABLE t3 DROP COLUMN nosuch;\n`);
  expect((await expectAnew()).out).toContain('nosuch');
  write(migration(7), tableOf(7));
  expect((await expectAnew()).out).not.toContain('extra');
  write(migration(count), tableOf(count));
  expect(await expectAnew()).toMatchObject({ status: 0 });
  write(migration(count + 1), tableOf(count + 1));
  await expectAnew();
  rmSync(path.join(cwd, migration(count + 1)));
});

it('a file that says something of later ones is read again after an edit of those, and the others are not', async () => {
  const added = (nth: number) => tableOf(nth).replace('-- +goose Down', 'CREATE INDEX ON t3 (later);\n-- +goose Down');
  write(migration(3), added(3));
  expect((await expectAnew()).out).not.toContain('adds it later.');
  const last = `${tableOf(count + 1)}`.replace(
    '-- +goose Down',
    'ALTER TABLE t3 ADD COLUMN later int;\n-- +goose Down',
  );
  write(migration(count + 1), last);
  expect((await expectAnew()).out).toContain('adds it later.');
  write(migration(count + 1), `${last}\n-- and more`);
  await check(keeping);
  expect(read).toEqual([expect.stringContaining('0003'), expect.stringContaining(`00${count + 1}`)]);
  rmSync(path.join(cwd, migration(count + 1)));
  write(migration(3), tableOf(3));
});

it('dev, settings, tools’ files and what is asked for count too', async () => {
  await check(keeping);
  await snapshot(wholeDev.replace('name text NOT NULL', 'name text'));
  expect(await expectAnew()).toMatchObject({ status: 1 });
  write('devschema.json', '{ "rules": { "nullability": "off", "column-nullability": "off" } }');
  await expectAnew();
  rmSync(path.join(cwd, 'devschema.json'));
  write('db/migrations/atlas.sum', 'h1:x\n');
  await expectAnew();
  rmSync(path.join(cwd, 'db/migrations/atlas.sum'));
  await snapshot(wholeDev);
  await expectAnew('--workspace', 'db');
});

it('what is damaged of what a history came to is not taken', async () => {
  rmSync(foldedFolder, { recursive: true });
  write(migration(count), `${tableOf(count)}-- 1`);
  await check(keeping);
  const [name] = readdirSync(foldedFolder);
  const file = path.join(foldedFolder, name!);
  const text = readFileSync(file, 'utf8');
  for (const [at, wrong] of [text.replace('t7', 't8'), text.slice(0, -1), '', text.replace('"', "'")].entries()) {
    writeFileSync(file, wrong);
    write(migration(count), `${tableOf(count)}-- other ${at}`);
    const { out } = await check({});
    expect(await check(keeping)).toMatchObject({ out });
    expect(read).toHaveLength(count);
  }
  write(migration(count), tableOf(count));
});

it('what is damaged, or may be another’s, is not taken', async () => {
  for (const each of [keptFolder, foldedFolder]) rmSync(each, { recursive: true });
  await check(keeping);
  expect((await check(keeping)).isRead).toBe(false);
  expect(readdirSync(keptFolder)).toHaveLength(1);
  for (const name of readdirSync(keptFolder)) {
    const file = path.join(keptFolder, name);
    const text = readFileSync(file, 'utf8');
    for (const wrong of [text.replace('t7', 't8'), text.slice(0, -1), '', 'null\nnull', text.replace('"', "'")]) {
      writeFileSync(file, wrong);
      rmSync(foldedFolder, { recursive: true, force: true });
      expect(await check(keeping)).toMatchObject({ status: 0, isRead: true });
    }
  }
  expect((await check(keeping)).isRead).toBe(false);
  if (process.platform === 'win32') return;
  chmodSync(keptFolder, 0o777);
  for (let times = 0; times < 2; times++) {
    rmSync(foldedFolder, { recursive: true, force: true });
    expect(await check(keeping)).toMatchObject({ status: 0, isRead: true });
  }
  chmodSync(keptFolder, 0o700);
});

it('a file that cannot be read is looked for each time', async () => {
  mkdirSync(path.join(cwd, 'db/other.sql'));
  write('db/broken.sql', Buffer.from([0x43, 0xff, 0xfe, 0, 0]).toString('latin1'));
  const [first, second] = [await check(keeping), await check(keeping)];
  expect(second.out).toBe(first.out);
  rmSync(path.join(cwd, 'db/broken.sql'));
  rmSync(path.join(cwd, 'db/other.sql'), { recursive: true });
});
