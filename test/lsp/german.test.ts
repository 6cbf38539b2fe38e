/** An editor that says its language is German: what people read is German, what programs read is not. */
import { afterEach, describe, expect, it } from 'vitest';
import { resolveSource } from '../../server/src/dev/connect/configure';
import { explain } from '../../server/src/dev/connect/connect-errors';
import type { Answer } from '../../server/src/report/checklist';
import { conclusion } from '../../server/src/report/words';
import { said } from '../../server/src/text/l10n';
import { type ClientOptions, startClient, type TestClient } from '../support/client';
import { FakeDev } from '../support/fake-dev';

const shop = 'CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, "table" text, phone text);\n';
const draft = 'CREATE TABLE users (\n  id bigint PRIMARY KEY,\n  nick text\n);\n';
const ours = {
  textDocument: { diagnostic: {} },
  workspace: { diagnostics: { refreshSupport: true } },
  experimental: { devschemaDocuments: true },
};

const options = { connectTimeoutMs: 1000, statementTimeoutMs: 1000, applicationName: 'test' };
let client: TestClient;
const start = async (locale: string, more: ClientOptions = {}) => {
  client = await startClient({ dev: await FakeDev.of(shop), capabilities: ours, locale, ...more });
  await client.settled();
  return client.open(draft);
};
afterEach(async () => {
  expect(client.received.errors).toEqual([]);
  await client.stop();
});

