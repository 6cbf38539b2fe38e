/** pg_class and what hangs on it → tables, views, sequences. */

import type {
  Constraint,
  Identity,
  Policy,
  Rule,
  Sequence,
  SequenceOptions,
  Table,
  Trigger,
  View,
} from '../../model/schema';
import { ownOptions } from '../../model/sequences';
import { present } from '../../text/present';
import {
  type Catalog,
  columnId,
  commentOf,
  extensionOf,
  groupBy,
  type Relation,
  relationComment,
  relationName,
  withoutParentheses,
} from './catalog';
import { type ColumnBuilder, type ColumnFacts, type Extras, viewColumns } from './columns';
import { catalog } from './sql';

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
  readonly foreign: ReadonlyMap<number, { readonly server: string; readonly options: string[] | null }>;
  readonly definitions: ReadonlyMap<number, string>;
  readonly dependsOn: (classId: number, oid: number) => { dependsOn?: readonly string[] };
}

const enabledStates: Readonly<Record<string, Trigger['enabled']>> = { D: 'disabled', R: 'replica', A: 'always' };

export function buildTriggers(from: Catalog, rows: readonly unknown[][]): Map<number, Trigger[]> {
  type Row = [number, number, string, string, string, boolean, boolean, string, string];
  return mapGroups(rows as Row[], (row) =>
    present({
      name: row[2],
      definition: row[3],
      enabled: row[4] === 'O' && row[5] ? 'enabled' : enabledStates[row[4]],
      comment: commentOf(from, catalog.trigger, row[0]).comment,
      inherited: row[5] ? true : undefined,
      constraint: row[6] ? true : undefined,
      function: { schema: row[7], name: row[8] },
    }),
  );
}
export function buildRules(from: Catalog, rows: readonly unknown[][]): Map<number, Rule[]> {
  type Row = [number, number, string, string, string];
  return mapGroups(rows as Row[], (row) =>
    present({
      name: row[2],
      definition: row[3],
      enabled: enabledStates[row[4]] as Rule['enabled'],
      comment: commentOf(from, catalog.rewrite, row[0]).comment,
    }),
  );
}
const commands = { '*': 'all', r: 'select', a: 'insert', w: 'update', d: 'delete' } as const;
export function buildPolicies(from: Catalog, rows: readonly unknown[][]): Map<number, Policy[]> {
  type Row = [number, number, string, boolean, keyof typeof commands, string[], string | null, string | null];
  return mapGroups(rows as Row[], (row) =>
    present({
      name: row[2],
      permissive: row[3],
      command: commands[row[4]],
      roles: row[5],
      using: row[6] === null ? undefined : withoutParentheses(row[6]),
      check: row[7] === null ? undefined : withoutParentheses(row[7]),
      comment: commentOf(from, catalog.policy, row[0]).comment,
    }),
  );
}
/** The relation's oid is the second field of each row. */
function mapGroups<R extends readonly unknown[], T>(rows: readonly R[], build: (row: R) => T): Map<number, T[]> {
  const groups = groupBy(rows, (row) => row[1] as number);
  return new Map([...groups].map(([relation, list]) => [relation, list.map(build)]));
}

const tableKinds: Readonly<Record<string, Table['kind']>> = {
  r: 'table',
  p: 'partitioned table',
  f: 'foreign table',
};
const persistences: Readonly<Record<string, 'unlogged' | 'temporary'>> = { u: 'unlogged', t: 'temporary' };

export function buildTable(from: Catalog, relation: Relation, parts: RelationParts): Table {
  const row = relation.row;
  const foreign = parts.foreign.get(relation.oid);
  return present({
    schema: relation.schema,
    name: relation.name,
    kind: tableKinds[relation.kind] ?? 'table',
    persistence: persistences[row[4]],
    columns: (parts.columns.get(relation.oid) ?? []).map((facts) => parts.columnBuilder.build(relation, facts)),
    constraints: parts.constraints.get(relation.oid) ?? [],
    triggers: parts.triggers.get(relation.oid),
    policies: parts.policies.get(relation.oid),
    rules: parts.rules.get(relation.oid),
    rowSecurity: rowSecurity(row[13], row[14]),
    partitionBy: row[17] ?? undefined,
    ...ancestry(from, relation, parts),
    ofType: row[16] === 0 ? undefined : from.typeNames.get(row[16]),
    accessMethod: row[9] ?? undefined,
    storageParameters: storageParameters(row[11], row[12]),
    tablespace: row[10] ?? undefined,
    // Foreign tables have none, which the catalog spells as nothing.
    replicaIdentity:
      relation.kind === 'f' ? undefined : row[15] === 'f' ? 'full' : row[15] === 'n' ? 'nothing' : undefined,
    server: foreign?.server,
    foreignOptions: foreign?.options ?? undefined,
    ...common(from, relation),
    ...size(from, relation),
    ...parts.dependsOn(catalog.class, relation.oid),
  });
}
function rowSecurity(enabled: boolean, forced: boolean): Table['rowSecurity'] {
  return enabled ? (forced ? 'enabled and forced' : 'enabled') : forced ? 'forced' : undefined;
}
function ancestry(from: Catalog, relation: Relation, parts: RelationParts): Pick<Table, 'partitionOf' | 'inherits'> {
  const parents = (parts.parents.get(relation.oid) ?? [])
    .map((oid) => relationName(from, oid))
    .filter((name) => name !== undefined);
  const bound = relation.row[18];
  if (bound !== null && parents[0] !== undefined) return { partitionOf: { parent: parents[0], bound } };
  return parents.length > 0 ? { inherits: parents } : {};
}
function storageParameters(own: readonly string[] | null, toast: readonly string[] | null): string[] | undefined {
  const all = [...(own ?? []), ...(toast ?? []).map((option) => `toast.${option}`)];
  return all.length > 0 ? all : undefined;
}
function common(from: Catalog, relation: Relation) {
  return {
    comment: relationComment(from, relation.oid),
    owner: from.share(relation.row[5]),
    privileges: relation.row[6] ?? undefined,
    extension: extensionOf(from, catalog.class, relation.oid).extension,
  };
}
function size(from: Catalog, relation: Relation): { estimatedRows?: number; bytes?: number } {
  const rows = relation.row[7];
  const pages = relation.row[8];
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
    options: storageParameters(row[11], row[12]),
    tablespace: row[10] ?? undefined,
    accessMethod: row[9] ?? undefined,
    withNoData: materialized && !row[19] ? true : undefined,
    triggers: parts.triggers.get(relation.oid),
    rules: parts.rules.get(relation.oid),
    ...common(from, relation),
    estimatedRows: materialized ? size(from, relation).estimatedRows : undefined,
    ...parts.dependsOn(catalog.class, relation.oid),
  });
}

