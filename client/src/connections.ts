/** Where dev is: chosen from what the workspace offers, written to the settings without a password. */
import { type Disposable, l10n, type Memento, type SecretStorage, Uri, window, workspace } from 'vscode';
import type { ClientRequests, DevStatus } from '../../server/src/protocol';
import type { DevClient } from './client';
import { askConnectionSetting, type ConnectionSetting, type Usable } from './connection-choices';
import { splitPassword } from './connection-url';
import { fileAtHand, hasTarget, placeOfSettings } from './folder-at-hand';
import { confirmed } from './named-connections';
import { asText } from './text';

const OFFERED = 'connection offered';
const ALLOWED = 'hosts allowed';
/** Connections that were chosen in this workspace, the latest first. */
const USED = 'used connections';
const MOST_USED = 6;
const COMMANDS = 'commands allowed';
type HostQuestion = ClientRequests['devschema/allowHost']['params'];

export class Connections implements Disposable {
  readonly #parts: Disposable[];
  /** Typed a moment ago, for the connection that the server opens next; it alone knows that one's name. */
  #typed: string | undefined;
  /** The reading of dev that was served then: news of it are none of the next connection. */
  #typedAt: number | undefined;
  /** What was said last of a failure, by the folder whose dev it is. */
  readonly #told = new Map<string | undefined, string>();
  /** What was offered in this session. */
  readonly #offered = new Set<string>();
  /** Questions that stand, by their hosts. */
  readonly #asking = new Map<string, Promise<boolean>>();
  /** How much work a person is waiting for. */
  #present = 0;

