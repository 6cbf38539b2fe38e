/** The one place where an answer's words are made fit to be seen; edits, names and addresses stay exact. */
import { visible } from '../text/shown';

/** What a client shows of the protocol's objects, and of ours. */
const words = new Set([
  'message',
  'title',
  'label',
  'detail',
  'value',
  'tooltip',
  'description',
  'problem',
  'from',
  'migrations',
]);

export function shown<T>(answer: T): T {
  return through(answer, '') as T;
}
function through(value: unknown, key: string): unknown {
  if (typeof value === 'string') return words.has(key) ? visible(value) : value;
  if (Array.isArray(value)) return value.map((one) => through(one, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, through(one, name)]));
}
