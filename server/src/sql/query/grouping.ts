/** Columns beside aggregates that are not grouped by (`parseCheckAggregates`, src/backend/parser/parse_agg.c). */
import { isBuiltinFunction } from '../../model/builtins';
import { isBuiltinOfKind } from '../../model/function-kinds';
import type { LocalName } from '../../text/text';
import { bodiesOf, entryOf, stringsOf } from '../ast';
import type { ColumnRef, FuncCall, Node, ResTarget, SelectStmt } from '../parse';
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
/** `all`: within calls of any kind, too; else what is surely not an aggregate's argument. */
function referencesIn(value: unknown, all = false): Reference[] {
  if (Array.isArray(value)) return value.flatMap((item) => referencesIn(item, all));
  if (typeof value !== 'object' || value === null) return [];
  const { kind, body } = entryOf(value as Node) ?? { kind: '', body: {} };
  if (kind === 'ColumnRef') {
    const { fields, location } = body as ColumnRef;
    const parts = stringsOf(fields);
    return parts.length === fields?.length ? [{ parts, location }] : [];
  }
  if (kind === 'SubLink' || kind === 'GroupingFunc')
    return all ? Object.values(body).flatMap((child) => referencesIn(child, all)) : [];
  if (kind === 'FuncCall' && !all && !isPlainAggregate(body as FuncCall)) return [];
  if (typeof body !== 'object' || body === null) return [];
  return Object.values(value).flatMap((child) =>
    typeof child === 'object' && child !== null ? Object.values(child).flatMap((each) => referencesIn(each, all)) : [],
  );
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
  if (Array.isArray(value)) return value.some(holdsAggregate);
  if (typeof value !== 'object' || value === null) return false;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'SubLink') continue;
    if (key === 'FuncCall') {
      const { funcname, over, agg_star } = child as FuncCall;
      const names = stringsOf(funcname);
      if (!over && (agg_star || (names.length === 1 && isBuiltinOfKind(names[0]!, 'aggregate')))) return true;
    }
    if (holdsAggregate(child)) return true;
  }
  return false;
}
