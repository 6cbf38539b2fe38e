/** Open migrations run in a scratch PostgreSQL behind the editor: the real embedded one, in its own process. */
import { execFileSync } from 'node:child_process';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ClientOptions, startClient, type TestClient, type TestFile } from '../support/client';
import { FakeDev } from '../support/fake-dev';
import { draft, guide } from '../support/guide';
import { embeddedScript } from '../support/postgres-embedded';

let script: string;
beforeAll(async () => {
  script = await embeddedScript();
});
let client: TestClient | undefined;
afterEach(async () => {
  await client?.stop();
  client = undefined;
});

async function start(dev: string, options: ClientOptions = {}): Promise<TestClient> {
  client = await startClient({ dev: await FakeDev.of(dev), scratch: { script }, ...options });
  await client.settled();
  return client;
}
/** Saved, and what came of the run. */
async function saved(file: TestFile): Promise<string> {
  const seen = client!.received.statuses.length;
  await file.save();
  return ran(file, seen);
}
async function ran(file: TestFile, seen = 0): Promise<string> {
  const told = () => client!.received.statuses.slice(seen).flatMap(({ runs }) => runs ?? []);
  await client!.until(() => told().some(({ uri }) => uri === file.uri));
  return told().findLast(({ uri }) => uri === file.uri)!.message;
}
/** The embedded servers of this process. */
function processes(): string[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => Number(line.trim().split(/\s+/)[1]) === process.pid && line.includes('embedded-'));
}
/** What takes out what dev lacks is offered for each alone. */
async function mendEach(file: TestFile): Promise<void> {
  for (let left = await file.diagnostics(); left.length > 0; left = await file.diagnostics()) {
    const [fix] = await file.actions({ range: left[0]!.range, diagnostics: left.slice(0, 1) });
    await file.apply(fix!);
  }
}
const ofPostgres = async (file: TestFile) =>
  (await file.diagnostics()).filter(({ source }) => source?.startsWith('PostgreSQL'));

