/** The language server in this process, and a small typed client that speaks to it as an editor does. */

import path from 'node:path';
import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type CompletionList,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type DocumentSymbol,
  type Hover,
  type Location,
  type MarkupContent,
  ProposedFeatures,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkDoneProgressBegin,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { linesOf } from '../../server/src/features/convert';
import { readTexts } from '../../server/src/host/texts';
import type { ClientRequests, DevStatus, Requests } from '../../server/src/protocol';
import { type ServerHost, startServer } from '../../server/src/server';
import type { FileSystem } from '../../server/src/workspace/files';
import type { DevAccess } from '../../server/src/workspace/host';

import { FakeDev } from './fake-dev';

export interface ClientOptions {
  /** Files on disk, by absolute path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  /** In place of `files`. */
  readonly disk?: FileSystem;
  readonly dev?: FakeDev | DevAccess | ServerHost['access'];
  readonly settings?: unknown;
  /** In place of the options our own client sends. */
  readonly initializationOptions?: unknown;
  /** The client's answer to whether a secret may go to a host that the workspace names. */
  readonly allowHost?: (question: ClientRequests['devschema/allowHost']['params']) => boolean;
  readonly trusted?: boolean;
  /** What the client answers when it is asked for the settings of a folder; absent: it cannot be asked. */
  readonly answerConfiguration?: (folder: string) => unknown;
  /** The language of the editor; absent: it says none. */
  readonly locale?: string;
  readonly assistant?: NonNullable<ServerHost['assistant']>;
  /** What migrations are run in. */
  readonly scratch?: ServerHost['scratch'];
  /** `push`: no pull diagnostics. `progress`: work done progress. */
  readonly mode?: 'pull' | 'push';
  readonly progress?: boolean;
  readonly capabilities?: ClientCapabilities;
}

/** What the server sent by itself, in order. */
export interface Received {
  readonly published: PublishDiagnosticsParams[];
  readonly statuses: DevStatus[];
  readonly messages: string[];
  /** What it logged as an error: a handler that failed. */
  readonly errors: string[];
  readonly progress: WorkDoneProgressBegin[];
  readonly tokens: (string | number)[];
  refreshes: number;
}

export async function startClient(options: ClientOptions = {}): Promise<TestClient> {
  const up = new PassThrough();
  const down = new PassThrough();
  const files = new Map(Object.entries(options.files ?? {}));
  const dev = options.dev ?? new FakeDev(undefined);
  const access = dev instanceof FakeDev ? dev.access : dev;
  const opened = typeof access === 'function' ? access : () => access;
  // Readers and writers: given raw streams, the library ends the process when they close.
  const server = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
  const { scratch, assistant } = options;
  const projectSettings = (folder: string) => {
    try {
      const text = files.get(`${folder}/devschema.json`);
      return text === undefined ? {} : { value: JSON.parse(text) as unknown };
    } catch (error) {
      return { failure: `${folder}/devschema.json: ${error}` };
    }
  };
  const disk = options.disk ?? inMemory(files);
  startServer(server, {
    files: disk,
    access: opened,
    projectSettings,
    texts: readTexts(path.join(process.cwd(), 'l10n')),
    ...(scratch && { scratch }),
    ...(assistant && { assistant }),
  });
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const client = new TestClient(connection, files);
  await client.start(options);
  return client;
}

function inMemory(files: ReadonlyMap<string, string>): FileSystem {
  return {
    async list(root, { depth = Number.POSITIVE_INFINITY } = {}) {
      const below = [...files.keys()].filter((path) => path.startsWith(`${root}/`));
      return below.map((path) => path.slice(root.length + 1)).filter((path) => path.split('/').length <= depth);
    },
    read: (path) => files.get(path),
    isFolder: (path) => [...files.keys()].some((one) => one.startsWith(`${path}/`)),
  };
}

export class TestClient {
  readonly received: Received = {
    published: [],
    statuses: [],
    messages: [],
    errors: [],
    progress: [],
    tokens: [],
    refreshes: 0,
  };
  readonly #waiting: { readonly test: () => boolean; readonly resolve: () => void }[] = [];

