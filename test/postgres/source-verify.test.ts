/** Migrations run over dev's schema in a scratch PostgreSQL. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { limitRuns } from '../../server/src/dev/embedded/limits';
import { openSource } from '../../server/src/dev/open';
import type { Standing } from '../../server/src/fold/folded';
import { foldHistory } from '../../server/src/fold/history';
import { readDevFiles } from '../../server/src/host/dev-files';
import { disk } from '../../server/src/host/disk';
import type { DevSchema } from '../../server/src/model/dev';
import { emptySchema } from '../../server/src/model/schema';
import { defaultSettings } from '../../server/src/settings';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import type { VerifyResult } from '../../server/src/verify/result';
import { asSent } from '../../server/src/verify/sender';
import { verifyMigration } from '../../server/src/verify/verify';
import { WarmScratch } from '../../server/src/verify/warm';
import type { FileSystem } from '../../server/src/workspace/files';
import { embeddedScript } from '../support/postgres-embedded';

let script: string;
let dev: DevSchema;
/** Made once for runs on one dev, one after the other: a start takes longer than all that they do. */
let warm: WarmScratch;
async function devOf(sql: string): Promise<DevSchema> {
  const files: FileSystem = { ...disk, read: () => sql };
  const config = { kind: 'sql', paths: ['/dev.sql'], label: 'dev.sql', from: 'test' } as const;
  const readSql = (paths: readonly string[]) => readDevFiles(paths, files, '/', { folders: [], tool: 'auto' });
  return openSource(config, { readSql, embeddedScript: script }).read({});
}
beforeAll(async () => {
  await loadParser();
  script = await embeddedScript();
  warm = new WarmScratch({ script, starting: () => ({ report() {}, done() {} }) });
  dev = await devOf(`
    CREATE EXTENSION citext; CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE TABLE users (id serial PRIMARY KEY, email citext NOT NULL UNIQUE, mood mood);
    CREATE TABLE "Odd name" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id integer REFERENCES users (id));
    CREATE INDEX odd_user ON "Odd name" (user_id);
    CREATE VIEW happy AS SELECT id FROM users WHERE mood = 'ok'`);
}, 60_000);
afterAll(() => warm.close());

const filesOf = (sql: string | readonly string[], standing: Standing = 'pending') =>
  [sql].flat().map((text, index) => ({ document: parseDocument(`${index}.sql`, 0, text), standing }));
async function verify(sql: string | readonly string[], standing?: Standing, of = dev): Promise<VerifyResult> {
  return warm.run({ files: filesOf(sql, standing), dev: of }, new AbortController().signal);
}
/** What is refused, and the text it points to. */
const refused = (result: VerifyResult) =>
  result.files.flatMap(({ document, refusals }) =>
    refusals.map(({ message, range }) => [document.text.slice(range.start, range.end), message]),
  );

test('a migration that runs makes the schema it says, and dev’s own is all there', async () => {
  const files = filesOf('ALTER TABLE users ADD COLUMN name text;\nCREATE INDEX ON "Odd name" (id, user_id);');
  const result = await verifyMigration({ files, dev, embeddedScript: script });
  expect(result.missing).toEqual([]);
  expect(refused(result)).toEqual([]);
  expect(result.files[0]?.ran).toBe(2);
  expect([...result.schema!.tables.keys()].sort()).toEqual(['public\0Odd name', 'public\0users']);
  expect(result.schema!.tables.get('public\0users')?.columns.map((one) => one.name)).toEqual([
    'id',
    'email',
    'mood',
    'name',
  ]);
  expect(result.schema!.views.has('public\0happy')).toBe(true);
  expect(result.schema!.indexes.size).toBe(2);
});

describe('what PostgreSQL refuses is said at its place', () => {
  test.each([
    ["-- 😀\nALTER TABLE users ADD a int;\nSELECT '😀', nme FROM users;", 'nme', 'column "nme" does not exist'],
    ['CREATE TABLE u (a int,);', ')', 'syntax error at or near ")"'],
    ['ALTER TABLE users ADD a int\n\nALTER TABLE users ADD b int;', 'ALTER', 'syntax error at or near "ALTER"'],
    ['DROP TABLE users;', 'users', 'cannot drop table users because other objects depend on it'],
  ])('%s', async (sql, place, message) => {
    expect(refused(await verify(sql))).toEqual([[place, expect.stringContaining(message)]]);
  });
  test('and nothing after it is said to have run', async () => {
    const files = filesOf(['CREATE TABLE a (x int); CREATE TABLE a (y int); CREATE TABLE b ();', 'DROP TABLE b;']);
    const result = await verifyMigration({ files, dev, embeddedScript: script });
    expect(result.schema).toBeUndefined();
    expect(result.files.map((file) => [file.ran, file.refusals.length, file.notKnown.length])).toEqual([
      [1, 1, 1],
      [0, 0, 1],
    ]);
    expect(result.files[1]?.notKnown[0]?.reason).toBe('a statement before it is refused');
  });
});

