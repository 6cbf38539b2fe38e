/** All files at once, where they stand, what has changed in dev, and how a finding is ignored. */
import { afterEach, describe, expect, it } from 'vitest';
import { tablesFingerprint } from '../../server/src/rules/tables-fingerprint';
import { changesInWords } from '../../server/src/workspace/dev-changes';
import { startClient, type TestClient } from '../support/client';
import { FakeDev, schemaOf } from '../support/fake-dev';

const files = {
  '/project/migrations/001_a.sql': 'CREATE TABLE a (id int);\n',
  '/project/migrations/002_b.sql': 'ALTER TABLE nowhere ADD COLUMN x int;\n',
  '/project/scratch.sql': 'CREATE TABLE a (id int, own text);\n',
};
let client: TestClient;
const start = async (capabilities = {}, dev = 'CREATE TABLE a (id int, extra text);') => {
  client = await startClient({
    dev: await FakeDev.of(dev),
    files,
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true }, didChangeWatchedFiles: { dynamicRegistration: true } },
      ...capabilities,
    },
  });
  await client.settled();
};
afterEach(async () => {
  expect(client.received.errors).toEqual([]);
  await client.stop();
});
const published = () =>
  new Map(client.received.published.map(({ uri, diagnostics }) => [uri.split('/').at(-1), diagnostics.length]));

describe('checking everything', () => {
  it('publishes what is found in closed files, until they are opened or changed', async () => {
    await start();
    const open = await client.open(files['/project/scratch.sql'], '/project/scratch.sql');
    const checked = await client.request('devschema/checkAll', null);
    expect(checked).toMatchObject({ files: 3, found: 3, cancelled: false });
    expect([...published().keys()].sort()).toEqual(['001_a.sql', '002_b.sql']);
    expect((await open.findings()).length).toBeGreaterThan(0);
    await client.changeFile('/project/migrations/002_b.sql', '');
    await client.until(() => published().get('002_b.sql') === 0);
    await client.open(files['/project/migrations/001_a.sql'], '/project/migrations/001_a.sql');
    await client.until(() => published().get('001_a.sql') === 0);
  });
  it('publishes them again when a file is closed that was open during the check or has been opened since', async () => {
    await start();
    const during = await client.open(files['/project/scratch.sql'], '/project/scratch.sql');
    await client.request('devschema/checkAll', null);
    const since = await client.open(files['/project/migrations/001_a.sql'], '/project/migrations/001_a.sql');
    await client.until(() => published().get('001_a.sql') === 0);
    expect(published().has('scratch.sql')).toBe(false);
    await during.close();
    await since.close();
    await client.until(() => (published().get('001_a.sql') ?? 0) > 0 && (published().get('scratch.sql') ?? 0) > 0);
  });
  it('says where each migration stands', async () => {
    await start();
    const [group] = await client.request('devschema/migrationTree', null);
    expect(group).toMatchObject({ label: 'migrations' });
    expect(group!.files.map(({ label, standing, findings }) => `${label} ${standing} ${findings > 0}`)).toEqual([
      '001_a.sql applied true',
      '002_b.sql pending true',
    ]);
    expect(group!.files.map(({ proved }) => proved)).toEqual([undefined, undefined]);
    const path = '/project/migrations/002_b.sql';
    const dev = await schemaOf('CREATE TABLE a (id int, extra text);');
    for (const [print, proved] of [
      [tablesFingerprint(dev, ['public\0a']), 'proved 2026-11-28, says its stamp'],
      ['0123456789ab', undefined],
    ] as const) {
      const stamp = `-- devschema: proved 2026-11-28 on PostgreSQL 18.3 on dev ${print}`;
      await client.changeFile(path, `${stamp}\nALTER TABLE a ADD COLUMN x int;\n`);
      const [again] = await client.request('devschema/migrationTree', null);
      expect(again!.files[1]!.proved).toBe(proved);
    }
  });
});

