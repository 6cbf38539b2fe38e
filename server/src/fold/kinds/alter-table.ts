/** ALTER TABLE: its commands in the passes PostgreSQL runs them in, whatever order they are written in. */

import { findRelation, isSurelyAbsent } from '../../model/resolve';
import type { Table, View } from '../../model/schema';
import type { AlterTable, AlterTableCommand } from '../../sql/read/ops-table';
import { keyOf } from '../../text/names';
import { type Draft, kindOf, written } from '../draft';
import { mergeOptions } from '../options';
import { requireReferences, requireViewColumn, tableNames } from '../required';
import { addColumn } from './add-column';
import { alterColumn, isColumnCommand } from './alter-column';
import { alterParts } from './alter-table-parts';
import { addConstraint } from './constraints';
import { dropColumn } from './drop-column';
import { dropNamedConstraint } from './drop-constraint';

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

const noView =
  /^((add|drop) column|row security|(add|drop|validate|alter) constraint|(set|drop) not null|set type|(add|set|drop) identity|(no )?inherit)$/;
/** ALTER VIEW … ALTER COLUMN SET DEFAULT and options; ALTER TABLE on a view is allowed for the same. */
function alterView(draft: Draft, op: AlterTable, view: View): void {
  for (const command of op.commands) {
    if (command.command === 'set default' || command.command === 'drop default')
      requireViewColumn(draft, view, command.column);
    else if (command.command === 'storage parameters') {
      const kept = (view.options ?? []).filter((each) => !command.reset.includes(each.split('=')[0] ?? ''));
      draft.put('views', keyOf(view), { ...view, options: mergeOptions(kept, command.set) });
    } else if (noView.test(command.command))
      draft.refuse(
        'wrong kind',
        op.name.range,
        { kind: view.kind, schema: view.schema, name: view.name },
        `"${view.name}" is not a table`,
      );
  }
}
