/** A new migration as each tool has it: its name, its number, its text, and where what undoes it stands. */
import { beforeAll, describe, expect, it } from 'vitest';
import { tools } from '../../server/src/conventions';
import { detectConvention } from '../../server/src/conventions/conventions';
import { existingDown, newMigration, placeForDown, withInserts } from '../../server/src/conventions/new-files';
import { parseMigration } from '../../server/src/conventions/project';
import { nextVersion } from '../../server/src/conventions/writing';
import { loadParser } from '../../server/src/sql/parse';

beforeAll(() => loadParser());

const now = new Date('2026-11-29T09:45:00.123Z');
const up = [
  'ALTER TABLE t ADD COLUMN b integer;',
  'CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ SELECT 1; $$;',
];
const down = ['DROP FUNCTION f();', 'ALTER TABLE t DROP COLUMN b;'];
interface Made {
  /** The folder before, by path. */
  readonly folder: Readonly<Record<string, string>>;
  readonly place?: string;
  /** The new file; where its way back is: a file, `section`, `nowhere`. */
  readonly path: string;
  readonly back: string;
  /** The first line of a file that wants no transaction. */
  readonly outside?: string;
}
const t = 'CREATE TABLE t (a integer);\n';
const journal = JSON.stringify({
  version: '7',
  dialect: 'postgresql',
  entries: [{ idx: 0, when: 5, tag: '0000_init' }],
});
const made: Readonly<Record<string, Made>> = {
  prisma: {
    folder: { 'migration_lock.toml': 'provider = "postgresql"', '20240101000000_init/migration.sql': t },
    path: '20261129094500_add_b/migration.sql',
    back: '20261129094500_add_b/down.sql',
  },
  drizzle: { folder: { 'meta/_journal.json': journal, '0000_init.sql': t }, path: '0001_add_b.sql', back: 'nowhere' },
  sqitch: {
    folder: { 'sqitch.plan': '%project=p\n\ninit 2024-01-01T00:00:00Z A <a@b> # x\n', 'deploy/init.sql': t },
    path: 'deploy/add_b.sql',
    back: 'revert/add_b.sql',
  },
  diesel: {
    folder: { '2024-01-01-000000_init/up.sql': t, '2024-01-01-000000_init/down.sql': 'DROP TABLE t;' },
    path: '2026-11-29-094500_add_b/up.sql',
    back: '2026-11-29-094500_add_b/down.sql',
  },
  hasura: {
    folder: { 'default/1700000000000_init/up.sql': t, 'default/1700000000000_init/down.sql': 'DROP TABLE t;' },
    path: 'default/1795945500123_add_b/up.sql',
    back: 'default/1795945500123_add_b/down.sql',
  },
  atlas: {
    folder: { 'atlas.sum': '', '20240101000000_init.sql': t },
    path: '20261129094500_add_b.sql',
    back: 'nowhere',
    outside: '-- atlas:txmode none',
  },
  liquibase: {
    folder: { '001-init.sql': `--liquibase formatted sql\n--changeset a:1\n${t}` },
    path: '002-add_b.sql',
    back: 'section',
    outside: '--liquibase formatted sql',
  },
  'play-evolutions': {
    folder: { '1.sql': `# --- !Ups\n${t}# --- !Downs\nDROP TABLE t;\n` },
    path: '2.sql',
    back: 'section',
  },
  pop: {
    folder: { '20240101000000_init.postgres.up.sql': t, '20240101000000_init.postgres.down.sql': 'DROP TABLE t;' },
    path: '20261129094500_add_b.postgres.up.sql',
    back: '20261129094500_add_b.postgres.down.sql',
  },
  goose: {
    folder: { '00007_init.sql': `-- +goose Up\n${t}-- +goose Down\nDROP TABLE t;\n` },
    path: '00008_add_b.sql',
    back: 'section',
    outside: '-- +goose NO TRANSACTION',
  },
  'sql-migrate': {
    folder: { '1-init.sql': `-- +migrate Up\n${t}` },
    path: '2-add_b.sql',
    back: 'section',
    outside: '-- +migrate Up notransaction',
  },
  dbmate: {
    folder: { '20240101000000_init.sql': `-- migrate:up\n${t}\n-- migrate:down\n` },
    path: '20261129094500_add_b.sql',
    back: 'section',
    outside: '-- migrate:up transaction:false',
  },
  'node-pg-migrate': {
    folder: { '1700000000000_init.sql': `-- Up Migration\n${t}` },
    path: '1795945500123_add_b.sql',
    back: 'section',
  },
  tern: {
    folder: { '001_init.sql': `${t}---- create above / drop below ----\nDROP TABLE t;\n` },
    path: '002_add_b.sql',
    back: 'section',
    outside: '---- tern: disable-tx ----',
  },
  refinery: { folder: { 'V9__init.sql': t }, path: 'V10__add_b.sql', back: 'nowhere' },
  flyway: { folder: { 'sql/V1.9__init.sql': t }, path: 'sql/V1.10__add_b.sql', back: 'sql/U1.10__add_b.sql' },
  'golang-migrate': {
    folder: { '000009_init.up.sql': t, '000009_init.down.sql': 'DROP TABLE t;' },
    path: '000010_add_b.up.sql',
    back: '000010_add_b.down.sql',
  },
  supabase: {
    folder: { '20240101000000_init.sql': t },
    place: 'supabase/migrations',
    path: '20261129094500_add_b.sql',
    back: 'nowhere',
  },
  sqlx: {
    folder: { '20240101000000_init.up.sql': t, '20240101000000_init.down.sql': 'DROP TABLE t;' },
    path: '20261129094500_add_b.up.sql',
    back: '20261129094500_add_b.down.sql',
    outside: '-- no-transaction',
  },
  plain: {
    folder: { '01-first.sql': t, '02-second-one.sql': 'SELECT 1;' },
    path: '03-add-b.sql',
    back: 'nowhere',
    outside: '-- no-transaction',
  },
};
function open(id: string, { folder, place = 'm' }: Made) {
  const listing = { folder: `/w/${place}`, place, paths: Object.keys(folder), read: (path: string) => folder[path] };
  return detectConvention(listing, id)!;
}

