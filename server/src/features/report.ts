/** The requests of protocol.ts that answer the checklist of a migration, and look at target after it. */
import type { CancellationToken } from 'vscode-languageserver/node';
import type { Answered, Requests, SignOff, TableRows } from '../protocol';
import { checkTarget } from '../report/check-target';
import { type Checklist, outcomeOf } from '../report/checklist';
import { checklistInMarkdown } from '../report/in-markdown';
import { makeReport } from '../report/make-report';
import { historyFile, historyWith, stampFor } from '../report/record';
import { conclusion } from '../report/words';
import { t } from '../text/l10n';
import { present } from '../text/present';
import { joinPath, pathOfUri, relativeTo } from '../workspace/files';
import type { Workspace } from '../workspace/workspace';
import { linesOf } from './convert';
import { answer, type Feature } from './feature';
import { shownAnswer } from './shown';

export const report: Feature = {
  capabilities: () => ({}),
  register(context) {
    const { workspaces } = context;
    answer(context, 'devschema/report', async (params, token) =>
      shownAnswer(await signOff(workspaces.of(params.uri), params, token)),
    );
    answer(context, 'devschema/checkTarget', async ({ before }, token) =>
      shownAnswer(await targetNow(workspaces.atHand, before, token)),
    );
  },
};

/** @throws Error that says what is not read */
async function signOff(
  workspace: Workspace,
  { uri, backup: path }: Requests['devschema/report']['params'],
  token: CancellationToken,
): Promise<SignOff> {
  const runner = await workspace.beside.runner();
  if (!runner)
    throw new Error(t('Nothing is run here, so nothing can be proved (devschema.verify.run, workspace trust).'));
  await workspace.refresh();
  await workspace.ready(uri);
  const view = workspace.snapshot().file(uri);
  if (!view) throw new Error(workspace.whyUnread(uri));
  const dev = devOf(workspace);
  const signal = signalOf(token);
  const { target, targetProblem } = await targetOf(workspace, signal);
  const working = workspace.host.reading(t('the checklist'));
  try {
    const server = await workspace.beside.scratchServer(target ? [target.config] : []);
    const checklist = await makeReport({
      ...{ views: [view], dev, devFrom: workspace.status.from, target, targetProblem, signal },
      ...{ server, script: runner.script, progress: working.report },
      shown: (one) => shownPath(workspace, one),
      backup: path === undefined ? undefined : workspace.access.backup?.(path),
    });
    const root = rootOf(workspace, uri);
    const history = joinPath(root, historyFile);
    const who = await workspace.access.userName?.(root);
    const stamp = stampFor(view, checklist, dev);
    return {
      ...answered(checklist),
      history: {
        path: history,
        text: historyWith(workspace.files.read(history), { checklist, who, backup: path }),
      },
      ...(typeof stamp === 'string'
        ? { noStamp: stamp }
        : { stamp: { range: linesOf(view.document).range(stamp.range), newText: stamp.newText } }),
    };
  } finally {
    working.done();
  }
}
async function targetNow(
  workspace: Workspace,
  before: readonly TableRows[] | undefined,
  token: CancellationToken,
): Promise<Answered> {
  await workspace.refresh();
  const dev = devOf(workspace);
  const signal = signalOf(token);
  const { target, targetProblem } = await targetOf(workspace, signal);
  if (!target) throw new Error(targetProblem ?? t('No target is set (devschema.target).'));
  const rows = before && new Map(before.map(({ table, ...one }) => [table, one]));
  const devFrom = workspace.status.from;
  return answered(await checkTarget({ dev, devFrom, target, signal, before: rows }));
}

/** As it is now, not what served last. */
function devOf({ dev, status }: Workspace) {
  if (dev && status.state === 'ready') return dev;
  throw new Error(t('Dev is not read: {0}.', status.problem ?? status.state));
}
async function targetOf(workspace: Workspace, signal: AbortSignal) {
  if (workspace.status.state === 'untrusted') throw new Error(t('The workspace is not trusted, so nothing connects.'));
  const working = workspace.host.reading('target');
  try {
    const target = await workspace.access.readTarget?.({ signal, progress: working.report });
    return { target, targetProblem: undefined };
  } catch (error) {
    signal.throwIfAborted();
    return {
      target: undefined,
      targetProblem: `target is not read: ${error instanceof Error ? error.message : error}`,
    };
  } finally {
    working.done();
  }
}
function answered(checklist: Checklist): Answered {
  const outcome = outcomeOf(checklist);
  return {
    markdown: checklistInMarkdown(checklist),
    outcome,
    conclusion: conclusion(outcome, checklist.sections),
    rows: checklist.tables.flatMap(({ table, target }) =>
      target ? [{ table, ...present({ rows: target.rows, exact: target.exact }) }] : [],
    ),
  };
}
function signalOf(token: CancellationToken): AbortSignal {
  const abort = new AbortController();
  if (token.isCancellationRequested) abort.abort();
  token.onCancellationRequested(() => abort.abort());
  return abort.signal;
}
function rootOf({ beside }: Workspace, uri: string): string {
  const path = pathOfUri(uri);
  const own = path === undefined ? undefined : beside.folders.find((root) => relativeTo(root, path) !== undefined);
  const root = own ?? beside.folders[0];
  if (root === undefined) throw new Error(t('No folder is open, so there is no place for the history.'));
  return root;
}
function shownPath({ beside }: Workspace, uri: string): string {
  const path = pathOfUri(uri) ?? uri;
  return beside.folders.flatMap((root) => relativeTo(root, path) ?? [])[0] ?? path;
}
