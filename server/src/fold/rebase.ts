/**
 * Files from another schema than they were folded from: while nothing that they read is other in it, what came out comes
 * out again. So an edit of an early file is carried through those after it, and only the ones that look at what the edit
 * changes are folded again.
 */
import { type MapName, schemaMaps } from '../model/kinds';
import { keyHash, type PMap } from '../model/persistent-map';
import { Reads } from '../model/reads';
import type { Schema } from '../model/schema';
import { lookupsOf } from '../model/secondary-index';
import { unknownAfter, unknownChanges } from './unknown-changes';

/** More than these, and the schemas have little to do with each other. */
const MOST_CHANGES = 512;

interface MapChange {
  readonly map: MapName;
  readonly key: string;
  readonly before: unknown;
  readonly after: unknown;
}
const mapOf = (schema: Schema, map: MapName): PMap<unknown> => schema[map];
/** Undefined where they are too many. */
function mapChanges(from: Schema, to: Schema, most = MOST_CHANGES): MapChange[] | undefined {
  const changes: MapChange[] = [];
  for (const map of schemaMaps) {
    if (from[map] === to[map]) continue;
    const found = mapOf(to, map).fewChangesFrom(mapOf(from, map), most - changes.length);
    if (!found) return undefined;
    for (const change of found) changes.push({ map, ...change });
  }
  return changes;
}
function withChanges(schema: Schema, changes: readonly MapChange[]): Schema {
  const maps: Partial<Record<MapName, PMap<unknown>>> = {};
  for (const { map, key, after } of changes) {
    const before = maps[map] ?? mapOf(schema, map);
    maps[map] = after === undefined ? before.without(key) : before.with(key, after);
  }
  return { ...schema, ...(maps as Partial<Schema>) };
}

interface KeptReads {
  /** Numbers, one after the other. */
  readonly keys: string;
  readonly maps: readonly MapName[];
  readonly everything: boolean;
}
/** What a file read of the schemas before its statements. */
export class FileReads {
  readonly #reads = new Reads();
  readonly #maps = new Set<MapName>();
  #everything = false;
  /** Not yet among `#reads`: of most files nobody asks. */
  #keptKeys = '';
  get #all(): Reads {
    if (this.#keptKeys !== '') for (const key of this.#keptKeys.split(' ')) this.#reads.key(Number(key));
    this.#keptKeys = '';
    return this.#reads;
  }

  /** Where the reads of one statement are noted. */
  get current(): Reads {
    return this.#reads;
  }
  /** The maps that were gone through are those of these schemas; of one between them it is not told which it is. */
  close(...schemas: readonly Schema[]): void {
    for (const map of this.#reads.takeMaps()) {
      const names = schemaMaps.filter((name) => schemas.some((schema) => schema[name] === map));
      if (names.length === 0) this.#everything = true;
      for (const name of names) this.#maps.add(name);
    }
  }
  addAll(other: FileReads): void {
    this.#reads.addAll(other.#all);
    for (const map of other.#maps) this.#maps.add(map);
    this.#everything ||= other.#everything;
  }
  /** As plain data. */
  toKeep(): KeptReads {
    return { keys: this.#all.keys.join(' '), maps: [...this.#maps], everything: this.#everything };
  }
  static of({ keys, maps, everything }: KeptReads): FileReads {
    const reads = new FileReads();
    reads.#keptKeys = keys;
    for (const map of maps) reads.#maps.add(map);
    reads.#everything = everything;
    return reads;
  }
  /** Whether one of these keys is among them. */
  hasSome(hashes: readonly number[]): boolean {
    return hashes.length > 0 && hashes.some((hash) => this.#all.hasKey(hash));
  }
  /** Whether some of it may be another. */
  has(changes: readonly MapChange[]): boolean {
    if (changes.length === 0) return false;
    if (this.#everything || changes.some(({ map }) => this.#maps.has(map))) return true;
    return this.hasSome(hashesOf(changes));
  }
}
/** Many files in a row are held against the same changes. */
let last: { readonly changes: readonly MapChange[]; readonly hashes: readonly number[] } = { changes: [], hashes: [] };
function hashesOf(changes: readonly MapChange[]): readonly number[] {
  const isSame = (change: MapChange, at: number): boolean => {
    const other = last.changes[at];
    return (
      other !== undefined && other.before === change.before && other.after === change.after && other.key === change.key
    );
  };
  if (changes.length === last.changes.length && changes.every(isSame)) return last.hashes;
  const hashes = changes.flatMap(({ map, key, before, after }) => [
    keyHash(key),
    ...[before, after].flatMap((value) =>
      value === undefined ? [] : lookupsOf(map).flatMap((lookup) => lookup.hashesOf(value as never)),
    ),
  ]);
  last = { changes, hashes: [...new Set(hashes)] };
  return last.hashes;
}

/** What a file that ended in `end` from `from` ends in from `to`; undefined where it is to be folded for that. */
export function endFrom(reads: FileReads, from: Schema, end: Schema, to: Schema): Schema | undefined {
  const isAlike = from.serverVersion === to.serverVersion && isEqual(from.searchPath, to.searchPath);
  const notKnown = isAlike ? unknownChanges(from.unknown, to.unknown) : undefined;
  if (!notKnown || reads.hasSome(notKnown)) return undefined;
  const changes = mapChanges(from, to);
  if (!changes || reads.has(changes)) return undefined;
  const unknown = unknownAfter(from.unknown, end.unknown, to.unknown);
  if (!unknown || (unknown === end.unknown && changes.length === 0)) return unknown && end;
  return withChanges(unknown === end.unknown ? end : { ...end, unknown }, changes);
}

/**
 * The same schema, sharing what it has in common with an earlier one, so that the two are soon held against each other;
 * the earlier one itself, where nothing differs.
 */
export function sharing(schema: Schema, earlier: Schema): Schema {
  const changes = mapChanges(earlier, schema);
  if (!changes) return schema;
  const unknown = isEqual(schema.unknown, earlier.unknown) ? earlier.unknown : schema.unknown;
  const isAlike = unknown === earlier.unknown && isEqual(schema.searchPath, earlier.searchPath);
  if (isAlike && changes.length === 0) return earlier;
  return { ...withChanges({ ...earlier, unknown }, changes), searchPath: schema.searchPath };
}
/**
 * What a file made from `start` and that came out equal to what it was before stays the same object, so that files after
 * it need not look at it. What it left alone stays what it is at the start.
 */
export function keepingEqual(start: Schema, end: Schema, before: Schema): Schema {
  const equal: MapChange[] = [];
  // What the file made is less than what differs from before, where the two were made from other starts.
  for (const change of mapChanges(start, end, Number.POSITIVE_INFINITY) ?? []) {
    const known = mapOf(before, change.map).get(change.key);
    if (known !== undefined && known !== change.after && isEqual(known, change.after))
      equal.push({ ...change, after: known });
  }
  const kept = equal.length > 0 ? withChanges(end, equal) : end;
  const isSame = kept.unknown !== start.unknown && isEqual(kept.unknown, before.unknown);
  const unknown = isSame ? before.unknown : kept.unknown;
  return unknown === kept.unknown ? kept : { ...kept, unknown };
}
/** Of plain data. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}
