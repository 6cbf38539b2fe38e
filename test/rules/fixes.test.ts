/** What fixes leave behind, to the letter. */
import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, fixAll, fixThroughout, soundlyFixed } from '../../server/src/rules/fix-all';
import type { Finding } from '../../server/src/rules/rule';
import { loadParser } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { asShipped, checkText, fixedByHand } from './support';

beforeAll(() => loadParser());

/** After as many rounds as it takes, with what is only taken out by hand. */
async function fixedAll(devSql: string, text: string): Promise<string> {
  const dev = await devOf(devSql);
  const fixed = fixedByHand(text, dev);
  expect(checkText(fixed, dev, asShipped).findings, fixed).toEqual([]);
  return fixed;
}
async function replaced(devSql: string, text: string): Promise<string> {
  const dev = await devOf(devSql);
  const { findings } = checkText(text, dev, asShipped);
  const fix = findings.flatMap(({ fixes }) => fixes).find(({ title }) => title.startsWith('Replace with dev'));
  const result = applyEdits(text, fix!.edits);
  expect(checkText(result, dev, asShipped).findings, result).toEqual([]);
  return `${fix!.title}\n${result}`;
}

describe('a column that is renamed further down', () => {
  it('is not taken for one that the table lacks', async () => {
    const dev = await devOf('CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, n int);');
    const text =
      'CREATE TABLE users (id int PRIMARY KEY, email text);\nALTER TABLE users RENAME COLUMN email TO mail;\n';
    const refused = (each: string) => checkText(each, dev).findings.filter(({ severity }) => severity === 'error');
    for (const { fixes } of checkText(text, dev).findings)
      for (const { preferred, edits } of fixes) if (preferred) expect(refused(applyEdits(text, edits))).toEqual([]);
  });
});

describe('a function, a trigger or a policy that is another one in dev', () => {
  it('is replaced by who chooses it, and never with others: what a person wrote would go', async () => {
    const dev = await devOf(
      `CREATE TABLE t (id int); CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE POLICY p ON t USING (true);
       CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
       CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION g();`,
    );
    const text = `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';
CREATE POLICY p ON t USING (false);
CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g();`;
    const { findings } = checkText(text, dev);
    expect(findings.flatMap(({ fixes }) => fixes.map(({ title, preferred }) => [title, preferred]))).toEqual([
      ["Replace with dev's function", undefined],
      ["Replace with dev's policy", undefined],
      ["Replace with dev's trigger", undefined],
    ]);
    expect(applyEdits(text, fixAll({ findings }))).toBe(text);
  });
});

describe('what is told beside an editor', () => {
  it('offers no fix after which PostgreSQL would refuse more', async () => {
    const dev = await devOf('CREATE TABLE users (id int PRIMARY KEY, email text);');
    const text = 'CREATE TABLE users (id int PRIMARY KEY);\n';
    const found = checkText(text, dev);
    const twice = { title: 'again', edits: [{ range: { start: text.length, end: text.length }, newText: text }] };
    const findings = found.findings.map((each) => ({ ...each, fixes: [twice, ...each.fixes] }));
    const check = (each: string) => checkText(each, dev);
    expect(soundlyFixed(text, { ...found, findings }, check)).toEqual(found.findings);
  });
  it('is offered where another fault is only said otherwise after it', async () => {
    const dev = await devOf('CREATE TABLE orders (id bigint NOT NULL, note text);');
    const text = 'CREATE TABLE IF NOT EXISTS orders (id bigint NOT NULL); SELECT o.nope FROM orders o;';
    const check = (each: string) => checkText(each, dev);
    const [missing] = soundlyFixed(text, check(text), check).filter(({ code }) => code === 'missing-columns');
    expect(missing!.fixes.length).toBeGreaterThan(0);
  });
});

