import { describe, expect, it } from 'vitest';
import { toolDatabases } from '../../server/src/conventions';
import { connectionCandidates } from '../../server/src/dev/connect/candidates';
import { type ResolveInput, resolveSource } from '../../server/src/dev/connect/configure';
import type { ResolveIo } from '../../server/src/dev/connect/environment';
import { type ConnectionOptions, DevSourceError } from '../../server/src/dev/source';

const machine = (files: Record<string, string> = {}, sockets: string[] = []): ResolveIo => ({
  read: (path) => files[path],
  kind(path) {
    if (sockets.includes(path)) return 'socket';
    if (files[path] !== undefined) return 'file';
    return Object.keys(files).some((file) => file.startsWith(`${path}/`)) ? 'folder' : undefined;
  },
  home: '/home/ada',
  user: 'ada',
  windows: false,
});
const input = (connection: ResolveInput['connection'], env: Record<string, string> = {}): ResolveInput => ({
  connection,
  env,
  folders: ['/srv'],
  connectTimeoutMs: 10_000,
  statementTimeoutMs: 30_000,
});
function database(
  connection: ResolveInput['connection'],
  env: Record<string, string> = {},
  io = machine(),
): Partial<ConnectionOptions> & { label: string; from: string } {
  const config = resolveSource(input(connection, env), io);
  if (config?.kind !== 'database') throw new Error(`not a database: ${config?.kind}`);
  const { connectTimeoutMs, statementTimeoutMs, applicationName, ...rest } = config.connection;
  expect(applicationName).toBe('DevSchema');
  expect(statementTimeoutMs).toBe(30_000);
  expect(connectTimeoutMs).toBeGreaterThan(0);
  return { ...rest, label: config.label, from: config.from };
}
function problem(connection: ResolveInput['connection'], env: Record<string, string> = {}, io = machine()): string {
  try {
    resolveSource(input(connection, env), io);
  } catch (error) {
    expect(error).toBeInstanceOf(DevSourceError);
    expect((error as DevSourceError).code).toBe('configuration');
    return (error as Error).message;
  }
  throw new Error('no problem');
}
it('an address beside another host is no server that is chosen without a word', () => {
  expect(problem('postgres://u@localhost/d?hostaddr=10.0.0.5')).toContain(
    'hostaddr 10.0.0.5 stands beside host localhost',
  );
  expect(database('postgres://u@10.0.0.5/d?hostaddr=10.0.0.5').host).toBe('10.0.0.5');
  expect(database('postgres:///d?hostaddr=10.0.0.5').host).toBe('10.0.0.5');
});
const setting = 'devschema.connection';

describe('a connection URL', () => {
  it.each([
    ['postgres://u:p@h:6543/d', { host: 'h', port: 6543, user: 'u', password: 'p', database: 'd' }],
    ['postgresql://u@h/d', { host: 'h', port: 5432, user: 'u', database: 'd' }],
    ['postgresql://h', { host: 'h', port: 5432, user: 'ada', database: 'ada' }],
    ['postgresql://u@h', { host: 'h', port: 5432, user: 'u', database: 'u' }],
    ['postgresql://u:a%40b%2Fc@h/my%20db', { host: 'h', user: 'u', password: 'a@b/c', database: 'my db' }],
    ['postgresql://u:a@b#c@h/d', { host: 'h', user: 'u', password: 'a@b#c', database: 'd' }],
    ['postgresql://u:100%@h/d', { user: 'u', password: '100%' }],
    ['postgresql://[::1]:5433/d', { host: '::1', port: 5433, database: 'd' }],
    ['postgresql://%2Fvar%2Frun%2Fpg/d', { host: '/var/run/pg', database: 'd' }],
    ['postgresql:///d?host=/tmp&port=5444', { host: '/tmp', port: 5444, database: 'd' }],
    ['postgresql://h/d?sslmode=verify-full&sslrootcert=ca.pem', { sslmode: 'verify-full', sslrootcert: '/srv/ca.pem' }],
    ['postgresql://h/d?ssl=true', { sslmode: 'require' }],
    ['postgresql://h/d?options=-c%20search_path%3Dapp', { options: '-c search_path=app' }],
    ['postgresql://h/d?schema=app&pgbouncer=true&connection_limit=1', { database: 'd', schema: 'app' }],
    ['postgresql://h/d?channel_binding=require&sslmode=require', { database: 'd', sslmode: 'require' }],
    ['postgresql+psycopg2://u:p@h/d', { host: 'h', user: 'u', password: 'p', database: 'd' }],
    ['jdbc:postgresql://h:5433/d?user=u&password=p', { host: 'h', port: 5433, user: 'u', password: 'p' }],
    [
      "host=h port=5433 dbname='my db' user=u password='it\\'s'",
      { host: 'h', port: 5433, database: 'my db', password: "it's" },
    ],
  ])('%s', (url, expected) => {
    expect(database(url)).toMatchObject({ ...expected, from: setting });
  });

  it('may name several hosts', () => {
    expect(database('postgresql://a:1,b:2/d')).toMatchObject({
      host: 'a',
      port: 1,
      alternatives: [{ host: 'b', port: 2 }],
    });
    expect(database('postgresql://a,b/d')).toMatchObject({
      host: 'a',
      port: 5432,
      alternatives: [{ host: 'b', port: 5432 }],
    });
  });
  it('is shown by its database and server alone', () => {
    expect(database('postgresql://u:secret@h:6543/d').label).toBe('d on h:6543');
    expect(database('postgresql:///d?host=/tmp').label).toBe('d on /tmp');
    expect(database('postgresql://[::1]/d').label).toBe('d on [::1]:5432');
  });
  it('without a host means the socket of a server here, where there is one', () => {
    expect(database('postgresql:///d').host).toBe('localhost');
    expect(database('postgresql:///d', {}, machine({}, ['/tmp/.s.PGSQL.5432'])).host).toBe('/tmp');
  });
});

