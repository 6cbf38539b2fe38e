/** A host that the repository names gets no secret that is not the repository's own, unless the user has allowed it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type ResolveInput, resolveSource } from '../../server/src/dev/connect/configure';
import type { ResolveIo } from '../../server/src/dev/connect/environment';
import { findPassword } from '../../server/src/dev/connect/find-password';
import { findPassword as passwordInFile } from '../../server/src/dev/connect/password-file';
import { openSource } from '../../server/src/dev/open';
import {
  type AskPassword,
  type ConnectionOptions,
  DevSourceError,
  type HostQuestion,
} from '../../server/src/dev/source';
import { devAccess } from '../../server/src/host/dev-access';
import { defaultSettings } from '../../server/src/settings';

const machine = (files: Record<string, string> = {}): ResolveIo => ({
  read: (file) => files[file],
  kind: () => undefined,
  home: '/home/ada',
  user: 'ada',
  windows: false,
});
const secrets = { PGPASSWORD: 'hunter2', AWS_SECRET: 'aws' };
const reference = (name: string): string => `\${env:${name}}`;

interface Case {
  readonly by?: 'user' | 'repository';
  readonly env?: Record<string, string>;
  readonly files?: Record<string, string>;
  readonly allowedHosts?: readonly string[];
}
/** The connection, or the error in words. */
function resolved(connection: ResolveInput['connection'], one: Case = {}): ConnectionOptions | string {
  const { by = 'repository', env = {}, files = {}, allowedHosts = [] } = one;
  try {
    const config = resolveSource(
      {
        connection,
        by,
        allowedHosts,
        env: { ...secrets, ...env },
        folders: ['/srv'],
        connectTimeoutMs: 1000,
        statementTimeoutMs: 1000,
      },
      machine(files),
    );
    return config?.kind === 'database' ? config.connection : 'no database';
  } catch (error) {
    expect(error).toBeInstanceOf(DevSourceError);
    return (error as Error).message;
  }
}
/** `host gets password`, what is kept back, or why nothing connects. */
function told(connection: ResolveInput['connection'], one: Case = {}): string {
  const found = resolved(connection, one);
  if (typeof found === 'string') return found;
  const { host, password = 'nothing', stranger } = found;
  return `${host} gets ${password}${stranger ? `, a stranger (${stranger.namedBy}), without ${stranger.secret ?? 'anything'}` : ''}`;
}
const setting = 'devschema.connection';

describe('a password', () => {
  /** Asked for in this order: what is kept for the connection, then the person. */
  const found = async (url: string, kept: string | undefined, refused?: string) => {
    const asked: string[] = [];
    const config = resolved(url, { by: 'user', env: { PGPASSFILE: '/none' } }) as ConnectionOptions;
    const password: AskPassword = async (connection, from) => {
      asked.push(`${connection}${from ? '' : ', a person'}`);
      return from ? kept : undefined;
    };
    const answer = await findPassword(config, { password }, refused).catch((error: Error) => error.constructor.name);
    return { answer, asked };
  };
  const name = 'u@db.example:5432/d';
  it('that was typed with the URL comes before PGPASSWORD, as one in the URL does', async () => {
    expect(await found('postgres://u@db.example/d', 'typed')).toEqual({ answer: 'typed', asked: [name] });
    expect(await found('postgres://u:own@db.example/d', 'typed')).toEqual({ answer: 'own', asked: [] });
    expect(await found('postgres://u@db.example/d', undefined)).toEqual({ answer: 'hunter2', asked: [name] });
  });
  it('that was refused is followed by one that was entered, never by PGPASSWORD, which is for another', async () => {
    expect((await found('postgres://u@db.example/d', 'old', 'old')).answer).toBe('PasswordMissing');
    expect((await found('postgres://u:own@db.example/d', 'new', 'own')).answer).toBe('new');
    expect(await found('postgres://u@db.example/d', undefined, 'hunter2')).toEqual({
      answer: 'PasswordMissing',
      asked: [name, `${name}, a person`],
    });
  });
});

