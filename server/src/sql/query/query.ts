/** Queries and data statements: which relations and functions they name, which columns surely belong to which. */

import { MAX_TARGETS } from '../../model/bounds';
import { isSystemColumn } from '../../model/system-columns';
import type { SqlType } from '../../model/types';
import { present } from '../../text/present';
import type { LocalName, Located, TextRange } from '../../text/text';
import { bodiesOf, stringsOf } from '../ast';
import type {
  ColumnRef,
  DeleteStmt,
  FuncCall,
  InsertStmt,
  JoinExpr,
  MergeStmt,
  Node,
  RangeVar,
  ResTarget,
  ReturningClause,
  SelectStmt,
  TypeCast,
  UpdateStmt,
  WithClause,
} from '../parse';
import type { CalledName, QueryColumnType, QueryOutput, QueryShape, RelationUse, Stray } from '../read/ops-table';
import { localName, type Source } from '../source';
import { serialOf, sqlType } from '../types';
import { outputName } from './output';
import {
  addColumn,
  candidates,
  isLost,
  isNamed,
  isWholeRow,
  type OpenUse,
  originOf,
  renamed,
  Scope,
  type ScopeEntry,
  starOutputs,
} from './scope';
import { commonShape, shapeOf } from './types';

type Outputs = readonly QueryOutput[] | undefined;

/** Reads one statement; what it found is in `uses` and `functions` afterwards, in the order of the text. */
export class QueryReader {
  readonly uses: OpenUse[] = [];
  readonly functions: CalledName[] = [];
  readonly strays: Stray[] = [];
  /** Of casts, those that PostgreSQL brings left out. */
  readonly types: Located<SqlType>[] = [];
  tooWide: TextRange | undefined;

  constructor(readonly source: Source) {}

  shape(outputs: Outputs): QueryShape {
    return {
      outputs: outputs ?? [{ star: 'unknown' }],
      relations: this.uses.map(({ name }) => name),
      functions: this.functions,
      uses: this.uses,
      ...present({
        strays: this.strays.length > 0 ? this.strays : undefined,
        types: this.types.length > 0 ? this.types : undefined,
        tooWide: this.tooWide,
      }),
    };
  }
  use(statement: string): {
    op: 'use';
    statement: string;
    relations: readonly RelationUse[];
    functions: readonly CalledName[];
    strays?: readonly Stray[];
    types?: readonly Located<SqlType>[];
    tooWide?: TextRange;
  } {
    const strays = this.strays.length > 0 ? { strays: this.strays } : {};
    const types = this.types.length > 0 ? { types: this.types } : {};
    const tooWide = this.tooWide ? { tooWide: this.tooWide } : {};
    return { op: 'use', statement, relations: this.uses, functions: this.functions, ...strays, ...types, ...tooWide };
  }

  /** Any statement that can be a query or a CTE's body; its result columns when they are known. */
  statement(
    node: Node | undefined,
    parent = new Scope(undefined, undefined, this.source.variables),
    nested = false,
  ): Outputs {
    if (node === undefined) return undefined;
    const scope = nested ? new Scope(parent) : parent;
    if ('SelectStmt' in node) return this.select(node.SelectStmt, scope);
    if ('InsertStmt' in node) return this.insert(node.InsertStmt, scope);
    if ('UpdateStmt' in node) return this.update(node.UpdateStmt, scope);
    if ('DeleteStmt' in node) return this.delete(node.DeleteStmt, scope);
    if ('MergeStmt' in node) return this.merge(node.MergeStmt, scope);
    this.expression(node, scope);
    return undefined;
  }

