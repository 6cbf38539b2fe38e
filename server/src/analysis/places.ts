/** Where statements that are no queries hold expressions: views, defaults, checks, indexes, policies, triggers. */

import { findTable, findTableOrView } from '../model/resolve';
import { isUnknownPart } from '../model/unknown';
import { bodiesOf, stringsOf } from '../sql/ast';
import type {
  AlterTableStmt,
  ColumnDef,
  Constraint,
  CreateDomainStmt,
  CreateStmt,
  IndexElem,
  IndexStmt,
  Node,
  RangeVar,
  RefreshMatViewStmt,
} from '../sql/parse';
import { serialOf } from '../sql/types';
import { functionBody, parameterDefaults, requireFunctionParts } from './bodies';
import { locationOf, type Value } from './conversion';
import { relationItem } from './from';
import { keyProblem, methodProblem } from './operator-classes';
import type { Queries } from './queries';
import type { Report } from './report';
import { type FromItem, Scope } from './scope';
import type { Type } from './signatures';

interface Places {
  /** On the schema before the statement, and on what it makes of it. */
  readonly old: Queries;
  readonly now: Queries;
  readonly report: Report;
  readonly text: string;
  readonly skipsBodies: boolean;
}

export function expressionsOfStatement(node: Node, places: Places): void {
  if ('CreateStmt' in node) createTable(node.CreateStmt, places);
  else if ('AlterTableStmt' in node) alterTable(node.AlterTableStmt, places);
  else if ('IndexStmt' in node) createIndex(node.IndexStmt, places);
  else others(node, places);
}
function others(node: Node, places: Places): void {
  const { old, now } = places;
  if ('ViewStmt' in node) distinctColumns(places, node.ViewStmt.query, node.ViewStmt.view, node.ViewStmt.aliases);
  else if ('CreateTableAsStmt' in node) {
    const { query, into } = node.CreateTableAsStmt;
    distinctColumns(places, query, into?.rel, into?.colNames);
  } else if ('ExplainStmt' in node) old.statement(node.ExplainStmt.query, new Scope());
  else if ('DeclareCursorStmt' in node) old.statement(node.DeclareCursorStmt.query, new Scope());
  else if ('CopyStmt' in node) old.statement(node.CopyStmt.query, new Scope());
  else if ('CreatePolicyStmt' in node || 'AlterPolicyStmt' in node) {
    const policy = 'CreatePolicyStmt' in node ? node.CreatePolicyStmt : node.AlterPolicyStmt;
    const scope = scopeOf(now, policy.table);
    for (const each of [policy.qual, policy.with_check]) now.expressions.boolean(each, scope, 'POLICY');
  } else if ('CreateTrigStmt' in node) {
    const { relation, whenClause } = node.CreateTrigStmt;
    if (whenClause) now.expressions.boolean(whenClause, rowsScope(now, relation), 'WHEN');
  } else if ('RuleStmt' in node) {
    const { relation, whereClause, actions } = node.RuleStmt;
    const scope = rowsScope(old, relation);
    const [table] = scopeOf(old, relation).items;
    const own = new Scope(scope);
    if (table) own.items.push(table);
    old.expressions.boolean(whereClause, own, 'WHERE');
    for (const action of actions ?? []) old.statement(action, scope);
  } else if ('CreateDomainStmt' in node) createDomain(node.CreateDomainStmt, places);
  else if ('CallStmt' in node && node.CallStmt.funccall) old.expressions.procedure(node.CallStmt.funccall, new Scope());
  else if ('RefreshMatViewStmt' in node) refresh(node.RefreshMatViewStmt, places);
  else if ('CreateFunctionStmt' in node) {
    requireFunctionParts(node.CreateFunctionStmt, now);
    parameterDefaults(node.CreateFunctionStmt, now);
    if (!places.skipsBodies) functionBody(node.CreateFunctionStmt, places.text, now);
  }
}

