/** The language client: starts and restarts the server, and speaks the protocol with types. */
import {
  type CancellationToken,
  commands,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  l10n,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  DocumentDiagnosticRequest,
  LanguageClient,
  type LanguageClientOptions,
  State,
  type StaticFeature,
  TransportKind,
} from 'vscode-languageclient/node';
import type { ClientRequests, DevStatus, InitializationOptions, Requests } from '../../server/src/protocol';
import { Calm } from './calm';
import { HalfTyped } from './half-typed';
import { leadToPages, registerRulePages } from './rule-pages';

export const languages = ['sql', 'postgres', 'pgsql', 'plpgsql'];

/** Files on disk and new ones. A diff's old side and other extensions' read-only texts are nobody's to correct. */
const schemes = ['file', 'untitled'];

/** Tells the server that `devschema:` addresses can be opened here, its lenses' commands are known, and its status is shown. */
const documentsShown: StaticFeature = {
  fillClientCapabilities: (capabilities) => {
    const others = capabilities.experimental as object | undefined;
    capabilities.experimental = { ...others, devschemaDocuments: true, devschemaStatus: true };
  },
  initialize: () => {},
  getState: () => ({ kind: 'static' }),
  clear: () => {},
};
export const documents = schemes.flatMap((scheme) => languages.map((language) => ({ scheme, language })));

const notRunning = (): DevStatus => ({ state: 'failed', problem: l10n.t('the language server is not running') });

export class DevClient implements Disposable {
  readonly #log = window.createOutputChannel('DevSchema', { log: true });
  readonly #changed = new EventEmitter<DevStatus>();
  readonly #read = new EventEmitter<DevStatus>();
  readonly #calm = new Calm();
  readonly #halfTyped = new HalfTyped((document) => this.#diagnose(document));
  readonly #language: LanguageClient;
  #status: DevStatus = { state: 'none' };

