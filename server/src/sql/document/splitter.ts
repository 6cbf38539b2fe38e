/**
 * One stretch of text → statements. A semicolon ends one, as psql has it; where one does not parse, the splitter looks for
 * the next statement that was swallowed: by a missing semicolon, a quote that was not closed, a bracket left open.
 */

import type { Steps } from '../../model/steps';
import { Lexer } from '../../text/lexer';
import type { TextRange } from '../../text/text';
import { endsAt } from './delimiters';
import { missingSemicolon } from './missing-semicolon';
import {
  atMetaCommand,
  type RawStatement,
  type ReadOptions,
  readRaw,
  type StatementStart,
  type Suspect,
} from './raw-statement';
import { statementLine } from './starters';
import type { Delimiter, ParsedStatement, Skipped, SqlError } from './statement';
export interface Piece {
  /** First token to the end of the last; comments around it and the semicolon are outside. */
  readonly start: number;
  readonly end: number;
  /** Behind the semicolon, or `end`. */
  readonly fullEnd: number;
  readonly parsed: ParsedStatement;
  readonly runs: boolean;
  /** PostgreSQL takes it, a semicolon ends it, no comment is open before it: what stands after it cannot change that. */
  readonly settled: boolean;
  /** Another statement follows without a semicolon between them: what PostgreSQL says of it, relative to `start`. */
  readonly unended?: SqlError;
}
export interface SplitText {
  readonly pieces: readonly Piece[];
  readonly skipped: readonly Skipped[];
}
/** Reads a text that may be one statement; of one that does not `run` only what is asked for, beside its syntax. */
export type Judge = (statement: string, runs?: boolean) => ParsedStatement;

/** A mistake in a function's text, and what was not judged, does not make the statement another one. */
function isAccepted({ error }: ParsedStatement): boolean {
  return error === undefined || error.inBody === true;
}

/** `{% endif %}` and no statement. */
function isMarkOnly(parsed: ParsedStatement): boolean {
  return parsed.status === 'template' && parsed.error === undefined && parsed.ops.length === 0;
}

