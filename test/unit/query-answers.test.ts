/** What comparisons of views came to is taken over, and never where the schemas beside them say something else. */
import { expect, it } from 'vitest';
import { answeredOnce, answersToKeep, resumeAnswers } from '../../server/src/compare/expressions/query-answers';
import type { QueryNames } from '../../server/src/compare/expressions/query-names';

const namesOf = (columns: readonly string[], isRenamed = false): QueryNames => ({
  isRenamed,
  own: undefined,
  relation: ({ name }) =>
    name === 't' ? { key: 'public\0t', columns: columns.map((each) => ({ name: each })) } : undefined,
});
let compared = 0;
/** Asks what `compareQueries` may ask. */
function compare(text: string, _: string, { a, b }: { readonly a: QueryNames; readonly b: QueryNames }) {
  compared++;
  const [own, other] = [a.relation({ name: 't' }), b.relation({ schema: 'public', name: 't' })];
  if (text.includes('gone')) return a.relation({ name: 'gone' }) ? 'same' : 'unknown';
  if (b.isRenamed) return 'unknown';
  return own?.columns?.length === other?.columns?.length ? 'same' : 'different';
}
function asked(text: string, a: QueryNames, b: QueryNames) {
  compared = 0;
  return [answeredOnce(text, 'SELECT t.x FROM public.t', { a, b }, compare), compared];
}

it('is asked again only where an answer on the way to it is another', () => {
  const [one, two] = [namesOf(['x']), namesOf(['x', 'y'])];
  expect(asked('SELECT * FROM t', one, one)).toEqual(['same', 1]);
  expect(asked('SELECT * FROM t', namesOf(['x']), namesOf(['x']))).toEqual(['same', 0]);
  expect(asked('SELECT * FROM t', two, one)).toEqual(['different', 1]);
  expect(asked('SELECT * FROM t', one, namesOf(['x'], true))).toEqual(['unknown', 1]);
  expect(asked('SELECT * FROM t ', one, one)).toEqual(['same', 1]);
  expect(asked('SELECT * FROM t', { ...one, outputs: 2 }, one)).toEqual(['same', 1]);
  expect(asked('SELECT * FROM gone', one, one)).toEqual(['unknown', 1]);
  const made: QueryNames = { ...one, relation: () => ({ key: 'public\0gone', columns: undefined }) };
  expect(asked('SELECT * FROM gone', made, one)).toEqual(['same', 1]);
});

it('takes over what an earlier process has kept', () => {
  const kept = answersToKeep().map((each) => ({ ...each, of: `earlier ${each.of}` }));
  expect(kept.length).toBeGreaterThan(3);
  const text = 'SELECT t.x FROM t -- kept';
  asked(text, namesOf(['x']), namesOf(['x']));
  const last = answersToKeep().at(-1)!;
  resumeAnswers([{ ...last, equality: 'unknown' }]);
  // What this process has found out comes first.
  expect(asked(text, namesOf(['x']), namesOf(['x']))).toEqual(['same', 0]);
  asked(text, namesOf(['x', 'y']), namesOf(['x']));
  expect(asked(text, namesOf(['x']), namesOf(['x']))).toEqual(['unknown', 0]);
});
