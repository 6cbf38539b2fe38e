/** The one function: what is counted as not known, what comments silence, what settings change. */

import { beforeAll, describe, expect, it } from 'vitest';
import { tools } from '../../server/src/conventions';
import type { Convention } from '../../server/src/conventions/convention';
import { decodeSql, decodeText } from '../../server/src/files/reading';
import { foldHistory } from '../../server/src/fold/history';
import { defaultStyle } from '../../server/src/generate/style';
import type { DevSchema } from '../../server/src/model/dev';
import { objectKey } from '../../server/src/model/kinds';
import { check } from '../../server/src/rules/check';
import { parseDocument } from '../../server/src/sql/document/document';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { checkText } from './support';

let dev: DevSchema;
beforeAll(async () => {
  await loadParser();
  dev = await devOf('CREATE TABLE users (id integer, email text);');
});
const codes = (text: string, rules = {}) =>
  checkText(text, dev, { rules, style: defaultStyle }).findings.map(({ code, severity }) => `${severity} ${code}`);
const reasons = (text: string, from: DevSchema | undefined = dev) =>
  checkText(text, from).notKnown.map(({ reason }) => reason);

describe('what is not checked', () => {
  it('is every statement that says something, when there is no dev', () => {
    const text = 'BEGIN;\nCREATE TABLE a (id integer);\nDROP TABLE b;\nCOMMIT;\n';
    const { findings, notKnown } = checkText(text, undefined, undefined, 'dev cannot be reached (connection refused)');
    expect(findings).toEqual([]);
    expect(notKnown.map(({ range, reason }) => `${text.slice(range.start, range.end)}: ${reason}`)).toEqual([
      'CREATE TABLE a (id integer): dev cannot be reached (connection refused)',
      'DROP TABLE b: dev cannot be reached (connection refused)',
    ]);
  });
  it('is what reads no database: syntax is checked all the same', () => {
    expect(checkText('CREATE TABEL a ();', undefined).findings.map(({ code }) => code)).toEqual(['syntax-error']);
  });
  it('is a name that nothing read has where an extension may bring it, and no other', () => {
    const named =
      'ALTER SEQUENCE numbers RESTART; SELECT * FROM nowhere; SELECT make(1); DROP TABLE nothing; DROP TABLE IF EXISTS nothing; ' +
      'ALTER TABLE users ADD COLUMN at timestamptz; SELECT lower(email), now() FROM users; CREATE TABLE own (id integer);';
    const made = (name: string) => `nothing that was read makes ${name}; an extension that is not known may`;
    const itself = 'whether dev has extension nobody_knows is not known';
    expect(reasons(`CREATE EXTENSION nobody_knows; ${named}`)).toEqual([
      itself,
      ...['numbers', 'nowhere', 'make', 'nothing'].map(made),
    ]);
    expect(checkText(`CREATE EXTENSION nobody_knows; ${named}`, dev).findings).toEqual([]);
    expect(reasons(named)).toEqual([]);
    // Its tables and types are known, its functions are not.
    expect(reasons(`CREATE EXTENSION hstore; ${named}`)).toEqual([
      'function make(integer) does not exist: what the extension hstore brings is not known',
    ]);
    expect(reasons('CREATE EXTENSION "uuid-ossp"; SELECT uuid_generate_v4();')).toEqual([]);
    expect(
      reasons(
        "CREATE EXTENSION nobody_knows; SELECT relname FROM pg_class; SELECT set_config('search_path', '', false);",
      ),
    ).toEqual([itself]);
    expect(
      reasons(
        'CREATE EXTENSION nobody_knows; CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw;' +
          'CREATE FOREIGN TABLE ft (id integer) SERVER far; CREATE USER MAPPING FOR PUBLIC SERVER far;' +
          'ALTER SERVER far OPTIONS (ADD host $$x$$); ALTER SERVER farther OWNER TO CURRENT_USER;',
      ),
    ).toEqual([itself, made('farther')]);
    expect(reasons('WITH known AS (SELECT 1) SELECT * FROM known; CREATE EXTENSION nobody_knows;')).toEqual([itself]);
    expect(
      reasons(
        'CREATE EXTENSION nobody_knows; WITH known AS (SELECT email AS e FROM users u) SELECT k.e FROM known AS k;',
      ),
    ).toEqual([itself]);
  });
  it('is what holds bytes that are no UTF-8', () => {
    const latin = Buffer.from("COMMENT ON TABLE users IS 'Gr\xfc\xdfe'; SELECT email FROM users;", 'latin1');
    expect(reasons(decodeText(latin))).toEqual(['characters stand in it that are no UTF-8']);
    const text = 'SELECT email FROM users; SELECT id FROM users;';
    const marked =
      'it begins with a byte order mark that is sent with it (it is UTF-16, or has two): most tools and PostgreSQL stop there';
    for (const bytes of [Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(`\ufeff\ufeff${text}`)])
      expect(reasons(decodeSql(bytes))).toEqual([marked]);
    expect(reasons(decodeSql(Buffer.from(`\ufeff${text}`)))).toEqual([]);
  });
  it('is what names a role, tablespace, collation or extension that nothing shows dev’s server to have', () => {
    const lacks = (what: string) => `whether dev has ${what} is not known`;
    expect(
      reasons(
        `GRANT SELECT ON users TO reader, PUBLIC; ALTER TABLE users OWNER TO CURRENT_USER;
         CREATE TABLE a (b text COLLATE "C", c text COLLATE "de_DE.utf8"); CREATE INDEX ON users (id) TABLESPACE fast;
         CREATE INDEX ON users (email COLLATE "xx-x-icu"); CREATE POLICY p ON users TO anon USING (true);
         CREATE EXTENSION hstore; CREATE EXTENSION nobody_knows; DROP ROLE IF EXISTS other; SET ROLE nobody;
         ALTER TABLE users SET TABLESPACE pg_default; SELECT email COLLATE "POSIX" FROM users;`,
      ),
    ).toEqual([
      lacks('role reader'),
      lacks('collation de_DE.utf8'),
      lacks('tablespace fast'),
      lacks('collation xx-x-icu'),
      lacks('role anon'),
      lacks('extension nobody_knows'),
      lacks('role nobody'),
    ]);
    expect(
      reasons('CREATE ROLE reader; GRANT SELECT ON users TO reader; DO $$ BEGIN CREATE ROLE w; END $$; SET ROLE w;'),
    ).toEqual([]);
    expect(
      reasons('CREATE COLLATION own (provider = icu, locale = $$de$$); SELECT email COLLATE own FROM users;'),
    ).toEqual([]);
  });
  it('is no role that dev’s server was read to have, and is one that it lacks', () => {
    const from = { ...dev, schema: { ...dev.schema, roles: ['reader'] } };
    const text = 'GRANT SELECT ON users TO reader, pg_monitor; ALTER TABLE users OWNER TO nobody;';
    expect(checkText(text, from).notKnown.map(({ reason }) => reason)).toEqual([
      'dev has no role nobody, and nothing makes it before this runs',
    ]);
  });
  it('is a statement that builds its SQL, a template and another file', () => {
    expect(reasons("DO $$ BEGIN EXECUTE format('DROP TABLE %I', v); END $$;")).toHaveLength(1);
    expect(reasons('\\i other.sql\nDROP TABLE users;')).toEqual(['what \\i other.sql reads is not looked at']);
    const template = checkText('CREATE TABLE {{ .Name }} (id integer);', dev);
    expect(template.notKnown.map(({ reason }) => reason)).toEqual([
      'a template’s marker stands in it, so it is not SQL yet',
    ]);
    expect(template.findings).toEqual([]);
  });
  it('is no check that dev has with the casts PostgreSQL adds unasked', async () => {
    const from = await devOf(`CREATE TABLE t (a varchar(9), c date,
      CONSTRAINT x CHECK ((a)::text <> ''::text), CONSTRAINT z CHECK ((c)::timestamp with time zone < now()));`);
    const text = `ALTER TABLE t ADD CONSTRAINT x CHECK (a != ''), ADD CONSTRAINT z CHECK (c < now());`;
    const { findings, notKnown } = checkText(text, from);
    expect([findings, notKnown]).toEqual([[], []]);
  });
  it('is a default of which nobody can tell whether it means the same', async () => {
    const from = await devOf('CREATE TABLE t (a numeric DEFAULT 0);');
    const { findings, notKnown } = checkText('CREATE TABLE t (a numeric DEFAULT 0.0);', from);
    expect(findings).toEqual([]);
    expect(notKnown.map(({ reason }) => reason)).toEqual([
      'default of column a of t: it cannot be told whether both sides mean the same',
    ]);
  });
  it('is a statement that names what could not be read in dev, until the file makes it', async () => {
    const half = await devOf('CREATE TABLE users (id integer);');
    const unknown = [
      { object: objectKey('table', 'public', 'places'), reason: 'it is locked by 4711' },
      { object: objectKey('table', 'public', 'places'), reason: 'no second reason' },
      { object: objectKey('routine', 'public', 'near'), reason: 'it is not read' },
      { object: objectKey('extension', '', 'users'), reason: 'it is no name of a table' },
    ];
    const from = { ...half, schema: { ...half.schema, unknown } };
    const places = 'what dev has of places is not known: it is locked by 4711';
    for (const text of [
      'ALTER TABLE places ADD COLUMN x integer;',
      'CREATE INDEX ON public.places (nosuch);',
      'CREATE VIEW v AS SELECT nosuch FROM users, places;',
      'CREATE TABLE IF NOT EXISTS places (id integer);',
      'CREATE TABLE a (id integer REFERENCES places (nosuch));',
      'INSERT INTO places (nosuch) VALUES (1);',
      'DO $$ BEGIN ALTER TABLE places DROP COLUMN x; END $$;',
    ])
      expect([text, reasons(text, from)]).toEqual([text, [places]]);
    expect(reasons('CREATE TRIGGER t BEFORE INSERT ON users EXECUTE FUNCTION near();', from)).toEqual([
      'what dev has of near is not known: it is not read',
    ]);
    // The second statement is of the file's own table; its column is held against dev's.
    expect(reasons('CREATE TABLE places (id integer);\nALTER TABLE places ADD COLUMN b integer;', from)).toEqual([
      places,
      'places: it is locked by 4711',
    ]);
    // An extension that is not read may have made one of that name.
    expect(reasons('ALTER TABLE users ADD COLUMN places integer;\nDROP TABLE other.places;', from)).toEqual([
      'nothing that was read makes other.places; an extension that is not known may',
    ]);
  });
  it('is nothing in a file that is right, or has only findings', () => {
    expect(reasons('CREATE TABLE users (id integer, email text);')).toEqual([]);
    expect(reasons('CREATE TABLE users (id integer, mail text)')).toEqual([]);
    expect(reasons('CREATE TABLE users (id integer,);')).toEqual([]);
    expect(reasons('')).toEqual([]);
  });
  it('is a whole file that is not text', () => {
    const { findings, notKnown } = checkText('CREATE\0TABLE', dev);
    expect(findings).toEqual([]);
    expect(notKnown[0]?.reason).toContain('not text');
  });
});

