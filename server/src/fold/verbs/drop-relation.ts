/** DROP of what pg_class holds, with the meaning RESTRICT and CASCADE have. */

import { childKeys } from '../../model/children';
import type { Edge } from '../../model/edges';
import { keptAs, relationKinds, rulesOf } from '../../model/kinds';
import { findRelation, type Relation, schemasFor } from '../../model/resolve';
import type { Sequence, Table, View } from '../../model/schema';
import type { Index } from '../../model/schema-constraints';
import type { Drop, ObjectReference } from '../../sql/read/ops';
import { t } from '../../text/l10n';
import { keyOf, qualifiedKey } from '../../text/names';
import { type Dependent, defaultsOn, foreignKeysOn, foreignKeysTo, relationKey, viewsOn } from '../dependents';
import { type Draft, kindOf, written } from '../draft';
import { hasUniqueKey } from '../kinds/foreign-keys';
import { dependentNames, edgesTo, edgesToType, isPartOf } from '../needed';
import { namesLike, refuseAbsent, refuseDependents, withArticle } from '../refuse';
import {
  dropConstraint,
  forgetForeignKeys,
  removeDependentsOfTable,
  removeIndexOrConstraint,
  removeTable,
  removeView,
} from './drop-table';
import { removeRoutinesOfType } from './drop-type';

export function dropRelation(draft: Draft, op: Drop, object: ObjectReference, going: ReadonlySet<string>): void {
  const name = object.name.value;
  const relation = findRelation(draft.schema, name);
  const label = object.kind;
  if (!relation) return refuseNone(draft, op, object);
  const kept = keptAs(object.kind);
  const isOther = relation.is !== kept && (kept === 'other' || relation.is !== rulesOf(kept).withinTable);
  if (isOther || (relation.is === 'view' && relation.view.kind !== object.kind)) {
    // A rule may have made a view of a table.
    if (relation.is === 'table' && draft.isUnknown('table', relation.table.schema, relation.table.name)) return;
    draft.refuse(
      'wrong kind',
      object.name.range,
      { kind: kindOf(relation), ...name },
      `"${name.name}" is not ${withArticle(label)}`,
    );
    return;
  }
  if (relation.is === 'table') dropTable(draft, op, object, relation.table, going);
  else if (relation.is === 'view') dropView(draft, op, object, relation.view, going);
  else if (relation.is === 'constraint index')
    refuseConstraintIndex(draft, object, relation.table, relation.constraint.name);
  else if (relation.is === 'index') dropIndex(draft, op, object, relation);
  else if (relation.is === 'sequence') dropSequence(draft, op, object, relation.sequence);
  else if (relation.is === 'identity sequence') refuseIdentity(draft, object, relation);
}
function refuseIdentity(
  draft: Draft,
  { name: { range, value } }: ObjectReference,
  { table, column }: Extract<Relation, { readonly is: 'identity sequence' }>,
): void {
  if (draft.mayReplace(column.origins)) return;
  const holder = `column ${column.name} of table ${table.name}`;
  const message = `cannot drop sequence ${value.name} because ${holder} requires it`;
  draft.refuse('depends', range, { kind: 'sequence', ...value }, message);
}
function dropView(draft: Draft, op: Drop, object: ObjectReference, view: View, going: ReadonlySet<string>): void {
  if (!op.cascade) refuseDependents(draft, object, view, viewDependents(draft, relationKey('view', view), going));
  removeView(draft, view);
}
function dropIndex(
  draft: Draft,
  op: Drop,
  object: ObjectReference,
  relation: Extract<Relation, { readonly is: 'index' }>,
): void {
  const { index } = relation;
  if (index.parent && !draft.mayReplace(index.origins)) return refuseAttached(draft, object, index.parent.name);
  dropForeignKeysOn(draft, op, object, index);
  removeIndexOrConstraint(draft, relation);
}

