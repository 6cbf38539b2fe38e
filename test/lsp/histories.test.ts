/** Files of one history are judged together: what later files add, what has run, what is not saved yet. */
import { afterEach, describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import { startClient, type TestClient } from '../support/client';
import { FakeDev } from '../support/fake-dev';

let client: TestClient;
afterEach(async () => {
  expect(client.received.errors).toEqual([]);
  await client.stop();
});

const folder = '/project/db/migrations';
const up = (sql: string) => `-- +goose Up\n${sql}\n-- +goose Down\nDROP TABLE nothing_here;\n`;
const files = {
  [`${folder}/001_a.sql`]: up('CREATE TABLE a (id int PRIMARY KEY);'),
  [`${folder}/002_more.sql`]: up('ALTER TABLE a ADD COLUMN name text;'),
  [`${folder}/003_next.sql`]: up('ALTER TABLE a ADD COLUMN extra text;'),
};
const applied = (...ids: string[]) => [
  { tool: 'goose', table: 'public.goose_db_version', entries: ids.map((id) => ({ id })) },
];
async function start(sql: string, ids: string[], more: Readonly<Record<string, string>> = files): Promise<TestClient> {
  client = await startClient({ dev: await FakeDev.of(sql, { applied: applied(...ids) }), files: more });
  await client.settled();
  return client;
}
const open = (name: string, text = client.files.get(`${folder}/${name}`) ?? '') =>
  client.open(text, `${folder}/${name}`);
const dev = 'CREATE TABLE a (id int PRIMARY KEY, name text);';

describe('a history', () => {
  it('does not squiggle a file for what a later file adds, nor for its Down section', async () => {
    await start(dev, ['1', '2']);
    for (const name of ['001_a.sql', '002_more.sql', '003_next.sql'])
      expect(await (await open(name)).findings(), name).toEqual([]);
  });

  it('says which files have run, in the lens and in the status', async () => {
    await start(dev, ['1', '2']);
    expect((await (await open('001_a.sql')).lenses())[0]).toMatch(/^applied \(.*goose_db_version/);
    expect((await (await open('003_next.sql')).lenses())[0]).toMatch(/^pending \(/);
    await client.until(({ statuses }) => statuses.at(-1)?.migrations !== undefined);
    expect(client.received.statuses.at(-1)?.migrations).toBe('goose: 2 applied, 1 pending');
  });

  it('shows the drift of an applied file where the fact was set', async () => {
    await start('CREATE TABLE a (id int PRIMARY KEY, name varchar(5));', ['1', '2']);
    expect(await (await open('001_a.sql')).findings()).toEqual([]);
    const file = await open('002_more.sql');
    const [drift] = await file.diagnostics();
    expect(drift && file.covered(drift.range)).toBe('text');
  });

  it('refuses in a pending file what would not run on dev', async () => {
    await start(dev, ['1', '2']);
    const file = await open('003_next.sql', up('ALTER TABLE a ADD COLUMN name text;'));
    expect((await file.findings())[0]).toMatch(/^error\[[^\]]+\] name: .*name/);
  });

  it('is fixed with what its other files make in view, and only where the tool runs', async () => {
    await start(dev, ['1', '2']);
    const text = up('ALTER TABLE a DROP COLUMN nmae;').replace('TABLE nothing_here', 'INDEX nmae');
    const file = await open('003_next.sql', text);
    await file.apply((await file.actions({ only: ['source.fixAll'] }))[0]!);
    expect(await file.findings()).toEqual([]);
    expect(file.text).toBe(text.replace('COLUMN nmae', 'COLUMN name'));
  });

  it('counts the unsaved text of another open file', async () => {
    await start(dev, ['1', '2']);
    const last = await open('003_next.sql', up('ALTER TABLE a DROP COLUMN name; ALTER TABLE a DROP COLUMN other;'));
    expect(await last.findings()).toHaveLength(1);
    const second = await open('002_more.sql', up('ALTER TABLE a ADD COLUMN name text, ADD COLUMN other text;'));
    // Dev has not got `other`: the applied file says so, the pending one still starts from dev.
    expect((await second.findings()).some((one) => one.includes('other'))).toBe(true);
    await second.close();
    expect(await last.findings()).toHaveLength(1);
  });

  it('says what it checks for syntax only, because the tool does not run it', async () => {
    await start(dev, ['1', '2']);
    const file = await open('003_next.sql', '-- +goose Up\nSELECT 1;\n-- +goose Down\nDROP TABLE a;\nDROP TABLE b;\n');
    expect(await file.lenses()).toContain('2 statements not run by the migration tool: only the syntax is read');
  });

  it('follows files that are made, changed and deleted on disk', async () => {
    await start(dev, ['1', '2']);
    const file = await open('003_next.sql', up('ALTER TABLE fresh ADD COLUMN extra text;'));
    expect(await file.findings()).toHaveLength(1);
    const { refreshes } = client.received;
    await client.changeFile(`${folder}/0025_fresh.sql`, up('CREATE TABLE fresh (id int);'));
    await client.until((received) => received.refreshes > refreshes);
    await client.changeFile(`${folder}/0025_fresh.sql`, undefined);
    await client.changeFile(`${folder}/002_more.sql`, `${files[`${folder}/002_more.sql`]}`);
    expect(await file.findings()).toHaveLength(1);
  });

  it('has no file any more that was renamed on disk, though its old name is still open', async () => {
    await start(dev, ['1', '2']);
    const text = up('CREATE TABLE items (id int); ALTER TABLE a ADD COLUMN sent date;');
    await client.changeFile(`${folder}/004_items.sql`, text);
    const old = await open('004_items.sql', text);
    expect(await old.findings()).toEqual([]);
    await client.changeFile(`${folder}/005_items.sql`, text);
    await client.changeFile(`${folder}/004_items.sql`, undefined);
    const file = await open('005_items.sql', text);
    expect(await file.findings()).toEqual([]);
    await old.close();
    expect(await file.findings()).toEqual([]);
  });
  it('has a file no more once the tab is closed whose file is gone', async () => {
    await start(dev, ['1', '2']);
    const text = up('CREATE TABLE items (id int);');
    const old = await open('004_items.sql', text);
    const file = await open('005_items.sql', text);
    expect(await file.findings()).toHaveLength(1);
    const { refreshes } = client.received;
    await old.close();
    // An editor does not ask by itself.
    await client.until((received) => received.refreshes > refreshes);
    expect(await file.findings()).toEqual([]);
  });

  it('follows folders that are deleted, renamed and moved in, of which the client tells no file', async () => {
    await start(dev, ['1', '2']);
    const file = await open('003_next.sql', up('ALTER TABLE fresh ADD COLUMN extra text;'));
    const tell = async (type: FileChangeType, path: string) => {
      const { refreshes } = client.received;
      await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${path}`, type }] });
      await client.until((received) => received.refreshes > refreshes);
    };
    client.files.set('/project/other/0001_a.up.sql', 'CREATE TABLE fresh (id int);');
    await tell(FileChangeType.Created, '/project/other');
    const folders = async () => (await client.request('devschema/migrationFolders', null)).map((one) => one.folder);
    expect(await folders()).toContain('/project/other');
    client.files.delete('/project/other/0001_a.up.sql');
    await tell(FileChangeType.Deleted, '/project/other');
    expect(await folders()).toEqual([folder]);
    expect(await file.findings()).toHaveLength(1);
  });

  it('of loose files, what another of the folder adds is no lack while it is there', async () => {
    const made = {
      '/project/sql/a.sql': 'CREATE TABLE a (id int);',
      '/project/sql/b.sql': 'CREATE INDEX i ON a (id);',
    };
    await start('CREATE TABLE a (id int); CREATE INDEX i ON a (id);', [], made);
    const file = await client.open(made['/project/sql/a.sql'], '/project/sql/a.sql');
    expect(await file.findings()).toEqual([]);
    const other = await client.open(made['/project/sql/b.sql'], '/project/sql/b.sql');
    await other.edit('CREATE INDEX j ON a (id DESC);');
    expect((await file.findings())[0]).toContain('missing-index');
    await other.edit('CREATE INDEX i ON a (id);');
    expect(await file.findings()).toEqual([]);
    await client.changeFile('/project/sql/b.sql', undefined);
    await other.close();
    expect((await file.findings())[0]).toContain('missing-index');
  });

  it('ends where the folder does: a file elsewhere stands alone', async () => {
    await start(dev, ['1', '2']);
    const file = await client.open('CREATE TABLE a (id int PRIMARY KEY);', '/project/scratch.sql');
    expect((await file.findings())[0]).toContain('a has 2 columns in dev, 1 here');
    expect(await file.lenses()).toEqual(['2 columns in dev']);
  });
});

describe('a file without a folder', () => {
  it('is read as a loose file', async () => {
    await start(dev, [], {});
    const file = await client.open('CREATE TABLE a (id int PRIMARY KEY);', 'untitled:Untitled-1');
    expect((await file.findings())[0]).toContain('a has 2 columns in dev, 1 here');
  });
});

describe('a column that is not there', () => {
  const files = {
    '/project/db/migrations/001_a.sql': 'CREATE TABLE users (id bigint PRIMARY KEY, mood text);\n',
    '/project/db/migrations/002_b.sql': 'ALTER TABLE users DROP COLUMN mood;\n',
    '/project/db/migrations/003_c.sql': '',
    '/project/db/migrations/004_d.sql': 'ALTER TABLE users ADD COLUMN email text;\n',
  };
  const found = async (text: string, dev: string) => {
    client = await startClient({ dev: await FakeDev.of(dev), files });
    await client.settled();
    const file = await client.open(text, '/project/db/migrations/003_c.sql');
    return (await file.diagnostics()).map(({ message, relatedInformation: related = [] }) => [
      message,
      ...related.map(({ location, message: why }) => `${location.uri.split('/').at(-1)}: ${why}`),
    ]);
  };
  it('says which migration dropped it, or adds it later', async () => {
    const dev = 'CREATE TABLE users (id bigint PRIMARY KEY);';
    expect(await found('CREATE INDEX i ON users (mood);\nUPDATE users SET email = 1;', dev)).toEqual([
      ['users has no column mood. 002_b.sql drops it.', '002_b.sql: This drops it.'],
      ['users has no column email. 004_d.sql adds it later.', '004_d.sql: This adds it.'],
    ]);
  });
  it('is there already, and the migration that made it is named, though dev is what a pending file begins with', async () => {
    const [[message, related] = []] = await found(
      'ALTER TABLE users ADD COLUMN id bigint;',
      'CREATE TABLE users (id bigint PRIMARY KEY);',
    );
    expect(message).toMatch(/has a column "?id"? already/i);
    expect(related).toBe('001_a.sql: It was made here.');
  });
});
