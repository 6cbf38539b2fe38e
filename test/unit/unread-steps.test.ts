/** What tools run among SQL files and that is not SQL: what it makes is not known, never missing. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openProject, parseMigration } from '../../server/src/conventions/project';
import { foldHistory } from '../../server/src/fold/history';
import { defaultStyle } from '../../server/src/generate/style';
import type { AppliedMigrations, DevSchema } from '../../server/src/model/dev';
import { check } from '../../server/src/rules/check';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';

beforeAll(() => loadParser());

type Texts = Readonly<Record<string, string>>;
/** Each finding and what is not known, as `file: code` and `file ? reason`. */
async function told(texts: Texts, of: string, devSql: string, applied?: Partial<AppliedMigrations>): Promise<string[]> {
  const tree = {
    root: '/w',
    paths: Object.keys(texts).sort(),
    read: (path: string) => texts[path.slice('/w/'.length)],
  };
  const convention = openProject(tree, { folders: [], tool: undefined }).historyOf(`/w/${of}`)!;
  const documents = convention.files.map((file) => {
    const path = `${convention.folder}/${file.path}`;
    return parseMigration(convention, file, { uri: `file://${path}`, version: 1, text: tree.read(path)! });
  });
  const plain = await devOf(devSql);
  const tables = applied ? [{ tool: convention.id, table: 'its table', entries: [], ...applied }] : [];
  const dev: DevSchema = { ...plain, applied: tables };
  const history = foldHistory({ convention, files: documents, dev });
  return documents.flatMap(({ uri }) => {
    const result = check({ history, uri, dev, settings: { rules: {}, style: defaultStyle } });
    const name = uri.slice(uri.lastIndexOf('/') + 1);
    return [
      ...result.findings.map(({ code }) => `${name}: ${code}`),
      ...result.notKnown.map(({ reason }) => `${name} ? ${reason}`),
    ];
  });
}

const first = 'CREATE TABLE users (id int PRIMARY KEY, name text);';
const using = 'ALTER TABLE orders ADD total int;\nCREATE INDEX users_age ON users (age);\n';
const isUnread = (name: string): string => `${name} runs before it and is not SQL`;

describe('a program among the files', () => {
  const go = (before: string, name: string, after: string): Texts => ({
    'm/1_a.sql': `-- +goose Up\n${first}`,
    [`m/${before}`]: 'package m',
    [`m/${name}`]: `-- +goose Up\n${using}`,
    ...(after !== '' && { [`m/${after}`]: '-- +goose Up\nALTER TABLE users ADD z int;' }),
  });
  test('may have made what dev lacks while it has not run', async () => {
    expect(await told(go('2_b.go', '3_c.sql', ''), 'm/1_a.sql', first)).toEqual([`3_c.sql ? ${isUnread('2_b.go')}`]);
  });
  test('may have made, changed and dropped all that later ones use once it has run', async () => {
    const has = 'CREATE TABLE users (id int PRIMARY KEY, name text, z int);';
    const all = await told(go('2_b.go', '3_c.sql', '4_d.sql'), 'm/1_a.sql', has);
    expect(all.filter((one) => !one.includes('?'))).toEqual([]);
    expect(all).toContain(`4_d.sql ? ${isUnread('2_b.go')}`);
  });
  test('leaves dev, which has its work, what pending files are held against', async () => {
    const has = `${first} ALTER TABLE users ADD age int; CREATE TABLE orders (id int);`;
    const entries = [{ id: '1' }, { id: '2' }];
    expect(await told(go('2_b.go', '3_c.sql', ''), 'm/1_a.sql', has, { entries })).toEqual([
      '1_a.sql ? columns of users: 2_b.go is not SQL: what it makes is not read.',
    ]);
    const lacks = await told(go('2_b.go', '3_c.sql', ''), 'm/1_a.sql', first, { entries });
    expect(lacks.filter((one) => !one.includes('?'))).toEqual(['3_c.sql: unknown-table', '3_c.sql: unknown-column']);
  });
  test.each([
    ['a test', '2_b_test.go'],
    ['of another folder', 'x/2_b.go'],
    ['without a number', 'b.go'],
    ['that runs after it', '4_d.go'],
    ['that runs an SQL file of its name', '3_c.go'],
  ])('is none: %s', async (_, path) => {
    const all = await told(go(path, '3_c.sql', ''), 'm/1_a.sql', first);
    expect(all).toEqual(['3_c.sql: unknown-table', '3_c.sql: unknown-column']);
  });
  test.each<readonly [tool: string, texts: Texts, asked: string, name: string]>([
    [
      'Flyway, beside the resources',
      {
        'src/main/resources/db/migration/V1__a.sql': first,
        'src/main/java/db/migration/V2__B.java': 'class V2__B {}',
        'src/main/resources/db/migration/V3__c.sql': using,
      },
      'src/main/resources/db/migration/V1__a.sql',
      'V2__B.java',
    ],
    [
      'Flyway, repeatable ones last',
      { 'db/V1__a.sql': first, 'db/V2__B.kt': '', 'db/R__c.sql': using },
      'db/V1__a.sql',
      'V2__B.kt',
    ],
    [
      'node-pg-migrate',
      {
        'migrations/1600000000001_a.sql': `-- Up Migration\n${first}`,
        'migrations/1600000000002_b.js': '',
        'migrations/1600000000003_c.sql': `-- Up Migration\n${using}`,
      },
      'migrations/1600000000001_a.sql',
      '1600000000002_b.js',
    ],
    [
      'files up and down',
      { 'm/1_a.up.sql': first, 'm/1_a.down.sql': 'DROP TABLE users;', 'm/2_b.go': '', 'm/3_c.up.sql': using },
      'm/1_a.up.sql',
      '2_b.go',
    ],
    [
      'Pop',
      { 'm/1_a.postgres.up.sql': first, 'm/2_b.up.fizz': '', 'm/2_b.down.fizz': '', 'm/3_c.postgres.up.sql': using },
      'm/1_a.postgres.up.sql',
      '2_b.up.fizz',
    ],
    [
      'numbered files',
      { 'migrations/001_a.sql': first, 'migrations/002_b.py': '', 'migrations/003_c.sql': using },
      'migrations/001_a.sql',
      '002_b.py',
    ],
  ])('%s', async (_, texts, asked, name) => {
    const all = await told(texts, asked, first);
    expect(all).toEqual([expect.stringMatching(/c\.(?:postgres\.)?(?:up\.)?sql \? /)]);
    expect(all[0]).toContain(isUnread(name));
  });
});

