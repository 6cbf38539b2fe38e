/** `devschema check`: the editor's findings for files and folders. */

import { toldStanding } from '../fold/folded';
import { projectFile } from '../host/project-file';
import type { DevSchema } from '../model/dev';
import { soundlyFixed } from '../rules/fix-all';
import { present } from '../text/present';
import { pathOfUri, uriOfPath } from '../workspace/files';
import type { FileView } from '../workspace/snapshot';

import { keptChecks } from './kept';
import { keptCheck } from './kept-check';
import type { CheckedView } from './kept-folds';
import { otherDevs } from './other-devs';
import type { Failure, FileReport, Report } from './report-data';
import {
  devFailure,
  type OpenedSession,
  openSession,
  type Session,
  type SessionOptions,
  type Terminal,
} from './session';
import { type Targets, targetsOf } from './targets';

export interface CheckOptions extends Omit<SessionOptions, 'targets'> {
  /** A revision of git: of the files only those that have changed since this branch left it. */
  readonly since?: string;
}

export interface Opened {
  readonly session: Session;
  /** Of each target that could be read, in order. */
  readonly views: readonly FileView[];
  /** Without its files. */
  readonly report: Omit<Report, 'files'>;
}

/** Dev is read and the targets are looked up; the caller disposes of the session's workspace. */
export async function openTargets(
  terminal: Terminal,
  paths: readonly string[] | undefined,
  options: CheckOptions,
): Promise<Opened> {
  return viewTargets(await beginTargets(terminal, paths, options));
}
interface Begun {
  readonly session: OpenedSession;
  readonly targets: Targets;
  /** Absolute: those of the targets that are held against this dev. */
  readonly files: readonly string[];
  readonly failures: readonly Failure[];
  /** Folders were named, and not only what has changed in them. */
  readonly isWhole: boolean;
}
async function beginTargets(
  terminal: Terminal,
  paths: readonly string[] | undefined,
  options: CheckOptions,
): Promise<Begun> {
  const targets = await targetsOf(terminal, { ...options, paths });
  const session = await openSession(terminal, {
    ...options,
    ...present({ workspace: options.workspace ?? targets.root }),
    targets: targets.files.length > 0 ? targets.files : targets.folders,
  });
  const { workspace } = session;
  const { status, dev } = workspace;
  const failures: Failure[] = [...targets.failures];
  if (!dev || status.state !== 'ready') failures.push({ message: devFailure(session, terminal.env) });
  openInput(workspace, targets);
  const others = options.dev === undefined ? otherDevs(session.root, targets.files) : new Map<string, string>();
  for (const folder of new Set(others.values())) failures.push(otherDev(session.shown(folder)));
  const files = targets.files.filter((path) => !others.has(path));
  return { session, targets, files, failures, isWhole: targets.folders.length > 0 && options.since === undefined };
}
async function viewTargets({ session, targets, files, failures: before, isWhole }: Begun): Promise<Opened> {
  const { workspace } = session;
  const failures = [...before];
  for (const path of files) {
    await workspace.ready(uriOfPath(path));
    await workspace.tell(uriOfPath(path));
  }
  const snapshot = workspace.snapshot();
  const views: FileView[] = [];
  for (const path of files) {
    const view = snapshot.file(uriOfPath(path));
    const unread = view ? view.document.unreadable : workspace.whyUnread(uriOfPath(path));
    if (unread !== undefined) failures.push({ path: session.shown(path), message: unread });
    if (view) views.push(view);
  }
  if (isWhole) failures.push(...nothingJudged(views));
  return { session, views, report: reportOfAll({ session, targets, failures }) };
}
/** Of folders that were asked for: all their files are taken for something else, and that must not read as a pass. */
function nothingJudged(views: readonly FileView[]): Failure[] {
  const [reason] = views.map(({ document }) => document.passedOver);
  if (reason === undefined || views.some(({ document }) => document.passedOver === undefined)) return [];
  return [{ message: `None of these files was judged, the first for this reason: ${reason}` }];
}
function reportOfAll({ session, targets, failures }: Omit<Begun, 'files' | 'isWhole'>): Omit<Report, 'files'> {
  const report = reportOf(session, failures);
  return { ...report, notes: [...targets.notes, ...report.notes] };
}

/** Its files are not held against the dev of another folder. */
const otherDev = (folder: string): Failure => ({
  path: folder,
  message: `Its ${projectFile} names a dev of its own, so that its files are not read here: name this folder alone, or say --dev.`,
});

