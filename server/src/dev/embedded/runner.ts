/** Runs SQL in a scratch PostgreSQL as a migration tool would, and goes on after what it refuses. */
import { t } from '../../text/l10n';
import { quoteIdentifier } from '../../text/names';
import { type ScratchSession, SqlError } from '../scratch-session';
import { onlyValue } from '../select';
import { DevSourceError } from '../source';
import { ATTEMPT, type SqlNotice } from './embedded-protocol';
import {
  firstWord,
  isOfServer,
  isTransactionControl,
  resetsAuthorization,
  runsAlone,
  setsTransaction,
} from './session-statements';
import { standInFor } from './stand-ins';

/** Every extension that any of the texts makes: loading one takes time and memory, so no others are. */
export function extensionsIn(statements: readonly string[]): string[] {
  const names = new Set<string>();
  for (const text of statements)
    for (const [, quoted, plain] of text.matchAll(
      /create\s+extension\s+(?:if\s+not\s+exists\s+)?(?:"([^"]+)"|([\w-]+))/gi,
    ))
      names.add(quoted ?? plain!.toLowerCase());
  return [...names].sort();
}

/** What became of a statement: what PostgreSQL refused, if it did (then it has left nothing behind), and what else it said. */
export interface Ran {
  readonly error?: SqlError;
  readonly notices: readonly SqlNotice[];
}
/** Runs statements as a tool would, but goes on after one that is refused. */
export class Runner {
  #inTransaction = false;
  /** A transaction that no statement opened: most tools run a whole file in one. */
  #ownTransaction = false;
  /** The savepoint that is set is the one before the last statement: it is taken back, or they would be nested without end. */
  #saved = false;
  #tried = new Set<string>();
  /** Names of what was made in a platform's place. */
  standIns: ReadonlySet<string> = new Set<string>();
  /** What is restored when what was held is undone; while it is there, all runs in one transaction. */
  #held: { readonly tried: ReadonlySet<string>; readonly standIns: ReadonlySet<string> } | undefined;
  readonly withStandIns: boolean;
  readonly isOthers: boolean;
  readonly searchPath: readonly string[];
  /**
   * `withStandIns`: what a platform has and the SQL does not make is made. `isOthers`: the server is not this program's
   * own, so nothing is made or changed there outside of the database. `searchPath`: what a session begins with.
   */
  constructor(
    readonly session: ScratchSession,
    options: {
      readonly withStandIns: boolean;
      readonly isOthers?: boolean;
      readonly searchPath?: readonly string[];
    },
  ) {
    this.withStandIns = options.withStandIns;
    this.isOthers = options.isOthers ?? false;
    this.searchPath = options.searchPath ?? [];
  }

