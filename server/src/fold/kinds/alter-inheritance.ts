/** ATTACH and DETACH PARTITION, INHERIT and NO INHERIT. */

import { isTableOrBelow } from '../../model/children';
import { findRelation } from '../../model/resolve';
import type { Table } from '../../model/schema';
import type { Constraint } from '../../model/schema-constraints';
import type { AlterCommand, AlterTable } from '../../sql/read/ops-table';
import { keyOf, qualifiedKey } from '../../text/names';
import { present } from '../../text/present';
import type { Name } from '../../text/text';
import type { Draft } from '../draft';
import { passConstraint } from '../inherit';
import { mayAttach, mayInherit, refuserOf } from '../refusals/attach';
import { boundFits } from '../refusals/partition-bounds';
import { requirePartitioned, requireTable } from '../required';
import { indexesOf, joinPartitions } from './partitions';

export function attach(draft: Draft, key: string, op: AlterTable, command: AlterCommand<'attach partition'>): void {
  const relation = findRelation(draft.schema, command.partition.value);
  if (relation?.is === 'index' || relation?.is === 'constraint index') return;
  const partition = requireTable(draft, command.partition);
  const parent = requirePartitioned(draft, op.name, draft.table(key));
  if (!partition || !parent) return;
  const child = keyOf(partition);
  if (refuseCircle(draft, key, child, command.partition)) return;
  const refuse = refuserOf(draft, partition, command.partition.range);
  if (!draft.mayReplace(partition.origins) || !partition.partitionOf) {
    if (!mayAttach(draft, parent, partition, refuse)) return;
    if (!boundFits(draft, parent, partition, command.bound, command.partition.range)) return;
  }
  draft.updateTable(child, (table) => ({
    ...table,
    partitionOf: { parent: { schema: parent.schema, name: parent.name }, bound: command.bound },
    columns: table.columns.map((column) => {
      const above = parent.columns.find((each) => each.name === column.name);
      return above ? { ...column, inherited: true, local: false, notNull: column.notNull || above.notNull } : column;
    }),
  }));
  joinPartitions(draft, child, ['check', 'primary key', 'unique', 'exclude', 'foreign key']);
}
function refuseCircle(draft: Draft, parent: string, child: string, named: Name): boolean {
  if (!isTableOrBelow(draft.schema, parent, child)) return false;
  draft.refuse('other', named.range, { kind: 'table', ...named.value }, 'circular inheritance not allowed');
  return true;
}
export function detach(draft: Draft, parentKey: string, name: Name): void {
  const partition = requireTable(draft, name);
  if (!partition) return;
  const key = keyOf(partition);
  const above = partition.partitionOf?.parent;
  if (!above && draft.mayReplace(partition.origins)) return;
  if (!above || `${above.schema}\0${above.name}` !== parentKey) {
    const object = { kind: 'table', schema: partition.schema, name: partition.name } as const;
    const message = `relation "${partition.name}" is not a partition of relation "${draft.table(parentKey).name}"`;
    return draft.refuse('other', name.range, object, message);
  }
  draft.updateTable(key, ({ partitionOf, ...table }) => ({
    ...table,
    columns: table.columns.map(({ inherited, local, ...column }) => column),
    constraints: table.constraints.map(
      ({ inherited, local, ...constraint }) => constraint as (typeof table.constraints)[number],
    ),
  }));
  for (const index of indexesOf(draft, partition))
    if (index.parent) {
      const { parent, ...own } = index;
      draft.put('indexes', keyOf(own), own);
    }
}
export function inherit(draft: Draft, key: string, command: AlterCommand<'inherit' | 'no inherit'>): void {
  const parent = requireTable(draft, command.parent);
  if (!parent) return;
  const name = { schema: parent.schema, name: parent.name };
  if (command.command === 'inherit' && refuseCircle(draft, keyOf(parent), key, command.parent)) return;
  const table = draft.table(key);
  const refuse = refuserOf(draft, table, command.parent.range);
  const isChild = table.inherits?.some((each) => each.name === name.name && each.schema === name.schema);
  if (!(isChild && draft.mayReplace(table.origins)) && command.command === 'inherit')
    if (!mayInherit(draft, parent, table, refuse)) return;
  if (command.command === 'no inherit' && !isChild && !draft.mayReplace(table.origins)) {
    refuse(`relation "${parent.name}" is not a parent of relation "${table.name}"`);
    return;
  }
  const inherits = (table.inherits ?? []).filter((each) => each.name !== name.name || each.schema !== name.schema);
  const joins = command.command === 'inherit';
  const left = inherits.flatMap((each) => draft.schema.tables.get(qualifiedKey(each.schema ?? '', each.name)) ?? []);
  draft.updateTable(key, ({ inherits: old, ...current }) => ({
    ...current,
    constraints: joins
      ? current.constraints
      : current.constraints.map((each) => {
          const isAbove = (table: Table): boolean => table.constraints.some((one) => one.name === each.name);
          if (!isAbove(parent) || left.some(isAbove)) return each;
          const { inherited: _, local: __, ...own } = each;
          return own as typeof each;
        }),
    ...present({ inherits: joins || inherits.length > 0 ? (joins ? [...inherits, name] : inherits) : undefined }),
    columns: current.columns.map((column) => {
      if (!parent.columns.some((each) => each.name === column.name)) return column;
      if (!joins && left.some((each) => each.columns.some(({ name: other }) => other === column.name))) return column;
      const { inherited, ...own } = column;
      return joins ? { ...own, inherited: true } : { ...own, ...present({ local: own.local === false || undefined }) };
    }),
    ...present({ constraints: !joins ? current.constraints.map((each) => ownAgain(each, parent)) : undefined }),
  }));
  if (joins)
    for (const constraint of parent.constraints)
      if (constraint.kind === 'check') passConstraint(draft, key, constraint);
}

/** A check that came from the parent remains, and is the table's own. */
function ownAgain(constraint: Constraint, parent: Table): Constraint {
  if (constraint.kind !== 'check' || !parent.constraints.some(({ name }) => name === constraint.name))
    return constraint;
  const { inherited, local, ...own } = constraint;
  return own;
}
