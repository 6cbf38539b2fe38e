/** The names in what a server prints of a schema (`pg_get_expr`, `pg_get_viewdef` and the like), with their places. */
import { Cursor } from '../text/cursor';
import type { QualifiedName } from '../text/names';
import type { LocalName, TextRange } from '../text/text';
import type { Token } from '../text/token';
import { stringsOf } from './ast';
import { type Node, parse, type TypeName } from './parse';
import { Source } from './source';

export type NamedKind = 'relation' | 'function' | 'type' | 'collation' | 'operator class' | 'text search';
export interface PrintedReference {
  readonly kind: NamedKind;
  readonly value: QualifiedName;
  /** Schema and all; of a constant as `'t_id_seq'::regclass`, what stands between the quotes. */
  readonly range: TextRange;
}
/** What has to stand around a text for the parser to take it as a statement. */
export type Frame = readonly [before: string, after: string];

/** Constants of these types are names; of routines their arguments follow. */
const namesOf: Readonly<Record<string, NamedKind>> = {
  regclass: 'relation',
  regtype: 'type',
  regproc: 'function',
  regprocedure: 'function',
  regconfig: 'text search',
  regdictionary: 'text search',
};
/** What stands on a relation is printed with its schema, wherever that is. */
const standing: ReadonlySet<string> = new Set([
  'CreateTrigStmt',
  'RuleStmt',
  'IndexStmt',
  'PublicationTable',
  'AlterObjectDependsStmt',
]);

/** In their order; none where the parser does not take the text. Operators are not told. */
export function printedReferences(text: string, [before, after]: Frame): PrintedReference[] {
  const outcome = parse(`${before}${text}${after}`);
  if (outcome.status !== 'ok') return [];
  const reader = new Reader(new Source(`${before}${text}${after}`));
  reader.read(outcome.statements);
  reader.keys();
  const common = reader.common;
  // The parser has the arguments of a called routine twice.
  const once = [...new Map(reader.names.map((one) => [one.range.start, one])).values()];
  return once
    .map((one) => ({ ...one, range: { start: one.range.start - before.length, end: one.range.end - before.length } }))
    .filter(({ range }) => range.start >= 0 && range.end <= text.length)
    .filter(({ kind, value }) => kind !== 'relation' || value.schema !== undefined || !common.has(value.name))
    .sort((a, b) => a.range.start - b.range.start);
}

class Reader {
  readonly names: PrintedReference[] = [];
  /** What WITH names. */
  readonly common = new Set<string>();
  constructor(readonly source: Source) {}

