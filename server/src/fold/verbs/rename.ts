/** RENAME of everything, and every place in the schema that named it. */

import { indexesOn } from '../../model/lookups';
import { findIn, findRelation, isSurelyAbsent, type Relation } from '../../model/resolve';
import type { Rename } from '../../sql/read/ops';
import { keyOf, qualifiedKey, splitKey } from '../../text/names';
import { columnNotNullAs } from '../default-names';
import { type Draft, kindOf, originsOf, written } from '../draft';
import { withDescendants } from '../inherit';
import { requireColumn } from '../kinds/alter-column';
import { mayRenameColumn } from '../refusals/columns';
import { mayRenameConstraint } from '../refusals/constraints';
import { namesLike } from '../refuse';
import { requireTable, tableNames } from '../required';
import { renameColumnIn } from './rename-column';
import { renameOther } from './rename-other';
import { moveIndex, moveSequence, moveTable, moveType, moveView } from './rename-relation';

export function renameObject(draft: Draft, op: Rename): void {
  switch (op.object.kind) {
    case 'table':
    case 'foreign table':
    case 'view':
    case 'materialized view':
    case 'index':
    case 'sequence':
      return renameRelation(draft, op);
    case 'column':
      return renameColumn(draft, op);
    case 'constraint':
      return renameConstraint(draft, op);
    case 'type':
    case 'domain':
      return renameType(draft, op);
    default:
      return renameOther(draft, op);
  }
}

function renameRelation(draft: Draft, op: Rename): void {
  const name = op.object.name.value;
  const relation = findRelation(draft.schema, name);
  if (!relation) return refuseMissingRelation(draft, op);
  const schema = schemaOf(relation);
  const taken = draft.relationTaken(schema, op.to.value);
  if (taken && !draft.mayReplace(originsOf(taken))) {
    if (!draft.isUnknown('table', schema, op.to.value)) refuseTaken(draft, op, schema, kindOf(taken));
    return;
  }
  switch (relation.is) {
    case 'table':
      return moveTable(draft, relation.table, { schema, name: op.to.value }, draft.origin(op.to.range));
    case 'view':
      return moveView(draft, relation.view, { schema, name: op.to.value }, draft.origin(op.to.range));
    case 'index':
      return moveIndex(draft, relation.index, op.to.value, draft.origin(op.to.range));
    case 'constraint index':
      return putConstraintName(draft, keyOf(relation.table), relation.constraint.name, op);
    case 'sequence':
      return moveSequence(draft, relation.sequence, { schema, name: op.to.value });
    case 'identity sequence':
      return draft.updateTable(keyOf(relation.table), (table) => ({
        ...table,
        columns: table.columns.map((column) =>
          column.name === relation.column.name && column.identity
            ? { ...column, identity: { ...column.identity, sequenceName: { schema, name: op.to.value } } }
            : column,
        ),
      }));
    case 'composite type':
      return moveType(draft, relation.type, { schema, name: op.to.value });
  }
}
export function schemaOf(relation: Relation): string {
  switch (relation.is) {
    case 'table':
    case 'constraint index':
    case 'identity sequence':
      return relation.table.schema;
    case 'view':
      return relation.view.schema;
    case 'index':
      return relation.index.schema;
    case 'sequence':
      return relation.sequence.schema;
    case 'composite type':
      return relation.type.schema;
  }
}
function refuseMissingRelation(draft: Draft, op: Rename): void {
  const { object } = op;
  const name = object.name.value;
  if (op.ifExists || !isSurelyAbsent(draft.schema, object.kind === 'index' ? 'index' : 'table', name)) return;
  const target = name.schema === undefined ? { name: op.to.value } : { schema: name.schema, name: op.to.value };
  if (draft.context.mode !== 'strict' && mayBeRenamed(draft, target)) return;
  draft.refuse(
    'does not exist',
    object.name.range,
    { kind: object.kind, ...name },
    `relation "${written(name)}" does not exist`,
    object.kind === 'index' || object.kind === 'sequence' ? namesLike(draft, object) : tableNames(draft),
  );
}
/** The new name is there, and it was dev that brought it: the statement has run. */
function mayBeRenamed(draft: Draft, target: { schema?: string; name: string }): boolean {
  const relation = findRelation(draft.schema, target);
  return relation !== undefined && draft.mayReplace(originsOf(relation));
}
function refuseTaken(draft: Draft, op: Rename, schema: string, kind: ReturnType<typeof kindOf>): void {
  draft.refuse(
    'exists already',
    op.to.range,
    { kind, schema, name: op.to.value },
    `relation "${op.to.value}" already exists`,
  );
}

