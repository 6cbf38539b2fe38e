/** Which entries of a map have a key of another kind: the indexes of a table, the tables that refer to one. */
import { PMap } from './persistent-map';

type Found = PMap<PMap<true>>;
const none: PMap<true> = PMap.empty();
/** Versions of a map that the next one is held against. */
const KEPT = 4;
/** A version that differs from a kept one in more entries than this may be nearer to another. */
const NEAR = 256;

/**
 * Made once for the first version of a map and then carried from version to version: what it costs to ask a map that
 * differs in one entry from one that was asked before is that one entry.
 */
export class Lookup<V> {
  readonly #found = new WeakMap<PMap<V>, Found>();
  #recent: readonly WeakRef<PMap<V>>[] = [];

  /** `keysOf`: what an entry is found by; no key twice. It depends on the value alone. */
  constructor(readonly keysOf: (value: V) => readonly string[]) {}

  /** Keys of the entries that are found by `key`, in no promised order. */
  keys(map: PMap<V>, key: string): Iterable<string> {
    return (this.#of(map).get(key) ?? none).keys();
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
    return this.#of(map).has(key);
  }
  /** One of the entries that are found by `key`: the only one where there can be no two. */
  first(map: PMap<V>, key: string): V | undefined {
    for (const each of this.keys(map, key)) return map.get(each);
    return undefined;
  }

  #of(map: PMap<V>): Found {
    let found = this.#found.get(map);
    if (found === undefined) {
      found = this.#carried(map) ?? this.#made(map);
      this.#found.set(map, found);
      this.#recent = [new WeakRef(map), ...this.#recent.slice(0, KEPT - 1)];
    }
    return found;
  }
  #carried(map: PMap<V>): Found | undefined {
    for (const reference of this.#recent) {
      const earlier = reference.deref();
      const known = earlier && this.#found.get(earlier);
      const changes = known && map.fewChangesFrom(earlier, NEAR);
      if (!changes) continue;
      let found = known;
      for (const { key, before, after } of changes) found = this.#changed(found, key, before, after);
      return found;
    }
    return undefined;
  }
  #changed(found: Found, entry: string, before: V | undefined, after: V | undefined): Found {
    const old = before === undefined ? [] : this.keysOf(before);
    const now = after === undefined ? [] : this.keysOf(after);
    if (old.length === now.length && old.every((key, at) => key === now[at])) return found;
    let next = found;
    const kept = new Set(now);
    for (const key of old) {
      if (kept.delete(key)) continue;
      const left = (next.get(key) ?? none).without(entry);
      next = left.size === 0 ? next.without(key) : next.with(key, left);
    }
    for (const key of kept) next = next.with(key, (next.get(key) ?? none).with(entry, true));
    return next;
  }
  #made(map: PMap<V>): Found {
    const made = new Map<string, [string, true][]>();
    for (const [entry, value] of map)
      for (const key of this.keysOf(value)) {
        const same = made.get(key);
        if (same) same.push([entry, true]);
        else made.set(key, [[entry, true]]);
      }
    return PMap.from([...made].map(([key, entries]) => [key, PMap.from(entries)] as const));
  }
}
