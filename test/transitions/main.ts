/**
 * `npm run transitions -- FOLDER…`: plans from one schema to another, each run by a real PostgreSQL and judged by what it
 * made. FOLDER holds pairs (`a.sql`, `b.sql`), Go acceptance tests (`*_cases_test.go`), or a history of migrations, which
 * is gone through from each tenth of its files to the end and back. `--random 100 --seed 1`: pairs of random schemas.
 * `--beside`: the same by pg-delta as it is published, for pairs and histories.
 * `--rollbacks`: of each migration of a history, whether the way back that is worked out for it is right.
 * `--locks`: whether the locks and the writing anew that each step says are those that the server takes.
 * `--form online`, or `safe`, `renames`, `prove`: whether what the option of that name promises holds.
 * `--version 15` takes another server, `--only text` some of the cases, `--every 3` every third, `--steps` prints the plans.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { printSchema } from '../../server/src/generate/print';
import type { Schema } from '../../server/src/model/schema';
import { loadParser } from '../../server/src/sql/parse';
import { everything, readSchema } from '../postgres/roundtrip';
import { startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { forms } from './forms';
import { goCasesIn } from './go-cases';
import { copyOf, cutsOf } from './histories';
import { judge } from './judge';
import { type Pair, pairsIn } from './pairs';
import { PgDelta } from './peer';
import { wrongLocks } from './plan-locks';
import { build, randomSchemas } from './random-pairs';
import { rollbacksOf } from './rollbacks';

const { values, positionals } = parseArgs({
  options: {
    version: { type: 'string' },
    only: { type: 'string' },
    details: { type: 'boolean' },
    every: { type: 'string' },
    parts: { type: 'string' },
    steps: { type: 'boolean' },
    locks: { type: 'boolean' },
    rollbacks: { type: 'boolean' },
    beside: { type: 'boolean' },
    form: { type: 'string' },
    random: { type: 'string' },
    seed: { type: 'string' },
  },
  allowPositionals: true,
});
const major = Number(values.version ?? 17);
const every = Number(values.every ?? 1);
const form = values.form === undefined ? undefined : forms[values.form];
if (values.form !== undefined && !form) throw new Error(`--form ${values.form}: ${Object.keys(forms).join(', ')}`);
const peer = values.beside ? new PgDelta() : undefined;

/** Printed, and run in an empty database. */
const rebuiltOn =
  (server: TestServer) =>
  async (schema: Schema): Promise<Schema> => {
    const database = await server.createDatabase();
    try {
      await database.exec(printSchema({ schema, style: everything }));
      await database.exec('RESET ALL');
      return await readSchema(database);
    } finally {
      await database.drop();
    }
  };
class Score {
  #right = 0;
  #total = 0;
  #peer = 0;
  constructor(readonly of: string) {}
  async add(name: string, database: TestDatabase, to: Parameters<typeof judge>[1], access: boolean): Promise<void> {
    this.#total++;
    if (values.locks) return this.#locks(name, database, to, access);
    try {
      if (form) return this.#count(name, await form(database, to));
      const { wrong, plan } = await judge(database, to, access, { rebuilt: rebuiltOn(server) });
      this.#count(name, wrong);
      if (values.steps)
        for (const step of plan.steps) console.log(`    ${step.sql}${step.loses ? `  -- loses ${step.loses}` : ''}`);
    } catch (error) {
      console.log(`FAILED ${name}: ${(error as Error).stack}`);
    }
  }
  #count(name: string, wrong: string | undefined): void {
    if (wrong === undefined) this.#right++;
    else console.log(`WRONG ${name}\n  ${wrong}`);
  }
  async #locks(name: string, database: TestDatabase, to: Schema, access: boolean): Promise<void> {
    const wrong = await wrongLocks(database, to, { owners: access, privileges: access });
    if (wrong.length === 0) this.#right++;
    else console.log([`WRONG ${name}`, ...wrong].join('\n  '));
  }
  /** The same step by the other program, of databases that are its own. */
  async beside(
    name: string,
    database: TestDatabase,
    desired: TestDatabase,
    to: Schema,
    access: boolean,
  ): Promise<void> {
    const wrong = await peer!.change(database, desired, to, access);
    if (wrong === undefined) this.#peer++;
    else if (values.details) console.log(`WRONG by ${peer!.name} ${name}\n  ${wrong}`);
  }
  print(): void {
    const theirs = peer ? `; ${peer.name}: ${this.#peer}` : '';
    console.log(`${this.of}: ${this.#right} of ${this.#total}${theirs}`);
  }
}

