/** Constraints as they stand in CREATE TABLE or after ADD. */

import {
  type Constraint,
  emptySchema,
  type ForeignKeyConstraint,
  type KeyConstraint,
  type Table,
} from '../model/schema';
import { makeObjectName } from '../text/names';
import { isNameTaken } from './lookup';
import { defaultStyle, type PrintContext } from './style';
import { columnList, local, qualified, storageParameters } from './text';

/** With its name, unless it is a primary key whose name is what PostgreSQL would choose for `table`. */
export function constraintDefinition(constraint: Constraint, context: PrintContext, table?: Table): string {
  const body = constraintBody(constraint, context);
  if (table !== undefined && constraint.kind === 'primary key' && isChosenKeyName(constraint, table, context))
    return body;
  return `CONSTRAINT ${local(constraint.name, context)} ${body}`;
}
/** As it stands within the definition of its one column; undefined for what cannot stand there. */
export function columnConstraint(constraint: Constraint, context: PrintContext, named: boolean): string | undefined {
  if (constraint.kind !== 'foreign key' || constraint.columns.length !== 1 || constraint.period) return undefined;
  const body = foreignKeyTarget(constraint, context);
  return named ? `CONSTRAINT ${local(constraint.name, context)} ${body}` : body;
}
function isChosenKeyName({ name, inherited }: Constraint, table: Table, context: PrintContext): boolean {
  return name === primaryKeyName(table) && !isNameTaken(context, table, name, { copy: inherited });
}
const primaryKeyName = (table: Table): string => makeObjectName(table.name, undefined, 'pkey');

function constraintBody(constraint: Constraint, context: PrintContext): string {
  switch (constraint.kind) {
    case 'primary key':
    case 'unique':
      return keyBody(constraint, context);
    case 'check':
      return joinWords(`CHECK (${constraint.expression})`, constraint.noInherit && 'NO INHERIT', validity(constraint));
    case 'foreign key':
      return foreignKeyBody(constraint, context);
    case 'exclude':
      return joinWords(
        constraint.definition,
        constraint.tablespace && usingTablespace(constraint.tablespace, context),
        deferral(constraint),
      );
  }
}
const bareContext: PrintContext = { schema: emptySchema(0), style: { ...defaultStyle, quoting: 'needed' } };
/** For people: all that a constraint says, behind the word for its kind. */
export function constraintInWords(constraint: Constraint): string {
  const body = constraintBody(constraint, bareContext);
  return constraint.kind === 'exclude' ? body : body.slice(constraint.kind.length + 1);
}
function keyBody(key: KeyConstraint, context: PrintContext): string {
  const overlaps = key.withoutOverlaps ? ' WITHOUT OVERLAPS' : '';
  return joinWords(
    key.kind.toUpperCase(),
    key.nullsNotDistinct && 'NULLS NOT DISTINCT',
    `(${columnList(key.columns, context)}${overlaps})`,
    key.include && `INCLUDE (${columnList(key.include, context)})`,
    key.storageParameters && `WITH (${storageParameters(key.storageParameters)})`,
    key.tablespace && usingTablespace(key.tablespace, context),
    deferral(key),
  );
}
const usingTablespace = (name: string, context: PrintContext): string =>
  `USING INDEX TABLESPACE ${local(name, context)}`;
function foreignKeyBody(key: ForeignKeyConstraint, context: PrintContext): string {
  return `FOREIGN KEY (${keyColumns(key, key.columns, context)}) ${foreignKeyTarget(key, context)}`;
}
function keyColumns({ period }: ForeignKeyConstraint, names: readonly string[], context: PrintContext): string {
  if (!period) return columnList(names, context);
  return [...names.slice(0, -1).map((name) => local(name, context)), `PERIOD ${local(names.at(-1)!, context)}`].join(
    ', ',
  );
}
function foreignKeyTarget(key: ForeignKeyConstraint, context: PrintContext): string {
  const target = key.referencedColumns.length > 0 ? ` (${keyColumns(key, key.referencedColumns, context)})` : '';
  return joinWords(
    `REFERENCES ${qualified(key.references, context)}${target}`,
    key.match && `MATCH ${key.match.toUpperCase()}`,
    key.onUpdate && `ON UPDATE ${key.onUpdate.toUpperCase()}`,
    key.onDelete && `ON DELETE ${key.onDelete.toUpperCase()}`,
    key.onDeleteColumns && `(${columnList(key.onDeleteColumns, context)})`,
    deferral(key),
    validity(key),
  );
}
function deferral(constraint: { readonly deferrable?: boolean; readonly initiallyDeferred?: boolean }): string {
  return joinWords(constraint.deferrable && 'DEFERRABLE', constraint.initiallyDeferred && 'INITIALLY DEFERRED');
}
/** What is not enforced is not valid either, and says only the former. */
function validity(constraint: { readonly notValid?: boolean; readonly notEnforced?: boolean }): string {
  return constraint.notEnforced ? 'NOT ENFORCED' : constraint.notValid ? 'NOT VALID' : '';
}
function joinWords(...parts: (string | false | undefined)[]): string {
  return parts.filter((part) => part).join(' ');
}

/** NOT VALID cannot be said in CREATE TABLE (it is taken as valid there), so such a constraint is added afterwards. */
export function mustBeAdded(constraint: Constraint): boolean {
  return (
    (constraint.kind === 'check' || constraint.kind === 'foreign key') &&
    constraint.notValid === true &&
    !constraint.notEnforced
  );
}
