/** If it fails: what has run by then, the way back, and where the backup is. */

import { backupFile, forShell, serverOf } from './backup';
import type { Line, Section } from './checklist';
import type { Facts } from './facts';
import { runFor } from './runs';

export function failureSection(facts: Facts): Section {
  return { title: 'If it fails', lines: [...ranLines(facts), ...backLines(facts), backupLine(facts)] };
}
function ranLines({ views, dev, target, shown }: Facts): Line[] {
  return views.map((view) => {
    const { document } = view;
    const about = shown(document.uri);
    const run = runFor([view], dev, target?.dev).files.find((file) => file.document === document);
    const running = document.statements.filter(({ runs }) => runs);
    const around = running.map((statement) => run?.around?.(statement));
    const own = running.some(({ parsed }) => parsed.ops.some((op) => op.op === 'transaction' && op.what === 'begin'));
    if (own)
      return {
        answer: 'done',
        about,
        reason:
          'the file opens its own transaction: what is in one that fails is undone, what it committed before stays',
      };
    if (around.length > 0 && around.every((one) => one !== undefined))
      return {
        answer: 'done',
        about,
        reason: `nothing of it stays: ${around[0]!.why.replace(/ in one(?=$|[ :])/, ' in one transaction').replace(/: put this.*$/, '')}`,
      };
    if (view.convention && run?.around && around.some((one) => one === undefined))
      return {
        answer: 'done',
        about,
        reason: 'each statement before the one that fails stays: the tool opens no transaction around all of them',
      };
    return {
      answer: 'done',
      about,
      reason: 'each statement before the one that fails stays, unless it is run with psql --single-transaction',
    };
  });
}
function backLines({ backs, shown }: Facts): Line[] {
  return backs.map(({ uri, existing, way }) => {
    const about = shown(uri);
    if (typeof way === 'string') return { answer: 'not known', about, reason: 'what undoes it is not known' };
    const reason = `${existing ?? 'the script of Rollback'} undoes it`;
    if (way.proof.outcome === 'proved') return { answer: 'done', about, reason };
    return { answer: 'not done', about, reason: `nothing that was proved undoes it: ${way.proof.outcome}` };
  });
}
function backupLine({ target, backup }: Facts): Line {
  if (backup?.madeAt === undefined && target?.config.kind !== 'database')
    return { answer: 'not known', reason: 'where the backup is, is not known' };
  if (target?.config.kind !== 'database') return { answer: 'done', reason: `the backup is ${backup!.path}` };
  const { connection } = target.config;
  const file = backup?.path ?? backupFile(connection);
  const restore = ['pg_restore', '--clean', '--if-exists', ...serverOf(connection), forShell(file)].join(' ');
  const code = { language: 'sh', text: restore } as const;
  return backup?.madeAt === undefined
    ? { answer: 'not done', reason: 'no backup was recorded; of one made by the command above, this restores it', code }
    : { answer: 'done', reason: `the backup is ${backup.path}; this restores it`, code };
}
