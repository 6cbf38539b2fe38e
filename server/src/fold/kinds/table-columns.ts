/** The columns of CREATE TABLE. */

import type { Table } from '../../model/schema';
import type { Column } from '../../model/schema-columns';
import { sameType } from '../../model/types';
import type { ColumnDef, CreateTable } from '../../sql/read/ops-table';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import type { Name } from '../../text/text';
import type { Draft } from '../draft';
import { inheritedColumn } from '../inherit';
import { resolveType } from '../type-names';
import { buildColumn } from './columns';
import { likeColumns } from './like';

/** The server's order: inherited columns first, then the written ones, LIKE's in their place. */
export function assembleColumns(
  draft: Draft,
  op: CreateTable,
  target: { schema: string; name: string },
  parents: readonly Table[],
): Column[] {
  const columns: Column[] = [];
  for (const parent of parents)
    for (const column of parent.columns)
      if (!columns.some((each) => each.name === column.name))
        columns.push(inheritedColumn(column, op.partitionOf !== undefined, draft.schema.serverVersion));
  if (op.ofType) columns.push(...columnsOfType(draft, op.ofType));
  const inherited = columns.length;
  op.columns.forEach((def, position) => {
    addLiked(draft, op, position, columns, inherited);
    addWritten(draft, op, target, def, columns, inherited);
  });
  for (let position = op.columns.length; op.likes.some((like) => like.position >= position); position++)
    addLiked(draft, op, position, columns, inherited);
  return columns;
}
function addWritten(
  draft: Draft,
  op: CreateTable,
  target: { schema: string; name: string },
  def: ColumnDef,
  columns: Column[],
  inherited: number,
): void {
  const at = columns.findIndex((column) => column.name === def.name.value);
  if (at < 0 && def.type.value.name === '') {
    // Options of a column that the type or the parent lacks.
    const isKnown = op.ofType ? inherited > 0 : op.partitionOf && columns.length > 0;
    const about = { kind: 'column', schema: target.schema, name: def.name.value, table: target.name } as const;
    if (isKnown) draft.refuse('other', def.name.range, about, `column "${def.name.value}" does not exist`);
  }
  if (at < 0) {
    columns.push(buildColumn(draft, target, def));
  } else if (at < inherited) {
    const own = buildColumn(draft, target, def);
    const optionsOnly = def.type.value.name === '';
    if (!optionsOnly && !sameType(own.type, columns[at]!.type))
      draft.refuse(
        'other',
        def.type.range,
        { kind: 'column', schema: target.schema, name: def.name.value, table: op.name.value.name },
        `column "${def.name.value}" has a type conflict`,
      );
    columns[at] = mergeColumn(columns[at]!, own, optionsOnly);
  } else
    draft.refuse(
      'duplicate column',
      def.name.range,
      { kind: 'column', schema: target.schema, name: def.name.value, table: op.name.value.name },
      `column "${def.name.value}" specified more than once`,
    );
}
/** A written column over an inherited one (`MergeAttributes`), or the options of a partition's column. */
function mergeColumn(from: Column, own: Column, optionsOnly: boolean): Column {
  const merged: Column = {
    ...from,
    ...own,
    type: optionsOnly ? from.type : own.type,
    notNull: from.notNull || own.notNull,
    ...(from.inherited ? { inherited: true, local: true } : {}),
  };
  return optionsOnly && from.inherited ? { ...merged, local: false } : merged;
}
function addLiked(draft: Draft, op: CreateTable, position: number, columns: Column[], inherited: number): void {
  for (const like of op.likes) {
    if (like.position !== position) continue;
    for (const column of likeColumns(draft, like)) {
      const at = columns.findIndex((each) => each.name === column.name);
      if (at < 0) columns.push(column);
      else if (at < inherited) columns[at] = mergeColumn(columns[at]!, column, false);
      else
        draft.refuse(
          'duplicate column',
          like.range,
          { kind: 'column', name: column.name, table: op.name.value.name },
          `column "${column.name}" specified more than once`,
        );
    }
  }
}
function columnsOfType(draft: Draft, name: Name): Column[] {
  const type = resolveType(draft, name.value);
  const found = type.schema === undefined ? undefined : draft.schema.types.get(keyOf({ ...type, schema: type.schema }));
  if (found?.kind !== 'composite') return [];
  const origin = draft.origin(name.range);
  return found.attributes.map((attribute) => ({
    name: attribute.name,
    type: attribute.type,
    notNull: false,
    ...present({ collation: attribute.collation }),
    origins: { self: origin, type: origin },
  }));
}
