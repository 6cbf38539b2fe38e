/** Which objects may have an edge to a name: found by the words of their texts, without a look at the others. */
import { clipBytes, MAX_IDENTIFIER_BYTES } from '../text/names';
import {
  type Edge,
  edgesOfType,
  ofColumns,
  ofIndex,
  ofOther,
  ofParts,
  ofRoutines,
  ofView,
  type Reading,
  type TextReader,
} from './edges';
import type { MapName } from './kinds';
import type { PMap } from './persistent-map';
import type { Index, OtherObject, Routine, Schema, Table, UserType, View } from './schema';
import { Lookup } from './secondary-index';

/** No text is read for its words. */
const noText: TextReader = {
  references: () => ({ relations: [], strays: [], functions: [], own: [], outputs: [] }),
  filtered: () => [],
  relation: () => undefined,
};
/** By each word of the texts that would be read of an object, of the names that it has without reading, and of others. */
function byWord<V extends object>(
  of: MapName,
  edgesOf: (value: V, reading: Reading) => readonly Edge[],
  others: (value: V) => readonly (string | undefined)[] = () => [],
): Lookup<V> {
  const known = new WeakMap<V, readonly string[]>();
  const found = (value: V): readonly string[] => {
    const words = new Set<string>();
    const add = (text: string): void => {
      for (const word of loweredWords(text)) words.add(word);
    };
    const mentions = (text: string): boolean => {
      add(text);
      return false;
    };
    for (const { to, name } of edgesOf(value, { read: noText, mentions }))
      if (to !== 'type' || name.schema !== undefined || !name.name.startsWith('pg_catalog.')) add(name.name);
    for (const text of others(value)) if (text !== undefined) add(text);
    return [...words];
  };
  return new Lookup<V>(of, (value) => {
    const words = known.get(value) ?? found(value);
    known.set(value, words);
    return words;
  });
}
/** A table is also found by its name: what is asked of its own columns is asked whatever its texts say. */
const tablesByWord = byWord<Table>(
  'tables',
  (table, reading) => [...ofColumns(table, reading), ...ofParts(table, reading)],
  ({ name, constraints }) => [
    name,
    ...constraints.map((each) => (each.kind === 'exclude' ? each.definition : undefined)),
  ],
);
const viewsByWord = byWord('views', ofView);
const indexesByWord = byWord('indexes', ofIndex);
const typesByWord = byWord('types', edgesOfType);
const routinesByWord = byWord('routines', ofRoutines, (overloads) => overloads.map(({ returns }) => returns));
const othersByWord = byWord('others', ofOther);

type Entries<V> = readonly (readonly [string, V])[];
/** Tables that may write the name in a type, an expression, a policy, a trigger or a rule, and those of this name. */
export const tablesMentioning = ({ tables }: Schema, name: string): Entries<Table> =>
  mentioning(tablesByWord, tables, name);
export const viewsMentioning = ({ views }: Schema, name: string): Entries<View> => mentioning(viewsByWord, views, name);
/** In an expression or a condition. */
export const indexesMentioning = ({ indexes }: Schema, name: string): Entries<Index> =>
  mentioning(indexesByWord, indexes, name);
export const typesMentioning = ({ types }: Schema, name: string): Entries<UserType> =>
  mentioning(typesByWord, types, name);
/** In a type of what they take or give, or in a body that is parsed when they are made. */
export const routinesMentioning = ({ routines }: Schema, name: string): Entries<readonly Routine[]> =>
  mentioning(routinesByWord, routines, name);
export const othersMentioning = ({ others }: Schema, name: string): Entries<OtherObject> =>
  mentioning(othersByWord, others, name);

/** Objects that may write the name: all of them where it is no plain word. */
function mentioning<V>(lookup: Lookup<V>, map: PMap<V>, name: string): Entries<V> {
  const words = loweredWords(name);
  // A text may hold more of a name than the server keeps of it, which cuts its last word.
  const word = words.length > 1 || words[0] === name.toLowerCase() ? words[0] : undefined;
  return word === undefined ? [...map] : lookup.entries(map, word);
}
/** Fewer characters than these are less than the bytes of the longest name. */
const SHORT = MAX_IDENTIFIER_BYTES / 3;
/** A long word also as the name that is kept of it. Dollars are left out: they stand in a name or around a text. */
function loweredWords(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9_\u0080-\uffff]+/g) ?? [];
  return words.some((word) => word.length > SHORT)
    ? words.flatMap((word) => [word, clipBytes(word, MAX_IDENTIFIER_BYTES)])
    : words;
}