describe('columns that SEARCH and CYCLE add', () => {
  const walk = `WITH RECURSIVE r(a, b) AS (SELECT id, email FROM users UNION ALL SELECT c.id, c.email FROM users c JOIN r ON c.id = r.a)
    SEARCH BREADTH FIRST BY a SET ord CYCLE a SET cyc TO 'y' DEFAULT 'n' USING pth`;
  it('are there to be named', () => {
    expect(
      codes(`CREATE VIEW v AS ${walk} SELECT r.a, r.ord FROM r WHERE cyc = 'n' AND pth IS NOT NULL ORDER BY ord;`),
    ).toEqual([]);
  });
  it('are all that is added', () => {
    expect(codes(`${walk} SELECT r.nope FROM r;`)).toContain('error unknown-column');
  });
});
describe('comments', () => {
  const wrong = 'CREATE TABLE users (id bigint, email text);';
  it('silence a code in the next statement', () => {
    expect(codes(wrong)).toEqual(['warning column-type']);
    expect(codes(`-- devschema-ignore column-type: on purpose\n${wrong}`)).toEqual([]);
    expect(codes(`-- devschema-ignore column-type\n${wrong}\n${'CREATE TABLE users (id bigint);'}`)).toContain(
      'error already-exists',
    );
  });
  it('silence a code in the file', () => {
    expect(codes(`-- devschema-ignore-file column-type, missing-columns\nDROP TABLE IF EXISTS x;\n${wrong}`)).toEqual([
      'hint unused-suppression',
    ]);
  });
  it('are said to be of no use where nothing is silenced, but not while something is not known', () => {
    expect(codes('-- devschema-ignore column-type\nDROP TABLE users;')).toEqual(['hint unused-suppression']);
    expect(checkText('-- devschema-ignore column-type\nDROP TABLE users;', undefined).findings).toEqual([]);
    expect(codes('-- devschema-ignore comment\nDROP TABLE users;')).toEqual([]);
    // PostgreSQL may refuse it for what only running finds.
    expect(codes('-- devschema-ignore refused\nDROP TABLE users;')).toEqual([]);
  });
});

