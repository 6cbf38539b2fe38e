/** FROM: what its items are called and which columns they have. */

import { findTableOrView } from '../model/resolve';
import { bodiesOf, stringsOf } from '../sql/ast';
import type {
  Alias,
  FuncCall,
  JoinExpr,
  Node,
  RangeFunction,
  RangeSubselect,
  RangeTableSample,
  RangeVar,
} from '../sql/parse';
import { keyOf } from '../text/names';
import { resolveFunction } from './calls';
import type { Expressions } from './expressions';
import { calledName, ownOverloads } from './routines';
import { type FromItem, type Outputs, Scope } from './scope';
import type { Type } from './signatures';
import type { Column } from './types';

/** Adds what an item brings to `scope`, and gives it. */
export function readFromItem(expressions: Expressions, node: Node, scope: Scope): readonly FromItem[] {
  const before = scope.items.length;
  if ('RangeVar' in node) scope.items.push(relationItem(expressions, node.RangeVar, scope));
  else if ('JoinExpr' in node) joined(expressions, node.JoinExpr, scope);
  else if ('RangeSubselect' in node) scope.items.push(subqueryItem(expressions, node.RangeSubselect, scope));
  else if ('RangeFunction' in node) scope.items.push(functionItem(expressions, node.RangeFunction, scope));
  else if ('RangeTableSample' in node && node.RangeTableSample.relation)
    sampled(expressions, node.RangeTableSample, scope);
  else scope.items.push({ alias: aliasOf(node), columns: [], open: true, visible: true });
  return scope.items.slice(before);
}
/** PostgreSQL's own methods take one argument (`transformRangeTableSample`, src/backend/parser/parse_clause.c). */
function sampled(expressions: Expressions, { relation, method, args = [], location }: RangeTableSample, scope: Scope) {
  const { types, report } = expressions.conversion;
  if (relation) readFromItem(expressions, relation, scope);
  const { name } = calledName(method);
  if (/^(system|bernoulli)$/.test(name) && args.length !== 1)
    report.add(`tablesample method ${name} requires 1 argument, not ${args.length}`, location ?? 0);
  const row = scope.items.at(-1)?.row;
  if (row !== undefined && types.schema.views.get(row)?.kind === 'view')
    report.add('TABLESAMPLE clause can only be applied to tables and materialized views', location ?? 0);
}
function aliasOf(node: Node): string {
  const [body] = Object.values(node) as { alias?: Alias }[];
  return body?.alias?.aliasname ?? '';
}
/** `AS x (a, b)`: the first columns take these names. */
function aliasedColumns(columns: readonly Column[], names: readonly string[]): readonly Column[] {
  if (names.length === 0) return columns;
  return columns.map((column, i) => ({ ...column, name: names[i] ?? column.name }));
}

export function relationItem({ conversion: { types } }: Expressions, variable: RangeVar, scope: Scope): FromItem {
  const { relname: name = '', schemaname: schema, alias } = variable;
  const names = stringsOf(alias?.colnames);
  const shown = alias?.aliasname ?? name;
  if (schema === undefined && scope.ctes.has(name)) return outputsItem(shown, scope.ctes.get(name), names);
  const found = variable.catalogname
    ? undefined
    : findTableOrView(types.schema, { ...(schema !== undefined && { schema }), name });
  const row = found && keyOf(found);
  const known = found && types.hasColumns(found) ? found : undefined;
  const open = !known || !types.isSureOf(known);
  let columns: readonly Column[] | undefined;
  return {
    alias: shown,
    ...(!alias && found && { schema: found.schema }),
    // A default, say, asks for none of them.
    get columns() {
      columns ??= known ? aliasedColumns(types.columnsOf(known), names) : [];
      return columns;
    },
    open,
    visible: true,
    ...(row !== undefined && { row }),
  };
}
function outputsItem(alias: string, outputs: Outputs, names: readonly string[]): FromItem {
  // What is left without a type is text.
  const columns = (outputs ?? []).map(({ name, type }) => ({ name, type: type === 'unknown' ? 'text' : type }));
  return { alias, columns: aliasedColumns(columns, names), open: outputs === undefined, visible: true, row: 'record' };
}
function subqueryItem(expressions: Expressions, { subquery, alias, lateral }: RangeSubselect, scope: Scope): FromItem {
  const outer = lateral ? scope : new Scope(scope.parent, scope.names, scope.parameters);
  outer.ctes = scope.ctes;
  return outputsItem(alias?.aliasname ?? '', expressions.query(subquery, outer), stringsOf(alias?.colnames));
}

