/** One column's clauses, as CREATE TABLE and ADD COLUMN write them (`transformColumnDefinition`). */
import type { SqlType } from '../../model/types';
import { bodiesOf, stringsOf } from '../ast';
import type { ColumnDef, Constraint } from '../parse';
import { serialOf, sqlType } from '../types';
import { columnRefs, type Refusals, systemColumn } from './refusal';

const integers = new Set(['smallint', 'integer', 'bigint']);
/** `GetAttributeStorage` */
export function storageRefusals(refusals: Refusals, storage: string, at: number | undefined): void {
  if (!/^(plain|external|extended|main)$/i.test(storage) && !/^default$/i.test(storage))
    refusals.add(`invalid storage type "${storage}"`, at);
}
/** Types of pg_catalog without a collation, among those that columns have. */
const uncollated =
  /^(smallint|integer|bigint|numeric|real|double precision|boolean|date|time with.*|timestamp with.*|interval|uuid|bytea|json|jsonb|money|oid|inet|cidr|macaddr8?|point|box|bit|bit varying)$/;
/** … and of a fixed width, which is never compressed. */
const fixedWidth =
  /^(smallint|integer|bigint|real|double precision|boolean|date|time with.*|timestamp with.*|interval|uuid|money|oid|macaddr8?|point|box)$/;

/** Of pg_catalog, and surely never compressed nor moved out of the row. */
export const isFixedWidth = ({ name, builtin, array }: SqlType): boolean =>
  builtin === true && !array && fixedWidth.test(name);

const attributes: { readonly [K in NonNullable<Constraint['contype']>]?: string } = {
  CONSTR_ATTR_DEFERRABLE: 'DEFERRABLE',
  CONSTR_ATTR_NOT_DEFERRABLE: 'NOT DEFERRABLE',
  CONSTR_ATTR_DEFERRED: 'INITIALLY DEFERRED',
  CONSTR_ATTR_IMMEDIATE: 'INITIALLY IMMEDIATE',
};
/** What may be said of a key or a foreign key that stands right before (`transformConstraintAttrs`). */
function attributeRefusals(refusals: Refusals, constraints: readonly Constraint[]): void {
  let last: Constraint['contype'];
  for (const { contype, location } of constraints) {
    const attribute = contype && attributes[contype];
    if (attribute === undefined) {
      // ENFORCED and its kin are PostgreSQL 18's.
      if (!contype?.startsWith('CONSTR_ATTR')) last = contype;
    } else if (!last || !/^CONSTR_(PRIMARY|UNIQUE|EXCLUSION|FOREIGN)$/.test(last))
      refusals.add(`misplaced ${attribute} clause`, location);
  }
}

export function columnRefusals(refusals: Refusals, column: ColumnDef, table: string): void {
  const constraints = bodiesOf(column.constraints, 'Constraint');
  // Most columns are a name and a type.
  if (constraints.length === 0) return typeRefusals(refusals, column, false);
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
  const isNotNull = of('CONSTR_NOTNULL').length > 0;
  if (of('CONSTR_NULL').length > 0 && of('CONSTR_PRIMARY').length > 0 && !isNotNull)
    refusals.add(`conflicting NULL/NOT NULL declarations ${place}`, at, { from: 180000 });
  if (of('CONSTR_NULL').length > 0 && (isNotNull || identities.length > 0 || serial))
    refusals.add(`conflicting NULL/NOT NULL declarations ${place}`, at);
  attributeRefusals(refusals, constraints);
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
/** A key names each column once. */
export function keyRefusals(refusals: Refusals, constraint: Constraint): void {
  const { contype, keys, location } = constraint;
  const noun = contype === 'CONSTR_PRIMARY' ? 'primary key' : contype === 'CONSTR_UNIQUE' ? 'unique' : undefined;
  const names = stringsOf(keys);
  const twice = noun && names.find((name, i) => names.indexOf(name) < i);
  if (twice) refusals.add(`column "${twice}" appears twice in ${noun} constraint`, location);
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
  const type = clause && written ? sqlType(written) : undefined;
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
  if (column.compression !== undefined && column.compression !== 'default' && isFixedWidth(type))
    refusals.add(`column data type ${type.name} does not support compression`, at, { from: 140000 });
  const storage = column.storage_name;
  if (storage !== undefined) storageRefusals(refusals, storage, at);
  if (storage !== undefined && !/^(plain|default)$/i.test(storage) && isFixedWidth(type))
    refusals.add(`column data type ${type.name} can only have storage PLAIN`, at);
  if (column.compression !== undefined && !/^(default|pglz|lz4)$/.test(column.compression))
    refusals.add(`invalid compression method "${column.compression}"`, at, { from: 140000 });
}
