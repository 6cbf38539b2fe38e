/** Keys of tables that Citus distributes hold the distribution column: each node can only see its own rows (0A000). */
import type { Constraint, KeyConstraint, Table } from '../../model/schema';
import type { TextRange } from '../../text/text';
import type { Draft } from '../draft';
import { indexesOf } from '../kinds/partitions';

const spread: ReadonlySet<string | undefined> = new Set(['hash', 'range', 'append']);

/** Of a key that is added. True where it may be. */
export function requireDistributionColumn(
  draft: Draft,
  table: Table,
  columns: readonly string[],
  range: TextRange,
  message = keyMessage(table),
): boolean {
  const { method, column } = table.distribution ?? {};
  if (column === undefined || !spread.has(method) || columns.includes(column)) return true;
  const object = { kind: 'table', schema: table.schema, name: table.name } as const;
  draft.refuse('other', range, object, `${message} (the distribution column ${column})`);
  return false;
}
export const uniqueIndexMessage = 'creating unique indexes on non-partition columns is currently unsupported';
const keyMessage = (table: Table): string =>
  `cannot create constraint on "${table.name}": distributed relations cannot have UNIQUE, EXCLUDE, or PRIMARY KEY constraints that do not include the partition column`;

/** Of all keys that a table has by the time it is distributed by a column. */
export function mayDistribute(draft: Draft, table: Table, column: string, range: TextRange): boolean {
  const asked: Table = { ...table, distribution: { method: 'hash', column } };
  const keys = table.constraints.flatMap((one) => (isUniqueKey(one) && !one.inherited ? [one.columns] : []));
  const unique = indexesOf(draft, table).filter((one) => one.unique);
  return (
    keys.every((columns) => requireDistributionColumn(draft, asked, columns, range)) &&
    unique.every((index) => {
      const columns = index.keys.flatMap((key) => key.column ?? []);
      return requireDistributionColumn(draft, asked, columns, range, uniqueIndexMessage);
    })
  );
}
const isUniqueKey = (one: Constraint): one is KeyConstraint => one.kind === 'primary key' || one.kind === 'unique';
