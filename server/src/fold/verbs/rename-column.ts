/** A column's new name, everywhere the old one was. */

import { sequencesOf } from '../../model/lookups';
import type { Column, Constraint, Index, Origin, Table } from '../../model/schema';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { withNotNullName } from '../default-names';
import { foreignKeysTo } from '../dependents';
import type { Draft } from '../draft';
import { renameColumn } from '../expressions';
import { indexesOf } from '../kinds/partitions';

export function renameColumnIn(draft: Draft, key: string, from: string, to: string, origin: Origin): void {
  const table = draft.table(key);
  if (!table.columns.some((column) => column.name === from)) return;
  draft.movePart(table, 'column', from, to);
  const inText = (text: string): string => renameColumn(text, table.name, from, to);
  const inList = (names: readonly string[]): readonly string[] => names.map((name) => (name === from ? to : name));
  const columns = table.columns.map((column) =>
    column.name === from ? withNotNullName(draft, table, column) : column,
  );
  draft.putTable(renamedTable({ ...table, columns }, from, to, origin, inText, inList));
  for (const index of indexesOf(draft, table))
    draft.put('indexes', keyOf(index), renamedIndex(index, from, to, inText));
  for (const [statistics, each] of draft.schema.statistics)
    if (each.table.schema === table.schema && each.table.name === table.name)
      draft.put('statistics', statistics, { ...each, definition: inText(each.definition) });
  for (const user of foreignKeysTo(draft, table))
    draft.updateTable(keyOf(user.table), (current) => ({
      ...current,
      constraints: current.constraints.map((constraint) =>
        constraint.kind === 'foreign key' && constraint.name === user.constraint.name
          ? { ...constraint, referencedColumns: inList(constraint.referencedColumns) }
          : constraint,
      ),
    }));
  for (const [sequence, each] of sequencesOf(draft.schema, table))
    if (each.ownedBy?.column === from)
      draft.put('sequences', sequence, { ...each, ownedBy: { ...each.ownedBy, column: to } });
}

function renamedTable(
  table: Table,
  from: string,
  to: string,
  origin: Origin,
  inText: (text: string) => string,
  inList: (names: readonly string[]) => readonly string[],
): Table {
  return {
    ...table,
    columns: table.columns.map((column) => renamedColumn(column, from, to, origin, inText)),
    constraints: table.constraints.map((constraint) => renamedConstraint(constraint, inText, inList)),
    ...present({
      partitionBy: table.partitionBy === undefined ? undefined : inText(table.partitionBy),
      policies: table.policies?.map((policy) => ({
        ...policy,
        ...present({
          using: policy.using === undefined ? undefined : inText(policy.using),
          check: policy.check === undefined ? undefined : inText(policy.check),
        }),
      })),
      triggers: table.triggers?.map((trigger) => ({ ...trigger, definition: inText(trigger.definition) })),
    }),
  };
}
function renamedColumn(
  column: Column,
  from: string,
  to: string,
  origin: Origin,
  inText: (text: string) => string,
): Column {
  const generated = column.generated && { ...column.generated, expression: inText(column.generated.expression) };
  const changed = generated ? { ...column, generated } : column;
  return column.name === from
    ? { ...changed, name: to, origins: { ...column.origins, self: origin, name: origin, rename: origin } }
    : changed;
}
function renamedConstraint(
  constraint: Constraint,
  inText: (text: string) => string,
  inList: (names: readonly string[]) => readonly string[],
): Constraint {
  switch (constraint.kind) {
    case 'check':
      return { ...constraint, expression: inText(constraint.expression) };
    case 'exclude':
      return { ...constraint, definition: inText(constraint.definition) };
    case 'foreign key':
      return {
        ...constraint,
        columns: inList(constraint.columns),
        ...present({ onDeleteColumns: constraint.onDeleteColumns && inList(constraint.onDeleteColumns) }),
      };
    default:
      return {
        ...constraint,
        columns: inList(constraint.columns),
        ...present({ include: constraint.include && inList(constraint.include) }),
      };
  }
}
function renamedIndex(index: Index, from: string, to: string, inText: (text: string) => string): Index {
  return {
    ...index,
    keys: index.keys.map((key) => {
      if (key.column === from) return { ...key, column: to };
      return key.expression === undefined ? key : { ...key, expression: inText(key.expression) };
    }),
    ...present({
      include: index.include?.map((name) => (name === from ? to : name)),
      where: index.where === undefined ? undefined : inText(index.where),
    }),
  };
}
