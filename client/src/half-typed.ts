/**
 * While a name is half typed and the list has names that begin so, it is not unknown yet: what is found at it waits until
 * the cursor leaves it, it is typed on, the file is saved or a while has passed: VS Code tells nobody whether its list is
 * open, nor that a person has closed it.
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

/** Milliseconds; longer than one reads in a list before one types on. */
const LONGEST_WAIT = 8000;

interface Offered {
  /** Where the name begins that is being typed, as an offset. */
  readonly start: number;
  readonly names: readonly string[];
}

interface Waiting {
  /** The cursor, as an offset. */
  readonly at: number;
  /** Milliseconds, as `Date.now()`. */
  readonly since: number;
  readonly longest: NodeJS.Timeout;
}

export class HalfTyped implements Disposable {
  readonly #offered = new Map<string, Offered>();
  /** Documents of which something waits. */
  readonly #waiting = new Map<string, Waiting>();
  readonly #listeners: Disposable;
  readonly #look: (document: TextDocument) => void;

  /** @param look asks anew what is found in a document */
  constructor(look: (document: TextDocument) => void) {
    this.#look = look;
    const over = (document: TextDocument, isSaid: boolean) => this.#over(document, isSaid);
    this.#listeners = Disposable.from(
      window.onDidChangeTextEditorSelection(({ textEditor: { document }, selections }) => {
        const waiting = this.#waiting.get(document.uri.toString());
        if (waiting && selections.every(({ active }) => document.offsetAt(active) !== waiting.at)) over(document, true);
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
    const waited = this.#waiting.get(key);
    this.#stop(key);
    if (!offered || editor?.document !== document) return found;
    const { active } = editor.selection;
    const typed = typedName(lineBefore(document, active));
    const offset = document.offsetAt(active);
    if (offset - typed.length !== offered.start || !beginsOne(typed, offered.names)) return found;
    const rest = found.filter(({ range }) => !range.end.isEqual(active));
    if (rest.length < found.length) {
      // What is found anew of the same name does not begin the wait anew.
      const since = waited?.at === offset ? waited.since : Date.now();
      const longest = setTimeout(() => this.#over(document, true), since + LONGEST_WAIT - Date.now());
      this.#waiting.set(key, { at: offset, since, longest });
    }
    return rest;
  }
  #over(document: TextDocument, isSaid: boolean): void {
    const key = document.uri.toString();
    this.#offered.delete(key);
    if (this.#stop(key) && isSaid) this.#look(document);
  }
  /** Whether anything waited. */
  #stop(key: string): boolean {
    clearTimeout(this.#waiting.get(key)?.longest);
    return this.#waiting.delete(key);
  }

  dispose(): void {
    for (const key of [...this.#waiting.keys()]) this.#stop(key);
    this.#listeners.dispose();
  }
}
const lineBefore = (document: TextDocument, { line, character }: Position): string =>
  document.lineAt(line).text.slice(0, character);
