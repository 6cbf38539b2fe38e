/** Why a column may not be added, changed or dropped: parents, partitions, typed tables, and what needs it. */

import { childKeys, parentsOf } from '../../model/children';
import type { Edge } from '../../model/edges';
import { findIn, findTable } from '../../model/resolve';
import type { Column, Table } from '../../model/schema';
import { isSystemColumn } from '../../model/system-columns';
import { formatType } from '../../model/types';
import type { AlterTableCommand, ColumnDef } from '../../sql/read/ops-table';
import { isFixedWidth } from '../../sql/refusals/columns';
import { keyOf } from '../../text/names';
import type { LocalName, TextRange } from '../../text/text';
import type { Draft } from '../draft';
import { allEdgesTo, childrenThatCount } from '../needed';
import { holdsItself } from './member-of-itself';
import { partitionColumns } from './partition-keys';
import { mayRetype, refuseRowTypeUsed } from './type-change';

/** Refuses, and says so. */
function no(draft: Draft, table: Table, name: string, range: TextRange, message: string): false {
  draft.refuse('other', range, { kind: 'column', schema: table.schema, name, table: table.name }, message);
  return false;
}
export function refuseSystemColumn(draft: Draft, table: Table, { value, range }: LocalName, verb: string): void {
  no(draft, table, value, range, `cannot ${verb} system column "${value}"`);
}
const hasChildren = (draft: Draft, table: Table): boolean => childrenThatCount(draft, table).length > 0;

export function mayAdd(draft: Draft, table: Table, def: ColumnDef, only: boolean): boolean {
  const { value: name, range } = def.name;
  const { serverVersion } = draft.schema;
  if (table.partitionOf) return no(draft, table, name, range, 'cannot add column to a partition');
  if (table.ofType) return no(draft, table, name, range, 'cannot add column to typed table');
  if (only && hasChildren(draft, table))
    return no(draft, table, name, range, 'column must be added to child tables too');
  if (def.identity && hasChildren(draft, table) && serverVersion > 0 && serverVersion < 170000)
    return no(draft, table, name, range, 'cannot recursively add identity column to table that has child tables');
  if (holdsItself(draft.schema, def.type.value, table))
    return no(draft, table, name, range, `composite type ${table.name} cannot be made a member of itself`);
  const isFilled =
    (def.default && !/^\s*null\s*$/i.test(def.default.text)) || def.identity || def.generated || def.serial;
  return !(isFilled && refuseRowTypeUsed(draft, table, range));
}

export function mayDrop(draft: Draft, table: Table, column: Column, range: TextRange, only: boolean): boolean {
  const { name } = column;
  if (table.ofType) return no(draft, table, name, range, 'cannot drop column from typed table');
  if (column.inherited) return no(draft, table, name, range, `cannot drop inherited column "${name}"`);
  for (const each of only ? [table] : withChildren(draft, table))
    if (partitionColumns(each)?.includes(name)) {
      const message = `cannot drop column "${name}" because it is part of the partition key of relation "${each.name}"`;
      return no(draft, table, name, range, message);
    }
  if (only && table.kind === 'partitioned table' && hasChildren(draft, table))
    return no(draft, table, name, range, 'cannot drop column from only the partitioned table when partitions exist');
  return true;
}
function withChildren(draft: Draft, table: Table): Table[] {
  return [table, ...childKeys(draft.schema, keyOf(table)).flatMap((key) => withChildren(draft, draft.table(key)))];
}
const goes = new Set(['column', 'default', 'check', 'index']);
/** What CASCADE would take along with a column; generated columns of its own table, and what goes anyway, left out. */
export function columnUsers(draft: Draft, table: Table, name: string, only: boolean): Edge[] {
  return (only ? [table] : withChildren(draft, table))
    .filter((each) => each === table || each.columns.some((column) => column.name === name && column.local === false))
    .flatMap((each) => allEdgesTo(draft, each, name))
    .filter(({ dependent }) => !goes.has(dependent.kind) && dependent.kind !== 'generated column');
}

export function mayRenameColumn(
  draft: Draft,
  table: Table,
  { value: name, range }: LocalName,
  to: string,
  only = false,
): boolean {
  const column = table.columns.find((each) => each.name === name);
  if (table.ofType) return no(draft, table, name, range, 'cannot rename column of typed table');
  if (isSystemColumn(to))
    return no(draft, table, name, range, `column name "${to}" conflicts with a system column name`);
  if (only && hasChildren(draft, table))
    return no(draft, table, name, range, `inherited column "${name}" must be renamed in child tables too`);
  return column?.inherited ? no(draft, table, name, range, `cannot rename inherited column "${name}"`) : true;
}

