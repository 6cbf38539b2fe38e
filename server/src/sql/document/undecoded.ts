/** Characters of which a file has only bytes that are no UTF-8: a tool sends those, or others, or stops. */
import { t } from '../../text/l10n';
import type { TextRange } from '../../text/text';
import type { SqlDocument } from './statement';

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
/** The first that is beside the statements, in a comment: most tools send those with them. In UTF-16 offsets. */
export function undecodedOutside({ text, statements }: SqlDocument): TextRange | undefined {
  let next = 0;
  for (let at = text.indexOf(UNDECODED); at >= 0; at = text.indexOf(UNDECODED, at + 1)) {
    while (next < statements.length && statements[next]!.range.end <= at) next++;
    const statement = statements[next];
    if (!statement || at < statement.range.start) return { start: at, end: at + 1 };
  }
  return undefined;
}
