/** What every form of the checklist says first. */
import { counted } from '../text/numbers';
import { answerOf, type Checklist, type ReadFrom, type ReportOutcome, type Section } from './checklist';

/** `Refused: Backup, Exact statements not done; Rollback not known.` */
export function conclusion(outcome: ReportOutcome, sections: readonly Section[]): string {
  const titled = (answer: string) => sections.filter((one) => answerOf(one) === answer).map(({ title }) => title);
  const parts = [
    ...of(titled('not done'), 'not done'),
    ...of(titled('not known'), 'not known'),
    ...(outcome === 'proved' ? [doneOf(sections.length, titled('to do').length)] : []),
    ...(outcome === 'proved' ? of(titled('to do'), 'to do') : []),
  ];
  const words = { proved: 'Proved', refused: 'Refused', 'not known': 'Not known' } as const;
  return `${words[outcome]}: ${parts.join('; ')}.`;
}
const doneOf = (all: number, left: number): string =>
  `${left === 0 ? 'all ' : ''}${counted(all - left, 'section')} done`;
const of = (list: readonly string[], what: string): string[] => (list.length > 0 ? [`${list.join(', ')} ${what}`] : []);

export const devWords = ({ dev }: Checklist): string => `Dev: ${readWords(dev)}, fingerprint ${dev.fingerprint}.`;
export const targetWords = ({ target }: Checklist): string =>
  target ? `Target: ${readWords(target)}.` : 'Target: none.';
function readWords({ label, from, serverVersion, readAt }: ReadFrom): string {
  const by = from === undefined ? '' : ` (${from})`;
  const server = serverVersion === undefined ? '' : `, PostgreSQL ${serverVersion}`;
  return `${label}${by}${server}, read ${new Date(readAt).toISOString()}`;
}
