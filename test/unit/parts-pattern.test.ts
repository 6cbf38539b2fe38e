/** Patterns of names, whoever wrote them: as a plain regular expression finds them, and never in more than a moment. */
import { expect, it } from 'vitest';
import { globPattern } from '../../server/src/dev/introspect/namespaces';
import { unknownNamePattern } from '../../server/src/model/unknown';
import { unknownName } from '../../server/src/text/text';

const plain = (text: string): RegExp =>
  new RegExp(`^${[...text].map((one) => (one === '*' ? '.*' : one === '?' ? '.' : `[${one}]`)).join('')}$`, 's');
/** All texts of up to so many of these letters. */
function texts(letters: string, most: number): string[] {
  return most === 0 ? [''] : ['', ...texts(letters, most - 1).flatMap((text) => [...letters].map((one) => one + text))];
}

it('match what plain ones match', () => {
  const names = [...new Set(texts('ab', 6))];
  for (const pattern of new Set(texts('ab*?', 5))) {
    const [expected, found] = [plain(pattern), globPattern(pattern)];
    expect(
      names.filter((name) => found.test(name) !== expected.test(name)),
      pattern,
    ).toEqual([]);
  }
});
it('are linear: none of many parts waits for what comes last', () => {
  const started = performance.now();
  expect(globPattern(`${'*a'.repeat(40)}*b`).test('a'.repeat(63))).toBe(false);
  expect(unknownNamePattern(`${`a${unknownName}`.repeat(40)}b`).test('a'.repeat(62))).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});
