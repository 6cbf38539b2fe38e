/** DROP of each kind, and what rows or values it takes along. */
import { states } from '../generate/behaviour';
import { idOfTable, tableFrom } from '../generate/lookup';
import { routineSignature } from '../generate/objects';
import type { PrintContext } from '../generate/style';
import { local, qualified } from '../generate/text';
import { unreadOptions } from '../model/other-kinds';
import type { OtherObject, Table, View } from '../model/schema';
import { keyOf } from '../text/names';
import { columnValuesOf, positionOf, rowsOf } from './losses';
import { partId } from './part-units';
import type { Item, ItemOf, Items, Side } from './unit';

const qualifiedForDrop = (context: PrintContext, one: { readonly schema?: string; readonly name: string }): string =>
  qualified({ name: one.name, ...(one.schema !== undefined && { schema: one.schema }) }, context);
const on = (context: PrintContext, part: { readonly name: string }, owner: Table | View): string =>
  `${local(part.name, context)} ON ${qualifiedForDrop(context, owner)}`;
const drops: { readonly [K in keyof Items]: (item: Items[K], context: PrintContext) => string | undefined } = {
  schema: (item, context) => `DROP SCHEMA ${local(item.namespace.name, context)}`,
  extension: (item, context) => `DROP EXTENSION ${local(item.extension.name, context)}`,
  collation: (item, context) => `DROP COLLATION ${qualifiedForDrop(context, item.collation)}`,
  type: (item, context) =>
    `DROP ${item.type.kind === 'domain' ? 'DOMAIN' : 'TYPE'} ${qualifiedForDrop(context, item.type)}`,
  shell: () => undefined,
  sequence: (item, context) => `DROP SEQUENCE ${qualifiedForDrop(context, item.sequence)}`,
  table: (item, context) => `DROP ${alterWord(item.table)} ${qualifiedForDrop(context, item.table)}`,
  column: (item, context) =>
    `ALTER ${alterWord(item.table)} ${qualifiedForDrop(context, item.table)} DROP COLUMN ${local(item.column.name, context)}`,
  constraint: (item, context) =>
    `ALTER ${alterWord(item.table)} ${qualifiedForDrop(context, item.table)} DROP CONSTRAINT ${local(item.constraint.name, context)}`,
  index: (item, context) => `DROP INDEX ${qualifiedForDrop(context, item.index)}`,
  statistics: (item, context) => `DROP STATISTICS ${qualifiedForDrop(context, item.statistics)}`,
  trigger: (item, context) => `DROP TRIGGER ${on(context, item.trigger, item.owner)}`,
  policy: (item, context) => `DROP POLICY ${on(context, item.policy, item.table)}`,
  rule: (item, context) => `DROP RULE ${on(context, item.rule, item.owner)}`,
  view: (item, context) => `DROP ${item.view.kind.toUpperCase()} ${qualifiedForDrop(context, item.view)}`,
  routine: ({ routine }, context) =>
    `DROP ${routine.kind === 'window' ? 'FUNCTION' : routine.kind.toUpperCase()} ${routineSignature(routine, context)}`,
  other: (item) => dropOther(item.other),
};
/** Without the semicolon; undefined for what no statement drops. */
export const dropOf = (item: Item, context: PrintContext): string | undefined =>
  (drops[item.is] as (one: Item, context: PrintContext) => string | undefined)(item, context);
export const alterWord = ({ kind }: Table): string => (kind === 'foreign table' ? 'FOREIGN TABLE' : 'TABLE');

function dropOther({ kind, name, designation, definition }: OtherObject): string | undefined {
  if (kind === 'EXTENSION DEPENDENCY')
    return definition?.replace(/ DEPENDS ON EXTENSION (?!.* DEPENDS ON)/, ' NO DEPENDS ON EXTENSION ');
  if (kind === 'USER MAPPING') return `DROP USER MAPPING FOR ${name}`;
  // Where it is not known which user mappings there are, they go with their server.
  const cascade = kind === 'SERVER' ? ' CASCADE' : '';
  return designation === undefined ? undefined : `DROP ${designation}${cascade}`;
}

/** What is lost for good when it is dropped. */
export function lossOf(item: Item): string | undefined {
  if (item.is === 'table') return item.table.kind === 'table' ? rowsOf(item.table) : undefined;
  if (item.is === 'sequence') return positionOf(item.sequence);
  if (item.is === 'extension') return `what extension ${item.extension.name} keeps`;
  if (item.is === 'other') return lossOfOther(item.other);
  if (item.is !== 'column' || item.column.generated !== undefined || item.table.kind === 'foreign table')
    return undefined;
  return columnValuesOf(item.table, item.column.name);
}
function lossOfOther({ kind, name, definition }: OtherObject): string | undefined {
  if (kind === 'SERVER') return `the user mappings of ${name}`;
  const secrets = kind === 'USER MAPPING' ? unreadOptions(definition) : [];
  return secrets.length > 0 ? `${secrets.join(', ')} of the user mapping for ${name}` : undefined;
}

/** Of a partition whose copy of a trigger fires otherwise than the one above, which stands. `isAnew`: of a unit by its id. */
export function enabledAsAbove(
  { owner, trigger: { name } }: ItemOf<'trigger'>,
  { schema, context }: Side,
  isAnew: (id: string) => boolean,
): string[] {
  const table = schema.tables.get(keyOf(owner));
  if (!table || isAnew(idOfTable(table))) return [];
  let parent = tableFrom(schema, table.partitionOf?.parent, table.schema);
  let above = parent?.triggers?.find((one) => one.name === name);
  while (parent?.partitionOf && !above) {
    parent = tableFrom(schema, parent.partitionOf.parent, parent.schema);
    above = parent?.triggers?.find((one) => one.name === name);
  }
  if (!parent || !above || isAnew(partId('trigger', parent, name))) return [];
  return [
    `ALTER TABLE ${qualified(table, context)} ${states[above.enabled ?? 'enabled']} TRIGGER ${local(name, context)}`,
  ];
}
