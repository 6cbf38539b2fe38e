/** What is said while something is worked out that takes more than a moment. */
import { type CancellationToken, ProgressLocation, window } from 'vscode';

/** A notification until `work` ends, or is cancelled: then undefined. */
export async function withNotice<T>(
  what: string,
  work: (token: CancellationToken) => Promise<T>,
): Promise<T | undefined> {
  const options = { location: ProgressLocation.Notification, title: `DevSchema: ${what}`, cancellable: true };
  return window.withProgress(options, async (_, token) => {
    try {
      return await work(token);
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      throw error;
    }
  });
}
