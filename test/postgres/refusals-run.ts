/**
 * The same statements, each run as the editor runs a migration, in a scratch PostgreSQL that the statements before it have
 * run in: what the server took is run once and stays, each that it refused is run in a transaction that is undone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DevSchema } from '../../server/src/model/dev';
import type { Schema } from '../../server/src/model/schema';
import { parseDocument } from '../../server/src/sql/document/document';
import type { Statement } from '../../server/src/sql/document/statement';
import type { VerifiedFile } from '../../server/src/verify/result';
import { NeedsNoTransaction, Scratch } from '../../server/src/verify/scratch';
import { verifyIn } from '../../server/src/verify/verify';
import { embeddedScript } from '../support/postgres-embedded';
import type { Answer, RecordedFile } from './refusals-record';

/** `silent`: it is shown as proved. */
type RunAnswer = 'refused' | 'not known' | 'silent';
export interface RunStatement {
  readonly statement: Statement;
  readonly answer: Answer;
  readonly run: RunAnswer;
  /** What was said in place of a refusal. */
  readonly reason: string | undefined;
}

/** What is of the session alone, or only looks at rows; a query is run where it may be about what a function does. */
const leftOut =
  /^(?:(?:copy|execute|deallocate|prepare|declare|fetch|move|close|listen|notify|unlisten|explain|analyze|vacuum|checkpoint|show|values|table|with)\b|select\b(?!\s*(?:[\w.]+\s*\(|[^;]*\binto\b)))/i;
const setting = /^(?:set|reset)\b/i;
const bare = (text: string): string => text.replace(/^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '');
/** There in a scratch that still holds what has run in it: one that broke down was made again without. */
const MARK = 'devschema_regression';
/** For one statement. */
const PATIENCE_MS = 120_000;

export class RegressionRun {
  #scratch: Scratch | undefined;
  readonly #bases = mkdtempSync(path.join(tmpdir(), 'devschema-refusals-'));
  #file: RecordedFile | undefined;
  /** Taken, of this file, by what comes back after the scratch broke down. */
  #taken: string[] = [];
  /** Those of them that are in the transaction that the file has open. */
  #open: string[] | undefined;
  #failed = false;

  /** Those that the server takes and are refused here; and of the others, those that are asked for. @throws DevSourceError */
  async *statements(file: RecordedFile, isAsked: (statement: Statement) => boolean): AsyncGenerator<RunStatement> {
    await this.#begin(file).catch(() => this.#rebuild());
    for (const statement of parseDocument(`file:///${file.name}.sql`, 1, file.text).statements) {
      const answer = file.answers[statement.index]!;
      if (answer.code === 'left out') continue;
      if (answer.code === '') {
        const reason = await this.#take(statement);
        if (reason !== undefined) yield { statement, answer, run: 'refused', reason };
        continue;
      }
      if (isAsked(statement)) yield { statement, answer, ...(await this.#verified(statement)) };
      if (isCommit(statement)) await this.#giveUpTransaction();
      else this.#failed ||= this.#open !== undefined;
    }
  }
  async close(): Promise<void> {
    await this.#scratch?.close();
    rmSync(this.#bases, { recursive: true, force: true });
  }

  /** A session of its own, in the same database. */
  async #begin(file: RecordedFile): Promise<void> {
    this.#file = file;
    this.#taken = [];
    await this.#leaveTransaction();
    if (this.#scratch && (await this.#isSound())) {
      await this.#scratch.finish();
      await this.#scratch.run('DISCARD ALL');
    } else await this.#rebuild();
  }
  async #rebuild(): Promise<void> {
    await this.#scratch?.close();
    const base: Schema = this.#file!.start;
    const texts = [this.#file!.text];
    const script = await embeddedScript();
    this.#scratch = new Scratch({ base, texts, script, bases: this.#bases, timeoutMs: PATIENCE_MS });
    await this.#scratch.start();
    await this.#scratch.keep();
    await this.#scratch.run(`CREATE SCHEMA ${MARK}`);
    // As the first of the tests does; privileges are not part of what each file starts from.
    await this.#scratch.run('GRANT ALL ON SCHEMA public TO public');
    for (const text of this.#taken) await this.#scratch.run(text);
  }
  async #isSound(): Promise<boolean> {
    const [[found] = []] = await this.#scratch!.query(`SELECT pg_catalog.to_regnamespace('${MARK}') IS NOT NULL`);
    return found === true;
  }
  async #leaveTransaction(): Promise<void> {
    if (this.#open) await this.#scratch!.run('ROLLBACK');
    this.#open = undefined;
    this.#failed = false;
  }

  /** Nothing of it stays: that is what a COMMIT comes to that is refused. */
  async #giveUpTransaction(): Promise<void> {
    this.#taken.length -= this.#open?.length ?? 0;
    await this.#leaveTransaction();
  }

  /** What the server took. Why it is refused here, if it is said to be. */
  async #take(statement: Statement): Promise<string | undefined> {
    const { text, ops } = statement.parsed;
    const transaction = ops.flatMap((op) => (op.op === 'transaction' ? [op.what] : []))[0];
    if (transaction === 'rollback to' && this.#failed) {
      // What failed in the scratch, too, took all of the transaction with it.
      const open = this.#open ?? [];
      await this.#scratch!.run('ROLLBACK');
      for (const one of open) await this.#scratch!.run(one);
      this.#failed = false;
    }
    if (this.#failed && transaction === undefined) return undefined;
    if (transaction === 'commit' || transaction === 'rollback') {
      if (this.#failed) {
        await this.#giveUpTransaction();
        return undefined;
      }
      this.#open = undefined;
    }
    if (leftOut.test(bare(text))) return undefined;
    const ran = await this.#scratch!.run(text);
    if (typeof ran === 'string') {
      await this.#rebuild();
      return undefined;
    }
    if (!ran.error) {
      if (transaction === 'begin') this.#open = [];
      this.#taken.push(text);
      this.#open?.push(text);
      return undefined;
    }
    const { run, reason } = await this.#verified(statement);
    await this.#reopen();
    return run === 'refused' ? reason : undefined;
  }
  async #reopen(): Promise<void> {
    if (!this.#open) return;
    await this.#scratch!.run('ROLLBACK');
    for (const one of this.#open) await this.#scratch!.run(one);
  }

  /** As the editor runs it: in a transaction that is undone, but for what PostgreSQL runs in none. */
  async #verified(statement: Statement): Promise<Said> {
    const scratch = this.#scratch!;
    const dev: DevSchema = { schema: this.#file!.start, readAt: 0, label: 'dev', fingerprint: '', applied: [] };
    const document = parseDocument('file:///one.sql', 1, statement.parsed.text);
    const input = { files: [{ document, standing: 'pending' as const }], base: dev };
    try {
      // Where a file has a transaction of its own, the editor does not hold one around it.
      if (isCommit(statement)) throw new NeedsNoTransaction();
      await scratch.hold(new AbortController().signal);
      const { files } = await verifyIn(scratch, input);
      await scratch.undo();
      if (!(await this.#isSound())) await this.#rebuild();
      return answerOf(files[0]!);
    } catch (error) {
      if (!(error instanceof NeedsNoTransaction)) return this.#broken(error);
    }
    try {
      await scratch.undo();
      await this.#reopen();
      const { files } = await verifyIn(scratch, input);
      // What it has set for the session is undone at its end, and that of the statements before it too.
      if (!(await this.#isSound())) await this.#rebuild();
      else for (const one of this.#taken) if (setting.test(bare(one))) await scratch.run(one);
      return answerOf(files[0]!);
    } catch (error) {
      return this.#broken(error);
    }
  }
  /** As the editor says it where the run itself has failed. */
  async #broken(error: unknown): Promise<Said> {
    await this.#rebuild();
    return { run: 'not known', reason: (error as Error).message };
  }
}
const isCommit = ({ parsed }: Statement): boolean =>
  parsed.ops.some((op) => op.op === 'transaction' && op.what === 'commit');
type Said = Pick<RunStatement, 'run' | 'reason'>;
function answerOf({ refusals, notKnown, differences, others }: VerifiedFile): Said {
  if (refusals.length > 0) return { run: 'refused', reason: refusals[0]?.message };
  const [first] = notKnown;
  const isOpen = notKnown.length + differences.length + others.length > 0;
  return { run: isOpen ? 'not known' : 'silent', reason: first?.reason };
}
