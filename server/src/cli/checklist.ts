/** `devschema report`: the checklist of migrations, answered. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { type Checklist, statusOf } from '../report/checklist';
import type { Backup } from '../report/facts';
import { checklistInJson } from '../report/in-json';
import { checklistInMarkdown } from '../report/in-markdown';
import { checklistInWords } from '../report/in-words';
import { makeReport } from '../report/make-report';
import type { ReportCommand } from './arguments';
import { UsageError } from './arguments';
import { type CheckOptions, type Opened, openTargets } from './check';
import { absolutePath } from './project-root';
import type { Terminal } from './session';
import { readTarget } from './verify';

/** 0: every line is done. 1: one is not. 2: one is not known. @throws UsageError where dev or target is not read */
export async function checklist(terminal: Terminal, command: ReportCommand & CheckOptions): Promise<0 | 1 | 2> {
  const opened = await openTargets(terminal, command.paths, command);
  try {
    const made = await answered(terminal, opened, command);
    const shown = opened.report.pathOf;
    const forms = {
      human: () => checklistInWords(made),
      json: () => checklistInJson(made, shown),
      markdown: () => checklistInMarkdown(made),
    };
    terminal.out(forms[command.format]());
    return statusOf(made);
  } finally {
    await opened.session.workspace.dispose();
  }
}
async function answered(
  terminal: Terminal,
  { session, views, report }: Opened,
  { backup }: ReportCommand,
): Promise<Checklist> {
  const { workspace, settings } = session;
  const { dev, status } = workspace;
  const unread = report.failures.map(({ path, message }) => (path === undefined ? message : `${path}: ${message}`));
  if (!dev || status.state !== 'ready' || views.length === 0) throw new UsageError(unread.join('; '));
  const target = settings.target === undefined ? undefined : await readTarget(terminal, session);
  const made = await makeReport({
    ...{ views, unread, dev, devFrom: status.from, target, shown: report.pathOf },
    server: await workspace.scratchServer(target ? [target.config] : []),
    ...(backup !== undefined && { backup: backupAt(absolutePath(terminal.cwd, backup), backup) }),
    signal: terminal.signal,
    progress: (message, done, total) => terminal.progress(`Report: ${message} ${total > 0 ? `${done}/${total}` : ''}`),
  });
  terminal.progress('');
  return made;
}

/** By its first bytes: the custom and the plain format of pg_dump, and the table of contents of a directory. */
function backupAt(path: string, shown: string): Backup {
  try {
    const isFolder = statSync(path).isDirectory();
    const file = isFolder ? `${path}/toc.dat` : path;
    const { mtimeMs } = statSync(file);
    const head = Buffer.alloc(100);
    const opened = openSync(file, 'r');
    try {
      readSync(opened, head, 0, head.length, 0);
    } finally {
      closeSync(opened);
    }
    const text = head.toString('latin1');
    if (text.startsWith('PGDMP') || /^(?:--\s*)*PostgreSQL database (?:cluster )?dump/.test(text))
      return { path: shown, madeAt: mtimeMs };
    return { path: shown, problem: 'it does not begin as a dump of pg_dump does' };
  } catch (error) {
    return { path: shown, problem: error instanceof Error ? error.message : String(error) };
  }
}
