/** The door to files, with what a hostile repository can hold under the name of one, and that there is no other door. */
import { spawnSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeText, readRegular } from '../../server/src/files/reading';
import { openDisk } from '../../server/src/host/disk';

const folder = mkdtempSync(path.join(tmpdir(), 'devschema-reading-'));
const work = path.join(folder, 'work');
const at = (name: string) => path.join(work, name);
let socket: Server;

beforeAll(async () => {
  mkdirSync(path.join(work, 'db'), { recursive: true });
  writeFileSync(path.join(folder, 'outside.sql'), 'SELECT 1;');
  writeFileSync(at('a.sql'), 'SELECT 1;');
  writeFileSync(at('huge.sql'), '');
  truncateSync(at('huge.sql'), 40_000_000_000);
  spawnSync('mkfifo', [at('pipe.sql')]);
  symlinkSync('/dev/zero', at('zero.sql'));
  symlinkSync('../outside.sql', at('out.sql'));
  symlinkSync('a.sql', at('in.sql'));
  symlinkSync('circle.sql', at('circle.sql'));
  symlinkSync('pipe.sql', at('to-pipe.sql'));
  symlinkSync('..', at('db/up'));
  symlinkSync('nowhere.sql', at('dangling.sql'));
  linkSync(at('a.sql'), at('second-name.sql'));
  socket = createServer();
  await new Promise<void>((resolve) => socket.listen(at('socket.sql'), resolve));
});
afterAll(() => {
  socket.close();
  rmSync(folder, { recursive: true, force: true });
});

function told(name: string, limit = 1000, within: readonly string[] = [work]): string {
  const found = readRegular(path.resolve(work, name), { limit, within });
  return 'bytes' in found ? decodeText(found.bytes) : found.problem;
}

it.skipIf(process.platform === 'win32')('what is missing is found missing soon, however deep the folder', () => {
  const deep = path.join(folder, 'd/'.repeat(1500));
  mkdirSync(deep, { recursive: true });
  const started = process.cpuUsage();
  for (let at = 0; at < 100; at++) expect(told(`${deep}${at}`)).toBe('does not exist');
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1000).toBeLessThan(500);
});
describe.skipIf(process.platform === 'win32')('only regular files are read', () => {
  it.each([
    ['a.sql', 'SELECT 1;'],
    ['in.sql', 'SELECT 1;'],
    ['second-name.sql', 'SELECT 1;'],
    ['pipe.sql', 'is a named pipe (FIFO), and only regular files are read'],
    ['to-pipe.sql', 'is a named pipe (FIFO), and only regular files are read'],
    ['socket.sql', 'is a socket, and only regular files are read'],
    ['db', 'is a folder, and only regular files are read'],
    ['huge.sql', 'has 40,000 MB, and files over 1 MB are not read'],
    ['circle.sql', 'is a link that leads in a circle'],
    ['dangling.sql', 'does not exist'],
    ['zero.sql', 'is a link to /dev/zero, outside of the workspace, and only links inside it are followed'],
    ['../outside.sql', 'SELECT 1;'],
    ['/dev/zero', 'is a device, and only regular files are read'],
    ['/proc/self/mem', 'cannot be read'],
  ])('%s', (name, expected) => {
    const started = Date.now();
    expect(told(name)).toBe(expected);
    expect(Date.now() - started).toBeLessThan(1000);
  });
  it('a link out of the workspace is named and not followed; within the repository around it, it is', () => {
    expect(told('out.sql')).toMatch(/^is a link to .*outside\.sql, outside of the workspace/);
    expect(told('zero.sql', 1000, [])).toBe('is a device, and only regular files are read');
    const repository = path.join(folder, 'repository');
    mkdirSync(path.join(repository, '.git'), { recursive: true });
    mkdirSync(path.join(repository, 'app'));
    writeFileSync(path.join(repository, 'b.sql'), 'SELECT 2;');
    symlinkSync('../b.sql', path.join(repository, 'app/b.sql'));
    const inner = path.join(repository, 'app');
    expect(told(path.join(inner, 'b.sql'), 1000, [inner])).toBe('SELECT 2;');
  });
  it('a file that says it is empty is read to its end, and no further than the limit', () => {
    expect(told('/proc/self/status', 100_000)).toContain('Name:');
    expect(told('/proc/self/status', 10)).toContain('files over 1 MB are not read');
  });
  it('the disk says of each why it has no text, and lists no folder twice', async () => {
    const disk = openDisk();
    disk.confine?.([work]);
    expect(disk.read(at('pipe.sql'))).toBeUndefined();
    expect(disk.whyUnread?.(at('pipe.sql'))).toBe('the file is a named pipe (FIFO), and only regular files are read');
    expect(disk.whyUnread?.(at('nowhere.sql'))).toBeUndefined();
    expect((await disk.list(work)).filter((one) => one.startsWith('db'))).toEqual(['db/up']);
  });
});

/** Names by which Node opens or reads a file; only the door may use them. */
const readers =
  /(?<![\w'])(readFile|readFileSync|createReadStream|openSync|readSync|readvSync|openAsBlob|readLines|opendir|from 'pgpass')(?!\w)/g;

describe('no other door', () => {
  const root = path.resolve(__dirname, '../..');
  const sources = ['server/src', 'client/src'].flatMap((below) =>
    readdirSync(path.join(root, below), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${below}/${file}`),
  );
  it('opens a file', () => {
    const found = sources.flatMap((file) =>
      [...readFileSync(path.join(root, file), 'utf8').matchAll(readers)].map(([name]) => `${file}: ${name}`),
    );
    expect(new Set(found)).toEqual(
      new Set([
        'server/src/files/reading.ts: openSync',
        'server/src/files/reading.ts: readSync',
        // The program itself, and what was compiled of it: in the user's own cache folder, and the user's own file.
        'server/src/launch-compiled.ts: openSync',
        'server/src/launch-compiled.ts: readFileSync',
        // The program itself, for its hash.
        'server/src/dev/own-build.ts: readFileSync',
        // A file in the memory of the embedded PostgreSQL.
        'server/src/dev/embedded/tar.ts: readFile',
        // A page of the extension's own, through VS Code.
        'client/src/rule-pages.ts: readFile',
      ]),
    );
  });
  it('imports all of node:fs, where a reader would not be seen', () => {
    const whole =
      /import (\* as \w+|\w+) from 'node:fs(\/promises)?'|require\('(?:node:)?fs(\/promises)?'\)(?!\.\w)|import\('(?:node:)?fs/;
    expect(sources.filter((file) => whole.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
  });
});
