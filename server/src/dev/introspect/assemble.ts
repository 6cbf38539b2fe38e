/** What was read → one `Schema`. */
import { PMap } from '../../model/persistent-map';
import type { Schema } from '../../model/schema';
import { readAggregates } from './aggregates';
import { type Catalog, readComments } from './catalog';
import { buildCollations, readCollationNames } from './collations';
import { dependencies, readConstraintKeys } from './dependencies';
import { buildExtensions, readMembers } from './extensions';
import { buildNamespaces, type NamespaceRow } from './namespaces';
import { buildOthers, readOthers } from './others';
import { buildRelations, type Read } from './relation-parts';
import { buildRoutines, readRoutineNames } from './routines';
import { buildStatistics } from './statistics';
import { buildTypes, readTypeNames } from './types';

export function assemble(
  from: Catalog,
  searchPath: readonly string[],
  namespaces: readonly NamespaceRow[],
  read: Read,
): Schema {
  readComments(from, read.comments);
  readMembers(from, read.members);
  readTypeNames(from, read.types);
  readRoutineNames(from, read.routines);
  readCollationNames(from, read.collations);
  const others = readOthers(from, read);
  readConstraintKeys(from, read.dependencies, read.constraintRows);

  const dependsOn = dependencies(from, read.dependencies);
  const { tables, views, sequences, indexes } = buildRelations(from, read, dependsOn);
  const definitions = new Map(read.baseTypes.map(({ oid, definition }) => [oid, definition]));
  return {
    serverVersion: from.version,
    searchPath,
    namespaces: PMap.from(buildNamespaces(from, namespaces, new Set(read.distributedSchemas.map(({ oid }) => oid)))),
    tables: PMap.from(tables),
    views: PMap.from(views),
    indexes: PMap.from(indexes),
    sequences: PMap.from(sequences),
    types: PMap.from(buildTypes(from, { ...read, definitions }, dependsOn)),
    routines: PMap.from(buildRoutines(from, read.routines, readAggregates(from, read.aggregates), dependsOn)),
    statistics: PMap.from(buildStatistics(from, read.statistics)),
    extensions: PMap.from(buildExtensions(from, read.extensions)),
    collations: PMap.from(buildCollations(from, read.collations)),
    others: PMap.from(buildOthers(from, others, dependsOn)),
    unknown: from.unknown,
  };
}
