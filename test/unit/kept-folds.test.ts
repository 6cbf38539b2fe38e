/** What `check` keeps of folds: the same is told as without it. `npm run fuzz -- kept` tries more. */
import { beforeAll, expect, it } from 'vitest';
import { loadParser } from '../../server/src/sql/parse';
import { Random } from '../corpus/random';
import { kept } from '../fuzz/kept';
import { Failure } from '../fuzz/subject';

beforeAll(loadParser);
// The last: a find, where a table came out as dev has it without being dev's own object.
it.each([1, 2, 3, 4, 550_173_650_551])('tells what a run anew tells after edits (seed %i)', async (seed) => {
  const failure = await Promise.resolve(kept.round(new Random(seed))).catch((error: unknown) => {
    if (error instanceof Failure) return error.message;
    throw error;
  });
  // All of it: the two texts are in the message.
  expect(failure, String(failure)).toBeTypeOf('number');
});
