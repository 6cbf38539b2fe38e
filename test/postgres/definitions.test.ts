/** What PostgreSQL stores of routines, triggers, policies, sequences and types, and prints, beside what was written: the same, or told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { foldHistory } from '../../server/src/fold/history';
import { defaultStyle } from '../../server/src/generate/style';
import type { DevSchema } from '../../server/src/model/dev';
import { check } from '../../server/src/rules/check';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { checkText } from '../rules/support';
import { type OwnDatabase, ownDatabase } from '../support/own-database';
import { availableServers, startPglite } from '../support/postgres';
import { createShared, readSchema } from './roundtrip';

/** Each as a person may write it, and another that says something else. */
const pairs: readonly (readonly [said: string, other: string, told: string])[] = [
  [
    `CREATE FUNCTION f1(a int, b text DEFAULT 'x') RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN a; -- so\nEND $$`,
    `create function f1(a integer, b text default 'x') returns int4 language 'plpgsql' as 'begin return a + 1; end'`,
    'Function f1: the body is another one in dev from its line 1 on.',
  ],
  [
    `CREATE FUNCTION f2(VARIADIC list int[]) RETURNS SETOF bigint LANGUAGE sql STABLE STRICT AS $$ SELECT 1::bigint $$`,
    `CREATE FUNCTION f2(VARIADIC list int[]) RETURNS SETOF bigint LANGUAGE sql AS $$ SELECT 1::bigint $$`,
    'Function f2: STABLE in dev, VOLATILE here; STRICT in dev, no STRICT here.',
  ],
  [
    `CREATE FUNCTION f3() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = app, pg_temp SET work_mem TO '1MB' AS ''`,
    `CREATE FUNCTION f3() RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = app SET work_mem TO '1MB' AS ''`,
    'Function f3: SET search_path = app, pg_temp in dev, SET search_path = app here.',
  ],
  [
    `CREATE FUNCTION f4(OUT a int, INOUT b text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 1, 'a' $$`,
    `CREATE FUNCTION f4(OUT a int, INOUT b text) LANGUAGE sql IMMUTABLE AS $$ SELECT 1, 'b' $$`,
    'Function f4: PARALLEL SAFE in dev, PARALLEL UNSAFE here; the body is another one in dev from its line 1 on.',
  ],
  [
    `CREATE FUNCTION f5() RETURNS TABLE (id int, name text) LANGUAGE sql AS $$ SELECT 1, 'a' $$`,
    `CREATE FUNCTION f5() RETURNS TABLE (id int, label text) LANGUAGE sql AS $$ SELECT 1, 'a' $$`,
    'Function f5: (TABLE id, TABLE name) in dev, (TABLE id, TABLE label) here.',
  ],
  [
    `CREATE FUNCTION f6(x app.mood) RETURNS app.pair LANGUAGE sql AS $$ SELECT NULL::app.pair $$`,
    `CREATE FUNCTION f6(x app.mood) RETURNS app.mood LANGUAGE sql AS $$ SELECT NULL::app.mood $$`,
    'Function f6: RETURNS app.pair in dev, RETURNS app.mood here; ',
  ],
  [
    `CREATE PROCEDURE p1(a int) LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$`,
    `CREATE PROCEDURE p1(a int) LANGUAGE plpgsql AS $$ BEGIN ROLLBACK; END $$`,
    'Procedure p1: the body is another one in dev from its line 1 on.',
  ],
  [
    `CREATE TRIGGER t1 BEFORE UPDATE OF b, a OR INSERT ON docs FOR EACH ROW WHEN (NEW.a > 1 AND NEW.b IS NOT NULL) EXECUTE PROCEDURE app.note('a', 1)`,
    `CREATE TRIGGER t1 BEFORE UPDATE OF a OR INSERT ON docs FOR EACH ROW WHEN (NEW.a > 2 AND NEW.b IS NOT NULL) EXECUTE PROCEDURE app.note('a', 2)`,
    'Trigger t1 of docs: INSERT OR UPDATE OF a, b in dev, INSERT OR UPDATE OF a here; WHEN (',
  ],
  [
    `CREATE TRIGGER t2 AFTER DELETE ON docs REFERENCING OLD TABLE AS gone EXECUTE FUNCTION app.note()`,
    `CREATE TRIGGER t2 AFTER DELETE ON docs FOR EACH ROW EXECUTE FUNCTION other()`,
    'Trigger t2 of docs: FOR EACH STATEMENT in dev, FOR EACH ROW here; OLD TABLE AS gone in dev, no REFERENCING here; app.note() in dev, public.other() here.',
  ],
  [
    `CREATE CONSTRAINT TRIGGER t3 AFTER INSERT ON docs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.note()`,
    `CREATE CONSTRAINT TRIGGER t3 AFTER INSERT ON docs DEFERRABLE FOR EACH ROW EXECUTE FUNCTION app.note()`,
    'Trigger t3 of docs: INITIALLY DEFERRED in dev, DEFERRABLE here.',
  ],
  [
    `CREATE TRIGGER t4 BEFORE UPDATE ON docs FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION app.note()`,
    `CREATE TRIGGER t4 AFTER UPDATE ON docs FOR EACH ROW EXECUTE FUNCTION app.note()`,
    'Trigger t4 of docs: BEFORE in dev, AFTER here; WHEN (',
  ],
  [
    `CREATE POLICY y1 ON docs AS RESTRICTIVE FOR UPDATE TO reader, writer USING (owner = current_user) WITH CHECK (a IN (1, 2))`,
    `CREATE POLICY y1 ON docs FOR UPDATE TO reader USING (owner = current_user) WITH CHECK (a IN (1, 3))`,
    'Policy y1 of docs: RESTRICTIVE in dev, PERMISSIVE here; TO reader, writer in dev, TO reader here; WITH CHECK (',
  ],
  [
    `CREATE POLICY y2 ON docs USING (EXISTS (SELECT 1 FROM docs d WHERE d.a = docs.a AND d.owner = current_user))`,
    `CREATE POLICY y2 ON docs FOR SELECT USING (EXISTS (SELECT 1 FROM docs d WHERE d.a = docs.a AND d.owner = current_user))`,
    'Policy y2 of docs: FOR ALL in dev, FOR SELECT here.',
  ],
  [
    `CREATE POLICY y3 ON docs FOR INSERT TO public WITH CHECK (coalesce(a, 0) > 0 AND b LIKE 'a%' AND owner::text <> '')`,
    `CREATE POLICY y3 ON docs FOR INSERT TO public WITH CHECK (coalesce(a, 0) > 1 AND b LIKE 'a%' AND owner::text <> '')`,
    'Policy y3 of docs: WITH CHECK (',
  ],
  [
    `CREATE SEQUENCE s1 AS integer INCREMENT BY -5 MINVALUE -100 CYCLE`,
    `CREATE SEQUENCE s1 AS integer INCREMENT BY -1 MINVALUE -100`,
    'Sequence s1: INCREMENT -5 in dev, INCREMENT -1 here; CYCLE in dev, no CYCLE here.',
  ],
  [
    `CREATE DOMAIN d1 AS varchar(10) DEFAULT 'x' NOT NULL CHECK (length(value) > 1)`,
    `CREATE DOMAIN d1 AS varchar(20) CHECK (length(value) > 2)`,
    'Type d1: AS character varying(10) in dev, AS character varying(20) here; ',
  ],
  [
    `CREATE TYPE c1 AS (a int, b numeric(4, 2), c text[])`,
    `CREATE TYPE c1 AS (a int, b numeric(5, 2), c text[])`,
    'Type c1: (',
  ],
  [
    `CREATE VIEW v1 AS SELECT a, b AS c FROM docs`,
    `CREATE VIEW v1 AS SELECT a, b FROM docs`,
    'View v1: (a, c) in dev, (a, b) here.',
  ],
  [
    `CREATE POLICY q1 ON docs USING (a IN (SELECT m.doc FROM app.members AS m WHERE m.who = current_user AND doc > 0 AND kind = 'x'))`,
    `CREATE POLICY q1 ON docs USING (a IN (SELECT m.doc FROM app.members AS m WHERE m.who = current_user AND doc > 1 AND kind = 'x'))`,
    'Policy q1 of docs: USING (',
  ],
  [
    `CREATE POLICY q2 ON docs FOR SELECT USING (EXISTS (SELECT * FROM app.members WHERE doc = docs.a AND members.who = owner))`,
    `CREATE POLICY q2 ON docs FOR SELECT USING (EXISTS (SELECT * FROM app.members WHERE doc = docs.a AND members.who = docs.b))`,
    'Policy q2 of docs: USING (',
  ],
  [
    `CREATE POLICY q3 ON docs FOR INSERT WITH CHECK (a = ANY (SELECT d.a FROM docs d JOIN app.members m ON m.doc = d.a WHERE NOT EXISTS (SELECT 1 FROM docs WHERE docs.a = m.doc ORDER BY 1 LIMIT 1)))`,
    `CREATE POLICY q3 ON docs FOR INSERT WITH CHECK (a = ANY (SELECT d.a FROM docs d LEFT JOIN app.members m ON m.doc = d.a WHERE NOT EXISTS (SELECT 1 FROM docs WHERE docs.a = m.doc ORDER BY 1 LIMIT 1)))`,
    'not known: policy q3 of docs: reading cannot tell',
  ],
  [
    `CREATE POLICY q4 ON docs FOR DELETE USING ((SELECT count(*) FROM app.members) > 1 AND owner = (SELECT current_user))`,
    `CREATE POLICY q4 ON docs FOR DELETE USING ((SELECT count(*) FROM docs) > 1 AND owner = (SELECT current_user))`,
    'not known: policy q4 of docs: reading cannot tell',
  ],
  [
    `CREATE TRIGGER q5 BEFORE UPDATE ON docs FOR EACH ROW WHEN (OLD.a = 1 AND NEW.b <> 'x') EXECUTE FUNCTION app.note()`,
    `CREATE TRIGGER q5 BEFORE UPDATE ON docs FOR EACH ROW WHEN (NEW.a = 1 AND OLD.b <> 'x') EXECUTE FUNCTION app.note()`,
    'Trigger q5 of docs: WHEN (',
  ],
  [
    `CREATE VIEW q6 AS WITH few AS (SELECT doc, count(*) AS n FROM app.members GROUP BY 1 HAVING count(*) > 1)
       SELECT d.*, f.n, upper(b) AS loud FROM docs d LEFT JOIN few f ON f.doc = a WHERE owner <> 'x' ORDER BY n DESC, 1`,
    `CREATE VIEW q6 AS WITH few AS (SELECT doc, count(*) AS n FROM app.members GROUP BY 1 HAVING count(*) > 2)
       SELECT d.*, f.n, upper(b) AS loud FROM docs d LEFT JOIN few f ON f.doc = a WHERE owner <> 'x' ORDER BY n DESC, 1`,
    'not known: view q6: reading cannot tell',
  ],
  [
    `CREATE VIEW q7 AS SELECT x.n, part FROM (SELECT a AS n, b FROM docs UNION ALL SELECT doc, kind FROM app.members ORDER BY n) x, unnest(string_to_array(x.b, ',')) part`,
    `CREATE VIEW q7 AS SELECT x.n, part FROM (SELECT a AS n, b FROM docs UNION SELECT doc, kind FROM app.members ORDER BY n) x, unnest(string_to_array(x.b, ',')) part`,
    'not known: view q7: reading cannot tell',
  ],
  [
    `CREATE VIEW q8 AS SELECT DISTINCT CASE WHEN a > 1 THEN 'big' ELSE 'small' END AS size, d.b || '-' || coalesce(kind, '') AS label,
       row_number() OVER (PARTITION BY who ORDER BY doc) AS nth FROM docs AS d INNER JOIN app.members USING (a)`,
    `CREATE VIEW q8 AS SELECT DISTINCT CASE WHEN a > 1 THEN 'big' ELSE 'small' END AS size, d.b || '-' || coalesce(kind, '') AS label,
       row_number() OVER (PARTITION BY who ORDER BY kind) AS nth FROM docs AS d INNER JOIN app.members USING (a)`,
    'not known: view q8: reading cannot tell',
  ],
];
const stands = `CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('a'); CREATE TYPE app.pair AS (a int, b int);
CREATE TABLE docs (a int, b text, owner name); CREATE TABLE app.members (doc int, who name, kind varchar(9), a int); CREATE FUNCTION app.note() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION other() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';`;

