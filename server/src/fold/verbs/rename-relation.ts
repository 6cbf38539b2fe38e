/** Relations and types under another name or in another schema, and everything that refers to them. */

import { childKeys } from '../../model/children';
import { routinesMentioning, tablesMentioning, typesMentioning } from '../../model/edges-by-word';
import { indexesBelow, sequencesOf, statisticsOn, viewsNeeding } from '../../model/lookups';
import { findRelation, holderOf, isSurelyAbsent } from '../../model/resolve';
import type { Column, Index, Origin, Sequence, Table, UserType, View } from '../../model/schema';
import type { SqlType } from '../../model/types';
import type { Rename } from '../../sql/read/ops';
import { displayName, keyOf, objectKey, type QualifiedName } from '../../text/names';
import { present } from '../../text/present';
import { defaultsOn, foreignKeysTo } from '../dependents';
import { type Draft, kindOf, originsOf, written } from '../draft';
import { moveTypeIn, renameIn, withSequence } from '../expressions';
import { indexesOf } from '../kinds/partitions';
import { mapStored } from '../map-expressions';
import { namesLike, refuseTaken } from '../refuse';
import { tableNames } from '../required';
import { putConstraintName } from './rename-table-parts';

type Target = { readonly schema: string; readonly name: string };
const is = (a: QualifiedName | undefined, b: Target): boolean =>
  a !== undefined && a.name === b.name && (a.schema ?? b.schema) === b.schema;

