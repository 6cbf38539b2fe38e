import { noteKey, noteMap } from './reads';

/** Every map holds its entries in a tree by their keys' hashes, five bits a level; changed paths are copied. */
const BITS = 5;
const MASK = (1 << BITS) - 1;

export class Leaf<V> {
  constructor(
    readonly hash: number,
    readonly key: string,
    readonly value: V,
    /** Another key of the same hash. */
    readonly next: Leaf<V> | undefined,
  ) {}
}
export class Branch<V> {
  constructor(
    /** A bit for each slot there is. */
    public bitmap: number,
    readonly slots: TrieNode<V>[],
  ) {}
}
type TrieNode<V> = Leaf<V> | Branch<V>;

/** What became of one entry between two maps: absent before, absent after, or another value. */
interface EntryChange<V> {
  readonly key: string;
  readonly before: V | undefined;
  readonly after: V | undefined;
}

/**
 * A persistent string map: `with` and `without` return a new map and share what did not change. Each costs the same
 * few steps however large the map is, so folding thousands of statements over thousands of tables stays linear while
 * every schema between them is kept, and what differs between two of them is found without looking at the rest.
 */
export class PMap<V> implements Iterable<[string, V]> {
  readonly #root: TrieNode<V> | undefined;
  readonly #size: number;

  private constructor(root: TrieNode<V> | undefined, size: number) {
    this.#root = root;
    this.#size = size;
  }

  /** Each is another: what is read of one is not read of the others. */
  static empty<V>(): PMap<V> {
    return new PMap<V>(undefined, 0);
  }
  static from<V>(entries: Iterable<readonly [string, V]>): PMap<V> {
    let root: TrieNode<V> | undefined;
    let size = 0;
    // Nobody else has seen these nodes yet, so they are filled where they stand.
    for (const [key, value] of entries) {
      const hash = keyHash(key);
      if (find(root, hash, key) === undefined) size++;
      root = inserted(root, 0, hash, key, value, true);
    }
    return root === undefined ? PMap.empty() : new PMap(root, size);
  }