type ColumnCommand = Extract<AlterTableCommand, { column: LocalName }>;
/** What the column is decides what may be done with it (`ATPrep…` and `ATExec…` of tablecmds.c). */
export function mayAlter(draft: Draft, table: Table, column: Column, command: ColumnCommand, only: boolean): boolean {
  const { range } = command.column;
  const refuse = (message: string): false => no(draft, table, column.name, range, message);
  const of = `column "${column.name}" of relation "${table.name}"`;
  const isUnknown = draft.isUnknownPart(table, 'column', column.name);
  if (isUnknown || (draft.mayReplace(column.origins) && command.command !== 'set type')) return true;
  switch (command.command) {
    case 'set type':
      return mayRetype(draft, table, column, command, only);
    case 'set default':
    case 'drop default':
      if (column.identity) return refuse(`${of} is an identity column`);
      return column.generated ? refuse(`${of} is a generated column`) : true;
    case 'add identity':
      return mayAddIdentity(column, of, refuse);
    case 'set identity':
      return column.identity ? true : refuse(`${of} is not an identity column`);
    case 'drop identity':
      return column.identity || command.ifExists ? true : refuse(`${of} is not an identity column`);
    case 'drop expression':
      if (column.generated && column.inherited)
        return refuse('cannot drop generation expression from inherited column');
      if (only && column.generated && hasChildren(draft, table))
        return refuse('ALTER TABLE / DROP EXPRESSION must be applied to child tables too');
      return column.generated || command.ifExists ? true : refuse(`${of} is not a generated column`);
    case 'column setting':
      if (command.setting === 'storage') return mayStore(draft, column, command.value.storage, refuse);
      return isFixedWidth(column.type) && command.value.compression !== undefined
        ? refuse(`column data type ${formatType(column.type)} does not support compression`)
        : true;
    case 'set not null':
    case 'drop not null':
      return mayChangeNotNull(draft, table, column, command.command, only, refuse);
    default:
      return true;
  }
}
function mayStore(
  draft: Draft,
  { type }: Column,
  storage: Column['storage'],
  refuse: (message: string) => false,
): boolean {
  const isEnum = !type.array && findIn(draft.schema, draft.schema.types, type)?.kind === 'enum';
  if (storage === undefined || storage === 'plain' || !(isEnum || isFixedWidth(type))) return true;
  return refuse(`column data type ${formatType(type)} can only have storage PLAIN`);
}
function mayAddIdentity(column: Column, of: string, refuse: (message: string) => false): boolean {
  if (column.identity) return refuse(`${of} is already an identity column`);
  if (column.default !== undefined) return refuse(`${of} already has a default value`);
  if (!column.notNull) return refuse(`${of} must be declared NOT NULL before identity can be added`);
  if (column.type.builtin && !/^(smallint|integer|bigint)$/.test(column.type.name))
    return refuse('identity column type must be smallint, integer, or bigint');
  return true;
}
function mayChangeNotNull(
  draft: Draft,
  table: Table,
  column: Column,
  what: 'set not null' | 'drop not null',
  only: boolean,
  refuse: (message: string) => false,
): boolean {
  const { serverVersion } = draft.schema;
  if (only && table.kind === 'partitioned table' && serverVersion > 0) {
    const partitions = childrenThatCount(draft, table);
    const lacking = partitions.filter(({ columns }) =>
      columns.some((each) => each.name === column.name && !each.notNull),
    );
    if (what === 'set not null' && !column.notNull && (serverVersion < 180000 ? lacking : partitions).length > 0)
      return refuse('constraint must be added to child tables too');
    if (what === 'drop not null' && serverVersion < 180000 && partitions.length > 0)
      return refuse('cannot remove constraint from only the partitioned table when partitions exist');
  }
  if (what === 'set not null') return true;
  if (column.identity) return refuse(`column "${column.name}" of relation "${table.name}" is an identity column`);
  const above = parentsOf(table).map((parent) => findTable(draft.schema, parent));
  const isHeld = above.some((parent) => parent?.columns.some((each) => each.name === column.name && each.notNull));
  if (table.partitionOf && isHeld) return refuse(`column "${column.name}" is marked NOT NULL in parent table`);
  const replica = [...draft.schema.indexes.values()].find(
    (index) => index.replicaIdentity && index.table.name === table.name && index.table.schema === table.schema,
  );
  return replica?.keys.some((each) => each.column === column.name)
    ? refuse(`column "${column.name}" is in index used as replica identity`)
    : true;
}
