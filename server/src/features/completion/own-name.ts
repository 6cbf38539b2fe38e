/** The name that a person has given an index or a constraint says what it is about: `orders_user_id_idx ON |`. */
import { identifierValue } from '../../text/literals';
import type { Token } from '../../text/token';
import { isName } from '../scope';
import type { Asked } from './asked';

type Around = Pick<Asked, 'scope' | 'expected'>;
const nameWritten = ({ scope }: Around, token: Token | undefined): string =>
  token && isName(token) ? identifierValue(scope.text, token).toLowerCase() : '';
const tokensBefore = ({ scope, expected }: Around) => scope.tokens.filter(({ end }) => end <= expected.range.start);

/** That of the CREATE INDEX at the cursor, in small letters; empty: it has none. */
export function indexName(around: Around): string {
  const before = tokensBefore(around);
  const isIndex = before[0]?.text === 'CREATE' && before.slice(1, 3).some(({ text }) => text === 'INDEX');
  return isIndex ? nameWritten(around, before[before.findIndex(({ text }) => text === 'ON') - 1]) : '';
}
/** That of the CREATE TRIGGER at the cursor. */
export function triggerName(around: Around): string {
  const before = tokensBefore(around);
  const at = before.findIndex(({ text }) => text === 'TRIGGER');
  return before[0]?.text === 'CREATE' && at > 0 && at < 5 ? nameWritten(around, before[at + 1]) : '';
}
/** `DROP TRIGGER name ON |`: that of what a table has. */
export function partName(around: Around): string {
  const before = tokensBefore(around);
  const isPart = before.slice(1, 3).some(({ text }) => /^(TRIGGER|POLICY|CONSTRAINT)$/.test(text));
  const isThere = /^(DROP|ALTER|COMMENT)$/.test(before[0]?.text ?? '') && before[1]?.text !== 'TABLE';
  return isPart && isThere && before.at(-1)?.text === 'ON' ? nameWritten(around, before.at(-2)) : '';
}
/** That of the index or of the constraint. */
export function ownName(around: Around): string {
  const before = tokensBefore(around);
  const at = before.findLastIndex(({ text }) => text === 'CONSTRAINT');
  return at < 0 ? indexName(around) : nameWritten(around, before[at + 1]);
}
/** How many of the words that `name` begins with stand in `own` one after the other; half a one more where it is all. */
export function wordsIn(own: string, name: string): number {
  if (own === '') return 0;
  const words = name.toLowerCase().split('_');
  const around = `_${own}_`;
  for (let count = words.length; count > 0; count--)
    if (around.includes(`_${words.slice(0, count).join('_')}_`)) return count + (count === words.length ? 0.5 : 0);
  return 0;
}
/**
 * How much two names are about the same: `schedule` and `schedules`, `storage_bucket` and `storage_plugin_storage_bucket`.
 * Words in common, one more where the last is the same, so many parts of one less as the other has more.
 */
export function likeness(one: string, other: string): number {
  const [a, b] = [wordsAlike(one), wordsAlike(other)];
  const common = a.filter((word) => b.includes(word)).length;
  return common === 0 ? 0 : common + (a.at(-1) === b.at(-1) ? 1 : 0) - Math.max(0, b.length - common) / 100;
}
/** In the singular, roughly. */
export const wordsAlike = (name: string): string[] =>
  name
    .toLowerCase()
    .split('_')
    .filter((word) => word.length > 1)
    .map((word) => word.replace(/s$/, '').replace(/e$/, '').replace(/y$/, 'i'));
