/**
 * Schemas and what hangs on them as text, each object once: what was one object is one again, so that two schemas share
 * what they had in common. Objects that writer and reader both have (dev's) are not written but counted off.
 */
import { fingerprintOf } from '../text/fingerprint';
import { Branch, Leaf, PMap } from './persistent-map';

/** In place of the number of a shape. */
const kindOfNode = { list: -1, leaf: -2, branch: -3, map: -4, set: -5 } as const;
type Atom = string | number | boolean | null | undefined;
/** Those that need not be written: one of them is nothing that JSON has. */
const firstAtoms: readonly Atom[] = [undefined, null, false, true];

interface WrittenGraph {
  /** What the common objects look like. */
  readonly looks: string;
  readonly shapes: readonly (readonly string[])[];
  readonly atoms: readonly Atom[];
  /**
   * One object after the other, those that it holds before it: its kind or shape, how many there are of what it holds where
   * the shape does not say so, and each of them: from 0 on an object by its place, below 0 an atom.
   */
  readonly nodes: readonly number[];
  readonly root: number;
}

/** @throws Error for what is no plain data. */
export function writeGraph(root: unknown, common: readonly unknown[]): string {
  const { writer, looks } = writerAfter(common);
  const from = { nodes: writer.nodes.length, atoms: writer.atoms.length };
  const written = writer.write(root);
  const { nodes, shapes, atoms } = writer;
  return JSON.stringify({
    ...{ looks, shapes, root: written },
    atoms: atoms.slice(from.atoms),
    nodes: nodes.slice(from.nodes),
  } satisfies WrittenGraph);
}
/** Undefined where `common` is not what it was written with. @throws Error where the text is no graph. */
export function readGraph(text: string, common: readonly unknown[]): unknown {
  const { looks, shapes, atoms, nodes, root } = JSON.parse(text) as WrittenGraph;
  const { writer, looks: found } = writerAfter(common);
  if (found !== looks) return undefined;
  return new GraphReader(shapes, nodes, [...writer.atoms, ...atoms], writer.objects).read(root);
}
function writerAfter(common: readonly unknown[]): { readonly writer: GraphWriter; readonly looks: string } {
  const writer = new GraphWriter();
  for (const each of common) writer.write(each);
  const { nodes, shapes, atoms } = writer;
  return { writer, looks: fingerprintOf([JSON.stringify([nodes, shapes, atoms.slice(firstAtoms.length)])]) };
}

/** The properties of an object, in their order. */
class ShapeTree {
  place = -1;
  /** The one that was met last, as most objects are made like the one before. */
  key: string | undefined;
  next: ShapeTree | undefined;
  readonly #longer = new Map<string, ShapeTree>();

  longer(key: string): ShapeTree {
    const longer = this.#longer.get(key) ?? new ShapeTree();
    this.#longer.set(key, longer);
    this.key = key;
    this.next = longer;
    return longer;
  }
}

class GraphWriter {
  readonly nodes: number[] = [];
  /** Those of `nodes`. */
  readonly objects: object[] = [];
  readonly atoms: Atom[] = [...firstAtoms];
  readonly shapes: (readonly string[])[] = [];
  readonly #atomPlaces = new Map<Atom, number>(firstAtoms.map((atom, at) => [atom, at]));
  readonly #places = new Map<object, number>();
  readonly #noProperties = new ShapeTree();
  /** What the objects hold that are being written. */
  readonly #held: number[] = [];

