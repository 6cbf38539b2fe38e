/** The table in which a tool keeps what has run: it makes it itself, before the first file. */
import { type MigrationTool, migrationTables } from '../model/migration-tables';
import type { Schema, Unknown } from '../model/schema';
import { objectKey, qualifiedKey } from '../text/names';
import { tools } from './tools';

/** The name that a tool gives its own table. */
export function ownTableOf(tool: MigrationTool): string | undefined {
  return migrationTables.find((each) => each.tool === tool)?.table;
}

/**
 * A file may name its tool's own table, though no file and perhaps not dev has it: there is nothing to refuse there.
 * Plainly numbered files can be any tool's; a table called just migrations is then theirs.
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
  const own: readonly string[] = tools.find(({ id }) => id === convention)?.tables ?? [];
  const entries = new Map<string, Unknown>();
  for (const each of migrationTables) {
    if (convention === 'plain' ? each.table === 'migrations' : !own.includes(each.tool)) continue;
    for (const schema of 'schema' in each ? [each.schema] : base.searchPath) {
      const reason = `${each.table} is made by the tool that runs the migrations.`;
      const object = objectKey('table', schema, each.table);
      if (!base.tables.has(qualifiedKey(schema, each.table))) entries.set(object, { object, reason });
    }
  }
  return entries.size === 0 ? base : { ...base, unknown: [...base.unknown, ...entries.values()] };
}
