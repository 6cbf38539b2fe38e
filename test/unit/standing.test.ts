/** Whether a file has run in dev, where no tool's table tells: only where all that it makes is there, and from it alone. */
import { beforeAll, describe, expect, it } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { loadParser } from '../../server/src/sql/parse';
import { folded, standings } from '../support/standings';

beforeAll(() => loadParser());

const first = 'CREATE TABLE t (id int PRIMARY KEY, a text);';
const inDev = 'applied: its changes are in dev';
const nothing = 'pending: nothing in dev shows that it has run';
const some = 'pending: not all of its changes are in dev';
const none = 'pending: its changes are not in dev';

describe('the last file', () => {
  it.each([
    ['IF NOT EXISTS of what dev has', 'CREATE TABLE IF NOT EXISTS u (id int);', nothing],
    ['a column IF NOT EXISTS', 'ALTER TABLE u ADD COLUMN IF NOT EXISTS id int;', nothing],
    ['an index IF NOT EXISTS', 'CREATE INDEX IF NOT EXISTS u_id ON u (id);', nothing],
    ['OR REPLACE of a function', 'CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 2 $$;', nothing],
    ['OR REPLACE of a view', 'CREATE OR REPLACE VIEW v AS SELECT id FROM u;', nothing],
    [
      'a block that asks',
      "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_type WHERE typname = 'e') THEN CREATE TYPE e AS ENUM ('x'); END IF; END $$;",
      nothing,
    ],
    [
      'a block that swallows',
      "DO $$ BEGIN CREATE TYPE e AS ENUM ('x'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
      nothing,
    ],
    ['dropped if it is there, and made again', 'DROP VIEW IF EXISTS v; CREATE VIEW v AS SELECT id FROM u;', nothing],
    ['a view of no file, dropped and made again', 'DROP VIEW v; CREATE VIEW v AS SELECT id, name FROM u;', nothing],
    ['an index of no file', 'DROP INDEX u_id; CREATE INDEX u_id ON u (name);', nothing],
    ['a table of no file', 'DROP TABLE u CASCADE; CREATE TABLE u (id text);', nothing],
    [
      'a function of no file',
      'DROP FUNCTION f(); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 2 $$;',
      nothing,
    ],
    ['a view under another name', 'ALTER VIEW v RENAME TO v_old; CREATE VIEW v AS SELECT name FROM u;', nothing],
    [
      'a type replaced by another',
      "CREATE TYPE e2 AS ENUM ('x', 'y'); DROP TYPE e; ALTER TYPE e2 RENAME TO e;",
      nothing,
    ],
    [
      'a table replaced by another',
      'CREATE TABLE u2 (LIKE u); DROP TABLE u CASCADE; ALTER TABLE u2 RENAME TO u;',
      nothing,
    ],
    [
      'a column of no file',
      'ALTER TABLE u DROP COLUMN name, ADD COLUMN name text GENERATED ALWAYS AS (upper(id::text)) STORED;',
      nothing,
    ],
    [
      'what it undoes itself',
      'BEGIN; CREATE TABLE w (id int); ROLLBACK;',
      'pending: it is rolled back by the file itself',
    ],
    ['rows', 'INSERT INTO t (id) VALUES (1); UPDATE t SET a = NULL;', nothing],
    ['a grant and a setting', 'GRANT SELECT ON t TO PUBLIC; SET lock_timeout = 1;', nothing],
    ['a part of what it makes', 'CREATE TABLE u (id int); CREATE TABLE w (id int);', some],
    ['a column of those it makes', 'CREATE TABLE u (id int, more text);', some],
    [
      'IF NOT EXISTS of what dev has, and something new',
      'CREATE TABLE IF NOT EXISTS u (id int); CREATE TABLE w (id int);',
      some,
    ],
    ['nothing of it', 'CREATE TABLE w (id int); CREATE INDEX w_id ON w (id);', none],
    ['a table that dev lacks, altered', 'ALTER TABLE w ADD COLUMN x int;', nothing],
    ['all of it', 'CREATE TABLE u (id int); CREATE INDEX u_id ON u (id);', inDev],
    ['a policy', 'CREATE POLICY p ON u USING (true);', inDev],
    ['a column of a table that no file makes', 'ALTER TABLE u ADD COLUMN name text;', inDev],
    ['a value of a type that no file makes', "ALTER TYPE e ADD VALUE 'y';", inDev],
    ['that column and one that is not', 'ALTER TABLE u ADD COLUMN name text, ADD COLUMN w text;', some],
    [
      'IF NOT EXISTS, and a policy that would fail there',
      'CREATE TABLE IF NOT EXISTS u (id int, name text); CREATE POLICY p ON u USING (true);',
      inDev,
    ],
    [
      'IF NOT EXISTS, and a policy made anew',
      'CREATE TABLE IF NOT EXISTS u (id int, name text); DROP POLICY IF EXISTS p ON u; CREATE POLICY p ON u USING (true);',
      nothing,
    ],
    ['a policy made anew', 'DROP POLICY IF EXISTS p ON u; CREATE POLICY p ON u USING (true);', nothing],
    ['all of it, and rows', 'CREATE TABLE u (id int); INSERT INTO u VALUES (1);', inDev],
    [
      'all of it, but it cannot be read to its end',
      'CREATE TABLE u (id int);\nALTER TABLE u ADD COLUMN',
      'pending: it has a syntax error',
    ],
    ['nothing but half a statement', 'ALTER TABLE t ADD COLUM', 'pending: it has a syntax error'],
  ])('whose changes in dev are %s', async (_, last, expected) => {
    const dev = `${first} CREATE TABLE u (id int, name text); CREATE INDEX u_id ON u (id); CREATE TYPE e AS ENUM ('x', 'y');
      CREATE VIEW v AS SELECT id FROM u; CREATE POLICY p ON u USING (true); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;`;
    expect(await standings({ '001_a.sql': first, '002_b.sql': last }, dev)).toEqual([inDev, expected]);
  });
});

