/** COMMENT ON everything that has one. */

import type {
  Column,
  Constraint,
  ExtendedStatistics,
  Routine,
  Schema,
  Sequence,
  Table,
  UserType,
  View,
} from '../model/schema';
import { keyOf, makeObjectName, quoteLiteral } from '../text/names';
import { bySchemaAndName, lookup } from './lookup';
import { routineSignature } from './objects';
import type { PrintContext } from './style';
import { local, qualified } from './text';

/** `on`: what follows COMMENT ON. */
export interface Comment {
  readonly on: string;
  readonly text: string;
}
const commentIfAny = (on: string, text: string | undefined): Comment[] => (text === undefined ? [] : [{ on, text }]);
/** `undefined` takes a comment away. */
export const commentOn = (on: string, text: string | undefined): string =>
  `COMMENT ON ${on} IS ${text === undefined ? 'NULL' : quoteLiteral(text)};`;
export function commentLines(comments: readonly Comment[], { style }: PrintContext): string[] {
  return style.comments ? comments.map(({ on, text }) => commentOn(on, text)) : [];
}

export function tableComments(table: Table, context: PrintContext): Comment[] {
  const { style } = context;
  return [
    ...ownComment(table, context),
    ...table.columns.flatMap((column) => columnComments(column, table, context)),
    ...serialComments(table, context),
    ...table.constraints.flatMap((one) => constraintComments(one, table, context)),
    ...indexComments(table, context),
    ...(style.triggers ? behaviourComments(table, context) : []),
    ...(style.policies ? (table.policies ?? []).flatMap((one) => partComment('POLICY', one, table, context)) : []),
  ];
}
/** Of a table or view itself. */
export function ownComment(owner: Table | View, context: PrintContext): Comment[] {
  const kind = owner.kind === 'partitioned table' ? 'TABLE' : owner.kind.toUpperCase();
  return commentIfAny(`${kind} ${qualified(owner, context)}`, owner.comment);
}
export function columnComments(column: Column, table: Table, context: PrintContext): Comment[] {
  const { notNullConstraint: notNull, identity } = column;
  return [
    ...commentIfAny(`COLUMN ${qualified(table, context)}.${local(column.name, context)}`, column.comment),
    ...(notNull ? partComment('CONSTRAINT', notNull, table, context) : []),
    ...(identity?.sequenceName
      ? commentIfAny(`SEQUENCE ${qualified(identity.sequenceName, context)}`, identity.comment)
      : []),
  ];
}
export function constraintComments(one: Constraint, table: Table, context: PrintContext): Comment[] {
  return [
    ...partComment('CONSTRAINT', one, table, context),
    ...('indexComment' in one
      ? indexComment({ ...one, schema: table.schema, comment: one.indexComment }, context)
      : []),
  ];
}
export function indexComment(
  index: { readonly schema: string; readonly name: string; readonly comment?: string | undefined },
  context: PrintContext,
): Comment[] {
  return commentIfAny(`INDEX ${qualified({ schema: index.schema, name: index.name }, context)}`, index.comment);
}
export function partComment(
  kind: 'CONSTRAINT' | 'TRIGGER' | 'RULE' | 'POLICY',
  part: { readonly name: string; readonly comment?: string | undefined },
  owner: Table | View,
  context: PrintContext,
): Comment[] {
  return commentIfAny(`${kind} ${local(part.name, context)} ON ${qualified(owner, context)}`, part.comment);
}
/** A serial's sequence has no statement of its own. */
function serialComments(table: Table, context: PrintContext): Comment[] {
  const found = lookup(context.schema);
  return (found.sequencesOf.get(keyOf(table)) ?? [])
    .filter((sequence) => found.isSerial(sequence))
    .flatMap((sequence) => sequenceComment(sequence, context));
}
export const sequenceComment = (sequence: Sequence, context: PrintContext): Comment[] =>
  commentIfAny(`SEQUENCE ${qualified(sequence, context)}`, sequence.comment);
