/** The built command line, from the outside: its exit statuses, its JSON, and that it works without a database server. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildUnlessDone } from '../support/build';

const root = path.resolve(__dirname, '../..');
const guide = path.join(root, 'test/workspaces/bazaar/dev/schema.sql');
const folder = mkdtempSync(path.join(tmpdir(), 'devschema-cli-'));
const example = path.join(folder, 'bazaar');
const snapshot = path.join(folder, 'dev.json');

interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}
function devschema(args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}): Run {
  const { PATH = '', HOME = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args], {
    cwd: options.cwd ?? folder,
    env: { PATH, HOME, ...options.env },
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}
interface JsonFile {
  readonly path: string;
  readonly statements: number;
  readonly findings: readonly { readonly code: string; readonly message: string }[];
  readonly notKnown: readonly unknown[];
}
function json(run: Run): {
  readonly files: readonly JsonFile[];
  readonly failures: readonly { message: string }[];
  readonly notes: readonly string[];
} {
  return JSON.parse(run.out);
}
const codes = (run: Run) => json(run).files.flatMap((file) => file.findings.map((finding) => finding.code));
function write(name: string, text: string | Buffer): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

beforeAll(() => {
  buildUnlessDone();
  cpSync(path.join(root, 'test/workspaces/bazaar'), example, { recursive: true });
  const made = devschema(['snapshot', '--dev', guide, '--out', snapshot]);
  expect(made).toMatchObject({ status: 0, out: '' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('check', () => {
  it('finds all of the near-miss, with dev as the settings name it', () => {
    const run = devschema(['check', 'bazaar/migrations/brand_extraction.sql', '--format', 'json']);
    expect(run.status).toBe(1);
    const [file] = json(run).files;
    expect(file).toMatchObject({
      path: 'bazaar/migrations/brand_extraction.sql',
      statements: 1,
      state: 'found',
      notKnown: [],
    });
    const count = (code: string) => file!.findings.filter((finding) => finding.code === code).length;
    expect(file!.findings[0]!.message).toMatch(/has 29 columns in dev, 22 here/);
    expect(/Missing: ([^.]*)\./.exec(file!.findings[0]!.message)![1]!.split(', ')).toHaveLength(16);
    expect([count('extra-column'), count('missing-unique'), count('missing-index')]).toEqual([9, 1, 8]);
    expect(file!.findings).toHaveLength(1 + 9 + 1 + 8);
  });
  it('finds the same against a snapshot', () => {
    const args = ['check', 'bazaar/migrations', '--format', 'json'];
    const ofSnapshot = json(devschema([...args, '--dev', snapshot])).files;
    expect(ofSnapshot).toEqual(json(devschema(args)).files);
    expect(ofSnapshot.length).toBe(3);
  });
  it('finds nothing in the schema dev was made from, and lists the file all the same', () => {
    const run = devschema(['check', guide, '--dev', snapshot, '--format', 'json']);
    expect(run.status).toBe(0);
    expect(json(run).files).toMatchObject([{ statements: 35, state: 'read', findings: [], notKnown: [] }]);
  });
  it('reads a file within the history of its folder', () => {
    write('app/migrations/0001_make.sql', 'CREATE TABLE tag (id int PRIMARY KEY);\n');
    write('app/migrations/0002_name.sql', 'ALTER TABLE tag ADD COLUMN name text;\n');
    const second = ['app/migrations/0002_name.sql', '--dev', snapshot, '--format', 'json'];
    const within = devschema(['check', ...second]);
    expect(codes(within)).toEqual([]);
    expect(json(within).files.map((file) => file.path)).toEqual(['app/migrations/0002_name.sql']);
    write('loose/name.sql', 'ALTER TABLE tag ADD COLUMN name text;\n');
    const loose = devschema(['check', 'loose/name.sql', '--dev', snapshot, '--format', 'json']);
    expect(loose.status).toBe(1);
    expect(codes(loose)).toEqual(['unknown-table']);
  });
  it('follows the rule settings of the project, and says what is wrong with them', () => {
    const settings = { 'devschema.rules': { 'missing-index': 'off', 'no-such-rule': 'error' } };
    write('bazaar/.vscode/settings.json', `// ours\n${JSON.stringify(settings)}`);
    const run = devschema(['check', 'bazaar/migrations/brand_extraction.sql', '--dev', snapshot, '--format', 'json']);
    expect(codes(run)).not.toContain('missing-index');
    expect(codes(run)).toContain('missing-columns');
    expect(run.out).toContain('no-such-rule');
  });
});

describe('exit status 2', () => {
  it.each([
    ['bad usage', ['check', '--frobnicate'], 'frobnicate'],
    ['a file that is not there', ['check', 'nowhere.sql', '--dev', snapshot], 'there is no such file'],
    ['a folder without SQL', ['check', 'empty', '--dev', snapshot], 'no SQL files'],
    ['a binary file', ['check', 'binary.sql', '--dev', snapshot], 'binary.sql'],
    [
      'a server that is not there',
      ['check', guide, '--dev', 'postgres://x:secret@127.0.0.1:1/x'],
      'connection refused',
    ],
    ['no dev at all', ['check', 'loose/name.sql'], 'Nothing says what dev is'],
    ['a snapshot that is none', ['check', guide, '--dev', 'other.json'], 'not a schema snapshot'],
    ['a settings file that is none', ['check', 'bad/a.sql', '--dev', snapshot], 'Settings are not read'],
    ['a table that dev lacks', ['generate', 'nope', '--dev', snapshot], 'dev has no table nope'],
    [
      'a file to be verified that is another’s',
      ['verify', 'mine.sql', '--dev', snapshot],
      'not known: it is for MySQL',
    ],
    ['a place that cannot be written', ['snapshot', '--dev', snapshot, '--out', 'no/such/x.json'], 'cannot be written'],
  ])('for %s', (_, args, message) => {
    write('empty/x.txt', '');
    write('loose/name.sql', 'SELECT 1;');
    write('mine.sql', 'CREATE TABLE `b` (id int);');
    write('bad/a.sql', 'SELECT 1;');
    write('bad/.vscode/settings.json', '{ "devschema.rules": ');
    write('other.json', '{}');
    write('binary.sql', Buffer.from([0, 1, 2, 0xff, 0, 0]));
    const run = devschema(args);
    expect(run.out + run.err).toContain(message);
    expect(run.out + run.err).not.toMatch(/secret|: nothing found\.|\n\s+at /);
    expect(run.status).toBe(2);
  });
  it('offers what could be dev', () => {
    write('env/.env', 'DATABASE_URL=postgres://me:secret@db.example/app\n');
    const run = devschema(['check', write('env/a.sql', 'SELECT 1;')]);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the setting's own syntax
    expect(run.out).toContain("--dev '${env:DATABASE_URL}'");
    expect(run.out).not.toContain('secret');
  });
});

describe('generate', () => {
  it('prints the six tables as the guide has them, byte for byte', () => {
    const run = devschema(['generate', '--all', '--dev', guide]);
    expect(run).toMatchObject({ status: 0, err: '' });
    const statements = (text: string) => text.split(/;\n/).map((one) => one.replace(/^(\s*--.*\n)*/, '').trim());
    expect(statements(run.out).sort()).toEqual(statements(readFileSync(guide, 'utf8')).sort());
  });
  it('prints what makes the same schema again', () => {
    const first = devschema(['generate', '--all', '--dev', guide]).out;
    expect(devschema(['generate', '--all', '--dev', write('again.sql', first)]).out).toBe(first);
  });
  it('takes a name as stored, as SQL writes it, and with its schema', () => {
    const wanted = devschema(['generate', 'bazaar-vid_story_arc', '--dev', snapshot]).out;
    expect(wanted).toMatch(/^CREATE TABLE IF NOT EXISTS "bazaar-vid_story_arc" \(/);
    for (const name of ['"bazaar-vid_story_arc"', 'public."bazaar-vid_story_arc"', 'public.bazaar-vid_story_arc'])
      expect(devschema(['generate', name, '--dev', snapshot]).out).toBe(wanted);
  });
});

