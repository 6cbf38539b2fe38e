/** How many files of a history have run, in words. */
import type { FoldedHistory } from '../fold/folded';
import { t } from '../text/l10n';

const counted = new WeakMap<FoldedHistory, string>();

/** `goose: 37 applied, 1 pending`, of those files that their tool runs; undefined of a loose file. */
export function historyCounts(history: FoldedHistory): string | undefined {
  const { convention, files } = history;
  if (!convention) return undefined;
  const known = counted.get(history);
  if (known !== undefined) return known;
  const running = files.filter((_, at) => convention.files[at]?.runs);
  const number = (standing: string) => running.filter((file) => file.standing === standing).length;
  const words = t('{0}: {1} applied, {2} pending', convention.name, number('applied'), number('pending'));
  counted.set(history, words);
  return words;
}
