/** Migrations and ways back that are written for a person: run there and back in the embedded PostgreSQL. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ClientOptions, startClient, type TestClient } from '../support/client';
import { FakeDev } from '../support/fake-dev';
import { draft, guide } from '../support/guide';
import { embeddedScript } from '../support/postgres-embedded';

let script: string;
beforeAll(async () => {
  script = await embeddedScript();
});
let client: TestClient | undefined;
afterEach(async () => {
  expect(client?.received.errors).toEqual([]);
  await client?.stop();
  client = undefined;
});
async function start(dev: string, options: ClientOptions = {}): Promise<TestClient> {
  client = await startClient({ dev: await FakeDev.of(dev), scratch: { script }, ...options });
  await client.settled();
  return client;
}

describe('a new migration', () => {
  const files = {
    '/project/db/migrations/00001_users.sql':
      '-- +goose Up\nCREATE TABLE users (id integer PRIMARY KEY, email text);\n-- +goose Down\nDROP TABLE users;\n',
    '/project/db/migrations/00002_posts.sql': '-- +goose Up\nCREATE TABLE posts (id bigint PRIMARY KEY);\n',
  };
  const dev = `CREATE TABLE users (id integer PRIMARY KEY, email varchar(255) NOT NULL);
    CREATE TABLE posts (id bigint PRIMARY KEY, author integer NOT NULL REFERENCES users);
    CREATE INDEX posts_author_idx ON posts (author);
    CREATE TABLE goose_db_version (id integer PRIMARY KEY, version_id bigint, is_applied boolean);`;

  it('is what the folder lacks of dev, named and numbered by its tool, with its way back, and proved', async () => {
    await start(dev, { files });
    const [folder] = await client!.request('devschema/migrationFolders', null);
    expect(folder).toMatchObject({ label: 'db/migrations', tool: 'goose', files: 2 });
    const asked = { folder: folder!.folder, start: 'all files', name: 'from dev' } as const;
    const made = await client!.request('devschema/newMigration', asked);
    expect(made.proof).toMatch(/^Proved on PostgreSQL 18/);
    expect(made.shown).toEqual(['/project/db/migrations/00003_from_dev.sql']);
    expect(made.files).toMatchObject([{ path: made.shown[0], exists: false }]);
    expect(made.files[0]!.text).toMatchInlineSnapshot(`
      "-- +goose Up

      -- From what 2 migrations make to bazaar.
      -- Fails where there are rows, and author has no default.
      ALTER TABLE "posts" ADD COLUMN "author" integer NOT NULL;
      -- Fails where email is longer than 255 characters.
      ALTER TABLE "users" ALTER COLUMN "email" TYPE varchar(255);
      -- Fails where email is NULL.
      ALTER TABLE "users" ALTER COLUMN "email" SET NOT NULL;
      -- Fails where rows do not fit posts_author_fkey.
      ALTER TABLE "posts" ADD CONSTRAINT "posts_author_fkey" FOREIGN KEY ("author") REFERENCES "users" ("id");
      CREATE INDEX posts_author_idx ON posts (author);

      -- +goose Down
      DROP INDEX "posts_author_idx";
      ALTER TABLE "posts" DROP CONSTRAINT "posts_author_fkey";
      -- Loses the values of posts.author.
      ALTER TABLE "posts" DROP COLUMN "author";
      ALTER TABLE "users" ALTER COLUMN "email" TYPE text;
      ALTER TABLE "users" ALTER COLUMN "email" DROP NOT NULL;
      "
    `);
  });

  it('offers what may have been renamed, and renames what is chosen, there and back', async () => {
    const renaming = {
      '/project/db/migrations/00001_users.sql':
        '-- +goose Up\nCREATE TABLE users (id integer PRIMARY KEY, name text, nick text);\nCREATE TABLE old_posts (id bigint, body text);\n',
    };
    const now = `CREATE TABLE users (id integer PRIMARY KEY, full_name text, nick text, age integer);
      CREATE TABLE posts (id bigint, body text);`;
    await start(now, { files: renaming });
    const from = { folder: '/project/db/migrations', start: 'all files' } as const;
    const { mayBeRenamed: offered } = await client!.request('devschema/newMigration', { ...from, name: 'x' });
    expect(offered.map(({ rename }) => rename)).toEqual(['old_posts=posts', 'users.name=full_name']);
    const renames = offered.map(({ rename }) => rename);
    const made = await client!.request('devschema/newMigration', { ...from, name: 'x', renames });
    expect(made.proof).toMatch(/^Proved on PostgreSQL 18/);
    expect(made.files[0]!.text.replace(/^-- From.*\n/m, '')).toMatchInlineSnapshot(`
      "-- +goose Up

      ALTER TABLE "old_posts" RENAME TO "posts";
      ALTER TABLE "users" RENAME COLUMN "name" TO "full_name";
      ALTER TABLE "users" ADD COLUMN "age" integer;

      -- +goose Down
      ALTER TABLE "users" RENAME COLUMN full_name TO name;
      ALTER TABLE posts RENAME TO old_posts;
      -- Loses the values of users.age.
      ALTER TABLE "users" DROP COLUMN "age";
      "
    `);
  });

  it('is not proved where not all of dev could be read', async () => {
    const part = await FakeDev.of('CREATE TABLE users (id integer PRIMARY KEY, email text);');
    const reason = 'table posts is locked by another session';
    const unknown = [{ object: 'table\0public\0posts', reason }];
    part.schema = { ...part.schema!, schema: { ...part.schema!.schema, unknown } };
    client = await startClient({ dev: part, scratch: { script }, files });
    await client.settled();
    const asked = { folder: '/project/db/migrations', start: 'all files', name: 'x' } as const;
    const made = await client.request('devschema/newMigration', asked);
    expect(made.isProved).toBe(false);
    expect(made.proof).toContain(`since not all could be read: ${reason}`);
  });

  it('is not proved where nothing is run, and what files make is not known then', async () => {
    await start(dev, { files, settings: { verify: { run: 'off' } } });
    const asked = { folder: '/project/db/migrations', start: 'all files', name: 'x' } as const;
    const made = await client!.request('devschema/newMigration', asked);
    expect(made).toMatchObject({
      files: [],
      isProved: false,
      proof: expect.stringMatching(/^Not known: what the files make/),
    });
  });
});

describe('a way back', () => {
  it('is worked out by running the migration, says what does not come back, and is proved', async () => {
    const files = {
      '/project/m/000001_a.up.sql': 'CREATE TABLE a (id integer PRIMARY KEY, old text);',
      '/project/m/000001_a.down.sql': 'DROP TABLE a;',
    };
    await start('CREATE TABLE a (id integer PRIMARY KEY, old text);', { files });
    const file = await client!.open(
      'ALTER TABLE a DROP COLUMN old;\nCREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a);\nUPDATE a SET id = id + 1;\n',
      '/project/m/000002_b.up.sql',
    );
    const way = await client!.request('devschema/rollback', { uri: file.uri });
    expect(way).toMatchObject({ isProved: true, path: '/project/m/000002_b.down.sql' });
    expect(way.text).toMatchInlineSnapshot(`
      "-- Does not come back: what line 3 does to rows: UPDATE a SET id = id + 1
      -- Does not come back: the values of a.old
      -- Loses the rows of b.
      DROP TABLE b;
      ALTER TABLE a ADD COLUMN old text;
      "
    `);
  });

  it('is not known where psql runs what PostgreSQL does not see, and says what stays on the server', async () => {
    await start('CREATE TABLE a (id integer);', {
      files: { '/project/m/000001_a.up.sql': 'CREATE TABLE a (id integer);' },
    });
    const file = await client!.open('CREATE ROLE bob;\nCREATE TABLE b ();\n', '/project/m/000002_b.up.sql');
    const way = await client!.request('devschema/rollback', { uri: file.uri });
    expect(way.text).toBe(
      '-- Does not come back: what line 1 does to the server: CREATE ROLE bob\n-- Loses the rows of b.\nDROP TABLE b;\n',
    );
    for (const psql of ['\\ir more.sql', "SELECT 'DROP TABLE a' \\gexec"]) {
      await file.edit(`CREATE TABLE b ();\n${psql}\n`);
      await expect(client!.request('devschema/rollback', { uri: file.uri })).rejects.toThrow('it is psql that runs');
    }
  });

  it('renames back what was renamed, so that its rows stay', async () => {
    await start(
      `CREATE SCHEMA s; CREATE TYPE mood AS ENUM ('sad', 'ok');
       CREATE TABLE a (id integer PRIMARY KEY, old text, m mood, "Kept" integer); CREATE VIEW v AS SELECT id FROM a;`,
      { files: { '/project/m/000001_a.up.sql': 'CREATE TABLE never (id integer);' } },
    );
    const file = await client!.open(
      `ALTER TABLE a RENAME old TO "New";
       ALTER TABLE public.a RENAME TO b;
       ALTER TABLE b RENAME COLUMN "New" TO newer;
       ALTER TABLE b RENAME CONSTRAINT a_pkey TO b_pkey;
       ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';
       ALTER TYPE mood RENAME TO state;
       ALTER VIEW IF EXISTS v RENAME TO w;
       ALTER TABLE b ADD COLUMN copy bigint;
       UPDATE b SET copy = "Kept";
       ALTER TABLE b DROP COLUMN "Kept";
       ALTER TABLE b RENAME copy TO "Kept";
       ALTER TABLE b SET SCHEMA s;`,
      '/project/m/000002_b.up.sql',
    );
    const way = await client!.request('devschema/rollback', { uri: file.uri });
    expect(way.proof).toMatch(/^Proved on PostgreSQL 18/);
    expect(way.text).toMatchInlineSnapshot(`
      "-- Does not come back: what line 9 does to rows: UPDATE b SET copy = "Kept"
      -- Does not come back: the values of a.Kept
      ALTER TABLE s.b SET SCHEMA public;
      ALTER VIEW IF EXISTS w RENAME TO v;
      ALTER TYPE state RENAME TO mood;
      ALTER TYPE mood RENAME VALUE 'fine' TO 'ok';
      ALTER TABLE b RENAME CONSTRAINT b_pkey TO a_pkey;
      ALTER TABLE b RENAME COLUMN newer TO "New";
      ALTER TABLE public.b RENAME TO a;
      ALTER TABLE a RENAME "New" TO old;
      -- Fails where Kept is too large for integer.
      ALTER TABLE a ALTER COLUMN "Kept" TYPE integer;
      "
    `);
  });

  it('has names as the file writes them', async () => {
    await start('CREATE TABLE a (id integer);');
    const file = await client!.open('CREATE TABLE "b" ("id" integer);', '/project/draft.sql');
    const { text } = await client!.request('devschema/rollback', { uri: file.uri });
    expect(text).toContain('DROP TABLE "b";');
  });

  it('of changesets stands at the end of each, the last to be undone first', async () => {
    await start('CREATE TABLE a (id integer);');
    const text =
      '--liquibase formatted sql\n\n--changeset me:1\nCREATE TABLE b (id integer);\n\n--changeset me:2\nALTER TABLE b ADD COLUMN c integer;\nCREATE INDEX i ON b (c);\n';
    const file = await client!.open(text, '/project/m/001-b.sql');
    const way = await client!.request('devschema/rollback', { uri: file.uri });
    expect(way.proof).toMatch(/^Proved on PostgreSQL 18/);
    const lines = text.split('\n');
    for (const { at, text: insert } of way.inserts!.toReversed()) {
      const line = lines[at.line]!;
      lines[at.line] = line.slice(0, at.character) + insert + line.slice(at.character);
    }
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "--liquibase formatted sql

      --changeset me:1
      CREATE TABLE b (id integer);
      --rollback -- Loses the rows of b.
      --rollback DROP TABLE b;

      --changeset me:2
      ALTER TABLE b ADD COLUMN c integer;
      CREATE INDEX i ON b (c);

      --rollback DROP INDEX i;
      --rollback -- Loses the values of b.c.
      --rollback ALTER TABLE b DROP COLUMN c;
      "
    `);
    await file.edit(lines.join('\n'));
    const there = await client!.request('devschema/rollback', { uri: file.uri });
    expect(there).toMatchObject({ isProved: true, existing: '/project/m/001-b.sql' });
  });

  it('that is there is proved in its place, or what it leaves is said', async () => {
    await start('CREATE TABLE a (id integer);');
    const text =
      '-- +goose Up\nCREATE TABLE b (id integer);\nALTER TABLE a ADD COLUMN b integer;\n-- +goose Down\nDROP TABLE b;\n';
    const file = await client!.open(text, '/project/m/00002_b.sql');
    const way = await client!.request('devschema/rollback', { uri: file.uri });
    expect(way).toMatchObject({ isProved: false, existing: '/project/m/00002_b.sql' });
    expect(way.proof).toMatch(
      /^Not proved on PostgreSQL 18\.\d+: after it there is left: ALTER TABLE "a" DROP COLUMN "b"/,
    );
  });

  it('of a file that stands alone goes to dev without what the file makes', async () => {
    await start('CREATE TABLE a (id integer);');
    const file = await client!.open('CREATE TABLE a (id integer);', '/project/draft.sql');
    const way = await client!.request('devschema/rollback', { uri: file.uri });
    expect(way).toMatchObject({ isProved: true, text: '-- Loses the rows of a.\nDROP TABLE a;\n' });
    expect(way.path ?? way.inserts).toBeUndefined();
  });

  it('leaves what IF NOT EXISTS passes over in dev, and says where it may be the file’s', async () => {
    await start(
      `CREATE TABLE o (id integer PRIMARY KEY); CREATE TABLE u (x integer REFERENCES o);
       CREATE TABLE t (id integer, n integer); CREATE INDEX pi ON t (n); CREATE SEQUENCE sq;
       CREATE MATERIALIZED VIEW mv AS SELECT 1 AS one; CREATE STATISTICS st ON id, n FROM t; CREATE TYPE mood AS ENUM ('ok');`,
    );
    const file = await client!.open('', '/project/draft.sql');
    const back = async (text: string) => {
      await file.edit(text);
      const { text: way, isProved, proof } = await client!.request('devschema/rollback', { uri: file.uri });
      return { way, isProved, proof };
    };
    const skipped = [
      'CREATE TABLE IF NOT EXISTS t (id integer);',
      'ALTER TABLE t ADD COLUMN IF NOT EXISTS n integer;',
      'CREATE INDEX IF NOT EXISTS pi ON t (id);',
      'CREATE SEQUENCE IF NOT EXISTS sq;',
      'CREATE TABLE IF NOT EXISTS o AS SELECT 1 AS z;',
      'CREATE MATERIALIZED VIEW IF NOT EXISTS mv AS SELECT 2 AS two;',
      'CREATE STATISTICS IF NOT EXISTS st ON id, n FROM t;',
      "DO $$ BEGIN CREATE TYPE mood AS ENUM ('sad'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
    ];
    // What is new is undone, and only that.
    expect(await back(`CREATE TABLE zz (a integer);\n${skipped[0]}`)).toMatchObject({
      isProved: true,
      way: '-- Loses the rows of zz.\nDROP TABLE zz;\n',
    });
    const all = await back(`CREATE TABLE zz (a integer);\n${skipped.join('\n')}`);
    expect([all.isProved, all.way.match(/DROP .*/g)]).toEqual([true, ['DROP TABLE zz;']]);
    for (const some of [skipped.slice(0, 1), skipped.slice(1)]) {
      const alone = await back(some.join('\n'));
      expect(alone.way.match(/may have been there before/g)).toHaveLength(some.length);
      expect(alone.way).not.toMatch(/^[^-]|DROP/m);
      expect(alone).toMatchObject({ isProved: false, proof: expect.stringMatching(/^Not known on PostgreSQL 18/) });
    }
    // Where the file has run, what it makes plainly is its own; a column that it adds may be.
    const ran = await back(
      'CREATE TABLE IF NOT EXISTS t (id integer);\nALTER TABLE t ADD COLUMN n integer;\nCREATE TABLE o (id integer PRIMARY KEY);',
    );
    expect(ran.isProved).toBe(false);
    expect(ran.way).toContain('-- Does not come back: a schema without table public.t,');
    expect(ran.way).toContain('ALTER TABLE t DROP COLUMN n;');
    expect(ran.way).toContain('DROP TABLE o;');
    expect(ran.way).not.toContain('DROP TABLE t;');
  });
});

