/** pg_class: tables, views, sequences and composite types as the catalog has them. */
import { booleanOf, numberOf, orNull, type RowOf, select, textOf, textsOf } from '../select';
import { acl, inSchemas, ofRelations, type QueryTarget, relationKinds, unlockedRelation } from './sql';

export interface Relation {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** pg_class.relkind. */
  readonly kind: string;
  readonly row: RowOf<typeof relationsQuery>;
  /** Column names by attnum; holes where columns were dropped. */
  readonly columnNames: (string | undefined)[];
}

export function relationsQuery(target: QueryTarget) {
  const kind = `CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char"`;
  const isOpen = unlockedRelation('c.oid', target);
  return select(
    {
      oid: numberOf('c.oid'),
      namespace: numberOf('c.relnamespace'),
      name: textOf('c.relname::text'),
      kind: textOf('c.relkind::text'),
      persistence: textOf('c.relpersistence::text'),
      owner: textOf('pg_catalog.pg_get_userbyid(c.relowner)::text'),
      privileges: orNull(textsOf(acl('c.relacl', kind, 'c.relowner', target, 'pg_class', 'c.oid'))),
      rows: numberOf('c.reltuples::float8'),
      pages: numberOf('c.relpages'),
      accessMethod: orNull(textOf('am.amname::text')),
      tablespace: orNull(textOf('ts.spcname::text')),
      options: orNull(textsOf('c.reloptions')),
      toastOptions: orNull(textsOf('tc.reloptions')),
      rowSecurity: booleanOf('c.relrowsecurity'),
      forceRowSecurity: booleanOf('c.relforcerowsecurity'),
      replicaIdentity: textOf('c.relreplident::text'),
      ofType: numberOf('c.reloftype'),
      partitionKey: orNull(
        textOf(`CASE WHEN c.relkind = 'p' AND ${isOpen} THEN pg_catalog.pg_get_partkeydef(c.oid) END`),
      ),
      partitionBound: orNull(textOf('CASE WHEN c.relispartition THEN pg_catalog.pg_get_expr(c.relpartbound, 0) END')),
      isPopulated: booleanOf('c.relispopulated'),
    },
    `FROM pg_catalog.pg_class c
  LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam AND am.amname <> 'heap'
  LEFT JOIN pg_catalog.pg_tablespace ts ON ts.oid = c.reltablespace
  LEFT JOIN pg_catalog.pg_class tc ON tc.oid = c.reltoastrelid AND tc.reloptions IS NOT NULL
 WHERE ${inSchemas('c.relnamespace', target)} AND c.relkind IN (${relationKinds})${ofRelations('c.oid', target)}
 ORDER BY c.oid`,
  );
}
export const inheritsQuery = select(
  { child: numberOf('inhrelid'), parent: numberOf('inhparent') },
  'FROM pg_catalog.pg_inherits WHERE inhrelid >= 16384 ORDER BY inhrelid, inhseqno',
);