test('what is sent in one message is told statement by statement', async () => {
  const skips = await verify(
    'CREATE TABLE one (id int);\nCREATE TABLE IF NOT EXISTS users (id int);\n;\nCREATE TABLE two (id int);',
  );
  const [{ document, notKnown }] = skips.files as [(typeof skips.files)[0]];
  expect(notKnown.map(({ range, reason }) => [document.text.slice(range.start, range.end), reason])).toEqual([
    ['CREATE TABLE IF NOT EXISTS users (id int)', 'PostgreSQL skips it: relation "users" already exists'],
  ]);
  const last = await verify('CREATE TABLE one (id int);\nSELECT id FROM one;\nSELECT nothing FROM one;');
  expect(refused(last)).toEqual([['nothing', expect.stringContaining('column "nothing" does not exist')]]);
});

test('a session goes back to the authorization of its start', async () => {
  const back = 'CREATE TABLE in_a_schema_of_others (id int);';
  for (const reset of ['RESET SESSION AUTHORIZATION', 'SET SESSION AUTHORIZATION DEFAULT'])
    expect(
      refused(await verify(`CREATE ROLE another;\nSET SESSION AUTHORIZATION another;\n${reset};\n${back}`)),
    ).toEqual([]);
});

test('a file that has run is not run again, and what the embedded server lacks is not a file’s fault', async () => {
  const ran = { document: parseDocument('1.sql', 0, 'CREATE TABLE users (id int);'), standing: 'applied' } as const;
  const lacks = 'CREATE EXTENSION postgis;\nCREATE TABLE ok (a int);';
  const pending = { document: parseDocument('2.sql', 0, lacks), standing: 'pending' } as const;
  const result = await verifyMigration({ files: [ran, pending], dev, embeddedScript: script });
  expect(refused(result)).toEqual([]);
  expect(result.files.map((file) => [file.ran, file.notKnown.map((one) => one.reason)])).toEqual([
    [0, ['it has run in dev already']],
    [1, [expect.stringContaining('extension "postgis" is not available')]],
  ]);
});

