/** A diagram beside the editor, which follows the file, its edits, the cursor and dev. */
import { randomBytes } from 'node:crypto';
import {
  type Disposable,
  env,
  l10n,
  Range,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type {
  DiagramPage,
  DiagramSubject,
  DiagramTablePlaces,
  FilePlace,
  TreeObject,
} from '../../../server/src/protocol';
import { type DevClient, documents } from '../client';
import type { DevDocuments } from '../dev-documents';
import { chooseSubject } from './choose';
import { pageHtml } from './page';

/** What the page asks for. */
type PanelMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'open'; readonly id: string; readonly column?: string }
  | { readonly kind: 'keep'; readonly form: 'svg' | 'mermaid' };
/** Milliseconds without a key after which an edit is drawn. */
const PAUSE_IN_EDITING = 250;

/** What is shown, for whoever called the command. */
export interface ShownDiagram {
  readonly html: string;
  readonly page: DiagramPage;
}

export class Diagrams implements Disposable {
  readonly #parts: Disposable[];
  #panel: WebviewPanel | undefined;
  #subject: DiagramSubject = {};
  #page: DiagramPage | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Of the last request: an answer to an earlier one is not drawn. */
  #asked = 0;
  /** What is to be drawn is something else than what is seen, so that all of it is to be seen. */
  #isNew = false;

  constructor(
    readonly client: DevClient,
    readonly dev: DevDocuments,
  ) {
    this.#parts = [
      client.onDidReadDev(() => this.#later()),
      window.onDidChangeActiveTextEditor((editor) => this.#follow(editor)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#tellCursor(textEditor)),
      workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === this.#subject.uri) this.#later();
      }),
    ];
  }

  /** Of the file in the active editor, unless something is given or chosen. @throws Error that says what is not there */
  async show(given?: DiagramSubject | TreeObject): Promise<ShownDiagram | undefined> {
    const about = await chooseSubject(this.client, given);
    if (!about) return undefined;
    // Which editor is active may change while the panel opens beside it.
    const editor = window.activeTextEditor;
    const uri = about.uri ?? sqlUri(editor);
    this.#subject = { ...about, ...(uri !== undefined && { uri }) };
    const page = await this.client.request('devschema/diagram', this.#subject);
    this.#page = page;
    const panel = this.#panel ?? this.#open();
    panel.title = l10n.t('Diagram: {0}', page.title);
    // The keys stay in the SQL; where no editor has them they are the diagram's.
    panel.reveal(undefined, editor !== undefined);
    this.#sendAnew();
    return { html: panel.webview.html, page };
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#panel?.dispose();
    for (const part of this.#parts) part.dispose();
  }

  #open(): WebviewPanel {
    const root = Uri.joinPath(this.client.context.extensionUri, 'dist');
    const place = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    const panel = window.createWebviewPanel('devschema.diagram', l10n.t('Diagram'), place, {
      enableScripts: true,
      localResourceRoots: [root],
    });
    panel.webview.onDidReceiveMessage((asked: PanelMessage) => this.#answer(asked));
    panel.onDidDispose(() => {
      this.#panel = undefined;
      clearTimeout(this.#timer);
    });
    panel.webview.html = pageHtml(panel.webview, Uri.joinPath(root, 'diagram.js'), randomBytes(18).toString('base64'));
    this.#panel = panel;
    return panel;
  }

  #send(): void {
    if (!this.#page || !this.#panel) return;
    const { svg, style, notes } = this.#page;
    const isNew = this.#isNew;
    this.#isNew = false;
    void this.#panel.webview.postMessage({ kind: 'page', svg, style, notes, isNew });
    if (window.activeTextEditor) this.#tellCursor(window.activeTextEditor);
  }
  #sendAnew(): void {
    this.#isNew = true;
    this.#send();
  }
  #later(): void {
    clearTimeout(this.#timer);
    if (this.#panel) this.#timer = setTimeout(() => void this.#refresh(), PAUSE_IN_EDITING);
  }
  async #refresh(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const page = await this.client.request('devschema/diagram', this.#subject);
      if (asked !== this.#asked || !this.#panel) return;
      this.#page = page;
      this.#panel.title = l10n.t('Diagram: {0}', page.title);
      this.#send();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      void this.#panel?.webview.postMessage({ kind: 'problem', message });
    }
  }

  /** Another migration is shown in the place of the one before; of a table or a schema, what that one changes in it. */
  #follow(editor: TextEditor | undefined): void {
    const uri = sqlUri(editor);
    if (!this.#panel || uri === undefined || uri === this.#subject.uri) return;
    this.#subject = { ...this.#subject, uri };
    // Of news that come meanwhile another request is made, and that one's answer is the first of it.
    this.#isNew ||= !this.#subject.table && this.#subject.schema === undefined;
    void this.#refresh();
  }
  #tellCursor({ document, selection }: TextEditor): void {
    const uri = document.uri.toString();
    if (!this.#panel || !this.#page || uri !== this.#subject.uri) return;
    const isAt = ({ statements }: DiagramTablePlaces) =>
      statements.some((one) => one.uri === uri && rangeIn(one).contains(selection.active));
    void this.#panel.webview.postMessage({ kind: 'at', id: this.#page.tables.find(isAt)?.id });
  }

  #answer(asked: PanelMessage): void {
    const work =
      asked.kind === 'ready'
        ? Promise.resolve(this.#sendAnew())
        : asked.kind === 'open'
          ? this.#openDefinition(asked.id, asked.column)
          : this.#keep(asked.form);
    work.catch((error: unknown) =>
      window.showErrorMessage(`DevSchema: ${error instanceof Error ? error.message : error}`),
    );
  }
  /** In the migrations where they make it, else dev's own text. */
  async #openDefinition(id: string, column: string | undefined): Promise<void> {
    const table = this.#page?.tables.find((one) => one.id === id);
    if (!table) return;
    const { made, columns, address, statements } = table;
    const ofColumn = column === undefined ? undefined : columns.find(({ name }) => name === column)?.made;
    const place =
      ofColumn ??
      (column === undefined || address === undefined
        ? (made ?? (address === undefined ? statements[0] : undefined))
        : undefined);
    if (place) await openPlace(place);
    else if (address !== undefined) await this.dev.open(address, { viewColumn: ViewColumn.One });
  }
  async #keep(form: 'svg' | 'mermaid'): Promise<void> {
    const { text } = await this.client.request('devschema/diagramText', { ...this.#subject, form });
    if (form === 'mermaid') {
      await env.clipboard.writeText(text);
      window.setStatusBarMessage(l10n.t('Copied the diagram as Mermaid'), 4000);
      return;
    }
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const name = `${(this.#page?.title ?? 'diagram').replace(/[^\w.-]+/g, '-')}.svg`;
    const chosen = await window.showSaveDialog({
      filters: { SVG: ['svg'] },
      ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    });
    if (chosen) await workspace.fs.writeFile(chosen, new TextEncoder().encode(text));
  }
}

function sqlUri(editor: TextEditor | undefined): string | undefined {
  const known = documents.some(
    ({ scheme, language }) => editor?.document.uri.scheme === scheme && editor.document.languageId === language,
  );
  return known ? editor?.document.uri.toString() : undefined;
}
const rangeIn = ({ range: { start, end } }: FilePlace): Range =>
  new Range(start.line, start.character, end.line, end.character);
async function openPlace(place: FilePlace): Promise<void> {
  const uri = Uri.parse(place.uri);
  const shown = window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? ViewColumn.One,
    selection: rangeIn(place),
  });
}
