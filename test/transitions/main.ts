/**
 * `npm run transitions -- FOLDER…`: plans from one schema to another, each run by a real PostgreSQL and judged by what it
 * made. FOLDER holds pairs (`a.sql`, `b.sql`), Go acceptance tests (`*_cases_test.go`), or a history of migrations, which
 * is gone through from each tenth of its files to the end and back. Without a folder: pairs of random schemas.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readSchema } from '../postgres/roundtrip';
import { startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { judge } from './judge';
import { pairsIn } from './pairs';

const { values, positionals } = parseArgs({
  options: {
    version: { type: 'string' },
    only: { type: 'string' },
    details: { type: 'boolean' },
    steps: { type: 'boolean' },
  },
  allowPositionals: true,
});

interface Score {
  right: number;
  total: number;
}
async function fill(database: TestDatabase, ...scripts: readonly string[]): Promise<string | undefined> {
  for (const script of scripts)
    try {
      if (script.trim() !== '') await database.exec(script);
    } catch (error) {
      return (error as Error).message;
    }
  await database.exec('RESET ALL');
  return undefined;
}
async function tryPair(
  server: TestServer,
  name: string,
  from: string,
  to: string,
  seed: string,
  access: boolean,
  score: Score,
): Promise<void> {
  const [source, target] = [await server.createDatabase(), await server.createDatabase()];
  try {
    const problem = (await fill(target, to)) ?? (await fill(source, from, seed));
    if (problem !== undefined) {
      if (values.details) console.log(`not run ${name}: ${problem}`);
      return;
    }
    score.total++;
    const { wrong, plan } = await judge(source, await readSchema(target), access);
    if (wrong === undefined) score.right++;
    else console.log(`WRONG ${name}\n  ${wrong}`);
    if (values.steps)
      for (const step of plan.steps) console.log(`    ${step.sql}${step.loses ? `  -- loses ${step.loses}` : ''}`);
  } catch (error) {
    console.log(`FAILED ${name}: ${(error as Error).stack}`);
  } finally {
    await source.drop();
    await target.drop();
  }
}
async function roles(server: TestServer): Promise<void> {
  const database = await server.connect('postgres');
  const found = await database.query(
    "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> current_user",
  );
  for (const [name] of found) await database.exec(`DROP ROLE "${name}"`).catch(() => {});
  await database.close();
}

const major = Number(values.version ?? 17);
const server = await startServer(major);
try {
  for (const folder of positionals) {
    if (readdirSync(folder).some((name) => existsSync(path.join(folder, name, 'a.sql')))) {
      const score: Score = { right: 0, total: 0 };
      for (const pair of pairsIn(folder)) {
        if (values.only !== undefined && !pair.name.includes(values.only)) continue;
        if (pair.minVersion > major) continue;
        await tryPair(server, `${pair.name} →`, tolerant(pair.a), tolerant(pair.b), pair.seeds[0], pair.access, score);
        await tryPair(server, `${pair.name} ←`, tolerant(pair.b), tolerant(pair.a), pair.seeds[1], pair.access, score);
        await roles(server);
      }
      console.log(`${folder}: ${score.right} of ${score.total}`);
    }
  }
} finally {
  await server.stop();
}
/** Roles are the server's: both states make them. */
function tolerant(sql: string): string {
  return sql.replace(
    /^CREATE (ROLE|USER) [^;]*;/gm,
    (found) => `DO $role$ BEGIN ${found} EXCEPTION WHEN duplicate_object THEN NULL; END $role$;`,
  );
}
