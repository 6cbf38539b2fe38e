/** Where statements that are no queries hold expressions: views, defaults, checks, indexes, policies, triggers. */

import { findIn, findTable, findTableOrView } from '../model/resolve';
import { bodiesOf, stringsOf } from '../sql/ast';
import type {
  AlterDomainStmt,
  AlterPublicationStmt,
  AlterTableStmt,
  CreateDomainStmt,
  CreatePublicationStmt,
  CreateStmt,
  Node,
} from '../sql/parse';
import { rangeVarName } from '../sql/source';
import { functionBody, parameterDefaults, requireFunctionParts } from './bodies';
import { addedDefault, columnDef, generated, setDefault } from './columns';
import { castFunction, createRange, definedFunctions, eventTriggerFunction } from './defined';
import { createIndex, partitionKey, tableConstraint } from './index-keys';
import { type Places, rowsScope, scopeOf } from './place';
import { blockDeclarations, declarations } from './plpgsql';
import type { Queries } from './queries';
import { retype } from './retype';
import { Scope } from './scope';
import { createView, distinctColumns, refresh } from './views';

export function expressionsOfStatement(node: Node, places: Places): void {
  if ('CreateStmt' in node) createTable(node.CreateStmt, places);
  else if ('AlterTableStmt' in node) alterTable(node.AlterTableStmt, places);
  else if ('IndexStmt' in node) createIndex(node.IndexStmt, places);
  else others(node, places);
}
function others(node: Node, places: Places): void {
  const { old, now } = places;
  if ('ViewStmt' in node) createView(node.ViewStmt, places);
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
  else if ('AlterDomainStmt' in node) alterDomain(node.AlterDomainStmt, places);
  else if ('CallStmt' in node && node.CallStmt.funccall) old.expressions.procedure(node.CallStmt.funccall, new Scope());
  else if ('CreateRangeStmt' in node) createRange(node.CreateRangeStmt, places);
  else if ('RefreshMatViewStmt' in node) refresh(node.RefreshMatViewStmt, places);
  else if ('DefineStmt' in node) definedFunctions(node.DefineStmt, places);
  else if ('CreateCastStmt' in node) castFunction(node.CreateCastStmt, places);
  else if ('CreateEventTrigStmt' in node) eventTriggerFunction(node.CreateEventTrigStmt, places);
  else if ('DoStmt' in node) blockDeclarations(node.DoStmt, places.text, old);
  else if ('CreatePublicationStmt' in node) publicationFilters(node.CreatePublicationStmt, old);
  else if ('AlterPublicationStmt' in node) publicationFilters(node.AlterPublicationStmt, old);
  else if ('CreateFunctionStmt' in node) {
    requireFunctionParts(node.CreateFunctionStmt, now);
    parameterDefaults(node.CreateFunctionStmt, now);
    if (!places.skipsBodies) declarations(node.CreateFunctionStmt, places.text, now);
    if (!places.skipsBodies) functionBody(node.CreateFunctionStmt, places.text, now);
  }
}

function publicationFilters({ pubobjects }: CreatePublicationStmt | AlterPublicationStmt, queries: Queries): void {
  for (const { pubtable } of bodiesOf(pubobjects, 'PublicationObjSpec'))
    if (pubtable?.whereClause)
      queries.expressions.boolean(pubtable.whereClause, scopeOf(queries, pubtable.relation), 'PUBLICATION WHERE');
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
function alterTable({ relation, cmds, objtype }: AlterTableStmt, places: Places): void {
  if (!relation || objtype !== 'OBJECT_TABLE') return;
  const scope = scopeOf(places.now, relation);
  const columns = findTable(places.now.conversion.types.schema, rangeVarName(relation))?.columns ?? [];
  for (const { subtype, def, name } of bodiesOf(cmds, 'AlterTableCmd')) {
    const type = places.now.conversion.types.of(columns.find((each) => each.name === name)?.type);
    if (!def) continue;
    if (subtype === 'AT_AddColumn' && 'ColumnDef' in def) {
      columnDef(def.ColumnDef, scope, places);
      addedDefault(def.ColumnDef, relation, places);
    } else if (subtype === 'AT_AddConstraint' && 'Constraint' in def) tableConstraint(def.Constraint, scope, places);
    else if (subtype === 'AT_ColumnDefault')
      setDefault(def, name ?? '', scope.items[0]?.open ? undefined : type, places);
    else if (subtype === 'AT_SetExpression') generated(def, name ?? '', type, scope, places);
    else if (subtype === 'AT_AlterColumnType' && 'ColumnDef' in def)
      retype(def.ColumnDef, name ?? '', relation, places);
  }
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
/** `AlterDomainAddConstraint` */
function alterDomain({ typeName, def }: AlterDomainStmt, { old }: Places): void {
  const [name = '', schema] = stringsOf(typeName).reverse();
  const { types } = old.conversion;
  const domain = findIn(types.schema, types.schema.types, { ...(schema !== undefined && { schema }), name });
  if (!def || !('Constraint' in def) || domain?.kind !== 'domain') return;
  const names = new Map([['value', types.isSure(domain) ? types.of(domain.base) : undefined]]);
  old.expressions.boolean(def.Constraint.raw_expr, new Scope(undefined, names), 'CHECK');
}
