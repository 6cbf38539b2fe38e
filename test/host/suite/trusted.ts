/** The main job on the example workspace, in VS Code, with the packaged extension. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CodeLens,
  ConfigurationTarget,
  commands,
  DiagnosticSeverity,
  extensions,
  languages,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { ShownDiagram } from '../../../client/src/diagram/panel';
import type { Answered, DevStatus, SignOff } from '../../../server/src/protocol';
import { assistantCases } from './assistants';
import { type Case, runCases, until } from './harness';
import { RefusingServer } from './refusing-server';
import {
  acceptPicks,
  apply,
  closeAll,
  diagnostics,
  find,
  hoverText,
  id,
  inFolder,
  positionAtEnd,
  quickFixes,
  show,
  showNew,
  status,
} from './support';

const table = '"bazaar-vid_brand_extraction"';
const draft = 'migrations/brand_extraction.sql';
const configure = (key: string, value: unknown) =>
  workspace.getConfiguration('devschema').update(key, value, ConfigurationTarget.Workspace);

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

const cases: Case[] = [
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
        match(answer.conclusion, /^Not known: Traffic, After not known\.$/);
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
  {
    name: 'checks again at once when a setting changes',
    async run() {
      const document = await show(draft);
      const all = await diagnostics(document, (now) => now.some((one) => one.message.includes('29 columns in dev')));
      const { code } = all.find((one) => one.message.includes('29 columns in dev'))!;
      ok(typeof code === 'object');
      equal(code.target.toString(), `devschema-rule:/${code.value}.md`);
      match((await workspace.openTextDocument(code.target)).getText(), /^# missing-columns$/m);
      const name = String(code.value);
      await configure('rules', { [name]: 'off' });
      await diagnostics(document, (now) => !now.some((one) => one.message.includes('29 columns in dev')));
      await configure('rules', undefined);
      await diagnostics(document, (now) => now.some((one) => one.message.includes('29 columns in dev')));
    },
  },
  {
    name: 'reads dev again by itself when it changes, and open files follow without an edit',
    async run() {
      const document = await show(draft);
      const file = inFolder('dev/schema.sql').fsPath;
      const before = readFileSync(file, 'utf8');
      writeFileSync(file, `${before}\nALTER TABLE ${table} ADD COLUMN brand_mood text;\n`);
      const all = await diagnostics(document, (now) => now.some((one) => one.message.includes('30 columns in dev')));
      ok(all.some((one) => /Missing: .*brand_mood/.test(one.message)));
      writeFileSync(file, before);
      await diagnostics(document, (now) => now.some((one) => one.message.includes('29 columns in dev')));
    },
  },
  {
    name: 'saves a snapshot, takes it as dev, and finds the same',
    async run() {
      const document = await show(draft);
      const before = await diagnostics(document, (now) => now.length > 0);
      await commands.executeCommand('devschema.saveSnapshot', inFolder('schema.snapshot.json'));
      await configure('connection', 'schema.snapshot.json');
      const now = await status((one) => one.state === 'ready' && /snapshot/.test(one.label ?? ''));
      equal(now.tables, 6);
      const messages = (all: readonly { message: string }[]) => all.map((one) => one.message).sort();
      await diagnostics(document, (all) => messages(all).join('\n') === messages(before).join('\n'));
    },
  },
  {
    name: 'keeps serving the last good schema when dev goes away, and says why',
    async run() {
      const file = inFolder('schema.snapshot.json').fsPath;
      const good = readFileSync(file);
      writeFileSync(file, '{ "cut off');
      await commands.executeCommand('devschema.refresh');
      const stale = await status((now) => now.state === 'stale');
      ok(stale.problem, 'a reason is given');
      equal(stale.tables, 6);
      const document = await show(draft);
      await diagnostics(document, (now) => now.some((one) => one.message.includes('29 columns in dev')));
      match(await hoverText(document, find(document, table, 3)), /user_id/);
      writeFileSync(file, good);
      await commands.executeCommand('devschema.refresh');
      await status((now) => now.state === 'ready');
    },
  },
  {
    name: 'keeps a password in the secret storage, never in the settings, and says what a database refuses',
    async run() {
      const server = new RefusingServer();
      const port = await server.listen();
      const url = (user: string) => `postgresql://${user}@127.0.0.1:${port}/bazaar?sslmode=disable`;
      const passwords = (count: number) =>
        until(
          server.onPassword,
          () => server.passwords.length >= count && server.passwords,
          () => server.passwords,
        );
      await commands.executeCommand('devschema.chooseConnection', url('me:s3cret%21'));
      deepEqual(await passwords(1), ['s3cret!']);
      const failed = await status((now) => now.state === 'failed');
      match(failed.problem ?? '', /wrong password for user me/);
      const document = await show(draft);
      await diagnostics(document, (all) => !all.some((one) => one.message.includes('29 columns in dev')));
      const settings = readFileSync(inFolder('.vscode/settings.json').fsPath, 'utf8');
      ok(settings.includes(url('me')) && !settings.includes('s3cret'), settings);
      await commands.executeCommand('devschema.restart');
      deepEqual((await passwords(2))[1], 's3cret!', 'it is still known');
      server.close();
      await commands.executeCommand('devschema.chooseConnection', 'dev/schema.sql');
      await status((now) => now.state === 'ready');
    },
  },
  {
    name: 'offers what the chosen table needs, with it',
    async run() {
      const file = inFolder('dev/mood.sql').fsPath;
      writeFileSync(file, "CREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE person (name text, feels mood);\n");
      await commands.executeCommand('devschema.chooseConnection', 'dev/mood.sql');
      await status((now) => now.state === 'ready' && now.tables === 1);
      const document = await showNew('');
      await acceptPicks(commands.executeCommand('devschema.generate'));
      match(document.getText(), /CREATE TYPE "mood" AS ENUM.*CREATE TABLE IF NOT EXISTS "person"/s);
      await closeAll();
      await commands.executeCommand('devschema.chooseConnection', 'dev/schema.sql');
      await status((now) => now.state === 'ready' && now.tables === 6);
    },
  },
  {
    name: 'checks every language that PostgreSQL goes by',
    async run() {
      for (const language of ['sql', 'postgres', 'pgsql', 'plpgsql']) {
        const document = await showNew('SELECT 1 FORM x;\n', language);
        await diagnostics(document, (now) => now.some((one) => one.severity === DiagnosticSeverity.Error));
      }
      await closeAll();
    },
  },
  {
    name: 'goes on after the server is restarted',
    async run() {
      await commands.executeCommand('devschema.restart');
      await status((now) => now.state === 'ready');
      const document = await showNew('SELECT 1 FORM x;\n');
      await diagnostics(document, (now) => now.some((one) => one.severity === DiagnosticSeverity.Error));
      await window.activeTextEditor!.edit((edit) =>
        edit.replace(new Range(document.positionAt(0), positionAtEnd(document)), 'SELECT 1;\n'),
      );
      await diagnostics(document, (now) => now.length === 0);
      await closeAll();
    },
  },
];

export const run = () => runCases(cases);
