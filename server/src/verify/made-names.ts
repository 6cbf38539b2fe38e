/** Names that a statement would have made: what needs one of them is not the fault of a statement after it. */
import type { Statement } from '../sql/document/statement';
import type { DdlOp } from '../sql/read/ops';

/** `undefined`: nobody can tell, as of a block or a call. */
export function namesMadeBy({ parsed }: Statement): readonly string[] | undefined {
  const names = parsed.ops.map(madeNamesOf);
  return names.some((list) => list === undefined) ? undefined : names.flatMap((list) => list ?? []);
}
/** Without the columns of a table, which is missed itself. */
export function objectsMadeBy(statement: Statement): readonly string[] | undefined {
  const [op] = statement.parsed.ops;
  return op?.op === 'create table' ? [op.name.value.name] : namesMadeBy(statement);
}
/** What it makes, changes or takes away, parts of tables aside. */
export function namesTouchedBy({ parsed }: Statement): readonly string[] | undefined {
  const names = parsed.ops.map((op) => {
    if (op.op === 'drop') return op.objects.map(({ name, table }) => (table ?? name).value.name);
    if (op.op === 'rename') return [(op.object.table ?? op.object.name).value.name, op.to.value];
    if (op.op === 'create table' || op.op === 'alter table') return [op.name.value.name];
    return madeNamesOf(op);
  });
  return names.some((list) => list === undefined) ? undefined : names.flatMap((list) => list ?? []);
}
function madeNamesOf(op: DdlOp): readonly string[] | undefined {
  switch (op.op) {
    case 'create table':
      return [op.name.value.name, ...op.columns.map(({ name }) => name.value)];
    case 'alter table':
      // A key that was not added is told by its table.
      return [
        op.name.value.name,
        ...op.commands.flatMap((command) => (command.command === 'add column' ? [command.column.name.value] : [])),
      ];
    case 'rename':
      return [op.to.value];
    case 'create table as':
    case 'create schema':
    case 'block':
    case 'unknown':
      return undefined;
    case 'use':
    case 'none':
    case 'transaction':
    case 'drop':
    case 'comment':
    case 'owner':
      return [];
    default:
      return 'name' in op && typeof op.name === 'object' && 'value' in op.name
        ? [typeof op.name.value === 'string' ? op.name.value : op.name.value.name]
        : undefined;
  }
}