  constructor(readonly context: ExtensionContext) {
    const module = context.asAbsolutePath('dist/server.js');
    const run = { module, transport: TransportKind.ipc };
    // Where the extension itself is debugged, the server waits for a debugger on the port that .vscode/launch.json names.
    const debug = { ...run, options: { execArgv: ['--nolazy', '--inspect=6009'] } };
    this.#language = new LanguageClient('devschema', 'DevSchema', { run, debug }, this.#options());
    registerRulePages(context);
    this.#language.registerFeature(documentsShown);
    this.#language.onNotification('devschema/statusChanged', (status: DevStatus) => this.#set(status));
    this.#language.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped) this.#set(notRunning());
    });
  }

  readonly onDidChangeStatus = this.#changed.event;
  /** What is known of dev is another than before. */
  readonly onDidReadDev = this.#read.event;
  get status(): DevStatus {
    return this.#status;
  }

  async start(): Promise<void> {
    this.context.subscriptions.push(
      window.onDidChangeWindowState((state) => {
        if (state.focused) this.#probe();
      }),
      window.onDidChangeActiveTextEditor(() => this.#lookAt()),
    );
    // The library has shown and logged why it failed; the commands and the status bar still have to work.
    await this.#language.start().then(
      () => this.#started(),
      () => this.#set(notRunning()),
    );
  }

  async restart(): Promise<void> {
    await this.#language.restart();
    await this.#started();
  }

  /** @throws when the server is not running or answers with an error; its message is meant for people. */
  request<M extends keyof Requests>(
    method: M,
    params: Requests[M]['params'],
    token?: CancellationToken,
  ): Promise<Requests[M]['result']> {
    return token ? this.#language.sendRequest(method, params, token) : this.#language.sendRequest(method, params);
  }

  /** Answers a request of the server. */
  answer<M extends keyof ClientRequests>(
    method: M,
    handler: (params: ClientRequests[M]['params']) => Promise<ClientRequests[M]['result']>,
  ): Disposable {
    return this.#language.onRequest<unknown, void>(method, handler);
  }

  showLog(): void {
    this.#log.show(true);
  }

  async dispose(): Promise<void> {
    this.#changed.dispose();
    this.#read.dispose();
    this.#calm.dispose();
    this.#halfTyped.dispose();
    await this.#language.dispose().catch(() => {});
    this.#log.dispose();
  }

  #options(): LanguageClientOptions {
    return {
      documentSelector: documents,
      outputChannel: this.#log,
      // Read anew at each start, since trust and settings can have changed.
      initializationOptions: () => this.#initializationOptions(),
      markdown: { isTrusted: false, supportHtml: false },
      middleware: {
        provideDiagnostics: async (document, previous, token, next) => {
          const ask = async () => next(document, previous, token);
          const report = await this.#calm.answer(document, token, ask);
          if (!report || !('items' in report)) return report;
          leadToPages(report.items);
          const items = document instanceof Uri ? report.items : this.#halfTyped.settled(document, report.items);
          // What waits is asked for again, and is not to be "unchanged" then.
          return items.length === report.items.length ? report : { kind: report.kind, items: [...items] };
        },
        provideCompletionItem: async (document, position, context, token, next) => {
          const answer = await next(document, position, context, token);
          this.#halfTyped.offers(document, position, answer);
          return answer;
        },
        // What is only half typed is no name that nothing has.
        provideDocumentRangeSemanticTokens: async (document, range, token, next) => {
          return this.#calm.answer(document, token, async () => next(document, range, token));
        },
        handleDiagnostics: (uri, diagnostics, next) => {
          leadToPages(diagnostics);
          next(uri, diagnostics);
        },
      },
    };
  }

  #initializationOptions(): InitializationOptions {
    const storage = this.context.storageUri ?? Uri.joinPath(this.context.globalStorageUri, 'no-folder');
    return {
      settings: JSON.parse(JSON.stringify(workspace.getConfiguration('devschema', null))),
      trusted: workspace.isTrusted,
      passwords: true,
      allowsHosts: true,
      allowsCommands: true,
      ...(storage.scheme === 'file' && { storage: storage.fsPath }),
    };
  }

  /** Which file is at hand: what is asked of dev is asked of the one that it is judged by. */
  #lookAt(): void {
    const document = window.activeTextEditor?.document;
    const uri = document?.uri.toString();
    if (document && languages.includes(document.languageId))
      void commands.executeCommand('setContext', 'devschema.isSqlOpen', true);
    if (uri !== undefined && this.#language.isRunning())
      void this.#language.sendNotification('devschema/lookAt', { uri });
  }

  async #started(): Promise<void> {
    this.#lookAt();
    await commands.executeCommand('setContext', 'devschema.active', true);
    this.#set(await this.request('devschema/status', null));
  }

  #diagnose(document: TextDocument): void {
    if (!this.#language.isRunning()) return;
    const { onDidChangeDiagnosticsEmitter: ask } =
      this.#language.getFeature(DocumentDiagnosticRequest.method).getProvider(document) ?? {};
    ask?.fire();
  }

  #probe(): void {
    if (this.#language.isRunning()) void this.#language.sendNotification('devschema/focus', null);
  }

  #set(status: DevStatus): void {
    const before = readingOf(this.#status);
    this.#status = status;
    // Before the first look at the settings nothing is known, and `none` has no problem.
    const isSettled = status.state !== 'none' || status.problem !== undefined;
    void commands.executeCommand('setContext', 'devschema.state', isSettled ? status.state : undefined);
    void commands.executeCommand('setContext', 'devschema.asksPassword', status.asks !== undefined);
    const isProved = status.runs?.some(({ outcome }) => outcome === 'proved') ?? false;
    void commands.executeCommand('setContext', 'devschema.isProved', isProved);
    this.#changed.fire(status);
    if (readingOf(status) !== before) this.#read.fire(status);
  }
}

/** Which reading of dev is served; other news of the status leave it. */
const readingOf = ({ state, label, readAt, tables }: DevStatus) =>
  state === 'reading' && readAt === undefined ? 'none' : `${label} ${readAt} ${tables}`;
