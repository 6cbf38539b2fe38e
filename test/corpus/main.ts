/**
 * `npm run corpus -- FOLDER…`: replays the histories of real projects into a real PostgreSQL as their tools would, and
 * prints false alarms, agreement, recall and mistakes, by reading and by running as `verify` does. FOLDER holds checkouts (by the name in projects.ts), or is one, or
 * any folder with migrations below it. `--details` lists every case, `--version 15` takes another server, `--plants 50` and
 * `--mistakes 0` fewer of those.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openProject } from '../../server/src/conventions/project';
import { introspect } from '../../server/src/dev/introspect/introspect';
import { beginTransaction, endTransaction } from '../../server/src/dev/introspect/sql';
import type { FoldedHistory } from '../../server/src/fold/folded';
import { disk } from '../../server/src/host/disk';
import type { DevSchema } from '../../server/src/model/dev';
import type { Schema } from '../../server/src/model/schema';
import { check } from '../../server/src/rules/check';
import { defaultSettings } from '../../server/src/settings';
import type { SqlDocument } from '../../server/src/sql/document/statement';
import { loadParser } from '../../server/src/sql/parse';
import { startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { type Agreement, agreementOf } from './agreement';
import { type Mistakes, measureMistakes } from './mistakes';
import { type CorpusProject, platformOf, projects } from './projects';
import { type CorpusHistory, readHistory } from './read';
import { measureRecall, type Recall } from './recall';
import { type Refusal, replay } from './replay';
import { devOf, measureRunning, type Running } from './running';
import { observedFold } from './told';

const { values, positionals } = parseArgs({
  options: {
    details: { type: 'boolean' },
    version: { type: 'string' },
    only: { type: 'string' },
    plants: { type: 'string' },
    mistakes: { type: 'string' },
  },
  allowPositionals: true,
});

interface Found {
  readonly project: CorpusProject;
  readonly folder: string;
}
/** The listed projects that a folder holds, or every history of a checkout that is not listed. */
async function projectsIn(folder: string): Promise<Found[]> {
  const roots = [folder, ...readdirSync(folder).map((name) => path.join(folder, name))];
  const found = roots.flatMap((root) =>
    projects
      .filter(({ name }) => path.basename(root).startsWith(name.split(' ')[0]!))
      .map((project) => ({ project, folder: path.join(root, project.folder) }))
      .filter((each) => existsSync(each.folder)),
  );
  if (found.length > 0) return found;
  const root = path.resolve(folder);
  const project = openProject(
    { root, paths: await disk.list(root), read: (file) => disk.read(file) },
    { folders: [], tool: undefined },
  );
  return project.historiesBelow(root).map((history) => ({
    project: { name: history.folder.slice(path.dirname(root).length + 1), repository: '', folder: '', convention: '' },
    folder: history.folder,
  }));
}

async function readSchema(database: TestDatabase): Promise<Schema> {
  for (const statement of beginTransaction(60_000)) await database.exec(statement);
  try {
    return await introspect((sql) => database.query(sql));
  } finally {
    await database.exec(endTransaction);
  }
}

/** `statement`: its text, where the finding is about its syntax. */
interface Alarm {
  readonly said: string;
  readonly statement?: string;
}
interface Figures {
  readonly name: string;
  readonly convention: string;
  readonly files: number;
  readonly statements: number;
  readonly foldMs: number;
  readonly refused: readonly Refusal[];
  readonly falseAlarms: readonly string[];
  /** Findings in what never runs (Down files) that PostgreSQL's parser shares. */
  readonly faults: number;
  readonly notKnown: number;
  readonly agreement: Agreement;
  readonly recall: Recall;
  readonly mistakes: Mistakes;
  readonly running: Running;
  readonly half: Running | undefined;
}

