/** Histories as their tools see them: order, the tool's own table, what dev got at run time. */
import { beforeAll, describe, expect, it } from 'vitest';
import { detectConvention } from '../../server/src/conventions/conventions';
import { foldHistory } from '../../server/src/fold/history';
import { defaultStyle } from '../../server/src/generate/style';
import { check } from '../../server/src/rules/check';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';

beforeAll(() => loadParser());

const detect = (files: Readonly<Record<string, string>>, tool?: string) =>
  detectConvention({ folder: '/m', paths: Object.keys(files), read: (path) => files[path] }, tool)!;

/** Every finding of a folder's files against a dev made from SQL, as `path code`. */
async function findings(files: Readonly<Record<string, string>>, devSql: string, tool?: string): Promise<string[]> {
  const convention = detect(files, tool);
  const dev = await devOf(devSql);
  const documents = convention.files.map(({ path }) =>
    parseDocument(`file:///m/${path}`, 1, files[path]!, { sections: convention.sections(files[path]!, path) }),
  );
  const history = foldHistory({ convention, files: documents, dev });
  return documents.flatMap(({ uri }) =>
    check({ history, uri, dev, settings: { rules: {}, style: defaultStyle } }).findings.map(
      ({ code, message }) => `${uri.slice('file:///m/'.length)} ${code}: ${message}`,
    ),
  );
}