it('files that make anew what was there before them are pending, and nothing is said of them', async () => {
  const dev = `CREATE TABLE t (id int, x int); CREATE VIEW v AS SELECT id FROM t; CREATE INDEX ti ON t (id);
    CREATE TYPE en AS ENUM ('a'); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;`;
  for (const last of [
    'DROP VIEW v; CREATE VIEW v AS SELECT id, x FROM t;',
    'DROP INDEX ti; CREATE INDEX ti ON t (x);',
    'DROP FUNCTION f(); CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT NULL $$;',
    "DROP TYPE en; CREATE TYPE en AS ENUM ('b');",
    "CREATE TYPE en2 AS ENUM ('a', 'b'); DROP TYPE en; ALTER TYPE en2 RENAME TO en;",
    'ALTER VIEW v RENAME TO v_old; CREATE VIEW v AS SELECT x FROM t;',
    'CREATE TABLE t_new (LIKE t); DROP TABLE t CASCADE; ALTER TABLE t_new RENAME TO t;',
    'ALTER TABLE t DROP COLUMN x, ADD COLUMN x int GENERATED ALWAYS AS (id * 2) STORED;',
  ]) {
    const { standings, messages } = await folded({ '001_a.sql': 'CREATE TABLE zz (id int);', '002_b.sql': last }, dev);
    expect([last, ...standings, ...messages]).toEqual([last, none, nothing]);
  }
});