/** `ExecRefreshMatView`: CONCURRENTLY takes a unique index of plain columns over all rows. */
function refresh({ relation, concurrent }: RefreshMatViewStmt, { old, report }: Places): void {
  const { schema, isSure } = old.conversion.types;
  const view = findTableOrView(schema, rangeVarName(relation));
  if (!view || !isSure(view)) return;
  if (view.kind !== 'materialized view')
    return void report.add(`"${view.name}" is not a materialized view`, relation?.location);
  if (!concurrent || isUnknownPart(schema, view, 'index', '')) return;
  // A condition without columns is worked out beforehand, and may be none.
  const holdsAll = (where: string | undefined): boolean =>
    where === undefined || view.columns.every(({ name }) => !where.includes(name));
  for (const { table, unique, where, keys } of schema.indexes.values())
    if (table.name === view.name && table.schema === view.schema && unique && holdsAll(where))
      if (keys.every(({ column }) => column !== undefined)) return;
  report.add(`cannot refresh materialized view "${view.schema}.${view.name}" concurrently`, relation?.location);
}
/** A relation made of a query has each column once. */
function distinctColumns(
  { old, report }: Places,
  query: Node | undefined,
  relation: RangeVar | undefined,
  aliases: readonly Node[] | undefined,
): void {
  const outputs = old.statement(query, new Scope());
  const given = stringsOf(aliases);
  const names = (outputs ?? []).map(({ name }, i) => given[i] ?? name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) report.add(`column "${twice}" specified more than once`, relation?.location);
}
function scopeOf({ expressions }: Queries, relation: RangeVar | undefined): Scope {
  const scope = new Scope();
  if (relation) scope.items.push(relationItem(expressions, withoutAlias(relation), scope));
  return scope;
}
function withoutAlias({ alias: _, ...relation }: RangeVar): RangeVar {
  return relation;
}
/** OLD and NEW. */
function rowsScope(queries: Queries, relation: RangeVar | undefined): Scope {
  const scope = new Scope();
  const [item] = scopeOf(queries, relation).items;
  for (const alias of ['old', 'new']) if (item) scope.items.push({ ...item, alias, visible: false } satisfies FromItem);
  return scope;
}

