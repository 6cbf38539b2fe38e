/** Statements without a semicolon between them: PostgreSQL refuses them, and so says every check; nothing else does. */
import { beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, fixAll } from '../../server/src/rules/fix-all';
import { loadParser, parse } from '../../server/src/sql/parse';
import { constructs } from '../unit/sql-constructs';
import { checkText } from './support';

beforeAll(loadParser);

const syntax = (text: string) => checkText(text, undefined).findings.filter(({ code }) => code === 'syntax-error');
const marked = (text: string): string[] =>
  syntax(text).map(({ message, range }) => `${text.slice(0, range.start).split('\n').length}: ${message}`);
const mended = (text: string): string => applyEdits(text, fixAll({ findings: syntax(text) }));

const statements = [
  'ALTER TABLE t ADD COLUMN a int',
  'CREATE INDEX i ON t (a)',
  'CREATE TABLE u (id int)',
  'INSERT INTO t (a) VALUES (1)',
  'UPDATE t SET a = 1 WHERE a = 2',
  'DELETE FROM t WHERE a = 1',
  'DROP VIEW v',
  "COMMENT ON TABLE t IS 'x'",
  'GRANT SELECT ON t TO r',
  'REVOKE ALL ON t FROM r',
  'TRUNCATE t',
  'SELECT 1 AS one',
  'WITH x AS (SELECT 1) SELECT * FROM x',
  "SET search_path = 'a'",
  'DO $$ BEGIN NULL; END $$',
  'CREATE FUNCTION f() RETURNS int AS $$ SELECT 1 $$ LANGUAGE sql',
  'CREATE VIEW v AS SELECT a FROM t WHERE a = 1',
  "CREATE TYPE y AS ENUM ('a')",
  'REFRESH MATERIALIZED VIEW v',
  'COMMIT',
  'LOCK TABLE t',
  'VACUUM t',
  'CALL p()',
];

describe('a missing semicolon', () => {
  it.each(['\n', '\n\n', '\n-- about the next one\n', ' '])('between any two statements, parted by %j', (gap) => {
    for (const first of statements)
      for (const second of statements) {
        const text = `${first}${gap}${second};\nSELECT 2;`;
        const refused = parse(`${first}${gap}${second}`);
        if (refused.status === 'ok') {
          expect(marked(text), text).toEqual([]);
          continue;
        }
        const found = syntax(text);
        expect(found.length, text).toBe(1);
        expect(found[0]!.range.start, text).toBe(refused.status === 'error' ? refused.at : -1);
        expect(found[0]!.message, text).toMatch(/A ; is missing before /);
        expect(mended(text), text).toBe(`${first};${gap}${second};\nSELECT 2;`);
      }
  });
  it('is said where PostgreSQL says it, and mended before the comment', () => {
    const text = `alter table vc add column q int -- first
alter table vc add column r int;
create index i1 on vc (a)

create index i2 on vc (b);`;
    expect(marked(text)).toEqual([
      '2: Syntax error at or near "alter". A ; is missing before it.',
      '5: Syntax error at or near "create". A ; is missing before it.',
    ]);
    expect(mended(text)).toBe(text.replace('q int', 'q int;').replace('vc (a)', 'vc (a);'));
  });
  it('before a statement that PostgreSQL goes on reading as the one before', () => {
    const text = 'SELECT a FROM t\nINSERT INTO t VALUES (1);';
    expect(marked(text)).toEqual(['2: Syntax error at or near "INTO". A ; is missing before INSERT.']);
    expect(mended(text)).toBe('SELECT a FROM t;\nINSERT INTO t VALUES (1);');
  });
  it('several in a row, and behind a function body that has a mistake', () => {
    const many = 'CREATE TABLE a (id int)\n'.repeat(40);
    expect(marked(many)).toHaveLength(39);
    const body =
      'CREATE FUNCTION f() RETURNS void AS $$ BEGIN RETRUN 1 END $$ LANGUAGE plpgsql\nCREATE TABLE a (id int);';
    expect(marked(body).at(-1)).toMatch(/^2: .*A ; is missing before it\.$/);
  });
  it('of a half-typed statement, its own mistake is said alone', () => {
    const found = marked('CREATE TABLE a (id int,\nCREATE TABLE b (id int);');
    expect(found).toHaveLength(1);
    expect(found[0]).not.toMatch(/A ; is missing/);
  });
});

describe('none is missing', () => {
  it.each([
    ['at the end of the file', 'SELECT 1;\nCREATE TABLE a (id int)'],
    ['in a schema with its elements', 'CREATE SCHEMA s\nCREATE TABLE a (id int)\nCREATE VIEW v AS SELECT 1;'],
    ['before psql’s \\g and \\gexec', "SELECT 1 \\g\nCREATE TABLE a (id int);\nSELECT 'x'\n\\gexec\nDROP TABLE a;"],
    ['before rows', 'COPY t FROM stdin;\n1\nCREATE TABLE x\n\\.\nSELECT 1;'],
    ['in a rule', 'CREATE RULE r AS ON INSERT TO t DO ALSO (\nDELETE FROM a;\nDELETE FROM b\n);'],
    ['in a body', 'CREATE FUNCTION f() RETURNS int\nBEGIN ATOMIC\nINSERT INTO t VALUES (1);\nSELECT 1;\nEND;'],
    ['in EXPLAIN', 'EXPLAIN\nINSERT INTO t\nSELECT 1;'],
    ['in PREPARE', 'PREPARE p AS\nUPDATE t SET a = 1;'],
    ['in a cursor', 'DECLARE c CURSOR FOR\n\nSELECT 1;'],
    ['in WITH', 'WITH x AS (\nSELECT 1\n)\nINSERT INTO a\nSELECT * FROM x;'],
    ['in a long UNION', `CREATE VIEW v AS\n${Array(60).fill('SELECT a, b FROM t').join('\nUNION ALL\n')};\nSELECT 1;`],
    ['before Drizzle’s breakpoint', 'CREATE TABLE a (id int)\n--> statement-breakpoint\nCREATE TABLE b (id int);'],
    ['behind a statement on Drizzle’s line', 'CREATE TABLE a (id int)--> statement-breakpoint\nDROP TABLE b;'],
    ['before goose’s end', '-- +goose StatementBegin\nDROP TABLE a\n-- +goose StatementEnd\nDROP TABLE b;'],
    ['before Down', '-- +goose Up\nDROP TABLE a\n-- +goose Down\nCREATE TABLE a (id int);'],
    ['before dbmate’s down', '-- migrate:up\nDROP TABLE a\n\n-- migrate:down\nCREATE TABLE a (id int);'],
    ['before a changeset', '--liquibase formatted sql\n--changeset a:1\nDROP TABLE a\n--changeset a:2\nDROP TABLE b'],
    ['before a named query', '-- name: all-users\nSELECT * FROM u\n-- name: some-users\nSELECT * FROM u'],
  ])('%s', (_, text) => {
    expect(marked(text)).toEqual([]);
  });
  it('in anything that PostgreSQL takes', () => {
    for (const { sql } of constructs) expect(marked(`${sql};\n${sql};\n${sql}`), sql).toEqual([]);
  });
});
