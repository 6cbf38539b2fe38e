/** Traffic: what the statements lock in target, how large that is, and who waits for it. */
import { pushTo } from '../text/lists';
import { counted } from '../text/numbers';
import type { Line, Section } from './checklist';
import type { Facts } from './facts';
import { blockedBy, type StatementLock } from './locks';
import { sizeInWords } from './sizes';

/** A line for each table and mode, with the statements that take the lock. */
export function trafficSection(facts: Facts): Section {
  const alike = new Map<string, StatementLock[]>();
  for (const lock of facts.locks) {
    const key = [lock.key, lock.mode, lock.rewrites, lock.reads].join('\0');
    pushTo(alike, key, lock);
  }
  const open = facts.notWatched.map(
    ({ uri, line, statement, reason }): Line => ({
      answer: 'not known',
      ...(uri !== undefined && { about: `${facts.shown(uri)}:${line} ${statement}` }),
      reason: `its locks are not known: ${reason}`,
    }),
  );
  const lines = [...[...alike.values()].map((locks) => locksLine(locks, facts)), ...open];
  const none: Line = { answer: 'done', reason: 'no statement locks a table that target has' };
  return { title: 'Traffic', lines: lines.length > 0 ? lines : [none] };
}
function locksLine(locks: readonly StatementLock[], { rows, shown }: Facts): Line {
  const { table, key, mode, rewrites, reads } = locks[0]!;
  const size = sizeInWords(rows.get(key) ?? {});
  const long = rewrites
    ? '; all rows are written anew'
    : reads
      ? '; all rows are read meanwhile, for a constraint or an index'
      : '';
  return {
    answer: size === undefined ? 'not known' : 'done',
    about: table,
    reason: `${mode} by ${counted(locks.length, 'statement')} (${size ?? 'how large it is, is not known: it was never analysed'}): ${blockedBy(mode)}${long}`,
    details: locks.map(({ uri, line, statement }) => `${shown(uri)}:${line} ${statement}`),
  };
}