export interface SequenceFacts {
  readonly options: SequenceOptions;
  readonly ownedBy?: { readonly relation: number; readonly column: number; readonly identity: boolean };
}
type SequenceRow = readonly [
  oid: number,
  type: 'smallint' | 'integer' | 'bigint',
  start: string,
  increment: string,
  minimum: string,
  maximum: string,
  cache: string,
  cycle: boolean,
  ownerRelation: number | null,
  ownerColumn: number | null,
  dependency: string | null,
];

export function readSequences(rows: readonly unknown[][]): Map<number, SequenceFacts> {
  const sequences = new Map<number, SequenceFacts>();
  for (const row of rows as unknown as readonly SequenceRow[]) {
    const [oid, , , , , , , , relation, column, dependency] = row;
    const owner =
      relation === null || column === null ? {} : { ownedBy: { relation, column, identity: dependency === 'i' } };
    sequences.set(oid, { options: sequenceOptions(row), ...owner });
  }
  return sequences;
}
function sequenceOptions(row: SequenceRow): SequenceOptions {
  const [, type, start, increment, minValue, maxValue, cache, cycle] = row;
  return ownOptions({ type, start, increment, minValue, maxValue, cache, cycle });
}
/** Sequences of identity columns are facts of their column. */
export function readIdentities(
  from: Catalog,
  sequences: ReadonlyMap<number, SequenceFacts>,
): Map<number, Omit<Identity, 'kind'>> {
  const identities = new Map<number, Omit<Identity, 'kind'>>();
  for (const [oid, facts] of sequences) {
    if (!facts.ownedBy?.identity) continue;
    const name = relationName(from, oid);
    const id = columnId(facts.ownedBy.relation, facts.ownedBy.column);
    const relation = from.relations.get(oid);
    identities.set(
      id,
      present({
        sequence: facts.options,
        sequenceName: name,
        persistence: ownPersistence(from.version, relation, from.relations.get(facts.ownedBy.relation)),
        comment: relationComment(from, oid),
        privileges: relation?.row[6] ?? undefined,
      }),
    );
  }
  return identities;
}
/** Before 15 every sequence is logged, an unlogged table's too. */
function ownPersistence(
  version: number,
  sequence: Relation | undefined,
  table: Relation | undefined,
): Identity['persistence'] {
  if (version < 150000 || sequence === undefined || sequence.row[4] === table?.row[4]) return undefined;
  return sequence.row[4] === 'u' ? 'unlogged' : 'logged';
}
export function buildSequence(from: Catalog, relation: Relation, facts: SequenceFacts | undefined): Sequence {
  const owner = facts?.ownedBy && from.relations.get(facts.ownedBy.relation);
  const column = facts?.ownedBy && owner?.columnNames[facts.ownedBy.column];
  return present({
    schema: relation.schema,
    name: relation.name,
    options: facts?.options ?? {},
    persistence: persistences[relation.row[4]],
    ownedBy:
      owner !== undefined && column !== undefined
        ? { table: { schema: owner.schema, name: owner.name }, column }
        : undefined,
    ...common(from, relation),
  });
}

/** Relations by oid, with the names of their schemas. */
export function readRelations(from: Catalog, rows: readonly unknown[][]): void {
  for (const row of rows as unknown as readonly Relation['row'][]) {
    const schema = from.namespaces.get(row[1]);
    if (schema === undefined) continue;
    from.relations.set(row[0], { oid: row[0], schema, name: row[2], kind: row[3], row, columnNames: [] });
  }
}