describe('a preferred fix', () => {
  const dev = `CREATE TABLE users (id bigint PRIMARY KEY, email text UNIQUE, n int CHECK (n > 0));
CREATE TABLE orders (id int PRIMARY KEY, user_id bigint REFERENCES users ON DELETE CASCADE);`;
  it.each([
    ['renames the column of a key that has no name', 'CREATE TABLE users (id bigint PRIMARY KEY, mail text UNIQUE);'],
    [
      'renames the column of a foreign key',
      'CREATE TABLE users (id bigint PRIMARY KEY);\nCREATE TABLE IF NOT EXISTS orders (id int PRIMARY KEY, user_idd bigint REFERENCES users);',
    ],
    ['fills a table that was made before', 'CREATE TABLE users (id int);\nCREATE TABLE IF NOT EXISTS users (...);'],
    ['fills a table that is made later', 'CREATE TABLE IF NOT EXISTS users (...);\nCREATE TABLE users (id bigint);'],
  ])('makes no error where it %s', async (_, text) => {
    const schema = await devOf(dev);
    const errors = (each: string) =>
      checkText(each, schema).findings.flatMap(({ severity, message }) => (severity === 'error' ? [message] : []));
    const before = errors(text);
    for (const { fixes } of checkText(text, schema).findings)
      for (const { preferred, edits, title } of fixes)
        if (preferred)
          expect(
            errors(applyEdits(text, edits)).filter((one) => !before.includes(one)),
            title,
          ).toEqual([]);
  });
});

describe('columns', () => {
  const dev = 'CREATE TABLE t (a integer, b text NOT NULL, c integer, d date);';
  it.each([
    [
      'in the middle and at the end',
      'CREATE TABLE t (\n  a integer,\n  c integer\n);',
      'CREATE TABLE t (\n  a integer,\n  b text NOT NULL,\n  c integer,\n  d date\n);',
    ],
    [
      'at the beginning',
      'CREATE TABLE t (\n  b text NOT NULL,\n  c integer,\n  d date\n);',
      'CREATE TABLE t (\n  a integer,\n  b text NOT NULL,\n  c integer,\n  d date\n);',
    ],
    [
      'on one line',
      'CREATE TABLE t (a integer, d date);',
      'CREATE TABLE t (a integer, b text NOT NULL, c integer, d date);',
    ],
    [
      'behind comments',
      'CREATE TABLE t (\n  a integer, -- first\n  c integer, /* third */\n  d date -- last\n);',
      'CREATE TABLE t (\n  a integer, -- first\n  b text NOT NULL,\n  c integer, /* third */\n  d date -- last\n);',
    ],
    [
      'behind a last comment',
      'CREATE TABLE t (\n  a integer,\n  b text NOT NULL,\n  c integer -- last\n);',
      'CREATE TABLE t (\n  a integer,\n  b text NOT NULL,\n  c integer, -- last\n  d date\n);',
    ],
    [
      'before a comment that goes on',
      'CREATE TABLE t (\n  a integer, /* of\n  many */\n  c integer /* words\n  */,\n  d date\n); -- done\n',
      'CREATE TABLE t (\n  a integer, /* of\n  many */\n  b text NOT NULL,\n  c integer /* words\n  */,\n  d date\n); -- done\n',
    ],
    [
      'aligned below the first',
      'CREATE TABLE t (a integer,\n                c integer);',
      'CREATE TABLE t (a integer,\n                b text NOT NULL,\n                c integer,\n                d date);',
    ],
    [
      'with commas in front',
      'CREATE TABLE t (\n    a integer -- first\n  , c integer\n  , d date\n);',
      'CREATE TABLE t (\n    a integer -- first\n  , b text NOT NULL\n  , c integer\n  , d date\n);',
    ],
    [
      'into nothing',
      'CREATE TABLE t ();',
      'CREATE TABLE t (\n    a integer,\n    b text NOT NULL,\n    c integer,\n    d date\n);',
    ],
    [
      'one too many, with its comment',
      'CREATE TABLE t (\n  a integer,\n  b text NOT NULL, -- kept\n  x text, -- gone\n  c integer,\n  d date\n);',
      'CREATE TABLE t (\n  a integer,\n  b text NOT NULL, -- kept\n  c integer,\n  d date\n);',
    ],
    [
      'one too many at the end',
      'CREATE TABLE t (\n  a integer,\n  b text NOT NULL,\n  c integer,\n  d date, -- kept\n  x text -- gone\n);',
      'CREATE TABLE t (\n  a integer,\n  b text NOT NULL,\n  c integer,\n  d date -- kept\n);',
    ],
    [
      'two too many at the end',
      'CREATE TABLE t (\n  a integer,\n  b text NOT NULL,\n  c integer,\n  d date,\n  x text,\n  y text\n);',
      'CREATE TABLE t (\n  a integer,\n  b text NOT NULL,\n  c integer,\n  d date\n);',
    ],
    [
      'types, NOT NULL and defaults',
      'CREATE TABLE t (\n  a bigint DEFAULT 1,\n  b varchar(3) NULL,\n  c integer NOT NULL DEFAULT 5,\n  d date\n);',
      'CREATE TABLE t (\n  a integer,\n  b text NOT NULL,\n  c integer,\n  d date\n);',
    ],
  ])('%s', async (_, text, expected) => {
    expect(await fixedAll(dev, text)).toBe(expected);
  });
  it('adds one semicolon where none stood, and keeps the comment behind the statement', async () => {
    const fixed = await fixedAll(
      `${dev} CREATE INDEX by_a ON t (a); CREATE INDEX by_c ON t (c);`,
      `${dev.slice(0, -1)} -- t`,
    );
    expect(fixed).toBe(`${dev} -- t\nCREATE INDEX by_a ON t (a);\nCREATE INDEX by_c ON t (c);`);
  });
  it.each([
    [
      'in quotes and capitals',
      'CREATE TABLE "t" ("a" INTEGER, "c" integer);',
      'CREATE TABLE "t" ("a" INTEGER, "b" text NOT NULL, "c" integer, "d" date);',
    ],
    [
      'in small letters',
      'create table t (a integer, b text, c integer, d text default now());',
      'create table t (a integer, b text not null, c integer, d date);',
    ],
  ])('writes as the statement is written: %s', async (_, text, expected) => {
    expect(await fixedAll(dev, text)).toBe(expected);
  });
  it('keeps the line ends of the file', async () => {
    const fixed = await fixedAll(dev, 'CREATE TABLE t (\r\n  a integer,\r\n  d date\r\n);\r\n');
    expect(fixed).toBe('CREATE TABLE t (\r\n  a integer,\r\n  b text NOT NULL,\r\n  c integer,\r\n  d date\r\n);\r\n');
  });
});