  /** For whoever writes it down: maps that share what did not change share their nodes. */
  get written(): { readonly root: TrieNode<V> | undefined; readonly size: number } {
    return { root: this.#root, size: this.#size };
  }
  /** Of nodes that were written down. */
  static ofRoot<V>(root: TrieNode<V> | undefined, size: number): PMap<V> {
    return new PMap(root, size);
  }

  get size(): number {
    noteMap(this);
    return this.#size;
  }
  get(key: string): V | undefined {
    const hash = keyHash(key);
    noteKey(hash);
    return find(this.#root, hash, key)?.value;
  }
  has(key: string): boolean {
    return this.get(key) !== undefined;
  }
  with(key: string, value: V): PMap<V> {
    const hash = keyHash(key);
    noteKey(hash);
    const known = find(this.#root, hash, key);
    if (known !== undefined && known.value === value) return this;
    const root = inserted(this.#root, 0, hash, key, value, false);
    return new PMap(root, this.#size + (known === undefined ? 1 : 0));
  }
  without(key: string): PMap<V> {
    const hash = keyHash(key);
    noteKey(hash);
    if (find(this.#root, hash, key) === undefined) return this;
    return new PMap(removed(this.#root!, 0, hash, key), this.#size - 1);
  }

  /** What differs from an earlier map, in no promised order. It is not noted as read: what made the one of the other is. */
  changesFrom(earlier: PMap<V>): readonly EntryChange<V>[] {
    return this.fewChangesFrom(earlier, Number.POSITIVE_INFINITY) ?? [];
  }
  /** The same; undefined when that is more than `most` entries. */
  fewChangesFrom(earlier: PMap<V>, most: number): readonly EntryChange<V>[] | undefined {
    const changes: EntryChange<V>[] = [];
    return compared(earlier.#root, this.#root, changes, most) ? changes : undefined;
  }

  /** In no promised order: sort by a stated key before showing. */
  [Symbol.iterator](): IterableIterator<[string, V]> {
    noteMap(this);
    return new Entries<V, [string, V]>(this.#root, ({ key, value }) => [key, value]);
  }
  keys(): IterableIterator<string> {
    noteMap(this);
    return new Entries<V, string>(this.#root, ({ key }) => key);
  }
  values(): IterableIterator<V> {
    noteMap(this);
    return new Entries<V, V>(this.#root, ({ value }) => value);
  }
}

/** FNV-1a, mixed once more so that names which differ in their last character alone are far apart. */
export function keyHash(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return hash ^ (hash >>> 13);
}
const bitOf = (hash: number, shift: number): number => 1 << ((hash >>> shift) & MASK);
/** How many slots stand before the one of `bit`. */
function slotsBefore(bitmap: number, bit: number): number {
  let bits = bitmap & (bit - 1);
  bits -= (bits >>> 1) & 0x55555555;
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function find<V>(root: TrieNode<V> | undefined, hash: number, key: string): Leaf<V> | undefined {
  let node = root;
  for (let shift = 0; node instanceof Branch; shift += BITS) {
    const bit = bitOf(hash, shift);
    node = (node.bitmap & bit) === 0 ? undefined : node.slots[slotsBefore(node.bitmap, bit)];
  }
  while (node !== undefined && (node.hash !== hash || node.key !== key)) node = node.next;
  return node;
}

function inserted<V>(
  node: TrieNode<V> | undefined,
  shift: number,
  hash: number,
  key: string,
  value: V,
  inPlace: boolean,
): TrieNode<V> {
  if (node === undefined) return new Leaf(hash, key, value, undefined);
  if (node instanceof Leaf) {
    if (node.hash === hash) return new Leaf(hash, key, value, chainWithout(node, key));
    const branch = new Branch<V>(bitOf(node.hash, shift), [node]);
    return inserted(branch, shift, hash, key, value, true);
  }
  const bit = bitOf(hash, shift);
  const at = slotsBefore(node.bitmap, bit);
  const isThere = (node.bitmap & bit) !== 0;
  const slot = inserted(isThere ? node.slots[at] : undefined, shift + BITS, hash, key, value, inPlace);
  const branch = inPlace ? node : new Branch(node.bitmap, node.slots.slice());
  if (isThere) branch.slots[at] = slot;
  else branch.slots.splice(at, 0, slot);
  branch.bitmap |= bit;
  return branch;
}
function chainWithout<V>(leaf: Leaf<V> | undefined, key: string): Leaf<V> | undefined {
  if (leaf === undefined) return undefined;
  const next = chainWithout(leaf.next, key);
  if (leaf.key === key) return next;
  return next === leaf.next ? leaf : new Leaf(leaf.hash, leaf.key, leaf.value, next);
}
/** Of a key that is there. A branch of one leaf becomes that leaf, so that equal maps have one shape. */
function removed<V>(node: TrieNode<V>, shift: number, hash: number, key: string): TrieNode<V> | undefined {
  if (node instanceof Leaf) return chainWithout(node, key);
  const bit = bitOf(hash, shift);
  const at = slotsBefore(node.bitmap, bit);
  const slot = removed(node.slots[at]!, shift + BITS, hash, key);
  const left = slot === undefined ? node.slots.toSpliced(at, 1) : node.slots.with(at, slot);
  if (left.length === 0) return undefined;
  if (left.length === 1 && left[0] instanceof Leaf) return left[0];
  return new Branch(slot === undefined ? node.bitmap & ~bit : node.bitmap, left);
}

/** Written out: generators, one in the other, take three times as long. */
class Entries<V, T> implements IterableIterator<T> {
  readonly #left: TrieNode<V>[];
  readonly #of: (leaf: Leaf<V>) => T;
  constructor(root: TrieNode<V> | undefined, of: (leaf: Leaf<V>) => T) {
    this.#left = root === undefined ? [] : [root];
    this.#of = of;
  }
  [Symbol.iterator](): this {
    return this;
  }
  next(): IteratorResult<T, undefined> {
    const left = this.#left;
    for (let node = left.pop(); node !== undefined; node = left.pop()) {
      if (node instanceof Leaf) {
        if (node.next !== undefined) left.push(node.next);
        return { done: false, value: this.#of(node) };
      }
      for (let at = node.slots.length - 1; at >= 0; at--) left.push(node.slots[at]!);
    }
    return { done: true, value: undefined };
  }
}
const leaves = <V>(root: TrieNode<V> | undefined) => new Entries<V, Leaf<V>>(root, (leaf) => leaf);

/** Adds what differs below two nodes of the same place; false when it is more than `most`. */
function compared<V>(
  before: TrieNode<V> | undefined,
  after: TrieNode<V> | undefined,
  changes: EntryChange<V>[],
  most: number,
): boolean {
  if (before === after) return true;
  if (before instanceof Branch && after instanceof Branch) {
    if (before.bitmap === after.bitmap) {
      const [old, now] = [before.slots, after.slots];
      for (let at = 0; at < old.length; at++)
        if (old[at] !== now[at] && !compared(old[at], now[at], changes, most)) return false;
      return true;
    }
    let [inOld, inNow] = [0, 0];
    for (let bits = before.bitmap | after.bitmap; bits !== 0; bits &= bits - 1) {
      const bit = bits & -bits;
      const old = (before.bitmap & bit) === 0 ? undefined : before.slots[inOld++];
      const now = (after.bitmap & bit) === 0 ? undefined : after.slots[inNow++];
      if (old !== now && !compared(old, now, changes, most)) return false;
    }
    return true;
  }
  if (before === undefined && after && isAlone(after)) {
    changes.push({ key: after.key, before: undefined, after: after.value });
    return changes.length <= most;
  }
  if (before && after && isAlone(before) && isAlone(after) && before.key === after.key) {
    if (before.value !== after.value) changes.push({ key: after.key, before: before.value, after: after.value });
    return changes.length <= most;
  }
  const gone = new Map<string, V>();
  // Where one is no branch, it holds the few keys of one hash: all others of a branch differ.
  const shared = after instanceof Branch ? Number.POSITIVE_INFINITY : [...leaves(after)].length;
  for (const { key, value } of leaves(before)) {
    gone.set(key, value);
    if (changes.length + gone.size - shared > most) return false;
  }
  for (const { key, value } of leaves(after)) {
    const old = gone.get(key);
    gone.delete(key);
    if (old !== value) changes.push({ key, before: old, after: value });
    if (changes.length > most) return false;
  }
  for (const [key, value] of gone) changes.push({ key, before: value, after: undefined });
  return changes.length <= most;
}
const isAlone = <V>(node: TrieNode<V>): node is Leaf<V> => node instanceof Leaf && node.next === undefined;