  /** `scope` is the query's own; what it sees outside is its parent. */
  select(select: SelectStmt, scope: Scope): Outputs {
    this.with(select.withClause, scope);
    if (select.op !== undefined && select.op !== 'SETOP_NONE') {
      const outputs = select.larg === undefined ? undefined : this.select(select.larg, this.sibling(scope));
      const others = select.rarg === undefined ? undefined : this.select(select.rarg, this.sibling(scope));
      this.expressions([select.limitCount, select.limitOffset], scope);
      return bothSides(outputs, others);
    }
    for (const item of select.fromClause ?? []) this.from(item, scope);
    const targets = bodiesOf(select.targetList, 'ResTarget');
    const outputs = this.outputs(targets, scope);
    this.expressions(
      targets.map(({ val }) => val),
      scope,
    );
    this.expressions([select.whereClause, select.havingClause], scope);
    const named = [...(select.distinctClause ?? []), ...(select.groupClause ?? []), ...(select.sortClause ?? [])];
    this.ordering(named, outputs, scope);
    this.expressions([...(select.windowClause ?? []), select.limitCount, select.limitOffset], scope);
    if (select.valuesLists === undefined) return outputs;
    this.expressions(select.valuesLists, scope);
    const first = select.valuesLists[0];
    const width = first !== undefined && 'List' in first ? (first.List.items?.length ?? 0) : 0;
    return Array.from({ length: width }, (_, index) => ({ name: `column${index + 1}` }));
  }
  sibling(scope: Scope): Scope {
    return new Scope(scope.parent, scope.ctes, scope.variables);
  }

  with(clause: WithClause | undefined, scope: Scope): void {
    const tables = bodiesOf(clause?.ctes, 'CommonTableExpr');
    if (clause?.recursive)
      for (const { ctename } of tables) scope.ctes = scope.ctes.with(ctename ?? '', { outputs: undefined });
    for (const table of tables) {
      const inner = new Scope(scope.parent, scope.ctes, scope.variables);
      const outputs = this.statement(table.ctequery, inner);
      scope.ctes = scope.ctes.with(table.ctename ?? '', { outputs: renamed(outputs, stringsOf(table.aliascolnames)) });
    }
  }

  relation(variable: RangeVar | undefined, how: RelationUse['how']): OpenUse {
    const use: OpenUse = { name: this.source.relation(variable), how, columns: [] };
    this.uses.push(use);
    return use;
  }
  /** A relation that is written to, with the alias its own columns are reached by. */
  target(variable: RangeVar | undefined, how: RelationUse['how'], scope: Scope): OpenUse {
    const use = this.relation(variable, how);
    const alias = variable?.alias?.aliasname;
    scope.entries.push({ alias: alias ?? use.name.value.name, bare: alias === undefined, use });
    return use;
  }

  from(item: Node, scope: Scope): void {
    if ('RangeVar' in item) this.fromRelation(item.RangeVar, scope);
    else if ('JoinExpr' in item) this.join(item.JoinExpr, scope);
    else if ('RangeSubselect' in item) {
      const { subquery, alias, lateral } = item.RangeSubselect;
      const outer = lateral ? scope : scope.parent;
      const inner = new Scope(outer, scope.ctes, scope.variables);
      const outputs = renamed(this.statement(subquery, inner), stringsOf(alias?.colnames));
      scope.entries.push({ alias: alias?.aliasname ?? '', ...present({ outputs }) });
    } else if ('RangeTableSample' in item) {
      if (item.RangeTableSample.relation !== undefined) this.from(item.RangeTableSample.relation, scope);
      this.expressions(item.RangeTableSample.args ?? [], scope);
    } else {
      this.expression(item, scope);
      scope.entries.push({ alias: aliasOf(item) });
    }
  }
  fromRelation(variable: RangeVar, scope: Scope): void {
    const name = variable.relname ?? '';
    const alias = variable.alias?.aliasname ?? name;
    const columns = stringsOf(variable.alias?.colnames);
    if (variable.schemaname === undefined && scope.ctes.has(name)) {
      const outputs = renamed(scope.ctes.get(name)?.outputs, columns);
      scope.entries.push({ alias, ...present({ outputs }) });
      return;
    }
    const use = this.relation(variable, 'read');
    // `t AS x (a, b)` renames columns: none can be told by its name.
    if (columns.length > 0) scope.entries.push({ alias });
    else scope.entries.push({ alias, bare: variable.alias === undefined, use });
  }
  join(join: JoinExpr, scope: Scope): void {
    const first = scope.entries.length;
    if (join.larg !== undefined) this.from(join.larg, scope);
    const middle = scope.entries.length;
    if (join.rarg !== undefined) this.from(join.rarg, scope);
    const shared = stringsOf(join.usingClause);
    if (shared.length > 0 || join.isNatural) scope.merged = true;
    this.usingColumns(shared, join, scope.entries.slice(first, middle), scope.entries.slice(middle));
    this.expression(join.quals, scope);
    // `USING (…) AS x`: the shared columns, beside the two sides.
    const shown = join.join_using_alias?.aliasname;
    if (shown !== undefined) scope.entries.push({ alias: shown, visible: false });
    if (join.alias === undefined) return;
    scope.entries.splice(first);
    scope.entries.push({ alias: join.alias.aliasname ?? '' });
  }
  /** USING (a): each side has the column; it is told whose where the side is one relation. */
  usingColumns(
    names: readonly string[],
    join: JoinExpr,
    left: readonly ScopeEntry[],
    right: readonly ScopeEntry[],
  ): void {
    if (names.length === 0) return;
    const end = Math.max(...right.map(({ use }) => use?.name.range.end ?? 0));
    const cursor = this.source.at(end);
    if (!cursor.seek('USING') || join.rarg === undefined || !('RangeVar' in join.rarg)) return;
    cursor.at++;
    const parts = cursor.inside().parts();
    names.forEach((name, index) => {
      const written = parts[index]?.local();
      if (written?.value !== name) return;
      for (const side of [left, right]) if (side.length === 1) addColumn(side[0], written);
    });
  }

