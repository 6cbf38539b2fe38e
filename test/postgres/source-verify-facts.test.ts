/** A loose file held against dev in what reading does not look into: names that PostgreSQL chose, storage, validity, what is inherited. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

const told = async (sql: string, dev: string) => {
  const [file] = (await runs.verify(sql, 'loose', await runs.devOf(dev))).files;
  const places = file!.others.map(({ message, range }) => [message, sql.slice(range.start, range.end)]);
  const differing = file!.differences.map((one) => ('differs' in one ? `${one.what} ${one.differs}` : one.what));
  return { outcome: file!.outcome, differing, places };
};

/** What the file makes, what dev has, and what is told of it. */
const pairs: readonly (readonly [string, string, ...(readonly string[])])[] = [
  [
    'CREATE TABLE a1 (x int); CREATE INDEX i1 ON a1 (x) WITH (fillfactor=50);',
    'CREATE TABLE a1 (x int); CREATE INDEX i1 ON a1 (x);',
    'index public.i1: nothing in dev, WITH (fillfactor=50) here.',
  ],
  [
    'CREATE TABLE a2 (x int CONSTRAINT k2 UNIQUE WITH (fillfactor=70)); CLUSTER a2 USING k2;',
    'CREATE TABLE a2 (x int CONSTRAINT k2 UNIQUE);',
    'constraint k2 of public.a2: nothing in dev, CLUSTER here.',
    'constraint k2 of public.a2: nothing in dev, WITH (fillfactor=70) here.',
  ],
  [
    'CREATE TABLE a3 (x int NOT NULL, CONSTRAINT k3 UNIQUE (x));',
    'CREATE TABLE a3 (x int NOT NULL, CONSTRAINT k3 UNIQUE (x)); ALTER TABLE a3 REPLICA IDENTITY USING INDEX k3;',
    'constraint k3 of public.a3: REPLICA IDENTITY USING INDEX in dev, nothing here.',
  ],
  [
    'CREATE TABLE a4 (x int); CREATE INDEX i4 ON a4 ((x + 1)); ALTER INDEX i4 ALTER COLUMN 1 SET STATISTICS 100;',
    'CREATE TABLE a4 (x int); CREATE INDEX i4 ON a4 ((x + 1));',
    'index public.i4: nothing in dev, ALTER COLUMN 1 SET STATISTICS 100 here.',
  ],
  [
    'CREATE TABLE a5 (x int); ALTER TABLE a5 ADD CONSTRAINT c5 CHECK (x > 0) NOT VALID;',
    'CREATE TABLE a5 (x int, CONSTRAINT c5 CHECK (x > 0));',
    'constraint c5 of public.a5: valid in dev, NOT VALID here.',
  ],
  [
    'CREATE TABLE a6 (x int CONSTRAINT n6 NOT NULL);',
    'CREATE TABLE a6 (x int NOT NULL);',
    'column x of public.a6: CONSTRAINT a6_x_not_null NOT NULL in dev, CONSTRAINT n6 NOT NULL here.',
  ],
  [
    'CREATE TABLE a7 (x int NOT NULL);',
    'CREATE TABLE a7 (x int); ALTER TABLE a7 ADD CONSTRAINT a7_x_not_null NOT NULL x NOT VALID;',
    'column x of public.a7: CONSTRAINT a7_x_not_null NOT NULL NOT VALID in dev, CONSTRAINT a7_x_not_null NOT NULL here.',
  ],
  [
    'CREATE TABLE a8 (x serial);',
    "CREATE SEQUENCE s8; CREATE TABLE a8 (x int NOT NULL DEFAULT nextval('s8'));",
    'column x of public.a8: sequence s8 in dev, sequence a8_x_seq here.',
  ],
  [
    'CREATE TABLE z0 (x int PRIMARY KEY); CREATE TABLE z1 (x int REFERENCES z0);',
    'CREATE TABLE z0 (x int PRIMARY KEY); CREATE TABLE z1 (x int REFERENCES z0); ALTER TABLE z0 DISABLE TRIGGER ALL;',
    'constraint z1_x_fkey of public.z1: DISABLE TRIGGER ALL in dev, nothing here.',
  ],
  [
    'CREATE TABLE z2 (id int, x int); CREATE SEQUENCE y2 OWNED BY z2.id;',
    'CREATE TABLE z2 (id int, x int); CREATE SEQUENCE y2 OWNED BY z2.x;',
    'sequence public.y2 is not as dev has it.',
  ],
  [
    "CREATE SEQUENCE s9; CREATE TABLE a9 (x int DEFAULT nextval('s9'));",
    "CREATE SEQUENCE s9 AS int; CREATE TABLE a9 (x int DEFAULT nextval('s9')); ALTER SEQUENCE s9 OWNED BY a9.x;",
    'sequence public.s9 is not as dev has it.',
    'sequence public.s9: AS integer in dev, AS bigint here.',
    'sequence public.s9: OWNED BY a9.x in dev, OWNED BY NONE here.',
  ],
  [
    "CREATE TABLE c2 (x serial); ALTER SEQUENCE c2_x_seq INCREMENT 5; COMMENT ON SEQUENCE c2_x_seq IS 'x';",
    'CREATE TABLE c2 (x serial);',
    'sequence public.c2_x_seq: AS integer in dev, AS integer INCREMENT 5 here.',
  ],
  [
    "CREATE TABLE c3 (x int GENERATED ALWAYS AS IDENTITY); COMMENT ON SEQUENCE c3_x_seq IS 'x';",
    'CREATE TABLE c3 (x int GENERATED ALWAYS AS IDENTITY);',
  ],
  [
    'CREATE TABLE b1 (x int GENERATED ALWAYS AS IDENTITY);',
    'CREATE TABLE b1 (x int GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME s1));',
    'column x of public.b1: sequence s1 in dev, sequence b1_x_seq here.',
  ],
  [
    'CREATE TABLE p2 (x int CHECK (x > 0)); CREATE TABLE b2 (x int, CONSTRAINT p2_x_check CHECK (x > 0)) INHERITS (p2);',
    'CREATE TABLE p2 (x int CHECK (x > 0)); CREATE TABLE b2 () INHERITS (p2);',
    'column x of public.b2: only inherited in dev, its own too here.',
    'constraint p2_x_check of public.b2: only inherited in dev, its own too here.',
  ],
  [
    'CREATE TABLE b3 (x int, y int); CREATE STATISTICS t3 ON x, y FROM b3; CREATE STATISTICS t4 ON x, y FROM b3;',
    'CREATE TABLE b3 (x int, y int); CREATE STATISTICS t3 (ndistinct) ON x, y FROM b3; CREATE STATISTICS t5 ON x, y FROM b3;',
    'public.b3 has no statistics public.t4 in dev.',
    'public.b3 has statistics public.t5 in dev, not here.',
    'statistics public.t3 is not as dev has it.',
  ],
  [
    "CREATE TABLE b4 (x int PRIMARY KEY); CREATE INDEX i5 ON b4 (x); COMMENT ON INDEX i5 IS 'one'; CREATE TYPE c4 AS (x int);",
    "CREATE TABLE b4 (x int PRIMARY KEY); CREATE INDEX i5 ON b4 (x); COMMENT ON CONSTRAINT b4_pkey ON b4 IS 'two'; CREATE TYPE c4 AS (x int); COMMENT ON COLUMN c4.x IS 'three';",
  ],
];

