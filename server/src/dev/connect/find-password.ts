/** Where a password comes from, and which of them may go to the host. */

import { t } from '../../text/l10n';
import type { ConnectionOptions, SourceOptions } from '../source';
import { connectionName, PasswordMissing } from './connect-errors';
import { passwordFromFile } from './password-file';

/**
 * As libpq has it: what stands in the setting, or was typed with it and is kept aside; then variables and services, then
 * the password file, then whoever may be asked. To a host that the repository names only what is meant for that host goes
 * by itself: a line of the password file that names it, what was entered for it. `refused`: the server did not take it, and
 * what a person has entered, or enters now, may be newer.
 */
export async function findPassword(
  options: ConnectionOptions,
  ask: { readonly [K in 'password' | 'allowHost']?: SourceOptions[K] | undefined },
  refused?: string,
): Promise<string> {
  const { password, stranger } = options;
  const isNews = (one: string | undefined): one is string => one !== undefined && one !== refused;
  const isGiven = isNews(password) && password !== '';
  if (isGiven && !options.isPasswordBorrowed) return password;
  const typed = await ask.password?.(connectionName(options), { kept: true });
  if (isNews(typed)) return typed;
  const line = refused === undefined ? fromPasswordFile(options) : undefined;
  if (refused === undefined && isGiven) return password;
  if (line && (stranger === undefined || line.exact)) return line.password;
  const entered = await ask.password?.(connectionName(options));
  if (isNews(entered)) return entered;
  const kept = stranger?.password ?? line?.password;
  if (stranger === undefined || kept === undefined || refused !== undefined) throw new PasswordMissing();
  const { hosts, namedBy, secret = t('a line for any host in the password file') } = stranger;
  if (await ask.allowHost?.({ hosts, namedBy, secret })) return kept;
  throw new PasswordMissing(secret);
}
function fromPasswordFile(options: ConnectionOptions) {
  const { port = 5432, database = '', user = '' } = options;
  // A socket is `localhost` in the password file (documentation, 34.16).
  const host = options.host === undefined || options.host.startsWith('/') ? 'localhost' : options.host;
  return passwordFromFile({ host, port, database, user });
}
