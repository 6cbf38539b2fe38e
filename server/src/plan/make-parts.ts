/** Parts of a table that ALTER TABLE adds. */
import { columnDefinition, identityClause, notNullConstraintName } from '../generate/columns';
import { lookup, only, tableFrom } from '../generate/lookup';
import { isKey, type isMadeByParent } from '../generate/partitions';
import { columnSettings, identitySequences } from '../generate/settings';
import type { PrintContext } from '../generate/style';
import { local, qualified } from '../generate/text';
import { childrenOf, parentsOf } from '../model/children';
import type { Column, Table } from '../model/schema';
import { keyOf, makeObjectName, type QualifiedName, quoteLiteral } from '../text/names';
import { afterValues } from './alter-sequence';
import { alterWord } from './drop';
import type { Item, ItemOf } from './unit';

export function addColumn(item: ItemOf<'column'>, context: PrintContext): string[] {
  const { table, column } = item;
  if (column.identity && !reachesChildren(table, context)) return addIdentityByHand(item, column.identity, context);
  const alter = `ALTER ${alterWord(table)}`;
  const name = qualified(table, context);
  return [
    `${alter} ${name} ADD COLUMN ${columnDefinition(column, context, table)};`,
    ...columnSettings(column, table, context, [], `${alter} ${only(table, context.schema)}${name}`),
    ...identitySequences([column], context),
  ];
}
/** Identities are passed on to partitions since 17, and to other children never. */
function reachesChildren(table: Table, { schema }: PrintContext): boolean {
  if (table.partitionBy !== undefined)
    return schema.serverVersion >= 170000 || !lookup(schema).partitions.has(keyOf(table));
  return childrenOf(schema, keyOf(table)).length === 0;
}
/** To a table with children PostgreSQL adds no column with an identity: the rows get their values from a sequence first. */
function addIdentityByHand(
  { table, column }: ItemOf<'column'>,
  identity: NonNullable<Column['identity']>,
  context: PrintContext,
): string[] {
  const { identity: _, ...plain } = column;
  const own = qualified({ schema: table.schema, name: makeObjectName(table.name, column.name, 'fill') }, context);
  const change = `ALTER TABLE ${qualified(table, context)} ALTER COLUMN ${local(column.name, context)}`;
  const filled = `nextval(${quoteLiteral(own)}::regclass)`;
  const sequence =
    identity.sequenceName && quoteLiteral(qualified({ schema: table.schema, ...identity.sequenceName }, context));
  return [
    `CREATE SEQUENCE ${own};`,
    ...addColumn({ is: 'column', table, column: { ...plain, default: filled } }, context),
    `${change} DROP DEFAULT;`,
    `DROP SEQUENCE ${own};`,
    `${change} ADD ${identityClause(column, context, table)};`,
    ...identitySequences([column], context),
    ...(sequence === undefined ? [] : [afterValues(sequence, column, table, context).sql]),
  ];
}
/**
 * Of a table that becomes a partition later: since 17 it gets the identity by being attached, and may have none before. Its
 * rows get their values from there.
 */
export function addColumnThatJoins(
  { table, column: { identity, ...column } }: ItemOf<'column'>,
  context: PrintContext,
): string[] {
  const item = { is: 'column', table, column } as const;
  if (!identity || context.schema.serverVersion < 170000)
    return addColumn(identity ? { ...item, column: { ...column, identity } } : item, context);
  const sequence = identitySequenceAbove(table, column.name, context);
  if (!sequence) return addColumn(item, context);
  const text = `nextval(${quoteLiteral(qualified(sequence, context))}::regclass)`;
  return [
    ...addColumn({ ...item, column: { ...column, default: text } }, context),
    `ALTER ${alterWord(table)} ${qualified(table, context)} ALTER COLUMN ${local(column.name, context)} DROP DEFAULT;`,
  ];
}
/** The sequence of the identity that a partition has from above. */
export function identitySequenceAbove(
  { partitionOf, schema }: Table,
  name: string,
  context: PrintContext,
): QualifiedName | undefined {
  const above = tableFrom(context.schema, partitionOf?.parent, schema);
  const sequence = above?.columns.find((one) => one.name === name)?.identity?.sequenceName;
  return above && (sequence ? { schema: above.schema, ...sequence } : identitySequenceAbove(above, name, context));
}
/** Since 18 under its own name. */
function setNotNull(table: Table, column: Column, context: PrintContext): string[] {
  const alter = `ALTER ${alterWord(table)} ${qualified(table, context)}`;
  const named = context.schema.serverVersion < 180000 ? undefined : notNullConstraintName(column, context, table);
  const key = local(column.name, context);
  if (named === undefined) return [`${alter} ALTER COLUMN ${key} SET NOT NULL;`];
  return [`${alter} ADD CONSTRAINT ${local(named, context)} NOT NULL ${key};`];
}
/** Of a column that came with the one above: where it differs from that. */
export function followedColumn({ table, column }: ItemOf<'column'>, context: PrintContext): string[] {
  const above = parentsOf(table).flatMap(
    (name) => tableFrom(context.schema, name, table.schema)?.columns.filter((one) => one.name === column.name) ?? [],
  );
  const alter = `ALTER ${alterWord(table)}`;
  const name = qualified(table, context);
  const alone = `${alter} ${only(table, context.schema)}${name}`;
  const change = `${alone} ALTER COLUMN ${local(column.name, context)}`;
  const given = above.find((one) => one.default !== undefined)?.default;
  const lines: string[] = [];
  if (given !== column.default && column.generated === undefined)
    lines.push(column.default === undefined ? `${change} DROP DEFAULT;` : `${change} SET DEFAULT ${column.default};`);
  if (column.notNull && !above.some((one) => one.notNull)) lines.push(...setNotNull(table, column, context));
  return [...lines, ...columnSettings(column, table, context, [], alone)];
}
/** What may be attached to an index of a partitioned table. */
export function indexLike(item: Item): { one: Parameters<typeof isMadeByParent>[0]; table: Table } | undefined {
  if (item.is === 'index' && 'constraints' in item.owner) return { one: item.index, table: item.owner };
  if (item.is === 'constraint' && isKey(item.constraint)) return { one: item.constraint, table: item.table };
  return undefined;
}
