/** What rows decide: a scratch PostgreSQL has dev's tables and none of their rows. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Runs, refused, startRuns } from '../support/verify-runs';

let runs: Runs;
const verify: Runs['verify'] = (...given) => runs.verify(...given);
const devOf: Runs['devOf'] = (sql) => runs.devOf(sql);
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

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
  expect(file!.notKnown.map(({ reason }) => reason.split(',')[0])).toEqual(
    ['kinds', 'kinds', 'kinds', 'own'].map((table) => `rows of ${table} decide it`),
  );
  expect(refused({ files: [file!], missing: [], version: '' }).map(([, said]) => said)).toEqual([
    expect.stringContaining('violates foreign key constraint "own_parent_fkey"'),
    'division by zero',
  ]);
});

test('no row decides a constant that its type refuses', async () => {
  const dev = await devOf(
    "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE users (id bigint, mood mood, at timestamptz);",
  );
  const { files } = await verify(
    `CREATE VIEW a AS SELECT id FROM users WHERE mood = 'glad';
CREATE VIEW b AS SELECT id FROM users WHERE at > 'foo';
ALTER TABLE users ADD CHECK (id <> 'abc');
-- It
ALTER TABLE users ADD CHECK (num_nonnulls(id) = 'def');
CREATE POLICY p ON users USING (num_nonnulls(id) = 'ghi');
UPDATE users SET mood = 'glad';
UPDATE users SET id = 'abc'::text::int;
CREATE VIEW c AS SELECT id FROM users WHERE at > '13/01/2024';`,
    'pending',
    dev,
  );
  expect(files[0]!.refusals.map(({ message }) => message.split(':')[0])).toEqual([
    'invalid input value for enum mood',
    'invalid input syntax for type timestamp with time zone',
    'invalid input syntax for type bigint',
    'invalid input syntax for type integer',
    'invalid input syntax for type integer',
    'invalid input value for enum mood',
  ]);
  const reasons = files[0]!.notKnown.map(({ reason }) => reason.split(':')[0]);
  expect(reasons).toEqual(['rows of users decide it, and there are none here', 'the DateStyle in dev decides it']);
});

test('that dev has it already is said of what dev has, and that something is there twice in a statement is not', async () => {
  const dev =
    await devOf(`CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE users (id int, CONSTRAINT a CHECK (id > 0),
    CONSTRAINT b CHECK (id > 1)); CREATE INDEX i ON users (id); CREATE INDEX j ON users (id);`);
  const told = async (sql: string) => {
    const [file] = (await verify(`ALTER TABLE users ADD COLUMN z int; ${sql}`, 'loose', dev)).files;
    return [file!.outcome, ...file!.notKnown.map(({ reason }) => reason)].join(': ');
  };
  for (const sql of [
    'CREATE VIEW x AS SELECT u.id, o.id FROM users u, users o',
    "CREATE TYPE m AS ENUM ('a', 'a')",
    'CREATE TABLE x (xmin int)',
    'CREATE TABLE x (LIKE users, id text)',
    'ALTER TABLE users RENAME CONSTRAINT a TO b',
    'ALTER INDEX i RENAME TO j',
    'ALTER TABLE users ADD q int, ADD q int',
    'ALTER TABLE users ADD CONSTRAINT k CHECK (id > 0), ADD CONSTRAINT k CHECK (id > 1)',
    'CREATE TABLE nt (a int); CREATE TABLE nt (a int)',
    'ALTER TABLE users RENAME TO i',
    "ALTER TYPE mood RENAME VALUE 'sad' TO 'ok'",
  ])
    expect([sql, await told(sql)]).toEqual([sql, 'refused']);
  for (const sql of ["ALTER TYPE mood ADD VALUE 'ok'", 'ALTER TABLE users RENAME CONSTRAINT gone TO b'])
    expect([sql, await told(sql)]).toEqual([sql, expect.stringMatching(/^not known: dev has/)]);
});

test('nor is what hangs on rows that the files themselves would have made of those of dev', async () => {
  const rows = await devOf(`CREATE TABLE kinds (id serial PRIMARY KEY, name text UNIQUE);
    CREATE TABLE things (kind int REFERENCES kinds);`);
  const decided = async (sql: string) => {
    const [file] = (await verify(sql, 'pending', rows)).files;
    return [...file!.refusals.map(({ message }) => message.split(' ')[0]), ...file!.notKnown.map((one) => one.reason)];
  };
  const by = (table: string) => expect.stringContaining(`rows of ${table} decide it`);
  const own = 'CREATE TABLE rules (id int PRIMARY KEY, kind int REFERENCES kinds);\n';
  const match = 'CREATE TABLE matches (rule int REFERENCES rules);\n';
  expect(await decided(`${own}${match}INSERT INTO rules VALUES (1, 1);\nINSERT INTO matches VALUES (1);`)).toEqual([
    by('kinds'),
    by('rules'),
  ]);
  expect(
    await decided(`${own}${match}INSERT INTO rules SELECT id, id FROM kinds;\nINSERT INTO matches VALUES (1);`),
  ).toEqual([by('rules')]);
  expect(
    await decided(`CREATE TABLE own (id int, kind int);\nINSERT INTO own VALUES (1);
UPDATE own SET kind = (SELECT id FROM kinds LIMIT 1);\nALTER TABLE own ALTER kind SET NOT NULL;`),
  ).toEqual([by('own')]);
  expect(
    await decided(`CREATE FUNCTION k(t text) RETURNS int LANGUAGE sql AS 'SELECT id FROM kinds WHERE name = t';
CREATE TABLE own (kind int NOT NULL);\nINSERT INTO own VALUES (k('a'));`),
  ).toEqual([by('kinds')]);
  expect(
    await decided(`INSERT INTO kinds SELECT n, 'a' || n FROM generate_series(1, 30) AS n;
INSERT INTO kinds (name) VALUES ('b');`),
  ).toEqual([by('kinds')]);
  expect(await decided("INSERT INTO kinds (name) VALUES ('b'), ('b');")).toEqual(['duplicate']);
  expect(await decided(`${own}${match}INSERT INTO matches VALUES (1);`)).toEqual(['insert']);
  expect(await decided('CREATE TABLE own (a int NOT NULL);\nINSERT INTO own VALUES (NULL);')).toEqual(['null']);
});
