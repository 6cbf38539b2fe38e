/** Which history a file of a project belongs to, and which files are none of PostgreSQL's business. */

import { beforeAll, describe, expect, it } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { fileOf, openProject, parseMigration } from '../../server/src/conventions/project';
import { otherDatabaseByText } from '../../server/src/conventions/unrun-files';
import type { AppliedMigrations } from '../../server/src/model/dev';
import { atOnce } from '../../server/src/model/steps';
import { loadParser } from '../../server/src/sql/parse';

beforeAll(() => loadParser());

const open = (texts: Readonly<Record<string, string>>, inDev?: AppliedMigrations) =>
  openProject(
    { root: '/w', paths: Object.keys(texts).sort(), read: (path) => texts[path.slice('/w/'.length)] },
    { folders: [], tool: undefined, inDev },
  );
/** `tool folder runs`, or what is said instead of checking, or what remains to be checked of a file that stands alone. */
function told(texts: Readonly<Record<string, string>>, path: string, inDev?: AppliedMigrations): string {
  const project = open(texts, inDev);
  const history = project.historyOf(`/w/${path}`);
  const written = { uri: `file:///w/${path}`, version: 1, text: texts[path] ?? '' };
  const file = history && fileOf(history, `/w/${path}`);
  const document =
    history && file ? parseMigration(history, file, written) : atOnce(project.parsingLoose(`/w/${path}`, written));
  if (document.passedOver !== undefined) return document.passedOver;
  const runs = document.statements.some((statement) => statement.runs) ? 'runs' : 'does not run';
  return `${history ? `${history.id} ${history.folder}` : 'alone'} ${runs}`;
}
const table = 'CREATE TABLE t (a int);';

