/** Relations and types under another name or in another schema, and everything that refers to them. */

import { relationKinds } from '../../model/kinds';
import { findRelation, holderOf, isSurelyAbsent, type Relation, schemasFor } from '../../model/resolve';
import type { UserType } from '../../model/schema-types';
import type { Rename } from '../../sql/read/ops';
import { keyOf, qualifiedKey } from '../../text/names';
import { type Draft, kindOf, originsOf, written } from '../draft';
import { namesLike, refuseOtherKind, refuseTaken } from '../refuse';
import { refuseType, tableNames } from '../required';
import { moveIndex, moveSequence, moveTable, moveView } from './move-relation';
import { moveType } from './move-type';
import { putConstraintName } from './rename-table-parts';

export function renameRelation(draft: Draft, op: Rename): void {
  const name = op.object.name.value;
  const relation = findRelation(draft.schema, name);
  if (!relation) return refuseMissingRelation(draft, op);
  // ALTER TABLE and ALTER INDEX rename any relation.
  if (!/^(table|index)$/.test(op.object.kind) && refuseOtherKind(draft, op.object, relation)) return;
  const { schema } = holderOf(relation);
  const taken = draft.relationTaken(schema, op.to.value);
  if (taken && !draft.mayReplace(originsOf(taken))) {
    if (!draft.isUnknown('table', schema, op.to.value)) refuseTaken(draft, op.to, schema, kindOf(taken));
    return;
  }
  const type = relation.is === 'table' || relation.is === 'view' ? typeNamed(draft, schema, op.to.value) : undefined;
  if (type) return refuseType(draft, op.to, type);
  const to = { schema, name: op.to.value };
  const origin = draft.origin(op.to.range);
  if (relation.is === 'table') moveTable(draft, relation.table, to, origin);
  else if (relation.is === 'view') moveView(draft, relation.view, to, origin);
  else if (relation.is === 'index') moveIndex(draft, relation.index, to.name, origin);
  else if (relation.is === 'constraint index')
    putConstraintName(draft, keyOf(relation.table), relation.constraint.name, op);
  else if (relation.is === 'sequence') moveSequence(draft, relation.sequence, to);
  else if (relation.is === 'composite type') moveType(draft, relation.type, to);
  else renameIdentity(draft, relation, to);
}
function renameIdentity(
  draft: Draft,
  { table, column: { name } }: Extract<Relation, { readonly is: 'identity sequence' }>,
  sequenceName: { readonly schema: string; readonly name: string },
): void {
  draft.updateTable(keyOf(table), (one) => ({
    ...one,
    columns: one.columns.map((column) =>
      column.name === name && column.identity ? { ...column, identity: { ...column.identity, sequenceName } } : column,
    ),
  }));
}
/** A type in the way of a row type. */
function typeNamed(draft: Draft, schema: string, name: string): UserType | undefined {
  const type = draft.schema.types.get(qualifiedKey(schema, name));
  return type && !draft.mayReplace(type.origins) && !draft.isUnknown('type', schema, name) ? type : undefined;
}
function refuseMissingRelation(draft: Draft, op: Rename): void {
  const { object } = op;
  const name = object.name.value;
  if (!isSurelyAbsent(draft.schema, object.kind === 'index' ? 'index' : 'table', name)) return moveUnknown(draft, op);
  if (op.ifExists) return;
  const target = name.schema === undefined ? { name: op.to.value } : { schema: name.schema, name: op.to.value };
  if (mayBeRenamed(draft, target)) return;
  draft.refuse(
    'does not exist',
    object.name.range,
    { kind: object.kind, ...name },
    `relation "${written(name)}" does not exist`,
    object.kind === 'index' || object.kind === 'sequence' ? namesLike(draft, object) : tableNames(draft),
  );
}
/** What is not known of it stays so under its new name. */
function moveUnknown(draft: Draft, { object, to }: Rename): void {
  const { name } = object.name.value;
  for (const schema of schemasFor(draft.schema, object.name.value))
    for (const kind of relationKinds) draft.moveUnknown(kind, { schema, name }, { schema, name: to.value });
}
/** The new name is there, and it was dev that brought it: the statement has run. */
function mayBeRenamed(draft: Draft, target: { schema?: string; name: string }): boolean {
  const relation = findRelation(draft.schema, target);
  return relation !== undefined && draft.mayReplace(originsOf(relation));
}
