/** Characters of which a file has only bytes that are no UTF-8: a tool sends those, or others, or stops. */
import { t } from './l10n';

/** What a decoder writes in their place. */
export const UNDECODED = '\ufffd';
/** What is left of a byte order mark where a tool would send it. */
const MARK = '\ufeff';
/** Why nothing is known of a whole file: it is UTF-16, or has a second mark. */
export const markedTwice = (text: string): string | undefined =>
  text.startsWith(MARK)
    ? t(
        'it begins with a byte order mark that is sent with it (it is UTF-16, or has two): most tools and PostgreSQL stop there',
      )
    : undefined;
/** Why nothing certain is known of what holds one. */
export const undecoded = (): string => t('characters stand in it that are no UTF-8');
