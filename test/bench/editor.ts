/** Opening and editing a file through the protocol, each server a process of its own, beside the others. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServer } from '../support/postgres';
import { ownPgDump } from '../support/postgres-binaries';
import { LanguageServer, type ServerCommand } from './language-server';
import { findPeers } from './peers';
import { type Bench, median, ms, type Row, row } from './report';

const root = process.cwd();
const guide = path.join(root, 'test/workspaces/bazaar/dev/schema.sql');

const linesOfTable = 20;
/** So many lines of tables that reference and index each other. */
function longFile(lines: number): string {
  const parts: string[] = [];
  for (let table = 0; table * linesOfTable < lines; table++) {
    const columns = Array.from(
      { length: 14 },
      (_, at) => `    "c${at}" ${['integer', 'text NOT NULL', "jsonb DEFAULT '{}'::jsonb"][at % 3]},`,
    );
    parts.push(
      `CREATE TABLE "t${table}" (\n    "id" uuid NOT NULL DEFAULT gen_random_uuid(),\n${columns.join('\n')}\n    PRIMARY KEY ("id")\n);\nCREATE INDEX "t${table}_c0" ON "t${table}" ("c0");\n`,
    );
  }
  return parts.join('\n');
}

interface Measured {
  readonly opening: number;
  readonly editing: number;
}
const hasError = (found: readonly { readonly severity?: number }[]) => found.some((one) => one.severity === 1);
const broken = '\nSELEC 1;\n';

/** A statement that no parser takes is added and removed: the answer must follow each time. */
async function measure(command: ServerCommand, file: string, text: string, runs: number): Promise<Measured> {
  const server = new LanguageServer(command);
  try {
    await server.initialize(path.dirname(file));
    const uri = `file://${file}`;
    // The server is warm and its schema read before the clock starts.
    const first = `${uri}.first.sql`;
    await server.diagnostics(first, hasError, () => server.open(first, broken));
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const opened = performance.now();
    await server.diagnostics(uri, hasError, () => server.open(uri, text + broken));
    const opening = performance.now() - opened;
    return { opening, editing: await edits(server, uri, text, runs) };
  } finally {
    server.stop();
  }
}
async function edits(server: LanguageServer, uri: string, text: string, runs: number): Promise<number> {
  const line = text.split('\n').length;
  const start = { line, character: 0 };
  const word = { start, end: { line, character: 5 } };
  const whole = { start, end: { line, character: 6 } };
  const taken: number[] = [];
  for (let run = 0; run < runs * 2; run++) {
    const mends = run % 2 === 0;
    const from = performance.now();
    await server.diagnostics(
      uri,
      (found) => hasError(found) !== mends,
      () => server.change(uri, run + 2, mends ? word : whole, mends ? 'SELECT' : 'SELEC'),
    );
    taken.push(performance.now() - from);
  }
  return median(taken);
}

export async function benchEditor(): Promise<Bench> {
  const folder = mkdtempSync(path.join(tmpdir(), 'devschema-bench-'));
  const server = await startServer(ownPgDump()?.major ?? 18);
  try {
    const database = await server.createDatabase('bench');
    await database.exec(readFileSync(guide, 'utf8'));
    copyFileSync(guide, path.join(folder, 'guide.sql'));
    writeFileSync(path.join(folder, 'long.sql'), longFile(10_000));
    const { peers, notRun } = findPeers(path.join(root, 'out', 'bench-peers'));
    const ours: ServerCommand = {
      name: 'DevSchema',
      command: process.execPath,
      args: [path.join(root, 'dist/server.js'), '--stdio'],
      cwd: folder,
      settings: { connection: database.url },
    };
    const others = peers.map((peer) => {
      const own = path.join(folder, peer.name.replaceAll(' ', '-'));
      mkdirSync(own);
      for (const file of ['guide.sql', 'long.sql']) copyFileSync(path.join(folder, file), path.join(own, file));
      return peer.server(own, new URL(database.url));
    });
    const rows = await benchFiles(folder, ours, others);
    await database.close();
    return { rows: rows.rows, notRun: [...notRun, ...rows.notRun] };
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchFiles(folder: string, ours: ServerCommand, others: readonly ServerCommand[]) {
  const rows: Row[] = [];
  const notRun: string[] = [];
  for (const [name, limits] of Object.entries({
    guide: { edit: 20, open: undefined },
    long: { edit: 60, open: 500 },
  })) {
    const text = readFileSync(path.join(folder, `${name}.sql`), 'utf8');
    const what = name === 'guide' ? "the guide's migration" : `${text.split('\n').length} lines`;
    const own = await measure(ours, path.join(folder, `${name}.sql`), text, 10);
    const found: { readonly name: string; readonly measured: Measured }[] = [];
    for (const other of others) {
      try {
        found.push({ name: other.name, measured: await measure(other, path.join(other.cwd, `${name}.sql`), text, 5) });
      } catch (error) {
        notRun.push(`${other.name}, ${what}: ${error instanceof Error ? error.message : error}`);
      }
    }
    const line = (label: string, key: keyof Measured, limit: number | undefined) => {
      const fastest = Math.min(...found.map((one) => one.measured[key]));
      const shown = found.map((one) => `${one.name} ${ms(one.measured[key])}`).join(', ');
      rows.push(
        row(`${label}, ${what}`, ms(own[key]), {
          ...(found.length > 0 && { others: shown, ratio: own[key] / fastest }),
          ...(limit !== undefined && { target: `< ${limit} ms`, met: own[key] < limit }),
        }),
      );
    };
    line('edit → diagnostics', 'editing', limits.edit);
    line('open → diagnostics', 'opening', limits.open);
  }
  return { rows, notRun };
}
