/** COMMENT ON. */

import { isKind, isPart, isRelationWord, keptAs, kinds, type PartKind, parts } from '../../model/kinds';
import { findIn, findRelation, findTableOrView, holderOf, isSurelyAbsent, type Relation } from '../../model/resolve';
import type { Column, Table } from '../../model/schema';
import type { ObjectReference, Op } from '../../sql/read/ops';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { columnNotNullAs } from '../default-names';
import { type Draft, written } from '../draft';
import { sameArguments } from '../kinds/routine-arguments';
import { findPlain, replacePlain } from '../plain-objects';
import { refuseOtherArguments } from '../refusals/routines';
import { refuseOtherKind } from '../refuse';
import { requireColumn, requireTable, requireViewColumn, tableNames } from '../required';
import { typeNames } from '../type-names';
import { requireObject } from './require';

type Comment = Op<'comment'>;
type ConstraintIndex = Extract<Relation, { is: 'constraint index' }>;
interface Commented {
  readonly comment?: string;
  readonly origins?: object;
}

export function setComment(draft: Draft, op: Comment): void {
  const { object } = op;
  if (object.kind === 'column') return commentColumn(draft, op);
  if (object.kind === 'domain constraint') return commentDomainCheck(draft, op);
  if (isPart(object.kind)) return commentPart(draft, op, object.kind);
  if (isRelationWord(object.kind)) return commentRelation(draft, op);
  if (keptAs(object.kind) === 'routine') return commentRoutine(draft, op);
  const found = findPlain(draft, object);
  if (found && keptAs(object.kind) === 'type') requireObject(draft, object, false);
  if (found) replacePlain(draft, found, commented(draft, op, found.value));
  else if (keptAs(object.kind) === 'type') refuseMissingType(draft, object);
  else requireObject(draft, object, false);
}

/** COMMENT … IS NULL and IS '' remove it. */
function commented<T extends Commented>(draft: Draft, op: Comment, object: T): T {
  const { comment, ...rest } = object;
  const origins = { ...object.origins, comment: draft.origin(op.comment.range) };
  const text = op.comment.value;
  return { ...rest, ...present({ comment: text || undefined }), origins } as unknown as T;
}

function commentRelation(draft: Draft, op: Comment): void {
  const { object } = op;
  const relation = findRelation(draft.schema, object.name.value);
  if (!relation) {
    if (isSurelyAbsent(draft.schema, object.kind === 'index' ? 'index' : 'table', object.name.value))
      refuseMissing(draft, object);
  } else if (refuseOtherKind(draft, object, relation)) return;
  else if (relation.is === 'constraint index') commentIndexOf(draft, op, relation);
  else if (isKind(relation.is)) {
    const value = holderOf(relation);
    replacePlain(draft, { map: kinds[relation.is].map, key: keyOf(value), value }, commented(draft, op, value));
  }
}
function commentIndexOf(draft: Draft, op: Comment, { table, constraint }: ConstraintIndex): void {
  draft.updateTable(keyOf(table), (current) => ({
    ...current,
    constraints: current.constraints.map((each) => {
      if (each !== constraint) return each;
      const { indexComment, ...rest } = constraint;
      return op.comment.value ? { ...rest, indexComment: op.comment.value } : rest;
    }),
  }));
}
function refuseMissing(draft: Draft, object: ObjectReference): void {
  const message = `relation "${written(object.name.value)}" does not exist`;
  const about = { kind: object.kind, ...object.name.value };
  draft.refuse('does not exist', object.name.range, about, message, tableNames(draft));
}

