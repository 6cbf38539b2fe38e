/** A loose file is not told to undo what it is for; a table that it describes otherwise than dev is still reported. */
import { beforeAll, describe, expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { asShipped, checkText } from './support';

beforeAll(() => loadParser());

/** With comments, and without what no one asks for. */
const shown = { ...asShipped, rules: { comment: 'information' } } as const;
const made = `CREATE TYPE status AS ENUM ('one', 'two');
CREATE DOMAIN price AS numeric CHECK (VALUE > 0);
CREATE SEQUENCE numbers;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE c (id int PRIMARY KEY, st status, a text, k char(1) CONSTRAINT kc CHECK (k IN ('a', 'b')),
  pid int CONSTRAINT pfk REFERENCES c (id), CONSTRAINT once UNIQUE (a, k));
CREATE INDEX ci ON c (a);
CREATE VIEW v AS SELECT id FROM c;
CREATE TRIGGER touch BEFORE UPDATE ON c FOR EACH ROW EXECUTE FUNCTION f();
CREATE POLICY own ON c USING (id > 0);
COMMENT ON TABLE c IS 'as it was';
`;
const same = `CREATE TABLE IF NOT EXISTS c (id int PRIMARY KEY, st status, a text,
  k char(1) CONSTRAINT kc CHECK (k IN ('a', 'b')), pid int CONSTRAINT pfk REFERENCES c (id), CONSTRAINT once UNIQUE (a, k));
CREATE INDEX IF NOT EXISTS ci ON c (a);
COMMENT ON TABLE c IS 'as it was';
`;
const rest = `DO $$ BEGIN CREATE POLICY own ON c USING (id > 0); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
`;
const found = async (text: string, dev = made) =>
  checkText(text, await devOf(dev), shown).findings.map(({ code, message }) => `${code}: ${message}`);

const replacing = [
  "ALTER TABLE c DROP CONSTRAINT kc, ADD CONSTRAINT kc CHECK (k IN ('a', 'b', 'c'));",
  "ALTER TABLE c DROP CONSTRAINT IF EXISTS kc;\nALTER TABLE c ADD CONSTRAINT kc CHECK (k <> '');",
  'ALTER TABLE c DROP CONSTRAINT pfk, ADD CONSTRAINT pfk FOREIGN KEY (pid) REFERENCES c (id) ON DELETE CASCADE;',
  'ALTER TABLE c DROP CONSTRAINT pfk, ADD FOREIGN KEY (pid) REFERENCES c (id) ON DELETE CASCADE;',
  'ALTER TABLE c DROP CONSTRAINT once, ADD CONSTRAINT once UNIQUE (a);',
  'ALTER TABLE c DROP CONSTRAINT c_pkey CASCADE; ALTER TABLE c ADD PRIMARY KEY (id, a);',
  'DROP INDEX ci; CREATE INDEX ci ON c (a, id);',
  'DROP INDEX IF EXISTS ci; CREATE INDEX ci ON c (a DESC);',
  'DROP INDEX ci; CREATE INDEX ci_new ON c (a);',
  `ALTER TYPE status RENAME TO status_old; CREATE TYPE status AS ENUM ('one', 'two', 'three');
ALTER TABLE c ALTER COLUMN st TYPE status USING st::text::status; DROP TYPE status_old;`,
  "DROP TYPE status CASCADE; CREATE TYPE status AS ENUM ('three');",
  'ALTER INDEX c_pkey RENAME TO pk_of_c;',
  'ALTER INDEX ci RENAME TO c_by_a;',
  'ALTER TABLE c RENAME CONSTRAINT kc TO k_is_short;',
  'ALTER TABLE c RENAME COLUMN a TO b;',
  'ALTER TABLE c RENAME TO d; CREATE INDEX d_k ON d (k);',
  'ALTER TABLE c ALTER COLUMN a TYPE varchar(20), ALTER COLUMN a SET NOT NULL;',
  "ALTER TABLE c ALTER COLUMN a SET DEFAULT 'x', ALTER COLUMN k DROP DEFAULT;",
  'ALTER TABLE c DROP COLUMN a; ALTER TABLE c ADD COLUMN a int DEFAULT 5;',
  "ALTER TYPE status ADD VALUE 'three';",
  'CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;',
  'CREATE OR REPLACE VIEW v AS SELECT id, a FROM c;',
  'DROP VIEW v; CREATE VIEW v AS SELECT a FROM c;',
  'DROP TRIGGER touch ON c; CREATE TRIGGER touch AFTER UPDATE ON c FOR EACH ROW EXECUTE FUNCTION f();',
  'DROP POLICY own ON c; CREATE POLICY own ON c USING (false);',
  'ALTER POLICY own ON c USING (false);',
  "COMMENT ON TABLE c IS 'as it is'; COMMENT ON COLUMN c.a IS 'new';",
  'ALTER DOMAIN price DROP CONSTRAINT price_check; ALTER DOMAIN price ADD CONSTRAINT price_check CHECK (VALUE >= 0);',
  'ALTER SEQUENCE numbers INCREMENT 10; ALTER SEQUENCE numbers RENAME TO counts;',
  'DROP TABLE c CASCADE; CREATE TABLE c (id bigint, other text);',
];
describe('a file that drops, renames or replaces what dev has', () => {
  it.each(replacing)('is not told to undo it: %s', async (text) => {
    expect(await found(text)).toEqual([]);
  });
  it.each(replacing.filter((text) => !/^(DROP TYPE|DROP TABLE)/.test(text)))(
    'is not told so behind the table as it is, made where it is missing: %s',
    async (text) => {
      expect(await found(same + rest + text)).toEqual([]);
    },
  );
  it('is told where it only says otherwise', async () => {
    expect(await found("CREATE TYPE status AS ENUM ('one', 'two', 'three');")).toHaveLength(1);
    expect(await found('CREATE INDEX ci ON c (a, id);')).toHaveLength(1);
    expect(await found('CREATE INDEX IF NOT EXISTS ci ON c (a, id);')).toHaveLength(1);
    expect(await found('DROP INDEX other; CREATE INDEX ci ON c (a, id);')).toHaveLength(1);
    expect(await found('CREATE INDEX ci ON c (a, id); DROP INDEX v_i;')).toHaveLength(1);
    expect(
      await found('ALTER TABLE c ADD COLUMN IF NOT EXISTS a text; ALTER TABLE c ADD CONSTRAINT kc CHECK (k > k);'),
    ).toHaveLength(1);
  });
});

describe('a script that can run again and again', () => {
  const dev = 'CREATE TABLE vc (a int, b text);';
  const table = 'CREATE TABLE IF NOT EXISTS vc (a int, b text);\n';
  const additions = [
    'ALTER TABLE vc ADD COLUMN IF NOT EXISTS c int;',
    'ALTER TABLE vc ADD COLUMN c int NOT NULL DEFAULT 1;',
    'CREATE INDEX IF NOT EXISTS vc_b ON vc (b);',
    'CREATE INDEX vc_b ON vc (b);',
    'ALTER TABLE vc ADD CONSTRAINT ck CHECK (a > 0);',
    'ALTER TABLE vc ADD PRIMARY KEY (a);',
    'ALTER TABLE vc ADD UNIQUE (b);',
    'CREATE UNIQUE INDEX IF NOT EXISTS vc_a ON vc (a);',
    'ALTER TABLE vc ALTER COLUMN a SET DEFAULT 5;',
    'DO $$ BEGIN ALTER TABLE vc ADD COLUMN c int; EXCEPTION WHEN duplicate_column THEN NULL; END $$;',
    "COMMENT ON TABLE vc IS 'more';",
  ];
  it.each([...additions, additions.filter((_, at) => at % 2 === 0).join('\n')])('may add: %s', async (text) => {
    expect(await found(table + text, dev)).toEqual([]);
  });
  it('may drop what the first statement makes', async () => {
    expect(await found(`${table}ALTER TABLE vc DROP COLUMN b;`, dev)).toEqual([]);
    expect(await found(`${table}ALTER TABLE vc RENAME COLUMN b TO d;`, dev)).toEqual([]);
  });
  it('has grown with dev', async () => {
    const grown = 'CREATE TABLE vc (a int, b text, c int);';
    expect(await found(`${table}ALTER TABLE vc ADD COLUMN IF NOT EXISTS c int;`, grown)).toEqual([]);
  });
});

describe('a table that dev has otherwise', () => {
  const dev = 'CREATE TABLE t (a int, b text, c int, payload text);';
  it.each([
    [
      'CREATE TABLE IF NOT EXISTS t (a int, b text);\nALTER TABLE t ADD COLUMN IF NOT EXISTS c int;',
      ['missing-columns'],
    ],
    [
      'CREATE TABLE IF NOT EXISTS t (a int, b text, x int);\nALTER TABLE t ADD COLUMN IF NOT EXISTS c int;',
      ['missing-columns', 'extra-column'],
    ],
    [
      'CREATE TABLE IF NOT EXISTS t (a bigint, b text, c int, payload text);\nALTER TABLE t ADD COLUMN IF NOT EXISTS d int;',
      ['column-type'],
    ],
    [
      'CREATE TABLE IF NOT EXISTS t (a int, b text, payload text);\nALTER TABLE t ADD COLUMN IF NOT EXISTS c bigint;',
      ['column-type'],
    ],
    ['CREATE TABLE t (a int, b text, c int, payload text);\nCREATE INDEX t_a ON t (a);', ['extra-index']],
    [
      'CREATE TABLE t (a int, b text, c int);\nALTER TABLE t ADD COLUMN payload text;\nALTER TABLE t ADD COLUMN d int;',
      ['extra-column'],
    ],
    ['DROP TABLE IF EXISTS t;\nCREATE TABLE t (a int, b text);', ['missing-columns']],
  ])('is reported: %s', async (text, codes) => {
    const messages = await found(text, dev);
    expect(messages.map((each) => each.split(':')[0])).toEqual(codes);
  });
  it('says how many of its columns are not dev’s where the numbers are equal', async () => {
    expect((await found('CREATE TABLE t (a int, b text, c int, note text);', dev))[0]).toBe(
      'missing-columns: t has 4 columns in dev, 4 here, 1 of them not in dev. Missing: payload.',
    );
  });
});

it('asks nothing of a view that it is there to replace, and does of one that it describes', async () => {
  const notKnown = async (text: string) =>
    checkText(text, await devOf(made), shown).notKnown.map(({ reason }) => reason);
  const replace = 'CREATE OR REPLACE VIEW v AS SELECT id FROM c LIMIT 5;';
  expect(await notKnown(replace)).toEqual([]);
  expect(await notKnown(replace.replace('OR REPLACE ', ''))).toEqual([expect.stringContaining('cannot tell')]);
  const whole = `${made.replace('CREATE VIEW', 'CREATE OR REPLACE VIEW').replace('FROM c;', 'FROM c LIMIT 5;')}`;
  expect(await notKnown(whole)).toEqual([expect.stringContaining('cannot tell')]);
});
