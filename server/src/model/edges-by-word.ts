/** Which objects may have an edge to a name: found by the words of their texts, without a look at the others. */
import { clipBytes, MAX_IDENTIFIER_BYTES } from '../text/names';
import {
  type Edge,
  ofColumns,
  ofIndex,
  ofOther,
  ofParts,
  ofRoutines,
  ofType,
  ofView,
  type Reader,
  type Reading,
} from './edges';
import type { PMap } from './persistent-map';
import type { Table } from './schema';
import { Lookup } from './secondary-index';

/** No text is read for its words. */
const unread: Reader = {
  references: () => ({ relations: [], strays: [], functions: [], own: [], outputs: [] }),
  filtered: () => [],
  relation: () => undefined,
};
/** By each word of the texts that would be read of an object, and of the names that it has without reading. */
function byWord<V extends object>(
  edgesOf: (value: V, reading: Reading) => readonly Edge[],
  ownName: (value: V) => string = () => '',
): Lookup<V> {
  const known = new WeakMap<V, readonly string[]>();
  const found = (value: V): readonly string[] => {
    const words = new Set(wordsOf(ownName(value)));
    const add = (text: string): void => {
      for (const word of wordsOf(text)) words.add(word);
    };
    const mentions = (text: string): boolean => {
      add(text);
      return false;
    };
    for (const { to, name } of edgesOf(value, { read: unread, mentions }))
      if (to !== 'type' || name.schema !== undefined) add(name.name);
    return [...words];
  };
  return new Lookup((value) => {
    const words = known.get(value) ?? found(value);
    known.set(value, words);
    return words;
  });
}
/** A table is also found by its name: what is asked of its own columns is asked whatever its texts say. */
export const tablesByWord = byWord<Table>(
  (table, reading) => [...ofColumns(table, reading), ...ofParts(table, reading)],
  ({ name }) => name,
);
export const viewsByWord = byWord(ofView);
export const indexesByWord = byWord(ofIndex);
export const typesByWord = byWord(ofType);
export const routinesByWord = byWord(ofRoutines);
export const othersByWord = byWord(ofOther);

/** Objects that may write the name: all of them where it is no plain word. */
export function mentioning<V>(lookup: Lookup<V>, map: PMap<V>, name: string): Iterable<V> {
  const words = wordsOf(name);
  // A text may hold more of a name than the server keeps of it, which cuts its last word.
  const word = words.length > 1 || words[0] === name.toLowerCase() ? words[0] : undefined;
  return word === undefined ? map.values() : lookup.values(map, word);
}
/** Fewer characters than these are less than the bytes of the longest name. */
const SHORT = MAX_IDENTIFIER_BYTES / 3;
/** A long word also as the name that is kept of it. Dollars are left out: they stand in a name or around a text. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9_\u0080-\uffff]+/g) ?? [];
  return words.some((word) => word.length > SHORT)
    ? words.flatMap((word) => [word, clipBytes(word, MAX_IDENTIFIER_BYTES)])
    : words;
}
