/**
 * What is read of the maps of a schema while something is worked out. While all of that is the same in another schema,
 * the same comes out there. Keys are noted as hashes of 32 bits: two that share one are taken for one, which is safe.
 */
export class Reads {
  readonly #keys = new Set<number>();
  readonly #versions = new Map<object, object>();
  /** Gone through from end to end. */
  readonly #maps = new Set<object>();

  key(hash: number): void {
    this.#keys.add(hash);
  }
  /** Something is looked for in a version of a map. */
  asked(lookup: object, version: object, hash: number): void {
    this.#keys.add(hash);
    this.#versions.set(lookup, version);
  }
  /** The last in which it was. */
  versionAsked(lookup: object): object | undefined {
    return this.#versions.get(lookup);
  }
  map(map: object): void {
    this.#maps.add(map);
  }
  hasKey(hash: number): boolean {
    return this.#keys.has(hash);
  }
  get keys(): readonly number[] {
    return [...this.#keys];
  }
  /** The maps gone through since it was asked last. */
  takeMaps(): object[] {
    const maps = [...this.#maps];
    this.#maps.clear();
    return maps;
  }
  addAll(other: Reads): void {
    for (const hash of other.#keys) this.#keys.add(hash);
  }
}
let noted: Reads | undefined;
/** Carries out `work`, whose reads are noted; with nothing to note them in, none of its reads are. */
export function noting<T>(reads: Reads | undefined, work: () => T): T {
  const before = noted;
  noted = reads;
  try {
    return work();
  } finally {
    noted = before;
  }
}
/** Where reads are noted now: what is kept from one time to the next is not to keep them from being noted. */
export const notedIn = (): Reads | undefined => noted;
export const noteKey = (hash: number): void => noted?.key(hash);
export const noteMap = (map: object): void => noted?.map(map);
