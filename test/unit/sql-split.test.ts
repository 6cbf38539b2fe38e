import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { atOnce } from '../../server/src/model/steps';
import { parseDocument } from '../../server/src/sql/document/document';
import { splitting } from '../../server/src/sql/document/split';
import type { Judge } from '../../server/src/sql/document/splitter';
import type { Section, SqlDocument } from '../../server/src/sql/document/statement';
import { loadParser } from '../../server/src/sql/parse';
import { constructs } from './sql-constructs';

beforeAll(loadParser);

const read = (text: string, sections: readonly Section[] = []): SqlDocument =>
  parseDocument('file:///a.sql', 1, text, { sections });
const texts = (text: string, sections?: readonly Section[]): string[] =>
  read(text, sections).statements.map(({ parsed }) => parsed.text);
const unread = (text: string): string[] =>
  read(text)
    .statements.filter(({ parsed }) => parsed.status !== 'ok')
    .map(({ parsed }) => parsed.text);

describe('a semicolon ends a statement', () => {
  it('two on a line, empty ones, none at the end', () => {
    expect(texts('BEGIN; COMMIT;;; SELECT 1')).toEqual(['BEGIN', 'COMMIT', 'SELECT 1']);
  });
  it('not in quotes, dollar quotes and comments', () => {
    expect(texts(`SELECT ';', ";" /* ; */ -- ;\n, $$ ; $$, $a$ ; $a$; SELECT 2`)).toHaveLength(2);
  });
  it('not in a rule’s commands or an SQL-standard body', () => {
    const rule = 'CREATE RULE r AS ON INSERT TO t DO ALSO (DELETE FROM a; DELETE FROM b)';
    const body =
      'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; SELECT 2; END';
    expect(texts(`${rule};\n${body};\nSELECT 1;`)).toEqual([rule, body, 'SELECT 1']);
  });
  it.each([
    ['CRLF', 'SELECT 1;\r\n\r\nSELECT\r\n\t2;\r\n'],
    ['tabs', '\tSELECT 1;\t\tSELECT\n\t2;'],
    ['a byte-order mark', '\ufeffSELECT 1;\nSELECT\n2;'],
    ['an emoji before', '/* 🙂 */ SELECT 1;\nSELECT\n2; -- 🙂'],
  ])('ranges are exact with %s', (_, text) => {
    const { statements } = read(text);
    expect(statements.map(({ range }) => text.slice(range.start, range.end).replace(/\s+/g, ' '))).toEqual([
      'SELECT 1',
      'SELECT 2',
    ]);
    for (const { range, fullRange } of statements) {
      expect(text.slice(fullRange.start, fullRange.end)).toBe(`${text.slice(range.start, range.end)};`);
    }
  });
});

describe('what is not SQL is skipped and said', () => {
  it('psql’s commands, \\restrict among them', () => {
    const document = read(
      '\\restrict abc\n\\set ON_ERROR_STOP on\nSELECT 1;\n\\i other.sql\nSELECT 2 \\gset\nSELECT 3;',
    );
    expect(document.statements.map(({ parsed }) => parsed.text)).toEqual(['SELECT 1', 'SELECT 2', 'SELECT 3']);
    expect(document.skipped.map(({ text }) => text)).toEqual([
      '\\restrict abc',
      '\\set ON_ERROR_STOP on',
      '\\i other.sql',
      '\\gset',
    ]);
  });
  it('rows after COPY … FROM stdin', () => {
    const document = read("COPY t (a) FROM stdin;\nit's; a row\nCREATE TABLE x\n\\.\nSELECT 1;\n");
    expect(document.statements.map(({ parsed }) => parsed.text)).toEqual(['COPY t (a) FROM stdin', 'SELECT 1']);
    expect(document.skipped.map(({ what }) => what)).toEqual(['copy data']);
  });
  it('rows after psql’s \\copy, and several statements sent at once', () => {
    expect(texts("\\copy t from stdin\nit's\n\\.\nSELECT 1\\; SELECT 2;")).toEqual(['SELECT 1', 'SELECT 2']);
  });
  it('COPY without rows does not take the statements after it', () => {
    expect(texts('COPY t FROM stdin;\n\nCREATE TABLE a (id int);\n')).toEqual([
      'COPY t FROM stdin',
      'CREATE TABLE a (id int)',
    ]);
  });
});

