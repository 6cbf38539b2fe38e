/** The protocol as its bytes, without the library's client: what any editor may send, and what it gets. */
import { PassThrough } from 'node:stream';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { DevSchema } from '../../server/src/model/dev';
import { startServer } from '../../server/src/server';
import { devOf, FakeDev } from '../support/fake-dev';

interface Message {
  readonly jsonrpc?: string;
  readonly id?: number | string | null;
  readonly method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever stands in the bytes
  readonly params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: whatever stands in the bytes
  readonly result?: any;
  readonly error?: { readonly code: number; readonly message: string };
}

/** One connection, written and read by hand. */
class Wire {
  readonly up = new PassThrough();
  readonly got: Message[] = [];
  readonly #waiting: (() => void)[] = [];
  #text = Buffer.alloc(0);
  #id = 0;

  /** Dev is read from now on. */
  readonly release: () => void;

  constructor(held = false) {
    const down = new PassThrough();
    const server = createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(this.up),
      new StreamMessageWriter(down),
    );
    const dev = new FakeDev(users);
    this.release = dev.hold();
    if (!held) this.release();
    const files = { list: async () => [], read: () => undefined };
    startServer(server, { files, access: () => dev.access });
    down.on('data', (piece: Buffer) => this.#read(piece));
  }
  send(message: Message, head = ''): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.up.write(`${head}Content-Length: ${body.length}\r\n\r\n`);
    // An editor's pipe cuts where it likes.
    this.up.write(body.subarray(0, 3));
    this.up.write(body.subarray(3));
  }
  notify(method: string, params: unknown): void {
    this.send({ method, params });
  }
  ask(method: string, params: unknown, head?: string): Promise<Message> {
    const id = ++this.#id;
    this.send({ id, method, params }, head);
    return this.until((one) => one.id === id && one.method === undefined);
  }
  async until(test: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.got.find(test);
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }
  async start(capabilities: object, more: object = {}): Promise<Message> {
    const answer = await this.ask('initialize', { processId: null, rootUri: 'file:///project', capabilities, ...more });
    this.notify('initialized', {});
    return answer;
  }
  open(text: string, uri = 'file:///project/a.sql'): string {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'sql', version: 1, text } });
    return uri;
  }
  #read(piece: Buffer): void {
    this.#text = Buffer.concat([this.#text, piece]);
    for (;;) {
      const end = this.#text.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(this.#text.subarray(0, Math.max(end, 0)).toString())?.[1]);
      if (end < 0 || this.#text.length < end + 4 + length) break;
      const message = JSON.parse(this.#text.subarray(end + 4, end + 4 + length).toString()) as Message;
      this.#text = this.#text.subarray(end + 4 + length);
      expect(message.jsonrpc).toBe('2.0');
      this.got.push(message);
      // What the server asks for is answered, as an editor that has nothing to say does.
      if (message.method !== undefined && message.id !== undefined)
        this.send({ id: message.id, result: message.method === 'workspace/configuration' ? [{}] : null });
    }
    for (const wake of this.#waiting.splice(0)) wake();
  }
}
let wire: Wire;
let users: DevSchema;
beforeAll(async () => {
  users = await devOf('CREATE TABLE users (id int PRIMARY KEY, mail text);');
});
const begin = (held = false) => {
  wire = new Wire(held);
  return wire;
};
// Whatever has been said, it is answered, and nothing of it goes on; nothing was sent that only our own clients know.
afterEach(async () => {
  await wire.ask('shutdown', undefined);
  expect(wire.got.filter(({ method }) => method?.startsWith('devschema/'))).toEqual([]);
});
const wrong = 'ALTER TABLE usres ADD x int;\n';
// What dev has can change, so a client that pulls has to be told to pull again.
const pull = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };

describe('the life of a connection', () => {
  it('begins with initialize: what comes before is refused, what comes twice too', async () => {
    const { error } = await begin().ask('textDocument/hover', {});
    expect(error?.code).toBe(-32002);
    await wire.start({});
    expect((await wire.ask('initialize', { processId: null, capabilities: {} })).error).toBeDefined();
  });
  it('ends with shutdown, after which nothing is answered', async () => {
    await begin().start({});
    const { result, error } = await wire.ask('shutdown', undefined);
    expect({ result, error }).toEqual({ result: null, error: undefined });
    expect((await wire.ask('textDocument/hover', {})).error?.code).toBe(-32600);
  });
  it('takes a head with more lines, and bodies in pieces', async () => {
    const head = 'Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n';
    const { result } = await begin().ask('initialize', { processId: null, capabilities: {} }, head);
    expect(result.serverInfo.name).toBe('DevSchema');
  });
  it('answers what it does not know, and passes over notifications that may be', async () => {
    await begin().start({});
    wire.notify('$/someEditorsOwn', { x: 1 });
    wire.notify('some/editorsOwn', {});
    expect((await wire.ask('some/request', {})).error?.code).toBe(-32601);
    expect((await wire.ask('$/someRequest', {})).error?.code).toBe(-32601);
  });
});

