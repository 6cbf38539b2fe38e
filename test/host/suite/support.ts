/** What the cases need of VS Code. */
import { ok } from 'node:assert/strict';
import {
  CodeAction,
  CodeActionKind,
  ConfigurationTarget,
  commands,
  type Diagnostic,
  extensions,
  type Hover,
  languages,
  MarkdownString,
  type Position,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { DevSchemaApi } from '../../../client/src/extension';
import type { DevStatus } from '../../../server/src/protocol';
import { until } from './harness';

/** The draft that is looked at most, and the table of dev that it would skip. */
export const draft = 'migrations/brand_extraction.sql';
export const table = '"bazaar-vid_brand_extraction"';
export const configure = (key: string, value: unknown) =>
  workspace.getConfiguration('devschema').update(key, value, ConfigurationTarget.Workspace);

export const id = 'devschema.devschema';

export async function api(): Promise<DevSchemaApi> {
  const extension = extensions.getExtension<DevSchemaApi>(id);
  ok(extension, `${id} is not there`);
  return extension.activate();
}

/** The next status, or the present one, that `wanted` accepts. */
export async function status(wanted: (status: DevStatus) => boolean): Promise<DevStatus> {
  const dev = await api();
  return until(
    dev.onDidChangeStatus,
    () => wanted(dev.status()) && dev.status(),
    () => dev.status(),
  );
}

export const inFolder = (path: string) => Uri.joinPath(workspace.workspaceFolders![0]!.uri, path);

export async function show(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(inFolder(path));
  await window.showTextDocument(document);
  return document;
}
/** A new document with the cursor at its end. */
export async function showNew(content: string, language = 'sql'): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language, content });
  await window.showTextDocument(document, { selection: new Range(positionAtEnd(document), positionAtEnd(document)) });
  return document;
}
export const positionAtEnd = (document: TextDocument) => document.positionAt(document.getText().length);

/** The diagnostics of a document once they satisfy `wanted`. */
export function diagnostics(
  document: TextDocument,
  wanted: (all: readonly Diagnostic[]) => boolean,
): Promise<readonly Diagnostic[]> {
  const own = () => languages.getDiagnostics(document.uri).filter((one) => one.source?.toLowerCase() === 'devschema');
  return until(
    languages.onDidChangeDiagnostics,
    () => wanted(own()) && own(),
    () => own().map((one) => one.message),
  );
}

/** The position of `text`, plus `offset`, at its first or a later place. */
export function find(document: TextDocument, text: string, offset = 0): Position {
  const at = document.getText().indexOf(text);
  ok(at >= 0, `${text} is not in the document`);
  return document.positionAt(at + offset);
}

export async function hoverText(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position);
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (content instanceof MarkdownString ? content.value : String(content)))
    .join('\n');
}

export async function quickFixes(document: TextDocument, range: Range): Promise<CodeAction[]> {
  const found = await commands.executeCommand<unknown[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    CodeActionKind.QuickFix.value,
    20, // so many are resolved
  );
  return found.filter((one): one is CodeAction => one instanceof CodeAction);
}

/** As choosing it in the menu does. */
export async function apply(action: CodeAction): Promise<void> {
  if (action.edit) ok(await workspace.applyEdit(action.edit), `${action.title} could not be applied`);
  if (action.command) await commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

export const closeAll = () => commands.executeCommand('workbench.action.closeAllEditors');

/** Accepts what a quick pick highlights, as soon as `work` shows one; again until `work` is done. */
export async function acceptPicks(work: Thenable<unknown>): Promise<void> {
  let done = false;
  const finished = Promise.resolve(work).finally(() => {
    done = true;
  });
  while (!done) {
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await new Promise(setImmediate);
  }
  await finished;
}
