/** pg_class and what hangs on it → tables and views. */

import type { Constraint, Policy, Rule, Table, Trigger, View } from '../../model/schema';
import { present } from '../../text/present';
import { numberOf, orNull, type RowOf, select, textOf, textsOf } from '../select';
import { type Catalog, type DependsOn, extensionOf, relationComment, relationName } from './catalog';
import { type ColumnBuilder, viewColumns } from './column-builder';
import type { ColumnFacts, Extras } from './columns';
import type { Relation } from './relation-rows';
import { catalog, inSchemas, ofRelations, type QueryTarget, unlockedView } from './sql';

export function viewsQuery(target: QueryTarget) {
  return select(
    { oid: numberOf('c.oid'), definition: textOf('pg_catalog.pg_get_viewdef(c.oid)') },
    `FROM pg_catalog.pg_class c
 WHERE ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)} AND c.relkind IN ('v', 'm') AND ${unlockedView('c.oid', target)}`,
  );
}
/** What pg_class does not say of foreign tables. */
export function foreignTablesQuery(target: QueryTarget) {
  return select(
    { oid: numberOf('c.oid'), server: textOf('s.srvname::text'), options: orNull(textsOf('f.ftoptions')) },
    `FROM pg_catalog.pg_foreign_table f
  JOIN pg_catalog.pg_class c ON c.oid = f.ftrelid AND ${inSchemas('c.relnamespace', target)}${ofRelations('c.oid', target)}
  JOIN pg_catalog.pg_foreign_server s ON s.oid = f.ftserver`,
  );
}

/** Everything about relations that is looked up by oid. */
export interface RelationParts {
  readonly columns: ReadonlyMap<number, readonly ColumnFacts[]>;
  readonly extras: Extras;
  readonly columnBuilder: ColumnBuilder;
  readonly constraints: ReadonlyMap<number, readonly Constraint[]>;
  readonly triggers: ReadonlyMap<number, readonly Trigger[]>;
  readonly rules: ReadonlyMap<number, readonly Rule[]>;
  readonly policies: ReadonlyMap<number, readonly Policy[]>;
  readonly parents: ReadonlyMap<number, readonly number[]>;
  readonly foreign: ReadonlyMap<number, RowOf<typeof foreignTablesQuery>>;
  readonly definitions: ReadonlyMap<number, string>;
  readonly dependsOn: DependsOn;
}

const tableKinds: Readonly<Record<string, Table['kind']>> = {
  r: 'table',
  p: 'partitioned table',
  f: 'foreign table',
};
export const persistences: Readonly<Record<string, 'unlogged' | 'temporary'>> = { u: 'unlogged', t: 'temporary' };

export function buildTable(from: Catalog, relation: Relation, parts: RelationParts): Table {
  const row = relation.row;
  const foreign = parts.foreign.get(relation.oid);
  return present({
    schema: relation.schema,
    name: relation.name,
    kind: tableKinds[relation.kind] ?? 'table',
    persistence: persistences[row.persistence],
    columns: (parts.columns.get(relation.oid) ?? []).map((facts) => parts.columnBuilder.build(relation, facts)),
    constraints: parts.constraints.get(relation.oid) ?? [],
    triggers: parts.triggers.get(relation.oid),
    policies: parts.policies.get(relation.oid),
    rules: parts.rules.get(relation.oid),
    rowSecurity: rowSecurityOf(row.rowSecurity, row.forceRowSecurity),
    partitionBy: row.partitionKey ?? undefined,
    ...ancestry(from, relation, parts),
    ofType: row.ofType === 0 ? undefined : from.typeNames.get(row.ofType),
    accessMethod: row.accessMethod ?? undefined,
    storageParameters: storageParameters(row.options, row.toastOptions),
    tablespace: row.tablespace ?? undefined,
    // Foreign tables have none, which the catalog spells as nothing.
    replicaIdentity:
      relation.kind === 'f'
        ? undefined
        : row.replicaIdentity === 'f'
          ? 'full'
          : row.replicaIdentity === 'n'
            ? 'nothing'
            : undefined,
    server: foreign?.server,
    foreignOptions: foreign?.options ?? undefined,
    ...relationFacts(from, relation),
    ...size(from, relation),
    ...parts.dependsOn(catalog.class, relation.oid),
  });
}
function rowSecurityOf(enabled: boolean, forced: boolean): Table['rowSecurity'] {
  return enabled ? (forced ? 'enabled and forced' : 'enabled') : forced ? 'forced' : undefined;
}
function ancestry(from: Catalog, relation: Relation, parts: RelationParts): Pick<Table, 'partitionOf' | 'inherits'> {
  const parents = (parts.parents.get(relation.oid) ?? [])
    .map((oid) => relationName(from, oid))
    .filter((name) => name !== undefined);
  const bound = relation.row.partitionBound;
  if (bound !== null && parents[0] !== undefined) return { partitionOf: { parent: parents[0], bound } };
  return parents.length > 0 ? { inherits: parents } : {};
}
function storageParameters(own: readonly string[] | null, toast: readonly string[] | null): string[] | undefined {
  const all = [...(own ?? []), ...(toast ?? []).map((option) => `toast.${option}`)];
  return all.length > 0 ? all : undefined;
}
export function relationFacts(from: Catalog, relation: Relation) {
  return {
    comment: relationComment(from, relation.oid),
    owner: from.share(relation.row.owner),
    privileges: relation.row.privileges ?? undefined,
    extension: extensionOf(from, catalog.class, relation.oid).extension,
  };
}
function size(from: Catalog, relation: Relation): { estimatedRows?: number; bytes?: number } {
  const rows = relation.row.rows;
  const pages = relation.row.pages;
  return present({
    estimatedRows: rows >= 0 && (rows > 0 || pages > 0) ? rows : undefined,
    bytes: pages > 0 ? pages * from.blockSize : undefined,
  });
}

export function buildView(from: Catalog, relation: Relation, parts: RelationParts): View {
  const row = relation.row;
  const materialized = relation.kind === 'm';
  return present({
    schema: relation.schema,
    name: relation.name,
    kind: materialized ? 'materialized view' : 'view',
    columns: viewColumns(from, relation, parts.columns.get(relation.oid) ?? [], parts.extras),
    definition: (parts.definitions.get(relation.oid) ?? '').replace(/;\s*$/, ''),
    options: storageParameters(row.options, row.toastOptions),
    tablespace: row.tablespace ?? undefined,
    accessMethod: row.accessMethod ?? undefined,
    withNoData: materialized && !row.isPopulated ? true : undefined,
    triggers: parts.triggers.get(relation.oid),
    rules: parts.rules.get(relation.oid),
    ...relationFacts(from, relation),
    estimatedRows: materialized ? size(from, relation).estimatedRows : undefined,
    ...parts.dependsOn(catalog.class, relation.oid),
  });
}
