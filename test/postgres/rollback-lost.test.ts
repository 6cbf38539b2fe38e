/** What a file has dropped or made anew under a name that is there again: no schema shows it, PostgreSQL's numbers do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { RoundTrip, type WayBack } from '../../server/src/verify/round-trip';
import { Scratch } from '../../server/src/verify/scratch';
import { filesOf, type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
let dev: DevSchema;
/** The base is made once. */
let bases: string;
beforeAll(async () => {
  runs = await startRuns();
  bases = mkdtempSync(join(tmpdir(), 'devschema-bases-'));
  dev = await runs.devOf(`CREATE SCHEMA app;
    CREATE TABLE users (id serial PRIMARY KEY, email text, name text);
    CREATE TABLE app.notes (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text);
    CREATE SEQUENCE numbers;
    CREATE TABLE days (day date, what text, twice int GENERATED ALWAYS AS (1) STORED) PARTITION BY RANGE (day);
    CREATE TABLE days_one PARTITION OF days FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')`);
}, 60_000);
afterAll(async () => {
  await runs.close();
  rmSync(bases, { recursive: true, force: true });
});

async function waysOf(sql: string | string[], downs: readonly string[] | undefined = undefined): Promise<WayBack[]> {
  const scratch = new Scratch({ base: dev.schema, texts: [], script: runs.script, bases });
  try {
    const trip = new RoundTrip(scratch);
    await trip.begin([]);
    await scratch.keep();
    const files = filesOf(sql);
    for (const file of files) expect(await trip.go(file)).toBeUndefined();
    return [...(await trip.back(downs && new Map([[files[0]!.document, downs]])))];
  } finally {
    await scratch.close();
  }
}

test('privileges do not come back, but of what goes, and where a way back has them', async () => {
  const file = `CREATE TABLE own (id int); GRANT SELECT ON own TO PUBLIC; GRANT SELECT ON users TO PUBLIC;`;
  const granted = ['what line 1 does to privileges: GRANT SELECT ON users TO PUBLIC'];
  expect((await waysOf(file))[0]!.gone).toEqual(granted);
  expect((await waysOf(file, ['REVOKE SELECT ON users FROM PUBLIC', 'DROP TABLE own']))[0]!.gone).toEqual([]);
  const other = ['REVOKE SELECT ON days FROM PUBLIC', 'DROP TABLE own'];
  expect((await waysOf(file, other))[0]!.gone).toEqual(granted);
});

test('of a file that holds nothing, nothing is proved', async () => {
  const [way] = await waysOf('-- to come\n');
  expect(way!.proof).toMatchObject({ outcome: 'not known', said: expect.stringContaining('it holds no statement') });
});

test.each([
  [
    'ALTER TABLE users RENAME email TO mail; ALTER TABLE users ADD email text; ALTER TABLE users DROP mail',
    ['the values of users.email'],
  ],
  [
    'ALTER TABLE users RENAME TO old; CREATE TABLE users (LIKE old INCLUDING ALL); ALTER SEQUENCE users_id_seq OWNED BY users.id; DROP TABLE old',
    ['the rows of users'],
  ],
  ['ALTER SEQUENCE numbers RENAME TO old; CREATE SEQUENCE numbers; DROP SEQUENCE old', ['the position of numbers']],
  [
    'ALTER TABLE app.notes ALTER id DROP IDENTITY; ALTER TABLE app.notes ALTER id ADD GENERATED ALWAYS AS IDENTITY',
    ['the position of the identity of app.notes.id'],
  ],
  [
    'ALTER TABLE app.notes ALTER id RESTART WITH 5',
    ['what line 1 does to the position of a sequence: ALTER TABLE app.notes ALTER id RESTART WITH 5'],
  ],
  [
    'ALTER SCHEMA app RENAME TO gone; CREATE SCHEMA app; CREATE TABLE app.notes (LIKE gone.notes INCLUDING ALL); DROP SCHEMA gone CASCADE',
    ['the rows of app.notes'],
  ],
  [
    "DROP TABLE days CASCADE; CREATE TABLE days (day date, what text, twice int GENERATED ALWAYS AS (1) STORED) PARTITION BY RANGE (day); CREATE TABLE days_one PARTITION OF days FOR VALUES FROM ('2020-01-01') TO ('2021-01-01')",
    ['the rows of days (line 1)', 'the rows of days_one'],
  ],
  ['ALTER TABLE users DROP name, ADD name text', ['the values of users.name (line 1)']],
  [
    "ALTER TABLE users DROP name, ADD name text GENERATED ALWAYS AS ('x') STORED",
    ['the values of users.name (line 1)'],
  ],
  ['ALTER TABLE days DROP twice, ADD twice int GENERATED ALWAYS AS (1) STORED', []],
  ['ALTER TABLE users RENAME email TO mail; ALTER TABLE users RENAME mail TO email', []],
  [
    'ALTER TABLE users RENAME email TO t; ALTER TABLE users RENAME name TO email; ALTER TABLE users RENAME t TO name',
    [],
  ],
  ['ALTER TABLE users ALTER email TYPE varchar(20), ADD extra int; DROP INDEX IF EXISTS nosuch', []],
])(
  '%s',
  async (sql, gone) => {
    const [way] = await waysOf(sql);
    expect([way!.proof.outcome, way!.gone]).toEqual(['proved', gone]);
  },
  60_000,
);

describe('several files', () => {
  it('blames the file that loses it, not one before it', async () => {
    const ways = await waysOf([
      'ALTER TABLE users ADD extra int',
      'ALTER TABLE users RENAME TO old; CREATE TABLE users (LIKE old INCLUDING ALL); ALTER SEQUENCE users_id_seq OWNED BY users.id; DROP TABLE old',
      'DROP TABLE users',
    ]);
    expect(ways.map(({ gone }) => gone)).toEqual([[], ['the rows of users'], ['the rows of users']]);
  });
});
describe('a way back that there is', () => {
  it('is told what it throws away by renames and drops', async () => {
    const [way] = await waysOf('ALTER TABLE users RENAME email TO mail', [
      'ALTER TABLE users ADD email text',
      'ALTER TABLE users DROP mail',
    ]);
    expect(way!.gone).toEqual(['the values of users.email']);
  });
  it.each<[string, string[], string[]]>([
    ['ALTER TABLE users RENAME TO people', ['ALTER TABLE people RENAME TO users'], []],
    ['ALTER TABLE users RENAME email TO mail', ['ALTER TABLE users RENAME mail TO email'], []],
    ['ALTER TABLE users SET SCHEMA app', ['ALTER TABLE app.users SET SCHEMA public'], []],
    ['ALTER TABLE users DROP name', ['ALTER TABLE users ADD name text'], ['the values of users.name']],
    [
      'DROP TABLE app.notes; CREATE TABLE seeds (id int); INSERT INTO seeds VALUES (1)',
      ['DROP TABLE seeds', 'CREATE TABLE app.notes (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text)'],
      ['the rows of app.notes'],
    ],
  ])('of %s', async (up, down, gone) => {
    const [way] = await waysOf(up, down);
    expect([way!.proof.outcome, way!.gone]).toEqual(['proved', gone]);
  });
});
