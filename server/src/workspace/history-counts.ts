/** How many files of the histories have run, in words. */
import type { FoldedHistory } from '../fold/folded';
import { chained, t } from '../text/l10n';
import { compareText } from '../text/text';

interface Counted {
  readonly history: FoldedHistory;
  readonly dev: unknown;
}
const countsOfHistory = new WeakMap<FoldedHistory, string>();

/** Of those that were folded with a dev, by folder: `goose: 37 applied, 1 pending`; and why not all files are known. */
export function countsOf(folded: ReadonlyMap<string, Counted>, incomplete: readonly string[]): string | undefined {
  const parts = [...folded]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, { history, dev }]) => (dev ? (countsIn(history) ?? []) : []));
  parts.push(...incomplete.map((why) => t('not all were looked at: {0}', why)));
  return parts.length === 0 ? undefined : chained(parts, '; ');
}
/** Of those files that their tool runs. */
function countsIn(history: FoldedHistory): string | undefined {
  const { convention, files } = history;
  const before = countsOfHistory.get(history);
  if (!convention || before !== undefined) return before;
  const running = files.filter((_, at) => convention.files[at]?.runs);
  const number = (standing: string) => running.filter((file) => file.standing === standing).length;
  const words = t('{0}: {1} applied, {2} pending', convention.name, number('applied'), number('pending'));
  countsOfHistory.set(history, words);
  return words;
}
