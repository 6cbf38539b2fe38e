/** Texts that the extension shows and nobody edits, each by its address. */
import { type Disposable, EventEmitter, type TextDocumentContentProvider, Uri, workspace } from 'vscode';

export class ShownTexts implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #texts = new Map<string, string>();
  readonly #parts: Disposable[];

  constructor(readonly scheme: string) {
    this.#parts = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(scheme, this),
      workspace.onDidCloseTextDocument((document) => this.#texts.delete(document.uri.toString())),
    ];
  }

  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** Its address; what was there before is shown no more. */
  set(path: string, text: string): Uri {
    const uri = Uri.from({ scheme: this.scheme, path });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }
}
