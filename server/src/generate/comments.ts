/** COMMENT ON everything that has one. */

import type { ExtendedStatistics, Routine, Schema, Table, UserType, View } from '../model/schema';
import { keyOf, makeObjectName } from '../text/names';
import { byName, lookup } from './lookup';
import { routineSignature } from './objects';
import type { PrintContext } from './style';
import { commentOn, local, qualified } from './text';

export function tableComments(table: Table, context: PrintContext): string[] {
  const name = qualified(table, context);
  const kind = table.kind === 'foreign table' ? 'FOREIGN TABLE' : 'TABLE';
  const on = (what: string, own: string): string => `${what} ${local(own, context)} ON ${name}`;
  return [
    ...commentOn(`${kind} ${name}`, table.comment, context),
    ...table.columns.flatMap((column) => [
      ...commentOn(`COLUMN ${name}.${local(column.name, context)}`, column.comment, context),
      ...(column.notNullConstraint
        ? commentOn(on('CONSTRAINT', column.notNullConstraint.name), column.notNullConstraint.comment, context)
        : []),
      ...(column.identity?.sequenceName
        ? commentOn(`SEQUENCE ${qualified(column.identity.sequenceName, context)}`, column.identity.comment, context)
        : []),
    ]),
    ...serialComments(table, context),
    ...table.constraints.flatMap((one) => [
      ...commentOn(on('CONSTRAINT', one.name), one.comment, context),
      ...('indexComment' in one
        ? commentOn(`INDEX ${qualified({ schema: table.schema, name: one.name }, context)}`, one.indexComment, context)
        : []),
    ]),
    ...indexComments(table, context),
    ...(context.style.triggers ? behaviourComments(table, context) : []),
    ...(context.style.policies
      ? (table.policies ?? []).flatMap((one) => commentOn(on('POLICY', one.name), one.comment, context))
      : []),
  ];
}
/** A serial's sequence has no statement of its own. */
function serialComments(table: Table, context: PrintContext): string[] {
  const found = lookup(context.schema);
  return (found.sequencesOf.get(keyOf(table)) ?? [])
    .filter((sequence) => found.isSerial(sequence))
    .flatMap((sequence) => commentOn(`SEQUENCE ${qualified(sequence, context)}`, sequence.comment, context));
}
function indexComments(owner: Table | View, context: PrintContext): string[] {
  if (!context.style.indexes) return [];
  const indexes = lookup(context.schema).indexes.get(keyOf(owner)) ?? [];
  return indexes.flatMap((index) => commentOn(`INDEX ${qualified(index, context)}`, index.comment, context));
}
function behaviourComments(owner: Table | View, context: PrintContext): string[] {
  const on = (what: string, own: string): string => `${what} ${local(own, context)} ON ${qualified(owner, context)}`;
  return [
    ...(owner.triggers ?? []).flatMap((one) => commentOn(on('TRIGGER', one.name), one.comment, context)),
    ...(owner.rules ?? []).flatMap((one) => commentOn(on('RULE', one.name), one.comment, context)),
  ];
}
function viewComments(view: View, context: PrintContext): string[] {
  const name = qualified(view, context);
  return [
    ...commentOn(`${view.kind.toUpperCase()} ${name}`, view.comment, context),
    ...view.columns.flatMap((column) =>
      commentOn(`COLUMN ${name}.${local(column.name, context)}`, column.comment, context),
    ),
    ...indexComments(view, context),
    ...(context.style.triggers ? behaviourComments(view, context) : []),
  ];
}
function typeComments(type: UserType, context: PrintContext): string[] {
  const name = qualified(type, context);
  const lines = commentOn(`${type.kind === 'domain' ? 'DOMAIN' : 'TYPE'} ${name}`, type.comment, context);
  if (type.kind === 'composite')
    for (const attribute of type.attributes)
      lines.push(...commentOn(`COLUMN ${name}.${local(attribute.name, context)}`, attribute.comment, context));
  if (type.kind === 'domain') {
    const { notNullConstraintName: notNull = makeObjectName(type.name, undefined, 'not_null') } = type;
    const on = `CONSTRAINT ${local(notNull, context)} ON DOMAIN ${name}`;
    lines.push(...commentOn(on, type.notNullConstraintComment, context));
    for (const check of type.checks)
      lines.push(...commentOn(`CONSTRAINT ${local(check.name, context)} ON DOMAIN ${name}`, check.comment, context));
  }
  return lines;
}
export function statisticsComments(statistics: ExtendedStatistics, context: PrintContext): string[] {
  return commentOn(`STATISTICS ${qualified(statistics, context)}`, statistics.comment, context);
}
function routineComments(routine: Routine, context: PrintContext): string[] {
  const kind = routine.kind === 'window' ? 'FUNCTION' : routine.kind.toUpperCase();
  return commentOn(`${kind} ${routineSignature(routine, context)}`, routine.comment, context);
}
/** What belongs to no table. */
export function schemaComments(schema: Schema, context: PrintContext): string[] {
  const sequences = [...schema.sequences.values()].filter((one) => !lookup(schema).isSerial(one));
  return [
    ...each(schema.namespaces.values(), (one) => commentOn(`SCHEMA ${local(one.name, context)}`, one.comment, context)),
    ...each(schema.extensions.values(), (one) =>
      commentOn(`EXTENSION ${local(one.name, context)}`, one.comment, context),
    ),
    ...each(schema.collations.values(), (one) =>
      commentOn(`COLLATION ${qualified(one, context)}`, one.comment, context),
    ),
    ...each(schema.types.values(), (one) => typeComments(one, context)),
    ...each(sequences, (one) => commentOn(`SEQUENCE ${qualified(one, context)}`, one.comment, context)),
    ...each([...schema.routines.values()].flat(), (one) => routineComments(one, context)),
    ...each(schema.views.values(), (one) => viewComments(one, context)),
    ...each(schema.others.values(), (one) => commentOn(one.designation ?? '', one.comment, context)),
  ];
}
/** In the order of names; what an extension brings has its own comments. */
function each<T extends { readonly schema?: string; readonly name: string; readonly extension?: string }>(
  items: Iterable<T>,
  lines: (item: T) => string[],
): string[] {
  return [...items]
    .filter((item) => item.extension === undefined)
    .sort(byName)
    .flatMap(lines);
}
