/** The draft of a table that dev has, as a pending file of a history: everything tells of it what it tells where it stands alone. */
import { afterEach, expect, it } from 'vitest';
import { startClient, type TestClient } from '../support/client';
import { FakeDev } from '../support/fake-dev';

let client: TestClient;
afterEach(async () => {
  expect(client.received.errors).toEqual([]);
  await client.stop();
});

const dev = `CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), status varchar(9), note text);
CREATE INDEX orders_user_idx ON orders (user_id);`;
const draft =
  'CREATE TABLE IF NOT EXISTS orders (id bigint PRIMARY KEY, user_id bigint NOT NULL, status text, extra text);\n';
const beside = 'CREATE TABLE carts (id bigint PRIMARY KEY);\n';

/** Of the same draft, at each of the two places. */
async function told(files: Readonly<Record<string, string>>, path: string, text = draft) {
  client = await startClient({
    dev: await FakeDev.of(dev),
    files: { ...files, [path]: text },
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
      experimental: { devschemaDocuments: true },
    },
  });
  await client.settled();
  const file = await client.open(text, path);
  const codes = (await file.diagnostics()).map(({ code }) => String(code));
  const lenses = await file.lenses();
  const { tables } = await client.request('devschema/diagram', { uri: file.uri });
  const { text: mermaid } = await client.request('devschema/diagramText', { uri: file.uri, form: 'mermaid' });
  const tree = await client.request('devschema/tree', null);
  return {
    codes: codes.filter((code) => code !== 'if-not-exists-skips').sort(),
    lenses: lenses.filter((title) => /missing|not in dev|Compare|Insert|in dev$/.test(title)),
    hover: /Here: .*/.exec((await file.hover(text.indexOf('orders') + 1)) ?? '')?.[0],
    made: tables[0]!.columns.map(({ name }) => name),
    mermaid,
    tree: tree.find(({ label }) => label === 'orders')!.description,
  };
}

it('is told the same in a history as alone', async () => {
  const { tree: _none, ...alone } = await told({}, '/project/drafts/orders.sql');
  await client.stop();
  const { tree, ...inHistory } = await told(
    { '/project/migrations/001_a.sql': beside },
    '/project/migrations/002_b.sql',
  );
  expect(inHistory).toEqual(alone);
  expect(inHistory.lenses).toEqual(['4 columns in dev', '1 missing · 1 not in dev', 'Compare', 'Insert missing']);
  expect(inHistory.mermaid).toContain('missing here');
  expect(tree).toBe('4 columns · differs from migrations: 1 missing, 1 not in dev');
});

it('is told with what other files add to the table, and with what the rest of the file does', async () => {
  const more = `${draft}ALTER TABLE orders ADD COLUMN later int, DROP COLUMN user_id;\n`;
  const files = {
    '/project/migrations/001_a.sql': `${beside}ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text;\n`,
  };
  const { codes, lenses, made, mermaid } = await told(files, '/project/migrations/002_b.sql', more);
  expect(codes).not.toContain('missing-columns');
  expect(lenses).toEqual(['4 columns in dev', '1 not in dev', 'Compare']);
  expect(made).toEqual(['id', 'status', 'extra', 'later']);
  expect(mermaid.match(/\w+ "missing here"/g)).toBeNull();
});

it('of a file that has run, is nothing that a later file has made as dev has it', async () => {
  const files = { '/project/migrations/002_b.sql': 'ALTER TABLE carts ADD COLUMN note text, DROP COLUMN old;\n' };
  client = await startClient({
    dev: await FakeDev.of('CREATE TABLE carts (id bigint PRIMARY KEY, note text);'),
    files,
    capabilities: { experimental: { devschemaDocuments: true } },
  });
  await client.settled();
  const file = await client.open(
    'CREATE TABLE carts (id bigint PRIMARY KEY, old text);\n',
    '/project/migrations/001_a.sql',
  );
  const lenses = await file.lenses();
  expect(lenses[0]).toMatch(/^applied/);
  expect(lenses.slice(1)).toEqual(['2 columns in dev', 'Diagram']);
});
