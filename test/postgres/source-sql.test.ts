/** SQL files as dev: run in the embedded PostgreSQL, in a process of its own. */

import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { toolTables } from '../../server/src/conventions';
import { openSource } from '../../server/src/dev/open';
import type { DevSourceError, SqlFileText } from '../../server/src/dev/source';
import { objectKey } from '../../server/src/model/kinds';
import { embeddedScript } from '../support/postgres-embedded';

let script: string;
beforeAll(async () => {
  script = await embeddedScript();
});

const file = (name: string, ...statements: string[]): SqlFileText => ({
  name,
  text: statements.join(';\n'),
  statements: () => statements.map((text, line) => ({ text, line, objects: [objectKey('other', 'public', text)] })),
});
function source(files: () => readonly SqlFileText[]) {
  const config = { kind: 'sql', paths: ['/x'], label: 'schema.sql', from: 'devschema.connection' } as const;
  return openSource(config, { readSql: async () => files(), embeddedScript: script, toolTables });
}
/** Children of this process that run the script. */
function children(): number {
  if (process.platform === 'win32') return 0;
  const list = execFileSync('ps', ['-eo', 'ppid,args'], { encoding: 'utf8' });
  return list.split('\n').filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes(script)).length;
}

test('a dump is read as the database it would make, and the process is gone afterwards', async () => {
  let texts = [
    file(
      'schema.sql',
      `SELECT pg_catalog.set_config('search_path', '', false)`,
      'CREATE EXTENSION IF NOT EXISTS "uuid-ossp" WITH SCHEMA public',
      'CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public',
      'CREATE TABLE public.users (id uuid DEFAULT public.uuid_generate_v4() NOT NULL, email public.citext)',
      'ALTER TABLE public.users OWNER TO app_owner',
      'GRANT SELECT ON public.users TO reader',
      'ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id)',
      'CREATE INDEX CONCURRENTLY users_email ON public.users (email)',
      'CREATE TABLE public.schema_migrations (version character varying NOT NULL)',
      `INSERT INTO public.schema_migrations (version) VALUES ('20240102'), ('20240101')`,
    ),
  ];
  const dev = source(() => texts);
  const read = await dev.read({});
  expect(children()).toBe(0);
  expect(read.schema.unknown).toEqual([]);
  expect(read.schema.searchPath).toEqual(['public']);
  const users = read.schema.tables.get('public\0users');
  expect(users?.columns.map((column) => column.name)).toEqual(['id', 'email']);
  expect(users?.owner).toBe('app_owner');
  expect(users?.constraints.map((one) => one.name)).toEqual(['users_pkey']);
  expect([...read.schema.indexes.keys()]).toEqual(['public\0users_email']);
  expect([...read.schema.extensions.keys()].sort()).toContain('citext');
  expect(read.applied).toEqual([
    { tool: 'rails', table: 'public.schema_migrations', entries: [{ id: '20240101' }, { id: '20240102' }] },
  ]);

  expect(await dev.probe({})).toBe(read.fingerprint);
  const again = await dev.read({});
  expect(again.schema).toBe(read.schema);
  texts = [file('schema.sql', 'CREATE TABLE other (a int)')];
  expect(await dev.probe({})).not.toBe(read.fingerprint);
  expect([...(await dev.read({})).schema.tables.keys()]).toEqual(['public\0other']);
  await dev.dispose();
});

describe('what the embedded PostgreSQL refuses', () => {
  test('is thousands of statements, each of which left its frames on the stack', async () => {
    const refused = Array.from({ length: 4_000 }, (_, at) => `DROP TABLE missing_${at}`);
    const dev = source(() => [file('1.sql', ...refused, 'CREATE TABLE made (x int)')]);
    const { schema } = await dev.read({});
    expect(schema.unknown.length).toBe(refused.length);
    expect([...schema.tables.keys()]).toEqual(['public\0made']);
    await dev.dispose();
  });
  test('is unknown, with the place and the reason, and the rest is read', async () => {
    const dev = source(() => [
      file('1.sql', 'CREATE EXTENSION postgis', 'CREATE TABLE places (at geometry)', 'CREATE TABLE a (x int)'),
      file(
        '2.sql',
        'BEGIN',
        'CREATE TABLE b (x int)',
        'ALTER TABLE places ADD y int',
        'CREATE TABLE c (x int)',
        'COMMIT',
      ),
      file('3.sql', 'CREATE TABLE d (x int)'),
    ]);
    const { schema } = await dev.read({});
    expect([...schema.tables.keys()].sort()).toEqual(['public\0a', 'public\0b', 'public\0c', 'public\0d']);
    expect(schema.unknown.map((one) => one.reason)).toEqual([
      '1.sql:1: the embedded PostgreSQL refuses it: extension "postgis" is not available',
      '1.sql:2: the embedded PostgreSQL refuses it: type "geometry" does not exist',
      '2.sql:3: the embedded PostgreSQL refuses it: relation "places" does not exist',
    ]);
    expect(schema.unknown[1]?.object).toBe(objectKey('other', 'public', 'CREATE TABLE places (at geometry)'));
  });

  test('a role of another server is made, so that what it owns and may is read', async () => {
    const dev = source(() => [
      file(
        'roles.sql',
        'CREATE TABLE t (a int)',
        'ALTER TABLE t ENABLE ROW LEVEL SECURITY',
        'CREATE POLICY p ON t TO "App User" USING (true)',
        'SET ROLE deployer',
        'CREATE TABLE u (a int)',
      ),
    ]);
    const { schema } = await dev.read({});
    expect(schema.unknown).toEqual([]);
    expect(schema.tables.get('public\0t')?.policies?.[0]?.roles).toEqual(['App User']);
    expect(schema.tables.get('public\0u')?.owner).toBe('deployer');
  });
});

