/** The table in which each tool keeps what has run: it makes it itself, before the first file. By convention id. */
import { objectKey, qualifiedKey } from '../model/names';
import type { Schema, Unknown } from '../model/schema';

const ownTables: Readonly<Record<string, string>> = {
  prisma: '_prisma_migrations',
  sqlx: '_sqlx_migrations',
  diesel: '__diesel_schema_migrations',
  goose: 'goose_db_version',
  'golang-migrate': 'schema_migrations',
  dbmate: 'schema_migrations',
  rails: 'schema_migrations',
  flyway: 'flyway_schema_history',
  liquibase: 'databasechangelog',
  'node-pg-migrate': 'pgmigrations',
  tern: 'schema_version',
};

/** The name of a tool's own table, where it is always the same. */
export function ownTableOf(convention: string): string | undefined {
  return ownTables[convention];
}

/**
 * A file may name its tool's own table, though no file and perhaps not dev has it: there is nothing to refuse there.
 * Plainly numbered files can be any tool's.
 */
export function withOwnTable(base: Schema, convention: string): Schema {
  const known = kept.get(base) ?? new Map<string, Schema>();
  kept.set(base, known);
  const made = known.get(convention) ?? withUnknownTable(base, convention);
  known.set(convention, made);
  return made;
}
/** One object for one base, by which folds are kept. */
const kept = new WeakMap<Schema, Map<string, Schema>>();
function withUnknownTable(base: Schema, convention: string): Schema {
  const names = convention === 'plain' ? new Set(Object.values(ownTables)) : [ownTables[convention] ?? []].flat();
  const entries: Unknown[] = [];
  for (const name of names)
    for (const schema of base.searchPath)
      if (!base.tables.has(qualifiedKey(schema, name)))
        entries.push({
          object: objectKey('table', schema, name),
          reason: `${name} is made by the tool that runs the migrations.`,
        });
  return entries.length === 0 ? base : { ...base, unknown: [...base.unknown, ...entries] };
}
