/** The checklist of the open migration, shown as a preview, and written into the repository when that is wanted. */
import { commands, type Disposable, l10n, type Memento, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { SignOff as Answer, Answered, Requests } from '../../server/src/protocol';
import { type DevClient, languages } from './client';
import type { Connections } from './connections';
import { withNotice } from './progress';
import { ShownTexts } from './shown-texts';
import { asText, tell } from './text';

const ROWS = 'rows before';
interface Given {
  readonly uri?: Uri;
  /** The path of the dump that was made of target. */
  readonly backup?: string;
  /** Without the question. */
  readonly record?: boolean;
}

export class SignOff implements Disposable {
  readonly #shown = new ShownTexts('devschema-report');
  constructor(
    readonly client: DevClient,
    readonly connections: Connections,
    readonly memory: Memento,
  ) {}
  dispose(): void {
    this.#shown.dispose();
  }

  async signOff(given: Given = {}): Promise<Answer | undefined> {
    const { uri = activeMigration(), backup, record } = given;
    // Throws where there is no dev, before a person is asked for target.
    if (!given.uri) await this.client.request('devschema/tables', null);
    if (!given.uri && !(await this.connections.askTarget())) return undefined;
    const asked = { uri: uri.toString(), ...(backup !== undefined && { backup }) };
    const answer = await this.#ask(l10n.t('answering the checklist'), 'devschema/report', asked);
    if (!answer) return undefined;
    await this.memory.update(ROWS, answer.rows);
    await this.#show(uri.path.split('/').at(-1) ?? 'migration', answer);
    if (record) await this.#record(uri, answer);
    else if (record === undefined) void this.#offer(uri, answer);
    return answer;
  }
  async checkTarget(): Promise<Answered | undefined> {
    if (!(await this.connections.askTarget())) return undefined;
    const before = this.memory.get<Answered['rows']>(ROWS);
    const answer = await this.#ask(l10n.t('reading target'), 'devschema/checkTarget', before ? { before } : {});
    if (answer) await this.#show('target', answer);
    return answer;
  }

  /** Undefined: it was cancelled. */
  async #ask<M extends 'devschema/report' | 'devschema/checkTarget'>(
    what: string,
    method: M,
    params: Requests[M]['params'],
  ): Promise<Requests[M]['result'] | undefined> {
    return this.connections.present(() => withNotice(what, (token) => this.client.request(method, params, token)));
  }
  async #show(name: string, { markdown }: Answered): Promise<void> {
    const uri = this.#shown.set(`/${name} checklist.md`, markdown);
    try {
      await commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // The extension that previews Markdown is switched off.
      await window.showTextDocument(uri);
    }
  }

  async #offer(uri: Uri, answer: Answer): Promise<void> {
    const say = answer.outcome === 'proved' ? window.showInformationMessage : window.showWarningMessage;
    const [record, choose] = [l10n.t('Record the Outcome'), l10n.t('Choose Backup…')];
    const chosen = await say(asText(`DevSchema: ${answer.conclusion}`), record, choose);
    if (chosen === record) await this.#record(uri, answer);
    if (chosen !== choose) return;
    const title = l10n.t('The dump that pg_dump made of target');
    const [file] = (await window.showOpenDialog({ title, canSelectFolders: true })) ?? [];
    if (file) await this.signOff({ uri, backup: file.fsPath });
  }
  /** A line in the history, and the stamp where the migration is proved. */
  async #record(uri: Uri, { history, stamp, noStamp }: Answer): Promise<void> {
    const file = Uri.file(history.path);
    const there = await workspace.openTextDocument(file).then(
      (document) => document,
      () => undefined,
    );
    if (there) await change(file, new Range(0, 0, there.lineCount, 0), history.text);
    else await workspace.fs.writeFile(file, new TextEncoder().encode(history.text));
    if (stamp) {
      const { start, end } = stamp.range;
      await change(uri, new Range(start.line, start.character, end.line, end.character), stamp.newText);
    }
    const stamped = stamp ? l10n.t('the migration has its stamp') : (noStamp ?? '');
    const done = l10n.t('DevSchema: recorded in {0}; {1}.', workspace.asRelativePath(file), stamped);
    tell(done);
  }
}

async function change(uri: Uri, range: Range, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.replace(uri, range, text);
  const document = await workspace.openTextDocument(uri);
  if (!(await workspace.applyEdit(edit)) || !(await document.save()))
    throw new Error(l10n.t('{0} cannot be written', uri.fsPath));
}
function activeMigration(): Uri {
  const document = window.activeTextEditor?.document;
  if (!document || !languages.includes(document.languageId))
    throw new Error(l10n.t('open the migration to be signed off'));
  return document.uri;
}
