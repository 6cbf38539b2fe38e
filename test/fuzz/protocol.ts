/** Messages that no client should send: each request is answered, with an error where it makes no sense, and the next is too. */
import { PassThrough } from 'node:stream';
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { startServer } from '../../server/src/server';
import type { Random } from '../corpus/random';
import { FakeDev } from '../support/fake-dev';
import { devSql } from './material';
import { Failure, type Subject } from './subject';

const methods = [
  ...[
    'hover',
    'completion',
    'definition',
    'diagnostic',
    'codeAction',
    'codeLens',
    'documentSymbol',
    'rename',
    'didOpen',
  ],
  ...['didChange', 'didClose', 'didSave', 'formatting'],
].map((name) => `textDocument/${name}`);
const others = [
  ...['devschema/status', 'devschema/tables', 'devschema/generate', 'devschema/tree', 'devschema/connectionCandidates'],
  ...['devschema/nothing', 'workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles', 'workspace/symbol'],
  ...['$/cancelRequest', '$/setTrace', 'constructor', '__proto__', '', 'initialize', 'codeAction/resolve'],
];
const odd: readonly unknown[] = [
  ...[null, 0, -1, 0.5, 1e300, '', 'x', [], {}, true, 'file:///project/a.sql', '\ud800', [null], { line: null }],
];
const text = 'CREATE TABLE users (id bigint, email text);\nSELECT id FROM users;\n';

interface Wire {
  send(bytes: string): void;
  answer(id: number): Promise<unknown>;
}
async function connected(): Promise<Wire> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down));
  const { access } = await FakeDev.of(devSql);
  startServer(server, { files: { list: async () => [], read: () => undefined }, access: () => access });
  const waiting = new Map<number, (message: unknown) => void>();
  new StreamMessageReader(down).listen((message) => {
    const { id, method } = message as { id?: number; method?: string };
    if (method !== undefined && id !== undefined) up.write(framed({ id, result: null }));
    else if (id !== undefined) waiting.get(id)?.(message);
    if (id !== undefined) waiting.delete(id);
  });
  return {
    send: (bytes) => void up.write(bytes),
    answer: (id) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(undefined), 60_000);
        waiting.set(id, (message) => {
          clearTimeout(timer);
          resolve(message);
        });
      }),
  };
}
function framed(message: object): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Parameters as they should be, with one member or several replaced by something else. */
function params(random: Random): unknown {
  const value = (fit: unknown): unknown => (random.below(3) === 0 ? random.pick(odd) : fit);
  const position = () => value({ line: value(random.below(3)), character: value(random.below(20)) });
  const range = () => value({ start: position(), end: position() });
  return value({
    textDocument: value({
      uri: value('file:///project/a.sql'),
      version: value(2),
      languageId: value('sql'),
      text: value(text),
    }),
    position: position(),
    range: range(),
    context: value({ diagnostics: value([]), only: value(['source.fixAll']) }),
    contentChanges: value([value({ range: range(), text: value('x') })]),
    changes: value([value({ uri: value('file:///project/a.sql'), type: value(1) })]),
    settings: value({ devschema: value({ rules: value({}), connectTimeout: value(3) }) }),
    tables: value([value({ schema: 'public', name: value('users') })]),
    id: value(1),
  });
}

let wire: Wire;
let id = 1;
async function asked(method: string, what: unknown): Promise<unknown> {
  const own = id++;
  const answer = wire.answer(own);
  wire.send(framed({ id: own, method, params: what }));
  return answer;
}
export const protocol: Subject = {
  name: 'protocol',
  counts: 'messages',
  async open() {
    wire = await connected();
    await asked('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } },
      workspaceFolders: [{ uri: 'file:///project', name: 'project' }],
    });
    wire.send(framed({ method: 'initialized', params: {} }));
    wire.send(
      framed({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri: 'file:///project/a.sql', languageId: 'sql', version: 1, text } },
      }),
    );
    return undefined;
  },
  async round(random) {
    if (random.below(50) === 0) wire.send('Content-Length: 5\r\n\r\n{"a":');
    const method = random.pick(random.below(3) > 0 ? methods : others);
    const what = params(random);
    if (random.below(4) === 0) wire.send(framed({ method, params: what }));
    else if ((await asked(method, what)) === undefined) throw new Failure(`${method} is not answered`, what);
    // And it still hears.
    const alive = (await asked('devschema/status', null)) as { result?: unknown } | undefined;
    if (alive?.result === undefined) throw new Failure(`nothing is answered after ${method}`, { method, params: what });
    return 1;
  },
};
