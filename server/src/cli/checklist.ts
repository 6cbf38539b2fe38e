/** `devschema report`: the checklist of migrations, answered. */
import { decodeText, readRegular, sizeLimits } from '../files/reading';
import { backupAt } from '../host/sign-off';
import { checkTarget } from '../report/check-target';
import { type Checklist, statusOf } from '../report/checklist';
import { diagramsInMarkdown } from '../report/file-diagram';
import { checklistInJson, rowsInJson } from '../report/in-json';
import { checklistInMarkdown } from '../report/in-markdown';
import { checklistInWords } from '../report/in-words';
import { makeReport } from '../report/make-report';
import { type ReportCommand, UsageError } from './arguments';
import { type CheckOptions, type Opened, openTargets } from './check';
import { absolutePath } from './project-root';
import type { Terminal } from './session';
import { readTarget } from './verify';
import { record } from './write-record';

/** 0: every line is done. 1: one is not. 2: one is not known. @throws UsageError where dev or target is not read */
export async function checklist(terminal: Terminal, command: ReportCommand & CheckOptions): Promise<0 | 1 | 2> {
  const opened = await openTargets(terminal, command.paths, command);
  try {
    const { failures, notes } = opened.report;
    if (!command.after && opened.views.length === 0 && failures.length === 0) {
      terminal.err(['There is no file to sign off.', ...notes.map((note) => `Note ${note}`)].join('\n'));
      return 0;
    }
    const made = await (command.after ? ofTarget : checklistOf)(terminal, opened, command);
    terminal.progress('');
    const forms = {
      human: () => checklistInWords(made),
      json: () => checklistInJson(made, opened.report.pathOf),
      markdown: () => `${checklistInMarkdown(made)}${command.after ? '' : diagramsOf(opened)}`,
    };
    terminal.out(forms[command.format]());
    if (command.record) await record(terminal, opened, made, command.backup);
    return statusOf(made);
  } finally {
    await opened.session.workspace.dispose();
  }
}
const diagramsOf = ({ session, views, report }: Opened): string =>
  diagramsInMarkdown(views, session.workspace.dev?.schema, report.pathOf);
/** @throws UsageError */
function devOf({ session, report }: Opened) {
  const { dev, status } = session.workspace;
  const unread = report.failures.map(({ path, message }) => (path === undefined ? message : `${path}: ${message}`));
  if (!dev || status.state !== 'ready') throw new UsageError(unread.join('; '));
  return { dev, devFrom: status.from, unread };
}
/** The checklist of files that have been looked up. @throws UsageError where dev or target is not read */
export async function checklistOf(
  terminal: Terminal,
  opened: Opened,
  { backup, exactRows }: Partial<Pick<ReportCommand, 'backup' | 'exactRows'>>,
): Promise<Checklist> {
  const { session, views, report } = opened;
  const { workspace, settings } = session;
  const known = devOf(opened);
  if (views.length === 0) throw new UsageError(known.unread.join('; '));
  const target = settings.target === undefined ? undefined : await readTarget(terminal, session);
  return makeReport({
    ...{ views, ...known, target, exactRows, shown: report.pathOf },
    server: await workspace.beside.scratchServer(target ? [target.config] : []),
    ...(backup !== undefined && { backup: backupAt(absolutePath(terminal.cwd, backup), backup) }),
    signal: terminal.signal,
    progress: (message, done, total) => terminal.progress(`Report: ${message} ${total > 0 ? `${done}/${total}` : ''}`),
  });
}
async function ofTarget(terminal: Terminal, opened: Opened, { before, exactRows }: ReportCommand): Promise<Checklist> {
  const { dev, devFrom } = devOf(opened);
  const rows = before === undefined ? undefined : rowsBefore(terminal, before);
  const target = await readTarget(terminal, opened.session);
  return checkTarget({ dev, devFrom, target, exactRows, before: rows, signal: terminal.signal });
}
function rowsBefore({ cwd }: Terminal, file: string) {
  const found = readRegular(absolutePath(cwd, file), { limit: sizeLimits.sql });
  const rows = 'bytes' in found ? rowsInJson(decodeText(found.bytes)) : undefined;
  if (!rows) throw new UsageError(`${file} ${'problem' in found ? found.problem : 'is no report as JSON'}`);
  return rows;
}
