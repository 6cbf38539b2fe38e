/** Schema → SQL. What is printed, run in an empty database, makes the same catalog again. */

import type { Column, Constraint, Index, Table } from '../model/schema';
import { keyOf, type QualifiedName } from '../text/names';
import { columnDefinition } from './columns';
import { columnConstraint, constraintDefinition } from './constraints';
import { type IndexHead, indexDefinition } from './indexes';
import { script } from './script';
import type { PrintContext } from './style';
import { inStyle, qualified } from './text';

/** `"name" type NOT NULL DEFAULT …`, without indent or comma. With its table, a serial is written as one. */
export function printColumn(column: Column, context: PrintContext, table?: Table): string {
  return inStyle(columnDefinition(column, context, table), context);
}
/**
 * `CONSTRAINT "name" UNIQUE ("a")`: what stands in CREATE TABLE or after ADD. With its table, a primary key is unnamed
 * when PostgreSQL would choose its name.
 */
export function printConstraint(constraint: Constraint, context: PrintContext, table?: Table): string {
  return inStyle(constraintDefinition(constraint, context, table), context);
}
/** `REFERENCES "t" ("id")`: a foreign key within its column's definition. Undefined for what cannot stand there. */
export function printColumnConstraint(
  constraint: Constraint,
  context: PrintContext,
  named: boolean,
): string | undefined {
  const text = columnConstraint(constraint, context, named);
  return text === undefined ? undefined : inStyle(text, context);
}
/** `ALTER TABLE "t" ADD CONSTRAINT …;` */
export function printAddConstraint(table: Table, constraint: Constraint, context: PrintContext): string {
  const statement = `ALTER TABLE ${qualified(table, context)} ADD ${constraintDefinition(constraint, context)};`;
  return inStyle(statement, context);
}
/** `CREATE INDEX …;` as PostgreSQL prints it. */
export function printIndex(index: Index, context: PrintContext, head?: IndexHead): string {
  return inStyle(`${indexDefinition(index, context, head)};`, context);
}
/**
 * Tables and what belongs to them, in the order given as far as it runs: every CREATE TABLE (referenced first), then
 * constraints, then indexes, then the rest. With `dependencies`, the types, sequences, extensions and functions they need, first.
 */
export function printTables(
  tables: readonly QualifiedName[],
  context: PrintContext,
  options: { dependencies?: boolean } = {},
): string {
  const wanted = new Set<string>();
  for (const name of tables) {
    const schemas = name.schema === undefined ? context.schema.searchPath : [name.schema];
    const found = schemas
      .map((schema) => keyOf({ schema, name: name.name }))
      .find((key) => context.schema.tables.has(key));
    if (found !== undefined) wanted.add(found);
  }
  return script(context, { tables: [...wanted], dependencies: options.dependencies ?? false });
}
/** Everything in the schema. */
export function printSchema(context: PrintContext): string {
  return script(context, 'everything');
}
