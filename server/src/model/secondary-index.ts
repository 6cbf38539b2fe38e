/** Which entries of a map have a key of another kind: the indexes of a table, the tables that refer to one. */
import type { MapName } from './kinds';
import { keyHash, PMap } from './persistent-map';
import { notedIn, noting, type Reads } from './reads';
import type { Schema } from './schema';
import { atOnce, type Steps } from './steps';

interface Finding {
  hashesOf(value: never): number[];
  making(map: PMap<never>): Steps<void>;
}
const lookups = new Map<MapName, readonly Finding[]>();
/** All that there are of a map. */
export const lookupsOf = (map: MapName): readonly Finding[] => lookups.get(map) ?? [];
/** Makes what is found in the maps of a schema before anything is asked of them. */
export function* makingLookups(schema: Schema): Steps<void> {
  for (const [map, all] of lookups) for (const one of all) yield* one.making(schema[map] as PMap<never>);
}
let earlier: Reads | undefined;
/** Carries out `work` on maps that differ little from those of which `reads` was noted: what was found in them is carried over. */
export function near<T>(reads: Reads | undefined, work: () => T): T {
  const before = earlier;
  earlier = reads;
  try {
    return work();
  } finally {
    earlier = before;
  }
}
/** Keys of the entries that are found by one key; most are found by one that no other has. */
type Group = string | PMap<true>;
/** As it is made of a whole map: of some, keys in no order. */
type FirstGroups = ReadonlyMap<string, string | readonly string[]>;
const noEntries: Group = PMap.empty<true>();
/** What was made first, and what has changed since: a tree of all would take longer to make than all that is looked for. */
class KeysByGroup {
  readonly #first: FirstGroups;
  readonly #since: PMap<Group>;
  constructor(first: FirstGroups, since: PMap<Group> = PMap.empty()) {
    this.#first = first;
    this.#since = since;
  }
  keys(key: string): readonly string[] {
    const group = this.#since.get(key) ?? this.#first.get(key) ?? [];
    if (typeof group === 'string') return [group];
    return group instanceof PMap ? [...group.keys()] : group;
  }
  withEntry(key: string, entry: string): KeysByGroup {
    const group = this.#of(key);
    if (group === noEntries || group === entry) return this.#with(key, entry);
    return this.#with(key, (typeof group === 'string' ? PMap.from<true>([[group, true]]) : group).with(entry, true));
  }
  withoutEntry(key: string, entry: string): KeysByGroup {
    const group = this.#of(key);
    if (typeof group === 'string') return group === entry ? this.#with(key, noEntries) : this;
    const left = group.without(entry);
    return this.#with(key, left.size === 0 ? noEntries : left);
  }
  #of(key: string): Group {
    const group = this.#since.get(key) ?? this.#first.get(key) ?? noEntries;
    return typeof group === 'string' || group instanceof PMap
      ? group
      : PMap.from(group.map((one) => [one, true] as const));
  }
  #with(key: string, group: Group): KeysByGroup {
    return new KeysByGroup(this.#first, this.#since.with(key, group));
  }
}
/** Versions of a map that the next one is held against. */
const KEPT_VERSIONS = 4;
/** A version that differs from a kept one in more entries than this may be nearer to another. */
const NEAR = 256;
/** Of the version asked last: to find that it is far costs as much as it differs, at every statement. */
const NEXT = 8;
/** Of as many entries all are looked at for the first keys: to find them by any key takes five times as long. */
const MANY_ENTRIES = 2000;
const FIRST_KEYS = 2;
const ENTRIES_OF_A_STEP = 500;

/**
 * Made once for the first version of a map and then carried from version to version: what it costs to ask a map that
 * differs in one entry from one that was asked before is that one entry.
 */
export class Lookup<V> {
  readonly #found = new WeakMap<PMap<V>, KeysByGroup>();
  /** Held, though few: what a WeakRef has told of lives until the job ends, which kept each version of a long history. */
  #recent: readonly PMap<V>[] = [];

  /** Not the hash that a key has in a map, or in another lookup. */
  readonly #salt: number;
  /** What the first keys found, by map and key; begun anew when all is found by its keys. */
  readonly #first: { readonly map: PMap<V>; readonly key: string; readonly found: readonly string[] }[] = [];

  /**
   * `of`: of which maps of schemas. `keysOf`: what an entry is found by; no key twice. It depends on the value alone.
   * `finds`: whether a value is found by the key, without making all of its keys.
   */
  constructor(
    of: MapName,
    readonly keysOf: (value: V) => readonly string[],
    readonly addedKeys: (before: V, after: V) => readonly string[] | undefined = () => undefined,
    readonly finds?: (key: string) => (value: V) => boolean,
  ) {
    const all = lookups.get(of) ?? [];
    this.#salt = Math.imul(keyHash(of) + all.length + 1, 0x9e3779b1);
    lookups.set(of, [...all, this]);
  }

  /**
   * By what each part of a value says: where parts have only been added, the others are not looked at. `keysOf` may take
   * more from the value than its parts as long as that is what `isAlike` asks for.
   */
  static byParts<V, P>(
    of: MapName,
    partsOf: (value: V) => readonly P[],
    keysOf: (value: V, parts: readonly P[]) => readonly string[],
    isAlike: (a: V, b: V) => boolean,
    finds?: (key: string) => (value: V) => boolean,
  ): Lookup<V> {
    const added = (before: V, after: V): readonly string[] | undefined => {
      const parts = isAlike(before, after) ? addedParts(partsOf(before), partsOf(after)) : undefined;
      return parts && keysOf(after, parts);
    };
    return new Lookup<V>(of, (value) => keysOf(value, partsOf(value)), added, finds);
  }

