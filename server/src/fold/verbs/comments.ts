/** COMMENT ON. */

import { isRelationWord } from '../../model/kinds';
import { findIn, findRelation, findTableOrView, isSurelyAbsent } from '../../model/resolve';
import type { Column, Table } from '../../model/schema';
import type { DdlOp, ObjectReference } from '../../sql/read/ops';
import { keyOf } from '../../text/names';
import { columnNotNullAs } from '../default-names';
import { type Draft, written } from '../draft';
import { requireColumn } from '../kinds/alter-column';
import { sameArguments } from '../kinds/routines';
import { otherKey } from '../options';
import { requireTable, tableNames } from '../required';
import { typeNames } from '../type-names';

type Comment = Extract<DdlOp, { op: 'comment' }>;
interface Commented {
  readonly comment?: string;
  readonly origins?: object;
}

export function setComment(draft: Draft, op: Comment): void {
  const { object } = op;
  if (isRelationWord(object.kind)) return commentRelation(draft, op);
  switch (object.kind) {
    case 'column':
      return commentColumn(draft, op);
    case 'constraint':
    case 'trigger':
    case 'policy':
    case 'rule':
      return commentPart(draft, op);
    case 'type':
    case 'domain':
      return commentType(draft, op);
    case 'function':
    case 'procedure':
    case 'routine':
    case 'aggregate':
      return commentRoutine(draft, op);
    case 'schema': {
      const namespace = draft.schema.namespaces.get(object.name.value.name);
      if (namespace) draft.put('namespaces', namespace.name, commented(draft, op, namespace));
      return;
    }
    case 'extension': {
      const extension = draft.schema.extensions.get(object.name.value.name);
      if (extension) draft.put('extensions', extension.name, commented(draft, op, extension));
      return;
    }
    default:
      return commentOther(draft, op);
  }
}

/** COMMENT … IS NULL and IS '' remove it. */
function commented<T extends Commented>(draft: Draft, op: Comment, object: T): T {
  const { comment, ...rest } = object;
  const origins = { ...object.origins, comment: draft.origin(op.comment.range) };
  const text = op.comment.value;
  return { ...rest, ...(text ? { comment: text } : {}), origins } as unknown as T;
}

function commentRelation(draft: Draft, op: Comment): void {
  const { object } = op;
  const relation = findRelation(draft.schema, object.name.value);
  switch (relation?.is) {
    case 'table':
      return draft.put('tables', keyOf(relation.table), commented(draft, op, relation.table));
    case 'view':
      return draft.put('views', keyOf(relation.view), commented(draft, op, relation.view));
    case 'index':
      return draft.put('indexes', keyOf(relation.index), commented(draft, op, relation.index));
    case 'sequence':
      return draft.put('sequences', keyOf(relation.sequence), commented(draft, op, relation.sequence));
    case 'constraint index':
      return draft.updateTable(keyOf(relation.table), (table) => ({
        ...table,
        constraints: table.constraints.map((constraint) => {
          if (constraint !== relation.constraint) return constraint;
          const { indexComment, ...rest } = relation.constraint;
          return op.comment.value ? { ...rest, indexComment: op.comment.value } : rest;
        }),
      }));
    case undefined:
      if (isSurelyAbsent(draft.schema, 'table', object.name.value)) refuseMissing(draft, object);
  }
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
  if (relation?.is === 'view')
    return draft.put('views', keyOf(relation.view), {
      ...relation.view,
      columns: relation.view.columns.map((column) =>
        column.name === name ? withoutOrigins(commented(draft, op, column)) : column,
      ),
    });
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

const lists = { constraint: 'constraints', trigger: 'triggers', policy: 'policies', rule: 'rules' } as const;
function commentPart(draft: Draft, op: Comment): void {
  const { object } = op;
  if (!object.table) return;
  const owner = findTableOrView(draft.schema, object.table.value);
  if (!owner) {
    requireTable(draft, object.table);
    return;
  }
  const list = lists[object.kind as keyof typeof lists];
  const parts: readonly ({ readonly name: string } & Commented)[] =
    (list in owner ? (owner as Table)[list] : undefined) ?? [];
  const name = object.name.value.name;
  if (!parts.some((each) => each.name === name)) {
    if ('constraints' in owner && draft.isUnknownPart(owner, object.kind, name)) return;
    if (object.kind === 'constraint' && 'constraints' in owner && columnNotNullAs(draft, owner, name)) return;
    const noun = object.kind === 'policy' ? 'policy' : object.kind;
    return draft.refuse(
      'does not exist',
      object.name.range,
      { kind: object.kind, schema: owner.schema, name, table: owner.name },
      `${noun} "${name}" for table "${owner.name}" does not exist`,
      parts.map((each) => each.name),
    );
  }
  const next = parts.map((each) => (each.name === name ? commented(draft, op, each) : each));
  draft.put('constraints' in owner ? 'tables' : 'views', keyOf(owner), { ...owner, [list]: next } as never);
}
function commentType(draft: Draft, op: Comment): void {
  const { object } = op;
  const name = object.name.value;
  const type = findIn(draft.schema, draft.schema.types, name);
  if (type) return draft.put('types', keyOf(type), commented(draft, op, type));
  if (!isSurelyAbsent(draft.schema, 'type', name) || findTableOrView(draft.schema, name)) return;
  const message = `type "${written(name)}" does not exist`;
  draft.refuse('does not exist', object.name.range, { kind: 'type', ...name }, message, typeNames(draft));
}
function commentRoutine(draft: Draft, op: Comment): void {
  const { object } = op;
  const overloads = findIn(draft.schema, draft.schema.routines, object.name.value);
  const routine = overloads?.find((each) => sameArguments(draft, each, object.argumentTypes));
  if (!overloads || !routine) return;
  const next = overloads.map((each) => (each === routine ? commented(draft, op, each) : each));
  draft.put('routines', keyOf(routine), next);
}
function commentOther(draft: Draft, op: Comment): void {
  const { object } = op;
  if (object.kind === 'domain constraint') return commentDomainCheck(draft, op);
  if (object.kind === 'collation' || object.kind === 'statistics') {
    const map = object.kind === 'collation' ? 'collations' : 'statistics';
    const found = findIn<{ schema: string; name: string } & Commented>(
      draft.schema,
      draft.schema[map],
      object.name.value,
    );
    if (found) draft.put(map, keyOf(found), commented(draft, op, found) as never);
    return;
  }
  if (object.kind !== 'other') return;
  const key = otherKey(draft, object.what ?? '', object.name.value);
  const other = draft.schema.others.get(key);
  if (other) draft.put('others', key, commented(draft, op, other));
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