async function measure(server: TestServer, { project, folder }: Found): Promise<Figures | string> {
  const history = await readHistory(folder);
  if (!history) return 'no history is recognised';
  if (project.convention !== '' && history.convention.id !== project.convention)
    process.stderr.write(`${project.name}: recognised as ${history.convention.id}, not ${project.convention}\n`);
  const database = await startingPoint(server, project);
  try {
    const before = await readSchema(database);
    const refused = await replay(database, history.documents);
    const schema = await readSchema(database);
    const ran = { ...history, documents: withoutRefused(history.documents, refused) };
    const strict = await foldFromNothing(ran, before);
    const running = await measureRunning({ history: ran, base: before, dev: schema, folded: strict });
    const half = await runHalf(server, project, ran, schema);
    const count = numberOf(values.plants);
    const recall = await measureRecall(database, ran, schema, () => introspectIn(database), count, running);
    const mistakes = await mistakesIn(server, project, history);
    const { alarms, ...judged } = await judge(history, schema, refused);
    const falseAlarms: string[] = [];
    for (const { said, statement } of alarms)
      if (statement === undefined || !(await isRefusedByParser(database, statement))) falseAlarms.push(said);
    const faults = alarms.length - falseAlarms.length;
    const agreement = agreementOf(strict.pendingEnd, schema);
    return { name: project.name, ...judged, agreement, falseAlarms, faults, recall, mistakes, running, half };
  } finally {
    await database.close();
    await database.drop();
    await dropRoles(server);
  }
}
/** A database with what the project's platform brings. */
async function startingPoint(server: TestServer, project: CorpusProject): Promise<TestDatabase> {
  const database = await server.createDatabase();
  for (const sql of platformOf(project)) await database.exec(sql);
  return database;
}
/** SQLSTATE 42601; nothing of it is done. */
async function isRefusedByParser(database: TestDatabase, statement: string): Promise<boolean> {
  await database.exec('BEGIN');
  const error = await database.exec(statement).then(
    () => undefined,
    (each: { code?: unknown }) => each.code,
  );
  await database.exec('ROLLBACK');
  return error === '42601';
}
const numberOf = (text: string | undefined): number => Number(text ?? 200);
const introspectIn = (database: TestDatabase): Promise<Schema> => introspect((sql) => database.query(sql));
/** On a database of its own, replayed file by file up to each that is tried. */
async function mistakesIn(server: TestServer, project: CorpusProject, history: CorpusHistory): Promise<Mistakes> {
  const database = await startingPoint(server, project);
  try {
    const replayTo = async (from: number, to: number): Promise<void> => {
      await replay(database, history.documents.slice(from, to));
    };
    return await measureMistakes(database, history, replayTo, () => readSchema(database), numberOf(values.mistakes));
  } finally {
    await database.close();
    await database.drop();
  }
}
/** Roles outlive a database. */
async function dropRoles(server: TestServer): Promise<void> {
  const database = await server.connect('postgres');
  const roles = "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> current_user";
  for (const [name] of await database.query(roles)) await database.exec(`DROP ROLE "${name}"`);
  await database.close();
}

async function judge(
  history: CorpusHistory,
  schema: Schema,
  refused: readonly Refusal[],
): Promise<
  Pick<Figures, 'convention' | 'files' | 'statements' | 'foldMs' | 'refused' | 'notKnown'> & {
    readonly alarms: readonly Alarm[];
  }
> {
  const dev = devOf(schema, '1');
  const { convention, documents } = history;
  const started = performance.now();
  const folded = await observedFold({ convention, files: documents, dev });
  const foldMs = performance.now() - started;
  const settings = { rules: defaultSettings.rules, style: defaultSettings.style };
  const alarms: Alarm[] = [];
  let notKnown = 0;
  for (const document of documents) {
    const result = check({ history: folded, uri: document.uri, dev, settings });
    notKnown += result.notKnown.length;
    for (const { code, severity, message, statement } of result.findings) {
      if (refused.some((each) => each.uri === document.uri)) continue;
      const text = code === 'syntax-error' ? textAt(document, statement ?? -1) : undefined;
      const said = `${short(folded, document.uri)}: ${code} ${severity}: ${message}`;
      alarms.push({ said, ...(text !== undefined && { statement: text }) });
    }
  }
  return {
    convention: convention.id,
    files: documents.length,
    statements: documents.reduce((sum, document) => sum + document.statements.length, 0),
    foldMs: foldMs + history.parseMs,
    refused,
    alarms,
    notKnown,
  };
}
/** A statement, and those before and after it that no semicolon parts from it. */
function textAt({ statements, text }: SqlDocument, at: number): string | undefined {
  const first = statements[at - 1]?.unended ? statements[at - 1] : statements[at];
  const last = statements[at]?.unended ? statements[at + 1] : statements[at];
  return first && last && text.slice(first.range.start, last.range.end);
}
/** What the server refused has done nothing: a project runs something else, such as a program, before it. */
function withoutRefused(documents: readonly SqlDocument[], refused: readonly Refusal[]): SqlDocument[] {
  const isRefused = (uri: string, index: number) =>
    refused.some((each) => each.uri === uri && each.statement === index);
  return documents.map((document) => ({
    ...document,
    statements: document.statements.map((statement) =>
      isRefused(document.uri, statement.index) ? { ...statement, runs: false } : statement,
    ),
  }));
}
/** As when nothing has run yet: every file pending, on what the platform brings. */
async function foldFromNothing({ convention, documents }: CorpusHistory, before: Schema): Promise<FoldedHistory> {
  const applied = [{ tool: 'none', table: 'none', entries: [] }];
  const dev: DevSchema = { ...devOf(before, '0'), applied };
  return observedFold({ convention: { ...convention, isApplied: () => false }, files: documents, dev });
}
/** The second half on what the first has made, as when that is what has run. */
async function runHalf(
  server: TestServer,
  project: CorpusProject,
  { convention, documents, ...rest }: CorpusHistory,
  dev: Schema,
): Promise<Running | undefined> {
  const at = Math.floor(documents.length / 2);
  if (at === 0) return undefined;
  const database = await startingPoint(server, project);
  try {
    await replay(database, documents.slice(0, at));
    const base = await readSchema(database);
    const files = { ...convention, files: convention.files.slice(at) };
    const history = { ...rest, convention: files, documents: documents.slice(at) };
    return await measureRunning({ history, base, dev, folded: await foldFromNothing(history, base) });
  } finally {
    await database.close();
    await database.drop();
  }
}
function short(folded: FoldedHistory, uri: string): string {
  const file = folded.file(uri);
  return `${uri.split('/').slice(-2).join('/')} (${file?.standing})`;
}