describe('what a column lacks stands before the columns that come to stand behind it', () => {
  const dev = "CREATE TABLE t (a integer, b text DEFAULT 'x' NOT NULL, c date, d date);";
  const whole = "a integer,\n  b text NOT NULL DEFAULT 'x',\n  c date,\n  d date";
  it.each([
    ['the last one', 'a integer,\n  b text\n', `${whole}\n`],
    [
      'the last one, with a comment',
      'a integer,\n  b text -- last\n',
      `${whole.replace(',\n  c', ', -- last\n  c')}\n`,
    ],
    ['with a comma in front', 'a integer\n  , b text\n', `${whole.replaceAll(',\n ', '\n  ,')}\n`],
    ['of another type', 'a integer,\n  b varchar(3)\n', `${whole}\n`],
  ])('%s, at once', async (_, columns, expected) => {
    const text = `CREATE TABLE t (\n  ${columns});`;
    const fixed = applyEdits(text, fixAll(checkText(text, await devOf(dev), asShipped)));
    expect(fixed).toBe(`CREATE TABLE t (\n  ${expected});`);
  });
  it('on one line, at once', async () => {
    const fixed = applyEdits(
      'CREATE TABLE t (a integer, b text);',
      fixAll(checkText('CREATE TABLE t (a integer, b text);', await devOf(dev), asShipped)),
    );
    expect(fixed).toBe(`CREATE TABLE t (${whole.replaceAll(',\n ', ',')});`);
  });
  it('and before the semicolon that a statement gets', async () => {
    const lacking = await devOf('CREATE TABLE t (a integer DEFAULT 1 NOT NULL); CREATE INDEX i ON t (a);');
    const text = 'CREATE TABLE t ();\nALTER TABLE t ADD a integer';
    const fixed = applyEdits(text, fixAll(checkText(text, lacking, asShipped)));
    expect(fixed).toBe('CREATE TABLE t ();\nALTER TABLE t ADD a integer NOT NULL DEFAULT 1;\nCREATE INDEX i ON t (a);');
  });
});

describe('constraints and indexes', () => {
  it('are added behind the table, a foreign key behind the table it points to', async () => {
    const dev = `CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE posts (id integer PRIMARY KEY, author integer REFERENCES users, CHECK (id > 0));
CREATE INDEX posts_author ON posts (author);`;
    const text =
      'CREATE TABLE posts (\n    id integer,\n    author integer\n);\nCREATE TABLE users (id integer PRIMARY KEY)';
    expect(await fixedAll(dev, text)).toBe(`CREATE TABLE posts (
    id integer,
    author integer
);
ALTER TABLE posts ADD CONSTRAINT posts_id_check CHECK (id > 0);
ALTER TABLE posts ADD CONSTRAINT posts_pkey PRIMARY KEY (id);
CREATE INDEX posts_author ON posts (author);
CREATE TABLE users (id integer PRIMARY KEY);
ALTER TABLE posts ADD CONSTRAINT posts_author_fkey FOREIGN KEY (author) REFERENCES users (id);`);
  });
  it('are written IF NOT EXISTS where the other indexes of the file are', async () => {
    const dev = 'CREATE TABLE t (a int, b int); CREATE INDEX ta ON t (a); CREATE INDEX tb ON t (b);';
    const table = 'CREATE TABLE IF NOT EXISTS t (a int, b int);\n';
    for (const head of ['IF NOT EXISTS ', '']) {
      const own = `CREATE INDEX ${head}ta ON t (a);\n`;
      expect(await fixedAll(dev, table + own)).toBe(`${table}CREATE INDEX ${head}tb ON t (b);\n${own}`);
    }
  });
});

