/**
 * The near-miss in real databases, from the refusal to the sign-off and the look at target afterwards: dev has 29 columns,
 * target the old table with rows in it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Line, Section } from '../../server/src/report/checklist';
import { buildUnlessDone } from '../support/build';
import { draft, guide } from '../support/guide';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';

const root = path.resolve(__dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'devschema-report-'));
const table = '"bazaar-vid_brand_extraction"';
let server: TestServer;
let dev: TestDatabase;
let target: TestDatabase;

interface Report {
  readonly outcome: string;
  readonly sections: readonly (Section & { readonly answer: string })[];
  readonly tables: readonly {
    readonly table: string;
    readonly target?: { readonly rows?: number; readonly bytes?: number };
  }[];
  readonly traffic: readonly { readonly mode: string; readonly rewrites: boolean; readonly reads: boolean }[];
}
function devschema(...args: readonly string[]) {
  const { PATH = '', HOME = '' } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'dist/cli.js'), ...args], {
    cwd: folder,
    env: { PATH, HOME, PGPASSWORD: 'secret' },
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}
function report(...args: readonly string[]) {
  const sources = ['--dev', dev.url, '--target', target.url, '--format', 'json'];
  const { status, out, err } = devschema('report', ...args, ...sources);
  expect(out, err).not.toContain('secret');
  const made = JSON.parse(out || '{}') as Report;
  const section = (title: string) => made.sections.find((one) => one.title === title)!;
  const about = (title: string, what: string): Line => section(title).lines.find((line) => line.about === what)!;
  return { status, err, made, section, about };
}
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

beforeAll(async () => {
  buildUnlessDone();
  const [major] = (await availableServers()).slice(-1);
  server = await startServer(major!);
  [dev, target] = [await server.createDatabase('dev'), await server.createDatabase('production')];
  await dev.exec(guide);
  const others = (await dev.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).flat();
  for (const name of others) if (`"${name}"` !== table) await dev.exec(`DROP TABLE "${name}" CASCADE`);
  await target.exec(draft);
  await target.exec(
    `INSERT INTO ${table} (url, extraction_id) SELECT 'u' || n, n::text FROM generate_series(1, 1000) n`,
  );
  await target.exec('ANALYZE');
  mkdirSync(path.join(folder, '.git'));
  write('draft.sql', draft);
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('the near-miss', () => {
  it('is refused with what is missing and what dev does not have, and with the script in its place', () => {
    const { status, made, section, about } = report('draft.sql');
    expect([status, made.outcome]).toEqual([1, 'refused']);
    expect(section('Backup').lines[0]).toMatchObject({ answer: 'not done' });
    expect(section('Backup').lines[0]!.code!.text).toMatch(/^pg_dump .*--dbname=production /);
    expect(about('Dev verified', table).reason).toBe('dev has 29 columns, 2 constraints, 8 indexes');
    const differences = about('Exact statements', table).details!;
    expect(differences[0]).toMatch(/^16 columns missing: user_id, /);
    expect(differences[1]).toMatch(/^9 columns that dev does not have: brand_description, /);
    expect(differences.filter((one) => /^missing: /.test(one))).toHaveLength(9);
    const { answer, code } = about('Tested', 'the tables of the files');
    expect(answer).toBe('not done');
    write('fix.sql', code!.text);
    expect(about('After', table).reason).toMatch(/^about 1,000 rows, \d+ kB before$/);
  });

  it('is all that a plan of the schemas that are chosen sees', async () => {
    await dev.exec('CREATE SCHEMA other CREATE TABLE o (a integer)');
    const plan = (...more: readonly string[]) =>
      devschema('diff', '--from', target.url, '--to', dev.url, '--format', 'sql', ...more).out;
    expect(plan()).toContain('CREATE TABLE "other"."o"');
    for (const chosen of [
      ['--schema', 'public'],
      ['--exclude-schema', 'other'],
    ]) {
      expect(plan(...chosen)).not.toContain('other');
      expect(plan(...chosen)).toContain('ADD COLUMN "user_id"');
    }
    // Of schemas that neither has nothing is equal.
    const typo = devschema('diff', '--from', target.url, '--to', dev.url, '--schema', 'pubilc');
    expect(typo).toMatchObject({
      status: 2,
      err: expect.stringContaining('dev has no schema pubilc. Did you mean public?'),
    });
    const one = devschema('diff', '--from', target.url, '--to', dev.url, '--schema', 'other');
    expect(one).toMatchObject({ status: 1, err: '' });
    await dev.exec('DROP SCHEMA other CASCADE');
  });

  it('is 2, and says why, where --schema names nothing that dev has: nothing was compared', () => {
    write('any.sql', 'ALTER TABLE nowhere ADD COLUMN a int;');
    for (const command of ['check', 'verify'] as const) {
      const { status, out } = devschema(command, 'any.sql', '--dev', dev.url, '--schema', 'pubilc');
      expect({ status, out }).toEqual({
        status: 2,
        out: expect.stringMatching(/^Setting .*no schema pubilc\. Did you/m),
      });
    }
    const { status, err } = devschema('snapshot', '--dev', dev.url, '--schema', 'pubilc', '--out', 'none.json');
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('nothing is compared') });
  });

  it('has no exact statements where reading finds an error, though nothing differs', () => {
    write('typo.sql', `UPDATE ${table} SET urll = 'x';`);
    expect(report('typo.sql').about('Exact statements', 'typo.sql')).toMatchObject({
      answer: 'not done',
      reason: 'reading finds 1 error',
      details: [expect.stringContaining('urll')],
    });
  });

  it('is refused still where rows stand in the way of the script, whose locks and way back are known', () => {
    const { made, about, section } = report('fix.sql');
    const rows = about('Tested', 'rows of target');
    expect(rows.answer).toBe('not done');
    expect(rows.details!.join()).toContain('(about 1,000 rows in target) has rows that would hold NULL in user_id');
    expect(section('Exact statements').answer).toBe('done');
    expect(section('Traffic').answer).toBe('done');
    const modes = new Set(made.traffic.map(({ mode }) => mode));
    expect(modes).toEqual(new Set(['ACCESS EXCLUSIVE', 'SHARE']));
    // An index is built; a column is dropped.
    expect(made.traffic.every(({ mode, reads }) => reads || mode !== 'SHARE')).toBe(true);
    expect(made.traffic.some(({ reads }) => !reads)).toBe(true);
    const line = section('Traffic').lines.find(({ reason }) => reason.startsWith('SHARE by'))!;
    expect(line.reason).toMatch(
      /\(about 1,000 rows, .*\): .*; all rows are read meanwhile, for a constraint or an index$/,
    );
    expect(about('Rollback', 'fix.sql')).toMatchObject({ answer: 'done' });
    expect(about('Rollback', 'fix.sql').details!.join()).toContain('brand_description');
  });

  it('is proved when the script fills the column, signed off, and to be proved again when dev changes', async () => {
    const filled = read('fix.sql').replace(
      / ADD COLUMN "user_id" varchar\(255\) NOT NULL;/,
      ` ADD COLUMN "user_id" varchar(255);\nUPDATE ${table} SET user_id = 'nobody';\nALTER TABLE ${table} ALTER COLUMN "user_id" SET NOT NULL;`,
    );
    write('fix.sql', filled);
    write('before.dump', 'PGDMP…');
    const proved = report('fix.sql', '--backup', 'before.dump', '--record', '--exact-rows');
    // All is done but one line: whether a thousand rows fit the new unique constraint, no run without them shows.
    const open = proved.made.sections.flatMap(({ lines }) => lines.filter(({ answer }) => answer !== 'done'));
    expect([proved.status, proved.made.outcome, open.map(({ answer }) => answer)]).toEqual([
      2,
      'not known',
      ['not known', 'to do'],
    ]);
    expect(open[0]!.about).toBe('rows of target');
    expect(open[0]).toMatchObject({ answer: 'not known', details: [expect.stringContaining('rows do not fit')] });
    expect(proved.made.tables[0]!.target).toMatchObject({ rows: 1000, exact: true });
    expect(proved.about('If it fails', 'fix.sql').answer).toBe('done');
    write('before.json', JSON.stringify(proved.made));
    expect(read('fix.sql')).toMatch(
      /^-- devschema: proved \d{4}-\d\d-\d\d on PostgreSQL \S+ against dev [0-9a-f]{12}$/m,
    );
    expect(read('devschema-history.md')).toMatch(
      /\| `fix\.sql` \| not known \| [0-9a-f]{12} \(dev on 127.0.0.1:\d+\) \| production on .*\| before\.dump \|/,
    );
    const again = () => devschema('check', 'fix.sql', '--dev', dev.url).out.includes('prove-again');
    expect(again()).toBe(false);
    await dev.exec(`ALTER TABLE ${table} ADD COLUMN later text`);
    expect(again()).toBe(true);
    await dev.exec(`ALTER TABLE ${table} DROP COLUMN later`);
  });

  it('has failed in target: what had run, what is left of it, and what undoes it', async () => {
    write(
      'later.sql',
      `CREATE TABLE la (a integer);\nALTER TABLE la ADD b text;\nCREATE INDEX lb ON la (b);\nCREATE TABLE lc (a integer);\n`,
    );
    const whole = report('later.sql').section('If it fails');
    expect(whole.lines.find(({ code }) => code?.text.startsWith('devschema rollback later.sql | psql'))?.answer).toBe(
      'done',
    );
    await target.exec('CREATE TABLE la (a integer, b text)');
    const half = report('later.sql').section('If it fails').lines[0]!;
    expect(half.answer).toBe('not done');
    expect(half.reason).toBe(
      'it has run in target before and not to its end: what it makes is there up to line 2, and from line 3 on it is not; this is left of it (2 statements)',
    );
    expect(half.code!.text).toBe('CREATE INDEX lb ON la (b);\nCREATE TABLE lc (a integer);');
    const undo = report('later.sql').section('If it fails').lines[1]!.code!.text;
    expect(undo).toMatch(/^devschema rollback later\.sql --up-to 2 > undo\.sql && psql --single-transaction /);
    const back = devschema('rollback', 'later.sql', '--dev', dev.url, '--up-to', '2');
    expect([back.status, back.out]).toEqual([0, '-- Loses the rows of la.\nDROP TABLE la;\n']);
    await target.exec(back.out);
    expect(devschema('rollback', 'later.sql', '--dev', dev.url, '--up-to', '4').out).toContain('DROP TABLE lc;');
    expect(devschema('rollback', 'later.sql', '--dev', dev.url, '--up-to', 'x').status).toBe(2);
    write('wrong.sql', 'CREATE TABLE la (a integer);\nSELECT nowhere;\n');
    expect(JSON.stringify(report('wrong.sql').section('If it fails'))).toContain(
      'Here it fails at line 2: 1 statement of 2 had run, up to line 1',
    );
    mkdirSync(path.join(folder, 'goose'));
    write('goose/00001_a.sql', '-- +goose Up\nCREATE TABLE la (a integer);\n-- +goose Down\nDROP TABLE la;\n');
    expect(JSON.stringify(report('goose/00001_a.sql').section('If it fails'))).toContain('"text":"goose down"');
    mkdirSync(path.join(folder, 'flyway'));
    write('flyway/V1__a.sql', 'CREATE TABLE la (a integer);');
    await target.exec(`CREATE TABLE flyway_schema_history (installed_rank integer PRIMARY KEY, version text, description text, type text, script text, checksum integer,
      installed_by text, installed_on timestamp, execution_time integer, success boolean); INSERT INTO flyway_schema_history VALUES (1, '1', 'a', 'SQL', 'V1__a.sql', 1, 'me', now(), 1, false)`);
    expect(report('flyway/V1__a.sql').section('If it fails').lines[0]!.reason).toBe(
      'it has run in target before and not to its end: public.flyway_schema_history lists it as failed, nothing of it is there; this is left of it (1 statement)',
    );
    await target.exec('DROP TABLE flyway_schema_history');
  });

  it('has run, and target is as dev, with its rows', async () => {
    await target.exec(read('fix.sql'));
    const { status, made, about } = report('--after', '--before', 'before.json', '--exact-rows');
    expect([status, made.outcome]).toEqual([0, 'proved']);
    expect(about('After', table).reason).toMatch(/^1,000 rows before, 1,000 rows, \d+ kB now$/);
    await target.exec(`DROP INDEX brand_extraction_url_idx; DELETE FROM ${table} WHERE url = 'u1'`);
    const later = report('--after', '--before', 'before.json', '--exact-rows');
    expect(later.status).toBe(1);
    const words = JSON.stringify(later.made);
    expect(words).toContain('missing: index brand_extraction_url_idx (url)');
    expect(words).toMatch(/1,000 rows before, 999 rows/);
  });
});
