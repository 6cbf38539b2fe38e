/** pg_statistic_ext → extended statistics. */
import type { ExtendedStatistics } from '../../model/schema';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { numberOf, orNull, type RowOf, select, textOf } from '../select';
import { type Catalog, commentOf, relationName } from './catalog';
import { catalog, inSchemas, ofRelations, type QueryTarget, unlocked } from './sql';

export function statisticsQuery(target: QueryTarget) {
  return select(
    {
      oid: numberOf('s.oid'),
      namespace: numberOf('s.stxnamespace'),
      name: textOf('s.stxname::text'),
      relation: numberOf('s.stxrelid'),
      definition: textOf('pg_catalog.pg_get_statisticsobjdef(s.oid)'),
      target: orNull(numberOf('CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget::int4 END')),
      owner: textOf('pg_catalog.pg_get_userbyid(s.stxowner)::text'),
    },
    `FROM pg_catalog.pg_statistic_ext s WHERE ${inSchemas('s.stxnamespace', target)}
   AND ${unlocked(catalog.statistics, 's.oid', target)}${ofRelations('s.stxrelid', target)} ORDER BY s.stxname`,
  );
}
export function buildStatistics(
  from: Catalog,
  rows: readonly RowOf<typeof statisticsQuery>[],
): [string, ExtendedStatistics][] {
  const built: [string, ExtendedStatistics][] = [];
  for (const { oid, namespace, name, relation, definition, target, owner } of rows) {
    const schema = from.namespaces.get(namespace);
    const table = relationName(from, relation);
    if (schema === undefined || table === undefined) continue;
    const statistics = present<ExtendedStatistics>({
      schema,
      name,
      table,
      definition,
      target: target ?? undefined,
      owner: from.share(owner),
      comment: commentOf(from, catalog.statistics, oid).comment,
    });
    built.push([keyOf({ schema, name }), statistics]);
  }
  return built;
}