describe('fixes that can run', () => {
  const dev = `CREATE TABLE users (id integer PRIMARY KEY, mail text UNIQUE, boss integer REFERENCES users);
CREATE TABLE posts (mail text REFERENCES users (mail) ON DELETE CASCADE, owner integer REFERENCES users, PRIMARY KEY (owner, mail));`;
  it.each([
    [
      'a foreign key comes behind the keys it points to, which come with it',
      'CREATE TABLE posts (mail text NOT NULL, owner integer NOT NULL);\nCREATE TABLE users (id integer NOT NULL, mail text, boss integer)',
      `CREATE TABLE posts (mail text NOT NULL, owner integer NOT NULL);
ALTER TABLE posts ADD CONSTRAINT posts_pkey PRIMARY KEY (owner, mail);
CREATE TABLE users (id integer NOT NULL, mail text, boss integer);
ALTER TABLE users ADD CONSTRAINT users_mail_key UNIQUE (mail);
ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
ALTER TABLE posts ADD CONSTRAINT posts_mail_fkey FOREIGN KEY (mail) REFERENCES users (mail) ON DELETE CASCADE;
ALTER TABLE posts ADD CONSTRAINT posts_owner_fkey FOREIGN KEY (owner) REFERENCES users (id);
ALTER TABLE users ADD CONSTRAINT users_boss_fkey FOREIGN KEY (boss) REFERENCES users (id);`,
    ],
    [
      'what differs within a column is changed there, or behind the table',
      'CREATE TABLE posts (\n    mail text CONSTRAINT posts_mail_fkey REFERENCES users (mail) ON DELETE SET NULL, -- who\n    owner integer PRIMARY KEY REFERENCES users\n);',
      `CREATE TABLE posts (
    mail text CONSTRAINT posts_mail_fkey REFERENCES users (mail) ON DELETE CASCADE, -- who
    owner integer REFERENCES users
);
ALTER TABLE posts ADD CONSTRAINT posts_pkey PRIMARY KEY (owner, mail);`,
    ],
    [
      'what dev does not have is taken out',
      'CREATE TABLE posts (\n    mail text NOT NULL UNIQUE REFERENCES users (mail) ON DELETE CASCADE,\n    owner integer NOT NULL REFERENCES users CHECK (owner > 0), -- who\n    UNIQUE (mail, owner), -- never\n    PRIMARY KEY (owner, mail)\n);\nCREATE INDEX by_mail ON posts (mail); -- slow\n-- end\n',
      `CREATE TABLE posts (
    mail text NOT NULL REFERENCES users (mail) ON DELETE CASCADE,
    owner integer NOT NULL REFERENCES users, -- who
    PRIMARY KEY (owner, mail)
);
-- end
`,
    ],
  ])('%s', async (_, text, expected) => {
    expect(await fixedAll(dev, text)).toBe(expected);
  });
  it('a default that is a serial of dev comes with its sequence', async () => {
    const fixed = await fixedAll(
      'CREATE TABLE t (a serial PRIMARY KEY, b bigserial, c serial);',
      'CREATE TABLE t (a bigint PRIMARY KEY, b bigint NOT NULL, c serial);',
    );
    expect(fixed).toBe('CREATE TABLE t (a serial PRIMARY KEY, b bigserial NOT NULL, c serial);');
  });
  it('a serial of another size becomes that of dev, and a default is not changed to a sequence that is not there', async () => {
    const dev = 'CREATE TABLE t (a bigserial, b serial);';
    expect(await fixedAll(dev, 'CREATE TABLE t (a serial, b integer DEFAULT 5);')).toBe(
      'CREATE TABLE t (a bigserial, b serial);',
    );
  });
  it('what LIKE takes over from another table is not written over it', async () => {
    const dev = await devOf(
      `CREATE TABLE a (id integer DEFAULT 1, n text); CREATE TABLE b (id bigint DEFAULT 2, n text);`,
    );
    const text = 'CREATE TABLE b (LIKE a INCLUDING ALL);\nCREATE TABLE c () INHERITS (a);';
    const { findings } = checkText(text, dev, asShipped);
    expect(findings.map(({ code }) => code)).toEqual(['column-default', 'column-type']);
    expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
  });
  it('a key that is in the way is taken out, and its column stays NOT NULL', async () => {
    const fixed = await fixedAll('CREATE TABLE t (a integer NOT NULL);', 'CREATE TABLE t (a integer PRIMARY KEY);');
    expect(fixed).toBe('CREATE TABLE t (a integer NOT NULL);');
  });
});

