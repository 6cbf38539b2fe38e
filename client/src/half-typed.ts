/**
 * While a name is half typed and the list has names that begin so, it is not unknown yet: what is found at it waits until
 * the cursor leaves it, it is typed on or the file is saved. VS Code tells nobody whether its list is open.
 */
import {
  type CompletionItem,
  type CompletionList,
  type Diagnostic,
  Disposable,
  type Position,
  type TextDocument,
  TextDocumentSaveReason,
  window,
  workspace,
} from 'vscode';
import { beginsOne, typedName } from './typed-name';

interface Offered {
  /** Where the name begins that is being typed, as an offset. */
  readonly start: number;
  readonly names: readonly string[];
}

export class HalfTyped implements Disposable {
  readonly #offered = new Map<string, Offered>();
  /** Documents of which something waits, each with the cursor's offset. */
  readonly #waiting = new Map<string, number>();
  readonly #listeners: Disposable;

  /** @param look asks anew what is found in a document */
  constructor(look: (document: TextDocument) => void) {
    const over = (document: TextDocument, isSaid: boolean) => {
      const key = document.uri.toString();
      this.#offered.delete(key);
      if (this.#waiting.delete(key) && isSaid) look(document);
    };
    this.#listeners = Disposable.from(
      window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
        const at = this.#waiting.get(document.uri.toString());
        if (at !== undefined && selections.every(({ active }) => document.offsetAt(active) !== at))
          over(document, true);
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        for (const document of workspace.textDocuments) if (document !== editor?.document) over(document, true);
      }),
      // What saves itself after a while says nothing of the person.
      workspace.onWillSaveTextDocument(({ document, reason }) => {
        if (reason !== TextDocumentSaveReason.AfterDelay) over(document, true);
      }),
      workspace.onDidCloseTextDocument((document) => over(document, false)),
    );
  }

  /** What a list that is about to be shown has. */
  offers(
    document: TextDocument,
    position: Position,
    answer: CompletionItem[] | CompletionList | null | undefined,
  ): void {
    const items = (Array.isArray(answer) ? answer : answer?.items) ?? [];
    const offset = document.offsetAt(position);
    const start = offset - typedName(lineBefore(document, position)).length;
    const names = items.map(({ filterText, label }) => filterText ?? (typeof label === 'string' ? label : label.label));
    this.#offered.set(document.uri.toString(), { start, names });
  }
  /** Without those that wait. */
  settled(document: TextDocument, found: readonly Diagnostic[]): readonly Diagnostic[] {
    const key = document.uri.toString();
    const offered = this.#offered.get(key);
    const editor = window.activeTextEditor;
    this.#waiting.delete(key);
    if (!offered || editor?.document !== document) return found;
    const { active } = editor.selection;
    const typed = typedName(lineBefore(document, active));
    const offset = document.offsetAt(active);
    if (offset - typed.length !== offered.start || !beginsOne(typed, offered.names)) return found;
    const rest = found.filter(({ range }) => !range.end.isEqual(active));
    if (rest.length < found.length) this.#waiting.set(key, offset);
    return rest;
  }

  dispose(): void {
    this.#listeners.dispose();
  }
}
const lineBefore = (document: TextDocument, { line, character }: Position): string =>
  document.lineAt(line).text.slice(0, character);
