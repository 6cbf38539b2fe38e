/** Columns beside aggregates that are not grouped by (`parseCheckAggregates`, src/backend/parser/parse_agg.c). */
import { isBuiltinFunction } from '../../model/builtins';
import { isBuiltinOfKind } from '../../model/function-kinds';
import type { LocalName } from '../../text/text';
import { bodiesOf, stringsOf, walk } from '../ast';
import type { CaseExpr, ColumnRef, FuncCall, JsonAggConstructor, Node, ResTarget, SelectStmt } from '../parse';
import type { QueryProblem } from '../read/ops-query';
import type { Source } from '../source';
import { isBuiltinType } from '../types';
import { isPlainOutput, type QueryScope, type ScopeEntry } from './scope';

type Reference = { readonly parts: readonly string[]; readonly location?: number | undefined };

export function ungrouped(select: SelectStmt, scope: QueryScope, source: Source): QueryProblem[] {
  const targets = bodiesOf(select.targetList, 'ResTarget');
  const values = targets.map(({ val }) => val);
  const sorted = bodiesOf(select.sortClause, 'SortBy').map(({ node }) => node);
  const isTop = scope.parent === undefined;
  const aggregated =
    (select.groupClause?.length ?? 0) > 0 ||
    select.havingClause !== undefined ||
    (isTop && [...values, ...sorted].some(holdsAggregate));
  if (!aggregated) return [];
  const shapes = new Set<string>();
  const groups = groupedBy(select.groupClause ?? [], targets, shapes);
  const isSame = ({ parts }: Reference): boolean =>
    groups.some(
      ({ parts: other }) =>
        other.at(-1) === parts.at(-1) && (other.length < 2 || parts.length < 2 || other.at(-2) === parts.at(-2)),
    );
  const named = new Set(targets.flatMap(({ name }) => name ?? []));
  const isOutput = (node: Node | undefined): boolean =>
    node !== undefined && 'ColumnRef' in node && named.has(stringsOf(node.ColumnRef.fields).join('.'));
  const found: QueryProblem[] = [];
  const nodes = [...values, select.havingClause, ...sorted.filter((node) => !isOutput(node))];
  const isGrouped = (kind: string, body: object): boolean => {
    const shape = shapes.size > 0 ? groupShape({ [kind]: body } as unknown as Node) : undefined;
    return shape !== undefined && shapes.has(shape);
  };
  for (const reference of nodes.flatMap((node) => referencesIn(node, { isGrouped }))) {
    const entry = isSame(reference) ? undefined : ownEntry(reference, scope);
    const column = entry && writtenColumn(reference, source);
    if (!entry || !column || groups.some(({ parts }) => parts.length === 1 && parts[0] === entry.alias)) continue;
    if (!entry.use && !(entry.outputs?.every(isPlainOutput) && entry.outputs.some(({ name }) => name === column.value)))
      continue;
    const by = groups.flatMap(({ parts }) =>
      parts.length < 2 || parts.at(-2) === entry.alias ? [parts.at(-1) ?? ''] : [],
    );
    const relation = entry.use?.name.value;
    found.push({ kind: 'ungrouped', column, of: entry.alias, by, ...(relation && { relation }) });
  }
  return found;
}
/** The FROM item of this very query that the column is of. */
function ownEntry({ parts }: Reference, scope: QueryScope): ScopeEntry | undefined {
  if (parts.length === 1) return parts[0] === scope.sole?.alias ? undefined : scope.sole;
  return parts.length === 2 ? scope.entries.find(({ alias }) => alias === parts[0]) : undefined;
}
function writtenColumn({ parts, location }: Reference, source: Source): LocalName | undefined {
  const name = source.cursorAt(location).dotted()[parts.length - 1];
  return name?.value === parts.at(-1) ? name : undefined;
}

/**
 * Every column that GROUP BY names, by itself or through an output of the query; of an expression that can be compared,
 * its shape instead.
 */
function groupedBy(clause: readonly Node[], targets: readonly ResTarget[], shapes: Set<string>): Reference[] {
  const within = (value: Node | undefined): Reference[] => {
    const shape = value && groupShape(value);
    if (shape === undefined || !shape.startsWith('[')) return referencesIn(value, { all: true });
    shapes.add(shape);
    return [];
  };
  return clause.flatMap((item): Reference[] => {
    const several =
      'GroupingSet' in item ? item.GroupingSet.content : 'RowExpr' in item ? item.RowExpr.args : undefined;
    if (several) return groupedBy(several, targets, shapes);
    if ('A_Const' in item) return within(targets[(item.A_Const.ival?.ival ?? 0) - 1]?.val);
    const own = within(item);
    const outputs = own.flatMap(({ parts }) =>
      parts.length === 1 ? targets.filter(({ name }) => name === parts[0]).map(({ val }) => val) : [],
    );
    return [...own, ...outputs.flatMap(within)];
  });
}
/**
 * What an expression is but for its casts, which may change nothing, and for how its columns are qualified; undefined: it
 * holds what can be written in more ways than one.
 */
