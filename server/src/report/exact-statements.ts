/** Exact statements: what the files say, and what they make of target, is what dev has. */

import { differenceRules } from '../rules';
import { counted } from '../text/numbers';
import type { FileView } from '../workspace/snapshot';
import type { Line, Section } from './checklist';
import { countsInWords } from './dev-verified';
import type { Facts } from './facts';
import { countsIn, shownTable } from './input';
import { tableDifferences } from './table-differences';

export function exactSection(facts: Facts): Section {
  const unread = (facts.unread ?? []).map((reason): Line => ({ answer: 'not known', reason }));
  return {
    title: 'Exact statements',
    lines: [...unread, ...facts.views.map((view) => fileLine(facts, view)), ...madeLines(facts)],
  };
}
const codes: ReadonlySet<string> = new Set([...differenceRules].map(({ code }) => code));

/** By reading. */
function fileLine({ shown }: Facts, { document, folded, result }: FileView): Line {
  const about = shown(document.uri);
  const found = result.findings.filter(({ code }) => codes.has(code)).map(({ message }) => message);
  if (found.length > 0)
    return {
      answer: 'not done',
      about,
      reason: `reading finds ${counted(found.length, 'difference')} from dev`,
      details: found,
    };
  const errors = result.findings.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  if (errors.length > 0)
    return { answer: 'not done', about, reason: `reading finds ${counted(errors.length, 'error')}`, details: errors };
  const open = [...new Set(result.notKnown.map(({ reason }) => reason))];
  if (open.length > 0) return { answer: 'not known', about, reason: 'not all of it could be read', details: open };
  if (folded.standing === 'pending')
    return { answer: 'not known', about, reason: 'it has not run in dev, so nothing there shows what it is to give' };
  return { answer: 'done', about, reason: 'reading finds no difference from dev' };
}

/** By what target is after the run. */
function madeLines(facts: Facts): Line[] {
  const { target, ran, keys, dev } = facts;
  const made = target && ran[0]?.result?.schema;
  if (!target) return [];
  if (!made) return [{ answer: 'not known', reason: 'what the files make of target is not known: see Tested' }];
  return keys.flatMap((key): Line[] => {
    const about = shownTable(facts, key);
    const [here, there] = [countsIn(made, key), countsIn(dev.schema, key)];
    if (!there) return here ? [{ answer: 'not done', about, reason: 'target then has it, and dev does not' }] : [];
    if (!here) return [{ answer: 'not done', about, reason: 'target then does not have it, and dev does' }];
    const { different, notKnown, order } = tableDifferences(made, dev.schema, key);
    if (different.length > 0)
      return [
        {
          answer: 'not done',
          about,
          reason: `target then has ${countsInWords(here)}; dev has ${countsInWords(there)}`,
          details: different,
        },
      ];
    if (notKnown.length > 0)
      return [{ answer: 'not known', about, reason: 'not all of it could be compared with dev', details: notKnown }];
    const but = order ? ', but for the order of the columns, which no statement can change' : '';
    return [{ answer: 'done', about, reason: `target then has what dev has: ${countsInWords(there)}${but}` }];
  });
}