describe('a loose file that makes what dev has runs on dev without it, and is held against it', () => {
  const differing = (result: VerifyResult) =>
    result.files.flatMap(({ document, differences, others }) => [
      ...differences.map((one) => {
        const start = document.statements[one.origin.statement]!.range.start;
        return [one.what, document.text.slice(start + one.origin.start, start + one.origin.end)];
      }),
      ...others.map(({ range, message }) => [message, document.text.slice(range.start, range.end)]),
    ]);

  test.each([
    ['a constraint of another kind', 'ALTER TABLE users ADD CONSTRAINT users_pkey CHECK (id > 0)'],
    ['an index on another table', 'CREATE INDEX odd_user ON users (mood)'],
  ])('the name alone, of %s, proves nothing', async (_, sql) => {
    const [file] = (await verify(sql, 'loose')).files;
    expect([file!.outcome, file!.isUnproved]).toEqual(['not known', true]);
    expect(file!.notKnown[0]!.reason).toMatch(/^dev has it already: .* already exists$/);
  });
  test('the near-miss: what IF NOT EXISTS would skip is told column by column', async () => {
    const folder = join(import.meta.dirname, '../workspaces/bazaar');
    const bazaar = await devOf(readFileSync(join(folder, 'dev/schema.sql'), 'utf8'));
    const draft = readFileSync(join(folder, 'migrations/brand_extraction.sql'), 'utf8');
    const result = await verify(draft, 'loose', bazaar);
    const [file] = result.files;
    expect(file).toMatchObject({ outcome: 'differs', base: 'dev without public."bazaar-vid_brand_extraction"' });
    const missing = file!.differences.find((one) => one.what === 'missing columns');
    expect(missing?.columns.map(({ name }) => name)).toHaveLength(16);
    const counted = (kind: string) => file!.differences.filter(({ what }) => what === kind).length;
    expect([counted('constraint'), counted('index'), counted('extra column')]).toEqual([1, 8, 9]);
    const proved = await verify(readFileSync(join(folder, 'dev/schema.sql'), 'utf8'), 'loose', bazaar);
    expect(proved.files[0]).toMatchObject({ outcome: 'proved', notKnown: [], differences: [] });
    expect(proved.version).toMatch(/^18\./);
  });

  const users = 'CREATE TABLE IF NOT EXISTS users (id serial PRIMARY KEY, email citext NOT NULL UNIQUE, mood mood);';
  test.each([
    [
      'all of it as dev has it',
      `CREATE TYPE mood AS ENUM ('sad', 'ok'); ${users}
       ALTER TABLE "Odd name" ADD COLUMN IF NOT EXISTS user_id integer REFERENCES users (id);
       CREATE INDEX IF NOT EXISTS odd_user ON "Odd name" (user_id);
       CREATE VIEW happy AS SELECT id FROM users WHERE mood = 'ok';`,
      [],
    ],
    [
      'all of it otherwise',
      `DO $$ BEGIN CREATE TYPE mood AS ENUM ('sad', 'glad', 'ok'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
       CREATE TABLE IF NOT EXISTS users (id serial PRIMARY KEY, email text NOT NULL UNIQUE, mood mood);
       ALTER TABLE "Odd name" ADD COLUMN IF NOT EXISTS user_id bigint;
       CREATE INDEX IF NOT EXISTS odd_user ON "Odd name" (id);
       CREATE VIEW happy AS SELECT id FROM users WHERE mood = 'sad';`,
      [
        ['enum values', "'glad'"],
        ['column', 'text'],
        ['column', 'bigint'],
        ['index', 'id'],
        ['view public.happy is not as dev has it.', 'happy'],
      ],
    ],
    [
      'what it adds to a table that it makes as dev has it, and what it replaces, is new',
      `${users} ALTER TABLE users ADD COLUMN name text; CREATE INDEX users_name ON users (name);
       CREATE OR REPLACE VIEW happy AS SELECT id FROM users;
       DROP INDEX odd_user; CREATE INDEX odd_user ON "Odd name" (id);
       ALTER TABLE "Odd name" DROP CONSTRAINT "Odd name_user_id_fkey",
         ADD CONSTRAINT "Odd name_user_id_fkey" FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;`,
      [],
    ],
    [
      'triggers, policies and partitions too',
      `CREATE TABLE "Odd name" (id uuid DEFAULT gen_random_uuid(), user_id integer REFERENCES users (id)) PARTITION BY HASH (id);
       ALTER TABLE "Odd name" ADD CONSTRAINT "Odd name_pkey" PRIMARY KEY (id); CREATE INDEX odd_user ON "Odd name" (user_id);
       ALTER TABLE "Odd name" ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON "Odd name" USING (true);`,
      [
        ['public."Odd name": table in dev, partitioned table here.', '"Odd name"'],
        ['public."Odd name": not partitioned in dev, partitioned by HASH (id) here.', '"Odd name"'],
        ['public."Odd name": row security disabled in dev, row security enabled here.', '"Odd name"'],
        ['public."Odd name" has no policy p in dev.', '"Odd name"'],
      ],
    ],
    [
      'a table that is dropped if it exists and made again is held against dev all the same',
      'DROP TABLE IF EXISTS "Odd name"; CREATE TABLE "Odd name" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id text);',
      [
        ['constraint', '"Odd name"'],
        ['index', '"Odd name"'],
        ['column', 'text'],
      ],
    ],
  ])('%s', async (_, sql, expected) => {
    const result = await verify(sql, 'loose');
    expect(refused(result)).toEqual([]);
    expect(differing(result)).toEqual(expected);
    const outcome = expected.length === 0 ? 'proved' : 'differs';
    expect(result.files.map((file) => [file.outcome, file.notKnown])).toEqual([[outcome, []]]);
  });

  describe('what a DO block makes unless it is there is made, and held against dev', () => {
    const unless = (catalog: string, column: string, name: string, statement: string) =>
      `DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.${catalog} WHERE ${column} = '${name}') THEN ${statement}; END IF; END $$;`;
    const unlessDuplicate = (statement: string) =>
      `DO $$ BEGIN ${statement}; EXCEPTION WHEN duplicate_object OR duplicate_table THEN NULL; END $$;`;
    let guarded: DevSchema;
    beforeAll(async () => {
      guarded = await devOf(`CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN pos AS integer CHECK (VALUE > 0);
        CREATE SEQUENCE numbers INCREMENT 2; CREATE TABLE t (id integer CONSTRAINT t_id PRIMARY KEY, m mood, n pos);
        CREATE INDEX t_n ON t (n); CREATE VIEW v AS SELECT id FROM t; CREATE MATERIALIZED VIEW mv AS SELECT id FROM t;
        CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER tg BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf();
        CREATE POLICY p ON t USING (id > 0); CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;`);
    });
    const makers: [string, string, string, string, string][] = [
      [
        'pg_type',
        'typname',
        'mood',
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "CREATE TYPE mood AS ENUM ('sad', 'no')",
      ],
      ['pg_type', 'typname', 'pos', 'CREATE DOMAIN pos AS integer CHECK (VALUE > 0)', 'CREATE DOMAIN pos AS text'],
      ['pg_class', 'relname', 'numbers', 'CREATE SEQUENCE numbers INCREMENT 2', 'CREATE SEQUENCE numbers INCREMENT 3'],
      ['pg_class', 'relname', 't_n', 'CREATE INDEX t_n ON t (n)', 'CREATE INDEX t_n ON t (m)'],
      ['pg_class', 'relname', 'v', 'CREATE VIEW v AS SELECT id FROM t', 'CREATE VIEW v AS SELECT m FROM t'],
      [
        'pg_class',
        'relname',
        'mv',
        'CREATE MATERIALIZED VIEW mv AS SELECT id FROM t',
        'CREATE MATERIALIZED VIEW mv AS SELECT m FROM t',
      ],
      [
        'pg_constraint',
        'conname',
        't_id',
        'ALTER TABLE t ADD CONSTRAINT t_id PRIMARY KEY (id)',
        'ALTER TABLE t ADD CONSTRAINT t_id PRIMARY KEY (n)',
      ],
      [
        'pg_trigger',
        'tgname',
        'tg',
        'CREATE TRIGGER tg BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf()',
        'CREATE TRIGGER tg AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf()',
      ],
      ['pg_policies', 'policyname', 'p', 'CREATE POLICY p ON t USING (id > 0)', 'CREATE POLICY p ON t USING (id > 1)'],
      [
        'pg_rules',
        'rulename',
        'r',
        'CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING',
        'CREATE RULE r AS ON UPDATE TO t DO INSTEAD NOTHING',
      ],
    ];
    test.each(makers)(
      '%s.%s = %s',
      async (catalog, column, name, same, other) => {
        const texts = [unless(catalog, column, name, same), unlessDuplicate(same)];
        const wrong = [unless(catalog, column, name, other), unlessDuplicate(other)];
        for (const text of [...texts, ...wrong]) {
          const [file] = (await verify(text, 'loose', guarded)).files;
          expect([text, file?.outcome]).toEqual([text, wrong.includes(text) ? 'differs' : 'proved']);
          expect(file?.base).toMatch(/^dev without /);
        }
      },
      60_000,
    );
    test('a table with all that is on it', async () => {
      const parts = makers.filter(([, , name]) => ['t_id', 't_n', 'tg', 'p', 'r'].includes(name));
      const table = unless('pg_class', 'relname', 't', 'CREATE TABLE t (id integer NOT NULL, m mood, n pos)');
      const all = parts.map(([catalog, column, name, same]) => unless(catalog, column, name, same)).join('\n');
      const result = await verify(`${table}\n${all}`, 'loose', guarded);
      expect(result.files[0]).toMatchObject({ outcome: 'proved', base: 'dev without public.t', others: [] });
      expect(differing(await verify(table, 'loose', guarded)).length).toBeGreaterThan(4);
    });
    test('what is not made is not known, and what is dropped and made again is what the file is for', async () => {
      const never = await verify(
        `DO $$ BEGIN IF current_user = 'nobody' THEN CREATE TABLE t (); CREATE TYPE mood AS ENUM (); END IF; END $$;`,
        'loose',
        guarded,
      );
      expect(never.files[0]).toMatchObject({ outcome: 'not known', differences: [], others: [] });
      expect(never.files[0]?.notKnown.map(({ reason }) => reason)).toEqual([
        'after the run there is no table public.t',
        'after the run there is no type public.mood',
      ]);
      const lacking = await verify(
        'CREATE EXTENSION postgis; CREATE VIEW v AS SELECT st_x(id) FROM t;',
        'loose',
        guarded,
      );
      expect(lacking.files[0]).toMatchObject({ outcome: 'not known', others: [] });
      const again = await verify(
        `DROP POLICY p ON t; CREATE POLICY p ON t USING (id > 9); ALTER TRIGGER tg ON t RENAME TO old;
         CREATE TRIGGER tg AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf();
         DO $$ BEGIN DROP RULE r ON t; CREATE RULE r AS ON UPDATE TO t DO INSTEAD NOTHING; END $$;`,
        'loose',
        guarded,
      );
      expect(again.files[0]).toMatchObject({ outcome: 'proved', base: 'dev', notKnown: [] });
    });
  });

  test('what PostgreSQL refuses in it stands at its place', async () => {
    const result = await verify('CREATE TABLE users (id serial PRIMARY KEY, email citex);', 'loose');
    expect(refused(result)).toEqual([['citex', 'type "citex" does not exist']]);
  });
});

