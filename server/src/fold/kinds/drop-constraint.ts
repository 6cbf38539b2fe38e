/** DROP CONSTRAINT, and what holds one that foreign keys need. */

import { indexesOn } from '../../model/lookups';
import type { Table } from '../../model/schema';
import type { AlterCommand } from '../../sql/read/ops-table';
import { t } from '../../text/l10n';
import { keyOf } from '../../text/names';
import { columnNotNullAs } from '../default-names';
import { describeDependency, foreignKeysOn, listNames } from '../dependents';
import type { Draft } from '../draft';
import { hasOwnNotNull, withDescendants } from '../inherit';
import { holdConstraint, mayDropConstraint } from '../refusals/constraints';
import { mayHaveHad } from '../verbs/drop-parts';
import { dropConstraint, forgetForeignKeys } from '../verbs/drop-table';

export function dropNamedConstraint(
  draft: Draft,
  key: string,
  command: AlterCommand<'drop constraint'>,
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
    if (mayHaveHad(draft, table, name, candidates)) return;
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
        `cannot drop constraint ${name} on table ${table.name} because other objects depend on it: ${listNames(
          sure.map((user) => describeDependency({ is: 'foreign key', ...user })),
        )}`,
      );
    if (command.cascade && !alone) forgetForeignKeys(draft, users, t('it may have been dropped with {0}', name));
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
