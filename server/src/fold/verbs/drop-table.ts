/** Taking relations and columns out of a schema, with all that cannot be without them. Nothing is checked here. */

import { childKeys } from '../../model/children';
import { type Edge, routineName } from '../../model/edges';
import { objectKey } from '../../model/kinds';
import { indexesBelow, indexesOn, sequencesOf, statisticsOn, tablesOnceOfType } from '../../model/lookups';
import type { Relation } from '../../model/resolve';
import type { Column, Constraint, Index, Table, View } from '../../model/schema';
import { existenceOf } from '../../model/unknown';
import { t } from '../../text/l10n';
import { keyOf, qualifiedKey } from '../../text/names';
import { foreignKeysTo, relationKey, viewsOn } from '../dependents';
import type { Draft } from '../draft';
import { columnsNamedIn } from '../expressions';
import { allEdgesTo, isPartOf } from '../needed';

/** The table, its indexes, its sequences, its partitions and its statistics; what depends on it stays. */
export function removeTable(draft: Draft, key: string): void {
  const table = draft.schema.tables.get(key);
  if (!table) return;
  for (const child of childKeys(draft.schema, key)) if (draft.table(child).partitionOf) removeTable(draft, child);
  removeIndexes(draft, table, () => true);
  removeOwnedSequences(draft, table, () => true);
  for (const [statistics] of statisticsOn(draft.schema, table)) draft.remove('statistics', statistics);
  draft.remove('tables', key);
}
export function removeIndexes(
  draft: Draft,
  table: { readonly schema: string; readonly name: string },
  which: (index: Index) => boolean,
): void {
  for (const [key, index] of indexesOn(draft.schema, table)) if (which(index)) removeIndex(draft, key);
}
/** With the partitions' indexes below it. */
function removeIndex(draft: Draft, key: string): void {
  const index = draft.schema.indexes.get(key);
  if (!index) return;
  draft.remove('indexes', key);
  for (const [child] of indexesBelow(draft.schema, index)) removeIndex(draft, child);
}
function removeOwnedSequences(draft: Draft, table: Table, which: (column: string) => boolean): void {
  for (const [key, { ownedBy }] of sequencesOf(draft.schema, table))
    if (ownedBy && which(ownedBy.column)) draft.remove('sequences', key);
}
/** An index by whichever way it exists. */
export function removeIndexOrConstraint(draft: Draft, relation: Relation): void {
  if (relation.is === 'index') removeIndex(draft, keyOf(relation.index));
  if (relation.is === 'constraint index') dropConstraint(draft, keyOf(relation.table), relation.constraint.name);
}

/** A constraint, and its copies in partitions and children. */
export function dropConstraint(draft: Draft, key: string, name: string, only = false): void {
  const constraint = draft.schema.tables.get(key)?.constraints.find((each) => each.name === name);
  if (!constraint) return;
  draft.updateTable(key, (table) => ({
    ...table,
    constraints: table.constraints.filter((each) => each !== constraint),
  }));
  for (const childKey of childKeys(draft.schema, key)) {
    const child = draft.table(childKey);
    const copy = child.constraints.find((each) => each.inherited && sameShape(each, constraint));
    if (!copy) continue;
    if (copy.local === false && !only) dropConstraint(draft, childKey, copy.name);
    else
      draft.updateTable(childKey, (table) => ({
        ...table,
        constraints: table.constraints.map((each) =>
          each === copy ? { ...each, inherited: false, local: true } : each,
        ),
      }));
  }
}
function sameShape(a: Constraint, b: Constraint): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === 'check') return a.name === b.name;
  if ('columns' in a && 'columns' in b) return a.columns.join('\0') === b.columns.join('\0');
  return true;
}

/** Views and all views on them. */
function removeViewsOn(draft: Draft, key: string): void {
  for (const view of viewsOn(draft, new Set([key]))) removeView(draft, view);
}
export function removeView(draft: Draft, view: View): void {
  removePoliciesOn(draft, view);
  draft.remove('views', keyOf(view));
  removeIndexes(draft, view, () => true);
  removeViewsOn(draft, relationKey('view', view));
}

