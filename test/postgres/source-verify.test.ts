/** Migrations run over dev's schema in a scratch PostgreSQL. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openSource } from '../../server/src/dev/open';
import { foldHistory, type Standing } from '../../server/src/migrations/history';
import type { DevSchema } from '../../server/src/model/dev';
import { emptySchema } from '../../server/src/model/schema';
import { loadParser, parseDocument } from '../../server/src/sql/document';
import { type VerifyResult, verifyMigration } from '../../server/src/verify/verify';
import { embeddedScript } from '../support/postgres-embedded';

let script: string;
let dev: DevSchema;
async function devOf(sql: string): Promise<DevSchema> {
  const document = parseDocument('dev.sql', 0, sql);
  const statements = document.statements.map((one) => ({ text: one.parsed.text, line: 0 }));
  const config = { kind: 'sql', paths: ['/dev.sql'], label: 'dev.sql', from: 'test' } as const;
  const readSql = async () => [{ name: 'dev.sql', text: sql, statements: () => statements }];
  return openSource(config, { readSql, embeddedScript: script }).read({});
}
beforeAll(async () => {
  await loadParser();
  script = await embeddedScript();
  dev = await devOf(`
    CREATE EXTENSION citext; CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE TABLE users (id serial PRIMARY KEY, email citext NOT NULL UNIQUE, mood mood);
    CREATE TABLE "Odd name" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id integer REFERENCES users (id));
    CREATE INDEX odd_user ON "Odd name" (user_id);
    CREATE VIEW happy AS SELECT id FROM users WHERE mood = 'ok'`);
}, 60_000);

async function verify(
  sql: string | readonly string[],
  standing: Standing = 'pending',
  of = dev,
): Promise<VerifyResult> {
  const files = [sql].flat().map((text, index) => ({ document: parseDocument(`${index}.sql`, 0, text), standing }));
  return verifyMigration({ files, dev: of, embeddedScript: script });
}
/** What is refused, and the text it points to. */
const refused = (result: VerifyResult) =>
  result.files.flatMap(({ document, refusals }) =>
    refusals.map(({ message, range }) => [document.text.slice(range.start, range.end), message]),
  );

test('a migration that runs makes the schema it says, and dev’s own is all there', async () => {
  const result = await verify('ALTER TABLE users ADD COLUMN name text;\nCREATE INDEX ON "Odd name" (id, user_id);');
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
    const result = await verify(sql);
    expect(refused(result)).toEqual([[place, expect.stringContaining(message)]]);
    expect(result.schema).toBeUndefined();
  });
  test('and nothing after it is said to have run', async () => {
    const result = await verify([
      'CREATE TABLE a (x int); CREATE TABLE a (y int); CREATE TABLE b ();',
      'DROP TABLE b;',
    ]);
    expect(result.files.map((file) => [file.ran, file.refusals.length, file.unchecked.length])).toEqual([
      [1, 1, 1],
      [0, 0, 1],
    ]);
    expect(result.files[1]?.unchecked[0]?.reason).toBe('a statement before it is refused');
  });
});

test('a file that has run is not run again, and what the embedded server lacks is not a file’s fault', async () => {
  const ran = { document: parseDocument('1.sql', 0, 'CREATE TABLE users (id int);'), standing: 'applied' } as const;
  const lacks = 'CREATE EXTENSION postgis;\nCREATE TABLE ok (a int);';
  const pending = { document: parseDocument('2.sql', 0, lacks), standing: 'pending' } as const;
  const result = await verifyMigration({ files: [ran, pending], dev, embeddedScript: script });
  expect(refused(result)).toEqual([]);
  expect(result.files.map((file) => [file.ran, file.unchecked.map((one) => one.reason)])).toEqual([
    [0, ['it has run in dev already']],
    [1, [expect.stringContaining('extension "postgis" is not available')]],
  ]);
});

test('a loose file is tried as if dev did not have what it makes', async () => {
  const result = await verify(
    [
      "CREATE TABLE users (id serial PRIMARY KEY);\nCREATE TYPE mood AS ENUM ('x');",
      'CREATE TABLE users (id serial PRIMARY KEY, email citex);',
    ],
    'loose',
  );
  expect(result.files[0]).toMatchObject({
    ran: 1,
    refusals: [],
    unchecked: [{ reason: 'dev has it already: type "mood" already exists' }],
  });
  expect(refused(result)).toEqual([['citex', 'type "citex" does not exist']]);
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
