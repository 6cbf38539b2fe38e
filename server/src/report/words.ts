/** What every form of the checklist says first. */
import { chained, plural, t } from '../text/l10n';
import { type Answer, answerOf, type Checklist, type ReadFrom, type ReportOutcome, type Section } from './checklist';

/** `Refused: Backup, Exact statements not done; Rollback not known.` The titles are those of the checklist. */
export function conclusion(outcome: ReportOutcome, sections: readonly Section[]): string {
  const titled = (answer: Answer) => sections.filter((one) => answerOf(one) === answer).map(({ title }) => title);
  const [wrong, unknown, open] = [titled('not done'), titled('not known'), titled('to do')];
  const parts = [
    ...(wrong.length > 0 ? [t('{0} not done', wrong.join(', '))] : []),
    ...(unknown.length > 0 ? [t('{0} not known', unknown.join(', '))] : []),
    ...(outcome === 'proved' ? [doneOf(sections.length, open.length)] : []),
    ...(outcome === 'proved' && open.length > 0 ? [t('{0} to do', open.join(', '))] : []),
  ];
  // Said once.
  if (outcome === 'not known' && wrong.length === 0) return t('Not known: {0}.', unknown.join(', '));
  const all = chained(parts, '; ');
  if (outcome === 'proved') return t('Proved: {0}.', all);
  return outcome === 'refused' ? t('Refused: {0}.', all) : t('Not known: {0}.', all);
}
const doneOf = (all: number, left: number): string =>
  left === 0 && all > 1 ? t('all {0} sections done', all) : plural(all - left, '{0} section done', '{0} sections done');

export const devWords = ({ dev }: Checklist): string => `Dev: ${readWords(dev)}, fingerprint ${dev.fingerprint}.`;
export const targetWords = ({ target }: Checklist): string =>
  target ? `Target: ${readWords(target)}.` : 'Target: none.';
function readWords({ label, from, serverVersion, readAt }: ReadFrom): string {
  const by = from === undefined ? '' : ` (${from})`;
  const server = serverVersion === undefined ? '' : `, PostgreSQL ${serverVersion}`;
  return `${label}${by}${server}, read ${new Date(readAt).toISOString()}`;
}
