/** Why dev cannot be read, in words. */

import { connectionName } from '../dev/connect/connect-errors';
import { type DevSourceConfig, DevSourceError } from '../dev/source';
import { t } from '../text/l10n';

const outOfReach: ReadonlySet<DevSourceError['code']> = new Set([
  'refused',
  'timeout',
  'not found',
  'authentication',
  'ssl',
]);

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
/** With what it came from, which is not for the status. */
export function logged(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? messageOf(error) : `${messageOf(error)} (${messageOf(cause)})`;
}
/** A server out of reach and a source that cannot be read are told apart; the reason alone stands in the brackets. */
export function troubleOf(error: unknown): string {
  const reason = error instanceof DevSourceError ? error.reason : messageOf(error);
  const network = error instanceof DevSourceError && outOfReach.has(error.code);
  return network ? t('dev cannot be reached ({0})', reason) : t('dev cannot be read ({0})', reason);
}
/** The password that would help, by the name under which a client keeps it. */
export function passwordOf(error: unknown, config: DevSourceConfig): { password: string } | undefined {
  const asks = error instanceof DevSourceError && error.code === 'authentication' && config.kind === 'database';
  return asks ? { password: connectionName(config.connection) } : undefined;
}
