/** A scratch PostgreSQL that looks like the base: started, made, and made again when a statement has ended it. */

import { type Embedded, SqlError, startEmbedded } from '../dev/embedded/embedded';
import type { SqlFailure } from '../dev/embedded/embedded-protocol';
import { extensionsIn, needsNoTransaction, type Ran, Runner } from '../dev/embedded/runner';
import { hasStandIns, withoutStandIns } from '../dev/embedded/stand-ins';
import { introspect } from '../dev/introspect/introspect';
import { DevSourceError, type ReadProgress } from '../dev/source';
import { printSchema } from '../generate/print';
import { defaultStyle } from '../generate/style';
import type { Schema } from '../model/schema';
import { parseDocument } from '../sql/document/document';
import { present } from '../text/present';
import { overlaid, type ReadBack } from './read-back';

interface ScratchOptions {
  readonly base: Schema;
  /** SQL that will run: the extensions in it are loaded. */
  readonly texts: readonly string[];
  /** `dist/embedded.js`; beside the running bundle when absent. */
  readonly script?: string | undefined;
  /** For one statement. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ReadProgress | undefined;
}
/** What of the base could not be made. */
export interface Missing {
  readonly reason: string;
  /** The names in it, as PostgreSQL quotes them in messages. */
  readonly text: string;
}

/** What PostgreSQL says may come of the one transaction that everything runs in: see `Scratch.hold`. */
export class NeedsNoTransaction extends Error {}

/** Another year, month, day, week, hour and minute. */
const LATER_MS = (428 * 24 * 60 + 11 * 60 + 17) * 60_000;
/** Each may take the whole time limit. */
const mostRestarts = 3;

export class Scratch {
  #embedded: Embedded | undefined;
  #runner: Runner | undefined;
  #rolesOfBase: ReadonlySet<string> = new Set<string>();
  #restarts = 0;
  /** What has run on the base, to be run again. */
  readonly #ran: string[] = [];
  /** Everything runs in one transaction, of which nothing stays; ended between two statements by the signal. */
  #held: { readonly signal: AbortSignal } | undefined;
  readonly missing: Missing[] = [];
  /** `18.3`. */
  version = '';
  constructor(readonly options: ScratchOptions) {}