  read(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.read(item);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const body = value as Readonly<Record<string, unknown>>;
    const { location } = body as { readonly location?: number };
    if (typeof body.ctename === 'string') this.common.add(body.ctename);
    if (typeof body.relname === 'string') this.#name('relation', location, body.relname);
    if (Array.isArray(body.funcname))
      if (location !== undefined) this.#name('function', location, stringsOf(body.funcname as Node[]).at(-1));
      else if ('trigname' in body) this.#executed();
    if (Array.isArray(body.names) && 'typemod' in body)
      this.#name('type', location, stringsOf((body as TypeName).names).at(-1));
    this.#constant(body);
    for (const [key, child] of Object.entries(body)) {
      if (typeof child !== 'object' || child === null) continue;
      const { relation, pubtable, ...rest } = child as Readonly<Record<string, unknown>>;
      if (pubtable !== undefined) this.read((pubtable as { readonly whereClause?: unknown }).whereClause);
      this.read(standing.has(key) || pubtable !== undefined ? rest : child);
    }
  }
  /** Of keys of indexes, exclusions and partitions the parser tells no places: `name COLLATE app.plain app.own_ops DESC`. */
  keys(): void {
    const { tokens } = this.source;
    for (const [at, token] of tokens.entries()) {
      const before = tokens[at - 1];
      if (!before || (token.kind !== 'word' && token.kind !== 'quoted') || before.text === '.') continue;
      const kind =
        before.text === 'COLLATE'
          ? 'collation'
          : this.#isKey(at)
            ? 'operator class'
            : this.#member(before, token.start);
      const parts = kind ? this.source.at(token.start).dotted() : [];
      if (kind && !this.names.some(({ range }) => range.end > token.start && range.start <= token.start))
        this.#add(kind, parts, parts.at(-1)?.value);
    }
  }
  /** `FUNCTION 2 (integer, integer) app.f(integer)` of an operator class, `WITH app.d, simple` of a text search configuration. */
  #member(before: Token, start: number): NamedKind | undefined {
    const { text } = this.source;
    const lead = text.slice(text.lastIndexOf(';', start) + 1, start);
    if (/^\s*(?:CREATE|ALTER) OPERATOR (?:CLASS|FAMILY)\b/.test(lead))
      return /\bFUNCTION \d+ (?:\([^()]*\) )?$/.test(lead) ? 'function' : undefined;
    if (/^\s*CREATE (?:CAST|TRANSFORM|(?:TRUSTED )?LANGUAGE|ACCESS METHOD|FOREIGN DATA WRAPPER)\b/.test(lead))
      return /\b(?:WITH FUNCTION|HANDLER|INLINE|VALIDATOR) $/.test(lead) ? 'function' : undefined;
    const isMapping = /^\s*ALTER TEXT SEARCH CONFIGURATION\b.*\bWITH\b/.test(lead);
    return isMapping && (before.text === 'WITH' || before.text === ',') ? 'text search' : undefined;
  }
  /** After a whole key: nothing else follows one but words of the syntax, in capitals. */
  #isKey(at: number): boolean {
    const { tokens, text } = this.source;
    const [before, token] = [tokens[at - 1]!, tokens[at]!];
    if (!/^(?:CREATE (?:UNIQUE )?INDEX\b|ALTER TABLE t ADD EXCLUDE\b|CREATE TABLE t \(\) PARTITION BY\b)/.test(text))
      return false;
    const isSyntax = ({ kind, start, end }: Token): boolean =>
      kind === 'word' && /^[A-Z_]+$/.test(text.slice(start, end));
    const endsKey = before.text === ')' || before.kind === 'quoted' || (before.kind === 'word' && !isSyntax(before));
    return endsKey && !isSyntax(token) && tokens.slice(0, at).some(({ text: word }) => word === '(');
  }
  #name(kind: NamedKind, location: number | undefined, last: string | undefined): void {
    this.#add(kind, this.source.cursorAt(location).dotted(), last);
  }
  /** What is not written so (`character varying`, EXTRACT) is no name. */
  #add(kind: NamedKind, parts: readonly LocalName[], last: string | undefined): void {
    const [name, schema] = [parts.at(-1), parts.at(-2)];
    if (name === undefined || name.value !== last) return;
    const value = schema === undefined ? { name: name.value } : { schema: schema.value, name: name.value };
    this.names.push({ kind, value, range: { start: (schema ?? name).range.start, end: name.range.end } });
  }
  /** Triggers and event triggers: the parser tells no place of their function. */
  #executed(): void {
    const { tokens } = this.source;
    const at = tokens.findLastIndex(
      ({ kind, text: word }, index) =>
        kind === 'word' && /^(?:FUNCTION|PROCEDURE)$/.test(word) && tokens[index - 1]?.text === 'EXECUTE',
    );
    const next = tokens[at + 1];
    if (at < 0 || !next) return;
    const parts = this.source.at(next.start).dotted();
    this.#add('function', parts, parts.at(-1)?.value);
  }
  /** `'app.t_id_seq'::regclass`. */
  #constant(body: Readonly<Record<string, unknown>>): void {
    const type = body.typeName as TypeName | undefined;
    const kind = namesOf[stringsOf(type?.names).at(-1) ?? ''];
    const constant = (body.arg as { readonly A_Const?: { readonly location?: number } } | undefined)?.A_Const;
    if (kind === undefined || constant === undefined) return;
    const { text } = this.source;
    const token = this.source.cursorAt(constant.location).token();
    if (token?.kind !== 'string' || text[token.start] !== "'") return;
    const parts = Cursor.over(text, token.start + 1, token.end - 1).dotted();
    this.#add(kind, parts, parts.at(-1)?.value);
  }
}
