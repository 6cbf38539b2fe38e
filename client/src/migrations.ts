/** New migrations and ways back, written by the server, put where their tool has them, and opened to be read. */
import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  type Diagnostic,
  type Disposable,
  l10n,
  languages,
  Position,
  type QuickPickItem,
  Range,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import type { MigrationFolder, Requests, WrittenMigration } from '../../server/src/protocol';
import { type DevClient, documents } from './client';
import { hasTarget } from './folder-at-hand';
import { withNotice } from './progress';
import type { ShownTexts } from './shown-texts';
import { askConnection, askFile } from './sources';
import { plural, tell } from './text';

type NewMigrationParams = Requests['devschema/newMigration']['params'];

/** Asks for what is not given. Nothing is run but in a scratch. */
export async function generateMigration(client: DevClient, given: Partial<NewMigrationParams> = {}): Promise<void> {
  // Throws where there is no dev, before a person is asked anything.
  await client.request('devschema/tables', null);
  const title = l10n.t('Generate Migration from dev');
  const folders = await client.request('devschema/migrationFolders', null);
  if (folders.length === 0) throw new Error(l10n.t('no folder of migrations is in the workspace'));
  const folder = folders.find((one) => one.folder === given.folder) ?? (await pickFolder(folders, title));
  const start = folder && (given.start ?? (await pickStart(folder, title, hasTarget(client.status))));
  const name =
    start &&
    (given.name ?? (await window.showInputBox({ title, prompt: l10n.t('What it is called'), value: 'from dev' })));
  if (!folder || !start || !name) return;
  const online = given.online ?? (await pickForms(title));
  if (online === undefined) return;
  const asked = { folder: folder.folder, start, name, online };
  const make = (renames: string[]): Promise<WrittenMigration | undefined> =>
    withNotice(title, (token) => client.request('devschema/newMigration', { ...asked, renames }, token));
  let made = await make(given.renames ?? []);
  if (made && !given.renames && made.mayBeRenamed.length > 0) {
    const renames = await pickRenames(made.mayBeRenamed, title);
    if (!renames) return;
    if (renames.length > 0) made = await make(renames);
  }
  if (!made) return;
  if (made.files.length === 0) {
    const said = made.isProved ? l10n.t('Nothing is to be done: it is what dev is.') : made.proof;
    tell(`DevSchema: ${said}`);
    return;
  }
  for (const { path, text, exists } of made.files) await write(Uri.file(path), text, exists);
  for (const path of [...made.shown].reverse()) await window.showTextDocument(Uri.file(path), { preview: false });
  say(made.isProved, [made.proof, ...made.notes]);
}
/** `002_b.sql` → `002_b rollback.sql`. */
const asRollback = ({ path }: Uri): string => `${(path.split('/').at(-1) ?? '').replace(/\.sql$/i, '')} rollback.sql`;

/**
 * The way back of a migration, where its tool looks for it; else as a text to be saved where it belongs. It runs after the
 * migration, so that it is not judged by dev, where that has not run.
 */
export async function generateRollback(
  { client, rollbacks }: { readonly client: DevClient; readonly rollbacks: ShownTexts },
  uri = window.activeTextEditor?.document.uri,
): Promise<void> {
  if (!uri) throw new Error(l10n.t('open the migration that is to be undone'));
  const written = await withNotice(l10n.t('Generate Rollback'), (token) =>
    client.request('devschema/rollback', { uri: uri.toString() }, token),
  );
  if (!written) return;
  const { text, path, inserts, existing, isProved, proof } = written;
  if (inserts) {
    const edit = new WorkspaceEdit();
    for (const one of inserts) edit.insert(uri, new Position(one.at.line, one.at.character), one.text);
    await workspace.applyEdit(edit);
  } else if (path !== undefined) {
    await write(Uri.file(path), text, false);
    await window.showTextDocument(Uri.file(path), { preview: false });
  } else if (existing === undefined) {
    const shown = rollbacks.set(`/${asRollback(uri)}`, text);
    await window.showTextDocument(shown, { preview: false });
  }
  const there = existing === undefined ? [] : [l10n.t('{0} undoes it already.', workspace.asRelativePath(existing))];
  say(isProved, [...there, proof]);
}

/** Where a migration that has run and dev disagree, dev is the newer one. Of a table that is skipped, target may lack as much. */
export class DriftActions implements CodeActionProvider {
  static register(): Disposable {
    return languages.registerCodeActionsProvider(documents, new DriftActions(), {
      providedCodeActionKinds: [CodeActionKind.QuickFix],
    });
  }
  provideCodeActions(
    ...[{ uri }, , { diagnostics }]: Parameters<CodeActionProvider['provideCodeActions']>
  ): CodeAction[] {
    const offer = (
      isMeant: (one: Diagnostic) => boolean,
      title: string,
      ...asked: readonly Partial<NewMigrationParams>[]
    ): CodeAction[] => {
      const own = diagnostics.filter(isMeant);
      if (own.length === 0) return [];
      const action = new CodeAction(title, CodeActionKind.QuickFix);
      action.diagnostics = own;
      action.command = { command: 'devschema.generateMigration', title, arguments: [...asked] };
      return [action];
    };
    const dataOf = (one: Diagnostic) => (one as { data?: { drift?: boolean; skipped?: boolean } }).data;
    const isDrift = (one: Diagnostic): boolean => dataOf(one)?.drift === true;
    const isSkipped = (one: Diagnostic): boolean => dataOf(one)?.skipped === true;
    const isTargetSet = workspace.getConfiguration('devschema', uri).get('target', '') !== '';
    return [
      ...offer(isDrift, l10n.t('Generate a migration from dev…')),
      ...(isTargetSet ? offer(isSkipped, l10n.t('Generate what target lacks of dev…'), { start: 'target' }) : []),
    ];
  }
}

