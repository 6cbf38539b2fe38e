/** Lenses that are answered at once at the start, and again when more is known. */
import { expect, it } from 'vitest';
import { startClient } from '../support/client';
import { FakeDev } from '../support/fake-dev';

const table = 'CREATE TABLE a (id int);';

it('are not waited for while the folders are listed, and asked for again after it', async () => {
  let listed = () => {};
  const isListed = new Promise<void>((resolve) => {
    listed = resolve;
  });
  const client = await startClient({
    dev: await FakeDev.of(table),
    capabilities: { workspace: { codeLens: { refreshSupport: true }, diagnostics: { refreshSupport: true } } },
    disk: {
      list: async () => {
        await isListed;
        return ['migrations/001_a.sql'];
      },
      read: () => table,
    },
  });
  try {
    let refreshes = 0;
    client.connection.onRequest('workspace/codeLens/refresh', () => {
      refreshes++;
      return null;
    });
    const file = await client.open(table, '/project/migrations/001_a.sql');
    expect(await file.lenses()).toEqual([]);
    const before = refreshes;
    listed();
    await client.settled();
    await expect.poll(() => refreshes).toBeGreaterThan(before);
    await expect.poll(async () => (await file.lenses()).join()).toContain('applied');
  } finally {
    await client.stop();
  }
});

it('are those that were there, and asked for again, while the same text is read anew', async () => {
  let listed = Promise.resolve();
  const client = await startClient({
    dev: await FakeDev.of(table),
    capabilities: { workspace: { codeLens: { refreshSupport: true }, diagnostics: { refreshSupport: true } } },
    disk: { list: () => listed.then(() => ['migrations/001_a.sql']), read: () => table },
  });
  try {
    let refreshes = 0;
    client.connection.onRequest('workspace/codeLens/refresh', () => {
      refreshes++;
      return null;
    });
    const file = await client.open(table, '/project/migrations/001_a.sql');
    await client.settled();
    await expect.poll(async () => (await file.lenses()).join()).toContain('applied');
    const shown = await file.lenses();
    let list = () => {};
    listed = new Promise((resolve) => {
      list = resolve;
    });
    // A client that watches no files has all of them read anew by a save.
    await client.notify('textDocument/didSave', { textDocument: { uri: file.uri } });
    expect(await file.lenses()).toEqual(shown);
    const before = refreshes;
    list();
    await expect.poll(() => refreshes).toBeGreaterThan(before);
  } finally {
    await client.stop();
  }
});

it('say of a way back that it is not run, and not that it is pending', async () => {
  const files = {
    '/project/migrations/000001_a.up.sql': table,
    '/project/migrations/000001_a.down.sql': 'DROP TABLE a;',
  };
  const client = await startClient({ dev: await FakeDev.of('CREATE TABLE b (id int);'), files });
  try {
    await client.settled();
    const lensesOf = async (path: keyof typeof files) => (await (await client.open(files[path], path)).lenses()).join();
    expect(await lensesOf('/project/migrations/000001_a.up.sql')).toContain('pending');
    const back = await lensesOf('/project/migrations/000001_a.down.sql');
    expect(back).toContain('not run by the migration tool');
    expect(back).not.toContain('pending');
  } finally {
    await client.stop();
  }
});
