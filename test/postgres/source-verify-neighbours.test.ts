/** A loose file whose tables get their indexes, triggers and the like in another file of its folder. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesOf, type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

const tables = "CREATE TABLE t (id int, name text); CREATE TYPE tone AS ENUM ('low');";
const rest = `ALTER TABLE ONLY t ADD CONSTRAINT t_pkey PRIMARY KEY (id); ALTER TABLE t ADD COLUMN more int DEFAULT 5;
  CREATE INDEX t_name ON t (name); ALTER TYPE tone ADD VALUE 'high';
  CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ begin return new; end $$;
  CREATE TRIGGER stamp BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION stamp();
  ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY own ON t USING (id > 0);`;

async function told(...others: readonly string[]) {
  const [file] = filesOf(tables, 'loose');
  const beside = filesOf(others, 'loose').map(({ document }) => document);
  const neighbours = function* () {
    yield;
    return beside;
  };
  const dev = await runs.devOf(`${tables}${rest}`);
  const { files } = await runs.warm.run({ files: [{ ...file!, neighbours }], dev }, new AbortController().signal);
  const { outcome, differences, others: more } = files[0]!;
  return [
    outcome,
    differences
      .map(({ what }) => what)
      .sort()
      .join(),
    more.length,
  ];
}

test('what they make is no lack, as far as they make it', async () => {
  expect(await told()).toEqual(['differs', 'column,constraint,enum values,index,missing columns', 3]);
  expect(await told(rest)).toEqual(['proved', '', 0]);
  expect(await told(...rest.split(/;(?!.*\$\$)/))).toEqual(['proved', '', 0]);
  const some = await told('CREATE INDEX t_name ON t (name);', 'DROP INDEX t_name; DROP TRIGGER stamp ON t;');
  expect(some).toEqual(['differs', 'column,constraint,enum values,missing columns', 3]);
  expect((await told(`${tables}${rest}`))[0]).toBe('differs');
});