it('a column that a file that has run reads and then drops may have stood in dev before the files', async () => {
  const dev = 'CREATE TABLE q (id int, b int); CREATE TABLE r (a int); CREATE TABLE z (id int);';
  const moving = (column: string) =>
    `CREATE TABLE r (a int); INSERT INTO r SELECT ${column} FROM q; UPDATE q SET b = a; CREATE INDEX ON q (a);
     ALTER TABLE q ALTER a SET NOT NULL; ALTER TABLE q DROP COLUMN a;`;
  const after = { '002_z.sql': 'CREATE TABLE z (id int);' };
  const { messages, open } = await folded({ '001_move.sql': moving('a'), ...after }, dev);
  expect([messages, open.length > 0]).toEqual([[], true]);
  expect((await folded({ '001_move.sql': moving('aa'), ...after }, dev)).messages).toEqual(['q has no column aa.']);
});
it('what files that have run take away, and none of them makes, may have stood in dev before them', async () => {
  const dev =
    'CREATE TABLE old (id int PRIMARY KEY); CREATE TABLE zz (id int); CREATE TABLE yy (id int); CREATE TABLE renamed (bb text);';
  const files = {
    '001_a.sql': 'CREATE TABLE zz (id int);',
    '002_b.sql': `DROP VIEW v; DROP TABLE gone; DROP INDEX gone_i; DROP FUNCTION f(); DROP TYPE en; DROP SEQUENCE s;
      ALTER TABLE orig RENAME TO renamed; ALTER TABLE renamed RENAME COLUMN b TO bb;`,
    '003_c.sql': 'CREATE TABLE yy (id int);',
  };
  const { messages, open } = await folded(files, dev);
  expect(messages).toEqual([]);
  const before = 'it may have stood in dev before the files, which do not make all that dev has';
  expect(open).toEqual(['v', 'gone', 'gone_i', 'f', 'en', 's', 'orig', 'renamed'].map((name) => `${name}: ${before}`));
  // Before it has run, dev is what it runs on; and files that make all that dev has began with nothing.
  const pending = await folded({ ...files, '004_d.sql': 'CREATE TABLE fresh (id int); DROP VIEW nosuch;' }, dev);
  expect(pending.messages).toEqual(['There is no table or view nosuch in dev or in an earlier migration.']);
  const whole = await folded(
    { '001_a.sql': 'CREATE TABLE zz (id int); DROP TABLE gone;', '002_b.sql': 'CREATE TABLE yy (id int);' },
    'CREATE TABLE zz (id int); CREATE TABLE yy (id int);',
  );
  expect(whole.messages).toEqual(['There is no table or view gone at this point of the migrations.']);
});

