/** The built server as any editor starts it: a process, --stdio, the disk, and SQL in an embedded PostgreSQL as dev. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TestClient } from '../support/client';

const root = path.resolve(__dirname, '../..');
const bundle = path.join(root, 'dist/server.js');
let folder: string;
let server: ChildProcess;
let client: TestClient;

beforeAll(async () => {
  if (!existsSync(bundle)) spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
  folder = (await mkdtemp(path.join(tmpdir(), 'devschema-'))).replaceAll('\\', '/');
  await cp(path.join(root, 'test/workspaces/bazaar'), folder, { recursive: true });
  server = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const reader = new StreamMessageReader(server.stdout!);
  client = new TestClient(createProtocolConnection(reader, new StreamMessageWriter(server.stdin!)), new Map());
  await client.start({
    mode: 'push',
    folders: [folder],
    initializationOptions: { connection: 'dev/schema.sql', storage: `${folder}/storage` },
  });
});
afterAll(async () => {
  server.kill();
  await rm(folder, { recursive: true, force: true });
});
const schemaFile = () => path.join(folder, 'dev/schema.sql');
const changed = () =>
  client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${folder}/dev/schema.sql`, type: 2 }] });

const notKnown = (one: PublishDiagnosticsParams | undefined) =>
  String(one?.diagnostics.find(({ code }) => code === 'not-known')?.message);

// Each reading starts an embedded PostgreSQL: seconds, and more of them on a busy machine.
describe('the server over stdio', { timeout: 240_000 }, () => {
  it('runs the SQL that is dev, shows the near-miss and follows the SQL when it changes', async () => {
    expect(await client.settled()).toMatchObject({ state: 'ready', tables: 6, label: 'dev/schema.sql' });
    const draft = await readFile(path.join(folder, 'migrations/brand_extraction.sql'), 'utf8');
    const file = await client.open(draft, `${folder}/migrations/brand_extraction.sql`);
    await client.until(({ published }) => published.length > 0);
    const first = client.received.published.at(-1)!;
    expect(first.uri).toBe(file.uri);
    expect(first.diagnostics[0]?.message).toContain('has 29 columns in dev, 22 here');

    const schema = await readFile(schemaFile(), 'utf8');
    await writeFile(schemaFile(), schema.replace('    "tokens_used" integer,\n', ''));
    await changed();
    await client.until(({ published }) =>
      published.some(({ diagnostics }) => String(diagnostics[0]?.message).includes('has 28 columns in dev, 22 here')),
    );
  });

  it('says what of the SQL could not be run, and does not guess what it would have made', async () => {
    const schema = await readFile(schemaFile(), 'utf8');
    await writeFile(schemaFile(), `CREATE TABEL x (id int);\n${schema}`);
    await changed();
    await client.until(({ statuses }) => statuses.at(-1)?.unknown !== undefined);
    expect(client.received.statuses.at(-1)).toMatchObject({ state: 'ready', tables: 6, unknown: 1 });
    await client.until(({ published }) => notKnown(published.at(-1)).includes('syntax error'));
    await writeFile(schemaFile(), schema);
    await changed();
    await client.until(({ statuses }) => statuses.at(-1)?.state === 'ready' && !statuses.at(-1)?.unknown);
  });

  it('goes on with the last good schema when the SQL is gone, and says so', async () => {
    const schema = await readFile(schemaFile(), 'utf8');
    await rm(schemaFile());
    await changed();
    await client.until(({ statuses }) => statuses.at(-1)?.state === 'stale');
    expect(client.received.statuses.at(-1)).toMatchObject({ tables: 6 });
    expect(client.received.statuses.at(-1)?.problem).toContain('dev/schema.sql');
    await client.until(({ published }) => notKnown(published.at(-1)).startsWith('Not known: dev cannot be read'));
    await writeFile(schemaFile(), schema);
    expect(await client.request('devschema/refresh', null)).toMatchObject({ state: 'ready' });
  });

  it('saves a snapshot without secrets, and keeps the last good schema', async () => {
    const saved = await client.request('devschema/snapshot', { path: 'schema.snapshot.json' });
    expect(saved.tables).toBe(6);
    expect(JSON.parse(await readFile(path.join(folder, 'schema.snapshot.json'), 'utf8'))).toMatchObject({
      devschema: 1,
    });
    expect(existsSync(path.join(folder, 'storage'))).toBe(true);
    const candidates = await client.request('devschema/connectionCandidates', null);
    expect(candidates.map(({ setting }) => setting)).toContain('schema.snapshot.json');
  });

  it('ends when it is told to', async () => {
    const exited = once(server, 'exit');
    await client.connection.sendRequest('shutdown');
    await client.notify('exit');
    expect((await exited)[0]).toBe(0);
  });
});