function print(figures: Figures): void {
  const { agreement, recall, mistakes, running, half } = figures;
  const total = agreement.same + agreement.different.length + agreement.unknown.length;
  console.log(
    `| ${figures.name} | ${figures.convention} | ${figures.files} | ${figures.statements} | ${Math.round(figures.foldMs)} | ${figures.refused.length} | ${figures.faults} | ${figures.falseAlarms.length} | ${agreement.same} | ${agreement.different.length} | ${agreement.unknown.length} (${((100 * agreement.unknown.length) / Math.max(1, total)).toFixed(1)} %) | ${figures.notKnown} | ${recall.found} of ${recall.planted} | ${mistakes.refusedByBoth} of ${mistakes.refused} | ${mistakes.wrong.length} of ${mistakes.accepted} | ${mistakes.refusedByRunning} of ${mistakes.refused} | ${mistakes.wrongByRunning.length} of ${mistakes.accepted} | ${Math.round(running.ms)} | ${running.alarms.length + (half?.alarms.length ?? 0)} | ${running.notKnown.length + (half?.notKnown.length ?? 0)} | ${recall.foundByRunning ?? 'none'} of ${recall.planted} |`,
  );
  if (!values.details) return;
  for (const refusal of figures.refused)
    console.log(`  refused ${refusal.uri.split('/').slice(-2).join('/')} #${refusal.statement}: ${refusal.message}`);
  for (const alarm of figures.falseAlarms) console.log(`  alarm ${alarm}`);
  for (const each of agreement.different) console.log(`  different ${each}`);
  for (const each of agreement.unknown) console.log(`  unknown ${each}`);
  for (const each of recall.missed) console.log(`  planted ${each}`);
  for (const each of mistakes.missed) console.log(`  mistake ${each}`);
  for (const each of mistakes.wrong) console.log(`  wrongly refused ${each}`);
  for (const each of mistakes.missedByRunning) console.log(`  mistake, not by running: ${each}`);
  for (const each of mistakes.wrongByRunning) console.log(`  wrongly refused by running ${each}`);
  for (const each of recall.missedByRunning) console.log(`  planted, not found by running: ${each}`);
  for (const [from, run] of [
    ['run', running],
    ['half', half],
  ] as const) {
    for (const each of run?.alarms ?? []) console.log(`  ${from}: alarm ${each}`);
    for (const each of run?.notKnown ?? []) console.log(`  ${from}: not known ${each}`);
  }
}

await loadParser();
const server = await startServer(Number(values.version ?? 18));
try {
  console.log(
    '| project | tool | files | statements | ms | refused | faults shown | false alarms | same | different | unknown | not known | planted found | mistakes refused | wrongly refused | mistakes by running | wrongly by running | run ms | alarms by running | not known by running | planted found by running |',
  );
  console.log(`|${'---|'.repeat(21)}`);
  for (const folder of positionals)
    for (const found of await projectsIn(folder)) {
      if (values.only !== undefined && found.project.name !== values.only) continue;
      const figures = await measure(server, found);
      if (typeof figures === 'string') console.log(`| ${found.project.name} | not run: ${figures} |`);
      else print(figures);
    }
} finally {
  await server.stop();
}
