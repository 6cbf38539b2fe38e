import { beforeAll, describe, expect, it } from 'vitest';
import { MAX_DOCUMENT_LENGTH, parseDocument } from '../../server/src/sql/document/document';
import type { SqlDocument } from '../../server/src/sql/document/statement';
import { loadParser } from '../../server/src/sql/parse';
import { grouped } from '../../server/src/text/numbers';

beforeAll(loadParser);

const read = (text: string): SqlDocument => parseDocument('file:///a.sql', 1, text);
const only = (text: string) => {
  const { statements } = read(text);
  expect(statements).toHaveLength(1);
  return statements[0]!.parsed;
};
const errorAt = (text: string): [string | undefined, string | undefined] => {
  const { error, text: own } = only(text);
  return [error?.message, error && own.slice(error.range.start, error.range.end)];
};

describe('syntax errors are PostgreSQL’s, at the token it stopped at', () => {
  it.each([
    ['CREATE TABEL t (a int)', 'syntax error at or near "TABEL"', 'TABEL'],
    ['CREATE TABLE t (a int,)', 'syntax error at or near ")"', ')'],
    ['SELECT a FROM', 'syntax error at end of input', 'FROM'],
    ['ALTER TABLE t ADD COLUMN', 'syntax error at end of input', 'COLUMN'],
    [`/* 🙂 */ SELECT '🙂' é é`, 'syntax error at or near "é"', 'é'],
    [`SELECT 'abc`, `unterminated quoted string at or near "'abc"`, `'abc`],
    ['SELECT "a', 'unterminated quoted identifier at or near ""a"', '"a'],
    ['CREATE TABLE t (a int, /* open\n b int)', 'unterminated /* comment at or near "/* open…"', '/* open'],
    ['/* open /* nested */', 'unterminated /* comment at or near "/* open /* nested */"', '/* open /* nested */'],
    ['CREATE TABLE t (a int, a "")', 'zero-length delimited identifier at or near """"', '""'],
  ])('%s', (text, message, token) => {
    expect(errorAt(text)).toEqual([message, token]);
  });
  it('the second of two equal words is the one that is marked', () => {
    const { error } = only('SELECT 🙂 FROM FROM x');
    expect(error?.range).toEqual({ start: 15, end: 19 });
  });
  it('a comment that never ends is one, and what stands behind it is read for what it is', () => {
    const { statements } = read('CREATE TABLE a (id int);\n/* open\nCREATE TABLE b (id int);\n');
    expect(statements.map(({ parsed: { text, status } }) => `${text}: ${status}`)).toEqual([
      'CREATE TABLE a (id int): ok',
      '/* open: syntax error',
      'CREATE TABLE b (id int): ok',
    ]);
  });
  it('what a refused statement names is unknown, and nothing else', () => {
    expect(only('ALTER TABLE app.t ADD COLUMN').ops).toMatchObject([
      { op: 'unknown', objects: [{ kind: 'table', name: { value: { schema: 'app', name: 't' } } }] },
    ]);
    expect(only('SELECT a FROM').ops).toEqual([]);
  });
});