/** Standard input is what an editor has open without a file of it. */
function openInput(workspace: Session['workspace'], { input }: Targets): void {
  if (input) workspace.opened(uriOfPath(input.path), 1, input.text);
}

/** What a report says of dev and of the project, before any file; what fails for the whole project is among `failures`. */
export function reportOf(session: Session, failures: readonly Failure[]): Omit<Report, 'files'> {
  const { status, dev, incomplete } = session.workspace;
  const { settingsFailure } = session;
  return {
    failures: [
      ...failures,
      ...(settingsFailure === undefined ? [] : [{ message: `Settings are not read: ${settingsFailure}` }]),
      ...incomplete.map((reason) => ({ message: `Not all files were looked at: ${reason}` })),
    ],
    settings: session.problems,
    notes: [...session.notes, ...unknownInWords(dev)],
    ...present({
      source: status.label === undefined ? undefined : { label: status.label, from: status.from ?? '' },
      dev,
    }),
    pathOf: (uri: string) => session.shown(pathOfUri(uri) ?? uri),
    now: Date.now(),
  };
}

const mostUnknown = 10;
function unknownInWords(dev: DevSchema | undefined): string[] {
  const reasons = [...new Set(dev?.schema.unknown.map((one) => one.reason))];
  const more = reasons.length - mostUnknown;
  const shown = reasons.slice(0, mostUnknown).map((reason) => `Not known of dev: ${reason}`);
  return more > 0 ? [...shown, `Not known of dev: ${more} more`] : shown;
}

export async function checkFiles(
  terminal: Terminal,
  paths: readonly string[] | undefined,
  options: CheckOptions,
): Promise<Report> {
  const begun = await beginTargets(terminal, paths, options);
  const { session, targets } = begun;
  try {
    const keeps = targets.input ? undefined : keptChecks(terminal.env);
    const kept = keptCheck(keeps, { ...begun, options });
    const known = await kept?.load();
    if (known) return { ...reportOfAll(begun), files: known };
    const { views, report } = await viewTargets(begun);
    const checked = await readReports(terminal, session, views);
    const files = checked.map((each) => each.report);
    if (report.failures.length === begun.failures.length && !session.tells.hasFailed) {
      kept?.save(files);
      if (kept) session.folds.save(checked, session.workspace, session.tells);
    }
    return { ...report, files };
  } finally {
    await session.workspace.dispose();
  }
}
/** Milliseconds. */
const HEARD_EVERY = 20;
async function readReports(
  terminal: Terminal,
  { shown, folds, workspace, tells }: OpenedSession,
  views: readonly FileView[],
): Promise<CheckedView[]> {
  const files: CheckedView[] = [];
  let heard = performance.now();
  for (const [index, view] of views.entries()) {
    const path = shown(pathOfUri(view.document.uri) ?? view.document.uri);
    // What could not be told is said in the report.
    const known = tells.hasFailed ? undefined : folds.reportOf(view, workspace);
    if (known) {
      files.push({ view, report: { ...known, ...aboutFile(path, view) }, isKept: true, looksAround: false });
      continue;
    }
    terminal.progress(`Reading ${path} ${index + 1}/${views.length}`);
    // Lets Ctrl-C be heard: reading a file does not wait for anything.
    if (performance.now() - heard > HEARD_EVERY) {
      await new Promise((resolve) => setImmediate(resolve));
      heard = performance.now();
    }
    terminal.signal.throwIfAborted();
    const { result } = view;
    let triesFixes = false;
    const report = readReport(path, view, (text, only) => {
      triesFixes ||= only === undefined;
      return view.resultOf(text, only);
    });
    const looksAround = triesFixes || (result.looksAround?.() ?? false);
    files.push({ view, report, isKept: false, looksAround });
  }
  terminal.progress('');
  return files;
}

/** What reading came to for one file. */
export function readReport(
  path: string,
  view: FileView,
  resultOf: FileView['resultOf'] = (...text) => view.resultOf(...text),
): FileReport {
  const { document, result } = view;
  return {
    ...aboutFile(path, view),
    statements: document.statements.length,
    syntaxOnly: document.statements.filter(({ runs, elsewhere }) => !runs && elsewhere === undefined).length,
    findings: soundlyFixed(document.text, result, resultOf),
    notKnown: result.notKnown,
  };
}
const aboutFile = (path: string, { document, folded, convention }: FileView) => ({
  ...{ path, text: document.text },
  ...(convention && toldStanding(folded)),
});
