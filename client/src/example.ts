/** A small project to try everything in: dev is an SQL file in the embedded PostgreSQL, so that no server is needed. */
import { commands, type ExtensionContext, Uri, window, workspace } from 'vscode';
import { exampleFiles } from './example-files';

const exampleFolder = ({ globalStorageUri }: ExtensionContext): Uri => Uri.joinPath(globalStorageUri, 'example');

/** In the example's own window its draft is what there is to see. */
export async function showDraft(context: ExtensionContext): Promise<void> {
  const folder = exampleFolder(context);
  const isExample = workspace.workspaceFolders?.some(({ uri }) => uri.path === folder.path) ?? false;
  if (isExample && window.visibleTextEditors.length === 0)
    await window.showTextDocument(Uri.joinPath(folder, 'migrations/orders.sql'));
}

/** Written anew each time, and opened in a window of its own. */
export async function openExample(context: ExtensionContext): Promise<void> {
  const folder = exampleFolder(context);
  const encoder = new TextEncoder();
  for (const [path, text] of Object.entries(exampleFiles)) {
    await workspace.fs.writeFile(Uri.joinPath(folder, path), encoder.encode(text));
  }
  await commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