function indexComments(owner: Table | View, context: PrintContext): Comment[] {
  if (!context.style.indexes) return [];
  const indexes = lookup(context.schema).indexes.get(keyOf(owner)) ?? [];
  return indexes.flatMap((index) => indexComment(index, context));
}
function behaviourComments(owner: Table | View, context: PrintContext): Comment[] {
  return [
    ...(owner.triggers ?? []).flatMap((one) => partComment('TRIGGER', one, owner, context)),
    ...(owner.rules ?? []).flatMap((one) => partComment('RULE', one, owner, context)),
  ];
}
function viewComments(view: View, context: PrintContext): Comment[] {
  return [
    ...ownComment(view, context),
    ...viewColumnComments(view, context),
    ...indexComments(view, context),
    ...(context.style.triggers ? behaviourComments(view, context) : []),
  ];
}
export function viewColumnComments(view: View, context: PrintContext): Comment[] {
  const name = qualified(view, context);
  return view.columns.flatMap((column) =>
    commentIfAny(`COLUMN ${name}.${local(column.name, context)}`, column.comment),
  );
}
export function typeComments(type: UserType, context: PrintContext): Comment[] {
  const name = qualified(type, context);
  const own = commentIfAny(`${type.kind === 'domain' ? 'DOMAIN' : 'TYPE'} ${name}`, type.comment);
  if (type.kind === 'composite') {
    const of = type.attributes.flatMap((one) =>
      commentIfAny(`COLUMN ${name}.${local(one.name, context)}`, one.comment),
    );
    return [...own, ...of];
  }
  if (type.kind !== 'domain') return own;
  const { notNullConstraintName: notNull = makeObjectName(type.name, undefined, 'not_null') } = type;
  const on = (constraint: string): string => `CONSTRAINT ${local(constraint, context)} ON DOMAIN ${name}`;
  return [
    ...own,
    ...commentIfAny(on(notNull), type.notNullConstraintComment),
    ...type.checks.flatMap((check) => commentIfAny(on(check.name), check.comment)),
  ];
}
export function statisticsComments(statistics: ExtendedStatistics, context: PrintContext): Comment[] {
  return commentIfAny(`STATISTICS ${qualified(statistics, context)}`, statistics.comment);
}
export function routineComments(routine: Routine, context: PrintContext): Comment[] {
  const kind = routine.kind === 'window' ? 'FUNCTION' : routine.kind.toUpperCase();
  return commentIfAny(`${kind} ${routineSignature(routine, context)}`, routine.comment);
}
type CommentedName = { readonly schema?: string; readonly name: string; readonly comment?: string };
/** Of what is called by a word and its name. */
export function namedComment(
  kind: 'SCHEMA' | 'EXTENSION' | 'COLLATION',
  item: CommentedName,
  context: PrintContext,
): Comment[] {
  const name = kind === 'COLLATION' ? qualified(item, context) : local(item.name, context);
  return commentIfAny(`${kind} ${name}`, item.comment);
}
/** What belongs to no table. */
export function schemaComments(schema: Schema, context: PrintContext): Comment[] {
  const sequences = [...schema.sequences.values()].filter((one) => !lookup(schema).isSerial(one));
  return [
    ...each(schema.namespaces.values(), (one) => namedComment('SCHEMA', one, context)),
    ...each(schema.extensions.values(), (one) => namedComment('EXTENSION', one, context)),
    ...each(schema.collations.values(), (one) => namedComment('COLLATION', one, context)),
    ...each(schema.types.values(), (one) => typeComments(one, context)),
    ...each(sequences, (one) => sequenceComment(one, context)),
    ...each([...schema.routines.values()].flat(), (one) => routineComments(one, context)),
    ...each(schema.views.values(), (one) => viewComments(one, context)),
    ...each(schema.others.values(), (one) => otherComment(one)),
  ];
}
export const otherComment = (other: { readonly designation?: string; readonly comment?: string }): Comment[] =>
  commentIfAny(other.designation ?? '', other.comment);
/** In the order of names; what an extension brings has its own comments. */
function each<T extends { readonly schema?: string; readonly name: string; readonly extension?: string }>(
  items: Iterable<T>,
  comments: (item: T) => Comment[],
): Comment[] {
  return [...items]
    .filter((item) => item.extension === undefined)
    .sort(bySchemaAndName)
    .flatMap(comments);
}
