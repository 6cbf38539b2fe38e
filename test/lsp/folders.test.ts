/** Each folder of a window, and each folder below with a `devschema.json`, is judged by its own dev. */
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerHost } from '../../server/src/server';
import { type ClientOptions, startClient, type TestClient, type TestFile } from '../support/client';
import { FakeDev } from '../support/fake-dev';

let client: TestClient;
afterEach(() => client.stop());

const shop = 'CREATE TABLE a (id int PRIMARY KEY, name text);';
const billing = 'CREATE TABLE a (id int PRIMARY KEY, name text, paid boolean);';

/** A dev for each value of the setting. */
async function devs(): Promise<{
  readonly of: Readonly<Record<string, FakeDev>>;
  readonly access: ServerHost['access'];
}> {
  const of: Record<string, FakeDev> = { shop: await FakeDev.of(shop), billing: await FakeDev.of(billing) };
  for (const [name, dev] of Object.entries(of)) {
    dev.schema = { ...dev.schema!, label: name };
    dev.config = { kind: 'snapshot', path: `/${name}.json`, label: name, from: 'devschema.connection' };
  }
  const none = new FakeDev(undefined);
  const access: ServerHost['access'] = () => {
    let dev = none;
    return {
      ...none.access,
      resolve: async (settings, folders) => {
        dev = of[String(settings.connection)] ?? none;
        return dev.access.resolve(settings, folders);
      },
      open: (config) => dev.access.open(config),
    };
  };
  return { of, access };
}
/** `workspace/configuration` is answered by folder. */
async function start(byFolder: Readonly<Record<string, unknown>>, options: ClientOptions): Promise<void> {
  client = await startClient({
    ...options,
    settings: options.settings ?? {},
    answerConfiguration: (folder) => byFolder[folder] ?? options.settings ?? {},
  });
}
const missing = 'a has 3 columns in dev, 2 here. Missing: paid';

/** What is found in the file once its dev has been read. */
async function read(file: TestFile): Promise<string[]> {
  await client.notify('devschema/lookAt', { uri: file.uri });
  await client.request('devschema/refresh', null);
  return file.findings();
}
const folders = ['/shop', '/billing'];
const settings = { '/shop': { connection: 'shop' }, '/billing': { connection: 'billing' } };

describe('folders of one window', () => {
  it('are judged each by the dev that its settings name', async () => {
    const { access } = await devs();
    await start(settings, { folders, dev: access });
    const ours = await client.open(shop, '/shop/draft.sql');
    const theirs = await client.open(shop, '/billing/draft.sql');
    expect(await read(ours)).toEqual([]);
    expect((await read(theirs))[0]).toContain(missing);
    expect(await ours.findings()).toEqual([]);
    expect(await ours.hover(shop.indexOf('a '))).toContain('2 columns');
    expect(await theirs.hover(shop.indexOf('a '))).toContain('3 columns');
  });

  it('have their migrations in one view, each folder by the name of its root', async () => {
    const { access } = await devs();
    const files = { 'shop/migrations/001_a.sql': shop, 'billing/migrations/001_a.sql': billing };
    await start(settings, { folders, dev: access, files });
    const told = async () => (await client.request('devschema/migrationTree', null)).map(({ label }) => label);
    await read(await client.open(billing, '/billing/migrations/001_a.sql'));
    await read(await client.open(shop, '/shop/migrations/001_a.sql'));
    expect(await told()).toEqual(['shop/migrations', 'billing/migrations']);
    const [own] = await client.request('devschema/migrationFolders', null);
    expect(own!.label).toBe('shop/migrations');
  });

  it('answer what is asked of dev for the file that a person looks at', async () => {
    const { access } = await devs();
    await start(settings, { folders, dev: access });
    const ours = await client.open(shop, '/shop/draft.sql');
    const theirs = await client.open(shop, '/billing/draft.sql');
    for (const [file, label, columns] of [
      [ours, 'shop', 2],
      [theirs, 'billing', 3],
      [ours, 'shop', 2],
    ] as const) {
      await read(file);
      expect(client.received.statuses.at(-1)).toMatchObject({ label, state: 'ready', folder: `/${label}` });
      expect(await client.request('devschema/tables', null)).toMatchObject([{ name: 'a', columns }]);
      const { sql } = await client.request('devschema/generate', { tables: [{ schema: 'public', name: 'a' }] });
      expect(sql.includes('paid')).toBe(columns === 3);
      const [table] = await client.request('devschema/tree', null);
      const { text } = await client.request('devschema/document', { uri: table!.address! });
      expect(text.includes('paid')).toBe(columns === 3);
    }
    // The address says whose dev it is, so that a text that is shown stays what it was.
    const { text } = await client.request('devschema/document', {
      uri: `devschema:/table/public/a.sql?folder=/billing`,
    });
    expect(text).toContain('paid');
  });

  it('have the settings of the window where they say none, and one dev together', async () => {
    const { of, access } = await devs();
    const window = { connection: 'shop' };
    await start(
      { '/billing': { connection: 'billing' } },
      { folders: ['/a', '/b', '/billing'], settings: window, dev: access },
    );
    const a = await client.open(billing, '/a/draft.sql');
    const b = await client.open(billing, '/b/draft.sql');
    const own = await client.open(billing, '/billing/draft.sql');
    expect((await read(a))[0]).toContain('extra-column');
    expect((await read(b))[0]).toContain('extra-column');
    expect(await read(own)).toEqual([]);
    expect(of.shop!.reads).toBeLessThanOrEqual(3);
    expect(client.received.statuses.at(-1)?.folder).toBe('/billing');
  });

  it('follow when one of them gets another dev, without an edit', async () => {
    const { access } = await devs();
    const byFolder: Record<string, unknown> = { ...settings };
    await start(byFolder, { folders, dev: access });
    const file = await client.open(shop, '/billing/draft.sql');
    expect((await read(file))[0]).toContain(missing);
    byFolder['/billing'] = { connection: 'shop' };
    await client.notify('workspace/didChangeConfiguration', { settings: { devschema: {} } });
    expect(await read(file)).toEqual([]);
    delete byFolder['/billing'];
    await client.notify('workspace/didChangeConfiguration', { settings: { devschema: {} } });
    await client.until(({ statuses }) => statuses.at(-1)?.state === 'none');
    expect(await file.findings()).toEqual([]);
  });

  it('are all judged each by its own where all migrations are checked', async () => {
    const { access } = await devs();
    const files = { '/shop/a.sql': shop, '/billing/a.sql': shop };
    await start(settings, { folders, files, dev: access });
    await client.request('devschema/refresh', null);
    await client.notify('devschema/lookAt', { uri: 'file:///billing/a.sql' });
    await client.request('devschema/refresh', null);
    expect(await client.request('devschema/checkAll', null)).toMatchObject({ files: 2, findings: 1, found: 1 });
    expect(client.received.published.map(({ uri }) => uri)).toEqual(['file:///billing/a.sql']);
  });

  it('ask where a secret may go by the folder whose setting names the host', async () => {
    const asked: object[] = [];
    const access: ServerHost['access'] = ({ allowHost }) => ({
      ...new FakeDev(undefined).access,
      resolve: async () => {
        await allowHost({ hosts: 'db', namedBy: 'devschema.connection', secret: 'PGPASSWORD' });
        return undefined;
      },
    });
    const allowHost = (question: object) => asked.push(question) > 0;
    client = await startClient({
      ...{ folders, dev: access, allowHost, answerConfiguration: (folder) => settings[folder as '/shop'] },
      initializationOptions: { settings: {}, allowsHosts: true },
    });
    await client.open(shop, '/billing/draft.sql');
    await client.notify('devschema/lookAt', { uri: 'file:///billing/draft.sql' });
    await client.request('devschema/refresh', null);
    expect(asked).toContainEqual(expect.objectContaining({ folder: '/billing' }));
  });
});

