/**
 * Which migrations have run, from the tables the migration tools keep. A table counts as a tool's own only when it has
 * that tool's columns.
 */

import type { AppliedMigrations } from '../model/dev';
import { objectKey } from '../model/kinds';
import type { ToolTable } from '../model/migration-tables';
import type { Unknown } from '../model/schema';
import { t } from '../text/l10n';
import { quoteQualified } from '../text/names';
import { present } from '../text/present';
import { type ToolTableFound as Found, findToolTables } from './applied-tables';
import type { SendQuery } from './connect/connect';
import { isLockTimeout } from './introspect/locks';
import { booleanOf, orNull, select, textOf } from './select';
export interface Applied {
  /** Ordered by table. */
  readonly applied: readonly AppliedMigrations[];
  /** Tools' tables that are there and cannot be read: it is not known what has run. */
  readonly unknown: readonly Unknown[];
}
/** `tables`: every tool's. Within a transaction. */
export async function readApplied(query: SendQuery, tables: readonly ToolTable[]): Promise<Applied> {
  if (tables.length === 0) return { applied: [], unknown: [] };
  const beside = tables.flatMap(({ only }) => only?.withText?.orBeside ?? []);
  const found = await findToolTables([...new Set([...tables.map(({ table }) => table), ...beside])], query);
  const byNeeds = [...tables].sort((a, b) => needs(b) - needs(a));
  const applied: AppliedMigrations[] = [];
  const unknown: Unknown[] = [];
  await query('SAVEPOINT applied');
  for (const table of found) {
    const tool = byNeeds.find((one) => isToolTable(one, table, found));
    if (!tool) continue;
    const why = notRead(tool, table);
    if (why !== undefined) {
      unknown.push(unreadRows(table, why));
      continue;
    }
    try {
      const entries = await entriesOf(tool, table, query);
      applied.push({ tool: tool.tool, table: `${table.schema}.${table.name}`, entries });
    } catch (error) {
      await query('ROLLBACK TO SAVEPOINT applied');
      const why = isLockTimeout(error) ? t('it is locked by another session') : messageOf(error);
      unknown.push(unreadRows(table, t('{0} cannot be read: {1}', quoteQualified(table), why)));
    }
  }
  return { applied, unknown };
}
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
function unreadRows({ schema, name }: Found, why: string): Unknown {
  return { object: objectKey('table', schema, name), fact: 'rows', reason: t('which migrations have run: {0}', why) };
}
/** Why its rows are left alone. */
function notRead(tool: ToolTable, table: Found): string | undefined {
  const name = quoteQualified(table);
  if (!table.readable) return t('this role may not read {0}', name);
  const columns = tool.columns.filter((column) => table.foreignColumns.has(column));
  const type = columns.length > 0 ? t("the type of {0} is not one of PostgreSQL's own", columns.join(', ')) : undefined;
  const why = table.unsafe ?? type;
  return why && t('{0} is not read: {1}, and reading it could run what others wrote', name, why);
}
/** Of two tools whose table it can be, it is the one's that asks more of it: columns, then the schema, then the rest. */
const needs = ({ columns, only }: ToolTable): number =>
  4 * columns.length + (only?.inSchema ? 2 : 0) + (only?.withText || only?.theseColumns ? 1 : 0);
function isToolTable({ table, schema, columns, only }: ToolTable, found: Found, others: readonly Found[]): boolean {
  if (table !== found.name || !columns.every((column) => found.columns.has(column))) return false;
  if (only?.inSchema && schema !== found.schema) return false;
  if (only?.theseColumns && found.columns.size !== columns.length) return false;
  if (!only?.withText) return true;
  const { column, orBeside } = only.withText;
  return (
    found.unlimitedText.has(column) || others.some((other) => other.name === orBeside && other.schema === found.schema)
  );
}

async function entriesOf(tool: ToolTable, found: Found, query: SendQuery): Promise<AppliedMigrations['entries']> {
  const table = quoteQualified(found, 'always');
  const { id, name = 'NULL', checksum = 'NULL', failed = 'false' } = tool.row;
  const asked = select(
    {
      id: textOf(`(${id})::text`),
      name: orNull(textOf(`(${name})::text`)),
      checksum: orNull(textOf(`(${checksum})::text`)),
      failed: orNull(booleanOf(failed)),
    },
    `FROM ${table} ${(tool.rest ?? '').replaceAll('$table', () => table)}`,
  );
  return asked.read(await query(asked.text)).map((row) => ({
    id: String(row.id),
    ...present({
      name: row.name ?? undefined,
      checksum: row.checksum ?? undefined,
      failed: row.failed === true || undefined,
    }),
  }));
}