describe('a host that the settings of the repository name', () => {
  const strange = `evil.example gets nothing, a stranger (${setting}), without PGPASSWORD`;
  it.each<[ResolveInput['connection'], Case, string]>([
    ['postgres://evil.example/d', {}, strange],
    ['host=evil.example dbname=d', {}, strange],
    [{ host: 'evil.example' }, {}, strange],
    ['postgres:///d?host=evil.example', {}, strange],
    [
      'postgres://ok@localhost,evil.example/d',
      {},
      `localhost gets nothing, a stranger (${setting}), without PGPASSWORD`,
    ],
    ['hostaddr=203.0.113.7', {}, `203.0.113.7 gets nothing, a stranger (${setting}), without PGPASSWORD`],
    [
      'postgres://localhost.evil.example/d',
      {},
      `localhost.evil.example gets nothing, a stranger (${setting}), without PGPASSWORD`,
    ],
    ['postgres://u:own@evil.example/d', {}, `evil.example gets own, a stranger (${setting}), without anything`],
    // The user's own word for a host, or this machine.
    ['postgres://localhost/d', {}, 'localhost gets hunter2'],
    ['postgres://127.0.0.1:5433/d', {}, '127.0.0.1 gets hunter2'],
    ['postgres://[::1]/d', {}, '::1 gets hunter2'],
    ['postgres:///d?host=/var/run/postgresql', {}, '/var/run/postgresql gets hunter2'],
    ['postgres:///d', {}, 'localhost gets hunter2'],
    ['postgres://evil.example/d', { by: 'user' }, 'evil.example gets hunter2'],
    ['postgres://ci.example/d', { allowedHosts: ['ci.example'] }, 'ci.example gets hunter2'],
    ['postgres://ci.example/d', { env: { DEVSCHEMA_ALLOW_HOSTS: 'a.example, ci.example' } }, 'ci.example gets hunter2'],
    ['postgres:///d', { env: { PGHOST: 'mine.example' } }, 'mine.example gets hunter2'],
    [reference('DATABASE_URL'), { env: { DATABASE_URL: 'postgres://mine.example/d' } }, 'mine.example gets hunter2'],
    [
      `postgres://u:${reference('AWS_SECRET')}@${reference('PGHOST')}/d`,
      { env: { PGHOST: 'mine.example' } },
      'mine.example gets aws',
    ],
    [{ host: reference('DB_HOST') }, { env: { DB_HOST: 'mine.example' } }, 'mine.example gets hunter2'],
  ])('%j %j', (connection, one, expected) => {
    expect(told(connection, one)).toBe(expected);
  });

  it.each<[ResolveInput['connection'], Case]>([
    [`postgres://u:${reference('AWS_SECRET')}@evil.example/d`, {}],
    [`postgres://${reference('AWS_SECRET')}@evil.example/d`, {}],
    [`postgres://evil.example/${reference('AWS_SECRET')}`, {}],
    [`postgres://${reference('AWS_SECRET')}.evil.example/d`, {}],
    [`postgres://evil.example/d?options=${reference('AWS_SECRET')}`, {}],
    [{ host: 'evil.example', password: reference('AWS_SECRET') }, {}],
    [{ password: reference('AWS_SECRET'), host: 'evil.example' }, {}],
    // Variables that hold what a stranger wrote, such as the name of a branch.
    [
      `postgres://u:${reference('AWS_SECRET')}@${reference('GITHUB_HEAD_REF')}/d`,
      { env: { GITHUB_HEAD_REF: 'evil.example' } },
    ],
    [reference('GITHUB_HEAD_REF'), { env: { GITHUB_HEAD_REF: 'host=evil.example' } }],
    // A .env file that is completed from the process.
    [reference('URL'), { files: { '/srv/.env': `URL=postgres://u:\${AWS_SECRET}@evil.example/d` } }],
    [
      `postgres://u:${reference('AWS_SECRET')}@${reference('PGHOST')}/d`,
      { files: { '/srv/.env': 'PGHOST=evil.example' } },
    ],
  ])('gets no variable: %j', (connection, one) => {
    const said = told(connection, one);
    expect(said).toMatch(
      / names the host \S*(evil\.example|env:GITHUB_HEAD_REF)\S*, and \w+.* of the environment is not sent to a host that the repository names\. If it is yours, allow it from outside the repository: --allow-host /,
    );
    expect(said).not.toContain('hunter2');
    if (one.files === undefined)
      expect(told(connection, { ...one, by: 'user', allowedHosts: [] })).not.toContain('is not sent');
  });
});

