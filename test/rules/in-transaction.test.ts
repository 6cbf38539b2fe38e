/** What a tool's transaction changes, as `-- file` and what is found in it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { tools } from '../../server/src/conventions';
import type { Convention } from '../../server/src/conventions/convention';
import { foldHistory } from '../../server/src/fold/history';
import { check } from '../../server/src/rules/check';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { asShipped } from './support';

beforeAll(loadParser);

const schema = `CREATE TYPE status AS ENUM ('one', 'two'); CREATE TYPE other AS ENUM ('four');
CREATE TABLE c (id int PRIMARY KEY, st status, name text, o other);`;
const sqlx = `CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, description text NOT NULL, success boolean NOT NULL,
checksum bytea NOT NULL);`;
async function found(tool: string | undefined, text: string, more = '', beside = ''): Promise<string[]> {
  const dev = await devOf(schema + more);
  const uri = 'file:///app/migrations/20240101_a.sql';
  const entry = tools.find(({ id }) => id === tool);
  const file = { path: '20240101_a.sql', id: '20240101', name: 'a', runs: true };
  const listing = { folder: '/app/migrations', paths: [file.path], read: () => beside };
  const convention: Convention | undefined = entry && {
    id: entry.id,
    name: entry.name,
    folder: listing.folder,
    files: [file],
    problems: [],
    sections: (each, path) => entry.sections(each, path, listing),
    isApplied: () => undefined,
  };
  const sections = convention?.sections(text, file.path) ?? [];
  const history = foldHistory({ convention, files: [parseDocument(uri, 1, text, { sections })], dev });
  return check({ history, uri, dev, settings: asShipped })
    .findings.filter(({ code }) => code === 'unsafe-enum-value' || code === 'concurrently-in-transaction')
    .map(({ range, message }) => `${text.slice(range.start, range.end)}: ${message.replace(/^.*(?=, and )/, '…')}`);
}

const add = "ALTER TYPE status ADD VALUE 'four';\n";
describe('a new enum value, before it is committed,', () => {
  it.each([
    "ALTER TABLE c ALTER COLUMN st SET DEFAULT 'four'",
    "ALTER TABLE c ADD COLUMN su status DEFAULT 'four'",
    "CREATE TABLE d (st status DEFAULT 'four')",
    "INSERT INTO c (id, st) VALUES (1, 'one'), (2, 'four')",
    "UPDATE c SET st = 'four' WHERE id = 1",
    "DELETE FROM c WHERE st = 'four'",
    "SELECT * FROM c WHERE st IN ('one', 'four')",
    "SELECT 'four'::status",
    "CREATE INDEX ON c (id) WHERE st = 'four'",
    "CREATE VIEW v AS SELECT id FROM c WHERE 'four' <> st",
    "ALTER TABLE c ADD CHECK (st <> 'four'::public.status)",
  ])('is not to be used: %s', async (use) => {
    const why = '…, and BEGIN opened one before this statement.';
    expect(await found(undefined, `BEGIN;\n${add}${use};\nCOMMIT;`)).toEqual([`'four': ${why}`]);
  });
  it.each([
    "INSERT INTO c (id, name) VALUES (1, 'four')",
    "UPDATE c SET st = 'one', name = 'four' WHERE o = 'four'",
    "ALTER TABLE c ADD COLUMN su text DEFAULT 'four'",
    "SELECT 'four', 'four'::other, 'four'::text",
    "COMMENT ON TYPE status IS 'four'",
  ])('says nothing of another’s: %s', async (use) => {
    expect(await found(undefined, `BEGIN;\n${add}${use};\nCOMMIT;`)).toEqual([]);
  });
  const use = "ALTER TABLE c ALTER COLUMN st SET DEFAULT 'four';";
  it.each([
    ['committed', undefined, `BEGIN;\n${add}COMMIT;\nBEGIN;\n${use}\nCOMMIT;`],
    ['outside of one', undefined, `${add}${use}`],
    [
      'of a type made within it',
      undefined,
      `BEGIN;\nCREATE TYPE n AS ENUM ();\nALTER TYPE n ADD VALUE 'four';\nSELECT 'four'::n;`,
    ],
    ['sent step by step', 'goose', `-- +goose NO TRANSACTION\n-- +goose Up\n${add}${use}`],
  ])('%s it is fine', async (_, tool, text) => {
    expect(await found(tool, text)).toEqual([]);
  });
  it.each([
    ['prisma', `${add}${use}`, 'Prisma sends a file whole'],
    ['supabase', `${add}${use}`, 'Supabase sends a file whole'],
    ['hasura', `${add}${use}`, 'Hasura runs each file in one'],
    [
      'liquibase',
      `--liquibase formatted sql\n--changeset a:1\n${add}${use}`,
      'Liquibase formatted SQL runs each changeset in one',
    ],
    ['golang-migrate', `${add}${use}`, 'golang-migrate sends a file whole'],
    ['drizzle', `${add}--> statement-breakpoint\n${use}`, 'Drizzle runs all files that have not run in one'],
    ['goose', `-- +goose Up\n${add}${use}`, 'goose runs each file in one'],
    ['dbmate', `-- migrate:up transaction:false\n${add}${use}`, 'dbmate sends the section whole'],
    ['flyway', `${add}${use}`, 'Flyway runs each file in one unless it says executeInTransaction=false'],
  ])('is found by the transaction of %s', async (tool, text, why) => {
    expect(await found(tool, text)).toEqual([expect.stringMatching(new RegExp(`^'four': …, and ${why}`))]);
  });
});

it('takes a new enum value of an earlier changeset', async () => {
  const use = "ALTER TABLE c ALTER COLUMN st SET DEFAULT 'four';";
  const text = `--liquibase formatted sql\n--changeset a:1\n${add}--changeset a:2\n${use}`;
  expect(await found('liquibase', text)).toEqual([]);
});

describe('CONCURRENTLY', () => {
  const use = "ALTER TABLE c ALTER COLUMN st SET DEFAULT 'four';";
  const two = 'CREATE INDEX CONCURRENTLY u1 ON c (id);\nCREATE INDEX CONCURRENTLY u2 ON c (name);\n';
  const one = 'CREATE INDEX CONCURRENTLY u1 ON c (id);\n';
  it('stands alone in what dbmate and sqlx send as one text', async () => {
    expect(await found('dbmate', `-- migrate:up transaction:false\n${two}-- migrate:down\nSELECT 1;`)).toHaveLength(2);
    expect(await found('dbmate', `-- migrate:up transaction:false\n${one}-- migrate:down\nSELECT 1;`)).toEqual([]);
    expect(await found('sqlx', `-- no-transaction\n${two}`)).toHaveLength(2);
    expect(await found('sqlx', `-- no-transaction\n${one}`)).toEqual([]);
  });
  it('is refused by sqlx, known by its table in dev', async () => {
    const why = 'CONCURRENTLY: …, and sqlx runs each file in one unless it says -- no-transaction.';
    expect(await found(undefined, one, sqlx)).toEqual([why]);
    expect(await found('plain', one, sqlx)).toEqual([why]);
    expect(await found(undefined, `-- no-transaction\n${one}`, sqlx)).toEqual([]);
    expect(await found(undefined, one)).toEqual([]);
    expect(await found(undefined, one, `${sqlx} CREATE INDEX u1 ON c (id);`)).toEqual([]);
  });
  it('takes a file of Flyway’s out of its transaction, but for what its metadata says', async () => {
    const two = `${add}CREATE UNIQUE INDEX -- no lock\nCONCURRENTLY u1 ON c (id);\n${use}`;
    expect(await found('flyway', two)).toEqual([]);
    expect(await found('flyway', two, '', 'executeInTransaction = true')).toHaveLength(2);
    expect(await found('flyway', `${add}${use}`, '', 'executeInTransaction=false')).toEqual([]);
    expect(await found('flyway', `${add}SELECT 'VACUUM';\n${use}`)).toHaveLength(1);
    expect(await found('flyway', `COMMIT;\n${add}${use}`)).toHaveLength(1);
    expect(await found('flyway', `${add}COMMIT;\n${use}`)).toEqual([]);
  });
  it('follows Diesel’s metadata, tern’s mark and a COMMIT of the file’s own', async () => {
    expect(await found('diesel', one)).toHaveLength(1);
    expect(await found('diesel', one, '', 'run_in_transaction = false')).toEqual([]);
    expect(await found('tern', one)).toHaveLength(1);
    expect(await found('tern', `---- tern: disable-tx ----\n${one}---- create above / drop below ----\n`)).toEqual([]);
    expect(await found('goose', `-- +goose Up\nCOMMIT;\n${one}BEGIN;`)).toEqual([]);
    const apart = '--> statement-breakpoint\n';
    expect(await found('drizzle', `SELECT 1;${apart}COMMIT;${apart}${one}`)).toEqual([]);
    expect(await found('drizzle', `SELECT 1;${apart}${one}`)).toHaveLength(1);
  });
});

describe('what PostgreSQL takes only outside of a transaction', () => {
  const inBlock = (statement: string) => found(undefined, `BEGIN;\n${statement};\nCOMMIT;`);
  it.each([
    ['VACUUM c', 'VACUUM'],
    ['VACUUM (ANALYZE, VERBOSE) c', 'VACUUM'],
    ['REINDEX TABLE CONCURRENTLY c', 'CONCURRENTLY'],
    ['REINDEX (VERBOSE) INDEX CONCURRENTLY c_pkey', 'CONCURRENTLY'],
    ['REINDEX (CONCURRENTLY) TABLE c', 'CONCURRENTLY'],
    ['REINDEX (VERBOSE, CONCURRENTLY true) TABLE c', 'CONCURRENTLY'],
    ['reindex schema public', 'reindex'],
    ['ALTER TABLE c DETACH PARTITION d CONCURRENTLY', 'CONCURRENTLY'],
    ["ALTER SYSTEM SET work_mem = '1MB'", 'ALTER'],
    ['CREATE DATABASE other', 'CREATE'],
    ['DROP TABLESPACE other', 'DROP'],
    ['DROP INDEX CONCURRENTLY i', 'CONCURRENTLY'],
  ])('is refused in one: %s', async (statement, word) => {
    expect(await inBlock(statement)).toEqual([`${word}: …, and BEGIN opened one before this statement.`]);
    expect(await found(undefined, `${statement};`)).toEqual([]);
  });
  it.each([
    'REINDEX TABLE c',
    'REINDEX (CONCURRENTLY false) TABLE c',
    'REFRESH MATERIALIZED VIEW CONCURRENTLY m',
    'ALTER TABLE c DETACH PARTITION d',
    'ANALYZE c',
    'CLUSTER c',
    'ALTER TABLE c ADD COLUMN "concurrently" int',
  ])('is not: %s', async (statement) => {
    expect(await inBlock(statement)).toEqual([]);
  });
});
