import type { Column, Schema, Sequence, Table } from '../model/schema';
import { makeObjectName, qualifiedKey } from '../text/names';
import { nextvalSequence } from '../text/quoted';

export const serialTypes: Readonly<Record<string, string>> = {
  smallint: 'smallserial',
  integer: 'serial',
  bigint: 'bigserial',
};
export function serialSequence(column: Column, table: Table, schema: Schema): Sequence | undefined {
  if (column.default === undefined || !column.notNull || column.local === false || table.ofType !== undefined)
    return undefined;
  if (!column.type.builtin || column.type.array || serialTypes[column.type.name] === undefined) return undefined;
  const name = makeObjectName(table.name, column.name, 'seq');
  const sequence = schema.sequences.get(qualifiedKey(table.schema, name));
  if (sequence === undefined || !madeBySerial(sequence, column, table, schema)) return undefined;
  return nextvalSequence(column.default)?.name === name ? sequence : undefined;
}
function madeBySerial(sequence: Sequence, column: Column, table: Table, schema: Schema): boolean {
  const { type, ...others } = sequence.options;
  const owner = sequence.ownedBy;
  return (
    owner?.column === column.name &&
    owner.table.name === table.name &&
    owner.table.schema === table.schema &&
    (type ?? 'bigint') === column.type.name &&
    Object.keys(others).length === 0 &&
    // Before 15 every sequence is logged, an unlogged table's too.
    sequence.persistence === (schema.serverVersion < 150000 ? undefined : table.persistence) &&
    sequence.owner === table.owner
  );
}