describe('on save', () => {
  it('what the editor saves by itself runs once its statements end', async () => {
    await start('CREATE TABLE a (id int, name text);');
    const file = await client!.open('ALTER TABLE a DROP COLUMN na', '/project/a.sql');
    await file.save(2);
    await client!.settled();
    expect(await file.lenses()).toContainEqual(expect.stringContaining('once its statements end with a semicolon'));
    expect(processes()).toEqual([]);
    await file.edit('ALTER TABLE a DROP COLUMN name;');
    const seen = client!.received.statuses.length;
    await file.save(2);
    expect(await ran(file, seen)).toMatch(/^proved/);
    await file.edit('ALTER TABLE a DROP COLUMN na');
    expect(await saved(file)).toMatch(/^refused/);
  });

  it('the near-miss is not as dev, the fixes mend it, and then it is proved', async () => {
    await start(guide);
    const file = await client!.open(draft, '/project/brand_extraction.sql');
    expect(processes()).toEqual([]);
    const first = await saved(file);
    expect(first).toMatch(/^(differs|refused)\b.*PostgreSQL 18\./);
    expect(await file.lenses()).toContainEqual(expect.stringContaining(first));
    const [all] = await file.actions({ only: ['source.fixAll.devschema'] });
    await file.apply(all!);
    expect(await file.lenses()).toContainEqual(expect.stringContaining('read only: it has changed since'));
    await mendEach(file);
    const second = await saved(file);
    expect(second).toMatch(/^proved on PostgreSQL 18\.\d+: runs, equals dev, rows aside$/);
    expect(await file.findings()).toEqual([]);
    // The process is the one that was started first.
    expect(processes()).toHaveLength(1);
  });

  it('PostgreSQL’s refusal stands on the exact text, in its words, until that text changes', async () => {
    await start('CREATE TABLE users (id integer PRIMARY KEY);');
    const text = 'ALTER TABLE users ADD COLUMN a int;\nSELECT 1 / 0;\nSELECT 2;\n';
    const file = await client!.open(text, '/project/a.sql');
    expect(await saved(file)).toBe('refused by PostgreSQL 18.3: 1 statement');
    const [only] = await ofPostgres(file);
    expect(file.show(only!)).toBe('error[refused] SELECT 1: PostgreSQL refuses it: division by zero (22012)');
    expect(only!.source).toBe('PostgreSQL 18.3');
    const end = text.indexOf('SELECT 2');
    await file.replace(end, end, '-- what follows changes nothing of it\n');
    expect((await ofPostgres(file)).map((one) => file.covered(one.range))).toEqual(['SELECT 1']);
    await file.replace(0, 0, 'SELECT 0;\n');
    expect(await ofPostgres(file)).toEqual([]);
    expect(await saved(file)).toContain('refused');
    await file.edit(text.replace('1 / 0', '1'));
    expect(await ofPostgres(file)).toEqual([]);
    expect(await saved(file)).toBe('proved on PostgreSQL 18.3: runs on dev, rows aside');
  });

  it('one fault that reading and running find is there once', async () => {
    await start('CREATE TABLE users (id integer PRIMARY KEY);');
    const text = `ALTER TABLE nobody ADD COLUMN a int;
CREATE INDEX ON users (nick);
ALTER TABLE users ADD FOREIGN KEY (id) REFERENCES elsewhere (id);
SELECT 1 / 0;`;
    const file = await client!.open(text, '/project/a.sql');
    const read = await file.findings();
    expect(read).toHaveLength(3);
    expect(await saved(file)).toMatch(/^refused/);
    expect((await file.findings()).slice(0, 3)).toEqual(read);
    expect((await ofPostgres(file)).map((one) => file.covered(one.range))).toEqual(['SELECT 1']);
  });

  it('what cannot run in a transaction runs outside of one, and dev is made anew after it', async () => {
    await start('CREATE TABLE users (id integer PRIMARY KEY, name text);');
    const file = await client!.open('CREATE INDEX CONCURRENTLY by_name ON users (name);', '/project/a.sql');
    expect(await saved(file)).toBe('proved on PostgreSQL 18.3: runs on dev, rows aside');
    const other = await client!.open('BEGIN;\nCREATE INDEX by_name ON users (name);\nCOMMIT;', '/project/b.sql');
    expect(await saved(other)).toBe('proved on PostgreSQL 18.3: runs on dev, rows aside');
    await other.edit("CREATE TYPE mood AS ENUM ('sad');\nALTER TYPE mood ADD VALUE 'ok';\nSELECT 'ok'::mood;");
    expect(await saved(other)).toBe('proved on PostgreSQL 18.3: runs on dev, rows aside');
  });

  it('pending files before it run first, and applied ones are not run', async () => {
    const folder = '/project/db/migrations';
    const files = {
      [`${folder}/00001_a.sql`]: '-- +goose Up\nCREATE TABLE a (id integer PRIMARY KEY);\n',
      [`${folder}/00002_b.sql`]: '-- +goose Up\nCREATE TABLE b (id integer PRIMARY KEY);\n',
      [`${folder}/00003_c.sql`]: '-- +goose Up\nALTER TABLE b ADD COLUMN a integer REFERENCES a (id);\n',
    };
    await start('CREATE TABLE a (id integer PRIMARY KEY);', { files });
    const [first, , third] = Object.entries(files);
    const file = await client!.open(third![1], third![0]);
    expect(await saved(file)).toBe(
      'proved on PostgreSQL 18.3: runs on dev after the pending files before it, rows aside',
    );
    const applied = await client!.open(first![1], first![0]);
    await applied.save();
    expect((await applied.lenses())[0]).toContain('read only: it has run in dev already');
  });
});

