/** One column's clauses, as CREATE TABLE and ADD COLUMN write them (`transformColumnDefinition`). */
import { bodiesOf } from '../ast';
import type { ColumnDef, Constraint } from '../parse';
import { serialOf, sqlType } from '../types';
import { columnRefs, type Refusals, systemColumn } from './refusal';

const integers = new Set(['smallint', 'integer', 'bigint']);
/** Types of pg_catalog without a collation, among those that columns have. */
const uncollated =
  /^(smallint|integer|bigint|numeric|real|double precision|boolean|date|time with.*|timestamp with.*|interval|uuid|bytea|json|jsonb|money|oid|inet|cidr|macaddr8?|point|box|bit|bit varying)$/;
/** … and of a fixed width, which is never compressed. */
const fixedWidth =
  /^(smallint|integer|bigint|real|double precision|boolean|date|time with.*|timestamp with.*|interval|uuid|money|oid|macaddr8?|point|box)$/;

export function columnRefusals(refusals: Refusals, column: ColumnDef, table: string): void {
  const constraints = bodiesOf(column.constraints, 'Constraint');
  const of = (...kinds: Constraint['contype'][]) => constraints.filter(({ contype }) => kinds.includes(contype));
  const [defaults, identities, generated] = [of('CONSTR_DEFAULT'), of('CONSTR_IDENTITY'), of('CONSTR_GENERATED')];
  const at = column.location;
  const place = `for column "${column.colname}" of table "${table}"`;
  const serial = column.typeName !== undefined && serialOf(column.typeName) !== undefined;
  if (defaults.length + (serial ? 1 : 0) > 1) refusals.add(`multiple default values specified ${place}`, at);
  if (identities.length > 1) refusals.add(`multiple identity specifications ${place}`, at);
  if (generated.length > 1) refusals.add(`multiple generation clauses specified ${place}`, at);
  if ((defaults.length > 0 || serial) && identities.length > 0)
    refusals.add(`both default and identity specified ${place}`, at);
  if ((defaults.length > 0 || serial) && generated.length > 0)
    refusals.add(`both default and generation expression specified ${place}`, at);
  if (identities.length > 0 && generated.length > 0)
    refusals.add(`both identity and generation expression specified ${place}`, at);
  const isNotNull = of('CONSTR_NOTNULL', 'CONSTR_PRIMARY').length > 0 && of('CONSTR_NOTNULL').length > 0;
  if (of('CONSTR_NULL').length > 0 && (isNotNull || identities.length > 0 || serial))
    refusals.add(`conflicting NULL/NOT NULL declarations ${place}`, at);
  for (const { raw_expr: value } of defaults) refusals.expression(value, 'DEFAULT expression');
  for (const { raw_expr: value } of of('CONSTR_CHECK')) checkRefusals(refusals, value);
  for (const { raw_expr: value } of generated) generatedRefusals(refusals, value);
  typeRefusals(refusals, column, identities.length > 0);
}
export function checkRefusals(refusals: Refusals, value: Constraint['raw_expr']): void {
  refusals.expression(value, 'check constraint');
  for (const { names, location } of columnRefs(value))
    if (systemColumn.test(names.at(-1) ?? '') && names.at(-1) !== 'tableoid')
      refusals.add(`system column "${names.at(-1)}" reference in check constraint is invalid`, location);
}
export function generatedRefusals(refusals: Refusals, value: Constraint['raw_expr']): void {
  refusals.expression(value, 'column generation expression');
  refusals.immutable(value, 'generation expression is not immutable');
  for (const { names, location } of columnRefs(value))
    if (systemColumn.test(names.at(-1) ?? '') && names.at(-1) !== 'tableoid')
      refusals.add(`cannot use system column "${names.at(-1)}" in column generation expression`, location);
}
export function collationRefusals(
  refusals: Refusals,
  written: ColumnDef['typeName'],
  clause: ColumnDef['collClause'],
): void {
  const type = written && sqlType(written);
  if (clause && type?.builtin && isUncollated(type.name))
    refusals.add(`collations are not supported by type ${type.name}`, clause.location ?? written?.location);
}
export const isUncollated = (type: string): boolean => uncollated.test(type);
function typeRefusals(refusals: Refusals, column: ColumnDef, isIdentity: boolean): void {
  if (!column.typeName || serialOf(column.typeName)) return;
  const type = sqlType(column.typeName);
  if (!type.builtin) return;
  const at = column.typeName.location;
  if (type.name === 'unknown') refusals.add(`column "${column.colname}" has pseudo-type unknown`, at);
  if (isIdentity && (!integers.has(type.name) || type.array))
    refusals.add('identity column type must be smallint, integer, or bigint', at);
  collationRefusals(refusals, column.typeName, column.collClause);
  if (column.compression !== undefined && column.compression !== 'default' && fixedWidth.test(type.name) && !type.array)
    refusals.add(`column data type ${type.name} does not support compression`, at, { from: 140000 });
  if (column.compression !== undefined && !/^(default|pglz|lz4)$/.test(column.compression))
    refusals.add(`invalid compression method "${column.compression}"`, at, { from: 140000 });
}
