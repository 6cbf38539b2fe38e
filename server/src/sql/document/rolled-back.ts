/** Files that try something out: `BEGIN; …; ROLLBACK;`. */

import { t } from '../../text/l10n';
import type { SqlDocument } from './statement';

export const ROLLED_BACK = t('it is rolled back by the file itself');
/** Whether the last transaction that the file opens is undone by it. */
export function rollsBack({ statements }: SqlDocument): boolean {
  const words = statements.flatMap(({ runs, parsed }) =>
    runs ? parsed.ops.flatMap((op) => (op.op === 'transaction' ? op.what : [])) : [],
  );
  return words.at(-1) === 'rollback' && words.includes('begin');
}
