/** Foreign keys: what they refer to, and whether PostgreSQL can check them. */

import { indexesOn } from '../../model/lookups';
import { findRelation, findTable, isSurelyAbsent, TEMPORARY } from '../../model/resolve';
import type { ForeignKeyConstraint, KeyConstraint, Table } from '../../model/schema';
import { formatType } from '../../model/types';
import { present } from '../../text/present';
import { chooseConstraintName } from '../default-names';
import { type Draft, written } from '../draft';
import { comparable } from '../fk-types';
import { requireColumns, tableNames } from '../required';
import { appendConstraint, type Def, deferral, freeConstraintName, origins, removeOwn } from './constraint-parts';

export function addForeignKey(draft: Draft, key: string, def: Def<'foreign key'>): void {
  const table = draft.table(key);
  const absent = (column: string): string => `column "${column}" referenced in foreign key constraint does not exist`;
  const allLocal = requireColumns(draft, table, def.columns, absent);
  if (allLocal && requireColumns(draft, table, def.onDeleteColumns ?? [], absent)) requireOwnColumns(draft, table, def);
  const target = findTarget(draft, def);
  const columns = def.columns.map((column) => column.value);
  const referenced = target ? referencedColumns(draft, target, def) : def.referencedColumns.map((each) => each.value);
  if (def.name && !freeConstraintName(draft, key, def, def.name)) return;
  if (!def.name) removeOwn(draft, key, 'foreign key', columns);
  const name = def.name?.value ?? chooseConstraintName(draft, table.schema, table.name, columns, 'fkey');
  if (target && !mayPersist(draft, table, target, def)) return;
  if (target && allLocal && referenced) requireComparable(draft, table, target, def, referenced, name);
  const constraint: ForeignKeyConstraint = {
    kind: 'foreign key',
    name,
    columns,
    references: target ? { schema: target.schema, name: target.name } : def.references.value,
    referencedColumns: referenced ?? def.referencedColumns.map((each) => each.value),
    ...present({
      match: def.match,
      onUpdate: def.onUpdate && def.onUpdate !== 'no action' ? def.onUpdate : undefined,
      onDelete: def.onDelete && def.onDelete !== 'no action' ? def.onDelete : undefined,
      onDeleteColumns: def.onDeleteColumns?.map(({ value }) => value),
      period: def.period || undefined,
      notValid: def.notValid || def.notEnforced || undefined,
      notEnforced: def.notEnforced || undefined,
    }),
    ...deferral(def),
    origins: origins(draft, def),
  };
  appendConstraint(draft, key, constraint);
}

/** What ON DELETE sets is a column of the key (`validateFkOnDeleteSetColumns`). */
function requireOwnColumns(draft: Draft, table: Table, { columns, onDeleteColumns }: Def<'foreign key'>): void {
  for (const { value: name, range } of onDeleteColumns ?? []) {
    if (columns.some(({ value }) => value === name)) continue;
    const about = { kind: 'column', schema: table.schema, name, table: table.name } as const;
    const message = `column "${name}" referenced in ON DELETE SET action must be part of foreign key`;
    draft.refuse('other', range, about, message);
  }
}
/** What is kept longer refers to nothing that is gone sooner (`ATAddForeignKeyConstraint`). */
function mayPersist(draft: Draft, table: Table, target: Table, def: Def<'foreign key'>): boolean {
  const [own, other] = [table, target].map(({ persistence, schema }) =>
    persistence === 'temporary' || schema === TEMPORARY ? 'temporary' : (persistence ?? 'permanent'),
  );
  const isFit = own === other || (own === 'unlogged' && other === 'permanent');
  if (isFit || !draft.meets('relation', target) || !draft.meets('relation', table)) return true;
  const fit = own === 'unlogged' ? 'permanent or unlogged' : own;
  const about = { kind: 'table', schema: target.schema, name: target.name } as const;
  draft.refuse('other', def.references.range, about, `constraints on ${own} tables may reference only ${fit} tables`);
  return false;
}
function findTarget(draft: Draft, def: Def<'foreign key'>): Table | undefined {
  const name = def.references.value;
  const relation = findRelation(draft.schema, name);
  if (relation?.is === 'table') return relation.table;
  const object = { kind: 'table', ...name } as const;
  if (relation) {
    const message = `referenced relation "${name.name}" is not a table`;
    draft.refuse('wrong kind', def.references.range, object, message);
  } else if (isSurelyAbsent(draft.schema, 'table', name)) {
    const message = `relation "${written(name)}" does not exist`;
    draft.refuse('does not exist', def.references.range, object, message, tableNames(draft));
  }
  return undefined;
}

