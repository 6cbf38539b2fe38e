/** One mistake at a time in the newest migrations: what PostgreSQL refuses the check must refuse, and nothing else. */

import type { FoldedHistory } from '../../server/src/fold/folded';
import { foldHistory } from '../../server/src/fold/history';
import type { DevSchema } from '../../server/src/model/dev';
import type { Schema } from '../../server/src/model/schema';
import { check } from '../../server/src/rules/check';
import { defaultSettings } from '../../server/src/settings';
import { parseDocument } from '../../server/src/sql/document/document';
import type { SqlDocument } from '../../server/src/sql/document/statement';
import { tokenize } from '../../server/src/text/lexer';
import type { Token } from '../../server/src/text/token';
import { asSent } from '../../server/src/verify/sender';
import { WarmScratch } from '../../server/src/verify/warm';
import type { TestDatabase } from '../support/postgres';
import { embeddedScript } from '../support/postgres-embedded';
import { Random } from './random';
import type { CorpusHistory } from './read';
import { devOf } from './running';

export interface Mistakes {
  readonly refusedByBoth: number;
  /** By running, as the editor does. */
  readonly refusedByRunning: number;
  readonly missedByRunning: readonly string[];
  /** PostgreSQL takes them, running does not. */
  readonly wrongByRunning: readonly string[];
  readonly refused: number;
  /** PostgreSQL refuses them, the check does not. */
  readonly missed: readonly string[];
  /** PostgreSQL takes them, the check does not. */
  readonly wrong: readonly string[];
  readonly accepted: number;
}

interface Mutation {
  readonly what: string;
  readonly text: string;
}
const misspell = (name: string, random: Random): string => {
  const at = random.below(Math.max(1, name.length - 1));
  return random.pick([
    `${name.slice(0, at)}${name.slice(at + 1)}`,
    `${name.slice(0, at)}${name[at]}${name.slice(at)}`,
    `${name.slice(0, at)}${name[at + 1] ?? 'x'}${name[at]}${name.slice(at + 2)}`,
    `${name}_x`,
    `${name}s`,
  ]);
};
const quoted = (token: Token, text: string): boolean => text[token.start] === '"';
const types = 'integer bigint text boolean uuid jsonb timestamptz date numeric bytea'.split(' ');
const isType =
  /^(int|int4|int8|integer|bigint|smallint|text|varchar|char|boolean|bool|uuid|jsonb?|timestamptz?|date|numeric|double|bytea|serial|bigserial)$/i;
/**
 * One token changed: a name misspelt or another of the file, another type, a constant of another kind, a comma or bracket
 * dropped, an item of a list or a statement twice.
 */
function* mutations(text: string, from: number, to: number, random: Random): Generator<Mutation> {
  const tokens = tokenize(text, from, to);
  const names = tokens.filter((token) => token.kind === 'quoted' || token.kind === 'word');
  for (const [at, token] of tokens.entries()) {
    const written = text.slice(token.start, token.end);
    const change = (replacement: string, end = token.end): string =>
      text.slice(0, token.start) + replacement + text.slice(end);
    const other = (): string => {
      const { start, end } = random.pick(names);
      return text.slice(start, end);
    };
    if (token.kind === 'quoted' && quoted(token, text))
      yield { what: `${written} misspelt`, text: change(`"${misspell(written.slice(1, -1), random)}"`) };
    else if (token.kind === 'word') yield { what: `${written} misspelt`, text: change(misspell(written, random)) };
    else if (written === ',' || written === '(' || written === ')')
      yield { what: `${written} dropped at ${token.start - from}`, text: change(' ') };
    if (token.kind === 'word' && isType.test(written)) {
      const type = random.pick(types);
      yield { what: `${written} made ${type}`, text: change(type) };
    } else if (token.kind === 'word' || (token.kind === 'quoted' && quoted(token, text))) {
      const name = other();
      yield { what: `${written} made ${name}`, text: change(name) };
    } else if (token.kind === 'string') yield { what: `${written} made 1`, text: change('1') };
    else if (/^\d+$/.test(written)) yield { what: `${written} made 'x'`, text: change("'x'") };
    // `, item` up to the next comma or bracket.
    const next = tokens.slice(at + 1).find((each) => /^[,)(]$/.test(text.slice(each.start, each.end)));
    if (written !== ',' || !next || text[next.start] === '(') continue;
    const item = text.slice(token.start, next.start);
    yield { what: `${item.trim()} twice`, text: change(item + item, next.start) };
    yield { what: `${item.trim()} left out`, text: change('', next.start) };
  }
  const statement = text.slice(from, to);
  yield { what: `${statement.slice(0, 40)} twice`, text: `${text.slice(0, to)};\n${statement}${text.slice(to)}` };
  yield { what: `${statement.slice(0, 40)} left out`, text: `${text.slice(0, from)}SELECT 1${text.slice(to)}` };
}

/** A document that holds DDL, runs in one transaction, and is among the newest. */
function candidates(documents: readonly SqlDocument[], count: number): number[] {
  const found: number[] = [];
  for (let at = documents.length - 1; at >= 0 && found.length < count; at--) {
    const statements = documents[at]!.statements.filter((statement) => statement.runs);
    const isSmall = documents[at]!.text.length < 20_000;
    const isDdl = statements.some(({ parsed }) => parsed.ops.some((op) => /^(create|alter|drop|rename)/.test(op.op)));
    const isPlain = !/concurrently|^\s*(begin|commit)\b|\bvacuum\b/im.test(documents[at]!.text);
    if (isSmall && isDdl && isPlain) found.unshift(at);
  }
  return found;
}