describe('positions', () => {
  // `/* 🚀é */ ALTER TABLE `: the rocket is two units of UTF-16 and four bytes, é one and two.
  it.each([
    [['utf-8', 'utf-16'], 'utf-8', 25],
    [['utf-32', 'utf-8', 'utf-16'], 'utf-32', 21],
    [['utf-16', 'utf-8'], 'utf-16', 22],
    [['utf-8'], 'utf-8', 25],
    [['utf-7', 'utf-32'], 'utf-32', 21],
    [['utf-7'], 'utf-16', 22],
    [[], 'utf-16', 22],
  ])('are counted in what the client likes best: of %j, %s', async (positionEncodings, agreed, character) => {
    const { result } = await begin().start({
      general: { positionEncodings },
      ...{ ...pull, textDocument: { ...pull.textDocument, semanticTokens: {} } },
    });
    expect(result.capabilities.positionEncoding).toBe(agreed);
    const uri = wire.open(`\n/* 🚀é */ ${wrong}/* 🚀é */ SELECT id FROM users;\n`);
    const { result: found } = await wire.ask('textDocument/diagnostic', { textDocument: { uri } });
    const range = { start: { line: 1, character }, end: { line: 1, character: character + 5 } };
    expect(found.items[0].range).toEqual(range);
    // What comes in is counted so, too: a question, and an edit.
    const [fix] = (
      await wire.ask('textDocument/codeAction', { textDocument: { uri }, range, context: { diagnostics: found.items } })
    ).result;
    const [edit] = Object.values(fix.edit.changes ?? {})[0] ?? fix.edit.documentChanges[0].edits;
    expect(edit).toMatchObject({ range, newText: 'users' });
    const changed = {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range, text: '"é🚀"' },
        { range: { start: range.start, end: range.start }, text: 'ONLY ' },
      ],
    };
    wire.notify('textDocument/didChange', changed);
    const after = await wire.ask('textDocument/diagnostic', { textDocument: { uri } });
    const width = { 'utf-8': 8, 'utf-16': 5, 'utf-32': 4 }[agreed as 'utf-8'];
    expect(after.result.items[0]).toMatchObject({
      message: expect.stringContaining('"é🚀"'),
      range: { start: { line: 1, character: character + 5 }, end: { line: 1, character: character + 5 + width } },
    });
    const line = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    const tokens = await wire.ask('textDocument/semanticTokens/range', { textDocument: { uri }, range: line });
    expect(tokens.result.data.slice(0, 3)).toEqual([2, character - 5, 2]);
  });
  it('are not spoken of where a client names no encodings', async () => {
    expect((await begin().start({})).result.capabilities).not.toHaveProperty('positionEncoding');
  });
});

describe('diagnostics', () => {
  it('are pulled where the client can: full, then unchanged, and none is pushed', async () => {
    const { result } = await begin().start(pull);
    expect(result.capabilities.diagnosticProvider).toBeDefined();
    const uri = wire.open(wrong);
    const first = (await wire.ask('textDocument/diagnostic', { textDocument: { uri } })).result;
    expect(first).toMatchObject({ kind: 'full', items: [{ code: 'unknown-table', source: expect.any(String) }] });
    if (first.resultId !== undefined) {
      const again = await wire.ask('textDocument/diagnostic', {
        textDocument: { uri },
        previousResultId: first.resultId,
      });
      expect(again.result).toMatchObject({ kind: 'unchanged', resultId: first.resultId });
    }
    expect(wire.got.some(({ method }) => method === 'textDocument/publishDiagnostics')).toBe(false);
  });
  it('are pushed where it cannot, and taken back when the file is closed', async () => {
    await begin().start({ textDocument: { publishDiagnostics: { versionSupport: true } } });
    const uri = wire.open(wrong);
    const { params } = await wire.until(
      ({ method, params: sent }) => method === 'textDocument/publishDiagnostics' && sent.diagnostics.length > 0,
    );
    expect(params).toMatchObject({ uri, version: 1, diagnostics: [{ code: 'unknown-table' }] });
    wire.notify('textDocument/didClose', { textDocument: { uri } });
    await wire.until(
      ({ method, params: sent }) => method === 'textDocument/publishDiagnostics' && sent.diagnostics.length === 0,
    );
  });
});

describe('what a client has to ask for', () => {
  it('is registered where it takes registrations, and only then', async () => {
    const workspace = {
      didChangeWatchedFiles: { dynamicRegistration: true },
      didChangeConfiguration: { dynamicRegistration: true },
      configuration: true,
    };
    await begin().start({ workspace });
    const { params } = await wire.until(({ method }) => method === 'client/registerCapability');
    const [{ method, registerOptions }] = params.registrations;
    expect(method).toBe('workspace/didChangeWatchedFiles');
    expect(registerOptions.watchers).toContainEqual({ globPattern: '**/*.sql' });
    await wire.ask('shutdown', undefined);
    await begin().start({});
    await wire.ask('textDocument/hover', {
      textDocument: { uri: wire.open(wrong) },
      position: { line: 0, character: 13 },
    });
    const asked = wire.got.filter(({ id, method: name }) => id !== undefined && name !== undefined);
    expect(asked.map(({ method: name }) => name)).toEqual([]);
  });
  it('is progress: made, begun, ended, where it shows it', async () => {
    await begin(true).start({ window: { workDoneProgress: true } });
    const { params } = await wire.until(({ method }) => method === 'window/workDoneProgress/create');
    const ofToken = (kind: string) => (one: Message) =>
      one.method === '$/progress' && one.params.token === params.token && one.params.value.kind === kind;
    const { params: started } = await wire.until(ofToken('begin'));
    expect(started.value).toMatchObject({
      title: expect.stringContaining('DevSchema'),
      cancellable: expect.any(Boolean),
    });
    wire.release();
    await wire.until(ofToken('end'));
  });
  it('is cancelled by $/cancelRequest: the answer is that, or the result', async () => {
    await begin().start(pull);
    const uri = wire.open(wrong.repeat(200));
    const answer = wire.ask('textDocument/documentSymbol', { textDocument: { uri } });
    wire.notify('$/cancelRequest', { id: 2 });
    expect((await answer).error?.code).toBe(-32800);
  });
});
