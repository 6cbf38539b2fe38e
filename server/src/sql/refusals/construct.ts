/** What came with a version of PostgreSQL, and by which node of libpg-query's tree it is known. */

export type NodeBody = Readonly<Record<string, unknown>>;
export interface Construct {
  /** The first major version that takes it. */
  readonly since: number;
  readonly what: string;
  /** Where its words stand; a statement without them is not looked at. */
  readonly words: RegExp;
  /** Of one node, by its kind in libpg-query's tree. */
  readonly isIn: (kind: string, body: NodeBody, text: string) => boolean;
}

export const of =
  (...kinds: readonly string[]) =>
  (kind: string): boolean =>
    kinds.includes(kind);
export const having =
  (field: string, ...kinds: readonly string[]) =>
  (kind: string, body: NodeBody): boolean =>
    kinds.includes(kind) && isSet(body[field]);
export const isSet = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value));
export const alterCommand =
  (subtype: string, more: (body: NodeBody) => boolean = () => true) =>
  (kind: string, body: NodeBody): boolean =>
    kind === 'AlterTableCmd' && body.subtype === subtype && more(body);
export const option =
  (statement: string, ...names: readonly string[]) =>
  (kind: string, body: NodeBody): boolean =>
    kind === statement &&
    optionsOf(body).some(({ defname }) => typeof defname === 'string' && names.includes(defname.toLowerCase()));
function optionsOf(body: NodeBody): readonly NodeBody[] {
  const list = (body.options ?? body.params ?? body.opt ?? []) as readonly { readonly DefElem?: NodeBody }[];
  return list.flatMap((each) => (each.DefElem ? [each.DefElem] : []));
}
export const inner = (body: NodeBody, field: string, kind: string): NodeBody | undefined =>
  (body[field] as { readonly [key: string]: NodeBody } | undefined)?.[kind];
