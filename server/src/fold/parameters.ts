/** Storage parameters and access methods that PostgreSQL knows (reloptions.c of 13 to 18; pg_am). */
import { isParameter, parameterNames, parameterProblem, whyFixed } from '../model/parameters';
import { nearest } from '../text/nearest-name';
import type { LocalName, TextRange } from '../text/text';
import type { Draft } from './draft';

const ofTables = new Set(
  `fillfactor parallel_workers toast_tuple_target user_catalog_table vacuum_index_cleanup vacuum_truncate oids
  vacuum_max_eager_freeze_failure_rate log_autovacuum_min_duration autovacuum_enabled autovacuum_analyze_scale_factor
  autovacuum_analyze_threshold autovacuum_freeze_max_age autovacuum_freeze_min_age autovacuum_freeze_table_age
  autovacuum_multixact_freeze_max_age autovacuum_multixact_freeze_min_age autovacuum_multixact_freeze_table_age
  autovacuum_vacuum_cost_delay autovacuum_vacuum_cost_limit autovacuum_vacuum_insert_scale_factor
  autovacuum_vacuum_insert_threshold autovacuum_vacuum_max_threshold autovacuum_vacuum_scale_factor
  autovacuum_vacuum_threshold`.split(/\s+/),
);
const ofIndexes: Readonly<Record<string, readonly string[]>> = {
  // The last one does nothing since 14, and is taken still.
  btree: ['fillfactor', 'deduplicate_items', 'vacuum_cleanup_index_scale_factor'],
  hash: ['fillfactor'],
  gist: ['fillfactor', 'buffering'],
  spgist: ['fillfactor'],
  gin: ['fastupdate', 'gin_pending_list_limit'],
  brin: ['pages_per_range', 'autosummarize'],
};

/** Of a table of PostgreSQL's own access method; another's takes what it wants. */
export function requireTableParameters(draft: Draft, names: readonly LocalName[], accessMethod?: string): void {
  if (accessMethod !== undefined && accessMethod !== 'heap') return;
  for (const name of names) if (!ofTables.has(name.value)) refuseParameter(draft, name);
}
export function requireIndexParameters(draft: Draft, names: readonly LocalName[], method: string): void {
  const known = Object.hasOwn(ofIndexes, method) ? ofIndexes[method]! : undefined;
  for (const name of names) if (known && !known.includes(name.value)) refuseParameter(draft, name);
}
function refuseParameter(draft: Draft, { value, range }: LocalName): void {
  draft.refuse('other', range, { kind: 'other', name: value }, `unrecognized parameter "${value}"`);
}

/** Of SET and SHOW. A fork of PostgreSQL may have others; only one that is nearly a known one is surely meant to be that. */
export function requireParameter(
  draft: Draft,
  name: LocalName | undefined,
  value: string | undefined,
  statement: string,
): void {
  if (name === undefined) return;
  const isKnown = isParameter(name.value);
  if (!isKnown && nearest(name.value, parameterNames()) === undefined) return;
  const message = isKnown
    ? (/^(SET|kept setting)$/.test(statement) && whyFixed(name.value)) ||
      (value !== undefined && parameterProblem(name.value, value))
    : `unrecognized configuration parameter "${name.value}"`;
  if (message) draft.refuse('other', name.range, { kind: 'other', name: name.value }, message);
}

/** As below, of a table: PostgreSQL's own is heap. */
export function requireTableAccessMethod(draft: Draft, method: string | undefined, range: TextRange): void {
  if (method === undefined || method === 'heap') return;
  const isOfIndexes = Object.hasOwn(ofIndexes, method);
  if (!isOfIndexes && nearest(method, ['heap']) === undefined) return;
  for (const other of draft.schema.others.values()) if (other.name === method) return;
  const message = `access method "${method}" ${isOfIndexes ? 'is not of type TABLE' : 'does not exist'}`;
  draft.refuse('other', range, { kind: 'other', name: method }, message);
}
/** An extension may bring any; only one that is nearly PostgreSQL's own is surely meant to be that. */
export function requireAccessMethod(draft: Draft, method: string, range: TextRange): void {
  // What once was rtree is read as gist.
  if (Object.hasOwn(ofIndexes, method) || method === 'rtree' || nearest(method, Object.keys(ofIndexes)) === undefined)
    return;
  for (const other of draft.schema.others.values()) if (other.name === method) return;
  const message = `access method "${method}" does not exist`;
  draft.refuse('other', range, { kind: 'other', name: method }, message);
}
