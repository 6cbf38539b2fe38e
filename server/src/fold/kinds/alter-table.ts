/** ALTER TABLE: its commands in the passes PostgreSQL runs them in, whatever order they are written in. */

import { indexesOn } from '../../model/lookups';
import { findRelation, isSurelyAbsent } from '../../model/resolve';
import type { Table, View } from '../../model/schema';
import type { AlterTable, AlterTableCommand } from '../../sql/read/ops-table';
import { keyOf } from '../../text/names';
import { columnNotNullAs } from '../default-names';
import { describe, foreignKeysOn, listed } from '../dependents';
import { type Draft, kindOf, written } from '../draft';
import { hasOwnNotNull, withDescendants } from '../inherit';
import { mergeOptions } from '../options';
import { holdConstraint, mayDropConstraint } from '../refusals/constraints';
import { requireReferences, tableNames } from '../required';
import { dropConstraint, forgetForeignKeys } from '../verbs/drop-table';
import { addColumn, alterColumn, dropColumn, isColumnCommand } from './alter-column';
import { alterParts } from './alter-table-parts';
import { addConstraint } from './constraints';

/** `AlterTablePass` of src/backend/commands/tablecmds.c, as far as their order can be seen. */
function passOf(command: AlterTableCommand): number {
  switch (command.command) {
    case 'drop column':
    case 'drop constraint':
    case 'drop not null':
    case 'drop expression':
    case 'drop identity':
    case 'drop default':
      return 0;
    case 'set type':
      return 1;
    case 'add column':
      return 2;
    case 'set expression':
      return 3;
    case 'set not null':
      return 4;
    case 'add constraint':
      return /^(primary key|unique|exclude)$/.test(command.constraint.kind) ? 5 : 6;
    case 'set default':
    case 'add identity':
      return 6;
    default:
      return 7;
  }
}

export function alterTable(draft: Draft, op: AlterTable): void {
  const relation = findRelation(draft.schema, op.name.value);
  if (!relation) return refuseMissing(draft, op);
  if (relation.is === 'table') return alterKnown(draft, op, relation.table);
  if (relation.is === 'view') return alterView(draft, op, relation.view);
  if (relation.is === 'index' && op.kind !== 'sequence') return alterParts.index(draft, op, relation.index);
  if (relation.is === 'constraint index' && op.kind === 'index') return alterParts.keyIndex(draft, op);
  if (op.kind === 'table' && op.commands.every((command) => command.command !== 'owner'))
    draft.refuse(
      'wrong kind',
      op.name.range,
      { kind: kindOf(relation), ...op.name.value },
      `"${op.name.value.name}" is not a table`,
    );
}

function refuseMissing(draft: Draft, op: AlterTable): void {
  if (op.ifExists || !isSurelyAbsent(draft.schema, op.kind === 'index' ? 'index' : 'table', op.name.value)) return;
  draft.refuse(
    'does not exist',
    op.name.range,
    { kind: op.kind, ...op.name.value },
    `relation "${written(op.name.value)}" does not exist`,
    op.kind === 'index' ? [...draft.schema.indexes.values()].map((index) => index.name).sort() : tableNames(draft),
  );
}

function alterKnown(draft: Draft, op: AlterTable, table: Table): void {
  const key = keyOf(table);
  const ordered = op.commands.map((command, i) => ({ command, i, pass: passOf(command) }));
  ordered.sort((a, b) => a.pass - b.pass || a.i - b.i);
  const deferred: AlterTableCommand[] = [];
  // USING is read before any of the commands, DROP COLUMN among them, has run (`ATPrepAlterColumnType`).
  for (const command of op.commands)
    if (command.command === 'set type' && command.using) requireReferences(draft, table, command.using);
  for (const { command } of ordered) {
    if (!draft.schema.tables.has(key)) return;
    if (command.command === 'add column') deferred.push(...addColumn(draft, key, command, op.only));
    else if (command.command === 'drop column') dropColumn(draft, key, command, op.only);
    else if (isColumnCommand(command)) alterColumn(draft, key, command, op.only);
    else if (command.command === 'add constraint') {
      flush(draft, key, deferred, passOf(command), op.only);
      addConstraint(draft, key, command.constraint, op.only);
    } else if (command.command === 'drop constraint') dropNamedConstraint(draft, key, command, op.only);
    else alterParts.table(draft, key, op, command);
  }
  flush(draft, key, deferred, Number.POSITIVE_INFINITY, op.only);
}
/** Constraints written within ADD COLUMN run with the others of their pass. */
function flush(draft: Draft, key: string, deferred: AlterTableCommand[], pass: number, only: boolean): void {
  for (let i = 0; i < deferred.length; ) {
    const command = deferred[i]!;
    if (command.command !== 'add constraint' || passOf(command) > pass) {
      i++;
      continue;
    }
    deferred.splice(i, 1);
    addConstraint(draft, key, command.constraint, only);
  }
}