  constructor(
    readonly connection: ProtocolConnection,
    readonly files: Map<string, string>,
  ) {
    const { received } = this;
    const note = (record: () => unknown) => {
      record();
      this.#settle();
    };
    connection.onNotification('textDocument/publishDiagnostics', (one: PublishDiagnosticsParams) =>
      note(() => received.published.push(one)),
    );
    connection.onNotification('devschema/statusChanged', (one: DevStatus) => note(() => received.statuses.push(one)));
    connection.onNotification('window/showMessage', ({ message }: { message: string }) =>
      note(() => received.messages.push(message)),
    );
    connection.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) =>
      note(() => type === 1 && received.errors.push(message)),
    );
    connection.onRequest('workspace/diagnostic/refresh', () => {
      note(() => received.refreshes++);
      return null;
    });
    connection.onRequest('workspace/codeLens/refresh', () => null);
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onNotification('$/progress', ({ token, value }: { token: string; value: WorkDoneProgressBegin }) =>
      note(() => received.tokens.push(token) && received.progress.push(value)),
    );
  }

  async start(options: ClientOptions): Promise<void> {
    const { settings, trusted, folders = ['/project'] } = options;
    this.connection.listen();
    const { answerConfiguration } = options;
    if (answerConfiguration)
      this.connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string }[] }) =>
        items.map(({ scopeUri = '' }) => answerConfiguration(scopeUri.replace('file://', ''))),
      );
    if (options.allowHost) this.connection.onRequest('devschema/allowHost', options.allowHost);
    await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      ...(options.locale !== undefined && { locale: options.locale }),
      capabilities: withStatus(options.capabilities ?? capabilities(options)),
      workspaceFolders: folders.map((folder) => ({ uri: `file://${folder}`, name: folder })),
      initializationOptions: options.initializationOptions ?? {
        ...(settings !== undefined && { settings }),
        ...(trusted !== undefined && { trusted }),
      },
    });
    await this.connection.sendNotification('initialized', {});
  }
  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    this.connection.dispose();
  }

  /** Resolves as soon as what the server sent makes `test` true. */
  until(test: (received: Received) => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push({ test: () => test(this.received), resolve });
      this.#settle();
    });
  }
  #settle(): void {
    for (const one of [...this.#waiting]) {
      if (!one.test()) continue;
      this.#waiting.splice(this.#waiting.indexOf(one), 1);
      one.resolve();
    }
  }
  /** Dev has been read, or it has been found that it cannot be. */
  async settled(): Promise<DevStatus> {
    const done = (status: DevStatus | undefined) => status !== undefined && status.state !== 'reading';
    await this.until(({ statuses }) => done(statuses.at(-1)));
    return this.received.statuses.at(-1)!;
  }

  request<M extends keyof Requests>(method: M, params: Requests[M]['params']): Promise<Requests[M]['result']> {
    return this.connection.sendRequest(method, params);
  }
  notify(method: string, params: object | null = null): Promise<void> {
    return this.connection.sendNotification(method, params);
  }
  /** A file changes on disk, and the client's watcher says so. */
  async changeFile(path: string, text: string | undefined): Promise<void> {
    const had = this.files.has(path);
    if (text === undefined) this.files.delete(path);
    else this.files.set(path, text);
    const type = text === undefined ? 3 : had ? 2 : 1;
    await this.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: `file://${path}`, type }] });
  }

  /** Opens `text`, whose `<|>` is where the cursor stands; a file of that path need not be on disk. */
  async open(marked: string, path = '/project/draft.sql', languageId = 'sql'): Promise<TestFile> {
    const at = marked.indexOf('<|>');
    const text = at < 0 ? marked : marked.slice(0, at) + marked.slice(at + 3);
    const uri = path.includes(':') ? path : `file://${path}`;
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
    return new TestFile(this, uri, text, Math.max(at, 0));
  }
}

export class TestFile {
  version = 1;
  constructor(
    readonly client: TestClient,
    readonly uri: string,
    public text: string,
    public cursor: number,
  ) {}

