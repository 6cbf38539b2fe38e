/** CREATE TABLE, and what turns it into a partition or a child at once. */

import type { Column, Constraint, KeyConstraint, Table } from '../model/schema';
import { keyOf, quoteIdentifier } from '../text/names';
import { columnClauses, columnDefinition } from './columns';
import { constraintDefinition, mustBeAdded } from './constraints';
import { bySchemaAndName, notNullName, tableFrom } from './lookup';
import { isCopyOfParent, isKey, isMadeByParent, isPartitionOf, reachesPartitions } from './partitions';
import type { PrintContext } from './style';
import { foreignOptions, local, qualified, storageParameters } from './text';

/** Routines, by their bare names, that cannot stand before this table: what calls them is said after CREATE TABLE. */
export type Late = readonly string[];

/** `CREATE TABLE … (…);` alone. */
export function createTable(table: Table, context: PrintContext, late: Late = []): string {
  const { style } = context;
  const indent = ' '.repeat(style.indent);
  const elements = tableElements(table, context, late);
  const kind = table.kind === 'foreign table' ? 'FOREIGN TABLE' : 'TABLE';
  const persistence = table.persistence === undefined ? '' : `${table.persistence.toUpperCase()} `;
  const exists = style.ifNotExists ? 'IF NOT EXISTS ' : '';
  const partition = isPartitionOf(table, context);
  const origin = partition
    ? ` PARTITION OF ${qualified(table.partitionOf!.parent, context)}`
    : table.ofType
      ? ` OF ${qualified(table.ofType, context)}`
      : '';
  const body = elements.length > 0 ? ` (\n${elements.map((element) => `${indent}${element}`).join(',\n')}\n)` : '';
  const empty = origin === '' && elements.length === 0 ? ' ()' : '';
  const head = `CREATE ${persistence}${kind} ${exists}${qualified(table, context)}${origin}${body}${empty}`;
  return `${[head, ...tableClauses(table, context)].join(body === '' ? ' ' : '\n')};`;
}

function tableElements(table: Table, context: PrintContext, late: Late): string[] {
  const columns = writtenColumns(table, context).map((column) => {
    const written = callsRoutine(column.default, late) ? withoutDefault(column) : column;
    if (table.ofType === undefined) return columnDefinition(written, context, table);
    return `${local(column.name, context)} WITH OPTIONS ${columnClauses(written, context, table).join(' ')}`;
  });
  return [
    ...columns,
    ...inheritedNotNull(table, context),
    ...inlineConstraints(table, context, late).map((one) => constraintDefinition(one, context, table)),
  ];
}
/** Since 18, what a child says of columns that it only inherits: a NOT NULL with a name, validated where its parent's is not. */
function inheritedNotNull(table: Table, context: PrintContext): string[] {
  if (table.inherits === undefined || joinsByAlter(table, context)) return [];
  return table.columns.flatMap(({ name, local: own, notNullConstraint: constraint }) => {
    if (own !== false || constraint === undefined || constraint.valid === false) return [];
    const inherit = constraint.noInherit ? ' NO INHERIT' : '';
    return [`CONSTRAINT ${local(constraint.name, context)} NOT NULL ${local(name, context)}${inherit}`];
  });
}
function withoutDefault(column: Column): Column {
  const { default: _, ...rest } = column;
  return rest;
}
export function callsRoutine(expression: string | undefined, routines: Late): boolean {
  return expression !== undefined && routines.some((name) => expression.includes(`${quoteIdentifier(name)}(`));
}
/** Columns that CREATE TABLE says itself; the others come from a parent, a partitioned table or a type. */
function writtenColumns(table: Table, context: PrintContext): readonly Column[] {
  if (table.partitionOf !== undefined) {
    if (isPartitionOf(table, context)) return [];
    return table.columns.map((column) => beforeAttaching(column, table, context));
  }
  if (table.ofType !== undefined)
    return table.columns.filter((column) => columnClauses(column, context, table).length > 0);
  return joinsByAlter(table, context) ? table.columns : table.columns.filter((column) => column.local !== false);
}
/** Since 17, a table that is attached may not have an identity of its own: it gets its parent's. */
function beforeAttaching(column: Column, table: Table, context: PrintContext): Column {
  if (context.schema.serverVersion < 170000) return column;
  const parent = tableFrom(context.schema, table.partitionOf?.parent, table.schema);
  const above = parent?.columns.find((one) => one.name === column.name);
  if (column.identity === undefined || above?.identity === undefined) return column;
  const { identity: _, ...rest } = column;
  return rest;
}

