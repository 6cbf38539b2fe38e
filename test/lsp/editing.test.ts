/** Typing, closing, cancelling, and text of every bad kind: what is shown is always of the text that stands there. */
import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { startClient, type TestClient, type TestFile } from '../support/client';
import { FakeDev } from '../support/fake-dev';
import { draft, guide } from '../support/guide';

let client: TestClient;
afterEach(async () => {
  expect(client.received.errors).toEqual([]);
  await client.stop();
});

const dev = 'CREATE TABLE a (id int PRIMARY KEY, name varchar(20) NOT NULL);';
const wrong = 'CREATE TABLE a (id int PRIMARY KEY, name text NOT NULL);';
async function start(mode: 'pull' | 'push' = 'pull', sql = dev): Promise<TestClient> {
  client = await startClient({ dev: await FakeDev.of(sql), mode });
  await client.settled();
  return client;
}

describe('typing (push)', () => {
  it('publishes only what belongs to the text that was last sent', async () => {
    const file = await (await start('push')).open(dev);
    for (const text of [wrong, `${wrong}\n`, dev, wrong, dev]) await file.edit(text);
    await client.until(({ published }) => published.at(-1)?.version === file.version);
    const versions = client.received.published.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => a! - b!));
    expect(client.received.published.at(-1)?.diagnostics).toEqual([]);
    for (const { version, diagnostics } of client.received.published)
      expect(diagnostics.length).toBe([2, 3, 5].includes(version!) ? 1 : 0);
  });

  it('clears what it published when the file is closed, and publishes nothing after that', async () => {
    const file = await (await start('push')).open(wrong);
    await client.until(({ published }) => published.length === 1);
    await file.edit(`${wrong} `);
    await file.close();
    await client.request('devschema/refresh', null);
    expect(client.received.published.at(-1)).toEqual({ uri: file.uri, diagnostics: [] });
    expect(client.received.published.filter(({ diagnostics }) => diagnostics.length > 0).length).toBeLessThanOrEqual(2);
  });

  it('applies incremental edits as an editor sends them', async () => {
    const file = await (await start()).open(
      '-- 🚨 é\r\nCREATE TABLE a (id int PRIMARY KEY, name varchar(20) NOT NULL);\r\n',
    );
    expect(await file.findings()).toEqual([]);
    const at = file.text.indexOf('varchar(20)');
    await file.replace(at, at + 'varchar(20)'.length, 'text');
    const [finding] = await file.diagnostics();
    expect(file.covered(finding!.range)).toBe('text');
    expect(finding?.message).toContain('varchar(20)'.replace('varchar', 'character varying'));
    await file.replace(at, at + 4, 'varchar(20)');
    expect(await file.findings()).toEqual([]);
  });
});

describe('cancellation', () => {
  it('is honoured, and what comes after it is answered', async () => {
    const file = await (await start()).open(wrong);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: file.uri } };
    const answer = client.connection.sendRequest('textDocument/diagnostic', params, source.token);
    source.cancel();
    await expect(answer).rejects.toThrow(/cancel/);
    expect(await file.findings()).toHaveLength(1);
  });
});

describe('an error in the server', () => {
  it.each(['pull', 'push'] as const)('does not look like a file without findings (%s)', async (mode) => {
    await start(mode);
    client.files.set('/project/m/001_a.sql', 'SELECT 1;');
    client.files.get = () => {
      throw new Error('the disk is on fire');
    };
    const file = await client.open('SELECT 2;', '/project/m/002_b.sql');
    if (mode === 'push') await client.until(({ published }) => published.length > 0);
    const [said] = mode === 'push' ? client.received.published.at(-1)!.diagnostics : await file.diagnostics();
    expect(said?.message).toBe('Not known: DevSchema failed (the disk is on fire). The log says where.');
    expect(await file.hover(0)).toBeUndefined();
    expect(client.received.errors.splice(0)).not.toEqual([]);
  });
});

describe('every request on a file that is not open', () => {
  it('is answered with nothing', async () => {
    await start();
    const { TestFile: File } = await import('../support/client');
    const file: TestFile = new File(client, 'file:///project/none.sql', '', 0);
    expect(await file.diagnostics()).toEqual([]);
    expect(await file.hover()).toBeUndefined();
    expect(await file.completions()).toEqual([]);
    expect(await file.actions()).toEqual([]);
    expect(await file.lenses()).toEqual([]);
    expect(await file.symbols()).toEqual([]);
    expect(await file.definitions()).toEqual([]);
  });
});