test('each is told at its place, and what is as dev has it is proved', async () => {
  const side = (at: 0 | 1) => pairs.map((pair) => pair[at]).join('\n');
  const { outcome, differing, places } = await told(side(0), side(1));
  expect([outcome, differing.filter((one) => one !== 'definition')]).toEqual(['differs', []]);
  expect(places.map(([message]) => message).sort()).toEqual(pairs.flatMap(([, , ...messages]) => messages).sort());
  const at = new Map(places as [string, string][]);
  expect(at.get(pairs[0]![2]!)).toBe('i1');
  expect(at.get(pairs[2]![2]!)).toBe('k3');
  expect(await told(side(0), side(0))).toEqual({ outcome: 'proved', differing: [], places: [] });
  expect(await told(side(1), side(1))).toEqual({ outcome: 'proved', differing: [], places: [] });
}, 60_000);

test('what a file renames of what it has made is called otherwise than in dev', async () => {
  const dev = 'CREATE TABLE t (a int CONSTRAINT k PRIMARY KEY, b int); CREATE INDEX i ON t (b);';
  const renamed = await told(`${dev} ALTER INDEX i RENAME TO j; ALTER TABLE t RENAME CONSTRAINT k TO l;`, dev);
  expect(renamed).toEqual({ outcome: 'differs', differing: ['index name', 'constraint name'], places: [] });
  // Where the table stands, it is what the file is for.
  const where = dev.replace('TABLE t', 'TABLE IF NOT EXISTS t').replace('INDEX i', 'INDEX IF NOT EXISTS i');
  expect((await told(`${where} ALTER INDEX i RENAME TO j;`, dev)).outcome).toBe('proved');
}, 60_000);

