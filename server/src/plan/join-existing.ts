/** How new tables are written where what they join stands already. */
import { lookup, standingPart } from '../generate/lookup';
import type { PrintContext } from '../generate/style';
import { isGivenByParent } from '../generate/tables';
import type { Sequence } from '../model/schema';
import { keyOf } from '../text/names';
import { type Changes, isDropped, isMade } from './changes';
import { nameOfNotNull } from './not-null-names';
import type { Side } from './unit';

export function besideWhatStands(changes: Changes, after: Side): Side {
  const context = { ...unserial(changes, after), standing: standingNames(changes, after) };
  return { ...after, context: { ...context, joining: joiningTables(changes, { ...after, context }) } };
}
/** Of constraints that are not dropped before others are made, NOT NULL among them since 18. */
function standingNames(changes: Changes, { schema }: Side): NonNullable<PrintContext['standing']> {
  const found = new Map<string, Set<string>>();
  for (const change of changes.values()) {
    const item = change.from?.item;
    if (isDropped(change) || (item?.is !== 'constraint' && item?.is !== 'column')) continue;
    if (item.is === 'column' && schema.serverVersion < 180000) continue;
    const name = item.is === 'constraint' ? item.constraint.name : nameOfNotNull(change.from);
    if (name === undefined) continue;
    const part = item.is === 'constraint' ? name : item.column.name;
    const key = keyOf({ schema: item.table.schema, name });
    found.set(key, (found.get(key) ?? new Set()).add(standingPart(item.table, part)));
  }
  return found;
}
/** A sequence that is there already is made by no `serial`. */
function unserial(changes: Changes, { schema, context }: Side): PrintContext {
  let { sequences } = schema;
  for (const [key, sequence] of schema.sequences)
    if (sequence.ownedBy && !isMade(changes.get(`sequence\0${key}`)) && isMade(ownerOf(sequence.ownedBy, changes))) {
      const { ownedBy: _, ...free } = sequence;
      sequences = sequences.with(key, free);
    }
  return { ...context, schema: { ...schema, sequences } };
}
const ownerOf = ({ table, column }: NonNullable<Sequence['ownedBy']>, changes: Changes) =>
  changes.get(`column\0${table.schema}\0${table.name}\0${column}`);
/** New partitions of partitioned tables that stand. */
function joiningTables(changes: Changes, { schema, context }: Side): NonNullable<PrintContext['joining']> {
  const joining = new Map<string, 'as partition' | 'by attaching'>();
  for (const [parent, partitions] of lookup(schema).partitions) {
    if (isMade(changes.get(`table\0${parent}`))) continue;
    for (const table of partitions)
      if (isMade(changes.get(`table\0${keyOf(table)}`)))
        joining.set(keyOf(table), isGivenByParent(table, context) ? 'as partition' : 'by attaching');
  }
  return joining;
}
