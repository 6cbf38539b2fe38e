/** Configuration parameters (pg_settings) of PostgreSQL 13 to 18 together; those of extensions have a dot. */
import { wordList } from '../text/lists';
import { parameterValues } from './generated/parameter-values';
import { configurationParameters } from './generated/parameters';

/**
 * pg_settings does not show these (GUC_NO_SHOW_ALL in src/backend/utils/misc/guc_tables.c); the last is Debian's own.
 */
const notListed = ['default_with_oids', 'is_superuser', 'role', 'seed', 'session_authorization', 'extension_destdir'];
const parameters: ReadonlySet<string> = new Set([...configurationParameters.trim().split(/\s+/), ...notListed]);
export const parameterNames = (): Iterable<string> => parameters;
/** By its name in lower case. */
export const isParameter = (name: string): boolean => parameters.has(name.toLowerCase()) || name.includes('.');

/** Contexts `internal` and `postmaster` of pg_settings, the same in PostgreSQL 13 to 18, of what migrations may name. */
const ofTheServer =
  /^(block_size|data_checksums|in_hot_standby|integer_datetimes|lc_collate|lc_ctype|max_identifier_length|max_index_keys|segment_size|server_encoding|server_version|server_version_num|wal_block_size|wal_segment_size)$/;
const ofItsStart =
  /^(archive_mode|autovacuum_max_workers|cluster_name|hot_standby|huge_pages|listen_addresses|max_connections|max_files_per_process|max_locks_per_transaction|max_logical_replication_workers|max_prepared_transactions|max_replication_slots|max_wal_senders|max_worker_processes|port|shared_buffers|shared_preload_libraries|superuser_reserved_connections|wal_buffers|wal_level|wal_log_hints)$/;
/** What PostgreSQL says where a session, a role or a database is to have its own. */
export function whyFixed(parameter: string): string | undefined {
  const name = parameter.toLowerCase();
  if (ofTheServer.test(name)) return `parameter "${name}" cannot be changed`;
  return ofItsStart.test(name) ? `parameter "${name}" cannot be changed without restarting the server` : undefined;
}

/** By type, or by the values of an enum; of versions that differ, all. */
const accepted = new Map<string, { types: Set<string>; values: Set<string> }>();
for (const entry of wordList(parameterValues)) {
  const [, name = '', mark, what = ''] = /^(\w+)([:=])(.*)$/.exec(entry) ?? [];
  const known = accepted.get(name) ?? { types: new Set(), values: new Set() };
  (mark === ':' ? known.types : known.values).add(what.replaceAll('~', ' '));
  accepted.set(name, known);
}
const units: Readonly<Record<string, string>> = { time: '(us|ms|s|min|h|d)?', memory: '(B|kB|MB|GB|TB)?', number: '' };
const booleanWords = /^(t(r(ue?)?)?|f(a(l(se?)?)?)?|y(es?)?|no?|on|of(f)?|1|0)$/i;
/** Older words that enums still take, and that pg_settings does not show (guc_tables.c). */
const unlistedWords = /^(debug|info|fatal|panic|archive|hot_standby|default)$/i;

/** What PostgreSQL says of the value; undefined: nothing, or not known. Of numbers the range is not looked at. */
export function parameterProblem(parameter: string, value: string): string | undefined {
  const name = parameter.toLowerCase();
  const { types, values } = accepted.get(name) ?? { types: new Set<string>(), values: new Set<string>() };
  if (types.size + (values.size > 0 ? 1 : 0) !== 1) return undefined;
  const [type] = types;
  if (type === 'boolean') return booleanWords.test(value) ? undefined : `parameter "${name}" requires a Boolean value`;
  const isTaken =
    type === undefined
      ? values.has(value.toLowerCase()) || booleanWords.test(value) || unlistedWords.test(value)
      : new RegExp(`^\\s*[-+]?(0[xX][\\da-fA-F]+|(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?)\\s*${units[type]}\\s*$`).test(
          value,
        );
  return isTaken ? undefined : `invalid value for parameter "${name}": "${value}"`;
}
