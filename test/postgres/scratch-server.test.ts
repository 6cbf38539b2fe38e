/** Migrations run in a database that is made for it on a server that the user names. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scratchServer } from '../../server/src/dev/connect/scratch-database';
import { openSource } from '../../server/src/dev/open';
import { devAccess } from '../../server/src/host/dev-access';
import { disk } from '../../server/src/host/disk';
import type { DevSchema } from '../../server/src/model/dev';
import { defaultSettings } from '../../server/src/settings';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { verifyMigration } from '../../server/src/verify/verify';
import { WarmScratch } from '../../server/src/verify/warm';
import { startServer, type TestDatabase, type TestServer, wantedServers } from '../support/postgres';
import { embeddedScript } from '../support/postgres-embedded';

const timeouts = { connectTimeoutMs: 10_000, statementTimeoutMs: 30_000 };
function connectionOf(url: string) {
  const { hostname: host, port, pathname, username: user } = new URL(url);
  return { host, port: Number(port), database: pathname.slice(1), user, ...timeouts, applicationName: 'test' };
}
const accessTo = (more: Partial<Parameters<typeof devAccess>[0]> = {}) =>
  devAccess({ files: disk, env: {}, log: () => {}, ...more });
const settingsOf = (scratch: string) => ({ ...defaultSettings, scratch });

beforeAll(loadParser);

describe.each(await wantedServers())('on PostgreSQL $major', ({ major, problem }) => {
  let server: TestServer;
  let admin: TestDatabase;
  let dev: DevSchema;
  let devUrl: string;
  beforeAll(async () => {
    if (problem !== undefined) return;
    server = await startServer(major);
    admin = await server.connect('postgres');
    const database = await server.createDatabase('dev');
    // What the embedded PostgreSQL has no files of.
    await database.exec(`CREATE EXTENSION pgstattuple; CREATE TABLE users (id int PRIMARY KEY, name text);
      CREATE VIEW sizes AS SELECT * FROM pgstattuple('users'::regclass)`);
    devUrl = database.url;
    const connection = connectionOf(devUrl);
    dev = await openSource({ kind: 'database', connection, label: 'dev', from: 'test' }).read({});
    await database.close();
  }, 120_000);
  afterAll(async () => {
    await admin?.close();
    await server?.stop();
  });
  const named = () => scratchServer(connectionOf(server.url('postgres')), {});
  const scratches = async () =>
    (await admin.query(`SELECT datname::text FROM pg_database WHERE datname LIKE 'devschema%' ORDER BY 1`)).flat();
  const filesOf = (sql: string) => [{ document: parseDocument('a.sql', 0, sql), standing: 'pending' as const }];
  const verify = (sql: string) => verifyMigration({ files: filesOf(sql), dev, server: named() });

  test('what its extensions bring is proved, and by name not known in the embedded one', async (context) => {
    if (problem !== undefined) context.skip(problem);
    const sql = `CREATE VIEW dead AS SELECT dead_tuple_count FROM pgstattuple('users'::regclass);
      ALTER TABLE users ADD COLUMN email text; CREATE INDEX CONCURRENTLY ON users (email);`;
    const result = await verify(sql);
    expect(result.missing).toEqual([]);
    expect(result.version).toMatch(new RegExp(`^${major}\\.\\d+$`));
    expect(result.files.map(({ outcome, base }) => [outcome, base])).toEqual([['proved', 'dev']]);
    expect(result.schema!.views.has('public\0dead')).toBe(true);
    const embedded = await verifyMigration({ files: filesOf(sql), dev, embeddedScript: await embeddedScript() });
    expect(embedded.files[0]!.outcome).toBe('not known');
    expect(embedded.files[0]!.notKnown[0]!.reason).toContain(
      'the embedded PostgreSQL lacks the extension pgstattuple, which may bring it',
    );
    expect(await scratches()).toEqual([]);
  }, 60_000);

  test('its refusal stands at its place; what is about the whole server is not run there', async (context) => {
    if (problem !== undefined) context.skip(problem);
    const [file] = (await verify('ALTER TABLE users ADD COLUMN a int;\nSELECT 1 / 0;')).files;
    expect(file!.refusals.map(({ message }) => message)).toEqual(['division by zero']);
    const whole = `-- first
      CREATE ROLE devschema_nobody; GRANT pg_monitor TO postgres; ALTER SYSTEM SET work_mem = '1MB';
      COMMENT ON ROLE postgres IS 'me'; CREATE DATABASE devschema_other; ALTER TABLE users OWNER TO devschema_nobody;`;
    const [other] = (await verify(whole)).files;
    expect(other!.outcome).toBe('not known');
    expect(other!.notKnown.map(({ reason }) => reason.replace(/ \S+:\d+/, ''))).toEqual([
      ...Array(5).fill(
        'the scratch server cannot run it: it is about a whole server and not a database of it: it is not run on a server of others',
      ),
      'the scratch server has no such role: role "devschema_nobody" does not exist',
    ]);
    // What a block makes of the server is undone; what it changes there is not run.
    const blocks = `DO $$ BEGIN CREATE ROLE "Devschema made"; GRANT SELECT ON users TO "Devschema made"; END $$;
      DO $$ BEGIN EXECUTE 'CREATE ' || 'ROLE devschema_built'; END $$;
      DO $$ BEGIN ALTER ROLE postgres SET work_mem = '1MB'; END $$;`;
    const [block] = (await verify(blocks)).files;
    expect(block!.refusals).toEqual([]);
    expect(block!.notKnown.at(-1)?.reason).toContain('it is not run on a server of others');
    expect(await admin.query(`SELECT FROM pg_roles WHERE rolname ILIKE 'devschema%'`)).toEqual([]);
    expect(await admin.query('SELECT FROM pg_db_role_setting WHERE setdatabase = 0')).toEqual([]);
    expect(await scratches()).toEqual([]);
  }, 60_000);

  test('it is dropped when a run is given up, and when what was kept is idle', async (context) => {
    if (problem !== undefined) context.skip(problem);
    const cancel = new AbortController();
    const files = filesOf('SELECT pg_sleep(60);');
    const running = verifyMigration({ files, dev, server: named(), signal: cancel.signal });
    await expect.poll(scratches, { timeout: 20_000 }).toHaveLength(1);
    await expect
      .poll(() =>
        admin.query(`SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)%' AND pid <> pg_backend_pid()`),
      )
      .toHaveLength(1);
    cancel.abort();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    await expect.poll(scratches).toEqual([]);

    const warm = new WarmScratch({ idleMs: 300, starting: () => ({ report() {}, done() {} }) });
    const signal = new AbortController().signal;
    const run = async (sql: string) =>
      (await warm.run({ files: filesOf(sql), dev, server: named() }, signal)).files[0]!.outcome;
    expect(await run('ALTER TABLE users ADD COLUMN a int;')).toBe('proved');
    const [first] = await scratches();
    expect(await run('ALTER TABLE users ADD COLUMN a int; SELECT 1;')).toBe('proved');
    expect(await scratches()).toEqual([first]);
    await expect.poll(scratches).toEqual([]);
    expect(await run('CREATE INDEX CONCURRENTLY ON users (name);')).toBe('proved');
    await warm.close();
    await expect.poll(scratches).toEqual([]);
  }, 90_000);

  test('what a killed process has left is dropped by the next, and nothing else', async (context) => {
    if (problem !== undefined) context.skip(problem);
    const name = (madeAt: number) => `devschema_scratch_${madeAt.toString(16)}_0123456789ab`;
    const [old, used, young] = [Date.now() - 600_000, Date.now() - 700_000, Date.now()].map(name) as [
      string,
      string,
      string,
    ];
    for (const one of [old, used, young, 'devschema_scratch_mine']) await admin.exec(`CREATE DATABASE ${one}`);
    const user = await server.connect(used);
    await verify('SELECT 1;');
    expect(await scratches()).toEqual(['devschema_scratch_mine', used, young].sort());
    await user.close();
    for (const one of ['devschema_scratch_mine', used, young]) await admin.exec(`DROP DATABASE ${one} WITH (FORCE)`);
  }, 60_000);

  test('dev is never it, and a role that may make no database is told so', async (context) => {
    if (problem !== undefined) context.skip(problem);
    const devConfig = { kind: 'database', connection: connectionOf(devUrl), label: 'dev', from: 'test' } as const;
    const said: string[] = [];
    const access = accessTo({ log: (message) => said.push(message) });
    await expect(access.scratchServer!(settingsOf(devUrl), [], [devConfig])).rejects.toThrow(
      'which migrations are never run in. Name another database of a server',
    );
    const beside = await access.scratchServer!(settingsOf(server.url('postgres')), [], [devConfig]);
    expect(said).toEqual([beside!.note]);
    expect(beside!.note).toContain('the server that dev is on');
    await admin.exec('CREATE ROLE devless LOGIN');
    const weak = scratchServer(connectionOf(server.url('postgres', 'devless')), {});
    await expect(verifyMigration({ files: filesOf('SELECT 1;'), dev, server: weak })).rejects.toThrow(
      'the role devless needs CREATEDB',
    );
    await admin.exec('DROP ROLE devless');
  }, 60_000);
});

test('a host that the repository names gets no secret of the environment for it, unless the user allows it', async () => {
  const scratch = `postgresql://me:$\{env:TOKEN}@db.example/postgres`;
  const env = { TOKEN: 'secret' };
  await expect(accessTo({ env, by: 'repository' }).scratchServer!(settingsOf(scratch), [], [])).rejects.toThrow(
    'devschema.verify.scratch names the host db.example, and TOKEN of the environment is not sent',
  );
  const asked: unknown[] = [];
  const allowHost = async (question: unknown) => asked.push(question) > 0;
  const allowed = await accessTo({ env, by: 'repository', allowHost }).scratchServer!(settingsOf(scratch), [], []);
  expect(allowed?.name).toBe('db.example:5432');
  expect(asked).toEqual([
    expect.objectContaining({ hosts: 'db.example', secret: 'TOKEN' }),
    { hosts: 'db.example', namedBy: 'devschema.verify.scratch' },
  ]);
  await expect(accessTo().scratchServer!(settingsOf('dev.json'), [], [])).rejects.toThrow('verify.scratch');
});

test('SQL of a repository runs on no server that the repository names, not even here, unless the user allows it', async () => {
  const settings = { ...settingsOf('postgresql://me@127.0.0.1/postgres'), fromProject: new Set(['verify.scratch']) };
  const said: string[] = [];
  const access = accessTo({ say: (message) => said.push(message) });
  expect(await access.scratchServer!(settings, [], [])).toBeUndefined();
  expect(said.join()).toContain('verify.scratch in devschema.json names 127.0.0.1');
  let asked = 0;
  const refusing = accessTo({ allowHost: async () => asked++ > 0 });
  for (let run = 0; run < 3; run++) expect(await refusing.scratchServer!(settings, [], [])).toBeUndefined();
  expect(asked).toBe(1);
  const named = accessTo({ scratch: { from: '--scratch', by: 'user' } });
  expect((await named.scratchServer!(settings, [], []))?.name).toBe('127.0.0.1:5432');
});
