/** Reading the JSON of libpg-query's nodes: `{ "A_Const": { … } }`, with zero values left out. */

export type NodeJson = { readonly [key: string]: unknown };

export function isObject(value: unknown): value is NodeJson {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
export function listNode(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
/** The node's kind and fields; undefined where there is no node. */
export function unwrap(node: unknown): { readonly kind: string; readonly fields: NodeJson } | undefined {
  if (!isObject(node)) return undefined;
  const [entry] = Object.entries(node);
  if (entry === undefined || !isObject(entry[1])) return undefined;
  return { kind: entry[0], fields: entry[1] };
}
/** The strings of a list of String nodes: a qualified name, a column reference. */
export function stringNodes(value: unknown): readonly string[] {
  return listNode(value).flatMap((part) => {
    const node = unwrap(part);
    const text = node?.kind === 'String' ? node.fields.sval : undefined;
    return typeof text === 'string' ? [text] : [];
  });
}
/** What of a node is neither a node nor a list. */
export const scalarsOf = (fields: NodeJson): string =>
  JSON.stringify(
    Object.entries(fields).filter(([, part]) => part !== undefined && (typeof part !== 'object' || part === null)),
  );
