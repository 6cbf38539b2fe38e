/**
 * Expressions that stand alone, without their statement: what they name, one form for equal spellings, and new names in
 * their text. Read by PostgreSQL's own parser, so what only looks like a name (a field of EXTRACT, a key word, text in a
 * string of any kind) is none.
 */

import { Cursor } from '../text/cursor';
import { LruCache } from '../text/lru';
import { quoteIdentifier } from '../text/names';
import type { LocalName, TextRange } from '../text/text';
import { stringsOf, walk } from './ast';
import { type ColumnRef, type FuncCall, type Node, parse, type TypeName } from './parse';
import { outputName } from './query/output-name';
import type { ColumnReference } from './read/ops-table';
import { Source } from './source';

/** A name and what is written before it; ranges are in the expression's text. */
export interface NamedPart {
  readonly name: LocalName;
  readonly schema?: LocalName;
}
/** What an expression's text names; ranges are in that text. */
export interface ExpressionNames {
  /** Outside subqueries. */
  readonly columns: readonly ColumnReference[];
  /** Within subqueries: one without a qualifier is another relation's, most of the time. */
  readonly nested: readonly ColumnReference[];
  /** Anywhere; a type only where it is not written in key words. */
  readonly functions: readonly NamedPart[];
  readonly types: readonly NamedPart[];
}
/** libpg-query's tree without places and without what spelling alone adds. */
type CanonicalNode =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalNode[]
  | { readonly [key: string]: CanonicalNode };

const knownNames = new LruCache<ExpressionNames | 'unreadable'>(1_000_000);

/** The names in `text`, an expression; undefined when it cannot be read. */
export function expressionNames(text: string): ExpressionNames | undefined {
  return remembered(text, () => {
    const node = selectedValue(text);
    return node && readNames(text, lead, node);
  });
}
/** The names in `text`, a whole statement such as a view's query; its columns are not told. */
export function statementNames(text: string): ExpressionNames | undefined {
  return remembered(`;${text}`, () => {
    const outcome = parse(text);
    return outcome.status === 'ok' ? readNames(text, '', outcome.statements) : undefined;
  });
}
function remembered(key: string, read: () => ExpressionNames | undefined): ExpressionNames | undefined {
  let known = knownNames.get(key);
  if (known === undefined) {
    known = read() ?? 'unreadable';
    knownNames.set(key, known);
  }
  return known === 'unreadable' ? undefined : known;
}

const lead = 'SELECT ';
function readNames(text: string, before: string, tree: unknown): ExpressionNames {
  const source = new Source(before + text);
  const names = {
    columns: [] as ColumnReference[],
    nested: [] as ColumnReference[],
    functions: [] as NamedPart[],
    types: [] as NamedPart[],
  };
  const here = ({ start, end }: TextRange): TextRange => ({ start: start - before.length, end: end - before.length });
  const written = (location: number | undefined, value: string | undefined): NamedPart[] => {
    const [schema, name] = source
      .cursorAt(location)
      .dotted()
      .slice(-2)
      .map((part) => ({ ...part, range: here(part.range) }));
    const last = name ?? schema;
    if (last === undefined || last.value !== value) return [];
    return [name === undefined || schema === undefined ? { name: last } : { name, schema }];
  };
  const visit = (value: unknown, columns: ColumnReference[]): void =>
    walk(value, (kind, body) => {
      if (kind === 'ColumnRef')
        columns.push(...source.column(body as ColumnRef).map((each) => ({ ...each, range: here(each.range) })));
      if (kind === 'FuncCall') {
        const { location, funcname } = body as FuncCall;
        names.functions.push(...written(location, stringsOf(funcname).at(-1)));
      }
      if (kind === 'SelectStmt' && columns !== names.nested) {
        visit([{ [kind]: body }], names.nested);
        return false;
      }
      readTypeName(kind, body);
      return kind !== 'ColumnRef';
    });
  // The type of a cast is no node of its own.
  const readTypeName = (kind: string, body: Record<string, unknown>): void => {
    const type = (kind === 'TypeName' ? body : body.typeName) as TypeName | undefined;
    if (type?.names !== undefined) names.types.push(...written(type.location, stringsOf(type.names).at(-1)));
  };
  visit([tree], names.columns);
  return names;
}
/** The one value of `SELECT text`; undefined when the text is not a single expression. */
function selectedValue(text: string): Node | undefined {
  const outcome = parse(lead + text);
  if (outcome.status !== 'ok' || outcome.statements.length !== 1) return undefined;
  const statement = outcome.statements[0]?.stmt;
  if (statement === undefined || !('SelectStmt' in statement)) return undefined;
  const { targetList, ...rest } = statement.SelectStmt;
  const more = Object.keys(rest).some((key) => key !== 'limitOption' && key !== 'op');
  const target = targetList?.length === 1 ? targetList[0] : undefined;
  if (more || target === undefined || !('ResTarget' in target) || target.ResTarget.name !== undefined) return undefined;
  return target.ResTarget.val;
}