describe('the text of functions and DO blocks', () => {
  const plpgsql = (body: string): string => `CREATE FUNCTION f() RETURNS int AS $f$\n${body}\n$f$ LANGUAGE plpgsql`;
  it.each([
    [plpgsql('BEGIN\n  IF a THEN RETURN 1; END IFF;\nEND'), 'syntax error at or near "IFF"', 'IFF'],
    [
      plpgsql('DECLARE x int; BEGIN\n  x := 1;\n  SELEC 1;\n  SELEC 2;\nEND'),
      'syntax error at or near "SELEC"',
      'SELEC',
    ],
    [plpgsql('BEGIN\n  RETURN 1\nEND'), 'syntax error at end of input', 'END'],
    [plpgsql('BEGIN INSERT INTO t (a) VALUES 1; RETURN 1; END'), 'syntax error at or near "1"', '1'],
    [plpgsql('DECLARE x int; BEGIN y := 1; RETURN x; END'), '"y" is not a known variable', 'y'],
    [plpgsql('BEGIN EXIT; END'), 'EXIT cannot be used outside a loop, unless it has a label', 'END'],
    ['DO $$ BEGIN DROP TABEL t; END $$', 'syntax error at or near "TABEL"', 'TABEL'],
    ['CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 FORM t $$', 'syntax error at or near "t"', 't'],
    [
      `CREATE FUNCTION f() RETURNS int LANGUAGE sql AS '/* 🙂 */ SELECT FROM FROM t'`,
      'syntax error at or near "FROM"',
      'FROM',
    ],
  ])('%s', (text, message, token) => {
    expect(errorAt(text)).toEqual([message, token]);
  });
  it('of two equal tokens the one that is wrong is marked', () => {
    const text = plpgsql('BEGIN\n  PERFORM a FROM t;\n  PERFORM a FROM FROM t;\n  PERFORM a FROM t;\nEND');
    expect(only(text).error?.range.start).toBe(text.indexOf('FROM FROM') + 5);
  });
  it('does not part the statement, and does not reach the next', () => {
    const text = `${plpgsql('BEGIN\n  CREATE TABEL x;\n  CREATE TABLE y ();\nEND')};\nSELECT 1;`;
    expect(read(text).statements.map(({ parsed }) => parsed.status)).toEqual(['syntax error', 'ok']);
  });
  it.each([
    plpgsql('DECLARE r t%ROWTYPE; BEGIN r.nonesuch := 1; SELECT * INTO r FROM t; RETURN r.a; END'),
    plpgsql('#variable_conflict use_column\nBEGIN RETURN 1; END'),
    'CREATE FUNCTION f(a int) RETURNS SETOF t LANGUAGE sql AS $$ SELECT * FROM t WHERE id = $1 AND b = f.a $$',
    `CREATE FUNCTION f() RETURNS int LANGUAGE plpython3u AS $$ return 1 $$`,
    `CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'f'`,
    `DO $$ BEGIN EXECUTE 'DROP {{ .Kind }}'; {{ .More }} END $$`,
  ])('nothing is wrong with %s', (text) => {
    expect(only(text).status).toBe('ok');
  });
});

describe('what is not SQL yet', () => {
  it('the placeholder of the guide', () => {
    expect(only('CREATE TABLE t (...)')).toMatchObject({
      status: 'placeholder',
      ops: [{ op: 'placeholder table', placeholder: { start: 16, end: 19 } }],
    });
  });
  it.each([
    'CREATE TABLE {{ .Schema }}.t (a int)',
    `CREATE TABLE \${schema}.t (a int)`,
    'GRANT SELECT ON t TO :role',
    'SET search_path TO :"schema"',
    `CREATE TABLE "\${schema}".t (a int)`,
    'CREATE TABLE "{{ index .Options "Namespace" }}".t (a int)',
  ])('%s is a template', (text) => {
    expect(only(text).status).toBe('template');
  });
  it('a template’s marks in text that is SQL are nothing special', () => {
    expect(only(`INSERT INTO t VALUES ('{{ name }}', '\${x}')`).status).toBe('ok');
    expect(only('SELECT a[1:b] FROM t').status).toBe('ok');
  });
  it('a template that changes nothing leaves everything known', () => {
    expect(only('GRANT SELECT ON t TO :role').ops.filter(({ op }) => op === 'unknown')).toEqual([]);
    expect(only('CREATE TABLE {{ .Schema }}.t (a int)').ops).toMatchObject([{ op: 'unknown' }]);
  });
});

describe('files that are not read', () => {
  it('binary ones', () => {
    expect(read('SELECT 1;\0\u0001')).toMatchObject({
      statements: [],
      unreadable: expect.stringContaining('not text'),
    });
  });
  it('very long ones', () => {
    expect(read(' '.repeat(MAX_DOCUMENT_LENGTH + 1)).unreadable).toContain(grouped(MAX_DOCUMENT_LENGTH));
  });
  it('an empty one is read, and holds nothing', () => {
    expect(read('')).toEqual({
      uri: 'file:///a.sql',
      version: 1,
      text: '',
      statements: [],
      skipped: [],
      suppressions: [],
    });
    expect(read('\ufeff').statements).toEqual([]);
  });
  it('a statement too long or too deep for the parser is said to be so', () => {
    expect(only(`INSERT INTO t VALUES ${'(1),'.repeat(300_000)}(1)`).status).toBe('too long');
    expect(only(`SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`).status).toBe('too long');
    expect(only(`SELECT 1${'+1'.repeat(20_000)}`).status).toBe('too long');
    expect(only('SELECT 1').status).toBe('ok');
  });
});