  get #textDocument() {
    return { uri: this.uri };
  }
  #at(offset = this.cursor) {
    return { textDocument: this.#textDocument, position: this.position(offset) };
  }
  position(offset: number) {
    return linesOf({ text: this.text }).position(offset);
  }
  /** The text a range covers. */
  covered(range: Diagnostic['range']): string {
    const lines = linesOf({ text: this.text });
    return this.text.slice(lines.offset(range.start), lines.offset(range.end));
  }

  /** The whole text is new, or a part of it as an editor sends it. */
  async edit(text: string): Promise<void> {
    this.text = text;
    const textDocument = { uri: this.uri, version: ++this.version };
    await this.client.notify('textDocument/didChange', { textDocument, contentChanges: [{ text }] });
  }
  async replace(start: number, end: number, text: string): Promise<void> {
    const range = { start: this.position(start), end: this.position(end) };
    // A place within a line's end is no position.
    const [from, to] = [range.start, range.end].map((place) => linesOf({ text: this.text }).offset(place));
    this.text = this.text.slice(0, from) + text + this.text.slice(to);
    const textDocument = { uri: this.uri, version: ++this.version };
    await this.client.notify('textDocument/didChange', { textDocument, contentChanges: [{ range, text }] });
  }
  /** `reason`: 1 by a person, 2 by the editor after a pause. */
  async save(reason: 1 | 2 = 1): Promise<void> {
    await this.client.notify('textDocument/willSave', { textDocument: this.#textDocument, reason });
    await this.client.notify('textDocument/didSave', { textDocument: this.#textDocument });
  }
  async close(): Promise<void> {
    await this.client.notify('textDocument/didClose', { textDocument: this.#textDocument });
  }

  async report(previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const params = { textDocument: this.#textDocument, ...(previousResultId !== undefined && { previousResultId }) };
    return this.client.connection.sendRequest('textDocument/diagnostic', params);
  }
  /** Pulled. */
  async diagnostics(): Promise<(Diagnostic & { message: string })[]> {
    const report = await this.report();
    return report.kind === 'full' ? (report.items as (Diagnostic & { message: string })[]) : [];
  }
  /** `severity[code] text: message` of each finding, hints about what is not known left out. */
  async findings(): Promise<string[]> {
    const all = await this.diagnostics();
    return all.filter(({ code }) => code !== 'not-known').map((one) => this.show(one));
  }
  show(one: Diagnostic): string {
    const severity = ['', 'error', 'warning', 'information', 'hint'][one.severity ?? 0];
    return `${severity}[${one.code}] ${this.covered(one.range)}: ${one.message}`;
  }

  async actions(
    options: { only?: string[]; diagnostics?: Diagnostic[]; range?: Diagnostic['range'] } = {},
  ): Promise<CodeAction[]> {
    const {
      only,
      diagnostics = [],
      range = { start: this.position(this.cursor), end: this.position(this.cursor) },
    } = options;
    const context = { diagnostics, ...(only && { only }) };
    const params = { textDocument: this.#textDocument, range, context };
    return (await this.client.connection.sendRequest<CodeAction[] | null>('textDocument/codeAction', params)) ?? [];
  }
  /** The text after the action; it is sent as an edit. */
  async apply(action: CodeAction): Promise<string> {
    const edits = action.edit?.changes?.[this.uri] ?? [];
    const document = TextDocument.create(this.uri, 'sql', this.version, this.text);
    await this.edit(TextDocument.applyEdits(document, edits));
    return this.text;
  }
  async hover(offset?: number): Promise<string | undefined> {
    const hover = await this.client.connection.sendRequest<Hover | null>('textDocument/hover', this.#at(offset));
    return hover ? (hover.contents as MarkupContent).value : undefined;
  }
  async completions(offset?: number): Promise<CompletionItem[]> {
    const answer = await this.client.connection.sendRequest<CompletionList>(
      'textDocument/completion',
      this.#at(offset),
    );
    return answer.items;
  }
  async labels(offset?: number): Promise<string[]> {
    return (await this.completions(offset)).map(({ label }) => label);
  }
  async lenses(): Promise<string[]> {
    const lenses = await this.client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', {
      textDocument: this.#textDocument,
    });
    return lenses.map(({ command }) => command?.title ?? '');
  }
  async symbols(): Promise<DocumentSymbol[]> {
    return this.client.connection.sendRequest('textDocument/documentSymbol', { textDocument: this.#textDocument });
  }
  async definitions(offset?: number): Promise<Location[]> {
    return this.client.connection.sendRequest('textDocument/definition', this.#at(offset));
  }
}

const withStatus = (client: ClientCapabilities): ClientCapabilities => ({
  ...client,
  experimental: { devschemaStatus: true, ...client.experimental },
});
function capabilities({ mode = 'pull', progress = false, answerConfiguration }: ClientOptions): ClientCapabilities {
  return {
    textDocument: {
      ...(mode === 'pull' && { diagnostic: { relatedDocumentSupport: false } }),
      hover: { contentFormat: ['markdown', 'plaintext'] },
      publishDiagnostics: { relatedInformation: true },
    },
    workspace: {
      diagnostics: { refreshSupport: mode === 'pull' },
      didChangeWatchedFiles: { dynamicRegistration: true },
      ...(answerConfiguration && { configuration: true }),
    },
    window: { workDoneProgress: progress },
  };
}