describe('a file before others', () => {
  it('goes with a later one that has run, and says so only where one has', async () => {
    const files = {
      '001_a.sql': first,
      '002_rows.sql': 'INSERT INTO t (id) VALUES (1);',
      '003_c.sql': 'CREATE TABLE c (id int);',
      '004_rows.sql': 'INSERT INTO c VALUES (1);',
      '005_e.sql': 'CREATE TABLE e (id int);',
    };
    const later = 'applied: later files have run';
    const dev = `${first} CREATE TABLE c (id int);`;
    expect(await standings(files, dev)).toEqual([inDev, later, inDev, nothing, none]);
    expect(await standings(files, first)).toEqual([inDev, nothing, none, nothing, none]);
  });
  it('is run where a later one, of which only what is skipped shows, took away what it made', async () => {
    const renamed = `DO $$ BEGIN IF EXISTS (SELECT FROM information_schema.columns WHERE table_name = 't' AND column_name = 'kb')
      THEN ALTER TABLE t RENAME COLUMN kb TO bytes; END IF; END $$;`;
    const files = {
      '001_a.sql': 'CREATE TABLE IF NOT EXISTS t (id int);',
      '002_b.sql': 'ALTER TABLE t ADD COLUMN IF NOT EXISTS kb int;',
      '003_c.sql': renamed,
      '004_d.sql': 'CREATE TABLE d (id int);',
    };
    const later = 'applied: later files have run';
    expect(await standings(files, 'CREATE TABLE t (id int, bytes int);')).toEqual([inDev, later, inDev, none]);
    const dropped = { ...files, '003_c.sql': 'ALTER TABLE t DROP COLUMN IF EXISTS kb;' };
    expect(await standings(dropped, 'CREATE TABLE t (id int);')).toEqual([inDev, none, nothing, none]);
  });
  it('is run with the last one where that took away the only thing that dev lacks', async () => {
    const files = {
      '001_a.sql': 'CREATE TABLE IF NOT EXISTS t (id int, topic text);',
      '002_b.sql': 'ALTER TABLE t DROP COLUMN IF EXISTS topic;',
    };
    const later = 'applied: later files have run';
    expect(await folded(files, 'CREATE TABLE t (id int);')).toMatchObject({ standings: [later, inDev], messages: [] });
    expect(await standings(files, 'CREATE TABLE t (id int, topic text);')).toEqual([inDev, none]);
    expect(await standings(files, '')).toEqual([none, none]);
  });
  it('is run where dev has its schema or its extension, and nothing else shows it', async () => {
    const files = { '001_a.sql': 'CREATE SCHEMA app;', '002_b.sql': 'CREATE TABLE app.t (id int);' };
    expect(await folded(files, 'CREATE SCHEMA app;')).toMatchObject({ standings: [inDev, none], messages: [] });
    expect(await standings(files, '')).toEqual([nothing, none]);
    const both = { ...files, '001_a.sql': 'CREATE EXTENSION btree_gist; CREATE TABLE u (id int);' };
    const dev = 'CREATE EXTENSION btree_gist; CREATE TABLE u (id int);';
    expect(await standings(both, dev)).toEqual([inDev, none]);
  });
  it.each([
    'CREATE PUBLICATION p FOR TABLE t;',
    'CREATE STATISTICS s ON id, n FROM t;',
    "CREATE COLLATION c (provider = icu, locale = 'und');",
    'CREATE TEXT SEARCH CONFIGURATION c (copy = simple);',
    'CREATE FOREIGN DATA WRAPPER w;',
  ])('is run where it makes what dev has alone: %s', async (sql) => {
    const made = 'CREATE TABLE t (id int, n int);';
    const files = { '001_a.sql': made, '002_b.sql': sql };
    expect(await folded(files, `${made} ${sql}`)).toMatchObject({ standings: [inDev, inDev], messages: [] });
    expect((await standings(files, made))[1]).toMatch(/^pending/);
  });
  it('is run where it makes a type whose name begins with pg_', async () => {
    const enumOf =
      "DO $$ BEGIN CREATE TYPE pg_status AS ENUM ('a'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;";
    const files = {
      '001_a.sql': `${enumOf} CREATE TABLE t (s pg_status, c pg_class, l pg_lsn);`,
      '002_b.sql': 'CREATE TABLE u (s pg_status);',
    };
    const dev = "CREATE TYPE pg_status AS ENUM ('a'); CREATE TABLE t (s pg_status, c pg_class, l pg_lsn);";
    expect(await folded(files, dev)).toMatchObject({ standings: [inDev, none], messages: [] });
  });
  it('is run where all it does is to give a check more values, as dev has them', async () => {
    const again = (is: string) => `ALTER TABLE t DROP CONSTRAINT c; ALTER TABLE t ADD CONSTRAINT c CHECK (s ${is});`;
    const files = {
      '001_a.sql': "CREATE TABLE t (s varchar(9), CONSTRAINT c CHECK (s IN ('a', 'b')));",
      '002_b.sql': again("IN ('a', 'B', 'c')"),
      '003_c.sql': again("NOT IN ('a')"),
    };
    const dev = (check: string) => `CREATE TABLE t (s varchar(9), CONSTRAINT c CHECK (${check}));`;
    const values =
      "((s)::text = ANY ((ARRAY['a'::character varying, 'B'::character varying, 'c'::character varying])::text[]))";
    expect(await folded(files, dev(values))).toMatchObject({
      standings: [inDev, inDev, 'pending: its changes are not in dev'],
      messages: [],
    });
    expect((await standings(files, dev("((s)::text <> ALL ((ARRAY['a'::character varying])::text[]))"))).at(-1)).toBe(
      inDev,
    );
  });
  it("is not Flyway's callback, which runs after all of them", async () => {
    const files = {
      'V1__a.sql': 'CREATE TABLE a (id int);',
      'V2__b.sql': 'CREATE TABLE b (id int);',
      'afterMigrate.sql': 'GRANT SELECT ON b TO PUBLIC; INSERT INTO b VALUES (1);',
      'afterMigrate__more.sql': 'INSERT INTO nope VALUES (1);',
    };
    expect(await folded(files, 'CREATE TABLE a (id int);')).toMatchObject({
      standings: [inDev, none, nothing, nothing],
      messages: ['There is no table or view nope in dev or in an earlier migration.'],
    });
  });
  it("is Flyway's newest baseline migration, where the versions that it stands for are gone", () => {
    const runs = (...paths: string[]) =>
      detectConvention({ folder: '/m', paths, read: () => '' })?.files.flatMap((file) => (file.runs ? file.path : []));
    const baselines = ['B1__old.sql', 'B2__baseline.sql', 'V3__move.sql'];
    expect(runs(...baselines)).toEqual(['B2__baseline.sql', 'V3__move.sql']);
    expect(runs(...baselines, 'V2__same.sql')).toEqual(['V2__same.sql', 'V3__move.sql']);
    expect(runs('B1__only.sql')).toEqual(['B1__only.sql']);
  });
  it('is run where a later one has dropped what it made', async () => {
    const files = {
      '001_a.sql': 'CREATE TABLE t (id int, a text, b text);',
      '002_b.sql': 'ALTER TABLE t DROP COLUMN b;',
      '003_c.sql': 'CREATE TABLE c (id int);',
    };
    expect(await standings(files, 'CREATE TABLE t (id int, a text);')).toEqual([
      'applied: later files have run',
      inDev,
      none,
    ]);
  });
  it('is run where someone has changed by hand in dev what it made, and no draft of it follows', async () => {
    const drifted = 'applied: dev has what it makes, changed since';
    const files = {
      '001_a.sql': 'CREATE TABLE u (id bigint PRIMARY KEY, name text NOT NULL, mail text NOT NULL);',
      '002_b.sql': 'ALTER TABLE u ADD COLUMN title text;',
    };
    const dev = 'CREATE TABLE u (id bigint PRIMARY KEY, name text NOT NULL, email text);';
    expect(await folded(files, dev)).toEqual({
      standings: [drifted, none],
      messages: [
        'u has 3 columns in dev, 3 here, 1 of them not in dev. Missing: email.',
        'dev has no column mail in u. Did you mean email?',
      ],
      open: [],
    });
    // The newest is a draft, and so is what has little of what dev has, or makes what dev does not have.
    const draft = { '001_a.sql': 'CREATE TABLE zz (id int);', '002_b.sql': files['001_a.sql'] };
    expect(await standings(draft, `${dev} CREATE TABLE zz (id int);`)).toEqual([inDev, some]);
    const other = 'CREATE TABLE u (id int, b int, c int, d int, e int);';
    expect(await standings({ ...files, '001_a.sql': other }, dev)).toEqual([some, none]);
    const more = `${files['001_a.sql']} CREATE TABLE w (id int);`;
    expect(await standings({ ...files, '001_a.sql': more }, dev)).toEqual([some, none]);
  });
  it('of which one after the other could have been skipped is run, but for the last', async () => {
    const files = {
      '001_a.sql': 'CREATE TABLE IF NOT EXISTS t (id int);',
      '002_b.sql': 'CREATE INDEX IF NOT EXISTS t_id ON t (id);',
      '003_c.sql': 'ALTER TABLE t ADD COLUMN IF NOT EXISTS a text;',
    };
    const dev = 'CREATE TABLE t (id int, a text); CREATE INDEX t_id ON t (id);';
    expect(await standings(files, dev)).toEqual([inDev, inDev, nothing]);
    const missing = 'CREATE TABLE t (id int, a text);';
    expect(await standings(files, missing)).toEqual([inDev, none, nothing]);
  });
  it('is pending where what it replaces was there before, and what stands before it is not in dev', async () => {
    const files = {
      '001_a.sql': 'ALTER TABLE t ADD COLUMN c int;',
      '002_b.sql': 'CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 2 $$;',
      '003_c.sql': 'ALTER TABLE missing ADD COLUMN z int;',
    };
    const dev = `${first} CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;`;
    expect(await standings(files, dev)).toEqual([none, nothing, nothing]);
  });
});
