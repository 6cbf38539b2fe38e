import { Class, classOf, isSpecialOperator, isWordPart, upperCase } from './characters';
import type { Token, TokenKind } from './token';

/** How often the end of something unclosed is looked for through the whole text. */
const MAX_SEARCHES = 100;

/** Characters of a template's mark. */
const MAX_MARK = 2_000;
const closers: Readonly<Record<string, string>> = { '{': '}}', '%': '%}', '#': '#}' };
const markWithin = /\$\{[^}\r\n]*\}|\{\{[^\r\n]*?\}\}/;
/** `tbl_${env}`: a dollar sign is part of a name, but not before a brace. */
const isMarkStart = (text: string, at: number): boolean =>
  text.charCodeAt(at) === 36 && text.charCodeAt(at + 1) === 123;

/** Reads one token at a time without making objects; `tokenize` makes them. */
export class Lexer {
  kind: TokenKind = 'other';
  start = 0;
  end = 0;
  unterminated = false;
  /** Tags of dollar quotes, and the first place known after which there is none. */
  readonly #missingTags = new Map<string, number>();
  #openComments = 0;

  /** `cuts`: where a string or quoted name that begins at the key is taken to end, though it does not. */
  constructor(
    readonly text: string,
    at = 0,
    readonly limit = text.length,
    readonly cuts?: ReadonlyMap<number, number>,
  ) {
    this.end = at;
    if (at === 0 && text.charCodeAt(0) === 0xfeff) this.end = 1;
  }

  /** A comment was met that nothing closes, and taken to end with its line: text after it can still close it. */
  get leftOpen(): boolean {
    return this.#openComments > 0;
  }

  /** The word in upper case, the operator or the punctuation; empty for other kinds. */
  get word(): string {
    const { kind, start, end } = this;
    if (kind === 'word') return upperCase(this.text.slice(start, end));
    return kind === 'punctuation' || kind === 'operator' ? this.text.slice(start, end) : '';
  }

  /** The next token is read from `at`. */
  moveTo(at: number): void {
    this.end = at;
  }

  /** Moves to the next token, comments included; false at the end. */
  next(): boolean {
    const { text, limit } = this;
    let at = this.end;
    while (at < limit && classOf(text.charCodeAt(at)) === Class.Space) at++;
    this.start = at;
    this.unterminated = false;
    if (at >= limit) {
      this.end = at;
      return false;
    }
    this.#read(text.charCodeAt(at), at);
    if (this.end > limit) {
      this.end = limit;
      this.unterminated = true;
    }
    return true;
  }

