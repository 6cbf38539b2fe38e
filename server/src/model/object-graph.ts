/**
 * Schemas and what hangs on them as text, each object once: what was one object is one again, so that two schemas share
 * what they had in common. Objects that writer and reader both have (dev's) are not written but counted off.
 */
import { fingerprintOf } from '../text/fingerprint';
import { Branch, Leaf, PMap } from './persistent-map';

/** Texts from this length on are written once. */
const LONG = 12;
const kindOfNode = { list: -1, leaf: -2, branch: -3, map: -4, set: -5, text: -6 } as const;
/** `null` and undefined are themselves, numbers stand in a list of their own: a bare number is an object's place. */
type WrittenValue = string | boolean | null | number | readonly [number?];
type WrittenNode = readonly [kind: number, ...parts: WrittenValue[]];
interface WrittenGraph {
  /** What the common objects look like. */
  readonly looks: string;
  readonly shapes: readonly (readonly string[])[];
  readonly nodes: readonly WrittenNode[];
  readonly root: WrittenValue;
}

/** @throws Error for what is no plain data. */
export function writeGraph(root: unknown, common: readonly unknown[]): string {
  const { writer, looks } = writerAfter(common);
  const start = writer.nodes.length;
  const written = writer.write(root);
  const { nodes, shapes } = writer;
  return JSON.stringify({ looks, shapes, nodes: nodes.slice(start), root: written } satisfies WrittenGraph);
}
/** Undefined where `common` is not what it was written with. @throws Error where the text is no graph. */
export function readGraph(text: string, common: readonly unknown[]): unknown {
  const { looks, shapes, nodes, root } = JSON.parse(text) as WrittenGraph;
  const known = writerAfter(common);
  if (known.looks !== looks) return undefined;
  const { objects } = known.writer;
  const valueAt = (written: WrittenValue): unknown =>
    typeof written === 'number' ? objects[written] : Array.isArray(written) ? written[0] : written;
  for (const node of nodes) objects.push(objectOf(node, shapes, valueAt));
  return valueAt(root);
}
function writerAfter(common: readonly unknown[]): { readonly writer: GraphWriter; readonly looks: string } {
  const writer = new GraphWriter();
  for (const each of common) writer.write(each);
  return { writer, looks: fingerprintOf([JSON.stringify(writer.nodes), JSON.stringify(writer.shapes)]) };
}

class GraphWriter {
  readonly nodes: WrittenNode[] = [];
  /** Those of `nodes`. */
  readonly objects: unknown[] = [];
  readonly shapes: (readonly string[])[] = [];
  readonly #places = new Map<unknown, number>();
  readonly #shapePlaces = new Map<string, number>();

  write(value: unknown): WrittenValue {
    if (typeof value === 'number') return [value];
    if (value === undefined) return [];
    if (value === null || typeof value === 'boolean') return value;
    if (typeof value === 'string' && value.length < LONG) return value;
    const known = this.#places.get(value);
    if (known !== undefined) return known;
    const node = this.#node(value);
    const place = this.nodes.push(node) - 1;
    this.objects.push(value);
    this.#places.set(value, place);
    return place;
  }
  #node(value: unknown): WrittenNode {
    if (typeof value === 'string') return [kindOfNode.text, value];
    if (Array.isArray(value)) return [kindOfNode.list, ...value.map((each) => this.write(each))];
    if (value instanceof Leaf)
      return [kindOfNode.leaf, [value.hash], value.key, this.write(value.value), this.write(value.next)];
    if (value instanceof Branch)
      return [kindOfNode.branch, [value.bitmap], ...value.slots.map((slot) => this.write(slot))];
    if (value instanceof PMap) return [kindOfNode.map, [value.written.size], this.write(value.written.root)];
    if (value instanceof Set) return [kindOfNode.set, ...[...value].map((each) => this.write(each))];
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
      throw new Error('no plain data');
    const keys = Object.keys(value);
    if (keys.includes('__proto__')) throw new Error('no plain data');
    return [this.#shape(keys), ...keys.map((key) => this.write((value as Record<string, unknown>)[key]))];
  }
  #shape(keys: readonly string[]): number {
    const name = keys.join('\0');
    const known = this.#shapePlaces.get(name) ?? this.shapes.push(keys) - 1;
    this.#shapePlaces.set(name, known);
    return known;
  }
}

function objectOf(
  [kind, ...parts]: WrittenNode,
  shapes: readonly (readonly string[])[],
  valueAt: (written: WrittenValue) => unknown,
): unknown {
  switch (kind) {
    case kindOfNode.text:
      return parts[0];
    case kindOfNode.list:
      return parts.map(valueAt);
    case kindOfNode.set:
      return new Set(parts.map(valueAt));
    case kindOfNode.map:
      return PMap.ofRoot(valueAt(parts[1]!) as PMap<unknown>['written']['root'], valueAt(parts[0]!) as number);
    case kindOfNode.branch:
      return new Branch(valueAt(parts[0]!) as number, parts.slice(1).map(valueAt) as Branch<unknown>['slots']);
    case kindOfNode.leaf: {
      const [hash, key, value, next] = parts;
      return new Leaf(
        valueAt(hash!) as number,
        key as string,
        valueAt(value!),
        valueAt(next!) as Leaf<unknown> | undefined,
      );
    }
    default: {
      const made: Record<string, unknown> = {};
      for (const [at, name] of (shapes[kind] ?? []).entries()) made[name] = valueAt(parts[at]!);
      return made;
    }
  }
}
