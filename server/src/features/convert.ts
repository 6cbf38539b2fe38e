/**
 * The one place where UTF-16 offsets and the protocol's positions meet. Lines end as the protocol has it: at `\r\n`,
 * `\n` or `\r`; an offset inside a line's end belongs to the end of that line.
 */
import type { Position, Range } from 'vscode-languageserver/node';
import type { TextRange } from '../text/text';

const LF = 10;
const CR = 13;

export class LineIndex {
  /** Offset of each line's first character. */
  readonly #starts: readonly number[];

  constructor(readonly text: string) {
    const starts = [0];
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code > CR || (code !== LF && code !== CR)) continue;
      if (code === CR && text.charCodeAt(at + 1) === LF) at++;
      starts.push(at + 1);
    }
    this.#starts = starts;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  position(offset: number): Position {
    const at = Math.min(Math.max(offset, 0), this.text.length);
    const line = this.#lineOf(at);
    const start = this.#starts[line]!;
    return { line, character: Math.min(at, this.#endOf(line)) - start };
  }
  offset(position: Position): number {
    const [line, character] = [wholeNumber(position.line), wholeNumber(position.character)];
    if (line < 0) return 0;
    if (line >= this.#starts.length) return this.text.length;
    const start = this.#starts[line]!;
    return Math.min(start + Math.max(character, 0), this.#endOf(line));
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

/** A client can send anything for a number: what is none is the start. */
const wholeNumber = (value: unknown): number => (typeof value === 'number' ? Math.trunc(value) || 0 : 0);

const indexes = new WeakMap<object, LineIndex>();
/** The index of a document, made once for each version of it. */
export function linesOf(document: { readonly text: string }): LineIndex {
  const known = indexes.get(document);
  if (known) return known;
  const index = new LineIndex(document.text);
  indexes.set(document, index);
  return index;
}