  /** Roles that were made because a statement named them. */
  get rolesMade(): readonly string[] {
    return [...this.#tried].flatMap((message) => missingRole.exec(message)?.[1] ?? []);
  }

  /** What it has made beside the statements: to be told again to a runner of the same database. */
  get made(): { readonly tried: readonly string[]; readonly standIns: readonly string[] } {
    return { tried: [...this.#tried], standIns: [...this.standIns] };
  }
  async goOn({ tried, standIns }: Runner['made']): Promise<void> {
    this.#tried = new Set(tried);
    this.standIns = new Set(standIns);
    await this.finish();
  }

  /** From here to `undo`, one transaction: what files say of transactions is passed over, see `fitsOneTransaction`. */
  async hold(): Promise<void> {
    await this.session.run(`BEGIN; SAVEPOINT ${ATTEMPT}`);
    this.#held = { tried: new Set(this.#tried), standIns: this.standIns };
  }
  /** Nothing of what has run since `hold` stays. */
  async undo(): Promise<void> {
    if (!this.#held) return;
    this.#tried = new Set(this.#held.tried);
    this.standIns = this.#held.standIns;
    this.#held = undefined;
    await this.session.run('ROLLBACK');
    await this.session.run('DEALLOCATE ALL');
  }

  /** @throws DevSourceError when the embedded PostgreSQL cannot go on after the statement. */
  async run(statement: { readonly text: string }): Promise<Ran> {
    const { text } = statement;
    const first = firstWord(text);
    if (first === 'copy') return { error: new SqlError({ message: noCopy }), notices: [] };
    if (this.isOthers && isOfServer(text)) return { error: new SqlError({ message: notOfServer }), notices: [] };
    const isControl = isTransactionControl(text);
    if (this.#held) return isControl ? { notices: [] } : this.#attempt(statement);
    try {
      // Within a transaction of the file's own, one refusal would refuse all that follows.
      if (this.#inTransaction && !isControl && !setsTransaction.test(text)) await this.#save();
      else this.#saved = false;
      const notices = await this.session.run(this.#sent(text));
      if (isControl) this.#note(first, text);
      return { notices };
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      if (this.#inTransaction) await this.session.run('ROLLBACK TO SAVEPOINT devschema').catch(() => this.#abandon());
      if (mayBreak.test(error.failure.code ?? '')) await this.expectSound(error.message);
      if (await this.#makeMissing(error)) return this.run(statement);
      if (error.failure.code === noTransaction && !this.#inTransaction) return this.#within(statement, first);
      return { error, notices: [] };
    }
  }
  async #attempt(statement: { readonly text: string }): Promise<Ran> {
    try {
      return { notices: await this.session.attempt(this.#sent(statement.text)) };
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      if (mayBreak.test(error.failure.code ?? '')) await this.expectSound(error.message);
      return (await this.#makeMissing(error)) ? this.run(statement) : { error, notices: [] };
    }
  }
  /**
   * What was held, and statements of no transaction's own: as `run` of each, but in one message. Undefined: they are to be
   * run one by one; nothing of any is left. @throws as `run`
   */
  async runTogether(texts: readonly string[]): Promise<readonly Ran[] | undefined> {
    const { attemptTogether } = this.session;
    if (!this.#held || !attemptTogether || texts.some((text) => runsAlone(text))) return undefined;
    const said = await attemptTogether(texts);
    return said?.map((notices) => ({ notices }));
  }
  /** After some failures the embedded server goes on answering, but to no question. @throws DevSourceError */
  async expectSound(after = t('it answers no more')): Promise<void> {
    if (unloadable.test(after)) throw new DevSourceError(t('the embedded PostgreSQL lacks it: {0}', after), 'other');
    const rows = await this.session.query('SELECT 41 + 1').catch((error: unknown) => {
      if (!(error instanceof SqlError)) throw error;
      return error.failure.code === abortedTransaction ? [[42]] : [];
    });
    if (onlyValue(rows) !== 42) throw new DevSourceError(t('the embedded PostgreSQL broke down ({0})', after), 'other');
  }
  /** For what follows: whether it runs in a transaction that a migration tool opens. What COMMIT refuses, if one is due. */
  async within(transaction: boolean): Promise<SqlError | undefined> {
    // What is held is in one transaction; a refusal that comes of it alone has all run once more without.
    if (this.#held || transaction === this.#inTransaction) return undefined;
    if (!transaction) return this.#ownTransaction ? this.#commit() : undefined;
    await this.session.run('BEGIN');
    this.#inTransaction = true;
    this.#ownTransaction = true;
    return undefined;
  }
  async #save(): Promise<void> {
    await this.session.run(`${this.#saved ? 'RELEASE SAVEPOINT devschema; ' : ''}SAVEPOINT devschema`);
    this.#saved = true;
  }
  /** LOCK, SAVEPOINT and the like mean that the tool runs the file in a transaction. */
  async #within(statement: { readonly text: string }, first: string): Promise<Ran> {
    await this.session.run('BEGIN');
    this.#inTransaction = true;
    const ran = await this.run(statement);
    // Nobody else is there to lock out, and CREATE INDEX CONCURRENTLY may follow.
    if (first === 'lock') await this.#commit();
    else this.#ownTransaction = true;
    return ran;
  }
  /** Deferred constraints are looked at only now. */
  async #commit(): Promise<SqlError | undefined> {
    const committed = this.#inTransaction ? this.session.run('COMMIT') : undefined;
    this.#inTransaction = false;
    this.#ownTransaction = false;
    this.#saved = false;
    return committed?.then(
      () => undefined,
      (error: unknown) => (error instanceof SqlError ? error : undefined),
    );
  }
  /** Between two files: what one opened for itself is not the next one's. */
  async endFile(): Promise<void> {
    if (this.#ownTransaction) await this.#commit();
  }
  get isInTransaction(): boolean {
    return this.#inTransaction;
  }
  /**
   * What a file left open was meant to be kept, but for one that `goesOn` in the next; whatever it set for its session is
   * undone, and what is temporary gone, but where the next file is of `isOneSession`. @throws DevSourceError where it answers no more; SqlError, of what is held, where the transaction's end is refused
   */
  async finish(goesOn = false, isOneSession = goesOn): Promise<void> {
    const discard = isOneSession ? '' : '; DISCARD TEMP';
    const reset = `RESET ROLE; ${this.#sent('RESET SESSION AUTHORIZATION')}; RESET ALL${discard}`;
    if (this.#held) {
      // A refusal of the next file goes back to here, not to what this one has set.
      const kept = `RELEASE SAVEPOINT ${ATTEMPT}; SAVEPOINT ${ATTEMPT}`;
      const rows = await this.session.query(`SET CONSTRAINTS ALL IMMEDIATE; ${reset}; ${kept}; SELECT 41 + 1`);
      if (onlyValue(rows) !== 42) throw new DevSourceError(t('the embedded PostgreSQL broke down'), 'other');
    } else {
      await this.expectSound();
      if (!goesOn) await this.#commit();
      await this.session.run(reset);
    }
    await this.setSearchPath();
  }
  /** A session of dev's begins with dev's own; Supabase's roles have its schema of extensions on theirs. */
  async setSearchPath(): Promise<void> {
    const isSupabase = this.standIns.has('extensions');
    if (this.searchPath.length === 0 && !isSupabase) return;
    const own = this.searchPath.length === 0 ? ['public'] : this.searchPath;
    const names = [...new Set([...own, ...(isSupabase ? ['extensions'] : [])])];
    const set = `SET search_path = ${names.map((name) => quoteIdentifier(name, 'always')).join(', ')}`;
    await (this.#held ? this.session.attempt(set) : this.session.run(set));
  }

  /** The embedded server has no session authorization of its start to go back to, and stays in the one that was set. */
  #sent(text: string): string {
    return !this.isOthers && resetsAuthorization(text) ? `${text}\n;SET SESSION AUTHORIZATION ${EMBEDDED_USER}` : text;
  }
  #note(first: string, text: string): void {
    if (first === 'begin' || first === 'start') this.#inTransaction = true;
    const isOver = first === 'commit' || first === 'end' || first === 'abort';
    if (!isOver && !(first === 'rollback' && !/\bto\b/i.test(text))) return;
    this.#inTransaction = false;
    this.#ownTransaction = false;
  }
  async #abandon(): Promise<void> {
    this.#inTransaction = false;
    this.#saved = false;
    await this.session.run('ROLLBACK').catch(() => {});
  }
  async #makeMissing({ failure: { message } }: SqlError): Promise<boolean> {
    const standIn = this.withStandIns ? standInFor(message) : undefined;
    const statements = standIn ? [standIn.sql] : this.isOthers ? [] : ofServer(message);
    if (this.#tried.has(message) || statements.length === 0) return false;
    this.#tried.add(message);
    try {
      for (const sql of statements) await (this.#held ? this.session.attempt(sql) : this.session.run(sql));
    } catch {
      if (this.#inTransaction) await this.session.run('ROLLBACK TO SAVEPOINT devschema').catch(() => this.#abandon());
      return false;
    }
    if (standIn) this.standIns = new Set([...this.standIns, standIn.name]);
    if (standIn?.name === 'extensions') await this.setSearchPath();
    return true;
  }
}
const missingRole = /^role "(.+)" does not exist$/;
/** Roles and tablespaces belong to a server, not to a dump of one database: one that is named is made. */
function ofServer(message: string): readonly string[] {
  const role = missingRole.exec(message)?.[1];
  if (role !== undefined) return [`CREATE ROLE ${quoteIdentifier(role, 'always')} SUPERUSER`];
  const [, named, set] =
    /^(?:tablespace "(.+)" does not exist|invalid value for parameter "default_tablespace": "(.+)")$/.exec(message) ??
    [];
  const tablespace = named ?? set;
  if (tablespace === undefined) return [];
  const create = `CREATE TABLESPACE ${quoteIdentifier(tablespace, 'always')} LOCATION ''`;
  return ['SET allow_in_place_tablespaces = on', create, 'RESET allow_in_place_tablespaces'];
}
/** COPY of a file that is not there leaves the embedded server deaf, and COPY FROM STDIN waits for rows for ever. */
const noCopy = t('COPY is not run here: it moves rows, and there are none');
const notOfServer = t('it is about a whole server and not a database of it: it is not run on a server of others');
/** After one, no library of the server's own can be loaded any more, and what needs one would be refused. */
const unloadable = /^(?:could not load|incompatible) library /;
/** Classes of SQLSTATE: insufficient resources, limits, operator's word, the system's errors, internal errors. */
const mayBreak = /^(?:$|5[3478]|XX)/;
/** SQLSTATE in_failed_sql_transaction. */
const abortedTransaction = '25P02';
const EMBEDDED_USER = 'postgres';
/** SQLSTATE no_active_sql_transaction. */
const noTransaction = '25P01';
