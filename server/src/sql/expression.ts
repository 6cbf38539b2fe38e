/**
 * Expressions that stand alone, without their statement: what they name, one form for equal spellings, and new names in
 * their text. Read by pgsql-ast-parser, and by PostgreSQL's parser where that one cannot.
 */
import { astVisitor, type Expr, type ExprRef, parse as parseWithLocations } from 'pgsql-ast-parser';
import { clipBytes, MAX_IDENTIFIER_BYTES, quoteIdentifier } from '../model/names';
import { Cursor } from './cursor';
import { LruCache } from './lru';
import type { ColumnReference, LocalName } from './ops';
import { parse } from './parse';
import { Source } from './source';

/** What an expression's text names; ranges are in that text. */
export interface ExpressionNames {
  readonly columns: readonly ColumnReference[];
}
/** libpg-query's tree without places and without what spelling alone adds. */
export type CanonicalNode =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalNode[]
  | { readonly [key: string]: CanonicalNode };

const namesOf = new LruCache<ExpressionNames | 'unreadable'>(1_000_000);

/** The columns that `text` names outside subqueries; undefined when it cannot be read. */
export function expressionNames(text: string): ExpressionNames | undefined {
  let known = namesOf.get(text);
  if (known === undefined) {
    known = readNames(text) ?? readNamesByServer(text) ?? 'unreadable';
    namesOf.set(text, known);
  }
  return known === 'unreadable' ? undefined : known;
}

function readNames(text: string): ExpressionNames | undefined {
  try {
    // Its types know `entry` as a string only, without which nothing has a location.
    const expression = parseWithLocations(text, { entry: 'expr', locationTracking: true }) as unknown as Expr;
    const columns: ColumnReference[] = [];
    let nested = false;
    const visitor = astVisitor(() => ({
      ref: (reference: ExprRef) => {
        if (reference.name !== '*') columns.push(referenceAt(text, reference));
      },
      select: () => {
        nested = true;
      },
    }));
    visitor.expr(expression);
    // Which of a subquery's names are its own is told by libpg-query's tree.
    return nested ? undefined : { columns };
  } catch {
    return undefined;
  }
}
function referenceAt(text: string, reference: ExprRef): ColumnReference {
  const at = reference._location;
  const written = at === undefined ? [] : Cursor.over(text, at.start, at.end).dotted();
  const column = written.at(-1);
  if (column === undefined || column.value !== clipBytes(reference.name, MAX_IDENTIFIER_BYTES))
    throw new Error('a reference is not where it was said to be');
  return { column: column.value, range: column.range, ...qualifierOf(written) };
}
function qualifierOf(written: readonly LocalName[]): Pick<ColumnReference, 'qualifier'> {
  const name = written.at(-2)?.value;
  const schema = written.at(-3)?.value;
  if (name === undefined) return {};
  return { qualifier: schema === undefined ? { name } : { schema, name } };
}

const lead = 'SELECT ';
function readNamesByServer(text: string): ExpressionNames | undefined {
  const node = selectedValue(text);
  if (node === undefined) return undefined;
  const source = new Source(lead + text);
  const { columns } = source.expression(node, source.all);
  return {
    columns: (columns ?? []).map((reference) => ({
      ...reference,
      range: { start: reference.range.start - lead.length, end: reference.range.end - lead.length },
    })),
  };
}
/** The one value of `SELECT text`; undefined when the text is not a single expression. */
function selectedValue(text: string) {
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
  const hits = names.columns.filter(
    ({ column, qualifier }) =>
      column === from && (qualifier === undefined || qualifiers === undefined || qualifiers.includes(qualifier.name)),
  );
  return replaceAt(text, hits, to);
}
function replaceAt(
  text: string,
  hits: readonly { readonly range: { start: number; end: number } }[],
  to: string,
): string {
  const written = quoteIdentifier(to);
  return [...hits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((result, { range }) => result.slice(0, range.start) + written + result.slice(range.end), text);
}

/** The text after a table was renamed: its name as a qualifier of columns. Undefined when it cannot be read. */
export function renameTableInExpression(text: string, from: string, to: string): string | undefined {
  const names = expressionNames(text);
  if (names === undefined) return undefined;
  const hits = names.columns.flatMap(({ range, qualifier }) => {
    if (qualifier?.name !== from) return [];
    const before = qualifierRange(text, range.start);
    return before === undefined ? [] : [{ range: before }];
  });
  return replaceAt(text, hits, to);
}
/** The name before the dot before `at`. */
function qualifierRange(text: string, at: number) {
  const cursor = Cursor.over(text, 0, at);
  const token = cursor.tokens.at(-2);
  return token === undefined ? undefined : { start: token.start, end: token.end };
}