function groupShape(node: Node): string | undefined {
  const shape = shapeOf(node);
  return shape === undefined ? undefined : JSON.stringify(shape);
}
type Shape = string | readonly Shape[];
const noConstant = '=NULL';
function shapeOf(node: Node): Shape | undefined {
  if ('TypeCast' in node) return node.TypeCast.arg && shapeOf(node.TypeCast.arg);
  if ('ColumnRef' in node) return stringsOf(node.ColumnRef.fields).at(-1);
  if ('A_Const' in node) {
    const { ival, fval, sval, boolval, isnull } = node.A_Const;
    return isnull ? noConstant : `=${boolval ? boolval.boolval : (fval?.fval ?? sval?.sval ?? ival?.ival ?? 0)}`;
  }
  if ('A_Expr' in node && node.A_Expr.kind === 'AEXPR_OP') {
    const { name, lexpr, rexpr } = node.A_Expr;
    return shapeWith(stringsOf(name).at(-1) ?? '', [lexpr, rexpr]);
  }
  if ('CoalesceExpr' in node) return shapeWith('COALESCE', node.CoalesceExpr.args ?? []);
  if ('CaseExpr' in node) return shapeOfCase(node.CaseExpr);
  if ('BoolExpr' in node) return shapeWith(node.BoolExpr.boolop ?? '', node.BoolExpr.args ?? []);
  if ('NullTest' in node) return shapeWith(node.NullTest.nulltesttype ?? '', [node.NullTest.arg]);
  if (!('FuncCall' in node) || !isPlainAggregate(node.FuncCall)) return undefined;
  const { funcname, args = [] } = node.FuncCall;
  const written = stringsOf(funcname).at(-1) ?? '';
  // The one is the other before PostgreSQL 14.
  const name = written === 'extract' ? 'date_part' : written;
  // A call that may be a cast.
  return args.length === 1 && isBuiltinType(name) ? shapeOf(args[0]!) : shapeWith(`${name}()`, args);
}
/** No ELSE is ELSE NULL. */
function shapeOfCase({ arg, args, defresult }: CaseExpr): Shape | undefined {
  const whens = bodiesOf(args, 'CaseWhen').flatMap(({ expr, result }) => [expr, result]);
  const shape = shapeWith(arg ? 'CASE of' : 'CASE', [arg, ...whens]);
  const last = defresult ? shapeOf(defresult) : noConstant;
  return shape && last !== undefined ? [...shape, last] : undefined;
}
function shapeWith(name: string, nodes: readonly (Node | undefined)[]): Shape | undefined {
  const parts = nodes.flatMap((each) => (each ? [shapeOf(each)] : []));
  return parts.every((each) => each !== undefined) ? [name, ...parts] : undefined;
}
/** Queries of their own within an expression. */
const innerQueries = new Set(['SubLink', 'SelectStmt', 'JsonArrayQueryConstructor']);
const jsonAggregates = new Set(['JsonArrayAgg', 'JsonObjectAgg']);
const isOverWindow = (body: Record<string, unknown>): boolean =>
  (body as { readonly constructor: JsonAggConstructor }).constructor.over !== undefined;
/** `all`: within calls of any kind, too; else what is surely not an aggregate's argument, nor grouped by as it is. */
function referencesIn(
  value: unknown,
  { all, isGrouped }: { readonly all?: true; readonly isGrouped?: (kind: string, body: object) => boolean } = {},
): Reference[] {
  const found: Reference[] = [];
  walk(value, (kind, body) => {
    if (isGrouped?.(kind, body)) return false;
    if (kind === 'ColumnRef') {
      const { fields, location } = body as ColumnRef;
      const parts = stringsOf(fields);
      if (parts.length === fields?.length) found.push({ parts, location });
      return false;
    }
    if (all) return true;
    // What a window is over comes after the grouping.
    if (kind === 'FuncCall') return (body as FuncCall).over !== undefined || isPlainAggregate(body as FuncCall);
    if (jsonAggregates.has(kind)) return isOverWindow(body);
    return !innerQueries.has(kind) && kind !== 'GroupingFunc';
  });
  return found;
}
function isPlainAggregate({ funcname, over, agg_star, agg_within_group, agg_order, agg_filter }: FuncCall): boolean {
  const names = stringsOf(funcname);
  const name = names.at(-1) ?? '';
  if (over || agg_star || agg_within_group || agg_order || agg_filter) return false;
  return (
    (names.length === 1 || names[0] === 'pg_catalog') && isBuiltinFunction(name) && !isBuiltinOfKind(name, 'aggregate')
  );
}
function holdsAggregate(value: unknown): boolean {
  let found = false;
  walk(value, (kind, body) => {
    if (innerQueries.has(kind)) return false;
    if (jsonAggregates.has(kind)) found ||= !isOverWindow(body);
    if (kind === 'FuncCall') {
      const { funcname, over, agg_star } = body as FuncCall;
      const names = stringsOf(funcname);
      found ||= !over && (agg_star === true || (names.length === 1 && isBuiltinOfKind(names[0]!, 'aggregate')));
    }
    return true;
  });
  return found;
}
