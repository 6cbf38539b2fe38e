/**
 * Partitions, and the keys and indexes they get from their parent. What PostgreSQL makes by itself under the name it
 * would choose is left to it; everything else is said: made on ONLY the parent, made on the partition, attached.
 */

import type { Column, Constraint, ExcludeConstraint, Index, KeyConstraint, Schema, Table } from '../model/schema';
import { clipBytes, keyOf, MAX_IDENTIFIER_BYTES, makeObjectName, type QualifiedName } from '../text/names';
import { closingParenthesis, namePattern, printedName, splitList } from '../text/quoted';
import { compareText } from '../text/text';
import { isNameTaken, lookup, notNullName, tableFrom } from './lookup';
import type { PrintContext } from './style';

/** An index, or the constraint that owns one. */
export type IndexLike = Index | KeyConstraint | ExcludeConstraint;

const isIndex = (one: IndexLike): one is Index => 'keys' in one;
export function isKey(constraint: Constraint): constraint is KeyConstraint | ExcludeConstraint {
  return constraint.kind === 'primary key' || constraint.kind === 'unique' || constraint.kind === 'exclude';
}
export function parentIndexOf(one: IndexLike): QualifiedName | undefined {
  return isIndex(one) ? one.parent : one.parentIndex;
}
function indexLikes(table: Table, schema: Schema): IndexLike[] {
  return [...table.constraints.filter(isKey), ...(lookup(schema).indexes.get(keyOf(table)) ?? [])];
}
export function attachedTo(parent: IndexLike, of: Table, table: Table, schema: Schema): IndexLike | undefined {
  return indexLikes(table, schema).find((one) => {
    const name = parentIndexOf(one);
    return name?.name === parent.name && name.schema === of.schema;
  });
}

/** Whether the statement that makes `one` on `table` makes it on every partition too, exactly as it is there. */
export function reachesPartitions(one: IndexLike, table: Table, context: PrintContext): boolean {
  const partitions = lookup(context.schema).partitions.get(keyOf(table)) ?? [];
  return partitions.every((partition) => reaches(one, table, partition, context));
}
function reaches(one: IndexLike, table: Table, partition: Table, context: PrintContext): boolean {
  if (partition.kind === 'foreign table') return isIndex(one) && !one.unique;
  const child = attachedTo(one, table, partition, context.schema);
  // ATTACH takes no exclusion, so only its parent can make it.
  if (child !== undefined && excludes(one)) return reachesPartitions(child, partition, context);
  if (child === undefined || child.name !== chosenName(one, partition) || !isPlainCopy(child, one)) return false;
  // A constraint's index shuns the names of constraints too.
  if (!isIndex(child) && isNameTaken(context, partition, child.name, { copy: true })) return false;
  return reachesPartitions(child, partition, context);
}
/** Whether a partition gets from its partitioned table, which stands already, exactly the keys and indexes it has. */
export function isCopyOfParent(table: Table, context: PrintContext): boolean {
  const { schema } = context;
  const parent = tableFrom(schema, table.partitionOf?.parent, table.schema);
  if (parent === undefined) return false;
  return indexLikes(parent, schema).every((one) => reaches(one, parent, table, context));
}
/** Made together with the parent's. */
export function isMadeByParent(one: IndexLike, table: Table, context: PrintContext): boolean {
  const { schema } = context;
  const name = parentIndexOf(one);
  const parent = tableFrom(schema, table.partitionOf?.parent, table.schema);
  if (name === undefined || parent === undefined) return false;
  const joining = context.joining?.get(keyOf(table));
  if (joining !== undefined) return joining === 'as partition';
  const above = indexLikes(parent, schema).find((other) => other.name === name.name);
  return above !== undefined && (reachesPartitions(above, parent, context) || isMadeByParent(above, parent, context));
}

/**
 * Keys of one table as they are to be made: exclusions as the numbers say that end their names, or those of their
 * partitions', since each gets the first that the ones before have left.
 */
export const inOrderMade =
  (table: Table, schema: Schema) =>
  (a: IndexLike, b: IndexLike): number =>
    placeByNumber(a, table, schema) - placeByNumber(b, table, schema) || compareText(a.name, b.name);
