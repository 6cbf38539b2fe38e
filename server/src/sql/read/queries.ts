/** Views, tables made from queries, and every statement that only uses what is there. */

import type { Cursor } from '../../text/cursor';
import { t } from '../../text/l10n';
import { present } from '../../text/present';
import { identifierList } from '../../text/quoted';
import type { LocalName, Name } from '../../text/text';
import { bodiesOf, stringsOf } from '../ast';
import type {
  AlterPublicationStmt,
  ClusterStmt,
  CopyStmt,
  CreatePublicationStmt,
  CreateTableAsStmt,
  GrantStmt,
  IntoClause,
  Node,
  RangeVar,
  SelectStmt,
  ViewStmt,
} from '../parse';
import { constantText, selectedCalls } from '../plpgsql/routine-call';
import { QueryReader } from '../query/query';
import { localName, type Source } from '../source';
import type { DdlOp } from './ops';
import type { RelationUse } from './ops-query';
import type { CreateTableAs } from './ops-table';
import { columnNames, persistenceOf } from './tables';

/** The text after the first AS outside brackets, without what follows the query: CHECK OPTION, the next element of CREATE SCHEMA. */
function definitionAfterAs(source: Source, cursor: Cursor, tail: readonly (readonly string[])[]): string {
  cursor.seek('AS');
  cursor.at++;
  const start = cursor.start;
  const next = cursor.fork();
  const isElement =
    /^create\s+schema\b/i.test(source.text.slice(source.tokens[0]?.start)) && next.seek('CREATE', 'GRANT');
  const last = isElement ? next.at : cursor.limit;
  for (const words of tail) {
    const end = cursor.fork(last - words.length);
    if (end.at > cursor.at && end.isAll(words)) return source.text.slice(start, end.end);
  }
  return source.text.slice(start, source.tokens[isElement ? last - 1 : source.tokens.length - 1]?.end ?? start);
}

export function createView(source: Source, statement: ViewStmt): DdlOp {
  const name = source.relation(statement.view);
  const reader = new QueryReader(source);
  const outputs = reader.statement(statement.query);
  const cursor = source.at(name.range.end);
  const columns = columnNames(source, stringsOf(statement.aliases), cursor.fork());
  const options = source.options(statement.options);
  const check = statement.withCheckOption;
  if (check === 'LOCAL_CHECK_OPTION') options.push('check_option=local');
  if (check === 'CASCADED_CHECK_OPTION') options.push('check_option=cascaded');
  return {
    op: 'create view',
    name,
    orReplace: statement.replace ?? false,
    ...present({
      persistence:
        persistenceOf(statement.view?.relpersistence, statement.view?.schemaname).persistence === 'temporary'
          ? 'temporary'
          : undefined,
    }),
    columnNames: columns,
    query: reader.shape(outputs),
    definition: definitionAfterAs(source, cursor, [
      ['WITH', 'LOCAL', 'CHECK', 'OPTION'],
      ['WITH', 'CASCADED', 'CHECK', 'OPTION'],
      ['WITH', 'CHECK', 'OPTION'],
    ]),
    ...present({ options: options.length === 0 ? undefined : options }),
  };
}

export function createTableAs(source: Source, statement: CreateTableAsStmt): DdlOp {
  const into = statement.into ?? {};
  const reader = new QueryReader(source);
  const name = source.relation(into.rel);
  const outputs = reader.statement(statement.query);
  const cursor = source.at(name.range.end);
  const columns = columnNames(source, stringsOf(into.colNames), cursor.fork());
  return {
    ...asTable(source, into, reader, outputs, columns),
    ifNotExists: statement.if_not_exists ?? false,
    kind: statement.objtype === 'OBJECT_MATVIEW' ? 'materialized view' : 'table',
    definition: definitionAfterAs(source, cursor, [
      ['WITH', 'NO', 'DATA'],
      ['WITH', 'DATA'],
    ]),
  };
}
function asTable(
  source: Source,
  into: IntoClause,
  reader: QueryReader,
  outputs: ReturnType<QueryReader['statement']>,
  columns: readonly LocalName[],
): CreateTableAs {
  return {
    op: 'create table as',
    ...present({ onCommitDrop: into.onCommit === 'ONCOMMIT_DROP' || undefined }),
    name: source.relation(into.rel),
    ifNotExists: false,
    kind: 'table',
    ...persistenceOf(into.rel?.relpersistence, into.rel?.schemaname),
    columnNames: columns,
    query: reader.shape(outputs),
    definition: '',
    ...present({ withNoData: into.skipData || undefined, accessMethod: into.accessMethod }),
  };
}

/** SELECT: into a table, for set_config's sake, or for nothing but its uses. */
export function selectStatement(source: Source, node: Node, statement: SelectStmt): DdlOp[] {
  const reader = new QueryReader(source);
  const outputs = reader.statement(node);
  const into = intoOf(statement);
  if (into !== undefined) return [{ ...asTable(source, into, reader, outputs, []), definition: source.text }];
  const calls = selectedCalls(source, statement);
  return [
    ...searchPathSettings(statement),
    { ...reader.use('SELECT'), ...present({ calls: calls.length === 0 ? undefined : calls }) },
  ];
}
function intoOf(statement: SelectStmt): IntoClause | undefined {
  return statement.intoClause ?? (statement.larg === undefined ? undefined : intoOf(statement.larg));
}
/** `SELECT set_config('search_path', 'a, b', false)`, as pg_dump writes it. */
function searchPathSettings(statement: SelectStmt): DdlOp[] {
  return bodiesOf(statement.targetList, 'ResTarget').flatMap(({ val }): DdlOp[] => {
    if (val === undefined || !('FuncCall' in val)) return [];
    const { funcname, args } = val.FuncCall;
    if (stringsOf(funcname).at(-1) !== 'set_config') return [];
    const [name, value, local] = (args ?? []).map(constantText);
    if (name !== 'search_path') return [];
    if (value === undefined)
      return [{ op: 'unknown', reason: t('set_config sets a search_path that is computed'), objects: [] }];
    return [{ op: 'set search path', path: identifierList(value), local: local === 'true' }];
  });
}