/** `transformFkeyGetPrimaryKey` and `transformFkeyCheckAttrs`: undefined when it could not be told or was refused. */
function referencedColumns(draft: Draft, target: Table, def: Def<'foreign key'>): readonly string[] | undefined {
  const object = { kind: 'table', schema: target.schema, name: target.name } as const;
  if (draft.isUnknown('table', target.schema, target.name)) return def.referencedColumns.map((each) => each.value);
  if (def.referencedColumns.length === 0) {
    const primary = target.constraints.find((c): c is KeyConstraint => c.kind === 'primary key');
    if (primary) return primary.columns;
    if (!draft.isUnknownPart(target, 'constraint', ''))
      draft.refuse(
        'foreign key target not unique',
        def.references.range,
        object,
        `there is no primary key for referenced table "${target.name}"`,
      );
    return undefined;
  }
  const message = (column: string) => `column "${column}" referenced in foreign key constraint does not exist`;
  const exist = requireColumns(draft, target, def.referencedColumns, message);
  const columns = def.referencedColumns.map((each) => each.value);
  if (exist && !hasUniqueKey(draft, target, columns) && !draft.isUnknownPart(target, 'constraint', '')) {
    draft.refuse(
      'foreign key target not unique',
      { start: def.references.range.start, end: def.referencedColumns.at(-1)!.range.end },
      object,
      `there is no unique constraint matching given keys for referenced table "${target.name}"`,
    );
    return undefined;
  }
  return columns;
}

/** A key or a plain unique index over exactly these columns, in any order, that is checked at once. */
export function hasUniqueKey(draft: Draft, table: Table, columns: readonly string[]): boolean {
  const wanted = [...columns].sort().join('\0');
  const matches = (names: readonly (string | undefined)[]): boolean => [...names].sort().join('\0') === wanted;
  for (const constraint of table.constraints)
    if ((constraint.kind === 'primary key' || constraint.kind === 'unique') && matches(constraint.columns)) {
      if (!constraint.deferrable) return true;
    }
  for (const [, index] of indexesOn(draft.schema, table))
    if (
      index.unique &&
      index.where === undefined &&
      index.keys.every((each) => each.column !== undefined) &&
      matches(index.keys.map((each) => each.column))
    )
      return true;
  return false;
}

function requireComparable(
  draft: Draft,
  table: Table,
  target: Table,
  def: Def<'foreign key'>,
  referenced: readonly string[],
  name: string,
): void {
  if (referenced.length !== def.columns.length) {
    if (referenced.length > 0)
      draft.refuse(
        'foreign key types',
        def.range,
        { kind: 'constraint', schema: table.schema, name, table: table.name },
        'number of referencing and referenced columns for foreign key disagree',
      );
    return;
  }
  const current = findTable(draft.schema, target) ?? target;
  for (const [i, local] of def.columns.entries()) {
    const from = table.columns.find((column) => column.name === local.value);
    const to = current.columns.find((column) => column.name === referenced[i]);
    if (!from || !to || comparable(draft, from.type, to.type)) continue;
    if (draft.isUnknownPart(table, 'column', from.name) || draft.isUnknownPart(current, 'column', to.name)) continue;
    draft.refuse(
      'foreign key types',
      local.range,
      { kind: 'constraint', schema: table.schema, name, table: table.name },
      `foreign key constraint "${name}" cannot be implemented: "${from.name}" is ${formatType(from.type)}, "${to.name}" of "${target.name}" is ${formatType(to.type)}`,
    );
  }
}
