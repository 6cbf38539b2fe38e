/** The tokens of one statement up to its semicolon, and what in them may be the beginning of another. */
import type { Lexer } from '../../text/lexer';
import { mayStart, starterOf } from './starters';

/** A line where another statement seems to begin. */
export interface StatementStart {
  readonly start: number;
  /** Nothing else begins with these words. */
  readonly strong: boolean;
  /** After a blank line, or unindented and outside brackets. */
  readonly apart: boolean;
}
/** A quoted token over several lines, or never closed: if the statement is refused, its end may be another's start. */
export interface Suspect {
  readonly start: number;
  readonly end: number;
  readonly kind: 'string' | 'dollar' | 'quoted';
  readonly unterminated: boolean;
  /** Where the token after it begins. */
  readonly next: number;
}
export interface RawStatement {
  readonly start: number;
  readonly end: number;
  /** Behind the semicolon, or `end`. */
  readonly fullEnd: number;
  readonly candidates: readonly StatementStart[];
  readonly suspects: readonly Suspect[];
  /** COPY … FROM stdin: data follows. */
  readonly copiesStdin: boolean;
  /** BEGIN ATOMIC without its END. */
  readonly openBody: boolean;
  /** Reading stopped before the semicolon, at the last candidate. */
  readonly truncated: boolean;
}
export interface ReadOptions {
  /** Semicolons end the statement in a BEGIN ATOMIC body too. */
  readonly ignoreBody?: boolean;
  /** Reading stops at this many candidates. */
  readonly maxCandidates?: number;
}

/** The first word of a line, if a statement can begin with it. */
interface LineStart {
  readonly start: number;
  readonly word: string;
  readonly apart: boolean;
  /** After a word or a comma that wants more. */
  readonly within: boolean;
}

const SEMICOLON = 59;
/** After these words (and a comma) what begins a statement elsewhere goes on with this one. */
const leading = new Set(['THEN', 'DO', 'OR', 'BEFORE', 'AFTER', 'FOR', 'INSTEAD', 'ALSO', 'GRANT', 'REVOKE']);
const LONGEST_LEADING = 7;

/** psql takes a backslash outside quotes and comments for a command, whatever stands before it. */
export function atMetaCommand({ text, kind, start }: Lexer): boolean {
  return kind === 'other' && text[start] === '\\' && /[A-Za-z.!?;:]/.test(text[start + 1] ?? '');
}

/** Reads one statement from the lexer's current token on. */
export function readRaw(lexer: Lexer, options: ReadOptions = {}): RawStatement {
  return new RawReader(lexer, options).read();
}

class RawReader {
  readonly #lexer: Lexer;
  readonly #options: ReadOptions;
  readonly #candidates: StatementStart[] = [];
  readonly #suspects: Suspect[] = [];
  readonly #first: string;
  #telling = 0;
  #depth = 0;
  #bodyDepth = 0;
  #count = 0;
  #previousWord = '';
  #isRoutine = false;
  #isRule = false;
  #copiesStdin = false;
  /** The token before is one after which no statement begins. */
  #isWithin = false;
  #leads = false;
  #line: LineStart | undefined;
  #quoted: Omit<Suspect, 'next'> | undefined;

  constructor(lexer: Lexer, options: ReadOptions) {
    this.#lexer = lexer;
    this.#options = options;
    this.#first = lexer.word;
  }

