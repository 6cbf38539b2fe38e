/** Citus's own calls, after CREATE TABLE: tables that are everywhere first, and last those that lie beside another. */
import type { Distribution, Schema, Table } from '../model/schema';
import { t } from '../text/l10n';
import { type QualifiedName, quoteIdentifier, quoteLiteral, quoteQualified } from '../text/names';
import { compareText } from '../text/text';

/** Keys and foreign keys come afterwards: Citus takes them of tables that are spread, and each by its own rules. */
export function distributions(tables: readonly Table[]): string[] {
  const spread = tables.filter(({ distribution }) => distribution !== undefined);
  return [...spread].sort((a, b) => rank(a) - rank(b)).flatMap(distributionCall);
}
function rank({ distribution }: Table): number {
  if (distribution?.method === 'reference') return 0;
  return typeof distribution?.colocateWith === 'object' ? 2 : 1;
}
function distributionCall(table: Table): string[] {
  const { method, column, colocateWith: beside, shardCount } = table.distribution!;
  const name = nameText(table);
  if (method === 'unknown') return [];
  if (method === 'reference') return [`SELECT create_reference_table(${name});`];
  const how = [
    name,
    column === undefined ? 'NULL' : quoteLiteral(column),
    ...(method === 'range' || method === 'append' ? [quoteLiteral(method)] : []),
    ...(beside === undefined ? [] : [`colocate_with => ${beside === 'none' ? "'none'" : nameText(beside)}`]),
    ...(shardCount === undefined ? [] : [`shard_count => ${shardCount}`]),
  ];
  return [`SELECT create_distributed_table(${how.join(', ')});`];
}
/** A regclass is looked up by the search path: with its schema it is the same everywhere. */
const nameText = (name: QualifiedName): string => quoteLiteral(quoteQualified(name));

/** Before the tables of the schema are made: those made later are its own. */
export function distributedSchemas({ namespaces }: Schema): string[] {
  return [...namespaces.values()]
    .filter(({ distributed }) => distributed)
    .map(({ name }) => `SELECT citus_schema_distribute(${quoteLiteral(quoteIdentifier(name))});`)
    .sort(compareText);
}

/** For people: `by tenant_id`, `everywhere`, `not distributed`. */
export function distributionInWords(distribution: Distribution | undefined): string {
  if (distribution === undefined) return t('not distributed');
  const { method, column } = distribution;
  if (method === 'reference') return t('a reference table');
  if (method === 'single shard' || column === undefined) return t('on one shard');
  const by = t('distributed by {0}', quoteIdentifier(column));
  return method === 'hash' ? by : t('{0} ({1})', by, method);
}
