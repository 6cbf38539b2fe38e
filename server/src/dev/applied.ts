/**
 * Which migrations have run, from the tables the migration tools keep. A table counts as a tool's own only when it has
 * that tool's columns.
 */

import type { AppliedMigrations } from '../model/dev';
import type { MigrationTable } from '../model/migration-tables';
import { objectKey, quoteQualified } from '../model/names';
import type { Unknown } from '../model/schema';

type Query = (sql: string) => Promise<unknown[][]>;
interface Found {
  readonly schema: string;
  readonly name: string;
  readonly readable: boolean;
  readonly columns: ReadonlySet<string>;
  readonly versionIsUnlimitedText: boolean;
}
interface ToolTable {
  readonly tool: MigrationTable['tool'];
  /** The name the tool gives it; where it can be set, people keep it nearly always. */
  readonly table: MigrationTable['table'];
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
const candidates = `SELECT n.nspname::text, c.relname::text, pg_catalog.string_agg(a.attname::text, ' '), pg_catalog.bool_or(a.attname = 'version' AND a.atttypid IN (25, 1043) AND a.atttypmod = -1),
pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND c.relname IN (${names.map((name) => `'${name}'`).join(', ')})
AND n.nspname NOT LIKE 'pg\\_%' GROUP BY n.nspname, c.relname, n.oid, c.oid ORDER BY 1, 2`;

export interface Applied {
  /** Ordered by table. */
  readonly applied: readonly AppliedMigrations[];
  /** Tools' tables that are there and cannot be read: it is not known what has run. */
  readonly unknown: readonly Unknown[];
}
/** Within a transaction. */
export async function readApplied(query: Query): Promise<Applied> {
  const found = (await query(candidates)).map(([schema, name, columns, unlimited, readable]): Found => {
    const list = new Set(String(columns).split(' '));
    return {
      schema: String(schema),
      name: String(name),
      readable: readable === true,
      columns: list,
      versionIsUnlimitedText: unlimited === true,
    };
  });
  const applied: AppliedMigrations[] = [];
  const unknown: Unknown[] = [];
  await query('SAVEPOINT applied');
  for (const table of found) {
    const tool = tools.find((one) => isOwn(one, table, found));
    if (!tool) continue;
    if (!table.readable) {
      unknown.push(unread(table, `this role may not read ${quoteQualified(table)}`));
      continue;
    }
    try {
      const entries = await entriesOf(tool, table, query);
      applied.push({ tool: tool.tool, table: `${table.schema}.${table.name}`, entries });
    } catch (error) {
      await query('ROLLBACK TO SAVEPOINT applied');
      const message = error instanceof Error ? error.message : String(error);
      unknown.push(unread(table, `${quoteQualified(table)} cannot be read: ${message}`));
    }
  }
  return { applied, unknown };
}
function unread({ schema, name }: Found, why: string): Unknown {
  return { object: objectKey('table', schema, name), fact: 'rows', reason: `which migrations have run: ${why}` };
}
function isOwn(tool: ToolTable, found: Found, others: readonly Found[]): boolean {
  if (tool.table !== found.name || !tool.columns.every((column) => found.columns.has(column))) return false;
  return tool.fits?.(found, others) ?? true;
}

async function entriesOf(tool: ToolTable, found: Found, query: Query): Promise<AppliedMigrations['entries']> {
  const table = quoteQualified(found, 'always');
  const [id, name, checksum, failed] = tool.select;
  const list = `(${id})::text, (${name})::text, (${checksum})::text, ${failed}`;
  const rows = await query(`SELECT ${list} FROM ${table} ${(tool.rest ?? '').replaceAll('$table', table)}`);
  return rows.map(([entryId, entryName, entryChecksum, entryFailed]) => ({
    id: String(entryId),
    ...(typeof entryName === 'string' && { name: entryName }),
    ...(typeof entryChecksum === 'string' && { checksum: entryChecksum }),
    ...(entryFailed === true && { failed: true }),
  }));
}
