/** Tested: what ran, on which PostgreSQL, and what is left between target and dev. */
import { plan } from '../plan/plan';
import { planScript } from '../plan/script';
import { count } from '../rules/message-words';
import type { VerifiedFile } from '../verify/result';
import type { Line, Section } from './checklist';
import { type Facts, NO_TARGET, type Ran } from './facts';

export function testedSection(facts: Facts): Section {
  return { title: 'Tested', lines: [...facts.ran.flatMap((ran) => linesOf(ran, facts)), leftLine(facts)] };
}
function linesOf({ views, result, problem, ms }: Ran, { shown }: Facts): Line[] {
  if (!result) return [{ answer: 'not known', reason: `nothing ran: ${problem}` }];
  const seconds = `${(ms / 1000).toFixed(1)} s with starting it`;
  const missing = result.missing.length > 0 ? [`not made in the scratch PostgreSQL: ${result.missing.join('; ')}`] : [];
  const asked = new Set(views.map(({ document }) => document.uri));
  const ran = result.files.filter(({ base, document }) => base !== undefined || asked.has(document.uri));
  return ran.map((file) => {
    const { answer, reason, details } = ranWords(file);
    const on = file.base === undefined ? '' : ` on ${file.base}, PostgreSQL ${result.version}, ${seconds}`;
    return { answer, about: shown(file.document.uri), reason: `${reason}${on}`, details: [...details, ...missing] };
  });
}
function ranWords({ document, refusals, ran, notKnown, base }: VerifiedFile): Pick<Line, 'answer' | 'reason'> & {
  readonly details: readonly string[];
} {
  const open = [...new Set(notKnown.map(({ reason }) => reason))];
  if (refusals.length > 0)
    return {
      answer: 'not done',
      reason: `${count(refusals.length, 'statement')} refused`,
      details: refusals.map(({ message, range }) => `line ${lineAt(document.text, range.start)}: ${message}`),
    };
  if (base === undefined) return { answer: 'not known', reason: 'it did not run', details: open };
  if (open.length > 0)
    return { answer: 'not known', reason: `${count(ran, 'statement')} ran, and not all is known`, details: open };
  return { answer: 'done', reason: `${count(ran, 'statement')} ran, rows aside`, details: [] };
}
export const lineAt = (text: string, offset: number): number =>
  (text.slice(0, offset).match(/\r\n|\r|\n/g)?.length ?? 0) + 1;

/** The tables of the files are told of in Exact statements; here it is all that the two schemas hold. */
function leftLine({ target, targetProblem, dev, ran }: Facts): Line {
  const about = 'target and dev';
  if (!target)
    return { answer: 'not known', about, reason: `what is left is not known: ${targetProblem ?? NO_TARGET}` };
  const made = ran[0]?.result?.schema;
  const left = plan(made ?? target.dev.schema, dev.schema);
  const then = made ? 'after the files' : 'as target is now, since the files did not run';
  if (left.notKnown.length > 0)
    return { answer: 'not known', about, reason: 'not all of either is known', details: left.notKnown };
  if (left.steps.length === 0)
    return { answer: made ? 'done' : 'not done', about, reason: `nothing is left between them ${then}` };
  const rest = `${count(left.steps.length, 'step')} left between them ${then}; this script makes target what dev is`;
  return {
    answer: 'not done',
    about,
    reason: rest,
    details: [...new Set(left.steps.flatMap(({ loses }) => (loses === undefined ? [] : [`it loses ${loses}`])))],
    code: { language: 'sql', text: planScript(left, { safe: false }) },
  };
}
