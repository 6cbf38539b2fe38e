/** Rows and sizes of tables: the server's own numbers, and rows counted where that is asked for. */
import { t } from '../../text/l10n';
import { keyOf, quoteLiteral, quoteQualified } from '../../text/names';
import { present } from '../../text/present';
import { refuseViews } from '../applied-tables';
import { booleanOf, numberOf, orNull, select, textOf } from '../select';
import type { Measured } from '../source';
import type { SendQuery } from './connect';

type TableName = { readonly schema: string; readonly name: string };

/** Within a transaction whose search path is pinned. What is locked by others, or may not be read, is left out. */
export async function measure(
  query: SendQuery,
  tables: readonly TableName[],
  exact: boolean,
): Promise<ReadonlyMap<string, Measured>> {
  const found = new Map<string, Measured>();
  for (const table of tables) {
    const size = await tried(query, () => sizeOf(query, table));
    if (size === undefined || typeof size === 'string') continue;
    const { countable, ...numbers } = size;
    const rows = exact ? await countRows(query, table, countable) : {};
    found.set(keyOf(table), { ...numbers, ...rows });
  }
  return found;
}
async function sizeOf(query: SendQuery, { schema, name }: TableName) {
  const asked = select(
    {
      rows: numberOf('c.reltuples::float8'),
      bytes: orNull(
        numberOf(`CASE WHEN c.relkind = 'p'
         THEN (SELECT pg_catalog.sum(pg_catalog.pg_total_relation_size(t.relid)) FROM pg_catalog.pg_partition_tree(c.oid) t)
         ELSE pg_catalog.pg_total_relation_size(c.oid) END::float8`),
      ),
      isEmpty: booleanOf('c.relpages = 0'),
      // 2 is heap, which keeps each row in a page of the table's own file.
      hasNoPage: booleanOf("c.relkind IN ('r', 'm') AND c.relam = 2 AND pg_catalog.pg_relation_size(c.oid) = 0"),
      countable:
        booleanOf(`c.relkind = 'r' AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhparent = c.oid)
         OR c.relkind = 'p' AND NOT EXISTS (SELECT FROM pg_catalog.pg_partition_tree(c.oid) t
         JOIN pg_catalog.pg_class k ON k.oid = t.relid WHERE k.relkind = 'f')`),
      refuseViews: orNull(textOf(refuseViews)),
    },
    `FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = ${quoteLiteral(schema)} AND c.relname = ${quoteLiteral(name)} AND c.relkind IN ('r', 'p', 'm')`,
  );
  const [row] = asked.read(await query(asked.text));
  if (!row) return undefined;
  const { rows, bytes, isEmpty, hasNoPage, countable } = row;
  if (hasNoPage) return { ...present({ rows: 0, bytes: bytes ?? undefined }), countable };
  // Before version 14 it was 0 that said that nobody had looked.
  const known = rows > 0 || (rows === 0 && !isEmpty);
  return { ...present({ rows: known ? rows : undefined, bytes: bytes ?? undefined }), countable };
}
/** All rows are read; nothing of a table's own runs for that, and row security is off: it refuses what it would hide. */
async function countRows(query: SendQuery, table: TableName, countable: boolean): Promise<Measured> {
  if (!countable) return { problem: t('it is no table of this server alone') };
  const asked = select({ rows: numberOf('pg_catalog.count(*)::float8') }, `FROM ${quoteQualified(table, 'always')}`);
  const rows = await tried(query, async () => asked.read(await query(asked.text))[0]?.rows);
  return typeof rows === 'number' ? { rows, exact: true } : { problem: t('they were not counted: {0}', rows ?? '') };
}
/** A string: what the server says. */
async function tried<T>(query: SendQuery, work: () => Promise<T>): Promise<T | string> {
  await query('SAVEPOINT measure');
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    // What is no answer of the server ends the reading.
    if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) throw error;
    await query('ROLLBACK TO SAVEPOINT measure');
    return String(message);
  }
}
