/** The base of runs, kept on disk for the next start. */
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { WarmScratch } from '../../server/src/verify/warm';
import { devOf } from '../support/fake-dev';
import { embeddedScript } from '../support/postgres-embedded';

const folder = mkdtempSync(join(tmpdir(), 'devschema-bases-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(loadParser);

/** What a start did, and what became of a file there. */
async function start(bases: string, dev: string, sql = 'ALTER TABLE a ADD COLUMN n int;\nSELECT 1 / 0;') {
  const steps = new Set<string>();
  const warm = new WarmScratch({
    script: await embeddedScript(),
    bases,
    starting: () => ({ report: (message) => void steps.add(message), done() {} }),
  });
  try {
    const run = {
      files: [{ document: parseDocument('a.sql', 0, sql), standing: 'pending' as const }],
      dev: await devOf(dev),
    };
    const { files, missing } = await warm.run(run, new AbortController().signal);
    // Written while nobody waits for a result.
    await warm.run(run, new AbortController().signal);
    return { made: steps.size > 0, missing, refused: files[0]!.refusals.map(({ message }) => message) };
  } finally {
    await warm.close();
  }
}
const names = (bases: string) =>
  readdirSync(bases)
    .map((name) => name.replace(/^[0-9a-f]{32}/, '#'))
    .sort();
const dev = (column: string) =>
  `CREATE TABLE a (${column} int PRIMARY KEY); CREATE INDEX ON a USING nothing (${column});`;

test('is loaded as it was, and made anew where it is another or cannot be', async () => {
  const bases = join(folder, 'own');
  const first = await start(bases, dev('id'));
  expect(first).toEqual({ made: true, missing: [expect.stringContaining('nothing')], refused: ['division by zero'] });
  expect(names(bases)).toEqual(['#.json', '#.tar']);
  expect(lstatSync(bases).mode & 0o777).toBe(0o700);
  expect(await start(bases, dev('id'))).toEqual({ ...first, made: false });
  // Outside of the one transaction, which changes it: what is kept stays as it was.
  const alone = 'CREATE INDEX CONCURRENTLY there ON a (id);';
  expect(await start(bases, dev('id'), alone)).toMatchObject({ made: false, refused: [] });

  const tar = join(bases, readdirSync(bases).find((name) => name.endsWith('.tar'))!);
  truncateSync(tar, 100_000);
  expect(await start(bases, dev('id'))).toEqual(first);
  writeFileSync(tar.replace(/tar$/, 'json'), '{"missing":[1]}');
  expect(await start(bases, dev('id'))).toEqual(first);
  expect(await start(bases, dev('other'))).toMatchObject({ made: true });
  expect(names(bases)).toEqual(['#.json', '#.json', '#.tar', '#.tar']);
}, 120_000);

test('there are few, what the dead have left goes, and a link is not followed', async () => {
  const bases = join(folder, 'few');
  mkdirSync(bases);
  for (const digit of '0123') {
    writeFileSync(join(bases, `${digit.repeat(32)}.tar`), '');
    writeFileSync(join(bases, `${digit.repeat(32)}.json`), '{}');
  }
  writeFileSync(join(bases, `${'4'.repeat(32)}.tar.999999999.part`), '');
  writeFileSync(join(bases, 'a stranger’s'), '');
  await start(bases, dev('id'));
  expect(names(bases)).toEqual(['#.json', '#.json', '#.json', '#.tar', '#.tar', '#.tar', 'a stranger’s']);

  const [link, elsewhere] = [join(folder, 'link'), join(folder, 'elsewhere')];
  mkdirSync(elsewhere);
  symlinkSync(elsewhere, link);
  expect(await start(link, dev('id'))).toMatchObject({ made: true });
  expect(readdirSync(elsewhere)).toEqual([]);
}, 60_000);
