/** Traffic: what each statement locks in target, how large that is, and who waits for it. */
import type { Line, Section } from './checklist';
import type { Facts } from './facts';
import { blockedBy, type StatementLock } from './locks';
import { sizeInWords } from './sizes';

export function trafficSection(facts: Facts): Section {
  const open = facts.notWatched.map(
    ({ uri, line, statement, reason }): Line => ({
      answer: 'not known',
      ...(uri !== undefined && { about: `${facts.shown(uri)}:${line} ${statement}` }),
      reason: `its locks are not known: ${reason}`,
    }),
  );
  const lines = facts.locks.map((lock) => lineOf(lock, facts));
  const none: Line = { answer: 'done', reason: 'no statement locks a table that target has' };
  return { title: 'Traffic', lines: lines.length + open.length > 0 ? [...lines, ...open] : [none] };
}
function lineOf(lock: StatementLock, { target, shown }: Facts): Line {
  const { uri, line, statement, table, key, mode, rewrites } = lock;
  const known = target?.dev.schema.tables.get(key) ?? target?.dev.schema.views.get(key);
  const size = known && sizeInWords({ rows: known.estimatedRows, bytes: 'bytes' in known ? known.bytes : undefined });
  const anew = rewrites ? '; all rows are written anew' : '';
  return {
    answer: size === undefined ? 'not known' : 'done',
    about: `${shown(uri)}:${line} ${statement}`,
    reason: `${mode} on ${table} (${size ?? 'how large it is, is not known: it was never analysed'}): ${blockedBy(mode)}${anew}`,
  };
}
