/** A folder that others change between the look at a path and the opening of what is there. */
import {
  mkdirSync,
  mkdtempSync,
  type openSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const around = { before: () => {}, after: () => {} };
type Reading = typeof import('../../server/src/files/reading');
let { decodeText, readRegular } = {} as Pick<Reading, 'decodeText' | 'readRegular'>;
// What other tests of the same worker have loaded opens files by itself.
beforeAll(async () => {
  vi.doMock('node:fs', async (original) => {
    const fs = await original<{ openSync: typeof openSync }>();
    return {
      ...fs,
      openSync: (...given: Parameters<typeof openSync>) => {
        around.before();
        try {
          return fs.openSync(...given);
        } finally {
          around.after();
        }
      },
    };
  });
  vi.resetModules();
  ({ decodeText, readRegular } = await import('../../server/src/files/reading'));
});

const folder = mkdtempSync(path.join(tmpdir(), 'devschema-swapped-'));
const work = path.join(folder, 'work');
const own = path.join(work, 'up');
mkdirSync(own, { recursive: true });
mkdirSync(path.join(folder, 'out'));
writeFileSync(path.join(own, 'a.sql'), 'SELECT 1;');
writeFileSync(path.join(folder, 'out/a.sql'), 'a secret');
afterAll(() => {
  vi.doUnmock('node:fs');
  vi.resetModules();
  rmSync(folder, { recursive: true, force: true });
});

const toLink = () => {
  renameSync(own, `${own}0`);
  symlinkSync(path.join(folder, 'out'), own);
};
const back = () => {
  unlinkSync(own);
  renameSync(`${own}0`, own);
};
const read = (): string => {
  const found = readRegular(path.join(own, 'a.sql'), { limit: 1000, within: [work] });
  return 'bytes' in found ? decodeText(found.bytes) : found.problem;
};

describe.skipIf(process.platform === 'win32')(
  'a folder becomes a link out of the workspace before a file is opened',
  () => {
    it('and stays one', () => {
      around.before = () => {
        around.before = () => {};
        toLink();
      };
      expect(read()).toMatch(/^is a link to .*outside of the workspace/);
      back();
    });
    it('and is a folder again at once, each time', () => {
      around.before = toLink;
      around.after = back;
      expect(read()).toBe('became another file again and again while it was read');
      around.before = () => {};
      around.after = () => {};
      expect(read()).toBe('SELECT 1;');
    });
  },
);
it('a file that is replaced while it is read is read as it is then', () => {
  around.after = () => {
    around.after = () => {};
    writeFileSync(path.join(own, 'b.sql'), 'SELECT 2;');
    renameSync(path.join(own, 'b.sql'), path.join(own, 'a.sql'));
  };
  expect(read()).toBe('SELECT 2;');
});
