/**
 * The one place where an answer's words are put in the person's language and made fit to be seen; edits, names and
 * addresses stay exact.
 */

import { saidPhrase } from '../text/l10n';
import { visible } from '../text/shown';

/** What a client shows of the protocol's objects, and of ours. */
const shownFields = new Set([
  'message',
  'title',
  'label',
  'spoken',
  'detail',
  'value',
  'tooltip',
  'description',
  'tool',
  'problem',
  'from',
  'migrations',
  'because',
  'proof',
  'notes',
  'conclusion',
  'noStamp',
]);

export function shownAnswer<T>(answer: T): T {
  return through(answer, '') as T;
}
function through(value: unknown, key: string): unknown {
  // A label is what a name is typed by.
  if (typeof value === 'string')
    return shownFields.has(key) ? visible(key === 'label' ? value : saidPhrase(value)) : value;
  if (typeof value !== 'object' || value === null) return value;
  // 20,000 items of a completion pass through here: what has nothing to hide is not copied.
  if (Array.isArray(value)) {
    const fit = value.map((one) => through(one, key));
    return fit.every((one, at) => one === value[at]) ? value : fit;
  }
  const object = value as Readonly<Record<string, unknown>>;
  let copy: Record<string, unknown> | undefined;
  for (const name in object) {
    const fit = through(object[name], name);
    if (fit === object[name]) continue;
    copy ??= { ...object };
    copy[name] = fit;
  }
  return copy ?? value;
}
