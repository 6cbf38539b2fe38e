/** What changes while the example is open: settings, dev, the connection, the server. */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { commands, DiagnosticSeverity, Range, window, workspace } from 'vscode';
import { type Case, until } from './harness';
import { RefusingServer } from './refusing-server';
import {
  acceptPicks,
  closeAll,
  configure,
  diagnostics,
  draft,
  find,
  hoverText,
  inFolder,
  positionAtEnd,
  show,
  showNew,
  status,
  table,
} from './support';

export const devCases: readonly Case[] = [
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