describe('on a target', () => {
  const target = () => devOf('CREATE TABLE users (id int PRIMARY KEY); CREATE VIEW v AS SELECT id FROM users;');
  const wanted = () =>
    devOf(`CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL, m mood);
      CREATE VIEW v AS SELECT id FROM users; CREATE INDEX users_email ON users (email);`);
  async function onTarget(...texts: string[]) {
    const documents = texts.map((text, index) => parseDocument(`${index}.sql`, 0, text));
    const files = documents.map((document) => ({ document, standing: 'pending' as const }));
    const input = { files, dev: await wanted(), target: await target(), embeddedScript: script };
    const folded = foldHistory({ convention: undefined, files: documents, dev: input.target }).end;
    return verifyMigration({ ...input, folded });
  }

  test('files are proved where the whole of it equals dev afterwards', async () => {
    const result = await onTarget(
      "CREATE TYPE mood AS ENUM ('sad', 'ok'); ALTER TABLE users ADD email text NOT NULL;",
      'ALTER TABLE users ADD m mood; CREATE INDEX users_email ON users (email);',
    );
    expect(result.files.map(({ outcome, base }) => [outcome, base])).toEqual([
      ['proved', 'target'],
      ['proved', 'target after the pending files before it'],
    ]);
  });
  test('what is missing, too much or otherwise is said, where a file set it', async () => {
    const result = await onTarget('ALTER TABLE users ADD email varchar(80); CREATE TABLE extra (id int); DROP VIEW v;');
    const [file] = result.files;
    expect(file?.outcome).toBe('differs');
    expect(file?.others.map(({ message }) => message).sort()).toEqual([
      'dev has no table public.extra.',
      'dev has type public.mood, which is not made.',
      'dev has view public.v, which is not made.',
    ]);
    expect(file?.differences.map(({ what }) => what).sort()).toEqual(['column', 'column', 'index', 'missing columns']);
  });
});