  #take(kind: TokenKind, end: number): void {
    this.kind = kind;
    this.end = end;
  }

  #read(code: number, at: number): void {
    switch (classOf(code)) {
      case Class.Letter:
        return this.#word(code, at);
      case Class.Digit:
        return this.#number(at);
      case Class.Operator:
        return this.#operator(code, at);
      default:
        return this.#mark(code, at);
    }
  }

  #word(code: number, at: number): void {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    if (next === 39) {
      // E'' B'' X''; N'' is a word and a string to PostgreSQL too
      if (code === 69 || code === 101) return this.#quote('string', at, at + 1, 39, true);
      if (code === 66 || code === 98 || code === 88 || code === 120)
        return this.#quote('string', at, at + 1, 39, false);
    }
    if ((code === 85 || code === 117) && next === 38) {
      const quote = text.charCodeAt(at + 2);
      if (quote === 39) return this.#quote('string', at, at + 2, 39, false);
      if (quote === 34) return this.#quote('quoted', at, at + 2, 34, false);
    }
    let end = at + 1;
    while (end < this.limit && isWordPart(text.charCodeAt(end)) && !isMarkStart(text, end)) end++;
    this.#take('word', end);
  }

  /** The token never ends, so it ends with its line: what follows is more likely text of its own. */
  #unclosed(kind: TokenKind, start: number): void {
    const { text, limit } = this;
    let end = start;
    while (end < limit && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    this.unterminated = true;
    this.#take(kind, end);
  }

  /** From the quote at `open` to its partner; doubled quotes belong to the text, backslashes escape in E''. */
  #quote(kind: TokenKind, start: number, open: number, quote: number, escapes: boolean): void {
    const cut = this.cuts?.get(start);
    if (cut !== undefined) {
      this.unterminated = true;
      return this.#take(kind, cut);
    }
    const { text, limit } = this;
    let at = open + 1;
    while (at < limit) {
      const code = text.charCodeAt(at);
      if (code === quote) {
        if (text.charCodeAt(at + 1) === quote && at + 1 < limit) at += 2;
        else {
          const next = kind === 'string' ? this.#continuation(at + 1) : -1;
          if (next < 0) return this.#take(kind, at + 1);
          at = next;
        }
      } else at += escapes && code === 92 ? 2 : 1;
    }
    this.#unclosed(kind, start);
  }

  /** A constant goes on behind a line break and another quote: the place behind that quote, or -1. */
  #continuation(at: number): number {
    const { text, limit } = this;
    let lines = false;
    for (let end = at; end < limit; end++) {
      const code = text.charCodeAt(end);
      if (code === 10 || code === 13) lines = true;
      else if (code === 39 && lines) return end + 1;
      else if (classOf(code) !== Class.Space) return -1;
    }
    return -1;
  }

  #number(at: number): void {
    const { text } = this;
    const pattern =
      /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?(?:\.(?!\.)(?:\d(?:_?\d)*)?)?(?:[eE][+-]?\d(?:_?\d)*)?/y;
    pattern.lastIndex = at;
    pattern.test(text);
    this.#take('number', Math.max(pattern.lastIndex, at + 1));
  }

  #operator(code: number, at: number): void {
    const { text, limit } = this;
    const next = text.charCodeAt(at + 1);
    if (code === 45 && next === 45) return this.#lineComment(at);
    if (code === 47 && next === 42) return this.#blockComment(at);
    let end = at + 1;
    let special = isSpecialOperator(code);
    while (end < limit) {
      const character = text.charCodeAt(end);
      if (classOf(character) !== Class.Operator) break;
      const after = text.charCodeAt(end + 1);
      if ((character === 45 && after === 45) || (character === 47 && after === 42)) break;
      special ||= isSpecialOperator(character);
      end++;
    }
    // An operator ends in + or - only if it holds one of ~ ! @ # ^ & | ` ? %
    while (!special && end > at + 1 && (text.charCodeAt(end - 1) === 43 || text.charCodeAt(end - 1) === 45)) end--;
    this.#take('operator', end);
  }

  #lineComment(at: number): void {
    const { text, limit } = this;
    let end = at + 2;
    while (end < limit && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
    this.#take('comment', end);
  }

  #blockComment(at: number): void {
    const { text, limit } = this;
    if (this.#openComments > MAX_SEARCHES) return this.#unclosed('comment', at);
    let depth = 1;
    let end = at + 2;
    while (end < limit && depth > 0) {
      const code = text.charCodeAt(end);
      const next = text.charCodeAt(end + 1);
      if (code === 47 && next === 42) {
        depth++;
        end += 2;
      } else if (code === 42 && next === 47) {
        depth--;
        end += 2;
      } else end++;
    }
    if (depth === 0) return this.#take('comment', end);
    this.#openComments++;
    this.#unclosed('comment', at);
  }

  #mark(code: number, at: number): void {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    switch (code) {
      case 39:
        return this.#quote('string', at, at, 39, false);
      case 34: {
        const template = /"(?:\{\{[^\r\n]*?\}\}|\$\{[^\r\n}]*\})"/y;
        template.lastIndex = at;
        if ((next === 123 || next === 36) && template.test(text)) return this.#take('template', template.lastIndex);
        this.#quote('quoted', at, at, 34, false);
        if (!this.unterminated && markWithin.test(text.slice(at, this.end))) this.kind = 'template';
        return;
      }
      case 36:
        return this.#dollar(at);
      case 46:
        if (next >= 48 && next <= 57) return this.#number(at);
        return this.#take('punctuation', next === 46 ? at + 2 : at + 1);
      case 58:
        return this.#colon(next, at);
      case 40:
      case 41:
      case 44:
      case 59:
      case 91:
      case 93:
        return this.#take('punctuation', at + 1);
      case 123:
        return this.#template(closers[text[at + 1] ?? ''], at);
      default:
        return this.#take('other', at + 1);
    }
  }

  #colon(next: number, at: number): void {
    if (next === 58 || next === 61) return this.#take('punctuation', at + 2);
    const variable = /:(?:'[A-Za-z_]\w*'|"[A-Za-z_]\w*"|[A-Za-z_]\w*)/y;
    variable.lastIndex = at;
    const before = at === 0 ? 32 : this.text.charCodeAt(at - 1);
    // `a[i:j]` and `a:b` are not variables: psql's stand after a space, a bracket or an operator.
    if (!isWordPart(before) && before !== 93 && before !== 39 && before !== 34 && variable.test(this.text))
      return this.#take('template', variable.lastIndex);
    this.#take('punctuation', at + 1);
  }

  /** A template's marker up to `close`, over several lines where no statement ends between; or the brace alone. */
  #template(close: string | undefined, at: number): void {
    if (close === undefined) return this.#take('other', at + 1);
    const within = this.text.slice(at + 2, Math.min(this.limit, at + MAX_MARK));
    const end = within.indexOf(close);
    const oneLine = end >= 0 && !/[\r\n]/.test(within.slice(0, end));
    if (end < 0 || !(oneLine || (close !== '}' && !/;|\{\{/.test(within.slice(0, end)))))
      return this.#take('other', at + 1);
    this.#take('template', at + 2 + end + close.length);
  }

  #dollar(at: number): void {
    const { text } = this;
    const parameter = /\$\d+/y;
    parameter.lastIndex = at;
    if (parameter.test(text)) return this.#take('parameter', parameter.lastIndex);
    if (text.charCodeAt(at + 1) === 123) return this.#template('}', at);
    const tagPattern = /\$(?:[A-Za-z_\x80-\uffff][A-Za-z0-9_\x80-\uffff]*)?\$/y;
    tagPattern.lastIndex = at;
    if (!tagPattern.test(text) || tagPattern.lastIndex > this.limit) return this.#take('other', at + 1);
    const tag = text.slice(at, tagPattern.lastIndex);
    const cut = this.cuts?.get(at);
    const missing =
      cut !== undefined || this.#missingTags.size > MAX_SEARCHES || at >= (this.#missingTags.get(tag) ?? at + 1);
    const close = missing ? -1 : text.indexOf(tag, at + tag.length);
    if (close >= 0 && close + tag.length <= this.limit) return this.#take('string', close + tag.length);
    if (cut === undefined) this.#missingTags.set(tag, Math.min(at, this.#missingTags.get(tag) ?? at));
    this.unterminated = true;
    this.#take('string', cut ?? this.limit);
  }
}

/** All tokens but comments between `start` and `end`; comments too when asked. */
export function tokenize(text: string, start = 0, end = text.length, comments = false): Token[] {
  const tokens: Token[] = [];
  const lexer = new Lexer(text, start, end);
  while (lexer.next()) {
    if (lexer.kind === 'comment' && !comments) continue;
    const token = { kind: lexer.kind, start: lexer.start, end: lexer.end, text: lexer.word };
    tokens.push(lexer.unterminated ? { ...token, unterminated: true } : token);
  }
  return tokens;
}
