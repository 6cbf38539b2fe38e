/** Reading dev, and looking whether it has changed, runs nothing that is not PostgreSQL's own: the server's log is the witness. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toolTables } from '../../server/src/conventions';
import { resolveSource } from '../../server/src/dev/connect/configure';
import { openSource } from '../../server/src/dev/open';
import type { DevSchema } from '../../server/src/model/dev';
import { availableServers, startServer, type TestDatabase, type TestServer } from '../support/postgres';
import { makeShadows, shadowRan } from './shadows';

/** Everything that has a text that PostgreSQL prints, by names that its path finds. */
const schema = `
  CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN age AS integer CHECK (VALUE > 0);
  CREATE FUNCTION twice(integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1 * 2';
  CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
  CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL, mood mood DEFAULT 'ok', born age CHECK (twice(born) > 2));
  CREATE TABLE posts (id int, author int REFERENCES users) PARTITION BY RANGE (id);
  CREATE TABLE once (id int, EXCLUDE USING btree (id WITH =));
  CREATE VIEW named AS SELECT u.name, u.mood FROM users u WHERE u.mood = 'ok';
  CREATE INDEX doubled ON users (twice(id)); CREATE TRIGGER touched BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();
  CREATE RULE kept AS ON DELETE TO users DO INSTEAD NOTHING;
  ALTER TABLE users ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON users USING (twice(id) > 0);
  CREATE AGGREGATE total (integer) (SFUNC = int4pl, STYPE = integer); CREATE SCHEMA evil`;

