/** The result columns of a query: their names, and what each stands for. */

import { present } from '../../text/present';
import { bodiesOf, stringsOf } from '../ast';
import type { CommonTableExpr, Node, ResTarget } from '../parse';
import type { QueryColumnType, QueryOutput } from '../read/ops-query';

import { serialOf, sqlType } from '../types';
import { outputName } from './output-name';
import { aliasedOutputs, columnOrigin, type QueryScope, starOutputs } from './scope';
import { commonShape, typeShape } from './types';

/** What one target gives; a star gives several. */
export function outputsOf(target: ResTarget, scope: QueryScope): QueryOutput[] {
  const { val, name } = target;
  const reference = val !== undefined && 'ColumnRef' in val ? val.ColumnRef : undefined;
  const parts = stringsOf(reference?.fields);
  if (reference !== undefined && parts.length < (reference.fields?.length ?? 0)) return star(parts, scope);
  // All fields of a value: `(f(x)).*`.
  if (val !== undefined && 'A_Indirection' in val && isStar(val.A_Indirection.indirection?.at(-1)))
    return [{ star: 'unknown' }];
  const shape = reference === undefined ? typeShape(val, (node) => plainOutput(node, scope)) : standsFor(parts, scope);
  return [{ name: name ?? outputName(val), ...shape }];
}
const isStar = (step: Node | undefined): boolean => step !== undefined && 'A_Star' in step;
/** A cast's type, a column's origin. */
function plainOutput(node: Node, scope: QueryScope): ReturnType<typeof typeShape> | undefined {
  if ('TypeCast' in node) {
    const { typeName } = node.TypeCast;
    return typeName === undefined || serialOf(typeName) !== undefined ? undefined : { castTo: sqlType(typeName) };
  }
  if (!('ColumnRef' in node)) return undefined;
  const origin = standsFor(stringsOf(node.ColumnRef.fields), scope);
  return origin.star === undefined && Object.keys(origin).length > 0 ? origin : undefined;
}
function star(parts: readonly string[], scope: QueryScope): QueryOutput[] {
  const table = parts.at(-1);
  if (table === undefined)
    return starOutputs(
      scope.entries.filter(({ visible }) => visible !== false),
      scope.merged,
    );
  const entry = scope.find(table, parts.at(-2));
  return entry === undefined ? [{ star: 'unknown' }] : starOutputs([entry], false);
}
/** What a plain column stands for: a relation's column, or what a subquery's output is. */
function standsFor(parts: readonly string[], scope: QueryScope): Omit<QueryOutput, 'name'> {
  const column = parts.at(-1);
  if (column === undefined) return {};
  const table = parts.at(-2);
  if (table !== undefined) return columnOrigin(scope.find(table, parts.at(-3)), column);
  const visible = scope.entries.filter((entry) => entry.visible !== false);
  return visible.length === 1 ? columnOrigin(visible[0], column) : { column: { column } };
}

/** Both sides decide the type of a column; the left one names it. */
export function bothSides(
  left: readonly QueryOutput[] | undefined,
  right: readonly QueryOutput[] | undefined,
): readonly QueryOutput[] | undefined {
  const stars = [...(left ?? []), ...(right ?? [])].some(({ star }) => star !== undefined);
  return left?.map(({ castTo, column, sameAs, via, ...output }, at) => {
    const own = outputType(left[at]);
    const other = outputType(right?.[at]);
    return own && other && !stars ? { ...output, ...commonShape([own, other]) } : output;
  });
}
function outputType(output: QueryOutput | undefined): QueryColumnType | undefined {
  if (output?.castTo) return { castTo: output.castTo };
  if (output?.column) return { column: output.column };
  return output?.sameAs && { sameAs: output.sameAs, ...present({ via: output.via }) };
}

/** SEARCH and CYCLE add their columns behind those of the query (WITH Queries, Search Order and Cycle Detection). */
export function cteOutputs(
  outputs: readonly QueryOutput[] | undefined,
  { aliascolnames, search_clause: search, cycle_clause: cycle }: CommonTableExpr,
): readonly QueryOutput[] | undefined {
  const added = [search?.search_seq_column, cycle?.cycle_mark_column, cycle?.cycle_path_column];
  const own = aliasedOutputs(outputs, stringsOf(aliascolnames));
  return own && [...own, ...added.flatMap((name) => (name === undefined ? [] : { name }))];
}

/** `f() AS x (a int, b text)`: the columns of a function that returns records. */
export function definedOutputs(item: Node): QueryOutput[] | undefined {
  const { coldeflist, ordinality } = 'RangeFunction' in item ? item.RangeFunction : {};
  if (!coldeflist || ordinality) return undefined;
  return bodiesOf(coldeflist, 'ColumnDef').flatMap(({ colname, typeName }) =>
    colname === undefined ? [] : [{ name: colname, ...present({ castTo: typeName && sqlType(typeName) }) }],
  );
}
export function itemAlias(item: Node): string {
  if ('RangeFunction' in item) return item.RangeFunction.alias?.aliasname ?? '';
  if ('RangeTableFunc' in item) return item.RangeTableFunc.alias?.aliasname ?? '';
  return 'JsonTable' in item ? (item.JsonTable.alias?.aliasname ?? '') : '';
}
