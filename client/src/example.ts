/** A small project to try everything in: dev is an SQL file in the embedded PostgreSQL, so that no server is needed. */
import { commands, type ExtensionContext, Uri, workspace } from 'vscode';
import { exampleFiles } from './example-files';

/** Written anew each time, and opened in a window of its own. */
export async function openExample({ globalStorageUri }: ExtensionContext): Promise<void> {
  const folder = Uri.joinPath(globalStorageUri, 'example');
  const encoder = new TextEncoder();
  for (const [path, text] of Object.entries(exampleFiles)) {
    await workspace.fs.writeFile(Uri.joinPath(folder, path), encoder.encode(text));
  }
  await commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
