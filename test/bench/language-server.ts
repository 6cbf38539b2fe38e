/** Any language server over stdio, from the outside: what it publishes, and how long that takes. */
import { type ChildProcess, spawn } from 'node:child_process';

export interface ServerCommand {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** It publishes nothing by itself. */
  readonly pulls?: boolean;
  /** Sent as initializationOptions, and answered to workspace/configuration. */
  readonly settings?: unknown;
}
interface Diagnostic {
  readonly message: string;
  readonly severity?: number;
}
interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: { readonly uri?: string; readonly diagnostics?: readonly Diagnostic[]; readonly items?: unknown[] };
  readonly result?: {
    readonly capabilities?: { readonly diagnosticProvider?: unknown };
    readonly items?: readonly Diagnostic[];
  };
}

export class LanguageServer {
  readonly #child: ChildProcess;
  #buffer = Buffer.alloc(0);
  #next = 1;
  readonly #answers = new Map<number, (message: Message) => void>();
  /** It has to be asked; undefined: it tells by itself. */
  #pulls = false;
  #published: (uri: string, diagnostics: readonly Diagnostic[]) => void = () => {};

  constructor(readonly server: ServerCommand) {
    this.#child = spawn(server.command, server.args, { cwd: server.cwd, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#child.stdout!.on('data', (chunk: Buffer) => {
      this.#buffer = Buffer.concat([this.#buffer, chunk]);
      this.#drain();
    });
  }

  async initialize(folder: string): Promise<void> {
    const uri = `file://${folder}`;
    const answer = await this.request('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'bench' }],
      capabilities: {
        textDocument: {
          publishDiagnostics: { versionSupport: true },
          synchronization: {},
          ...(this.server.pulls && { diagnostic: {} }),
        },
        workspace: { configuration: true, workspaceFolders: true },
        general: { positionEncodings: ['utf-16'] },
      },
      initializationOptions: { settings: this.server.settings },
    });
    this.#pulls = this.server.pulls === true && answer.result?.capabilities?.diagnosticProvider !== undefined;
    this.notify('initialized', {});
  }
  open(uri: string, text: string): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'sql', version: 1, text } });
  }
  /** Replaces a range; lines and characters from 0. */
  change(uri: string, version: number, range: unknown, text: string): void {
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ range, text }] });
  }
  /** Runs `action`, and resolves when what is published or answered for the file satisfies `wanted`. */
  async diagnostics(
    uri: string,
    wanted: (found: readonly Diagnostic[]) => boolean,
    action: () => void,
    timeoutMs = 60_000,
  ): Promise<void> {
    const published = this.#pulls ? undefined : this.#publishedFor(uri, wanted, timeoutMs);
    action();
    if (published) return published;
    for (const end = performance.now() + timeoutMs; performance.now() < end; ) {
      const { result } = await this.request('textDocument/diagnostic', { textDocument: { uri } });
      if (wanted(result?.items ?? [])) return;
    }
    throw new Error(`${this.server.name} answered nothing fitting`);
  }
  #publishedFor(uri: string, wanted: (found: readonly Diagnostic[]) => boolean, timeoutMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${this.server.name} published nothing fitting`)), timeoutMs);
      this.#published = (which, found) => {
        if (decodeURIComponent(which) !== decodeURIComponent(uri) || !wanted(found)) return;
        clearTimeout(timer);
        this.#published = () => {};
        resolve();
      };
    });
  }
  request(method: string, params: unknown): Promise<Message> {
    const id = this.#next++;
    const answer = new Promise<Message>((resolve) => this.#answers.set(id, resolve));
    this.#send({ id, method, params });
    return answer;
  }
  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }
  stop(): void {
    this.#child.kill();
  }

  #send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#child.stdin!.write(Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]));
  }
  #drain(): void {
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end === -1) return;
      const length = Number(/content-length: *(\d+)/i.exec(this.#buffer.toString('latin1', 0, end))?.[1] ?? 0);
      if (this.#buffer.length < end + 4 + length) return;
      const body = this.#buffer.toString('utf8', end + 4, end + 4 + length);
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#receive(JSON.parse(body) as Message);
    }
  }
  #receive(message: Message): void {
    if (message.method === 'textDocument/publishDiagnostics')
      this.#published(message.params?.uri ?? '', message.params?.diagnostics ?? []);
    else if (message.method !== undefined && message.id !== undefined) {
      const items = message.params?.items;
      this.#send({ id: message.id, result: items ? items.map(() => this.server.settings ?? null) : null });
    } else if (typeof message.id === 'number') this.#answers.get(message.id)?.(message);
  }
}
