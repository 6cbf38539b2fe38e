/**
 * What others have locked against everyone while dev is read, as an open migration does: PostgreSQL opens a table before
 * it prints what is written over its columns. That is left out then and said, with who holds the lock; the rest is read.
 */

import type { Unknown } from '../../model/schema';
import { chained, t } from '../../text/l10n';
import { quoteQualified } from '../../text/names';
import { numberOf, orNull, type RowOf, select, textOf } from '../select';
import type { Catalog } from './catalog';
import { keyOfObject } from './dependencies';
import { catalog } from './sql';

/** SQLSTATE lock_not_available. */
const LOCK_TIMEOUT = '55P03';
export const isLockTimeout = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === LOCK_TIMEOUT;

/** Waited for, too: whoever comes after that one waits behind it. */
export const locksQuery = select(
  {
    oid: numberOf('l.relation'),
    schema: textOf('n.nspname::text'),
    name: textOf('c.relname::text'),
    pid: orNull(numberOf('a.pid')),
    user: orNull(textOf('a.usename::text')),
    application: orNull(textOf('a.application_name')),
  },
  `FROM pg_catalog.pg_locks l
  JOIN pg_catalog.pg_class c ON c.oid = l.relation
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
 WHERE l.locktype = 'relation' AND l.mode = 'AccessExclusiveLock' AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
   AND l.database IN (0, (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()))
   AND l.pid IS DISTINCT FROM pg_catalog.pg_backend_pid() ORDER BY l.granted DESC`,
);
const FIRST_NORMAL = 16384;
/** By oid: `public.users is locked by user ada (psql, process 123)`. @throws Error for a catalog, which nothing goes without. */
export function readLocks(rows: readonly RowOf<typeof locksQuery>[]): Map<number, string> {
  const locked = new Map<number, string>();
  for (const { oid, schema, name, pid, user, application } of rows) {
    const whose = [...(application ? [application] : []), ...(pid === null ? [] : [t('process {0}', String(pid))])];
    const session =
      whose.length === 0 ? t('user {0}', user ?? '') : t('user {0} ({1})', user ?? '', chained(whose, ', '));
    const who = user === null ? t('a prepared transaction') : session;
    const text = t('{0} is locked by {1}', quoteQualified({ schema, name }), who);
    if (oid < FIRST_NORMAL) throw Object.assign(new Error(text), { code: LOCK_TIMEOUT });
    if (!locked.has(oid)) locked.set(oid, text);
  }
  return locked;
}

/** What was left out beside the locked relations themselves: views, tables with policies and rules, functions over them. */
export const dependentsQuery = (locked: string) =>
  select(
    {
      classId: numberOf(`(CASE d.classid WHEN ${catalog.proc} THEN ${catalog.proc} ELSE ${catalog.class} END)::int4`),
      oid: numberOf('coalesce(r.ev_class, p.polrelid, d.objid)'),
      needed: numberOf('d.refobjid'),
    },
    `FROM pg_catalog.pg_depend d
  LEFT JOIN pg_catalog.pg_rewrite r ON d.classid = ${catalog.rewrite} AND r.oid = d.objid
  LEFT JOIN pg_catalog.pg_policy p ON d.classid = ${catalog.policy} AND p.oid = d.objid
 WHERE d.refclassid = ${catalog.class} AND d.refobjid IN (${locked}) AND d.classid IN (${catalog.proc}, ${catalog.rewrite}, ${catalog.policy})`,
  );

/** Each is wholly unknown: a part of it alone would read as all there is. */
export function unknownOfLocks(
  from: Catalog,
  locked: ReadonlyMap<number, string>,
  dependents: readonly RowOf<typeof dependentsQuery>[],
): Unknown[] {
  const all = new Map<string, string>();
  const add = (classId: number, oid: number, reason: string): void => {
    const key = keyOfObject(from, classId, oid);
    if (key !== undefined && !all.has(key)) all.set(key, reason);
  };
  for (const [oid, text] of locked) add(catalog.class, oid, t('{0}, so that it could not be read', text));
  for (const { classId, oid, needed } of dependents) {
    const [, , name = ''] = (keyOfObject(from, classId, oid) ?? '').split('\0');
    add(classId, oid, t('{0} could not be read while {1}', name, locked.get(needed) ?? ''));
  }
  return [...all].map(([object, reason]) => ({ object, reason }));
}
