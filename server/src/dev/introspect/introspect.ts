/**
 * Reads everything a PostgreSQL database holds into one `Schema`, in few flat queries over its catalogs. The caller
 * owns the connection and the transaction (`beginTransaction`, `endTransaction` of introspect-sql.ts).
 */

import { PMap } from '../../model/persistent-map';
import type { Collation, Constraint, Index, Namespace, Schema, Table, View } from '../../model/schema';
import { keyOf, type QualifiedName, quoteIdentifier } from '../../text/names';
import { present } from '../../text/present';
import { type Catalog, commentOf, emptyCatalog, extensionOf, groupBy, readComments } from './catalog';
import {
  ColumnBuilder,
  type ColumnExtras,
  type ColumnFacts,
  ColumnReader,
  type Extras,
  readColumnExtras,
} from './columns';
import { buildConstraint, type ConstraintRow, readNotNull, withoutTargetClones } from './constraints';
import { PlainIndexes } from './index-plain';
import { buildIndex, IndexReader } from './indexes';
import { dependentsQuery, unknownOfLocks } from './locks';
import * as objects from './objects';
import { onlyNamed, readOids } from './only';
import { buildOthers, readAggregates, readOtherNames, typeDefinitions } from './others';
import { type CatalogQuery, type OptionalRows, Reader } from './reader';
import * as relations from './relations';
import { pinSearchPath, searchPathOf, showSearchPath } from './search-path';
import * as sql from './sql';
import { buildTypes, readTypeNames, readTypeSpellings } from './types';

interface IntrospectOptions {
  /** Read privileges too (`GRANT`); owners are always read. */
  readonly privileges?: boolean;
  /** The database's own, where the caller has read it and pinned another; otherwise that is done first of all. */
  readonly searchPath?: string;
  /** Told when a part was left out because others had it locked: once they are done, it can be read. */
  readonly locked?: () => void;
  /** Nothing but these relations and types, by their keys in `Schema`, with all that is theirs but `dependsOn`. */
  readonly only?: readonly string[];
  readonly signal?: AbortSignal;
  readonly progress?: (message: string, done: number, total: number) => void;
}

/** Relations read by one query: bounds what is in memory at once, and how long until a cancellation is seen. */
const relationsPerRange = 4000;

/**
 * @throws the driver's error when the catalogs of tables and columns cannot be read; anything else that cannot be read
 *   is named in `Schema.unknown`. Throws `signal.reason` when cancelled.
 */
