/** Small readers over libpg-query's JSON: one-key nodes, lists of strings, walks. */
import type { Node } from './parse';

/** `{ Key: body }` → its key and body. */
export function entryOf(node: Node | undefined): { readonly kind: string; readonly body: object } | undefined {
  if (node === undefined) return undefined;
  // It has one property.
  for (const kind in node) return { kind, body: (node as Readonly<Record<string, object>>)[kind]! };
  return undefined;
}

export function stringOf(node: Node | undefined): string | undefined {
  return node !== undefined && 'String' in node ? (node.String.sval ?? '') : undefined;
}
/** The String nodes of a list, in order; other nodes are left out. */
export function stringsOf(nodes: readonly Node[] | undefined): string[] {
  const strings: string[] = [];
  for (const node of nodes ?? []) {
    const text = stringOf(node);
    if (text !== undefined) strings.push(text);
  }
  return strings;
}
/** The bodies of the nodes of one kind in a list. */
export function bodiesOf<K extends string>(
  nodes: readonly Node[] | undefined,
  kind: K,
): Extract<Node, Record<K, unknown>>[K][] {
  const bodies: Extract<Node, Record<K, unknown>>[K][] = [];
  for (const node of nodes ?? [])
    if (kind in node) bodies.push((node as unknown as Record<K, (typeof bodies)[number]>)[kind]);
  return bodies;
}

/** The members of a List node. */
export function itemsOf(node: Node | undefined): readonly Node[] {
  return node !== undefined && 'List' in node ? (node.List.items ?? []) : [];
}

/**
 * Every object of a tree that is the value of a capitalised key (a node), outermost first. `visit` returns false to
 * stay out of what lies below.
 */
export function walk(value: unknown, visit: (kind: string, body: Record<string, unknown>) => boolean): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const object = value as Record<string, unknown>;
  for (const key in object) {
    const child = object[key];
    if (typeof child !== 'object' || child === null) continue;
    const isNode = key.charCodeAt(0) >= 65 && key.charCodeAt(0) <= 90;
    if (isNode && !Array.isArray(child) && !visit(key, child as Record<string, unknown>)) continue;
    walk(child, visit);
  }
}