describe('a file', () => {
  it('is read to its end however many blank lines it holds', () => {
    const text = `${table}${'\n'.repeat(200_000)}${table}`;
    expect(told({ 'a.sql': text }, 'a.sql')).toBe('alone runs');
    expect(told({ 'm/1_a.sql': text, 'm/2_b.sql': text }, 'm/1_a.sql')).toBe('plain /w/m runs');
  });
  it('of sql-migrate runs nothing of what stands before its first mark', () => {
    const head = `-- +migrate StatementBegin\n${table}\n-- +migrate StatementEnd\n`;
    const files = { 'm/1_a.sql': `-- +migrate Up\n${table}`, 'm/2_b.sql': `${head}-- +migrate Down\n` };
    expect(told(files, 'm/2_b.sql')).toBe('sql-migrate /w/m does not run');
    expect(told({ ...files, 'm/2_b.sql': `-- a note\n-- +migrate Up\n${table}` }, 'm/2_b.sql')).toMatch(/ runs$/);
  });
  it('is run in the order of the changelogs that include it, in whatever folder below them', () => {
    const set = (id: number) => `--liquibase formatted sql\n--changeset a:${id}\nCREATE TABLE t${id} (a int);`;
    const files = {
      'res/db/changes/add.sql': set(2),
      'res/db/changes/base.sql': set(1),
      'res/db/views/01.sql': set(3),
      'res/db/views/02.sql': set(4),
      'res/db/left.sql': set(5),
    };
    const order = (changelogs: Readonly<Record<string, string>>) => {
      const history = open({ ...files, ...changelogs }).historyOf('/w/res/db/changes/add.sql');
      return [history?.folder, ...(history?.files ?? []).map(({ path }) => path)];
    };
    const all = ['/w/res/db', 'changes/base.sql', 'changes/add.sql', 'views/01.sql', 'views/02.sql', 'left.sql'];
    const yaml = `databaseChangeLog:
  - include:
      relativeToChangelogFile: true
      file: changes/base.sql
# - include: { file: left.sql }
  - include: { file: "db/changes/add.sql" }
  - includeAll:
      path: db/views/
`;
    expect(order({ 'res/db/db.changelog-master.yaml': yaml })).toEqual(all);
    const root = `<databaseChangeLog><include file="classpath:db/changes/changelog.xml"/><!-- <include file="left.sql"/> -->
      <includeAll relativeToChangelogFile="true" path="./views"/></databaseChangeLog>`;
    const below = `<databaseChangeLog><include file="base.sql" relativeToChangelogFile="true" />
      <include file="/db/changes/add.sql"/></databaseChangeLog>`;
    expect(order({ 'res/db/changelog-root.xml': root, 'res/db/changes/changelog.xml': below })).toEqual(all);
    const json = { databaseChangeLog: ['base', 'add'].map((name) => ({ include: { file: `changes/${name}.sql` } })) };
    expect(order({ 'res/db/changelog.json': JSON.stringify(json) }).slice(0, 3)).toEqual(all.slice(0, 3));
    expect(order({}).slice(0, 2)).toEqual(['/w/res/db/changes', 'add.sql']);
  });
  it('is its plan’s, though numbered files stand in its folder', () => {
    const plan = {
      'sqitch.plan': '%project=p\nm/001_a 2024-01-01T00:00:00Z a <a@b>\nm/002_b 2024-01-01T00:00:00Z a <a@b>\n',
    };
    const texts = {
      ...plan,
      'deploy/m/001_a.sql': table,
      'deploy/m/002_b.sql': table,
      'revert/m/001_a.sql': 'DROP TABLE t;',
    };
    expect(told(texts, 'deploy/m/002_b.sql')).toBe('sqitch /w runs');
    expect(told(texts, 'revert/m/001_a.sql')).toBe('sqitch /w does not run');
    expect(told({ ...texts, 'deploy/m/003_not_planned.sql': table }, 'deploy/m/003_not_planned.sql')).toBe(
      'sqitch /w does not run',
    );
  });

  it('of Postgrator that undoes another does not run', () => {
    const texts = {
      'm/0001.do.users.sql': table,
      'm/0001.undo.users.sql': 'DROP TABLE t;',
      'm/0002.do.b.sql': 'SELECT 1;',
    };
    expect(told(texts, 'm/0001.do.users.sql')).toBe('plain /w/m runs');
    expect(told(texts, 'm/0001.undo.users.sql')).toBe('plain /w/m does not run');
    expect(open(texts).historyOf('/w/m/0002.do.b.sql')?.problems).toEqual([]);
  });

  it('of graphile-migrate runs after those that are committed', () => {
    const texts = {
      'm/committed/000001.sql': `--! Previous: -\n--! Hash: sha1:x\n\n${table}`,
      'm/committed/000002-more.sql': `--! Previous: sha1:x\n--! Hash: sha1:y\n--! no-transaction\n\n${table}`,
      'm/current/2-b.sql': table,
      'm/current/1-a.sql': table,
      'm/afterReset.sql': table,
    };
    const history = open(texts).historyOf('/w/m/current/2-b.sql');
    expect([history?.id, history?.files.map(({ path }) => path)]).toEqual([
      'graphile-migrate',
      ['committed/000001.sql', 'committed/000002-more.sql', 'current/1-a.sql', 'current/2-b.sql'],
    ]);
    const sections = Object.entries(texts).map(([path, text]) => history!.sections(text, path.slice(2)).length);
    expect(sections).toEqual([0, 1, 0, 0, 0]);
    expect(told(texts, 'm/afterReset.sql')).toBe('alone runs');
  });

  it('that was reworked runs in its earlier form first, under the first tag that its script is named after', () => {
    const plan = 'a\n@v1\nb\n@v2\na [a@v2]\n@v3\na [a@v3]\n';
    const texts = {
      'sqitch.plan': plan,
      'deploy/a@v1.sql': '',
      'deploy/a@v3.sql': '',
      'deploy/a.sql': '',
      'deploy/b.sql': '',
    };
    const history = open(texts).historyOf('/w/deploy/b.sql');
    expect(history?.files.map(({ path }) => path)).toEqual([
      'deploy/a@v1.sql',
      'deploy/b.sql',
      'deploy/a@v3.sql',
      'deploy/a.sql',
    ]);
  });

  it('of a numbered folder of numbered files belongs to the history of all folders', () => {
    const texts = { 'm/1/01_a.up.sql': table, 'm/1/02_b.up.sql': table, 'm/2/01_c.up.sql': table };
    expect(told(texts, 'm/1/02_b.up.sql')).toBe('plain /w/m runs');
    expect(
      open(texts)
        .historiesBelow('/w')
        .map(({ folder }) => folder),
    ).toEqual(['/w/m']);
  });

  it.each<[string, Readonly<Record<string, string>>, string, AppliedMigrations['entries'], string | undefined]>([
    ['one file of sqlx', { 'migrations/20240102000000_b.sql': table }, 'sqlx', [], 'sqlx'],
    ['two of sqlx', { 'm/1_a.sql': table, 'm/2_b.sql': table }, 'sqlx', [{ id: '1' }], 'sqlx'],
    ['two that it does not list', { 'm/1_a.sql': table, 'm/2_b.sql': table }, 'sqlx', [{ id: '7' }], 'plain'],
    ['those with a way back', { 'm/1_a.up.sql': table, 'm/1_a.down.sql': table }, 'sqlx', [{ id: '1' }], 'sqlx'],
    ['those of golang-migrate', { 'm/1_a.up.sql': table }, 'golang-migrate', [{ id: '1' }], 'golang-migrate'],
    ['those of Supabase', { 'm/1_a.sql': table, 'm/2_b.sql': table }, 'supabase', [{ id: '1' }], 'supabase'],
    ['those of Diesel', { 'm/20240101000000_a/up.sql': table }, 'diesel', [{ id: '20240101000000' }], 'diesel'],
    [
      'those that say whose they are',
      { 'm/1_a.sql': `-- +goose Up\n${table}`, 'm/2_b.sql': table },
      'sqlx',
      [{ id: '1' }],
      'goose',
    ],
    ['those of Flyway', { 'm/V1__a.sql': table, 'm/U2__b.sql': table }, 'refinery', [{ id: '1' }], 'refinery'],
    ['one in another folder', { 'queries/1_a.sql': table }, 'sqlx', [], undefined],
  ])(
    'belongs to the tool whose table dev has, where names alone do not tell: %s',
    (_, texts, tool, entries, expected) => {
      const project = open(texts, { tool, table: 'its.table', entries });
      expect(project.historyOf(`/w/${Object.keys(texts)[0]}`)?.id).toBe(expected);
    },
  );

  it.each([
    ['migrations/mysql/001_a.sql', 'it is for MySQL, as its path says'],
    ['sqlite-persistence/db/V1__a.sql', 'it is for SQLite, as its path says'],
    ['db/20200101000001_a.cockroach.up.sql', 'it is for CockroachDB, as its path says'],
    ['db/schema_sqlite.sql', 'it is for SQLite, as its path says'],
    ['driver/riversqlite/schema.sql', 'it is for SQLite, as its path says'],
    ['mysql/postgres/001_a.sql', 'alone runs'],
    ['db/042_add_mysql_source.sql', 'alone runs'],
    ['db/mysql_to_postgres/001_a.sql', 'alone runs'],
    ['oracle_prices/a.sql', 'alone runs'],
    ['h2/migrations/001_a.sql', 'plain /w/h2/migrations runs'],
    ['teams/h2/db/001_a.sql', 'alone runs'],
    ['h2/V1__a.sql', 'it is for H2, as its path says'],
    ['src/main/resources/db/h2/migration/V1__a.sql', 'it is for H2, as its path says'],
    ['h2-migrations/001_a.sql', 'it is for H2, as its path says'],
    ['db/migrations/001_a.sql', 'plain /w/db/migrations runs'],
    ['db/001_a.sql', 'alone runs'],
  ])('is of the database that its path names: %s', (path, expected) => {
    expect(told({ [path]: table }, path)).toBe(expected);
  });

  it('of one version for each database is PostgreSQL’s where there is one', () => {
    const texts = {
      '20200101000001_a.mysql.up.sql': 'CREATE TABLE `a` (x int);',
      '20200101000001_a.postgres.up.sql': table,
      '20200101000001_a.up.sql': 'CREATE TABLE a (x DATETIME);',
      '20200101000001_a.down.sql': 'DROP TABLE a;',
    };
    expect(told(texts, '20200101000001_a.postgres.up.sql')).toBe('pop /w runs');
    expect(told(texts, '20200101000001_a.mysql.up.sql')).toBe('it is for MySQL, as its path says');
    expect(told(texts, '20200101000001_a.up.sql')).toMatch(/^it is for other databases: .*postgres\.up\.sql/);
    expect(told(texts, '20200101000001_a.down.sql')).toBe('pop /w does not run');
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'its tool’s lock file',
      {
        'prisma/migrations/migration_lock.toml': 'provider = "sqlite"',
        'prisma/migrations/20240101000000_a/migration.sql': table,
      },
      'it is for SQLite, as migration_lock.toml says',
    ],
    [
      'its tool’s journal',
      {
        'drizzle/meta/_journal.json': '{"dialect":"mysql","entries":[{"idx":0,"tag":"0000_a"}]}',
        'drizzle/0000_a.sql': table,
      },
      'it is for MySQL, as the journal says',
    ],
    [
      'words of the first files',
      { 'm/001_a.sql': 'CREATE TABLE `a` (x int) ENGINE=InnoDB;', 'm/002_b.sql': 'ALTER TABLE a ADD y int;' },
      'it is for MySQL, as “ENGINE=InnoDB” says',
    ],
    [
      'words of its own',
      { 'x/schema.sql': 'PRAGMA foreign_keys = ON;\nCREATE TABLE a (x);' },
      'it is for SQLite, as “PRAGMA foreign_keys” says',
    ],
  ])('is of the database that %s says', (_, texts, expected) => {
    expect(told(texts, Object.keys(texts).at(-1)!)).toBe(expected);
  });

  it('is PostgreSQL’s where words that PostgreSQL alone has stand beside another database’s', () => {
    const texts = { 'm/001_a.sql': 'CREATE TABLE a (x jsonb);', 'm/002_b.sql': 'CREATE TABLE `b` (x int);' };
    expect(told(texts, 'm/002_b.sql')).toBe('plain /w/m runs');
    const draft = 'CREATE TABLE `b` (x timestamptz);';
    expect(told({ 'draft.sql': draft }, 'draft.sql')).toBe('alone runs');
  });

  it.each([
    ['m/3_shut_down.sql', 'plain /w/m runs'],
    ['m/3_price-rollback.sql', 'plain /w/m runs'],
    ['m/3_rollback.sql', 'plain /w/m runs'],
    ['m/2_b_rollback.sql', 'plain /w/m does not run'],
    ['m/2_undo.sql', 'plain /w/m does not run'],
    ['m/3_c.down.sql', 'plain /w/m does not run'],
  ])('undoes another where its name says nothing else, or its version has another file: %s', (path, expected) => {
    expect(told({ 'm/1_a.sql': table, 'm/2_b.sql': table, [path]: table }, path)).toBe(expected);
  });
  it('is a test where it calls pgTAP, though it is numbered as what it tests', () => {
    const text = 'begin;\n\nselect * from plan(4);\nselect finish();';
    expect(told({ 'test/migrations/008_a_test.sql': text }, 'test/migrations/008_a_test.sql')).toBe(
      'it is a pgTAP test',
    );
  });
  it.each([
    ['-- migrate:up\nSELECT 1;\n-- migrate:down\nSELECT 2;', undefined],
    ['-- A note\n\n-- migrate:up\nSELECT 1;', undefined],
    ['SELECT 0;\n-- migrate:up\nSELECT 1;', 'above its first line'],
    ['-- migrate:down\nSELECT 2;\n-- migrate:up\nSELECT 1;', 'comes before'],
    ['SELECT 1;', 'without a line'],
  ])('is refused by dbmate as a whole: %j', (text, expected) => {
    const listing = { folder: '/m', paths: ['1_a.sql'], read: () => text };
    const sections = detectConvention(listing, 'dbmate')!.sections(text, '1_a.sql');
    const reasons = sections.flatMap(({ refused }) => refused ?? []);
    expect(reasons).toEqual(expected === undefined ? [] : [expect.stringContaining(expected)]);
  });
  it.each([
    ['goose', '-- A note\n\n-- +goose Up\nSELECT 1; -- one\n-- two\n-- +goose Down\nSELECT 2', undefined],
    ['goose', '-- +goose Up\n-- +goose StatementBegin\nSELECT 1;\nSELECT 2\n-- +goose StatementEnd\n', undefined],
    ['goose', 'SELECT 1;', 'does not begin'],
    ['goose', '-- +goose Down\nSELECT 2;\n-- +goose Up\nSELECT 1;', 'does not begin'],
    ['goose', 'SELECT 0;\n-- +goose Up\nSELECT 1;', 'does not begin'],
    ['goose', '-- +goose Up\nSELECT 1\n-- +goose Down\nSELECT 2;', 'no semicolon'],
    ['goose', '-- +goose Up\n-- +goose StatementBegin\nSELECT 1;\n', 'no StatementEnd'],
    ['goose', '-- +goose Up\n-- +goose ENVSUB ON\nSELECT $HOME;\n', 'ENVSUB'],
    ['sql-migrate', 'SELECT 0;\n-- +migrate Up\nSELECT 1;\n-- +migrate Down\nSELECT 2;', undefined],
    ['sql-migrate', 'SELECT 1;', 'does not begin'],
    ['sql-migrate', '-- +migrate Up\nSELECT 1;\n-- +migrate Down\nSELECT 2', 'no semicolon'],
  ])('is refused by %s as a whole: %j', (tool, text, expected) => {
    const listing = { folder: '/m', paths: ['1_a.sql'], read: () => text };
    const sections = detectConvention(listing, tool)!.sections(text, '1_a.sql');
    const reasons = sections.flatMap(({ refused }) => refused ?? []);
    expect(reasons).toEqual(expected === undefined ? [] : [expect.stringContaining(expected)]);
  });
  it.each([
    [
      'play-evolutions',
      '1.sql',
      '3.sql',
      '-- !Ups\nSELECT 1;',
      'Play runs nothing after a number that is missing: 2.sql',
    ],
    ['tern', '1_a.sql', '3_b.sql', 'SELECT 1;', 'tern refuses migrations of which a number is missing: 2'],
  ])('is refused by %s where a number is missing, and judged all the same', (tool, first, second, text, expected) => {
    const files = detectConvention({ folder: '/m', paths: [first, second], read: () => text }, tool)!.files;
    expect(files.map(({ refused }) => refused)).toEqual([tool === 'tern' ? expected : undefined, expected]);
    expect(files.every(({ runs }) => runs)).toBe(true);
  });
  it.each([
    [
      'SELECT 0;\n-- Up Migration\nSELECT 1;\n-- Down Migration\nSELECT 2;',
      ['SELECT 0;\n', '-- Down Migration\nSELECT 2;'],
    ],
    ['SELECT 1;\n-- Down Migration\nSELECT 2;', []],
  ])('has parts that node-pg-migrate does not run: %j', (text, expected) => {
    const listing = { folder: '/m', paths: ['1_a.sql'], read: () => text };
    const sections = detectConvention(listing, 'node-pg-migrate')!.sections(text, '1_a.sql');
    expect(sections.map(({ range }) => text.slice(range.start, range.end))).toEqual(expected);
  });
  it('is of the tool that the crate around it depends on', () => {
    const idOf = (dependency: string, file: string) => {
      const texts = { 'Cargo.toml': `[dependencies]\n${dependency}\n`, [`migrations/${file}`]: table };
      return open(texts).historyOf(`/w/migrations/${file}`)?.id;
    };
    expect(idOf('sqlx = "0.8"', '1_a.up.sql')).toBe('sqlx');
    expect(idOf('sqlx.workspace = true', '1_a.up.sql')).toBe('sqlx');
    expect(idOf('serde = "1"', '1_a.up.sql')).toBe('golang-migrate');
    expect(idOf('refinery = { version = "0.8" }', 'V1__a.sql')).toBe('refinery');
  });
  it('goes forward for a tool that knows a way back by its ending', () => {
    const texts = { 'm/1_a.sql': table, 'm/2_shut_down.sql': table, 'm/3_c.down.sql': table };
    const inDev = { tool: 'sqlx', table: 'its.table', entries: [] };
    expect(told(texts, 'm/2_shut_down.sql', inDev)).toBe('sqlx /w/m runs');
    expect(told(texts, 'm/3_c.down.sql', inDev)).toBe('sqlx /w/m does not run');
  });

  it.each([
    ['db/seed.sql', 'alone does not run'],
    ['db/seeds/01_users.sql', 'alone does not run'],
    ['migrations/down/001_a.sql', 'alone does not run'],
    ['rollback_001.sql', 'alone does not run'],
    ['testdata/2020_a.sql', 'alone does not run'],
    ['seedlings.sql', 'alone runs'],
    ['countdown.sql', 'alone runs'],
  ])('that fills or undoes is read for syntax only: %s', (path, expected) => {
    expect(told({ [path]: table, [path.replace('1', '2')]: table }, path)).toBe(expected);
  });

  it('of queries for sqlc is said to be one', () => {
    const query = '-- name: UserById :one\nSELECT * FROM users WHERE id = @id;\n';
    expect(told({ 'queries/users.sql': query }, 'queries/users.sql')).toBe('it holds queries with parameters of sqlc');
  });

  it('that is a pgTAP test is said to be one', () => {
    expect(
      told(
        { 'test/a_test.sql': 'BEGIN;\nSELECT plan(1);\nSELECT ok(true);\nSELECT * FROM finish();' },
        'test/a_test.sql',
      ),
    ).toBe('it is a pgTAP test');
  });
});

it.each([
  ['CREATE TABLE t (a int) STRICT;', 'SQLite'],
  ['CREATE TABLE t (a int) WITHOUT ROWID, STRICT;', 'SQLite'],
  ['ALTER FUNCTION fn(int) STRICT;', undefined],
  [
    "CREATE TABLE t (a int);\nCREATE FUNCTION f() RETURNS TABLE (a int) LANGUAGE sql AS 'SELECT 1' STRICT; ALTER ROUTINE f() STRICT;",
    undefined,
  ],
])('%s is SQL of %s', (text, database) => {
  expect(otherDatabaseByText([text])?.includes(database ?? '')).toBe(database === undefined ? undefined : true);
});