export function copy(source: Source, statement: CopyStmt): DdlOp {
  const reader = new QueryReader(source);
  reader.statement(statement.query);
  if (statement.relation !== undefined) {
    const use = reader.relation(statement.relation, 'copy');
    use.columns.push(...listed(source, use.name, statement.attlist));
  }
  return wanting(reader.use('COPY'), { what: statement.is_from ? 'copy to' : 'copy from' });
}
/** `t (a, b)`: the columns behind the name. */
function listed(source: Source, { range }: Name, columns: readonly Node[] | undefined): LocalName[] {
  const cursor = source.at(range.end);
  const parts = cursor.peek() === '(' ? cursor.inside().parts() : [];
  return stringsOf(columns).map((name, i) => localName(name, parts[i]?.local(), range));
}
/** The tables of a publication, and their columns. */
export function published(
  source: Source,
  { pubname: publication = '', pubobjects, ...statement }: CreatePublicationStmt | AlterPublicationStmt,
): DdlOp {
  const reader = new QueryReader(source);
  for (const { pubtable } of bodiesOf(pubobjects, 'PublicationObjSpec')) {
    if (!pubtable?.relation) continue;
    const use = reader.relation(pubtable.relation, 'other');
    use.columns.push(...listed(source, use.name, pubtable.columns));
  }
  const op = reader.use('PUBLICATION');
  const action = 'action' in statement ? membershipActions[statement.action ?? 'AP_AddObjects'] : undefined;
  const inSchemas = bodiesOf(pubobjects, 'PublicationObjSpec').some(({ pubtable }) => !pubtable);
  const tables = op.relations.map(({ name }) => name);
  const isChange = action !== undefined && (tables.length > 0 || inSchemas);
  return {
    ...(action === 'drop' ? op : wanting(op, { what: 'publish', publication })),
    ...(isChange && { change: { kind: 'publish', publication, action, tables, inSchemas } }),
  };
}
const membershipActions = { AP_AddObjects: 'add', AP_DropObjects: 'drop', AP_SetObjects: 'set' } as const;
/** CLUSTER t USING i. */
export function clustered(source: Source, { relation, indexname }: ClusterStmt): DdlOp {
  const op = relations(source, 'CLUSTER', 'other', [relation]);
  const cursor = source.cursor();
  cursor.seek('USING');
  cursor.at++;
  const by = indexname === undefined ? undefined : localName(indexname, cursor.local(), source.all);
  return wanting(op, { what: 'cluster', by });
}
const wanting = (op: Use, wants: NonNullable<RelationUse['wants']>): Use => ({
  ...op,
  relations: op.relations.map((use) => ({ ...use, wants })),
});
type Use = ReturnType<QueryReader['use']>;

/** ANALYZE, and VACUUM: the tables, and their columns. */
export function vacuumed(source: Source, nodes: readonly Node[] | undefined): DdlOp {
  const reader = new QueryReader(source);
  for (const { relation, va_cols: columns } of bodiesOf(nodes, 'VacuumRelation')) {
    if (!relation) continue;
    const use = reader.relation(relation, 'other');
    use.columns.push(...listed(source, use.name, columns));
  }
  return reader.use('ANALYZE');
}

/** A statement that names relations and nothing else of interest. */
export function relations(
  source: Source,
  statement: string,
  how: RelationUse['how'],
  variables: readonly (RangeVar | undefined)[],
): ReturnType<QueryReader['use']> {
  const reader = new QueryReader(source);
  for (const variable of variables) if (variable?.relname !== undefined) reader.relation(variable, how);
  return reader.use(statement);
}

export function grant(source: Source, statement: GrantStmt): DdlOp {
  const word = statement.is_grant ? 'GRANT' : 'REVOKE';
  const tables = statement.targtype === 'ACL_TARGET_OBJECT' ? bodiesOf(statement.objects, 'RangeVar') : [];
  const named = relations(source, word, 'grant', tables);
  const isUsage = bodiesOf(statement.privileges, 'AccessPriv').some(({ priv_name: name }) => name === 'usage');
  const op = isUsage && statement.objtype === 'OBJECT_TABLE' ? wanting(named, { what: 'grant usage' }) : named;
  const columns = grantedColumns(source, statement);
  if (columns.length === 0) return op;
  return { ...op, relations: op.relations.map((use) => ({ ...use, columns: [...use.columns, ...columns] })) };
}
/** `SELECT (a, b), UPDATE (c) ON …` */
function grantedColumns(source: Source, { privileges }: GrantStmt): LocalName[] {
  if (!bodiesOf(privileges, 'AccessPriv').some(({ cols }) => cols)) return [];
  const cursor = source.cursor();
  const found: LocalName[] = [];
  for (; !cursor.done && cursor.peek() !== 'ON'; cursor.at++)
    if (cursor.peek() === '(') {
      found.push(
        ...cursor
          .fork()
          .inside()
          .parts()
          .flatMap((part) => part.local() ?? []),
      );
      cursor.group();
      cursor.at--;
    }
  return found;
}