  constructor(
    readonly client: DevClient,
    readonly secrets: SecretStorage,
    readonly memory: Memento,
  ) {
    this.#parts = [
      client.answer('devschema/password', (question) => this.#password(question)),
      client.answer('devschema/allowHost', (question) => this.#allowHost(question)),
      client.answer('devschema/allowCommand', (question) => this.#allowCommand(question)),
      client.onDidChangeStatus((status) => this.#statusChanged(status)),
    ];
  }

  dispose(): void {
    for (const part of this.#parts) part.dispose();
  }

  /** `given`: the choice of whoever calls the command with an argument, a URL with its password or a path. */
  async choose(given?: unknown): Promise<void> {
    if (await this.#choose('connection', given)) await this.memory.update(this.#offerKey, true);
  }
  /** The same for target. */
  async chooseTarget(given?: unknown): Promise<void> {
    await this.#choose('target', given);
  }
  /** False: nothing was chosen, so that it is offered again. */
  async #choose(key: 'connection' | 'target', given: unknown): Promise<boolean> {
    const file = fileAtHand(this.client.status);
    if (file) {
      await openSettingsFile(file);
      return false;
    }
    const usedBefore = this.memory.get<string[]>(USED, []);
    const keepPassword = (url: string): string => this.#keepPassword(url);
    const usable: Usable = (url) => this.#usable(url);
    const allowCommand = (command: string) => this.#keepCommand(command);
    const asking = { client: this.client, key, keepPassword, usable, usedBefore, allowCommand };
    const setting = typeof given === 'string' ? this.#keepPassword(given) : await askConnectionSetting(asking);
    if (setting === undefined) return false;
    const isUsed = await this.#use(key, setting, given === undefined);
    if (isUsed && typeof setting === 'string' && setting !== '')
      await this.memory.update(USED, [...new Set([setting, ...usedBefore])].slice(0, MOST_USED));
    return isUsed;
  }

  /** For the connection that dev's server has refused or wants a password for, or that is read; then dev is read again. */
  async enterPassword(): Promise<void> {
    const { asks, connection } = this.client.status;
    const asked = asks?.password ?? connection;
    if (asked === undefined) throw new Error(l10n.t('dev is no database that takes a password'));
    const typed = await this.#askPassword(asked);
    if (!typed) return;
    await this.secrets.store(`password ${asked}`, typed);
    await this.client.request('devschema/refresh', null);
  }

  /** Told once for each thing that went wrong, with what can be done. */
  async #sayFailure({ label, problem, asks, folder }: DevStatus): Promise<void> {
    const told = `${label} ${problem}`;
    if (this.#told.get(folder) === told) return;
    this.#told.set(folder, told);
    // Three buttons are given a third each.
    const [enter, choose, log] = [l10n.t('Password…'), l10n.t('Connection…'), l10n.t('Log')];
    const message = asText(l10n.t('DevSchema: {0} cannot be read: {1}', label ?? 'dev', problem ?? ''));
    const answer = await window.showWarningMessage(message, ...(asks ? [enter] : []), choose, log);
    if (answer === enter) await this.enterPassword();
    if (answer === choose) await this.choose();
    if (answer === log) this.client.showLog();
  }

  #statusChanged(status: DevStatus): void {
    const { state, problem } = status;
    if (state === 'ready') this.#told.delete(status.folder);
    if ((state === 'failed' || state === 'stale') && problem !== undefined && status.label !== undefined)
      this.#sayFailure(status).catch(() => this.client.showLog());

    // Connected without it, so it is not for the next connection either.
    if (state === 'ready' && status.readAt !== this.#typedAt) this.#typed = undefined;
    if (state === 'none' && problem !== undefined) void this.#offer();
  }

  /** By the folder whose dev it is. */
  get #offerKey(): string {
    const { folder } = this.client.status;
    return folder === undefined ? OFFERED : `${OFFERED} ${folder}`;
  }
  /** Once a session, until a person has chosen or does not want it: what was found here could be dev. */
  async #offer(): Promise<void> {
    const key = this.#offerKey;
    if (this.#offered.has(key) || this.memory.get(key)) return;
    this.#offered.add(key);
    const [first] = await this.client.request('devschema/connectionCandidates', null).catch(() => []);
    if (!first) return void this.#offered.delete(key);
    const { label, description } = first;
    const question = l10n.t('{0} ({1}) could be the dev schema to check SQL files against.', label, description);
    const [use, choose, never] = [l10n.t('Use It'), l10n.t('Choose…'), l10n.t('Not Here')];
    const answer = await window.showInformationMessage(asText(question), use, choose, never);
    if (answer === never || (answer === use && (await this.#use('connection', first.setting, true))))
      await this.memory.update(key, true);
    if (answer === choose) await this.choose();
  }

  /** A URL as typed; its password, or the one asked for, is kept aside. */
  async #usable(typed: string): ReturnType<Usable> {
    const { url, password } = splitPassword(typed);
    const given = password ?? (await this.#askPassword(url));
    if (given === undefined) return undefined;
    this.#keep(given);
    const another = async () => this.#keep((await this.#askPassword(url)) ?? given);
    const answer = await confirmed(this.client, url, another);
    return answer === 'use' ? { url } : answer;
  }

  #keepPassword(given: string): string {
    const { url, password = '' } = splitPassword(given.trim());
    this.#keep(password);
    return url;
  }
  #keep(password: string): void {
    this.#typed = password || undefined;
    this.#typedAt = this.client.status.readAt;
  }

  #askPassword(url: string): Thenable<string | undefined> {
    return window.showInputBox({
      title: l10n.t('Password for {0}', url),
      prompt: l10n.t('Kept in the secret storage. Empty: none, or from PGPASSWORD or the password file.'),
      password: true,
      ignoreFocusOut: true,
    });
  }

  async #use(key: 'connection' | 'target', setting: ConnectionSetting, asks: boolean): Promise<boolean> {
    const place = await placeOfSettings(this.client.status, asks);
    if (!place) return false;
    const { configuration, target } = place;
    const same = JSON.stringify(configuration.get(key)) === JSON.stringify(setting);
    if (!same) await configuration.update(key, setting, target);
    else if (key === 'connection') await this.client.request('devschema/refresh', null);
    return true;
  }

  /** Asked once for each host; the answer is kept by VS Code, where no repository can write it. */
  async #allowHost({ hosts, namedBy, secret, folder }: HostQuestion): Promise<boolean> {
    const allowed = this.memory.get<string[]>(ALLOWED, []);
    // To run SQL there is another thing than to send it a password.
    const wanted = hosts.split(',').map((host) => (secret === undefined ? `run on ${host}` : host));
    if (isUsersOwn(namedBy, folder) || wanted.every((host) => allowed.includes(host))) return true;
    const key = wanted.join();
    const asking =
      this.#asking.get(key) ??
      (secret === undefined ? askToRun({ hosts, namedBy }) : this.#askHost({ hosts, namedBy, secret }));
    this.#asking.set(key, asking);
    const answer = await asking.finally(() => this.#asking.delete(key));
    if (answer) await this.memory.update(ALLOWED, [...new Set([...allowed, ...wanted])]);
    // Meanwhile the server has been given up, and it is not tried again by itself.
    if (answer && ['failed', 'stale'].includes(this.client.status.state))
      void this.client.request('devschema/refresh', null);
    return answer;
  }
  async #askHost({ hosts, namedBy, secret }: Required<Omit<HostQuestion, 'folder'>>): Promise<boolean> {
    const question = l10n.t(
      'This workspace names the database host {0} ({1}). May {2} be sent there?',
      hosts,
      namedBy,
      secret,
    );
    const send = l10n.t('Send It');
    const answer = await window.showWarningMessage(asText(question), send, l10n.t('Do Not Send'));
    return answer === send;
  }

  /** Asked once for each text; the answer is kept by VS Code, where no repository can write it. */
  async #allowCommand({ command, namedBy }: ClientRequests['devschema/allowCommand']['params']): Promise<boolean> {
    if (this.memory.get<string[]>(COMMANDS, []).includes(command)) return true;
    const question = l10n.t('{0} wants to run a command, whose output is to be the dev schema. May it?', namedBy);
    const detail = l10n.t('{0}\n\nIt runs as you, and so does what it starts. Allow it only if you know it.', command);
    const run = l10n.t('Run It');
    const options = { modal: true, detail: asText(detail) };
    if ((await window.showWarningMessage(asText(question), options, run)) !== run) return false;
    await this.#keepCommand(command);
    return true;
  }
  async #keepCommand(command: string): Promise<void> {
    await this.memory.update(COMMANDS, [...new Set([...this.memory.get<string[]>(COMMANDS, []), command])]);
  }
  async #password({
    connection,
    kept: isKept,
  }: ClientRequests['devschema/password']['params']): Promise<string | null> {
    const key = `password ${connection}`;
    if (this.#typed !== undefined) await this.secrets.store(key, this.#typed);
    this.#typed = undefined;
    const kept = await this.secrets.get(key);
    if (kept !== undefined || isKept || this.#present === 0) return kept ?? null;
    const given = await this.#askPassword(connection);
    if (given) await this.secrets.store(key, given);
    return given ?? null;
  }
  /** While a person waits for the work, a password that is needed and not kept is asked for. */
  async present<T>(work: () => Thenable<T>): Promise<T> {
    this.#present++;
    try {
      return await work();
    } finally {
      this.#present--;
    }
  }
  /** Where target is, asked where no setting says it; there may be none. False: the person went back. */
  async askTarget(): Promise<boolean> {
    return hasTarget(this.client.status) || this.#choose('target', undefined);
  }
}

/** A setting of the user's own is the user's word; one of the workspace came with it. */
function isUsersOwn(namedBy: string, folder: string | undefined): boolean {
  const setting = /^devschema\.(connection|target|verify\.scratch)$/.exec(namedBy)?.[1];
  const configuration = workspace.getConfiguration('devschema', folder === undefined ? null : Uri.file(folder));
  const found = setting === undefined ? undefined : configuration.inspect(setting);
  const ofWorkspace = found?.workspaceValue ?? found?.workspaceFolderValue;
  return ofWorkspace === undefined && found?.globalValue !== undefined;
}

async function askToRun({ hosts, namedBy }: Pick<HostQuestion, 'hosts' | 'namedBy'>): Promise<boolean> {
  const question = l10n.t(
    'This workspace wants its migrations to be run on the database server {0} ({1}), with all that the role there may do. May they?',
    hosts,
    namedBy,
  );
  const run = l10n.t('Run There');
  return (await window.showWarningMessage(asText(question), run, l10n.t('Run in the Embedded PostgreSQL'))) === run;
}

/** What a folder's own file says comes before all settings, so that a choice has to be written there. */
async function openSettingsFile(file: Uri): Promise<void> {
  const open = l10n.t('Open {0}', 'devschema.json');
  const shown = workspace.asRelativePath(file);
  const message = l10n.t('The dev of these files is named in {0}.', shown);
  if ((await window.showInformationMessage(asText(message), open)) === open) await window.showTextDocument(file);
}
