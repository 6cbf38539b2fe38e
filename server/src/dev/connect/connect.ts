/**
 * The only place that talks to a server: one connection, one read-only transaction, closed at the end. What is sent are
 * catalog queries of this program; never text of a user. pg is loaded by the first: most runs of the command line need none.
 */
import type { EventEmitter } from 'node:events';
import { connect as connectSocket, Socket } from 'node:net';
import type pg from 'pg';
import { t } from '../../text/l10n';
import { quoteIdentifier } from '../../text/names';
import { present } from '../../text/present';
import { pinSearchPath, showSearchPath } from '../introspect/search-path';
import { onlyValue } from '../select';
import { type ConnectionOptions, DevSourceError, type SourceOptions } from '../source';
import { askedPerson } from './asked-person';
import { explain, NotPostgres, Unanswered } from './connect-errors';
import { findPassword } from './find-password';
import { type GuardedConnection, guard } from './message-guard';
import { otherProduct, reportedParameters } from './product';
import { sslAttempts, type TlsOptions } from './ssl';

/** The server keeps the statement timeout itself; this much later it is taken to be out of reach. */
const NETWORK_MS = 5000;
/** Waited for a lock that someone holds, such as an open migration; less where the statement timeout is short. */
const LOCK_MS = 2000;
/** Where there is no statement timeout: nothing stays in reading for ever. */
const SILENCE_MS = 600_000;

/** One message; the rows of its last statement as arrays. */
export type SendQuery = (sql: string) => Promise<unknown[][]>;
/** Whoever may be asked, and may end it. */
export interface Outside {
  readonly signal?: AbortSignal | undefined;
  readonly password?: SourceOptions['password'];
  readonly allowHost?: SourceOptions['allowHost'];
  /** The connection is kept while nothing is asked. */
  readonly kept?: boolean;
}

/**
 * Runs `work` in BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY with the statement timeout set and the search path
 * pinned; `searchPath` is dev's own.
 * @throws DevSourceError for whatever goes wrong, `cancelled` when `signal` is.
 */
export async function withTransaction<T>(
  options: ConnectionOptions,
  outside: Outside,
  work: (query: SendQuery, searchPath: string) => Promise<T>,
): Promise<T> {
  const { signal } = outside;
  if (signal?.aborted) throw cancelled(options);
  const opening = new AbortController();
  const abort = (): void => opening.abort();
  signal?.addEventListener('abort', abort, { once: true });
  let client: pg.Client | undefined;
  const stop = (): void => client && cancelRunning(client);
  try {
    client = await openAny(options, outside, opening.signal);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) throw cancelled(options);
    const connected = client;
    const send = async (sql: string): Promise<readonly pg.QueryArrayResult[]> => {
      if (signal?.aborted) throw cancelled(options);
      // Several statements in one message have a result each.
      return [await connected.query({ text: sql, rowMode: 'array' })].flat();
    };
    const shown = (await send(begin(options))).find(({ command }) => command === 'SHOW')?.rows ?? [];
    return await work(async (sql) => (await send(sql)).at(-1)?.rows ?? [], String(onlyValue(shown) ?? ''));
  } catch (error) {
    // A server that stopped answering would not answer a goodbye either.
    if (client) socketOf(client).destroy();
    throw signal?.aborted ? cancelled(options) : explain(error, options);
  } finally {
    signal?.removeEventListener('abort', abort);
    signal?.removeEventListener('abort', stop);
    // Closing the connection ends the transaction; nothing was written.
    if (client) void client.end().catch(() => {});
  }
}

