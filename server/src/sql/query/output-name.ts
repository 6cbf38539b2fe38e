/** The name PostgreSQL gives a result column (FigureColname, src/backend/parser/parse_target.c). */
import { entryOf, stringsOf } from '../ast';
import { type Node, parse, type SelectStmt } from '../parse';

/** `?column?` when nothing better is known. */
export function outputName(node: Node | undefined): string {
  return figure(node)?.name ?? '?column?';
}

/** The same for an expression's text (`FigureIndexColname`): undefined where it has no name of its own. */
export function expressionOutputName(expression: string): string | undefined {
  const outcome = parse(`SELECT ${expression}`);
  const node = outcome.status === 'ok' ? outcome.statements[0]?.stmt : undefined;
  const target = node !== undefined && 'SelectStmt' in node ? node.SelectStmt.targetList?.[0] : undefined;
  return target !== undefined && 'ResTarget' in target ? figure(target.ResTarget.val)?.name : undefined;
}

interface Figured {
  readonly name: string;
  /** A type's or CASE's name gives way to a better one. */
  readonly weak?: boolean;
}
const figuredNames: Readonly<Record<string, string>> = {
  A_ArrayExpr: 'array',
  RowExpr: 'row',
  CoalesceExpr: 'coalesce',
  GroupingFunc: 'grouping',
  MergeSupportFunc: 'merge_action',
  XmlSerialize: 'xmlserialize',
  JsonParseExpr: 'json',
  JsonScalarExpr: 'json_scalar',
  JsonSerializeExpr: 'json_serialize',
  JsonObjectConstructor: 'json_object',
  JsonArrayConstructor: 'json_array',
  JsonArrayQueryConstructor: 'json_array',
  JsonObjectAgg: 'json_objectagg',
  JsonArrayAgg: 'json_arrayagg',
};
const sqlValues = (op: string): string =>
  op
    .replace(/^SVFOP_/, '')
    .replace(/_N$/, '')
    .toLowerCase();

function figure(node: Node | undefined): Figured | undefined {
  if (node === undefined) return undefined;
  if ('ColumnRef' in node) return figuredName(stringsOf(node.ColumnRef.fields).at(-1));
  if ('A_Indirection' in node)
    return figuredName(stringsOf(node.A_Indirection.indirection).at(-1)) ?? figure(node.A_Indirection.arg);
  if ('FuncCall' in node) return figuredName(stringsOf(node.FuncCall.funcname).at(-1));
  if ('A_Expr' in node) return node.A_Expr.kind === 'AEXPR_NULLIF' ? { name: 'nullif' } : undefined;
  if ('TypeCast' in node) {
    const inner = figure(node.TypeCast.arg);
    const type = stringsOf(node.TypeCast.typeName?.names).at(-1);
    return inner !== undefined && !inner.weak ? inner : type === undefined ? inner : { name: type, weak: true };
  }
  if ('CollateClause' in node) return figure(node.CollateClause.arg);
  if ('CaseExpr' in node) {
    const otherwise = figure(node.CaseExpr.defresult);
    return otherwise !== undefined && !otherwise.weak ? otherwise : { name: 'case', weak: true };
  }
  if ('SubLink' in node) return subLink(node.SubLink.subLinkType, node.SubLink.subselect);
  if ('MinMaxExpr' in node) return { name: node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest' };
  if ('SQLValueFunction' in node) return { name: sqlValues(node.SQLValueFunction.op ?? '') };
  if ('XmlExpr' in node) return figuredName(/^IS_(XML[A-Z]+)$/.exec(node.XmlExpr.op ?? '')?.[1]?.toLowerCase());
  if ('JsonFuncExpr' in node) return figuredName(node.JsonFuncExpr.op?.replace(/_OP$/, '').toLowerCase());
  return figuredName(figuredNames[entryOf(node)?.kind ?? '']);
}
function figuredName(name: string | undefined): Figured | undefined {
  return name === undefined ? undefined : { name };
}
function subLink(kind: string | undefined, subselect: Node | undefined): Figured | undefined {
  if (kind === 'EXISTS_SUBLINK') return { name: 'exists' };
  if (kind === 'ARRAY_SUBLINK') return { name: 'array' };
  if (kind !== 'EXPR_SUBLINK' || subselect === undefined || !('SelectStmt' in subselect)) return undefined;
  const select: SelectStmt = subselect.SelectStmt;
  const target = select.targetList?.[0];
  if (target === undefined || !('ResTarget' in target)) return undefined;
  return figuredName(target.ResTarget.name) ?? figure(target.ResTarget.val);
}
