import fc from 'fast-check';
import { scanSync } from 'libpg-query';
import { beforeAll, describe, expect, it } from 'vitest';
import { byteOffsets, loadParser } from '../../server/src/sql/parse';
import { tokenize } from '../../server/src/text/lexer';
import { identifierValue, stringBody, stringValue } from '../../server/src/text/literals';
import { constructs } from './sql-constructs';

beforeAll(loadParser);

const words = (sql: string): string[] =>
  tokenize(sql, 0, sql.length, true).map(({ start, end }) => sql.slice(start, end));
const kinds = (sql: string): string[] => tokenize(sql, 0, sql.length, true).map(({ kind }) => kind);

/** PostgreSQL's own tokens, comments left out, in UTF-16. */
function serverTokens(sql: string): string[] {
  const offset = byteOffsets(sql);
  return scanSync(sql)
    .tokens.filter(({ tokenName }) => !tokenName.includes('COMMENT'))
    .map(({ start, end }) => sql.slice(offset(start), offset(end)));
}

describe('tokens are PostgreSQL’s own', () => {
  it.each(constructs.map(({ shows, sql }) => [shows, sql] as const))('%s', (_, sql) => {
    expect(tokenize(sql).map(({ start, end }) => sql.slice(start, end))).toEqual(serverTokens(sql));
  });

  it.each([
    [`SELECT 'it''s', E'a\\'b', B'01', X'1F', N'n', U&'d\\0061t', U&"d\\0061t", "a""b"`],
    ['SELECT $$a$$, $t$ $$ $t$, $1, a$b, $été$x$été$'],
    ['SELECT 1, 1.5, .5, 1., 1e6, 1E-3, 0x1F, 0o17, 0b11, 1_000, 1..2'],
    ['SELECT a::int, a->>b, a@>b, a<=b, a<>b, a!=b, a=-1, a@-1, 2+-3, x|/y, a:=b'],
    ['SELECT /* a /* b */ c */ 1 -- to the end\n, 2'],
    ['SELECT été, "🙂", \'🙂\', naïve FROM 表'],
    ["SELECT 'one'\n  'two', 'three'"],
    ['SELECT a.b.c[1:2], t.*, f(x => 1)'],
    ['SELECT a/*c*/+/*d*/b, a--c\n-b, 1-/*x*/-1'],
  ])('%s', (sql) => {
    expect(tokenize(sql).map(({ start, end }) => sql.slice(start, end))).toEqual(serverTokens(sql));
  });
});

describe('what ends nowhere', () => {
  it('an open quote or comment ends with its line, so that the next line is read', () => {
    expect(words(`a 'b c\nd`)).toEqual(['a', `'b c`, 'd']);
    expect(words('a "b\nc')).toEqual(['a', '"b', 'c']);
    expect(words('a /* b /* c */\nd')).toEqual(['a', '/* b /* c */', 'd']);
    expect(tokenize(`'b`)[0]).toMatchObject({ kind: 'string', unterminated: true });
  });
  it('an open dollar quote goes on to the end', () => {
    expect(words('a $x$ b\nc $y$ d')).toEqual(['a', '$x$ b\nc $y$ d']);
  });
});

describe('what is not SQL yet', () => {
  it('a template’s marks and psql’s variables are tokens of their own', () => {
    expect(kinds(`{{ .Schema "x" }} \${name} :var :'var' :"var"`)).toEqual(new Array(5).fill('template'));
  });
  it('slices, casts and assignments are none', () => {
    expect(kinds('a[1:b] a::b a:=b a[b:c]')).not.toContain('template');
  });
  it('a backslash is a token that belongs to no SQL', () => {
    expect(kinds('\\d x')).toEqual(['other', 'word', 'word']);
  });
});

describe('names and constants', () => {
  const name = (sql: string): string => identifierValue(sql, tokenize(sql)[0]!);
  it.each([
    ['Users', 'users'],
    ['"Users"', 'Users'],
    ['"a""b"', 'a"b'],
    ['ÉTÉ', 'ÉtÉ'.replace('t', 't')],
    ['U&"d\\0061t\\+01F642"', 'dat🙂'],
    [`"${'x'.repeat(70)}"`, 'x'.repeat(63)],
    [`"${'é'.repeat(40)}"`, 'é'.repeat(31)],
  ])('%s is stored as %s', (sql, stored) => {
    expect(name(sql)).toBe(stored);
  });
  it.each([
    [`'it''s'`, `it's`],
    [`E'a\\nb\\'c\\x41\\u00e9\\101'`, `a\nb'cAéA`],
    ['$t$a$b$t$', 'a$b'],
    [`U&'d\\0061t'`, 'dat'],
    [`'a'\n  'b'`, 'ab'],
  ])('%s means %s', (sql, meaning) => {
    expect(stringValue(sql, tokenize(sql)[0]!)).toBe(meaning);
  });
  it('the text of a dollar quote is where it says', () => {
    const sql = 'DO $do$ x $do$';
    const { start, end, verbatim } = stringBody(sql, tokenize(sql)[1]!);
    expect([sql.slice(start, end), verbatim]).toEqual([' x ', true]);
  });
});

it('tokens cover every text in order, without overlap, leaving out only space', () => {
  const pieces = fc.constantFrom(
    "'",
    '"',
    '$$',
    '$a$',
    '/*',
    '*/',
    '--',
    '\n',
    '\\',
    'é',
    '🙂',
    '\ud800',
    'E',
    'U&',
    ';',
    ':',
    '{{',
    '}}',
    '.5',
    'a',
    ' ',
    '\0',
    '\ufeff',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 4, unit: 'binary' })), { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      let at = 0;
      for (const { start, end } of tokenize(text, 0, text.length, true)) {
        expect(
          text
            .slice(at, start)
            .replace(/^\ufeff/, '')
            .trim(),
        ).toBe('');
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        at = end;
      }
      expect(
        text
          .slice(at)
          .replace(/^\ufeff/, '')
          .trim(),
      ).toBe('');
    }),
    { numRuns: 2_000 },
  );
});