/** A session that stays open. Nothing of this program's reads dev by it: see `withTransaction`. */
export interface OpenSession {
  /** The rows of the last statement. @throws pg's error, which holds what PostgreSQL said */
  send(sql: string): Promise<unknown[][]>;
  /** Whether the connection is still there. */
  isOpen(): boolean;
  onNotice(listener: (notice: object) => void): void;
  /** Whatever runs in it is cancelled. */
  end(): Promise<void>;
}
/** @throws DevSourceError */
export async function openSession(options: ConnectionOptions, outside: Outside): Promise<OpenSession> {
  const { signal } = outside;
  if (signal?.aborted) throw cancelled(options);
  const opening = new AbortController();
  const abort = (): void => opening.abort();
  signal?.addEventListener('abort', abort, { once: true });
  try {
    const client = await openAny(options, { ...outside, kept: true }, opening.signal);
    let busy = 0;
    return {
      async send(sql) {
        busy++;
        try {
          return [await client.query({ text: sql, rowMode: 'array' })].flat().at(-1)?.rows ?? [];
        } finally {
          busy--;
        }
      },
      isOpen: () => !socketOf(client).destroyed,
      onNotice: (listener) => void client.on('notice', listener),
      async end() {
        if (busy > 0) cancelRunning(client);
        else await client.end().catch(() => {});
      },
    };
  } catch (error) {
    throw signal?.aborted ? cancelled(options) : explain(error, options);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/**
 * One message, so that nothing comes between. SET LOCAL, not startup parameters: poolers refuse those. Row security is
 * switched off for this session: what it would hide is refused then, and its policies, which others wrote, do not run.
 * The rest is what a role or a database may have set otherwise and PostgreSQL prints by.
 */
function begin(options: ConnectionOptions): string {
  const timeout = Math.max(0, Math.trunc(options.statementTimeoutMs));
  return [
    'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY',
    `SET LOCAL statement_timeout = ${timeout}`,
    `SET LOCAL lock_timeout = ${timeout === 0 ? LOCK_MS : Math.max(1, Math.min(LOCK_MS, Math.trunc(timeout / 2)))}`,
    ...(options.schema === undefined ? [] : [`SET LOCAL search_path = ${quoteIdentifier(options.schema, 'always')}`]),
    showSearchPath,
    pinSearchPath,
    'SET LOCAL row_security = off',
    'SET LOCAL standard_conforming_strings = on',
    'SET LOCAL quote_all_identifiers = off',
    'SET LOCAL datestyle = ISO',
    'SET LOCAL intervalstyle = postgres',
    // The catalogs are in memory, and the queries over them are short: nothing is won by reading all of one, or by compiling.
    'SET LOCAL random_page_cost = 1.1',
    'SET LOCAL jit = off',
    // Nor are processes of dev's server taken for it: where it is busy, they are waited for.
    'SET LOCAL max_parallel_workers_per_gather = 0',
    `SET LOCAL idle_in_transaction_session_timeout = ${timeout === 0 ? 0 : timeout + 60_000}`,
  ].join('; ');
}
function cancelled(options: ConnectionOptions): DevSourceError {
  return new DevSourceError(t('reading {0} was cancelled', options.database ?? ''), 'cancelled');
}

/** The first host that answers; whatever one says that does answer is final. */
async function openAny(options: ConnectionOptions, ask: Outside, signal: AbortSignal): Promise<pg.Client> {
  const hosts = [{}, ...(options.alternatives ?? [])];
  for (const [index, host] of hosts.entries()) {
    const one = { ...options, ...host };
    try {
      return await open(one, ask, signal);
    } catch (error) {
      const failure = explain(error, one);
      const unreachable = failure.code === 'refused' || failure.code === 'timeout' || failure.code === 'not found';
      if (!unreachable || signal.aborted || index === hosts.length - 1) throw failure;
    }
  }
  throw new Error('no host');
}

async function open(options: ConnectionOptions, ask: Outside, signal: AbortSignal): Promise<pg.Client> {
  const deadline = Date.now() + options.connectTimeoutMs;
  const attempts = sslAttempts(options);
  let asked: Promise<string> | undefined;
  const person = askedPerson(ask);
  const password = (): Promise<string> => {
    asked ??= findPassword(options, person);
    return asked;
  };
  const another = (refused: string | undefined) => findPassword(options, ask, refused).catch(() => undefined);
  let failure: unknown;
  for (const [index, ssl] of attempts.entries()) {
    try {
      return await attempt(options, ssl, password, Math.max(1, deadline - Date.now()), signal, ask.kept);
    } catch (error) {
      if (asked && (await person.hasAnswered(asked, signal)))
        return attempt(options, ssl, password, options.connectTimeoutMs, signal, ask.kept);
      const other = isWrongPassword(error) ? await another(await asked) : undefined;
      if (other !== undefined) {
        // What is set was refused: what a person entered for this connection may be newer.
        asked = Promise.resolve(other);
        return attempt(options, ssl, password, Math.max(1, deadline - Date.now()), signal, ask.kept);
      }
      // Where both were tried, what the first said of the login is more to the point than "no SSL".
      failure = index > 0 && isServerError(failure) && !isServerError(error) ? failure : error;
      if (!worthAnother(error)) break;
    }
  }
  throw failure;
}
const isWrongPassword = (error: unknown): boolean => (error as { code?: unknown })?.code === '28P01';
const isServerError = (error: unknown): boolean => /^[0-9A-Z]{5}$/.test(String((error as { code?: unknown })?.code));
/** `prefer` and `allow` go on when the server refuses this kind of connection, not when it is not there. */
function worthAnother(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === '28000' || /SSL|TLS/.test(`${String(code)} ${String(message)}`);
}

async function attempt(
  options: ConnectionOptions,
  ssl: TlsOptions | false,
  password: () => Promise<string>,
  timeout: number,
  signal: AbortSignal,
  kept = false,
): Promise<pg.Client> {
  const [driver, { socket, other, accepted }] = [await import('pg'), watchedSocket(ssl !== false)];
  const limit = (options.statementTimeoutMs || SILENCE_MS) + NETWORK_MS;
  const client = new driver.default.Client({
    host: options.host ?? 'localhost',
    port: options.port ?? 5432,
    database: options.database,
    user: options.user,
    password,
    ssl,
    stream: () => socket,
    connectionTimeoutMillis: timeout,
    query_timeout: options.statementTimeoutMs === 0 ? 0 : limit,
    keepAlive: true,
    application_name: options.applicationName,
    ...present({ options: options.options }),
  });
  const { connection } = client as unknown as { connection: GuardedConnection & EventEmitter };
  guard(connection, kept ? 0 : limit);
  const parameters = reportedParameters(connection);
  // A connection that breaks while idle is noticed by the next query; unheard, the event would end the process.
  client.on('error', () => {});
  const abort = (): void => void socket.destroy(new Error('cancelled'));
  signal.addEventListener('abort', abort, { once: true });
  return client
    .connect()
    .then(() => {
      const product = otherProduct(parameters);
      if (product) throw product;
      return client;
    })
    .catch((error: unknown) => {
      socket.destroy();
      throw other() ?? (accepted() && (error as Error).message === 'timeout expired' ? new Unanswered() : error);
    })
    .finally(() => signal.removeEventListener('abort', abort));
}

/** A socket that breaks off at once when the first bytes are not PostgreSQL's, instead of waiting for the rest. */
function watchedSocket(ssl: boolean): {
  readonly socket: Socket;
  other(): NotPostgres | undefined;
  accepted(): boolean;
} {
  const socket = new Socket();
  let accepted = false;
  socket.once('connect', () => {
    accepted = true;
  });
  let other: NotPostgres | undefined;
  socket.once('data', (bytes: Buffer) => {
    const first = String.fromCharCode(bytes[0] ?? 0);
    // Documentation, 53.2.1: to an SSL request S, N or an error; to a startup an authentication request, an error,
    // a notice or the negotiation of the protocol's version.
    const expected = ssl ? 'SNE' : 'RENv';
    if (expected.includes(first) && !(first === 'E' && looksLikeText(bytes))) return;
    other = new NotPostgres(guess(bytes));
    socket.destroy(other);
  });
  return { socket, other: () => other, accepted: () => accepted };
}
/** `ERR…` of another protocol: after PostgreSQL's `E` come four bytes of a small length. */
const looksLikeText = (bytes: Buffer): boolean => bytes.length > 1 && bytes[1] !== 0;
function guess(bytes: Buffer): string {
  const text = bytes.subarray(0, 200).toString('latin1');
  if (text.startsWith('HTTP/')) return t('it answers as a web server does');
  if (text.startsWith('SSH-')) return t('it answers as an SSH server does');
  if (bytes[4] === 10 && bytes.length > 5) return t('it answers as MySQL or MariaDB does');
  if (/^[+-](ERR|OK|PONG|NOAUTH|DENIED)/.test(text)) return t('it answers as Redis does');
  return t('its first bytes are of another protocol');
}

function socketOf(client: pg.Client): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
/** Asks the server to stop (documentation, 53.2.8), and does not wait for it. */
function cancelRunning(client: pg.Client): void {
  const { processID, secretKey } = client as unknown as { processID: number | null; secretKey: number | null };
  socketOf(client).destroy(new Error('cancelled'));
  if (processID === null || secretKey === null) return;
  const request = Buffer.alloc(16);
  for (const [index, value] of [16, 80877102, processID, secretKey].entries()) request.writeInt32BE(value, index * 4);
  const { host, port } = client;
  const socket = host.startsWith('/') ? connectSocket(`${host}/.s.PGSQL.${port}`) : connectSocket(port, host);
  socket.setTimeout(2000, () => socket.destroy());
  socket.on('error', () => {}).on('connect', () => socket.end(request));
  socket.unref();
}
