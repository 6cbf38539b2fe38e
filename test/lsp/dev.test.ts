/** Dev changes, goes away and comes back; open files follow without an edit. */
import { afterEach, describe, expect, it } from 'vitest';
import { DiagnosticSeverity } from 'vscode-languageserver/node';
import { type ClientOptions, startClient, type TestClient } from '../support/client';
import { devOf, FakeDev } from '../support/fake-dev';

let client: TestClient;
afterEach(() => client.stop());
const start = async (options: ClientOptions) => {
  client = await startClient(options);
  return client;
};

const before = 'CREATE TABLE a (id int PRIMARY KEY, name text);';
const after = 'CREATE TABLE a (id int PRIMARY KEY, name text, extra text);';

describe('open files', () => {
  it('are checked again when dev has changed, without an edit (pull)', async () => {
    const dev = await FakeDev.of(before);
    await start({ dev });
    await client.settled();
    const file = await client.open(before);
    const first = await file.report();
    expect(first).toMatchObject({ kind: 'full', items: [] });
    const { refreshes } = client.received;
    await dev.becomes(after);
    await client.notify('devschema/focus');
    await client.until((received) => received.refreshes > refreshes);
    expect((await file.findings())[0]).toContain('a has 3 columns in dev, 2 here. Missing: extra');
  });

  it('are published again when dev has changed (push)', async () => {
    const dev = await FakeDev.of(before);
    await start({ dev, mode: 'push' });
    await client.settled();
    const file = await client.open(before);
    await client.until(({ published }) => published.length > 0);
    expect(client.received.published.at(-1)).toMatchObject({ uri: file.uri, version: 1, diagnostics: [] });
    await dev.becomes(after);
    await file.save();
    await client.until(({ published }) => (published.at(-1)?.diagnostics.length ?? 0) > 0);
    expect(client.received.published.at(-1)?.diagnostics[0]?.message).toContain('3 columns in dev');
    expect(dev.probes).toBeGreaterThan(0);
  });

  it('are not checked again, and dev is not read again, when nothing changed', async () => {
    const dev = await FakeDev.of(before);
    await start({ dev });
    await client.settled();
    const file = await client.open(before);
    const report = await file.report();
    const { refreshes } = client.received;
    await client.notify('devschema/focus');
    await client.request('devschema/status', null);
    expect(dev.reads).toBe(1);
    expect(client.received.refreshes).toBe(refreshes);
    const resultId = report.kind === 'full' ? report.resultId : undefined;
    expect(await file.report(resultId)).toEqual({ kind: 'unchanged', resultId });
  });
});

describe('dev away', () => {
  it('leaves the last good schema serving, marked, and is followed when it is back', async () => {
    const dev = await FakeDev.of(after);
    await start({ dev });
    await client.settled();
    const file = await client.open(before);
    dev.goesAway();
    const status = await client.request('devschema/refresh', null);
    expect(status).toMatchObject({ state: 'stale', tables: 1 });
    expect(status.problem).toContain('connection refused at localhost:5432');
    const all = await file.diagnostics();
    const hint = all.find(({ code }) => code === 'not-known');
    expect(hint?.message).toBe(
      'Not known: dev cannot be reached (connection refused at localhost:5432). Showing the schema read just now.',
    );
    expect(all.some(({ message }) => message.includes('3 columns in dev'))).toBe(true);
    expect(await file.hover(14)).toContain('dev cannot be reached');
    dev.comesBack();
    expect(await client.request('devschema/refresh', null)).toMatchObject({ state: 'ready' });
    expect((await file.diagnostics()).some(({ code }) => code === 'not-known')).toBe(false);
  });

  it('from the start is said once in a file, as a hint, and never looks like a pass', async () => {
    const dev = await FakeDev.of(after);
    dev.goesAway();
    await start({ dev });
    expect(await client.settled()).toMatchObject({ state: 'failed' });
    const file = await client.open(`${before}\nCREATE TABLE b (id int);`);
    const all = await file.diagnostics();
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({ severity: 4, code: 'not-known' });
    expect(all[0]?.message).toContain('dev cannot be reached (connection refused at localhost:5432)');
    expect(await file.lenses()).toEqual(['2 statements not known']);
  });

  it('does not stop what needs no dev', async () => {
    await start({});
    await client.settled();
    const file = await client.open('CREATE TABLE a (id int,);');
    expect((await file.findings())[0]).toContain('Syntax error');
  });
});

