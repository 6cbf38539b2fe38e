/** DROP COLUMN, and what goes with it. */

import { isSystemColumn } from '../../model/system-columns';
import type { AlterCommand } from '../../sql/read/ops-table';
import { keyOf } from '../../text/names';
import { foreignKeysTo, listNames } from '../dependents';
import type { Draft } from '../draft';
import { columnsNamedIn } from '../expressions';
import { counts, countsOfDev, dependentNames } from '../needed';
import { columnUsers, mayDrop, refuseSystemColumn } from '../refusals/columns';
import { requireColumn } from '../required';
import { dropConstraint, removeColumn, removeDependents } from '../verbs/drop-table';

export function dropColumn(draft: Draft, key: string, command: AlterCommand<'drop column'>, only: boolean): void {
  const table = draft.table(key);
  const name = command.column.value;
  const dropped = table.columns.find((column) => column.name === name);
  if (!dropped) {
    if (isSystemColumn(name)) refuseSystemColumn(draft, table, command.column, 'drop');
    else if (!command.ifExists) requireColumn(draft, table, command.column, true);
    return;
  }
  if (!mayDrop(draft, table, dropped, command.column.range, only)) return;
  const users = foreignKeysTo(draft, table).filter(
    ({ table: from, constraint }) =>
      constraint.referencedColumns.includes(name) && (keyOf(from) !== key || !constraint.columns.includes(name)),
  );
  const generated = table.columns.filter(
    (column) => column.generated && columnsNamedIn(column.generated.expression, table).includes(name),
  );
  const others = columnUsers(draft, table, name, only);
  if (!command.cascade) {
    const names = [
      ...dependentNames(others.filter(({ dependent }) => counts(draft, dropped, dependent))),
      ...users
        .filter((user) => user.constraint.origins?.self || countsOfDev(draft, dropped, user.table))
        .map((user) => `constraint ${user.constraint.name} on table ${user.table.name}`),
      // Before 15 they just went with it.
      ...(isBefore(draft, 150000) ? [] : generated).map((column) => `column ${column.name} of table ${table.name}`),
    ];
    if (names.length > 0)
      draft.refuse(
        'depends',
        command.column.range,
        { kind: 'column', schema: table.schema, name, table: table.name },
        `cannot drop column ${name} of table ${table.name} because other objects depend on it: ${listNames(names)}`,
      );
  } else removeDependents(draft, others);
  for (const user of users) dropConstraint(draft, keyOf(user.table), user.constraint.name);
  for (const column of generated) removeColumn(draft, key, column.name, only);
  removeColumn(draft, key, name, only);
}
const isBefore = ({ schema: { serverVersion } }: Draft, version: number): boolean =>
  serverVersion > 0 && serverVersion < version;
