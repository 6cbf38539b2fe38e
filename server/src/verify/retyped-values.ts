/** What values lose by ALTER COLUMN … TYPE, beside what the change of the type from before to after tells. */
import { findTable } from '../model/resolve';
import type { Schema } from '../model/schema';
import { sameType } from '../model/types';
import { columnValuesOf } from '../plan/losses';
import { lossOfCast, lossOfExplicitCast } from '../plan/using';
import type { DdlOp } from '../sql/read/ops';
import { keyOf } from '../text/names';
import { escapePattern } from '../text/text';

/** `before`: whose values they are; `end`: of which types they are in the end. */
export function retypedValues(op: DdlOp, before: Schema, end: Schema): string[] {
  if (op.op !== 'alter table') return [];
  const table = findTable(before, op.name.value);
  const now = table && end.tables.get(keyOf(table));
  if (!now) return [];
  return op.commands.flatMap((command) => {
    if (command.command !== 'set type') return [];
    const { column, type, using } = command;
    const [was, is] = [table, now].map(({ columns }) => columns.find(({ name }) => name === column.value));
    if (!was || !is || was.generated) return [];
    const values = columnValuesOf(table, column.value);
    if (using && !isPlainCast(using.text, column.value)) return [values];
    // On the way to a type that is not the last.
    const between = sameType(type.value, is.type) ? undefined : lossOfCast(was.type, type.value, before, end);
    const lost = between ?? (using && lossOfExplicitCast(was.type, type.value, before, end));
    return lost === undefined ? [] : [`${lost} in ${values}`];
  });
}
/** `c`, `c::text::mood`, `CAST(c AS mood)` */
function isPlainCast(expression: string, column: string): boolean {
  const name = `(?:"${escapePattern(column.replaceAll('"', '""'))}"|${escapePattern(column)})`;
  const type = String.raw`[\w."\s\[\](,)]+`;
  return new RegExp(String.raw`^[(\s]*(?:cast\s*\(\s*)*[(\s]*${name}[)\s]*(?:(?:::|as\s)\s*${type})*$`, 'i').test(
    expression,
  );
}