export async function measureMistakes(
  database: TestDatabase,
  history: CorpusHistory,
  replayTo: (from: number, to: number) => Promise<void>,
  read: () => Promise<Schema>,
  count: number,
): Promise<Mistakes> {
  const random = new Random(5);
  const result: Counted = {
    refusedByBoth: 0,
    refused: 0,
    missed: [],
    wrong: [],
    accepted: 0,
    refusedByRunning: 0,
    missedByRunning: [],
    wrongByRunning: [],
  };
  const warm = new WarmScratch({ script: await embeddedScript(), starting: () => ({ report() {}, done() {} }) });
  let done = 0;
  const chosen = candidates(history.documents, 8);
  for (const at of chosen) {
    await replayTo(done, at);
    done = at;
    const schema = await read();
    const document = history.documents[at]!;
    const all = document.statements
      .filter((statement) => statement.runs)
      .flatMap(({ range }) => [...mutations(document.text, range.start, range.end, random)]);
    for (const mutation of random.shuffled(all).slice(0, Math.ceil(count / chosen.length)))
      await judge({ database, history, at, schema, mutation, result, warm });
  }
  await warm.close();
  return result;
}

type Counted = { -readonly [Key in keyof Mistakes]: Mistakes[Key] extends number ? number : string[] };
interface Tried {
  readonly database: TestDatabase;
  readonly history: CorpusHistory;
  readonly at: number;
  readonly schema: Schema;
  readonly mutation: Mutation;
  readonly result: Counted;
  readonly warm: WarmScratch;
}
async function judge({ database, history, at, schema, mutation, result, warm }: Tried): Promise<void> {
  const original = history.documents[at]!;
  const file = history.convention.files[at]!;
  const sections = history.convention.sections(mutation.text, file.path);
  const document = parseDocument(original.uri, 2, mutation.text, { sections });
  const runs = document.statements.filter((statement) => statement.runs);
  const answer = await run(
    database,
    runs.map((statement) => statement.parsed.text),
  );
  const errors = errorsOf(history, at, document, schema);
  const label = `${file.path}: ${mutation.what}`;
  const ran = await runsAs(warm, history, document, schema);
  if (answer !== undefined) {
    result.refused++;
    if (ran.refused !== undefined) result.refusedByRunning++;
    else result.missedByRunning.push(`${label}: ${answer} (${ran.said})`);
    if (errors.length > 0) result.refusedByBoth++;
    else result.missed.push(`${label}: ${answer}`);
  } else {
    result.accepted++;
    if (ran.refused !== undefined) result.wrongByRunning.push(`${label}: ${ran.refused}`);
    if (errors.length > 0) result.wrong.push(`${label}: ${errors[0]}`);
  }
}
/** Pending, on the schema that the files before it make. */
async function runsAs(
  warm: WarmScratch,
  { convention }: CorpusHistory,
  document: SqlDocument,
  schema: Schema,
): Promise<{ readonly refused?: string | undefined; readonly said: string }> {
  if (!document.statements.some(({ runs }) => runs)) return { said: 'nothing runs' };
  const files = [asSent({ document, standing: 'pending' }, convention, schema)];
  try {
    const { files: verified } = await warm.run(
      { files, dev: devOf(schema, idOf(schema)) },
      new AbortController().signal,
    );
    const { refusals, notKnown, outcome } = verified[0]!;
    return { refused: refusals[0]?.message, said: notKnown[0]?.reason ?? outcome };
  } catch (error) {
    return { said: error instanceof Error ? error.message : String(error) };
  }
}
const ids = new WeakMap<Schema, string>();
let lastId = 0;
function idOf(schema: Schema): string {
  const id = ids.get(schema) ?? String(++lastId);
  ids.set(schema, id);
  return id;
}
async function run(database: TestDatabase, statements: readonly string[]): Promise<string | undefined> {
  await database.exec('BEGIN');
  try {
    for (const statement of statements) await database.exec(statement);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await database.exec('ROLLBACK; RESET ALL');
  }
}
const folds = new WeakMap<Schema, { readonly folded: FoldedHistory; readonly dev: DevSchema }>();
/** As the editor shows them: everything before has run in dev, this file is pending. */
function errorsOf(history: CorpusHistory, at: number, document: SqlDocument, schema: Schema): string[] {
  const files = [...history.documents.slice(0, at), document];
  const applied = [{ tool: history.convention.id, table: 'tool', entries: [] }];
  const dev: DevSchema = { schema, readAt: 0, label: 'dev', fingerprint: '', applied };
  const pending = history.convention.files[at]!;
  const convention = {
    ...history.convention,
    files: history.convention.files.slice(0, at + 1),
    isApplied: (file: { readonly path: string }) => file.path !== pending.path,
  };
  const known = folds.get(schema);
  const folded = foldHistory({ convention, files, dev: known?.dev ?? dev }, known?.folded);
  folds.set(schema, { folded, dev: known?.dev ?? dev });
  const settings = { rules: defaultSettings.rules, style: defaultSettings.style };
  return check({ history: folded, uri: document.uri, dev: known?.dev ?? dev, settings })
    .findings.filter((finding) => finding.severity === 'error')
    .map((finding) => `${finding.code}: ${finding.message}`);
}
