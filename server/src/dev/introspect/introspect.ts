/**
 * Reads everything a PostgreSQL database holds into one `Schema`, in few flat queries over its catalogs. The caller
 * owns the connection and the transaction (`beginTransaction`, `endTransaction` of sql.ts).
 */

import type { Schema } from '../../model/schema';
import { t } from '../../text/l10n';
import { assemble } from './assemble';
import { type Catalog, emptyCatalog, readRelations } from './catalog';
import {
  type ColumnExtras,
  ColumnReader,
  columnExtrasQuery,
  columnsQuery,
  type Extras,
  readColumnExtras,
} from './columns';
import { type ConstraintRow, constraintsQuery } from './constraints';
import { PlainIndexes } from './index-plain';
import { IndexReader, indexDefinitionsQuery, indexesQuery } from './indexes';
import { dependentsQuery, unknownOfLocks } from './locks';
import { chosenSchemas, namespacesQuery, unknownOfOthers } from './namespaces';
import { onlyNamed, readOids } from './only';
import { type CatalogQuery, CatalogReader } from './reader';
import { relationsQuery } from './relation-rows';
import { pinnedSearchPath, searchPathOf } from './search-path';
import { type QueryTarget, sessionQuery } from './sql';
import { readTypeSpellings, typeSpellingsQuery } from './types';