describe('a change of a changelog', () => {
  const liquibase = (change: string, more: Texts = {}): Texts => ({
    'db/changelog.xml': `<databaseChangeLog><include file="a.sql"/><changeSet id="2" author="x">${change}</changeSet><include file="b.sql"/></databaseChangeLog>`,
    'db/a.sql': `--liquibase formatted sql\n--changeset x:1\n${first}`,
    'db/b.sql': `--liquibase formatted sql\n--changeset x:3\n${using}`,
    ...more,
  });
  const found = async (texts: Texts, applied?: Partial<AppliedMigrations>) =>
    (await told(texts, 'db/a.sql', first, applied)).map((one) => one.replace('changeset 2 of changelog.xml', 'it'));
  const unread = `b.sql ? ${isUnread('it')}`;
  test.each([
    ['<createTable tableName="orders"/>', ['b.sql: unknown-column', unread]],
    ['<createTable tableName="Orders" schemaName="public"/>', ['b.sql: unknown-column', unread]],
    ['<addColumn tableName="users"><column name="age" type="int"/></addColumn>', ['b.sql: unknown-table', unread]],
    ['<renameTable oldTableName="x" newTableName="orders"/>', ['b.sql: unknown-column', unread]],
    ['<createView viewName="orders">SELECT 1</createView>', ['b.sql: unknown-column', unread]],
    ['<sql>CREATE TABLE orders (id int)</sql>', [unread]],
    ['<customChange class="com.example.Change"/>', [unread]],
    ['<sqlFile path="elsewhere.sql"/>', [unread]],
    [`<createTable tableName="\${t}"/>`, [unread]],
    ['<insert tableName="users"/><tagDatabase tag="v1"/>', ['b.sql: unknown-table', 'b.sql: unknown-column']],
    ['<sql dbms="oracle">CREATE TABLE orders (id int)</sql>', ['b.sql: unknown-table', 'b.sql: unknown-column']],
  ])('%s', async (change, expected) => {
    expect(await found(liquibase(change))).toEqual(expected);
  });
  test('is read in YAML, too', async () => {
    const yaml = `databaseChangeLog:
  - include: { file: a.sql }
  - changeSet:
      id: 2
      author: x
      changes:
        - createTable:
            tableName: orders
            columns:
              - column: { name: id, type: int }
        - sql: ALTER TABLE users ADD age int
  - include: { file: b.sql }
`;
    const { 'db/changelog.xml': _, ...sql } = liquibase('');
    const all = await told({ ...sql, 'db/changelog.yaml': yaml }, 'db/a.sql', first);
    expect(all).toEqual([`b.sql ? ${isUnread('changeset 2 of changelog.yaml')}`]);
  });
  test('has run where Liquibase’s table says so', async () => {
    const entries = [
      { id: '1', name: 'db/a.sql::1::x' },
      { id: '2', name: 'db/changelog.xml::2::x' },
    ];
    const texts = liquibase('<createTable tableName="orders"/>');
    expect(await found(texts, { entries })).toEqual(['b.sql: unknown-table', 'b.sql: unknown-column']);
    expect(await found(texts, { entries: entries.slice(0, 1) })).toEqual(['b.sql: unknown-column', unread]);
  });
});
