/** The keys of constraints and indexes, their expressions and conditions. */

import { bodiesOf, stringsOf } from '../sql/ast';
import type { Constraint, CreateStmt, IndexElem, IndexStmt, Node } from '../sql/parse';
import { resolveOperator } from './calls';
import { locationOf } from './conversion';
import { keyProblem, methodProblem } from './operator-classes';
import { immutable, type Places, scopeOf, typeOfColumn } from './place';
import { calledName } from './routines';
import type { Scope } from './scope';
import type { Type } from './signatures';
import type { Types } from './types';

export function tableConstraint(constraint: Constraint, scope: Scope, places: Places, column?: string): void {
  const { contype, raw_expr, exclusions, where_clause, access_method, keys, indexname, location } = constraint;
  const { now } = places;
  if ((contype === 'CONSTR_UNIQUE' || contype === 'CONSTR_PRIMARY') && indexname === undefined)
    for (const name of keys ? stringsOf(keys) : column === undefined ? [] : [column])
      checkIndexKey({ name }, 'btree', scope, places, location);
  if (contype === 'CONSTR_CHECK') now.expressions.boolean(raw_expr, scope, 'CHECK');
  if (contype !== 'CONSTR_EXCLUSION') return;
  for (const pair of bodiesOf(exclusions, 'List')) {
    const [key, operator] = pair.items ?? [];
    if (!key || !('IndexElem' in key)) continue;
    const type = checkIndexKey(key.IndexElem, access_method ?? 'btree', scope, places, location);
    const name = operator && 'List' in operator ? calledName(operator.List.items) : undefined;
    const found = name && type !== undefined ? resolveOperator(now.conversion.types, name, { type }, { type }) : {};
    if (found?.problem !== undefined) places.report.add(found.problem, location);
  }
  if (where_clause) predicate(where_clause, scope, places);
}
/** `at`: where a key of a column is told of. */
function checkIndexKey(
  key: IndexElem,
  method: string,
  scope: Scope,
  places: Places,
  at: number | undefined,
): Type | undefined {
  const { types, report } = places.now.conversion;
  let type: Type | undefined;
  if (key.expr)
    immutable(places, 'functions in index expression must be marked IMMUTABLE', () => {
      type = places.now.expressions.value(key.expr, scope).type;
    });
  else if (key.name !== undefined) type = typeOfColumn(scope, key.name);
  const problem = keyProblem(types, method, type ?? ofExtension(types, scope, key.name), key);
  if (problem) report.tell(problem, locationOf(key.expr) ?? at);
  return problem === undefined ? type : undefined;
}
/** The type of a column that an extension brings: its functions and casts are not told, its operator classes are. */
function ofExtension(types: Types, scope: Scope, name: string | undefined): Type | undefined {
  const [item] = scope.items;
  if (!item || item.open) return undefined;
  const column = types.schema.tables.get(item.row ?? '')?.columns.find((each) => each.name === name);
  return column && types.ofAny(column.type);
}
function predicate(expression: Node, scope: Scope, places: Places): void {
  immutable(places, 'functions in index predicate must be marked IMMUTABLE', () => {
    places.now.expressions.boolean(expression, scope, 'WHERE');
  });
}
export function createIndex(statement: IndexStmt, places: Places): void {
  const scope = scopeOf(places.now, statement.relation);
  const { accessMethod: method = 'btree', relation } = statement;
  const missing = methodProblem(places.now.conversion.types, method);
  if (missing) places.report.tell(missing, relation?.location);
  for (const key of bodiesOf(statement.indexParams, 'IndexElem'))
    checkIndexKey(key, method, scope, places, relation?.location);
  if (statement.whereClause) predicate(statement.whereClause, scope, places);
}
/** PARTITION BY */
export function partitionKey({ partspec }: CreateStmt, scope: Scope, places: Places): void {
  const { types, report } = places.now.conversion;
  const method = partspec?.strategy === 'PARTITION_STRATEGY_HASH' ? 'hash' : 'btree';
  for (const { name, expr, opclass = [], location } of bodiesOf(partspec?.partParams, 'PartitionElem')) {
    let type = name === undefined ? undefined : typeOfColumn(scope, name);
    if (expr)
      immutable(places, 'functions in partition key expression must be marked IMMUTABLE', () => {
        type = places.now.expressions.value(expr, scope).type;
      });
    const problem = keyProblem(types, method, type, { opclass });
    if (problem) report.tell(problem, location);
  }
}