/** Every feature at several places; nothing may fail, and every range must lie in the text. */
async function useEverything(file: TestFile): Promise<void> {
  const lines = file.text.split(/\r\n|\n|\r/);
  const inside = ({ line, character }: { line: number; character: number }) =>
    line < lines.length && character <= lines[line]!.length;
  for (const { range } of await file.diagnostics()) expect(inside(range.start) && inside(range.end)).toBe(true);
  const step = Math.max(1, Math.floor(file.text.length / 7));
  for (let offset = 0; offset <= file.text.length; offset += step) {
    await file.hover(offset);
    await file.completions(offset);
    await file.definitions(offset);
  }
  await file.actions({ range: { start: file.position(0), end: file.position(file.text.length) } });
  await file.actions({ only: ['source.fixAll'] });
  await file.lenses();
  await file.symbols();
}

describe('bad input', () => {
  const last = '\nCREATE TABLE a (id int PRIMARY KEY, name text NOT NULL);\n';
  it.each([
    ['half-typed SQL', 'SELECT * FROM a WHERE (\n;'],
    ['half-typed CREATE TABLE', 'CREATE TABLE b (id int, na\n;'],
    ['CRLF and tabs', '\t-- x\r\n\tSELECT 1;\r\n'],
    ['a BOM', '\ufeffSELECT 1;'],
    ['emoji before the error', "SELECT '🚨🚨'; /* 🚨 */"],
    ['two statements on a line', 'SELECT 1; SELECT 2;'],
    ['psql meta-commands', '\\restrict abc\n\\set x 1\n\\i other.sql\nSELECT 1;'],
    ['COPY data', 'COPY b (id) FROM stdin;\n1\n2;\n\\.\n'],
    ['a template', 'SELECT {{ x }};'],
    ['nothing but comments', '-- a\n/* b */'],
  ])('%s: the rest of the file is still read, on the right text', async (_what, text) => {
    const file = await (await start()).open(text + last);
    const found = (await file.diagnostics()).filter(({ code }) => code === 'column-type');
    expect(found.map(({ range }) => file.covered(range))).toEqual(['text']);
    await useEverything(file);
  });

  it.each([
    ['an empty file', ''],
    ['one character', '('],
    ['NUL characters', 'SELECT 1;\0\0\0'],
    ['a binary file', String.fromCharCode(...Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256))],
    ['lone surrogates', 'SELECT \ud800\udc01\udfff\ud83d;'],
    ['an open string', "SELECT 'abc"],
    ['an open quote', 'CREATE TABLE "abc (id int);\nSELECT 1;'],
    ['an open dollar quote', 'DO $x$ BEGIN SELECT 1; END'],
    ['an open comment', '/* /* x */ SELECT 1;'],
    ['deep brackets', `SELECT ${'('.repeat(5000)}1${')'.repeat(5000)};`],
    ['a very long line', `SELECT ${'a + '.repeat(20_000)}1;`],
  ])('%s is survived by every feature', async (_what, text) => {
    const file = await (await start()).open(text);
    await useEverything(file);
    await file.edit(wrong);
    expect(await file.findings()).toHaveLength(1);
  });

  it('a file of 5 MB is read to its end', async () => {
    const row = "INSERT INTO a (id, name) VALUES (1, 'x');\n";
    const file = await (await start()).open(row.repeat(Math.ceil(5_000_000 / row.length)) + wrong);
    const all = await file.diagnostics();
    expect(all.filter(({ code }) => code === 'column-type').map(({ range }) => file.covered(range))).toEqual(['text']);
  });

  it('every state of typing the draft is survived, and the whole is read in the end', async () => {
    const file = await (await start('pull', guide)).open('');
    for (let end = 0; end < draft.length; end += 13) {
      await file.edit(draft.slice(0, end));
      await file.diagnostics();
      await file.completions(end);
      await file.hover(end);
    }
    await file.edit(draft);
    expect((await file.findings())[0]).toContain('has 29 columns in dev, 22 here');
  });
});