function commentColumn(draft: Draft, op: Comment): void {
  const { object } = op;
  if (!object.table) return;
  const name = object.name.value.name;
  const relation = findRelation(draft.schema, object.table.value);
  if (relation?.is === 'view') requireViewColumn(draft, relation.view, { value: name, range: object.name.range });
  if (relation?.is === 'view')
    return draft.put('views', keyOf(relation.view), {
      ...relation.view,
      columns: relation.view.columns.map((column) =>
        column.name === name ? withoutOrigins(commented(draft, op, column)) : column,
      ),
    });
  if (relation?.is === 'composite type' && !relation.type.attributes.some((each) => each.name === name)) {
    const { schema, name: table } = relation.type;
    if (draft.mayReplace(relation.type.origins)) return;
    const message = `column "${name}" of relation "${table}" does not exist`;
    return draft.refuse('does not exist', object.name.range, { kind: 'attribute', schema, table, name }, message);
  }
  if (relation?.is === 'composite type')
    return draft.put('types', keyOf(relation.type), {
      ...relation.type,
      attributes: relation.type.attributes.map((each) =>
        each.name === name ? withoutOrigins(commented(draft, op, each)) : each,
      ),
    });
  const table = relation?.is === 'table' ? relation.table : requireTable(draft, object.table);
  if (!table || !requireColumn(draft, table, { value: name, range: object.name.range })) return;
  draft.updateTable(keyOf(table), (current) => ({
    ...current,
    columns: current.columns.map((column: Column) => (column.name === name ? commented(draft, op, column) : column)),
  }));
}
function withoutOrigins<T extends object>(value: T): T {
  const { origins, ...rest } = value as T & { origins?: unknown };
  return rest as T;
}

function commentPart(draft: Draft, op: Comment, part: PartKind): void {
  const { object } = op;
  if (!object.table) return;
  const owner = findTableOrView(draft.schema, object.table.value);
  if (!owner) {
    requireTable(draft, object.table);
    return;
  }
  const list = parts[part];
  const all: readonly ({ readonly name: string } & Commented)[] =
    (list in owner ? (owner as Table)[list] : undefined) ?? [];
  const name = object.name.value.name;
  if (!all.some((each) => each.name === name)) {
    if ('constraints' in owner && draft.isUnknownPart(owner, part, name)) return;
    if (object.kind === 'constraint' && 'constraints' in owner && columnNotNullAs(draft, owner, name)) return;
    return draft.refuse(
      'does not exist',
      object.name.range,
      { kind: object.kind, schema: owner.schema, name, table: owner.name },
      `${part} "${name}" for table "${owner.name}" does not exist`,
      all.map((each) => each.name),
    );
  }
  const next = all.map((each) => (each.name === name ? commented(draft, op, each) : each));
  draft.put('constraints' in owner ? 'tables' : 'views', keyOf(owner), { ...owner, [list]: next } as never);
}
function refuseMissingType(draft: Draft, object: ObjectReference): void {
  const name = object.name.value;
  if (!isSurelyAbsent(draft.schema, 'type', name) || findTableOrView(draft.schema, name)) return;
  const message = `type "${written(name)}" does not exist`;
  draft.refuse('does not exist', object.name.range, { kind: 'type', ...name }, message, typeNames(draft));
}
function commentRoutine(draft: Draft, op: Comment): void {
  const { object } = op;
  const overloads = findIn(draft.schema, draft.schema.routines, object.name.value);
  const routine = overloads?.find((each) => sameArguments(draft, each, object.argumentTypes));
  if (!overloads || !routine) return requireObject(draft, object, false);
  if (refuseOtherArguments(draft, object, overloads, [routine], false)) return;
  const next = overloads.map((each) => (each === routine ? commented(draft, op, each) : each));
  draft.put('routines', keyOf(routine), next);
}
function commentDomainCheck(draft: Draft, op: Comment): void {
  const { object } = op;
  const type = object.table && findIn(draft.schema, draft.schema.types, object.table.value);
  if (type?.kind !== 'domain') return;
  draft.put('types', keyOf(type), {
    ...type,
    checks: type.checks.map((check) =>
      check.name === object.name.value.name ? withoutOrigins(commented(draft, op, check)) : check,
    ),
  });
}
