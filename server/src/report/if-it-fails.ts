/** If it fails: what has run by then, the way back, and where the backup is. */

import { undoCommand } from '../conventions/new-files';
import type { FileToRun } from '../verify/file-run';
import type { FileView } from '../workspace/snapshot';
import { backupFile, forShell, serverOf } from './backup';
import type { Line, Section } from './checklist';
import type { Facts } from './facts';
import { failedHere, failedRuns } from './failed-run';
import { runFor } from './runs';

export function failureSection(facts: Facts): Section {
  return {
    title: 'If it fails',
    lines: [...failedRuns(facts), ...ranLines(facts), ...backLines(facts), backupLine(facts)],
  };
}
function ranLines(facts: Facts): Line[] {
  const { views, dev, target, shown } = facts;
  return views.map((view) => {
    const { document } = view;
    const run = runFor([view], dev, target?.dev).files.find((file) => file.document === document);
    return {
      answer: 'done',
      about: shown(document.uri),
      reason: `${whatStays(view, run?.around)}${failedHere(view, facts)}`,
    };
  });
}
function whatStays({ document, convention }: FileView, aroundOf: FileToRun['around']): string {
  const running = document.statements.filter(({ runs }) => runs);
  const around = running.flatMap((statement) => {
    const one = aroundOf?.(statement);
    return one && one !== 'none' ? [one] : [];
  });
  const own = running.some(({ parsed }) => parsed.ops.some((op) => op.op === 'transaction' && op.what === 'begin'));
  if (own)
    return 'the file opens its own transaction: what is in one that fails is undone, what it committed before stays';
  if (around.length > 0 && around.length === running.length)
    return `nothing of it stays: ${around[0]!.why.replace(/ in one(?=$|[ :])/, ' in one transaction').replace(/: put this.*$/, '')}`;
  const [only, ...others] = running;
  // A block can commit, as others do from table to table, and CONCURRENTLY leaves an index that is not valid.
  const commits = /^(?:call|do|reindex|vacuum|cluster)\b|\bconcurrently\b/i;
  if (only && others.length === 0 && !commits.test(only.parsed.text)) return 'nothing of it stays: it is one statement';
  if (convention && aroundOf && around.length < running.length)
    return 'each statement before the one that fails stays: the tool opens no transaction around all of them';
  return 'each statement before the one that fails stays, unless it is run with psql --single-transaction';
}
function backLines({ backs, views, target, shown }: Facts): Line[] {
  return backs.map(({ uri, existing, way }) => {
    const about = shown(uri);
    if (typeof way === 'string') return { answer: 'not known', about, reason: 'what undoes it is not known' };
    if (way.proof.outcome !== 'proved')
      return { answer: 'not done', about, reason: `nothing that was proved undoes it: ${way.proof.outcome}` };
    const convention = views.find(({ document }) => document.uri === uri)?.convention;
    const text = existing === undefined ? byHand(about, target) : convention && undoCommand(convention);
    const reason = `${existing ?? 'the script of Rollback'} undoes it`;
    return {
      answer: 'done',
      about,
      reason:
        text === undefined
          ? reason
          : existing === undefined
            ? `${reason}, by this command`
            : `${reason}, by this command where no other has run after it`,
      ...(text !== undefined && { code: { language: 'sh', text } as const }),
    };
  });
}
function byHand(file: string, target: Facts['target']): string | undefined {
  if (target?.config.kind !== 'database') return undefined;
  const psql = ['psql', '--single-transaction', '--set=ON_ERROR_STOP=1', ...serverOf(target.config.connection)];
  return `devschema rollback ${forShell(file)} | ${psql.join(' ')}`;
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
