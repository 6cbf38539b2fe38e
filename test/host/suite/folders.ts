/** A window with two folders, each with a dev of its own, and a third in a folder below. */
import { deepEqual, equal, match } from 'node:assert/strict';
import { ConfigurationTarget, commands, type TextDocument, Uri, window, workspace } from 'vscode';
import { type Case, runCases } from './harness';
import { acceptPicks, closeAll, diagnostics, find, hoverText, status } from './support';

async function showIn(folder: string, path: string): Promise<TextDocument> {
  const root = workspace.workspaceFolders!.find(({ name }) => name === folder)!.uri;
  const document = await workspace.openTextDocument(Uri.joinPath(root, path));
  await window.showTextDocument(document);
  return document;
}
const devOf = (folder: RegExp, tables: number) =>
  status((now) => now.state === 'ready' && folder.test(now.folder ?? '') && now.tables === tables);

const says =
  (wanted: RegExp) =>
  (now: readonly { message: string }[]): boolean =>
    now.some(({ message }) => wanted.test(message));

const cases: Case[] = [
  {
    name: 'judges a file by the dev of its folder, and says in the status whose it is',
    async run() {
      const shop = await showIn('shop', 'draft.sql');
      await devOf(/shop$/, 1);
      await diagnostics(shop, (now) => now.length === 0);
      match(await hoverText(shop, find(shop, 'customers', 3)), /2 columns/);
      const billing = await showIn('billing', 'draft.sql');
      await devOf(/billing$/, 1);
      await diagnostics(billing, says(/3 columns in dev, 2 here\. Missing: iban/));
      match(await hoverText(billing, find(billing, 'customers', 3)), /3 columns/);
      equal((await diagnostics(shop, (now) => now.length === 0)).length, 0);
    },
  },
  {
    name: 'judges the files of a folder below by what its devschema.json says',
    async run() {
      const archive = await showIn('billing', 'archive/draft.sql');
      await devOf(/billing\/archive$/, 1);
      await diagnostics(archive, says(/dev has no column name/));
    },
  },
  {
    name: 'generates from the dev of the file at hand',
    async run() {
      for (const [folder, iban] of [
        ['shop', false],
        ['billing', true],
      ] as const) {
        const document = await showIn(folder, 'draft.sql');
        await devOf(new RegExp(`${folder}$`), 1);
        const before = document.getText();
        await window.activeTextEditor!.edit((edit) => edit.insert(document.positionAt(before.length), '\n'));
        await acceptPicks(commands.executeCommand('devschema.generate'));
        equal(document.getText().slice(before.length).includes('iban'), iban, folder);
        await commands.executeCommand('workbench.action.files.revert');
      }
    },
  },
  {
    name: 'writes another dev to the settings of the folder of the file at hand',
    async run() {
      const document = await showIn('billing', 'draft.sql');
      await devOf(/billing$/, 1);
      await commands.executeCommand('devschema.chooseConnection', 'archive/archive.sql');
      await diagnostics(document, says(/dev has no column name/));
      const of = (folder: string) => {
        const { uri } = workspace.workspaceFolders!.find(({ name }) => name === folder)!;
        return workspace.getConfiguration('devschema', uri).inspect('connection');
      };
      equal(of('billing')?.workspaceFolderValue, 'archive/archive.sql');
      deepEqual([of('shop')?.workspaceFolderValue, of('shop')?.workspaceValue], ['dev.sql', undefined]);
      await workspace
        .getConfiguration('devschema', document.uri)
        .update('connection', 'dev.sql', ConfigurationTarget.WorkspaceFolder);
      await diagnostics(document, says(/Missing: iban/));
      await closeAll();
    },
  },
];

export const run = (): Promise<void> => runCases(cases);