describe('suppression comments', () => {
  const suppressions = (text: string) =>
    read(text).suppressions.map(({ codes, reason, scope, statement }) => ({ codes, reason, scope, statement }));
  it('for the next statement, with codes and a reason', () => {
    expect(suppressions('SELECT 1;\n-- devschema-ignore missing-index, extra-column: we know\n\nSELECT 2;')).toEqual([
      { codes: ['missing-index', 'extra-column'], reason: 'we know', scope: 'statement', statement: 1 },
    ]);
  });
  it('at the end of a statement’s line, and within a statement', () => {
    expect(suppressions('SELECT 1; -- devschema-ignore a: b\nSELECT\n  -- devschema-ignore c\n  2;')).toEqual([
      { codes: ['a'], reason: 'b', scope: 'statement', statement: 0 },
      { codes: ['c'], reason: undefined, scope: 'statement', statement: 1 },
    ]);
  });
  it('for the file', () => {
    expect(suppressions('/* devschema-ignore-file a: b */\nSELECT 1;')).toEqual([
      { codes: ['a'], reason: 'b', scope: 'file', statement: undefined },
    ]);
  });
  it('not in a string', () => {
    expect(suppressions(`SELECT '-- devschema-ignore a: b';`)).toEqual([]);
    expect(suppressions('COPY t FROM stdin;\n\\. -- devschema-ignore a: b\n\\.\nSELECT 1;')).toEqual([]);
  });
});

describe('statements are read once for their text', () => {
  it('and where they do not run, what they do when it is asked for', () => {
    const text =
      'CREATE TABLE not_run (a int, b int);\nDROP INDEX CONCURRENTLY a_not_run, b_not_run;\nSELECT FROM WHERE;';
    const sections = [{ range: { start: 0, end: text.length }, runs: false }];
    const unrun = parseDocument('file:///down.sql', 1, text, { sections }).statements.map(({ parsed }) => parsed);
    const run = read(text).statements.map(({ parsed }) => parsed);
    expect(unrun.map(({ status, error }) => [status, error])).toEqual(run.map(({ status, error }) => [status, error]));
    expect(unrun.map(({ ops }) => ops)).toEqual(run.map(({ ops }) => ops));
    expect(unrun.map(({ refusals = [] }) => refusals)).toEqual(run.map(({ refusals = [] }) => refusals));
    expect(run.some((one) => unrun.includes(one))).toBe(false);
    const accessors = (one: object) => Object.values(Object.getOwnPropertyDescriptors(one)).filter(({ get }) => get);
    expect(accessors(unrun[0]!)).not.toEqual([]);
    expect(run.flatMap(accessors)).toEqual([]);
  });
  it('equal texts share what was read, wherever they stand', () => {
    const first = read('SELECT 1;');
    const second = parseDocument('file:///b.sql', 1, '-- moved\n\nSELECT 1;');
    expect(second.statements[0]?.parsed).toBe(first.statements[0]?.parsed);
    expect(second.statements[0]?.range).toEqual({ start: 10, end: 18 });
  });
});

describe('a comment that nothing closes', () => {
  it.each([
    ['SELECT \'/*\', "/*", $$ /* $$; -- /*\nSELECT 2;'],
    ['/* a /* b */ c */ SELECT 1; /* d */'],
    ['COPY t FROM stdin;\n/* data\n\\.\nSELECT 1;\n\\echo /*\nSELECT 2;'],
  ])('is not seen in %j', (text) => {
    expect(read(text).statements.filter(({ parsed }) => parsed.status !== 'ok')).toEqual([]);
  });
});