function functionItem(expressions: Expressions, item: RangeFunction, scope: Scope): FromItem {
  const { functions = [], alias, ordinality, coldeflist = [] } = item;
  const calls = functions.map((each) => ('List' in each ? each.List.items?.[0] : each));
  const values = calls.map((call) => (isSeveralUnnest(call) ? { type: undefined } : expressions.value(call, scope)));
  const [first] = calls;
  const only = functions.length === 1 && first && 'FuncCall' in first ? first.FuncCall : undefined;
  const shown = alias?.aliasname ?? (only ? calledName(only.funcname).name : '');
  const type = values[0]?.type;
  const returned =
    coldeflist.length > 0
      ? bodiesOf(coldeflist, 'ColumnDef').map(({ colname = '', typeName }) => ({
          name: colname,
          type: expressions.named(typeName),
        }))
      : only && returnedColumns(expressions, only, type, shown);
  // Where it is not told how many come before it, it is not told which it is.
  const columns = returned ? [...returned, ...(ordinality ? [{ name: 'ordinality', type: 'bigint' }] : [])] : [];
  // What PostgreSQL's own functions call their one column is not listed.
  const open = returned === undefined || (only !== undefined && /^json/.test(calledName(only.funcname).name));
  if (only && needsColumns(expressions, only, type, item))
    expressions.conversion.report.add(
      'a column definition list is required for functions returning "record"',
      only.location,
    );
  const names = stringsOf(alias?.colnames);
  const { report } = expressions.conversion;
  if (!open && names.length > columns.length)
    report.add(
      `table "${shown}" has ${columns.length} columns available but ${names.length} columns specified`,
      only?.location,
    );
  const isScalar = type !== undefined && !expressions.conversion.types.isRow(type) && type !== 'record';
  return {
    alias: shown,
    columns: aliasedColumns(columns, names),
    open,
    visible: true,
    ...(isScalar && columns.length === 1 && { row: type }),
  };
}
/** What gives rows of any kind has to be told which: people's own functions, and those of JSON. */
function needsColumns(
  { conversion: { types } }: Expressions,
  call: FuncCall,
  type: Type | undefined,
  { functions: [item] = [], coldeflist }: RangeFunction,
): boolean {
  const within = item && 'List' in item ? (item.List.items?.[1] ?? {}) : {};
  if (type !== 'record' || coldeflist || Object.keys(within).length > 0) return false;
  const name = calledName(call.funcname);
  const { signature } = resolveFunction(
    types,
    name,
    (call.args ?? []).map(() => ({ type: undefined })),
  );
  const isOwn = (ownOverloads(types, name)?.length ?? 0) > 0;
  return signature?.result === 'record' && !signature.columns && (isOwn || /^jsonb?_to_record(set)?$/.test(name.name));
}
/** `unnest(a, b)` of FROM is one call for each. */
function isSeveralUnnest(node: Node | undefined): boolean {
  if (!node || !('FuncCall' in node)) return false;
  return calledName(node.FuncCall.funcname).name === 'unnest' && (node.FuncCall.args?.length ?? 0) > 1;
}
/** Undefined: not told. */
function returnedColumns(
  { conversion: { types } }: Expressions,
  call: FuncCall,
  type: Type | undefined,
  shown: string,
): readonly Column[] | undefined {
  const untyped = (call.args ?? []).map(() => ({ type: undefined }));
  const { signature } = resolveFunction(types, calledName(call.funcname), untyped);
  if (signature?.columns) return signature.columns;
  if (type === undefined || type === 'record') return undefined;
  const base = types.base(type);
  if (types.isRow(base)) return types.columns(base);
  // Its result has a name of its own.
  const isElements = /^jsonb?_array_elements/.test(calledName(call.funcname).name);
  return [{ name: isElements ? 'value' : shown, type }];
}

function joined(expressions: Expressions, join: JoinExpr, scope: Scope): void {
  const first = scope.items.length;
  const left = join.larg ? readFromItem(expressions, join.larg, scope) : [];
  const middle = scope.items.length;
  const right = join.rarg ? readFromItem(expressions, join.rarg, scope) : [];
  const shared = join.isNatural ? sharedNames(left, right) : stringsOf(join.usingClause);
  if (shared === undefined) openAll(scope.items, first);
  else if (shared.length > 0) useShared(expressions, shared, scope, middle, left, right);
  if (join.quals) {
    const inner = new Scope(scope.parent, scope.names, scope.parameters);
    inner.ctes = scope.ctes;
    inner.items.push(...scope.items.slice(first));
    expressions.boolean(join.quals, inner, 'JOIN/ON');
  }
  const merged = join.join_using_alias?.aliasname;
  if (merged !== undefined) scope.items.push({ alias: merged, columns: [], open: true, visible: false });
  if (!join.alias) return;
  // The alias hides the two; which column comes first is not told with USING.
  const items = scope.items.splice(first);
  const columns = items.filter(({ visible }) => visible).flatMap((item) => item.columns);
  const open = shared === undefined || shared.length > 0 || items.some((item) => item.open);
  const names = stringsOf(join.alias.colnames);
  scope.items.push({
    alias: join.alias.aliasname ?? '',
    columns: open ? [] : aliasedColumns(columns, names),
    open,
    visible: true,
  });
}
function openAll(items: FromItem[], from: number): void {
  for (let at = from; at < items.length; at++) items[at] = { ...items[at]!, open: true };
}
function sharedNames(left: readonly FromItem[], right: readonly FromItem[]): string[] | undefined {
  if ([...left, ...right].some(({ open }) => open)) return undefined;
  const names = new Set(right.flatMap(({ columns }) => columns.map(({ name }) => name)));
  return [...new Set(left.flatMap(({ columns }) => columns.map(({ name }) => name)))].filter((name) => names.has(name));
}
/** USING compares what the sides have of each name, and shows it once. */
function useShared(
  { conversion }: Expressions,
  names: readonly string[],
  scope: Scope,
  middle: number,
  left: readonly FromItem[],
  right: readonly FromItem[],
): void {
  const typeIn = (items: readonly FromItem[], name: string) => {
    const owners = items.flatMap(({ columns }) => columns.filter((column) => column.name === name));
    return owners.length === 1 ? owners[0]!.type : undefined;
  };
  for (const name of names)
    conversion.common([{ type: typeIn(left, name) }, { type: typeIn(right, name) }], 'JOIN/USING');
  for (let at = middle; at < scope.items.length; at++)
    scope.items[at] = { ...scope.items[at]!, hidden: new Set([...(scope.items[at]!.hidden ?? []), ...names]) };
}
