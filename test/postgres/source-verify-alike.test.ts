/** A loose file held against dev where one thing can be said, or kept, in several ways; and comments, which do not count. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSnapshot, writeSnapshot } from '../../server/src/dev/snapshot';
import type { DevSchema } from '../../server/src/model/dev';
import { verdictOf } from '../../server/src/workspace/verdict';
import { checkText } from '../rules/support';
import { type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

const run = async (sql: string, dev: DevSchema) => (await runs.verify(sql, 'loose', dev)).files[0]!;

test('what a snapshot keeps is dev, in whichever order it keeps the facts of an object', async () => {
  const sql = `CREATE DOMAIN d AS int CHECK (VALUE > 0) DEFAULT 1;
CREATE TYPE c AS (a int, b text COLLATE "C");
CREATE TYPE r AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi);
CREATE TABLE p (id int, b text, s int) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (9);
CREATE TABLE pa (y int); CREATE TABLE h (x int) INHERITS (pa);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t BEFORE UPDATE ON p FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION f();
CREATE STATISTICS st (ndistinct) ON id, s FROM p1;
CREATE MATERIALIZED VIEW m AS SELECT 1 AS one; CREATE INDEX m_one ON m (one);
CREATE PUBLICATION pub FOR TABLE p WITH (publish = 'insert');
CREATE FOREIGN DATA WRAPPER w; CREATE SERVER sv FOREIGN DATA WRAPPER w OPTIONS (host 'x');
CREATE TEXT SEARCH CONFIGURATION ts (PARSER = "default");`;
  const kept = readSnapshot(writeSnapshot(await runs.devOf(sql)));
  const { outcome, others, differences, notKnown } = await run(sql, kept);
  expect({ outcome, others, differences, notKnown }).toEqual({
    ...{ outcome: 'proved', others: [], differences: [], notKnown: [] },
  });
});

/** The key in dev, the key in the file, and whether they are one. */
const keys: readonly (readonly [string, string, 'same' | 'different'])[] = [
  ['b', 'b COLLATE "default"', 'different'],
  ['c', 'c COLLATE "default"', 'different'],
  ['e', 'e COLLATE "default"', 'different'],
  ['lower(b)', 'lower(b) COLLATE "default"', 'different'],
  ['lower(d)', 'lower(d) COLLATE "C"', 'different'],
  ['d COLLATE "C"', 'd', 'different'],
  ['b', 'b COLLATE "C"', 'same'],
  ['c', 'c COLLATE "C"', 'same'],
  ['e', 'e COLLATE "C"', 'same'],
  ['d', 'd COLLATE "default"', 'same'],
  ['lower(b)', 'lower(b) COLLATE "C"', 'same'],
  ['lower(d)', 'lower(d) COLLATE "default"', 'same'],
  ['(d || b)', '(d || b) COLLATE "C"', 'same'],
];
test('a collation of an index key that is written out is compared with the one that its columns give it', async () => {
  const made = (side: 0 | 1) => {
    const tables = keys.map(
      (pair, at) =>
        `CREATE TABLE k${at} (b text COLLATE "C", c name, d text, e dc); CREATE INDEX i${at} ON k${at} (${pair[side]});`,
    );
    return ['CREATE DOMAIN dc AS text COLLATE "C";', ...tables].join('\n');
  };
  const [dev, sql] = [await runs.devOf(made(0)), made(1)];
  const wrong = keys.flatMap(([, , expected], at) => (expected === 'different' ? `i${at}` : []));
  const told = checkText(sql, dev).findings.map(({ message }) => /^Index (\w+) is on/.exec(message)?.[1]);
  expect(told).toEqual(wrong);
  const { differences, others } = await run(sql, dev);
  expect(differences.map((one) => (one.what === 'index' ? one.file?.name : one.what))).toEqual(wrong);
  expect(others).toEqual([]);
});

test('a child that dev has keeps the name of the NOT NULL constraint that it inherits', async () => {
  const sql = 'CREATE TABLE t (id int NOT NULL, x int CHECK (x > 0));';
  const dev = await runs.devOf(`${sql} CREATE TABLE ch () INHERITS (t);`);
  const { outcome, others } = await run(sql, dev);
  expect([outcome, others]).toEqual(['proved', []]);
});

test.each([
  ['', '', 'proved'],
  ['', ' AS IMPLICIT', 'differs'],
])('a cast WITH INOUT%s of a type that the file makes, in dev WITH INOUT%s: %s', async (here, there, outcome) => {
  const made = (how: string) => `CREATE TYPE fw AS (a int); CREATE CAST (fw AS text) WITH INOUT${how};`;
  expect((await run(made(here), await runs.devOf(made(there)))).outcome).toBe(outcome);
});