describe('generate of what is no table', () => {
  it('says what it is instead', () => {
    const dev = write('view.sql', 'CREATE TABLE person (name text);\nCREATE VIEW people AS SELECT name FROM person;\n');
    const { status, err } = devschema(['generate', 'people', '--dev', dev]);
    expect({ status, err }).toEqual({
      status: 2,
      err: 'devschema: people is a view, and generate prints tables.\n',
    });
  });
});

describe('generate --with-dependencies', () => {
  it('prints what a table needs, which is otherwise named on standard error', () => {
    const dev = write('enum.sql', "CREATE TYPE mood AS ENUM ('fine');\nCREATE TABLE person (feels mood);\n");
    const alone = devschema(['generate', 'person', '--dev', dev]);
    expect(alone.err).toContain('type mood');
    expect(alone.out).not.toContain('CREATE TYPE');
    const whole = devschema(['generate', 'person', '--with-dependencies', '--dev', dev]);
    expect(whole).toMatchObject({ status: 0, err: '' });
    expect(whole.out).toMatch(/^CREATE TYPE[^;]*;[^;]*CREATE TABLE/);
  });
  it('takes the tables that foreign keys refer to for needed too', () => {
    const dev = write('keys.sql', 'CREATE TABLE z (id int PRIMARY KEY);\nCREATE TABLE a (z_id int REFERENCES z);\n');
    expect(devschema(['generate', 'a', '--dev', dev]).err).toContain('need table z;');
    const tables = Array.from(
      { length: 30 },
      (_, at) => `CREATE TABLE t${at} (id int PRIMARY KEY, z int${at > 0 ? ` REFERENCES t${at - 1}` : ''});\n`,
    );
    const chain = write('chain.sql', tables.join(''));
    expect(devschema(['generate', 't29', '--dev', chain]).err).toContain(', 17 more; --with-dependencies');
    const whole = devschema(['generate', 'a', '--with-dependencies', '--dev', dev]);
    expect(whole.out).toMatch(/^CREATE TABLE IF NOT EXISTS "z"[^;]*;[^;]*CREATE TABLE IF NOT EXISTS "a"/);
  });
});

