/** The table in which a tool keeps what has run: it makes it itself, before the first file. */
import { objectKey } from '../model/kinds';
import { PMap } from '../model/persistent-map';
import type { Schema, Unknown } from '../model/schema';
import { t } from '../text/l10n';
import { type QualifiedName, qualifiedKey, splitKey } from '../text/names';
import { tablesFor, toolNamed, toolTables } from '.';

/**
 * A file may name its tool's own table, though no file and perhaps not dev has it: there is nothing to refuse there.
 * Plainly numbered files can be any tool's; a table called just migrations is then theirs.
 */
export function withOwnTable(base: Schema, convention: string): Schema {
  const known = schemasWithoutOwn.get(base) ?? new Map<string, Schema>();
  schemasWithoutOwn.set(base, known);
  const made = known.get(convention) ?? withUnknownTable(base, convention);
  known.set(convention, made);
  return made;
}
/** Without the tables in which migration tools keep what has run, and what belongs to them: no file makes those. */
export function withoutOwnTables(schema: Schema): Schema {
  const isOwn = (key: string): boolean => {
    const { schema: namespace, name } = splitKey(key);
    const columns = schema.tables.get(key)?.columns.map((column) => column.name) ?? [];
    return toolTables.some(
      (one) =>
        one.table === name &&
        !one.commonName &&
        (one.schema ?? namespace) === namespace &&
        one.columns.every((column) => columns.includes(column)),
    );
  };
  const own = new Set([...schema.tables.keys()].filter(isOwn));
  if (own.size === 0) return schema;
  const inOwn = (name: QualifiedName | undefined, namespace: string): boolean =>
    name !== undefined && own.has(qualifiedKey(name.schema ?? namespace, name.name));
  const tables = PMap.from([...schema.tables].filter(([key]) => !own.has(key)));
  const indexes = PMap.from([...schema.indexes].filter(([, one]) => !inOwn(one.table, one.schema)));
  const sequences = PMap.from([...schema.sequences].filter(([, one]) => !inOwn(one.ownedBy?.table, one.schema)));
  const rest = { ...schema, tables, indexes, sequences };
  return { ...rest, namespaces: PMap.from([...schema.namespaces].filter(([name]) => !isEmptied(name, schema, rest))) };
}
/** Only such tables were in it. */
function isEmptied(namespace: string, before: Schema, after: Schema): boolean {
  const inside = ({ tables, views, sequences, types, routines }: Schema): number =>
    [tables, views, sequences, types, routines].reduce(
      (sum, map) => sum + [...map.keys()].filter((key) => splitKey(key).schema === namespace).length,
      0,
    );
  return toolTables.some(({ schema }) => schema === namespace) && inside(before) > 0 && inside(after) === 0;
}
/** One object for one base, by which folds are kept. */
const schemasWithoutOwn = new WeakMap<Schema, Map<string, Schema>>();
function withUnknownTable(base: Schema, convention: string): Schema {
  const entries = new Map<string, Unknown>();
  const isAnyones = toolNamed(convention)?.weak === true;
  for (const { table, schema: own } of isAnyones
    ? toolTables.filter((each) => !each.commonName)
    : tablesFor(convention)) {
    for (const schema of own === undefined ? base.searchPath : [own]) {
      const reason = t('{0} is made by the tool that runs the migrations.', table);
      const object = objectKey('table', schema, table);
      if (!base.tables.has(qualifiedKey(schema, table))) entries.set(object, { object, reason });
    }
  }
  return entries.size === 0 ? base : { ...base, unknown: [...base.unknown, ...entries.values()] };
}