describe('the start', () => {
  it('serves the last good schema at once, while dev is being read', async () => {
    const dev = await FakeDev.of(after);
    dev.cached = await devOf(before);
    const release = dev.hold();
    await start({ dev });
    await client.until(({ statuses }) => statuses.some(({ readAt }) => readAt !== undefined));
    const file = await client.open(before);
    expect(await file.findings()).toEqual([]);
    release();
    await client.settled();
    expect((await file.findings())[0]).toContain('3 columns in dev');
  });

  it('underlines nothing for as long as dev is being read, where the status says so; what is not known afterwards, it does', async () => {
    const dev = await FakeDev.of(before);
    const release = dev.hold();
    await start({ dev });
    await client.until(({ statuses }) => statuses.some(({ state }) => state === 'reading'));
    const file = await client.open(before);
    expect(await file.diagnostics()).toEqual([]);
    expect(await file.lenses()).toEqual(['1 statement not known']);
    dev.goesAway();
    release();
    await client.settled();
    expect((await file.diagnostics()).map(({ code }) => code)).toEqual(['not-known']);
  });

  it('says that dev is being read on the statement to a client that shows no status', async () => {
    const dev = await FakeDev.of(before);
    dev.hold();
    const capabilities = {
      textDocument: { diagnostic: {} },
      workspace: { diagnostics: { refreshSupport: true } },
      experimental: { devschemaStatus: false },
    };
    await start({ dev, capabilities });
    const file = await client.open(before);
    expect((await file.diagnostics()).map(({ message }) => message)).toEqual(['Not known: dev is being read.']);
  });

  it('shows progress, and can be cancelled there', async () => {
    const dev = await FakeDev.of(before);
    dev.hold();
    await start({ dev, progress: true });
    await client.until(({ progress }) => progress.length > 0);
    expect(client.received.progress[0]).toMatchObject({ kind: 'begin', cancellable: true });
    await client.until(({ statuses }) => statuses.at(-1)?.progress !== undefined);
    await client.notify('window/workDoneProgress/cancel', { token: client.received.tokens[0]! });
    expect(await client.settled()).toMatchObject({ state: 'failed', problem: 'Reading was cancelled' });
  });
});

describe('an untrusted workspace', () => {
  it('connects to nothing, says so, and checks what needs no dev', async () => {
    const dev = await FakeDev.of(after);
    await start({ dev, trusted: false });
    expect(await client.settled()).toMatchObject({ state: 'untrusted' });
    const file = await client.open('CREATE TABLE a (id int,);\nCREATE TABLE b (id int);');
    expect((await file.findings())[0]).toContain('Syntax error');
    expect((await file.diagnostics()).some(({ message }) => message.includes('not trusted'))).toBe(true);
    await client.request('devschema/refresh', null);
    expect(await client.request('devschema/connectionCandidates', null)).toEqual([]);
    await expect(client.request('devschema/rollback', { uri: file.uri })).rejects.toThrow('not trusted');
    expect([dev.reads, dev.probes]).toEqual([0, 0]);
  });
});

describe('settings', () => {
  it('that are wrong are said, with what is allowed', async () => {
    await start({ settings: { generate: { quoting: 'sometimes' }, rules: { 'no-such-rule': 'off' } } });
    await client.until(({ messages }) => messages.length === 2);
    expect(client.received.messages).toEqual(
      [
        'DevSchema: devschema.rules.no-such-rule: there is no rule no-such-rule.',
        'DevSchema: devschema.generate.quoting is "sometimes". Allowed: always, needed.',
      ].sort((a, b) => client.received.messages.indexOf(a) - client.received.messages.indexOf(b)),
    );
  });

  it.each([
    { rules: { 'missing-columns': 'hint' } },
    { 'rules.missing-columns': 'hint' },
    { devschema: { rules: { 'missing-columns': 'hint' } } },
    { 'devschema.rules': { 'missing-columns': 'hint' } },
    { settings: { rules: { 'missing-columns': 'hint' } } },
  ])('come from any editor as initializationOptions: %j', async (initializationOptions) => {
    const dev = await FakeDev.of('CREATE TABLE a (id int, name text);');
    await start({ dev, initializationOptions });
    await client.settled();
    const file = await client.open('CREATE TABLE a (id int);');
    expect((await file.diagnostics()).map(({ code, severity }) => [code, severity])).toEqual([
      ['missing-columns', DiagnosticSeverity.Hint],
    ]);
    expect(client.received.messages).toEqual([]);
  });

  it.each([
    ['postgres://me:secret@localhost/app', 'a string'],
    [[1, 2], 'an array'],
  ])('that are no object are said, once and without what they hold: %j', async (given, what) => {
    await start({ initializationOptions: given });
    await client.settled();
    expect(client.received.messages).toEqual([`DevSchema: devschema is ${what}. Allowed: an object of settings.`]);
  });

  it('take effect at once: a rule turned off finds nothing', async () => {
    const dev = await FakeDev.of(after);
    await start({ dev });
    await client.settled();
    const file = await client.open(before);
    const [finding] = await file.diagnostics();
    const { refreshes } = client.received;
    await client.notify('workspace/didChangeConfiguration', {
      settings: { devschema: { rules: { [String(finding?.code)]: 'off' } } },
    });
    await client.until((received) => received.refreshes > refreshes);
    expect((await file.diagnostics()).map(({ code }) => code)).not.toContain(finding?.code);
  });
});

