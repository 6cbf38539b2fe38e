/** `devschema report`: the checklist of migrations, answered. */
import { writeFileSync } from 'node:fs';
import { decodeText, readHead, readRegular, sizeLimits } from '../files/reading';
import { userName } from '../host/git';
import { checkTarget } from '../report/check-target';
import { type Checklist, statusOf } from '../report/checklist';
import type { Backup } from '../report/facts';
import { checklistInJson, rowsInJson } from '../report/in-json';
import { checklistInMarkdown } from '../report/in-markdown';
import { checklistInWords } from '../report/in-words';
import { makeReport } from '../report/make-report';
import { historyFile, historyWith, stampFor } from '../report/record';
import { applyEdits } from '../rules/fix-all';
import { joinPath, pathOfUri } from '../workspace/files';
import { type ReportCommand, UsageError } from './arguments';
import { type CheckOptions, type Opened, openTargets } from './check';
import { absolutePath, isFolder } from './project-root';
import type { Terminal } from './session';
import { readTarget } from './verify';

/** 0: every line is done. 1: one is not. 2: one is not known. @throws UsageError where dev or target is not read */
export async function checklist(terminal: Terminal, command: ReportCommand & CheckOptions): Promise<0 | 1 | 2> {
  const opened = await openTargets(terminal, command.paths, command);
  try {
    const made = await (command.after ? ofTarget : answered)(terminal, opened, command);
    terminal.progress('');
    const forms = {
      human: () => checklistInWords(made),
      json: () => checklistInJson(made, opened.report.pathOf),
      markdown: () => checklistInMarkdown(made),
    };
    terminal.out(forms[command.format]());
    if (command.record) await record(terminal, opened, made, command.backup);
    return statusOf(made);
  } finally {
    await opened.session.workspace.dispose();
  }
}
/** @throws UsageError */
function devOf({ session, report }: Opened) {
  const { dev, status } = session.workspace;
  const unread = report.failures.map(({ path, message }) => (path === undefined ? message : `${path}: ${message}`));
  if (!dev || status.state !== 'ready') throw new UsageError(unread.join('; '));
  return { dev, devFrom: status.from, unread };
}
async function answered(terminal: Terminal, opened: Opened, { backup, exactRows }: ReportCommand): Promise<Checklist> {
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

/** The history, and the stamps of what is proved. @throws UsageError where they cannot be written */
async function record(
  terminal: Terminal,
  { session, views, report }: Opened,
  made: Checklist,
  backup: string | undefined,
): Promise<void> {
  const path = joinPath(session.root, historyFile);
  const there = readRegular(path, { limit: sizeLimits.sql, within: [session.root] });
  if ('problem' in there && !there.missing) throw new UsageError(`${historyFile} ${there.problem}`);
  const who = await userName({ cwd: session.root, env: terminal.env, signal: terminal.signal });
  const text = historyWith('bytes' in there ? decodeText(there.bytes) : undefined, { checklist: made, who, backup });
  write(path, text);
  terminal.err(`${session.shown(path)} has the outcome.`);
  for (const view of views) {
    const shown = report.pathOf(view.document.uri);
    const edit = stampFor(view, made, session.workspace.dev!);
    if (typeof edit === 'string') terminal.err(`${shown}: ${edit}.`);
    else {
      write(pathOfUri(view.document.uri)!, applyEdits(view.document.text, [edit]));
      terminal.err(`${shown} has a stamp.`);
    }
  }
}
function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : error}`);
  }
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
