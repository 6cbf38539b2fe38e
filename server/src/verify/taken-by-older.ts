/** What the scratch PostgreSQL refuses and the older server that files are for takes. */

import type { SqlFailure } from '../dev/embedded/embedded-protocol';
import { everyBuiltin, isOf } from '../model/builtin-functions';
import { takenBefore } from '../sql/refusals/newer-keywords';
import { t } from '../text/l10n';
import { majorOf } from '../text/versions';
import { inputsOf } from './newer-functions';

/** What newer versions refuse (documentation, Appendix E: the release notes of PostgreSQL 14 to 18), and the last that did not. */
const refusedSince: readonly {
  readonly message: RegExp;
  /** Of the statement; absent: any. */
  readonly text?: RegExp;
  /** Of the failure's detail. */
  readonly detail?: RegExp;
  readonly until: number;
}[] = [
  { message: /^partitioned tables cannot be unlogged$/, until: 17 },
  // NOT NULL is no constraint of its own there.
  { message: /^constraint ".*_not_null" for relation ".*" already exists$/s, until: 17 },
  { message: /^cannot drop inherited constraint /, text: /\bdrop\s+not\s+null\b/i, until: 17 },
  { message: /^foreign key constraint ".*" cannot be implemented$/s, detail: /\bcollations?\b/i, until: 17 },
  { message: /^relation ".*" cannot have ON SELECT rules$/s, until: 15 },
  {
    message:
      /^unrecognized configuration parameter "(?:old_snapshot_threshold|db_user_namespace|trace_recovery_messages)"$/,
    until: 16,
  },
  {
    message:
      /^unrecognized configuration parameter "(?:force_parallel_mode|promote_trigger_file|vacuum_defer_cleanup_age)"$/,
    until: 15,
  },
  { message: /^unrecognized configuration parameter "stats_temp_directory"$/, until: 14 },
  {
    message:
      /^unrecognized configuration parameter "(?:operator_precedence_warning|vacuum_cleanup_index_scale_factor)"$/,
    until: 13,
  },
  { message: /^postfix operators are not supported$/i, until: 13 },
];
/** Why the older server that files are for may take what the newest refuses: syntax error, undefined function. */
export function takenByOlder(failure: SqlFailure, serverVersion: number, text: string): string | undefined {
  const { code, message } = failure;
  if (code === '42601') return takenBefore(serverVersion, text);
  const major = majorOf(serverVersion);
  const isOfCatalog = code === '42703' || code === '42P01';
  if (isOfCatalog && major > 0 && major < NEWEST && /\b(?:from|join)\s+(?:pg_catalog\.)?pg_[a-z]\w+/i.test(text))
    return t('the catalog of PostgreSQL {0}, which dev is, may have it: {1}', major, message);
  const listed = refusedSince.find(
    (one) =>
      one.message.test(message) && (one.text?.test(text) ?? true) && (one.detail?.test(failure.detail ?? '') ?? true),
  );
  const until =
    code === '42883'
      ? takenUntil(message, serverVersion)
      : listed && major > 0 && major <= listed.until
        ? listed.until
        : undefined;
  return until === undefined
    ? undefined
    : t('servers until PostgreSQL {0} have it, and dev is one: {1}', until, message);
}
/** The last version that has a function or operator which a refusal says is not there, where that server has it. */
function takenUntil(message: string, serverVersion: number): number | undefined {
  const major = majorOf(serverVersion);
  if (major > 0 && major < 14 && /^operator does not exist: !!? /.test(message)) return 13;
  const name = /^function (?:pg_catalog\.)?"?([\w$]+)"?\(.*\) does not exist$/s.exec(message)?.[1];
  const all = (name === undefined || major === 0 ? undefined : everyBuiltin(name)) ?? [];
  // One in the place of another is that server's own in the scratch, too.
  const isReplaced = (one: (typeof all)[number]): boolean =>
    all.some((other) => other.from > one.until && inputsOf(other).length === inputsOf(one).length);
  const gone = all.filter((one) => isOf(major)(one) && !isReplaced(one));
  const last = Math.max(0, ...gone.map(({ until }) => until));
  return last > 0 && last < NEVER ? last : undefined;
}
/** As `Versions.until` has it of what is there still. */
const NEVER = 99;
/** The major version of the embedded PostgreSQL. */
const NEWEST = 18;