describe('sections', () => {
  const text = '-- up\nSELECT 1;\n-- down\nSELECT 2;\n';
  const down = { range: { start: text.indexOf('-- down'), end: text.length }, runs: false };
  it('those that are not run are read all the same', () => {
    expect(read(text, [down]).statements.map(({ runs, parsed }) => [parsed.text, runs])).toEqual([
      ['SELECT 1', true],
      ['SELECT 2', false],
    ]);
  });
  it('a whole section is one statement, whose statements all count', () => {
    const body = 'CREATE TABLE a (id int);\nCREATE TABLE b (id int);';
    const { statements } = read(`${body}\nSELECT 1;`, [
      { range: { start: 0, end: body.length }, runs: true, whole: true },
    ]);
    expect(statements.map(({ parsed }) => parsed.ops.map(({ op }) => op))).toEqual([
      ['create table', 'create table'],
      ['use'],
    ]);
  });
  it('no statement crosses a boundary', () => {
    const open = 'SELECT 1\n';
    const sections = [{ range: { start: open.length, end: open.length + 9 }, runs: false }];
    expect(texts(`${open}SELECT 2;`, sections)).toEqual(['SELECT 1', 'SELECT 2']);
  });
});

const before = `CREATE TABLE a (\n    id int DEFAULT '1'::int,\n    "b" text DEFAULT 'x'\n);\n\n`;
const after = `
CREATE TABLE c (
    id int PRIMARY KEY,
    "note" text DEFAULT 'it''s'
);
CREATE FUNCTION f() RETURNS trigger AS $$
BEGIN
  INSERT INTO c VALUES (1);
  RETURN NEW;
END $$ LANGUAGE plpgsql;

INSERT INTO c (id) VALUES (1);
UPDATE c SET note = 'a' WHERE id = 1;
ALTER TABLE c ADD COLUMN d int;

SELECT 'x' FROM c;
`;
const others = 7;

describe('a statement that does not parse keeps to itself', () => {
  it.each([
    ['a missing semicolon', 'CREATE TABLE t (id int)\n'],
    ['an open bracket', 'CREATE TABLE t (\n  id int,\n'],
    ['a column without a type', 'CREATE TABLE t (\n  id int,\n  name\n'],
    ['an open string', `CREATE TABLE t (\n  id int DEFAULT 'abc\n);\n`],
    ['an open name', 'CREATE TABLE t (\n  "id int\n);\n'],
    ['an open comment', 'CREATE TABLE t (\n  id int /* the key\n);\n'],
    ['an open dollar quote', 'CREATE FUNCTION g() RETURNS int AS $$\nBEGIN\n  RETURN 1;\n'],
    ['a semicolon in the list', 'CREATE TABLE t (\n  id int;\n'],
    ['an open body', 'CREATE FUNCTION g() RETURNS int BEGIN ATOMIC\n  SELECT 1;\n'],
    ['a word alone', 'ALTER\n'],
    ['a rename half done', 'ALTER TABLE t RENAME\n'],
    ['a stray bracket', ')\n'],
    ['an INSERT without its end', 'INSERT INTO t (a, b) VALUES (1,\n'],
  ])('%s', (_, half) => {
    const { statements } = read(before + half + after);
    const fine = statements.filter(({ parsed }) => parsed.status === 'ok').map(({ parsed }) => parsed.text);
    for (const text of texts(before + after)) expect(fine).toContain(text);
  });

  it('key by key, every other statement stays', () => {
    const whole = texts(before + after);
    expect(whole).toHaveLength(others);
    const typed = constructs.filter((_, index) => index % 4 === 0);
    const lost: string[] = [];
    for (const { sql } of typed) {
      for (let length = 1; length <= sql.length; length++) {
        const text = `${before}${sql.slice(0, length)}\n${after}`;
        const { statements } = read(text);
        // `CREATE SCHEMA s` and a CREATE TABLE after it are one statement to PostgreSQL too.
        if (statements.every(({ parsed }) => parsed.status === 'ok')) continue;
        const fine = new Set(statements.map(({ parsed }) => (parsed.status === 'ok' ? parsed.text : '')));
        if (!whole.every((one) => fine.has(one))) lost.push(sql.slice(0, length));
      }
    }
    expect(lost).toEqual([]);
  });

  it('what parses is never parted, whatever its lines begin with', () => {
    for (const sql of [
      'CREATE SCHEMA s\nCREATE TABLE a (id int)\nCREATE VIEW v AS\nSELECT 1',
      'WITH x AS (\nSELECT 1\n)\nINSERT INTO a\nSELECT * FROM x',
      'INSERT INTO a VALUES (1)\nON CONFLICT DO\nUPDATE\nSET id = 1',
      'CREATE VIEW v AS\n\nSELECT 1\nUNION\nSELECT 2',
      'GRANT\nSELECT,\nINSERT\nON a TO b',
      "COMMENT ON TABLE a IS '\nCREATE TABLE b (id int);\nDROP TABLE c;\n'",
      'DO $$\nBEGIN\nCREATE TABLE a (id int);\nEND\n$$',
    ])
      expect(texts(`${sql};\nSELECT 1;`)).toEqual([sql, 'SELECT 1']);
  });
});

