/** A place among the tokens of a statement, and how names, groups and word sequences are read there. */

import { tokenize } from './lexer';
import { identifierValue } from './literals';
import type { LocalName, Name, TextRange } from './text';
import type { Token } from './token';

export class Cursor {
  at: number;

  constructor(
    readonly text: string,
    readonly tokens: readonly Token[],
    at = 0,
    readonly limit = tokens.length,
  ) {
    this.at = at;
  }
  static over(text: string, start = 0, end = text.length): Cursor {
    return new Cursor(text, tokenize(text, start, end));
  }
  /** Another cursor at this place, which can move by itself; `limit` is the token it ends before. */
  fork(at = this.at, limit = this.limit): Cursor {
    return new Cursor(this.text, this.tokens, at, limit);
  }

  get done(): boolean {
    return this.at >= this.limit;
  }
  token(ahead = 0): Token | undefined {
    const index = this.at + ahead;
    return index < this.limit && index >= 0 ? this.tokens[index] : undefined;
  }
  /** The word in upper case, or the punctuation; empty for names in quotes, strings, and past the end. */
  peek(ahead = 0): string {
    return this.token(ahead)?.text ?? '';
  }
  /** Offset of the token here, or of the end of what was read. */
  get start(): number {
    return this.token()?.start ?? this.end;
  }
  /** End of the token before this place. */
  get end(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  is(first: string, second?: string, third?: string, fourth?: string): boolean {
    if (this.peek() !== first) return false;
    if (second !== undefined && this.peek(1) !== second) return false;
    if (third !== undefined && this.peek(2) !== third) return false;
    return fourth === undefined || this.peek(3) === fourth;
  }
  isAll(words: readonly string[]): boolean {
    return words.every((word, ahead) => this.peek(ahead) === word);
  }
  /** Steps over these words when they stand here. */
  take(first: string, second?: string, third?: string): boolean {
    if (!this.is(first, second, third)) return false;
    this.at += second === undefined ? 1 : third === undefined ? 2 : 3;
    return true;
  }
  takeAny(...words: readonly string[]): string | undefined {
    const word = this.peek();
    if (word === '' || !words.includes(word)) return undefined;
    this.at++;
    return word;
  }
  /** Moves to the next of `words` outside brackets; false, and at the end, when there is none. */
  seek(...words: readonly string[]): boolean {
    while (!this.done) {
      if (words.includes(this.peek()) && this.peek() !== '') return true;
      this.skip();
    }
    return false;
  }
  /** Over one token, or over a bracketed group. */
  skip(): void {
    const open = this.peek();
    if (open === '(' || open === '[') this.group();
    else this.at++;
  }
  /** Over the group that opens here; its range with the brackets. An unclosed one ends with the tokens. */
  group(): TextRange {
    const start = this.start;
    let depth = 0;
    do {
      const word = this.peek();
      if (word === '(' || word === '[') depth++;
      else if (word === ')' || word === ']') depth--;
      this.at++;
    } while (depth > 0 && !this.done);
    return { start, end: this.end };
  }
  /** Over the group here, giving a cursor over what is inside it. */
  inside(): Cursor {
    const from = this.at + 1;
    this.group();
    const closed = this.tokens[this.at - 1]?.text === ')' && this.at - 1 >= from;
    return this.fork(from, closed ? this.at - 1 : this.at);
  }
  /** Cursors over the parts between commas outside brackets, to this cursor's limit; none for no tokens. */
  parts(): Cursor[] {
    const parts: Cursor[] = [];
    let from = this.at;
    while (!this.done) {
      if (this.peek() === ',') {
        parts.push(this.fork(from, this.at));
        this.at++;
        from = this.at;
      } else this.skip();
    }
    if (from < this.limit || parts.length > 0) parts.push(this.fork(from, this.limit));
    return parts;
  }
  /** From the first to the last token of this cursor. */
  rest(): TextRange {
    const start = this.start;
    return { start, end: Math.max(start, this.tokens[this.limit - 1]?.end ?? start) };
  }

  get isName(): boolean {
    const kind = this.token()?.kind;
    return kind === 'word' || kind === 'quoted';
  }
  /** A name of one part. */
  local(): LocalName | undefined {
    const token = this.token();
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'quoted')) return undefined;
    this.at++;
    return { value: identifierValue(this.text, token), range: { start: token.start, end: token.end } };
  }
  /** Every part of a dotted name. */
  dotted(): LocalName[] {
    const first = this.local();
    if (first === undefined) return [];
    const parts = [first];
    while (this.peek() === '.') {
      this.at++;
      const part = this.local();
      if (part === undefined) break;
      parts.push(part);
    }
    return parts;
  }
  /** `name`, `schema.name` or `database.schema.name`; the range covers all that was written. */
  name(): Name | undefined {
    return qualifiedOf(this.dotted());
  }
}

/** The last two of `parts` as a name over the range of all. */
export function qualifiedOf(parts: readonly LocalName[]): Name | undefined {
  const last = parts.at(-1);
  if (last === undefined) return undefined;
  const schema = parts.at(-2)?.value;
  const range = { start: parts[0]!.range.start, end: last.range.end };
  return { value: schema === undefined ? { name: last.value } : { schema, name: last.value }, range };
}
