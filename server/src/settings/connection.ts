/** The setting that says what dev is: a text, or the fields of a connection. */
import { chained, t } from '../text/l10n';
import { nearest } from '../text/nearest-name';

/** `devschema.connection` as fields; strings may hold `${env:NAME}`, which dev/ resolves. */
export interface ConnectionFields {
  readonly host?: string;
  readonly port?: number | string;
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
  readonly sslmode?: string;
  readonly sslrootcert?: string;
  readonly sslcert?: string;
  readonly sslkey?: string;
  readonly options?: string;
  /** Alone: what it prints is SQL. */
  readonly command?: string;
}
const connectionFields: readonly (keyof ConnectionFields)[] = [
  'host',
  'port',
  'database',
  'user',
  'password',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'options',
  'command',
];

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Says that a value is not allowed, and what is; the setting keeps its default. */
export type Refuse = (allowed: string, where?: string, what?: unknown) => unknown;

/** As other programs call it. */
const calledElsewhere: Readonly<Record<string, keyof ConnectionFields>> = {
  ...{ db: 'database', dbase: 'database', dbname: 'database', username: 'user', role: 'user' },
  ...{ hostname: 'host', server: 'host', pass: 'password', passwd: 'password', ssl: 'sslmode' },
};
function noField(name: string): string {
  const near = calledElsewhere[name.toLowerCase()] ?? nearest(name, connectionFields);
  const said = t('There is no field {0}.', name);
  const hint = near === undefined ? t('Allowed: {0}.', connectionFields.join(', ')) : t('Did you mean {0}?', near);
  return chained([said, hint], ' ');
}

/** `tell`: what else is wrong with a part of it. */
export function decodeConnection(
  key: 'connection' | 'target',
  value: unknown,
  refuse: Refuse,
  tell: (where: string, message: string) => void,
): unknown {
  if (typeof value === 'string') return value.trim();
  if (!isObject(value)) return refuse(t('a URL, a path, or an object of host, port, database, user, …'));
  const fields: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (field === null || field === '') continue;
    const known = connectionFields.some((one) => one === name);
    const typed = typeof field === 'string' || (name === 'port' && typeof field === 'number');
    if (known && typed) fields[name] = field;
    else if (known) refuse(name === 'port' ? t('a port number') : t('a string'), `${key}.${name}`, field);
    else tell(`${key}.${name}`, noField(name));
  }
  return Object.keys(fields).length === 0 ? '' : fields;
}
