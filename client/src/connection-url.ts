/** Takes the password out of a connection URL, so that the rest may stand in a settings file. */

interface SplitUrl {
  readonly url: string;
  /** Decoded; undefined where the URL has none. */
  readonly password?: string;
}

/**
 * libpq's form: `postgresql://user:password@host,host/database?password=…`. The user information ends at the last `@`
 * before the path, since a password typed without encoding can hold one. A reference such as `${env:PASSWORD}` is no
 * secret and stays.
 */
export function splitPassword(url: string): SplitUrl {
  const [base, query] = cut(url, url.indexOf('?'));
  const authority = /^([a-z]+:\/\/)([^/]*)(.*)$/is.exec(base);
  if (!authority) return { url };
  const [user, host] = cut(authority[2]!, authority[2]!.lastIndexOf('@'));
  const [name, typed] = host === undefined ? [user, undefined] : cut(user, user.indexOf(':'));
  const inQuery = query?.split('&').find((part) => /^password=/i.test(part));
  const secret = typed ?? inQuery?.slice('password='.length);
  if (secret === undefined || /^\$\{env:[^}]+\}$/.test(secret)) return { url };
  const left = query?.split('&').filter((part) => part !== inQuery);
  const cleanQuery = left && left.length > 0 ? `?${left.join('&')}` : '';
  const server = host === undefined ? authority[2] : `${name}@${host}`;
  return { url: `${authority[1]}${server}${authority[3]}${cleanQuery}`, password: decode(secret) };
}

function cut(text: string, at: number): [string, string | undefined] {
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
