/** `devschema verify`: the files run over dev's schema in a scratch PostgreSQL; what it refuses are the findings. */

import type { ReadProgress } from '../dev/source';
import { runFor } from '../report/runs';
import { present } from '../text/present';
import { verifyApplied } from '../verify/applied';
import { verifyMigration } from '../verify/verify';
import { joinPath, pathOfUri } from '../workspace/files';
import type { TargetDatabase } from '../workspace/host';
import { rollbackOf } from '../workspace/rollback';
import type { FileView } from '../workspace/snapshot';
import { UsageError } from './arguments';
import { type CheckOptions, type Opened, openTargets } from './check';
import { LooseRuns } from './loose-runs';
import type { FileReport, Report } from './report-data';
import type { Session, Terminal } from './session';
import { groupsToRun, olderNote, verifiedReport } from './verified-report';

interface VerifyOptions extends CheckOptions {
  /** The ways back that there are are run too. */
  readonly down?: boolean;
  /** What reading finds stands beside it. */
  readonly check?: boolean;
}

export async function verify(
  terminal: Terminal,
  paths: readonly string[] | undefined,
  options: VerifyOptions,
): Promise<Report> {
  const opened = await openTargets(terminal, paths, options);
  try {
    const { dev } = opened.session.workspace;
    const read = dev && options.target !== undefined ? await readTarget(terminal, opened.session) : undefined;
    const named = new Set(paths?.map((path) => joinPath(terminal.cwd, path)));
    const report = await verifyOpened(terminal, opened, read, { isChecked: options.check, named });
    return options.down ? await withWaysBack(terminal, opened, report) : report;
  } finally {
    await opened.session.workspace.dispose();
  }
}

/** What undoes each file, run there and back. One that is not proved is something that was asked for and could not be had. */
async function withWaysBack(terminal: Terminal, { session, views }: Opened, report: Report): Promise<Report> {
  const [failures, notes] = [[...report.failures], [...report.notes]];
  for (const view of views) {
    const path = session.shown(pathOfUri(view.document.uri) ?? view.document.uri);
    if (!view.document.statements.some(({ runs }) => runs)) continue;
    terminal.progress(`Running ${path} there and back`);
    const said = await wayBackOf(session, view, terminal.signal);
    if (typeof said === 'string') notes.push(`${path}: ${said}`);
    else failures.push({ path, message: said.failure });
  }
  terminal.progress('');
  return { ...report, failures, notes };
}
async function wayBackOf({ workspace, shown }: Session, view: FileView, signal: AbortSignal) {
  try {
    const { existing, proof, gone } = await rollbackOf(workspace, view, { existing: true, signal });
    if (!existing || !view.convention) return 'it has no way back';
    const where = shown(`${view.convention.folder}/${existing.path}`);
    return proof.outcome === 'proved'
      ? [`its way back (${where}): ${proof.said}`, ...gone.map((one) => `Does not come back: ${one}.`)].join(' ')
      : { failure: `its way back (${where}): ${proof.said}` };
  } catch (error) {
    if (signal.aborted) throw error;
    return { failure: `its way back is not known: ${error instanceof Error ? error.message : error}` };
  }
}

interface VerifyAsked {
  readonly isChecked?: boolean | undefined;
  /** Absolute: the files that were named one by one. Of such a one a guess at whose it is is no reason to pass it over. */
  readonly named?: ReadonlySet<string>;
}
/** Files that have been looked up are run on dev, or on what was read as target. */
export async function verifyOpened(
  terminal: Pick<Terminal, 'progress' | 'signal'>,
  { session, views, report }: Opened,
  read: TargetDatabase | undefined,
  { isChecked = false, named }: VerifyAsked = {},
): Promise<Report> {
  const { dev } = session.workspace;
  const target = read?.dev;
  const server = await session.workspace.beside.scratchServer(read?.config ? [read.config] : []);
  const files: FileReport[] = [];
  const notes: string[] = server?.note === undefined ? [] : [server.note];
  const all = dev ? groupsToRun(views, target) : [];
  const alone = target || all.length < 2 ? undefined : new LooseRuns(present({ server }), terminal);
  for (const [index, group] of all.entries()) {
    const { signal } = terminal;
    if (all.length > 1) terminal.progress(`Verifying: ${session.shown(nameOf(group[0]!))} ${index + 1}/${all.length}`);
    const progress: ReadProgress = (message, done, total) =>
      terminal.progress(`Verifying: ${message} ${done}/${total}`);
    const options = { ...present({ server }), signal, progress };
    // What has run in dev is run anew by itself, on what the files before it make.
    const [applied, others] = [group.filter(hasRun), group.filter((view) => !hasRun(view))];
    const anew = target || applied.length === 0 ? undefined : await verifyApplied(group[0]!.history, dev!, options);
    const run = { ...runFor(group, dev!, target), dev: dev! };
    const result =
      anew && others.length === 0
        ? anew
        : ((await alone?.run(run)) ?? (await verifyMigration({ ...run, ...present({ target }), ...options })));
    terminal.progress('');
    const older = olderNote(dev!, result.version);
    if (older !== undefined) notes.push(older);
    for (const reason of result.missing) notes.push(`Not made in the scratch PostgreSQL: ${reason}`);
    for (const view of group) {
      const file = verifiedReport(view, (hasRun(view) && anew) || result, session, { target, isChecked });
      const isNamed = !view.convention && named?.has(nameOf(view)) === true;
      const wasToRun = isNamed && view.document.passedOver !== undefined && file.verdict !== undefined;
      files.push(wasToRun ? { ...file, verdict: { ...file.verdict, isUnproved: true } } : file);
    }
  }
  await alone?.close();
  return { ...report, files, notes: [...report.notes, ...new Set(notes)] };
}

const nameOf = ({ document: { uri } }: FileView): string => pathOfUri(uri) ?? uri;

const hasRun = ({ folded }: FileView): boolean => folded.standing === 'applied';

/** @throws UsageError where target cannot be read: nothing could be said without it */
export async function readTarget(terminal: Terminal, { workspace }: Session): Promise<TargetDatabase> {
  try {
    const target = await workspace.access.readTarget?.({
      signal: terminal.signal,
      progress: (message, done, total) =>
        terminal.progress(`target: ${message} ${total > 0 ? `${done}/${total}` : ''}`),
    });
    if (target) return target;
  } catch (error) {
    if (terminal.signal.aborted) throw error;
    throw new UsageError(`target was not read: ${error instanceof Error ? error.message : error}`);
  } finally {
    terminal.progress('');
  }
  throw new UsageError('target was not read: nothing says what it is');
}
