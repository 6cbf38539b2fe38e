/** Every SQL file of the workspace at once: its findings stand among the problems though it is not open. */

import { setImmediate } from 'node:timers/promises';
import type { CheckedFiles } from '../protocol';
import { said, t } from '../text/l10n';
import type { Workspace } from '../workspace/workspace';
import { diagnosticsOf } from './diagnostics';
import type { Feature, FeatureContext } from './feature';
import { shownAnswer } from './shown';

export const checkAll: Feature = {
  capabilities: () => ({}),
  register(context) {
    const { connection, workspaces, guardAsync } = context;
    const published = new Set<string>();
    const clear = (uris: Iterable<string>) => {
      for (const uri of uris)
        if (published.delete(uri)) void connection.sendDiagnostics({ uri: workspaces.clientUri(uri), diagnostics: [] });
    };
    // An open file's findings follow its text; what was said of it before is old.
    workspaces.onFilesAffected((uris) => clear(uris));
    workspaces.onFilesChanged((uris) => clear(uris));
    connection.onRequest<unknown, void>(
      'devschema/checkAll',
      guardAsync('check', async () => {
        clear([...published]);
        return checkEvery(context, published);
      }),
    );
  },
};

async function checkEvery(
  { connection, workspaces, client }: FeatureContext,
  published: Set<string>,
): Promise<CheckedFiles> {
  const progress = client.window?.workDoneProgress ? await connection.window.createWorkDoneProgress() : undefined;
  progress?.begin(said(t('DevSchema: checking migrations')), 0, undefined, true);
  try {
    const files = await workspaces.sqlFiles();
    const checked: CheckedFiles = { files: 0, findings: 0, found: 0, notKnown: 0, cancelled: false };
    for (const [at, { uri, workspace }] of files.entries()) {
      if (progress?.token.isCancellationRequested) return { ...checked, cancelled: true };
      progress?.report(Math.floor((100 * at) / files.length), decodeURIComponent(uri.split('/').at(-1) ?? uri));
      await checkOne(connection, workspace, uri, checked, published);
      await setImmediate();
    }
    return checked;
  } finally {
    progress?.done();
  }
}

async function checkOne(
  connection: FeatureContext['connection'],
  workspace: Workspace,
  uri: string,
  checked: CheckedFiles,
  published: Set<string>,
): Promise<void> {
  await workspace.checked(uri);
  const snapshot = workspace.snapshot();
  const view = snapshot.file(uri);
  if (!view) return;
  const { findings, notKnown } = view.result;
  checked.files++;
  checked.findings += findings.length;
  checked.found += findings.length > 0 ? 1 : 0;
  checked.notKnown += notKnown.length;
  // The client asks for those of open files itself.
  if (snapshot.openFile(uri) || findings.length + notKnown.length === 0) return;
  const diagnostics = shownAnswer(diagnosticsOf(snapshot, view, (one) => workspace.clientUri(one)));
  published.add(uri);
  await connection.sendDiagnostics({ uri: workspace.clientUri(uri), diagnostics });
}
