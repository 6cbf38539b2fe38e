/** Every tool whose table is read is judged by it: of two files whose changes dev has, the one that it lists has run. */
import { beforeAll, describe, expect, it } from 'vitest';
import { conventionIds, tablesFor, tools, toolTables } from '../../server/src/conventions';
import { detectConvention } from '../../server/src/conventions/conventions';
import { foldHistory } from '../../server/src/fold/history';
import type { AppliedMigrations } from '../../server/src/model/dev';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';

beforeAll(() => loadParser());

const a = 'CREATE TABLE a (id integer);\n';
const b = 'CREATE TABLE b (id integer);\n';
interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly entries: AppliedMigrations['entries'];
  readonly tool?: string;
  readonly folder?: string;
  /** Of the files that run; the first has run and the second has not, when absent. */
  readonly standings?: readonly string[];
}
const versions = { '1_a.sql': a, '2_b.sql': b };
const marked = (up: string) => ({ '001_a.sql': `${up}\n${a}`, '002_b.sql': `${up}\n${b}` });
const journal = JSON.stringify({
  dialect: 'postgresql',
  entries: [
    { idx: 0, tag: '0000_a', when: 1000 },
    { idx: 1, tag: '0001_b', when: 2000 },
  ],
});
const folders = (one: string, two: string, file: string) => ({ [`${one}/${file}`]: a, [`${two}/${file}`]: b });
const cases: Readonly<Record<string, Case>> = {
  'golang-migrate': { files: { '1_a.up.sql': a, '2_b.up.sql': b }, entries: [{ id: '1' }] },
  supabase: {
    files: { '20240101000000_a.sql': a, '20240201000000_b.sql': b },
    folder: '/p/supabase/migrations',
    entries: [{ id: '20240101000000' }],
  },
  hasura: { files: folders('1600000000000_a', '1600000000001_b', 'up.sql'), entries: [{ id: '1600000000000' }] },
  rails: {
    files: { 'structure.sql': `-- PostgreSQL database dump\n${a}${b}` },
    entries: [{ id: '20240101000000' }],
    standings: ['applied'],
  },
  dbmate: { files: marked('-- migrate:up'), entries: [{ id: '001' }] },
  prisma: {
    files: folders('20240101000000_a', '20240201000000_b', 'migration.sql'),
    entries: [{ id: '20240101000000_a' }],
  },
  drizzle: {
    files: { '0000_a.sql': a, '0001_b.sql': b, 'meta/_journal.json': journal },
    entries: [{ id: '1000', checksum: 'x' }],
  },
  goose: { files: marked('-- +goose Up'), entries: [{ id: '1' }] },
  flyway: { files: { 'V1__a.sql': a, 'V2__b.sql': b }, entries: [{ id: '1', name: 'V1__a.sql' }] },
  refinery: { files: { 'V1__a.sql': a, 'U2__b.sql': b }, tool: 'refinery', entries: [{ id: '1', name: 'a' }] },
  sqlx: { files: versions, tool: 'sqlx', entries: [{ id: '1', name: 'a' }] },
  diesel: {
    files: folders('2024-01-01-000000_a', '2024-02-01-000000_b', 'up.sql'),
    entries: [{ id: '20240101000000' }],
  },
  'node-pg-migrate': {
    files: { '1700000000000_a.sql': `-- Up Migration\n${a}`, '1700000000001_b.sql': `-- Up Migration\n${b}` },
    entries: [{ id: '1700000000000_a' }],
  },
  liquibase: {
    files: {
      '1.sql': `--liquibase formatted sql\n--changeset ada:1\n${a}`,
      '2.sql': `--liquibase formatted sql\n--changeset ada:2\n${b}`,
    },
    entries: [{ id: '1', name: 'db/1.sql::1::ada' }],
  },
  'graphile-migrate': {
    files: {
      'committed/000001-a.sql': `--! Previous: -\n--! Hash: sha1:x\n\n${a}`,
      'committed/000002.sql': `--! Previous: sha1:x\n--! Hash: sha1:y\n\n${b}`,
    },
    entries: [{ id: '000001', name: '000001.sql' }],
  },
  'play-evolutions': {
    files: { '1.sql': `# --- !Ups\n${a}# --- !Downs\nDROP TABLE a;`, '2.sql': `-- !Ups\n${b}` },
    entries: [{ id: '1' }],
  },
  atlas: { files: { ...versions, 'atlas.sum': 'h1:x' }, entries: [{ id: '1', name: 'a' }] },
  'sql-migrate': { files: marked('-- +migrate Up'), entries: [{ id: '001_a.sql' }] },
  tern: {
    files: {
      '001_a.sql': `${a}---- create above / drop below ----\nDROP TABLE a;\n`,
      '002_b.sql': `${b} ---- create above / drop below ----\nDROP TABLE b;\n`,
    },
    entries: [{ id: '1' }],
  },
  pop: {
    files: { '20240101000000_a.postgres.up.sql': a, '20240201000000_b.postgres.up.sql': b },
    entries: [{ id: '20240101000000' }],
  },
  sqitch: {
    files: {
      'sqitch.plan': '%project=p\na 2024-01-01T00:00:00Z A <a@b>\nb 2024-01-02T00:00:00Z A <a@b>\n',
      'deploy/a.sql': a,
      'deploy/b.sql': b,
    },
    entries: [{ id: 'a', name: 'p' }],
  },
};

async function judged({ files, entries, tool, folder = '/m' }: Case, table: string, forced = tool) {
  const convention = detectConvention({ folder, paths: Object.keys(files), read: (path) => files[path] }, forced)!;
  const documents = convention.files.map(({ path }) =>
    parseDocument(`file://${folder}/${path}`, 1, files[path]!, { sections: convention.sections(files[path]!, path) }),
  );
  const dev = { ...(await devOf(a + b)), applied: [{ tool: table, table: 'its.table', entries }] };
  const history = foldHistory({ convention, files: documents, dev });
  const running = history.files.filter((_, at) => convention.files[at]!.runs);
  return { id: convention.id, files: running.map(({ standing, because }) => ({ standing, because })) };
}

describe('the table of', () => {
  it.each(Object.entries(cases))(
    '%s says what has run, though dev has the changes of both files',
    async (tool, one) => {
      const { id, files } = await judged(one, tool);
      expect(id).toBe(tool);
      expect(files.map(({ standing }) => standing)).toEqual(one.standings ?? ['applied', 'pending']);
      for (const { because } of files) expect(because).toMatch(/^its\.table (says it has run|does not list it)$/);
    },
  );
});

describe('tools', () => {
  it('are all judged by a table, but for what has none', () => {
    const judgedBy = new Set(tools.flatMap(({ id }) => tablesFor(id).map(({ tool }) => tool)));
    expect([...new Set(toolTables.map(({ tool }) => tool))].filter((tool) => !judgedBy.has(tool))).toEqual([]);
    expect(tools.filter(({ id }) => tablesFor(id).length === 0)).toEqual([]);
    expect(toolTables.map(({ tool }) => tool).filter((tool) => !Object.hasOwn(cases, tool))).toEqual([]);
    expect(conventionIds.filter((id) => id !== 'plain' && !Object.hasOwn(cases, id))).toEqual([]);
  });
  it.each(['tern', 'goose', 'dbmate', 'atlas', 'sqlx'] as const)(
    'judge plainly numbered files by the table of %s',
    async (tool) => {
      const { id, files } = await judged({ files: versions, entries: [{ id: '1' }] }, tool, undefined);
      expect([id, files.map(({ standing }) => standing)]).toEqual(['plain', ['applied', 'pending']]);
    },
  );
});
