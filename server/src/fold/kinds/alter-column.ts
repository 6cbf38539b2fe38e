/** The commands of ALTER TABLE that name a column. */

import { MAX_COLUMNS } from '../../model/bounds';
import type { Column, Table } from '../../model/schema';
import { isSystemColumn } from '../../model/system-columns';
import type { AlterTableCommand } from '../../sql/read/ops-table';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import type { LocalName } from '../../text/text';
import { foreignKeysTo, listed } from '../dependents';
import type { Draft } from '../draft';
import { columnsNamedIn } from '../expressions';
import { hasOwnNotNull, inheritColumn, withDescendants } from '../inherit';
import { counts, countsOfDev, namesOf } from '../needed';
import { refuseWide } from '../query-columns';
import { columnUsers, mayAdd, mayAlter, mayDrop, refuseSystemColumn } from '../refusals/columns';
import { requireConstant } from '../refusals/constants';
import { requireForeignKeysFit } from '../refusals/type-change';
import { requireDefault, requireReferences } from '../required';
import { dropConstraint, removeColumn, removeDependents } from '../verbs/drop-table';
import { type Change, type ColumnCommand, changeOf } from './column-changes';
import { buildColumn } from './columns';

type Command<K extends AlterTableCommand['command']> = Extract<AlterTableCommand, { command: K }>;

export function isColumnCommand(command: AlterTableCommand): command is ColumnCommand {
  return 'column' in command && command.command !== 'add column' && command.command !== 'drop column';
}

/** Adds the column; its constraints come back as commands, to run in their own pass. */
export function addColumn(
  draft: Draft,
  key: string,
  command: Command<'add column'>,
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
  if (!mayAdd(draft, table, def, only)) return [];
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
  if (def.generated) requireReferences(draft, draft.table(key), def.generated);
  return def.constraints.map((constraint) => ({ command: 'add constraint', constraint, range: constraint.range }));
}
/** What dev has of the column and no file says stays: its comment, its storage. */
function takePlace(existing: Column, built: Column): Column {
  return {
    ...built,
    ...present({
      comment: existing.comment,
      storage: existing.storage && !built.storage ? existing.storage : undefined,
      compression: existing.compression && !built.compression ? existing.compression : undefined,
      statistics: existing.statistics,
    }),
  };
}
function refuseDuplicate(draft: Draft, table: Table, name: LocalName): void {
  draft.refuse(
    'duplicate column',
    name.range,
    { kind: 'column', schema: table.schema, name: name.value, table: table.name },
    `column "${name.value}" of relation "${table.name}" already exists`,
  );
}

/** The column, or undefined with a conflict where the table surely lacks it. */
export function requireColumn(draft: Draft, table: Table, name: LocalName, maybeDone = false): Column | undefined {
  const column = table.columns.find((each) => each.name === name.value);
  if (column || isSystemColumn(name.value) || draft.isUnknownPart(table, 'column', name.value)) return column;
  const candidates = table.columns.map((each) => each.name);
  if (maybeDone && draft.mayHaveRun(name.value, candidates, table)) return undefined;
  draft.refuse(
    'does not exist',
    name.range,
    { kind: 'column', schema: table.schema, name: name.value, table: table.name },
    `column "${name.value}" of relation "${table.name}" does not exist`,
    candidates,
  );
  return undefined;
}

export function dropColumn(draft: Draft, key: string, command: Command<'drop column'>, only: boolean): void {
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
      ...namesOf(others.filter(({ dependent }) => counts(draft, dropped, dependent))),
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
        `cannot drop column ${name} of table ${table.name} because other objects depend on it: ${listed(names)}`,
      );
  } else removeDependents(draft, others);
  for (const user of users) dropConstraint(draft, keyOf(user.table), user.constraint.name);
  for (const column of generated) removeColumn(draft, key, column.name, only);
  removeColumn(draft, key, name, only);
}
const isBefore = ({ schema: { serverVersion } }: Draft, version: number): boolean =>
  serverVersion > 0 && serverVersion < version;

export function alterColumn(draft: Draft, key: string, command: ColumnCommand, only: boolean): void {
  const table = draft.table(key);
  if (!requireColumn(draft, table, command.column)) return;
  if (command.command === 'set expression') requireReferences(draft, table, command.expression);
  if (command.command === 'set default') requireDefault(draft, command.column.value, command.default);
  const altered = table.columns.find(({ name }) => name === command.column.value);
  if (altered && command.command === 'set default' && !altered.identity)
    requireConstant(draft, altered.type, command.default, altered.name);
  if (altered && !mayAlter(draft, table, altered, command, only)) return;
  const change = changeOf(draft, table, command);
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
function alterIdentity(draft: Draft, key: string, only: boolean, column: string, change: Change): void {
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
