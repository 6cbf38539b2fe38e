/** INSERT, UPDATE and TRUNCATE that the schema alone refuses. */

import { childKeys } from '../../model/children';
import { findIn, findTable } from '../../model/resolve';
import type { Column, Table } from '../../model/schema';
import type { Conflicting, DataChange } from '../../sql/read/data-change';
import { keyOf } from '../../text/names';
import type { LocalName, Name, TextRange } from '../../text/text';
import { foreignKeysTo } from '../dependents';
import type { Draft } from '../draft';
import { indexesOf } from '../kinds/partitions';
import { changeMembers, requireReplicaIdentity } from '../kinds/publications';
import { countsOfDev } from '../needed';
import { refuseViewChange } from './view-changes';

export function requireChange(draft: Draft, change: DataChange): void {
  if (change.kind === 'truncate') return truncate(draft, change);
  if (change.kind === 'publish') return changeMembers(draft, change);
  if (refuseViewChange(draft, change)) return;
  const table = findTable(draft.schema, change.table.value);
  if (!table || draft.isUnknownPart(table, 'column', '')) return;
  if (change.kind === 'insert') return refuseInsert(draft, table, change);
  requireReplicaIdentity(draft, table, change.kind, change.table.range);
  if (change.kind === 'delete') return;
  for (const { column, isDefault } of change.set) requireChangeable(draft, table, column, isDefault);
}
function requireChangeable(draft: Draft, table: Table, { value, range }: LocalName, isDefault: boolean): void {
  const found = table.columns.find(({ name }) => name === value);
  if (found && !isDefault && (found.generated || found.identity?.kind === 'always'))
    refuseData(draft, table, range, `column "${value}" can only be updated to DEFAULT`, value);
}
function refuseData(draft: Draft, table: Table, range: TextRange, message: string, column?: string): void {
  const object =
    column === undefined
      ? ({ kind: 'table', name: table.name } as const)
      : ({ kind: 'column', name: column, table: table.name } as const);
  draft.refuse('other', range, { ...object, schema: table.schema }, message);
}

function refuseInsert(draft: Draft, table: Table, change: Extract<DataChange, { kind: 'insert' }>): void {
  const { columns, values, overriding, conflict } = change;
  const targets: (Column | undefined)[] = columns
    ? columns.map(({ value }) => table.columns.find(({ name }) => name === value))
    : [...table.columns];
  if (!columns && values && values.length > targets.length && targets.length > 0)
    refuseData(draft, table, values[targets.length]!.range, 'INSERT has more expressions than target columns');
  const given = values ?? (columns ?? []).map(({ range }) => ({ isDefault: false, range }));
  given.forEach(({ isDefault, range }, i) => {
    const column = targets[i];
    if (!column || isDefault || draft.isUnknownPart(table, 'column', column.name)) return;
    if (column.generated || (column.identity?.kind === 'always' && !overriding))
      refuseData(
        draft,
        table,
        columns?.[i]?.range ?? range,
        `cannot insert a non-DEFAULT value into column "${column.name}"`,
        column.name,
      );
  });
  if (conflict) requireArbiter(draft, table, conflict);
  for (const { column, isDefault } of change.sets ?? []) requireChangeable(draft, table, column, isDefault);
}
/** A unique index for ON CONFLICT (`infer_arbiter_indexes`). */
function requireArbiter(
  draft: Draft,
  table: Table,
  { columns, isExpression, hasPredicate, constraint, range }: Conflicting,
): void {
  if (draft.isUnknownPart(table, 'constraint', constraint ?? '') || draft.isUnknownPart(table, 'index', '')) return;
  if (constraint !== undefined) {
    if (table.constraints.every(({ name }) => name !== constraint) && !table.inherits && !table.partitionOf)
      refuseData(draft, table, range, `constraint "${constraint}" for table "${table.name}" does not exist`);
    return;
  }
  if (!columns && isExpression && !hasExpressionKey(draft, table))
    refuseData(
      draft,
      table,
      range,
      'there is no unique or exclusion constraint matching the ON CONFLICT specification',
    );
  if (!columns || columns.some((name) => table.columns.every((column) => column.name !== name))) return;
  const wanted = [...new Set(columns)].sort().join('\0');
  const fits = (names: readonly (string | undefined)[]): boolean =>
    names.every((name) => name !== undefined) && [...new Set(names)].sort().join('\0') === wanted;
  const isKey = table.constraints.some(
    (each) => (each.kind === 'primary key' || each.kind === 'unique') && !each.deferrable && fits(each.columns),
  );
  const isIndex = indexesOf(draft, table).some(
    (index) => index.unique && (index.where === undefined || hasPredicate) && fits(index.keys.map((key) => key.column)),
  );
  if (!isKey && !isIndex)
    refuseData(
      draft,
      table,
      range,
      'there is no unique or exclusion constraint matching the ON CONFLICT specification',
    );
}

function hasExpressionKey(draft: Draft, table: Table): boolean {
  return indexesOf(draft, table).some((index) => index.unique && index.keys.some((key) => key.column === undefined));
}
/** TRUNCATE takes tables alone. */
function refuseView(draft: Draft, { value, range }: Name): void {
  const view = findIn(draft.schema, draft.schema.views, value);
  if (!view || !draft.meets('relation', view)) return;
  const object = { kind: view.kind, schema: view.schema, name: view.name } as const;
  draft.refuse('wrong kind', range, object, `"${view.name}" is not a table`);
}
function truncate(draft: Draft, { tables, cascade }: Extract<DataChange, { kind: 'truncate' }>): void {
  if (cascade) return;
  const going = new Map<string, Table>();
  const add = (table: Table, only: boolean): void => {
    if (going.has(keyOf(table))) return;
    going.set(keyOf(table), table);
    if (!only) for (const key of childKeys(draft.schema, keyOf(table))) add(draft.table(key), false);
  };
  const named = tables.flatMap(({ name, only }) => {
    const table = findTable(draft.schema, name.value);
    if (!table) refuseView(draft, name);
    if (table) add(table, only);
    if (table && only && table.kind === 'partitioned table')
      refuseData(draft, table, name.range, 'cannot truncate only a partitioned table');
    return table ? [{ table, range: name.range }] : [];
  });
  for (const { table, range } of named) {
    const user = foreignKeysTo(draft, table).find(({ table: from }) => !going.has(keyOf(from)));
    const counts = user && (user.constraint.origins?.self || countsOfDev(draft, table, user.table));
    if (user && counts)
      refuseData(
        draft,
        table,
        range,
        `cannot truncate a table referenced in a foreign key constraint: "${user.constraint.name}" of table "${user.table.name}"`,
      );
  }
}