/** What ends a template's condition or says nothing of the statement after it. */
const closing = /^\{(?:#|%[-+]?\s*(?:end\w*|set|import|from)\b)/;

/** A statement's cuts are tried this often; refused text with more unclosed quotes stays as it is. */
const MAX_CUTS = 50;
/** Text without semicolons is judged in stretches of this many candidates, so that time stays linear. */
const MAX_CANDIDATES = 24;
/** An unclosed quote can make a statement of all that follows; that it is refused is then plain without the parser. */
const MAX_JUDGED_OPEN = 100_000;

export class Splitter {
  readonly #cuts = new Map<number, number>();
  readonly #lexer: Lexer;
  /** What was refused last holds a template's marks: only what nothing else begins with is another statement there. */
  #marked = false;

  constructor(
    readonly text: string,
    start: number,
    readonly limit: number,
    readonly runs: boolean,
    readonly judge: Judge,
    readonly result: { readonly pieces: Piece[]; readonly skipped: Skipped[] },
  ) {
    this.#lexer = new Lexer(text, start, limit, this.#cuts);
  }

  /** Reads from `at` to the end, or until `stop` says so before a statement; then that place is returned. A step each. */
  *run(from: number, stop: (at: number) => boolean = () => false): Steps<number | undefined> {
    let at: number | undefined = from === 0 ? this.#lexer.end : from;
    while (at !== undefined && at < this.limit) {
      at = this.#next(at);
      if (at !== undefined && stop(at)) return at;
      yield;
    }
    return undefined;
  }

  /** All of the region is one statement, whatever semicolons it holds; or what stands between delimiters is one each. */
  whole(delimiter?: Delimiter): void {
    const lexer = this.#lexer;
    const ends = delimiter && endsAt(this.text, delimiter, this.limit);
    let [start, end, fullEnd] = [-1, -1, -1];
    const finish = (): void => {
      if (end >= 0) this.#push(start, end, fullEnd, false);
      [start, end, fullEnd] = [-1, -1, -1];
    };
    while (lexer.next()) {
      const ended = ends?.(fullEnd, lexer.start);
      if (ended !== undefined) {
        finish();
        if (ended > lexer.start) {
          lexer.moveTo(ended);
          continue;
        }
      }
      if (lexer.kind === 'comment' && !lexer.unterminated) continue;
      if (start < 0) start = lexer.start;
      if (lexer.word !== ';') end = lexer.end;
      fullEnd = lexer.end;
    }
    finish();
  }
  #push(
    start: number,
    end: number,
    fullEnd: number,
    settled: boolean,
    lacks: (parsed: ParsedStatement) => SqlError | undefined = () => undefined,
  ): void {
    // Where this statement's quotes were taken to end says nothing of the next one's.
    this.#cuts.clear();
    const parsed = this.judge(this.text.slice(start, end), this.runs);
    if (isMarkOnly(parsed)) return void this.#marker({ start, end });
    const unended = lacks(parsed);
    const piece = { start, end, fullEnd, parsed, runs: this.runs, settled };
    this.result.pieces.push(unended === undefined ? piece : { ...piece, unended });
  }

  /** Reads what begins at or after `at`; where to go on, or undefined at the end. */
  #next(at: number): number | undefined {
    const raw = this.#read(at, { maxCandidates: MAX_CANDIDATES });
    return typeof raw === 'object' ? this.#settle(raw, MAX_CUTS) : raw;
  }
  /** One statement from `at` on; a number: nothing there, go on at that place. */
  #read(at: number, options: ReadOptions): RawStatement | number | undefined {
    const lexer = this.#lexer;
    lexer.moveTo(at);
    do {
      if (!lexer.next()) return undefined;
    } while (lexer.kind === 'comment' && !lexer.unterminated);
    // PostgreSQL refuses the text from there on; a statement of its own says it, and the next lines are read for what they are.
    if (lexer.kind === 'comment') return this.#openComment(lexer);
    if (lexer.kind === 'punctuation' && lexer.word === ';') return lexer.end;
    if (lexer.kind === 'template' && closing.test(this.text.slice(lexer.start, lexer.end))) return this.#marker(lexer);
    return atMetaCommand(lexer) ? this.#metaCommand(lexer.start) : readRaw(lexer, options);
  }
  #openComment({ start, end }: TextRange): number {
    this.#push(start, end, end, false);
    return end;
  }
  #marker({ start, end }: TextRange): number {
    this.result.skipped.push({ range: { start, end }, what: 'marker', text: this.text.slice(start, end) });
    return end;
  }
  #again(raw: RawStatement, options: ReadOptions, cutsLeft: number): number {
    const read = this.#read(raw.start, options);
    return typeof read === 'object' ? this.#settle(read, cutsLeft) : (read ?? this.limit);
  }

  /** Takes `raw` as a statement when PostgreSQL does; otherwise looks for what it swallowed. */
  #settle(raw: RawStatement, cutsLeft: number): number {
    const after = this.#afterCut(raw);
    if (after !== undefined) return this.#acceptUpTo(raw, after);
    const error = this.#errorOf(raw);
    if (error === Number.POSITIVE_INFINITY)
      return this.#again(raw, { maxCandidates: 2 * raw.candidates.length }, cutsLeft);
    if (error === undefined) return raw.truncated ? this.#again(raw, {}, cutsLeft) : this.#accept(raw, true);
    const open = raw.suspects.some(({ unterminated }) => unterminated);
    const suspect = cutsLeft > 0 ? raw.suspects.find((one) => this.#isUnclosed(one, error, open)) : undefined;
    if (suspect !== undefined) {
      this.#cut(suspect);
      return this.#again(raw, { maxCandidates: MAX_CANDIDATES }, cutsLeft - 1);
    }
    if (raw.openBody) return this.#again(raw, { maxCandidates: MAX_CANDIDATES, ignoreBody: true }, cutsLeft);
    const next = this.#swallowed(raw, error);
    if (next !== undefined) return this.#acceptUpTo(raw, next);
    return raw.truncated ? this.#again(raw, {}, cutsLeft) : this.#accept(raw, false);
  }
  /** With a quote taken to end where it does not, the text is refused: the next beginning after it is another's. */
  #afterCut({ candidates }: RawStatement): StatementStart | undefined {
    if (this.#cuts.size === 0) return undefined;
    const cut = Math.min(...this.#cuts.keys());
    return candidates.find(({ start, strong, apart }) => start > cut && (strong || apart));
  }
  /** Where PostgreSQL stops reading; undefined when it does not, infinity when it wants more of a text that is not all. */
  #errorOf(raw: RawStatement): number | undefined {
    this.#marked = false;
    const open = raw.suspects.find(({ unterminated }) => unterminated);
    if (open !== undefined && raw.end - raw.start > MAX_JUDGED_OPEN) return open.start;
    const parsed = this.judge(this.text.slice(raw.start, raw.end), this.runs);
    if (isAccepted(parsed)) return undefined;
    this.#marked = parsed.status === 'template';
    if (raw.truncated && / at end of input$/.test(parsed.error?.message ?? '')) return Number.POSITIVE_INFINITY;
    return raw.start + (parsed.error?.range.start ?? 0);
  }

  #accept(raw: RawStatement, accepted: boolean): number {
    const ended = raw.fullEnd > raw.end && !raw.copiesStdin;
    this.#push(raw.start, raw.end, raw.fullEnd, accepted && ended && !this.#lexer.leftOpen);
    return raw.copiesStdin ? this.#copyData(raw.fullEnd) : raw.fullEnd;
  }
  /** The statement ends before `next`, where another begins. */
  #acceptUpTo(raw: RawStatement, next: StatementStart): number {
    const lexer = this.#lexer;
    lexer.moveTo(raw.start);
    let end = raw.start;
    while (lexer.next() && lexer.start < next.start) if (lexer.kind !== 'comment') end = lexer.end;
    const cut = { text: this.text, start: raw.start, end, next: next.start };
    this.#push(raw.start, end, end, false, (parsed) =>
      missingSemicolon(cut, parsed, () => this.judge(this.text.slice(raw.start, raw.end))),
    );
    return next.start;
  }

  /** The candidate before which a refused statement ends; undefined to leave it as it is. */
  #swallowed(raw: RawStatement, error: number): StatementStart | undefined {
    const candidates = this.#marked ? raw.candidates.filter(({ strong }) => strong) : raw.candidates;
    let before: StatementStart | undefined;
    for (const candidate of candidates) {
      if (candidate.start > error) break;
      if (candidate.strong || this.#tokensBetween(candidate.start, error) <= 3) before = candidate;
    }
    return before ?? candidates.find(({ start, strong, apart }) => start > error && (strong || apart));
  }
  #tokensBetween(from: number, to: number): number {
    const lexer = this.#lexer;
    lexer.moveTo(from);
    let count = 0;
    while (count < 5 && lexer.next() && lexer.start < to) if (lexer.kind !== 'comment') count++;
    return count;
  }

  /** A quoted token whose end is more likely the start of another. `open`: the statement's last quote has no partner. */
  #isUnclosed(suspect: Suspect, error: number, open: boolean): boolean {
    const { start, end, kind, unterminated, next } = suspect;
    if (this.#cuts.has(start)) return false;
    if (kind === 'quoted') return !unterminated;
    if (statementLine(this.text, start, end) < 0) return false;
    if (unterminated || error === next || error === end) return true;
    // `AS $$…$$ BEGIN INSERT`: BEGIN may follow, what follows BEGIN may not.
    if (kind === 'dollar') return error > end && this.#tokensBetween(end, error) <= 2;
    return open || error <= start;
  }
  /** A quote ends with its line; a dollar quote before the statement it swallowed. */
  #cut({ start, end, kind }: Suspect): void {
    const line = this.text.slice(start, end).search(/[\r\n]/);
    const lineEnd = line < 0 ? end : start + line;
    const statement = kind === 'dollar' ? statementLine(this.text, start, end) : -1;
    this.#cuts.set(start, statement < 0 ? lineEnd : statement - 1);
  }

  #metaCommand(start: number): number {
    // psql's way to send several statements at once.
    if (this.text.startsWith('\\;', start)) return start + 2;
    const end = this.#lineEnd(start);
    const text = this.text.slice(start, end);
    this.result.skipped.push({ range: { start, end }, what: 'meta-command', text });
    return /^\\copy\b.*\bfrom\s+p?stdin\b/i.test(text) ? this.#copyData(end) : end;
  }
  #lineEnd(at: number): number {
    const pattern = /[\r\n]/g;
    pattern.lastIndex = at;
    const match = pattern.exec(this.text);
    return match === null || match.index > this.limit ? this.limit : match.index;
  }
  /** The rows after COPY … FROM stdin, up to `\.` or to a line that begins another statement. */
  #copyData(at: number): number {
    const { text, limit } = this;
    const lineEnd = this.#lineEnd(at);
    const start = Math.min(limit, lineEnd + (text.startsWith('\r\n', lineEnd) ? 2 : 1));
    const close = /^\\\.[ \t]*$/gm;
    close.lastIndex = start;
    const match = close.exec(text);
    const found = match === null || match.index >= limit ? -1 : match.index + match[0].length;
    const statement = found >= 0 ? -1 : statementLine(text, lineEnd, limit);
    const end = found >= 0 ? found : statement >= 0 ? statement : limit;
    if (text.slice(start, Math.min(end, start + 10_000)).trim() !== '')
      this.result.skipped.push({
        range: { start, end },
        what: 'copy data',
        text: text.slice(start, Math.min(end, start + 200)),
      });
    return Math.max(end, at);
  }
}