export async function introspect(query: CatalogQuery, options: IntrospectOptions = {}): Promise<Schema> {
  const path = options.searchPath ?? (await pinned(query));
  const reader = new Reader(query, path, options);
  const [session] = await reader.rows(sql.sessionQuery);
  const [version, blockSize, user] = session as [number, number, string];
  const from = emptyCatalog(version, blockSize);
  const namespaceRows = await reader.rows(sql.namespacesQuery(options.privileges ?? false));
  for (const [oid, name] of namespaceRows as [number, string][]) from.namespaces.set(oid, name);
  const searchPath = searchPathOf(path, user, new Set(from.namespaces.values()));
  const target: sql.QueryTarget = {
    version,
    namespaces: [...from.namespaces.keys()].join(',') || '0',
    privileges: options.privileges ?? false,
    locked: '',
    ...(options.only && { only: await readOids((text) => reader.rows(text), options.only) }),
  };
  await reader.savepoint();

  relations.readRelations(from, await reader.ask(target, sql.relationsQuery));
  const optional = await reader.optional(from, target);
  const columnReader = new ColumnReader();
  const indexReader = new IndexReader(from, new PlainIndexes(from, columnReader.columns, optional.defaultOpclasses));
  const { extras, constraintRows } = await readRanges(reader, from, target, columnReader, indexReader);
  readTypeSpellings(from, await reader.ask(target, (all) => sql.typeSpellingsQuery(all, columnReader.types)));
  columnReader.resolveTypes(from);
  reader.report('done', from.relations.size, from.relations.size);
  const { columns } = columnReader;
  const { locked } = reader;
  const dependents = locked.size > 0 ? await reader.rows(dependentsQuery([...locked.keys()].join(','))) : [];
  const read = { ...optional, columns, indexReader, constraintRows, extras };
  const schema = assemble(from, searchPath, namespaceRows, read);
  if (locked.size > 0) options.locked?.();
  const known = { ...schema, unknown: [...schema.unknown, ...unknownOfLocks(from, locked, dependents)] };
  return options.only ? onlyNamed(known, options.only) : known;
}
async function pinned(query: CatalogQuery): Promise<string> {
  const [[own] = []] = await query(showSearchPath);
  await query(pinSearchPath);
  return String(own ?? '');
}
/** What relations consist of, a range of them at a time; the server works on the next rows while those it sent are read. */
async function readRanges(
  reader: Reader,
  from: Catalog,
  target: sql.QueryTarget,
  columnReader: ColumnReader,
  indexReader: IndexReader,
): Promise<{ readonly extras: Extras; readonly constraintRows: readonly ConstraintRow[] }> {
  const extras = new Map<number, ColumnExtras>();
  const constraintRows: ConstraintRow[] = [];
  for (const [low, high, done] of ranges([...from.relations.keys()])) {
    reader.report('columns', done, from.relations.size);
    const columns = await reader.ask(target, (all) => sql.columnsQuery(all, low, high));
    const indexes = reader.next(target, (all) => sql.indexesQuery(all, low, high));
    const withExtras = columnReader.read(from, columns);
    const indexRows = await indexes;
    if (withExtras.length > 0)
      readColumnExtras(
        await reader.part(from, 'columnExtras', target, (all) => sql.columnExtrasQuery(all, withExtras)),
        extras,
      );
    const constraints = reader.next(target, (all) => sql.constraintsQuery(all, low, high));
    const asked = indexReader.read(indexRows);
    for (const row of await constraints) constraintRows.push(row as unknown as ConstraintRow);
    if (asked.length > 0)
      indexReader.readDefinitions(await reader.ask(target, (all) => sql.indexDefinitionsQuery(all, asked)));
  }
  constraintRows.sort((a, b) => a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
  return { extras, constraintRows };
}

function* ranges(oids: readonly number[]): Iterable<[low: number, high: number | undefined, done: number]> {
  for (let start = 0; start === 0 || start < oids.length; start += relationsPerRange)
    yield [oids[start] ?? 0, oids[start + relationsPerRange], start];
}

interface Read extends OptionalRows {
  readonly columns: Map<number, ColumnFacts[]>;
  readonly indexReader: IndexReader;
  readonly constraintRows: readonly ConstraintRow[];
  readonly extras: Extras;
}
function assemble(from: Catalog, searchPath: readonly string[], namespaces: unknown[][], read: Read): Schema {
  readComments(from, read.comments);
  for (const [classId, oid, extension] of read.members as [number, number, string][])
    from.extensionOf.set(`${classId}:${oid}`, extension);
  readTypeNames(from, read.types);
  objects.readRoutineNames(from, read.routines);
  readOtherNames(from, read);
  objects.readConstraintKeys(from, read.dependencies, read.constraintRows);

  const dependsOn = objects.dependencies(from, read.dependencies);
  const sequenceFacts = relations.readSequences(read.sequences);
  const parts = relationParts(from, read, sequenceFacts, dependsOn);
  const tables: [string, Table][] = [];
  const views: [string, View][] = [];
  const sequences: [string, ReturnType<typeof relations.buildSequence>][] = [];
  for (const relation of from.relations.values()) {
    const key = keyOf(relation);
    if ('rpf'.includes(relation.kind)) tables.push([key, relations.buildTable(from, relation, parts)]);
    else if ('vm'.includes(relation.kind)) views.push([key, relations.buildView(from, relation, parts)]);
    else if (relation.kind === 'S' && !sequenceFacts.get(relation.oid)?.ownedBy?.identity)
      sequences.push([key, relations.buildSequence(from, relation, sequenceFacts.get(relation.oid))]);
  }
  const typeRows = {
    types: read.types,
    enums: read.enums,
    domainConstraints: read.domainConstraints,
    columns: read.columns,
    extras: read.extras,
    definitions: typeDefinitions(read.defined),
  };
  return {
    serverVersion: from.version,
    searchPath,
    namespaces: PMap.from(buildNamespaces(from, namespaces)),
    tables: PMap.from(tables),
    views: PMap.from(views),
    indexes: PMap.from(buildIndexes(from, read, parts.parents)),
    sequences: PMap.from(sequences),
    types: PMap.from(buildTypes(from, typeRows, dependsOn)),
    routines: PMap.from(objects.buildRoutines(from, read.routines, readAggregates(from, read.aggregates), dependsOn)),
    statistics: PMap.from(objects.buildStatistics(from, read.statistics)),
    extensions: PMap.from(objects.buildExtensions(from, read.extensions)),
    collations: PMap.from<Collation>(objects.buildCollations(from, read.collations)),
    others: PMap.from(buildOthers(from, read, dependsOn)),
    unknown: from.unknown,
  };
}

function relationParts(
  from: Catalog,
  read: Read,
  sequences: ReturnType<typeof relations.readSequences>,
  dependsOn: relations.RelationParts['dependsOn'],
): relations.RelationParts {
  const notNull = read.constraintRows.filter((row) => row[3] === 'n').map((row) => readNotNull(from, row));
  const inherits = groupBy(read.inherits as [number, number][], (row) => row[0]);
  const parents = new Map([...inherits].map(([oid, rows]) => [oid, rows.map((row) => row[1])]));
  const foreign = (read.foreign as [number, string, string[] | null][]).map(
    ([oid, server, options]) => [oid, { server, options }] as const,
  );
  return {
    columns: read.columns,
    extras: read.extras,
    columnBuilder: new ColumnBuilder(
      from,
      read.extras,
      new Map(notNull),
      parents,
      relations.readIdentities(from, sequences),
    ),
    constraints: buildConstraints(from, read, parents),
    triggers: relations.buildTriggers(from, read.triggers),
    rules: relations.buildRules(from, read.rules),
    policies: relations.buildPolicies(from, read.policies),
    parents,
    foreign: new Map(foreign),
    definitions: new Map(read.views as [number, string][]),
    dependsOn,
  };
}
type Parents = ReadonlyMap<number, readonly number[]>;
function buildConstraints(from: Catalog, read: Read, parents: Parents): Map<number, Constraint[]> {
  const built = new Map<number, Constraint[]>();
  for (const row of withoutTargetClones(read.constraintRows)) {
    const relation = from.relations.get(row[1]);
    if (relation === undefined) continue;
    const facts = read.indexReader.facts.get(row[12]);
    const index = facts && { ...facts, parent: parentIndex(from, read, parents, facts.oid) };
    const constraint = buildConstraint(from, relation, row, index);
    if (constraint === undefined) continue;
    const known = built.get(row[1]);
    if (known) known.push(constraint);
    else built.set(row[1], [constraint]);
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
function buildNamespaces(from: Catalog, rows: unknown[][]): [string, Namespace][] {
  return (rows as [number, string, string, string[] | null][]).map(([oid, name, owner, privileges]) => {
    const comment = commentOf(from, sql.catalog.namespace, oid).comment;
    const extension = extensionOf(from, sql.catalog.namespace, oid).extension;
    const standard = name === 'public' && comment === 'standard public schema';
    const facts: Namespace = present<Namespace>({
      name,
      comment: standard ? undefined : comment,
      owner,
      privileges: namespacePrivileges(name, owner, privileges, from.version),
      extension,
    });
    return [name, facts];
  });
}
/** Absent where they are what a new schema has; `public` comes with every database, open to all (less so since 15). */
function namespacePrivileges(
  name: string,
  owner: string,
  items: readonly string[] | null,
  version: number,
): readonly string[] | undefined {
  if (items === null) return undefined;
  const role = quoteIdentifier(owner);
  const standard = [`${role}=UC/${role}`];
  if (name === 'public') standard.push(`=${version >= 150000 ? 'U' : 'UC'}/${role}`);
  return items.length === standard.length && standard.every((item) => items.includes(item)) ? undefined : items;
}