const constraintOrder: readonly Constraint['kind'][] = ['primary key', 'unique', 'exclude', 'check', 'foreign key'];
/** The primary key always; the rest as the style wants it. Foreign keys wait: their target may not stand yet. */
export function inlineConstraints(table: Table, context: PrintContext, late: Late = []): readonly Constraint[] {
  const inline = table.constraints
    .filter((constraint) => isInline(constraint, table, context, late))
    .sort((a, b) => constraintOrder.indexOf(a.kind) - constraintOrder.indexOf(b.kind) || bySchemaAndName(a, b));
  return inline.filter((one, at) => !inline.slice(0, at).some((other) => isSameKey(one, other)));
}
/** CREATE TABLE makes one key of two that are alike; ALTER TABLE adds the second. */
function isSameKey(a: Constraint, b: Constraint): boolean {
  const isUnique = (one: Constraint): one is KeyConstraint => one.kind === 'primary key' || one.kind === 'unique';
  const facts = (one: KeyConstraint): string => JSON.stringify([one.columns, one.include ?? []]);
  return isUnique(a) && isUnique(b) && facts(a) === facts(b);
}
function isInline(constraint: Constraint, table: Table, context: PrintContext, late: Late): boolean {
  if (constraint.kind === 'foreign key' || mustBeAdded(constraint)) return false;
  const wanted = context.style.constraints === 'inline' || constraint.kind === 'primary key';
  if (isKey(constraint)) {
    if (constraint.invalid || !wanted || isMadeByParent(constraint, table, context)) return false;
    return isPartitionOf(table, context) ? false : reachesPartitions(constraint, table, context);
  }
  if (callsRoutine(constraint.expression, late)) return false;
  const attached = table.partitionOf !== undefined && !isPartitionOf(table, context);
  const joining = context.joining?.has(keyOf(table)) ?? false;
  // A parent that stands has its checks, and only takes a partition that has them too.
  if (constraint.local === false) return attached && (wanted || joining);
  return wanted || table.kind === 'foreign table';
}
/** Said somewhere: inline, by ALTER TABLE, or by what makes it together with the parent's. */
export function isConstraintPrinted(constraint: Constraint, table: Table, context: PrintContext): boolean {
  if (isKey(constraint)) return !isMadeByParent(constraint, table, context);
  if (constraint.local !== false) return true;
  return constraint.kind === 'foreign key' && isRenamedCopy(constraint, table, context);
}
/** A partition's foreign key that kept its own name when its parent got the same. */
function isRenamedCopy(constraint: Constraint, table: Table, context: PrintContext): boolean {
  const parent = tableFrom(context.schema, table.partitionOf?.parent, table.schema);
  return parent !== undefined && !parent.constraints.some((one) => one.name === constraint.name);
}

/** Whether `PARTITION OF` a table that stands already is all there is to say. */
export function isGivenByParent(table: Table, context: PrintContext): boolean {
  const renamed = (one: Constraint): boolean => one.local === false && isRenamedCopy(one, table, context);
  const foreignKeys = table.constraints.filter((one) => one.kind === 'foreign key');
  return isPartitionOf(table, context) && isCopyOfParent(table, context) && !foreignKeys.some(renamed);
}

