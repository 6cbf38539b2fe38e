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
  TextDocumentSyncKind,
  WatchKind,
} from 'vscode-languageserver/node';
import { conventionIds } from './conventions';
import { keptTexts } from './dev/kept-texts';
import { capabilitiesOf, registerFeatures } from './features';
import { ClientDocuments, foldersOf, pathsOf, settingsIn } from './features/client';
import type { ClientRequests, InitializationOptions, Requests } from './protocol';
import { ruleCodes } from './rules';
import { decodeSettings, type Settings } from './settings';
import { said, t, useTexts } from './text/l10n';
import { present } from './text/present';
import { inMessage, visible, visibleLine } from './text/shown';
import { ObservedFacts } from './verify/observations';
import { WarmScratch } from './verify/warm';
import type { FileSystem } from './workspace/files';
import type { DevAccess } from './workspace/host';
import { warmUp } from './workspace/warm-up';
import { fileChange, watched } from './workspace/watched';
import { Workspace } from './workspace/workspace';

/** What the server may touch; main.ts passes the machine, a test what it likes. */
export interface ServerHost {
  readonly files: FileSystem;
  access(around: {
    readonly storage?: string;
    /** Who is taken to have written the settings. */
    readonly by: 'user' | 'repository';
    password(connection: string): Promise<string | undefined>;
    allowHost(question: ClientRequests['devschema/allowHost']['params']): Promise<boolean>;
    log(message: string): void;
  }): DevAccess;
  readonly version?: string;
  /** The texts of a language, by the English ones; undefined: there are none, and all is said in English. */
  texts?(locale: string): ReadonlyMap<string, string> | undefined;
  /** What an assistant of the editor is answered; absent: nothing. */
  assistant?(
    workspace: Workspace,
    folders: readonly string[],
    asked: Requests['devschema/assistant']['params'],
    signal: AbortSignal,
  ): Promise<Requests['devschema/assistant']['result']>;
  /** What the project's own settings file says, of the first folder that has one; absent: none is looked for. */
  projectSettings?(folders: readonly string[]): { readonly value?: unknown; readonly failure?: string };
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
  #workspace!: Workspace;
  #isOver = false;
  #options: InitializationOptions = {};
  #folders: string[] = [];
  #settings: Settings = decodeSettings(undefined).settings;
  /** As the client sent them. */
  #raw: unknown;
  readonly #said = new Set<string>();

  constructor(
    readonly connection: Connection,
    readonly host: ServerHost,
  ) {}

