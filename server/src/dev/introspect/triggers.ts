/** pg_trigger → triggers of tables and views. */
import type { Trigger } from '../../model/schema';
import { present } from '../../text/present';
import { booleanOf, numberOf, type RowOf, select, textOf } from '../select';
import { type Catalog, commentOf, mapGroups } from './catalog';
import { catalog, inSchemas, ofRelations, type QueryTarget, unlocked } from './sql';

/**
 * A partition's copy of its parent's trigger only where its state differs, as pg_dump does; and those by which a key is
 * enforced, `ofKey`, where they do not fire (DISABLE TRIGGER ALL).
 */
export function triggersQuery(target: QueryTarget) {
  return select(
    {
      oid: numberOf('t.oid'),
      relation: numberOf('t.tgrelid'),
      name: textOf('t.tgname::text'),
      definition: textOf('pg_catalog.pg_get_triggerdef(t.oid)'),
      enabled: textOf('t.tgenabled::text'),
      isInherited: booleanOf('t.tgparentid <> 0'),
      ofKey: numberOf('CASE WHEN t.tgisinternal THEN t.tgconstraint ELSE 0 END'),
      ofConstraint: booleanOf('t.tgconstraint <> 0'),
      routineSchema: textOf('n.nspname::text'),
      routine: textOf('p.proname::text'),
    },
    `FROM pg_catalog.pg_trigger t
  JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid AND ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)}
  JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
  JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
  LEFT JOIN pg_catalog.pg_trigger u ON u.oid = t.tgparentid
 WHERE (NOT t.tgisinternal AND t.tgparentid = 0 OR t.tgparentid <> 0 AND t.tgenabled <> u.tgenabled
        OR t.tgisinternal AND t.tgconstraint <> 0 AND t.tgenabled <> 'O')
   AND ${unlocked(catalog.trigger, 't.oid', target)}
 ORDER BY t.tgrelid, t.tgname`,
  );
}
/** pg_trigger.tgenabled, pg_rewrite.ev_enabled. */
export const enabledStates: Readonly<Record<string, 'disabled' | 'replica' | 'always'>> = {
  D: 'disabled',
  R: 'replica',
  A: 'always',
};
export function buildTriggers(from: Catalog, rows: readonly RowOf<typeof triggersQuery>[]): Map<number, Trigger[]> {
  const own = rows.filter(({ ofKey }) => ofKey === 0);
  return mapGroups(own, (row) =>
    present({
      name: row.name,
      definition: row.definition,
      enabled: row.enabled === 'O' && row.isInherited ? 'enabled' : enabledStates[row.enabled],
      comment: commentOf(from, catalog.trigger, row.oid).comment,
      inherited: row.isInherited ? true : undefined,
      constraint: row.ofConstraint ? true : undefined,
      function: { schema: row.routineSchema, name: row.routine },
    }),
  );
}
