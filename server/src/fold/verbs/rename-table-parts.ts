/** RENAME of a column, a constraint, or another part of a table. */

import { type PartKind, parts } from '../../model/kinds';
import { indexesOn } from '../../model/lookups';
import { findRelation, findTableOrView, type Relation } from '../../model/resolve';
import type { Table, View } from '../../model/schema';
import { unknownOf } from '../../model/unknown';
import type { Rename } from '../../sql/read/ops';
import { keyOf } from '../../text/names';
import { columnNotNullAs } from '../default-names';
import { type Draft, kindOf, originsOf } from '../draft';
import { withDescendants } from '../inherit';
import { mayRenameColumn } from '../refusals/columns';
import { mayRenameConstraint } from '../refusals/constraints';
import { refuseTaken } from '../refuse';
import { requireColumn, requireTable } from '../required';
import { renameColumnIn } from './rename-column';

export function renameColumn(draft: Draft, op: Rename): void {
  if (!op.object.table) return;
  const relation = findRelation(draft.schema, op.object.table.value);
  if (relation?.is === 'view') return renameViewColumn(draft, op, relation.view);
  if (relation && relation.is !== 'table') return;
  const table = relation?.table ?? (op.ifExists ? undefined : requireTable(draft, op.object.table));
  if (!table) return;
  const from = op.object.name.value.name;
  const renamed = { value: from, range: op.object.name.range };
  const there = table.columns.find((column) => column.name === op.to.value);
  if (!table.columns.some((column) => column.name === from)) {
    if (there && draft.mayReplace(there.origins)) return;
    requireColumn(draft, table, renamed);
    return;
  }
  if (!mayRenameColumn(draft, table, renamed, op.to.value, op.object.only)) return;
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
  if (draft.meets('relation', view) && view.columns.length > 0 && unknownOf(draft.schema, view).length === 0) {
    const has = (name: string): boolean => view.columns.some((column) => column.name === name);
    const about = { kind: 'column', schema: view.schema, table: view.name } as const;
    const { name } = op.object.name.value;
    if (!has(name)) {
      const names = view.columns.map((column) => column.name);
      if (!op.ifExists && !(has(op.to.value) && draft.judging.mode !== 'strict'))
        draft.refuse(
          'does not exist',
          op.object.name.range,
          { ...about, name },
          `column "${name}" does not exist`,
          names,
        );
      return;
    }
    if (has(op.to.value)) {
      const message = `column "${op.to.value}" of relation "${view.name}" already exists`;
      return draft.refuse('duplicate column', op.to.range, { ...about, name: op.to.value }, message);
    }
  }
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

export function renameConstraint(draft: Draft, op: Rename): void {
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
    if (there && draft.mayReplace(there.origins)) return;
    if (draft.isUnknownPart(table, 'constraint', from)) return draft.movePart(table, 'constraint', from, op.to.value);
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
  if (taken && !draft.mayReplace(originsOf(taken))) return refuseTaken(draft, op.to, table.schema, kindOf(taken));
  withDescendants(draft, keyOf(table), constraint.kind !== 'check', (key) => putConstraintName(draft, key, from, op));
}
export function putConstraintName(draft: Draft, key: string, from: string, op: Rename): void {
  const name = draft.origin(op.to.range);
  draft.movePart(draft.table(key), 'constraint', from, op.to.value);
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

/** A trigger, policy or rule. */
export function renamePart(draft: Draft, { object, to }: Rename, part: PartKind): void {
  if (!object.table) return;
  const owner: Table | View | undefined =
    findTableOrView(draft.schema, object.table.value) ?? requireTable(draft, object.table);
  if (!owner) return;
  const list = parts[part];
  const all: readonly { readonly name: string }[] = (list in owner ? (owner as Table)[list] : undefined) ?? [];
  const name = object.name.value.name;
  if (!all.some((each) => each.name === name)) {
    const candidates = all.map((each) => each.name);
    if (candidates.includes(to.value) && draft.judging.mode !== 'strict') return;
    if ('constraints' in owner && draft.isUnknownPart(owner, part, name)) return;
    return draft.refuse(
      'does not exist',
      object.name.range,
      { kind: object.kind, schema: owner.schema, name, table: owner.name },
      `${part} "${name}" for table "${owner.name}" does not exist`,
      candidates,
    );
  }
  const taken = all.find((each) => each.name === to.value);
  // A trigger may be given the name that it has, from PostgreSQL 15 on.
  const isOwn = part === 'trigger' && taken?.name === name;
  if (taken && !isOwn && draft.judging.mode === 'strict') {
    const message = `${part} "${to.value}" for ${part === 'trigger' ? 'relation' : 'table'} "${owner.name}" already exists`;
    const about = { kind: object.kind, schema: owner.schema, name: to.value, table: owner.name } as const;
    return draft.refuse('exists already', to.range, about, message);
  }
  if ('constraints' in owner) draft.movePart(owner, part, name, to.value);
  const renamed = all.map((each) => (each.name === name ? { ...each, name: to.value } : each));
  draft.put('constraints' in owner ? 'tables' : 'views', keyOf(owner), { ...owner, [list]: renamed } as never);
}
