/** Read-only texts: what dev has of a name, and a file as it would be if its tables were dev's. */
import {
  commands,
  type Disposable,
  EventEmitter,
  languages as editors,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { TableItem } from '../../server/src/protocol';
import { type DevClient, languages } from './client';

/** Of one thing of dev: the server makes its text. */
const OBJECT = 'devschema';
/** The other side of a comparison. */
const COMPARED = 'devschema-dev';

export class DevDocuments implements TextDocumentContentProvider, Disposable {
  readonly #changed = new EventEmitter<Uri>();
  readonly #compared = new Map<string, string>();
  readonly #parts: Disposable[];

  constructor(readonly client: DevClient) {
    this.#parts = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(COMPARED, this),
      workspace.registerTextDocumentContentProvider(OBJECT, this),
      workspace.onDidOpenTextDocument((document) => {
        if (document.uri.scheme === OBJECT) void editors.setTextDocumentLanguage(document, 'sql');
      }),
      workspace.onDidCloseTextDocument((document) => this.#compared.delete(document.uri.toString())),
      // What is shown follows dev.
      client.onDidReadDev(() => {
        for (const { uri } of workspace.textDocuments) if (uri.scheme === OBJECT) this.#changed.fire(uri);
      }),
    ];
  }

  readonly onDidChange = this.#changed.event;

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    if (uri.scheme === COMPARED) return this.#compared.get(uri.toString()) ?? '';
    try {
      return (await this.client.request('devschema/document', { uri: uri.toString(true) })).text;
    } catch (error) {
      return `-- ${error instanceof Error ? error.message : String(error)}\n`;
    }
  }

  /** `address`: a `devschema:` address of the server, from a lens or the tree. */
  async open(address: string): Promise<void> {
    const document = await workspace.openTextDocument(Uri.parse(address));
    await window.showTextDocument(document, { preview: true });
  }

  /** The file at the address, or the active one, with dev beside it. */
  async compare(address?: string): Promise<void> {
    const given = address === undefined ? undefined : await workspace.openTextDocument(Uri.parse(address));
    const document = given ?? window.activeTextEditor?.document;
    if (!document || !languages.includes(document.languageId))
      throw new Error('open an SQL file to compare it with dev');
    const made = await this.client.request('devschema/compared', { uri: document.uri.toString() });
    const text = made?.text ?? (await this.#definitions(document.getText()));
    const left = Uri.from({ scheme: COMPARED, path: document.uri.path.replace(/(\.sql)?$/i, '.sql') });
    this.#compared.set(left.toString(), text);
    this.#changed.fire(left);
    const title = `dev ↔ ${workspace.asRelativePath(document.uri)}`;
    await commands.executeCommand('vscode.diff', left, document.uri, title);
  }

  /** Of the tables that a file names which makes none of them. */
  async #definitions(text: string): Promise<string> {
    const tables = (await this.client.request('devschema/tables', null)).filter((table) => names(text, table));
    if (tables.length === 0) throw new Error('this file names none of the tables in dev');
    const wanted = tables.map(({ schema, name }) => ({ schema, name }));
    return (await this.client.request('devschema/generate', { tables: wanted })).sql;
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
