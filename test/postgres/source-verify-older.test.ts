/** Dev is an older PostgreSQL than the embedded one: functions that came since are not there, wherever they are called. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { plan } from '../../server/src/plan/plan';
import { provePlan } from '../../server/src/verify/prove-plan';
import { RoundTrip } from '../../server/src/verify/round-trip';
import { Scratch } from '../../server/src/verify/scratch';
import { filesOf, type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

const asOf = (major: number): DevSchema => ({
  ...runs.dev,
  fingerprint: `${runs.dev.fingerprint} ${major}`,
  schema: { ...runs.dev.schema, serverVersion: major * 10_000 },
});
const outcomes = async (major: number, texts: readonly string[]) => {
  const { files } = await runs.verify(texts, 'loose', asOf(major));
  return files.map(({ outcome, refusals }) => [outcome, ...refusals.map(({ message }) => message)]);
};

test('a default, a block and text built at run time that call one are refused, which says since when there is one', async () => {
  const since = 'it came with PostgreSQL 18, and this server has 15';
  expect(
    await outcomes(15, [
      'CREATE TABLE keys (id uuid DEFAULT uuidv7());',
      'DO $$ BEGIN PERFORM uuidv7(); END $$;',
      "DO $$ BEGIN EXECUTE 'SELECT array_' || 'sort(ARRAY[2, 1])'; END $$;",
      'CREATE VIEW one_of AS SELECT any_value(id) FROM users;',
    ]),
  ).toEqual([
    ['refused', `function uuidv7() does not exist: ${since}`],
    ['refused', `function uuidv7() does not exist: ${since}`],
    ['refused', `function array_sort(integer[]) does not exist: ${since}`],
    ['refused', 'function any_value(integer) does not exist: it came with PostgreSQL 16, and this server has 15'],
  ]);
}, 60_000);

test('what only the newest refuses is not known', async () => {
  const texts = [
    'CREATE UNLOGGED TABLE q1 (a int) PARTITION BY LIST (a);',
    'CREATE TABLE q2 (a int NOT NULL); CREATE TABLE r2 () INHERITS (q2); ALTER TABLE r2 ALTER a DROP NOT NULL;',
    'CREATE TABLE q3 (a int NOT NULL); ALTER TABLE q3 ADD CONSTRAINT q3_a_not_null CHECK (a > 1);',
    'CREATE TABLE q4 (a int); CREATE RULE "_RETURN" AS ON SELECT TO q4 DO INSTEAD SELECT 1 AS a;',
    'SET force_parallel_mode = off;',
    'CREATE VIEW q5 AS SELECT checkpoints_timed FROM pg_stat_bgwriter;',
  ];
  expect((await outcomes(15, texts)).map(([outcome]) => outcome)).toEqual(texts.map(() => 'not known'));
  for (const one of texts.slice(0, 4)) expect((await outcomes(18, [one]))[0]![0]).toBe('refused');
}, 60_000);

test('what that server has runs, also where its types are others there', async () => {
  const texts = [
    'CREATE TABLE keys (id uuid DEFAULT gen_random_uuid(), n integer[] DEFAULT array_append(ARRAY[1], 2));',
    "SELECT random(), reverse('a'), width_bucket(1, ARRAY[1, 2]), array_position(ARRAY[1], 1), lead(1, 1, 2) OVER ();",
    "SELECT count(*) FROM pg_stat_user_tables; SELECT string_agg('a', ','), array_agg(1), xmlagg(NULL);",
  ];
  for (const major of [13, 15, 17]) expect(await outcomes(major, texts)).toEqual(texts.map(() => ['proved']));
}, 120_000);

test.each([
  [15, 'EXTENDED'],
  [16, 'DEFAULT'],
])(
  'a way back is written for the server that dev is on: %i has SET STORAGE %s',
  async (major, storage) => {
    const scratch = new Scratch({ base: asOf(major).schema, texts: [], script: runs.script });
    try {
      const trip = new RoundTrip(scratch);
      await trip.begin([]);
      await trip.go(filesOf('ALTER TABLE users ALTER email SET STORAGE EXTERNAL;')[0]!);
      const [way] = await trip.back();
      expect(way?.plan.steps.map(({ sql }) => sql)).toEqual([
        `ALTER TABLE users ALTER COLUMN email SET STORAGE ${storage};`,
      ]);
      expect(way?.proof.outcome).toBe('proved');
      // What that server refuses is not run, nor undone.
      const newer = 'ALTER TABLE users ADD twice int GENERATED ALWAYS AS (id * 2) VIRTUAL;';
      expect(await trip.go(filesOf(newer)[0]!)).toContain('a virtual generated column came with PostgreSQL 18');
      expect(await trip.go(filesOf('SELECT uuidv7();')[0]!)).toContain('it came with PostgreSQL 18');
    } finally {
      await scratch.close();
    }
  },
  60_000,
);

test('a partition takes the identity of its parent only since 17', async () => {
  const sql = `CREATE TABLE p (id bigint GENERATED ALWAYS AS IDENTITY, n int) PARTITION BY RANGE (n);
    CREATE TABLE p1 (id bigint NOT NULL, n int);
    ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM (1) TO (2);`;
  const dev = await runs.devOf(sql);
  const key = 'public\0p1';
  const part = dev.schema.tables.get(key)!;
  const outcome = async (serverVersion: number) => {
    const columns = part.columns.map(({ identity: _, ...column }) => column);
    const tables = dev.schema.tables.with(key, { ...part, columns });
    const older = { ...dev, fingerprint: `older ${serverVersion}`, schema: { ...dev.schema, tables, serverVersion } };
    return (await runs.verify(sql, 'loose', older)).files[0]?.outcome;
  };
  expect(await outcome(160_000)).toBe('proved');
  expect(await outcome(180_000)).toBe('differs');
}, 60_000);

test('a function of dev’s own has the name of one that came later, and is a default there', async () => {
  const made = "CREATE FUNCTION uuidv7() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()';";
  const { schema, ...dev } = await runs.devOf(`${made} CREATE TABLE n (id uuid DEFAULT public.uuidv7());`);
  const own = schema.tables.get('public\0n')!;
  // As 15 writes it, where nothing else has the name.
  const columns = own.columns.map((column) => ({ ...column, default: 'uuidv7()' }));
  const tables = schema.tables.with('public\0n', { ...own, columns });
  const older: DevSchema = { ...dev, schema: { ...schema, tables, serverVersion: 150_000 } };
  const pending = ['ALTER TABLE n ADD COLUMN x int;', 'CREATE TABLE m (id uuid DEFAULT uuidv7());'];
  const { files } = await runs.verify(pending, 'pending', older);
  expect(files.map(({ outcome, refusals }) => [outcome, refusals])).toEqual(pending.map(() => ['proved', []]));
}, 60_000);

test('what an older dev has otherwise differs, where no other words of its server explain it', async () => {
  const sql = 'CREATE TABLE a (x int); CREATE SEQUENCE s CACHE 10; CREATE VIEW v AS SELECT x FROM a WHERE x > 1;';
  const body = "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';";
  const dev = await runs.devOf(`${sql.replace('10', '11').replace(' WHERE x > 1', '')} ${body.replace('1', '2')}`);
  const older: DevSchema = { ...dev, schema: { ...dev.schema, serverVersion: 150_000 } };
  const { files } = await runs.verify(`${sql} ${body}`, 'loose', older);
  expect([files[0]!.outcome, ...files[0]!.others.map(({ message }) => message).sort()]).toEqual([
    'differs',
    ...['function public.f()', 'sequence public.s', 'view public.v'].map((one) => `${one} is not as dev has it.`),
  ]);
}, 60_000);

test('a script between two databases of 15 is proved as that server has it', async () => {
  const older = async (sql: string) => ({ ...(await runs.devOf(sql)).schema, serverVersion: 150_000 });
  const table = 'CREATE TABLE a (id int PRIMARY KEY, x text);';
  const from = await older(`${table} CREATE TABLE k () INHERITS (a);`);
  const to = await older(`${table} CREATE TABLE k (id int NOT NULL, x text);`);
  expect((await provePlan(from, to, plan(from, to), { script: runs.script })).said).toMatch(/^Proved on/);
}, 60_000);

test('13 has EXTRACT by another function, and array functions take what an array holds', async () => {
  const texts = [
    `CREATE TABLE ex (b timestamptz, t time, d date, i interval, CHECK (extract(epoch FROM b) > 1),
       y float8 GENERATED ALWAYS AS (EXTRACT(year FROM d)) STORED);
     CREATE INDEX ON ex ((extract(hour FROM t)), (extract(day FROM b AT TIME ZONE 'UTC')));
     CREATE VIEW parts AS SELECT extract(epoch FROM b) AS e, extract(hour FROM t) AS h, extract(day FROM i) AS d FROM ex;
     INSERT INTO ex (b, d) VALUES ('2024-05-06 07:08Z', '2024-01-02');
     DO $$ BEGIN IF (SELECT e FROM parts)::text <> '1714979280' OR (SELECT y FROM ex) <> 2024 THEN RAISE 'no'; END IF;
       PERFORM extract(minute FROM now()); END $$;`,
    "CREATE AGGREGATE ag (anyelement) (SFUNC = array_append, STYPE = anyarray, INITCOND = '{}');",
    "SELECT array_append(ARRAY[1], 2), ARRAY['a'] || 'b'::text, array_cat(ARRAY[1], ARRAY[2]), lag(1, 1, 2) OVER ();",
    "SELECT array_append(ARRAY['a'::text], 'a'::varchar);",
  ];
  expect((await outcomes(13, texts)).map(([outcome]) => outcome)).toEqual(['proved', 'proved', 'proved', 'refused']);
  const since = await outcomes(14, [...texts.slice(2), texts[1]!]);
  expect(since.map(([outcome]) => outcome)).toEqual(['proved', 'proved', 'refused']);
}, 60_000);
