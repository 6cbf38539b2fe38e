/** The language server's life: initialize, settings, documents and files come in; the workspace holds them. */

import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type ShowMessageParams,
  TextDocumentSaveReason,
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver/node';
import { conventionIds } from './conventions';
import { capabilitiesOf, registerFeatures } from './features';
import { ClientDocuments, foldersOf, pathsOf, settingsIn } from './features/client';
import { progressOf } from './features/progress';
import type { ClientRequests, InitializationOptions, Requests } from './protocol';
import { ruleCodes } from './rules';
import { decodeSettings } from './settings';
import { said, t, useTexts } from './text/l10n';
import { present } from './text/present';
import { inMessage, visible } from './text/shown';
import { type FileSystem, uriOfPath } from './workspace/files';
import { FolderSettings } from './workspace/folder-settings';
import type { DevAccess, WorkspaceHost } from './workspace/host';
import { openWorkspace } from './workspace/open-workspace';
import { warmUp } from './workspace/warm-up';
import { fileChange, watched } from './workspace/watched';
import { Workspaces } from './workspace/workspaces';

/** What the server may touch; main.ts passes the machine, a test what it likes. */
export interface ServerHost {
  readonly files: FileSystem;
  access(around: {
    readonly storage?: string;
    /** Who is taken to have written the settings. */
    readonly by: 'user' | 'repository';
    password(connection: string, from?: { readonly kept: true }): Promise<string | undefined>;
    allowHost(question: ClientRequests['devschema/allowHost']['params']): Promise<boolean>;
    allowCommand(question: ClientRequests['devschema/allowCommand']['params']): Promise<boolean>;
    log(message: string): void;
  }): DevAccess;
  readonly version?: string;
  /** The texts of a language, by the English ones; undefined: there are none, and all is said in English. */
  texts?(locale: string): ReadonlyMap<string, string> | undefined;
  /** What an assistant of the editor is answered; absent: nothing. */
  assistant?(
    workspace: Workspaces['atHand'],
    folders: readonly string[],
    asked: Requests['devschema/assistant']['params'],
    signal: AbortSignal,
  ): Promise<Requests['devschema/assistant']['result']>;
  /** What the settings file of a folder says; absent: none is looked for. */
  projectSettings?(folder: string): { readonly value?: unknown; readonly failure?: string };
  /** How the scratch PostgreSQL that migrations are run in is started; absent: nothing is run. */
  readonly scratch?: { readonly script?: string; readonly idleMs?: number };
}

/** Listens on the connection; everything else begins with the client's `initialize`. */
export function startServer(connection: Connection, host: ServerHost): void {
  new Server(connection, host).listen();
}

class Server {
  readonly #documents = new ClientDocuments();
  #client: ClientCapabilities = {};
  #workspaces!: Workspaces;
  #isOver = false;
  #options: InitializationOptions = {};
  #folders: string[] = [];
  readonly #settings: FolderSettings;
  readonly #said = new Set<string>();

