/** pg_rewrite → rules of tables and views. */
import type { Rule } from '../../model/schema';
import { present } from '../../text/present';
import { numberOf, type RowOf, select, textOf } from '../select';
import { type Catalog, commentOf, mapGroups } from './catalog';
import { catalog, inSchemas, ofRelations, type QueryTarget, unlocked } from './sql';
import { enabledStates } from './triggers';

export function rulesQuery(target: QueryTarget) {
  return select(
    {
      oid: numberOf('r.oid'),
      relation: numberOf('r.ev_class'),
      name: textOf('r.rulename::text'),
      definition: textOf('pg_catalog.pg_get_ruledef(r.oid)'),
      enabled: textOf('r.ev_enabled::text'),
    },
    `FROM pg_catalog.pg_rewrite r
  JOIN pg_catalog.pg_class c ON c.oid = r.ev_class AND ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)}
 WHERE r.rulename <> '_RETURN' AND ${unlocked(catalog.rewrite, 'r.oid', target)} ORDER BY r.ev_class, r.rulename`,
  );
}
export function buildRules(from: Catalog, rows: readonly RowOf<typeof rulesQuery>[]): Map<number, Rule[]> {
  return mapGroups(rows, ({ oid, name, definition, enabled }) =>
    present({
      name,
      definition,
      enabled: enabledStates[enabled],
      comment: commentOf(from, catalog.rewrite, oid).comment,
    }),
  );
}
