/** What a file takes away and makes anew: that dev has it says nothing of whether the file has run. */
import { kinds, schemaKinds } from '../model/kinds';
import type { PMap } from '../model/persistent-map';
import { findIn, findTable } from '../model/resolve';
import type { Schema } from '../model/schema';
import type { Statement } from '../sql/document/statement';
import type { QualifiedName } from '../text/names';
import type { Name } from '../text/text';

/**
 * By name, the first statement that takes it away without any file before having made it, or (`ifThere`) only if it
 * is there: what is there after it may be what was there before.
 */
export function takenBefore(
  running: readonly Statement[],
  { before, dev }: { readonly before: Schema; readonly dev: Schema },
  ifThere: boolean,
): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const { index, parsed } of running)
    for (const op of parsed.ops)
      for (const { name, table } of op.op === 'drop' ? op.objects : op.op === 'rename' ? [op.object] : []) {
        const isOptional = 'ifExists' in op && op.ifExists;
        // Where dev has the new name, it is renamed.
        const isNot =
          op.op === 'rename' && (table !== undefined || isMadeIn(dev, { ...name.value, name: op.to.value }));
        if (isNot || taken.has(name.value.name) || (isOptional && !ifThere)) continue;
        if (isOptional || table !== undefined || !isMadeIn(before, name.value)) taken.set(name.value.name, index);
      }
  for (const { index, parsed } of running)
    for (const op of parsed.ops)
      if (op.op === 'alter table' && !findTable(before, op.name.value)?.origins?.self)
        for (const each of op.commands)
          if (each.command === 'drop column') taken.set(columnFact(op.name, each.column.value), index);
  return taken;
}
const columnFact = (table: Name, column: string): string => `${table.value.name}\0${column}`;
const isMadeIn = (schema: Schema, name: QualifiedName): boolean =>
  schemaKinds.some((kind) => findIn(schema, schema[kinds[kind].map] as PMap<unknown>, name) !== undefined);
/** Under the name that it has at the end: `CREATE TYPE new_state …; DROP TYPE state; ALTER TYPE new_state RENAME TO state`. */
export function isMadeAgain(
  { index, parsed }: Statement,
  taken: ReadonlyMap<string, number>,
  renamed: ReadonlyMap<string, Renaming>,
): boolean {
  if (taken.size === 0) return false;
  return parsed.ops.some((op) => {
    if (op.op === 'alter table')
      // Of one statement the columns that go go first.
      return op.commands.some(
        (each) =>
          each.command === 'add column' &&
          (taken.get(columnFact(op.name, each.column.name.value)) ?? index + 1) <= index,
      );
    const name = op.op === 'rename' ? op.to.value : 'name' in op ? nameIn(op.name) : undefined;
    const later = name === undefined ? undefined : renamed.get(name);
    const [end, at] = later && later.at > index ? [later.to, later.at] : [name, index];
    return end !== undefined && (taken.get(end) ?? at) < at;
  });
}
type Renaming = { readonly to: string; readonly at: number };
export function renamedIn(running: readonly Statement[]): ReadonlyMap<string, Renaming> {
  const renamed = new Map<string, Renaming>();
  for (const { index, parsed } of running)
    for (const op of parsed.ops)
      if (op.op === 'rename' && !op.object.table)
        renamed.set(op.object.name.value.name, { to: op.to.value, at: index });
  return renamed;
}
function nameIn(name: unknown): string | undefined {
  const value = typeof name === 'object' && name !== null && 'value' in name ? name.value : undefined;
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null && 'name' in value ? String(value.name) : undefined;
}
