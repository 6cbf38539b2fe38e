/** `devschema verify`: the files run over dev's schema in a scratch PostgreSQL; what it refuses are the findings. */
import { checkDifferences } from '../rules/check';
import type { Finding } from '../rules/rule';
import { type Refusal, type VerifyResult, verifyMigration } from '../verify/verify';
import type { FileView } from '../workspace';
import { pathOfUri } from '../workspace/files';
import { type Opened, openTargets } from './check';
import type { FileReport, Report } from './report';
import type { Session, SessionOptions, Terminal } from './session';

export async function verify(
  terminal: Terminal,
  paths: readonly string[],
  options: Omit<SessionOptions, 'targets'>,
): Promise<Report> {
  const opened = await openTargets(terminal, paths, options);
  try {
    const files: FileReport[] = [];
    const notes: string[] = [];
    const { dev } = opened.session.workspace;
    if (dev) {
      for (const group of groups(opened.views)) {
        const result = await verifyMigration({
          files: runFor(group),
          dev,
          signal: terminal.signal,
          progress: (message, done, total) => terminal.progress(`Verifying: ${message} ${done}/${total}`),
        });
        terminal.progress('');
        for (const reason of result.missing) notes.push(`Not made in the scratch PostgreSQL: ${reason}`);
        for (const view of group) files.push(fileReport(view, result, opened.session));
      }
    }
    return { ...opened.report, files, notes: [...opened.report.notes, ...new Set(notes)] };
  } finally {
    await opened.session.workspace.dispose();
  }
}

/** Files of one history run together; each loose file by itself. */
function groups(views: Opened['views']): FileView[][] {
  const byHistory = new Map<unknown, FileView[]>();
  for (const view of views) {
    const key = view.convention ?? view;
    byHistory.set(key, [...(byHistory.get(key) ?? []), view]);
  }
  return [...byHistory.values()];
}
/** What has to run for the last of the files that were asked for: all that its tool runs before it. */
function runFor(
  group: readonly FileView[],
): { document: FileView['document']; standing: FileView['folded']['standing'] }[] {
  const first = group[0]!;
  const wanted = new Set(group.map((view) => view.document.uri));
  const all = first.history.files;
  const last = all.findLastIndex((file) => wanted.has(file.document.uri));
  return all.slice(0, last + 1).map(({ document, standing }) => ({ document, standing }));
}

function fileReport(view: FileView, verified: VerifyResult, session: Session): FileReport {
  const { document, folded, convention, history } = view;
  const own = verified.files.find((file) => file.document.uri === document.uri);
  const path = session.shown(pathOfUri(document.uri) ?? document.uri);
  const { dev, settings } = session.workspace;
  const { rules, style } = settings;
  const input = { history, uri: document.uri, dev, settings: { rules, style } };
  const checked = checkDifferences(input, own?.differences ?? []);
  const findings = [
    ...(own?.refusals ?? []).map(refused),
    ...(own?.others ?? []).map(
      ({ range, message }): Finding => ({ code: 'different-object', severity: 'warning', message, range, fixes: [] }),
    ),
    ...checked.findings,
  ];
  return {
    path,
    text: document.text,
    statements: document.statements.length,
    syntaxOnly: 0,
    ...(convention && { standing: folded.standing, because: folded.because }),
    findings: findings.sort((a, b) => a.range.start - b.range.start),
    unchecked: [...(own?.unchecked ?? []), ...checked.unchecked],
    verdict: {
      outcome: own?.outcome ?? 'not known',
      ...(own?.base !== undefined && { base: own.base, version: verified.version }),
    },
  };
}
function refused({ range, statement, message, code }: Refusal): Finding {
  return {
    code: 'refused',
    severity: 'error',
    message: `PostgreSQL refuses it: ${message}${code === undefined ? '' : ` (${code})`}`,
    range,
    statement,
    fixes: [],
  };
}