describe('verify', () => {
  it('sends a pending migration as its tool does: in one transaction, unless it says otherwise', () => {
    const up = (head: string) =>
      `${head}-- +goose Up\nCREATE INDEX CONCURRENTLY arcs ON "bazaar-vid_story_arc" (id);\n`;
    const run = devschema(['verify', write('goose/001_a.sql', up('')), '--dev', snapshot]);
    expect(run.status).toBe(1);
    expect(run.out).toContain('CREATE INDEX CONCURRENTLY cannot run inside a transaction block');
    expect(run.out).toContain('goose runs each file in one unless it says -- +goose NO TRANSACTION');
    const told = devschema(['verify', write('told/001_a.sql', up('-- +goose NO TRANSACTION\n')), '--dev', snapshot]);
    expect(told.out).toContain('told/001_a.sql: proved on');
  });
  it('says what PostgreSQL itself refuses, on the text it points to', () => {
    const file = write(
      'verify/a.sql',
      'CREATE TABLE fine (id int);\nALTER TABLE "bazaar-vid_story_arc" ADD cover nonsense;\n',
    );
    const run = devschema(['verify', file, '--dev', snapshot]);
    expect(run.status).toBe(1);
    expect(run.out).toContain('verify/a.sql:2:');
    expect(run.out).toContain('type "nonsense" does not exist');
  });
  it('finds nothing where PostgreSQL takes it', () => {
    const file = write('verify/b.sql', 'ALTER TABLE "bazaar-vid_story_arc" ADD subtitle text;\n');
    const run = devschema(['verify', file, '--dev', snapshot]);
    expect(run).toMatchObject({ status: 0, err: '' });
    expect(run.out).toMatch(/verify\/b\.sql: proved on PostgreSQL 18\.\d+: it runs on dev, rows aside\n1 file proved/);
  });
  it('ends with 2 when it proves nothing of a file, with 0 when only a place is not known', () => {
    const other = 'CREATE EXTENSION postgis;\n';
    expect(devschema(['verify', write('verify/d.sql', `BEGIN;\n${other}COMMIT;\n`), '--dev', snapshot]).status).toBe(2);
    const partly = write('verify/e.sql', `CREATE TABLE fine (id int);\n${other}`);
    expect(devschema(['verify', partly, '--dev', snapshot])).toMatchObject({ status: 0 });
  });
  it('tells the draft that IF NOT EXISTS would skip from what dev has', () => {
    const draft = write(
      'verify/c.sql',
      'CREATE TABLE IF NOT EXISTS "bazaar-vid_story_arc" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), cover text);\n',
    );
    const run = devschema(['verify', draft, '--dev', snapshot, '--format', 'json']);
    expect(run.status).toBe(1);
    const [file] = JSON.parse(run.out).files;
    expect(file).toMatchObject({ outcome: 'differs', base: 'dev without public."bazaar-vid_story_arc"' });
    expect(file.findings.map((each: { code: string }) => each.code)).toEqual(
      expect.arrayContaining(['missing-columns', 'missing-index', 'extra-column']),
    );
  });
});

