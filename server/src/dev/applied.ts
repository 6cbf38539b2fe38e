/**
 * Which migrations have run, from the tables the migration tools keep. A table counts as a tool's own only when it has
 * that tool's columns.
 */

import type { AppliedMigrations } from '../model/dev';
import type { MigrationTable } from '../model/migration-tables';
import type { Unknown } from '../model/schema';
import { objectKey, quoteQualified } from '../text/names';
import { type ToolTableFound as Found, findToolTables } from './applied-tables';
import { isLockTimeout } from './introspect/locks';

type Query = (sql: string) => Promise<unknown[][]>;
interface ToolTable {
  readonly tool: MigrationTable['tool'];
  /** The name the tool gives it; where it can be set, people keep it nearly always. */
  readonly table: MigrationTable['table'];
  /** What tells its table from others of that name; among them all that is read. */
  readonly columns: readonly string[];
  /** Beside the columns, when those fit another tool too. */
  readonly fits?: (found: Found, others: readonly Found[]) => boolean;
  /** Four expressions as text, text, text and boolean: id, name, checksum, failed; then all after FROM. */
  readonly select: readonly [id: string, name: string, checksum: string, failed: string];
  readonly rest?: string;
}

const none = 'NULL';
const no = 'false';
const isRails = (found: Found, others: readonly Found[]): boolean =>
  found.versionIsUnlimitedText ||
  others.some((other) => other.name === 'ar_internal_metadata' && other.schema === found.schema);
/** golang-migrate keeps one row: the last version. dbmate and Rails keep one for each, alike but for the column's length. */
const tools: readonly ToolTable[] = [
  {
    tool: 'golang-migrate',
    table: 'schema_migrations',
    columns: ['version', 'dirty'],
    select: ['version', none, none, 'dirty'],
  },
  {
    tool: 'supabase',
    table: 'schema_migrations',
    columns: ['version', 'statements'],
    select: ['version', none, none, no],
    rest: 'ORDER BY version',
  },
  {
    tool: 'hasura',
    table: 'schema_migrations',
    columns: ['version'],
    fits: (found) => found.schema === 'hdb_catalog' && !found.columns.has('dirty'),
    select: ['version', none, none, no],
    rest: 'ORDER BY version',
  },
  {
    tool: 'rails',
    table: 'schema_migrations',
    columns: ['version'],
    fits: (found, others) => plainVersions(found) && isRails(found, others),
    select: ['version', none, none, no],
    rest: 'ORDER BY version',
  },
  {
    tool: 'dbmate',
    table: 'schema_migrations',
    columns: ['version'],
    fits: (found, others) => plainVersions(found) && !isRails(found, others),
    select: ['version', none, none, no],
    rest: 'ORDER BY version',
  },
  {
    tool: 'prisma',
    table: '_prisma_migrations',
    columns: ['migration_name', 'checksum', 'finished_at', 'rolled_back_at', 'started_at'],
    select: ['migration_name', none, 'checksum', 'finished_at IS NULL'],
    rest: 'WHERE rolled_back_at IS NULL ORDER BY started_at, migration_name',
  },
  {
    tool: 'drizzle',
    table: '__drizzle_migrations',
    columns: ['id', 'hash', 'created_at'],
    select: ['created_at', none, 'hash', no],
    rest: 'ORDER BY created_at, id',
  },
  {
    tool: 'goose',
    table: 'goose_db_version',
    columns: ['id', 'version_id', 'is_applied'],
    select: ['version_id', none, none, no],
    rest: 'AS t WHERE version_id > 0 AND is_applied AND NOT EXISTS (SELECT FROM $table AS later WHERE later.version_id = t.version_id AND later.id > t.id) ORDER BY id',
  },
  {
    tool: 'flyway',
    table: 'flyway_schema_history',
    columns: ['installed_rank', 'version', 'description', 'type', 'script', 'checksum', 'success'],
    select: ['coalesce(version, description)', 'script', 'checksum', 'NOT success'],
    // Undone and repaired versions have a later row that says so.
    rest: `AS t WHERE type <> 'SCHEMA' AND type <> 'DELETE' AND type NOT LIKE 'UNDO%' AND NOT EXISTS (SELECT FROM $table AS later WHERE later.version = t.version AND later.installed_rank > t.installed_rank AND (later.type = 'DELETE' OR later.type LIKE 'UNDO%')) ORDER BY installed_rank`,
  },
  {
    tool: 'sqlx',
    table: '_sqlx_migrations',
    columns: ['version', 'description', 'success', 'checksum'],
    select: ['version', 'description', `pg_catalog.encode(checksum, 'hex')`, 'NOT success'],
    rest: 'ORDER BY version',
  },
  {
    tool: 'diesel',
    table: '__diesel_schema_migrations',
    columns: ['version', 'run_on'],
    select: ['version', none, none, no],
    rest: 'ORDER BY version',
  },
  {
    tool: 'node-pg-migrate',
    table: 'pgmigrations',
    columns: ['id', 'name', 'run_on'],
    select: ['name', none, none, no],
    rest: 'ORDER BY run_on, id',
  },
  {
    tool: 'liquibase',
    table: 'databasechangelog',
    columns: ['id', 'author', 'filename', 'orderexecuted', 'exectype', 'md5sum'],
    select: ['id', `filename || '::' || id || '::' || author`, 'md5sum', `exectype = 'FAILED'`],
    rest: 'ORDER BY orderexecuted',
  },
  {
    tool: 'atlas',
    table: 'atlas_schema_revisions',
    columns: ['version', 'description', 'applied', 'total', 'hash'],
    select: ['version', 'description', 'hash', 'applied < total'],
    rest: 'ORDER BY version',
  },
  {
    tool: 'sql-migrate',
    table: 'gorp_migrations',
    columns: ['id', 'applied_at'],
    select: ['id', none, none, no],
    rest: 'ORDER BY id',
  },
  {
    tool: 'sql-migrate',
    table: 'migrations',
    columns: ['id', 'applied_at'],
    fits: (found) => found.columns.size === 2,
    select: ['id', none, none, no],
    rest: 'ORDER BY id',
  },
  {
    // One row: how far. Flyway's table had this name once.
    tool: 'tern',
    table: 'schema_version',
    columns: ['version'],
    fits: (found) => found.columns.size === 1,
    select: ['version', none, none, no],
  },
  {
    tool: 'pop',
    table: 'schema_migration',
    columns: ['version'],
    select: ['version', none, none, no],
    rest: 'ORDER BY version',
  },
  {
    tool: 'sqitch',
    table: 'changes',
    columns: ['change_id', 'change', 'project', 'committed_at', 'planned_at'],
    select: ['change', 'project', 'change_id', no],
    rest: 'ORDER BY committed_at, planned_at',
  },
  {
    tool: 'hasura',
    table: 'hdb_version',
    columns: ['cli_state'],
    select: ['m.version', 's.source', none, no],
    rest: `CROSS JOIN LATERAL pg_catalog.jsonb_each(cli_state::jsonb -> 'migrations') AS s (source, versions) CROSS JOIN LATERAL pg_catalog.jsonb_object_keys(versions) AS m (version) ORDER BY s.source, m.version`,
  },
];
function plainVersions(found: Found): boolean {
  return found.schema !== 'hdb_catalog' && !found.columns.has('dirty') && !found.columns.has('statements');
}

