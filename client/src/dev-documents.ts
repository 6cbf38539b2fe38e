/** What dev has of a name as a read-only text, which the server makes and which follows dev. */
import {
  type Disposable,
  EventEmitter,
  languages as editors,
  Position,
  Range,
  type TextDocumentContentProvider,
  type TextDocumentShowOptions,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { TreeObject } from '../../server/src/protocol';
import type { DevClient } from './client';
import { showDevChanges } from './dev-changes';

const SCHEME = 'devschema';

export class DevDocuments implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #parts: Disposable[];

  constructor(readonly client: DevClient) {
    this.#parts = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(SCHEME, this),
      workspace.onDidOpenTextDocument((document) => {
        if (document.uri.scheme === SCHEME) void editors.setTextDocumentLanguage(document, 'sql');
      }),
      client.onDidReadDev(() => {
        for (const { uri } of workspace.textDocuments) if (uri.scheme === SCHEME) this.#changed.fire(uri);
      }),
    ];
  }

  readonly onDidChange = this.#changed.event;

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    try {
      return (await this.client.request('devschema/document', { uri: uri.toString(true) })).text;
    } catch (error) {
      return `-- ${error instanceof Error ? error.message : String(error)}\n`;
    }
  }

  /** `address`: one of the server's, from a lens or the tree. */
  async open(
    address: string,
    options: Pick<TextDocumentShowOptions, 'viewColumn' | 'preserveFocus' | 'selection'> = {},
  ): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(address));
    await window.showTextDocument(document, { preview: true, ...options });
  }

  /** What the tree has; the keys stay in the tree, where the next one is. */
  async openNode({ address, place }: TreeObject): Promise<void> {
    const at = place && new Position(place.line, place.character);
    if (address !== undefined)
      await this.open(address, { preserveFocus: true, ...(at && { selection: new Range(at, at) }) });
  }

  showChanges(): Promise<void> {
    return showDevChanges(this.client);
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }
}
