/** What became of a file that was run, in a few words: for a lens and the status bar. */
import { counted } from '../text/numbers';
import type { VerifiedFile } from '../verify/result';

export function verdictOf(file: VerifiedFile, version: string): string {
  const { outcome, base = '', refusals, notKnown } = file;
  switch (outcome) {
    case 'proved':
      return `proved on PostgreSQL ${version}: runs${/ without /.test(base) ? ', equals dev' : ` on ${base}`}, rows aside`;
    case 'refused':
      return `refused by PostgreSQL ${version}: ${counted(refusals.length, 'statement')}`;
    case 'differs':
      return `differs: PostgreSQL ${version} runs it, and what it makes is not what dev has`;
    case 'not known':
      return `not known on PostgreSQL ${version}: ${counted(notKnown.length, 'place')}, the first: ${notKnown[0]?.reason}`;
  }
}
