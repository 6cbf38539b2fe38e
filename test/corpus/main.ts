/**
 * `npm run corpus -- FOLDER…`: replays the histories of real projects into a real PostgreSQL as their tools would, and
 * prints false alarms, agreement, recall and mistakes. FOLDER holds checkouts (by the name in projects.ts), or is one, or
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
import { type CorpusProject, projects } from './projects';
import { type CorpusHistory, readHistory } from './read';
import { measureRecall, type Recall } from './recall';
import { type Refusal, replay } from './replay';
import { toldFold } from './told';

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
    const recall = await measureRecall(
      database,
      { ...history, documents: withoutRefused(history.documents, refused) },
      schema,
      () => introspectIn(database),
      numberOf(values.plants),
    );
    const mistakes = await mistakesIn(server, project, history);
    const { alarms, ...judged } = await judge(history, schema, before, refused);
    const falseAlarms: string[] = [];
    for (const { said, statement } of alarms)
      if (statement === undefined || !(await isRefusedByParser(database, statement))) falseAlarms.push(said);
    const faults = alarms.length - falseAlarms.length;
    return { name: project.name, ...judged, falseAlarms, faults, recall, mistakes };
  } finally {
    await database.close();
    await database.drop();
    await dropRoles(server);
  }
}
/** A database with what the project's platform brings. */
async function startingPoint(server: TestServer, { roles = [], baseline }: CorpusProject): Promise<TestDatabase> {
  const database = await server.createDatabase();
  for (const role of roles)
    await database.exec(`DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
  if (baseline !== undefined) await database.exec(baseline);
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
  before: Schema,
  refused: readonly Refusal[],
): Promise<
  Omit<Figures, 'name' | 'recall' | 'mistakes' | 'falseAlarms' | 'faults'> & { readonly alarms: readonly Alarm[] }
> {
  const dev: DevSchema = { schema, readAt: 0, label: 'dev', fingerprint: '1', applied: [] };
  const { convention, documents } = history;
  const started = performance.now();
  const folded = await toldFold({ convention, files: documents, dev });
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
  const strict = await foldFromNothing(history, before, refused);
  return {
    convention: convention.id,
    files: documents.length,
    statements: documents.reduce((sum, document) => sum + document.statements.length, 0),
    foldMs: foldMs + history.parseMs,
    refused,
    alarms,
    notKnown,
    agreement: agreementOf(strict.pendingEnd, schema),
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
async function foldFromNothing(
  { convention, documents }: CorpusHistory,
  before: Schema,
  refused: readonly Refusal[],
): Promise<FoldedHistory> {
  const files = withoutRefused(documents, refused);
  const applied = [{ tool: 'none', table: 'none', entries: [] }];
  const dev: DevSchema = { schema: before, readAt: 0, label: 'before', fingerprint: '0', applied };
  return toldFold({ convention: { ...convention, isApplied: () => false }, files, dev });
}
function short(folded: FoldedHistory, uri: string): string {
  const file = folded.file(uri);
  return `${uri.split('/').slice(-2).join('/')} (${file?.standing})`;
}

function print(figures: Figures): void {
  const { agreement } = figures;
  const total = agreement.same + agreement.different.length + agreement.unknown.length;
  console.log(
    `| ${figures.name} | ${figures.convention} | ${figures.files} | ${figures.statements} | ${Math.round(figures.foldMs)} | ${figures.refused.length} | ${figures.faults} | ${figures.falseAlarms.length} | ${agreement.same} | ${agreement.different.length} | ${agreement.unknown.length} (${((100 * agreement.unknown.length) / Math.max(1, total)).toFixed(1)} %) | ${figures.notKnown} | ${figures.recall.found} of ${figures.recall.planted} | ${figures.mistakes.refusedByBoth} of ${figures.mistakes.refused} | ${figures.mistakes.wrong.length} of ${figures.mistakes.accepted} |`,
  );
  if (!values.details) return;
  for (const refusal of figures.refused)
    console.log(`  refused ${refusal.uri.split('/').slice(-2).join('/')} #${refusal.statement}: ${refusal.message}`);
  for (const alarm of figures.falseAlarms) console.log(`  alarm ${alarm}`);
  for (const each of agreement.different) console.log(`  different ${each}`);
  for (const each of agreement.unknown) console.log(`  unknown ${each}`);
  for (const each of figures.recall.missed) console.log(`  planted ${each}`);
  for (const each of figures.mistakes.missed) console.log(`  mistake ${each}`);
  for (const each of figures.mistakes.wrong) console.log(`  wrongly refused ${each}`);
}

await loadParser();
const server = await startServer(Number(values.version ?? 17));
try {
  console.log(
    '| project | tool | files | statements | ms | refused | faults shown | false alarms | same | different | unknown | not known | planted found | mistakes refused | wrongly refused |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|');
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