it('a file beside dev has dev’s facts in its own words, and nothing else is other', async () => {
  await start(guide);
  const file = await client!.open(`-- as it was meant\n${draft}`);
  const { text } = await client!.request('devschema/fileAsDev', { uri: file.uri });
  const had = new Set(file.text.split('\n'));
  const kept = text.split('\n').filter((line) => had.has(line));
  expect(kept.length).toBeGreaterThan(10);
  await file.edit(text);
  expect(await file.findings()).toEqual([]);
  expect(text).toContain('\n    "user_id" varchar(255) NOT NULL,\n');
});

it('a CREATE TABLE that earlier migrations leave nothing to do is replaced by what brings theirs to dev', async () => {
  const files = {
    '/project/m/0001_users.sql': "CREATE TABLE users (id integer PRIMARY KEY, name text DEFAULT 'x', old integer);",
    '/project/m/0002_other.sql': 'CREATE TABLE other (id integer);',
  };
  const exact = "CREATE TABLE users (id integer PRIMARY KEY, name varchar(80) NOT NULL DEFAULT 'x', email text);";
  await start(`${exact} CREATE INDEX users_email ON users (email); CREATE TABLE other (id integer);`, { files });
  const file = await client!.open(
    `-- dev's own\n${exact.replace('TABLE u', 'TABLE IF NOT EXISTS u').replace('users', '<|>users')}\n`,
    '/project/m/0003_as_dev.sql',
  );
  expect(await file.findings()).toEqual([
    expect.stringMatching(
      /^warning\[if-not-exists-skips\] users: Earlier migrations make users, .* it differs in email, users_email, name and old\.$/,
    ),
  ]);
  const action = (await file.actions()).find(({ title }) => title.startsWith('Replace with the'));
  expect(await file.apply(action!)).toMatchInlineSnapshot(`
    "-- dev's own
    -- Loses the values of users.old.
    ALTER TABLE "users" DROP COLUMN "old";
    -- Fails where name is longer than 80 characters.
    ALTER TABLE "users" ALTER COLUMN "name" TYPE varchar(80);
    -- Fails where name is NULL.
    ALTER TABLE "users" ALTER COLUMN "name" SET NOT NULL;
    ALTER TABLE "users" ADD COLUMN "email" text;
    CREATE INDEX users_email ON users (email);
    "
  `);
  expect(await file.findings()).toEqual([]);
});