  write(value: unknown): number {
    return typeof value === 'object' && value !== null ? this.#object(value) : this.#atom(value);
  }
  #object(value: object): number {
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    const held = this.#held;
    const start = held.length;
    const prototype = Object.getPrototypeOf(value);
    let kind: number;
    if (prototype === Object.prototype) {
      let shape = this.#noProperties;
      for (const key in value) {
        shape = shape.key === key ? shape.next! : shape.longer(key);
        const member = (value as Record<string, unknown>)[key];
        held.push(typeof member === 'object' && member !== null ? this.#object(member) : this.#atom(member));
      }
      if (shape.place < 0) shape.place = this.#newShape(Object.keys(value));
      kind = shape.place;
    } else if (prototype === Array.prototype) {
      kind = kindOfNode.list;
      const list = value as readonly unknown[];
      for (let at = 0; at < list.length; at++) held.push(this.write(list[at]));
    } else kind = this.#hold(value);
    const nodes = this.nodes;
    nodes.push(kind);
    const { length } = held;
    if (kind === kindOfNode.list || kind === kindOfNode.branch || kind === kindOfNode.set) nodes.push(length - start);
    for (let at = start; at < length; at++) nodes.push(held[at]!);
    held.length = start;
    const place = this.objects.push(value) - 1;
    this.#places.set(value, place);
    return place;
  }
  #atom(value: unknown): number {
    const known = this.#atomPlaces.get(value as Atom);
    if (known !== undefined) return -1 - known;
    if (typeof value !== 'string' && !Number.isFinite(value)) throw new Error('no plain data');
    const place = this.atoms.push(value as Atom) - 1;
    this.#atomPlaces.set(value as Atom, place);
    return -1 - place;
  }
  #hold(value: object): number {
    const held = this.#held;
    if (value instanceof Leaf) {
      held.push(value.hash, -1 - this.#atom(value.key), this.write(value.value), this.write(value.next));
      return kindOfNode.leaf;
    }
    if (value instanceof Branch) {
      const { bitmap, slots } = value;
      held.push(bitmap);
      for (let at = 0; at < slots.length; at++) held.push(this.#object(slots[at]!));
      return kindOfNode.branch;
    }
    if (value instanceof PMap) {
      held.push(value.written.size, this.write(value.written.root));
      return kindOfNode.map;
    }
    if (value instanceof Set) {
      for (const each of value) held.push(this.write(each));
      return kindOfNode.set;
    }
    throw new Error('no plain data');
  }
  #newShape(keys: readonly string[]): number {
    if (keys.includes('__proto__')) throw new Error('no plain data');
    return this.shapes.push(keys) - 1;
  }
}

class GraphReader {
  #at = 0;
  constructor(
    readonly shapes: readonly (readonly string[])[],
    readonly nodes: readonly number[],
    readonly atoms: readonly Atom[],
    readonly objects: object[],
  ) {}

  read(root: number): unknown {
    while (this.#at < this.nodes.length) this.objects.push(this.#object(this.#next()));
    return this.#value(root);
  }
  #next(): number {
    const next = this.nodes[this.#at++];
    if (next === undefined) throw new Error('it ends too early');
    return next;
  }
  #value(written: number): unknown {
    return written < 0 ? this.atoms[-1 - written] : this.objects[written];
  }
  #list(): unknown[] {
    const length = this.#next();
    const list: unknown[] = [];
    for (let at = 0; at < length; at++) list.push(this.#value(this.#next()));
    return list;
  }
  #object(kind: number): object {
    switch (kind) {
      case kindOfNode.list:
        return this.#list();
      case kindOfNode.set:
        return new Set(this.#list());
      case kindOfNode.map: {
        const size = this.#next();
        return PMap.ofRoot(this.#value(this.#next()) as PMap<unknown>['written']['root'], size);
      }
      case kindOfNode.branch: {
        const held = this.#next() - 1;
        const bitmap = this.#next();
        const slots: unknown[] = [];
        for (let at = 0; at < held; at++) slots.push(this.#value(this.#next()));
        return new Branch(bitmap, slots as Branch<unknown>['slots']);
      }
      case kindOfNode.leaf: {
        const [hash, key, value, next] = [this.#next(), this.#next(), this.#next(), this.#next()];
        return new Leaf(
          hash,
          this.#value(-1 - key) as string,
          this.#value(value),
          this.#value(next) as Leaf<unknown> | undefined,
        );
      }
      default: {
        const made: Record<string, unknown> = {};
        for (const name of this.shapes[kind] ?? []) made[name] = this.#value(this.#next());
        return made;
      }
    }
  }
}
