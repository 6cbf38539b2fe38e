/** Ten migrations typed at a person's speed, each in an editor of its own: what is shown, and goes again. */
import { deepEqual, ok } from 'node:assert/strict';
import { commands, languages, type TextDocument, WorkspaceEdit, window, workspace } from 'vscode';
import { before, migrations } from '../../support/typed-migrations';
import { diagnostics, positionAtEnd } from './support';

/** Between two keys of one document. */
const KEY = 90;
/** As long as findings wait. Where the machine itself stops longer between two keys, that is a pause. */
const PAUSE = 800;

interface Typed {
  readonly document: TextDocument;
  readonly text: string;
  /** `Date.now()` of the last key. */
  key: number;
}

export async function typesTenMigrations(): Promise<void> {
  const all: Typed[] = [];
  for (const text of Object.values(migrations)) {
    const document = await workspace.openTextDocument({ language: 'sql', content: before });
    await window.showTextDocument(document, { preview: false });
    all.push({ document, text, key: 0 });
  }
  const shown = new Set<string>();
  const listener = languages.onDidChangeDiagnostics(({ uris }) => {
    for (const one of all) {
      if (!uris.some((uri) => uri.toString() === one.document.uri.toString())) continue;
      const isTyped = Date.now() - one.key < PAUSE;
      if (isTyped) for (const { message } of languages.getDiagnostics(one.document.uri)) shown.add(message);
    }
  });
  try {
    const longest = Math.max(...all.map(({ text }) => text.length));
    for (let at = 0; at < longest; at++) {
      const started = Date.now();
      for (const one of all) if (at < one.text.length) await press(one, one.text[at]!);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, KEY - (Date.now() - started))));
    }
    deepEqual([...shown], [], 'of correct statements nothing is shown at any time');
    for (const one of all) {
      for (const key of 'ALTER TABLE users DROP COLUMN "no_such') await press(one, key);
      deepEqual([...shown], []);
      ok((await diagnostics(one.document, (now) => now.length > 0)).length > 0, 'and after a pause all of it');
    }
  } finally {
    listener.dispose();
    for (const { document } of all) {
      await window.showTextDocument(document);
      await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  }
}

async function press(one: Typed, key: string): Promise<void> {
  one.key = Date.now();
  const edit = new WorkspaceEdit();
  edit.insert(one.document.uri, positionAtEnd(one.document), key);
  await workspace.applyEdit(edit);
}
