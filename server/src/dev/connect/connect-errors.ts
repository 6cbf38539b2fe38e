/** What went wrong between here and a server, in words for people. */

import { t } from '../../text/l10n';
import { present } from '../../text/present';
import { type ConnectionOptions, DevSourceError } from '../source';
import { Endless, Garbled, MOST_BYTES, Silent } from './message-guard';
import { OtherProduct } from './product';
import { howToAllow } from './provenance';

/** What stands at the other end when its first bytes are not PostgreSQL's. */
export class NotPostgres extends Error {}
/** It took the connection and did not go on. */
export class Unanswered extends Error {}
/** The server wants a password and nobody has one, or the only one is kept back: what that is called. */
export class PasswordMissing extends Error {
  constructor(readonly keptBack?: string) {
    super('no password');
  }
}

/** `localhost:5432`, or a socket's folder. */
export function addressOf(options: ConnectionOptions): string {
  const host = options.host ?? 'localhost';
  return host.startsWith('/') ? host : `${host.includes(':') ? `[${host}]` : host}:${options.port ?? 5432}`;
}
/** Names a connection without secrets: `user@host:port/database`. */
export function connectionName(options: ConnectionOptions): string {
  return `${options.user ?? ''}@${addressOf(options)}/${options.database ?? ''}`;
}

const userOf = (options: ConnectionOptions): string => options.user ?? '';
const databaseOf = (options: ConnectionOptions): string => options.database ?? '';

interface Facts {
  readonly code: string | undefined;
  readonly message: string;
}
type Explanation = readonly [code: DevSourceError['code'], reason: string, advice?: string];

/** Any error of a connection or a query → what people are told. Never holds a password: servers do not send them back. */
export function explain(error: unknown, options: ConnectionOptions): DevSourceError {
  if (error instanceof DevSourceError) return error;
  const [code, reason, advice] = explanation(error, options);
  return new DevSourceError(reason, code, { cause: error, ...present({ advice }) });
}

function explanation(error: unknown, options: ConnectionOptions): Explanation {
  const where = addressOf(options);
  if (error instanceof NotPostgres)
    return ['not postgres', t('{0} is not a PostgreSQL server: {1}', where, error.message), t('Check host and port.')];
  if (error instanceof OtherProduct) return ['not postgres', t('{0} is {1}', where, error.what), error.advice];
  if (error instanceof PasswordMissing) return passwordMissing(options, error.keptBack);
  if (error instanceof Unanswered)
    return [
      'timeout',
      unanswered(options),
      t(
        'The server took the connection and did not go on: it is overloaded, or another session has a system catalog locked. It is tried again by itself.',
      ),
    ];
  if (error instanceof Silent) return stopped(where);
  if (error instanceof Endless)
    return [
      'other',
      t('{0} sent more than {1} MB, and reading was given up', where, MOST_BYTES >> 20),
      t('Check host and port. Of a server with very many schemas, devschema.schemas chooses which are read.'),
    ];
  if (isGarbled(error))
    return ['other', t('what {0} sent cannot be read: it came damaged, or is of another protocol', where), again()];
  const facts = factsOf(error);
  return (
    network(facts, options) ?? explainServerError(facts, options) ?? ['other', t('{0}: {1}', where, facts.message)]
  );
}
const again = (): string => t('It is tried again by itself.');
const unanswered = (options: ConnectionOptions): string =>
  t('no answer from {0} within {1} s', addressOf(options), options.connectTimeoutMs / 1000);
const stopped = (where: string): Explanation => [
  'timeout',
  t('{0} stopped answering', where),
  t('Check the network. It is tried again by itself.'),
];
/** Said by the guard or by the driver, or met in an answer that was not to the question. */
function isGarbled(error: unknown): boolean {
  if (error instanceof Garbled || error instanceof TypeError || error instanceof RangeError) return true;
  return (
    error instanceof Error &&
    /^(Received unexpected|received invalid response|Unknown authentication|SASL: (?!Only mech|.*client password must))/i.test(
      error.message,
    )
  );
}

function factsOf(error: unknown): Facts {
  // Node tries every address of a name, and says why each failed.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = (first ?? {}) as { code?: unknown; message?: unknown };
  return { code: typeof code === 'string' ? code : undefined, message: String(message ?? error) };
}

function passwordMissing(options: ConnectionOptions, keptBack?: string): Explanation {
  if (options.stranger && keptBack !== undefined) {
    const { hosts, namedBy } = options.stranger;
    return [
      'authentication',
      t(
        '{0} wants a password for user {1}, and {2} is not sent to {3}, a host that the repository names ({4})',
        ...[addressOf(options), userOf(options), keptBack, hosts, namedBy],
      ),
      howToAllow(hosts),
    ];
  }
  return [
    'authentication',
    t('{0} wants a password for user {1}, and none is set', addressOf(options), userOf(options)),
    t('Set PGPASSWORD or a line in the password file (~/.pgpass), or enter it in VS Code (Enter Password).'),
  ];
}