  listen(): void {
    const { connection } = this;
    connection.onInitialize((params) => {
      useTexts(this.host.texts?.(params.locale ?? 'en') ?? new Map());
      return this.#initialize(params);
    });
    connection.onRequest((method) => {
      const early = this.#workspace === undefined;
      const code = early ? ErrorCodes.ServerNotInitialized : ErrorCodes.MethodNotFound;
      throw new ResponseError(code, visible(early ? `${method} before initialize` : `There is no ${method} here.`));
    });
    connection.onInitialized(() => this.#initialized());
    connection.onShutdown(async () => {
      this.#isOver = true;
      await this.#workspace?.dispose();
    });
    connection.onDidChangeConfiguration(({ settings }) => this.#configurationChanged(settings));
    connection.onDidChangeWatchedFiles(({ changes }) => {
      void this.#workspace.watched(changes.flatMap(({ uri, type }) => fileChange(uri, fileChanges[type])));
      if (changes.some(({ uri }) => uri.endsWith('/devschema.json'))) void this.#decode(this.#raw).#configure();
    });
    this.#documents.onDidChangeContent(({ document }) =>
      this.#workspace.changed(
        document.uri,
        document.version,
        document.getText(),
        /sql|postgres/i.test(document.languageId),
      ),
    );
    this.#documents.onDidClose(({ document }) => this.#workspace.closed(document.uri));
    this.#documents.onDidSave(({ document }) => {
      if (!this.#watches) this.#workspace.forgetFiles();
      this.#workspace.saved(document.uri);
    });
    this.#documents.listen(connection);
    connection.listen();
  }

  get #watches(): boolean {
    return this.#client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  }

  #initialize(params: InitializeParams): InitializeResult {
    if (this.#workspace) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server has been initialized before.');
    this.#client = params.capabilities;
    const positions = this.#documents.agree(this.#client);
    const given: unknown = params.initializationOptions ?? {};
    const readable = typeof given === 'object' && !Array.isArray(given);
    this.#options = readable ? (given as InitializationOptions) : {};
    this.#folders = foldersOf(params);
    const log = (message: string, level?: 'warning') =>
      this.connection.console[level === 'warning' ? 'warn' : 'info'](visible(message));
    const { storage } = this.#options;
    const access = this.host.access({
      ...present({ storage }),
      by: this.#options.allowsHosts ? 'repository' : 'user',
      password: (name) => this.#password(name),
      allowHost: (question) => this.#allowHost(question),
      log,
    });
    this.#workspace = new Workspace(this.host.files, access, {
      log,
      reading: (label, cancel) => this.#working(t('reading {0}', label), cancel),
      scratch:
        this.host.scratch &&
        new WarmScratch({
          ...this.host.scratch,
          bases: storage === undefined ? undefined : `${storage}/bases`,
          starting: () => this.#working(t('starting PostgreSQL')),
        }),
      tells:
        this.host.scratch &&
        new ObservedFacts(this.host.scratch.script, storage === undefined ? undefined : keptTexts(`${storage}/told`)),
    });
    registerFeatures(this.connection, this.#workspace, this.#client, () => this.#isOver);
    const workspace = this.#workspace;
    this.#answerAssistants(workspace);
    workspace.ready().then(
      () => warmUp((ms) => workspace.isIdle(ms)),
      () => {},
    );
    this.#decode(readable ? settingsIn(this.#options) : given);
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        ...positions,
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        ...capabilitiesOf(this.#client),
      },
      serverInfo: { name: 'DevSchema', ...present({ version: this.host.version }) },
    };
  }

  #answerAssistants(workspace: Workspace): void {
    const { assistant } = this.host;
    if (!assistant) return;
    this.connection.onRequest('devschema/assistant', (asked: Requests['devschema/assistant']['params'], token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return assistant(workspace, this.#folders, asked, abort.signal);
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
        return this.#decode(this.#raw).#configure();
      });
    await this.#configure();
  }

  /** Some clients send the settings, others are to be asked. */
  async #configurationChanged(sent: unknown): Promise<void> {
    const pushed = (sent as { devschema?: unknown } | null | undefined)?.devschema;
    if (pushed !== undefined) this.#decode(pushed);
    else if (this.#client.workspace?.configuration)
      this.#decode(await this.connection.workspace.getConfiguration('devschema'));
    else if (sent) this.#decode(sent);
    await this.#configure();
  }

  #decode(raw: unknown): this {
    this.#raw = raw;
    const project = this.host.projectSettings?.(this.#folders) ?? {};
    const options = { codes: ruleCodes, tools: conventionIds, project: project.value };
    const { settings, problems } = decodeSettings(raw, options);
    this.#settings = settings;
    const failure = project.failure === undefined ? [] : [t('Settings are not read: {0}', project.failure)];
    for (const message of [...failure, ...problems.map((one) => one.message)]) {
      if (this.#said.has(message)) continue;
      this.#said.add(message);
      // A notification: the library's own call is a request, which some clients do not answer.
      const params: ShowMessageParams = {
        type: MessageType.Warning,
        message: inMessage(said(t('DevSchema: {0}', message))),
      };
      void this.connection.sendNotification(ShowMessageNotification.type, params);
    }
    return this;
  }

  async #configure(): Promise<void> {
    const trusted = this.#options.trusted !== false;
    await this.#workspace.configure({ folders: this.#folders, settings: this.#settings, trusted });
  }

  /** Clients that are not ours have no secret storage to ask, and some never answer what they do not know. */
  async #password(connection: string): Promise<string | undefined> {
    if (!this.#options.passwords) return undefined;
    const params: ClientRequests['devschema/password']['params'] = { connection };
    try {
      const password = await this.connection.sendRequest<string | null>('devschema/password', params);
      return password ?? undefined;
    } catch {
      return undefined;
    }
  }

  /** Only a client that keeps the answer, outside of the workspace, is asked; elsewhere it is no. */
  async #allowHost({ hosts, namedBy, secret }: ClientRequests['devschema/allowHost']['params']): Promise<boolean> {
    if (!this.#options.allowsHosts) return false;
    const params = { hosts, namedBy, secret };
    return this.connection.sendRequest<boolean>('devschema/allowHost', params).catch(() => false);
  }

  /** Long work, where the client shows progress; some can be cancelled there. */
  #working(
    what: string,
    cancel?: () => void,
  ): { report(message: string, done: number, total: number): void; done(): void } {
    if (!this.#client.window?.workDoneProgress) return { report: () => {}, done: () => {} };
    let ended = false;
    const reporter = this.connection.window.createWorkDoneProgress().then((progress) => {
      if (ended) return undefined;
      progress.begin(visibleLine(said(t('DevSchema: {0}', what))), 0, undefined, cancel !== undefined);
      if (cancel) progress.token.onCancellationRequested(cancel);
      return progress;
    });
    const report = (message: string, done: number, total: number) =>
      void reporter.then((progress) =>
        progress?.report(total > 0 ? Math.round((100 * done) / total) : 0, visibleLine(said(message))),
      );
    const done = () => {
      ended = true;
      void reporter.then((progress) => progress?.done());
    };
    return { report, done };
  }
}

const fileChanges: Readonly<Record<FileChangeType, 'created' | 'changed' | 'deleted'>> = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
};
