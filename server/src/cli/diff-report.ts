/** A plan for people, and for programs. */

import { withheld } from '../plan/script';
import type { Plan, Step } from '../plan/step';
import { counted } from '../text/numbers';
import { present } from '../text/present';
import { inJson, visible } from '../text/shown';
import type { PlanProof } from '../verify/prove-plan';

interface Shown {
  readonly from: string;
  readonly to: string;
  readonly safe: boolean;
  readonly proof?: PlanProof;
}
export function planInWords({ steps, notes }: Plan, { from, to, safe, proof }: Shown): string {
  if (steps.length + notes.length === 0) return `${from} and ${to} are equal.\n`;
  const out = safe ? withheld(steps) : new Set<number>();
  const lines = steps.flatMap((step) => [...describeStep(step, out.has(step.number)), '']);
  const losing = steps.filter(({ loses }) => loses !== undefined).length;
  const summary = [
    `${counted(steps.length, 'step')} from ${from} to ${to}`,
    ...(losing > 0 ? [`${losing} lose something for good`] : []),
    ...(out.size > 0 ? [`${out.size} left out`] : []),
  ];
  return visible(
    [
      ...lines,
      ...notes.map((note) => `Not to be had: ${note}.`),
      `${summary.join(', ')}.`,
      ...(proof ? [proof.said] : []),
      '',
    ].join('\n'),
  );
}
function describeStep({ number, sql, why, locks, rewrites, loses, fails, transaction }: Step, out: boolean): string[] {
  const facts = [
    ...locksInWords(locks, rewrites),
    ...(loses === undefined ? [] : [`loses ${loses}`]),
    ...(fails === undefined ? [] : [`fails where ${fails}`]),
    ...(transaction === 'alone' ? ['outside of a transaction'] : []),
    ...(transaction === 'committed' ? ['committed before what uses it'] : []),
    ...(out ? ['left out by --safe'] : []),
  ];
  const [first = '', ...rest] = sql.split('\n');
  const indent = ' '.repeat(String(number).length + 2);
  return [
    `${number}. ${first}`,
    ...rest.map((line) => `${indent}${line}`),
    `${indent}-- ${[why, ...facts].join('; ')}`,
  ];
}
/** `ACCESS EXCLUSIVE on a (about 10 rows) and b`, by mode. */
function locksInWords(locks: Step['locks'], rewrites: boolean): string[] {
  const modes = [...new Set(locks.map(({ mode }) => mode))];
  const said = modes.map((mode) => {
    const on = locks.filter((lock) => lock.mode === mode).map((lock) => `${lock.on}${sizeOf(lock.rows)}`);
    const shown = on.length > MOST_NAMED ? [...on.slice(0, MOST_NAMED), `${on.length - MOST_NAMED} more`] : on;
    return `${mode} on ${shown.join(', ')}`;
  });
  return rewrites ? [...said, 'writes all rows anew'] : said;
}
/** Partitions can be many. */
const MOST_NAMED = 5;
const sizeOf = (rows: number | undefined): string =>
  rows === undefined ? '' : ` (about ${counted(Math.round(rows), 'row')})`;

/** As docs/schemas/plan-1.json says. */
export function planInJson({ steps, notes, notKnown }: Plan, { from, to, safe, proof }: Shown): string {
  const out = safe ? withheld(steps) : new Set<number>();
  const shown = steps.map((step) => ({
    ...step,
    ...present({ lock: step.locks[0] }),
    ...(out.has(step.number) && { withheld: true }),
  }));
  const equal = steps.length + notes.length === 0;
  return `${inJson(JSON.stringify({ version: 1, from, to, equal, steps: shown, notes, notKnown, ...(proof && { proof }) }, null, 2))}\n`;
}
