/** Keys of indexes and exclusions, CREATE INDEX. */

import type { SqlType } from '../../model/types';
import type { Cursor } from '../../text/cursor';
import type { QualifiedName } from '../../text/names';
import { present } from '../../text/present';
import type { TextRange } from '../../text/text';
import { bodiesOf, stringsOf } from '../ast';
import type { IndexElem, IndexStmt, Node } from '../parse';
import { localName, type Source } from '../source';
import { sqlType } from '../types';
import type { CreateIndex, IndexKeyDef } from './ops-table';
import { nameList } from './scan-clause';

/** The last two of a list of name parts. */
export function qualifiedName(nodes: readonly Node[] | undefined): QualifiedName | undefined {
  const parts = stringsOf(nodes);
  const name = parts.at(-1);
  const schema = parts.at(-2);
  if (name === undefined) return undefined;
  return schema === undefined ? { name } : { schema, name };
}

/** One key, written where `part` stands. */
function indexKeyDef(source: Source, element: IndexElem, part: Cursor): IndexKeyDef {
  const range = part.rest();
  const collation = qualifiedName(element.collation);
  const opclass = qualifiedName(element.opclass);
  const options = source.options(element.opclassopts);
  const descending = element.ordering === 'SORTBY_DESC';
  const nulls = element.nulls_ordering === 'SORTBY_NULLS_FIRST' ? 'first' : 'last';
  const ordered = element.nulls_ordering !== undefined && element.nulls_ordering !== 'SORTBY_NULLS_DEFAULT';
  return {
    range,
    ...keySubject(source, element, part),
    ...present({
      collation,
      opclass,
      opclassOptions: options.length === 0 ? undefined : options,
      descending: descending || undefined,
      nulls: ordered && (nulls === 'first') !== descending ? nulls : undefined,
    }),
  };
}
/** `(column)` and `(column COLLATE c)` are the column to PostgreSQL too (ComputeIndexAttrs, indexcmds.c). */
function keySubject(
  source: Source,
  element: IndexElem,
  part: Cursor,
): Pick<IndexKeyDef, 'column' | 'columnRange' | 'expression' | 'references' | 'collation' | 'cast' | 'isCollated'> {
  if (element.name !== undefined) {
    const token = part.token();
    return {
      column: element.name,
      ...present({ columnRange: token && { start: token.start, end: token.end } }),
    };
  }
  const references = source.expression(element.expr, expressionRange(part));
  const plain = plainColumn(element.expr);
  const only = references.columns?.[0];
  if (plain !== undefined && only !== undefined) {
    const collation = element.collation === undefined ? plain.collation : undefined;
    return { column: only.column, columnRange: only.range, ...present({ collation }) };
  }
  const isCollated = element.expr && 'CollateClause' in element.expr ? true : undefined;
  return { expression: references.text, references, ...present({ cast: castOf(element.expr), isCollated }) };
}
function castOf(node: Node | undefined): SqlType | undefined {
  if (node && 'CollateClause' in node) return castOf(node.CollateClause.arg);
  if (!node || !('TypeCast' in node) || !node.TypeCast.arg || !('ColumnRef' in node.TypeCast.arg)) return undefined;
  return node.TypeCast.typeName && sqlType(node.TypeCast.typeName);
}
function plainColumn(node: Node | undefined): { readonly collation?: QualifiedName } | undefined {
  if (node !== undefined && 'CollateClause' in node) {
    const inner = plainColumn(node.CollateClause.arg);
    const collation = qualifiedName(node.CollateClause.collname);
    return inner === undefined || collation === undefined ? inner : { collation };
  }
  return node !== undefined && 'ColumnRef' in node ? {} : undefined;
}
/** A key is `(expression)` or a function call: the first without its parentheses. */
function expressionRange(part: Cursor): TextRange {
  if (part.peek() === '(') return unwrapped(part.inside());
  const start = part.start;
  part.seek('(');
  if (!part.done) part.group();
  return { start, end: part.end };
}
/** The keys in the parentheses at `cursor`, paired in order; `cursor` moves past them. */
export function indexKeys(source: Source, elements: readonly IndexElem[], cursor: Cursor): IndexKeyDef[] {
  const parts = cursor.inside().parts();
  return elements.map((element, index) => indexKeyDef(source, element, parts[index] ?? cursor.fork()));
}

export function createIndex(source: Source, statement: IndexStmt): CreateIndex {
  const table = source.relation(statement.relation);
  const cursor = source.cursor();
  cursor.seek('INDEX');
  cursor.at++;
  cursor.take('CONCURRENTLY');
  cursor.take('IF', 'NOT', 'EXISTS');
  const written = cursor.is('ON') ? undefined : cursor.local();
  const after = source.at(table.range.end);
  const method = after.take('USING') ? after.local() : undefined;
  const keys = indexKeys(source, bodiesOf(statement.indexParams, 'IndexElem'), after);
  const include = after.take('INCLUDE') ? nameList(after) : [];
  const parameters = source.options(statement.options);
  return {
    op: 'create index',
    ...present({
      name: statement.idxname === undefined ? undefined : localName(statement.idxname, written, table.range),
    }),
    ifNotExists: statement.if_not_exists ?? false,
    concurrently: statement.concurrent ?? false,
    only: statement.relation?.inh !== true,
    table,
    unique: statement.unique ?? false,
    method: statement.accessMethod ?? 'btree',
    ...present({ methodRange: method?.range }),
    keys,
    ...present({ include: include.length === 0 ? undefined : include }),
    ...whereOf(source, statement, after),
    ...present({ nullsNotDistinct: statement.nulls_not_distinct || undefined }),
    ...(parameters.length === 0
      ? {}
      : { storageParameters: parameters, parameterNames: source.optionNames(statement.options) }),
    ...present({ tablespace: statement.tableSpace }),
  };
}
/** `make_ands_implicit` keeps nothing of a predicate that is TRUE. */
function isTrue(clause: Node): boolean {
  if (!('A_Const' in clause)) return false;
  const { boolval, sval } = clause.A_Const as ConstantFields;
  return boolval?.boolval === true || /^\s*(?:t|tr|tru|true|y|ye|yes|on|1)\s*$/i.test(sval?.sval ?? '');
}
interface ConstantFields {
  readonly boolval?: { readonly boolval?: boolean };
  readonly sval?: { readonly sval?: string };
}
function whereOf(source: Source, statement: IndexStmt, after: Cursor): Pick<CreateIndex, 'where'> {
  if (statement.whereClause === undefined || isTrue(statement.whereClause) || !after.seek('WHERE')) return {};
  after.at++;
  return { where: source.expression(statement.whereClause, unwrapped(after.fork())) };
}
/** The rest of `cursor` without parentheses around all of it; a subquery keeps its own. */
export function unwrapped(cursor: Cursor): TextRange {
  if (cursor.peek() === '(') {
    const probe = cursor.fork();
    const inner = probe.inside();
    const isQuery = inner.is('SELECT') || inner.is('WITH') || inner.is('VALUES');
    if (probe.done && !isQuery) return unwrapped(inner);
  }
  return cursor.rest();
}
