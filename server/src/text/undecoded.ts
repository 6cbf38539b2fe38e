/** Characters of which a file has only bytes that are no UTF-8: a tool sends those, or others, or stops. */
import { t } from './l10n';

/** What a decoder writes in their place. */
export const UNDECODED = '\ufffd';
/** Why nothing certain is known of what holds one. */
export const undecoded = (): string => t('characters stand in it that are no UTF-8');
