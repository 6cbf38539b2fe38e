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
