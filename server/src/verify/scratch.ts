/** A scratch PostgreSQL that looks like the base: started, made, and made again when a statement has ended it. */

import { askedTogether } from '../dev/asked-together';
import { buildOf, type EmbeddedSession, startEmbedded } from '../dev/embedded/embedded';
import type { SqlFailure } from '../dev/embedded/embedded-protocol';
import { type KeptBase, keptBase } from '../dev/embedded/kept-bases';
import { statementLimit } from '../dev/embedded/limits';
import { extensionsIn, type Ran, Runner } from '../dev/embedded/runner';
import { needsNoTransaction } from '../dev/embedded/session-statements';
import { hasStandIns, withoutStandIns } from '../dev/embedded/stand-ins';
import { introspect } from '../dev/introspect/introspect';
import { type ScratchServer, type ScratchSession, SqlError } from '../dev/scratch-session';
import { DevSourceError, type ReadProgress } from '../dev/source';
import type { Schema } from '../model/schema';
import { t } from '../text/l10n';
import { present } from '../text/present';
import { hideNewer, readAsBy, toldOf } from './as-older';
import { baseStatements, decodeNote, type Missing, makeBase, type Note } from './base';
import { overlaid, type ReadBack } from './read-back';

export interface ScratchOptions {
  readonly base: Schema;
  /** SQL that will run: the extensions in it are loaded. */
  readonly texts: readonly string[];
  /** `dist/embedded.js`; beside the running bundle when absent. */
  readonly script?: string | undefined;
  /** In place of the embedded one. */
  readonly server?: ScratchServer | undefined;
  /** Where the embedded one keeps bases; absent: nowhere. */
  readonly bases?: string | undefined;
  /** Of the embedded one: it is kept for many runs. */
  readonly lasts?: boolean | undefined;
  /** For one statement. */
  readonly timeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ReadProgress | undefined;
}
/** What PostgreSQL says may come of the one transaction that everything runs in: see `Scratch.hold`. */
export class NeedsNoTransaction extends Error {}

/** Another year, month, day, week, hour and minute. */
const LATER_MS = (428 * 24 * 60 + 11 * 60 + 17) * 60_000;
const grownByRuns =
  'pg_class, pg_attribute, pg_attrdef, pg_type, pg_depend, pg_shdepend, pg_index, pg_constraint, pg_proc, pg_trigger';
/** One that comes of a time limit, which had to pass first, counts as three. */
const mostRestarts = 9;

export class Scratch {
  #session: ScratchSession | undefined;
  /** The same where it is the embedded one. */
  #own: EmbeddedSession | undefined;
  #runner: Runner | undefined;
  /** The embedded one's base, as it is on disk. */
  #kept: KeptBase<Note> | undefined;
  #keep: EmbeddedSession['keep'] | undefined;
  #rolesOfBase: ReadonlySet<string> = new Set<string>();
  #restarts = 0;
  /** What has run on the base, to be run again. */
  readonly #ran: string[] = [];
  /** Everything runs in one transaction, of which nothing stays; ended between two statements by the signal. */
  #held: { readonly signal: AbortSignal } | undefined;
  missing: readonly Missing[] = [];
  /** `18.3`. */
  version = '';
  constructor(readonly options: ScratchOptions) {}