async function pickFolder(folders: readonly MigrationFolder[], title: string): Promise<MigrationFolder | undefined> {
  const open = window.activeTextEditor?.document.uri.fsPath.replaceAll('\\', '/');
  const own = folders.filter(({ folder }) => open?.startsWith(`${folder}/`));
  if (own.length === 1 || folders.length === 1) return own[0] ?? folders[0];
  const items = folders.map((one) => ({
    label: one.label,
    description: `${one.tool}, ${plural(one.files, '{0} file', '{0} files')}`,
    one,
  }));
  return (await window.showQuickPick(items, { title }))?.one;
}
/** One question only where there is something to choose. */
async function pickStart(
  { label, files, pending }: MigrationFolder,
  title: string,
  isTargetSet: boolean,
): Promise<NewMigrationParams['start'] | undefined> {
  interface Choice extends QuickPickItem {
    readonly start: () => NewMigrationParams['start'] | Promise<NewMigrationParams['start'] | undefined>;
  }
  const ran = files - pending;
  const choices: Choice[] = [
    ...(pending > 0 && ran > 0
      ? [
          {
            label: plural(ran, '{1}, the one that has run in dev', '{1}, the {0} that have run in dev', label),
            description: plural(pending, '{0} has not', '{0} have not'),
            start: () => 'applied files' as const,
          },
        ]
      : []),
    {
      label: plural(files, '{1}, its file', '{1}, all {0} files', label),
      description: l10n.t('What they lack of dev'),
      start: () => 'all files' as const,
    },
    ...(isTargetSet
      ? [
          {
            label: 'target',
            description: l10n.t('What it lacks of dev (devschema.target)'),
            start: () => 'target' as const,
          },
        ]
      : []),
    {
      label: l10n.t('Snapshot or SQL File…'),
      description: l10n.t('What it lacks of dev'),
      start: askFile,
    },
    {
      label: l10n.t('Connection…'),
      description: l10n.t('What that database lacks of dev: it is only read'),
      start: askConnection,
    },
  ];
  return (await window.showQuickPick(choices, { title, placeHolder: l10n.t('What is to become dev') }))?.start();
}

/** Undefined: the question was left unanswered. */
async function pickForms(title: string): Promise<boolean | undefined> {
  interface Choice extends QuickPickItem {
    readonly online: boolean;
  }
  const choices: Choice[] = [
    {
      label: l10n.t('Plain statements'),
      description: l10n.t('In one transaction where PostgreSQL lets them be'),
      online: false,
    },
    {
      label: l10n.t('Forms that do not block'),
      description: l10n.t('CONCURRENTLY, NOT VALID and VALIDATE, NOT NULL through a check'),
      online: true,
    },
  ];
  return (await window.showQuickPick(choices, { title, placeHolder: l10n.t('How the database is changed') }))?.online;
}
/** One question for each that is gone, the answer that loses nothing first. Undefined: one was left unanswered. */
async function pickRenames(offered: WrittenMigration['mayBeRenamed'], title: string): Promise<string[] | undefined> {
  const renames: string[] = [];
  const taken = new Set<string>();
  for (const gone of new Set(offered.map(({ from }) => from))) {
    const left = offered.filter(({ from, to }) => from === gone && !taken.has(to));
    if (left.length === 0) continue;
    const choices = [
      ...left.map(({ rename, to }) => ({ label: l10n.t('Renamed: {0} → {1}', gone, to), rename, to })),
      { label: l10n.t('Dropped: what {0} holds is lost', gone), rename: undefined, to: undefined },
    ];
    const placeHolder = l10n.t('What has become of {0}', gone);
    // It comes after a wait, when the focus may be elsewhere.
    const chosen = await window.showQuickPick(choices, { title, placeHolder, ignoreFocusOut: true });
    if (!chosen) return undefined;
    if (chosen.rename === undefined) continue;
    renames.push(chosen.rename);
    taken.add(chosen.to);
  }
  return renames;
}
/** Never over a file that came to be meanwhile; where it cannot be written, its text is shown to be saved elsewhere. */
async function write(uri: Uri, text: string, exists: boolean): Promise<void> {
  const edit = new WorkspaceEdit();
  if (exists) {
    const document = await workspace.openTextDocument(uri);
    edit.replace(uri, new Range(new Position(0, 0), document.positionAt(document.getText().length)), text);
  } else edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  if (!(await workspace.applyEdit(edit))) {
    await window.showTextDocument(await workspace.openTextDocument({ language: 'sql', content: text }), {
      preview: false,
    });
    throw new Error(l10n.t('{0} cannot be written; what was to be in it is shown, to be saved elsewhere', uri.fsPath));
  }
  if (exists) await (await workspace.openTextDocument(uri)).save();
}
function say(isProved: boolean, sentences: readonly string[]): void {
  tell(sentences.join(' '), isProved ? 'showInformationMessage' : 'showWarningMessage');
}