describe('what stands in the way', () => {
  it('is shown where it was made', () => {
    const text = 'CREATE TABLE a (id integer);\nCREATE TABLE a (id integer);\nALTER TABLE a ADD COLUMN id text;';
    const { findings } = checkText(text, dev);
    expect(
      findings.map(({ related }) => related?.map(({ range }) => [range.start, text.slice(range.start, range.end)])),
    ).toEqual([[[13, 'a']], [[16, 'id']]]);
  });
});

describe('settings', () => {
  const text = 'CREATE TABLE users (email text, id bigint);';
  it('give a rule another severity, or turn it off or on', () => {
    expect(codes(text, { 'column-type': 'error' })).toEqual(['error column-type']);
    expect(codes(text, { 'column-type': 'off' })).toEqual([]);
    expect(codes(text, { 'column-order': 'hint' })).toEqual(['hint column-order', 'warning column-type']);
  });
});

describe('a folder of migrations', () => {
  const convention = (paths: readonly string[], applied: readonly string[], problem?: string): Convention => ({
    id: 'plain',
    name: 'plain files',
    folder: '/migrations',
    files: paths.map((path) => ({ path, id: path, name: path, runs: true })),
    problems: problem === undefined ? [] : [{ path: paths[0]!, message: problem }],
    sections: () => [],
    isApplied: ({ path }) => applied.includes(path),
  });
  const table = { tool: 'plain', table: 'public.schema_migrations', entries: [] };
  async function checked(
    devSql: string,
    files: Readonly<Record<string, string>>,
    applied: readonly string[],
    problem?: string,
  ) {
    const paths = Object.keys(files);
    const documents = paths.map((path) => parseDocument(`file:///migrations/${path}`, 1, files[path]!));
    const from = { ...(await devOf(devSql)), applied: [table] };
    const history = foldHistory({ convention: convention(paths, applied, problem), files: documents, dev: from });
    const settings = { rules: {}, style: defaultStyle };
    const found = (path: string) => check({ history, uri: `file:///migrations/${path}`, dev: from, settings }).findings;
    return Object.fromEntries(paths.map((path) => [path, found(path).map(({ message }) => message)]));
  }

  it('does not ask the first file for what a later one adds', async () => {
    const found = await checked(
      'CREATE TABLE t (a integer, b integer); CREATE INDEX t_b ON t (b);',
      {
        '1.sql': 'CREATE TABLE t (a integer);',
        '2.sql': 'ALTER TABLE t ADD COLUMN b integer;',
        '3.sql': 'CREATE INDEX t_b ON t (b);',
      },
      ['1.sql', '2.sql', '3.sql'],
    );
    expect(found).toEqual({ '1.sql': [], '2.sql': [], '3.sql': [] });
  });
  it('puts a difference where the fact was last set, and says that the migration has run', async () => {
    const found = await checked(
      'CREATE TABLE t (a integer, b integer);',
      {
        '1.sql': 'CREATE TABLE t (a integer, b text);',
        '2.sql': 'ALTER TABLE t ALTER COLUMN b TYPE bigint USING b::bigint;',
      },
      ['1.sql', '2.sql'],
    );
    expect(found).toEqual({
      '1.sql': [],
      '2.sql': [
        'b is integer in dev, bigint here. This migration has run in dev, so dev or the file was changed since.',
      ],
    });
  });
  it('takes a folder that no tool has recorded for what dev holds: its fixes are a key away', async () => {
    const own = convention(['1.sql', '2.sql'], []);
    const text = 'CREATE TABLE IF NOT EXISTS t (\n  a integer\n);\nCREATE TABLE u (b integer);';
    const from = await devOf('CREATE TABLE t (a integer, b integer); CREATE TABLE v (c integer);');
    const history = foldHistory({
      convention: own,
      files: [
        parseDocument('file:///migrations/1.sql', 1, text),
        parseDocument('file:///migrations/2.sql', 1, 'CREATE TABLE v (c integer);'),
      ],
      dev: from,
    });
    const { findings } = check({
      history,
      uri: 'file:///migrations/1.sql',
      dev: from,
      settings: { rules: {}, style: defaultStyle },
    });
    expect(findings.map(({ message }) => message)).toEqual([
      't has 2 columns in dev, 1 here. Missing: b. Where the table exists, IF NOT EXISTS skips this statement without an error.',
      'dev has no table u, though it has what else this migration or a later one makes.',
    ]);
    expect(findings[0]?.fixes[0]?.preferred).toBe(true);
  });
  it('lets a pending file add, and refuses what cannot run on dev', async () => {
    const found = await checked(
      'CREATE TABLE t (a integer);',
      {
        '1.sql': 'CREATE TABLE t (a integer);',
        '2.sql': 'ALTER TABLE t ADD COLUMN b integer;\nCREATE INDEX t_b ON t (b);\nCREATE TABLE u (id integer);',
        '3.sql': 'CREATE TABLE t (id integer);\nALTER TABLE t DROP COLUMN c;\nINSERT INTO u (idd) VALUES (1);',
      },
      ['1.sql'],
    );
    expect(found).toEqual({
      '1.sql': [],
      '2.sql': [],
      '3.sql': ['Table t exists already.', 't has no column c.', 'u has no column idd. Did you mean id?'],
    });
  });
  it('compares what a pending CREATE TABLE IF NOT EXISTS would skip', async () => {
    const found = await checked(
      'CREATE TABLE t (a integer, b integer, c integer); CREATE INDEX t_a ON t (a);',
      {
        '1.sql': 'CREATE TABLE t (a integer, b integer, c integer);',
        '2.sql': 'CREATE TABLE IF NOT EXISTS t (a text, b integer, d integer);',
      },
      ['1.sql'],
    );
    expect(found['2.sql']).toEqual([
      'Earlier migrations make t, so IF NOT EXISTS skips this statement wherever they run, and what they make is not what dev has: it differs in t_a.',
      't has 3 columns in dev, 3 here, 1 of them not in dev. Missing: c. Where the table exists, IF NOT EXISTS skips this statement without an error.',
      'a is integer in dev, text here.',
      'dev has no column d in t.',
    ]);
  });
  it('compares its keys and checks with those that other CREATE TABLE statements give it, which it would not make', async () => {
    const schema = `CREATE TABLE p (id integer PRIMARY KEY);
      CREATE TABLE t (a integer PRIMARY KEY, b integer REFERENCES p, c integer CONSTRAINT c_up CHECK (c > 0), d integer UNIQUE);
      CREATE INDEX t_b ON t (b);`;
    const draft = 'CREATE TABLE IF NOT EXISTS t (a integer NOT NULL, b integer, c integer, d integer);';
    const found = async (...later: readonly string[]) => {
      const files = Object.fromEntries([schema, draft, ...later].map((text, at) => [`${at}.sql`, text]));
      const all = await checked(schema, files, []);
      expect(all['0.sql']).toEqual([]);
      return all['1.sql']!.map((one) => /^t has (check|\w+ key|unique)\b.* in dev, not here\.$/.exec(one)?.[1] ?? one);
    };
    expect(await found()).toEqual(['check', 'foreign key', 'primary key', 'unique']);
    // What a statement of its own gives the table is there without this one.
    expect(await found('ALTER TABLE t ADD CHECK (c > 1);')).toEqual(['foreign key', 'primary key', 'unique']);
    const column = 'ALTER TABLE t ADD COLUMN IF NOT EXISTS b integer REFERENCES p;';
    expect(await found(column)).toEqual(['check', 'primary key', 'unique']);
    expect(await found('ALTER TABLE t DROP CONSTRAINT IF EXISTS nowhere;')).toEqual([]);
    expect(await found('ALTER TABLE IF EXISTS p RENAME TO q;')).toEqual(['check', 'primary key', 'unique']);
  });
  it('compares its keys, checks and indexes too where no other statement is about the table', async () => {
    const schema =
      'CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE t (a integer CONSTRAINT a_positive CHECK (a > 0), b integer REFERENCES p); CREATE INDEX t_a ON t (a);';
    const draft = 'CREATE TABLE IF NOT EXISTS t (a integer, b integer, d integer);';
    expect(
      (await checked(schema, { '1.sql': draft, '2.sql': 'ALTER TABLE p ADD COLUMN c text;' }, []))['1.sql'],
    ).toEqual([
      't exists by now, so IF NOT EXISTS skips this statement without an error. It differs in d.',
      't has check a_positive (a > 0) in dev, not here.',
      't has foreign key t_b_fkey (b) REFERENCES p (id) in dev, not here.',
      't has index t_a on (a) in dev, not here.',
      'dev has no column d in t.',
    ]);
    const changed = 'ALTER TABLE t ADD CHECK (a > 0);';
    expect((await checked(schema, { '1.sql': draft, '2.sql': changed }, []))['1.sql']).toEqual([
      't exists by now, so IF NOT EXISTS skips this statement without an error. It differs in d.',
      't has foreign key t_b_fkey (b) REFERENCES p (id) in dev, not here.',
      'dev has no column d in t.',
    ]);
    const unknown = "DO $$ BEGIN EXECUTE format('ALTER TABLE t %s', now()::text); END $$;";
    expect((await checked(schema, { '1.sql': draft, '2.sql': unknown }, []))['1.sql']).toEqual([
      't exists by now, so IF NOT EXISTS skips this statement without an error. It differs in d.',
      'dev has no column d in t.',
    ]);
  });
  it.each([
    [
      'goose',
      '-- +goose Up\nCREATE INDEX CONCURRENTLY t_a ON t (a);',
      'goose runs each file in one unless it says -- +goose NO TRANSACTION',
    ],
    ['goose', '-- +goose NO TRANSACTION\n-- +goose Up\nCREATE INDEX CONCURRENTLY t_a ON t (a);', undefined],
    ['drizzle', 'DROP INDEX CONCURRENTLY IF EXISTS t_a;', 'Drizzle runs all files that have not run in one'],
    ['prisma', 'CREATE INDEX CONCURRENTLY t_a ON t (a);', undefined],
    [
      'prisma',
      'CREATE INDEX CONCURRENTLY t_a ON t (a);\nSELECT 1;',
      'Prisma sends a file whole, so its statements run in one: put this one into a file of its own',
    ],
    ['plain', 'CREATE INDEX CONCURRENTLY t_a ON t (a);\nSELECT 1;', undefined],
  ])('knows that %s runs %j in a transaction: %s', async (id, text, why) => {
    const from = { ...(await devOf('CREATE TABLE t (a integer);')), applied: [table] };
    const tool = tools.find((each) => each.id === id)!;
    const own: Convention = { ...convention(['1.sql'], []), id, name: tool.name, sections: tool.sections };
    const history = foldHistory({
      convention: own,
      files: [parseDocument('file:///migrations/1.sql', 1, text)],
      dev: from,
    });
    const { findings } = check({
      history,
      uri: 'file:///migrations/1.sql',
      dev: from,
      settings: { rules: {}, style: defaultStyle },
    });
    const found = findings.filter(({ code }) => code === 'concurrently-in-transaction').map(({ message }) => message);
    expect(found).toEqual(why === undefined ? [] : [expect.stringContaining(`inside a transaction, and ${why}.`)]);
  });
  it('says that the order is not clear, on the first line', async () => {
    const found = await checked(
      '',
      { '1.sql': 'SELECT 1;', '1b.sql': 'SELECT 2;' },
      [],
      '1.sql and 1b.sql have one number.',
    );
    expect(found).toEqual({ '1.sql': ['1.sql and 1b.sql have one number.'], '1b.sql': [] });
  });
});