  read(): RawStatement {
    const lexer = this.#lexer;
    const most = this.#options.maxCandidates ?? Number.POSITIVE_INFINITY;
    const start = lexer.start;
    let end = lexer.end;
    let fullEnd = -1;
    let lastEnd = end;
    do {
      if (lexer.kind === 'comment') continue;
      if (lexer.kind === 'punctuation' && lexer.text.charCodeAt(lexer.start) === SEMICOLON && this.#endsHere()) {
        fullEnd = lexer.end;
        break;
      }
      if (atMetaCommand(lexer)) {
        fullEnd = end;
        break;
      }
      const before = this.#telling;
      this.#note(end);
      if (this.#telling > before && this.#telling > most) return this.#result(start, lastEnd, lastEnd, true);
      lastEnd = end;
      end = lexer.end;
      this.#count++;
    } while (lexer.next());
    this.#closeQuoted(lexer.limit);
    return this.#result(start, end, fullEnd < 0 ? end : fullEnd, false);
  }
  #result(start: number, end: number, fullEnd: number, truncated: boolean): RawStatement {
    // A last line of one word: COMMIT.
    if (this.#line !== undefined) this.#candidate(this.#line, '');
    const [candidates, suspects, copiesStdin] = [this.#candidates, this.#suspects, this.#copiesStdin];
    return { start, end, fullEnd, candidates, suspects, copiesStdin, openBody: this.#bodyDepth > 0, truncated };
  }

  /** Rules with several commands and SQL-standard bodies hold semicolons. */
  #endsHere(): boolean {
    return !(this.#isRule && this.#depth > 0) && this.#bodyDepth === 0;
  }

  #note(previous: number): void {
    const { kind, text, start } = this.#lexer;
    this.#closeQuoted(start);
    this.#isWithin = this.#leads;
    this.#leads = false;
    if (kind === 'punctuation') {
      const code = text.charCodeAt(start);
      if (code === 40) this.#depth++;
      else if (code === 41) this.#depth--;
      this.#leads = code === 44;
    } else if (kind === 'word') this.#word(previous);
    else if (kind === 'string' || kind === 'quoted') this.#noteQuoted();
  }

  #word(previous: number): void {
    const lexer = this.#lexer;
    const newLine = this.#count > 0 && hasNewLine(lexer.text, previous, lexer.start);
    const tracked = this.#count <= 4 || this.#isRoutine || this.#first === 'COPY';
    const short = lexer.end - lexer.start <= LONGEST_LEADING;
    if (!newLine && this.#line === undefined && !tracked && !short) return;
    const word = lexer.word;
    if (this.#line !== undefined) this.#candidate(this.#line, word);
    this.#line = undefined;
    if (newLine && mayStart(word)) {
      const blank = this.#afterBlank(previous);
      const apart = blank || (this.#depth <= 0 && /[\r\n]/.test(lexer.text[lexer.start - 1] ?? ''));
      this.#line = { start: lexer.start, word, apart, within: this.#isWithin && !blank };
    }
    if (tracked) this.#track(word);
    this.#leads = leading.has(word);
  }
  #candidate({ start, word, apart, within }: LineStart, second: string): void {
    const starter = starterOf(word, second);
    if (starter === undefined || (starter === 'weak' && within)) return;
    const strong = starter === 'strong';
    this.#candidates.push({ start, strong, apart });
    if (strong || apart) this.#telling++;
  }
  /** The kinds of statement that hold semicolons or are followed by data. */
  #track(word: string): void {
    if (this.#first === 'CREATE' && this.#count <= 4) {
      if (word === 'FUNCTION' || word === 'PROCEDURE') this.#isRoutine = true;
      if (word === 'RULE') this.#isRule = true;
    }
    if (this.#isRoutine && !this.#options.ignoreBody) {
      if (word === 'ATOMIC' && this.#previousWord === 'BEGIN') this.#bodyDepth++;
      else if (this.#bodyDepth > 0 && word === 'CASE') this.#bodyDepth++;
      else if (this.#bodyDepth > 0 && word === 'END') this.#bodyDepth--;
    }
    // PostgreSQL takes FROM STDOUT for FROM STDIN.
    if (this.#first === 'COPY' && this.#previousWord === 'FROM' && (word === 'STDIN' || word === 'STDOUT'))
      this.#copiesStdin = true;
    this.#previousWord = word;
  }
  #afterBlank(previous: number): boolean {
    const gap = this.#lexer.text.slice(previous, this.#lexer.start);
    return /\n[ \t]*\r?\n/.test(gap) || /\r[ \t]*\r/.test(gap);
  }

  #noteQuoted(): void {
    const { start, end, text, kind, unterminated } = this.#lexer;
    if (!unterminated && !hasNewLine(text, start, end)) return;
    const spelled = kind === 'quoted' ? 'quoted' : text[start] === '$' ? 'dollar' : 'string';
    this.#quoted = { start, end, kind: spelled, unterminated };
  }
  #closeQuoted(next: number): void {
    if (this.#quoted === undefined) return;
    this.#suspects.push({ ...this.#quoted, next });
    this.#quoted = undefined;
  }
}

function hasNewLine(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return true;
  }
  return false;
}
