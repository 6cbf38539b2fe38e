/** What a scratch PostgreSQL refuses, cannot do, or is ended by; and what is said of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limitRuns } from '../../server/src/dev/embedded/limits';
import { foldHistory } from '../../server/src/fold/history';
import type { DevSchema } from '../../server/src/model/dev';
import { emptySchema } from '../../server/src/model/schema';
import { defaultSettings } from '../../server/src/settings';
import { parseDocument } from '../../server/src/sql/document/document';
import { verifyMigration } from '../../server/src/verify/verify';
import { filesOf, type Runs, refused, startRuns } from '../support/verify-runs';

let script: string;
let dev: DevSchema;
let close: Runs['close'];
let devOf: Runs['devOf'];
let verify: Runs['verify'];
beforeAll(async () => {
  ({ script, dev, close, devOf, verify } = await startRuns());
}, 60_000);
afterAll(() => close());

test('what is sent in one message is told statement by statement', async () => {
  const skips = await verify(
    'CREATE TABLE one (id int);\nCREATE TABLE IF NOT EXISTS users (id int);\n;\nCREATE TABLE two (id int);',
  );
  const [{ document, notKnown }] = skips.files as [(typeof skips.files)[0]];
  expect(notKnown.map(({ range, reason }) => [document.text.slice(range.start, range.end), reason])).toEqual([
    ['CREATE TABLE IF NOT EXISTS users (id int)', 'PostgreSQL skips it: relation "users" already exists'],
  ]);
  const last = await verify('CREATE TABLE one (id int);\nSELECT id FROM one;\nSELECT nothing FROM one;');
  expect(refused(last)).toEqual([['nothing', expect.stringContaining('column "nothing" does not exist')]]);
});

test('what calls itself for ever has neither run nor ended what follows', async () => {
  const calls =
    'CREATE FUNCTION f(int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f($1 + 1); END $$;\nSELECT f(1);';
  const { files } = await verify(`${calls}\nCREATE TABLE one (id int);\nSELECT nothing FROM one;`);
  const [{ document, notKnown }] = files as [(typeof files)[0]];
  expect(notKnown.map(({ range, reason }) => [document.text.slice(range.start, range.end), reason])).toEqual([
    ['SELECT f(1)', 'the embedded PostgreSQL broke down (stack depth limit exceeded)'],
  ]);
  expect(refused(await verify(`${calls}\nCREATE TABLE one (id int);\nSELECT nothing FROM one;`))).toEqual([
    ['nothing', expect.stringContaining('column "nothing" does not exist')],
  ]);
}, 60_000);

test('a session goes back to the authorization of its start', async () => {
  const back = 'CREATE TABLE in_a_schema_of_others (id int);';
  for (const reset of ['RESET SESSION AUTHORIZATION', 'SET SESSION AUTHORIZATION DEFAULT'])
    expect(
      refused(await verify(`CREATE ROLE another;\nSET SESSION AUTHORIZATION another;\n${reset};\n${back}`)),
    ).toEqual([]);
});

test('a file that has run is not run again, and what the embedded server lacks is not a file’s fault', async () => {
  const ran = { document: parseDocument('1.sql', 0, 'CREATE TABLE users (id int);'), standing: 'applied' } as const;
  const lacks = 'CREATE EXTENSION postgis;\nCREATE TABLE ok (a int);';
  const pending = { document: parseDocument('2.sql', 0, lacks), standing: 'pending' } as const;
  const result = await verifyMigration({ files: [ran, pending], dev, embeddedScript: script });
  expect(refused(result)).toEqual([]);
  expect(result.files.map((file) => [file.ran, file.notKnown.map((one) => one.reason)])).toEqual([
    [0, ['it has run in dev already']],
    [1, [expect.stringContaining('extension "postgis" is not available')]],
  ]);
});

test('a statement in which the embedded server crashes is not known, and the files around it are proved', async () => {
  const crashes = "DO $$ BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''true'''; END $$;";
  const files = filesOf([
    'CREATE TABLE a (id int);',
    `${crashes}\nCREATE TABLE b (id int);`,
    'CREATE TABLE c (id int);',
  ]);
  const result = await verifyMigration({ files, dev, embeddedScript: script });
  // The status of the command line is 2 for it: what was to be done was not, whatever else of the file has run.
  expect(result.files.map(({ outcome, notKnown, isUnproved }) => [outcome, notKnown[0]?.reason, isUnproved])).toEqual([
    ['proved', undefined, false],
    ['not known', 'the embedded PostgreSQL crashed in a statement', true],
    ['proved', undefined, false],
  ]);
});

describe('what PostgreSQL refuses and what the embedded server cannot do', () => {
  test('what the tool does not run leaves a file proved; what psql runs does not', async () => {
    const down = parseDocument('0.sql', 0, 'CREATE TABLE made (id int);\nDROP TABLE made;');
    const documents = [
      { ...down, statements: down.statements.map((one, at) => ({ ...one, runs: at === 0 })) },
      parseDocument('1.sql', 0, 'ALTER TABLE made ADD b int;\n\\i other.sql\n'),
      parseDocument('2.sql', 0, '-- nothing yet'),
    ];
    const files = documents.map((document) => ({ document, standing: 'pending' as const }));
    const result = await verifyMigration({ files, dev, embeddedScript: script });
    expect(result.files.map(({ outcome, notKnown }) => [outcome, notKnown.map(({ reason }) => reason)])).toEqual([
      ['proved', []],
      ['not known', ['it is psql that runs \\i other.sql, not PostgreSQL']],
      ['not known', ['it holds no statement']],
    ]);
  });

  test('what hangs on a transaction that nobody knows of is not proved', async () => {
    const pending = await verify([
      'DO $$ BEGIN COMMIT; END $$;',
      'CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;\nCALL p();',
    ]);
    expect(pending.files.map(({ notKnown }) => notKnown.map(({ reason }) => reason))).toEqual([
      ['it ends transactions, and whether one is around it is not known'],
      ['it ends transactions, and whether one is around it is not known'],
    ]);
    const locking = 'LOCK TABLE users IN SHARE MODE;';
    const loose = await verify([locking, 'SAVEPOINT s;', `BEGIN;\n${locking}\nSAVEPOINT s;\nCOMMIT;`], 'loose');
    const only = 'PostgreSQL takes it only in a transaction, and whether one is around it is not known';
    expect(loose.files.map(({ notKnown }) => notKnown.map(({ reason }) => reason))).toEqual([[only], [only], []]);
    expect(loose.files.map(({ outcome }) => outcome).slice(0, 2)).toEqual(['not known', 'not known']);
  });

  test('what goes on with a savepoint or a cursor that needs a transaction is not refused', async () => {
    const insert = 'INSERT INTO users (mood) SELECT mood FROM users;';
    const text = `SAVEPOINT a;\n${insert}\nROLLBACK TO a;\nRELEASE a;\nDECLARE c CURSOR FOR SELECT 1;\nFETCH c;\nCLOSE c;`;
    const { files } = await verify([text, `BEGIN;\n${text}\nRELEASE b;\nCOMMIT;`], 'loose');
    const only = 'PostgreSQL takes it only in a transaction, and whether one is around it is not known';
    expect(files[0]).toMatchObject({ outcome: 'not known', refusals: [] });
    expect(files[0]?.notKnown.map(({ reason }) => reason)).toEqual(Array(6).fill(only));
    expect(files[1]?.refusals.map(({ message }) => message)).toEqual(['savepoint "b" does not exist']);
  });

  test('what PostgreSQL refuses at COMMIT is refused; what is gone without a transaction is not known', async () => {
    const one = 'CREATE TEMP TABLE one (a int PRIMARY KEY) ON COMMIT DELETE ROWS;';
    const two = 'CREATE TEMP TABLE two (a int REFERENCES one);';
    const own = await verify(`BEGIN;\n${one}\n${two}\nCOMMIT;`, 'loose');
    expect(refused(own)).toEqual([['COMMIT', expect.stringMatching(/^unsupported ON COMMIT and foreign key/)]]);
    const both = two.replace(';', ' ON COMMIT DELETE ROWS;');
    expect((await verify(`BEGIN;\n${one}\n${both}\nCOMMIT;`, 'loose')).files[0]?.outcome).toBe('proved');
    const passing = 'CREATE TEMP TABLE gone ON COMMIT DROP AS SELECT 1 AS a;\nSELECT a FROM gone;';
    const { files } = await verify([passing, `BEGIN;\n${passing}\nCOMMIT;`], 'loose');
    const only = 'PostgreSQL takes it only in a transaction, and whether one is around it is not known';
    expect(files.map(({ outcome, notKnown }) => [outcome, notKnown.map(({ reason }) => reason)])).toEqual([
      ['not known', [only]],
      ['proved', []],
    ]);
  });

  test('what only an older minor version takes is not proved', async () => {
    const types = 'CREATE TYPE two AS (a int, b int);\nCREATE TYPE two_range AS RANGE (subtype = two);\n';
    const { files } = await verify(`${types}ALTER TYPE two ADD ATTRIBUTE c two_multirange;`, 'pending');
    const said = [
      ...files[0]!.refusals.map(({ message }) => message),
      ...files[0]!.notKnown.map(({ reason }) => reason),
    ];
    expect(said).toEqual([expect.stringContaining('composite type two cannot be made a member of itself')]);
    expect((await verify(`${types}CREATE TABLE t (a two_multirange);`)).files[0]?.outcome).toBe('proved');
  });

  test('names without a schema are looked up on dev’s own search path', async () => {
    const tables = await devOf(`CREATE SCHEMA app; CREATE SCHEMA "Other one"; CREATE TYPE app.mood AS ENUM ('sad');
      CREATE TABLE app.orders (id int, mood app.mood DEFAULT 'sad'::app.mood); CREATE TABLE "Other one".more (a int);
      CREATE FUNCTION app.most() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT max(id) FROM app.orders; END;`);
    const dev = { ...tables, schema: { ...tables.schema, searchPath: ['app', 'Other one', 'public'] } };
    const sql = 'ALTER TABLE orders ADD x int;\nCREATE TABLE made (o mood, m int DEFAULT most());\nDROP TABLE more;';
    for (const of of [dev, { ...dev, fingerprint: 'again' }]) {
      const { files, schema } = await verify(sql, 'pending', of);
      expect(files[0]).toMatchObject({ outcome: 'proved', ran: 3, refusals: [] });
      expect(schema).toBeUndefined();
    }
    expect(
      (await verify("CREATE TABLE orders (id int, mood mood DEFAULT 'sad');", 'loose', dev)).files[0],
    ).toMatchObject({
      outcome: 'proved',
    });
  });

  test('what a loose file rolls back is said to be rolled back', async () => {
    const { files } = await verify('BEGIN;\nCREATE VIEW happy AS SELECT id FROM users;\nROLLBACK;', 'loose');
    expect(files[0]?.notKnown.map(({ reason }) => reason)).toEqual(['it is rolled back by the file itself']);
  });

  test('SQLSTATE 0A000 and 55000 are refusals, all of them, each at its place', async () => {
    const tables = await devOf(`
      CREATE TABLE foo (id int PRIMARY KEY, val text, own uuid, a int, b int GENERATED ALWAYS AS (a * 2) STORED);
      CREATE VIEW foo_v AS SELECT id, val FROM foo; CREATE MATERIALIZED VIEW foo_m AS SELECT id FROM foo;
      ALTER TABLE foo ENABLE ROW LEVEL SECURITY; CREATE POLICY foo_p ON foo USING (own IS NOT NULL);
      CREATE TABLE log_p (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);`);
    const sql = `ALTER TABLE foo ALTER COLUMN val TYPE varchar(100);
ALTER TABLE foo ALTER own TYPE text;
ALTER TABLE foo ALTER a TYPE bigint;
ALTER TABLE log_p ADD PRIMARY KEY (id);
CREATE INDEX CONCURRENTLY log_i ON log_p (id);
REFRESH MATERIALIZED VIEW CONCURRENTLY foo_m;
ALTER TABLE log_p SPLIT;
CREATE TABLE later (id int);`;
    const result = await verify(sql, 'pending', tables);
    expect(refused(result).map(([place]) => place)).toEqual(['val', 'own', 'a', 'log_p', 'log_p', 'foo_m', 'SPLIT']);
    expect(result.files[0]).toMatchObject({ outcome: 'refused', ran: 0 });
    expect(result.files[0]?.notKnown.map(({ reason }) => reason)).toEqual(['a statement before it is refused']);
  });

  test('what an extension brings that the server lacks is not known, by name; a name that none of them has is refused', async () => {
    const dump = await devOf(`CREATE SCHEMA ext; CREATE EXTENSION postgis SCHEMA ext; CREATE EXTENSION vector;
      CREATE EXTENSION pg_cron; CREATE TABLE plain (id int); CREATE TABLE places (id int, geom ext.geometry(Point, 4326));`);
    const result = await verify(
      `ALTER TABLE plain ADD g ext.geometry(Point, 4326);
ALTER TABLE plain ADD e vector(3);
SELECT cron.schedule('nightly', '0 3 * * *', 'select 1');
SELECT ext.st_astext(geom) FROM places;
CREATE INDEX ON plain USING hnsw (e vector_l2_ops);
ALTER TABLE plain ADD x txet;`,
      'pending',
      dump,
    );
    expect(result.files[0]?.notKnown.map(({ reason }) => /extension \w+|places|refused/.exec(reason)?.[0])).toEqual([
      'extension postgis',
      'extension pg_cron',
      'places',
    ]);
    expect(refused(result)).toEqual([['txet', 'type "txet" does not exist']]);
  });

  test('what a role is needed for is not known where nothing in dev shows that it is there', async () => {
    const granted = await devOf('CREATE TABLE t (id int); CREATE POLICY p ON t TO reader USING (true);');
    const grants = 'GRANT INSERT ON t TO reader;\nGRANT INSERT ON t TO nobody_here;\nALTER TABLE t ADD a int;';
    const [file] = (await verify(grants, 'pending', granted)).files;
    expect(file).toMatchObject({ outcome: 'not known', ran: 2 });
    expect(file!.notKnown.map(({ reason }) => reason)).toEqual(['whether dev has role nobody_here is not known']);
  });

  test('a statement that ends the server, or never ends, is named, and the files after it run', {
    timeout: 120_000,
  }, async () => {
    const documents = [
      'CREATE TABLE made (id int);',
      `COPY made FROM '/not/there';
       DO $$ BEGIN EXECUTE 'COPY made FROM ''/not/there'''; END $$;
       DO $$ BEGIN LOOP END LOOP; END $$;
       ALTER TABLE made ADD b int;`,
      'ALTER TABLE made ADD c int;',
    ].map((text, index) => parseDocument(`${index}.sql`, 0, text));
    const files = documents.map((document) => ({ document, standing: 'pending' as const }));
    const result = await verifyMigration({ files, dev, embeddedScript: script, timeoutMs: 6_000 });
    expect(result.files.map(({ outcome }) => outcome)).toEqual(['proved', 'not known', 'proved']);
    expect(result.files[1]?.notKnown.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('COPY is not run here'),
      expect.stringMatching(/broke down|could not open/),
      'a statement took longer than 6 s in the embedded PostgreSQL (devschema.verify.timeout)',
    ]);
    expect(result.schema?.tables.get('public\0made')?.columns.map(({ name }) => name)).toEqual(['id', 'b', 'c']);
  });
  test('a statement that takes more memory than is allowed is named', { timeout: 120_000 }, async () => {
    limitRuns({ timeoutMs: undefined, memoryMb: 700 });
    try {
      const text = `DO $$ BEGIN PERFORM length(repeat('x', 600000000)); PERFORM pg_sleep(2); END $$; CREATE TABLE after_it ();`;
      const files = [{ document: parseDocument('0.sql', 0, text), standing: 'pending' as const }];
      const result = await verifyMigration({ files, dev, embeddedScript: script });
      expect(result.files[0]?.notKnown.map(({ reason }) => reason)).toEqual([
        'a statement took more than 700 MB in the embedded PostgreSQL (devschema.verify.memory)',
      ]);
      expect(result.schema?.tables.has('public\0after_it')).toBe(true);
    } finally {
      limitRuns(defaultSettings.runLimits);
    }
  });
});

test('what PostgreSQL makes of the guide’s migration is what the fold makes of it', async () => {
  const guide = readFileSync(join(import.meta.dirname, '../workspaces/bazaar/dev/schema.sql'), 'utf8');
  const document = parseDocument('guide.sql', 0, guide);
  const empty = { ...dev, schema: emptySchema(dev.schema.serverVersion), applied: [] };
  const history = foldHistory({ convention: undefined, files: [document], dev: empty });
  const result = await verifyMigration({
    files: [{ document, standing: 'loose' }],
    dev: empty,
    folded: history.end,
    embeddedScript: script,
  });
  expect(refused(result)).toEqual([]);
  expect(result.files[0]?.ran).toBe(document.statements.length);
  expect(result.disagreements?.differences).toEqual([]);
  expect(result.disagreements?.undecided).toEqual([]);
});

test('verifying is cancelled with its signal', async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 1500);
  const document = parseDocument('0.sql', 0, 'DO $$ BEGIN LOOP END LOOP; END $$;');
  const files = [{ document, standing: 'pending' as const }];
  await expect(verifyMigration({ files, dev, embeddedScript: script, signal: abort.signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
});