  /** As many as PostgreSQL takes; with more the query gives nothing, and what it would have given is not told. */
  outputs(targets: readonly ResTarget[], scope: Scope): readonly QueryOutput[] {
    const outputs: QueryOutput[] = [];
    for (const target of targets) {
      for (const output of this.output(target, scope)) outputs.push(output);
      if (outputs.length <= MAX_TARGETS) continue;
      // A star may stand for no column at all: what is surely there counts.
      if (outputs.filter(({ star }) => star === undefined).length > MAX_TARGETS) this.exceeded(target.location);
      return [{ star: 'unknown' }];
    }
    return outputs;
  }
  exceeded(location: number | undefined): void {
    const { start } = this.source.cursorAt(location);
    const end = this.source.tokens.find((token) => token.start >= start)?.end ?? this.source.text.length;
    this.tooWide ??= { start, end };
  }
  output(target: ResTarget, scope: Scope): QueryOutput[] {
    const { val, name } = target;
    const reference = val !== undefined && 'ColumnRef' in val ? val.ColumnRef : undefined;
    const parts = stringsOf(reference?.fields);
    if (reference !== undefined && parts.length < (reference.fields?.length ?? 0)) return this.star(parts, scope);
    const shape = reference === undefined ? shapeOf(val, (node) => this.plain(node, scope)) : this.origin(parts, scope);
    return [{ name: name ?? outputName(val), ...shape }];
  }
  /** A cast's type, a column's origin. */
  plain(node: Node, scope: Scope): ReturnType<typeof shapeOf> | undefined {
    if ('TypeCast' in node) {
      const { typeName } = node.TypeCast;
      return typeName === undefined || serialOf(typeName) !== undefined ? undefined : { castTo: sqlType(typeName) };
    }
    if (!('ColumnRef' in node)) return undefined;
    const origin = this.origin(stringsOf(node.ColumnRef.fields), scope);
    return origin.star === undefined && Object.keys(origin).length > 0 ? origin : undefined;
  }
  star(parts: readonly string[], scope: Scope): QueryOutput[] {
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
  origin(parts: readonly string[], scope: Scope): Omit<QueryOutput, 'name'> {
    const column = parts.at(-1);
    if (column === undefined) return {};
    const table = parts.at(-2);
    if (table !== undefined) return originOf(scope.find(table, parts.at(-3)), column);
    const visible = scope.entries.filter((entry) => entry.visible !== false);
    return visible.length === 1 ? originOf(visible[0], column) : { column: { column } };
  }

  /** DISTINCT ON, GROUP BY and ORDER BY may name an output instead of a column. */
  ordering(nodes: readonly Node[], outputs: readonly QueryOutput[], scope: Scope): void {
    const names = new Set(outputs.map(({ name }) => name));
    for (const node of nodes) {
      const sets = 'GroupingSet' in node ? node.GroupingSet.content : 'RowExpr' in node ? node.RowExpr.args : undefined;
      if (sets !== undefined) {
        this.ordering(sets, outputs, scope);
        continue;
      }
      const inner = 'SortBy' in node ? node.SortBy.node : node;
      const parts = inner !== undefined && 'ColumnRef' in inner ? stringsOf(inner.ColumnRef.fields) : [];
      if (parts.length !== 1 || !names.has(parts[0]!)) this.expression(inner, scope);
    }
  }
  expressions(nodes: readonly (Node | undefined)[], scope: Scope): void {
    for (const node of nodes) this.expression(node, scope);
  }
  expression(value: unknown, scope: Scope): void {
    if (Array.isArray(value)) {
      for (const item of value) this.expression(item, scope);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (typeof child !== 'object' || child === null) continue;
      if (key === 'ColumnRef') this.column(child as ColumnRef, scope);
      else if (key === 'SelectStmt') this.select(child as SelectStmt, new Scope(scope));
      else if (key !== 'TypeName' && key !== 'typeName') {
        if (key === 'FuncCall') this.called(child as FuncCall, scope);
        if (key === 'TypeCast') this.types.push(...this.source.castTo((child as TypeCast).typeName));
        this.expression(child, scope);
      }
    }
  }
  called(call: FuncCall, scope: Scope): void {
    const row = rowArgument(call, scope);
    // What a subquery gives has columns that are not told here.
    if (row !== undefined && row.use === undefined) return;
    const fieldOf = row?.use && { fieldOf: row.use.name.value };
    this.functions.push(...this.source.calledFunction(call).map((name) => ({ ...name, ...fieldOf })));
  }
  column(reference: ColumnRef, scope: Scope): void {
    const parts = stringsOf(reference.fields);
    const value = parts.at(-1);
    if (value === undefined || parts.length !== reference.fields?.length) return;
    const table = parts.at(-2);
    const entry = table === undefined ? scope.sole : scope.find(table, parts.at(-3));
    const names = this.source.cursorAt(reference.location).dotted();
    const written = names[parts.length - 1];
    // The parser itself adds columns that are written nowhere (RECURSIVE VIEW).
    if (written?.value !== value) return;
    if (entry === undefined && parts.length === 2 && isLost(scope, table!)) this.strays.push({ qualifier: names[0]! });
    if (entry?.use === undefined && table === undefined) this.unqualified(written, scope);
    if (table !== undefined && entry?.outputs && isNoneOf(entry.outputs, value))
      this.strays.push({ column: written, among: [] });
    if (entry?.use === undefined || (table === undefined && isWholeRow(scope, value))) return;
    addColumn(entry, written);
  }
  unqualified(column: LocalName, scope: Scope): void {
    const among = candidates(scope);
    const isOne = ({ alias, outputs }: ScopeEntry): boolean =>
      alias === column.value || (outputs?.some(({ name }) => name === column.value) ?? false);
    if (among === undefined || among.some(isOne) || isWholeRow(scope, column.value) || isSystemColumn(column.value))
      return;
    this.strays.push({ column, among: among.flatMap(({ use }) => use?.name ?? []) });
  }

  insert(insert: InsertStmt, scope: Scope): Outputs {
    this.with(insert.withClause, scope);
    const inner = new Scope(scope.parent, scope.ctes, scope.variables);
    const use = this.target(insert.relation, 'insert', scope);
    this.targetColumns(insert.cols, use);
    if (insert.selectStmt !== undefined) this.statement(insert.selectStmt, inner);
    scope.entries.push({ alias: 'excluded', use, visible: false });
    const conflict = insert.onConflictClause;
    const keys = bodiesOf(conflict?.infer?.indexElems, 'IndexElem');
    if (keys.length > 0)
      use.conflictColumns = this.conflictColumns(
        keys.map(({ name }) => name),
        conflict?.infer?.location,
      );
    this.expressions(
      keys.map(({ expr }) => expr),
      scope,
    );
    this.assignments(conflict?.targetList, use, scope);
    this.expressions([conflict?.infer?.whereClause, conflict?.whereClause], scope);
    return this.returning(insert.returningClause, scope);
  }
  conflictColumns(names: readonly (string | undefined)[], location: number | undefined): LocalName[] {
    const cursor = this.source.cursorAt(location);
    const parts = cursor.peek() === '(' ? cursor.inside().parts() : [];
    return names.flatMap((name, index) =>
      name === undefined ? [] : [localName(name, parts[index]?.local(), this.source.all)],
    );
  }
  /** The columns of a list or of SET; their places are the targets' own. */
  targetColumns(targets: readonly Node[] | undefined, use: OpenUse): void {
    for (const target of bodiesOf(targets, 'ResTarget')) {
      const written = this.source.cursorAt(target.location).local();
      if (target.name !== undefined && written?.value === target.name) addColumn({ alias: '', use }, written);
    }
  }
  assignments(targets: readonly Node[] | undefined, use: OpenUse, scope: Scope): void {
    this.targetColumns(targets, use);
    this.expressions(
      bodiesOf(targets, 'ResTarget').map(({ val }) => val),
      scope,
    );
  }
  returning(clause: ReturningClause | undefined, scope: Scope): Outputs {
    if (clause?.exprs === undefined) return undefined;
    const targets = bodiesOf(clause.exprs, 'ResTarget');
    const use = scope.entries[0]?.use;
    const named = bodiesOf(clause.options, 'ReturningOption').flatMap(({ value }) => value ?? []);
    if (use !== undefined)
      for (const alias of ['old', 'new', ...named]) scope.entries.push({ alias, use, visible: false });
    this.expressions(
      targets.map(({ val }) => val),
      scope,
    );
    return this.outputs(targets, scope);
  }

  update(update: UpdateStmt, scope: Scope): Outputs {
    this.with(update.withClause, scope);
    const use = this.target(update.relation, 'update', scope);
    for (const item of update.fromClause ?? []) this.from(item, scope);
    this.assignments(update.targetList, use, scope);
    this.expression(update.whereClause, scope);
    return this.returning(update.returningClause, scope);
  }
  delete(statement: DeleteStmt, scope: Scope): Outputs {
    this.with(statement.withClause, scope);
    this.target(statement.relation, 'delete', scope);
    for (const item of statement.usingClause ?? []) this.from(item, scope);
    this.expression(statement.whereClause, scope);
    return this.returning(statement.returningClause, scope);
  }
  merge(merge: MergeStmt, scope: Scope): Outputs {
    this.with(merge.withClause, scope);
    const use = this.target(merge.relation, 'merge', scope);
    if (merge.sourceRelation !== undefined) this.from(merge.sourceRelation, scope);
    this.expression(merge.joinCondition, scope);
    for (const clause of bodiesOf(merge.mergeWhenClauses, 'MergeWhenClause')) {
      this.assignments(clause.targetList, use, scope);
      this.expressions([clause.condition, ...(clause.values ?? [])], scope);
    }
    return this.returning(merge.returningClause, scope);
  }
}

/** The FROM item that is the only argument of a function. */
function rowArgument({ funcname, args = [] }: FuncCall, scope: Scope): ScopeEntry | undefined {
  const [only] = args;
  if (args.length !== 1 || funcname?.length !== 1 || only === undefined || !('ColumnRef' in only)) return undefined;
  const parts = stringsOf(only.ColumnRef.fields);
  return parts.length === 1 ? scope.find(parts[0]!) : undefined;
}
const isNoneOf = (outputs: readonly QueryOutput[], name: string): boolean =>
  outputs.every((output) => isNamed(output) && output.name !== name) && !isSystemColumn(name);
function aliasOf(item: Node): string {
  if ('RangeFunction' in item) return item.RangeFunction.alias?.aliasname ?? '';
  if ('RangeTableFunc' in item) return item.RangeTableFunc.alias?.aliasname ?? '';
  return 'JsonTable' in item ? (item.JsonTable.alias?.aliasname ?? '') : '';
}

/** Both sides decide the type of a column; the left one names it. */
function bothSides(left: Outputs, right: Outputs): Outputs {
  const stars = [...(left ?? []), ...(right ?? [])].some(({ star }) => star !== undefined);
  return left?.map(({ castTo, column, sameAs, via, ...output }, at) => {
    const own = typeOf(left[at]);
    const other = typeOf(right?.[at]);
    return own && other && !stars ? { ...output, ...commonShape([own, other]) } : output;
  });
}
function typeOf(output: QueryOutput | undefined): QueryColumnType | undefined {
  if (output?.castTo) return { castTo: output.castTo };
  if (output?.column) return { column: output.column };
  return output?.sameAs && { sameAs: output.sameAs, ...present({ via: output.via }) };
}