describe('a folder with a devschema.json below a folder of the window', () => {
  const files = {
    '/project/devschema.json': '{ "connection": "shop" }',
    '/project/services/billing/devschema.json': '{ "connection": "billing" }',
  };
  it('is judged by what that says, the innermost first', async () => {
    const { access } = await devs();
    await start({}, { files, dev: access });
    const ours = await client.open(shop, '/project/db/draft.sql');
    const theirs = await client.open(shop, '/project/services/billing/db/draft.sql');
    expect(await read(ours)).toEqual([]);
    expect(client.received.statuses.at(-1)?.folder).toBeUndefined();
    expect((await read(theirs))[0]).toContain(missing);
    expect(client.received.statuses.at(-1)?.folder).toBe('/project/services/billing');
  });

  it('comes before the settings of the editor, which hold for what it does not say', async () => {
    const { access } = await devs();
    const rules = { 'missing-columns': 'error' };
    await start({}, { files, settings: { connection: 'shop', rules }, dev: access });
    const theirs = await client.open(shop, '/project/services/billing/draft.sql');
    expect((await read(theirs))[0]).toMatch(/^error\[missing-columns\]/);
  });

  it('is noticed when the file is made, and when it goes', async () => {
    const { access } = await devs();
    await start({}, { files: { '/project/devschema.json': '{ "connection": "shop" }' }, dev: access });
    const file = await client.open(shop, '/project/services/billing/draft.sql');
    expect(await read(file)).toEqual([]);
    await client.changeFile('/project/services/billing/devschema.json', '{ "connection": "billing" }');
    expect((await read(file))[0]).toContain(missing);
    await client.changeFile('/project/services/billing/devschema.json', undefined);
    expect(await read(file)).toEqual([]);
  });

  it('has no dev where the file cannot be read, rather than that of the folder above', async () => {
    const { access } = await devs();
    const disk = { '/project/devschema.json': '{ "connection": "billing" }', '/project/sub/devschema.json': '{ oops' };
    await start({}, { files: disk, dev: access });
    const file = await client.open(shop, '/project/sub/draft.sql');
    expect(await read(file)).toEqual([]);
    expect(client.received.statuses.at(-1)).toMatchObject({ state: 'none', folder: '/project/sub' });
    expect(client.received.messages.join()).toContain('Settings are not read');
  });
});
