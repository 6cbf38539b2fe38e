/**
 * `npm run exact -- [--versions 13,18,embedded] [--regression] [[NAME=]FOLDER|FILE.sql …]`: databases × versions with the lines that
 * our rebuilding of each lost and invented, by our own reading and by `pg_dump -s`. Beside the guide and the database of
 * everything: the listed projects that a folder of checkouts holds, a migrations folder, or a script. `--regression`
 * adds PostgreSQL's own regression database, where its source and what builds it can be had.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadParser } from '../../server/src/sql/parse';
import { quoteIdentifier } from '../../server/src/text/names';
import { type CorpusProject, projects } from '../corpus/projects';
import { readHistory } from '../corpus/read';
import { replay } from '../corpus/replay';
import { startPglite } from '../support/pglite';
import { everyMajor, pgDump, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { buildRegression, sourceFor } from './regression';
import * as roundtrip from './roundtrip';

interface Example {
  readonly name: string;
  build(database: TestDatabase): Promise<void>;
}
interface Result {
  readonly database: string;
  readonly version: string;
  readonly tables: number | undefined;
  /** `lost + invented`. */
  readonly own: string;
  readonly pgDump: string;
  /** The same for what pg_dump printed. */
  readonly pgDumpItself: string;
}

const { values, positionals } = parseArgs({
  options: { versions: { type: 'string' }, details: { type: 'boolean' }, regression: { type: 'boolean' } },
  allowPositionals: true,
});
const chosen = (values.versions ?? [...everyMajor, 'embedded'].join(',')).split(',');
const guide = readFileSync(new URL('../workspaces/bazaar/dev/schema.sql', import.meta.url), 'utf8');
/** Servers and their pipes do not keep Node alive by themselves. */
const awake = setInterval(() => {}, 1000);

function examplesAt(argument: string): Example[] {
  const [, named, place = ''] = /^(?:([\w.-]+)=)?(.*)$/.exec(argument)!;
  const name = named ?? path.basename(place);
  if (statSync(place).isFile())
    return [{ name, build: (database) => statementwise(database, readFileSync(place, 'utf8')) }];
  const roots = [place, ...readdirSync(place).map((name) => path.join(place, name))];
  const found = projects.flatMap((project) => {
    const folder = roots
      .filter((root) => root === place || path.basename(root).startsWith(project.name.split(' ')[0]!))
      .map((root) => path.join(root, project.folder))
      .find((one) => existsSync(one));
    return folder === undefined ? [] : [history(project.name, folder, project)];
  });
  return found.length > 0 ? found : [history(name, path.resolve(place))];
}
function history(name: string, folder: string, { roles = [], baseline }: Partial<CorpusProject> = {}): Example {
  return {
    name,
    async build(database) {
      const read = await readHistory(folder);
      if (read === undefined) throw new Error(`no history is recognised in ${folder}`);
      for (const role of roles) await statementwise(database, `CREATE ROLE ${quoteIdentifier(role)}`);
      if (baseline !== undefined) await statementwise(database, baseline);
      await replay(database, read.documents);
      await database.exec('ROLLBACK; RESET ALL');
    },
  };
}
/** What the server refuses is left out: a role that is there from another database, an extension it lacks. */
async function statementwise(database: TestDatabase, sql: string): Promise<void> {
  const { parseDocument } = await import('../../server/src/sql/document/document');
  for (const { parsed } of parseDocument('file:///script.sql', 1, sql).statements)
    await database.exec(parsed.text).catch((error: Error) => {
      if (values.details) process.stderr.write(`refused: ${error.message}: ${parsed.text.slice(0, 80)}\n`);
    });
}

const count = (comparison: roundtrip.Comparison | undefined | 'failed'): string =>
  typeof comparison === 'object' ? `${comparison.lost.length} + ${comparison.invented.length}` : (comparison ?? '');
