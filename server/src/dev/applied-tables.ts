/**
 * The tables that migration tools keep, found by name, and whether reading their rows runs nothing but PostgreSQL's own:
 * a view runs its query, row security its policies, a type of someone's its casts and comparisons, and the planner works
 * out what can be worked out of an index, a check or statistics with someone's function in it.
 */
import { t } from '../text/l10n';
import { quoteLiteral } from '../text/names';
import { booleanOf, orNull, select, textOf, textsOf } from './select';

export interface ToolTableFound {
  readonly schema: string;
  readonly name: string;
  readonly readable: boolean;
  readonly columns: ReadonlySet<string>;
  /** Columns that are text or varchar without a limit. */
  readonly unlimitedText: ReadonlySet<string>;
  /** Whose type is not PostgreSQL's own. */
  readonly foreignColumns: ReadonlySet<string>;
  /** Why it is not read whatever its columns are: `it is a view`. */
  readonly unsafe: string | undefined;
}

/** PostgreSQL's own objects are not recorded as needed, or have an oid that no other has (FirstNormalObjectId). */
const someonesOwn = `SELECT FROM (
    SELECT 'pg_catalog.pg_class'::regclass::oid, i.indexrelid FROM pg_catalog.pg_index AS i WHERE i.indrelid = c.oid
    UNION ALL SELECT 'pg_catalog.pg_constraint'::regclass::oid, k.oid FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = c.oid
    UNION ALL SELECT 'pg_catalog.pg_statistic_ext'::regclass::oid, s.oid FROM pg_catalog.pg_statistic_ext AS s WHERE s.stxrelid = c.oid
  ) AS part (class, oid)
  JOIN pg_catalog.pg_depend AS d ON d.classid = part.class AND d.objid = part.oid AND d.refobjid >= 16384
  WHERE d.refclassid IN ('pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_type'::regclass, 'pg_catalog.pg_operator'::regclass, 'pg_catalog.pg_opclass'::regclass, 'pg_catalog.pg_opfamily'::regclass)`;
const unsafe = `CASE
  WHEN c.relkind = 'v' THEN ${quoteLiteral(t('it is a view'))}
  WHEN c.relkind = 'm' THEN ${quoteLiteral(t('it is a materialized view'))}
  WHEN c.relkind = 'f' THEN ${quoteLiteral(t('it is a foreign table'))}
  WHEN c.relkind = 'p' THEN ${quoteLiteral(t('it is partitioned'))}
  WHEN c.relrowsecurity OR c.relforcerowsecurity THEN ${quoteLiteral(t('it has row security'))}
  WHEN EXISTS (SELECT FROM pg_catalog.pg_rewrite AS r WHERE r.ev_class = c.oid) THEN ${quoteLiteral(t('it has rules'))}
  WHEN EXISTS (SELECT FROM pg_catalog.pg_inherits AS i WHERE c.oid IN (i.inhparent, i.inhrelid)) THEN ${quoteLiteral(t('it inherits or is inherited from'))}
  WHEN EXISTS (SELECT FROM pg_catalog.pg_attribute AS v WHERE v.attrelid = c.oid AND v.attgenerated = 'v') THEN ${quoteLiteral(t('it has columns that are worked out when they are read'))}
  WHEN EXISTS (${someonesOwn}) THEN ${quoteLiteral(t("an index, constraint or statistics of it uses what is not PostgreSQL's own"))}
  END`;

/**
 * Since August 2024 PostgreSQL can be told not to read views and foreign tables of others (CVE-2024-7348): a table that
 * is replaced by a view between this look and the reading is refused then. `true`: for this transaction.
 */
export const refuseViews = `CASE WHEN pg_catalog.current_setting('restrict_nonsystem_relation_kind', true) IS NOT NULL
  THEN pg_catalog.set_config('restrict_nonsystem_relation_kind', 'view, foreign-table', true) END`;

/** Within a transaction whose search path is pinned. Ordered by schema and name. */
export async function findToolTables(
  names: readonly string[],
  query: (sql: string) => Promise<unknown[][]>,
): Promise<ToolTableFound[]> {
  const asked = toolTablesQuery(names);
  return asked.read(await query(asked.text)).map((row) => ({
    schema: row.schema,
    name: row.name,
    readable: row.readable,
    columns: new Set(row.columns),
    unlimitedText: new Set(row.unlimitedText),
    foreignColumns: new Set(row.foreignColumns),
    unsafe: row.unsafe ?? undefined,
  }));
}
function toolTablesQuery(names: readonly string[]) {
  const attributes = (which: string): string => `pg_catalog.array_agg(a.attname::text) FILTER (WHERE ${which})`;
  return select(
    {
      schema: textOf('n.nspname::text'),
      name: textOf('c.relname::text'),
      columns: textsOf('pg_catalog.array_agg(a.attname::text)'),
      unlimitedText: orNull(textsOf(attributes('a.atttypid IN (25, 1043) AND a.atttypmod = -1'))),
      foreignColumns: orNull(textsOf(attributes(`t.typnamespace <> 'pg_catalog'::regnamespace`))),
      readable: booleanOf(
        `pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND pg_catalog.has_table_privilege(c.oid, 'SELECT')`,
      ),
      unsafe: orNull(textOf(unsafe)),
      refuseViews: orNull(textOf(refuseViews)),
    },
    `FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relname IN (${names.map((name) => quoteLiteral(name)).join(', ')})
AND n.nspname !~ '^pg_' GROUP BY n.nspname, c.relname, n.oid, c.oid, c.relkind, c.relrowsecurity, c.relforcerowsecurity ORDER BY n.nspname, c.relname`,
  );
}
