/** What a statement names must be there: columns, and what expressions name. */

import { builtinNames, isBuiltinFunction } from '../model/builtins';
import { findIn, findRelation, findTableOrView, isSurelyAbsent } from '../model/resolve';
import type { Table, View } from '../model/schema';
import type { Column } from '../model/schema-columns';
import { isSystemColumn } from '../model/system-columns';
import { unknownOf } from '../model/unknown';
import type { CalledName } from '../sql/read/ops-query';
import type { Expression } from '../sql/read/ops-table';
import { isBuiltinType } from '../sql/types';
import type { LocalName, Name } from '../text/text';
import { type Draft, type kindOf, written } from './draft';
import { findType, requireType, resolveType } from './type-names';

/** The named columns that the table lacks are reported. True when all are there or cannot be known. */
export function requireColumns(
  draft: Draft,
  table: Table,
  columns: readonly LocalName[],
  message: (column: string) => string,
): boolean {
  let all = true;
  for (const column of columns) {
    if (table.columns.some((each) => each.name === column.value)) continue;
    all = false;
    if (isSystemColumn(column.value) || draft.isUnknownPart(table, 'column', column.value)) continue;
    draft.refuse(
      'does not exist',
      column.range,
      { kind: 'column', schema: table.schema, name: column.value, table: table.name },
      message(column.value),
      table.columns.map((each) => each.name),
    );
  }
  return all;
}

/**
 * What an expression of the table's own names must exist: columns (qualified ones only by the table's name), functions
 * and the types of its casts.
 */
export function requireReferences(draft: Draft, table: Table, expression: Expression): void {
  for (const reference of expression.columns ?? []) {
    if (reference.qualifier && reference.qualifier.name !== table.name) continue;
    if (!reference.qualifier && reference.column === table.name) continue;
    requireColumns(
      draft,
      table,
      [{ value: reference.column, range: reference.range }],
      (column) => `column "${column}" does not exist`,
    );
  }
  requireCalled(draft, expression);
}
/** As `requireReferences`; a generated column may name no other, nor itself (`check_nested_generated`). */
export function requireGeneration(draft: Draft, table: Table, expression: Expression): void {
  requireReferences(draft, table, expression);
  for (const { column: name, range } of expression.columns ?? []) {
    const column = table.columns.find((each) => each.name === name);
    const about = { kind: 'column', schema: table.schema, name, table: table.name } as const;
    if (column?.generated && !draft.mayReplace(column.origins))
      draft.refuse('other', range, about, `cannot use generated column "${name}" in column generation expression`);
  }
}
/** A DEFAULT may name no column (`cookDefault`), and its functions and types must exist. */
export function requireDefault(draft: Draft, column: string, expression: Expression): void {
  const [reference] = expression.columns ?? [];
  if (reference)
    draft.refuse(
      'other',
      reference.range,
      { kind: 'column', name: column },
      'cannot use column reference in DEFAULT expression',
    );
  requireCalled(draft, expression);
}
/** The functions and types that an expression names. */
export function requireCalled(draft: Draft, expression: Pick<Expression, 'functions' | 'types'>): void {
  for (const name of expression.functions ?? []) requireFunction(draft, name);
  for (const type of expression.types ?? []) requireType(draft, type);
}
/** `f(x)` may also be a cast to a type, or a column of a row. */
export function requireFunction(draft: Draft, name: CalledName): void {
  const { schema, name: local } = name.value;
  if ((schema === undefined || schema === 'pg_catalog') && (isBuiltinFunction(local) || isBuiltinType(local))) return;
  const row = name.fieldOf && findTableOrView(draft.schema, name.fieldOf);
  if (row?.columns.some((column) => column.name === local)) return;
  if (findIn(draft.schema, draft.schema.routines, name.value) || findType(draft, name.value)) return;
  if (resolveType(draft, name.value) !== name.value || !isSurelyAbsent(draft.schema, 'routine', name.value)) return;
  const shown = schema === undefined ? local : `${schema}.${local}`;
  const object = { kind: 'function', ...name.value } as const;
  draft.refuse('does not exist', name.range, object, `function ${shown} does not exist`, functionsCalled(draft, local));
}
/** The project's own, and those of the server that begin alike. */
function functionsCalled(draft: Draft, like: string): string[] {
  const own = [...draft.schema.routines.values()].flatMap((overloads) => overloads[0]?.name ?? []);
  const builtin = [...builtinNames.functions()].filter((name) => name[0] === like[0]);
  return [...own, ...builtin].sort();
}

/** Tables and views, as a name would be written here. */
export function tableNames(draft: Draft): string[] {
  const names: string[] = [];
  const path = draft.schema.searchPath;
  for (const map of [draft.schema.tables, draft.schema.views])
    for (const each of map.values()) names.push(path.includes(each.schema) ? each.name : `${each.schema}.${each.name}`);
  return names.sort();
}

/** Reports a column that the view surely lacks. */
export function requireViewColumn(draft: Draft, view: View, { value: name, range }: LocalName): void {
  const names = view.columns.map((column) => column.name);
  if (names.length === 0 || names.includes(name) || unknownOf(draft.schema, view).length > 0) return;
  if (!draft.meets('relation', view)) return;
  const about = { kind: 'column', schema: view.schema, name, table: view.name } as const;
  draft.refuse('does not exist', range, about, `column "${name}" of relation "${view.name}" does not exist`, names);
}
export function indexNames(draft: Draft, table: Pick<Table, 'schema'>): string[] {
  const names: string[] = [];
  for (const index of draft.schema.indexes.values()) if (index.schema === table.schema) names.push(index.name);
  return names.sort();
}
/** The table a name means; undefined, with a conflict where it surely is none. */

export function requireTable(draft: Draft, name: Name): Table | undefined {
  const relation = findRelation(draft.schema, name.value);
  if (relation?.is === 'table') return relation.table;
  const object = { kind: 'table', ...name.value } as const;
  if (relation) draft.refuse('wrong kind', name.range, object, `"${name.value.name}" is not a table`);
  else if (isSurelyAbsent(draft.schema, 'table', name.value))
    draft.refuse(
      'does not exist',
      name.range,
      object,
      `relation "${written(name.value)}" does not exist`,
      tableNames(draft),
    );
  return undefined;
}
/** As `requireTable`, for what shall have partitions. */

export function requirePartitioned(draft: Draft, name: Name, table = requireTable(draft, name)): Table | undefined {
  if (table && table.kind !== 'partitioned table' && !draft.isUnknown('table', table.schema, table.name)) {
    const object = { kind: 'table', schema: table.schema, name: table.name } as const;
    draft.refuse('wrong kind', name.range, object, `"${table.name}" is not partitioned`);
  }
  return table;
}
export function refuseExisting(
  draft: Draft,
  name: Name,
  target: { schema: string; name: string },
  kind: ReturnType<typeof kindOf>,
): void {
  if (isUnsure(draft, target)) return;
  draft.refuse('exists already', name.range, { kind, ...target }, `relation "${target.name}" already exists`);
}
export function refuseType(draft: Draft, name: Pick<Name, 'range'>, target: { schema: string; name: string }): void {
  draft.refuse('exists already', name.range, { kind: 'type', ...target }, `type "${target.name}" already exists`);
}
export const isUnsure = (draft: Draft, { schema, name }: { schema: string; name: string }): boolean =>
  draft.isUnknown('table', schema, name);
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