function refuseNone(draft: Draft, op: Drop, object: ObjectReference): void {
  const as = object.kind === 'index' ? 'index' : 'table';
  const message = `${object.kind} "${written(object.name.value)}" does not exist`;
  refuseAbsent(draft, object, as, message, namesLike(draft, object), op.ifExists);
  forgotten(draft, object);
}
/** DROP of what was unknown: it surely is gone. */
function forgotten(draft: Draft, object: ObjectReference): void {
  for (const schema of schemasFor(draft.schema, object.name.value))
    for (const kind of relationKinds) draft.know(kind, schema, object.name.value.name);
}
function dropTable(draft: Draft, op: Drop, object: ObjectReference, table: Table, going: ReadonlySet<string>): void {
  if (!op.cascade) {
    const dependents: Dependent[] = [];
    for (const each of foreignKeysTo(draft, table)) {
      if (
        isGoing(draft, each.table, going) ||
        keyOf(each.table) === keyOf(table) ||
        isPartitionOf(draft, each.table, table)
      )
        continue;
      dependents.push({ is: 'foreign key', ...each });
    }
    dependents.push(...viewDependents(draft, relationKey('table', table), going));
    for (const child of childKeys(draft.schema, keyOf(table))) {
      const each = draft.table(child);
      if (!each.partitionOf && !going.has(relationKey('table', each))) dependents.push({ is: 'child', table: each });
    }
    dependents.push(...keysToParents(draft, table, going));
    refuseDependents(draft, object, table, dependents, othersOn(draft, table, going));
  }
  removeDependentsOfTable(draft, table);
  removeTable(draft, keyOf(table));
  if (op.cascade) removeRoutinesOfType(draft, table);
}
/** A foreign key to a partitioned table refers to each of its partitions. */
function keysToParents(draft: Draft, table: Table, going: ReadonlySet<string>): Dependent[] {
  const above = table.partitionOf?.parent;
  const parent = above && draft.schema.tables.get(qualifiedKey(above.schema ?? '', above.name));
  if (!parent || going.has(relationKey('table', parent))) return [];
  const keys = foreignKeysTo(draft, parent).filter((each) => !isGoing(draft, each.table, going));
  return [...keys.map((each): Dependent => ({ is: 'foreign key', ...each })), ...keysToParents(draft, parent, going)];
}
/** Policies, rules and bodies of others that read the table, and what its row type is used for. */
function othersOn(draft: Draft, table: Table, going: ReadonlySet<string>): string[] {
  const goes = ({ table: on, kind, schema, name }: Edge['dependent']): boolean => {
    const key = keyOf(on ?? { schema, name });
    return going.has(`table\0${key}`) || going.has(`view\0${key}`) || (kind === 'table' && key === keyOf(table));
  };
  const readers = edgesTo(draft, table).filter(({ dependent }) => /^(policy|rule|routine)$/.test(dependent.kind));
  const rows = edgesToType(draft, table);
  return dependentNames(
    [...readers, ...rows].filter(({ dependent }) => !goes(dependent) && !isPartOf(dependent, table)),
  );
}
/** Itself, or with the table that it is a partition of. */
function isGoing(draft: Draft, table: Table, going: ReadonlySet<string>): boolean {
  if (going.has(relationKey('table', table))) return true;
  const above = table.partitionOf?.parent;
  const parent = above && draft.schema.tables.get(qualifiedKey(above.schema ?? '', above.name));
  return parent !== undefined && parent !== table && isGoing(draft, parent, going);
}
function isPartitionOf(draft: Draft, table: Table, parent: Table): boolean {
  const above = table.partitionOf?.parent;
  if (!above) return false;
  if (above.name === parent.name && above.schema === parent.schema) return true;
  const next = draft.schema.tables.get(qualifiedKey(above.schema ?? '', above.name));
  return next !== undefined && next !== table && isPartitionOf(draft, next, parent);
}
function viewDependents(draft: Draft, key: string, going: ReadonlySet<string>): Dependent[] {
  return viewsOn(draft, new Set([key]))
    .filter((view) => !going.has(relationKey('view', view)))
    .map((view) => ({ is: 'view', view }));
}
function refuseAttached(draft: Draft, object: ObjectReference, parent: string): void {
  const { name } = object.name.value;
  const message = `cannot drop index ${name} because index ${parent} requires it`;
  draft.refuse('depends', object.name.range, { kind: 'index', ...object.name.value }, message);
}
function refuseConstraintIndex(draft: Draft, object: ObjectReference, table: Table, constraint: string): void {
  const name = object.name.value.name;
  draft.refuse(
    'depends',
    object.name.range,
    { kind: 'index', schema: table.schema, name, table: table.name },
    `cannot drop index ${name} because constraint ${constraint} on table ${table.name} requires it`,
  );
}

/**
 * Foreign keys that need the index. Where another key or index fits them too, which of them they stand on is the order of
 * creation (`transformFkeyCheckAttrs`), which is not known.
 */
function dropForeignKeysOn(draft: Draft, op: Drop, object: ObjectReference, index: Index): void {
  const table = draft.schema.tables.get(keyOf({ schema: index.schema, ...index.table }));
  if (!table || !index.unique || index.where !== undefined) return;
  const columns = index.keys.flatMap((key) => key.column ?? []);
  const users = foreignKeysOn(draft, table, columns);
  if (users.length === 0) return;
  const others = draft.trial();
  removeIndexOrConstraint(others, { is: 'index', index });
  if (hasUniqueKey(others, table, columns)) {
    if (op.cascade) forgetForeignKeys(draft, users, t('it may have been dropped with {0}', index.name));
    return;
  }
  if (op.cascade) for (const user of users) dropConstraint(draft, keyOf(user.table), user.constraint.name);
  else
    refuseDependents(
      draft,
      object,
      index,
      users.map((user) => ({ is: 'foreign key', ...user })),
    );
}

function dropSequence(draft: Draft, op: Drop, object: ObjectReference, sequence: Sequence): void {
  const users = defaultsOn(draft, sequence);
  if (!op.cascade)
    refuseDependents(
      draft,
      object,
      sequence,
      users.map((user) => ({ is: 'default', ...user })),
    );
  for (const { table, column } of users)
    draft.updateTable(keyOf(table), (current) => ({
      ...current,
      columns: current.columns.map((each) => (each.name === column.name ? withoutDefault(each) : each)),
    }));
  draft.remove('sequences', keyOf(sequence));
}
function withoutDefault<T extends { default?: string }>(column: T): Omit<T, 'default'> {
  const { default: dropped, ...rest } = column;
  return rest;
}
