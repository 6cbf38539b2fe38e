/** What is generated, drawn, written and signed off of the example, in VS Code. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commands, languages, Uri, window, workspace } from 'vscode';
import type { ShownDiagram } from '../../../client/src/diagram/panel';
import type { Answered, SignOff } from '../../../server/src/protocol';
import { type Case, until } from './harness';
import {
  acceptPicks,
  apply,
  closeAll,
  configure,
  diagnostics,
  draft,
  inFolder,
  quickFixes,
  show,
  showNew,
  table,
} from './support';

export const writtenCases: readonly Case[] = [
  {
    name: 'fills the placeholder (...) with the statements that the command line generates',
    async run() {
      const document = await showNew(`CREATE TABLE IF NOT EXISTS ${table} (...);\n`);
      const [first] = await diagnostics(document, (now) => now.length > 0);
      const fixes = await quickFixes(document, first!.range);
      ok(fixes[0], 'no fix fills the placeholder');
      await apply(fixes[0]);
      const lines = (text: string) => text.split('\n').filter((line) => line !== '');
      deepEqual(lines(document.getText()), lines(readFileSync(process.env.DEVSCHEMA_EXPECTED!, 'utf8')));
      await diagnostics(document, (now) => now.length === 0);
      await closeAll();
    },
  },
  {
    name: 'generates the highlighted table at the cursor, by the palette command',
    async run() {
      const document = await showNew('-- from dev\n');
      await acceptPicks(commands.executeCommand('devschema.generate'));
      match(document.getText(), /^-- from dev\nCREATE TABLE IF NOT EXISTS "bazaar-vid_[a-z_]+" \(\n {4}"/);
      await diagnostics(document, (now) => now.length === 0);
      await closeAll();
    },
  },
  {
    name: 'generates in a new document when no SQL editor is open',
    async run() {
      await closeAll();
      const isClosed = () => window.activeTextEditor === undefined;
      await until(window.onDidChangeActiveTextEditor, isClosed, () => window.activeTextEditor?.document.getText());
      await acceptPicks(commands.executeCommand('devschema.generate'));
      const { document } = window.activeTextEditor!;
      equal(document.languageId, 'sql');
      ok(document.isUntitled);
      match(document.getText(), /^CREATE TABLE IF NOT EXISTS "bazaar-vid_/);
      await closeAll();
    },
  },
  {
    name: "shows a file beside itself with dev's facts in it",
    async run() {
      await show(draft);
      await commands.executeCommand('devschema.compareWithDev');
      const right = workspace.textDocuments.find((one) => one.uri.scheme === 'devschema-dev');
      match(right?.getText() ?? '', /^ {4}"user_id" varchar\(255\) NOT NULL,$/m);
      match(right?.getText() ?? '', /^-- Brand extraction, written from memory/);
      await closeAll();
    },
  },
  {
    name: 'draws the open file with what differs from dev, in a page that nothing from outside can reach',
    async run() {
      await show(draft);
      const shown = await commands.executeCommand<ShownDiagram>('devschema.showDiagram');
      match(shown.html, /content="default-src 'none'; script-src 'nonce-([\w+/=]+)'; style-src 'nonce-\1'"/);
      for (const [tag] of shown.html.matchAll(/<(?:script|style)[^>]*>/g)) match(tag, / nonce="[\w+/=]+"/);
      equal(shown.page.title, 'brand_extraction.sql');
      match(shown.page.svg, /aria-label="column user_id, [^"]*, missing here"/);
      equal(shown.page.tables[0]?.statements.length, 1);
      const table = { schema: 'public', name: 'bazaar-vid_story_arc_scene' };
      const of = await commands.executeCommand<ShownDiagram>('devschema.showDiagram', { table });
      ok(of.page.svg.includes('bazaar-vid_story_arc_scene'));
      await closeAll();
    },
  },
  {
    name: 'writes the migration that a folder lacks of dev, proved, and the way back of one',
    async run() {
      const [folder, alone] = [inFolder('db'), inFolder('undone.sql')];
      const [first, second] = ['000001_brand.up.sql', '000002_index.up.sql'].map((name) => Uri.joinPath(folder, name));
      const written = readFileSync(inFolder(draft).fsPath);
      await workspace.fs.writeFile(first!, written);
      await workspace.fs.writeFile(second!, Buffer.from(`CREATE INDEX brand_url ON ${table} (url);\n`));
      await workspace.fs.writeFile(alone, Buffer.from('CREATE TABLE undone (id integer);\n'));
      try {
        for (const name of ['000001_brand.up.sql', '000002_index.up.sql']) await show(`db/${name}`);
        const start = 'all files';
        await commands.executeCommand('devschema.generateMigration', {
          folder: folder.path,
          start,
          name: 'from dev',
          online: false,
          renames: [],
        });
        const { document } = window.activeTextEditor!;
        match(document.uri.path, /\/db\/000003_from_dev\.up\.sql$/);
        equal(document.isDirty, false);
        match(document.getText(), /^-- From what 2 migrations make to /);
        match(document.getText(), /ADD COLUMN "user_id" varchar\(255\) NOT NULL/);
        match(document.getText(), /ALTER INDEX "brand_url" RENAME TO "brand_extraction_url_idx"/);
        const down = Uri.joinPath(folder, '000003_from_dev.down.sql');
        match(readFileSync(down.fsPath, 'utf8'), /DROP COLUMN "user_id"/);

        await show('db/000002_index.up.sql');
        await commands.executeCommand('devschema.generateRollback');
        match(window.activeTextEditor!.document.uri.path, /\/db\/000002_index\.down\.sql$/);
        equal(window.activeTextEditor!.document.getText(), 'DROP INDEX brand_url;\n');

        // Where no tool has a place for it, it is shown under a name and not judged by dev, which lacks what it drops.
        await show('undone.sql');
        await commands.executeCommand('devschema.generateRollback');
        const undoing = window.activeTextEditor!.document;
        equal(undoing.uri.toString(), 'devschema-rollback:/undone%20rollback.sql');
        equal(undoing.getText(), '-- Loses the rows of undone.\nDROP TABLE undone;\n');
        deepEqual(languages.getDiagnostics(undoing.uri), []);

        await commands.executeCommand('devschema.compareSchemas', 'dev', { source: folder.fsPath });
        const shown = workspace.textDocuments.filter((one) => one.uri.path.startsWith('/schema '));
        equal(shown.length, 2);
        for (const one of shown)
          for (const part of ['CREATE TABLE "bazaar-vid_story_arc_scene"', '"user_id" varchar(255) NOT NULL'])
            ok(one.getText().includes(part), `${part} is not in ${one.uri.path}`);
      } finally {
        await closeAll();
        await workspace.fs.delete(folder, { recursive: true });
        await workspace.fs.delete(alone);
      }
    },
  },
  {
    name: 'signs a migration off: the checklist as a preview, the outcome in the history, a stamp in the file',
    async run() {
      const index = `CREATE INDEX brand_extraction_url_idx ON ${table} (url);`;
      const file = inFolder('add_index.sql');
      const written: readonly [string, string][] = [
        ['target.sql', readFileSync(inFolder('dev/schema.sql').fsPath, 'utf8').replace(index, '')],
        ['add_index.sql', `-- The index that target lacks.\n${index}\n`],
        ['before.dump', 'PGDMP'],
      ];
      for (const [name, text] of written) await workspace.fs.writeFile(inFolder(name), Buffer.from(text));
      await configure('target', 'target.sql');
      try {
        const document = await show('add_index.sql');
        const given = { uri: file, backup: inFolder('before.dump').fsPath, record: true };
        const answer = await commands.executeCommand<SignOff>('devschema.signOff', given);
        // Nobody has analysed the tables of an SQL file.
        match(answer.conclusion, /^Not known: Traffic, After\.$/);
        const shown = workspace.textDocuments.find((one) => one.uri.scheme === 'devschema-report')?.getText() ?? '';
        match(shown, /## ✓ Exact statements: done/);
        match(shown, /29 columns, 2 constraints, 8 indexes/);
        match(shown, /```sql\n {2}DROP INDEX brand_extraction_url_idx;/);
        match(
          document.getText(),
          /^-- The index[^\n]*\n-- devschema: proved [\d-]{10} on PostgreSQL 18\.\d+ against dev [0-9a-f]{12}\nCREATE INDEX/,
        );
        equal(readFileSync(file.fsPath, 'utf8'), document.getText());
        match(readFileSync(inFolder('devschema-history.md').fsPath, 'utf8'), /\| `add_index\.sql` \| not known \|/);
        const target = await commands.executeCommand<Answered>('devschema.checkTarget');
        match(target.markdown, /missing: index brand\\_extraction\\_url\\_idx/);
      } finally {
        await closeAll();
        await configure('target', undefined);
        for (const name of [...written.map(([one]) => one), 'devschema-history.md'])
          await workspace.fs.delete(inFolder(name));
      }
    },
  },
];