describe('a host that a .env file names', () => {
  it.each<[string, ResolveInput['connection'], Record<string, string>, string]>([
    [
      'DATABASE_URL=postgres://evil.example/d',
      reference('DATABASE_URL'),
      {},
      'evil.example gets nothing, a stranger (DATABASE_URL in .env), without PGPASSWORD',
    ],
    [
      'DATABASE_URL=postgres://u:own@evil.example/d',
      reference('DATABASE_URL'),
      {},
      'evil.example gets own, a stranger (DATABASE_URL in .env), without anything',
    ],
    [
      'PGHOST=evil.example',
      undefined,
      { PGDATABASE: 'd' },
      'evil.example gets nothing, a stranger (PGHOST in .env), without PGPASSWORD',
    ],
    [
      'PGHOST=evil.example\nPGPASSWORD=own',
      undefined,
      { PGDATABASE: 'd', PGPASSWORD: '' },
      'evil.example gets own, a stranger (PGHOST in .env), without anything',
    ],
    [
      'PGHOSTADDR=203.0.113.7',
      'postgres:///d',
      {},
      '203.0.113.7 gets nothing, a stranger (PGHOSTADDR in .env), without PGPASSWORD',
    ],
    [
      'PGSERVICEFILE=/srv/svc\nPGSERVICE=s',
      'postgres:///',
      {},
      'evil.example gets nothing, a stranger (PGSERVICEFILE in .env), without PGPASSWORD',
    ],
    ['PGHOST=evil.example', 'postgres:///d', { PGHOST: 'mine.example' }, 'mine.example gets hunter2'],
  ])('%s', (text, connection, env, expected) => {
    const files = { '/srv/.env': text, '/srv/svc': '[s]\nhost=evil.example\ndbname=d\n' };
    // The setting may be the user's own: who names the host decides.
    for (const by of ['user', 'repository'] as const) expect(told(connection, { by, env, files })).toBe(expected);
  });
});

describe('a service of the user', () => {
  const files = { '/home/ada/.pg_service.conf': '[app]\nhost=svc.example\npassword=svcpass\ndbname=d\n' };
  it('is used with its password, which goes to no other host', () => {
    expect(told('postgres://?service=app', { files })).toBe('svc.example gets svcpass');
    expect(told('postgres://evil.example/?service=app', { files })).toBe(
      `evil.example gets nothing, a stranger (${setting}), without the password of the service`,
    );
  });
});

describe('the password file', () => {
  const wanted = { host: 'h', port: 5432, database: 'd', user: 'u' };
  it.each([
    ['h:5432:d:u:one', { password: 'one', exact: true }],
    ['*:*:*:*:any', { password: 'any', exact: false }],
    ['# h:5432:d:u:no\nh:*:*:u:a\\:b\\\\c:d', { password: 'a:b\\c:d', exact: true }],
    ['other:5432:d:u:one\n', undefined],
    ['h:5432:d:u:\r\nh:5432:d:u:two\r\n', { password: 'two', exact: true }],
    ['nonsense', undefined],
  ])('%j', (text, expected) => {
    expect(passwordInFile(text, wanted)).toEqual(expected);
  });
});

/** A server that asks for a password in clear and notes what it gets. */
async function thief() {
  const stolen: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    let started = false;
    socket.on('data', (bytes) => {
      if (bytes.length === 8) socket.write('N');
      else if (!started) {
        started = true;
        socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]));
      } else {
        stolen.push(bytes.toString('utf8', 5, bytes.length - 1));
        socket.destroy();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port, stolen, close };
}

