/** Tested: what ran, on which PostgreSQL, and what is left between target and dev. */

import { plan } from '../plan/plan';
import { planScript } from '../plan/script';
import type { Step } from '../plan/step';
import { quoteQualified, splitKey } from '../text/names';
import { counted } from '../text/numbers';
import { lineAt } from '../text/text';
import type { VerifiedFile } from '../verify/result';
import type { Line, Section } from './checklist';
import type { Facts, Ran } from './facts';
import { NO_TARGET } from './input';
import { rowsInTheWay } from './rows-in-the-way';

export function testedSection(facts: Facts): Section {
  return {
    title: 'Tested',
    lines: [...facts.ran.flatMap((ran) => testedLines(ran, facts)), ...rowsInTheWay(facts), ...leftLines(facts)],
  };
}
function testedLines({ views, result, problem, ms }: Ran, { shown }: Facts): Line[] {
  if (!result) return [{ answer: 'not known', reason: `nothing ran: ${problem}` }];
  const inSeconds = (time: number): string => `${(time / 1000).toFixed(1)} s`;
  const missing = result.missing.length > 0 ? [`not made in the scratch PostgreSQL: ${result.missing.join('; ')}`] : [];
  const asked = new Set(views.map(({ document }) => document.uri));
  const ran = result.files.filter(({ base, document }) => base !== undefined || asked.has(document.uri));
  return ran.map((file) => {
    const { answer, reason, details } = ranWords(file);
    const on =
      file.base === undefined
        ? ''
        : ` on ${file.base}, rows aside: PostgreSQL ${result.version}, ${inSeconds(file.ms ?? ms)}, ${inSeconds(ms)} with starting it`;
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
      reason: `${counted(refusals.length, 'statement')} refused`,
      details: refusals.map(({ message, range }) => `line ${lineAt(document.text, range.start)}: ${message}`),
    };
  if (base === undefined) return { answer: 'not known', reason: 'it did not run', details: open };
  if (open.length > 0)
    return { answer: 'not known', reason: `${counted(ran, 'statement')} ran, and not all is known`, details: open };
  return { answer: 'done', reason: `${counted(ran, 'statement')} ran`, details: [] };
}
/** What the schemas of target, after the run, and of dev have otherwise: in the tables of the files, and elsewhere. */
function leftLines({ target, targetProblem, dev, ran, keys }: Facts): Line[] {
  const about = 'target and dev';
  if (!target)
    return [{ answer: 'not known', about, reason: `what is left is not known: ${targetProblem ?? NO_TARGET}` }];
  if (target.config.kind === 'database' && target.dev.label === dev.label)
    return [{ answer: 'not known', about, reason: `target is ${dev.label}, which is dev itself` }];
  const made = ran[0]?.result?.schema;
  const { steps, notKnown } = plan(made ?? target.dev.schema, dev.schema);
  const then = made ? 'after the files' : 'as target is now, since the files did not run';
  if (notKnown.length > 0)
    return [{ answer: 'not known', about, reason: 'not all of either is known', details: notKnown }];
  const own = stepsAbout(steps, keys);
  const others = steps.length - own.length;
  const elsewhere =
    others === 0
      ? 'nothing else differs between target and dev'
      : `${counted(others, 'other step')} left between target and dev, about what the files do not touch (devschema diff)`;
  return [
    ownLine(own, made !== undefined, then),
    { answer: others === 0 ? 'done' : 'not done', about, reason: elsewhere },
  ];
}
function ownLine(own: readonly Step[], ran: boolean, then: string): Line {
  const about = 'the tables of the files';
  if (own.length === 0)
    return { answer: ran ? 'done' : 'not done', about, reason: `nothing is left between them and dev ${then}` };
  return {
    answer: 'not done',
    about,
    reason: `${counted(own.length, 'step')} left between them and dev ${then}; this script makes them what they are in dev`,
    details: [...new Set(own.flatMap(({ loses }) => (loses === undefined ? [] : [`it loses ${loses}`])))],
    code: { language: 'sql', text: planScript({ steps: own, notes: [], notKnown: [] }, { safe: false }) },
  };
}
/** Steps about these tables and those without which they cannot run, in their order. */
function stepsAbout(steps: readonly Step[], keys: readonly string[]): Step[] {
  const names = keys
    .map(splitKey)
    .flatMap(({ schema, name }) => [
      ...(['always', 'needed'] as const).flatMap((quoting) => [
        quoteQualified({ name }, quoting),
        quoteQualified({ schema, name }, quoting),
      ]),
    ]);
  const wanted = new Set<number>();
  for (const { number, object, locks, needs } of [...steps].reverse()) {
    const own = names.some(
      (name) => locks.some(({ on }) => on === name) || object === `table ${name}` || object.endsWith(` of ${name}`),
    );
    if (!own && !wanted.has(number)) continue;
    wanted.add(number);
    for (const need of needs) wanted.add(need);
  }
  return steps.filter(({ number }) => wanted.has(number));
}
