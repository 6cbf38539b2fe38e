/** Columns that children have already, under the name of one that their parent gets. */

import { childKeys } from '../../model/children';
import type { Table } from '../../model/schema';
import { sameType } from '../../model/types';
import type { ColumnDef } from '../../sql/read/ops-table';
import { keyOf } from '../../text/names';
import type { Draft } from '../draft';
import { resolveType } from '../type-names';

/** A column that a child has already becomes an inherited one, if its type is the same. */
export function mayReachChildren(draft: Draft, table: Table, { name, type, serial }: ColumnDef): boolean {
  const own = resolveType(draft, type.value);
  if (serial || own.name === '') return true;
  const clash = childKeys(draft.schema, keyOf(table))
    .map((key) => draft.table(key))
    .find((child) => {
      const there = child.columns.find((column) => column.name === name.value);
      if (!there || draft.isUnknownPart(child, 'column', name.value) || draft.mayReplace(there.origins)) return false;
      return !sameType(there.type, own);
    });
  if (!clash) return true;
  const object = { kind: 'column', schema: table.schema, name: name.value, table: table.name } as const;
  const message = `child table "${clash.name}" has different type for column "${name.value}"`;
  draft.refuse('other', name.range, object, message);
  return false;
}
