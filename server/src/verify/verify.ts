/**
 * Runs migrations in a scratch PostgreSQL that holds dev's schema (its tables, not their rows), and says what the server
 * itself refuses. The scratch server is the embedded one, in a process of its own; nothing is sent to dev.
 */
import { type Comparison, compareSchemas } from '../compare/diff';
import { type Embedded, type SqlFailure, startEmbedded } from '../dev/embedded';
import { introspect } from '../dev/introspect';
import { extensionsIn, Runner } from '../dev/runner';
import type { ReadProgress } from '../dev/source';
import { hasStandIns, withoutStandIns } from '../dev/stand-ins';
import { defaultStyle, printSchema } from '../generate/print';
import type { Standing } from '../migrations/history';
import type { DevSchema } from '../model/dev';
import { qualifiedKey, quoteQualified } from '../model/names';
import type { Schema } from '../model/schema';
import { parseDocument } from '../sql/document';
import type { SqlDocument, Statement } from '../sql/statement';
import { shift, type TextRange, wordPattern } from '../sql/text';
import { rangeOf } from './position';

export interface VerifyInput {
  /** In the order they run; those that dev says have run are not run again. The parser must have been loaded. */
  readonly files: readonly { readonly document: SqlDocument; readonly standing: Standing }[];
  readonly dev: DevSchema;
  /** What the fold makes of the same files, to be compared with what PostgreSQL makes of them. */
  readonly folded?: Schema;
  /** `dist/embedded.js`; beside the running bundle when absent. */
  readonly embeddedScript?: string;
  readonly signal?: AbortSignal;
  readonly progress?: ReadProgress;
}
/** What PostgreSQL refused: its own message, at the place it points to. Offsets are UTF-16, in the document. */
export interface Refusal {
  readonly range: TextRange;
  readonly statement: number;
  /** PostgreSQL's message, its detail and hint. */
  readonly message: string;
  /** SQLSTATE. */
  readonly code?: string;
}
export interface VerifiedFile {
  readonly document: SqlDocument;
  /** Statements that PostgreSQL took. */
  readonly ran: number;
  /** At most one: a migration ends at its first error, and what follows depends on it. */
  readonly refusals: readonly Refusal[];
  /** Statements that were not run, and why; every statement is either run, refused or here. */
  readonly unchecked: readonly { readonly range: TextRange; readonly reason: string }[];
}
export interface VerifyResult {
  readonly files: readonly VerifiedFile[];
  /** What of dev could not be made in the scratch server. */
  readonly missing: readonly string[];
  /** What the files made of dev's schema, as the scratch server has it; absent after a refusal. */
  readonly schema?: Schema;
  /** Where the fold says something else than PostgreSQL made. */
  readonly disagreements?: Comparison;
}

/** @throws DevSourceError when the embedded PostgreSQL does not start, or is cancelled. */
export async function verifyMigration(input: VerifyInput): Promise<VerifyResult> {
  const { dev, signal } = input;
  const rebuilt = statementsOf(printSchema({ schema: dev.schema, style: rebuildStyle }));
  const pending = input.files.filter((file) => file.standing !== 'applied');
  const texts = [...rebuilt, ...pending.flatMap(({ document }) => document.statements.map((one) => one.parsed.text))];
  const embedded = await startEmbedded({ script: input.embeddedScript, signal, extensions: extensionsIn(texts) });
  try {
    const runner = new Runner(embedded, hasStandIns(dev.schema));
    const missing = await rebuild(runner, rebuilt, input.progress);
    const run = new Verification(runner, dev, missing);
    const files: VerifiedFile[] = [];
    for (const { document, standing } of input.files) files.push(await run.file(document, standing));
    if (run.stopped !== undefined) return { files, missing: missing.map((one) => one.reason) };
    const schema = withoutStandIns(await resulting(embedded, signal), runner.standIns);
    const disagreements = input.folded && compareSchemas(input.folded, schema);
    return { files, missing: missing.map((one) => one.reason), schema, ...(disagreements && { disagreements }) };
  } finally {
    await embedded.close();
  }
}

