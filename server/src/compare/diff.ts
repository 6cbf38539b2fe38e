/** Where two schemas differ: `file` (what the migrations say, facts with origins) against `dev` (what is). */

import type { Constraint, Index, Schema, Table } from '../model/schema';
import { atOnce, type Steps } from '../model/steps';
import { t } from '../text/l10n';
import { displayName, keyOf, qualifiedKey } from '../text/names';
import { compareColumns } from './columns';
import { compareConstraints } from './constraints';
import { comparePolicies, compareTriggers } from './definitions';
import type { Comparison, Difference, Undecided } from './difference';
import { compareDistribution } from './distribution';
import { queryNames } from './expressions/query-names';
import { compareIndexes } from './indexes';
import { compareObjects, compareTableComment } from './objects';
import { columnTypes, type TablePair } from './table-pair';
import { settle } from './undecided';

/**
 * Compares what has an origin in `file` with `dev`; what has none (it came from dev in the first place) is equal by
 * definition. Ordered by origin, then by kind and name. A table that dev lacks is a `table` difference and nothing more.
 */
export function compareSchemas(file: Schema, dev: Schema): Comparison {
  return atOnce(comparingSchemas(file, dev));
}
/** The same, a step for each table. */
export function* comparingSchemas(file: Schema, dev: Schema): Steps<Comparison> {
  const differences: Difference[] = [];
  const undecided: Undecided[] = [];
  const indexes = indexesByTable(file, dev);
  yield;
  for (const table of file.tables.values()) {
    compareTable(table, { file, dev }, indexes, differences, undecided);
    yield;
  }
  compareObjects({ file, dev }, { differences, undecided });
  yield;
  return settle({ differences: differences.sort(byOrigin), undecided }, { file, dev });
}

type Indexes = ReadonlyMap<string, { readonly file: readonly Index[]; readonly dev: readonly Index[] }>;
const noTables = { file: [], dev: [] };
/** Only tables whose indexes are not the very same objects on both sides. */
function indexesByTable(file: Schema, dev: Schema): Indexes {
  const byTable = new Map<string, { file: Index[]; dev: Index[] }>();
  const add = (side: 'file' | 'dev', index: Index) => {
    const key = qualifiedKey(index.table.schema ?? index.schema, index.table.name);
    const entry = byTable.get(key) ?? { file: [], dev: [] };
    entry[side].push(index);
    byTable.set(key, entry);
  };
  if (file.indexes === dev.indexes) return byTable;
  for (const index of file.indexes.values()) add('file', index);
  for (const index of dev.indexes.values()) add('dev', index);
  return byTable;
}

function compareTable(
  table: Table,
  schemas: { readonly file: Schema; readonly dev: Schema },
  indexes: Indexes,
  differences: Difference[],
  undecided: Undecided[],
): void {
  if (table.persistence === 'temporary') return;
  const key = keyOf(table);
  const dev = schemas.dev.tables.get(key);
  const own = indexes.get(key) ?? noTables;
  if (dev === table && own.file.every((index) => !index.origins)) return;
  const created = table.origins?.self;
  if (!dev && schemas.dev.views.has(key)) {
    const reason = t('dev has a view of this name');
    if (created) undecided.push({ object: displayName(table, schemas.dev.searchPath), reason, origin: created });
    return;
  }
  if (!dev) {
    if (created) differences.push({ what: 'table', file: table, dev, origin: created });
    return;
  }
  const pair = {
    file: table,
    dev,
    created,
    fileIndexes: own.file,
    devIndexes: own.dev,
    schemas,
    differences,
    undecided,
  };
  compareColumns(pair);
  compareConstraints(pair);
  compareIndexes(pair);
  compareBehaviour(pair);
  compareTableComment(pair);
  compareDistribution(pair);
}

function compareBehaviour(pair: TablePair): void {
  const { file, dev, schemas } = pair;
  const names = { a: queryNames(schemas.file, file), b: queryNames(schemas.dev, dev) };
  const context = { columnType: columnTypes(pair), names };
  compareTriggers(pair, schemas, context, pair);
  comparePolicies(pair, schemas, context, pair);
}

const differenceOrder: readonly Difference['what'][] = [
  'table',
  'object',
  'missing columns',
  'extra column',
  'column',
  'column order',
  'constraint',
  'index',
  'enum values',
  'definition',
  'distribution',
  'comment',
];
/** The order of constraints and indexes that are missing at one place: as dev prints them. */
const constraintKinds: readonly Constraint['kind'][] = ['primary key', 'unique', 'check', 'exclude', 'foreign key'];
function sortKeyOf(difference: Difference): readonly (string | number)[] {
  const { origin } = difference;
  const place = [origin.uri, origin.statement, origin.start, origin.end, differenceOrder.indexOf(difference.what)];
  if (difference.what === 'constraint') {
    const constraint = (difference.file ?? difference.dev)!;
    return [...place, constraintKinds.indexOf(constraint.kind), constraint.name];
  }
  if (difference.what === 'index') return [...place, 0, (difference.file ?? difference.dev)!.name];
  if (difference.what === 'column') return [...place, 0, difference.fact];
  return place;
}
function byOrigin(a: Difference, b: Difference): number {
  const [left, right] = [sortKeyOf(a), sortKeyOf(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const [x, y] = [left[at]!, right[at]!];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