describe('a run', () => {
  it('of a text that has changed meanwhile is not told, and the new text has its turn', async () => {
    await start('CREATE TABLE users (id integer PRIMARY KEY);', { settings: { verify: { run: 'live' } } });
    const file = await client!.open('SELECT 1;', '/project/a.sql');
    await saved(file);
    const seen = client!.received.statuses.length;
    await file.edit('SELECT pg_sleep(30);\nSELECT 1 / 0;');
    await file.save();
    await client!.request('devschema/status', null);
    await file.edit('SELECT 2;');
    expect(await ran(file, seen)).toBe('proved on PostgreSQL 18.3: runs on dev, rows aside');
    const told = client!.received.statuses
      .slice(seen)
      .flatMap(({ runs }) => (runs ?? []).map(({ message }) => message));
    expect(new Set(told.filter((words) => words.startsWith('refused')))).toEqual(new Set());
  });

  it('starts at a pause in typing where the setting is live, with progress', async () => {
    await start('CREATE TABLE users (id integer PRIMARY KEY);', {
      settings: { verify: { run: 'live' } },
      progress: true,
    });
    const file = await client!.open('SELECT 1;', '/project/a.sql');
    await file.edit('SELECT 1 / 0;');
    expect(await ran(file)).toMatch(/^refused/);
    expect(client!.received.progress.map(({ title }) => title)).toContain('DevSchema: starting PostgreSQL');
    const seen = client!.received.statuses.length;
    await file.edit('ALTER TABLE users ADD COLUMN a int;');
    expect(await ran(file, seen)).toMatch(/^proved/);
  });

  it('is none where the setting is off, in an untrusted workspace, without a dev, or of another language', async () => {
    for (const options of [
      { settings: { verify: { run: 'off' } } },
      { trusted: false },
      { dev: new FakeDev(undefined) },
      {},
    ] satisfies ClientOptions[]) {
      await start('CREATE TABLE users (id integer PRIMARY KEY);', options);
      const language = Object.keys(options).length === 0 ? 'markdown' : 'sql';
      const file = await client!.open('SELECT 1 / 0;', '/project/a.sql', language);
      await file.edit('SELECT 2 / 0;');
      await file.save();
      const lenses = await file.lenses();
      await file.diagnostics();
      expect(processes()).toEqual([]);
      expect(lenses.join()).not.toContain('PostgreSQL');
      expect(lenses.join().includes('read only: the workspace is not trusted')).toBe('trusted' in options);
      await client!.stop();
    }
    client = undefined;
  });

  it('that cannot be is said once, and reading goes on', async () => {
    const built = `DO $$ BEGIN EXECUTE (SELECT 'CREATE TABLE made_' || count(*) || ' ()' FROM pg_class); END $$;`;
    await start('CREATE TABLE users (id integer PRIMARY KEY);', {
      scratch: { script: '/no/such/script.js' },
      files: { '/project/migrations/0001_built.sql': built, '/project/migrations/0002_b.sql': 'SELECT 1;' },
    });
    const file = await client!.open('ALTER TABLE nobody ADD COLUMN a int;', '/project/a.sql');
    const refreshes = client!.received.refreshes;
    await file.save();
    await client!.until((received) => received.refreshes > refreshes);
    await expect.poll(async () => (await file.lenses())[0]).toMatch(/^read only: the embedded PostgreSQL/);
    expect(await file.findings()).toHaveLength(1);
    const history = await client!.open(built, '/project/migrations/0001_built.sql');
    await history.save();
    await expect
      .poll(async () => (await history.diagnostics()).map(({ message }) => message).join(), { timeout: 20_000 })
      .toContain('running could not tell what it makes: the embedded PostgreSQL');
    expect(client!.received.errors).toEqual([]);
  });

  it('keeps one process, which ends when idle and with the server', async () => {
    await start('CREATE TABLE users (id integer PRIMARY KEY);', { scratch: { script, idleMs: 300 } });
    const file = await client!.open('SELECT 1;', '/project/a.sql');
    await saved(file);
    expect(processes()).toHaveLength(1);
    await expect.poll(processes).toEqual([]);
    await file.edit('SELECT 2;');
    await file.save();
    await expect.poll(processes).toHaveLength(1);
    await client!.stop();
    client = undefined;
    expect(processes()).toEqual([]);
  });
});
