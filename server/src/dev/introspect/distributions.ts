/**
 * How Citus spreads tables: pg_dist_partition, pg_dist_colocation and pg_dist_schema, which it keeps in pg_catalog. None of
 * its functions is called: `partkey` is the text of a Var, in which the column's number stands.
 */
import type { Distribution } from '../../model/schema';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { compareText } from '../../text/text';
import { numberOf, orNull, type RowOf, select, textOf } from '../select';
import type { Catalog } from './catalog';
import { ofRelations, type QueryTarget } from './sql';

/** What citus.shard_count is where nobody has set it. */
const usualShardCount = 32;

export function distributionsQuery(target: QueryTarget) {
  const columns = {
    oid: numberOf('p.logicalrelid::oid'),
    method: textOf('p.partmethod::text'),
    key: orNull(textOf('p.partkey::text')),
    group: numberOf('p.colocationid'),
    model: textOf('p.repmodel::text'),
    shards: orNull(numberOf('g.shardcount')),
    type: orNull(numberOf('g.distributioncolumntype::oid')),
  };
  return select(
    columns,
    `FROM pg_catalog.pg_dist_partition p
  LEFT JOIN pg_catalog.pg_dist_colocation g ON g.colocationid = p.colocationid
 WHERE true${ofRelations('p.logicalrelid', target)} ORDER BY 1`,
  );
}
export const distributedSchemasQuery = select({ oid: numberOf('s.schemaid::oid') }, 'FROM pg_catalog.pg_dist_schema s');

type DistributionRow = RowOf<typeof distributionsQuery>;
const methods: Readonly<Record<string, Distribution['method']>> = { h: 'hash', r: 'range', a: 'append' };

/** By oid. Partitions are spread with their partitioned table, and tables of a distributed schema with it. */
export function readDistributions(
  from: Catalog,
  rows: readonly DistributionRow[],
  schemas: ReadonlySet<number>,
): ReadonlyMap<number, Distribution> {
  const nameOf = ({ oid }: DistributionRow): string => keyOf(from.relations.get(oid)!);
  const spread = rows
    .filter(({ oid }) => from.relations.get(oid)?.row.partitionBound === null)
    .sort((a, b) => compareText(nameOf(a), nameOf(b)));
  const groups = colocationGroups(spread);
  const found = new Map<number, Distribution>();
  for (const row of spread) {
    const relation = from.relations.get(row.oid)!;
    const method = methodOf(row, schemas.has(relation.row.namespace));
    if (method === undefined) continue;
    const { first, isOneOfMany } = groups.get(row.group)!;
    const beside = from.relations.get(first);
    const isFirst = first === row.oid;
    const column = relation.columnNames[Number(/:varattno (\d+)/.exec(row.key ?? '')?.[1] ?? 0)];
    found.set(
      row.oid,
      present<Distribution>({
        method,
        column: method === 'reference' || method === 'single shard' ? undefined : column,
        colocateWith:
          !isOneOfMany || method !== 'hash' || !beside
            ? undefined
            : isFirst
              ? 'none'
              : { schema: beside.schema, name: beside.name },
        shardCount:
          method === 'hash' && isFirst && row.shards !== null && row.shards !== usualShardCount
            ? row.shards
            : undefined,
      }),
    );
  }
  return found;
}
/** Undefined: it lies on one node like any table. */
function methodOf({ method, model, group }: DistributionRow, isInSchema: boolean): Distribution['method'] | undefined {
  if (method !== 'n') return methods[method];
  if (model === 't') return 'reference';
  return group !== 0 && !isInSchema ? 'single shard' : undefined;
}
/** Of each group its first table by name, and whether Citus would not choose it by itself: others like it are there. */
function colocationGroups(rows: readonly DistributionRow[]) {
  const groups = new Map<number, { first: number; alike: string; isOneOfMany: boolean }>();
  for (const { oid, group, type, shards } of rows)
    if (!groups.has(group)) groups.set(group, { first: oid, alike: `${type} ${shards}`, isOneOfMany: false });
  for (const one of groups.values())
    one.isOneOfMany = [...groups.values()].some((other) => other !== one && other.alike === one.alike);
  return groups;
}
