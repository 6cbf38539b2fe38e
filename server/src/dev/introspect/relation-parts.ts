/** What tables, views and sequences consist of, put together by oid; and their indexes. */

import type { Constraint, Index, Sequence, Table, View } from '../../model/schema';
import { pushTo } from '../../text/lists';
import { keyOf, type QualifiedName } from '../../text/names';
import { type Catalog, type DependsOn, groupBy } from './catalog';
import { ColumnBuilder } from './column-builder';
import type { ColumnFacts, Extras } from './columns';
import { buildConstraint, type ConstraintRow, readNotNull, withoutTargetClones } from './constraints';
import { readDistributions } from './distributions';
import { buildIndex, type IndexReader } from './indexes';
import type { PartRows } from './parts';
import { buildPolicies } from './policies';
import { buildTable, buildView, type RelationParts } from './relations';
import { buildRules } from './rules';
import { buildSequence, readIdentities, readSequences } from './sequences';
import { buildTriggers } from './triggers';

export interface Read extends PartRows {
  readonly columns: Map<number, ColumnFacts[]>;
  readonly indexReader: IndexReader;
  readonly constraintRows: readonly ConstraintRow[];
  readonly extras: Extras;
}
interface Relations {
  readonly tables: readonly [string, Table][];
  readonly views: readonly [string, View][];
  readonly sequences: readonly [string, Sequence][];
  readonly indexes: Iterable<[string, Index]>;
}
export function buildRelations(from: Catalog, read: Read, dependsOn: DependsOn): Relations {
  const sequenceFacts = readSequences(read.sequences);
  const parts = relationParts(from, read, sequenceFacts, dependsOn);
  const tables: [string, Table][] = [];
  const views: [string, View][] = [];
  const sequences: [string, Sequence][] = [];
  for (const relation of from.relations.values()) {
    const key = keyOf(relation);
    if ('rpf'.includes(relation.kind)) tables.push([key, buildTable(from, relation, parts)]);
    else if ('vm'.includes(relation.kind)) views.push([key, buildView(from, relation, parts)]);
    else if (relation.kind === 'S' && !sequenceFacts.get(relation.oid)?.ownedBy?.identity)
      sequences.push([key, buildSequence(from, relation, sequenceFacts.get(relation.oid))]);
  }
  return { tables, views, sequences, indexes: buildIndexes(from, read, parts.parents) };
}
function relationParts(
  from: Catalog,
  read: Read,
  sequences: ReturnType<typeof readSequences>,
  dependsOn: DependsOn,
): RelationParts {
  const notNull = read.constraintRows.filter(({ kind }) => kind === 'n').map((row) => readNotNull(from, row));
  const inherits = groupBy(read.inherits, ({ child }) => child);
  const parents = new Map([...inherits].map(([oid, rows]) => [oid, rows.map(({ parent }) => parent)]));
  return {
    columns: read.columns,
    extras: read.extras,
    columnBuilder: new ColumnBuilder(from, read.extras, new Map(notNull), parents, readIdentities(from, sequences)),
    constraints: buildConstraints(from, read, parents),
    triggers: buildTriggers(from, read.triggers),
    rules: buildRules(from, read.rules),
    policies: buildPolicies(from, read.policies),
    parents,
    distributions: readDistributions(from, read.distributions, new Set(read.distributedSchemas.map(({ oid }) => oid))),
    foreign: new Map(read.foreignTables.map((row) => [row.oid, row])),
    definitions: new Map(read.views.map(({ oid, definition }) => [oid, definition])),
    dependsOn,
  };
}
type Parents = ReadonlyMap<number, readonly number[]>;
function buildConstraints(from: Catalog, read: Read, parents: Parents): Map<number, Constraint[]> {
  const built = new Map<number, Constraint[]>();
  const silenced = new Set(read.triggers.map(({ ofKey }) => ofKey));
  for (const row of withoutTargetClones(read.constraintRows)) {
    const relation = from.relations.get(row.relation);
    if (relation === undefined) continue;
    const facts = read.indexReader.facts.get(row.index);
    const parent = facts && parentIndex(from, read, parents, facts.oid);
    const constraint = buildConstraint(from, relation, row, facts && parent ? { ...facts, parent } : facts);
    if (constraint === undefined) continue;
    const isSilenced = constraint.kind === 'foreign key' && silenced.has(row.oid);
    pushTo(built, row.relation, isSilenced ? { ...constraint, silenced: true } : constraint);
  }
  return built;
}
function* buildIndexes(from: Catalog, read: Read, parents: Parents): Iterable<[string, Index]> {
  for (const index of read.indexReader.facts.values()) {
    const definition = read.indexReader.definition(index.oid);
    if (index.ofConstraint || definition === undefined || !from.relations.has(index.relation)) continue;
    yield buildIndex(from, index, definition, parentIndex(from, read, parents, index.oid));
  }
}
/** The partitioned index that one is attached to; an index has the schema of its table. */
function parentIndex(from: Catalog, read: Read, parents: Parents, oid: number): QualifiedName | undefined {
  const facts = read.indexReader.facts.get(parents.get(oid)?.[0] ?? 0);
  const table = facts && from.relations.get(facts.relation);
  return table && { schema: table.schema, name: facts.name };
}