describe('the language of the editor', () => {
  it.each(['de', 'de-AT'])('%s has lenses, what hovers and actions in German', async (locale) => {
    const file = await start(locale);
    expect(await file.lenses()).toEqual([
      '4 Spalten in dev',
      '3 fehlend · 1 nicht in dev',
      'Vergleichen',
      'Fehlende einfügen',
      'Diagramm',
    ]);
    const hover = await file.hover(file.text.indexOf('users'));
    expect(hover).toContain('Tabelle · 4 Spalten');
    expect(hover).toContain('| Spalte | Typ | | Vorgabewert |');
    // A name is no word.
    expect(hover).toContain('| `table` | `text` |');
    expect(hover).toMatch(/Gelesen aus .*, gerade eben\./);
    const [first, extra] = await file.diagnostics();
    expect(first?.message).toBe('users hat in dev 4 Spalten, hier 2. Es fehlen: email, "table", phone.');
    expect(extra?.message).toBe('dev hat keine Spalte nick in users.');
    const actions = await file.actions({ range: first!.range, diagnostics: [first!] });
    expect(actions.map(({ title }) => title)).toEqual([
      '3 fehlende Spalten aus dev einfügen',
      'Genau wie in dev ersetzen: CREATE TABLE',
      'Ignorieren…',
    ]);
    // The client sends what it was told; the actions are about it all the same.
    expect(actions[0]?.diagnostics?.[0]?.message).toBe(first?.message);
    expect((await file.actions({ range: extra!.range })).map(({ title }) => title)).toContain('Spalte nick entfernen');
  });
  it('says in German what a generated column is', async () => {
    const dev = await FakeDev.of('CREATE TABLE boxes (w int, h int, area int GENERATED ALWAYS AS (w * h) STORED);');
    client = await startClient({ dev, capabilities: ours, locale: 'de' });
    await client.settled();
    const other = await client.open('CREATE TABLE boxes (w int, h int, area int GENERATED ALWAYS AS (w + h) STORED);');
    expect((await other.diagnostics()).map(({ message }) => message)).toEqual([
      'area ist in dev GENERATED ALWAYS AS (w * h) STORED, hier GENERATED ALWAYS AS (w + h) STORED.',
    ]);
    const none = await client.open('CREATE TABLE boxes (w int, h int, area int);', '/project/none.sql');
    expect((await none.diagnostics()).map(({ message }) => message)).toEqual([
      'area ist in dev GENERATED ALWAYS AS (w * h) STORED, hier keine generierte Spalte.',
    ]);
  });
  it('has the tree, its reasons and refusals in German', async () => {
    const file = await start('de');
    const [users] = await client.request('devschema/tree', null);
    expect(users).toMatchObject({ label: 'users', description: '4 Spalten', spoken: 'users, Tabelle, 4 Spalten' });
    await expect(client.request('devschema/document', { uri: 'devschema:/table/public/none.sql' })).rejects.toThrow(
      /^dev hat nicht, was devschema:\/table\/public\/none\.sql nennt\.$/,
    );
    await expect(
      client.connection.sendRequest('textDocument/prepareRename', {
        textDocument: file,
        position: { line: 0, character: 0 },
      }),
    ).rejects.toThrow('Hier steht kein Name, der geändert werden kann.');
  });
  it('says in German what is wrong with a setting', async () => {
    await start('de', { settings: { refreshInterval: 'often' } });
    expect(client.received.messages[0]).toBe(
      'DevSchema: devschema.refreshInterval ist "often". Erlaubt: eine Zahl von 0 bis 86400.',
    );
  });
  it('says in German where dev is', async () => {
    const dev = await FakeDev.of(shop);
    await start('de', { dev });
    const connection = 'postgres://me@127.0.0.1:5433/shop';
    dev.config = resolveSource({ connection, folders: [], env: {}, connectTimeoutMs: 1000, statementTimeoutMs: 1000 })!;
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { devschema: { connection } },
    });
    expect((await client.request('devschema/refresh', null)).label).toBe('shop auf 127.0.0.1:5433');
  });
  it('says in German why dev cannot be reached, and what to do', async () => {
    await start('de');
    const { message } = explain({ code: 'ECONNREFUSED' }, { ...options, host: 'localhost' });
    expect(message).toBe('connection refused at localhost:5432. Is PostgreSQL running there?');
    expect(said(message)).toBe('Verbindung zu localhost:5432 abgelehnt. Läuft dort PostgreSQL?');
  });
  it('says in German what the checklist comes to, with the titles that stand in it', async () => {
    await start('de');
    const line = (answer: Answer) => ({ answer, reason: 'so' });
    const text = conclusion('refused', [
      { title: 'Backup', lines: [line('not done')] },
      { title: 'Tested', lines: [line('not known')] },
    ]);
    expect(text).toBe('Refused: Backup not done; Tested not known.');
    expect(said(text)).toBe('Abgelehnt: Backup nicht erledigt; Tested nicht bekannt.');
    expect(conclusion('not known', [{ title: 'Tested', lines: [line('not known')] }])).toBe('Not known: Tested.');
  });
  it('draws a diagram in German, and saves it in English', async () => {
    const { uri } = await start('de');
    const { svg } = await client.request('devschema/diagram', { uri });
    expect(svg).toContain('3 fehlend, 1 nicht in dev');
    expect(svg).toMatch(/aria-label="Tabelle users; /);
    const { text } = await client.request('devschema/diagramText', { uri, form: 'svg' });
    expect(text).toMatch(/aria-label="table users; /);
    expect(text).toContain('missing here');
  });
  it('says what PostgreSQL would refuse with its own words, and what is not known with ours', async () => {
    const file = await start('de');
    const messages = async (text: string) => {
      await file.edit(text);
      return (await file.diagnostics()).map(({ message }) => message);
    };
    expect(await messages('CREATE INDEX i ON usres (id);')).toEqual([
      'Tabelle oder Sicht usres existiert in dev oder weiter oben in dieser Datei nicht. Meinten Sie users?',
    ]);
    expect(await messages('DROP COLUMN x;')).toEqual(['Syntax error at or near "COLUMN".']);
    expect(await messages('\\i other.sql\nSELECT 1;')).toEqual([
      'Nicht bekannt: was \\i other.sql liest, wird nicht angesehen.',
    ]);
  });
  it.each(['en', 'xx', '../l10n/de'])('%s is English', async (locale) => {
    const file = await start(locale);
    expect(await file.lenses()).toContain('4 columns in dev');
    expect((await file.findings())[0]).toContain('users has 4 columns in dev, 2 here.');
  });
});
