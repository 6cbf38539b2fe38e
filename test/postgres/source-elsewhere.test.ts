/** What is said where dev's place has no PostgreSQL: nothing, or another program. */
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import { failure, source } from '../support/database-source';
import { freePort } from '../support/postgres';

describe('where no PostgreSQL is', () => {
  const open: Server[] = [];
  const sockets = new Set<Socket>();
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    for (const one of open) one.close();
  });
  async function listener(talk: (socket: Socket) => void): Promise<number> {
    const one = createServer((socket) => {
      sockets.add(socket.on('error', () => {}));
      talk(socket);
    });
    open.push(one);
    await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
    return (one.address() as { port: number }).port;
  }
  const web = (socket: Socket) =>
    socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'));
  const mysql = (socket: Socket) =>
    socket.write(Buffer.concat([Buffer.from([0x4a, 0, 0, 0, 10]), Buffer.from('8.0.36\0aaaaaaaaaaaaaaaa')]));
  const redis = (socket: Socket) => socket.once('data', () => socket.write('-ERR unknown command\r\n'));
  const ssh = (socket: Socket) => socket.write('SSH-2.0-OpenSSH_9.2\r\n');

  test('nothing listens', async () => {
    const port = await freePort();
    const error = await failure(source(`postgresql://u:hunter2@127.0.0.1:${port}/d`));
    expect(error.code).toBe('refused');
    expect(error.reason).toBe(`connection refused at 127.0.0.1:${port}`);
    expect(error.message).toBe(`connection refused at 127.0.0.1:${port}. Is PostgreSQL running there?`);
  });
  test('the host has no address', async () => {
    const error = await failure(source('postgresql://u:hunter2@nowhere.invalid/d'));
    expect(error.code).toBe('not found');
    expect(error.message).toContain('no address is known for host nowhere.invalid');
  });
  test.skipIf(process.platform === 'win32')('the socket is not there', async () => {
    const error = await failure(source('postgresql://u@%2Fnowhere/d'));
    expect([error.code, error.reason]).toEqual(['refused', 'no server listens on a socket in /nowhere']);
  });
  test.each([
    ['prefer', web, 'a web server'],
    ['disable', web, 'a web server'],
    ['prefer', mysql, 'MySQL'],
    ['disable', mysql, 'MySQL'],
    ['prefer', redis, 'Redis'],
    ['disable', ssh, 'an SSH server'],
  ] as const)('with sslmode %s, %o is recognised', async (mode, talk, what) => {
    const port = await listener(talk);
    const started = Date.now();
    const error = await failure(source(`postgresql://u:hunter2@127.0.0.1:${port}/d?sslmode=${mode}`));
    expect(error.code).toBe('not postgres');
    expect(error.message).toContain(`127.0.0.1:${port} is not a PostgreSQL server: it answers as ${what}`);
    expect(Date.now() - started).toBeLessThan(1500);
  });
  const message = (type: string, ...parts: string[]) => {
    const body = Buffer.from(parts.map((part) => `${part}\0`).join(''));
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  /** Takes any login and says of itself what `parameters` say. */
  const speaking = (parameters: Readonly<Record<string, string>>) => (socket: Socket) =>
    socket.once('data', () => {
      const trusted = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0]);
      const said = Object.entries(parameters).map(([name, value]) => message('S', name, value));
      socket.write(Buffer.concat([trusted, ...said, Buffer.from([0x5a, 0, 0, 0, 5, 0x49])]));
    });
  test.each([
    [{ server_version: '13.0.0', crdb_version: 'CockroachDB CCL v23.1.4' }, 'is CockroachDB (CockroachDB CCL v23.1.4)'],
    [{ server_version: '11.2-YB-2.18.0.0-b0' }, 'is PostgreSQL 11.2-YB-2.18.0.0-b0, older than 13'],
    [{ server_version: '8.0.2' }, 'is PostgreSQL 8.0.2, older than 13'],
  ])('what speaks the protocol and says %o is not read', async (parameters, said) => {
    const port = await listener(speaking(parameters));
    const error = await failure(source(`postgresql://u@127.0.0.1:${port}/d?sslmode=disable`));
    expect(error.code).toBe('not postgres');
    expect(error.message).toContain(`127.0.0.1:${port} ${said}`);
  });
  test('it takes connections and never answers', async () => {
    const port = await listener(() => {});
    const started = Date.now();
    const error = await failure(source(`postgresql://u:hunter2@127.0.0.1:${port}/d`));
    expect(error.code).toBe('timeout');
    expect(error.reason).toBe(`no answer from 127.0.0.1:${port} within 2 s`);
    expect(Date.now() - started).toBeLessThan(3000);
  });
  test('it hangs up', async () => {
    const port = await listener((socket) => socket.end());
    const error = await failure(source(`postgresql://u:hunter2@127.0.0.1:${port}/d`));
    expect(error.message).toContain('closed the connection');
  });
  test('a connection is cancelled while it is being made', async () => {
    const port = await listener(() => {});
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 200);
    const started = Date.now();
    const error = await failure(source(`postgresql://u:hunter2@127.0.0.1:${port}/d`), abort.signal);
    expect(error.code).toBe('cancelled');
    expect(Date.now() - started).toBeLessThan(1000);
  });
});
