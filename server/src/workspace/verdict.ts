/** What became of a file that was run, in a few words: for a lens and the status bar. */
import { plural, t } from '../text/l10n';
import { asideInWords, type VerifiedFile } from '../verify/result';

export function verdictOf(file: VerifiedFile, version: string): string {
  const { outcome, base = '', isHeld, changes, aside = [], refusals, notKnown } = file;
  switch (outcome) {
    case 'proved': {
      const said =
        isHeld && !changes
          ? t('proved on PostgreSQL {0}: runs, equals dev, rows aside', version)
          : t('proved on PostgreSQL {0}: runs on {1}, rows aside', version, base);
      return aside.length === 0
        ? said
        : t('{0}, but for {1}', said, aside.map((one) => asideInWords[one]()).join(', '));
    }
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