describe('a new migration', () => {
  it('is known of every tool but those that make their files alone', () => {
    expect(tools.filter(({ writing }) => !writing).map(({ id }) => id)).toEqual(['graphile-migrate', 'rails']);
    expect(Object.keys(made).sort()).toEqual(tools.flatMap(({ id, writing }) => (writing ? [id] : [])).sort());
  });

  it.each(Object.entries(made))(
    'of %s is found by it, run as it is written, and undone where it looks',
    (id, about) => {
      const convention = open(id, about);
      const parts = [{ statements: up, outside: false }];
      const written = newMigration(convention, { name: 'Add b!', now, parts })!;
      const [file] = written.files;
      expect(file!.path).toBe(about.path);
      const entry = written.convention.files.filter(({ runs }) => runs).at(-1)!;
      expect(entry.path).toBe(about.path);
      const parse = (text: string) =>
        parseMigration(written.convention, entry, { uri: 'file:///x.sql', version: 0, text });
      const running = (text: string) =>
        parse(text)
          .statements.filter(({ runs }) => runs)
          .flatMap(({ parsed }) => (parsed.filled?.text ?? parsed.text).split(/;\n/));
      const plain = up.map((one) => one.slice(0, -1));
      expect(running(file!.text).filter((one) => !/^(BEGIN|COMMIT)$/.test(one))).toEqual(plain);

      const place = placeForDown(written.convention, entry.path, file!.text, [down]);
      expect(place ? ('file' in place ? place.file.path : 'section') : 'nowhere').toBe(about.back);
      if (!place || !('inserts' in place)) return;
      const whole = withInserts(file!.text, place.inserts);
      expect(running(whole)).toEqual(plain);
      if (id === 'liquibase') expect(whole).toContain('\n--rollback DROP FUNCTION f();\n--rollback ALTER TABLE');
      expect(existingDown(written.convention, entry, parse(whole))?.text).toBe(down.join('\n'));
    },
  );

  it.each(Object.entries(made).filter(([, { outside }]) => outside !== undefined))(
    'of %s says where it wants no transaction, in files one after the other',
    (id, about) => {
      const parts = [
        { statements: ['ALTER TABLE t ADD COLUMN b integer;'], outside: false },
        { statements: ['CREATE INDEX CONCURRENTLY t_b ON t (b);'], outside: true },
      ];
      const { files, convention } = newMigration(open(id, about), { name: 'add b', now, parts })!;
      expect(files[1]!.text.split('\n')[0]).toBe(about.outside);
      const order = convention.files.filter(({ runs }) => runs).map(({ path }) => path);
      expect(order.slice(-2)).toEqual(files.map(({ path }) => path));
      const sections = convention.sections(files[1]!.text, files[1]!.path);
      expect(sections.some(({ noTransaction }) => noTransaction)).toBe(true);
    },
  );

  it('is the rollback of each changeset, the last first', () => {
    const text = `--liquibase formatted sql
--changeset a:1
CREATE TABLE a (id int);
--rollback DROP TABLE a
--changeset a:2
CREATE TABLE b (id int);
/* liquibase rollback
   DROP TABLE b;
*/
--changeset a:3
UPDATE a SET id = 1;
--rollback empty
`;
    const convention = open('liquibase', { ...made.liquibase!, folder: { '001-a.sql': text } });
    const [entry] = convention.files;
    const document = parseMigration(convention, entry!, { uri: 'file:///001-a.sql', version: 0, text });
    expect(existingDown(convention, entry!, document)?.text).toBe('DROP TABLE b;\nDROP TABLE a;');
  });

  it('fills an empty section that is there, and writes what the tool keeps beside', () => {
    const convention = open('goose', made.goose!);
    const text = '-- +goose Up\nSELECT 1;\n-- +goose Down\n';
    expect(placeForDown(convention, '00007_init.sql', text, [down])).toMatchObject({ inserts: [{ at: text.length }] });
    const written = newMigration(open('drizzle', made.drizzle!), {
      name: 'x',
      now,
      parts: [{ statements: up, outside: false }],
    })!;
    expect(JSON.parse(written.beside[0]!.text).entries[1]).toMatchObject({
      idx: 1,
      tag: '0001_x',
      when: now.getTime(),
    });
    expect(written.files[0]!.text).toContain('\n--> statement-breakpoint\n');
    const planned = newMigration(open('sqitch', made.sqitch!), {
      name: 'init',
      now,
      parts: [{ statements: up, outside: false }],
    })!;
    expect(planned.beside[0]!.text).toMatch(/\ninit_2 2026-11-29T09:45:00Z A <a@b> /);
  });

  it.each([
    ['009', '010'],
    ['1.2.9', '1.2.10'],
    ['20240101', '20261129'],
    ['20261129', '20261130'],
    ['2024-01-01', '2026-11-29'],
    ['1700000000', '1795945500'],
    ['20990101000000', '20990101000001'],
    ['20240101000000000', '20261129094500123'],
  ])('after %s is %s', (last, next) => {
    expect(nextVersion(last, now)).toBe(next);
  });
});
