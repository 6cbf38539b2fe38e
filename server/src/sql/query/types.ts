/**
 * The type of a query's result column, where its expression tells it: comparisons are boolean, `count` is bigint, `max`
 * and `coalesce` are what they are given.
 */

import type { SqlType } from '../../model/types';
import { entryOf, stringsOf } from '../ast';
import type { A_Const, FuncCall, Node } from '../parse';
import type { QueryColumnType } from '../read/ops-query';

type Shape = QueryColumnType;

const builtin = (name: string): Shape => ({ castTo: { name, builtin: true } satisfies SqlType });
const boolean = builtin('boolean');
/** NULL and a string constant are of whatever type is wanted; of none, they are text. */
const open: Shape = { sameAs: [] };
const MAX_DEPTH = 200;
const depths = new WeakMap<readonly Shape[], number>();
const depthOf = ({ sameAs }: Shape): number => (sameAs && depths.get(sameAs)) ?? 0;
const hasNoType = (shape: Shape): boolean => shape.sameAs?.length === 0;

/** By name; functions that a project may well define itself are left out. */
const returns: Readonly<Record<string, string>> = {
  count: 'bigint',
  row_number: 'bigint',
  rank: 'bigint',
  dense_rank: 'bigint',
  now: 'timestamp with time zone',
  clock_timestamp: 'timestamp with time zone',
  statement_timestamp: 'timestamp with time zone',
  gen_random_uuid: 'uuid',
  uuid_generate_v4: 'uuid',
  bool_and: 'boolean',
  bool_or: 'boolean',
  every: 'boolean',
  lower: 'text',
  upper: 'text',
  concat: 'text',
  concat_ws: 'text',
  string_agg: 'text',
  to_char: 'text',
  md5: 'text',
  char_length: 'integer',
  array_length: 'integer',
  cardinality: 'integer',
  jsonb_build_object: 'jsonb',
  jsonb_build_array: 'jsonb',
  jsonb_agg: 'jsonb',
  jsonb_object_agg: 'jsonb',
  to_jsonb: 'jsonb',
  json_build_object: 'json',
  json_agg: 'json',
  to_json: 'json',
};
const sameAsFirst: Readonly<Record<string, 'max' | 'function'>> = {
  max: 'max',
  min: 'max',
  any_value: 'function',
  first_value: 'function',
  last_value: 'function',
  nth_value: 'function',
  lag: 'function',
  lead: 'function',
};
const values: Readonly<Record<string, string>> = {
  SVFOP_CURRENT_TIMESTAMP: 'timestamp with time zone',
  SVFOP_CURRENT_DATE: 'date',
  SVFOP_LOCALTIMESTAMP: 'timestamp without time zone',
  SVFOP_CURRENT_USER: 'name',
  SVFOP_USER: 'name',
  SVFOP_SESSION_USER: 'name',
};
const comparison = /^(=|<>|!=|<|>|<=|>=|~~\*?|!~~\*?|~\*?|!~\*?|@>|<@|&&|\?[|&]?|@@)$/;

/** `plain` tells what a column or a cast is; undefined where nothing is known. */
export function typeShape(node: Node | undefined, plain: (node: Node) => Shape | undefined): Shape {
  return readShape(node, plain) ?? {};
}
/** The type of all; an open one is the others', without modifiers. */
export function commonShape(shapes: readonly Shape[]): Shape {
  const closed = shapes.filter((shape) => !hasNoType(shape));
  if (closed.length === 0) return open;
  const depth = 1 + Math.max(...closed.map(depthOf));
  // What nests deeper than anything that is written by hand is not told.
  if (depth > MAX_DEPTH) return {};
  depths.set(closed, depth);
  return closed.length === shapes.length ? { sameAs: closed } : { sameAs: closed, via: 'function' };
}
function readShape(node: Node | undefined, plain: (node: Node) => Shape | undefined): Shape | undefined {
  if (node === undefined) return undefined;
  if ('A_Const' in node) return constant(node.A_Const);
  if ('FuncCall' in node) return call(node.FuncCall, plain);
  if ('BoolExpr' in node || 'NullTest' in node || 'BooleanTest' in node) return boolean;
  if ('SQLValueFunction' in node) {
    const name = values[node.SQLValueFunction.op ?? ''];
    return name === undefined ? undefined : builtin(name);
  }
  if ('SubLink' in node) return /EXISTS|ANY|ALL/.test(node.SubLink.subLinkType ?? '') ? boolean : undefined;
  if ('A_Expr' in node) return isComparison(node.A_Expr.kind, stringsOf(node.A_Expr.name).at(-1)) ? boolean : undefined;
  if ('CoalesceExpr' in node) return agreeing(node.CoalesceExpr.args ?? [], plain);
  if ('MinMaxExpr' in node) return agreeing(node.MinMaxExpr.args ?? [], plain);
  if ('CaseExpr' in node) {
    const results = (node.CaseExpr.args ?? []).flatMap((each) => ('CaseWhen' in each ? [each.CaseWhen.result] : []));
    return agreeing([...results, ...(node.CaseExpr.defresult ? [node.CaseExpr.defresult] : [])], plain);
  }
  return entryOf(node) === undefined ? undefined : plain(node);
}
function constant({ sval, ival, boolval, isnull }: A_Const): Shape | undefined {
  if (isnull || sval !== undefined) return open;
  if (boolval !== undefined) return boolean;
  return ival === undefined ? undefined : builtin('integer');
}
function isComparison(kind: string | undefined, operator: string | undefined): boolean {
  if (kind === 'AEXPR_OP') return operator !== undefined && comparison.test(operator);
  return /^AEXPR_(OP_ANY|OP_ALL|DISTINCT|NOT_DISTINCT|IN|LIKE|ILIKE|SIMILAR|BETWEEN|NOT_BETWEEN)/.test(kind ?? '');
}
function call(body: FuncCall, plain: (node: Node) => Shape | undefined): Shape | undefined {
  const name = stringsOf(body.funcname).at(-1) ?? '';
  const via = Object.hasOwn(sameAsFirst, name) ? sameAsFirst[name] : undefined;
  if (via) {
    const first = readShape(body.args?.[0], plain);
    return first === undefined || hasNoType(first) ? undefined : nested(first, via);
  }
  const type = Object.hasOwn(returns, name) ? returns[name] : undefined;
  return type === undefined ? undefined : builtin(type);
}
function nested(first: Shape, via: 'max' | 'function'): Shape {
  const shape = commonShape([first]);
  return shape.sameAs ? { ...shape, via } : {};
}
function agreeing(nodes: readonly (Node | undefined)[], plain: (node: Node) => Shape | undefined): Shape | undefined {
  const shapes = nodes.map((node) => readShape(node, plain));
  return shapes.includes(undefined) ? undefined : commonShape(shapes.flatMap((shape) => shape ?? []));
}
