/** What a parent passes on to its partitions and inheritance children. */

import { childKeys } from '../model/children';
import type { Column, Constraint, ForeignKeyConstraint, Table } from '../model/schema';
import { sameType } from '../model/types';
import { qualifiedKey } from '../text/names';
import { chooseConstraintName, chooseIndexName, indexColumnNames } from './default-names';
import type { Draft } from './draft';

export function keyOfTable(table: { readonly schema: string; readonly name: string }): string {
  return qualifiedKey(table.schema, table.name);
}

/** Gives a new constraint of the parent to every child: checks always, keys and foreign keys only to partitions. */
export function inheritConstraint(draft: Draft, parentKey: string, constraint: Constraint): void {
  for (const childKey of childKeys(draft.schema, parentKey)) passConstraint(draft, childKey, constraint);
}

/** Gives one child a constraint of its parent (`CloneForeignKeyConstraints`, `MergeWithExistingConstraint`). */
export function passConstraint(draft: Draft, childKey: string, constraint: Constraint): void {
  const child = draft.table(childKey);
  if (!child.partitionOf && constraint.kind !== 'check') return;
  if (constraint.kind === 'check' && constraint.noInherit) return;
  const same = child.constraints.find((each) => isSameConstraint(each, constraint, draft.schema.serverVersion));
  if (same) {
    const merged = { ...same, inherited: true };
    draft.updateTable(childKey, (table) => ({
      ...table,
      constraints: table.constraints.map((each) => (each === same ? merged : each)),
    }));
    return;
  }
  const copy: Constraint = {
    ...constraint,
    name: childName(draft, child, constraint),
    local: false,
    inherited: true,
  };
  draft.updateTable(childKey, (table) => ({ ...table, constraints: [...table.constraints, copy] }));
  inheritConstraint(draft, childKey, copy);
}
/** A key that is attached to one of the parent's is not to another (`tryAttachPartitionForeignKey`, `DefineIndex`). */
function isSameConstraint(existing: Constraint, passed: Constraint, serverVersion: number): boolean {
  if (existing.kind !== passed.kind) return false;
  if (existing.kind === 'check') return existing.name === passed.name;
  if (existing.kind === 'exclude' || passed.kind === 'exclude' || passed.kind === 'check') return false;
  if (existing.inherited || existing.columns.join('\0') !== passed.columns.join('\0')) return false;
  if (existing.kind !== 'foreign key' || passed.kind !== 'foreign key') return true;
  if (existing.notEnforced && !passed.notEnforced) return false;
  if (existing.notValid && serverVersion > 0 && serverVersion < 180000) return false;
  return foreignKeyFacts(existing) === foreignKeyFacts(passed);
}
function foreignKeyFacts(key: ForeignKeyConstraint): string {
  const { references, referencedColumns, match, onUpdate, onDelete, deferrable, initiallyDeferred } = key;
  const target = [references.schema, references.name, ...referencedColumns];
  return JSON.stringify([
    target,
    match ?? 'simple',
    onUpdate,
    onDelete,
    deferrable ?? false,
    initiallyDeferred ?? false,
  ]);
}
function childName(draft: Draft, child: Table, constraint: Constraint): string {
  switch (constraint.kind) {
    case 'check':
      return constraint.name;
    case 'foreign key':
      return child.constraints.some((each) => each.name === constraint.name)
        ? chooseConstraintName(draft, child.schema, child.name, constraint.columns, 'fkey')
        : constraint.name;
    case 'exclude':
      return chooseIndexName(draft, child.schema, child.name, [], 'excl');
    default: {
      const names = indexColumnNames(
        constraint.columns.map((column) => ({ column })),
        constraint.include,
      );
      return chooseIndexName(
        draft,
        child.schema,
        child.name,
        names,
        constraint.kind === 'primary key' ? 'pkey' : 'key',
      );
    }
  }
}

/** A parent's column as its child has it. */
export function inheritedColumn(column: Column, partition: boolean, serverVersion: number): Column {
  const { identity, notNullConstraint, ...rest } = column;
  // Since 17 an identity is passed on to partitions, its sequence remains the parent's.
  const passesIdentity = partition && (serverVersion === 0 || serverVersion >= 170000);
  const kept = passesIdentity && identity ? { ...rest, identity: { kind: identity.kind, sequence: {} } } : rest;
  const passed = notNullConstraint?.noInherit ? { notNull: false } : notNullConstraint && { notNullConstraint };
  return { ...kept, ...passed, inherited: true, local: false };
}

/** Adds a parent's new column to every child, where it meets one of its own name and type. */
export function inheritColumn(draft: Draft, parentKey: string, column: Column): void {
  for (const childKey of childKeys(draft.schema, parentKey)) {
    const child = draft.table(childKey);
    const own = child.columns.find((each) => each.name === column.name);
    if (own && !sameType(own.type, column.type)) continue;
    const passed = inheritedColumn(column, child.partitionOf !== undefined, draft.schema.serverVersion);
    draft.updateTable(childKey, (table) => ({
      ...table,
      columns: own
        ? table.columns.map((each) => (each === own ? { ...own, inherited: true } : each))
        : [...table.columns, passed],
    }));
    if (!own) inheritColumn(draft, childKey, passed);
  }
}

/**
 * A child that wrote the column itself keeps its NOT NULL when the parent's is dropped, since PostgreSQL 18
 * (pg_constraint.conislocal); a partition's is never its own.
 */
export function hasOwnNotNull(child: Table, column: Column): boolean {
  return column.local !== false && child.partitionOf === undefined;
}

/** Runs `change` for a table and, unless ONLY is written, for everything below it. */
export function withDescendants(draft: Draft, key: string, only: boolean, change: (key: string) => void): void {
  change(key);
  if (only) return;
  for (const child of childKeys(draft.schema, key)) withDescendants(draft, child, false, change);
}