const parted = `CREATE TABLE pt (id int PRIMARY KEY, a int) PARTITION BY RANGE (id); CREATE INDEX pt_a ON pt (a);
CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (1) TO (9);`;
test.each([
  ['', []],
  ['ALTER INDEX pt1_pkey RENAME TO zz;', ['constraint-name']],
  ['ALTER INDEX pt1_a_idx RENAME TO zz;', ['index-name']],
])('keys and indexes of a partition, of which dev has %s', async (renamed, told) => {
  const { outcome, aside } = await run(parted, await runs.devOf(`${parted} ${renamed}`));
  expect([outcome, aside]).toEqual(['proved', told]);
});

const keyed = 'CREATE TABLE o (id int PRIMARY KEY); CREATE TABLE n (oid int CONSTRAINT fk REFERENCES o);';
test.each([
  'CREATE TABLE x (a text, EXCLUDE (a WITH =));',
  `${keyed} ALTER TABLE n ALTER CONSTRAINT fk NOT ENFORCED;`,
  `${keyed} ALTER TABLE n ALTER CONSTRAINT fk NOT ENFORCED; ALTER TABLE n ALTER CONSTRAINT fk ENFORCED;`,
])('is its own dev: %s', async (sql) => {
  expect(checkText(sql, await runs.devOf(sql)).findings).toEqual([]);
});

test.each([
  ['(id int, a text, z int)', 'DROP z', 'proved', true],
  ['(id int, a text, z int)', 'RENAME z TO c', 'proved', true],
  ['(id int, a text, z text)', 'RENAME z TO c', 'differs', undefined],
  ['(id int, z int)', 'DROP z', 'differs', undefined],
])('CREATE TABLE IF NOT EXISTS g %s, then %s: %s', async (made, command, outcome, changes) => {
  const dev = await runs.devOf('CREATE TABLE g (id int, a text, z int);');
  const file = await run(`CREATE TABLE IF NOT EXISTS g ${made}; ALTER TABLE g ${command};`, dev);
  expect([file.outcome, file.changes]).toEqual([outcome, changes]);
});

test('comments, the order of columns and names left to PostgreSQL count in no outcome, and are said', async () => {
  const dev = await runs.devOf("CREATE TABLE g (id int, a text); COMMENT ON COLUMN g.a IS 'mine';");
  const file = await run("CREATE TABLE g (id int, a text); COMMENT ON TABLE g IS 'people';", dev);
  expect(file.outcome).toBe('proved');
  expect(verdictOf(file, '18.3')).toBe('proved on PostgreSQL 18.3: runs, equals dev, rows aside, but for comments');
  const pairs = [
    ['CREATE TABLE g (id int, a text)', 'CREATE TABLE g (a text, id int)', 'column-order'],
    ['CREATE TABLE g (id int UNIQUE)', 'CREATE TABLE g (id int CONSTRAINT k UNIQUE)', 'constraint-name'],
    [
      'CREATE TABLE g (id int CHECK (id > 0))',
      'CREATE TABLE g (id int CONSTRAINT c CHECK (id > 0))',
      'constraint-name',
    ],
    [
      'CREATE TABLE g (id int); CREATE INDEX ON g (id)',
      'CREATE TABLE g (id int); CREATE INDEX i ON g (id)',
      'index-name',
    ],
  ] as const;
  for (const [here, there, aside] of pairs) {
    const one = await run(here, await runs.devOf(there));
    expect([one.outcome, one.aside, one.others]).toEqual(['proved', [aside], []]);
  }
  const same = await run("CREATE TABLE g (id int, a text); COMMENT ON COLUMN g.a IS 'mine';", dev);
  expect(verdictOf(same, '18.3')).toBe('proved on PostgreSQL 18.3: runs, equals dev, rows aside');
});

const elsewhere = 'dev has the extension citext in the schema ext';
test.each([
  ['', '', []],
  ['SCHEMA ext', 'SCHEMA ext', []],
  ['SCHEMA ext', '', [elsewhere]],
  ['SCHEMA ext', 'SCHEMA public', [elsewhere]],
])('dev made citext by %j, the file makes it by %j: %s', async (there, here, reasons) => {
  const dev = await runs.devOf(`CREATE SCHEMA ext; CREATE EXTENSION citext ${there};`);
  const { notKnown } = await run(`CREATE EXTENSION citext ${here};`, dev);
  expect(notKnown.map(({ reason }) => reason)).toEqual(reasons);
});
