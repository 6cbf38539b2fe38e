/** Files that have run in dev, run anew: what has statements of its own is held against dev on the file that makes it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { foldHistory } from '../../server/src/fold/history';
import type { DevSchema } from '../../server/src/model/dev';
import { parseDocument } from '../../server/src/sql/document/document';
import { verifyApplied } from '../../server/src/verify/applied';
import { embeddedScript } from '../support/postgres-embedded';
import { type Runs, startRuns } from '../support/verify-runs';

let runs: Runs;
beforeAll(async () => {
  runs = await startRuns();
}, 60_000);
afterAll(() => runs.close());

const verify = async (texts: readonly string[], dev: DevSchema, applied = texts.length) => {
  const paths = texts.map((_, at) => `000${at}_file.sql`);
  const convention = detectConvention({ folder: '/m', paths, read: () => '' })!;
  const documents = texts.map((text, at) => parseDocument(`file:///m/${paths[at]}`, 1, text));
  const isApplied = ({ path }: { path: string }) => paths.indexOf(path) < applied;
  const folded = foldHistory({ convention: { ...convention, isApplied }, files: documents, dev });
  return (await verifyApplied(folded, dev, { script: await embeddedScript() }))!.files;
};
const run = async (...what: Parameters<typeof verify>) => {
  const verified = await verify(...what);
  return verified.map(({ outcome, differences, notKnown }) => [
    outcome,
    ...differences.map((one) => (one.what === 'definition' ? `${one.kind} ${one.name}` : one.what)),
    ...notKnown.map(({ reason }) => reason),
  ]);
};

test('what a file that may be pending adds, too, is not missing in one that has run', async () => {
  const files = ['CREATE TABLE t (id integer);', 'ALTER TABLE t ADD COLUMN IF NOT EXISTS a text;'];
  expect(await run(files, await runs.devOf(files.join('\n')), 1)).toEqual([['proved']]);
  const more = await runs.devOf(`${files.join('\n')} ALTER TABLE t ADD COLUMN b text;`);
  expect(await run(files, more, 1)).not.toEqual([['proved']]);
}, 60_000);

test.each([
  [2, 'DO $$ BEGIN IF (SELECT count(*) FROM t) = 3 THEN ALTER TABLE t ADD COLUMN a text; END IF; END $$;'],
  [1, '\\if :x\nALTER TABLE t ADD COLUMN a text;\n\\endif'],
])('what dev has of a statement that may not have run is not made by running %s files: %s', async (applied, second) => {
  const dev = await runs.devOf('CREATE TABLE t (id integer, a text);');
  const [first] = await run(['CREATE TABLE t (id integer);', second], dev, applied);
  expect(first).toEqual(['not known', 't is made otherwise here than dev has it']);
});

test('what is no relation and files make does not stand where they start', async () => {
  const made = `CREATE TEXT SEARCH CONFIGURATION ts (COPY = simple); CREATE TEXT SEARCH DICTIONARY dd (TEMPLATE = simple);
CREATE PUBLICATION pub; CREATE OPERATOR FAMILY ff USING btree; CREATE SCHEMA app; CREATE TYPE app.fw AS (a int);
CREATE CAST (app.fw AS text) WITH INOUT; CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE FUNCTION same(app.fw, app.fw) RETURNS bool LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR === (LEFTARG = app.fw, RIGHTARG = app.fw, FUNCTION = same);`;
  expect(await run([made, 'CREATE TABLE z (id int);'], await runs.devOf(`${made} CREATE TABLE z (id int);`))).toEqual([
    ['proved'],
    ['proved'],
  ]);
});

test.each([
  ['CREATE INDEX i ON t (n DESC)', 'CREATE INDEX i ON t (n DESC NULLS LAST)', 'differs'],
  ['CREATE INDEX i ON t (n)', 'CREATE INDEX i ON t USING hash (n)', 'differs'],
  ['CREATE INDEX i ON t (n) INCLUDE (name)', 'CREATE INDEX i ON t (n) INCLUDE (name)', 'proved'],
  ['ALTER TABLE t ALTER n SET DEFAULT 4', 'ALTER TABLE t ALTER n SET DEFAULT 5', 'not known'],
  ['CREATE STATISTICS st (ndistinct) ON n, name FROM t', 'CREATE STATISTICS st ON n, name FROM t', 'differs'],
  ['CREATE STATISTICS st ON n, name FROM t', 'CREATE STATISTICS st ON n, name FROM t', 'proved'],
])('on a table that no file makes, %s where dev has %s', async (file, there, outcome) => {
  const base =
    'CREATE TABLE a (id int); CREATE TABLE z (id int); CREATE TABLE t (id int PRIMARY KEY, name text, n int);';
  const dev = await runs.devOf(`${base} ${there};`);
  const files = ['CREATE TABLE a (id int);', `${file};`, 'CREATE TABLE z (id int);'];
  expect((await verify(files, dev)).map((one) => one.outcome)).toEqual(['proved', outcome, 'proved']);
});

test.each([
  [
    'itself',
    'CREATE VIEW w AS SELECT id FROM a; CREATE MATERIALIZED VIEW mv AS SELECT id FROM a; CREATE UNIQUE INDEX i ON mv (id)',
    'proved',
  ],
  ['no view', 'CREATE MATERIALIZED VIEW mv AS SELECT id FROM a; CREATE UNIQUE INDEX i ON mv (id)', 'differs'],
  ['no materialized view', 'CREATE VIEW w AS SELECT id FROM a', 'differs'],
  [
    'an index that is not UNIQUE',
    'CREATE VIEW w AS SELECT id FROM a; CREATE MATERIALIZED VIEW mv AS SELECT id FROM a; CREATE INDEX i ON mv (id)',
    'differs',
  ],
  ['no index', 'CREATE VIEW w AS SELECT id FROM a; CREATE MATERIALIZED VIEW mv AS SELECT id FROM a', 'differs'],
])('views of which dev has %s', async (_, there, outcome) => {
  const dev = await runs.devOf(`CREATE TABLE a (id int); CREATE TABLE b (id int); ${there};`);
  const views =
    'DROP VIEW IF EXISTS w; CREATE VIEW w AS SELECT id FROM a; CREATE MATERIALIZED VIEW mv AS SELECT id FROM a; CREATE UNIQUE INDEX i ON mv (id);';
  const files = ['CREATE TABLE a (id int);', views, 'CREATE TABLE b (id int);'];
  expect((await verify(files, dev)).map((one) => one.outcome)).toEqual(['proved', outcome, 'proved']);
});

test('functions, policies and triggers that dev has otherwise', async () => {
  const files = (value: number) => [
    'CREATE TABLE t (id integer);',
    `CREATE FUNCTION f(OUT a integer, OUT b text) LANGUAGE plpgsql AS $$ BEGIN a := ${value}; END $$;`,
    'CREATE TABLE u ();',
    `CREATE POLICY p ON t USING (id > ${value});`,
    `CREATE FUNCTION sums() RETURNS integer RETURN ${value};`,
    `CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
     CREATE TRIGGER tr BEFORE ${value === 1 ? 'INSERT' : 'UPDATE'} ON t FOR EACH ROW EXECUTE FUNCTION tf();`,
  ];
  const dev = await runs.devOf(files(1).join('\n'));
  expect(await run(files(1), dev)).toEqual(files(1).map(() => ['proved']));
  expect(await run(files(2), dev)).toEqual([
    ['proved'],
    ['differs', 'function f'],
    ['proved'],
    ['differs', 'policy p'],
    // Reading does not look into a body that the server keeps parsed.
    ['differs'],
    ['differs', 'trigger tr'],
  ]);
}, 60_000);

test('a file in which the embedded server ends was not proved, which the status says; the others are', async () => {
  const crashes = "DO $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''true'''; END $$;";
  const files = ['CREATE TABLE t (id integer);', crashes, 'CREATE TABLE u (id integer);'];
  const dev = await runs.devOf('CREATE TABLE t (id integer); CREATE TABLE u (id integer);');
  expect((await verify(files, dev)).map(({ outcome, isUnproved }) => [outcome, isUnproved])).toEqual([
    ['proved', false],
    ['not known', true],
    ['proved', false],
  ]);
}, 60_000);

test('functions and triggers that dev lacks, and what was dropped and dev still has', async () => {
  const files = [
    'CREATE TABLE t (id integer); CREATE VIEW v AS SELECT id FROM t;',
    `CREATE TABLE u (); CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
     CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();`,
    'CREATE TABLE w ();\nDROP VIEW v;',
    'CREATE TABLE x ();',
  ];
  expect(await run(files, await runs.devOf(files.join('\n')))).toEqual(files.map(() => ['proved']));
  const dev = await runs.devOf(`${files[0]} CREATE TABLE u (); CREATE TABLE w (); CREATE TABLE x ();`);
  expect(await run(files, dev)).toEqual([['proved'], ['differs', 'object', 'object'], ['differs'], ['proved']]);
}, 60_000);

const rowSecurity = 'public.t: row security enabled in dev, row security disabled here';
test.each<[string, string, string[]]>([
  ['ALTER TABLE t ENABLE ROW LEVEL SECURITY', '', ['differs', `${rowSecurity}.`]],
  [
    'ALTER TABLE t SET UNLOGGED',
    'DO $$ BEGIN IF 1 > 2 THEN ALTER TABLE u ADD a int; END IF; END $$',
    ['differs', 'public.t: unlogged in dev, permanent here.'],
  ],
  [
    'ALTER TABLE t ENABLE ROW LEVEL SECURITY',
    'DO $$ BEGIN IF 1 > 2 THEN ALTER TABLE t ENABLE ROW LEVEL SECURITY; END IF; END $$',
    ['not known', rowSecurity],
  ],
  [
    'ALTER TABLE t ENABLE ROW LEVEL SECURITY',
    "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'; SELECT f()",
    ['not known', rowSecurity],
  ],
])('what the files do not set, %s, with %s among them', async (there, more, told) => {
  const files = [`CREATE TABLE t (id integer PRIMARY KEY, a text);`, `CREATE TABLE u (id integer); ${more};`];
  const dev = await runs.devOf(`${files.join(' ')}; ${there};`);
  const [file] = await verify(files, dev);
  expect([
    file!.outcome,
    ...file!.others.map(({ message }) => message),
    ...file!.notKnown.map(({ reason }) => reason),
  ]).toEqual(told);
});
test('a file without statements, and a statement that is not run and has nothing to do with it, explain nothing', async () => {
  const table = 'CREATE TABLE t (id integer PRIMARY KEY, a text); CREATE TABLE u (id integer);';
  const dev = await runs.devOf(`${table} CREATE VIEW v AS SELECT id FROM u; ALTER TABLE t ENABLE ROW LEVEL SECURITY;
    ALTER TABLE u ENABLE ROW LEVEL SECURITY;`);
  const files = [table, '-- nothing yet', "COPY u FROM '/data/u.csv'; CREATE VIEW v AS SELECT * FROM u;"];
  const [made, , last] = await verify(files, dev);
  expect([made!.outcome, ...made!.others.map(({ message }) => message)]).toEqual(['differs', `${rowSecurity}.`]);
  expect(made!.notKnown.map(({ reason }) => reason)).toEqual([rowSecurity.replace('public.t', 'public.u')]);
  expect([last!.outcome, last!.others]).toEqual(['not known', []]);
  const wide = await verify([...files.slice(0, 2), `${files[2]} DROP SCHEMA gone;`], dev);
  expect(wide.map(({ outcome }) => outcome)).toEqual(['not known', 'not known', 'not known']);
}, 60_000);
