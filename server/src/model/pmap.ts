const removed: unique symbol = Symbol('removed');
type Removed = typeof removed;

/**
 * A persistent string map: `with` and `without` return a new map and share what did not change. A large base and a
 * small layer of changes over it: a change costs about √n, and reading one key two look-ups, so folding thousands of
 * statements over thousands of tables stays cheap while every intermediate schema can be kept.
 */
export class PMap<V> implements Iterable<[string, V]> {
  readonly #base: ReadonlyMap<string, V>;
  /** A removed key maps to `removed`. */
  readonly #layer: ReadonlyMap<string, V | Removed>;
  readonly size: number;

  private constructor(base: ReadonlyMap<string, V>, layer: ReadonlyMap<string, V | Removed>, size: number) {
    this.#base = base;
    this.#layer = layer;
    this.size = size;
  }

  static readonly #empty = new PMap<never>(new Map<string, never>(), new Map<string, never>(), 0);
  static empty<V>(): PMap<V> {
    return PMap.#empty;
  }
  static from<V>(entries: Iterable<readonly [string, V]>): PMap<V> {
    const base = new Map(entries);
    return base.size === 0 ? PMap.empty() : new PMap(base, new Map(), base.size);
  }

  get(key: string): V | undefined {
    const changed = this.#layer.get(key);
    if (changed === undefined) return this.#base.get(key);
    return changed === removed ? undefined : (changed as V);
  }
  has(key: string): boolean {
    return this.get(key) !== undefined;
  }
  with(key: string, value: V): PMap<V> {
    if (this.get(key) === value) return this;
    const layer = new Map(this.#layer);
    layer.set(key, value);
    return this.#settle(layer, this.size + (this.has(key) ? 0 : 1));
  }
  without(key: string): PMap<V> {
    if (!this.has(key)) return this;
    const layer = new Map(this.#layer);
    layer.set(key, removed);
    return this.#settle(layer, this.size - 1);
  }
  #settle(layer: Map<string, V | Removed>, size: number): PMap<V> {
    if (layer.size * layer.size <= 4 * this.#base.size + 64) return new PMap(this.#base, layer, size);
    const base = new Map(this.#base);
    for (const [key, value] of layer) {
      if (value === removed) base.delete(key);
      else base.set(key, value as V);
    }
    return new PMap(base, new Map(), size);
  }

  /** In no promised order: sort by a stated key before showing. */
  *[Symbol.iterator](): IterableIterator<[string, V]> {
    for (const entry of this.#base) if (!this.#layer.has(entry[0])) yield entry;
    for (const [key, value] of this.#layer) if (value !== removed) yield [key, value as V];
  }
  *keys(): IterableIterator<string> {
    for (const [key] of this) yield key;
  }
  *values(): IterableIterator<V> {
    for (const [, value] of this) yield value;
  }
}
