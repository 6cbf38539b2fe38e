/** Migrations run over dev's schema in a scratch PostgreSQL. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import type { VerifyResult } from '../../server/src/verify/result';
import { verifyMigration } from '../../server/src/verify/verify';
import { verdictOf } from '../../server/src/workspace/verdict';
import { filesOf, type Runs, refused, startRuns } from '../support/verify-runs';

let script: string;
let dev: DevSchema;
let close: Runs['close'];
let devOf: Runs['devOf'];
let verify: Runs['verify'];
beforeAll(async () => {
  ({ script, dev, close, devOf, verify } = await startRuns());
}, 60_000);
afterAll(() => close());

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
    ['CREATE SCHEMA pg_x;', 'pg_x', 'unacceptable schema name "pg_x"'],
    ['CREATE TABLE pg_catalog.x (id int);', 'pg_catalog.x', 'permission denied to create "pg_catalog.x"'],
    ['CREATE INDEX ON pg_class (relname);', 'pg_class', 'permission denied: "pg_class" is a system catalog'],
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
  test.each([
    ['CREATE SCHEMA s2; CREATE TABLE g (a int);', 'proved', 'dev without schema "s2"'],
    ['CREATE EXTENSION hstore; CREATE TABLE g (a hstore);', 'proved', 'dev without extension "hstore"'],
    ['CREATE SCHEMA IF NOT EXISTS s2; CREATE TABLE s2.g (a int);', 'proved', 'dev'],
    ['ALTER SCHEMA s2 RENAME TO public;', 'not known', 'dev'],
    ['CREATE SCHEMA s3; ALTER SCHEMA s3 RENAME TO s2;', 'not known', 'dev'],
    ['CREATE ROLE "Is there"; CREATE TABLE g (a int);', 'not known', 'dev'],
    ['CREATE USER is_there LOGIN;', 'not known', 'dev'],
    ['CREATE USER new_one LOGIN; CREATE TABLE g (a int);', 'proved', 'dev'],
  ])('%s is %s, run on %s', async (sql, outcome, base) => {
    const of = await devOf('CREATE SCHEMA s2; CREATE EXTENSION hstore;');
    const there = { ...of, schema: { ...of.schema, roles: ['Is there', 'is_there'] } };
    const [file] = (await verify(sql, 'loose', there)).files;
    expect([file!.outcome, file!.base, file!.refusals]).toEqual([outcome, base, []]);
    // In the editor's words, in whatever language.
    expect(verdictOf(file!, '18.3').includes('equals dev')).toBe(base.includes('without'));
  });
  test('a table with its partitions, as pg_dump writes them, is what dev has', async () => {
    const dump = `CREATE TABLE ev (id bigint NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE ev1 (id bigint NOT NULL, at date NOT NULL);
CREATE TABLE ev1_like (a int);
CREATE TABLE child () INHERITS (ev1_like);
ALTER TABLE ONLY ev ATTACH PARTITION ev1 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
ALTER TABLE ONLY ev ADD CONSTRAINT ev_pkey PRIMARY KEY (id, at);
ALTER TABLE ONLY ev1 ADD CONSTRAINT ev1_pkey PRIMARY KEY (id, at);
ALTER INDEX ev_pkey ATTACH PARTITION ev1_pkey;`;
    const [file] = (await verify(dump, 'loose', await devOf(dump))).files;
    expect(file).toMatchObject({ outcome: 'proved', refusals: [], notKnown: [] });
  });
  test('what it takes away, and dev has no longer, is not refused where dev has what else it makes', async () => {
    const of =
      await devOf(`CREATE TABLE base (id int PRIMARY KEY, b2 text); CREATE TABLE foundation (id int PRIMARY KEY, bb text);
      CREATE TABLE child (id int REFERENCES foundation); CREATE VIEW vb AS SELECT bb FROM foundation;`);
    const told = async (sql: string) => {
      const [file] = (await verify(sql, 'loose', of)).files;
      return [file!.outcome, file!.refusals.map(({ message }) => message)];
    };
    for (const sql of [
      'ALTER TABLE base DROP COLUMN b;\nALTER TABLE base ADD COLUMN b2 text;',
      'ALTER TABLE ground RENAME TO foundation;\nCREATE TABLE child (id int REFERENCES foundation);',
      'ALTER TABLE foundation RENAME COLUMN b TO bb;\nCREATE VIEW vb AS SELECT bb FROM foundation;',
    ])
      expect([sql, ...(await told(sql))]).toEqual([sql, 'not known', []]);
    // What else it names is lacked for no earlier run.
    const beside =
      'ALTER TABLE base DROP COLUMN IF EXISTS b, ADD FOREIGN KEY (id) REFERENCES nowhere;\nALTER TABLE base ADD b2 text;';
    expect(await told(beside)).toEqual(['refused', ['relation "nowhere" does not exist']]);
    expect(await told('ALTER TABLE base DROP COLUMN nosuch;\nALTER TABLE base ADD COLUMN fresh text;')).toEqual([
      'refused',
      ['column "nosuch" of relation "base" does not exist'],
    ]);
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
       ALTER TABLE "Odd name" ADD COLUMN IF NOT EXISTS user_id bigint REFERENCES users (id);
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
      'what a table gets otherwise than dev has it, in a statement of its own',
      `CREATE TABLE "Odd name" (id uuid DEFAULT gen_random_uuid(), user_id integer);
       ALTER TABLE "Odd name" ADD CONSTRAINT "Odd name_pkey" PRIMARY KEY (id);
       ALTER TABLE "Odd name" ADD CONSTRAINT "Odd name_user_id_fkey" FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE;
       CREATE INDEX odd_user ON "Odd name" (id); CREATE INDEX odd_more ON "Odd name" (user_id);`,
      [
        [
          'constraint',
          'CONSTRAINT "Odd name_user_id_fkey" FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE',
        ],
        ['index', 'id'],
        ['index', 'odd_more'],
      ],
    ],
    [
      'an index that IF NOT EXISTS would skip, of a table as dev has it',
      `${users} CREATE TABLE IF NOT EXISTS "Odd name" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id integer REFERENCES users (id));
       CREATE INDEX IF NOT EXISTS odd_user ON "Odd name" (id); CREATE INDEX odd_more ON "Odd name" (user_id);`,
      [['index', 'id']],
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

  test.each([
    ['ADD COLUMN b int', 'differs', undefined],
    ['ADD COLUMN IF NOT EXISTS b int', 'differs', undefined],
    ["ADD COLUMN b text DEFAULT 'x'", 'differs', undefined],
    ['ADD COLUMN b text', 'proved', undefined],
    ['ADD COLUMN b text, ADD COLUMN c int', 'proved', true],
    ['ADD COLUMN b text, ALTER a SET NOT NULL', 'proved', true],
    ['ADD COLUMN b text, ENABLE ROW LEVEL SECURITY', 'proved', true],
  ])('IF NOT EXISTS, and then %s, is %s', async (command, outcome, changes) => {
    const of = await devOf('CREATE TABLE g (a int, b text);');
    const [file] = (await verify(`CREATE TABLE IF NOT EXISTS g (a int); ALTER TABLE g ${command};`, 'loose', of)).files;
    expect([file!.outcome, file!.changes]).toEqual([outcome, changes]);
    if (outcome === 'proved') expect(verdictOf(file!, '18.3').includes('equals dev')).toBe(!changes);
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
