/** Which commands of ALTER TABLE write all rows of a table anew. */
import { isConstrained, isVolatile, keepsValues } from '../model/row-work';
import type { Schema, Table } from '../model/schema';
import type { SqlType } from '../model/types';
import type { AlterCommand, AlterTableCommand, ColumnDef } from '../sql/read/ops-table';

/** `table`: as it was before; `after`: what it becomes. */
export function rewrites(command: AlterTableCommand, table: Table, before: Schema, after: Schema): boolean {
  const columnOf = (name: string) => table.columns.find((one) => one.name === name);
  switch (command.command) {
    case 'add column':
      return isFilled(command.column, after);
    case 'set type': {
      const column = columnOf(command.column.value);
      return column === undefined || !keepsAll(column.type, command, before, after);
    }
    case 'set expression':
      return columnOf(command.column.value)?.generated?.kind === 'stored';
    case 'persistence':
      return command.persistence !== (table.persistence ?? 'logged');
    case 'access method':
    case 'tablespace':
      return true;
    default:
      return false;
  }
}
/** Each row gets a value of its own, or one that has to be looked at. */
function isFilled({ generated, identity, serial, default: text, type }: ColumnDef, after: Schema): boolean {
  if (generated) return generated.kind === 'stored';
  if (identity || serial || isConstrained(type.value, after)) return true;
  return text !== undefined && isVolatile(text.text, after);
}
const text: SqlType = { name: 'text', builtin: true };
/** USING, as a plan writes it, is a cast, a cast through text, or something else. */
function keepsAll(from: SqlType, { type, using }: AlterCommand<'set type'>, before: Schema, after: Schema): boolean {
  const to = type.value;
  if (using === undefined || /^(?:"(?:[^"]|"")+"|\w+)::(?!text(?:\[\])?::)/.test(using.text))
    return keepsValues(from, to, before, after);
  return / END$/.test(using.text)
    ? false
    : !from.array && keepsValues(from, text, before) && keepsValues(text, to, after);
}