describe.each(await availableServers())('PostgreSQL %i', (major) => {
  let server: TestServer;
  let database: TestDatabase;
  let log: string;
  let sent: string;
  let clean: DevSchema;
  const said = (): string => readFileSync(log, 'utf8');
  const open = (user = 'postgres', name = 'app') => {
    const connection = server.url(name, user);
    return openSource(
      resolveSource({ connection, folders: ['/'], env: {}, connectTimeoutMs: 10_000, statementTimeoutMs: 60_000 })!,
      { toolTables },
    );
  };
  /** What was sent by what the product calls itself. */
  const statements = (text: string): string[] =>
    text
      .split(/^(?=[^|\n]*\|LOG: {2})/m)
      .filter((entry) => entry.startsWith('DevSchema|LOG:  statement: '))
      .map((entry) => entry.replace(/^[^:]*:\s+\w+:\s+/, '').trim());

  beforeAll(async () => {
    server = await startServer(major, {
      settings: ['logging_collector = on', `log_filename = 'log'`, `log_statement = 'all'`, `log_line_prefix = '%a|'`],
      prepare: (data) => {
        log = join(data, 'log', 'log');
      },
    });
    database = await server.createDatabase('app');
    await database.exec(schema);
    await database.exec('CREATE ROLE weak LOGIN');
    const before = said().length;
    clean = await open().read({});
    await open().probe({});
    sent = statements(said().slice(before)).join('\n');
  }, 120_000);
  afterAll(async () => server?.stop());

  describe('with a shadow of everything that is sent', () => {
    let started: number;
    beforeAll(async () => {
      const made = await makeShadows(database, 'evil', sent);
      for (const [kind, least] of Object.entries({ functions: 60, operators: 5000, types: 10, relations: 35 }))
        expect([kind, made[kind as keyof typeof made] >= least]).toEqual([kind, true]);
      await database.exec('GRANT USAGE ON SCHEMA evil TO PUBLIC');
      started = said().length;
    }, 120_000);

    test('one would run, if it were found', async () => {
      const other = await server.connect('app');
      const ran = async (sql: string): Promise<string[]> => {
        const before = said().length;
        await other.exec(`SET search_path = evil, pg_catalog, public; ${sql}`);
        await expect.poll(() => said().slice(before)).toContain(`|LOG:  ${shadowRan}`);
        return [
          ...said()
            .slice(before)
            .matchAll(/\|LOG: {2}shadow ran: (.*)/g),
        ].map((match) => match[1]!);
      };
      expect(await ran(`SELECT 'a'::pg_catalog.name !~ 'b'::pg_catalog.name`)).toEqual([
        'an operator of pg_catalog."name" and pg_catalog."name"',
      ]);
      expect(await ran('SELECT FROM pg_class')).toContain('pg_class');
      expect(await ran(`SELECT 'a'::pg_catalog.name::text`)).toContain('a cast to text');
      expect(await ran(`SELECT pg_get_userbyid(10::pg_catalog.oid)`)).toEqual(['pg_get_userbyid']);
      await other.close();
    });

    const paths = [
      'public',
      'evil, public',
      'evil, pg_catalog, public',
      'public, evil, pg_catalog',
      'evil',
      "''",
      `"a\\b'c", evil, public`,
      '"$user", pg_temp, evil, public',
    ];
    test.each(paths)('none is: search_path = %s', async (path) => {
      for (const user of ['postgres', 'weak'])
        for (const whose of [`ROLE ${user}`, 'DATABASE app']) {
          await database.exec(`ALTER ${whose} SET search_path = ${path}`);
          const dev = open(user);
          const read = await dev.read({});
          expect(await dev.probe({})).toBe(read.fingerprint);
          expect(read.schema.unknown).toEqual([]);
          expect([...read.schema.tables.keys()]).toEqual([...clean.schema.tables.keys()]);
          // A path with the schema of the tables in it finds the same names.
          if (path === 'public')
            for (const part of ['tables', 'types', 'indexes', 'sequences'] as const)
              expect(own(read, part)).toEqual(own(clean, part));
          await database.exec(`ALTER ${whose} RESET search_path`);
        }
      expect(said().slice(started)).not.toMatch(/^DevSchema\|LOG: {2}shadow ran/m);
    });
    const own = (dev: DevSchema, part: 'tables' | 'types' | 'indexes' | 'sequences'): unknown[] =>
      [...dev.schema[part]].filter(([key]) => key.startsWith('public\0')).map(([, one]) => one);
  });

  describe('a migration tool’s table', () => {
    const hostile = `
      CREATE FUNCTION ran(text) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN RAISE LOG '${shadowRan}%', $1; RETURN true; END $$;
      CREATE TYPE evil AS (a int);
      CREATE FUNCTION evil_text(evil) RETURNS text LANGUAGE plpgsql AS $$ BEGIN PERFORM public.ran('cast'); RETURN '1'; END $$;
      CREATE CAST (evil AS text) WITH FUNCTION evil_text(evil);
      CREATE DOMAIN worded AS varchar CHECK (ran('domain'))`;
    const safe = 'CREATE TABLE pgmigrations (id int, name text, run_on timestamp); INSERT INTO pgmigrations';
    const rows = `VALUES (1, 'a', '2024-01-01')`;
    const why = (reason: string, table = 'public.pgmigrations') =>
      `which migrations have run: ${table} is not read: ${reason}, and reading it could run what others wrote`;
    const part = `an index, constraint or statistics of it uses what is not PostgreSQL's own`;
    test.each<[string, string, string]>([
      [
        'a type with a cast',
        'CREATE TABLE schema_version (version evil); INSERT INTO schema_version VALUES (row(1))',
        why(`the type of version is not one of PostgreSQL's own`, 'public.schema_version'),
      ],
      [
        'a domain',
        `CREATE TABLE schema_migration (version worded)`,
        why(`the type of version is not one of PostgreSQL's own`, 'public.schema_migration'),
      ],
      [
        'a view',
        `CREATE VIEW pgmigrations AS SELECT 1 AS id, 'a'::text AS name, now() AS run_on WHERE ran('view')`,
        why('it is a view'),
      ],
      [
        'a materialized view',
        `CREATE MATERIALIZED VIEW pgmigrations AS SELECT 1 AS id, 'a'::text AS name, now() AS run_on`,
        why('it is a materialized view'),
      ],
      [
        'a foreign table',
        'CREATE FOREIGN DATA WRAPPER f; CREATE SERVER s FOREIGN DATA WRAPPER f; CREATE FOREIGN TABLE pgmigrations (id int, name text, run_on timestamp) SERVER s',
        why('it is a foreign table'),
      ],
      [
        'partitions',
        'CREATE TABLE pgmigrations (id int, name text, run_on timestamp) PARTITION BY LIST (id)',
        why('it is partitioned'),
      ],
      [
        'row security',
        `${safe} ${rows}; ALTER TABLE pgmigrations ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON pgmigrations USING (ran('policy'))`,
        why('it has row security'),
      ],
      ['rules', `${safe} ${rows}; CREATE RULE r AS ON UPDATE TO pgmigrations DO INSTEAD NOTHING`, why('it has rules')],
      [
        'children',
        `${safe} ${rows}; CREATE TABLE more () INHERITS (pgmigrations)`,
        why('it inherits or is inherited from'),
      ],
      ['an index', `${safe} ${rows}; CREATE INDEX ON pgmigrations ((ran('index')))`, why(part)],
      ['a partial index', `${safe} ${rows}; CREATE INDEX ON pgmigrations (id) WHERE ran('predicate')`, why(part)],
      ['a check', `${safe} ${rows}; ALTER TABLE pgmigrations ADD CHECK (ran('check'))`, why(part)],
      ...(major >= 14
        ? [
            [
              'statistics',
              `${safe} ${rows}; CREATE STATISTICS s ON (ran('statistics')), id FROM pgmigrations`,
              why(part),
            ] as [string, string, string],
          ]
        : []),
      ...(major >= 18
        ? [
            [
              'a column that is worked out',
              `${safe} ${rows}; ALTER TABLE pgmigrations ADD v int GENERATED ALWAYS AS (id + 1)`,
              why('it has columns that are worked out when they are read'),
            ] as [string, string, string],
          ]
        : []),
    ])('with %s is left alone, which is said', async (_, sql, reason) => {
      const other = await server.createDatabase();
      await other.exec(`${hostile}; ${sql}; GRANT SELECT ON ALL TABLES IN SCHEMA public TO weak`);
      const before = said().length;
      for (const user of ['postgres', 'weak']) {
        const read = await open(user, other.name).read({});
        expect(await open(user, other.name).probe({})).toBe(read.fingerprint);
        expect(read.applied).toEqual([]);
        expect(read.schema.unknown.map((one) => one.reason)).toEqual([reason]);
      }
      expect(said().slice(before)).not.toMatch(/^DevSchema\|LOG: {2}shadow ran/m);
      await other.drop();
    });
    test('of plain columns is read, whatever else it has', async () => {
      const other = await server.createDatabase();
      await other.exec(`${hostile};
        CREATE SCHEMA "$& $' x"; CREATE TABLE "$& $' x".pgmigrations (id serial PRIMARY KEY, name varchar(255) NOT NULL CHECK (name <> ''), run_on timestamp NOT NULL, own evil);
        CREATE UNIQUE INDEX ON "$& $' x".pgmigrations ((name IS NOT NULL), lower(name)); INSERT INTO "$& $' x".pgmigrations (name, run_on) VALUES ('1', now())`);
      const read = await open('postgres', other.name).read({});
      expect(read.applied).toEqual([
        { tool: 'node-pg-migrate', table: `$& $' x.pgmigrations`, entries: [{ id: '1' }] },
      ]);
      expect(read.schema.unknown).toEqual([]);
      await other.drop();
    });
  });
});