  constructor(
    readonly connection: Connection,
    readonly host: ServerHost,
  ) {
    this.#settings = new FolderSettings({
      project: (folder) => host.projectSettings?.(folder) ?? {},
      decode: (raw, layers) => decodeSettings(raw, { ...layers, codes: ruleCodes, tools: conventionIds }),
      ...present({ isFolder: host.files.isFolder }),
      say: (message) => this.#say(message),
    });
  }

  listen(): void {
    const { connection } = this;
    connection.onInitialize((params) => {
      useTexts(this.host.texts?.(params.locale ?? 'en') ?? new Map());
      return this.#initialize(params);
    });
    connection.onRequest((method) => {
      const early = this.#workspaces === undefined;
      const code = early ? ErrorCodes.ServerNotInitialized : ErrorCodes.MethodNotFound;
      throw new ResponseError(code, visible(early ? `${method} before initialize` : `There is no ${method} here.`));
    });
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(async () => {
      this.#isOver = true;
      await this.#workspaces?.dispose();
    });
    connection.onDidChangeConfiguration(({ settings }) => this.#configurationChanged(settings));
    connection.onDidChangeWatchedFiles(({ changes }) => {
      void this.#workspaces.watched(changes.flatMap(({ uri, type }) => fileChange(uri, fileChanges[type])));
      if (!changes.some(({ uri }) => uri.endsWith('/devschema.json'))) return;
      this.#settings.forget();
      void this.#configure();
    });
    this.#documents.onDidChangeContent(({ document }) =>
      this.#workspaces.changed(
        document.uri,
        document.version,
        document.getText(),
        /sql|postgres/i.test(document.languageId),
      ),
    );
    this.#documents.onDidClose(({ document }) => this.#workspaces.closed(document.uri));
    const byItself = new Set<string>();
    this.#documents.onWillSave(({ document, reason }) => {
      if (reason === TextDocumentSaveReason.AfterDelay) byItself.add(document.uri);
      else byItself.delete(document.uri);
    });
    this.#documents.onDidSave(({ document }) => {
      if (!this.#watches) this.#workspaces.forgetFiles();
      this.#workspaces.saved(document.uri, byItself.delete(document.uri));
    });
    this.#documents.listen(connection);
    connection.listen();
  }

  get #watches(): boolean {
    return this.#client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  }

  #initialize(params: InitializeParams): InitializeResult {
    if (this.#workspaces) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been initialized before.');
    this.#client = params.capabilities;
    const positions = this.#documents.agree(this.#client);
    const given: unknown = params.initializationOptions ?? {};
    const readable = typeof given === 'object' && !Array.isArray(given);
    this.#options = readable ? (given as InitializationOptions) : {};
    this.#folders = foldersOf(params);
    const log = (message: string, level?: 'warning') =>
      this.connection.console[level === 'warning' ? 'warn' : 'info'](visible(message));
    const files: FileSystem = Object.create(this.host.files, { confine: { value: undefined } });
    this.#settings.set(readable ? settingsIn(this.#options) : given, this.#folders);
    this.#workspaces = new Workspaces({
      settings: this.#settings,
      files: this.host.files,
      make: (folder) => this.#workspaceOf(folder, files, log),
    });
    registerFeatures(this.connection, this.#workspaces, this.#client, () => this.#isOver);
    this.#answerAssistants();
    const { atHand } = this.#workspaces;
    atHand.ready().then(
      () => warmUp((ms) => this.#workspaces.all.every((one) => one.isIdle(ms))),
      () => {},
    );
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, willSave: true, save: true },
        ...positions,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...capabilitiesOf(this.#client),
      },
      serverInfo: { name: 'DevSchema', ...present({ version: this.host.version }) },
    };
  }

  /** `folder`: whose settings name its databases; `files`: confined to the folders of the window already. */
  #workspaceOf(folder: string, files: FileSystem, log: WorkspaceHost['log']) {
    const { storage } = this.#options;
    const access = this.host.access({
      ...present({ storage }),
      by: this.#options.allowsHosts ? 'repository' : 'user',
      password: (name, from) => this.#password(name, from),
      allowCommand: (question) => this.#allowCommand(question),
      allowHost: (question) => this.#allowHost(question, this.#settings.rootOf(folder)),
      log,
    });
    const working = progressOf(this.connection, this.#client);
    return openWorkspace({ files, access, log, working, scratch: this.host.scratch, storage });
  }

  #answerAssistants(): void {
    const { assistant } = this.host;
    if (!assistant) return;
    this.connection.onRequest('devschema/assistant', (asked: Requests['devschema/assistant']['params'], token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const { atHand, foldersAtHand } = this.#workspaces;
      return assistant(atHand, foldersAtHand, asked, abort.signal);
    });
  }

  async #initialized(): Promise<void> {
    const { connection } = this;
    const { workspace } = this.#client;
    if (this.#watches) {
      // A folder that is deleted, renamed or moved in has its own event alone, and no glob means only folders.
      const comingAndGoing = { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete };
      const watchers = [...watched.map((globPattern) => ({ globPattern })), comingAndGoing];
      await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (workspace?.didChangeConfiguration?.dynamicRegistration && workspace.configuration)
      await connection.client.register(DidChangeConfigurationNotification.type, { section: 'devschema' });
    if (workspace?.workspaceFolders)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(pathsOf(removed));
        this.#folders = [...this.#folders.filter((folder) => !gone.has(folder)), ...pathsOf(added)];
        return this.#decode(this.#settings.raw);
      });
    await this.#decode(this.#settings.raw);
  }

  /** Some clients send the settings, others are to be asked. */
  async #configurationChanged(sent: unknown): Promise<void> {
    const pushed = (sent as { devschema?: unknown } | null | undefined)?.devschema;
    if (pushed !== undefined) await this.#decode(pushed);
    else if (this.#client.workspace?.configuration)
      await this.#decode(await this.connection.workspace.getConfiguration('devschema'));
    else await this.#decode(sent || this.#settings.raw);
  }

  /** Where a window has several folders, each can have settings of its own. */
  async #decode(raw: unknown): Promise<void> {
    const folders = [...this.#folders];
    const isAsked = folders.length > 1 && this.#client.workspace?.configuration;
    const items = folders.map((folder) => ({ scopeUri: uriOfPath(folder), section: 'devschema' }));
    const answers: unknown[] = isAsked ? await this.connection.workspace.getConfiguration(items).catch(() => []) : [];
    this.#settings.set(raw, folders, new Map(folders.map((folder, at) => [folder, answers[at]])));
    await this.#configure();
  }
  #say(message: string): void {
    if (this.#said.has(message)) return;
    this.#said.add(message);
    // A notification: the library's own call is a request, which some clients do not answer.
    const params: ShowMessageParams = {
      type: MessageType.Warning,
      message: inMessage(said(t('DevSchema: {0}', message))),
    };
    void this.connection.sendNotification(ShowMessageNotification.type, params);
  }

  #configure(): Promise<void> {
    return this.#workspaces.configure(this.#options.trusted !== false);
  }

  /** Clients that are not ours have no secret storage to ask, and some never answer what they do not know. */
  async #password(connection: string, from: { readonly kept?: true } = {}): Promise<string | undefined> {
    if (!this.#options.passwords) return undefined;
    const params: ClientRequests['devschema/password']['params'] = { connection, ...from };
    try {
      const password = await this.connection.sendRequest<string | null>('devschema/password', params);
      return password ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** The same of a command. */
  async #allowCommand(question: ClientRequests['devschema/allowCommand']['params']): Promise<boolean> {
    if (!this.#options.allowsCommands) return false;
    return this.connection.sendRequest<boolean>('devschema/allowCommand', question).catch(() => false);
  }
  /** Only a client that keeps the answer, outside of the workspace, is asked; elsewhere it is no. */
  async #allowHost(
    { hosts, namedBy, secret }: ClientRequests['devschema/allowHost']['params'],
    folder: string | undefined,
  ): Promise<boolean> {
    if (!this.#options.allowsHosts) return false;
    const params = { hosts, namedBy, ...present({ secret, folder }) };
    return this.connection.sendRequest<boolean>('devschema/allowHost', params).catch(() => false);
  }
}

const fileChanges: Readonly<Record<FileChangeType, 'created' | 'changed' | 'deleted'>> = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
};