describe('a history', () => {
  it('is ordered by Diesel without the dashes of a version', () => {
    const { id, files } = detect({
      '2017-09-23-182408_move/up.sql': '',
      '20170804200817_add/up.sql': '',
      '00000000000000_diesel_initial_setup/up.sql': '',
      '2025-01-01-000000-0000_last/up.sql': '',
    });
    expect(id).toBe('diesel');
    expect(files.map(({ path }) => path.split('_')[0])).toEqual([
      '00000000000000',
      '20170804200817',
      '2017-09-23-182408',
      '2025-01-01-000000-0000',
    ]);
  });

  it('starts from another schema once a file searches another, without anything else made', async () => {
    const dev = await devOf('CREATE SCHEMA app; CREATE TABLE app.users (id int); CREATE TABLE other (id int);');
    const convention = detect({ '1_a.sql': '', '2_b.sql': '' });
    const foldedWith = (path: string, previous?: ReturnType<typeof foldHistory>) => {
      const texts = [`SET search_path = ${path}; CREATE TABLE users (id int);`, 'CREATE TABLE other (id int);'];
      return foldHistory(
        { convention, files: texts.map((text, at) => parseDocument(`${at}`, 1, text)), dev },
        previous,
      );
    };
    const before = foldedWith('public');
    const after = foldedWith('app', before);
    const startOf = ({ files: [first] }: typeof after) => [...first!.before(0).tables.keys()];
    expect(startOf(after)).toEqual([]);
    expect(startOf(after)).toEqual(startOf(foldedWith('app')));
  });

  it.each([
    ['sqlx', '_sqlx_migrations'],
    ['goose', 'goose_db_version'],
    [undefined, '_sqlx_migrations'],
  ])('may name the table its tool keeps (%s), which no file makes', async (tool, table) => {
    const files = {
      '20230101000000_a.sql': 'CREATE TABLE a (id int);',
      '20230102000000_b.sql': `DELETE FROM ${table} WHERE true; DELETE FROM no_such_table;`,
    };
    expect(await findings(files, 'CREATE TABLE a (id int);', tool)).toEqual([
      '20230102000000_b.sql unknown-table: There is no table or view no_such_table in dev or in an earlier migration.',
    ]);
  });

  it('names a constraint as PostgreSQL did, whatever partitions dev got at run time', async () => {
    const table = 'CREATE TABLE p (a int, b int, CHECK (a < b)) PARTITION BY RANGE (a);';
    const files = { '001_a.sql': table, '002_b.sql': 'ALTER TABLE p DROP CONSTRAINT p_check;' };
    const dev = `CREATE TABLE p (a int, b int) PARTITION BY RANGE (a);
      CREATE TABLE p_1 PARTITION OF p (CONSTRAINT p_check CHECK (a < b)) FOR VALUES FROM (1) TO (2);`;
    const convention = detect(files);
    const documents = Object.entries(files).map(([path, text]) => parseDocument(`file:///m/${path}`, 1, text));
    const { files: folded } = foldHistory({ convention, files: documents, dev: await devOf(dev) });
    expect(folded.flatMap(({ conflicts }) => conflicts.map(({ message }) => message))).toEqual([]);
  });

  it('drops and renames columns, and not words of expressions that look like them', async () => {
    const files = {
      '001_a.sql': `CREATE TABLE t (id int, hour int, time text, v text, day date, value int, seen timestamptz, note text,
          CONSTRAINT a CHECK (EXTRACT(hour FROM seen) < 23), CONSTRAINT b CHECK (CAST(seen AS time) > '01:00'),
          CONSTRAINT c CHECK (note <> E'\\' v '), CONSTRAINT d CHECK (day + INTERVAL '1' DAY > '2000-01-01'),
          CONSTRAINT e CHECK (t.value > 1 AND note <> 'value' AND note <> $$value day$$));
        CREATE INDEX i ON t (id) WHERE note <> $x$ v $x$;`,
      '002_b.sql': 'ALTER TABLE t DROP COLUMN hour, DROP COLUMN time, DROP COLUMN v;',
      '003_c.sql': 'ALTER TABLE t RENAME COLUMN day TO d; ALTER TABLE t RENAME COLUMN value TO "Value";',
    };
    const dev = `CREATE TABLE t (id int, d date, "Value" int, seen timestamptz, note text,
        CONSTRAINT a CHECK (EXTRACT(hour FROM seen) < 23), CONSTRAINT b CHECK (CAST(seen AS time) > '01:00'),
        CONSTRAINT c CHECK (note <> E'\\' v '), CONSTRAINT d CHECK (d + '1 day'::interval day > '2000-01-01'),
        CONSTRAINT e CHECK ("Value" > 1 AND note <> 'value' AND note <> $$value day$$));
      CREATE INDEX i ON t (id) WHERE note <> ' v ';`;
    expect(await findings(files, dev)).toEqual([]);
  });

  const before = `CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE TABLE a (id int PRIMARY KEY, b int DEFAULT 1, name text, mood mood, CONSTRAINT b_is_small CHECK (b < 10));
    CREATE TABLE c (a_id int, CONSTRAINT to_a FOREIGN KEY (a_id) REFERENCES a (id));
    CREATE INDEX b_idx ON a (b);`;
  it.each([
    "ALTER TYPE mood ADD VALUE 'happy';",
    'ALTER TABLE a ALTER b SET DEFAULT 2;',
    'ALTER TABLE a ALTER b TYPE bigint;',
    'ALTER TABLE a ALTER b SET NOT NULL;',
    'ALTER TABLE a DROP CONSTRAINT b_is_small, ADD CONSTRAINT b_is_small CHECK (b < 20);',
    'ALTER TABLE c DROP CONSTRAINT to_a, ADD CONSTRAINT to_a FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE SET NULL;',
    'DROP INDEX b_idx; CREATE INDEX b_idx ON a (b DESC);',
    "COMMENT ON COLUMN a.b IS 'how many';",
    'ALTER TABLE a ALTER name TYPE text COLLATE "C";',
  ])('takes a last file whose change is not in dev as pending, and one whose change is as run: %s', async (change) => {
    const files = { '001_a.sql': before, '002_b.sql': change };
    const standing = async (devSql: string) => {
      const documents = Object.entries(files).map(([path, text]) => parseDocument(`file:///m/${path}`, 1, text));
      const history = foldHistory({ convention: detect(files), files: documents, dev: await devOf(devSql) });
      return history.files.map((file) => file.standing);
    };
    expect(await standing(before)).toEqual(['applied', 'pending']);
    expect(await standing(`${before} ${change}`)).toEqual(['applied', 'applied']);
    expect(await findings(files, before)).toEqual([]);
  });

  it.each(['DROP TABLE c;', 'ALTER TABLE a DROP COLUMN mood;', 'DROP INDEX b_idx;'])(
    'takes a file that only drops as run where dev lacks what it drops: %s',
    async (change) => {
      const files = { '001_a.sql': before, '002_b.sql': change, '003_c.sql': 'CREATE TABLE later (id int);' };
      expect(await findings(files, `${before} ${change}`)).toEqual([]);
      expect(await findings(files, before)).toEqual([]);
    },
  );

  it.each([
    ['plain', 'plain'],
    ['"Two words"', 'Two words'],
    ['"-"', '-'],
    ['a$b', 'a$b'],
    ['"q""uote"', 'q"uote'],
    ['grün', 'grün'],
    [`${'long'.repeat(20)}`, 'long'.repeat(20).slice(0, 63)],
    [`"${'two words '.repeat(8)}"`, 'two words '.repeat(8).slice(0, 63)],
  ])('finds what needs an object of whatever name: %s', async (written, name) => {
    const sql = [
      `CREATE TABLE ${written} (id int);`,
      `CREATE TABLE reader (id int, one ${written}); ALTER TABLE reader ENABLE ROW LEVEL SECURITY;`,
      `CREATE POLICY reads ON reader USING (EXISTS (SELECT FROM ${written}));`,
      `DROP TABLE ${written};`,
    ].join('\n');
    const needed = 'column one of table reader, policy reads on table reader';
    expect(await findings({ '001_a.sql': sql, '002_b.sql': '' }, '')).toEqual([
      expect.stringContaining(`cannot drop table ${name} because other objects depend on it: ${needed}`),
    ]);
  });
  it('counts on with the numbers of unnamed indexes, and fills a gap as the server does', async () => {
    const sql = 'CREATE INDEX ON t (id); '.repeat(12);
    const end = (text: string) => {
      const document = parseDocument('file:///a.sql', 1, `CREATE TABLE t (id int); ${text}`);
      const schema = foldHistory({ convention: undefined, files: [document], dev: undefined }).end;
      return [...schema.indexes.values()]
        .map((index) => Number(index.name.slice('t_id_idx'.length)))
        .sort((a, b) => a - b);
    };
    expect(end(sql)).toEqual(Array.from({ length: 12 }, (_, at) => at));
    expect(end(`${sql} DROP INDEX t_id_idx5; ${sql}`)).toEqual(Array.from({ length: 23 }, (_, at) => at));
    expect(end(`${sql} CREATE TABLE t_id_idx12 (); ${sql}`)).toEqual(
      Array.from({ length: 25 }, (_, at) => at).filter((at) => at !== 12),
    );
  });

  it('sees that what one file made and a later one dropped has come and gone', async () => {
    const files = {
      '001_a.sql': before,
      '002_b.sql': 'CREATE TABLE passing (id int);',
      '003_c.sql': 'ALTER TABLE a DROP COLUMN name;',
      '004_d.sql': 'DROP TABLE passing;',
      '005_e.sql': 'CREATE TABLE later (id int);',
    };
    expect(await findings(files, `${before} ALTER TABLE a DROP COLUMN name;`)).toEqual([]);
    expect(await findings(files, `${before} ALTER TABLE a DROP COLUMN name; CREATE TABLE passing (id int);`)).toEqual(
      [],
    );
  });

  it('says nothing about triggers and indexes that a loop may have made, under their table’s new name either', async () => {
    const files = {
      '001_a.sql':
        'CREATE TABLE a (id int); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;',
      '002_loop.sql': `DO $$ DECLARE t text; BEGIN FOR t IN SELECT relname FROM pg_class WHERE relname = 'a' LOOP
        EXECUTE format('CREATE TRIGGER touch AFTER DELETE ON %I FOR EACH ROW EXECUTE FUNCTION f()', t);
        EXECUTE format('CREATE INDEX %I_id_idx ON %I (id)', t, t);
        EXECUTE format('CREATE POLICY own ON %I USING (true)', t);
      END LOOP; END $$;`,
      '003_rename.sql': `ALTER TABLE a RENAME TO b; DROP TRIGGER touch ON b; ALTER INDEX a_id_idx RENAME TO b_id_idx;
        DROP POLICY own ON b;`,
    };
    const dev = `CREATE TABLE b (id int); CREATE INDEX b_id_idx ON b (id);
      CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;`;
    expect(await findings(files, dev)).toEqual([]);
  });

  it('knows the rest of a schema when a block builds SQL from one of several texts', async () => {
    const allow = `CREATE FUNCTION allow(policy_name text, table_name text) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE statement text;
        BEGIN
          IF EXISTS (SELECT FROM pg_policies WHERE policyname = policy_name) THEN
            statement := 'ALTER POLICY ' || quote_ident(policy_name) || ' ON ' || table_name;
          ELSE
            statement := 'CREATE POLICY ' || quote_ident(policy_name) || ' ON ' || table_name;
          END IF;
          EXECUTE statement || ' USING (true)';
        END $$;`;
    const files = {
      '001_a.sql': `CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int, note text);
        CREATE INDEX b_id ON b (id);
        ${allow}
        SELECT allow('own', 'a');`,
      '002_key.sql': `DO $$ DECLARE statement text; BEGIN
          SELECT concat('ALTER TABLE a DROP CONSTRAINT ', conname) INTO statement FROM pg_constraint
          WHERE conrelid = 'a'::regclass AND contype = 'p';
          IF statement IS NOT NULL THEN EXECUTE statement; END IF;
          ALTER TABLE a ADD COLUMN key uuid; ALTER TABLE a ADD PRIMARY KEY (key);
        END $$;`,
      '003_index.sql': `CREATE INDEX b_note ON b (note);
        DO $$ DECLARE r record; BEGIN
          FOR r IN SELECT c.relname AS name FROM pg_class c JOIN pg_index i ON c.oid = i.indexrelid
            WHERE c.relname IN ('b_note', 'b_other') AND NOT i.indisvalid
          LOOP EXECUTE format('DROP INDEX %I', r.name); END LOOP;
        END $$;`,
    };
    const dev = (rest: string) =>
      `CREATE TABLE a (id int NOT NULL, key uuid PRIMARY KEY); CREATE TABLE b (id int, note text); ${allow} ${rest}`;
    expect(await findings(files, dev('CREATE INDEX b_id ON b (id);'))).toEqual([]);
    expect(await findings(files, dev('ALTER TABLE b ALTER note SET NOT NULL;'))).toEqual([
      expect.stringMatching(/^001_a.sql column-nullability: /),
      expect.stringMatching(/^001_a.sql extra-index: .*b_id/),
    ]);
  });

  it('takes no file for one that has run because it makes again what an earlier one made', async () => {
    const files = {
      '001_a.sql': `CREATE TYPE state AS ENUM ('new', 'old'); CREATE TABLE a (id int, s state); CREATE INDEX a_id ON a (id);`,
      '002_drop.sql': `DROP INDEX a_id; ALTER TABLE a DROP COLUMN s; DROP TYPE state; CREATE TYPE state AS ENUM ('new');
        ALTER TABLE a ALTER id SET NOT NULL;`,
      '003_more.sql': 'ALTER TABLE a ADD COLUMN more text;',
      '004_again.sql': `CREATE INDEX a_id ON a (id); ALTER TYPE state ADD VALUE 'old'; ALTER TABLE a ADD COLUMN s state,
        ALTER id DROP NOT NULL;`,
    };
    const dev = `CREATE TYPE state AS ENUM ('new', 'old'); CREATE TABLE a (id int, s state); CREATE INDEX a_id ON a (id);`;
    expect(await findings(files, dev)).toEqual([]);
  });

  it('goes by what dev looks like where the tool’s table came without its rows', async () => {
    const files = {
      '001_a.sql': '-- +goose Up\nCREATE TABLE a (id int);\n',
      '002_b.sql': '-- +goose Up\nALTER TABLE a ADD COLUMN name text;\n',
      '003_c.sql': '-- +goose Up\nALTER TABLE a ADD COLUMN more text;\n',
    };
    const dev = await devOf('CREATE TABLE a (id int, name text);');
    const empty = { tool: 'goose', table: 'goose_db_version', entries: [] };
    const convention = detect(files);
    const documents = convention.files.map(({ path }) =>
      parseDocument(`file:///m/${path}`, 1, files[path as '001_a.sql']),
    );
    const standings = (schema: typeof dev) =>
      foldHistory({ convention, files: documents, dev: { ...schema, applied: [empty] } }).files.map(
        ({ standing }) => standing,
      );
    expect(standings(dev)).toEqual(['applied', 'applied', 'pending']);
    expect(standings(await devOf(''))).toEqual(['pending', 'pending', 'pending']);
  });
});
