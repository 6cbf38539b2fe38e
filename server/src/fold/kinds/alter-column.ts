/** The commands of ALTER TABLE that name a column. */

import type { Table } from '../../model/schema';
import type { Column } from '../../model/schema-columns';
import type { AlterTableCommand } from '../../sql/read/ops-table';
import type { Draft } from '../draft';
import { hasOwnNotNull, withDescendants } from '../inherit';
import { mayAlter } from '../refusals/columns';
import { requireConstant } from '../refusals/constants';
import { requireForeignKeysFit } from '../refusals/type-change';
import { requireColumn, requireDefault, requireReferences } from '../required';
import { type ColumnChange, type ColumnCommand, columnChangeOf } from './column-changes';

export function isColumnCommand(command: AlterTableCommand): command is ColumnCommand {
  return 'column' in command && command.command !== 'add column' && command.command !== 'drop column';
}

export function alterColumn(draft: Draft, key: string, command: ColumnCommand, only: boolean): void {
  const table = draft.table(key);
  if (!requireColumn(draft, table, command.column)) return;
  if (command.command === 'set expression') requireReferences(draft, table, command.expression);
  if (command.command === 'set default') requireDefault(draft, command.column.value, command.default);
  const altered = table.columns.find(({ name }) => name === command.column.value);
  if (altered && command.command === 'set default' && !altered.identity)
    requireConstant(draft, altered.type, command.default, altered.name);
  if (altered && !mayAlter(draft, table, altered, command, only)) return;
  const change = columnChangeOf(draft, table, command);
  if (!change) return;
  if (command.command === 'add identity' || command.command === 'set identity' || command.command === 'drop identity')
    return alterIdentity(draft, key, only, command.column.value, change);
  const dropsNotNull = command.command === 'drop not null' && draft.schema.serverVersion >= 180000;
  const changes = (column: Column, current: Table, each: string) =>
    column.name === command.column.value && !(dropsNotNull && each !== key && hasOwnNotNull(current, column));
  withDescendants(draft, key, only, (each) =>
    draft.updateTable(each, (current) => ({
      ...current,
      columns: current.columns.map((column) => (changes(column, current, each) ? change(column) : column)),
    })),
  );
  if (command.command === 'set type') requireForeignKeysFit(draft, key, command.column.value, command.type.range);
}
/** An identity is passed on to partitions only, since 17, and its sequence remains the parent's. */
function alterIdentity(draft: Draft, key: string, only: boolean, column: string, change: ColumnChange): void {
  const { serverVersion } = draft.schema;
  const passes = serverVersion === 0 || serverVersion >= 170000;
  withDescendants(draft, key, only, (each) =>
    draft.updateTable(each, (current) => ({
      ...current,
      columns: current.columns.map((one) => {
        if (one.name !== column || (each !== key && !(passes && current.partitionOf))) return one;
        const changed = change(one);
        if (each === key || !changed.identity) return changed;
        return { ...changed, identity: { kind: changed.identity.kind, sequence: {} } };
      }),
    })),
  );
}