  /** Keys of the entries that are found by `key`, in no promised order. */
  keys(map: PMap<V>, key: string): readonly string[] {
    this.#note(map, key);
    return noting(undefined, () => this.#keysIn(map, key));
  }
  /** What is noted when an entry of this value is found. */
  hashesOf(value: V): number[] {
    return this.keysOf(value).map((key) => keyHash(key) ^ this.#salt);
  }
  /** The entries that are found by `key`, ordered by their own keys. */
  entries(map: PMap<V>, key: string): [string, V][] {
    const keys = [...this.keys(map, key)];
    if (keys.length > 1) keys.sort();
    return keys.map((each) => [each, map.get(each)!]);
  }
  values(map: PMap<V>, key: string): V[] {
    return this.entries(map, key).map(([, value]) => value);
  }
  has(map: PMap<V>, key: string): boolean {
    this.#note(map, key);
    return noting(undefined, () => this.#keysIn(map, key).length > 0);
  }
  /** One of the entries that are found by `key`: the only one where there can be no two. */
  first(map: PMap<V>, key: string): V | undefined {
    for (const each of this.keys(map, key)) return map.get(each);
    return undefined;
  }

  #note(map: PMap<V>, key: string): void {
    notedIn()?.asked(this, map, keyHash(key) ^ this.#salt);
  }
  /** Before the map is asked for the first time. */
  *making(map: PMap<V>): Steps<void> {
    if (this.#found.has(map)) return;
    const found = this.#carried(map) ?? (yield* this.#made(map));
    if (!this.#found.has(map)) this.#keep(map, found);
  }
  #keysIn(map: PMap<V>, key: string): readonly string[] {
    const known = this.#found.get(map) ?? this.#carried(map);
    const first = known ? undefined : this.#firstIn(map, key);
    if (first) return first;
    const made = known ?? atOnce(this.#made(map));
    if (!this.#found.has(map)) this.#keep(map, made);
    return made.keys(key);
  }
  #firstIn(map: PMap<V>, key: string): readonly string[] | undefined {
    const known = this.#first.find((one) => one.map === map && one.key === key);
    if (known) return known.found;
    if (!this.finds || this.#first.length >= FIRST_KEYS || map.size < MANY_ENTRIES) return undefined;
    const found = lookedFor(map, this.finds(key));
    this.#first.push({ map, key, found });
    return found;
  }
  #keep(map: PMap<V>, found: KeysByGroup): void {
    this.#first.length = 0;
    this.#found.set(map, found);
    this.#recent = [map, ...this.#recent.slice(0, KEPT_VERSIONS - 1)];
  }
  #carried(map: PMap<V>): KeysByGroup | undefined {
    const [last] = this.#recent;
    const next = last && this.#carriedFrom(last, map, NEXT);
    if (next) return next;
    const like = earlier?.versionAsked(this) as PMap<V> | undefined;
    const found = like && this.#carriedFrom(like, map, NEAR);
    if (found) return found;
    for (const version of this.#recent) {
      const carried = this.#carriedFrom(version, map, NEAR);
      if (carried) return carried;
    }
    return undefined;
  }
  #carriedFrom(version: PMap<V>, map: PMap<V>, most: number): KeysByGroup | undefined {
    const known = this.#found.get(version);
    const changes = known && map.fewChangesFrom(version, most);
    if (!changes) return undefined;
    let found = known;
    for (const { key, before, after } of changes) found = this.#changed(found, key, before, after);
    return found;
  }
  #changed(found: KeysByGroup, entry: string, before: V | undefined, after: V | undefined): KeysByGroup {
    const added = before === undefined || after === undefined ? undefined : this.addedKeys(before, after);
    if (added) return added.reduce((all, key) => all.withEntry(key, entry), found);
    const old = before === undefined ? [] : this.keysOf(before);
    const now = after === undefined ? [] : this.keysOf(after);
    if (old.length === now.length && old.every((key, at) => key === now[at])) return found;
    let next = found;
    const kept = new Set(now);
    for (const key of old) if (!kept.delete(key)) next = next.withoutEntry(key, entry);
    for (const key of kept) next = next.withEntry(key, entry);
    return next;
  }
  *#made(map: PMap<V>): Steps<KeysByGroup> {
    const made = new Map<string, string | string[]>();
    let steps = 0;
    for (const [entry, value] of map) {
      for (const key of this.keysOf(value)) {
        const known = made.get(key);
        if (typeof known === 'object') known.push(entry);
        else made.set(key, known === undefined ? entry : [known, entry]);
      }
      if (++steps % ENTRIES_OF_A_STEP === 0) yield;
    }
    return new KeysByGroup(made);
  }
}
function lookedFor<V>(map: PMap<V>, isIt: (value: V) => boolean): readonly string[] {
  const found: string[] = [];
  for (const [key, value] of map) if (isIt(value)) found.push(key);
  return found;
}
/** Undefined where one is gone or has become another. */
function addedParts<P>(before: readonly P[], after: readonly P[]): readonly P[] | undefined {
  if (before === after) return [];
  const { length } = before;
  let same = 0;
  while (same < length && before[same] === after[same]) same++;
  const added = after.length - length;
  for (let at = same; at < length; at++) if (before[at] !== after[at + added]) return undefined;
  return added < 0 ? undefined : after.slice(same, same + added);
}