/** What DROP TABLE … CASCADE takes along. */
export function removeDependentsOfTable(draft: Draft, table: Table): void {
  for (const each of foreignKeysTo(draft, table))
    if (keyOf(each.table) !== keyOf(table)) dropConstraint(draft, keyOf(each.table), each.constraint.name);
  removeViewsOn(draft, relationKey('table', table));
  removePoliciesOn(draft, table);
  for (const key of childKeys(draft.schema, keyOf(table))) {
    // One that is below by two ways is gone after the first.
    const child = draft.schema.tables.get(key);
    if (!child) continue;
    removeDependentsOfTable(draft, child);
    removeTable(draft, key);
  }
}
/** Policies of other tables whose expressions read a relation. */
function removePoliciesOn(draft: Draft, relation: { readonly schema: string; readonly name: string }): void {
  const edges = allEdgesTo(draft, relation).filter(
    ({ dependent }) => dependent.kind === 'policy' && !isPartOf(dependent, relation),
  );
  removeDependents(draft, edges);
}
/** What CASCADE takes along, whatever it is a part of. */
export function removeDependents(draft: Draft, edges: readonly Edge[]): void {
  for (const { dependent } of edges) {
    const { kind, name, table } = dependent;
    const key = keyOf(table ?? dependent);
    if (kind === 'view' || kind === 'materialized view') {
      const view = draft.schema.views.get(key);
      if (view) removeView(draft, view);
    } else if (kind === 'index') removeIndex(draft, key);
    else if (kind === 'routine') removeRoutineOf(draft, dependent.schema, name);
    else if (kind === 'publication')
      draft.forget(objectKey('other', 'publication', name), t('a table or column of it was dropped'));
    else if (kind === 'policy' || kind === 'trigger' || kind === 'rule') {
      const list = ({ policy: 'policies', trigger: 'triggers', rule: 'rules' } as const)[kind];
      const owner = draft.schema.tables.get(key) ?? draft.schema.views.get(key);
      const parts = owner && list in owner ? (owner as Table)[list] : undefined;
      if (!owner || !parts) continue;
      const left = (parts as readonly { readonly name: string }[]).filter((each) => each.name !== name);
      draft.put('constraints' in owner ? 'tables' : 'views', key, { ...owner, [list]: left } as never);
    }
  }
}
/** `name` with its arguments. */
function removeRoutineOf(draft: Draft, schema: string, name: string): void {
  const key = qualifiedKey(schema, name.replace(/\(.*$/s, ''));
  const left = (draft.schema.routines.get(key) ?? []).filter((routine) => routineName(routine) !== name);
  if (left.length > 0) draft.put('routines', key, left);
  else draft.remove('routines', key);
}

/** A column with the indexes, constraints, sequences and statistics that name it, here and in what inherits it. */
export function removeColumn(draft: Draft, key: string, name: string, only = false): void {
  const table = draft.schema.tables.get(key);
  const column = table?.columns.find((each) => each.name === name);
  if (!table || !column) return;
  const uses = (text: string | undefined): boolean => text !== undefined && columnsNamedIn(text, table).includes(name);
  removeIndexes(
    draft,
    table,
    (index) =>
      index.keys.some((each) => each.column === name || uses(each.expression)) ||
      (index.include?.includes(name) ?? false) ||
      uses(index.where),
  );
  removeOwnedSequences(draft, table, (owner) => owner === name);
  for (const [statistics, each] of statisticsOn(draft.schema, table))
    if (uses(each.definition)) draft.remove('statistics', statistics);
  draft.updateTable(key, (current) => ({
    ...current,
    columns: current.columns.filter((each) => each.name !== name),
    constraints: current.constraints.filter((constraint) => !namesColumn(constraint, name, uses)),
  }));
  for (const childKey of childKeys(draft.schema, key)) {
    const inherited = draft.table(childKey).columns.find((each) => each.name === name && each.inherited);
    if (!inherited) continue;
    if (!only && inherited.local === false) removeColumn(draft, childKey, name);
    else
      draft.updateTable(childKey, (child) => ({
        ...child,
        columns: child.columns.map((each) => (each === inherited ? { ...each, inherited: false, local: true } : each)),
      }));
  }
}
function namesColumn(constraint: Constraint, name: string, uses: (text: string) => boolean): boolean {
  switch (constraint.kind) {
    case 'check':
      return uses(constraint.expression);
    case 'exclude':
      return uses(constraint.definition);
    case 'foreign key':
      return constraint.columns.includes(name);
    default:
      return constraint.columns.includes(name) || (constraint.include?.includes(name) ?? false);
  }
}
/** Which of them are left is not known. */
export function forgetForeignKeys(
  draft: Draft,
  users: readonly { readonly table: Table; readonly constraint: Constraint }[],
  reason: string,
): void {
  for (const { table, constraint } of users)
    draft.forget(objectKey('table', table.schema, table.name), reason, existenceOf('constraint', constraint.name));
}
/** Defaults that were written as a value of the type, though their columns are of another since. */
export function removeDefaultsOfType(draft: Draft, type: { readonly schema: string; readonly name: string }): void {
  const isOfType = (column: Column): boolean =>
    column.defaultOfType?.name === type.name &&
    column.defaultOfType.schema === type.schema &&
    column.defaultOfType.text === column.default;
  for (const [key, table] of tablesOnceOfType(draft.schema, type))
    if (table.columns.some(isOfType))
      draft.updateTable(key, (current) => ({
        ...current,
        columns: current.columns.map((column) => {
          if (!isOfType(column)) return column;
          const { default: _, defaultOfType: __, ...rest } = column;
          return rest;
        }),
      }));
}
export function forgetView(draft: Draft, view: View, reason: string): void {
  draft.forget(objectKey('view', view.schema, view.name), reason);
}
