/** libpq's parameters → how the server is asked. */

import { resolve } from 'node:path';
import { t } from '../../text/l10n';
import { present } from '../../text/present';
import { type ConnectionOptions, DevSourceError, type SchemaChoice } from '../source';
import type { ConnectionParameters } from './connection-text';
import type { ResolveIo } from './environment';

const sslmodes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

/** What holds for every connection. */
export interface ConnectionDefaults {
  /** The workspace's folders, absolute: `.env` files are looked for there, paths are relative to the first. */
  readonly folders: readonly string[];
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  /** The schemas that are read; absent: all. */
  readonly schemas?: SchemaChoice;
}
/** How the server is asked: addresses, names, encryption and how long it may take. @throws DevSourceError */
export function connectionOptions(
  given: ConnectionParameters,
  input: ConnectionDefaults,
  io: ResolveIo,
): ConnectionOptions {
  const hosts = hostsOf(given, io);
  const user = given.user ?? io.user;
  const seconds = Number(given.connect_timeout);
  const schema = given.schema ?? given.currentSchema;
  const sslmode = sslmodeOf(given);
  return {
    ...hosts[0]!,
    ...present({ alternatives: hosts.length > 1 ? hosts.slice(1) : undefined }),
    database: given.dbname ?? user,
    user,
    ...present({
      password: given.password,
      sslmode,
      sslrootcert: given.sslrootcert === undefined ? undefined : certificate(given.sslrootcert, input.folders, io),
      sslcert: given.sslcert === undefined ? undefined : certificate(given.sslcert, input.folders, io),
      sslkey: given.sslkey === undefined ? undefined : certificate(given.sslkey, input.folders, io),
      options: given.options,
      schema,
      schemas: input.schemas,
    }),
    connectTimeoutMs: seconds > 0 ? seconds * 1000 : input.connectTimeoutMs,
    statementTimeoutMs: input.statementTimeoutMs,
    applicationName: 'DevSchema',
  };
}
function hostsOf(given: ConnectionParameters, io: ResolveIo): { readonly host: string; readonly port: number }[] {
  const ports = (given.port ?? '').split(',').map((text) => portOf(text));
  const portAt = (index: number): number => (ports.length === 1 ? ports[0]! : (ports[index] ?? 5432));
  const { host, hostaddr } = given;
  // libpq would go to the address; reading another server without a word would be worse than none.
  if (host !== undefined && hostaddr !== undefined && host !== hostaddr)
    throw new DevSourceError(t('hostaddr {0} stands beside host {1}', hostaddr, host), 'configuration', {
      advice: t('The two may be different servers. Write the address alone, as host.'),
    });
  const named = host ?? hostaddr;
  if (named === undefined) return [{ host: usualHost(ports[0]!, io), port: ports[0]! }];
  return named.split(',').map((host, index) => {
    const port = portAt(index);
    return { host: host === '' ? usualHost(port, io) : host, port };
  });
}
function portOf(text: string): number {
  if (text.trim() === '') return 5432;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new DevSourceError(t('the port is not a number from 1 to 65535'), 'configuration', {
    advice: t('In a URL, write / ? and % in a password as %2F %3F %25.'),
  });
}
/** A server's socket on this machine, where there is one. */
function usualHost(port: number, io: ResolveIo): string {
  const folders = io.windows ? [] : ['/var/run/postgresql', '/tmp'];
  return folders.find((folder) => io.kind(`${folder}/.s.PGSQL.${port}`) === 'socket') ?? 'localhost';
}
function sslmodeOf(given: ConnectionParameters): ConnectionOptions['sslmode'] | undefined {
  const written = given.sslmode ?? given.ssl;
  if (written === undefined) return undefined;
  if (['true', '1', 'no-verify'].includes(written)) return 'require';
  if (['false', '0'].includes(written)) return 'disable';
  const known = sslmodes.find((mode) => mode === written);
  if (known === undefined)
    throw new DevSourceError(t('sslmode "{0}" is none of {1}', written, sslmodes.join(', ')), 'configuration');
  return known;
}
/** Certificates may be named relative to the workspace. */
function certificate(written: string, folders: readonly string[], io: ResolveIo): string {
  return written === 'system' ? written : resolve(folders[0] ?? '.', written.replace(/^~(?=[/\\])/, io.home));
}
