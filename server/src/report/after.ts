/** After: what to look at once the migration has run, and the rows that are there before it. */
import type { Line, Section } from './checklist';
import type { Facts } from './facts';
import { NO_TARGET, shownTable, tableCounts } from './input';
import { sizeInWords } from './sizes';

export function afterSection(facts: Facts): Section {
  const { target, targetProblem } = facts;
  if (!target)
    return {
      title: 'After',
      lines: [{ answer: 'not known', reason: `rows before are not known: ${targetProblem ?? NO_TARGET}` }],
    };
  const lines = tableCounts(facts).map(({ table, target: rows }): Line => {
    if (!rows) return { answer: 'done', about: table, reason: 'target does not have it before' };
    const size = sizeInWords(rows);
    return size === undefined
      ? {
          answer: 'not known',
          about: table,
          reason: `rows before are not known: ${rows.problem ?? 'it was never analysed'}`,
        }
      : { answer: 'done', about: table, reason: `${size} before` };
  });
  const look: Line = {
    answer: 'to do',
    reason: `once it has run, look at target again (report --after), and try what uses ${facts.keys.map((key) => shownTable(facts, key)).join(', ')}`,
  };
  return { title: 'After', lines: [...lines, look] };
}
