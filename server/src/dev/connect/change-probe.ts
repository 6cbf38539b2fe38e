/** The query that tells, cheaply, whether dev's schema changed. */
import { select, textOf } from '../select';

const notOfTemporary = (column: string, also = ''): string =>
  ` WHERE ${also}${column} NOT IN (SELECT oid FROM pg_catalog.pg_class WHERE relpersistence = 't')`;
const notInTemporary = (column: string): string =>
  ` WHERE ${column} NOT IN (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname ~ '^pg_(toast_)?temp_')`;
/** Catalogs whose rows a schema is made of, without those of temporary tables, which come and go with every session. */
const probed: readonly string[] = [
  "pg_namespace WHERE nspname !~ '^pg_(toast_)?temp_'",
  "pg_class WHERE relpersistence <> 't'",
  // System columns come and go with their relation, and are half of all.
  `pg_attribute${notOfTemporary('attrelid', 'attnum > 0 AND ')}`,
  `pg_attrdef${notOfTemporary('adrelid')}`,
  `pg_index${notOfTemporary('indrelid')}`,
  `pg_sequence${notOfTemporary('seqrelid')}`,
  `pg_constraint${notInTemporary('connamespace')}`,
  `pg_type${notInTemporary('typnamespace')}`,
  ...['pg_enum', 'pg_proc', 'pg_rewrite', 'pg_trigger', 'pg_policy', 'pg_description', 'pg_extension', 'pg_inherits'],
  ...['pg_statistic_ext', 'pg_collation', 'pg_foreign_table', 'pg_foreign_server', 'pg_partitioned_table'],
];
/**
 * One row, one text: equal as long as no catalog row that a schema is made of was written. An object's creation, change
 * and removal each change a row count or an xmin; statistics (pg_class.reltuples) are written in place and do not.
 */
export const changeProbe = probeOf(probed);
/** Of the catalogs alone that may be read: some hosts take a few of them away. */
export function changeProbeWithout(denied: ReadonlySet<string>) {
  return probeOf(probed.filter((rows) => !denied.has(/^\w+/.exec(rows)![0])));
}
export const deniedCatalogsQuery = select(
  { name: textOf('c.relname::text') },
  `FROM pg_catalog.pg_class c
 WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND NOT pg_catalog.has_table_privilege(c.oid, 'SELECT')`,
);
function probeOf(catalogs: readonly string[]) {
  // A thousand rows of one transaction are hashed once.
  const parts = catalogs.map((rows, at) => {
    const sum = 'coalesce(pg_catalog.sum(rows * pg_catalog.hashtext(xmin::text)), 0)';
    const byTransaction = `SELECT xmin, pg_catalog.count(*) AS rows FROM pg_catalog.${rows} GROUP BY xmin`;
    return `SELECT '${at} ' || coalesce(pg_catalog.sum(rows), 0) || ' ' || ${sum} AS part FROM (${byTransaction}) AS of_one`;
  });
  return select(
    { hash: textOf(`pg_catalog.md5(pg_catalog.string_agg(part, ' ' ORDER BY part))`) },
    `FROM (${parts.join(' UNION ALL ')}) AS parts`,
  );
}