describe('what has changed in dev', () => {
  it('is listed by time and object, with the statements before and after, and said where a column is hovered', async () => {
    const dev = await FakeDev.of(`${before}\nCREATE TABLE old (id int);`);
    await start({ dev });
    await client.settled();
    expect(await client.request('devschema/devChanges', null)).toEqual([]);
    await dev.becomes(`${after}\nCREATE INDEX a_name ON a (name);\nCREATE VIEW v AS SELECT id FROM a;`);
    await client.request('devschema/refresh', null);
    const [first, ...rest] = await client.request('devschema/devChanges', null);
    expect(rest).toEqual([]);
    expect(first?.changes.map(({ label, kind, what, words }) => [label, kind, what, words])).toEqual([
      ['a', 'table', 'changed', '+ extra'],
      ['old', 'table', 'dropped', ''],
      ['v', 'view', 'added', ''],
    ]);
    const text = async (uri: string) => (await client.request('devschema/document', { uri })).text;
    const [a, old] = first!.changes;
    expect(await text(a!.before)).not.toContain('extra');
    expect(await text(a!.after)).toMatch(/extra text[\s\S]*CREATE INDEX a_name/);
    expect(await text(old!.before)).toContain('CREATE TABLE');
    expect(await text(old!.after)).toBe('');
    const file = await client.open('SELECT ext<|>ra, name FROM a;');
    const today = new Date().toISOString().slice(0, 10);
    expect(await file.hover()).toContain(`In dev since ${today}`);
  });
  it('is known in the next session, and what is damaged or gone is not', async () => {
    const dev = await FakeDev.of(before);
    await start({ dev });
    await client.settled();
    await dev.becomes(after);
    await client.request('devschema/refresh', null);
    await client.stop();
    await start({ dev });
    await client.settled();
    const [first] = await client.request('devschema/devChanges', null);
    expect(first?.changes.length).toBe(1);
    await client.stop();
    for (const [name] of dev.keptTexts) dev.keptTexts.set(name, '{"devschemaChanges":1,"differences":[{"from":');
    await start({ dev });
    await client.settled();
    expect(await client.request('devschema/devChanges', null)).toEqual([]);
    const gone = client.request('devschema/document', {
      uri: 'devschema:/then/0123456789abcdef0123456789abcdef/a.sql',
    });
    await expect(gone).rejects.toThrow('not kept any more');
  });
});

describe('settings that choose nothing of dev', () => {
  it('are said in the status, and a folder of migrations that is not there once, aloud', async () => {
    const dev = await FakeDev.of(before);
    const connection = { host: 'localhost', port: 5432, database: 'bazaar', user: 'me' } as never;
    dev.config = { kind: 'database', connection, label: 'bazaar on localhost', from: 'devschema.connection' };
    const settings = { schemas: { include: ['pubilc'] }, migrations: { folders: ['migratoins'] } };
    await start({ dev, settings, files: { '/shop/migrations/001.sql': before }, folders: ['/shop'] });
    await client.settled();
    await client.until(({ statuses }) => statuses.at(-1)?.doubts !== undefined);
    expect(client.received.statuses.at(-1)?.doubts?.[0]).toContain('dev has no schema pubilc. Did you mean public?');
    expect(client.received.messages.join()).toContain('there is no folder migratoins in /shop');
  });
});
