/** Whatever the text, nothing throws, statements follow one another, and ranges stay within them. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { parseDocument } from '../../server/src/sql/document/document';
import { canonicalExpression, expressionNames } from '../../server/src/sql/expression';
import { loadParser } from '../../server/src/sql/parse';
import { tableElements } from '../../server/src/sql/read/scan';
import { tokenize } from '../../server/src/text/lexer';
import { identifierValue } from '../../server/src/text/literals';
import { constructs } from './sql-constructs';
import { rangeProblems } from './sql-ranges';

beforeAll(loadParser);

/** `FUZZ=20 npx vitest run test/unit/sql-fuzz.test.ts` looks twenty times as long. */
const times = Number(process.env.FUZZ ?? 1);

function holds(text: string): void {
  const document = parseDocument('file:///a.sql', 1, text);
  let at = 0;
  for (const { range, fullRange, parsed, index } of document.statements) {
    expect(document.statements[index]?.range).toBe(range);
    expect(range.start).toBeGreaterThanOrEqual(at);
    expect(range.end).toBeGreaterThan(range.start);
    expect(fullRange.end).toBeGreaterThanOrEqual(range.end);
    expect(text.slice(range.start, range.end)).toBe(parsed.text);
    if (parsed.error !== undefined) {
      expect(parsed.error.range.end).toBeGreaterThanOrEqual(parsed.error.range.start);
      expect(parsed.error.range.end).toBeLessThanOrEqual(parsed.text.length);
    }
    // PostgreSQL reads half of a surrogate pair as U+FFFD, so what it read is not what was written.
    if (parsed.status === 'ok' && !/\p{Surrogate}/u.test(text))
      expect([parsed.text, rangeProblems(parsed.text, parsed.ops)]).toEqual([parsed.text, []]);
    at = fullRange.end;
  }
  tableElements(text);
}

const statement = fc.constantFrom(...constructs.map(({ sql }) => sql));
const piece = fc.constantFrom(
  '"',
  "'",
  '$$',
  '(',
  ')',
  ',',
  ';',
  '\r\n',
  '🙂',
  'é',
  '\ud83d',
  '\\',
  ':x',
  '{{',
  '--',
  '/*',
  '\t',
  '\ufeff',
  'NULL',
  'CASE',
  ' ',
  '.',
  'E',
);

it('random text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), holds), { numRuns: 300 * times });
});
it('statements cut, doubled and disturbed', () => {
  const edit = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(8), piece);
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 4 }),
      fc.array(edit, { maxLength: 4 }),
      (parts, edits) => {
        let text = parts.join(';\n');
        for (const [where, removed, inserted] of edits) {
          const at = Math.floor(where * text.length);
          text = text.slice(0, at) + inserted + text.slice(at + removed);
        }
        holds(text);
      },
    ),
    { numRuns: 500 * times },
  );
});
it('words in any order', () => {
  const word = fc.constantFrom(...new Set(constructs.flatMap(({ sql }) => sql.match(/\w+|[^\s\w]/g) ?? [])));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 25 }), (words) => holds(words.join(' '))),
    { numRuns: 300 * times },
  );
});
it('any text as an expression', () => {
  const word = fc.constantFrom(
    'a',
    '"B"',
    '(',
    ')',
    '+',
    "'x'",
    '::',
    'int',
    'SELECT',
    'FROM',
    'CASE',
    'IN',
    '.',
    ',',
    ';',
    '--',
    '🙂',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const text = words.join(' ');
      for (const { range, column } of expressionNames(text)?.columns ?? []) {
        expect(identifierValue(text, tokenize(text, range.start, range.end)[0]!)).toBe(column);
      }
      canonicalExpression(text);
    }),
    { numRuns: 300 * times },
  );
});
