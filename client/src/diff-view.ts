/** A file beside dev's definitions of the tables it names. */
import {
  commands,
  type Disposable,
  EventEmitter,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { TableItem } from '../../server/src/protocol';
import { type DevClient, languages } from './client';

const SCHEME = 'devschema-dev';

export class DevDefinitions implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #texts = new Map<string, string>();
  readonly #parts: Disposable[];

  constructor(readonly client: DevClient) {
    this.#parts = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(SCHEME, this),
      workspace.onDidCloseTextDocument((document) => this.#texts.delete(document.uri.toString())),
    ];
  }

  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async compareActiveFile(): Promise<void> {
    const document = window.activeTextEditor?.document;
    if (!document || !languages.includes(document.languageId))
      throw new Error('open an SQL file to compare it with dev');
    const text = document.getText();
    const tables = (await this.client.request('devschema/tables', null)).filter((table) => names(text, table));
    if (tables.length === 0) throw new Error('this file names none of the tables in dev');
    const { sql } = await this.client.request('devschema/generate', {
      tables: tables.map(({ schema, name }) => ({ schema, name })),
    });
    const left = Uri.from({ scheme: SCHEME, path: document.uri.path.replace(/(\.sql)?$/i, '.sql') });
    this.#texts.set(left.toString(), sql);
    this.#changed.fire(left);
    const title = `dev ↔ ${workspace.asRelativePath(document.uri)}`;
    await commands.executeCommand('vscode.diff', left, document.uri, title);
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }
}

/** Whether the name stands in the text as a word of its own; good enough to choose what is shown. */
function names(text: string, { name }: TableItem): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_$-])${escaped}(?![\\p{L}\\p{N}_$-])`, 'iu').test(text);
}