function network({ code, message }: Facts, options: ConnectionOptions): Explanation | undefined {
  const where = addressOf(options);
  switch (code) {
    case 'ECONNREFUSED':
      return ['refused', t('connection refused at {0}', where), t('Is PostgreSQL running there?')];
    case 'ENOENT':
      return [
        'refused',
        t('no server listens on a socket in {0}', where),
        t('Is PostgreSQL running, and is this its folder?'),
      ];
    case 'EACCES':
      return ['refused', t('the socket in {0} may not be used by this user', where)];
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NODATA':
      return [
        'not found',
        t('no address is known for host {0}', options.host ?? ''),
        t('Check its spelling, or the network.'),
      ];
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return [
        'timeout',
        t('{0} cannot be reached', where),
        t('Check the address, the network or VPN, and the firewall.'),
      ];
    case 'ECONNRESET':
    case 'EPIPE':
      return ['other', t('{0} closed the connection', where), t('Is it a PostgreSQL server, and is it running?')];
  }
  if (message === 'timeout expired')
    return ['timeout', unanswered(options), t('Check the address, the network and the firewall.')];
  if (message === 'Query read timeout') return stopped(where);
  if (message.startsWith('Connection terminated') || message.endsWith('is not queryable'))
    return ['other', t('{0} closed the connection without saying why', where), t('Is it a PostgreSQL server?')];
  return certificate(code, message, where);
}

function certificate(code: string | undefined, message: string, where: string): Explanation | undefined {
  if (message.includes('does not support SSL'))
    return ['ssl', t('{0} does not support SSL', where), t('Set sslmode to prefer or disable.')];
  const own =
    code !== undefined && /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|CERT_|ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO/.test(code);
  if (!own && !message.includes('establishing an SSL connection')) return undefined;
  return [
    'ssl',
    t('no SSL connection to {0} ({1})', where, message),
    t('Check sslmode, and that sslrootcert names the certificate that signed the server’s.'),
  ];
}

function explainServerError({ code, message }: Facts, options: ConnectionOptions): Explanation | undefined {
  const where = addressOf(options);
  if (message.includes('client password must be a string')) return passwordMissing(options);
  if (message.includes('statement pooling mode'))
    return [
      'other',
      t('{0} is a pooler in statement mode, which takes no transactions', where),
      t('Connect to the server itself, or to a pool in transaction or session mode.'),
    ];
  switch (code) {
    case '28P01':
      return [
        'authentication',
        t('wrong password for user {0} at {1}', userOf(options), where),
        t('Correct it where it is set, or enter it in VS Code (Enter Password).'),
      ];
    case '28000':
      return refusedLogin(message, options);
    case '3D000':
      return [
        'database missing',
        t('{0} has no database {1}', where, databaseOf(options)),
        t('Check the name, or create it.'),
      ];
    case '42501':
      return [
        'privilege',
        t('user {0} at {1} lacks a privilege ({2})', userOf(options), where, message),
        t('Ask its owner for GRANT CONNECT and USAGE.'),
      ];
    case '57014':
      return [
        'timeout',
        t('reading {0} at {1} took longer than {2} s', databaseOf(options), where, options.statementTimeoutMs / 1000),
        t('Raise devschema.statementTimeout.'),
      ];
    case '55P03':
      return lockedBy(message, options);
    case '53300':
      return ['other', t('{0} has no connection left ({1})', where, message)];
    case '57P03':
      return ['refused', t('{0} does not take connections now ({1})', where, message)];
  }
  return code !== undefined && /^[0-9A-Z]{5}$/.test(code)
    ? ['other', t('{0}: {1} ({2})', where, message, code)]
    : undefined;
}

/** Who it is where that could be asked. */
function lockedBy(message: string, options: ConnectionOptions): Explanation {
  const [database, where] = [databaseOf(options), addressOf(options)];
  const reason = / is locked by /.test(message)
    ? t('{0} at {1} cannot be read: {2}', database, where, message)
    : t('{0} at {1} cannot be read: another session has a system catalog locked', database, where);
  return ['timeout', reason, t('Wait for that session, or end it. It is tried again by itself.')];
}
function refusedLogin(message: string, options: ConnectionOptions): Explanation {
  const where = addressOf(options);
  // pg_hba.conf tells connections with and without SSL apart, and the message names which this one was.
  if (message.includes('pg_hba.conf') && /no encryption|SSL off/.test(message) && options.sslmode === 'disable')
    return [
      'ssl',
      t('{0} takes no connection of user {1} without SSL', where, userOf(options)),
      t('Set sslmode to require.'),
    ];
  const reason = t('{0} refuses user {1} ({2})', where, userOf(options), message);
  return message.includes('does not exist')
    ? ['privilege', reason, t('Check the name, or create the role.')]
    : ['privilege', reason];
}