  /** @throws DevSourceError */
  async start(): Promise<void> {
    const { server, signal, timeoutMs, progress } = this.options;
    const { base } = this.options;
    const statements = baseStatements(base).map((text) => readAsBy(base.serverVersion, text));
    this.#own = server ? undefined : await this.#embedded(statements);
    const limit = timeoutMs === undefined ? undefined : statementLimit(timeoutMs);
    const session = this.#own ?? (await server!.start(present({ signal, timeoutMs: limit })));
    this.#session = session;
    const how = { withStandIns: hasStandIns(base), isOthers: server !== undefined, searchPath: base.searchPath };
    const runner = new Runner(session, how);
    this.#runner = runner;
    const note = this.#kept?.note;
    await (note ? runner.goOn(note) : runner.setSearchPath());
    // Before the base is made: a function of dev's own may have the name of one that came later.
    if (this.#own && !note) await hideNewer(this.#own, base.serverVersion);
    this.missing = note ? note.missing : await makeBase(session, runner, statements, progress);
    this.#rolesOfBase = new Set(runner.rolesMade);
    const [[version] = []] = await session.query("SELECT current_setting('server_version')");
    // `18.3 (Debian 18.3-1)`
    this.version = String(version ?? '').split(' ')[0]!;
  }
  async #embedded(statements: readonly string[]): Promise<EmbeddedSession> {
    const { base, texts, script, bases, signal, timeoutMs, lasts } = this.options;
    const options = {
      ...present({ signal, timeoutMs, lasts }),
      script,
      extensions: extensionsIn([...statements, ...texts]),
    };
    this.#kept =
      bases === undefined
        ? undefined
        : keptBase(
            bases,
            [buildOf(script), String(base.serverVersion), base.searchPath.join(), ...statements],
            decodeNote,
          );
    const tar = this.#kept?.note && this.#kept.tar;
    try {
      const session = await startEmbedded({ ...options, tar });
      if (tar === undefined) this.#keep = session.keep;
      return session;
    } catch (error) {
      if (tar === undefined || (error instanceof DevSourceError && error.code === 'cancelled')) throw error;
      // Damaged: it is made anew, and kept by the next start.
      this.#kept?.forget();
      this.#kept = undefined;
      return startEmbedded(options);
    }
  }
  /** Between two runs: the base is kept on disk, where it has been made and nothing has changed it. */
  async keep(): Promise<void> {
    const [kept, keep] = [this.#kept, this.#keep];
    this.#keep = undefined;
    if (!kept || !keep || this.#held) return;
    const note = { missing: this.missing, ...this.#started.made };
    await keep(kept.part).then(
      () => kept.keep(note),
      () => {},
    );
  }

  /** Between two runs: rows of catalogs and the log, which runs that were undone have left in its memory, are given back. */
  async tidy(): Promise<void> {
    if (this.#held) return;
    for (const sql of [`VACUUM ${grownByRuns}`, 'CHECKPOINT']) await this.#own?.run(sql).catch(() => {});
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
    if (this.#held?.signal.aborted) throw new DevSourceError(t('the run was given up'), 'cancelled');
    // What runs outside of the one transaction stays in it.
    if (!this.#held) this.#keep = undefined;
    try {
      const { serverVersion } = this.options.base;
      const sent = readAsBy(serverVersion, text);
      const ran = toldOf(serverVersion, text, await this.#started.run({ text: sent }));
      if (this.#held && ran.error && needsNoTransaction(ran.error)) throw new NeedsNoTransaction();
      if (!ran.error) this.#ran.push(sent);
      return ran;
    } catch (error) {
      return this.#again(error);
    }
  }
  /** The same of several, where all of them are taken; undefined: they are to be run one by one. */
  async runTogether(texts: readonly string[]): Promise<readonly Ran[] | undefined> {
    if (!this.#held || this.#held.signal.aborted) return undefined;
    try {
      const sent = texts.map((text) => readAsBy(this.options.base.serverVersion, text));
      const ran = await this.#started.runTogether(sent);
      if (ran) this.#ran.push(...sent);
      return ran;
    } catch (error) {
      await this.#again(error);
      return undefined;
    }
  }
  /** One query of the catalogs, in the transaction that is open. @throws as `ScratchSession.query` */
  query(sql: string): Promise<unknown[][]> {
    return this.#session!.query(sql);
  }
  /** Roles that are here because a file named them, and not the base. */
  get rolesMade(): readonly string[] {
    return this.#started.rolesMade.filter((role) => !this.#rolesOfBase.has(role));
  }
  /** For what follows: whether a migration tool has it in a transaction. What the end of the one before is refused for. */
  async within(transaction: boolean): Promise<SqlFailure | undefined> {
    return (await this.#started.within(transaction))?.failure;
  }
  /**
   * Between two files; `goesOn`: of one transaction, `isOneSession`: what is temporary stays. A string: why it could not go on. @throws NeedsNoTransaction
   */
  async finish(goesOn = false, isOneSession = goesOn): Promise<string | undefined> {
    try {
      await this.#started.finish(goesOn, isOneSession);
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
    if (!(why instanceof DevSourceError) || why.code === 'cancelled') throw why;
    this.#restarts += why.code === 'timeout' ? 3 : 1;
    if (this.#restarts > mostRestarts) throw why;
    await this.close();
    await this.start();
    if (this.#held) await this.#started.hold();
    for (const text of this.#ran) await this.#started.run({ text });
    return why.reason;
  }

  /** What a query gives. @throws SqlError */
  rows(sql: string): Promise<readonly (readonly unknown[])[]> {
    return this.#session!.query(sql);
  }
  /** What it holds now, what stands in for a platform left out. `part`: only that is read, the rest is as it says. */
  async schema(part?: ReadBack): Promise<Schema> {
    const read = await this.#aside(() => this.#introspect(part));
    return withoutStandIns(read, this.#started.standIns);
  }
  /** What the statements would make, and nothing is left of it; undefined where one of them is refused. */
  async tryOut(statements: readonly string[], part?: ReadBack): Promise<Schema | undefined> {
    try {
      return await this.#aside(async (session) => {
        for (const text of statements) await session.run(text);
        return this.#introspect(part);
      });
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      return undefined;
    }
  }
  /** The same at another time of another year; undefined, too, where the clock is a server's of others. */
  async tryOutLater(statement: string): Promise<Schema | undefined> {
    if (!this.#own) return undefined;
    await this.#own.setClock(LATER_MS);
    try {
      return await this.tryOut([statement]);
    } finally {
      await this.#own.setClock(0);
    }
  }
  async #introspect(part?: ReadBack): Promise<Schema> {
    const { signal } = this.options;
    const options = present({ signal, only: part?.keys });
    const read = await introspect(askedTogether(this.#session!), options);
    return part ? overlaid(part, read) : read;
  }
  /** Whatever the work does is undone. */
  async #aside<T>(work: (session: ScratchSession) => Promise<T>): Promise<T> {
    const session = this.#session!;
    const held = this.#held !== undefined || this.#started.isInTransaction;
    await session.run(held ? 'SAVEPOINT devschema_aside' : 'BEGIN');
    try {
      return await work(session);
    } finally {
      const undo = 'ROLLBACK TO SAVEPOINT devschema_aside; RELEASE SAVEPOINT devschema_aside';
      await session.run(held ? undo : 'ROLLBACK').catch(() => {});
    }
  }
  /** As messages call it. */
  get place(): string {
    const { server } = this.options;
    return server ? t('the scratch server {0}', server.name) : t('the embedded PostgreSQL');
  }
  /** What cannot be dropped now is dropped by the next start. */
  async close(): Promise<void> {
    await this.#session?.close().catch(() => {});
  }
  get #started(): Runner {
    if (!this.#runner) throw new Error('the scratch PostgreSQL has not been started');
    return this.#runner;
  }
}