/** CREATE TABLE … INHERITS puts inherited columns first; a table that has another order joined its parents later. */
function joinsByAlter(table: Table, context: PrintContext): boolean {
  if (table.inherits === undefined) return false;
  const merged = new Set<string>();
  for (const name of table.inherits)
    for (const column of tableFrom(context.schema, name, table.schema)?.columns ?? []) merged.add(column.name);
  for (const column of table.columns) merged.add(column.name);
  const order = [...merged];
  const same = table.columns.length === order.length && table.columns.every((column, at) => column.name === order[at]);
  const own = table.columns.every((column) => column.local !== false);
  // Before 16, CREATE TABLE takes no generated column that a parent has too.
  const generated =
    context.schema.serverVersion < 160000 && table.columns.some((one) => one.inherited && one.generated);
  return own && (!same || generated);
}
/** What follows CREATE TABLE at once, so that the tables below can be made. */
export function joinParents(table: Table, context: PrintContext, late: Late): string[] {
  const name = qualified(table, context);
  if (table.partitionOf !== undefined && !isPartitionOf(table, context)) {
    const attach = context.joining?.has(keyOf(table)) ? [] : attachPartition(table, context);
    return [...notValid(table, context), ...attach];
  }
  if (table.partitionBy !== undefined) return notValid(table, context);
  const differences = table.columns.flatMap((column) => inheritedDifferences(column, table, context, late));
  if (!joinsByAlter(table, context)) return differences;
  const joins = table.inherits!.map((parent) => `ALTER TABLE ${name} INHERIT ${qualified(parent, context)};`);
  return [...joins, ...differences];
}
/**
 * NOT NULL that has not been validated: of a partition before it is attached, since it keeps its name then, and of a
 * partitioned table before that, since what is attached to it takes over which of them is inherited.
 */
function notValid(table: Table, context: PrintContext): string[] {
  return table.columns.flatMap(({ name, notNullConstraint: constraint }) => {
    if (constraint?.valid !== false) return [];
    const add = `ADD CONSTRAINT ${local(constraint.name, context)} NOT NULL ${local(name, context)} NOT VALID`;
    return [`ALTER TABLE ${qualified(table, context)} ${add};`];
  });
}
/** Where a child differs from what INHERITS gives it. */
function inheritedDifferences(column: Column, table: Table, context: PrintContext, late: Late): string[] {
  if (!column.inherited || table.inherits === undefined || callsRoutine(column.default, late)) return [];
  const alter = `ALTER TABLE ${qualified(table, context)}`;
  const change = `${alter} ALTER COLUMN ${local(column.name, context)}`;
  const above = table.inherits
    .map((name) => tableFrom(context.schema, name, table.schema)?.columns.find((one) => one.name === column.name))
    .filter((one) => one !== undefined);
  const lines: string[] = [];
  const inherited = above.find((one) => one.default !== undefined)?.default;
  const given = column.local !== false && column.default !== undefined ? column.default : inherited;
  if (given !== column.default && column.generated === undefined)
    lines.push(column.default === undefined ? `${change} DROP DEFAULT;` : `${change} SET DEFAULT ${column.default};`);
  if (column.notNull && column.local === false && !above.some((one) => one.notNull)) {
    const named = column.notNullConstraint?.name;
    const own = named !== undefined && named !== notNullName(table, column);
    const key = `${alter} ADD CONSTRAINT ${local(named ?? '', context)} NOT NULL ${local(column.name, context)};`;
    lines.push(own ? key : `${change} SET NOT NULL;`);
  }
  return lines;
}

export function attachPartition(table: Table, context: PrintContext): string[] {
  if (table.partitionOf === undefined) return [];
  const parent = qualified(table.partitionOf.parent, context);
  return [`ALTER TABLE ${parent} ATTACH PARTITION ${qualified(table, context)} ${table.partitionOf.bound};`];
}

function tableClauses(table: Table, context: PrintContext): string[] {
  const clauses: string[] = [];
  if (table.inherits && !joinsByAlter(table, context))
    clauses.push(`INHERITS (${table.inherits.map((name) => qualified(name, context)).join(', ')})`);
  if (isPartitionOf(table, context)) clauses.push(table.partitionOf!.bound);
  if (table.partitionBy) clauses.push(`PARTITION BY ${table.partitionBy}`);
  if (table.server) clauses.push(`SERVER ${local(table.server, context)}`);
  if (table.foreignOptions) clauses.push(foreignOptions(table.foreignOptions));
  // A partition takes over what its partitioned table says.
  const above = isPartitionOf(table, context)
    ? tableFrom(context.schema, table.partitionOf?.parent, table.schema)
    : undefined;
  const method = table.accessMethod ?? (above?.accessMethod && 'heap');
  if (method) clauses.push(`USING ${local(method, context)}`);
  if (table.storageParameters) clauses.push(`WITH (${storageParameters(table.storageParameters)})`);
  const tablespace = table.tablespace ?? (above?.tablespace && 'pg_default');
  if (tablespace) clauses.push(`TABLESPACE ${local(tablespace, context)}`);
  return clauses;
}