function dropNamedConstraint(
  draft: Draft,
  key: string,
  command: Extract<AlterTableCommand, { command: 'drop constraint' }>,
  only: boolean,
): void {
  const table = draft.table(key);
  const name = command.name.value;
  const constraint = table.constraints.find((each) => each.name === name);
  const object = { kind: 'constraint', schema: table.schema, name, table: table.name } as const;
  if (!constraint) {
    if (dropNotNullConstraint(draft, table, name, only) || command.ifExists) return;
    const candidates = table.constraints.map((each) => each.name);
    if (draft.isUnknownPart(table, 'constraint', name)) return;
    if (draft.mayHaveRun(name, candidates, table) || draft.mayHaveRun(name, candidates)) return;
    return draft.refuse(
      'does not exist',
      command.name.range,
      object,
      `constraint "${name}" of relation "${table.name}" does not exist`,
      candidates,
    );
  }
  if (!mayDropConstraint(draft, table, constraint, command.name.range, only)) return;
  if (constraint.kind === 'primary key' || constraint.kind === 'unique') {
    const sameKey = table.constraints.filter(
      (each) =>
        (each.kind === 'primary key' || each.kind === 'unique') &&
        [...each.columns].sort().join('\0') === [...constraint.columns].sort().join('\0'),
    );
    const users = foreignKeysOn(draft, table, constraint.columns);
    const sure = users.filter((user) => holdConstraint(draft, constraint, user));
    const alone = sameKey.length === 1 && !hasUniqueIndex(draft, table, constraint.columns);
    if (alone && sure.length > 0 && !command.cascade)
      draft.refuse(
        'depends',
        command.name.range,
        object,
        `cannot drop constraint ${name} on table ${table.name} because other objects depend on it: ${listed(
          sure.map((user) => describe({ is: 'foreign key', ...user })),
        )}`,
      );
    if (command.cascade && !alone) forgetForeignKeys(draft, users, `it may have been dropped with ${name}`);
    if (command.cascade && alone)
      for (const user of users) dropConstraint(draft, keyOf(user.table), user.constraint.name);
  }
  dropConstraint(draft, key, name, only);
}
function hasUniqueIndex(draft: Draft, table: Table, columns: readonly string[]): boolean {
  for (const [, index] of indexesOn(draft.schema, table))
    if (
      index.unique &&
      index.keys
        .map((each) => each.column)
        .sort()
        .join('\0') === [...columns].sort().join('\0')
    )
      return true;
  return false;
}
/** PostgreSQL 18: a NOT NULL has a name, and can be dropped by it, in partitions and children that inherit it too. */
function dropNotNullConstraint(draft: Draft, table: Table, name: string, only: boolean): boolean {
  const named = columnNotNullAs(draft, table, name);
  if (!named) return false;
  withDescendants(draft, keyOf(table), only, (key) =>
    draft.updateTable(key, (current) => ({
      ...current,
      columns: current.columns.map((column) => {
        if (column.name !== named.name || (key !== keyOf(table) && hasOwnNotNull(current, column))) return column;
        const { notNullConstraint, ...rest } = column;
        return { ...rest, notNull: false };
      }),
    })),
  );
  return true;
}

/** ALTER VIEW … ALTER COLUMN SET DEFAULT and options; ALTER TABLE on a view is allowed for the same. */
function alterView(draft: Draft, op: AlterTable, view: View): void {
  for (const command of op.commands) {
    if (command.command === 'storage parameters') {
      const kept = (view.options ?? []).filter((each) => !command.reset.includes(each.split('=')[0] ?? ''));
      draft.put('views', keyOf(view), { ...view, options: mergeOptions(kept, command.set) });
    } else if (command.command === 'add column' || command.command === 'drop column')
      draft.refuse(
        'wrong kind',
        op.name.range,
        { kind: view.kind, schema: view.schema, name: view.name },
        `"${view.name}" is not a table`,
      );
  }
}
