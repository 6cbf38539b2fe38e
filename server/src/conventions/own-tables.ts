/** The table in which a tool keeps what has run: it makes it itself, before the first file. */
import type { Schema, Unknown } from '../model/schema';
import { objectKey, qualifiedKey } from '../text/names';
import { tablesFor, toolNamed, toolTables } from '.';

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
  const entries = new Map<string, Unknown>();
  const isAnyones = toolNamed(convention)?.weak === true;
  for (const { table, schema: own } of isAnyones
    ? toolTables.filter((each) => !each.commonName)
    : tablesFor(convention)) {
    for (const schema of own === undefined ? base.searchPath : [own]) {
      const reason = `${table} is made by the tool that runs the migrations.`;
      const object = objectKey('table', schema, table);
      if (!base.tables.has(qualifiedKey(schema, table))) entries.set(object, { object, reason });
    }
  }
  return entries.size === 0 ? base : { ...base, unknown: [...base.unknown, ...entries.values()] };
}
