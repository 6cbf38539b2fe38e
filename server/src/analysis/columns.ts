/** The expressions of a column's definition: its DEFAULT, what it is generated from, its constraints. */
import { findTable } from '../model/resolve';
import { bodiesOf } from '../sql/ast';
import type { ColumnDef, Node, RangeVar } from '../sql/parse';
import { rangeVarName } from '../sql/source';
import { serialOf, sqlType } from '../sql/types';
import { overflow } from './added-constants';
import { locationOf, type Value } from './conversion';
import { tableConstraint } from './index-keys';
import { immutable, type Places } from './place';
import { Scope } from './scope';
import type { Type } from './signatures';

export function columnDef({ colname = '', typeName, constraints }: ColumnDef, scope: Scope, places: Places): void {
  const { now } = places;
  const serial = typeName && serialOf(typeName);
  const type = serial ? now.conversion.types.of(serial.type) : now.expressions.named(typeName);
  for (const constraint of bodiesOf(constraints, 'Constraint')) {
    if (constraint.contype === 'CONSTR_DEFAULT') setDefault(constraint.raw_expr, colname, type, places);
    else if (constraint.contype === 'CONSTR_GENERATED') generated(constraint.raw_expr, colname, type, scope, places);
    else tableConstraint(constraint, scope, places, colname);
  }
}
export function setDefault(
  expression: Node | undefined,
  column: string,
  type: Type | undefined,
  { now }: Places,
): void {
  const value = now.expressions.value(expression, new Scope());
  now.conversion.assigned(value, column, type, 'default expression');
}
export function generated(
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
/** Of a table that keeps rows; one that `IF NOT EXISTS` finds there is not added. */
export function addedDefault(
  { colname, typeName, constraints }: ColumnDef,
  relation: RangeVar,
  { old, report }: Places,
): void {
  const { types } = old.conversion;
  const table = findTable(types.schema, rangeVarName(relation));
  if (!typeName || table?.kind !== 'table' || !types.isSureOf(table)) return;
  if (table.columns.some(({ name }) => name === colname)) return;
  for (const { contype, raw_expr: value } of bodiesOf(constraints, 'Constraint')) {
    const problem = contype === 'CONSTR_DEFAULT' ? overflow(value, sqlType(typeName)) : undefined;
    if (problem !== undefined) report.add(problem, locationOf(value));
  }
}