const canonical = new LruCache<{ readonly node: CanonicalNode | undefined }>(1_000_000);
/** One tree for texts that differ in spaces, comments, parentheses, key word case and cast spelling only. */
export function canonicalExpression(text: string): CanonicalNode | undefined {
  let known = canonical.get(text);
  if (known === undefined) {
    const value = selectedValue(text);
    known = { node: value === undefined ? undefined : strip(value) };
    canonical.set(text, known);
  }
  return known.node;
}
/** The same of a query, a SelectStmt. */
export function canonicalQuery(text: string): CanonicalNode | undefined {
  const key = `;${text}`;
  let known = canonical.get(key);
  if (known === undefined) {
    const outcome = parse(text);
    const [only, ...more] = outcome.status === 'ok' ? outcome.statements : [];
    const isQuery = only?.stmt !== undefined && more.length === 0 && 'SelectStmt' in only.stmt;
    known = { node: isQuery ? strip(only.stmt) : undefined };
    canonical.set(key, known);
  }
  return known.node;
}
/** The name that PostgreSQL gives a result column, of such a tree or a part of it. */
export const resultName = (tree: unknown): string => outputName(tree as Node);
const places = new Set([
  'location',
  'stmt_location',
  'stmt_len',
  'list_start',
  'list_end',
  'rexpr_list_start',
  'rexpr_list_end',
]);
function strip(value: unknown): CanonicalNode {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object') return value as CanonicalNode;
  if (value === null) return null;
  const entries = Object.entries(value)
    .filter(([key]) => !places.has(key))
    .map(([key, item]) => [key, strip(item)] as const);
  return Object.fromEntries(entries);
}

/**
 * The text after a column was renamed. `qualifiers`: names by which the column's table is reached; a reference under
 * another qualifier is another table's. Undefined when the text cannot be read.
 */
export function renameInExpression(
  text: string,
  from: string,
  to: string,
  qualifiers?: readonly string[],
): string | undefined {
  const names = expressionNames(text);
  if (names === undefined) return undefined;
  const isOwn = ({ qualifier }: ColumnReference): boolean =>
    qualifiers === undefined || (qualifier !== undefined && qualifiers.includes(qualifier.name));
  const hits = [
    ...names.columns.filter((reference) => reference.qualifier === undefined || isOwn(reference)),
    ...names.nested.filter((reference) => reference.qualifier !== undefined && isOwn(reference)),
  ].filter(({ column }) => column === from);
  return replaceAt(
    text,
    hits.map(({ range }) => range),
    to,
  );
}
/** The text with a name in the place of others. */
export function replaceAt(text: string, ranges: readonly TextRange[], name: string): string {
  const written = quoteIdentifier(name);
  return [...ranges]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end }) => result.slice(0, start) + written + result.slice(end), text);
}

/** The text after a table was renamed: its name as a qualifier of columns. Undefined when it cannot be read. */
export function renameTableInExpression(text: string, from: string, to: string): string | undefined {
  const names = expressionNames(text);
  if (names === undefined) return undefined;
  const hits = names.columns.flatMap(({ range, qualifier }) =>
    qualifier?.name === from ? (qualifierRange(text, range.start) ?? []) : [],
  );
  return replaceAt(text, hits, to);
}
/** The name before the dot before `at`. */
function qualifierRange(text: string, at: number): TextRange | undefined {
  const token = Cursor.over(text, 0, at).tokens.at(-2);
  return token === undefined ? undefined : { start: token.start, end: token.end };
}