describe('the whole statement', () => {
  it('brings an index that the file makes before the table, where there is none to make it on', async () => {
    const dev = 'CREATE TABLE t (id integer PRIMARY KEY, a text); CREATE INDEX t_a ON t (a);';
    expect(
      await replaced(dev, 'CREATE INDEX t_a ON t (a);\nCREATE TABLE t (id integer);\n'),
    ).toBe(`Replace with dev's exact CREATE TABLE and 1 index
CREATE INDEX t_a ON t (a);
CREATE TABLE "t" (
    "id" integer NOT NULL,
    "a" text,
    PRIMARY KEY ("id")
);

CREATE INDEX t_a ON t (a);
`);
  });
  it('is not offered for a foreign key to a table that the file makes further down', async () => {
    const dev = await devOf('CREATE TABLE u (id int PRIMARY KEY); CREATE TABLE o (id int, u int REFERENCES u);');
    const text = 'CREATE TABLE o (id int);\nCREATE TABLE u (id int PRIMARY KEY);\n';
    const titles = (code: string) =>
      checkText(text, dev).findings.flatMap((one) => (one.code === code ? one.fixes.map(({ title }) => title) : []));
    expect(titles('missing-columns')).toContain("Replace with dev's exact CREATE TABLE");
    expect(titles('missing-foreign-key')).toEqual(['Insert 1 missing column from dev and add foreign key o_u_fkey']);
  });
  it('comes with comments and serial columns, and without what the file makes elsewhere', async () => {
    const dev = `CREATE TABLE t (id serial PRIMARY KEY, a text UNIQUE, b text CHECK (b <> ''));
CREATE INDEX t_a ON t (a); CREATE INDEX t_b ON t (b); COMMENT ON COLUMN t.a IS 'the a';`;
    const text = '-- before\nCREATE TABLE t (id integer); -- behind\nCREATE INDEX t_b ON t (b);\n';
    expect(await replaced(dev, text)).toBe(`Replace with dev's exact CREATE TABLE, 2 constraints and 1 index
-- before
CREATE TABLE "t" (
    "id" serial,
    "a" text,
    "b" text,
    PRIMARY KEY ("id")
);

ALTER TABLE "t" ADD CONSTRAINT "t_b_check" CHECK (b <> '');
ALTER TABLE "t" ADD CONSTRAINT "t_a_key" UNIQUE ("a");

CREATE INDEX t_a ON t (a);

COMMENT ON COLUMN "t"."a" IS 'the a'; -- behind
CREATE INDEX t_b ON t (b);
`);
  });
});

describe('fixing throughout', () => {
  const longer = (text: string): { readonly findings: readonly Finding[] } => {
    const edits = [{ range: { start: text.length, end: text.length }, newText: '!' }];
    const fixes = [{ title: 'Add a mark', edits, preferred: true }];
    return { findings: [{ code: 'c', severity: 'error', message: '', range: { start: 0, end: 0 }, fixes }] };
  };
  it('stops where a fix leaves as much as it found', () => {
    expect(applyEdits('a', fixThroughout('a', longer('a'), longer))).toBe('a!');
  });
  it('is one edit of the lines that differ', () => {
    const twice = (text: string) => (text === 'a\nb\nc!' ? longer(text) : { findings: [] });
    const two = (text: string) => ({ findings: [...longer(text).findings, ...longer(text).findings] });
    expect(fixThroughout('a\nb\nc', two('a\nb\nc'), twice)).toEqual([{ range: { start: 4, end: 5 }, newText: 'c!!' }]);
    expect(fixThroughout('a', { findings: [] }, longer)).toEqual([]);
  });
});
