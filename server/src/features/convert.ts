/**
 * The one place where UTF-16 offsets and the protocol's positions meet. Lines end as the protocol has it: at `\r\n`,
 * `\n` or `\r`; an offset inside a line's end belongs to the end of that line. Characters of a line are counted in what
 * client and server have agreed on: units of UTF-16, bytes of UTF-8, or code points (UTF-32).
 */
import type { Position, Range } from 'vscode-languageserver/node';
import type { TextRange } from '../text/text';

const LF = 10;
const CR = 13;

const positionEncodings = ['utf-16', 'utf-8', 'utf-32'] as const;
export type PositionEncoding = (typeof positionEncodings)[number];

/** The first that a client names is the one it likes best; UTF-16 is known to all, named or not. */
export function agreedEncoding(offered: readonly string[] = []): PositionEncoding {
  const known = offered.flatMap((one) => positionEncodings.find((encoding) => encoding === one) ?? []);
  return known[0] ?? 'utf-16';
}

export class LineIndex {
  /** Offset of each line's first character. */
  readonly #starts: readonly number[];
  /** Where a unit of UTF-16 is not a character of the encoding; absent: everywhere they are the same. */
  readonly #columns: Columns | undefined;

  constructor(
    readonly text: string,
    encoding: PositionEncoding = 'utf-16',
  ) {
    const starts = [0];
    let isPlain = true;
    const highest = encoding === 'utf-8' ? 0x7f : 0xd7ff;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > highest) isPlain = false;
      if (code > CR || (code !== LF && code !== CR)) continue;
      if (code === CR && text.charCodeAt(at + 1) === LF) at++;
      starts.push(at + 1);
    }
    this.#starts = starts;
    this.#columns = isPlain || encoding === 'utf-16' ? undefined : new Columns(text, encoding);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.text.length);
    const line = this.#lineOf(at);
    const start = this.#starts[line]!;
    const end = Math.min(at, this.#endOf(line));
    return { line, character: this.#columns ? this.#columns.count(start, end) : end - start };
  }
  offset(position: Position): number {
    const [line, character] = [wholeNumber(position.line), wholeNumber(position.character)];
    if (line < 0) return 0;
    if (line >= this.#starts.length) return this.text.length;
    const start = this.#starts[line]!;
    const end = this.#endOf(line);
    return this.#columns ? this.#columns.offset(start, end, character) : Math.min(start + Math.max(character, 0), end);
  }
  range(range: TextRange): Range {
    return { start: this.position(range.start), end: this.position(range.end) };
  }

  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
  /** Where the line's own text ends, before its line break. */
  #endOf(line: number): number {
    const next = this.#starts[line + 1];
    if (next === undefined) return this.text.length;
    const crlf = this.text.charCodeAt(next - 1) === LF && this.text.charCodeAt(next - 2) === CR;
    return next - (crlf ? 2 : 1);
  }
}

/** So many units of UTF-16 are counted at a time: what comes before them in a line is counted once. */
const BLOCK = 256;

/** Characters of an encoding in the lines of a text. */
class Columns {
  /** By a line's start: the characters before each of its blocks. */
  readonly #blocks = new Map<number, number[]>();

  constructor(
    readonly text: string,
    readonly encoding: 'utf-8' | 'utf-32',
  ) {}

  count(start: number, end: number): number {
    const block = Math.floor((end - start) / BLOCK);
    const before = this.#before(start, block);
    let count = before[block]!;
    for (let at = start + block * BLOCK; at < end; at++) count += this.#size(at);
    return count;
  }
  /** Within a character: its first unit. */
  offset(start: number, end: number, character: number): number {
    const before = this.#before(start, Math.floor((end - start) / BLOCK));
    let block = 0;
    while (block + 1 < before.length && before[block + 1]! <= character) block++;
    let [at, count] = [start + block * BLOCK, before[block]!];
    while (at < end) {
      const next = at + (this.#isPair(at) ? 2 : 1);
      count += this.#size(at);
      if (count > character) break;
      at = next;
    }
    return Math.min(at, end);
  }
  /** Counted as far as they are asked for. */
  #before(start: number, block: number): readonly number[] {
    const known = this.#blocks.get(start) ?? [0];
    this.#blocks.set(start, known);
    while (known.length <= block) {
      let count = known.at(-1)!;
      const from = start + (known.length - 1) * BLOCK;
      for (let at = from; at < from + BLOCK; at++) count += this.#size(at);
      known.push(count);
    }
    return known;
  }
  /** A pair of surrogates is one character, counted with its first; a half of one is sent as U+FFFD. */
  #size(at: number): number {
    const code = this.text.charCodeAt(at);
    if (at > 0 && this.#isPair(at - 1)) return 0;
    if (this.encoding === 'utf-32') return 1;
    if (code < 0x80) return 1;
    if (code < 0x800) return 2;
    return this.#isPair(at) ? 4 : 3;
  }
  #isPair(at: number): boolean {
    return (this.text.charCodeAt(at) & 0xfc00) === 0xd800 && (this.text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
  }
}

/** A client can send anything for a number: what is none is the start. */
const wholeNumber = (value: unknown): number => (typeof value === 'number' ? Math.trunc(value) || 0 : 0);

/** Of the one client that the process serves; nobody else asks for anything but UTF-16. */
let agreed: PositionEncoding = 'utf-16';
/** Said once, before anything is counted. */
export function countIn(encoding: PositionEncoding): void {
  agreed = encoding;
}

const indexes = new WeakMap<object, LineIndex>();
/** The index of a document, made once for each version of it. */
export function linesOf(document: { readonly text: string }): LineIndex {
  const known = indexes.get(document);
  if (known) return known;
  const index = new LineIndex(document.text, agreed);
  indexes.set(document, index);
  return index;
}
