/** ADD COLUMN. */

import { MAX_COLUMNS } from '../../model/bounds';
import type { Table } from '../../model/schema';
import { type Column, settingsOf } from '../../model/schema-columns';
import { isSystemColumn } from '../../model/system-columns';
import type { AlterCommand, AlterTableCommand } from '../../sql/read/ops-table';
import { present } from '../../text/present';
import type { LocalName } from '../../text/text';
import type { Draft } from '../draft';
import { inheritColumn } from '../inherit';
import { refuseWide } from '../query-columns';
import { mayReachChildren } from '../refusals/child-columns';
import { mayAdd } from '../refusals/columns';
import { requireGeneration } from '../required';
import { buildColumn } from './columns';

/** Adds the column; its constraints come back as commands, to run in their own pass. */
export function addColumn(
  draft: Draft,
  key: string,
  command: AlterCommand<'add column'>,
  only: boolean,
): AlterTableCommand[] {
  const table = draft.table(key);
  const def = command.column;
  const name = def.name.value;
  const existing = table.columns.find((column) => column.name === name);
  if (existing && !draft.mayReplace(existing.origins)) {
    if (!command.ifNotExists && !draft.isUnknownPart(table, 'column', name)) refuseDuplicate(draft, table, def.name);
    return [];
  }
  if (!mayAdd(draft, table, def, only) || !(only || mayReachChildren(draft, table, def))) return [];
  if (isSystemColumn(name)) {
    const object = { kind: 'column', schema: table.schema, name, table: table.name } as const;
    const message = `column name "${name}" conflicts with a system column name`;
    draft.refuse('other', def.name.range, object, message);
    return [];
  }
  if (!existing && table.columns.length >= MAX_COLUMNS) {
    refuseWide(draft, def.name.range, table, table.columns.length + 1);
    return [];
  }
  const built = buildColumn(draft, table, def);
  const column = existing ? takePlace(existing, built) : built;
  draft.updateTable(key, (current) => ({
    ...current,
    columns: existing
      ? current.columns.map((each) => (each.name === name ? column : each))
      : [...current.columns, column],
  }));
  if (!only && !existing) inheritColumn(draft, key, column);
  if (def.generated) requireGeneration(draft, draft.table(key), def.generated);
  return def.constraints.map((constraint) => ({ command: 'add constraint', constraint, range: constraint.range }));
}
/** What dev has of the column and no file says stays: its comment, its settings. */
const takePlace = (existing: Column, built: Column): Column => ({
  ...settingsOf(existing),
  ...built,
  ...present({ comment: existing.comment }),
});
function refuseDuplicate(draft: Draft, table: Table, name: LocalName): void {
  draft.refuse(
    'duplicate column',
    name.range,
    { kind: 'column', schema: table.schema, name: name.value, table: table.name },
    `column "${name.value}" of relation "${table.name}" already exists`,
  );
}