export function placeByNumber(one: IndexLike, table: Table, schema: Schema): number {
  if (!excludes(one)) return 0;
  const below = (lookup(schema).partitions.get(keyOf(table)) ?? []).flatMap(
    (partition) => attachedTo(one, table, partition, schema) ?? [],
  );
  return below.length === 0 ? numberAtEnd(one.name) : Math.min(...below.map(({ name }) => numberAtEnd(name)));
}
/** What PostgreSQL puts behind a name that is taken. */
export const numberAtEnd = (name: string): number => Number(/\d{0,9}$/.exec(name)![0]);
/** Nothing about it that its parent would not give it. */
function isPlainCopy(child: IndexLike, parent: IndexLike): boolean {
  const own = (one: IndexLike): unknown[] =>
    isIndex(one)
      ? [one.statistics, one.comment, one.clustered, one.replicaIdentity]
      : [one.comment, one.indexComment, one.clustered, 'columns' in one && one.replicaIdentity];
  const copied = (one: IndexLike): string =>
    JSON.stringify([one.tablespace, 'storageParameters' in one && one.storageParameters]);
  return isIndex(child) === isIndex(parent) && own(child).every((fact) => !fact) && copied(child) === copied(parent);
}
/** A key WITHOUT OVERLAPS is an exclusion by its index. */
export const excludes = (one: IndexLike): boolean =>
  !isIndex(one) && (one.kind === 'exclude' || one.withoutOverlaps === true);
/** `ChooseIndexName` of the server (src/backend/commands/indexcmds.c). */
export function chosenName(parent: IndexLike, partition: Table, place = 0): string {
  if (!isIndex(parent) && parent.kind === 'primary key') return makeObjectName(partition.name, undefined, 'pkey');
  const label = isIndex(parent) ? 'idx' : excludes(parent) ? 'excl' : 'key';
  return makeObjectName(
    partition.name,
    clipBytes(distinctNamesInOrder(keyNames(parent)).join('_'), MAX_IDENTIFIER_BYTES),
    place === 0 ? label : `${label}${place}`,
  );
}
function keyNames(one: IndexLike): string[] {
  if (isIndex(one))
    return [...one.keys.map((key) => key.column ?? expressionName(key.expression ?? '')), ...(one.include ?? [])];
  if (one.kind === 'exclude') return excludedNames(one.definition);
  return [...one.columns, ...(one.include ?? [])];
}
/** Of `EXCLUDE USING gist (a WITH =, lower(b) text_ops WITH =)`, as the server prints it: `a`, `lower`. */
function excludedNames(definition: string): string[] {
  const open = definition.indexOf('(');
  return splitList(definition.slice(open + 1, closingParenthesis(definition, open))).map((element) => {
    const [name] = /^(?:"(?:[^"]|"")*"|[^\s"(.]+)(?= )/.exec(element) ?? [];
    if (name !== undefined) return printedName(name);
    return expressionName(element.slice(0, closingParenthesis(element, element.indexOf('(')) + 1));
  });
}
const calledFirst = new RegExp(String.raw`^(?:${namePattern}\.)?(${namePattern})\(`);
/** `FigureIndexColname` for the usual: a function call is named after the function. */
function expressionName(expression: string): string {
  const call = calledFirst.exec(expression);
  if (!call || closingParenthesis(expression, call[0].length - 1) !== expression.length - 1) return 'expr';
  const [, name = ''] = call;
  return name.startsWith('"') ? printedName(name) : name.toLowerCase();
}
function distinctNamesInOrder(names: readonly string[]): string[] {
  const taken: string[] = [];
  for (const name of names) {
    let chosen = name;
    for (let pass = 1; taken.includes(chosen); pass++) chosen = `${name}${pass}`;
    taken.push(chosen);
  }
  return taken;
}

/** Whether `PARTITION OF` alone gives these columns; otherwise the table is made by itself and attached. */
export function isPartitionOf(table: Table, context: PrintContext): boolean {
  const { schema } = context;
  if (context.joining?.get(keyOf(table)) === 'by attaching') return false;
  const parent = tableFrom(schema, table.partitionOf?.parent, table.schema);
  if (parent === undefined || parent.columns.length !== table.columns.length) return false;
  if (table.persistence !== parent.persistence) return false;
  // The default tablespace cannot be said of a partitioned table.
  if (table.partitionBy !== undefined && parent.tablespace !== undefined && table.tablespace === undefined)
    return false;
  return table.columns.every((column, at) => {
    const above = parent.columns[at]!;
    // Before 17 an identity is not passed on.
    const passed = schema.serverVersion < 170000 ? undefined : above.identity?.kind;
    // A NOT NULL that has not been validated is valid in a partition made by it.
    if (column.notNullConstraint?.valid === false || above.notNullConstraint?.valid === false) return false;
    return column.identity?.kind === passed && given(column, table, schema) === given(above, parent, schema);
  });
}
/** What a partition takes over of a column. */
function given(column: Column, table: Table, schema: Schema): string {
  const { comment: _c, local: _l, inherited: _i, statistics: _s, options: _o, identity: _y, ...rest } = column;
  const { privileges: _p, origins: _g, notNullConstraint, storage, ...facts } = rest;
  const named = column.notNull && schema.serverVersion >= 180000;
  return JSON.stringify([
    Object.entries(facts).sort(([a], [b]) => compareText(a, b)),
    schema.serverVersion >= 160000 ? storage : undefined,
    named ? (notNullConstraint?.name ?? notNullName(table, column)) : undefined,
  ]);
}
