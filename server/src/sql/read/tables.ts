/** CREATE TABLE in all its forms. */

import type { Cursor } from '../../text/cursor';
import { present } from '../../text/present';
import type { LocalName } from '../../text/text';
import { bodiesOf } from '../ast';
import type { CreateForeignTableStmt, CreateStmt, Node, TableLikeClause } from '../parse';
import { localName, type Source } from '../source';
import { columnDef } from './columns';
import { constraintDef } from './constraints';
import type { CreateTable, LikeClause } from './ops-table';
import { scanBodyAt, type TableElement } from './scan';

/** CREATE_TABLE_LIKE_* of src/include/nodes/parsenodes.h. */
const likeOptions = [
  'comments',
  'compression',
  'constraints',
  'defaults',
  'generated',
  'identity',
  'indexes',
  'statistics',
  'storage',
] as const;

export function createTable(source: Source, statement: CreateStmt): CreateTable {
  const name = source.relation(statement.relation);
  const cursor = source.at(name.range.end);
  const parent = takeParent(source, statement, cursor);
  const scanned = scanBodyAt(cursor);
  const elements = pair(source, statement.tableElts ?? [], scanned.elements);
  const parameters = source.options(statement.options);
  const bound = statement.partbound === undefined ? undefined : scanBound(cursor);
  return {
    op: 'create table',
    name,
    ifNotExists: statement.if_not_exists ?? false,
    kind: statement.partspec === undefined ? 'table' : 'partitioned table',
    ...persistenceOf(statement.relation?.relpersistence, statement.relation?.schemaname),
    ...elementsOf(source, elements),
    inherits: bound === undefined ? bodiesOf(statement.inhRelations, 'RangeVar').map((r) => source.relation(r)) : [],
    ...(statement.partspec === undefined ? {} : partitionBy(source, statement)),
    ...present({
      partitionOf: bound === undefined || parent === undefined ? undefined : { parent, bound },
      ofType: statement.ofTypename === undefined || parent === undefined ? undefined : parent,
    }),
    ...(parameters.length === 0
      ? {}
      : { storageParameters: parameters, parameterNames: source.optionNames(statement.options) }),
    ...present({
      tablespace: statement.tablespacename,
      accessMethod: statement.accessMethod,
      onCommitDrop: statement.oncommit === 'ONCOMMIT_DROP' || undefined,
      body: scanned.body,
    }),
  };
}

export function createForeignTable(source: Source, statement: CreateForeignTableStmt): CreateTable {
  const options = source.options(statement.options);
  return {
    ...createTable(source, statement.base ?? {}),
    kind: 'foreign table',
    ...present({ server: statement.servername, foreignOptions: options.length === 0 ? undefined : options }),
  };
}

export function persistenceOf(
  relpersistence: string | undefined,
  schema: string | undefined,
): { persistence?: 'unlogged' | 'temporary' } {
  if (relpersistence === 't' || schema === 'pg_temp') return { persistence: 'temporary' };
  return relpersistence === 'u' ? { persistence: 'unlogged' } : {};
}

/** Over OF type or PARTITION OF parent. */
function takeParent(source: Source, statement: CreateStmt, cursor: Cursor): CreateTable['ofType'] {
  if (cursor.take('PARTITION', 'OF')) {
    const written = cursor.name();
    const parent = bodiesOf(statement.inhRelations, 'RangeVar')[0];
    return parent === undefined ? written : source.relation(parent);
  }
  return cursor.take('OF') ? cursor.name() : undefined;
}

/** `FOR VALUES …` or `DEFAULT`, as written. */
export function scanBound(cursor: Cursor): string {
  const start = cursor.start;
  if (!cursor.take('DEFAULT')) {
    while (cursor.takeAny('FOR', 'VALUES', 'IN', 'FROM', 'TO', 'WITH')) if (cursor.peek() === '(') cursor.group();
  }
  return cursor.text.slice(start, cursor.end);
}
/** `RANGE (a)`: all that follows PARTITION BY. */
function partitionBy(source: Source, statement: CreateStmt): { partitionBy?: string } {
  const cursor = source.cursorAt(statement.partspec?.location);
  if (!cursor.take('PARTITION', 'BY')) return {};
  const strategy = cursor.peek();
  cursor.at++;
  return { partitionBy: `${strategy} ${source.slice(cursor.group())}` };
}

interface ElementPair {
  readonly node: Node;
  readonly element: TableElement | undefined;
}
/** Both lists are in the order of the text; what the scanner left out is paired with nothing. */
function pair(source: Source, nodes: readonly Node[], elements: readonly TableElement[]): ElementPair[] {
  if (nodes.length === elements.length) return nodes.map((node, index) => ({ node, element: elements[index] }));
  return nodes.map((node) => {
    const at = source.offset(elementLocation(node));
    return { node, element: elements.find(({ range }) => range.start <= at && at < range.end) };
  });
}
function elementLocation(node: Node): number | undefined {
  if ('ColumnDef' in node) return node.ColumnDef.location;
  if ('Constraint' in node) return node.Constraint.location;
  return 'TableLikeClause' in node ? node.TableLikeClause.relation?.location : undefined;
}

function elementsOf(
  source: Source,
  pairs: readonly ElementPair[],
): Pick<CreateTable, 'columns' | 'constraints' | 'likes'> {
  const columns: CreateTable['columns'][number][] = [];
  const constraints: CreateTable['constraints'][number][] = [];
  const likes: LikeClause[] = [];
  for (const { node, element } of pairs) {
    if ('ColumnDef' in node) columns.push(columnDef(source, node.ColumnDef, element));
    else if ('Constraint' in node) {
      const constraint = constraintDef(source, node.Constraint, element?.clauses[0]);
      if (constraint !== undefined) constraints.push(constraint);
    } else if ('TableLikeClause' in node) likes.push(like(source, node.TableLikeClause, element, columns.length));
  }
  return { columns, constraints, likes };
}
function like(
  source: Source,
  clause: TableLikeClause,
  element: TableElement | undefined,
  position: number,
): LikeClause {
  const mask = clause.options ?? 0;
  const including = likeOptions.filter((_, bit) => (mask & (1 << bit)) !== 0);
  const relation = source.relation(clause.relation);
  return { range: element?.range ?? relation.range, source: relation, including: new Set(including), position };
}

/** The columns of CREATE TABLE t (a, b) AS …, or of a view: names only. */
export function columnNames(source: Source, names: readonly string[], cursor: Cursor): LocalName[] {
  if (names.length === 0) return [];
  const parts = cursor.peek() === '(' ? cursor.inside().parts() : [];
  return names.map((name, index) => localName(name, parts[index]?.local(), source.all));
}
