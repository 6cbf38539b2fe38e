/** A connection as text: URLs and `key=value` pairs of libpq (PostgreSQL documentation, 34.1.1), and what others write. */
import { t } from '../../text/l10n';
import { decodePercent } from '../../text/text';
import { DevSourceError } from '../source';

/** Any of libpq's parameters by its name there, `dbname` and the like; unknown ones are kept and never used. */
export type ConnectionParameters = Readonly<Record<string, string>>;

export function isConnectionUrl(text: string): boolean {
  return /^(jdbc:)?postgres(ql)?(\+\w+)?:\/\//i.test(text);
}
export function isKeywordText(text: string): boolean {
  return /^\s*(host|hostaddr|port|dbname|user|password|service|sslmode)\s*=/.test(text);
}
/** Some other scheme's URL; a single letter is a Windows drive. */
export function otherScheme(text: string): string | undefined {
  const scheme = /^(?:jdbc:)?([a-z][a-z0-9+.-]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  return scheme === 'file' ? undefined : scheme;
}
/** What can be shown of text that is no path: anything with an `@` could be a mistyped URL and hold a password. */
export function showable(text: string): string {
  return /@|password/i.test(text) ? '…' : text;
}

/**
 * libpq's form of URL, with several hosts, sockets and IPv6 addresses. More forgiving than a browser's: a password may
 * hold what should have been percent-encoded, as long as it is no `/` or `?`. @throws DevSourceError without the text.
 */
export function parseConnectionUrl(text: string): ConnectionParameters {
  const match = /^[^:]+(?::postgresql)?:\/\/(?:([^/?]*)@)?([^/?]*)(?:\/([^?]*))?(?:\?(.*))?$/s.exec(text.trim());
  if (!match) throw unreadable();
  const [, login, hosts = '', database, query] = match;
  const found: Record<string, string> = {};
  const put = (key: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') found[key] = decodePercent(value);
  };
  const colon = login?.indexOf(':') ?? -1;
  put('user', colon < 0 ? login : login?.slice(0, colon));
  put('password', colon < 0 ? undefined : login?.slice(colon + 1));
  const addresses = hosts.split(',').map(parseAddress);
  put('host', addresses.map((one) => one.host).join(','));
  if (addresses.some((one) => one.port !== '')) put('port', addresses.map((one) => one.port).join(','));
  put('dbname', database);
  for (const pair of (query ?? '').split('&')) {
    const at = pair.indexOf('=');
    if (at > 0) put(decodePercent(pair.slice(0, at)), pair.slice(at + 1).replaceAll('+', '%20'));
  }
  return found;
}
function parseAddress(text: string): { readonly host: string; readonly port: string } {
  const match = /^(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(text);
  if (!match) throw unreadable();
  return { host: match[1]!.replace(/^\[|\]$/g, ''), port: match[2] ?? '' };
}
function unreadable(): DevSourceError {
  return new DevSourceError(t('the connection URL cannot be read'), 'configuration', {
    advice: t(
      'It is postgresql://user:password@host:port/database, with / ? and % in a password written as %2F %3F %25.',
    ),
  });
}

/** `host=localhost dbname='my db'`, with `\'` and `\\` in quotes. */
export function parseKeywordText(text: string): ConnectionParameters {
  const found: Record<string, string> = {};
  for (const [, key, quoted, plain] of text.matchAll(/(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|((?:[^\s'\\]|\\.)*))/gs))
    found[key!] = (quoted ?? plain ?? '').replace(/\\(.)/gs, '$1');
  return found;
}
