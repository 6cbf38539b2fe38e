/** Running a migration in the scratch PostgreSQL behind the editor, beside psql in a transaction that is rolled back. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSource } from '../../server/src/dev/open';
import type { DevSchema } from '../../server/src/model/dev';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { WarmScratch } from '../../server/src/verify/warm';
import { startServer, type TestServer } from '../support/postgres';
import { ownPgDump } from '../support/postgres-binaries';
import { type Bench, ms, type Row, row } from './report';

const root = process.cwd();
const guide = readFileSync(path.join(root, 'test/workspaces/bazaar/dev/schema.sql'), 'utf8');
const hundred = Array.from({ length: 100 }, (_, at) =>
  at % 2 === 0
    ? `CREATE TABLE run_${at} (id integer PRIMARY KEY, note text);`
    : `ALTER TABLE run_${at - 1} ADD COLUMN added integer NOT NULL DEFAULT 3;`,
).join('\n');
const tables = (count: number) =>
  Array.from(
    { length: count },
    (_, at) =>
      `CREATE TABLE t${at} (id bigint PRIMARY KEY, ${Array.from({ length: 18 }, (__, column) => `c${column} text`).join(', ')});
CREATE INDEX ON t${at} (c0);`,
  ).join('\n');

interface Case {
  readonly what: string;
  readonly dev: string;
  readonly sql: string;
  /** A loose file makes what dev has; a pending one what it lacks. */
  readonly standing: 'loose' | 'pending';
  readonly limits: { readonly warm: number; readonly kept: number; readonly first: number };
}
const cases: readonly Case[] = [
  {
    what: "the guide's file",
    dev: guide,
    sql: guide,
    standing: 'loose',
    limits: { warm: 60, kept: 1000, first: 2000 },
  },
  {
    what: '100 statements',
    dev: guide,
    sql: hundred,
    standing: 'pending',
    limits: { warm: 150, kept: 1000, first: 2000 },
  },
  {
    what: 'a file on 500 tables',
    dev: tables(500),
    sql: 'ALTER TABLE t7 ADD COLUMN added integer;\nCREATE INDEX ON t7 (added);',
    standing: 'pending',
    limits: { warm: 60, kept: 1000, first: 4000 },
  },
];

async function devIn(server: TestServer, sql: string): Promise<DevSchema & { readonly url: string }> {
  const database = await server.createDatabase();
  await database.exec(sql);
  const { hostname: host, port, pathname } = new URL(database.url);
  const connection = { host, port: Number(port), database: pathname.slice(1), user: 'postgres' };
  const options = { connectTimeoutMs: 10_000, statementTimeoutMs: 60_000, applicationName: 'bench' };
  const config = { kind: 'database', connection: { ...connection, ...options }, label: 'dev', from: 'bench' } as const;
  const dev = await openSource(config).read({});
  await database.close();
  return { ...dev, url: database.url };
}

async function measure(one: Case, dev: DevSchema, bases: string, runs: number) {
  const script = path.join(root, 'dist/embedded.js');
  const start = async (times: number): Promise<readonly number[]> => {
    const warm = new WarmScratch({ script, bases, starting: () => ({ report() {}, done() {} }), lasts: true });
    const taken: number[] = [];
    for (let run = 0; run < times; run++) {
      const document = parseDocument('file:///run.sql', run, `${one.sql}\n-- ${run}`);
      const from = performance.now();
      const { files } = await warm.run(
        { files: [{ document, standing: one.standing }], dev },
        new AbortController().signal,
      );
      taken.push(performance.now() - from);
      if (files[0]?.outcome !== 'proved') throw new Error(`${one.what} is ${files[0]?.outcome}`);
    }
    await warm.close();
    return taken;
  };
  const [first, ...warm] = await start(runs);
  const [kept] = await start(1);
  return { first: first!, kept: kept!, warm: Math.min(...warm) };
}

export async function benchRun(): Promise<Bench> {
  await loadParser();
  execFileSync(process.execPath, ['esbuild.mjs', '--production'], { stdio: 'inherit' });
  const bases = mkdtempSync(path.join(tmpdir(), 'devschema-bench-'));
  const psql = ownPgDump();
  const server = await startServer(psql?.major ?? 18);
  const rows: Row[] = [];
  try {
    for (const one of cases) {
      const dev = await devIn(server, one.dev);
      const { first, kept, warm } = await measure(one, dev, bases, 20);
      const other = psql && timePsql(dev.url, one, bases);
      const met = (name: string, took: number, limit: number, more = {}) =>
        rows.push(row(`${name}, ${one.what}`, ms(took), { target: `< ${limit} ms`, met: took < limit, ...more }));
      met('warm run', warm, one.limits.warm, other && { others: `psql ${ms(other)}`, ratio: warm / other });
      met('start with the base kept and run', kept, one.limits.kept);
      met('first start and run', first, one.limits.first);
    }
  } finally {
    await server.stop();
    rmSync(bases, { recursive: true, force: true });
  }
  return { rows, notRun: psql ? [] : ['psql beside the runs: it is not on this machine'] };
}
/** The best of five, its own start included. */
function timePsql(url: string, { sql }: Case, folder: string): number {
  const file = path.join(folder, 'psql.sql');
  writeFileSync(file, `BEGIN;\n${sql}\nROLLBACK;\n`);
  const taken = Array.from({ length: 5 }, () => {
    const from = performance.now();
    execFileSync('psql', ['-X', '-q', '-d', url, '-f', file], { stdio: 'ignore' });
    return performance.now() - from;
  });
  return Math.min(...taken);
}
