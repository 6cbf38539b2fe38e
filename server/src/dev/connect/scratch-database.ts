/**
 * A database on a server that the user names, made for running migrations in and dropped after it. Dev is never it: the
 * database that is connected to first is asked for nothing but to make and drop others, and never where it is dev's own.
 */

import { randomBytes } from 'node:crypto';
import { t } from '../../text/l10n';
import { quoteIdentifier } from '../../text/names';
import { wordPattern } from '../../text/text';
import { attempt } from '../embedded/attempt';
import type { SqlNotice } from '../embedded/embedded-protocol';
import { failureOf, mostNotices, noticeOf } from '../embedded/sql-errors';
import { type ScratchServer, type ScratchSession, SqlError } from '../scratch-session';
import { select, textOf } from '../select';
import { type ConnectionOptions, DevSourceError } from '../source';
import { type OpenSession, type Outside, openSession } from './connect';
import { addressOf, explain } from './connect-errors';
import { isLocal } from './provenance';

/** Then when it was made, in milliseconds and hexadecimal digits, and what makes it the only one. */
const PREFIX = 'devschema_scratch_';
/** A database that nobody is connected to may be one that is only being made. */
const LEFT_MS = 60_000;
const DEFAULT_TIMEOUT_MS = 120_000;

/** Nothing is connected to yet. */
export function scratchServer(connection: ConnectionOptions, outside: Omit<Outside, 'signal'>): ScratchServer {
  return {
    name: addressOf(connection),
    async start({ signal, timeoutMs = DEFAULT_TIMEOUT_MS }) {
      const options = { ...connection, statementTimeoutMs: timeoutMs, applicationName: 'DevSchema scratch' };
      const name = `${PREFIX}${Date.now().toString(16)}_${randomBytes(6).toString('hex')}`;
      const roles = await administered(options, { ...outside, signal }, async (server) => {
        await sweep(server);
        const before = await rolesOf(server);
        await server.send(`CREATE DATABASE ${name} TEMPLATE template0`);
        // A file's RESET ALL comes back to it.
        await server.send(`ALTER DATABASE ${name} SET statement_timeout = ${Math.trunc(timeoutMs)}`);
        return before;
      });
      const ran: string[] = [];
      const drop = () =>
        administered(options, outside, async (server) => {
          await server.send(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
          await dropRoles(server, roles, ran);
        });
      try {
        const session = await openSession({ ...options, database: name }, { ...outside, signal });
        return sessionIn(session, options, { signal, drop, ran });
      } catch (error) {
        await drop().catch(() => {});
        throw error;
      }
    },
  };
}
/** Whether both are one database, as far as what is configured tells. */
export function isSameDatabase(a: ConnectionOptions, b: ConnectionOptions): boolean {
  return isSameServer(a, b) && a.database === b.database;
}
export function isSameServer(a: ConnectionOptions, b: ConnectionOptions): boolean {
  const host = ({ host = '' }: ConnectionOptions): string => (isLocal(host) ? 'localhost' : host.toLowerCase());
  return host(a) === host(b) && (a.port ?? 5432) === (b.port ?? 5432);
}

async function administered<T>(
  options: ConnectionOptions,
  outside: Outside,
  work: (server: OpenSession) => Promise<T>,
): Promise<T> {
  const server = await openSession(options, outside);
  try {
    return await work(server);
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (code === insufficientPrivilege)
      throw new DevSourceError(t('{0}: {1}', addressOf(options), String(message)), 'privilege', {
        cause: error,
        advice: t('Migrations are run in a database made for it: the role {0} needs CREATEDB.', options.user ?? ''),
      });
    throw explain(error, options);
  } finally {
    await server.end();
  }
}
/** SQLSTATE. */
const insufficientPrivilege = '42501';

const leftQuery = select(
  { name: textOf('d.datname::text') },
  `FROM pg_catalog.pg_database d
 WHERE d.datname ~ '^${PREFIX}[0-9a-f]{11}_[0-9a-f]{12}$'
   AND NOT EXISTS (SELECT FROM pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)`,
);
/** What processes that were killed have left: made a while ago by this program, by their names, and nobody is in them. */
async function sweep(server: OpenSession): Promise<void> {
  for (const { name } of leftQuery.read(await server.send(leftQuery.text))) {
    const madeAt = Number.parseInt(name.slice(PREFIX.length), 16);
    // Without FORCE: whoever has connected since keeps it. Not to be allowed to is no reason to stop.
    if (Date.now() - madeAt > LEFT_MS)
      await server.send(`DROP DATABASE IF EXISTS ${quoteIdentifier(name, 'always')}`).catch(() => {});
  }
}

const rolesQuery = select({ name: textOf('rolname::text') }, 'FROM pg_catalog.pg_roles');
async function rolesOf(server: OpenSession): Promise<readonly string[]> {
  return rolesQuery.read(await server.send(rolesQuery.text)).map(({ name }) => name);
}
/** A block in a migration can make a role, which outlives the database: one that was not there and that the text names. */
async function dropRoles(server: OpenSession, before: readonly string[], ran: readonly string[]): Promise<void> {
  if (ran.length === 0) return;
  for (const role of await rolesOf(server))
    if (!before.includes(role) && ran.some((text) => wordPattern(role, 'i').test(text)))
      await server.send(`DROP ROLE IF EXISTS ${quoteIdentifier(role, 'always')}`).catch(() => {});
}
/** Its CREATE may stand in another string: text that is built at run time. */
const makesRoles = /\b(?:role|user(?!\s+mapping)|group(?!\s+by))\b/i;

interface Ends {
  readonly signal: AbortSignal | undefined;
  drop(): Promise<unknown>;
  /** What may have made roles. */
  readonly ran: string[];
}
function sessionIn(session: OpenSession, options: ConnectionOptions, { signal, drop, ran }: Ends): ScratchSession {
  let notices: SqlNotice[] = [];
  session.onNotice((notice) => notices.push(noticeOf(notice)));
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    signal?.removeEventListener('abort', end);
    closed ??= session.end().then(async () => void (await drop()));
    return closed;
  };
  const end = (): void => void close().catch(() => {});
  signal?.addEventListener('abort', end, { once: true });
  const failed = (error: unknown): Error => {
    const { code, message } = error as { code?: unknown; message?: unknown };
    if (closed || signal?.aborted) return new DevSourceError(t('the scratch database was closed'), 'cancelled');
    if (code === queryCanceled)
      return new DevSourceError(
        t('a statement took longer than {0} s in the scratch database', options.statementTimeoutMs / 1000),
        'timeout',
      );
    // What ends the session ends all that it held.
    if (!session.isOpen() || typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code))
      return new DevSourceError(t('the connection to the scratch database ended ({0})', String(message)), 'other', {
        cause: error,
      });
    return new SqlError(failureOf(error));
  };
  const told = async (work: () => Promise<unknown>): Promise<readonly SqlNotice[]> => {
    notices = [];
    try {
      await work();
      return notices.slice(0, mostNotices);
    } catch (error) {
      throw failed(error);
    }
  };
  const send = (sql: string) => {
    if (makesRoles.test(sql)) ran.push(sql);
    return session.send(sql);
  };
  return {
    run: (sql) => told(() => send(sql)),
    attempt: (sql) => told(() => attempt(send, sql)),
    query: (sql) =>
      session.send(sql).catch((error: unknown) => {
        throw failed(error);
      }),
    close,
  };
}
/** SQLSTATE query_canceled. */
const queryCanceled = '57014';
