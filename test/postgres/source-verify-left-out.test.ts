/** Schemas that are not read (devschema.schemas): what a file has to do with them is not known, and the rest is proved. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { objectKey } from '../../server/src/model/kinds';
import { CONTENTS } from '../../server/src/model/unknown';
import { type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

test.each([
  ['CREATE TABLE public.customer (id int);', 'not known'],
  ["CREATE TYPE mood AS ENUM ('a');", 'not known'],
  ['ALTER TABLE app.t ADD COLUMN u int REFERENCES customer (id);', 'not known'],
  ['ALTER TABLE app.t ADD COLUMN u int REFERENCES public.customer (id);', 'not known'],
  ['INSERT INTO public.customer VALUES (1);', 'not known'],
  ['ALTER TABLE app.t ADD COLUMN u int; CREATE INDEX ON app.t (u);', 'proved'],
  ['ALTER TABLE app.nosuch ADD COLUMN u int;', 'refused'],
])('%s is %s', async (sql, outcome) => {
  const dev = await runs.devOf('CREATE SCHEMA app; CREATE TABLE app.t (id int);');
  const unknown = [
    {
      object: objectKey('schema', 'public', 'public'),
      fact: CONTENTS,
      reason: 'devschema.schemas leaves its schema out',
    },
  ];
  const part: DevSchema = { ...dev, schema: { ...dev.schema, unknown } };
  const [file] = (await runs.verify(sql, 'pending', part)).files;
  expect([file?.outcome, ...file!.notKnown.map(({ reason }) => reason)].slice(0, 2)).toEqual(
    outcome === 'not known' ? [outcome, 'schema public is not read, so that what it holds is not known'] : [outcome],
  );
});
