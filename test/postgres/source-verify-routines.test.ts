/** A loose file that makes a function, procedure or aggregate that dev has runs on dev without it, and is held against it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

const fn = (name: string, how: string) => `CREATE FUNCTION ${name} RETURNS int LANGUAGE sql ${how};`;
const told = async (sql: string, dev: string) => {
  const [file] = (await runs.verify(sql, 'loose', await runs.devOf(dev))).files;
  return [file!.outcome, ...[...file!.others, ...file!.refusals].map(({ message }) => message)];
};

test('what is as dev has it is proved, with what stands on it', async () => {
  const sql = `${fn('overloaded(a int)', "AS 'select a'")} ${fn('overloaded(a text)', "AS 'select 3'")}
    ${fn('used(a int)', "AS 'select a'")} CREATE TABLE t (b int DEFAULT used(1)); CREATE VIEW v AS SELECT used(2);
    CREATE TABLE made (id int); CREATE FUNCTION of_row(one made) RETURNS int LANGUAGE sql AS $$ SELECT one.id $$;
    ${fn('in_sql(a int)', 'RETURN a + 1')}
    CREATE PROCEDURE p(INOUT a int) LANGUAGE plpgsql AS 'begin a := 1; end';
    CREATE AGGREGATE total (int) (sfunc = int4pl, stype = int, initcond = '0');`;
  const noted = (how: string) => fn('noted(a int)', how);
  // Comments and blanks in a body are no difference.
  expect(await told(`${sql}${noted("AS 'select a -- one'")}`, `${sql}${noted("AS ' select  a'")}`)).toEqual(['proved']);
});
test('what is not as dev has it is told, whatever of it', async () => {
  const pairs: readonly (readonly [string, string])[] = [
    [fn('body()', "AS 'select 2'"), fn('body()', "AS 'select 1'")],
    [fn('in_sql(a int)', 'RETURN a + 1'), fn('in_sql(a int)', 'RETURN a + 2')],
    [fn('default_of(a int DEFAULT 5)', "AS 'select a'"), fn('default_of(a int DEFAULT 6)', "AS 'select a'")],
    [fn('cost()', "COST 5 AS 'select 1'"), fn('cost()', "AS 'select 1'")],
    [fn('result()', "AS 'select 1'"), fn('result()', "AS 'select 1'").replace('int L', 'bigint L')],
    ["CREATE PROCEDURE kind(a int) LANGUAGE sql AS 'select a';", fn('kind(a int)', "AS 'select a'")],
    [
      "CREATE AGGREGATE start (int) (sfunc = int4pl, stype = int, initcond = '0');",
      "CREATE AGGREGATE start (int) (sfunc = int4pl, stype = int, initcond = '1');",
    ],
  ];
  const [here, there] = [pairs.map(([file]) => file).join('\n'), pairs.map(([, dev]) => dev).join('\n')];
  const names = ['body()', 'in_sql(a integer)', 'default_of(a integer)', 'cost()', 'result()', 'kind(a integer)'];
  expect(await told(here, there)).toEqual([
    'differs',
    ...names.map((name) => `function public.${name} is not as dev has it.`),
    'aggregate public.start(integer) is not as dev has it.',
  ]);
});
test('what stands beside a view or policy is held against dev too', async () => {
  const base = 'CREATE TABLE t (id int); CREATE TABLE u (id int);';
  const dev = `${base} CREATE VIEW v AS SELECT id FROM t; COMMENT ON VIEW v IS 'b';
    CREATE MATERIALIZED VIEW m AS SELECT id FROM t; CREATE UNIQUE INDEX mi ON m (id); CREATE INDEX mj ON m (id);
    CREATE POLICY p ON t USING (id > 1); CREATE POLICY q ON u USING (id > 1); ALTER TABLE u ENABLE ROW LEVEL SECURITY;`;
  expect(await told(dev.slice(base.length), dev)).toEqual(['proved']);
  const file = `CREATE VIEW v AS SELECT id FROM t; COMMENT ON VIEW v IS 'a';
    CREATE MATERIALIZED VIEW m AS SELECT id FROM t; CREATE INDEX mi ON m (id); CREATE INDEX mk ON m (id);
    CREATE POLICY p ON t USING (id > 1); ALTER TABLE t ENABLE ROW LEVEL SECURITY;`;
  const [outcome, ...messages] = await told(file, dev);
  expect(outcome).toBe('differs');
  expect(messages.sort()).toEqual([
    'index public.mi is not as dev has it.',
    'public.m has index mj in dev, not here.',
    'public.m has no index mk in dev.',
    't: row security disabled in dev, row security enabled here.',
  ]);
});
test('how a table is stored is held against dev, and what IF NOT EXISTS is followed by is new', async () => {
  const dev = 'CREATE TABLE t (id int, name text); CREATE TABLE u (id int) WITH (fillfactor=80);';
  const how = `ALTER TABLE t SET (fillfactor=70); ALTER TABLE t REPLICA IDENTITY FULL;
    ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (true);`;
  const [outcome, ...messages] = await told(
    `CREATE TABLE t (id int, name text); ALTER TABLE t ALTER name SET STORAGE EXTERNAL; ${how} CREATE TABLE u (id int);`,
    dev,
  );
  expect([outcome, ...messages.sort()]).toEqual([
    'differs',
    'column name of public.t: nothing in dev, storage external here.',
    'public.t has no policy p in dev.',
    'public.t: no storage parameters in dev, WITH (fillfactor=70) here.',
    'public.t: replica identity default in dev, replica identity full here.',
    'public.t: row security disabled in dev, row security enabled here.',
    'public.u: WITH (fillfactor=80) in dev, no storage parameters here.',
  ]);
  expect(await told(`CREATE TABLE IF NOT EXISTS t (id int, name text); ${how}`, dev)).toEqual(['proved']);
});
