/** What a tool's own table in dev says of files that have not run: it refuses them, or may. */
import { expect, test } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { stoppedBy } from '../../server/src/conventions/stopped';

interface Case {
  readonly tool: string;
  readonly paths: readonly string[];
  readonly entries: readonly { readonly id: string; readonly failed?: boolean }[];
  readonly texts?: Readonly<Record<string, string>>;
}
/** Of the second file. */
function said({ tool, paths, entries, texts = {} }: Case): string | undefined {
  const convention = detectConvention({ folder: '/m', paths, read: (path) => texts[path] ?? '' }, tool)!;
  const stopped = stoppedBy(convention, `file:///m/${paths[1]}`, [{ tool, table: 'its.table', entries }]);
  return stopped && `${stopped.unless ? 'may' : 'surely'}: ${stopped.reason}`;
}
const flyway = { tool: 'flyway', paths: ['V1__a.sql', 'V2__b.sql', 'V3__c.sql', 'R__d.sql'] };
const run = (...ids: string[]) => ids.map((id) => ({ id }));

test.each<[string, Case, string | undefined]>([
  ['below', { ...flyway, entries: run('1', '3') }, 'may: Flyway has run 3 already'],
  ['next', { ...flyway, entries: run('1', 'd') }, undefined],
  ['any order', { ...flyway, entries: run('1', '3'), texts: { 'flyway.conf': 'flyway.outOfOrder=true' } }, undefined],
  [
    'goose',
    { tool: 'goose', paths: ['1_a.sql', '2_b.sql', '10_c.sql'], entries: run('1', '10') },
    'may: goose has run 10',
  ],
  ['sqlx', { tool: 'sqlx', paths: ['1_a.sql', '2_b.sql', '3_c.sql'], entries: run('1', '3') }, undefined],
  [
    'Prisma',
    {
      tool: 'prisma',
      paths: ['20240101000000_a/migration.sql', '20240102000000_b/migration.sql'],
      entries: [{ id: '20240101000000_a', failed: true }],
    },
    'surely: Prisma runs nothing while its table has 20240101000000_a as failed',
  ],
  [
    'Liquibase',
    { tool: 'liquibase', paths: ['1.sql', '2.sql'], entries: [{ id: 'x', failed: true }], texts: liquibase() },
    undefined,
  ],
])('%s', (_, one, expected) => {
  expect(said(one)).toEqual(expected && expect.stringContaining(expected));
});
function liquibase(): Record<string, string> {
  return Object.fromEntries(['1.sql', '2.sql'].map((path) => [path, '--liquibase formatted sql\n--changeset a:x\n']));
}

test('a checkpoint of Atlas’s runs only where nothing comes before it', () => {
  const texts = { '1_a.sql': '', '2_b.sql': '-- atlas:checkpoint\nCREATE TABLE a ();', 'atlas.sum': '' };
  const filesOf = (paths: string[]) =>
    detectConvention({ folder: '/m', paths, read: (path) => texts[path as keyof typeof texts] })!.files;
  expect(filesOf(['1_a.sql', '2_b.sql', 'atlas.sum']).map(({ runs }) => runs)).toEqual([true, false]);
  expect(filesOf(['2_b.sql', 'atlas.sum']).map(({ runs }) => runs)).toEqual([true]);
});

test('folders with snapshots are Drizzle’s, and its table has the second of their names', () => {
  const paths = ['20240101000000_a/migration.sql', '20240102000000_b/migration.sql'];
  const convention = detectConvention({
    folder: '/drizzle',
    paths,
    read: (path) => (path.endsWith('snapshot.json') ? '{"version":"8","dialect":"postgres"}' : ''),
  })!;
  const applied = { tool: 'drizzle', table: 'd', entries: [{ id: String(Date.UTC(2024, 0, 1) + 7) }] };
  expect(convention.id).toBe('drizzle');
  expect(convention.files.map((file) => convention.isApplied(file, applied, ''))).toEqual([true, false]);
});
