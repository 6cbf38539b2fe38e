/** Text as it is while someone types: nothing throws, every range is in the text, every fix can be applied. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { DevSchema } from '../../server/src/model/dev';
import { applyEdits, fixAll } from '../../server/src/rules/fix-all';
import { loadParser, parse } from '../../server/src/sql/parse';
import { devOf } from '../support/fake-dev';
import { draft, guide } from '../support/guide';
import { checkText, everything } from './support';

let dev: DevSchema;
beforeAll(async () => {
  await loadParser();
  dev = await devOf(guide);
});

function holds(text: string): void {
  const { findings, notKnown } = checkText(text, dev, everything);
  expect(notKnown.filter(({ reason }) => reason.startsWith('the rule '))).toEqual([]);
  const within = ({ start, end }: { start: number; end: number }) => 0 <= start && start <= end && end <= text.length;
  for (const { range, fixes, message } of findings) {
    expect(within(range), message).toBe(true);
    for (const { edits } of fixes) {
      const ordered = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
      expect(
        ordered.every((edit, at) => within(edit.range) && (at === 0 || ordered[at - 1]!.range.end <= edit.range.start)),
      ).toBe(true);
    }
  }
  expect([...findings].sort((a, b) => a.range.start - b.range.start).map(({ range }) => range.start)).toEqual(
    findings.map(({ range }) => range.start),
  );
  const broken = (each: string) => checkText(each, dev).findings.filter(({ code }) => code === 'syntax-error').length;
  const fixed = applyEdits(text, fixAll({ findings }));
  expect(broken(fixed), fixed).toBeLessThanOrEqual(broken(text));
}

it('holds for every line of the draft typed so far', () => {
  for (let at = 0; at <= draft.length; at += 23) holds(draft.slice(0, at));
});
it('a statement that is being typed leaves the others without a finding', () => {
  const ends = [...guide.matchAll(/;\n/g)].map(({ index }) => index + 2).filter((_, at) => at % 9 === 0);
  const typed = [
    `CREATE TABLE fresh (id integer, name text DEFAULT 'x');`,
    'ALTER TABLE "bazaar-vid_story_arc" ADD COLUMN extra text;',
    `DO $$ BEGIN UPDATE fresh SET name = 'x'; END $$;`,
    '/* new */ CREATE INDEX titles ON "bazaar-vid_story_arc" (title);',
  ];
  for (const end of ends)
    for (const statement of typed)
      for (let length = 1; length <= statement.length; length += 2) {
        const text = `${guide.slice(0, end)}${statement.slice(0, length)}\n${guide.slice(end)}`;
        const elsewhere = checkText(text, dev).findings.filter(
          ({ range }) => range.start < end || range.start > end + length,
        );
        // Complete but for its semicolon, as far as PostgreSQL can tell: what follows is refused, and nothing more is said.
        const whole = parse(statement.slice(0, length).replace(/^\/\*.*?\*\//, '')).status === 'ok';
        const said = elsewhere.map(({ message }) => message.replace(/^.*"\. /, ''));
        if (elsewhere.length > 0)
          expect([whole, said], statement.slice(0, length)).toEqual([true, ['A ; is missing before it.']]);
      }
});
it('holds for what is cut out, doubled or moved', () => {
  const text = `${draft}\n${guide.slice(guide.indexOf('-- Add Unique'))}`;
  const cut = fc.tuple(
    fc.nat(text.length),
    fc.nat(120),
    fc.constantFrom('', ';', '(', '"', "'", ',', ' -- ', '/*', '$$', '\r\n', '🙂', '\ufeff'),
  );
  fc.assert(
    fc.property(cut, ([at, length, put]) => holds(text.slice(0, at) + put + text.slice(at + length))),
    { numRuns: 60 },
  );
});
