/** Columns beside aggregates that are not grouped by (`parseCheckAggregates`, src/backend/parser/parse_agg.c). */
import { isBuiltinFunction } from '../../model/builtins';
import { isBuiltinOfKind } from '../../model/function-kinds';
import type { LocalName } from '../../text/text';
import { bodiesOf, stringsOf, walk } from '../ast';
import type { ColumnRef, FuncCall, JsonAggConstructor, Node, ResTarget, SelectStmt } from '../parse';
import type { QueryProblem } from '../read/ops-query';
import type { Source } from '../source';
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
  const groups = groupedBy(select.groupClause ?? [], targets);
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
  for (const reference of nodes.flatMap((node) => referencesIn(node))) {
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

/** Every column that GROUP BY names, by itself or through an output of the query. */
function groupedBy(clause: readonly Node[], targets: readonly ResTarget[]): Reference[] {
  return clause.flatMap((item): Reference[] => {
    const several =
      'GroupingSet' in item ? item.GroupingSet.content : 'RowExpr' in item ? item.RowExpr.args : undefined;
    if (several) return groupedBy(several, targets);
    if ('A_Const' in item) return referencesIn(targets[(item.A_Const.ival?.ival ?? 0) - 1]?.val, true);
    const own = referencesIn(item, true);
    const outputs = own.flatMap(({ parts }) =>
      parts.length === 1 ? targets.filter(({ name }) => name === parts[0]).map(({ val }) => val) : [],
    );
    return [...own, ...outputs.flatMap((value) => referencesIn(value, true))];
  });
}
/** Queries of their own within an expression. */
const innerQueries = new Set(['SubLink', 'SelectStmt', 'JsonArrayQueryConstructor']);
const jsonAggregates = new Set(['JsonArrayAgg', 'JsonObjectAgg']);
const isOverWindow = (body: Record<string, unknown>): boolean =>
  (body as { readonly constructor: JsonAggConstructor }).constructor.over !== undefined;
/** `all`: within calls of any kind, too; else what is surely not an aggregate's argument. */
function referencesIn(value: unknown, all = false): Reference[] {
  const found: Reference[] = [];
  walk(value, (kind, body) => {
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
