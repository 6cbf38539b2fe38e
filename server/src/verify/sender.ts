/** A file's statements, sent as its migration tool sends them: with their placeholders' values, in a transaction or in none. */

import type { Convention } from '../conventions/convention';
import { cutBy, refusedByTool, type StatementsAround, toolOf, transactionsBy } from '../conventions/transactions';
import type { SqlFailure, SqlNotice } from '../dev/embedded/embedded-protocol';
import type { Ran } from '../dev/embedded/runner';
import type { Standing } from '../fold/folded';
import type { Schema } from '../model/schema';
import type { SqlDocument, Statement } from '../sql/document/statement';
import { present } from '../text/present';
import { shift, type TextRange } from '../text/text';
import { notRun } from './not-run';
import { failureRange } from './position';
import type { Scratch } from './scratch';

/** What the tool does around a statement; undefined where nobody can tell. */
type AroundStatement = (statement: Statement) => StatementsAround | 'none' | undefined;
export interface Failed {
  readonly statement: Statement;
  /** As it was sent. */
  readonly text: string;
  readonly failure: SqlFailure;
  /** Why the tool has it in a transaction. */
  readonly why: string | undefined;
  /** Why it is not the whole statement that was sent. */
  readonly cut: string | undefined;
}
interface Sent {
  /** Why the server could not go on after it. */
  readonly broken?: string;
  /** The first may be what the end of the transaction before the statement was refused for. */
  readonly failed: readonly Failed[];
  /** What IF NOT EXISTS passes over. */
  readonly skips?: string;
}

/** A file as its history's tool will send it; what has run is not sent, and a loose file has no tool. */
export function asSent(
  { document, standing }: { readonly document: SqlDocument; readonly standing: Standing },
  convention: Convention | undefined,
  base: Schema,
) {
  const tool = convention && standing === 'pending' ? toolOf(convention, base) : undefined;
  if (!tool) return { document, standing };
  const isTogether = tool.sends?.transaction?.together;
  const cut = cutBy(tool, document, convention);
  const around = transactionsBy(tool, document, convention);
  const refused = convention && refusedByTool(convention, document);
  const isOneSession = tool.sends && !tool.sends.sessions ? true : undefined;
  return { document, standing, around, ...present({ cut, isTogether, isOneSession, refusedByTool: refused }) };
}

/** Of a longer file the first are given up, or refused, sooner. */
const MOST_AHEAD = 100;
const endsOrBegins = ({ parsed }: Statement): boolean => parsed.ops.some(({ op }) => op === 'transaction');

export interface SentFile {
  readonly document: SqlDocument;
  /** What its migration tool does. */
  readonly around?: AroundStatement | undefined;
  readonly cut?: ReturnType<typeof cutBy>;
}
export class Sender {
  /** The file itself has ended a transaction. */
  #committed = false;
  #last: Statement | undefined;
  /** What became of statements that have run before they are sent. */
  readonly #ahead = new Map<Statement, Ran>();
  constructor(
    readonly scratch: Scratch,
    readonly file: SentFile,
  ) {}

  /** What of the file can be run in one message, which takes half of the time: up to the first that is refused. */
  async ahead(): Promise<void> {
    const { document, cut } = this.file;
    const sent = document.statements.filter((one) => one.runs && !endsOrBegins(one) && notRun(one) === undefined);
    if (sent.some((one) => one.unended || cut?.(one) !== undefined)) return;
    for (let from = 0; from < sent.length; from += MOST_AHEAD) {
      const some = sent.slice(from, from + MOST_AHEAD);
      const ran = await this.scratch.runTogether(some.map((one) => sentText(document, one)));
      if (!ran) return;
      for (const [index, one] of ran.entries()) this.#ahead.set(some[index]!, one);
    }
  }
  async send(statement: Statement): Promise<Sent> {
    const cut = this.file.cut?.(statement);
    const { document } = this.file;
    const text = cut ? document.text.slice(statement.range.start, cut.end) : sentText(document, statement);
    const why = this.#why(statement);
    const ended = await this.#within(why !== undefined);
    this.#last = statement;
    if (statement.parsed.ops.some((op) => op.op === 'transaction' && (op.what === 'commit' || op.what === 'rollback')))
      this.#committed = true;
    const ran = this.#ahead.get(statement) ?? (await this.scratch.run(text));
    if (typeof ran === 'string') return { broken: ran, failed: ended };
    const skip = ran.notices.find(isSkip);
    return {
      failed: ran.error ? [...ended, { statement, text, failure: ran.error.failure, why, cut: cut?.why }] : ended,
      ...present({ skips: skip?.message.replace(/, skipping$/, '') }),
    };
  }
  /** After the last statement. Deferred constraints refuse only here what was done before. */
  async end(): Promise<readonly Failed[]> {
    return this.#within(false);
  }
  async #within(transaction: boolean): Promise<readonly Failed[]> {
    const failure = await this.scratch.within(transaction);
    const statement = this.#last;
    if (!failure || !statement) return [];
    return [
      {
        statement,
        text: sentText(this.file.document, statement),
        failure,
        why: undefined,
        cut: undefined,
      },
    ];
  }
  /** Whether it is known if the tool has a transaction around it. */
  isAroundKnown(statement: Statement): boolean {
    return this.file.around?.(statement) !== undefined;
  }
  #why(statement: Statement): string | undefined {
    const by = this.file.around?.(statement);
    return by && by !== 'none' && !(this.#committed && by.endsAtCommit) ? by.why : undefined;
  }
}

/** Where and what PostgreSQL refuses. Of SQLSTATE active_sql_transaction and unsafe_new_enum_value_usage it is told why there is a transaction. */
export function placedFailure({ statement, text, failure, why, cut }: Failed) {
  const { message, detail, hint, code } = failure;
  const { filled } = statement.parsed;
  const place = (range: TextRange): TextRange => (filled?.text === text ? filled.back(range) : range);
  const inTransaction = code === '25001' || code === '55P04' ? why : undefined;
  return {
    range: shift(place(failureRange(text, failure)), statement.range.start),
    statement: statement.index,
    message: [message, detail && inFewLines(detail), hint, inTransaction, cut]
      .filter((part) => part !== undefined)
      .join(' · '),
    ...present({ code }),
  };
}

/** More would not be read: PostgreSQL lists up to a hundred dependants, each on a line, and counts those after them. */
const mostLines = 8;
function inFewLines(detail: string): string {
  const lines = detail.split('\n');
  const counted = /^and (\d+) other objects?\b/.exec(lines.at(-1) ?? '')?.[1];
  const listed = counted === undefined ? lines : lines.slice(0, -1);
  const more = listed.length - mostLines + Number(counted ?? 0);
  return listed.length <= mostLines ? detail : [...listed.slice(0, mostLines), `and ${more} more`].join('\n');
}

/** With the statement after it where no semicolon stands between. */
function sentText({ text, statements }: SqlDocument, { index, range, parsed, unended }: Statement): string {
  const next = unended && statements[index + 1];
  return next ? text.slice(range.start, next.range.end) : (parsed.filled?.text ?? parsed.text);
}
/** What IF NOT EXISTS passes over for another reason than that the very same is there. */
function isSkip({ message }: SqlNotice): boolean {
  return /already exists, skipping$/.test(message) && !/^(?:schema|extension|enum label) "/.test(message);
}
