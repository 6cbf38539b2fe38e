/** What is found on the example, fixed and run: in VS Code, with the packaged extension. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CodeLens,
  commands,
  DiagnosticSeverity,
  extensions,
  languages,
  Range,
  type TextDocument,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { DevStatus } from '../../../server/src/protocol';
import { assistantCases } from './assistants';
import { type Case, until } from './harness';
import {
  apply,
  configure,
  diagnostics,
  draft,
  find,
  hoverText,
  id,
  positionAtEnd,
  quickFixes,
  show,
  showNew,
  status,
  table,
} from './support';

async function write(document: TextDocument, range: Range, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(document.uri, range, text);
  await workspace.applyEdit(edit);
}
/** Once the status bar says so of its last run. */
async function ranAs(document: TextDocument, wanted: RegExp): Promise<void> {
  const of = ({ runs = [] }: DevStatus) => runs.find(({ uri }) => uri === document.uri.toString())?.message;
  await status((now) => wanted.test(of(now) ?? ''));
}

export const findingCases: readonly Case[] = [
  {
    name: 'is activated from the package, by opening an SQL file',
    async run() {
      const extension = extensions.getExtension(id)!;
      equal(path.resolve(extension.extensionPath), path.resolve(process.env.DEVSCHEMA_INSTALLED!));
      await show(draft);
      await status(() => true);
      ok(extension.isActive);
    },
  },
  {
    name: 'reads dev from SQL in the embedded PostgreSQL and says so',
    async run() {
      const ready = await status((now) => now.state === 'ready');
      equal(ready.tables, 6);
      match(ready.label ?? '', /schema\.sql/);
    },
  },
  ...assistantCases,
  {
    name: 'shows on the name of the near-miss how many columns dev has, and which are missing',
    async run() {
      const document = await show(draft);
      const all = await diagnostics(document, (now) => now.some((one) => one.message.includes('29 columns in dev')));
      const about = all.find((one) => one.message.includes('29 columns in dev'))!;
      equal(document.getText(about.range), table);
      equal(about.severity, DiagnosticSeverity.Warning);
      match(about.message, /29 columns in dev, 22 here\. Missing: user_id, extraction_version, /);
      const extra = all.filter((one) => /^dev has no column /.test(one.message));
      equal(extra.length, 9);
      for (const one of extra) ok(one.message.includes(document.getText(one.range).replaceAll('"', '')), one.message);
    },
  },
  {
    name: "hovers over a table with dev's live types",
    async run() {
      const document = await show(draft);
      const text = await hoverText(document, find(document, table, 3));
      for (const part of ['user_id', 'character varying(255)', 'PRIMARY KEY'])
        ok(text.includes(part), `${part} is not in ${text}`);
    },
  },
  {
    name: 'inserts the missing columns by a quick fix, after which the finding is gone',
    async run() {
      const document = await show(draft);
      const before = document.getText();
      const all = await diagnostics(document, (now) => now.some((one) => one.message.includes('29 columns in dev')));
      const { range } = all.find((one) => one.message.includes('29 columns in dev'))!;
      const fix = (await quickFixes(document, range)).find((one) => /^Insert 16 missing columns/.test(one.title));
      ok(fix, 'no fix inserts the columns');
      await apply(fix);
      await diagnostics(document, (now) => !now.some((one) => /Missing: user_id/.test(one.message)));
      const lines = new Set(document.getText().split('\n'));
      const lost = before.split('\n').filter((line) => !lines.has(line) && !lines.has(`${line},`));
      deepEqual(lost, [], 'the rest of the file stays');
      match(document.getText(), /^ {4}"user_id" varchar\(255\) NOT NULL,$/m);
      await commands.executeCommand('workbench.action.files.revert');
    },
  },
  {
    name: 'runs the near-miss at a pause in typing: what PostgreSQL refuses is on its text; fixed, it is proved',
    async run() {
      const document = await show(draft);
      const before = document.getText();
      const editor = window.activeTextEditor!;
      await configure('verify.run', 'live');
      try {
        for (const key of '\nSELECT 1 / 0;')
          await editor.edit((edit) => edit.insert(positionAtEnd(document), key), {
            undoStopBefore: false,
            undoStopAfter: false,
          });
        await ranAs(document, /^refused by PostgreSQL 18\.\d+: 1 statement/);
        const ofPostgres = () =>
          languages
            .getDiagnostics(document.uri)
            .flatMap(({ source, message, range }) =>
              source?.startsWith('PostgreSQL 18.') ? [`${document.getText(range)}: ${message}`] : [],
            );
        const [refused] = await until(
          languages.onDidChangeDiagnostics,
          () => ofPostgres().length > 0 && ofPostgres(),
          ofPostgres,
        );
        match(refused!, /^SELECT 1: PostgreSQL refuses it: division by zero/);
        await write(document, new Range(find(document, '\nSELECT 1 / 0;'), positionAtEnd(document)), '');
        await ranAs(document, /^differs: PostgreSQL 18\./);
        const all = await diagnostics(document, (now) => now.some(({ message }) => /Missing: user_id/.test(message)));
        const { range } = all.find(({ message }) => /Missing: user_id/.test(message))!;
        const fix = (await quickFixes(document, range)).find(({ title }) => /^Insert 16 missing columns/.test(title));
        await apply(fix!);
        await diagnostics(document, (now) => !now.some(({ message }) => /Missing: user_id/.test(message)));
        // What dev lacks is taken out of the file by hand, or by a fix for each.
        const whole = new Range(document.positionAt(0), positionAtEnd(document));
        await write(document, whole, readFileSync(process.env.DEVSCHEMA_EXPECTED!, 'utf8'));
        await ranAs(document, /^proved on PostgreSQL 18\.\d+: runs, equals dev, rows aside$/);
        const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 20);
        ok(
          lenses.some(({ command }) => /^proved on PostgreSQL 18\./.test(command?.title ?? '')),
          'no lens says so',
        );
      } finally {
        await configure('verify.run', undefined);
        await write(document, new Range(document.positionAt(0), positionAtEnd(document)), before);
        await document.save();
      }
    },
  },
  {
    name: 'shows nothing of a statement that is being typed, and all of it after a pause',
    async run() {
      const document = await showNew('');
      const editor = window.activeTextEditor!;
      const shown = new Set<string>();
      // Where the machine itself stops between two keys, that is a pause, and what is then shown stays.
      const paused = new Set<string>();
      let lastKey = 0;
      const listener = languages.onDidChangeDiagnostics(() => {
        for (const { message } of languages.getDiagnostics(document.uri))
          (Date.now() - lastKey < 800 && !paused.has(message) ? shown : paused).add(message);
      });
      const type = async (text: string) => {
        for (const key of text) {
          lastKey = Date.now();
          await editor.edit((edit) => edit.insert(positionAtEnd(document), key), {
            undoStopBefore: false,
            undoStopAfter: false,
          });
          await new Promise((resolve) => setTimeout(resolve, 40));
        }
      };
      try {
        await type(`ALTER TABLE ${table} ADD COLUMN "checked_at" timestamp with time zone;\n`);
        await type(`UPDATE ${table} SET "checked_at" = now() WHERE "extraction_status" = 'done';\n`);
        deepEqual([...shown], [], 'of correct statements nothing is shown at any time');
        await type(`ALTER TABLE ${table} DROP COLUMN "no_such`);
        deepEqual([...shown], []);
        await diagnostics(document, (now) => now.length > 0);
      } finally {
        listener.dispose();
        await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      }
    },
  },
];
