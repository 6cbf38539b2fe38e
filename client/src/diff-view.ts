/** A file beside dev's facts in it, and two schemas beside each other. */
import {
  commands,
  type Disposable,
  EventEmitter,
  l10n,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import { type DevClient, languages } from './client';
import { pickSource, type Source } from './sources';
import { asText } from './text';

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

  /** The file at the address, or the active one. */
  async compareFile(address?: string): Promise<void> {
    const given = address === undefined ? undefined : await workspace.openTextDocument(Uri.parse(address));
    const document = given ?? window.activeTextEditor?.document;
    if (!document || !languages.includes(document.languageId))
      throw new Error(l10n.t('open an SQL file to compare it with dev'));
    const { text } = await this.client.request('devschema/fileAsDev', { uri: document.uri.toString() });
    const name = workspace.asRelativePath(document.uri);
    if (text === document.getText()) {
      void window.showInformationMessage(
        asText(l10n.t('{0} says nothing of dev’s objects otherwise than dev has it.', name)),
      );
      return;
    }
    const right = this.#show(document.uri.path.replace(/(\.sql)?$/i, '.sql'), text);
    await commands.executeCommand('vscode.diff', document.uri, right, `${name} ↔ dev`);
  }

  /** Asks for the two where they are not given. */
  async compareSchemas(left?: Source, right?: Source): Promise<void> {
    const first = left ?? (await pickSource(this.client, l10n.t('Compare Schemas: from')));
    const second = first && (right ?? (await pickSource(this.client, l10n.t('Compare Schemas: to'))));
    if (!first || !second) return;
    const [a, b] = await this.client.request('devschema/schemas', { sources: [first, second] });
    const shown = [a!, b!].map(({ sql }, at) => this.#show(`/schema ${at + 1}.sql`, sql));
    await commands.executeCommand('vscode.diff', ...shown, `${a!.label} ↔ ${b!.label}`);
  }

  #show(path: string, text: string): Uri {
    const uri = Uri.from({ scheme: SCHEME, path });
    this.#texts.set(uri.toString(), text);
    this.#changed.fire(uri);
    return uri;
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }
}
