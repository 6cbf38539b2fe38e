/** Where statements that are no queries hold expressions: views, defaults, checks, indexes, policies, triggers. */

import { findTable, findTableOrView } from '../model/resolve';
import { bodiesOf, stringsOf } from '../sql/ast';
import type {
  AlterTableStmt,
  ColumnDef,
  Constraint,
  CreateDomainStmt,
  CreateStmt,
  IndexStmt,
  Node,
  RangeVar,
} from '../sql/parse';
import { serialOf } from '../sql/types';
import { functionBody, parameterDefaults } from './bodies';
import { relationItem } from './from';
import type { Queries } from './queries';
import type { Report } from './report';
import { type Item, Scope } from './scope';
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
  const { old, now } = places;
  if ('ViewStmt' in node) old.statement(node.ViewStmt.query, new Scope());
  else if ('CreateTableAsStmt' in node) old.statement(node.CreateTableAsStmt.query, new Scope());
  else if ('ExplainStmt' in node) old.statement(node.ExplainStmt.query, new Scope());
  else if ('DeclareCursorStmt' in node) old.statement(node.DeclareCursorStmt.query, new Scope());
  else if ('CopyStmt' in node) old.statement(node.CopyStmt.query, new Scope());
  else if ('CreateStmt' in node) createTable(node.CreateStmt, places);
  else if ('AlterTableStmt' in node) alterTable(node.AlterTableStmt, places);
  else if ('IndexStmt' in node) createIndex(node.IndexStmt, places);
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
    old.expressions.boolean(whereClause, scope, 'WHERE');
    for (const action of actions ?? []) old.statement(action, scope);
  } else if ('CreateDomainStmt' in node) createDomain(node.CreateDomainStmt, places);
  else if ('CallStmt' in node && node.CallStmt.funccall) old.expressions.procedure(node.CallStmt.funccall, new Scope());
  else if ('CreateFunctionStmt' in node) {
    parameterDefaults(node.CreateFunctionStmt, now);
    if (!places.skipsBodies) functionBody(node.CreateFunctionStmt, places.text, now);
  }
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
  for (const alias of ['old', 'new']) if (item) scope.items.push({ ...item, alias, visible: false } satisfies Item);
  return scope;
}

function createTable(statement: CreateStmt, places: Places): void {
  const { now, old } = places;
  const { relation } = statement;
  const name = nameOf(relation);
  if (!relation || (statement.if_not_exists && findTableOrView(old.conversion.types.schema, name))) return;
  const scope = scopeOf(now, relation);
  for (const column of bodiesOf(statement.tableElts, 'ColumnDef')) columnDef(column, scope, places);
  for (const constraint of bodiesOf(statement.tableElts, 'Constraint')) tableConstraint(constraint, scope, places);
  for (const { expr } of bodiesOf(statement.partspec?.partParams, 'PartitionElem'))
    immutable(places, 'functions in partition key expression must be marked IMMUTABLE', () => {
      now.expressions.value(expr, scope);
    });
}
const nameOf = (relation: RangeVar | undefined) => ({
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
    else tableConstraint(constraint, scope, places);
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
  immutable(places, 'generation expression is not immutable', () => {
    const value = places.now.expressions.value(expression, scope);
    places.now.conversion.assigned(value, column, type, 'default expression');
  });
}
function tableConstraint(
  { contype, raw_expr, exclusions, where_clause }: Constraint,
  scope: Scope,
  places: Places,
): void {
  const { now } = places;
  if (contype === 'CONSTR_CHECK') now.expressions.boolean(raw_expr, scope, 'CHECK');
  if (contype !== 'CONSTR_EXCLUSION') return;
  for (const pair of bodiesOf(exclusions, 'List'))
    for (const { expr } of bodiesOf(pair.items, 'IndexElem')) if (expr) indexExpression(expr, scope, places);
  if (where_clause) predicate(where_clause, scope, places);
}
function indexExpression(expression: Node, scope: Scope, places: Places): void {
  immutable(places, 'functions in index expression must be marked IMMUTABLE', () => {
    places.now.expressions.value(expression, scope);
  });
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
  for (const { expr } of bodiesOf(statement.indexParams, 'IndexElem')) if (expr) indexExpression(expr, scope, places);
  if (statement.whereClause) predicate(statement.whereClause, scope, places);
}

function alterTable({ relation, cmds, objtype }: AlterTableStmt, places: Places): void {
  if (!relation || objtype !== 'OBJECT_TABLE') return;
  const scope = scopeOf(places.now, relation);
  const columns = findTable(places.now.conversion.types.schema, nameOf(relation))?.columns ?? [];
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
