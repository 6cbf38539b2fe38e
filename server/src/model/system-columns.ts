/** Columns every table has and no schema lists (pg_attribute.attnum < 0); since PostgreSQL 12 oid is not among them. */
const systemColumns = new Set(['ctid', 'xmin', 'xmax', 'cmin', 'cmax', 'tableoid']);

export function isSystemColumn(name: string): boolean {
  return systemColumns.has(name);
}