describe('a pending file whose IF NOT EXISTS would be skipped', () => {
  test('is proved where that would make nothing else than stands, and not known where that cannot be told', async () => {
    const result = await verify([
      `CREATE TABLE IF NOT EXISTS users (id serial, email citext NOT NULL, mood mood);
       CREATE EXTENSION IF NOT EXISTS citext; CREATE SCHEMA IF NOT EXISTS public;`,
      'CREATE TABLE IF NOT EXISTS users (id serial, email text NOT NULL, nick text);',
      'ALTER TABLE users ADD COLUMN IF NOT EXISTS email integer;',
      `DO $$ BEGIN EXECUTE 'CREATE TABLE IF NOT EXISTS ' || (SELECT relname FROM pg_class WHERE relname = 'users') || ' (x int)'; END $$;`,
    ]);
    expect(refused(result)).toEqual([]);
    expect(result.files.map(({ outcome, differences }) => [outcome, differences.map(({ what }) => what)])).toEqual([
      ['proved', []],
      ['differs', ['missing columns', 'column', 'extra column']],
      ['differs', ['column', 'column']],
      ['not known', []],
    ]);
    expect(result.files.map(({ base }) => base)).toEqual([
      'dev',
      ...Array(3).fill('dev after the pending files before it'),
    ]);
  });
});

describe('a pending file that makes something only where it is not there', () => {
  const unless = (make: string) => `DO $$ BEGIN IF to_regtype('mood') IS NULL THEN ${make}; END IF; END $$;`;
  test.each<[string, string, string, string[]]>([
    [
      'what it adds to that later is what it is for',
      `CREATE TABLE IF NOT EXISTS users (id serial, email citext NOT NULL, mood mood);
       ALTER TABLE users ADD COLUMN nick text, ALTER COLUMN email TYPE text;`,
      'proved',
      [],
    ],
    ['a block that passes over the same', unless("CREATE TYPE mood AS ENUM ('sad', 'ok')"), 'proved', []],
    ['one that passes over another', unless("CREATE TYPE mood AS ENUM ('sad')"), 'differs', ['enum values']],
    [
      'one that passes over another view',
      `DO $$ BEGIN CREATE VIEW happy AS SELECT email FROM users; EXCEPTION WHEN duplicate_table THEN NULL; END $$;`,
      'differs',
      ['view public.happy is not as dev has it.'],
    ],
    [
      'one that makes what is new, and it is changed then',
      `DO $$ BEGIN IF to_regclass('fresh') IS NULL THEN CREATE TABLE fresh (id int); END IF; END $$;
       ALTER TABLE fresh ADD COLUMN more text;`,
      'proved',
      [],
    ],
    [
      'one with another condition',
      `DO $$ BEGIN IF 1 > 2 THEN CREATE TABLE users (x int); END IF; END $$;`,
      'proved',
      [],
    ],
    ['a sequence', 'CREATE SEQUENCE IF NOT EXISTS users_id_seq AS integer INCREMENT 5;', 'not known', []],
  ])('%s', async (_, sql, outcome, found) => {
    const [file] = (await verify(sql)).files;
    const said = [...file!.differences.map(({ what }) => what), ...file!.others.map(({ message }) => message)];
    expect([file!.refusals, file!.outcome, said]).toEqual([[], outcome, found]);
  });
});

