/** Statements about a whole database or its upkeep, and what of them came with which version. */
import { type Construct, type NodeBody, option } from './construct';

export const newerUtilities: readonly Construct[] = [
  {
    since: 14,
    what: 'this option of VACUUM',
    words: /\bprocess_toast\b/i,
    isIn: option('VacuumStmt', 'process_toast'),
  },
  {
    since: 14,
    what: 'this option of REINDEX',
    words: /\breindex\s*\(/i,
    isIn: option('ReindexStmt', 'tablespace', 'concurrently'),
  },
  {
    since: 14,
    what: 'this option of a subscription',
    words: /\b(?:binary|streaming)\b/i,
    isIn: option('CreateSubscriptionStmt', 'binary', 'streaming'),
  },
  {
    since: 15,
    what: 'this option of a subscription',
    words: /\b(?:two_phase|disable_on_error)\b/i,
    isIn: option('CreateSubscriptionStmt', 'two_phase', 'disable_on_error'),
  },
  {
    since: 16,
    what: 'this option of VACUUM or ANALYZE',
    words: /\b(?:buffer_usage_limit|process_main|skip_database_stats|only_database_stats)\b/i,
    isIn: option('VacuumStmt', 'buffer_usage_limit', 'process_main', 'skip_database_stats', 'only_database_stats'),
  },
  {
    since: 16,
    what: 'GENERIC_PLAN of EXPLAIN',
    words: /\bgeneric_plan\b/i,
    isIn: option('ExplainStmt', 'generic_plan'),
  },
  {
    since: 16,
    what: 'REINDEX of a database without its name',
    words: /\breindex\b/i,
    isIn: (kind, { kind: of, name }) =>
      kind === 'ReindexStmt' && /^REINDEX_OBJECT_(?:DATABASE|SYSTEM)$/.test(String(of)) && name === undefined,
  },
  {
    since: 16,
    what: 'this option of a subscription',
    words: /\b(?:origin|password_required|run_as_owner)\b/i,
    isIn: option('CreateSubscriptionStmt', 'origin', 'password_required', 'run_as_owner'),
  },
  {
    since: 17,
    what: 'this option of EXPLAIN',
    words: /\b(?:memory|serialize)\b/i,
    isIn: option('ExplainStmt', 'memory', 'serialize'),
  },
  {
    since: 17,
    what: 'FAILOVER of a subscription',
    words: /\bfailover\b/i,
    isIn: option('CreateSubscriptionStmt', 'failover'),
  },
  {
    since: 17,
    what: 'the access method of a partitioned table',
    words: /\busing\b/i,
    isIn: (kind, { partspec, accessMethod }) =>
      kind === 'CreateStmt' && partspec !== undefined && accessMethod !== undefined,
  },
  {
    since: 18,
    what: 'default privileges of large objects',
    words: /\blarge\s+objects\b/i,
    isIn: (kind, { action }) =>
      kind === 'AlterDefaultPrivilegesStmt' && (action as NodeBody | undefined)?.objtype === 'OBJECT_LARGEOBJECT',
  },
];
