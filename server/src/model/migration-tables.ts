/**
 * The tables in which migration tools keep what has run. Which of a table's columns say it is in `dev/applied.ts`, which
 * files of a folder a row is about in `migrations/tools.ts`.
 */

/** `schema`: where the tool puts it, if it is not where names without a schema go. Most let people choose another name. */
export const migrationTables = [
  { tool: 'golang-migrate', table: 'schema_migrations' },
  { tool: 'supabase', table: 'schema_migrations', schema: 'supabase_migrations' },
  { tool: 'hasura', table: 'schema_migrations', schema: 'hdb_catalog' },
  { tool: 'hasura', table: 'hdb_version', schema: 'hdb_catalog' },
  { tool: 'rails', table: 'schema_migrations' },
  { tool: 'dbmate', table: 'schema_migrations' },
  { tool: 'prisma', table: '_prisma_migrations' },
  { tool: 'drizzle', table: '__drizzle_migrations', schema: 'drizzle' },
  { tool: 'goose', table: 'goose_db_version' },
  { tool: 'flyway', table: 'flyway_schema_history' },
  { tool: 'sqlx', table: '_sqlx_migrations' },
  { tool: 'diesel', table: '__diesel_schema_migrations' },
  { tool: 'node-pg-migrate', table: 'pgmigrations' },
  { tool: 'liquibase', table: 'databasechangelog' },
  { tool: 'atlas', table: 'atlas_schema_revisions', schema: 'atlas_schema_revisions' },
  { tool: 'sql-migrate', table: 'gorp_migrations' },
  // As its own example of a configuration names it.
  { tool: 'sql-migrate', table: 'migrations' },
  { tool: 'tern', table: 'schema_version' },
  { tool: 'pop', table: 'schema_migration' },
  { tool: 'sqitch', table: 'changes', schema: 'sqitch' },
] as const satisfies readonly { readonly tool: string; readonly table: string; readonly schema?: string }[];

export type MigrationTable = (typeof migrationTables)[number];
/** `AppliedMigrations.tool`: whose table it is. */
export type MigrationTool = MigrationTable['tool'];
