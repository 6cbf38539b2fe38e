/** What ALTER says once everything stands: column storage, sequences' owners, clustering, replica identity, row security. */

import type { Column, Schema, Sequence, Table, View } from '../model/schema';
import { settingsOf } from '../model/schema-columns';
import { keyOf } from '../text/names';
import { present } from '../text/present';
import { settingClause, settingClauses } from './columns';
import { lookup, only, tableFrom } from './lookup';
import { type IndexLike, isKey, isPartitionOf } from './partitions';
import type { PrintContext } from './style';
import { callsRoutine, type Late } from './tables';
import { local, qualified } from './text';

/** `OWNED BY` of sequences that no serial makes. */
export function ownedSequences(tables: readonly Table[], context: PrintContext): string[] {
  const found = lookup(context.schema);
  return tables.flatMap((table) =>
    (found.sequencesOf.get(keyOf(table)) ?? [])
      .filter((sequence) => !found.isSerial(sequence) && sequence.extension === undefined)
      .map((sequence) => ownedBy(sequence, context)),
  );
}
export function ownedBy(sequence: Sequence, context: PrintContext): string {
  const { table, column } = sequence.ownedBy!;
  return `ALTER SEQUENCE ${qualified(sequence, context)} OWNED BY ${qualified(table, context)}.${local(column, context)};`;
}

export function tableSettings(table: Table, context: PrintContext, late: Late): string[] {
  const alter = `ALTER TABLE ${only(table, context.schema)}${qualified(table, context)}`;
  return [
    ...table.columns.flatMap((column) => columnSettings(column, table, context, late, alter)),
    ...identitySequences(table.columns, context),
    ...indexSettings(table, context, alter),
  ];
}
export function columnSettings(
  column: Column,
  table: Table,
  context: PrintContext,
  late: Late,
  alter: string,
): string[] {
  const change = `${alter} ALTER COLUMN ${local(column.name, context)}`;
  const lines: string[] = [];
  if (callsRoutine(column.default, late)) lines.push(`${change} SET DEFAULT ${column.default};`);
  for (const clause of unsaidSettings(column, table, context)) lines.push(`${change} SET ${clause};`);
  if (column.notNullConstraint?.valid === false && !table.partitionOf && !table.partitionBy) {
    const { name } = column.notNullConstraint;
    // A parent has it only together with its children.
    const all = `ALTER TABLE ${qualified(table, context)}`;
    lines.push(`${all} ADD CONSTRAINT ${local(name, context)} NOT NULL ${local(column.name, context)} NOT VALID;`);
  }
  return lines;
}
/** Those that CREATE TABLE does not say: it can say the storage since 16, and nothing of a column that is only inherited. */
function unsaidSettings(column: Column, table: Table, context: PrintContext): string[] {
  const { serverVersion } = context.schema;
  const { storage, compression, ...others } = settingsOf(column);
  const inherited = column.local === false && !(table.partitionOf && !isPartitionOf(table, context));
  // It takes its parent's storage and compression along.
  const above = inherited ? parentColumns(column, table, context.schema) : [];
  const reset = (['storage', 'compression'] as const).filter(
    (setting) => column[setting] === undefined && above.some((one) => one[setting] !== undefined),
  );
  const unsaid = present({
    ...others,
    storage: inherited || serverVersion < 160000 ? storage : undefined,
    compression: inherited && above.every((one) => one.compression !== compression) ? compression : undefined,
  });
  return [...reset.map((setting) => settingClause(setting, column, serverVersion)), ...settingClauses(unsaid)];
}
function parentColumns(
  { name }: Column,
  { schema: home, partitionOf, inherits = [] }: Table,
  schema: Schema,
): Column[] {
  return [partitionOf?.parent, ...inherits].flatMap(
    (parent) => tableFrom(schema, parent, home)?.columns.find((one) => one.name === name) ?? [],
  );
}
/** An identity's sequence where it is not as its column and table have it. */
export function identitySequences(columns: readonly Column[], context: PrintContext): string[] {
  return columns.flatMap(({ identity }) => {
    if (identity?.sequenceName === undefined) return [];
    const alter = `ALTER SEQUENCE ${qualified(identity.sequenceName, context)}`;
    const lines: string[] = [];
    if (identity.sequence.type !== undefined) lines.push(`${alter} AS ${identity.sequence.type};`);
    if (identity.persistence !== undefined) lines.push(`${alter} SET ${identity.persistence.toUpperCase()};`);
    return lines;
  });
}

function indexSettings(table: Table, context: PrintContext, alter: string): string[] {
  const indexes = context.style.indexes ? (lookup(context.schema).indexes.get(keyOf(table)) ?? []) : [];
  const lines = [...table.constraints.filter(isKey), ...indexes].flatMap((one) =>
    indexSetting(one, table.schema, context, alter),
  );
  if (table.replicaIdentity) lines.push(`${alter} REPLICA IDENTITY ${table.replicaIdentity.toUpperCase()};`);
  return lines;
}
/** `alter`: `ALTER TABLE t`, or of a materialised view. */
export function indexSetting(one: IndexLike, schema: string, context: PrintContext, alter: string): string[] {
  const statistics = 'indexStatistics' in one ? one.indexStatistics : 'statistics' in one ? one.statistics : undefined;
  const lines = statisticsTargets({ schema, name: one.name }, statistics, context);
  if (one.clustered) lines.push(`${alter} CLUSTER ON ${local(one.name, context)};`);
  if ('replicaIdentity' in one && one.replicaIdentity)
    lines.push(`${alter} REPLICA IDENTITY USING INDEX ${local(one.name, context)};`);
  return lines;
}
function statisticsTargets(
  index: { schema: string; name: string },
  targets: readonly { readonly column: number; readonly target: number }[] | undefined,
  context: PrintContext,
): string[] {
  const alter = `ALTER INDEX ${qualified(index, context)}`;
  return (targets ?? []).map(({ column, target }) => `${alter} ALTER COLUMN ${column} SET STATISTICS ${target};`);
}
/** The same of a materialised view's columns and indexes. */
export function viewSettings(view: View, context: PrintContext): string[] {
  const indexes = context.style.indexes ? (lookup(context.schema).indexes.get(keyOf(view)) ?? []) : [];
  const alter = `ALTER MATERIALIZED VIEW ${qualified(view, context)}`;
  const columns = view.columns.flatMap((column) => {
    const set = `${alter} ALTER COLUMN ${local(column.name, context)} SET`;
    return settingClauses(column).map((clause) => `${set} ${clause};`);
  });
  return [...columns, ...indexes.flatMap((index) => indexSetting(index, index.schema, context, alter))];
}

export function printRowSecurity(table: Table, context: PrintContext): string[] {
  if (table.rowSecurity === undefined || !context.style.policies) return [];
  const alter = `ALTER TABLE ${qualified(table, context)}`;
  const lines: string[] = [];
  if (table.rowSecurity !== 'forced') lines.push(`${alter} ENABLE ROW LEVEL SECURITY;`);
  if (table.rowSecurity !== 'enabled') lines.push(`${alter} FORCE ROW LEVEL SECURITY;`);
  return lines;
}
