/** Why a constraint may not be added, dropped or renamed: parents, partitions, and what the table is. */

import type { Constraint, Table } from '../../model/schema';
import type { ConstraintDef } from '../../sql/read/ops-table';
import type { TextRange } from '../../text/text';
import type { Draft } from '../draft';
import { childrenThatCount, countsOfDev } from '../needed';
import { requireDistributionColumn } from './distributed';
import { requirePartitionColumns } from './partition-keys';

function no(draft: Draft, table: Table, name: string, range: TextRange, message: string): false {
  draft.refuse('other', range, { kind: 'constraint', schema: table.schema, name, table: table.name }, message);
  return false;
}

/** By ALTER TABLE … ADD. */
export function mayAddConstraint(draft: Draft, key: string, def: ConstraintDef, only: boolean): boolean {
  const table = draft.table(key);
  const name = def.name?.value ?? '';
  const { serverVersion } = draft.schema;
  const refuse = (message: string): false => no(draft, table, name, def.range, message);
  const isPartitioned = table.kind === 'partitioned table';
  const before = (version: number): boolean => serverVersion > 0 && serverVersion < version;
  if (table.kind === 'foreign table' && def.kind !== 'check' && def.kind !== 'not null')
    return refuse(`${def.kind === 'exclude' ? 'exclusion' : def.kind} constraints are not supported on foreign tables`);
  if (def.kind === 'check') {
    if (def.noInherit && isPartitioned)
      return refuse(`cannot add NO INHERIT constraint to partitioned table "${table.name}"`);
    if (only && !def.noInherit && childrenThatCount(draft, table).length > 0)
      return refuse('constraint must be added to child tables too');
  }
  if (def.kind === 'exclude' && isPartitioned && before(170000))
    return refuse('exclusion constraints are not supported on partitioned tables');
  if (def.kind === 'foreign key' && isPartitioned) {
    if (only && before(180000))
      return refuse(
        `cannot use ONLY for foreign key on partitioned table "${table.name}" referencing relation "${def.references.value.name}"`,
      );
    if (def.notValid && before(180000))
      return refuse(
        `cannot add NOT VALID foreign key on partitioned table "${table.name}" referencing relation "${def.references.value.name}"`,
      );
  }
  return (def.kind !== 'primary key' && def.kind !== 'unique') || mayAddKey(draft, table, def, only, refuse);
}
function mayAddKey(
  draft: Draft,
  table: Table,
  def: Extract<ConstraintDef, { kind: 'primary key' | 'unique' }>,
  only: boolean,
  refuse: (message: string) => false,
): boolean {
  const columns = def.columns.map(({ value }) => value);
  if (!def.usingIndex && !requireDistributionColumn(draft, table, columns, def.range)) return false;
  if (table.kind !== 'partitioned table') return true;
  if (def.usingIndex) return refuse('ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables');
  const kind = def.kind === 'primary key' ? 'PRIMARY KEY' : 'UNIQUE';
  if (!requirePartitionColumns(draft, table, kind, columns, def.range)) return false;
  if (only) return true;
  return mayIndexPartitions(draft, table, def.range);
}
/** A unique index reaches every partition: none of them may be a foreign table. */
export function mayIndexPartitions(draft: Draft, table: Table, range: TextRange): boolean {
  for (const child of childrenThatCount(draft, table)) {
    if (child.kind === 'foreign table')
      return no(draft, table, '', range, `cannot create unique index on partitioned table "${table.name}"`);
    if (child.kind === 'partitioned table' && !mayIndexPartitions(draft, child, range)) return false;
  }
  return true;
}

/** Whether a foreign key is there to need the constraint when it is dropped. */
export function holdConstraint(
  draft: Draft,
  target: Constraint,
  user: { readonly table: Table; readonly constraint: Constraint },
): boolean {
  return user.constraint.origins?.self !== undefined || countsOfDev(draft, target, user.table);
}
export function mayDropConstraint(
  draft: Draft,
  table: Table,
  constraint: Constraint,
  range: TextRange,
  only: boolean,
): boolean {
  const { name } = constraint;
  if (constraint.inherited)
    return no(draft, table, name, range, `cannot drop inherited constraint "${name}" of relation "${table.name}"`);
  if (
    only &&
    constraint.kind === 'check' &&
    table.kind === 'partitioned table' &&
    childrenThatCount(draft, table).length > 0
  )
    return no(
      draft,
      table,
      name,
      range,
      'cannot remove constraint from only the partitioned table when partitions exist',
    );
  return true;
}
export function mayRenameConstraint(draft: Draft, table: Table, constraint: Constraint, range: TextRange): boolean {
  if (constraint.kind !== 'check' || !constraint.inherited) return true;
  return no(draft, table, constraint.name, range, `cannot rename inherited constraint "${constraint.name}"`);
}