const dev = (schema: DevSchema['schema']): DevSchema => ({
  schema,
  readAt: 0,
  label: 'dev',
  fingerprint: '',
  applied: [],
});
const settings = { rules: {}, style: defaultStyle };
function told(files: Readonly<Record<string, string>>, schema: DevSchema['schema']) {
  const convention = detectConvention({ folder: '/m', paths: Object.keys(files), read: (path) => files[path] })!;
  const documents = convention.files.map(({ path }) => parseDocument(`file:///m/${path}`, 1, files[path]!));
  const history = foldHistory({ convention, files: documents, dev: dev(schema) });
  return documents.flatMap(({ uri }) => {
    const { findings, notKnown } = check({ history, uri, dev: dev(schema), settings });
    return [...findings.map(({ message }) => message), ...notKnown.map(({ reason }) => `not known: ${reason}`)];
  });
}

const servers: readonly (readonly [string, () => Promise<OwnDatabase>])[] = [
  ['the embedded PostgreSQL', () => startPglite([])],
  ...(await availableServers()).map((major) => [`PostgreSQL ${major}`, () => ownDatabase(major)] as const),
];

describe.each(servers)('what %s prints', (_, start) => {
  let database: OwnDatabase;
  let schema: DevSchema['schema'];
  beforeAll(async () => {
    await loadParser();
    database = await start();
    await createShared(database);
    await database.exec(`DO $$ BEGIN CREATE ROLE reader; CREATE ROLE writer; END $$; ${stands}`);
    for (const [said] of pairs) await database.exec(said);
    schema = await readSchema(database);
  });
  afterAll(() => database.close());

  test.each(pairs)('of %s', (said, other, message) => {
    const first = { '001_stands.sql': stands };
    expect(told({ ...first, '002_said.sql': `${said};` }, schema)).toEqual([]);
    const found = told({ ...first, '002_said.sql': `${other};` }, schema);
    expect(found.map((each) => each.slice(0, message.length))).toEqual([message]);
  });
  test('is as files say it that change it later', () => {
    const files = {
      '001_stands.sql': stands,
      '002_older.sql': pairs.map(([, other]) => `${other};`).join('\n'),
      '003_newer.sql': `
        CREATE OR REPLACE FUNCTION f1(a int, b text DEFAULT 'x') RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n  RETURN a;\nEND $$;
        ALTER FUNCTION f2 STABLE STRICT; ALTER FUNCTION f3() RESET search_path; ALTER FUNCTION f3() SET search_path TO app, pg_temp;
        ALTER FUNCTION f4(text) PARALLEL SAFE;
        CREATE OR REPLACE FUNCTION f4(OUT a int, INOUT b text) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 1, 'a' $$;
        DROP TRIGGER t3 ON docs; CREATE CONSTRAINT TRIGGER t3 AFTER INSERT ON docs DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.note();
        ALTER POLICY y3 ON docs WITH CHECK (coalesce(a, 0) > 0 AND b LIKE 'a%' AND owner::text <> '');
        ALTER SEQUENCE s1 INCREMENT -5 CYCLE;
        ALTER TYPE c1 ALTER ATTRIBUTE b TYPE numeric(4, 2);`,
    };
    const names = told(files, schema).map((message) => message.split(/[ :]/)[1]);
    const known = ['f5', 'f6', 'p1', 't1', 't2', 't4', 'y1', 'y2', 'd1', 'v1', 'q1', 'q2', 'q5'];
    expect(names).toEqual([...known, ...Array(5).fill('known')]);
  });
  test('is told of no file that has not run', () => {
    const replaced = `CREATE OR REPLACE FUNCTION f1(a int, b text DEFAULT 'x') RETURNS int LANGUAGE plpgsql AS 'begin return 7; end';
      ALTER FUNCTION f2 VOLATILE; DROP POLICY y3 ON docs; CREATE POLICY y3 ON docs USING (false);`;
    const run = { '001_stands.sql': stands, '002_said.sql': pairs.map(([said]) => `${said};`).join('\n') };
    expect(told({ ...run, '003_new.sql': replaced }, schema)).toEqual([]);
    expect(checkText(replaced, dev(schema)).findings).toEqual([]);
  });
});
