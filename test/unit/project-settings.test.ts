/** `devschema.json`: read by the command line and the server alike, below what the editor says, and a stranger's word. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../server/src/cli/run';
import { writeSnapshot } from '../../server/src/dev/snapshot';
import { devAccess } from '../../server/src/host/dev-access';
import { openDisk } from '../../server/src/host/disk';
import { readProjectFile } from '../../server/src/host/project-file';
import { emptySchema } from '../../server/src/model/schema';
import { decodeSettings } from '../../server/src/settings';
import { settingsTable } from '../../server/src/settings/table';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'devschema-project-'))).replaceAll('\\', '/');
function write(name: string, content: unknown): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
}
async function devschema(cwd: string, ...argv: string[]) {
  let [out, err] = ['', ''];
  const status = await run(argv, {
    cwd: path.join(folder, cwd),
    env: {},
    out: (text) => {
      out += text;
    },
    err: (line) => {
      err += `${line}\n`;
    },
    progress: () => {},
    color: false,
    signal: new AbortController().signal,
  });
  return { status, out, err };
}
beforeAll(() => {
  const dev = { schema: emptySchema(180000), readAt: Date.now(), label: 'dev', fingerprint: 'x', applied: [] };
  write('app/dev.json', writeSnapshot(dev));
  write('app/a.sql', 'ALTER TABLE nowhere ADD x int;\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the project’s own settings', () => {
  it('hold where the editor leaves a setting at its default, which it sends along', () => {
    const ofEditor = {
      ...Object.fromEntries(settingsTable.map(({ key, default: preset }) => [key, preset])),
      'generate.indent': 2,
    };
    const project = {
      $schema: 'x',
      connection: 'dev.json',
      generate: { indent: 8, quoting: 'needed' },
      'devschema.rules': { 'missing-index': 'off' },
    };
    const { settings, problems } = decodeSettings(ofEditor, { project });
    expect(problems).toEqual([]);
    expect(settings).toMatchObject({ connection: 'dev.json', rules: { 'missing-index': 'off' } });
    expect(settings.style).toMatchObject({ indent: 2, quoting: 'needed' });
    expect([...settings.fromProject!].sort()).toEqual(['connection', 'generate.quoting', 'rules']);
    const said = (project: unknown) => decodeSettings({}, { project, codes: ['missing-columns'] }).problems[0]!.message;
    expect(said({ conection: 'x' })).toBe(
      'devschema.json: devschema.conection is not a setting of DevSchema. Did you mean devschema.connection?',
    );
    expect(said(null)).toBe('devschema.json: devschema is null. Allowed: an object of settings.');
    expect(decodeSettings(null).problems).toEqual([]);
    expect(said({ generate: { indent: 'x' } })).toMatch(/^devschema\.json: devschema\.generate\.indent is "x"/);
    expect(said({ rules: { 'missing-colums': 'off' } })).toContain('Did you mean missing-columns?');
  });
  it('choose dev for the command line, below VS Code’s own file and --dev', async () => {
    write('app/devschema.json', '{ "connection": "dev.json", /* ours */ "rules": { "unknown-table": "error" }, }');
    const found = await devschema('app', 'check', 'a.sql');
    expect(found).toMatchObject({ status: 1, err: '' });
    expect(found.out).toContain('error unknown-table');
    expect(found.out).toMatch(/Dev: .*dev\.json/);
    write('app/.vscode/settings.json', { 'devschema.rules': { 'unknown-table': 'off' } });
    expect((await devschema('app', 'check', 'a.sql')).status).toBe(0);
    rmSync(path.join(folder, 'app/.vscode'), { recursive: true });
    expect((await devschema('app', 'check', 'a.sql', '--dev', 'nowhere.json')).out).toContain('--dev is nowhere.json');
    write('app/devschema.json', '{ "connection": ');
    expect((await devschema('app', 'check', 'a.sql')).out).toMatch(/Settings are not read: .*devschema\.json/);
  });
  it('are those of the innermost folder: files of one with a dev of its own are not read against another', async () => {
    write('two/.git/HEAD', 'ref: refs/heads/main\n');
    write('two/dev.json', readFileSync(`${folder}/app/dev.json`, 'utf8'));
    write('two/devschema.json', { connection: 'dev.json' });
    write('two/a.sql', 'CREATE TABLE b (x int);\n');
    write('two/billing/devschema.json', { connection: '../dev.json' });
    write('two/billing/db/b.sql', 'ALTER TABLE nowhere ADD x int;\n');
    write('two/shop/devschema.json', { rules: {} });
    write('two/shop/c.sql', 'CREATE TABLE c (x int);\n');
    const whole = await devschema('two', 'check', '.');
    expect(whole.status).toBe(2);
    expect(whole.out).toMatch(/billing: Its devschema\.json names a dev of its own/);
    expect(whole.out).not.toContain('nowhere');
    expect((await devschema('two', 'check', 'billing')).status).toBe(1);
    expect((await devschema('two', 'check', 'shop', 'a.sql')).status).toBe(0);
    expect((await devschema('two', 'check', '.', '--dev', '../app/dev.json')).status).toBe(1);
  });
  it('may name what is elsewhere in the repository, for the folder where the command was started', async () => {
    write('mono/.git/HEAD', 'ref: refs/heads/main\n');
    write('mono/db/mig/1.sql', 'ALTER TABLE t ADD b integer;\n');
    write('mono/svc/a/devschema.json', { connection: '../../dev/s.json', migrations: { folders: ['../../db/mig'] } });
    write('mono/dev/s.json', readFileSync(`${folder}/app/dev.json`, 'utf8'));
    const { status, out } = await devschema('mono/svc/a', 'check');
    expect(out).toContain('There is no table or view t in dev');
    // That they are no history of it is said, and is no pass.
    expect([status, out]).toEqual([2, expect.stringContaining('no migration in it is read as one')]);
  });
  it('send no secret to a host that they name', async () => {
    write('strange/devschema.json', { connection: 'postgres://me@evil.example/app' });
    write('strange/.vscode/settings.json', {});
    const { value } = readProjectFile(`${folder}/strange`);
    const { settings } = decodeSettings({ connection: '' }, { project: value });
    const access = devAccess({ files: openDisk(), env: { PGPASSWORD: 'secret' }, by: 'user', log: () => {} });
    const config = await access.resolve(settings, [`${folder}/strange`]);
    if (config?.kind !== 'database') throw new Error('no database');
    // What is held back is given only after a question that nobody here answers.
    expect(config.connection.password).toBeUndefined();
    expect(config.connection.stranger).toMatchObject({ namedBy: 'connection in devschema.json', secret: 'PGPASSWORD' });
  });
});

