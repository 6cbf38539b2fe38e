/** Pending files in a scratch PostgreSQL: on dev, on a target, and sent as their tools send them. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { foldHistory } from '../../server/src/fold/history';
import type { DevSchema } from '../../server/src/model/dev';
import { parseDocument } from '../../server/src/sql/document/document';
import { asSent } from '../../server/src/verify/sender';
import { verifyMigration } from '../../server/src/verify/verify';
import type { WarmScratch } from '../../server/src/verify/warm';
import { type Runs, refused, startRuns } from '../support/verify-runs';

let script: string;
let dev: DevSchema;
let warm: WarmScratch;
let close: Runs['close'];
let devOf: Runs['devOf'];
let verify: Runs['verify'];
beforeAll(async () => {
  ({ script, dev, warm, close, devOf, verify } = await startRuns());
}, 60_000);
afterAll(() => close());

describe('on a target', () => {
  const target = () => devOf('CREATE TABLE users (id int PRIMARY KEY); CREATE VIEW v AS SELECT id FROM users;');
  const wanted = () =>
    devOf(`CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE users (id int PRIMARY KEY, email text NOT NULL, m mood);
      CREATE VIEW v AS SELECT id FROM users; CREATE INDEX users_email ON users (email);`);
  async function onTarget(...texts: string[]) {
    const documents = texts.map((text, index) => parseDocument(`${index}.sql`, 0, text));
    const files = documents.map((document) => ({ document, standing: 'pending' as const }));
    const input = { files, dev: await wanted(), target: await target(), embeddedScript: script };
    const folded = foldHistory({ convention: undefined, files: documents, dev: input.target }).end;
    return verifyMigration({ ...input, folded });
  }

  test('files are proved where the whole of it equals dev afterwards', async () => {
    const result = await onTarget(
      "CREATE TYPE mood AS ENUM ('sad', 'ok'); ALTER TABLE users ADD email text NOT NULL;",
      'ALTER TABLE users ADD m mood; CREATE INDEX users_email ON users (email);',
    );
    expect(result.files.map(({ outcome, base }) => [outcome, base])).toEqual([
      ['proved', 'target'],
      ['proved', 'target after the pending files before it'],
    ]);
  });
  // One by one they would start a server for each.
  test('what stands beside tables has to be dev’s, too', async () => {
    const beside = {
      'schema extra': 'CREATE SCHEMA extra',
      'extension citext': 'CREATE EXTENSION citext',
      'collation public.cc': "CREATE COLLATION cc (provider = libc, locale = 'C')",
      'PUBLICATION pb': 'CREATE PUBLICATION pb FOR TABLE users',
      'OPERATOR public.=== (integer, integer)':
        'CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq)',
      'TEXT SEARCH CONFIGURATION public.tsc': 'CREATE TEXT SEARCH CONFIGURATION tsc (copy = simple)',
      'FOREIGN DATA WRAPPER fw': 'CREATE FOREIGN DATA WRAPPER fw',
      'LANGUAGE ll': 'CREATE LANGUAGE ll HANDLER plpgsql_call_handler',
      'ACCESS METHOD hh': 'CREATE ACCESS METHOD hh TYPE TABLE HANDLER heap_tableam_handler',
    };
    const base = 'CREATE TABLE users (id int PRIMARY KEY);';
    const wanted = 'CREATE TABLE users (id int PRIMARY KEY, email text);';
    const made = `${Object.values(beside).join('; ')};`;
    const verifyOn = async (target: string, dev: string) => {
      const files = [
        { document: parseDocument('0.sql', 0, 'ALTER TABLE users ADD email text;'), standing: 'pending' as const },
      ];
      const input = { files, dev: await devOf(dev), target: await devOf(target), embeddedScript: script };
      const [file] = (await verifyMigration(input)).files;
      return [file!.outcome, ...file!.others.map(({ message }) => message).sort()];
    };
    const each = (say: (shown: string) => string) => Object.keys(beside).map(say).sort();
    expect(await verifyOn(base, wanted + made)).toEqual([
      'differs',
      ...each((shown) => `dev has ${shown}, which is not made.`),
    ]);
    expect(await verifyOn(base + made, wanted)).toEqual(['differs', ...each((shown) => `dev has no ${shown}.`)]);
    expect(await verifyOn(base + made, wanted + made)).toEqual(['proved']);
    const elsewhere = 'CREATE SCHEMA x; CREATE EXTENSION citext';
    expect(await verifyOn(`${base} ${elsewhere};`, `${wanted} ${elsewhere} SCHEMA x;`)).toEqual([
      'differs',
      'extension citext is not as dev has it.',
    ]);
  }, 60_000);
  test('of which a part could not be read, nothing is proved', async () => {
    const base = await devOf('CREATE TABLE users (id int PRIMARY KEY);');
    const whole = await devOf('CREATE TABLE users (id int PRIMARY KEY, email text);');
    const unknown = [{ object: '*', reason: 'target.sql:3: refused' }];
    const part = (of: DevSchema): DevSchema => ({ ...of, schema: { ...of.schema, unknown } });
    const document = parseDocument('0.sql', 0, 'ALTER TABLE users ADD email text;');
    for (const [target, dev, which] of [
      [part(base), whole, 'target'],
      [base, part(whole), 'dev'],
    ] as const) {
      const input = { files: [{ document, standing: 'pending' as const }], dev, target, embeddedScript: script };
      const [file] = (await verifyMigration(input)).files;
      expect([file!.outcome, ...file!.notKnown.map(({ reason }) => reason)]).toEqual([
        'not known',
        `not all of ${which} is known: target.sql:3: refused`,
      ]);
    }
  }, 60_000);
  test('what is missing, too much or otherwise is said, where a file set it', async () => {
    const result = await onTarget('ALTER TABLE users ADD email varchar(80); CREATE TABLE extra (id int); DROP VIEW v;');
    const [file] = result.files;
    expect(file?.outcome).toBe('differs');
    expect(file?.others.map(({ message }) => message).sort()).toEqual([
      'dev has no table public.extra.',
      'dev has type public.mood, which is not made.',
      'dev has view public.v, which is not made.',
    ]);
    expect(file?.differences.map(({ what }) => what).sort()).toEqual(['column', 'column', 'index', 'missing columns']);
  });
});

describe('a pending file whose IF NOT EXISTS would be skipped', () => {
  test('is proved where that would make nothing else than stands, and not known where that cannot be told', async () => {
    const result = await verify([
      `CREATE TABLE IF NOT EXISTS users (id serial, email citext NOT NULL, mood mood);
       CREATE EXTENSION IF NOT EXISTS citext; CREATE SCHEMA IF NOT EXISTS public;`,
      'CREATE TABLE IF NOT EXISTS users (id serial, email text NOT NULL, nick text);',
      'ALTER TABLE users ADD COLUMN IF NOT EXISTS email integer;',
      `DO $$ BEGIN EXECUTE 'CREATE TABLE IF NOT EXISTS ' || (SELECT relname FROM pg_class WHERE relname = 'users') || ' (x int)'; END $$;`,
    ]);
    expect(refused(result)).toEqual([]);
    expect(result.files.map(({ outcome, differences }) => [outcome, differences.map(({ what }) => what)])).toEqual([
      ['proved', []],
      ['differs', ['missing columns', 'column', 'extra column']],
      ['differs', ['column', 'column']],
      ['not known', []],
    ]);
    expect(result.files.map(({ base }) => base)).toEqual([
      'dev',
      ...Array(3).fill('dev after the pending files before it'),
    ]);
  });
});

describe('a pending file that makes something only where it is not there', () => {
  const unless = (make: string) => `DO $$ BEGIN IF to_regtype('mood') IS NULL THEN ${make}; END IF; END $$;`;
  test.each<[string, string, string, string[]]>([
    [
      'what it adds to that later is what it is for',
      `CREATE TABLE IF NOT EXISTS users (id serial, email citext NOT NULL, mood mood);
       ALTER TABLE users ADD COLUMN nick text, ALTER COLUMN email TYPE text;`,
      'proved',
      [],
    ],
    ['a block that passes over the same', unless("CREATE TYPE mood AS ENUM ('sad', 'ok')"), 'proved', []],
    ['one that passes over another', unless("CREATE TYPE mood AS ENUM ('sad')"), 'differs', ['enum values']],
    [
      'one that passes over another view',
      `DO $$ BEGIN CREATE VIEW happy AS SELECT email FROM users; EXCEPTION WHEN duplicate_table THEN NULL; END $$;`,
      'differs',
      ['view public.happy is not as dev has it.'],
    ],
    [
      'one that makes what is new, and it is changed then',
      `DO $$ BEGIN IF to_regclass('fresh') IS NULL THEN CREATE TABLE fresh (id int); END IF; END $$;
       ALTER TABLE fresh ADD COLUMN more text;`,
      'proved',
      [],
    ],
    [
      'one with another condition',
      `DO $$ BEGIN IF 1 > 2 THEN CREATE TABLE users (x int); END IF; END $$;`,
      'proved',
      [],
    ],
    ['an index', 'CREATE INDEX CONCURRENTLY IF NOT EXISTS odd_user ON "Odd name" (user_id);', 'proved', []],
    ['another index', 'CREATE INDEX CONCURRENTLY IF NOT EXISTS odd_user ON "Odd name" (id);', 'differs', ['index']],
    ['a sequence', 'CREATE SEQUENCE IF NOT EXISTS users_id_seq AS integer INCREMENT 5;', 'not known', []],
  ])('%s', async (_, sql, outcome, found) => {
    const [file] = (await verify(sql)).files;
    const said = [...file!.differences.map(({ what }) => what), ...file!.others.map(({ message }) => message)];
    expect([file!.refusals, file!.outcome, said]).toEqual([[], outcome, found]);
  });
});

test.each(['PRIMARY KEY (b, c)', 'UNIQUE (b, c)', 'CHECK (b > 0)'])(
  'a block that drops a constraint and makes it anew is for just that: %s',
  async (definition) => {
    const first = 'CREATE TABLE t (a int NOT NULL, b int NOT NULL, c int NOT NULL, CONSTRAINT k PRIMARY KEY (a, b));';
    const asked =
      "IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'k') THEN ALTER TABLE t DROP CONSTRAINT k; END IF;";
    const block = `DO $$ BEGIN ${asked} ALTER TABLE t ADD CONSTRAINT k ${definition}; END $$;`;
    const { files } = await verify(block, 'pending', await devOf(first));
    expect(files.map(({ outcome, differences }) => [outcome, differences])).toEqual([['proved', []]]);
  },
);

describe('what a pending file takes away and a block makes anew in another form is what it is for', () => {
  const has = `CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE o (id int PRIMARY KEY);
    CREATE TABLE t (id int PRIMARY KEY, a int, b int, CONSTRAINT t_fk FOREIGN KEY (a) REFERENCES o (id));
    CREATE INDEX t_a ON t (a); CREATE VIEW v AS SELECT a FROM t; CREATE POLICY p ON t USING (a > 0);`;
  const anew: [string, string][] = [
    [
      'ALTER TABLE "t" DROP CONSTRAINT "t_fk";',
      'ALTER TABLE "t" ADD CONSTRAINT "t_fk" FOREIGN KEY ("a") REFERENCES "public"."o"("id") ON DELETE cascade',
    ],
    ['DROP INDEX public.t_a;', 'CREATE INDEX t_a ON t (b)'],
    ['ALTER TABLE t DROP COLUMN b;', 'ALTER TABLE t ADD COLUMN b text'],
    ['DROP TYPE mood;', "CREATE TYPE mood AS ENUM ('glad', 'no')"],
    ['DROP VIEW v;', 'CREATE VIEW v AS SELECT id FROM t'],
    ['DROP POLICY p ON t;', 'CREATE POLICY p ON t USING (a > 1)'],
    [
      'ALTER TABLE t RENAME CONSTRAINT t_fk TO t_old;',
      'ALTER TABLE t ADD CONSTRAINT t_fk FOREIGN KEY (b) REFERENCES o',
    ],
  ];
  test('in a statement that IF NOT EXISTS passes over for something else, too', async () => {
    const text = `ALTER TABLE t DROP CONSTRAINT t_fk, ADD CONSTRAINT t_fk FOREIGN KEY (b) REFERENCES o, ADD COLUMN IF NOT EXISTS b int;`;
    expect((await verify(text, 'pending', await devOf(has))).files[0]).toMatchObject({ differences: [], others: [] });
  });
  test.each(anew)('%s', async (takes, makes) => {
    const block = `DO $$ BEGIN ${makes}; EXCEPTION WHEN duplicate_object OR duplicate_table OR duplicate_column THEN null; END $$;`;
    const file = async (text: string) => (await verify(text, 'pending', await devOf(has))).files[0]!;
    expect(await file(`${takes}\n${block}`)).toMatchObject({ outcome: 'proved', differences: [], others: [] });
    // Where it stands, the block passes over it.
    expect((await file(block)).outcome).toBe('differs');
  });
});

describe('a pending file is sent as its tool sends it:', () => {
  const concurrently = 'CREATE INDEX CONCURRENTLY named ON users (email);\n';
  const used = `ALTER TYPE mood ADD VALUE 'new';\nALTER TABLE users ALTER COLUMN mood SET DEFAULT 'new';\n`;
  const body = 'DO $$ BEGIN PERFORM 1;\nEND $$;\n';
  const ending = 'DO $$ BEGIN COMMIT;\nEND $$;\n';
  const inBlock = 'CREATE INDEX CONCURRENTLY cannot run inside a transaction block';
  const newValue = 'unsafe use of new value "new" of enum type mood';
  async function messages(tool: string, path: string, text: string): Promise<readonly string[]> {
    const listing = { folder: '/m', paths: [path], read: () => text };
    const convention = detectConvention(listing, tool)!;
    const sections = convention.sections(text, path);
    const document = parseDocument(`file:///m/${path}`, 1, text, { sections });
    const files = [asSent({ document, standing: 'pending' }, convention, dev.schema)];
    const [file] = (await warm.run({ files, dev }, new AbortController().signal)).files;
    expect(file?.outcome).toBe(file?.refusals.length === 0 ? 'proved' : 'refused');
    return file!.refusals.map(({ message }) => message.replaceAll('\n', ' '));
  }

  test.each<[string, string, string, string[]]>([
    ['goose', '-- +goose Up\n', concurrently, [inBlock]],
    ['goose', '-- +goose NO TRANSACTION\n-- +goose Up\n', concurrently, []],
    ['goose', '-- +goose Up\n', `COMMIT;\n${concurrently}`, []],
    ['goose', '-- +goose Up\n', body, ['unterminated dollar-quoted string at or near "$$ BEGIN PERFORM 1;"']],
    ['goose', '-- +goose Up\n', `-- +goose StatementBegin\n${body}-- +goose StatementEnd\n`, []],
    ['goose', '-- +goose Up\n', 'SELECT 1; SELECT 2; -- both;\n', []],
    [
      'sql-migrate',
      '-- +migrate Up\n',
      `-- +migrate StatementBegin\n${body}-- +migrate StatementEnd\n${used}`,
      [newValue],
    ],
    ['dbmate', '-- migrate:up\n', used, [newValue]],
    ['dbmate', '-- migrate:up transaction:false\n', concurrently, []],
    ['dbmate', '-- migrate:up transaction:false\n', `${concurrently}SELECT 1;`, [inBlock]],
    [
      'goose',
      '-- +goose NO TRANSACTION\n-- +goose Up\n',
      `-- +goose StatementBegin\n${ending}-- +goose StatementEnd\n`,
      [],
    ],
    ['dbmate', '-- migrate:up transaction:false\n', ending, []],
    ['golang-migrate', '', ending, []],
    ['tern', '', used, [newValue]],
    ['supabase', '', concurrently, []],
    // Its newer versions send such a statement by itself.
    ['supabase', '', `SELECT 1;\n${concurrently}`, []],
    ['supabase', '', used, [newValue]],
    ['hasura', '', concurrently, [inBlock]],
    ['refinery', '', concurrently, [inBlock]],
    ['refinery', '', used, [newValue]],
    ['sqlx', '', `-- no-transaction\n${concurrently}`, []],
    ['sqlx', '', `-- It\n-- no-transaction\n${concurrently}`, [inBlock]],
    ['liquibase', '--liquibase formatted sql\n--changeset a:1\n', used, [newValue]],
    ['liquibase', '--liquibase formatted sql\n--changeset a:1\n', used.replace('\n', '\n--changeset a:2\n'), []],
    ['golang-migrate', '', used, [newValue]],
    ['golang-migrate', '', `CREATE TYPE one AS ENUM ('a');\nALTER TABLE users ADD COLUMN o one DEFAULT 'a';`, []],
    ['flyway', '', concurrently, []],
    ['flyway', '', used, [newValue]],
    ['flyway', '', 'LOCK TABLE users IN SHARE MODE;\nSAVEPOINT s;\nDECLARE c CURSOR FOR SELECT 1;', []],
    ['flyway', '', `SELECT 1;\nCOMMIT;\nLOCK TABLE users IN SHARE MODE;`, []],
    ['flyway', '', 'REINDEX TABLE CONCURRENTLY users;', ['REINDEX CONCURRENTLY cannot run inside a transaction block']],
    ['liquibase', '--liquibase formatted sql\n--changeset a:1 runWith:psql\n', concurrently, []],
    ['liquibase', '--liquibase formatted sql\n--changeset a:1\n', 'COMMIT;\nLOCK TABLE users IN SHARE MODE;', []],
    ['plain', '', `SELECT 1;\n${concurrently}`, []],
  ])('%s: %s%s', async (tool, head, text, expected) => {
    const path =
      { flyway: 'V1__a.sql', refinery: 'U1__a.sql', hasura: '1_a/up.sql', 'golang-migrate': '1_a.up.sql' }[tool] ??
      '001_a.sql';
    const found = await messages(tool, path, head + text);
    expect(found.map((message) => message.split(' · ')[0])).toEqual(expected);
    for (const message of found) expect(message).toMatch(/ · .* (?:in one\b|StatementEnd$)/);
  });

  test('all that has not run is in one transaction where its tool has it so', async () => {
    const [first, second] = used.split('\n') as [string, string];
    const journal = ['0000_a', '0001_b'].map((tag, idx) => ({ idx, tag, when: idx }));
    const texts: Readonly<Record<string, string>> = {
      'meta/_journal.json': JSON.stringify({ dialect: 'postgresql', entries: journal }),
      '0000_a.sql': first,
      '0001_b.sql': second,
    };
    for (const [tool, outcomes] of [
      ['drizzle', ['proved', 'refused']],
      ['plain', ['proved', 'proved']],
    ] as const) {
      const convention = detectConvention(
        { folder: '/m', paths: Object.keys(texts), read: (path) => texts[path] },
        tool,
      )!;
      const documents = ['0000_a.sql', '0001_b.sql'].map((path) => parseDocument(`file:///m/${path}`, 1, texts[path]!));
      const files = documents.map((document) => asSent({ document, standing: 'pending' }, convention, dev.schema));
      const result = await warm.run({ files, dev }, new AbortController().signal);
      expect(result.files.map(({ outcome }) => outcome)).toEqual(outcomes);
      const said = result.files.flatMap(({ refusals }) => refusals.map(({ message }) => message));
      expect(said).toEqual(tool === 'plain' ? [] : [expect.stringContaining(`${newValue} · `)]);
      if (said[0] !== undefined) expect(said[0]).toContain('Drizzle runs all files that have not run in one');
    }
  });

  test('what is temporary is there for the next file where its tool has all of them in one session', async () => {
    const plan = '%project=p\n\n1_a 2024-01-01T00:00:00Z a <a@b.c>\n2_b 2024-01-01T00:00:00Z a <a@b.c>\n';
    const runAs = async (tool: string, second: string) => {
      const folder = tool === 'sqitch' ? 'deploy/' : '';
      const ending = tool === 'golang-migrate' ? '.up.sql' : '.sql';
      const paths = [`${folder}1_a${ending}`, `${folder}2_b${ending}`];
      const listed = [...paths, ...(tool === 'sqitch' ? ['sqitch.plan'] : [])];
      const convention = detectConvention({ folder: '/m', paths: listed, read: () => plan }, tool)!;
      const texts = ['CREATE TEMP TABLE j (d int);', second];
      const files = texts.map((text, at) =>
        asSent(
          { document: parseDocument(`file:///m/${paths[at]}`, 1, text), standing: 'pending' },
          convention,
          dev.schema,
        ),
      );
      const result = await warm.run({ files, dev }, new AbortController().signal);
      return result.files.map(({ outcome }) => outcome).join(', ');
    };
    const [again, reads] = ['CREATE TEMP TABLE j (d int);', 'CREATE VIEW w AS SELECT d FROM j;'];
    for (const tool of ['sqitch', 'plain']) {
      expect(await runAs(tool, again)).toBe('proved, proved');
      expect(await runAs(tool, reads)).toBe('proved, refused');
    }
    expect(await runAs('golang-migrate', again)).toBe('proved, refused');
    expect(await runAs('golang-migrate', 'CREATE TEMP VIEW w AS SELECT d FROM j;')).toBe('proved, proved');
  });

  test('what Liquibase may leave out, or passes over, is not known where PostgreSQL refuses it', async () => {
    const runAs = async (text: string) => {
      const convention = detectConvention({ folder: '/m', paths: ['1.sql'], read: () => text }, 'liquibase')!;
      const sections = convention.sections(text, '1.sql');
      const document = parseDocument('file:///m/1.sql', 1, text, { sections });
      const read = foldHistory({ convention: undefined, files: [document], dev }).files[0]!.conflicts;
      const files = [asSent({ document, standing: 'pending' }, convention, dev.schema)];
      const [file] = (await warm.run({ files, dev }, new AbortController().signal)).files;
      return [
        file!.outcome,
        ...read.map(({ kind }) => kind),
        ...file!.notKnown.map(({ reason }) => reason.split(':')[0]),
      ];
    };
    const head = '--liquibase formatted sql\n--changeset a:1';
    const none = 'ALTER TABLE nix ADD COLUMN b int;';
    const held = 'Liquibase runs it only where its preconditions hold';
    expect(await runAs(`${head}\n--preconditions onFail:MARK_RAN\n${none}`)).toEqual([
      'not known',
      'not decided',
      held,
    ]);
    const passed = 'Liquibase goes on where it is refused';
    expect(await runAs(`${head} failOnError:false\n${none}`)).toEqual(['not known', 'not decided', passed]);
    expect(await runAs(`${head}\n--preconditions onFail:HALT\n${none}`)).toEqual(['refused', 'does not exist']);
    expect(await runAs(`${head}\n--preconditions onFail:MARK_RAN\nSELECT 1;`)).toEqual(['proved']);
    expect((await runAs(`${head}\nSELECT 1;\n--changeset a:1\nSELECT 2;`))[1]).toMatch(/one author and id$/);
  });

  test('what a file sets is over at its end, whatever is refused of the next one', async () => {
    const texts = ['CREATE SCHEMA o; SET search_path = o;', 'SELECT nope; CREATE VIEW w AS SELECT id FROM users;'];
    const documents = texts.map((text, at) => parseDocument(`file:///m/${at}.sql`, 1, text));
    const files = documents.map((document) => ({ document, standing: 'pending' as const }));
    const result = await warm.run({ files, dev }, new AbortController().signal);
    expect(result.files.flatMap(({ refusals }) => refusals.map(({ message }) => message))).toEqual([
      'column "nope" does not exist',
    ]);
  });

  test('what is deferred is refused where the transaction ends', async () => {
    const deferred = `CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p int REFERENCES p DEFERRABLE INITIALLY DEFERRED);
INSERT INTO c VALUES (7);`;
    const [message] = await messages('goose', '1_a.sql', `-- +goose Up\n${deferred}`);
    expect(message).toContain('violates foreign key constraint "c_p_fkey"');
  });
  test('after what is refused, the rest is run on', async () => {
    const text = `-- +goose Up\nCREATE TABLE one (id int);\nDROP TABLE missing;\nALTER TABLE one ADD COLUMN a int;\n`;
    expect(await messages('goose', '1_a.sql', text)).toEqual(['table "missing" does not exist']);
  });
});
