/** A database as dev: what is read and noticed, and what is said when it cannot be. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failure, source } from '../support/database-source';
import { availableServers, freePort, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { selfSigned } from '../support/postgres-certificate';

const majors = await availableServers();

describe.each(majors)('PostgreSQL %i', (major) => {
  let server: TestServer;
  let database: TestDatabase;
  let folder: string;
  let log: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'devschema-source-'));
    const made = selfSigned('localhost');
    writeFileSync(join(folder, 'ca.pem'), made.certificate);
    server = await startServer(major, {
      settings: [
        'ssl = on',
        'logging_collector = on',
        `log_filename = 'log'`,
        `log_statement = 'all'`,
        `log_line_prefix = '%a|'`,
      ],
      authentication: ['hostssl all tls_only all trust', 'host all tls_only all reject', 'host all banned all reject'],
      prepare(data) {
        log = join(data, 'log', 'log');
        writeFileSync(join(data, 'server.crt'), made.certificate);
        writeFileSync(join(data, 'server.key'), made.key, { mode: 0o600 });
      },
    });
    database = await server.createDatabase('app');
    await database.exec(`
      CREATE SCHEMA inner_app; CREATE ROLE needs_password; CREATE ROLE ada LOGIN PASSWORD 'hunter2' IN ROLE needs_password;
      CREATE ROLE tls_only LOGIN; CREATE ROLE banned LOGIN; CREATE ROLE nologin;
      CREATE ROLE outsider LOGIN; REVOKE CONNECT ON DATABASE app FROM PUBLIC; GRANT CONNECT ON DATABASE app TO ada, tls_only;
      CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL);
      CREATE TABLE goose_db_version (id serial PRIMARY KEY, version_id bigint NOT NULL, is_applied boolean NOT NULL, tstamp timestamp DEFAULT now());
      INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, true), (1, true), (2, true), (2, false), (3, true)`);
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is read: its schema, what has run, its label and progress', async () => {
    const seen: string[] = [];
    const dev = source(server.url('app'));
    const read = await dev.read({
      progress: () => {
        if (seen.length === 0) seen.push('');
      },
    });
    expect(Math.floor(read.schema.serverVersion / 10000)).toBe(major);
    expect(read.schema.roles).toEqual(expect.arrayContaining(['ada', 'nologin', 'outsider']));
    expect(read.schema.roles?.some((name) => name.startsWith('pg_'))).toBe(false);
    expect([...read.schema.tables.keys()].sort()).toEqual(['public\0goose_db_version', 'public\0users']);
    expect(read.label).toBe(`app on 127.0.0.1:${server.port}`);
    expect(Date.now() - read.readAt).toBeLessThan(10_000);
    expect(read.applied).toEqual([
      { tool: 'goose', table: 'public.goose_db_version', entries: [{ id: '1' }, { id: '3' }] },
    ]);
    expect(seen).toEqual(['']);
  });

  test('is sent only queries of the catalogs and of the tools’ tables, under a name, in one read-only transaction', async () => {
    const dev = source(server.url('app'));
    const before = readFileSync(log, 'utf8').length;
    await dev.read({});
    await dev.dispose();
    const statements = readFileSync(log, 'utf8')
      .slice(before)
      .split(/^(?=[^|\n]*\|LOG: {2})/m)
      .filter((entry) => entry.startsWith('DevSchema|'))
      .map((entry) => entry.replace(/^[^:]*:\s+\w+:\s+/, '').trim());
    expect(statements[0]).toMatch(
      /^BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 5000;/,
    );
    expect(statements.length).toBeGreaterThan(10);
    for (const statement of statements.slice(1))
      expect(statement).toMatch(/^(SELECT|WITH|SAVEPOINT|ROLLBACK TO SAVEPOINT) /);
    const relations = statements.flatMap((one) =>
      [...one.matchAll(/\b(?:FROM|JOIN) (?!LATERAL|\()([\w."]+)/gi)].map((match) => match[1]!),
    );
    const outside = new Set(relations.filter((name) => !/^"?(pg_catalog|information_schema)"?\./.test(name)));
    expect([...outside].filter((name) => name.includes('.'))).toEqual(['"public"."goose_db_version"']);
    await expect
      .poll(() => database.query(`SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'DevSchema'`))
      .toEqual([[0]]);
  });

  test('is read as others see it by a role that may not use its schemas', async () => {
    await database.exec('REVOKE USAGE ON SCHEMA public FROM PUBLIC; GRANT CONNECT ON DATABASE app TO outsider');
    try {
      const read = await source(server.url('app', 'outsider')).read({});
      expect(read.schema.searchPath).toEqual(['public']);
      expect([...read.schema.tables.keys()].sort()).toEqual(['public\0goose_db_version', 'public\0users']);
      expect(read.schema.unknown.map(({ reason }) => reason).join()).toContain('goose_db_version');
    } finally {
      await database.exec('GRANT USAGE ON SCHEMA public TO PUBLIC; REVOKE CONNECT ON DATABASE app FROM outsider');
    }
  });

  test('is the same as long as nothing changes, and another after a change or a migration', async () => {
    const dev = source(server.url('app'));
    const { fingerprint } = await dev.read({});
    expect(await dev.probe({})).toBe(fingerprint);
    await database.exec(`INSERT INTO users (name) VALUES ('a'); ANALYZE users`);
    expect(await dev.probe({})).toBe(fingerprint);
    await database.exec('ALTER TABLE users ADD COLUMN email text');
    const changed = await dev.probe({});
    expect(changed).not.toBe(fingerprint);
    await database.exec('INSERT INTO goose_db_version (version_id, is_applied) VALUES (4, true)');
    expect(await dev.probe({})).not.toBe(changed);
    await database.exec('ALTER TABLE users DROP COLUMN email; DELETE FROM goose_db_version WHERE version_id = 4');
  });

  describe('passwords', () => {
    test('come from the connection, the environment, or whoever may be asked', async () => {
      const url = server.url('app', 'ada');
      await expect(source(server.url('app', 'ada', 'hunter2')).probe({})).resolves.toMatch(/^\w+$/);
      await expect(source(url, {}, { env: { PGPASSWORD: 'hunter2' } }).probe({})).resolves.toMatch(/^\w+$/);
      const asked: string[] = [];
      const password = async (connection: string) => {
        asked.push(connection);
        return 'hunter2';
      };
      await expect(source(url, { password }).probe({})).resolves.toMatch(/^\w+$/);
      expect(asked).toEqual([`ada@127.0.0.1:${server.port}/app`]);
    });
    test('and from the password file, before anyone is asked', async () => {
      const file = join(folder, 'pgpass');
      writeFileSync(file, `127.0.0.1:${server.port}:*:ada:hunter2\n`, { mode: 0o600 });
      process.env.PGPASSFILE = file;
      try {
        await expect(source(server.url('app', 'ada')).probe({})).resolves.toMatch(/^\w+$/);
      } finally {
        delete process.env.PGPASSFILE;
      }
    });
    test('that are wrong or missing are said so, apart', async () => {
      const wrong = await failure(source(server.url('app', 'ada', 'nonsense')));
      expect([wrong.code, wrong.reason]).toEqual([
        'authentication',
        `wrong password for user ada at 127.0.0.1:${server.port}`,
      ]);
      const missing = await failure(source(server.url('app', 'ada')));
      expect(missing.code).toBe('authentication');
      expect(missing.message).toBe(
        `127.0.0.1:${server.port} wants a password for user ada, and none is set. Set PGPASSWORD or a line in the password file (~/.pgpass), or enter it in VS Code (Enter Password).`,
      );
    });
  });

  test.each([
    ['a database that is not there', 'nowhere', 'postgres', 'database missing', 'has no database nowhere'],
    ['a role that is not there', 'app', 'ghost', 'privilege', 'role "ghost" does not exist'],
    ['a role that may not log in', 'app', 'nologin', 'privilege', 'role "nologin" is not permitted to log in'],
    [
      'a role that may not connect to this database',
      'app',
      'outsider',
      'privilege',
      'permission denied for database "app"',
    ],
    ['a role that pg_hba.conf keeps out', 'app', 'banned', 'privilege', 'pg_hba.conf rejects connection'],
  ])('%s', async (_, name, user, code, part) => {
    const error = await failure(source(server.url(name, user)));
    expect(error.code).toBe(code);
    expect(error.message).toContain(part);
    expect(error.message).toContain(String(server.port));
  });

  describe('SSL', () => {
    const at = (mode: string, user = 'postgres', host = 'localhost', root = '') =>
      source({ host, port: server.port, database: 'app', user, sslmode: mode, ...(root && { sslrootcert: root }) });
    test('is used where the server wants it, and not where it is switched off', async () => {
      await expect(at('prefer', 'tls_only', '127.0.0.1').probe({})).resolves.toBeTruthy();
      await expect(at('require', 'tls_only', '127.0.0.1').probe({})).resolves.toBeTruthy();
      await expect(at('allow', 'tls_only', '127.0.0.1').probe({})).resolves.toBeTruthy();
      const error = await failure(at('disable', 'tls_only', '127.0.0.1'));
      expect(error.code).toBe('ssl');
      expect(error.message).toContain('takes no connection of user tls_only without SSL. Set sslmode to require.');
    });
    test('verify-full wants the right authority and the right name, verify-ca the authority alone', async () => {
      const root = join(folder, 'ca.pem');
      await expect(at('verify-full', 'postgres', 'localhost', root).probe({})).resolves.toBeTruthy();
      await expect(at('verify-ca', 'postgres', '127.0.0.1', root).probe({})).resolves.toBeTruthy();
      expect((await failure(at('verify-full', 'postgres', '127.0.0.1', root))).code).toBe('ssl');
      const unknown = await failure(at('verify-full', 'postgres', 'localhost'));
      expect(unknown.code).toBe('ssl');
      expect(unknown.message).toMatch(/self.signed certificate.*sslrootcert/s);
      expect((await failure(at('verify-ca', 'postgres', 'localhost', '/nowhere.pem'))).message).toContain(
        '/nowhere.pem cannot be read',
      );
    });
  });

  test('a lock is waited for no longer than the statement timeout', async () => {
    const other = await server.connect('app');
    await other.exec('BEGIN; LOCK TABLE pg_catalog.pg_proc IN ACCESS EXCLUSIVE MODE');
    const started = Date.now();
    const error = await failure(source(server.url('app'), {}, { statementTimeoutMs: 500 }));
    await other.exec('ROLLBACK');
    expect(error.code).toBe('timeout');
    expect(Date.now() - started).toBeLessThan(5000);
  });
  test('reading is cancelled at once, on the server too', async () => {
    const other = await server.connect('app');
    await other.exec('BEGIN; LOCK TABLE pg_catalog.pg_proc IN ACCESS EXCLUSIVE MODE');
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 500);
    const started = Date.now();
    const error = await failure(source(server.url('app'), {}, { statementTimeoutMs: 60_000 }), abort.signal);
    expect(error.code).toBe('cancelled');
    expect(Date.now() - started).toBeLessThan(3000);
    await other.exec('ROLLBACK');
    await expect
      .poll(() => database.query(`SELECT count(*)::int FROM pg_stat_activity WHERE application_name = 'DevSchema'`))
      .toEqual([[0]]);
  });
  test('a server that falls silent is not waited for', async () => {
    const sockets: Socket[] = [];
    let queries = 0;
    const proxy = createServer((near) => {
      const far = connect(server.port, '127.0.0.1');
      sockets.push(near, far);
      for (const socket of [near, far]) socket.on('error', () => {});
      far.pipe(near);
      near.on('data', (bytes) => {
        if (bytes[0] === 'Q'.charCodeAt(0)) queries++;
        if (queries < 3) far.write(bytes);
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as { port: number };
    const started = Date.now();
    const error = await failure(
      source(`postgresql://postgres@127.0.0.1:${port}/app?sslmode=disable`, {}, { statementTimeoutMs: 500 }),
    );
    for (const socket of sockets) socket.destroy();
    proxy.close();
    expect([error.code, error.reason]).toEqual(['timeout', `127.0.0.1:${port} stopped answering`]);
    expect(Date.now() - started).toBeLessThan(8000);
  });
  test('several hosts are tried in turn', async () => {
    const dead = await freePort();
    const dev = source(`postgresql://postgres@127.0.0.1:${dead},127.0.0.1:${server.port}/app`);
    await expect(dev.probe({})).resolves.toBeTruthy();
  });
  test('?schema= is what unqualified names mean', async () => {
    const dev = source(`${server.url('app')}?schema=inner_app&pgbouncer=true`);
    expect((await dev.read({})).schema.searchPath).toEqual(['inner_app']);
  });
});

test.skipIf(majors.length === 0)('a server without SSL is used without, unless SSL is asked for', async () => {
  const server = await startServer(majors.at(-1)!);
  try {
    await expect(source(server.url()).probe({})).resolves.toBeTruthy();
    const error = await failure(source(`${server.url()}?sslmode=require`));
    expect(error.code).toBe('ssl');
    expect(error.message).toBe(`127.0.0.1:${server.port} does not support SSL. Set sslmode to prefer or disable.`);
  } finally {
    await server.stop();
  }
});
