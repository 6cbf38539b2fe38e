/**
 * Keeps values by text up to a total size. Two generations instead of an exact order of use: what was not asked for
 * during the time it takes to fill half the room is dropped, and a look-up costs one or two reads.
 */
export class LruCache<V> {
  #young = new Map<string, V>();
  #old = new Map<string, V>();
  #size = 0;

  /** `capacity` counts the characters of the keys, each entry as at least 64. */
  constructor(readonly capacity: number) {}

  get(key: string): V | undefined {
    const value = this.#young.get(key);
    if (value !== undefined) return value;
    const older = this.#old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }
  /** The value, which is not kept any longer. */
  take(key: string): V | undefined {
    const value = this.#young.get(key) ?? this.#old.get(key);
    this.#young.delete(key);
    this.#old.delete(key);
    return value;
  }
  set(key: string, value: V): void {
    const { size } = this.#young;
    this.#young.set(key, value);
    if (this.#young.size === size) return;
    this.#size += Math.max(64, key.length);
    if (this.#size < this.capacity / 2) return;
    this.#old = this.#young;
    this.#young = new Map();
    this.#size = 0;
  }
}