export function renameRelation(draft: Draft, op: Rename): void {
  const name = op.object.name.value;
  const relation = findRelation(draft.schema, name);
  if (!relation) return refuseMissingRelation(draft, op);
  const { schema } = holderOf(relation);
  const taken = draft.relationTaken(schema, op.to.value);
  if (taken && !draft.mayReplace(originsOf(taken))) {
    if (!draft.isUnknown('table', schema, op.to.value)) refuseTaken(draft, op.to, schema, kindOf(taken));
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
function refuseMissingRelation(draft: Draft, op: Rename): void {
  const { object } = op;
  const name = object.name.value;
  if (op.ifExists || !isSurelyAbsent(draft.schema, object.kind === 'index' ? 'index' : 'table', name)) return;
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
/** The new name is there, and it was dev that brought it: the statement has run. */
function mayBeRenamed(draft: Draft, target: { schema?: string; name: string }): boolean {
  const relation = findRelation(draft.schema, target);
  return relation !== undefined && draft.mayReplace(originsOf(relation));
}

/** Indexes, constraints and owned sequences keep their names; in a new schema they move along. */
export function moveTable(draft: Draft, table: Table, to: Target, origin?: Origin): void {
  const from = { schema: table.schema, name: table.name };
  if (from.schema === to.schema && from.name === to.name) return;
  const old = keyOf(table);
  for (const user of foreignKeysTo(draft, table))
    draft.updateTable(keyOf(user.table), (current) => ({
      ...current,
      constraints: current.constraints.map((constraint) =>
        constraint.kind === 'foreign key' && is(constraint.references, from)
          ? { ...constraint, references: to }
          : constraint,
      ),
    }));
  for (const child of childKeys(draft.schema, old))
    draft.updateTable(child, (current) => ({
      ...current,
      ...present({
        partitionOf: current.partitionOf && { ...current.partitionOf, parent: to },
        inherits: current.inherits?.map((parent) => (is(parent, from) ? to : parent)),
      }),
    }));
  const current = draft.table(old);
  draft.remove('tables', old);
  if (draft.schema.tables.has(keyOf(to))) removeReplaced(draft, to);
  draft.putTable(renamed(current, from, to, origin));
  draft.moveUnknown('table', from, to);
  moveIndexes(draft, from, to);
  for (const [key, sequence] of sequencesOf(draft.schema, from)) {
    const moved = { ...sequence, ownedBy: { ...sequence.ownedBy!, table: to } };
    if (from.schema === to.schema) draft.put('sequences', key, moved);
    else moveSequence(draft, moved, { schema: to.schema, name: sequence.name });
  }
  for (const [key, statistics] of statisticsOn(draft.schema, from))
    draft.put('statistics', key, { ...statistics, table: to });
  retypeColumns(draft, from, to);
  redirectViews(draft, objectKey('table', from.schema, from.name), objectKey('table', to.schema, to.name));
}
function removeReplaced(draft: Draft, to: Target): void {
  for (const index of indexesOf(draft, to)) draft.remove('indexes', keyOf(index));
  draft.remove('tables', keyOf(to));
}
function renamed(table: Table, from: Target, to: Target, origin: Origin | undefined): Table {
  const moveSequenceName = (column: Column): Column =>
    column.identity?.sequenceName && from.schema !== to.schema
      ? {
          ...column,
          identity: {
            ...column.identity,
            sequenceName: { schema: to.schema, name: column.identity.sequenceName.name },
          },
        }
      : column;
  const inText = (text: string): string => renameIn(text, 'qualifier', from.name, to.name);
  return {
    ...table,
    ...to,
    columns: table.columns.map(moveSequenceName),
    constraints: table.constraints.map((constraint) =>
      constraint.kind === 'check' ? { ...constraint, expression: inText(constraint.expression) } : constraint,
    ),
    ...present({ origins: origin && { ...table.origins, self: origin, name: origin } }),
  };
}
function moveIndexes(draft: Draft, from: Target, to: Target): void {
  for (const index of indexesOf(draft, from)) {
    const moved: Index = { ...index, schema: to.schema, table: to };
    if (index.schema !== to.schema) draft.remove('indexes', keyOf(index));
    draft.put('indexes', keyOf(moved), moved);
  }
}
function redirectViews(draft: Draft, from: string, to: string): void {
  for (const view of viewsNeeding(draft.schema, from)) {
    const dependsOn = view.dependsOn?.map((each) => (each === from ? to : each));
    draft.put('views', keyOf(view), { ...view, ...present({ dependsOn }) });
  }
}

export function moveView(draft: Draft, view: View, to: Target, origin?: Origin): void {
  const from = { schema: view.schema, name: view.name };
  draft.remove('views', keyOf(from));
  draft.put('views', keyOf(to), {
    ...view,
    ...to,
    ...present({ origins: origin && { ...view.origins, self: origin, name: origin } }),
  });
  draft.moveUnknown('view', from, to);
  moveIndexes(draft, from, to);
  redirectViews(draft, objectKey('view', from.schema, from.name), objectKey('view', to.schema, to.name));
}

function moveIndex(draft: Draft, index: Index, name: string, origin: Origin): void {
  draft.remove('indexes', keyOf(index));
  const moved: Index = { ...index, name, origins: { ...index.origins, self: origin, name: origin } };
  draft.put('indexes', keyOf(moved), moved);
  for (const [key, each] of indexesBelow(draft.schema, index))
    draft.put('indexes', key, { ...each, parent: { schema: index.schema, name } });
}

/** A DEFAULT holds the sequence, so its text follows. */
export function moveSequence(draft: Draft, sequence: Sequence, to: Target): void {
  const from = { schema: sequence.schema, name: sequence.name };
  const users = defaultsOn(draft, from);
  draft.remove('sequences', keyOf(from));
  draft.put('sequences', keyOf(to), { ...sequence, ...to });
  const name = displayName(to, draft.schema.searchPath);
  for (const user of users)
    draft.updateTable(keyOf(user.table), (table) => ({
      ...table,
      columns: table.columns.map((column) =>
        column.name === user.column.name && column.default !== undefined
          ? { ...column, default: withSequence(column.default, name) }
          : column,
      ),
    }));
}

export function moveType(draft: Draft, type: UserType, to: Target, origin?: Origin): void {
  const from = { schema: type.schema, name: type.name };
  draft.remove('types', keyOf(from));
  draft.put('types', keyOf(to), {
    ...type,
    ...to,
    ...present({ origins: origin && { ...type.origins, self: origin, name: origin } }),
  } as UserType);
  retypeColumns(draft, from, to);
}
/** Columns, attributes and domains of the type, and casts to it. */
function retypeColumns(draft: Draft, from: Target, to: Target): void {
  const retyped = (type: SqlType): SqlType => (!type.builtin && is(type, from) ? { ...type, ...to } : type);
  for (const [key, table] of tablesMentioning(draft.schema, from.name))
    if (table.columns.some(({ type }) => retyped(type) !== type))
      draft.put('tables', key, {
        ...table,
        columns: table.columns.map((column) => ({ ...column, type: retyped(column.type) })),
      });
  mapStored(draft, from.name, (text) => moveTypeIn(text, from, to));
  for (const [key, type] of typesMentioning(draft.schema, from.name)) {
    if (type.kind === 'domain' && is(type.base, from)) draft.put('types', key, { ...type, base: retyped(type.base) });
    if (type.kind === 'composite' && type.attributes.some((attribute) => is(attribute.type, from)))
      draft.put('types', key, {
        ...type,
        attributes: type.attributes.map((attribute) => ({ ...attribute, type: retyped(attribute.type) })),
      });
  }
  for (const [key, overloads] of routinesMentioning(draft.schema, from.name))
    if (overloads.some((routine) => routine.argumentTypes.some((type) => !type.builtin && is(type, from))))
      draft.put(
        'routines',
        key,
        overloads.map((routine) => ({ ...routine, argumentTypes: routine.argumentTypes.map(retyped) })),
      );
}
