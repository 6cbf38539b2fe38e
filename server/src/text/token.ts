export type TokenKind =
  /** A key word or an identifier without quotes. */
  | 'word'
  /** `"…"` and `U&"…"`. */
  | 'quoted'
  /** `'…'` with any prefix, `$tag$…$tag$`. */
  | 'string'
  | 'number'
  | 'operator'
  /** `( ) [ ] , ; . : :: := ..` */
  | 'punctuation'
  /** `$1` */
  | 'parameter'
  | 'comment'
  /** Not SQL yet: `{{ … }}`, `{% … %}`, `${ … }`, `:name`, `:'name'`, and quoted names that hold one. */
  | 'template'
  /** A character SQL has no use for: `\`, `{`, a control character. */
  | 'other';
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** A word in upper case (ASCII), an operator or punctuation as written; empty for every other kind. */
  readonly text: string;
  readonly unterminated?: true;
}