function createTable(statement: CreateStmt, places: Places): void {
  const { relation } = statement;
  if (!relation) return;
  if (statement.if_not_exists && findTableOrView(places.old.conversion.types.schema, rangeVarName(relation))) return;
  const scope = scopeOf(places.now, relation);
  for (const column of bodiesOf(statement.tableElts, 'ColumnDef')) columnDef(column, scope, places);
  for (const constraint of bodiesOf(statement.tableElts, 'Constraint')) tableConstraint(constraint, scope, places);
  partitionKey(statement, scope, places);
}
function partitionKey({ partspec }: CreateStmt, scope: Scope, places: Places): void {
  const { types, report } = places.now.conversion;
  const method = partspec?.strategy === 'PARTITION_STRATEGY_HASH' ? 'hash' : 'btree';
  for (const { name, expr, opclass = [], location } of bodiesOf(partspec?.partParams, 'PartitionElem')) {
    let type = name === undefined ? undefined : typeOfColumn(scope, name);
    if (expr)
      immutable(places, 'functions in partition key expression must be marked IMMUTABLE', () => {
        type = places.now.expressions.value(expr, scope).type;
      });
    const problem = keyProblem(types, method, type, { opclass });
    if (problem !== undefined) report.add(problem, location);
  }
}
const rangeVarName = (relation: RangeVar | undefined) => ({
  ...(relation?.schemaname !== undefined && { schema: relation.schemaname }),
  name: relation?.relname ?? '',
});
function columnDef({ colname = '', typeName, constraints }: ColumnDef, scope: Scope, places: Places): void {
  const { now } = places;
  const serial = typeName && serialOf(typeName);
  const type = serial ? now.conversion.types.of(serial.type) : now.expressions.named(typeName);
  for (const constraint of bodiesOf(constraints, 'Constraint')) {
    if (constraint.contype === 'CONSTR_DEFAULT') setDefault(constraint.raw_expr, colname, type, places);
    else if (constraint.contype === 'CONSTR_GENERATED') generated(constraint.raw_expr, colname, type, scope, places);
    else tableConstraint(constraint, scope, places, colname);
  }
}
function setDefault(expression: Node | undefined, column: string, type: Type | undefined, { now }: Places): void {
  const value = now.expressions.value(expression, new Scope());
  now.conversion.assigned(value, column, type, 'default expression');
}
function generated(
  expression: Node | undefined,
  column: string,
  type: Type | undefined,
  scope: Scope,
  places: Places,
): void {
  const { expressions, conversion } = places.now;
  let value: Value | undefined;
  immutable(places, 'generation expression is not immutable', () => {
    value = expressions.value(expression, scope);
  });
  // What makes it the column's type is added afterwards (cookDefault), and need not be immutable.
  if (value) conversion.assigned(value, column, type, 'default expression');
}
function tableConstraint(constraint: Constraint, scope: Scope, places: Places, column?: string): void {
  const { contype, raw_expr, exclusions, where_clause, access_method, keys, indexname, location } = constraint;
  const { now } = places;
  if ((contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY') && indexname === undefined)
    for (const name of keys ? stringsOf(keys) : column === undefined ? [] : [column])
      checkIndexKey({ name }, 'btree', scope, places, location);
  if (contype === 'CONSTR_CHECK') now.expressions.boolean(raw_expr, scope, 'CHECK');
  if (contype !== 'CONSTR_EXCLUSION') return;
  for (const pair of bodiesOf(exclusions, 'List'))
    for (const key of bodiesOf(pair.items, 'IndexElem'))
      checkIndexKey(key, access_method ?? 'btree', scope, places, location);
  if (where_clause) predicate(where_clause, scope, places);
}
/** `at`: where a key of a column is told of. */
function checkIndexKey(key: IndexElem, method: string, scope: Scope, places: Places, at: number | undefined): void {
  const { types, report } = places.now.conversion;
  let type: Type | undefined;
  if (key.expr)
    immutable(places, 'functions in index expression must be marked IMMUTABLE', () => {
      type = places.now.expressions.value(key.expr, scope).type;
    });
  else if (key.name !== undefined) type = typeOfColumn(scope, key.name);
  const problem = keyProblem(types, method, type, key);
  if (problem !== undefined) report.add(problem, locationOf(key.expr) ?? at);
}
function typeOfColumn(scope: Scope, name: string): Type | undefined {
  const found = scope.column(name);
  return typeof found === 'object' ? found.type : undefined;
}
function predicate(expression: Node, scope: Scope, places: Places): void {
  immutable(places, 'functions in index predicate must be marked IMMUTABLE', () => {
    places.now.expressions.boolean(expression, scope, 'WHERE');
  });
}
/** Reports what `read` uses of that is not immutable. */
function immutable({ report }: Places, message: string, read: () => void): void {
  const before = report.changing.length;
  read();
  const [first] = report.changing.slice(before);
  if (first) report.add(message, first.location);
}
function createIndex(statement: IndexStmt, places: Places): void {
  const scope = scopeOf(places.now, statement.relation);
  const { accessMethod: method = 'btree', relation } = statement;
  const missing = methodProblem(places.now.conversion.types, method);
  if (missing !== undefined) places.report.add(missing, relation?.location);
  for (const key of bodiesOf(statement.indexParams, 'IndexElem'))
    checkIndexKey(key, method, scope, places, relation?.location);
  if (statement.whereClause) predicate(statement.whereClause, scope, places);
}

function alterTable({ relation, cmds, objtype }: AlterTableStmt, places: Places): void {
  if (!relation || objtype !== 'OBJECT_TABLE') return;
  const scope = scopeOf(places.now, relation);
  const columns = findTable(places.now.conversion.types.schema, rangeVarName(relation))?.columns ?? [];
  for (const { subtype, def, name } of bodiesOf(cmds, 'AlterTableCmd')) {
    const type = places.now.conversion.types.of(columns.find((each) => each.name === name)?.type);
    if (!def) continue;
    if (subtype === 'AT_AddColumn' && 'ColumnDef' in def) columnDef(def.ColumnDef, scope, places);
    else if (subtype === 'AT_AddConstraint' && 'Constraint' in def) tableConstraint(def.Constraint, scope, places);
    else if (subtype === 'AT_ColumnDefault')
      setDefault(def, name ?? '', scope.items[0]?.open ? undefined : type, places);
    else if (subtype === 'AT_SetExpression') generated(def, name ?? '', type, scope, places);
    else if (subtype === 'AT_AlterColumnType' && 'ColumnDef' in def)
      retype(def.ColumnDef, name ?? '', relation, places);
  }
}
/** USING is read on the table as it was. */
function retype(
  { typeName, raw_default: using }: ColumnDef,
  column: string,
  relation: RangeVar,
  { old }: Places,
): void {
  if (!using) return;
  const value = old.expressions.value(using, scopeOf(old, relation));
  const { types, report } = old.conversion;
  const type = old.expressions.named(typeName);
  if (old.conversion.may(value, type, 'assignment')) return;
  report.add(
    `result of USING clause for column "${column}" cannot be cast automatically to type ${types.show(type)}`,
    value.location,
  );
}
function createDomain({ domainname, typeName, constraints }: CreateDomainStmt, places: Places): void {
  const { expressions } = places.old;
  const type = expressions.named(typeName);
  const names = new Map([['value', type]]);
  for (const { contype, raw_expr } of bodiesOf(constraints, 'Constraint')) {
    if (contype === 'CONSTR_CHECK') expressions.boolean(raw_expr, new Scope(undefined, names), 'CHECK');
    if (contype === 'CONSTR_DEFAULT') setDefault(raw_expr, stringsOf(domainname).at(-1) ?? '', type, places);
  }
}
