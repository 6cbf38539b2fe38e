/** What a file renames and puts another in the place of is renamed back, with its rows: what took its name goes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { RoundTrip } from '../../server/src/verify/round-trip';
import { Scratch } from '../../server/src/verify/scratch';
import { filesOf, type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
let dev: DevSchema;
/** The base is made once. */
let bases: string;
beforeAll(async () => {
  runs = await startRuns();
  bases = mkdtempSync(join(tmpdir(), 'devschema-bases-'));
  dev = await runs.devOf(
    'CREATE TABLE users (id int PRIMARY KEY, email text); CREATE SCHEMA work; CREATE TABLE work.x (id int); CREATE SEQUENCE numbers',
  );
}, 60_000);
afterAll(async () => {
  await runs.close();
  rmSync(bases, { recursive: true, force: true });
});

test.each([
  [
    'ALTER TABLE users RENAME COLUMN email TO mail; ALTER TABLE users ADD COLUMN email text;',
    ['RENAME COLUMN email TO email_new', 'RENAME COLUMN mail TO email', 'DROP COLUMN email_new'],
  ],
  [
    'ALTER TABLE users RENAME TO people; CREATE TABLE users (id int);',
    ['users RENAME TO users_new', 'people RENAME TO users', 'DROP TABLE users_new'],
  ],
  [
    'ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT * FROM people;',
    ['users RENAME TO users_new', 'people RENAME TO users', 'DROP VIEW users_new'],
  ],
  [
    'ALTER TABLE users RENAME TO users_new; CREATE VIEW users AS SELECT * FROM users_new;',
    ['users RENAME TO users_newer', 'users_new RENAME TO users', 'DROP VIEW users_newer'],
  ],
  [
    'CREATE SCHEMA app; ALTER TABLE users SET SCHEMA app; CREATE VIEW users AS SELECT * FROM app.users;',
    ['users RENAME TO users_new', 'app.users SET SCHEMA public', 'DROP VIEW users_new', 'DROP SCHEMA app'],
  ],
  [
    'ALTER TABLE users SET SCHEMA work; ALTER TABLE work.users RENAME TO old; CREATE TABLE users (id int PRIMARY KEY, email text);',
    [
      'work.old RENAME TO users',
      'users RENAME TO users_new',
      'public.users_pkey RENAME TO users_pkey_new',
      'work.users SET SCHEMA public',
      'DROP TABLE users_new',
    ],
  ],
  [
    'ALTER SEQUENCE numbers SET SCHEMA work; CREATE SEQUENCE numbers;',
    ['numbers RENAME TO numbers_new', 'work.numbers SET SCHEMA public', 'DROP SEQUENCE numbers_new'],
  ],
  [
    'ALTER SCHEMA work RENAME TO old; CREATE SCHEMA work; ALTER TABLE old.x RENAME TO y;',
    ['old.y RENAME TO x', 'work RENAME TO work_new', 'old RENAME TO work', 'DROP SCHEMA work_new'],
  ],
])(
  '%s',
  async (sql, expected) => {
    const scratch = new Scratch({ base: dev.schema, texts: [], script: runs.script, bases });
    try {
      const trip = new RoundTrip(scratch);
      await trip.begin([]);
      await scratch.keep();
      await trip.go(filesOf(sql)[0]!);
      const [way] = await trip.back();
      const steps = way!.plan.steps.map((step) => step.sql);
      expect(steps).toEqual(expected.map((words) => expect.stringContaining(words)));
      expect([way!.proof.outcome, way!.gone]).toEqual(['proved', []]);
    } finally {
      await scratch.close();
    }
  },
  60_000,
);
