/** What is not known, from one list to another: which names it is about, and what a file leaves of the other one. */
import { TEMPORARY } from '../model/resolve';
import type { Schema, Unknown } from '../model/schema';
import { factKey, nameHash, partFact } from '../model/unknown';
import { pushTo } from '../text/lists';
import { unknownName } from '../text/text';

type UnknownList = Schema['unknown'];
const keysOfEntries = new WeakMap<Unknown, string>();
function entryKey(entry: Unknown): string {
  let key = keysOfEntries.get(entry);
  if (key === undefined) {
    key = `${entry.object}\0${entry.fact === undefined ? '' : factKey(entry.fact)}\0${entry.reason}`;
    keysOfEntries.set(entry, key);
  }
  return key;
}
const isSameEntry = (a: Unknown, b: Unknown): boolean => a === b || entryKey(a) === entryKey(b);

const everyIndex = factKey(partFact('index'));
/** Something follows from it for other names than its own. */
function reachesFurther({ object, fact }: Unknown): boolean {
  const [kind, schema] = object.split('\0');
  return (
    object === '*' ||
    kind === 'extension' ||
    kind === 'schema' ||
    schema === TEMPORARY ||
    object.includes(unknownName) ||
    (typeof fact === 'object' && 'only' in fact && fact.only === 'contents') ||
    (fact !== undefined && factKey(fact) === everyIndex)
  );
}

let heldLast:
  | { readonly from: UnknownList; readonly to: UnknownList; readonly hashes: readonly number[] | undefined }
  | undefined;
/** The `nameHash`es of those of which other things are unknown; undefined where it is not only them. */
export function unknownChanges(from: UnknownList, to: UnknownList): readonly number[] | undefined {
  if (from === to) return [];
  // Many files in a row are held against the same lists.
  if (heldLast?.from !== from || heldLast.to !== to) heldLast = { from, to, hashes: changedNames(from, to) };
  return heldLast.hashes;
}
function changedNames(from: UnknownList, to: UnknownList): readonly number[] | undefined {
  const most = Math.min(from.length, to.length);
  let [before, behind] = [0, 0];
  while (before < most && isSameEntry(from[before]!, to[before]!)) before++;
  while (behind < most - before && isSameEntry(from.at(-1 - behind)!, to.at(-1 - behind)!)) behind++;
  const [old, now] = [from, to].map((list) => byObject(list.slice(before, list.length - behind)));
  const changed = [...new Set([...old!.keys(), ...now!.keys()])].filter((object) => {
    const [was, is] = [old, now].map((all) => all!.get(object)?.map(entryKey).join('\n'));
    return was !== is;
  });
  const entries = changed.flatMap((object) => [...(old!.get(object) ?? []), ...(now!.get(object) ?? [])]);
  return entries.some(reachesFurther) ? undefined : changed.map(nameHash);
}
function byObject(list: UnknownList): ReadonlyMap<string, readonly Unknown[]> {
  const lists = new Map<string, Unknown[]>();
  for (const each of list) pushTo(lists, each.object, each);
  return lists;
}

/**
 * What a file that went from `from` to `end` leaves unknown when it starts from `to`, of whose changes it looks at none;
 * undefined: it is not told.
 */
export function unknownAfter(from: UnknownList, end: UnknownList, to: UnknownList): UnknownList | undefined {
  if (from === end || from === to) return from === to ? end : to;
  const left = new Set(end.map(entryKey));
  const gone = new Set(from.filter((entry) => !left.has(entryKey(entry))).map(({ object }) => object));
  const stays = from.filter((entry) => left.has(entryKey(entry)));
  if (stays.some((entry, at) => gone.has(entry.object) || !end[at] || !isSameEntry(entry, end[at]))) return undefined;
  return [...to.filter(({ object }) => !gone.has(object)), ...end.slice(stays.length)];
}