  /** @throws DevSourceError */
  async start(): Promise<void> {
    const { base, texts, script, signal, timeoutMs } = this.options;
    const statements = statementsOf(printSchema({ schema: base, style: rebuildStyle }));
    this.#embedded = await startEmbedded({
      script,
      signal,
      extensions: extensionsIn([...statements, ...texts]),
      ...present({ timeoutMs }),
    });
    this.#runner = new Runner(this.#embedded, hasStandIns(base));
    this.missing.length = 0;
    for (const [index, text] of statements.entries()) {
      if (index % 100 === 0) this.options.progress?.('making dev’s schema', index, statements.length);
      const { error } = await this.#runner.run({ text });
      if (error) this.missing.push({ reason: `${firstLine(text)}: ${error.message}`, text });
    }
    await this.#runner.finish();
    this.#rolesOfBase = new Set(this.#runner.rolesMade);
    this.version = String((await this.#embedded.query("SELECT current_setting('server_version')"))[0]?.[0] ?? '');
  }

  /** From here to `undo` all runs in one transaction. Given up between two statements when `signal` says so. */
  async hold(signal: AbortSignal): Promise<void> {
    await this.#started.hold();
    this.#held = { signal };
    this.#restarts = 0;
    this.#ran.length = 0;
  }
  /** The base is as it was. */
  async undo(): Promise<void> {
    this.#held = undefined;
    this.#ran.length = 0;
    await this.#started.undo();
  }

  /**
   * A string: why the server could not go on after it; it has been made again as it was before.
   * @throws NeedsNoTransaction
   */
  async run(text: string): Promise<Ran | string> {
    if (this.#held?.signal.aborted) throw new DevSourceError('the run was given up', 'cancelled');
    try {
      const ran = await this.#started.run({ text });
      if (this.#held && ran.error && needsNoTransaction(ran.error)) throw new NeedsNoTransaction();
      if (!ran.error) this.#ran.push(text);
      return ran;
    } catch (error) {
      return this.#again(error);
    }
  }
  /** Roles that are here because a file named them, and not the base. */
  get rolesMade(): readonly string[] {
    return this.#started.rolesMade.filter((role) => !this.#rolesOfBase.has(role));
  }
  /** For what follows: whether a migration tool has it in a transaction. What the end of the one before is refused for. */
  async within(transaction: boolean): Promise<SqlFailure | undefined> {
    return (await this.#started.within(transaction))?.failure;
  }
  /** Between two files. A string: why it could not go on. @throws NeedsNoTransaction */
  async finish(): Promise<string | undefined> {
    try {
      await this.#started.expectSound();
      await this.#started.finish();
      return undefined;
    } catch (error) {
      // What waits for the transaction's end is checked there.
      if (this.#held && error instanceof SqlError) throw new NeedsNoTransaction();
      return this.#again(error);
    }
  }
  async #again(error: unknown): Promise<string> {
    if (error instanceof NeedsNoTransaction) throw error;
    const why = error instanceof SqlError ? new DevSourceError(error.message, 'sql') : error;
    if (!(why instanceof DevSourceError) || why.code === 'cancelled' || ++this.#restarts > mostRestarts) throw why;
    await this.close();
    await this.start();
    if (this.#held) await this.#started.hold();
    for (const text of this.#ran) await this.#started.run({ text });
    return why.reason;
  }

  /** What it holds now, what stands in for a platform left out. `part`: only that is read, the rest is as it says. */
  async schema(part?: ReadBack): Promise<Schema> {
    const read = await this.#aside(() => this.#introspect(part));
    return withoutStandIns(read, this.#started.standIns);
  }
  /** What the statements would make, and nothing is left of it; undefined where one of them is refused. */
  async tryOut(statements: readonly string[], part?: ReadBack): Promise<Schema | undefined> {
    try {
      return await this.#aside(async (embedded) => {
        for (const text of statements) await embedded.run(text);
        return this.#introspect(part);
      });
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      return undefined;
    }
  }
  /** The same at another time of another year. */
  async tryOutLater(statement: string): Promise<Schema | undefined> {
    await this.#embedded!.setClock(LATER_MS);
    try {
      return await this.tryOut([statement]);
    } finally {
      await this.#embedded!.setClock(0);
    }
  }
  async #introspect(part?: ReadBack): Promise<Schema> {
    const { signal } = this.options;
    const options = present({ signal, only: part?.keys });
    const read = await introspect((sql) => this.#embedded!.query(sql), options);
    return part ? overlaid(part, read) : read;
  }
  /** Whatever the work does is undone. */
  async #aside<T>(work: (embedded: Embedded) => Promise<T>): Promise<T> {
    const embedded = this.#embedded!;
    const held = this.#held !== undefined;
    await embedded.run(held ? 'SAVEPOINT devschema_aside' : 'BEGIN');
    try {
      return await work(embedded);
    } finally {
      const undo = 'ROLLBACK TO SAVEPOINT devschema_aside; RELEASE SAVEPOINT devschema_aside';
      await embedded.run(held ? undo : 'ROLLBACK').catch(() => {});
    }
  }
  async close(): Promise<void> {
    await this.#embedded?.close();
  }
  get #started(): Runner {
    if (!this.#runner) throw new Error('the scratch PostgreSQL has not been started');
    return this.#runner;
  }
}

/** Everything that shapes the schema, whatever a person's own style leaves out. */
const rebuildStyle = { ...defaultStyle, ifNotExists: false, schemaQualification: 'always' } as const;
function statementsOf(sql: string): string[] {
  return parseDocument('dev', 0, sql).statements.map((statement) => statement.parsed.text);
}
const firstLine = (text: string): string =>
  text
    .trim()
    .split('\n')[0]!
    .slice(0, 100)
    .replace(/\s*\($/, '');