function show(what: string, comparison: roundtrip.Comparison | undefined): void {
  const lines = [
    ...(comparison?.lost ?? []).map((line) => `  - ${line}`),
    ...(comparison?.invented ?? []).map((line) => `  + ${line}`),
  ];
  if (lines.length > 0) process.stdout.write(`${what}\n${lines.slice(0, values.details ? 500 : 10).join('\n')}\n`);
}
async function measure(
  name: string,
  version: string,
  source: roundtrip.Askable,
  target: roundtrip.Askable,
  dump: (database: roundtrip.Askable) => Promise<string | undefined>,
  third?: roundtrip.Askable,
): Promise<Result> {
  try {
    const measured = await roundtrip.measure(source, target, dump, roundtrip.everything, third);
    const { own, dump: dumped, dumpItself, before } = measured;
    show(`${name} on ${version}, own reading`, own);
    show(`${name} on ${version}, pg_dump`, dumped);
    return {
      database: name,
      version,
      tables: before.tables.size,
      own: count(own),
      pgDump: count(dumped),
      pgDumpItself: count(dumpItself),
    };
  } catch (error) {
    process.stdout.write(`${name} on ${version}: ${(error as Error).message}\n`);
    return { database: name, version, tables: undefined, own: 'failed', pgDump: '', pgDumpItself: '' };
  }
}

async function onServer(server: TestServer, examples: readonly Example[]): Promise<Result[]> {
  const results: Result[] = [];
  if (values.regression) results.push(...(await regression(server)));
  for (const example of examples) {
    const [source, target, third] = [
      await server.createDatabase(),
      await server.createDatabase(),
      await server.createDatabase(),
    ];
    await example.build(source);
    const dump = async (database: roundtrip.Askable) => (await pgDump(database as TestDatabase)).text;
    results.push(await measure(example.name, String(server.major), source, target, dump, third));
    for (const database of [source, target, third]) await database.drop();
  }
  return results;
}
async function regression(server: TestServer): Promise<Result[]> {
  const [source, target, third] = [
    await server.createDatabase('regression'),
    await server.createDatabase(),
    await server.createDatabase(),
  ];
  try {
    const built = await sourceFor(source);
    const givenUp = await buildRegression(source, built);
    if (givenUp.length > 0) process.stdout.write(`regression on ${server.major}: given up: ${givenUp.join(', ')}\n`);
    const dump = (database: roundtrip.Askable) => built.dump(database as TestDatabase);
    return [await measure('regression', String(server.major), source, target, dump, third)];
  } catch (error) {
    process.stdout.write(`regression on ${server.major} not run: ${(error as Error).message}\n`);
    return [];
  } finally {
    for (const database of [source, target, third]) await database.drop();
  }
}
async function embedded(): Promise<Result[]> {
  const results: Result[] = [];
  for (const [name, build] of [
    ['guide', (database: roundtrip.Askable) => roundtrip.runScript(database, guide)],
    ['everything', roundtrip.buildZoo],
  ] as const) {
    const extensions = ['btree_gist', 'pg_trgm'];
    const [source, target] = [await startPglite(extensions), await startPglite(extensions)];
    await build(source);
    await roundtrip.createShared(target);
    const dump = (database: roundtrip.Askable) => (database as typeof source).dump();
    results.push(await measure(name, 'embedded 18', source, target, dump));
    await source.close();
    await target.close();
  }
  return results;
}

await loadParser();
const examples: Example[] = [
  { name: 'guide', build: (database) => database.exec(guide) },
  { name: 'everything', build: roundtrip.buildZoo },
  ...positionals.flatMap(examplesAt),
];
const results: Result[] = [];
for (const version of chosen) {
  if (version === 'embedded') {
    results.push(...(await embedded()));
    continue;
  }
  const server = await startServer(Number(version));
  results.push(...(await onServer(server, examples)));
  await server.stop();
}
console.table(results);
/** What pg_dump's own script loses too is beyond SQL text: a view keeps the columns a type had when it was made. */
const exact = results.every(({ own, pgDump: dumped, pgDumpItself: itself }) =>
  dumped === '' ? own === '0 + 0' : dumped === '0 + 0' ? own === '0 + 0' : dumped === itself,
);
clearInterval(awake);
process.exit(exact ? 0 : 1);
