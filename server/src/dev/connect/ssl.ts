/** libpq's sslmode (PostgreSQL documentation, 34.19) as what Node's TLS is to do. */

import { homedir } from 'node:os';
import { join } from 'node:path';
import { decodeText, readRegular, sizeLimits } from '../../files/reading';
import { t } from '../../text/l10n';
import { present } from '../../text/present';
import { type ConnectionOptions, DevSourceError } from '../source';

export interface TlsOptions {
  readonly rejectUnauthorized: boolean;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly checkServerIdentity?: () => undefined;
}
/** What to try, one after the other: `false` is without SSL. */
export function sslAttempts(options: ConnectionOptions): readonly (TlsOptions | false)[] {
  if (options.host?.startsWith('/')) return [false];
  switch (options.sslmode ?? 'prefer') {
    case 'disable':
      return [false];
    case 'allow':
      return [false, tlsOptions(options, 'none')];
    case 'prefer':
      return [tlsOptions(options, 'none'), false];
    case 'require':
      // With a root certificate at hand, libpq verifies as verify-ca does.
      return [tlsOptions(options, rootCertificate(options) === undefined ? 'none' : 'authority')];
    case 'verify-ca':
      return [tlsOptions(options, 'authority')];
    case 'verify-full':
      return [tlsOptions(options, 'identity')];
  }
}

function tlsOptions(options: ConnectionOptions, verify: 'none' | 'authority' | 'identity'): TlsOptions {
  const ca = verify === 'none' ? undefined : rootCertificate(options);
  const cert = ownFile(options.sslcert, 'postgresql.crt', 'sslcert');
  const key = cert === undefined ? undefined : ownFile(options.sslkey, 'postgresql.key', 'sslkey');
  return {
    rejectUnauthorized: verify !== 'none',
    ...present({ ca, cert, key, checkServerIdentity: verify === 'authority' ? () => undefined : undefined }),
  };
}
/** Undefined: the authorities Node knows (libpq's `system`). */
function rootCertificate(options: ConnectionOptions): string | undefined {
  return options.sslrootcert === 'system' ? undefined : ownFile(options.sslrootcert, 'root.crt', 'sslrootcert');
}
function ownFile(named: string | undefined, usual: string, what: string): string | undefined {
  if (named === '') return undefined;
  const folder =
    process.platform === 'win32' ? join(process.env.APPDATA ?? '', 'postgresql') : join(homedir(), '.postgresql');
  const found = readRegular(named ?? join(folder, usual), { limit: sizeLimits.small });
  if ('bytes' in found) return decodeText(found.bytes);
  if (named === undefined) return undefined;
  throw new DevSourceError(t('{0} {1} {2}', what, named, found.missing ? t('cannot be read') : found.problem), 'ssl');
}
