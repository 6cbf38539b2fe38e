/** Values, roles and classes by their names, and what of them came with which version. */
import { tokenize } from '../../text/lexer';
import { stringsOf } from '../ast';
import type { Node } from '../parse';
import { type Construct, type NodeBody, option } from './construct';

/** Roles of every server's own, by the version that brought them. */
const predefined = {
  14: ['pg_read_all_data', 'pg_write_all_data', 'pg_database_owner'],
  15: ['pg_checkpoint'],
  16: ['pg_use_reserved_connections', 'pg_create_subscription'],
  17: ['pg_maintain'],
  18: ['pg_signal_autovacuum_worker'],
} as const;

export const newerNames: readonly Construct[] = [
  {
    since: 14,
    what: 'MULTIRANGE_TYPE_NAME',
    words: /\bmultirange_type_name\b/i,
    isIn: option('CreateRangeStmt', 'multirange_type_name'),
  },
  {
    since: 14,
    what: 'this operator class of brin',
    words: /\b\w+_(?:minmax_multi|bloom)_ops\b/i,
    isIn: (kind, { opclass }) =>
      kind === 'IndexElem' &&
      /_(?:minmax_multi|bloom)_ops$/.test(stringsOf(opclass as Node[] | undefined).at(-1) ?? ''),
  },
  {
    since: 14,
    what: 'SUBSTRING … SIMILAR',
    words: /\bsimilar\s+(?!to\b)/i,
    isIn: (kind, body, text) =>
      kind === 'FuncCall' && stringsOf(body.funcname as Node[]).at(-1) === 'substring' && isSimilar(text),
  },
  {
    since: 15,
    what: 'a numeric whose scale is below 0 or above its precision',
    words: /\b(?:numeric|decimal|dec)\s*\(/i,
    isIn: (kind, body) => [kind === 'TypeName' ? body : undefined, body.typeName].some(isOddlyScaled),
  },
  ...Object.entries(predefined).map(
    ([since, names]): Construct => ({
      since: Number(since),
      what: 'this predefined role',
      words: new RegExp(String.raw`\b(?:${names.join('|')})\b`, 'i'),
      isIn: (kind, body) =>
        (kind === 'RoleSpec' && names.some((name) => name === body.rolename)) ||
        (kind === 'GrantRoleStmt' &&
          itemsIn(body.granted_roles).some((one) => names.some((name) => name === one.AccessPriv?.priv_name))),
    }),
  ),
];
const itemsIn = (list: unknown) =>
  (Array.isArray(list) ? list : []) as readonly { readonly AccessPriv?: { readonly priv_name?: string } }[];

/** `SIMILAR TO` is older. */
function isSimilar(text: string): boolean {
  const words = tokenize(text).map((token) => token.text.toUpperCase());
  return words.some((word, at) => word === 'SIMILAR' && words[at + 1] !== 'TO');
}
function isOddlyScaled(type: unknown): boolean {
  const { names, typmods } = (type ?? {}) as { readonly names?: Node[]; readonly typmods?: readonly NodeBody[] };
  if (!names || stringsOf(names).at(-1) !== 'numeric') return false;
  const [precision, scale] = (typmods ?? []).map(integerOf);
  return precision !== undefined && scale !== undefined && (scale < 0 || scale > precision);
}
/** 0 is left out of the tree. */
function integerOf(node: NodeBody): number | undefined {
  const constant = node.A_Const as { readonly ival?: { readonly ival?: number } } | undefined;
  return constant?.ival ? (constant.ival.ival ?? 0) : undefined;
}