interface IntrospectOptions {
  /** Read privileges too (`GRANT`); owners are always read. */
  readonly privileges?: boolean;
  /** Read which roles its server has. */
  readonly roles?: boolean;
  /** The database's own, where the caller has read it and pinned another; otherwise that is done first of all. */
  readonly searchPath?: string;
  /** Told when a part was left out because others had it locked: once they are done, it can be read. */
  readonly locked?: () => void;
  /** Told when all has been asked: what is sent from now on is worked on while the schema is made of the answers. */
  readonly asked?: () => void;
  /** Nothing but these relations and types, by their keys in `Schema`, with all that is theirs but `dependsOn`. */
  readonly only?: readonly string[];
  /** Nothing but what is in these schemas, and in those that it needs; of the others, that they are there. */
  readonly schemas?: Parameters<typeof chosenSchemas>[2];
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
  const path = options.searchPath ?? (await pinnedSearchPath(query));
  const reader = new CatalogReader(query, path, options);
  const [[session], namespaceRows] = await Promise.all([
    reader.rows(sessionQuery),
    reader.rows(namespacesQuery(options.privileges ?? false)),
  ]);
  if (session === undefined) throw new Error(t('the server does not say its version'));
  const { version, blockSize, user, citus, citusSchemas } = session;
  const from = emptyCatalog(version, blockSize);
  for (const { oid, name } of namespaceRows) from.namespaces.set(oid, name);
  const searchPath = searchPathOf(path, user, new Set(from.namespaces.values()));
  const chosen = await chosenSchemas(reader, from.namespaces, options.schemas);
  from.unknown.push(...unknownOfOthers(from.namespaces, chosen));
  const [only] = await Promise.all([options.only && readOids(reader, options.only), reader.savepoint()]);
  const target: QueryTarget = {
    version,
    namespaces: [...chosen].join(',') || '0',
    privileges: options.privileges ?? false,
    locked: '',
    ...{ citus, citusSchemas, roles: options.roles ?? false },
    ...only,
  };
  // Of a whole database one part is read after the other: what others have locked is found out on the way.
  const relations = reader.next(target, relationsQuery);
  if (!target.only) readRelations(from, await relations);
  const parts = reader.optional(from, target);
  const ahead = target.only && askRange(reader, target, 0, undefined);
  if (target.only) readRelations(from, await relations);
  const optional = await parts;
  const columnReader = new ColumnReader();
  const indexReader = new IndexReader(from, new PlainIndexes(from, columnReader.columns, optional.defaultOpclasses));
  const { extras, constraintRows } = await readRanges(reader, from, target, columnReader, indexReader, ahead);
  readTypeSpellings(from, await reader.ask(target, (all) => typeSpellingsQuery(all, columnReader.types)));
  columnReader.resolveTypes(from);
  reader.report('done', from.relations.size, from.relations.size);
  const { columns } = columnReader;
  const { locked } = reader;
  const dependents = locked.size > 0 ? await reader.rows(dependentsQuery([...locked.keys()].join(','))) : [];
  if (options.asked) await reader.undo();
  options.asked?.();
  const read = { ...optional, columns, indexReader, constraintRows, extras };
  const schema = assemble(from, searchPath, namespaceRows, read);
  if (locked.size > 0) options.locked?.();
  const areRolesKnown = target.roles && !from.unknown.some(({ fact }) => fact === 'roles');
  const roles = areRolesKnown ? { roles: optional.roles.map(({ name }) => name) } : {};
  const known = { ...schema, ...roles, unknown: [...schema.unknown, ...unknownOfLocks(from, locked, dependents)] };
  return options.only ? onlyNamed(known, options.only) : known;
}
function askRange(reader: CatalogReader, target: QueryTarget, low: number, high: number | undefined) {
  return {
    columns: reader.next(target, (all) => columnsQuery(all, low, high)),
    indexes: reader.next(target, (all) => indexesQuery(all, low, high)),
    constraints: reader.next(target, (all) => constraintsQuery(all, low, high)),
  };
}
/** What relations consist of, a range of them at a time; the server works on the next rows while those it sent are read. */
async function readRanges(
  reader: CatalogReader,
  from: Catalog,
  target: QueryTarget,
  columnReader: ColumnReader,
  indexReader: IndexReader,
  ahead: ReturnType<typeof askRange> | undefined,
): Promise<{ readonly extras: Extras; readonly constraintRows: readonly ConstraintRow[] }> {
  const extras = new Map<number, ColumnExtras>();
  const constraintRows: ConstraintRow[] = [];
  const all: readonly OidRange[] = ahead ? [[0, undefined, 0]] : [...ranges([...from.relations.keys()])];
  const columnsOf = ([low, high]: OidRange) => reader.next(target, (each) => columnsQuery(each, low, high));
  let coming = ahead?.columns ?? columnsOf(all[0]!);
  for (const [at, [low, high, done]] of all.entries()) {
    reader.report('columns', done, from.relations.size);
    const columns = await coming;
    const indexes = ahead?.indexes ?? reader.next(target, (each) => indexesQuery(each, low, high));
    const withExtras = columnReader.read(from, columns);
    const indexRows = await indexes;
    if (withExtras.length > 0)
      readColumnExtras(
        await reader.part(from, 'column collations, storage and options', target, (each) =>
          columnExtrasQuery(each, withExtras),
        ),
        extras,
      );
    const constraints = ahead?.constraints ?? reader.next(target, (each) => constraintsQuery(each, low, high));
    const asked = indexReader.read(indexRows);
    const ofRange = await constraints;
    const answer = asked.length > 0 ? reader.next(target, (each) => indexDefinitionsQuery(each, asked)) : [];
    for (const row of inOrder(ofRange)) constraintRows.push(row);
    const definitions = await answer;
    const following = all[at + 1];
    if (following) coming = columnsOf(following);
    indexReader.readDefinitions(definitions);
  }
  return { extras, constraintRows };
}
const inOrder = (rows: readonly ConstraintRow[]): ConstraintRow[] =>
  [...rows].sort((a, b) => a.relation - b.relation || (a.name < b.name ? -1 : 1));
type OidRange = readonly [low: number, high: number | undefined, done: number];
function* ranges(oids: readonly number[]): Iterable<OidRange> {
  for (let start = 0; start === 0 || start < oids.length; start += relationsPerRange)
    yield [oids[start] ?? 0, oids[start + relationsPerRange], start];
}