describe('migrations that are written', () => {
  it('come from diff as the next files of a folder, are undone by rollback, and both are proved', () => {
    write('own/migrations/000001_users.up.sql', 'CREATE TABLE users (id integer PRIMARY KEY, name text);');
    write('own/migrations/000001_users.down.sql', 'DROP TABLE users;');
    const dev = write('own/dev.sql', 'CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL);');
    const made = devschema([
      ...['diff', '--from', 'own/migrations', '--to', 'own/dev.sql', '--online', '--prove'],
      ...['--output', 'own/migrations', '--name', 'as dev'],
    ]);
    expect(made.err).toContain('Proved on PostgreSQL 18');
    expect(made.status).toBe(1);
    const [up, down] = ['up', 'down'].map((way) => path.join(folder, `own/migrations/000002_as_dev.${way}.sql`));
    expect(made.out).toBe(`${up}\n${down}\n`);
    expect(readFileSync(up!, 'utf8')).toContain('ADD COLUMN "email" text NOT NULL');
    expect(readFileSync(down!, 'utf8')).toContain('-- Does not come back: the values of users.name');

    write('own/migrations/000003_posts.up.sql', 'CREATE TABLE posts (id integer, author integer REFERENCES users);');
    const blind = devschema(['rollback', 'own/migrations/000003_posts.up.sql', '--dev', 'own/gone.sql']);
    expect(blind.err).toContain('Not proved: dev was not read');
    expect(blind.status).toBe(2);
    const undone = devschema(['rollback', 'own/migrations/000003_posts.up.sql', '--dev', dev, '--write']);
    expect(undone.err).toMatch(/000003_posts\.down\.sql undoes it\.\nProved on PostgreSQL 18/);
    expect(undone.status).toBe(0);
    expect(readFileSync(path.join(folder, 'own/migrations/000003_posts.down.sql'), 'utf8')).toContain(
      'DROP TABLE posts',
    );

    write('own/migrations/000003_posts.down.sql', 'ALTER TABLE posts DROP COLUMN author;');
    const verified = devschema(['verify', 'own/migrations', '--dev', dev, '--down', '--format', 'json']);
    expect(verified.status).toBe(2);
    expect(json(verified).failures).toMatchObject([
      {
        path: 'own/migrations/000003_posts.up.sql',
        message: expect.stringContaining('there is left: DROP TABLE "posts"'),
      },
    ]);
    expect(json(verified).notes.filter((note) => note.includes('Proved on PostgreSQL 18'))).toHaveLength(2);
  });
});

describe('diff', () => {
  const repository = path.join(folder, 'revisions');
  const git = (...args: string[]) => {
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
    expect(spawnSync('git', [...who, ...args], { cwd: repository }).status).toBe(0);
  };
  beforeAll(() => {
    mkdirSync(path.join(repository, 'db'), { recursive: true });
    writeFileSync(path.join(repository, 'db/001_a.sql'), 'CREATE TABLE a (id int);');
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'first');
    writeFileSync(path.join(repository, 'db/002_b.sql'), 'ALTER TABLE a ADD note text;');
  });
  it('takes a folder as it is in a revision, and proves the script', () => {
    const run = devschema(['diff', '--from', 'HEAD:db', '--to', 'db', '--prove'], { cwd: repository });
    expect(run).toMatchObject({ status: 1 });
    expect(run.out).toContain('ADD COLUMN "note" text');
    expect(run.out).toMatch(/Proved on PostgreSQL 18.* Of a row in each of 1 table none is lost\./);
  });
  it('takes a file as it is in a revision', () => {
    const run = devschema(['diff', '--from', 'HEAD:db/001_a.sql', '--to', 'db/001_a.sql'], { cwd: repository });
    expect(run).toMatchObject({ status: 0, out: 'HEAD:db/001_a.sql and db/001_a.sql are equal.\n' });
    const none = devschema(['diff', '--from', 'HEAD:db/none.sql', '--to', 'db'], { cwd: repository });
    expect(none).toMatchObject({ status: 2, err: expect.stringContaining('HEAD:db/none.sql cannot be read: ') });
  });
  it('ends with 2 where the script is not proved', () => {
    const other = path.join(folder, 'other.json');
    writeFileSync(other, readFileSync(snapshot, 'utf8').replaceAll('gen_random_uuid()', 'no_such_function()'));
    const run = devschema(['diff', '--from', snapshot, '--to', other, '--prove']);
    expect(run.out).toContain('Not known whether it is right: the scratch PostgreSQL lacks CREATE TABLE');
    expect(run.out).toContain('no_such_function() does not exist');
    expect(run.status).toBe(2);
  });
  it.skipIf(process.platform === 'win32')('leaves out no link of a revision without a word', () => {
    symlinkSync('/etc/hostname', path.join(repository, 'db/003_c.sql'));
    git('add', '.');
    git('commit', '-qm', 'link');
    const run = devschema(['diff', '--from', 'HEAD:db', '--to', 'db'], { cwd: repository });
    expect(run.status).toBe(2);
    expect(run.err).toContain('HEAD:db/003_c.sql is a link or too large, so it is not read');
    const alone = devschema(['diff', '--from', 'HEAD:db/003_c.sql', '--to', 'db'], { cwd: repository });
    expect(alone.err).toContain('HEAD:db/003_c.sql is a link or too large, so it is not read');
  });
});