async function pairs(server: TestServer, folder: string, cases: readonly Pair[]): Promise<void> {
  const score = new Score(folder);
  for (const [at, { name, a, b, seeds, minVersion, access }] of cases.entries()) {
    if (at % every !== 0 || minVersion > major || !name.includes(values.only ?? '')) continue;
    const [first, second] = [await server.createDatabase(), await server.createDatabase()];
    const [one, other] = [tolerant(a), tolerant(b)];
    const problem = (await fill(first, one)) ?? (await fill(second, other));
    if (problem === undefined) {
      const [from, to] = [await readSchema(first), await readSchema(second)];
      await fill(first, seeds[0]);
      await fill(second, seeds[1]);
      for (const [sign, at, end] of peer
        ? ([
            ['→', 0, to],
            ['←', 1, from],
          ] as const)
        : []) {
        const own = [await server.createDatabase(), await server.createDatabase()];
        await fill(own[0]!, one);
        await fill(own[1]!, other);
        await fill(own[at]!, seeds[at]);
        await score.beside(`${name} ${sign}`, own[at]!, own[1 - at]!, end, access);
        for (const database of own) await gone(database);
      }
      await score.add(`${name} →`, first, to, access);
      await score.add(`${name} ←`, second, from, access);
    } else if (values.details) console.log(`not run ${name}: ${problem}`);
    for (const database of [first, second]) await gone(database);
    if (/\b(?:ROLE|USER)\b/i.test(one + other)) await dropRoles(server);
  }
  score.print();
}
async function fill(database: TestDatabase, script: string): Promise<string | undefined> {
  try {
    if (script.trim() !== '') await database.exec(script);
    await database.exec('RESET ALL');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
/** Roles are the server's: both states make them. */
function tolerant(sql: string): string {
  return sql.replace(
    /^CREATE (ROLE|USER) [^;]*;/gm,
    (found) => `DO $role$ BEGIN ${found} EXCEPTION WHEN duplicate_object THEN NULL; END $role$;`,
  );
}
/** A subscription keeps its database: then it goes with the server. */
const gone = (database: TestDatabase): Promise<void> => database.drop().catch(() => {});
async function dropRoles(server: TestServer): Promise<void> {
  const database = await server.connect('postgres');
  const found = await database.query(
    "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> current_user AND rolname !~* '^zoo'",
  );
  for (const [name] of found) await database.exec(`DROP ROLE "${name}"`).catch(() => {});
  await database.close();
}

async function history(server: TestServer, folder: string): Promise<void> {
  const score = new Score(folder);
  const cuts = await cutsOf(server, folder, Number(values.parts ?? 10));
  if (!cuts) return console.log(`${folder}: no history is recognised`);
  const end = cuts.at(-1)!;
  for (const cut of cuts.slice(0, -1)) {
    if (!String(cut.files).includes(values.only ?? '')) continue;
    for (const [name, from, to] of [
      ['→', cut, end],
      ['←', end, cut],
    ] as const) {
      if (peer) {
        const own = [await copyOf(server, from.template), await copyOf(server, to.template)] as const;
        await score.beside(`${path.basename(folder)} ${cut.files} ${name}`, ...own, to.schema, false);
        for (const database of own) await gone(database);
      }
      const database = await copyOf(server, from.template);
      await score.add(`${path.basename(folder)} ${cut.files} ${name}`, database, to.schema, false);
      await gone(database);
    }
  }
  score.print();
  for (const { template } of cuts) await gone(await server.connect(template));
}

async function waysBack(server: TestServer, folder: string): Promise<void> {
  const found = await rollbacksOf(server, folder, every);
  if (!found) return console.log(`${folder}: no history is recognised`);
  for (const one of found.rest) console.log(`WRONG ${one}`);
  const { files, proved, losing } = found;
  console.log(
    `${folder}: the way back of ${proved} of ${files} migrations is proved; ${losing} of them lose something`,
  );
}

/** Two schemas make two pairs: the one to the other, and back. */
async function random(server: TestServer, count: number, seed: number): Promise<void> {
  const score = new Score(`random pairs from seed ${seed}`);
  const schemas = randomSchemas(seed, 2 * Math.ceil(count / 2));
  for (let at = 0; at < count; at += 2) {
    if (values.only !== undefined && String(at) !== values.only) continue;
    const [first, second] = [await build(server, schemas[at]!), await build(server, schemas[at + 1]!)];
    const [from, to] = [await readSchema(first), await readSchema(second)];
    await score.add(`random ${at} of seed ${seed} →`, first, to, true);
    await score.add(`random ${at} of seed ${seed} ←`, second, from, true);
    await gone(first);
    await gone(second);
    if (at % 50 === 48) score.print();
  }
  score.print();
}

await loadParser();
const server = await startServer(major);
try {
  for (const folder of positionals.map((each) => path.resolve(each))) {
    const names = readdirSync(folder);
    if (names.some((name) => existsSync(path.join(folder, name, 'a.sql'))))
      await pairs(server, folder, pairsIn(folder));
    else if (names.some((name) => name.endsWith('_cases_test.go'))) await pairs(server, folder, goCasesIn(folder));
    else await (values.rollbacks ? waysBack : history)(server, folder);
  }
  if (values.random !== undefined) await random(server, Number(values.random), Number(values.seed ?? 1));
} finally {
  await server.stop();
}