/** Everything that shapes the schema, whatever a person's own style leaves out. */
const rebuildStyle = { ...defaultStyle, ifNotExists: false, schemaQualification: 'always' } as const;
function statementsOf(sql: string): string[] {
  return parseDocument('dev', 0, sql).statements.map((statement) => statement.parsed.text);
}
interface Missing {
  readonly reason: string;
  /** The names in it, as PostgreSQL quotes them in messages. */
  readonly text: string;
}
async function rebuild(runner: Runner, statements: readonly string[], progress?: ReadProgress): Promise<Missing[]> {
  const missing: Missing[] = [];
  for (const [index, text] of statements.entries()) {
    if (index % 100 === 0) progress?.('making dev’s schema', index, statements.length);
    const error = await runner.run({ text });
    if (error) missing.push({ reason: `${firstLine(text)}: ${error.message}`, text });
  }
  await runner.finish();
  return missing;
}
const firstLine = (text: string): string =>
  text
    .trim()
    .split('\n')[0]!
    .slice(0, 100)
    .replace(/\s*\($/, '');

async function resulting(embedded: Embedded, signal: AbortSignal | undefined): Promise<Schema> {
  await embedded.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  return introspect((sql) => embedded.query(sql), signal ? { signal } : {});
}

/** Duplicate column, object, table, schema, function: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const duplicates: ReadonlySet<string> = new Set(['42701', '42710', '42P07', '42P06', '42723']);
/** What an embedded server cannot do at all says nothing of a real one: missing files, unsupported features. */
const limits: ReadonlySet<string> = new Set(['0A000', '58P01', '55000', '53200', '54001']);

class Verification {
  /** Why no more is run. */
  stopped: string | undefined;
  constructor(
    readonly runner: Runner,
    readonly dev: DevSchema,
    readonly missing: readonly Missing[],
  ) {}

  async file(document: SqlDocument, standing: Standing): Promise<VerifiedFile> {
    if (standing === 'applied') return this.#passedOver(document, 'it has run in dev already');
    if (standing === 'loose') await this.#makeRoom(document);
    const refusals: Refusal[] = [];
    const unchecked: { range: TextRange; reason: string }[] = [];
    let ran = 0;
    for (const statement of document.statements) {
      const reason = this.stopped ?? notRun(statement);
      if (reason !== undefined) {
        unchecked.push({ range: statement.range, reason });
        continue;
      }
      const text = sent(document, statement);
      const error = await this.runner.run({ text });
      const why = error && this.#notItsFault(error.failure, standing);
      if (!error) ran++;
      else if (why !== undefined) unchecked.push({ range: statement.range, reason: why });
      else {
        refusals.push(refusal(statement, text, error.failure));
        this.stopped = 'a statement before it is refused';
      }
    }
    await this.runner.finish();
    return { document, ran, refusals, unchecked };
  }

  #passedOver(document: SqlDocument, reason: string): VerifiedFile {
    return { document, ran: 0, refusals: [], unchecked: document.statements.map(({ range }) => ({ range, reason })) };
  }
  /** A loose file that makes what dev has is tried as it would have been made: without it. */
  async #makeRoom(document: SqlDocument): Promise<void> {
    const { schema } = this.dev;
    for (const { parsed, runs } of document.statements) {
      for (const op of runs ? parsed.ops : []) {
        if (op.op !== 'create table') continue;
        const { name } = op.name.value;
        const schemas = op.name.value.schema === undefined ? schema.searchPath : [op.name.value.schema];
        const found = schemas.find((one) => schema.tables.has(qualifiedKey(one, name)));
        if (found !== undefined)
          await this.runner.run({ text: `DROP TABLE IF EXISTS ${quoteQualified({ schema: found, name })} CASCADE` });
      }
    }
  }
  /** Why a refusal here does not mean that dev would refuse it. */
  #notItsFault(failure: SqlFailure, standing: Standing): string | undefined {
    const { code = '', message } = failure;
    if (standing === 'loose' && duplicates.has(code)) return `dev has it already: ${message}`;
    if (limits.has(code)) return `the embedded PostgreSQL cannot run it: ${message}`;
    if (/^extension "[^"]*" is not available$/.test(message)) return `the embedded PostgreSQL lacks it: ${message}`;
    const names = [...message.matchAll(/"([^"]+)"/g)].map((match) => match[1]!.split('.').at(-1)!);
    const cause = this.missing.find((one) => names.some((name) => wordPattern(name).test(one.text)));
    return cause && `it needs what could not be made here: ${cause.reason}`;
  }
}

function notRun({ parsed, runs, elsewhere }: Statement): string | undefined {
  if (elsewhere !== undefined) return `it runs in database ${elsewhere}`;
  if (!runs) return 'the migration tool does not run it';
  if (parsed.status === 'placeholder') return 'it is a placeholder';
  if (parsed.status === 'template') return 'it is a template, not SQL yet';
  if (parsed.status === 'too long') return 'it is too long to be read';
  return undefined;
}
/** Two statements without a semicolon between them reach PostgreSQL as one. */
function sent({ text, statements }: SqlDocument, { index, range, parsed, unended }: Statement): string {
  const next = unended && statements[index + 1];
  return next ? text.slice(range.start, next.range.end) : parsed.text;
}
function refusal(statement: Statement, text: string, failure: SqlFailure): Refusal {
  const { message, detail, hint, code } = failure;
  return {
    range: shift(rangeOf(text, failure), statement.range.start),
    statement: statement.index,
    message: [message, detail, hint].filter((part) => part !== undefined).join(' · '),
    ...(code !== undefined && { code }),
  };
}
