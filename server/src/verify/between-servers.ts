/** Two schemas of servers of differing versions: what reading cannot tell, one PostgreSQL that prints both does. */
import type { Equality } from '../compare/expressions/equivalence';
import { inWordsOf, type Settled } from '../compare/servers/in-words-of';
import { DevSourceError } from '../dev/source';
import type { Schema } from '../model/schema';
import { loadParser } from '../sql/parse';
import { wordPattern } from '../text/text';
import type { Missing } from './base';
import { builtSchema, type RoundTripOptions } from './round-trip';

/** Reads them anew where one has another version. `run`: absent, where nothing may be run. @throws DevSourceError when cancelled */
export async function asOnServerOf(own: Schema, other: Schema, run: RoundTripOptions | undefined): Promise<Schema> {
  await loadParser();
  const read = inWordsOf(own, other);
  if (!run || read.unknown.length === other.unknown.length) return read;
  const built = await builtBoth(own, other, run);
  return built ? inWordsOf(own, other, settledBy(built)) : read;
}
interface Built {
  readonly own: Schema;
  readonly other: Schema;
  /** What of either could not be made there. */
  readonly lacks: readonly Missing[];
}
async function builtBoth(own: Schema, other: Schema, run: RoundTripOptions): Promise<Built | undefined> {
  try {
    const mine = await builtSchema(own, run);
    const theirs = await builtSchema(other, run);
    return { own: mine.schema, other: theirs.schema, lacks: [...mine.lacks, ...theirs.lacks] };
  } catch (error) {
    if (!(error instanceof DevSourceError) || error.code === 'cancelled') throw error;
    return undefined;
  }
}
/** What was printed alike is the same. What was not may still be: PostgreSQL keeps forms that older versions do not print. */
function settledBy({ own, other, lacks }: Built): Settled {
  const found = new Map<string, Equality>();
  inWordsOf(own, other, (equality, shown, object) => {
    const key = `${object}\0${shown}`;
    if (found.get(key) !== 'different') found.set(key, equality);
    return equality;
  });
  const keepsForms = Math.min(own.serverVersion, other.serverVersion) >= KEEPS_FORMS;
  return (equality, shown, object) => {
    const isMade = !lacks.some(({ text }) => wordPattern(object.split('\0').at(-1)!).test(text));
    if (equality !== 'unknown' || !isMade) return equality;
    const settled = found.get(`${object}\0${shown}`) ?? 'same';
    return settled === 'unknown' && keepsForms ? 'different' : settled;
  };
}
/** `TRIM(BOTH FROM a)` is printed as it was written since 14. */
const KEEPS_FORMS = 140000;
