/**
 * Findings wait while a statement is being typed: the last ones stay until the typing pauses, the statement is ended, the
 * cursor goes elsewhere or a person saves the file. So nothing turns red under the cursor that is only not finished.
 */
import {
  CancellationError,
  type CancellationToken,
  Disposable,
  type TextDocument,
  type TextDocumentChangeEvent,
  TextDocumentChangeReason,
  TextDocumentSaveReason,
  TextEditorSelectionChangeKind,
  Uri,
  window,
  workspace,
} from 'vscode';
import { readRaw } from '../../server/src/sql/document/raw-statement';
import { Lexer } from '../../server/src/text/lexer';

/** Milliseconds without a key after which a statement counts as looked at: longer than between two words. */
const PAUSE = 800;
/** Milliseconds that a key may be late. */
const LATE = 50;

export class Calm implements Disposable {
  /** When, in epoch milliseconds, what is typed in a document may be judged. */
  readonly #until = new Map<string, number>();
  readonly #waiting = new Map<string, Set<() => void>>();
  /** Being saved by a person. */
  readonly #saved = new Set<string>();
  readonly #listeners = Disposable.from(
    workspace.onDidChangeTextDocument((event) => this.#changed(event)),
    // What saves itself after a while says nothing of the person.
    workspace.onWillSaveTextDocument(({ document, reason }) => {
      if (reason !== TextDocumentSaveReason.AfterDelay) this.#saved.add(document.uri.toString());
    }),
    workspace.onDidSaveTextDocument(({ uri }) => {
      if (this.#saved.delete(uri.toString())) this.#release(uri);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => this.#release(uri)),
    window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
      if (kind === TextEditorSelectionChangeKind.Mouse) this.#release(textEditor.document.uri);
    }),
    window.onDidChangeActiveTextEditor((editor) => {
      // A window that starts tells which one it is, too; that is no leaving.
      const here = editor?.document.uri.toString();
      for (const key of [...this.#until.keys()]) if (key !== here) this.#releaseKey(key);
    }),
  );

  constructor() {
    // A person may type before a window has started its extensions: what is not saved counts as typed just now.
    for (const { isDirty, uri } of workspace.textDocuments)
      if (isDirty) this.#until.set(uri.toString(), Date.now() + PAUSE);
  }

  /** Resolves when the document is not being typed in. @throws CancellationError */
  async quiet(of: TextDocument | Uri, token: CancellationToken): Promise<void> {
    const key = (of instanceof Uri ? of : of.uri).toString();
    for (;;) {
      const until = this.#until.get(key);
      if (until === undefined) return;
      const left = until - Date.now();
      await this.#wait(key, Math.max(left, LATE), token);
      if (token.isCancellationRequested) throw new CancellationError();
      // Where the machine stops for a moment, a key that came before is told after the pause is over.
      if (left <= 0 && this.#until.get(key) === until) this.#until.delete(key);
    }
  }
  /** What is asked for while nothing is typed, and once more for what was typed meanwhile. @throws as `quiet` */
  async answer<T>(of: TextDocument | Uri, token: CancellationToken, ask: () => Promise<T>): Promise<T> {
    for (;;) {
      await this.quiet(of, token);
      const version = versionOf(of);
      const answer = await ask();
      if (versionOf(of) === version) return answer;
      if (token.isCancellationRequested) throw new CancellationError();
    }
  }

  dispose(): void {
    this.#listeners.dispose();
    for (const key of [...this.#until.keys()]) this.#releaseKey(key);
  }

  #wait(key: string, ms: number, token: CancellationToken): Promise<void> {
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(key) ?? new Set();
      this.#waiting.set(key, waiting);
      const done = () => {
        clearTimeout(timer);
        cancelled.dispose();
        waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      const cancelled = token.onCancellationRequested(done);
      waiting.add(done);
    });
  }

  #changed(event: TextDocumentChangeEvent): void {
    if (event.contentChanges.length === 0) return;
    if (isTyping(event)) this.#until.set(event.document.uri.toString(), Date.now() + PAUSE);
    else this.#release(event.document.uri);
  }

  #release(uri: Uri): void {
    this.#releaseKey(uri.toString());
  }
  #releaseKey(key: string): void {
    this.#until.delete(key);
    for (const done of [...(this.#waiting.get(key) ?? [])]) done();
    this.#waiting.delete(key);
  }
}

const versionOf = (of: TextDocument | Uri): number | undefined =>
  of instanceof Uri ? workspace.textDocuments.find(({ uri }) => uri.toString() === of.toString())?.version : of.version;

/** Keys and accepted completions; not what is undone, pasted over several lines, or put in by a fix, nor a statement's end. */
function isTyping({ document, reason, contentChanges }: TextDocumentChangeEvent): boolean {
  if (reason === TextDocumentChangeReason.Undo || reason === TextDocumentChangeReason.Redo) return false;
  return contentChanges.every(({ text, range, rangeOffset }) => {
    if (text.trim().includes('\n') || !range.isSingleLine) return false;
    const end = rangeOffset + text.length;
    const all = document.getText();
    // Only then is all of the text read.
    return !/;\s*$/.test(all.slice(Math.max(0, end - 200), end)) || !endsStatement(all.slice(0, end));
  });
}

/** Whether the semicolon at the end of the text ends a statement, and is not one in a body, a comment or a string. */
function endsStatement(text: string): boolean {
  const lexer = new Lexer(text);
  let isEnded = false;
  while (lexer.next()) {
    const { end, fullEnd } = readRaw(lexer);
    isEnded = lexer.kind !== 'comment' && fullEnd > end;
  }
  return isEnded;
}