describe('fields', () => {
  it('mean what they say, and may take a value from the environment', () => {
    const fields = { host: 'h', port: 6000, database: 'd', user: `\${env:WHO}`, sslmode: 'require' };
    expect(database(fields, { WHO: 'grace' })).toEqual({
      host: 'h',
      port: 6000,
      database: 'd',
      user: 'grace',
      sslmode: 'require',
      label: 'd on h:6000',
      from: `${setting}, WHO`,
    });
  });
});

describe('what is configured wins', () => {
  const pg = { PGHOST: 'envhost', PGPORT: '7777', PGDATABASE: 'envdb', PGUSER: 'envuser', PGPASSWORD: 'envpass' };
  it('over PG variables, which complete it', () => {
    expect(database('postgresql://h:1/d', pg)).toMatchObject({
      host: 'h',
      port: 1,
      database: 'd',
      user: 'envuser',
      password: 'envpass',
      from: `${setting}, PGUSER, PGPASSWORD`,
    });
  });
  it('and without it PG variables of the process say where dev is', () => {
    expect(database(undefined, pg)).toMatchObject({
      label: 'envdb on envhost:7777',
      from: 'PGHOST, PGPORT, PGDATABASE, PGUSER, PGPASSWORD',
    });
  });
  it('a service is completed by variables, not overruled', () => {
    const io = machine({
      '/home/ada/.pg_service.conf': '# mine\n[other]\nhost=x\n[app]\nhost=svc\nport=5555\ndbname=svcdb\n',
    });
    expect(database('postgresql://?service=app', pg, io)).toMatchObject({
      label: 'svcdb on svc:5555',
      user: 'envuser',
    });
    expect(database(undefined, { PGSERVICE: 'app' }, io)).toMatchObject({
      label: 'svcdb on svc:5555',
      from: 'PGSERVICE',
    });
    expect(problem('postgresql://?service=none', {}, io)).toContain(
      'service none is not defined in /home/ada/.pg_service.conf',
    );
  });
  it('and .env files come after the process, the local ones first', () => {
    const io = machine({
      '/srv/.env': 'DATABASE_URL=postgresql://shared/d\nPGPASSWORD=fromfile\n',
      '/srv/.env.local': 'DATABASE_URL="postgresql://local/d"\n',
    });
    const reference = `\${env:DATABASE_URL}`;
    expect(database(reference, {}, io)).toMatchObject({
      host: 'local',
      password: 'fromfile',
      from: `${setting}, DATABASE_URL in .env.local, PGPASSWORD in .env`,
    });
    expect(database(reference, { DATABASE_URL: 'postgresql://process/d' }, io).host).toBe('process');
  });
  it('values of .env may refer to each other', () => {
    const io = machine({
      '/srv/.env': `DB_HOST=h\nDB_PASS='a$b'\nURL=postgresql://u:\${DB_PASS}@\${DB_HOST}:\${DB_PORT:-5433}/d\n`,
    });
    expect(database(`\${env:URL}`, {}, io)).toMatchObject({ host: 'h', port: 5433, password: 'a$b' });
  });
  it('values of .env that refer to each other without end stay as they are written, and cost no more than their length', () => {
    const many = (what: string, times: number): string => what.repeat(times);
    const io = machine({
      '/srv/.env': [
        `A=${many(`\${B}`, 1000)}`,
        `B=${many(`\${C}`, 1000)}`,
        `C=${many(`\${D}`, 1000)}`,
        `D=${many(`\${E-}`, 1000)}`,
        `UNENDED=${many(`\${X-`, 100_000)}`,
        '\n'.repeat(200_000),
        `URL=postgresql://\${HOST_-h}/d`,
      ].join('\n'),
    });
    const from = process.cpuUsage().user;
    expect(database(`\${env:URL}`, {}, io).host).toBe('h');
    expect((process.cpuUsage().user - from) / 1000).toBeLessThan(2000);
  });
  it('nothing set is nothing, whatever a .env file holds', () => {
    const io = machine({ '/srv/.env': 'DATABASE_URL=postgresql://h/d\nPGHOST=h\n' });
    expect(resolveSource(input(undefined), io)).toBeUndefined();
    expect(resolveSource(input('', { PGUSER: 'u', PGPASSWORD: 'p' }), io)).toBeUndefined();
  });
});

describe('a path', () => {
  const io = machine({
    '/srv/schema.snapshot.json': '{}',
    '/srv/db/schema.sql': '',
    '/srv/db/migrations/1.sql': '',
    '/home/ada/dump.sql': '',
    '/srv/notes.txt': '',
  });
  it.each([
    ['schema.snapshot.json', { kind: 'snapshot', path: '/srv/schema.snapshot.json', label: 'schema.snapshot.json' }],
    ['./db/schema.sql', { kind: 'sql', paths: ['/srv/db/schema.sql'], label: 'db/schema.sql' }],
    ['db/migrations/', { kind: 'sql', paths: ['/srv/db/migrations'], label: 'db/migrations' }],
    ['~/dump.sql', { kind: 'sql', paths: ['/home/ada/dump.sql'], label: '/home/ada/dump.sql' }],
    ['file:///srv/db/schema.sql', { kind: 'sql', paths: ['/srv/db/schema.sql'] }],
  ])('%s', (path, expected) => {
    expect(resolveSource(input(path), io)).toMatchObject({ ...expected, from: setting });
  });
  it('that does not fit is named', () => {
    expect(problem('db/none.sql', {}, io)).toContain('db/none.sql, and there is no such file');
    expect(problem('notes.txt', {}, io)).toContain('notes.txt, which is neither a snapshot (.json) nor SQL (.sql)');
  });
});

describe('a problem never shows a password', () => {
  it.each([
    'postgresql://u:hunter2/x@h/d',
    'postgresql://u:hunter2@h:port/d',
    'postgresql://u:hunter2@h/d?sslmode=sometimes',
    'mysql://u:hunter2@h/d',
    'postgress:/u:hunter2@h/d',
    'u:hunter2@h/d',
    'some/where password=hunter2',
  ])('%s', (text) => {
    const message = problem(text);
    expect(message).not.toContain('hunter2');
    expect(message.length).toBeGreaterThan(20);
  });
  it('and names the variable that is missing', () => {
    expect(problem(`postgresql://u:\${env:NOWHERE}@h/d`)).toBe(
      'devschema.connection uses NOWHERE, which is neither in the environment nor in a .env file',
    );
  });
});

describe('candidates', () => {
  it('are what .env files, services and usual files offer, one for each database, without secrets', () => {
    const io = machine({
      '/srv/.env':
        'DATABASE_URL=postgresql://u:secret@h/app\nDIRECT_URL=postgresql://u:secret@h/app\nSHADOW=postgres://h/shadow\nREDIS_URL=redis://h\n',
      '/home/ada/.pg_service.conf': '[reporting]\nhost=r\ndbname=reports\n',
      '/srv/db/structure.sql': '',
    });
    const { connection: _, ...rest } = input(undefined);
    const found = connectionCandidates(rest, io);
    expect(found).toEqual([
      { label: 'app on h:5432', description: 'DATABASE_URL in .env', setting: `\${env:DATABASE_URL}` },
      { label: 'shadow on h:5432', description: 'SHADOW in .env', setting: `\${env:SHADOW}` },
      { label: 'reports on r:5432', description: 'service reporting', setting: 'postgresql://?service=reporting' },
      { label: 'db/structure.sql', description: 'SQL, run in an embedded PostgreSQL', setting: 'db/structure.sql' },
    ]);
    for (const { setting: value } of found) expect(resolveSource(input(value), io)).toBeDefined();
  });
  it('are found in the files of containers, Supabase, Rails, Prisma, Drizzle and Flyway, without their passwords', () => {
    const io = machine({
      '/srv/.env': 'DB_PORT=5544\n',
      '/srv/docker-compose.yml': `services:
  web:
    image: node:22
    ports: ["3000:3000"]
  db:
    image: "postgis/postgis:17"
    environment:
      - POSTGRES_USER=shop
      - POSTGRES_PASSWORD=secret
    ports:
      - "127.0.0.1:\${DB_PORT:-5432}:5432" # published
  other:
    image: postgres:16
    environment: { POSTGRES_PASSWORD: secret }
`,
      '/srv/compose.yaml': `services:
  pg:
    image: pgvector/pgvector:pg17
    environment:
      POSTGRES_DB: vectors
      POSTGRES_PASSWORD: secret
    ports:
      - 5501:5432
`,
      '/srv/supabase/config.toml': 'project_id = "x"\n[api]\nport = 54321\n[db]\n# the port\nport = 54399\n',
      '/srv/config/database.yml': `default: &default
  adapter: postgresql
  username: rails
development:
  <<: *default
  database: app_development
production:
  url: <%= ENV["DATABASE_URL"] %>
`,
      '/srv/prisma/schema.prisma':
        'datasource db {\n  url = "postgresql://p:secret@db.internal:5433/prisma?schema=x"\n}\n',
      '/srv/drizzle.config.ts':
        "export default { dbCredentials: { url: process.env.X ?? 'postgres://d:secret@localhost/drizzle' } };\n",
      '/srv/flyway.toml':
        '[environments.dev]\nurl = "jdbc:postgresql://localhost:5432/fly"\nuser = "flo"\npassword = "secret"\n',
    });
    const { connection: _, ...rest } = input(undefined);
    const all = connectionCandidates({ ...rest, databases: toolDatabases }, io);
    expect(JSON.stringify(all)).not.toContain('secret');
    expect(all.map(({ description, setting: value }) => `${description}: ${value}`)).toEqual([
      'compose.yaml, service pg: postgresql://postgres@localhost:5501/vectors',
      'docker-compose.yml, service db: postgresql://shop@localhost:5544/shop',
      'prisma/schema.prisma: postgresql://p@db.internal:5433/prisma',
      'drizzle.config.ts: postgresql://d@localhost/drizzle',
      'flyway.toml: postgresql://flo@localhost:5432/fly',
      'supabase/config.toml: postgresql://postgres@localhost:54399/postgres',
      'config/database.yml: postgresql://rails@localhost/app_development',
    ]);
  });
  it('are looked for in files of any kind in no time to speak of', () => {
    const hostile = [
      'services:\n'.concat('  a:\n'.repeat(40_000)),
      `[db]\n${'\n'.repeat(190_000)}`,
      ' '.repeat(199_000),
      '${a:-'.repeat(39_000),
      `development:\n${'  x: &y\n'.repeat(20_000)}`,
    ];
    const names = ['compose.yaml', 'supabase/config.toml', 'config/database.yml', 'schema.prisma', 'flyway.conf'];
    const { connection: _, ...rest } = input(undefined);
    for (const text of hostile) {
      const found = connectionCandidates(
        rest,
        machine(Object.fromEntries(names.map((name) => [`/srv/${name}`, text]))),
      );
      expect(found.every(({ description }) => description === 'supabase/config.toml')).toBe(true);
    }
  });
  it('put PG variables of a .env file together', () => {
    const io = machine({ '/srv/.env': 'PGHOST=h\nPGUSER=u\nPGPASSWORD=secret\nPGDATABASE=app\n' });
    const { connection: _, ...rest } = input(undefined);
    const [found] = connectionCandidates(rest, io);
    expect(found).toMatchObject({ label: 'app on h:5432', description: 'PG variables in .env' });
    expect(JSON.stringify(found)).not.toContain('secret');
    expect(database(found!.setting, {}, io)).toMatchObject({
      host: 'h',
      user: 'u',
      password: 'secret',
      database: 'app',
    });
  });
});
