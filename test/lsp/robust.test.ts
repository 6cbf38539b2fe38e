/** What a client should not send is answered with an error, or ends the server with a word; it never hangs or goes deaf. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startClient, type TestClient } from '../support/client';
import { FakeDev } from '../support/fake-dev';

describe('positions that are none', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await startClient({ dev: await FakeDev.of('CREATE TABLE users (id int, name text);') });
    await client.settled();
  });
  afterEach(() => client.stop());

  const places = [null, 0.5, -1, Number.MAX_VALUE, '0', {}, [], true, undefined];
  it.each(['hover', 'completion', 'definition'])('%s answers with an error', async (method) => {
    const file = await client.open('SELECT id FROM users;\n');
    for (const line of places) {
      for (const position of [{ line, character: 0 }, { line: 0, character: line }, line]) {
        const params = { textDocument: { uri: file.uri }, position };
        const answered = client.connection.sendRequest(`textDocument/${method}`, params).then(
          () => 'answered',
          (error: { code: number; message: string }) => `${error.code}`,
        );
        expect(['answered', '-32602']).toContain(await answered);
      }
    }
    expect(await file.hover(15)).toContain('`users`');
  });
  it('a document whose text is none is saved without harm to others', async () => {
    const textDocument = { uri: 'file:///project/odd.sql', languageId: 'sql', version: 1, text: 7 };
    await client.notify('textDocument/didOpen', { textDocument });
    await client.notify('textDocument/didSave', { textDocument: { uri: textDocument.uri } });
    const file = await client.open('SELECT id FROM users;\n');
    expect(await file.hover(15)).toContain('`users`');
  });
  it('far beyond the end is the end, and a broken range of an action is an error', async () => {
    const file = await client.open('SELECT id FROM users;\n');
    const far = { line: 1e9, character: 1e9 };
    const textDocument = { uri: file.uri };
    expect(await client.connection.sendRequest('textDocument/hover', { textDocument, position: far })).toBeNull();
    const range = { start: { line: null, character: 0 }, end: { line: 0, character: 0.5 } };
    const params = { textDocument, range, context: { diagnostics: [] } };
    await expect(client.connection.sendRequest('textDocument/codeAction', params)).rejects.toThrow(
      'the line of the start of range is null, not a whole number from 0',
    );
  });
  it.each([
    ['textDocument/hover', null],
    ['textDocument/hover', {}],
    ['textDocument/hover', { textDocument: { uri: 7 }, position: { line: 0, character: 0 } }],
    ['textDocument/diagnostic', { textDocument: {} }],
    ['textDocument/codeAction', { textDocument: { uri: 'file:///project/draft.sql' } }],
    ['textDocument/rename', {}],
    ['textDocument/signatureHelp', {}],
    ['textDocument/semanticTokens/full', null],
    ['textDocument/inlayHint', { textDocument: { uri: 'file:///project/draft.sql' } }],
    ['textDocument/foldingRange', {}],
    ['textDocument/selectionRange', { positions: [null] }],
    ['workspace/symbol', {}],
    ['devschema/generate', null],
    ['devschema/generate', { tables: 'users' }],
    ['devschema/tree', { schema: 1 }],
    ['devschema/snapshot', {}],
  ])('%s with %j is answered', async (method, params) => {
    await client.open('SELECT id FROM users;\n');
    const answer = client.connection.sendRequest(method, params).then(
      () => 'answered',
      () => 'refused',
    );
    expect(['answered', 'refused']).toContain(await answer);
    expect((await client.request('devschema/status', null)).state).toBe('ready');
  });
  it.each(['textDocument/moniker', 'devschema/nothing', 'workspace/nothing', '', 'constructor'])(
    'the method %j is not found',
    async (method) => {
      await expect(client.connection.sendRequest(method, {})).rejects.toMatchObject({ code: -32601 });
    },
  );
});

describe('over the standard streams', () => {
  const root = path.resolve(__dirname, '../..');
  const bundle = path.join(root, 'dist/server.js');
  beforeAll(() => {
    if (!existsSync(bundle)) spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
  });
  const message = (method: string, id?: number) => {
    const text = JSON.stringify({
      jsonrpc: '2.0',
      ...(id !== undefined && { id }),
      method,
      params: { capabilities: {} },
    });
    return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  };

  it.each([
    ['a length that is no number', 'Content-Length: many\r\n\r\n{}'],
    ['a negative length', 'Content-Length: -5\r\n\r\n{}'],
    ['a length beyond all messages', 'Content-Length: 99999999999999\r\n\r\n{}'],
    ['no length', 'Content-Type: x\r\n\r\n{}'],
    ['no header at all', 'hello\r\n\r\n'],
  ])('%s ends it, with a word', async (_, bytes) => {
    const server = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    server.stderr.on('data', (data) => {
      said += data;
    });
    server.stdin.on('error', () => {});
    server.stdin.write(message('initialize', 1));
    await once(server.stdout, 'data');
    server.stdin.write(bytes);
    server.stdin.write(message('textDocument/hover', 2));
    expect((await once(server, 'exit'))[0]).toBe(1);
    expect(said).toMatch(/^DevSchema: A message of the editor cannot be read: .*The server ends\.$/m);
  });
  it('a body that is no JSON is passed over', async () => {
    const server = spawn(process.execPath, [bundle, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    let out = '';
    server.stdout.on('data', (data) => {
      out += data;
    });
    server.stdin.write(message('initialize', 1));
    await expect.poll(() => out, { timeout: 20_000 }).toContain('"id":1');
    server.stdin.write('Content-Length: 5\r\n\r\n{"a":');
    server.stdin.write(message('nothing/here', 2));
    await expect.poll(() => out, { timeout: 20_000 }).toContain('-32601');
    server.stdin.end();
    await once(server, 'exit');
  });
});
