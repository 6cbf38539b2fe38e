/** Target beside dev in the tree. */
import { afterEach, describe, expect, it } from 'vitest';
import type { TreeObject } from '../../server/src/protocol';
import { startClient, type TestClient } from '../support/client';
import { devOf, FakeDev } from '../support/fake-dev';

let client: TestClient;
afterEach(() => client.stop());

async function start(
  target: string | Error,
  trusted = true,
  files: Readonly<Record<string, string>> = {},
): Promise<{ reads: number }> {
  const dev = await FakeDev.of('CREATE TABLE a (id int, name text); CREATE TABLE b (id int);');
  const read = await devOf(typeof target === 'string' ? target : '', { label: 'production' });
  const counted = { reads: 0 };
  const access = {
    ...dev.access,
    read: async () => read,
    readTarget: async () => {
      counted.reads++;
      if (typeof target !== 'string') throw target;
      return { dev: read, config: dev.config };
    },
  };
  client = await startClient({
    dev: access,
    files,
    settings: { target: 'production.sql', verify: { run: 'off' } },
    trusted,
  });
  await client.settled();
  return counted;
}
const shown = (all: readonly TreeObject[]) => all.map(({ label, description }) => `${label}: ${description}`);

it('is what a new migration starts from, which says what has not run there and comes first', async () => {
  await start('CREATE TABLE b (id int);', true, {
    '/project/migrations/001_b.sql': 'CREATE TABLE b (id int);',
    '/project/migrations/002_a.sql': 'CREATE TABLE a (id int);',
  });
  const [folder] = await client.request('devschema/migrationFolders', null);
  const asked = { folder: folder!.folder, start: 'target', name: 'x' } as const;
  const made = await client.request('devschema/newMigration', asked);
  expect(made.shown).toEqual(['/project/migrations/003_x.sql']);
  expect(made.notes[0]).toBe(
    'Not counted here, though they run on target before it: files of the folder that have not run there (002_a.sql).',
  );
  expect(made.notes[1]).toMatch(/^It starts from .*\. Dev has all this already and may refuse it: /);
});

describe('target', () => {
  it('stands beside dev, is read when it is opened, and what differs is marked', async () => {
    const counted = await start(
      'CREATE TABLE a (id bigint, name text); CREATE TABLE b (id int); CREATE TABLE c (x int);',
    );
    const tree = await client.request('devschema/tree', null);
    expect(tree.map(({ label, target }) => [label, target])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['target', true],
    ]);
    expect(counted.reads).toBe(0);
    const inside = await client.request('devschema/tree', { target: true });
    expect(shown(inside)).toEqual(['a: 2 columns · differs from dev', 'b: 1 column', 'c: 1 column · not in dev']);
    expect(inside.every(({ address, table }) => address === undefined && table === undefined)).toBe(true);
    const columns = await client.request('devschema/tree', inside[0]!.relation!);
    expect(shown(columns)).toEqual(['id: bigint', 'name: text']);
    expect(counted.reads).toBe(1);
    await client.request('devschema/refresh', null);
    await client.request('devschema/tree', { target: true });
    expect(counted.reads).toBe(2);
  });

  it('says why it is not read', async () => {
    const counted = await start(new Error('connection refused at db:5432'));
    const [problem] = await client.request('devschema/tree', { target: true });
    expect(problem).toMatchObject({ label: 'not read', description: 'connection refused at db:5432', icon: 'warning' });
    await client.request('devschema/tree', { target: true });
    expect(counted.reads).toBe(2);
  });
});