it('what goes on with a refused statement is not parted from it', () => {
  for (const sql of [
    'MERGE INTO t USING u ON true WHEN NOT MATCHED THEN\n  UPDATE SET a = 1',
    'CREATE TRIGGER g BEFORE INSERT OR\nUPDATE OR\nDELETE ON t FOR ALL',
    'ALTER TABLE {{ .Schema }}.t\n  DROP CONSTRAINT c,\n  ALTER CONSTRAINT d',
    'GRANT SELECT,\nINSERT,\nTRUNCATE UPON t TO b',
  ])
    expect(texts(`${sql};\nSELECT 1;`)).toEqual([sql, 'SELECT 1']);
});

describe('splitting again after an edit', () => {
  const base = before + after;
  const inserted = fc.constantFrom(
    "'",
    '"',
    '$$',
    ';',
    '(',
    ')',
    '/*',
    '*/',
    '--',
    '\n',
    'x',
    '\\g\n',
    '\\.\n',
    'BEGIN ATOMIC',
    'COPY c FROM stdin;\n',
    'CREATE TABLE z (id int)\n',
  );
  const shape = ({ statements, skipped }: SqlDocument) => [
    statements.map(({ index, range, fullRange, parsed, runs }) => [index, range, fullRange, parsed.text, runs]),
    skipped,
  ];
  it('gives what splitting from the start gives', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(base.length), inserted, fc.nat(6)), { minLength: 1, maxLength: 4 }),
        (edits) => {
          let previous = read(base);
          for (const [at, insert, removed] of edits) {
            const text = previous.text.slice(0, at) + insert + previous.text.slice(at + removed);
            const again = parseDocument('file:///a.sql', 2, text, { previous });
            expect(shape(again)).toEqual(shape(read(text)));
            previous = again;
          }
        },
      ),
      // A text with two things left open, and an edit before them; a comment left open, and closed in a later statement.
      {
        numRuns: 300,
        examples: [
          [
            [
              [73, '/*', 0],
              [153, '*/', 0],
            ],
          ],
          [
            [
              [0, "'", 5],
              [385, '$$', 0],
              [0, '(', 1],
            ],
          ],
        ],
      },
    );
  });
  it('keeps the objects of statements that did not change', () => {
    const first = read(base);
    const at = base.indexOf('"note"');
    const second = parseDocument('file:///a.sql', 2, `${base.slice(0, at)}n int, ${base.slice(at)}`, {
      previous: first,
    });
    expect(second.statements.map(({ parsed }, index) => parsed === first.statements[index]?.parsed)).toEqual([
      true,
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(second.statements[0]).toBe(first.statements[0]);
  });
});

describe('time stays linear', () => {
  const judged = (text: string): number => {
    let characters = 0;
    const refuse: Judge = (statement) => {
      characters += statement.length;
      const at = Math.min(20, statement.length);
      return {
        text: statement,
        status: 'syntax error',
        ops: [],
        error: { message: '', range: { start: at, end: at } },
      };
    };
    atOnce(splitting(text, refuse));
    return characters / text.length;
  };
  const many = (line: string): string => line.repeat(3_000);
  it.each([
    ['no semicolons', many('CREATE TABLE t (id int)\n')],
    ['weak starts only', many('select x y z\n\ninsert into \n')],
    ['open quotes', many("CREATE TABLE t (a text DEFAULT 'x);\n")],
    ['open dollar quotes', many('CREATE FUNCTION f() AS $$\n')],
    ['open comments', many('/*\n')],
    ['prose', many('lorem ipsum dolor\n')],
  ])('%s', (_, text) => {
    expect(judged(text)).toBeLessThan(60);
  });
  it('a refused statement does not make others unread', () => {
    expect(unread(before + after)).toEqual([]);
  });
});
