/** Lists: in one text, and by key. */

/** The words of a list that is written as one text. */
export function wordList(list: string): string[] {
  return list.trim().split(/\s+/);
}
/** Appends to the list of a key, which is made where there is none. */
export function pushTo<K, T>(lists: Map<K, T[]>, key: K, value: T): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}