describe('what PostgreSQL refuses and what the embedded server cannot do', () => {
  test('what the tool does not run leaves a file proved; what psql runs does not', async () => {
    const down = parseDocument('0.sql', 0, 'CREATE TABLE made (id int);\nDROP TABLE made;');
    const documents = [
      { ...down, statements: down.statements.map((one, at) => ({ ...one, runs: at === 0 })) },
      parseDocument('1.sql', 0, 'ALTER TABLE made ADD b int;\n\\i other.sql\n'),
      parseDocument('2.sql', 0, '-- nothing yet'),
    ];
    const files = documents.map((document) => ({ document, standing: 'pending' as const }));
    const result = await verifyMigration({ files, dev, embeddedScript: script });
    expect(result.files.map(({ outcome, notKnown }) => [outcome, notKnown.map(({ reason }) => reason)])).toEqual([
      ['proved', []],
      ['not known', ['it is psql that runs \\i other.sql, not PostgreSQL']],
      ['not known', ['it holds no statement']],
    ]);
  });

  test('what hangs on a transaction that nobody knows of is not proved', async () => {
    const pending = await verify([
      'DO $$ BEGIN COMMIT; END $$;',
      'CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;\nCALL p();',
    ]);
    expect(pending.files.map(({ notKnown }) => notKnown.map(({ reason }) => reason))).toEqual([
      ['it ends transactions, and whether one is around it is not known'],
      ['it ends transactions, and whether one is around it is not known'],
    ]);
    const locking = 'LOCK TABLE users IN SHARE MODE;';
    const loose = await verify([locking, 'SAVEPOINT s;', `BEGIN;\n${locking}\nSAVEPOINT s;\nCOMMIT;`], 'loose');
    const only = 'PostgreSQL takes it only in a transaction, and whether one is around it is not known';
    expect(loose.files.map(({ notKnown }) => notKnown.map(({ reason }) => reason))).toEqual([[only], [only], []]);
    expect(loose.files.map(({ outcome }) => outcome).slice(0, 2)).toEqual(['not known', 'not known']);
  });

  test('what a loose file rolls back is said to be rolled back', async () => {
    const { files } = await verify('BEGIN;\nCREATE VIEW happy AS SELECT id FROM users;\nROLLBACK;', 'loose');
    expect(files[0]?.notKnown.map(({ reason }) => reason)).toEqual(['it is rolled back by the file itself']);
  });

  test('SQLSTATE 0A000 and 55000 are refusals, all of them, each at its place', async () => {
    const tables = await devOf(`
      CREATE TABLE foo (id int PRIMARY KEY, val text, own uuid, a int, b int GENERATED ALWAYS AS (a * 2) STORED);
      CREATE VIEW foo_v AS SELECT id, val FROM foo; CREATE MATERIALIZED VIEW foo_m AS SELECT id FROM foo;
      ALTER TABLE foo ENABLE ROW LEVEL SECURITY; CREATE POLICY foo_p ON foo USING (own IS NOT NULL);
      CREATE TABLE log_p (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);`);
    const sql = `ALTER TABLE foo ALTER COLUMN val TYPE varchar(100);
ALTER TABLE foo ALTER own TYPE text;
ALTER TABLE foo ALTER a TYPE bigint;
ALTER TABLE log_p ADD PRIMARY KEY (id);
CREATE INDEX CONCURRENTLY log_i ON log_p (id);
REFRESH MATERIALIZED VIEW CONCURRENTLY foo_m;
ALTER TABLE log_p SPLIT;
CREATE TABLE later (id int);`;
    const result = await verify(sql, 'pending', tables);
    expect(refused(result).map(([place]) => place)).toEqual(['val', 'own', 'a', 'log_p', 'log_p', 'foo_m', 'SPLIT']);
    expect(result.files[0]).toMatchObject({ outcome: 'refused', ran: 0 });
    expect(result.files[0]?.notKnown.map(({ reason }) => reason)).toEqual(['a statement before it is refused']);
  });

  test('what an extension brings that the server lacks is not known, by name; a name that none of them has is refused', async () => {
    const dump = await devOf(`CREATE SCHEMA ext; CREATE EXTENSION postgis SCHEMA ext; CREATE EXTENSION vector;
      CREATE EXTENSION pg_cron; CREATE TABLE plain (id int); CREATE TABLE places (id int, geom ext.geometry(Point, 4326));`);
    const result = await verify(
      `ALTER TABLE plain ADD g ext.geometry(Point, 4326);
ALTER TABLE plain ADD e vector(3);
SELECT cron.schedule('nightly', '0 3 * * *', 'select 1');
SELECT ext.st_astext(geom) FROM places;
CREATE INDEX ON plain USING hnsw (e vector_l2_ops);
ALTER TABLE plain ADD x txet;`,
      'pending',
      dump,
    );
    expect(result.files[0]?.notKnown.map(({ reason }) => /extension \w+|places|refused/.exec(reason)?.[0])).toEqual([
      'extension postgis',
      'extension pg_cron',
      'places',
    ]);
    expect(refused(result)).toEqual([['txet', 'type "txet" does not exist']]);
  });

  test('what rows of dev decide is not known; what the file’s own rows decide is refused', async () => {
    const rows = await devOf(
      'CREATE TABLE kinds (name text PRIMARY KEY); CREATE TABLE things (kind text REFERENCES kinds);',
    );
    const [file] = (
      await verify(
        `INSERT INTO things VALUES ('a');
ALTER TABLE things ADD n int NOT NULL DEFAULT 0;
INSERT INTO things (n) VALUES ((SELECT count(*) FROM kinds HAVING count(*) > 0));
DO $$ BEGIN IF NOT EXISTS (SELECT FROM kinds) THEN RAISE 'no kinds'; END IF; END $$;
CREATE TABLE own (id int PRIMARY KEY, parent int REFERENCES own);
INSERT INTO own VALUES (1, 7);
DO $$ BEGIN IF NOT EXISTS (SELECT FROM own) THEN RAISE 'no own'; END IF; END $$;
INSERT INTO things (n) VALUES (1 / 0);`,
        'pending',
        rows,
      )
    ).files;
    expect(file!.notKnown.map(({ reason }) => reason.split(',')[0])).toEqual(Array(3).fill('rows of kinds decide it'));
    expect(refused({ files: [file!], missing: [], version: '' }).map(([, said]) => said)).toEqual([
      expect.stringContaining('violates foreign key constraint "own_parent_fkey"'),
      'no own',
      'division by zero',
    ]);
  });

  test('what a role is needed for is not known where nothing in dev shows that it is there', async () => {
    const granted = await devOf('CREATE TABLE t (id int); CREATE POLICY p ON t TO reader USING (true);');
    const grants = 'GRANT INSERT ON t TO reader;\nGRANT INSERT ON t TO nobody_here;\nALTER TABLE t ADD a int;';
    const [file] = (await verify(grants, 'pending', granted)).files;
    expect(file).toMatchObject({ outcome: 'not known', ran: 2 });
    expect(file!.notKnown.map(({ reason }) => reason)).toEqual(['whether dev has role nobody_here is not known']);
  });

  test('a statement that ends the server, or never ends, is named, and the files after it run', {
    timeout: 120_000,
  }, async () => {
    const documents = [
      'CREATE TABLE made (id int);',
      `COPY made FROM '/not/there';
       DO $$ BEGIN EXECUTE 'COPY made FROM ''/not/there'''; END $$;
       DO $$ BEGIN LOOP END LOOP; END $$;
       ALTER TABLE made ADD b int;`,
      'ALTER TABLE made ADD c int;',
    ].map((text, index) => parseDocument(`${index}.sql`, 0, text));
    const files = documents.map((document) => ({ document, standing: 'pending' as const }));
    const result = await verifyMigration({ files, dev, embeddedScript: script, timeoutMs: 15_000 });
    expect(result.files.map(({ outcome }) => outcome)).toEqual(['proved', 'not known', 'proved']);
    expect(result.files[1]?.notKnown.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('COPY is not run here'),
      expect.stringMatching(/broke down|could not open/),
      'a statement took longer than 15 s in the embedded PostgreSQL (devschema.verify.timeout)',
    ]);
    expect(result.schema?.tables.get('public\0made')?.columns.map(({ name }) => name)).toEqual(['id', 'b', 'c']);
  });
  test('a statement that takes more memory than is allowed is named', { timeout: 120_000 }, async () => {
    limitRuns({ timeoutMs: undefined, memoryMb: 900 });
    try {
      const text = `DO $$ BEGIN PERFORM length(repeat('x', 900000000)); PERFORM pg_sleep(2); END $$; CREATE TABLE after_it ();`;
      const files = [{ document: parseDocument('0.sql', 0, text), standing: 'pending' as const }];
      const result = await verifyMigration({ files, dev, embeddedScript: script });
      expect(result.files[0]?.notKnown.map(({ reason }) => reason)).toEqual([
        'a statement took more than 900 MB in the embedded PostgreSQL (devschema.verify.memory)',
      ]);
      expect(result.schema?.tables.has('public\0after_it')).toBe(true);
    } finally {
      limitRuns(defaultSettings.runLimits);
    }
  });
});

