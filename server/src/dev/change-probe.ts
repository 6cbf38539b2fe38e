/** The query that tells, cheaply, whether dev's schema changed. */

/** Catalogs whose rows a schema is made of, without those of temporary tables, which come and go with every session. */
const probed: readonly string[] = [
  "pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'",
  "pg_class WHERE relpersistence <> 't'",
  "pg_attribute t JOIN pg_catalog.pg_class c ON c.oid = t.attrelid AND c.relpersistence <> 't'",
  "pg_attrdef t JOIN pg_catalog.pg_class c ON c.oid = t.adrelid AND c.relpersistence <> 't'",
  "pg_index t JOIN pg_catalog.pg_class c ON c.oid = t.indrelid AND c.relpersistence <> 't'",
  "pg_sequence t JOIN pg_catalog.pg_class c ON c.oid = t.seqrelid AND c.relpersistence <> 't'",
  ...[
    'pg_constraint t JOIN pg_catalog.pg_namespace n ON n.oid = t.connamespace',
    'pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace',
  ].map((joined) => `${joined} AND n.nspname !~ '^pg_(toast_)?temp_'`),
  ...['pg_enum', 'pg_proc', 'pg_rewrite', 'pg_trigger', 'pg_policy', 'pg_description', 'pg_extension', 'pg_inherits'],
  ...['pg_statistic_ext', 'pg_collation', 'pg_foreign_table', 'pg_foreign_server', 'pg_partitioned_table'],
];
/**
 * One row, one text: equal as long as no catalog row that a schema is made of was written. An object's creation, change
 * and removal each change a row count or an xmin; statistics (pg_class.reltuples) are written in place and do not.
 */
export const changeProbe = probeOf(probed);
/** Of the catalogs alone that may be read: some hosts take a few of them away. */
export function changeProbeWithout(denied: ReadonlySet<string>): string {
  return probeOf(probed.filter((rows) => !denied.has(/^\w+/.exec(rows)![0])));
}
export const deniedCatalogsQuery = `
SELECT c.relname::text FROM pg_catalog.pg_class c
 WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')`;
function probeOf(catalogs: readonly string[]): string {
  const parts = catalogs.map((rows, at) => {
    const xmin = rows.includes(' JOIN ') ? 't.xmin' : 'xmin';
    const sum = `coalesce(pg_catalog.sum(pg_catalog.hashint8(${xmin}::text::int8)::int8), 0)`;
    return `SELECT '${at} ' || pg_catalog.count(*) || ' ' || ${sum} AS part FROM pg_catalog.${rows}`;
  });
  return `SELECT pg_catalog.md5(pg_catalog.string_agg(part, ' ' ORDER BY part)) FROM (${parts.join(' UNION ALL ')}) AS parts`;
}
