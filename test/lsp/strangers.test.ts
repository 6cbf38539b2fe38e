/** A workspace that a stranger made, on the real disk: what is no file is said, at once, and the honest files are checked. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../server/src/cli/run';
import { writeSnapshot } from '../../server/src/dev/snapshot';
import { devAccess } from '../../server/src/host/dev-access';
import { openDisk } from '../../server/src/host/disk';
import { startClient } from '../support/client';
import { devOf, FakeDev } from '../support/fake-dev';
import { type HostileProject, hostileProject } from '../support/hostile';

let project: HostileProject;
beforeEach(() => {
  project = hostileProject();
  project.write('migrations/0001_a.up.sql', 'CREATE TABLE a (id int);\n');
  project.write('migrations/0003_c.up.sql', 'ALTER TABLE a ADD COLUMN name text;\nSELECT nme FROM a;\n');
});
afterEach(() => project.remove());

const kinds: readonly (readonly [string, (name: string) => void, string])[] = [
  ['an endless device', (name) => project.link(name, '/dev/zero'), 'is a link to /dev/zero, outside of the workspace'],
  ['a pipe that nobody writes to', (name) => project.pipe(name), 'is a named pipe (FIFO)'],
  ['a huge file', (name) => project.huge(name, 60_000_000_000), 'has 60,000 MB'],
  [
    'a link to the environment of the process',
    (name) => project.link(name, '/proc/self/environ'),
    'is a link to /proc/',
  ],
];
async function inTime<T>(work: () => Promise<T>): Promise<T> {
  const [started, memory] = [Date.now(), process.memoryUsage().rss];
  const result = await work();
  expect(Date.now() - started).toBeLessThan(5000);
  expect(process.memoryUsage().rss - memory).toBeLessThan(300_000_000);
  return result;
}
async function check(...argv: string[]) {
  let out = '';
  const status = await run(['check', ...argv, '--format', 'json'], {
    cwd: project.folder,
    env: {},
    out: (text) => {
      out += text;
    },
    err: () => {},
    progress: () => {},
    color: false,
    signal: new AbortController().signal,
  });
  return { status, out };
}

describe.skipIf(process.platform === 'win32')('the language server', () => {
  it.each(kinds)('reads no migration that is %s, trusted or not', async (_, make, said) => {
    make('migrations/0002_b.up.sql');
    make('.env');
    for (const trusted of [true, false]) {
      await inTime(async () => {
        const client = await startClient({
          folders: [project.folder],
          disk: openDisk(),
          dev: await FakeDev.of('CREATE TABLE a (id int, name text);'),
          trusted,
        });
        const text = 'ALTER TABLE a ADD COLUMN name text;\nSELECT nme FROM a;\n';
        const file = await client.open(text, `${project.folder}/migrations/0003_c.up.sql`);
        await file.diagnostics();
        const other = await client.open('', `${project.folder}/migrations/0004_d.up.sql`);
        expect(Array.isArray(await other.diagnostics())).toBe(true);
        expect(client.received.errors).toEqual([]);
        await client.stop();
      });
    }
    const { status, out } = await inTime(() => check('migrations', '--dev', 'migrations/0001_a.up.sql'));
    expect(status).toBe(2);
    expect(out).toContain(said);
    // What it would have made is not known, so that what follows is not called wrong, nor fine.
    project.write('migrations/0004_d.up.sql', 'ALTER TABLE made_there ADD COLUMN x int;\n');
    project.write('dev.json', writeSnapshot(await devOf('CREATE TABLE a (id int);')));
    const last = JSON.parse((await check('migrations/0004_d.up.sql', '--dev', 'dev.json')).out);
    expect(last.files[0].findings).toEqual([]);
    expect(last.files[0].notKnown[0].reason).toContain(`0002_b.up.sql is not read: the file ${said}`);
  });

  it.each(kinds)('takes no snapshot and no .env that is %s', async (_, make, said) => {
    make('dev.json');
    make('.env');
    await inTime(async () => {
      const files = openDisk();
      const dev = devAccess({ files, env: {}, log: () => {} });
      const client = await startClient({
        folders: [project.folder],
        disk: files,
        dev,
        settings: { connection: 'dev.json' },
      });
      expect(await client.settled()).toMatchObject({ state: 'failed', problem: expect.stringContaining(said) });
      await client.notify('workspace/didChangeConfiguration', {
        settings: { devschema: { connection: `\${env:DATABASE_URL}` } },
      });
      await client.until(({ statuses }) => statuses.at(-1)?.problem?.includes('DATABASE_URL') === true);
      expect(client.received.statuses.at(-1)?.problem).toContain(`(not read: .env ${said}`);
      await client.stop();
    });
  });
});

describe('a host that the settings of a workspace name', () => {
  const connection = `postgres://u:\${env:TOKEN}@db.invalid/d`;
  const start = (more: object, allowHost?: (question: object) => boolean) =>
    startClient({
      folders: [project.folder],
      dev: (around) => devAccess({ ...around, files: openDisk(), env: { TOKEN: 'hunter2' } }),
      initializationOptions: { settings: { connection }, ...more },
      ...(allowHost && { allowHost }),
    });
  it.each([
    [true, 'no address is known for host db.invalid'],
    [false, 'TOKEN of the environment is not sent to a host that the repository names'],
  ])('gets a variable of the environment only when the user says so: %s', async (answer, problem) => {
    const asked: object[] = [];
    const client = await start({ allowsHosts: true }, (question) => {
      asked.push(question);
      return answer;
    });
    expect((await client.settled()).problem).toContain(problem);
    expect(asked).toEqual([{ hosts: 'db.invalid', namedBy: 'devschema.connection', secret: 'TOKEN' }]);
    await client.stop();
  });
  it('is the user’s own for a client whose settings are', async () => {
    const client = await start({});
    expect((await client.settled()).problem).toContain('no address is known for host db.invalid');
    await client.stop();
  });
});

describe.skipIf(process.platform === 'win32')('the command line', () => {
  it.each(kinds)('says of settings, of SQL as dev and of a target that they are %s', async (_, make, said) => {
    make('.vscode/settings.json');
    make('dev.sql');
    make('target.sql');
    const asDev = await inTime(() => check('migrations/0001_a.up.sql', '--dev', 'dev.sql'));
    expect(asDev.status).toBe(2);
    expect(asDev.out).toContain(`dev.sql: the file ${said}`);
    expect(asDev.out).toContain(`.vscode/settings.json ${said}`);
    const asTarget = await inTime(() => check('target.sql', '--dev', 'nowhere.json'));
    expect(asTarget.status).toBe(2);
    expect(asTarget.out).toContain(`the file ${said}`);
  });
});

describe('hostile names in dev and in files', () => {
  const name = '\u001b[31m\u202ex`](command:a)\u0007<img>';
  const quoted = `"${name}"`;
  const sql = `CREATE TABLE t (id int, ${quoted} int DEFAULT 1);\nCREATE TABLE ${quoted} (id int PRIMARY KEY);
COMMENT ON TABLE t IS '${name}';`;
  /** Every text that is shown; edits, addresses and the names that requests are made with are not. */
  function* texts(value: unknown, key = ''): Iterable<string> {
    if (['uri', 'newText', 'relation', 'table', 'changes', 'filterText', 'sql'].includes(key)) return;
    if (typeof value === 'string') yield value;
    else if (value !== null && typeof value === 'object')
      for (const [name, one] of Object.entries(value)) yield* texts(one, name);
  }

  it('are shown without what a terminal or a reader would be misled by', async () => {
    const client = await startClient({
      folders: ['/project'],
      dev: await FakeDev.of(sql, { label: `dev ${name}` }),
      settings: { [name]: 1 },
    });
    await client.settled();
    const text = `CREATE TABLE t (id bigint, ${quoted} text);\nCREATE TABLE ${quoted} (id text);\nSELECT ${quoted} FROM u${name.slice(0, 1)};`;
    const file = await client.open(text, '/project/a.sql');
    const answers = [
      await file.report(),
      await file.symbols(),
      await file.lenses(),
      await file.hover(text.indexOf('t (')),
      await file.hover(text.indexOf(quoted) + 2),
      await file.completions(text.indexOf('id bigint')),
      await file.completions(text.indexOf(quoted, 60)),
      await file.actions({ diagnostics: await file.diagnostics() }),
      await client.request('devschema/tree', null),
      await client.request('devschema/tree', { schema: 'public', name: 't' }),
      client.received.statuses,
      client.received.messages,
    ];
    const shown = [...texts(answers)];
    expect(shown.length).toBeGreaterThan(40);
    expect(shown.filter((one) => one.includes('\ufffd')).length).toBeGreaterThan(8);
    expect(shown.filter((one) => /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u.test(one))).toEqual([]);
    expect(client.received.messages.filter((one) => one.includes(']('))).toEqual([]);
    await client.stop();
  });
});