describe('init', () => {
  it('writes what is found, once', async () => {
    write('new/.env', 'DATABASE_URL=postgres://me:secret@localhost/bazaar\n');
    write('new/.git/HEAD', 'ref: refs/heads/main\n');
    write('new/db/migrations/20240101000000_a.up.sql', 'CREATE TABLE a (id int);\n');
    write('new/db/migrations/20240101000000_a.down.sql', 'DROP TABLE a;\n');
    const { status, out } = await devschema('new', 'init');
    expect(status).toBe(0);
    expect(out).toContain('bazaar on localhost');
    expect(out).toMatch(/db\/migrations: \d files?, read as /);
    const text = readFileSync(path.join(folder, 'new/devschema.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the setting's own syntax
      connection: '${env:DATABASE_URL}',
      migrations: { folders: ['db/migrations'] },
    });
    expect(text + out).not.toContain('secret');
    expect(decodeSettings({}, { project: JSON.parse(text) }).problems).toEqual([]);
    const again = await devschema('new', 'init');
    expect(again).toMatchObject({ status: 2, out: '' });
    expect(again.err).toContain('is there already');
  });
  it('says where nothing could be dev', async () => {
    write('bare/.git/HEAD', '');
    expect((await devschema('bare', 'init')).out).toContain('nothing found here could be dev.\n');
  });
  it('leaves dev to the editor’s settings where they name it, since they win', async () => {
    write('edited/.git/HEAD', '');
    write('edited/.vscode/settings.json', { 'devschema.connection': 'dev/dev.json' });
    write('edited/schema.snapshot.json', readFileSync(path.join(folder, 'app/dev.json'), 'utf8'));
    write('edited/dev/dev.json', readFileSync(path.join(folder, 'app/dev.json'), 'utf8'));
    const { out } = await devschema('edited', 'init');
    expect(out).toContain('dev is what devschema.connection in .vscode/settings.json says');
    expect(JSON.parse(readFileSync(path.join(folder, 'edited/devschema.json'), 'utf8'))).not.toHaveProperty(
      'connection',
    );
  });
});

describe('without a file or folder', () => {
  beforeAll(() => {
    write('named/.git/HEAD', '');
    write('named/dev.json', readFileSync(path.join(folder, 'app/dev.json'), 'utf8'));
    write('named/db/migrations/20240101000000_a.sql', 'ALTER TABLE nowhere ADD x int;\n');
    write('named/other.sql', 'ALTER TABLE elsewhere ADD x int;\n');
    write('named/devschema.json', { connection: 'dev.json', migrations: { folders: ['db/migrations'] } });
  });
  it('check, verify and report take the folders that the settings name, from any folder of the project', async () => {
    const { status, out } = await devschema('named', 'check');
    expect(status).toBe(1);
    expect(out).toContain('db/migrations/20240101000000_a.sql:1:');
    expect(out).not.toContain('elsewhere');
    expect((await devschema('named/db', 'check')).out).toContain('migrations/20240101000000_a.sql:1:');
    expect((await devschema('.', 'check', '--workspace', 'named')).out).toContain('nowhere');
    expect((await devschema('named', 'report')).out).toContain('nowhere');
  });
  it('and say what to name where they name none', async () => {
    const { status, err } = await devschema('bare', 'check');
    expect(status).toBe(2);
    expect(err).toContain('files or folders are needed: . is all below this one');
    expect(err).toContain('migrations.folders in devschema.json');
    write('broken/devschema.json', '{ "migrations": ');
    expect((await devschema('broken', 'check')).err).toContain('Settings are not read: ');
  });
});
