/** Long work, where the client shows progress. */
import type { ClientCapabilities, Connection } from 'vscode-languageserver/node';
import { said, t } from '../text/l10n';
import { visibleLine } from '../text/shown';
import type { DevEvents } from '../workspace/host';

type Working = (what: string, cancel?: () => void) => ReturnType<DevEvents['reading']>;

/** What begins to tell of work; some can be cancelled there. */
export function progressOf(connection: Connection, client: ClientCapabilities): Working {
  if (!client.window?.workDoneProgress) return () => ({ report: () => {}, done: () => {} });
  return (what, cancel) => {
    let ended = false;
    const reporter = connection.window.createWorkDoneProgress().then((progress) => {
      if (ended) return undefined;
      progress.begin(visibleLine(said(t('DevSchema: {0}', what))), 0, undefined, cancel !== undefined);
      if (cancel) progress.token.onCancellationRequested(cancel);
      return progress;
    });
    const report = (message: string, done: number, total: number) =>
      void reporter.then((progress) =>
        progress?.report(total > 0 ? Math.round((100 * done) / total) : 0, visibleLine(said(message))),
      );
    const done = () => {
      ended = true;
      void reporter.then((progress) => progress?.done());
    };
    return { report, done };
  };
}