test('a file that counts on its tool’s transaction has one', async () => {
  const dev = source(() => [
    file(
      '1.sql',
      'CREATE TABLE t (a int)',
      'LOCK TABLE t IN ACCESS EXCLUSIVE MODE',
      'CREATE INDEX CONCURRENTLY i ON t (a)',
    ),
    file('2.sql', 'SAVEPOINT s', 'CREATE TABLE gone ()', 'ROLLBACK TO s', 'CREATE TABLE kept ()'),
    file('3.sql', 'CREATE INDEX CONCURRENTLY j ON t (a)', 'BEGIN', 'CREATE TABLE undone ()', 'ROLLBACK'),
  ]);
  const { schema } = await dev.read({});
  expect(schema.unknown).toEqual([]);
  expect([...schema.tables.keys()].sort()).toEqual(['public\0kept', 'public\0t']);
  expect([...schema.indexes.keys()].sort()).toEqual(['public\0i', 'public\0j']);
});

test('what Supabase has before the first migration is stood in for, and not taken for dev’s own', async () => {
  const dev = source(() => [
    file(
      'supabase/migrations/1.sql',
      'CREATE EXTENSION "uuid-ossp" WITH SCHEMA extensions',
      'CREATE TABLE profiles (id uuid PRIMARY KEY DEFAULT uuid_generate_v4(), owner uuid REFERENCES auth.users (id) ON DELETE CASCADE)',
      'CREATE POLICY own ON profiles TO authenticated USING (auth.uid() = owner)',
      `CREATE POLICY pictures ON storage.objects USING (bucket_id = 'p' AND (storage.foldername(name))[1] = auth.uid()::text)`,
      'ALTER PUBLICATION supabase_realtime ADD TABLE profiles',
    ),
  ]);
  const { schema } = await dev.read({});
  expect([...schema.tables.keys()]).toEqual(['public\0profiles']);
  expect([...schema.namespaces.keys()]).toEqual(['public']);
  expect(schema.searchPath).toEqual(['public', 'extensions']);
  const profiles = schema.tables.get('public\0profiles');
  expect(profiles?.columns[0]?.default).toBe('uuid_generate_v4()');
  expect(profiles?.constraints).toContainEqual(
    expect.objectContaining({ kind: 'foreign key', references: { schema: 'auth', name: 'users' } }),
  );
  const unknown = schema.unknown.map((one) => one.object);
  expect(unknown).toContain(objectKey('table', 'auth', 'users'));
  expect(unknown).toContain(objectKey('schema', '', 'storage'));
  expect(schema.unknown.filter((one) => !one.reason.includes('Supabase'))).toEqual([]);
});

test('reading is cancelled in the middle of a statement, and nothing goes on running', async () => {
  const dev = source(() => [file('slow.sql', 'CREATE TABLE t (a int)', 'DO $$ BEGIN LOOP END LOOP; END $$')]);
  const abort = new AbortController();
  const started = Date.now();
  const reading = dev.read({ signal: abort.signal }).catch((error: DevSourceError) => error);
  setTimeout(() => abort.abort(), 3000);
  const error = (await reading) as DevSourceError;
  expect(error.code).toBe('cancelled');
  expect(Date.now() - started).toBeLessThan(6000);
  expect(children()).toBe(0);
});

test('disposing ends a reading', async () => {
  const dev = source(() => [file('slow.sql', 'DO $$ BEGIN LOOP END LOOP; END $$')]);
  const reading = dev.read({}).catch((error: DevSourceError) => error.code);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await dev.dispose();
  expect(await reading).toBe('cancelled');
  expect(children()).toBe(0);
});

test('a process that cannot start is said, not waited for', async () => {
  const config = { kind: 'sql', paths: [], label: 'x', from: 'y' } as const;
  const dev = openSource(config, { readSql: async () => [], embeddedScript: '/nowhere/embedded.js' });
  await expect(dev.read({})).rejects.toThrow(/embedded PostgreSQL/);
});
