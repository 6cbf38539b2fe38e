/** What a file renames and puts another in the place of is renamed back, with its rows: what took its name goes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RoundTrip } from '../../server/src/verify/round-trip';
import { Scratch } from '../../server/src/verify/scratch';
import { filesOf, type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

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
])(
  '%s',
  async (sql, expected) => {
    const scratch = new Scratch({ base: runs.dev.schema, texts: [], script: runs.script });
    try {
      const trip = new RoundTrip(scratch);
      await trip.begin([]);
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
