/** What became of a file that was run, in a few words: for a lens and the status bar. */
import { plural, t } from '../text/l10n';
import type { VerifiedFile } from '../verify/result';

export function verdictOf(file: VerifiedFile, version: string): string {
  const { outcome, base = '', isHeld, changes, otherComments, refusals, notKnown } = file;
  switch (outcome) {
    case 'proved':
      if (isHeld && !changes && otherComments)
        return t('proved on PostgreSQL {0}: runs, equals dev, rows and comments aside', version);
      return isHeld && !changes
        ? t('proved on PostgreSQL {0}: runs, equals dev, rows aside', version)
        : t('proved on PostgreSQL {0}: runs on {1}, rows aside', version, base);
    case 'refused':
      if (refusals.every(({ isTooNew }) => isTooNew))
        return t('refused: PostgreSQL {0} takes it, the server that it is for is too old', version);
      return plural(
        refusals.length,
        'refused by PostgreSQL {1}: {0} statement',
        'refused by PostgreSQL {1}: {0} statements',
        version,
      );
    case 'differs':
      return t('differs: PostgreSQL {0} runs it, and what it makes is not what dev has', version);
    case 'not known':
      return plural(
        notKnown.length,
        'not known on PostgreSQL {1}: {0} place, the first: {2}',
        'not known on PostgreSQL {1}: {0} places, the first: {2}',
        version,
        notKnown[0]?.reason ?? '',
      );
  }
}
