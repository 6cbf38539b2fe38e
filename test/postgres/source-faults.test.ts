/** A stream that is damaged on its way, and servers that answer otherwise than expected: said, and survived. */
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toolTables } from '../../server/src/conventions';
import { resolveSource } from '../../server/src/dev/connect/configure';
import { Endless, Garbled, MessageGuard } from '../../server/src/dev/connect/message-guard';
import { openSource } from '../../server/src/dev/open';
import { type DevSource, DevSourceError } from '../../server/src/dev/source';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';

/** Numbers from 0 to 1, the same ones for a seed (xorshift). */
function random(seed: number): () => number {
  let state = (seed * 2654435761) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
const servers: Server[] = [];
const sockets = new Set<Socket>();
async function listen(talk: (near: Socket) => void): Promise<number> {
  const server = createServer((near) => {
    sockets.add(near.on('error', () => {}));
    talk(near);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}
function source(url: string, statementTimeoutMs = 500): DevSource {
  return openSource(
    resolveSource({ connection: url, folders: ['/'], env: {}, connectTimeoutMs: 2000, statementTimeoutMs })!,
    { toolTables },
  );
}
const failure = (dev: DevSource): Promise<unknown> =>
  dev.read({}).then(
    () => undefined,
    (error: unknown) => error,
  );
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
});

describe.each((await availableServers()).slice(-1))('PostgreSQL %i', (major) => {
  let server: TestServer;
  const escaped: unknown[] = [];
  const note = (error: unknown): void => void escaped.push(error);
  beforeAll(async () => {
    server = await startServer(major);
    const database = await server.createDatabase('app');
    const tables = Array.from(
      { length: 60 },
      (_, at) => `CREATE TABLE t${at} (id serial PRIMARY KEY, a text DEFAULT 'x', b int CHECK (b > 0))`,
    );
    await database.exec(
      `${tables.join(';')}; CREATE ROLE needs_password; CREATE ROLE ada LOGIN PASSWORD 'pencil' IN ROLE needs_password`,
    );
    process.on('uncaughtException', note).on('unhandledRejection', note);
  }, 120_000);
  afterAll(async () => {
    process.off('uncaughtException', note).off('unhandledRejection', note);
    await server?.stop();
  });

  /** Flips one bit in about every `every`th byte that the server sends. */
  const flipping = (seed: number, every: number): Promise<number> => {
    const next = random(seed);
    return listen((near) => {
      const far = connect(server.port, '127.0.0.1');
      sockets.add(far.on('error', () => near.destroy()));
      near.pipe(far);
      near.on('close', () => far.destroy());
      far.on('data', (bytes) => {
        for (let at = 0; at < bytes.length; at++) if (next() < 1 / every) bytes[at]! ^= 1 << Math.floor(next() * 8);
        near.write(bytes);
      });
      far.on('close', () => near.destroy());
    });
  };
  test.each([30, 300, 3000])(
    'with a bit flipped in every %ith byte ends in a schema or in an error that says what happened',
    async (every) => {
      const seeds = Array.from({ length: 40 }, (_, at) => at + 1);
      const outcomes = await Promise.all(
        seeds.map(async (seed) => {
          const port = await flipping(seed, every);
          const user = seed % 2 === 0 ? 'postgres' : 'ada:pencil';
          const started = Date.now();
          const error = await failure(source(`postgresql://${user}@127.0.0.1:${port}/app?sslmode=disable`));
          return { error, took: Date.now() - started };
        }),
      );
      for (const { error, took } of outcomes) {
        expect(took).toBeLessThan(20_000);
        if (error === undefined) continue;
        expect(error).toBeInstanceOf(DevSourceError);
        expect((error as Error).message).not.toMatch(/undefined|cannot read prop|out of range|unexpected \w+ message/i);
      }
      expect(outcomes.some(({ error }) => error !== undefined)).toBe(true);
      expect(escaped).toEqual([]);
    },
  );
  describe('with a lock that another session holds', () => {
    const by = 'is locked by user postgres (a migration, process';
    let holder: TestDatabase;
    beforeAll(async () => {
      const database = await server.createDatabase('busy');
      await database.exec(`
        CREATE TABLE users (id serial PRIMARY KEY, a int CHECK (a > 0), b int GENERATED ALWAYS AS (a * 2) STORED);
        CREATE TABLE posts (id int PRIMARY KEY, author int REFERENCES users, CHECK (author > 1));
        CREATE INDEX shifted ON users ((a + 1)); CREATE INDEX later ON posts ((id + 1));
        CREATE TABLE parted (a int) PARTITION BY RANGE ((a + 1)); CREATE TABLE part PARTITION OF parted FOR VALUES FROM (1) TO (2);
        CREATE VIEW adults AS SELECT a FROM users; CREATE VIEW authors AS SELECT author FROM posts;
        ALTER TABLE posts ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON posts USING (EXISTS (SELECT FROM users u WHERE u.id = author));
        CREATE TABLE pgmigrations (id int, name text, run_on timestamp)`);
      holder = await server.connect('busy');
      await holder.exec(`SET application_name = 'a migration'`);
    });
    test('everything else is read, and who has it is said', async () => {
      const dev = source(server.url('busy'), 2000);
      const before = await dev.read({});
      await holder.exec('BEGIN; ALTER TABLE users ADD c int; LOCK TABLE ONLY parted, pgmigrations');
      const read = await dev.read({});
      await holder.exec('ROLLBACK');
      expect(read.applied).toEqual([]);
      const said = read.schema.unknown.map(({ object, reason }) => [
        object.replaceAll('\0', ' '),
        reason.replace(/\d+/g, 'N'),
      ]);
      expect(said).toEqual(
        expect.arrayContaining([
          ['table public users', `public.users ${by} N), so that it could not be read`],
          ['table public parted', `public.parted ${by} N), so that it could not be read`],
          ['table public posts', `posts could not be read while public.users ${by} N)`],
          ['view public adults', `adults could not be read while public.users ${by} N)`],
          [
            'table public pgmigrations',
            'which migrations have run: public.pgmigrations cannot be read: it is locked by another session',
          ],
        ]),
      );
      expect(said.filter(([object]) => /authors|later|part$/.test(object!))).toEqual([]);
      expect(read.schema.views.get('public\0authors')).toEqual(before.schema.views.get('public\0authors'));
      expect(read.schema.indexes.get('public\0later')).toEqual(before.schema.indexes.get('public\0later'));
      expect(read.schema.tables.get('public\0part')).toEqual(before.schema.tables.get('public\0part'));
      // It was left as it was, and yet it has to be read again.
      expect(await dev.probe({})).not.toBe(read.fingerprint);
      expect((await dev.read({})).schema).toEqual(before.schema);
    });
    test.each([
      [
        'pg_proc',
        'busy at 127.0.0.1:N cannot be read: another session has a system catalog locked. Wait for that session, or end it. It is tried again by itself.',
      ],
      [
        'pg_class',
        'no answer from 127.0.0.1:N within N s. The server took the connection and did not go on: it is overloaded, or another session has a system catalog locked. It is tried again by itself.',
      ],
    ])('of a system catalog, %s, it is said that it is one', async (catalog, message) => {
      await holder.exec(`BEGIN; LOCK TABLE pg_catalog.${catalog}`);
      const error = (await failure(source(server.url('busy')))) as DevSourceError;
      await holder.exec('ROLLBACK');
      expect([error.code, error.message.replace(/:\d+/g, ':N').replace(/\d+ s\b/, 'N s')]).toEqual([
        'timeout',
        message,
      ]);
    });
  });
  test('which is gone and comes back under the same name is read again', async () => {
    const dev = source(server.url('passing'));
    expect(await failure(dev)).toMatchObject({ code: 'database missing' });
    const made = await server.createDatabase('passing');
    await made.exec('CREATE TABLE back (id int)');
    expect((await dev.read({})).schema.tables.size).toBe(1);
  });
});

describe('what is let through to the driver', () => {
  const message = (kind: string, ...parts: Buffer[]): Buffer => {
    const body = Buffer.concat(parts);
    const head = Buffer.alloc(5);
    head.write(kind, 0, 'latin1');
    head.writeUInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const row = message('D', Buffer.from([0, 2, 0, 0, 0, 1, 65, 255, 255, 255, 255]));
  const error = message('E', Buffer.from('SERROR\0Mno\0\0'));
  test('are no more than any schema has', () => {
    const size = 3_000_000;
    const int32 = Buffer.alloc(4);
    int32.writeUInt32BE(size);
    const long = message('D', Buffer.concat([Buffer.from([0, 1]), int32, Buffer.alloc(size, 65)]));
    const guard = new MessageGuard(10_000_000);
    for (let at = 0; at < 3; at++) guard.push(long);
    expect(() => guard.push(long)).toThrow(Endless);
  });
  test('without end are given up where each is the end of a statement, which has a result', () => {
    const guard = new MessageGuard(1_000_000);
    const ends = Buffer.concat(Array.from({ length: 500 }, () => message('C', Buffer.from('SELECT 1\0'))));
    guard.push(ends);
    expect(() => guard.push(Buffer.concat([ends, ends]))).toThrow(Endless);
  });
  test('are whole messages, however they are cut', () => {
    const all = Buffer.concat([row, error, message('Z', Buffer.from('I')), row]);
    for (let size = 1; size <= all.length; size++) {
      const guard = new MessageGuard();
      const passed: Buffer[] = [];
      for (let at = 0; at < all.length; at += size) passed.push(guard.push(all.subarray(at, at + size)));
      expect(Buffer.concat(passed).equals(all)).toBe(true);
    }
  });
  test.each([
    ['an unknown kind', message('?', Buffer.alloc(3))],
    ['a length that is too short', Buffer.from([90, 0, 0, 0, 3])],
    ['a length that nothing has', Buffer.from([90, 1, 0, 0, 0])],
    ['a row with a value that goes on behind it', message('D', Buffer.from([0, 1, 0, 0, 0, 9, 65]))],
    ['a row with too few values', message('D', Buffer.from([0, 3, 0, 0, 0, 1, 65]))],
    ['a row with a negative length', message('D', Buffer.from([0, 1, 255, 255, 255, 200]))],
    ['a row with something left over', message('D', Buffer.from([0, 0, 7]))],
    ['an error without an end', message('E', Buffer.from('SERROR\0Mno\0'))],
    ['an error that ends early', message('N', Buffer.from('SERROR\0\0Mno\0\0'))],
    ['an empty error', message('E')],
  ])('is not %s', (_, bytes) => {
    expect(() => new MessageGuard().push(bytes)).toThrow(Garbled);
  });
});

test('a pooler that takes no transactions is said to be one', async () => {
  const ready = Buffer.from([82, 0, 0, 0, 8, 0, 0, 0, 0, 90, 0, 0, 0, 5, 73]);
  const fields = 'SFATAL\0C08P01\0Mtransaction blocks not allowed in statement pooling mode\0\0';
  const port = await listen((near) =>
    near.once('data', () => {
      near.write(ready);
      near.once('data', () => {
        const head = Buffer.from([69, 0, 0, 0, fields.length + 4]);
        near.end(Buffer.concat([head, Buffer.from(fields)]));
      });
    }),
  );
  const error = (await failure(source(`postgresql://u@127.0.0.1:${port}/d?sslmode=disable`))) as DevSourceError;
  expect(error.message).toBe(
    `127.0.0.1:${port} is a pooler in statement mode, which takes no transactions. Connect to the server itself, or to a pool in transaction or session mode.`,
  );
});