const names = [...new Set(tools.map((tool) => tool.table)), 'ar_internal_metadata'];
export interface Applied {
  /** Ordered by table. */
  readonly applied: readonly AppliedMigrations[];
  /** Tools' tables that are there and cannot be read: it is not known what has run. */
  readonly unknown: readonly Unknown[];
}
/** Within a transaction. */
export async function readApplied(query: Query): Promise<Applied> {
  const found = await findToolTables(names, query);
  const applied: AppliedMigrations[] = [];
  const unknown: Unknown[] = [];
  await query('SAVEPOINT applied');
  for (const table of found) {
    const tool = tools.find((one) => isOwn(one, table, found));
    if (!tool) continue;
    const why = notRead(tool, table);
    if (why !== undefined) {
      unknown.push(unread(table, why));
      continue;
    }
    try {
      const entries = await entriesOf(tool, table, query);
      applied.push({ tool: tool.tool, table: `${table.schema}.${table.name}`, entries });
    } catch (error) {
      await query('ROLLBACK TO SAVEPOINT applied');
      const why = isLockTimeout(error) ? 'it is locked by another session' : messageOf(error);
      unknown.push(unread(table, `${quoteQualified(table)} cannot be read: ${why}`));
    }
  }
  return { applied, unknown };
}
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
function unread({ schema, name }: Found, why: string): Unknown {
  return { object: objectKey('table', schema, name), fact: 'rows', reason: `which migrations have run: ${why}` };
}
/** Why its rows are left alone. */
function notRead(tool: ToolTable, table: Found): string | undefined {
  const name = quoteQualified(table);
  if (!table.readable) return `this role may not read ${name}`;
  const columns = tool.columns.filter((column) => table.foreignColumns.has(column));
  const type = columns.length > 0 ? `the type of ${columns.join(', ')} is not one of PostgreSQL's own` : undefined;
  const why = table.unsafe ?? type;
  return why && `${name} is not read: ${why}, and reading it could run what others wrote`;
}
function isOwn(tool: ToolTable, found: Found, others: readonly Found[]): boolean {
  if (tool.table !== found.name || !tool.columns.every((column) => found.columns.has(column))) return false;
  return tool.fits?.(found, others) ?? true;
}

async function entriesOf(tool: ToolTable, found: Found, query: Query): Promise<AppliedMigrations['entries']> {
  const table = quoteQualified(found, 'always');
  const [id, name, checksum, failed] = tool.select;
  const list = `(${id})::text, (${name})::text, (${checksum})::text, ${failed}`;
  const rows = await query(`SELECT ${list} FROM ${table} ${(tool.rest ?? '').replaceAll('$table', () => table)}`);
  return rows.map(([entryId, entryName, entryChecksum, entryFailed]) => ({
    id: String(entryId),
    ...(typeof entryName === 'string' && { name: entryName }),
    ...(typeof entryChecksum === 'string' && { checksum: entryChecksum }),
    ...(entryFailed === true && { failed: true }),
  }));
}
