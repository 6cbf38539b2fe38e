/** Files that a tool reads in the middle of another: psql's `\i`, graphile-migrate's `--! include`. What they hold is not looked at. */
import { t } from '../../text/l10n';
import type { Skipped, Statement } from './statement';

const including = /^(?:\\i(?:r|nclude|nclude_relative)?\b|--!\s*include\b)/;
/** Undefined: it is nothing of the kind. */
export const whyNotIncluded = ({ what, text }: Skipped): string | undefined =>
  what === 'meta-command' && including.test(text) ? t('what {0} reads is not looked at', text.trim()) : undefined;
/** Why a name that a statement lacks may be there: a file that is included before it may make it. */
export function includedBefore(skipped: readonly Skipped[], { range }: Statement): string | undefined {
  const before = skipped.findLast((each) => each.range.end <= range.start && whyNotIncluded(each) !== undefined);
  return before && whyNotIncluded(before);
}
