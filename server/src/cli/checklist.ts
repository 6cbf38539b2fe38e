/** `devschema report`: the checklist of migrations, answered. */
import { readHead } from '../files/reading';
import { type Checklist, statusOf } from '../report/checklist';
import type { Backup } from '../report/facts';
import { checklistInJson } from '../report/in-json';
import { checklistInMarkdown } from '../report/in-markdown';
import { checklistInWords } from '../report/in-words';
import { makeReport } from '../report/make-report';
import type { ReportCommand } from './arguments';
import { UsageError } from './arguments';
import { type CheckOptions, type Opened, openTargets } from './check';
import { absolutePath, isFolder } from './project-root';
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
    server: await workspace.beside.scratchServer(target ? [target.config] : []),
    ...(backup !== undefined && { backup: backupAt(absolutePath(terminal.cwd, backup), backup) }),
    signal: terminal.signal,
    progress: (message, done, total) => terminal.progress(`Report: ${message} ${total > 0 ? `${done}/${total}` : ''}`),
  });
  terminal.progress('');
  return made;
}

/** By its first bytes: the custom format of pg_dump, the plain one, and the table of contents of a directory. */
function backupAt(path: string, shown: string): Backup {
  const head = readHead(isFolder(path) ? `${path}/toc.dat` : path, 100);
  if ('problem' in head) return { path: shown, problem: `it ${head.problem}` };
  const text = head.bytes.toString('latin1');
  if (text.startsWith('PGDMP') || /^[-\s]*PostgreSQL database (?:cluster )?dump/.test(text))
    return { path: shown, madeAt: head.writtenAt };
  return { path: shown, problem: 'it does not begin as a dump of pg_dump does' };
}