describe('where a migration stands without a dev', () => {
  const first = { '/project/migrations/001_a.sql': files['/project/migrations/001_a.sql'] };
  const gone = (): FakeDev => {
    const dev = new FakeDev(undefined);
    dev.goesAway();
    return dev;
  };
  it.each([
    ['none is set', new FakeDev(undefined)],
    ['it cannot be reached', gone()],
  ])('is not known: %s', async (_why, dev) => {
    client = await startClient({ dev, files: { ...first, '/project/migrations/002_b.sql': 'ALTER TABLE nowhere;' } });
    await client.settled();
    const [group] = await client.request('devschema/migrationTree', null);
    expect(group!.files.map(({ standing, because }) => `${standing}: ${because}`)).toEqual([
      'not known: there is no dev to ask',
      'not known: there is no dev to ask',
    ]);
  });
});

describe('many fixes at one place', () => {
  const columns = 'CREATE TABLE a (id int, x int);';
  const indexes = [1, 2, 3, 4, 5].map((each) => `CREATE INDEX a_${each} ON a (id, (x + ${each}));`).join(' ');
  it('are one entry that asks which, where the client can ask', async () => {
    await start({ experimental: { devschemaDocuments: true } }, `${columns} ${indexes}`);
    const file = await client.open(columns.replace('a (', '<|>a ('), '/project/draft.sql');
    const actions = await file.actions();
    expect(actions.map(({ title }) => title)).toEqual([
      'Add index a_1 from dev',
      'Fix all 5 missing-index findings of this statement',
      "Replace with dev's exact CREATE TABLE and 5 indexes",
      'Choose one of 4 more fixes…',
      'Ignore…',
    ]);
    const asking = actions.find(({ command }) => command?.command === 'devschema.chooseFix');
    expect(asking?.command?.arguments?.[1].map(({ title }: { title: string }) => title)).toEqual(
      [2, 3, 4, 5].map((each) => `Add index a_${each} from dev`),
    );
  });
});

describe('ignoring', () => {
  it('is one entry that asks how, where the client can ask', async () => {
    await start({ experimental: { devschemaDocuments: true } });
    const file = await client.open('CREATE TABLE <|>a (id int);', '/project/draft.sql');
    const titles = (await file.actions()).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith('Ignore'))).toEqual(['Ignore…']);
  });
  it('is not offered for what cannot be parsed', async () => {
    await start();
    const file = await client.open('CREATE TABLE a (id int;<|>', '/project/draft.sql');
    const [found] = await file.diagnostics();
    expect(found?.code).toBe('syntax-error');
    const titles = (await file.actions({ range: found!.range })).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith('Ignore'))).toEqual([]);
  });
});

describe('what has changed in dev', () => {
  it.each<[string, string, string | undefined]>([
    ['CREATE TABLE a (id int);', 'CREATE TABLE a (id int, phone text);', 'a + phone'],
    ['CREATE TABLE a (id int);', 'CREATE TABLE a (id bigint); CREATE TABLE b ();', '+ b, a ~ id'],
    ['CREATE SCHEMA s; CREATE TABLE s.a (id int, x int);', 'CREATE SCHEMA s; CREATE TABLE s.a (id int);', 's.a - x'],
    ['CREATE TABLE a (id int);', 'CREATE TABLE a (id int);', undefined],
    ['', 'CREATE TABLE a (); CREATE TABLE b (); CREATE TABLE c (); CREATE TABLE d ();', '+ a, + b, + c and 1 more'],
  ])('%s → %s', async (before, after, words) => {
    await start();
    expect(changesInWords(await schemaOf(before), await schemaOf(after))).toBe(words);
  });
  it('is told with the status, and that a look has found it the same', async () => {
    const dev = await FakeDev.of('CREATE TABLE a (id int);');
    client = await startClient({ dev });
    await client.settled();
    await client.notify('devschema/focus');
    await client.until(({ statuses }) =>
      statuses.some(({ checkedAt, readAt }) => checkedAt !== undefined && readAt !== undefined && checkedAt >= readAt),
    );
    await dev.becomes('CREATE TABLE a (id int, phone text);');
    await client.notify('devschema/focus');
    await client.until(({ statuses }) => statuses.at(-1)?.change?.what === 'a + phone');
  });
});