test('what PostgreSQL makes of the guide’s migration is what the fold makes of it', async () => {
  const guide = readFileSync(join(import.meta.dirname, '../workspaces/bazaar/dev/schema.sql'), 'utf8');
  const document = parseDocument('guide.sql', 0, guide);
  const empty = { ...dev, schema: emptySchema(dev.schema.serverVersion), applied: [] };
  const history = foldHistory({ convention: undefined, files: [document], dev: empty });
  const result = await verifyMigration({
    files: [{ document, standing: 'loose' }],
    dev: empty,
    folded: history.end,
    embeddedScript: script,
  });
  expect(refused(result)).toEqual([]);
  expect(result.files[0]?.ran).toBe(document.statements.length);
  expect(result.disagreements?.differences).toEqual([]);
  expect(result.disagreements?.undecided).toEqual([]);
});

test('verifying is cancelled with its signal', async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 1500);
  const document = parseDocument('0.sql', 0, 'DO $$ BEGIN LOOP END LOOP; END $$;');
  const files = [{ document, standing: 'pending' as const }];
  await expect(verifyMigration({ files, dev, embeddedScript: script, signal: abort.signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
});

describe('a pending file is sent as its tool sends it:', () => {
  const concurrently = 'CREATE INDEX CONCURRENTLY named ON users (email);\n';
  const used = `ALTER TYPE mood ADD VALUE 'new';\nALTER TABLE users ALTER COLUMN mood SET DEFAULT 'new';\n`;
  const body = 'DO $$ BEGIN PERFORM 1;\nEND $$;\n';
  const inBlock = 'CREATE INDEX CONCURRENTLY cannot run inside a transaction block';
  const newValue = 'unsafe use of new value "new" of enum type mood';
  async function messages(tool: string, path: string, text: string): Promise<readonly string[]> {
    const listing = { folder: '/m', paths: [path], read: () => text };
    const convention = detectConvention(listing, tool)!;
    const sections = convention.sections(text, path);
    const document = parseDocument(`file:///m/${path}`, 1, text, { sections });
    const files = [asSent({ document, standing: 'pending' }, convention, dev.schema)];
    const [file] = (await warm.run({ files, dev }, new AbortController().signal)).files;
    expect(file?.outcome).toBe(file?.refusals.length === 0 ? 'proved' : 'refused');
    return file!.refusals.map(({ message }) => message.replaceAll('\n', ' '));
  }

  test.each<[string, string, string, string[]]>([
    ['goose', '-- +goose Up\n', concurrently, [inBlock]],
    ['goose', '-- +goose NO TRANSACTION\n-- +goose Up\n', concurrently, []],
    ['goose', '-- +goose Up\n', `COMMIT;\n${concurrently}`, []],
    ['goose', '-- +goose Up\n', body, ['unterminated dollar-quoted string at or near "$$ BEGIN PERFORM 1;"']],
    ['goose', '-- +goose Up\n', `-- +goose StatementBegin\n${body}-- +goose StatementEnd\n`, []],
    ['goose', '-- +goose Up\n', 'SELECT 1; SELECT 2; -- both;\n', []],
    [
      'sql-migrate',
      '-- +migrate Up\n',
      `-- +migrate StatementBegin\n${body}-- +migrate StatementEnd\n${used}`,
      [newValue],
    ],
    ['dbmate', '-- migrate:up\n', used, [newValue]],
    ['dbmate', '-- migrate:up transaction:false\n', concurrently, []],
    ['dbmate', '-- migrate:up transaction:false\n', `${concurrently}SELECT 1;`, [inBlock]],
    ['tern', '', used, [newValue]],
    ['supabase', '', concurrently, []],
    ['supabase', '', `SELECT 1;\n${concurrently}`, [inBlock]],
    ['supabase', '', `BEGIN;\nSELECT 1;\nCOMMIT;\n${concurrently}`, [inBlock]],
    ['golang-migrate', '', used, [newValue]],
    ['golang-migrate', '', `CREATE TYPE one AS ENUM ('a');\nALTER TABLE users ADD COLUMN o one DEFAULT 'a';`, []],
    ['flyway', '', `SELECT 1;\n${concurrently}`, []],
    ['flyway', '', used, [newValue]],
    ['flyway', '', 'LOCK TABLE users IN SHARE MODE;\nSAVEPOINT s;\nDECLARE c CURSOR FOR SELECT 1;', []],
    ['flyway', '', `SELECT 1;\nCOMMIT;\nLOCK TABLE users IN SHARE MODE;`, []],
    ['flyway', '', 'REINDEX TABLE CONCURRENTLY users;', ['REINDEX CONCURRENTLY cannot run inside a transaction block']],
    ['liquibase', '--liquibase formatted sql\n--changeset a:1\n', 'COMMIT;\nLOCK TABLE users IN SHARE MODE;', []],
    ['plain', '', `SELECT 1;\n${concurrently}`, []],
  ])('%s: %s%s', async (tool, head, text, expected) => {
    const path = { flyway: 'V1__a.sql', 'golang-migrate': '1_a.up.sql' }[tool] ?? '001_a.sql';
    const found = await messages(tool, path, head + text);
    expect(found.map((message) => message.split(' · ')[0])).toEqual(expected);
    for (const message of found) expect(message).toMatch(/ · .* (?:in one\b|StatementEnd$)/);
  });

  test('all that has not run is in one transaction where its tool has it so', async () => {
    const [first, second] = used.split('\n') as [string, string];
    const journal = ['0000_a', '0001_b'].map((tag, idx) => ({ idx, tag, when: idx }));
    const texts: Readonly<Record<string, string>> = {
      'meta/_journal.json': JSON.stringify({ dialect: 'postgresql', entries: journal }),
      '0000_a.sql': first,
      '0001_b.sql': second,
    };
    for (const [tool, outcomes] of [
      ['drizzle', ['proved', 'refused']],
      ['plain', ['proved', 'proved']],
    ] as const) {
      const convention = detectConvention(
        { folder: '/m', paths: Object.keys(texts), read: (path) => texts[path] },
        tool,
      )!;
      const documents = ['0000_a.sql', '0001_b.sql'].map((path) => parseDocument(`file:///m/${path}`, 1, texts[path]!));
      const files = documents.map((document) => asSent({ document, standing: 'pending' }, convention, dev.schema));
      const result = await warm.run({ files, dev }, new AbortController().signal);
      expect(result.files.map(({ outcome }) => outcome)).toEqual(outcomes);
      const said = result.files.flatMap(({ refusals }) => refusals.map(({ message }) => message));
      expect(said).toEqual(tool === 'plain' ? [] : [expect.stringContaining(`${newValue} · `)]);
      if (said[0] !== undefined) expect(said[0]).toContain('Drizzle runs all files that have not run in one');
    }
  });

  test('what is deferred is refused where the transaction ends', async () => {
    const deferred = `CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
INSERT INTO c VALUES (7);`;
    const [message] = await messages('goose', '1_a.sql', `-- +goose Up\n${deferred}`);
    expect(message).toContain('violates foreign key constraint "c_p_fkey"');
  });
  test('after what is refused, the rest is run on', async () => {
    const text = `-- +goose Up\nCREATE TABLE one (id int);\nDROP TABLE missing;\nALTER TABLE one ADD COLUMN a int;\n`;
    expect(await messages('goose', '1_a.sql', text)).toEqual(['table "missing" does not exist']);
  });
});