function renameColumn(draft: Draft, op: Rename): void {
  if (!op.object.table) return;
  const relation = findRelation(draft.schema, op.object.table.value);
  if (relation?.is === 'view') return renameViewColumn(draft, op, relation.view);
  if (relation && relation.is !== 'table') return;
  const table = relation?.table ?? (op.ifExists ? undefined : requireTable(draft, op.object.table));
  if (!table) return;
  const from = op.object.name.value.name;
  const there = table.columns.find((column) => column.name === op.to.value);
  if (!table.columns.some((column) => column.name === from)) {
    if (there && draft.mayReplace(there.origins)) return;
    requireColumn(draft, table, { value: from, range: op.object.name.range });
    return;
  }
  if (!mayRenameColumn(draft, table, op.object.name.value.name, op.object.name.range, op.to.value)) return;
  if (there && !draft.mayReplace(there.origins)) {
    if (draft.isUnknownPart(table, 'column', op.to.value)) return;
    draft.refuse(
      'duplicate column',
      op.to.range,
      { kind: 'column', schema: table.schema, name: op.to.value, table: table.name },
      `column "${op.to.value}" of relation "${table.name}" already exists`,
    );
    return;
  }
  if (there)
    draft.updateTable(keyOf(table), (current) => ({
      ...current,
      columns: current.columns.filter((column) => column.name !== op.to.value),
    }));
  withDescendants(draft, keyOf(table), false, (key) =>
    renameColumnIn(draft, key, from, op.to.value, draft.origin(op.to.range)),
  );
}
function renameViewColumn(draft: Draft, op: Rename, view: Extract<Relation, { is: 'view' }>['view']): void {
  draft.put('views', keyOf(view), {
    ...view,
    columns: view.columns.map((column) =>
      column.name === op.object.name.value.name ? { ...column, name: op.to.value } : column,
    ),
  });
  for (const [key, index] of indexesOn(draft.schema, view))
    draft.put('indexes', key, {
      ...index,
      keys: index.keys.map((each) =>
        each.column === op.object.name.value.name ? { ...each, column: op.to.value } : each,
      ),
    });
}

function renameConstraint(draft: Draft, op: Rename): void {
  if (!op.object.table) return;
  const relation = findRelation(draft.schema, op.object.table.value);
  const table =
    relation?.is === 'table' ? relation.table : op.ifExists ? undefined : requireTable(draft, op.object.table);
  if (!table) return;
  const from = op.object.name.value.name;
  const named = (name: string) => table.constraints.find((constraint) => constraint.name === name);
  const constraint = named(from);
  if (constraint && !mayRenameConstraint(draft, table, constraint, op.object.name.range)) return;
  const there = named(op.to.value);
  if (!constraint) {
    if (renameNotNull(draft, keyOf(table), from, op.to.value)) return;
    if ((there && draft.mayReplace(there.origins)) || draft.isUnknownPart(table, 'constraint', from)) return;
    draft.refuse(
      'does not exist',
      op.object.name.range,
      { kind: 'constraint', schema: table.schema, name: from, table: table.name },
      `constraint "${from}" for table "${table.name}" does not exist`,
      table.constraints.map((each) => each.name),
    );
    return;
  }
  if (there && there !== constraint && !draft.mayReplace(there.origins)) {
    draft.refuse(
      'exists already',
      op.to.range,
      { kind: 'constraint', schema: table.schema, name: op.to.value, table: table.name },
      `constraint "${op.to.value}" for relation "${table.name}" already exists`,
    );
    return;
  }
  const isIndex = constraint.kind !== 'check' && constraint.kind !== 'foreign key';
  const taken = isIndex && from !== op.to.value ? draft.relationTaken(table.schema, op.to.value) : undefined;
  if (taken && !draft.mayReplace(originsOf(taken))) return refuseTaken(draft, op, table.schema, kindOf(taken));
  withDescendants(draft, keyOf(table), constraint.kind !== 'check', (key) => putConstraintName(draft, key, from, op));
}
function putConstraintName(draft: Draft, key: string, from: string, op: Rename): void {
  const name = draft.origin(op.to.range);
  draft.updateTable(key, (table) => ({
    ...table,
    constraints: table.constraints
      .filter((constraint) => constraint.name !== op.to.value || constraint.name === from)
      .map((constraint) =>
        constraint.name === from
          ? { ...constraint, name: op.to.value, origins: { ...constraint.origins, self: name, name } }
          : constraint,
      ),
  }));
}
function renameNotNull(draft: Draft, key: string, from: string, to: string): boolean {
  const named = columnNotNullAs(draft, draft.table(key), from);
  if (!named) return false;
  withDescendants(draft, key, false, (each) =>
    draft.updateTable(each, (current) => ({
      ...current,
      columns: current.columns.map((column) =>
        column.name === named.name && column.notNull && (each === key || column.notNullConstraint?.name === from)
          ? { ...column, notNullConstraint: { ...column.notNullConstraint, name: to } }
          : column,
      ),
    })),
  );
  return true;
}

function renameType(draft: Draft, op: Rename): void {
  const name = op.object.name.value;
  const type = findIn(draft.schema, draft.schema.types, name);
  if (!type) {
    if (!isSurelyAbsent(draft.schema, 'type', name)) return;
    const target = findIn(draft.schema, draft.schema.types, { ...name, name: op.to.value });
    if (target && draft.mayReplace(target.origins)) return;
    const candidates = [...draft.schema.types.keys()].map((key) => splitKey(key).name).sort();
    const message = `type "${written(name)}" does not exist`;
    return draft.refuse('does not exist', op.object.name.range, { kind: 'type', ...name }, message, candidates);
  }
  const existing = draft.schema.types.get(qualifiedKey(type.schema, op.to.value));
  if (existing && !draft.mayReplace(existing.origins)) {
    const object = { kind: 'type', schema: type.schema, name: op.to.value } as const;
    return draft.refuse('exists already', op.to.range, object, `type "${op.to.value}" already exists`);
  }
  moveType(draft, type, { schema: type.schema, name: op.to.value }, draft.origin(op.to.range));
}