describe('over the wire', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'devschema-secrets-'));
  const passwords = path.join(folder, 'pgpass');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  // 127.0.0.1 in another spelling: this machine, and not known to be.
  const host = '127.1';

  type Asked = Pick<Parameters<typeof devAccess>[0], 'password'>;
  async function read(
    env: Record<string, string>,
    allowHost?: (question: HostQuestion) => Promise<boolean>,
    { connectTimeoutMs = 3000, ...asked }: Asked & { connectTimeoutMs?: number } = {},
  ) {
    const { port, stolen, close } = await thief();
    mkdirSync(path.join(folder, 'home'), { recursive: true });
    const files = { list: async () => [], read: () => undefined };
    const access = devAccess({
      files,
      env,
      by: 'repository',
      log: () => {},
      ...(allowHost && { allowHost }),
      ...asked,
    });
    const connection = `postgres://u@${host}:${port}/d`;
    const settings = { ...defaultSettings, connection, connectTimeoutMs };
    const before = process.env.PGPASSFILE;
    process.env.PGPASSFILE = passwords;
    try {
      const config = await access.resolve(settings, [folder]);
      const said = await access
        .open(config!)
        .read({})
        .then(
          () => '',
          (error: Error) => error.message,
        );
      return { stolen, said };
    } finally {
      if (before === undefined) delete process.env.PGPASSFILE;
      else process.env.PGPASSFILE = before;
      close();
    }
  }

  it('nothing of the environment is sent, and what was kept back is said', async () => {
    writeFileSync(passwords, '', { mode: 0o600 });
    const { stolen, said } = await read({ PGPASSWORD: 'hunter2' });
    expect(stolen).toEqual([]);
    expect(said).toMatch(
      /^127\.1:\d+ wants a password for user u, and PGPASSWORD is not sent to 127\.1, a host that the repository names \(devschema\.connection\)\. If it is yours, allow it from outside the repository: --allow-host 127\.1, or DEVSCHEMA_ALLOW_HOSTS=127\.1 in the environment\.$/,
    );
  });
  it('nor a line of the password file that is for any host', async () => {
    writeFileSync(passwords, '*:*:*:*:wild\n', { mode: 0o600 });
    const { stolen, said } = await read({});
    expect(stolen).toEqual([]);
    expect(said).toContain('a line for any host in the password file is not sent to 127.1');
  });
  it('but a line that names the host is the user’s word for it', async () => {
    writeFileSync(passwords, `${host}:*:*:*:mine\n`, { mode: 0o600 });
    expect((await read({})).stolen).toEqual(['mine']);
  });
  it('and what is allowed is sent: by the environment, or by whoever is asked', async () => {
    writeFileSync(passwords, '', { mode: 0o600 });
    expect((await read({ PGPASSWORD: 'hunter2', DEVSCHEMA_ALLOW_HOSTS: host })).stolen).toEqual(['hunter2']);
    const asked: HostQuestion[] = [];
    const answer = (yes: boolean) => async (question: HostQuestion) => {
      asked.push(question);
      return yes;
    };
    expect((await read({ PGPASSWORD: 'hunter2' }, answer(true))).stolen).toEqual(['hunter2']);
    expect((await read({ PGPASSWORD: 'hunter2' }, answer(false))).stolen).toEqual([]);
    expect(asked).toEqual(Array(2).fill({ hosts: host, namedBy: setting, secret: 'PGPASSWORD' }));
  });
  it('while the question stands, it is not the server that does not answer', async () => {
    writeFileSync(passwords, '', { mode: 0o600 });
    const { stolen, said } = await read({ PGPASSWORD: 'hunter2' }, () => new Promise(() => {}), {
      connectTimeoutMs: 200,
    });
    expect(stolen).toEqual([]);
    expect(said).toContain('PGPASSWORD is not sent to 127.1, a host that the repository names (devschema.connection)');
  });
  it('a password may be typed for longer than a server is waited for', async () => {
    writeFileSync(passwords, '', { mode: 0o600 });
    const typed = () => new Promise<string>((resolve) => setTimeout(() => resolve('typed'), 600));
    const { stolen } = await read({}, undefined, { connectTimeoutMs: 200, password: typed });
    expect(stolen).toEqual(['typed']);
  });
  it('a snapshot is opened without any of this', () => {
    const config = { kind: 'snapshot', path: '/nowhere.json', label: 'x', from: 'x' } as const;
    expect(openSource(config, { allowHost: async () => false }).config).toBe(config);
  });
});