test('what is said with a column that is added', async () => {
  const dev = 'CREATE TABLE t (a int); CREATE TABLE o (id int PRIMARY KEY); ';
  const add = (more: string) => `ALTER TABLE t ADD COLUMN b int${more};`;
  const toldOf = async (here: string, there: string) => {
    const { outcome, differing, places } = await told(add(here), dev + add(there));
    return [outcome, ...differing, ...places.map(([message]) => message)];
  };
  const all = ' UNIQUE CHECK (b > 0) REFERENCES o ON DELETE CASCADE';
  expect(await toldOf(all, all)).toEqual(['proved']);
  expect((await toldOf(all, '')).sort()).toEqual([
    'differs',
    'public.t has no constraint t_b_check in dev.',
    'public.t has no constraint t_b_fkey in dev.',
    'public.t has no constraint t_b_key in dev.',
  ]);
  expect(await toldOf(' REFERENCES o ON DELETE CASCADE', ' REFERENCES o')).toEqual([
    'differs',
    'constraint definition',
  ]);
  // Another file may have added it.
  expect(await toldOf('', all)).toEqual(['not known']);
}, 60_000);

test('a part that is added by itself', async () => {
  const dev = 'CREATE TABLE t (a int); CREATE TABLE o (id int PRIMARY KEY); CREATE SEQUENCE s;';
  const parts =
    "ALTER TABLE t ADD COLUMN b int NOT NULL DEFAULT nextval('s'); ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES o; CREATE INDEX i ON t (a);";
  const file =
    'ALTER TABLE t ADD COLUMN b serial; ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES o NOT VALID; CREATE INDEX i ON t (a) WITH (deduplicate_items=off);';
  const { outcome, differing, places } = await told(file, `${dev}${parts}`);
  expect([outcome, differing]).toEqual(['differs', []]);
  expect(places).toEqual([
    ['index public.i: nothing in dev, WITH (deduplicate_items=off) here.', 'i'],
    ['constraint f of public.t: valid in dev, NOT VALID here.', 'f'],
    ['column b of public.t: sequence s in dev, sequence t_b_seq here.', 'b'],
  ]);
  expect((await told(parts, `${dev}${parts}`)).outcome).toBe('proved');
}, 60_000);

test('what stands in a CREATE SCHEMA that dev has, and a function that the file takes away again, are no proof', async () => {
  const schema = 'CREATE SCHEMA q CREATE TABLE dd (a int);';
  expect((await told(schema, 'CREATE SCHEMA q CREATE TABLE dd (a bigint);')).outcome).toBe('not known');
  expect((await told('CREATE SCHEMA q;', 'CREATE SCHEMA q;')).outcome).toBe('proved');
  const made = "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';";
  for (const after of ['DROP FUNCTION f(int);', 'ALTER FUNCTION f(int) RENAME TO g;'])
    expect((await told(`${made} ${after}`, made)).outcome).toBe('not known');
  expect((await told(`DROP FUNCTION IF EXISTS f(int); ${made}`, made)).outcome).toBe('proved');
}, 60_000);

test('tables that are called alike in two schemas, with keys, sequences and triggers that are, too', async () => {
  const table = (schema: string) => `CREATE TABLE ${schema}.users (id serial PRIMARY KEY, email text UNIQUE);
    CREATE INDEX users_mail ON ${schema}.users (lower(email));
    CREATE TRIGGER touched BEFORE UPDATE ON ${schema}.users FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();`;
  const file = `CREATE SCHEMA auth;\n${table('auth')}\n${table('public')}`;
  expect((await told(file, file)).outcome).toBe('proved');
  expect((await told(file, file.replace('lower(email)', 'upper(email)'))).outcome).toBe('differs');
}, 60_000);
