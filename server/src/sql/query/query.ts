/** Queries and data statements: which relations and functions they name, which columns surely belong to which. */

import { MAX_TARGETS } from '../../model/bounds';
import { present } from '../../text/present';
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
import type { QueryOutput } from '../read/ops-query';

import { ungrouped } from './grouping';
import { NamedByQuery } from './named-by-query';
import { bothSides, cteOutputs, definedOutputs, itemAlias, outputsOf } from './outputs';
import { aliasedOutputs, columnPart, type OpenUse, QueryScope, type ScopeEntry } from './scope';

type Outputs = readonly QueryOutput[] | undefined;

/** Reads one statement; what it names is in `uses`, `functions` and the others afterwards, in the order of the text. */
export class QueryReader extends NamedByQuery {
  /** Any statement that can be a query or a CTE's body; its result columns when they are known. */
  statement(
    node: Node | undefined,
    parent = new QueryScope(undefined, undefined, this.source.variables),
    nested = false,
  ): Outputs {
    if (node === undefined) return undefined;
    const scope = nested ? new QueryScope(parent) : parent;
    if ('SelectStmt' in node) return this.select(node.SelectStmt, scope);
    if ('InsertStmt' in node) return this.insert(node.InsertStmt, scope);
    if ('UpdateStmt' in node) return this.update(node.UpdateStmt, scope);
    if ('DeleteStmt' in node) return this.delete(node.DeleteStmt, scope);
    if ('MergeStmt' in node) return this.merge(node.MergeStmt, scope);
    this.expression(node, scope);
    return undefined;
  }

  /** `scope` is the query's own; what it sees outside is its parent. */
  select(select: SelectStmt, scope: QueryScope): Outputs {
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
    this.problems.push(...ungrouped(select, scope, this.source));
    this.expressions([...(select.windowClause ?? []), select.limitCount, select.limitOffset], scope);
    if (select.valuesLists === undefined) return outputs;
    this.expressions(select.valuesLists, scope);
    const first = select.valuesLists[0];
    const width = first !== undefined && 'List' in first ? (first.List.items?.length ?? 0) : 0;
    return Array.from({ length: width }, (_, index) => ({ name: `column${index + 1}` }));
  }
  sibling(scope: QueryScope): QueryScope {
    return new QueryScope(scope.parent, scope.ctes, scope.variables);
  }

  with(clause: WithClause | undefined, scope: QueryScope): void {
    const tables = bodiesOf(clause?.ctes, 'CommonTableExpr');
    if (clause?.recursive)
      for (const { ctename } of tables) scope.ctes = scope.ctes.with(ctename ?? '', { outputs: undefined });
    for (const table of tables) {
      const inner = new QueryScope(scope.parent, scope.ctes, scope.variables);
      const outputs = this.statement(table.ctequery, inner);
      scope.ctes = scope.ctes.with(table.ctename ?? '', { outputs: cteOutputs(outputs, table) });
    }
  }

  from(item: Node, scope: QueryScope): void {
    if ('RangeVar' in item) this.fromRelation(item.RangeVar, scope);
    else if ('JoinExpr' in item) this.join(item.JoinExpr, scope);
    else if ('RangeSubselect' in item) {
      const { subquery, alias, lateral } = item.RangeSubselect;
      const outer = lateral ? scope : scope.parent;
      const inner = new QueryScope(outer, scope.ctes, scope.variables);
      const outputs = aliasedOutputs(this.statement(subquery, inner), stringsOf(alias?.colnames));
      scope.entries.push({ alias: alias?.aliasname ?? '', ...present({ outputs }) });
    } else if ('RangeTableSample' in item) {
      if (item.RangeTableSample.relation !== undefined) this.from(item.RangeTableSample.relation, scope);
      this.expressions(item.RangeTableSample.args ?? [], scope);
    } else {
      this.seeing(scope, Number.POSITIVE_INFINITY, () => this.expression(item, scope));
      scope.entries.push({ alias: itemAlias(item), ...present({ outputs: definedOutputs(item) }) });
    }
  }
  seeing(scope: QueryScope, from: number, read: () => void): void {
    const before = scope.visibleFrom;
    scope.visibleFrom = from;
    read();
    scope.visibleFrom = before;
  }
  fromRelation(variable: RangeVar, scope: QueryScope): void {
    const name = variable.relname ?? '';
    const alias = variable.alias?.aliasname ?? name;
    const columns = stringsOf(variable.alias?.colnames);
    if (variable.schemaname === undefined && scope.ctes.has(name)) {
      const outputs = aliasedOutputs(scope.ctes.get(name)?.outputs, columns);
      scope.entries.push({ alias, ...present({ outputs }) });
      return;
    }
    const use = this.relation(variable, 'read');
    // `t AS x (a, b)` renames columns: none can be told by its name.
    if (columns.length > 0) scope.entries.push({ alias });
    else scope.entries.push({ alias, bare: variable.alias === undefined, use });
  }
  join(join: JoinExpr, scope: QueryScope): void {
    const first = scope.entries.length;
    if (join.larg !== undefined) this.from(join.larg, scope);
    const middle = scope.entries.length;
    if (join.rarg !== undefined) this.from(join.rarg, scope);
    const shared = stringsOf(join.usingClause);
    if (shared.length > 0 || join.isNatural) scope.merged = true;
    this.usingColumns(shared, join, scope.entries.slice(first, middle), scope.entries.slice(middle));
    this.seeing(scope, first, () => this.expression(join.quals, scope));
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
      for (const side of [left, right]) if (side.length === 1) columnPart(side[0], written);
    });
  }

  /** As many as PostgreSQL takes; with more the query gives nothing, and what it would have given is not told. */
  outputs(targets: readonly ResTarget[], scope: QueryScope): readonly QueryOutput[] {
    const outputs: QueryOutput[] = [];
    for (const target of targets) {
      for (const output of outputsOf(target, scope)) outputs.push(output);
      if (outputs.length <= MAX_TARGETS) continue;
      // A star may stand for no column at all: what is surely there counts.
      if (outputs.filter(({ star }) => star === undefined).length > MAX_TARGETS) this.exceeded(target.location);
      return [{ star: 'unknown' }];
    }
    return outputs;
  }
  /** DISTINCT ON, GROUP BY and ORDER BY may name an output instead of a column. */
  ordering(nodes: readonly Node[], outputs: readonly QueryOutput[], scope: QueryScope): void {
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
  expressions(nodes: readonly (Node | undefined)[], scope: QueryScope): void {
    for (const node of nodes) this.expression(node, scope);
  }
  expression(value: unknown, scope: QueryScope): void {
    if (Array.isArray(value)) {
      for (const item of value) this.expression(item, scope);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (typeof child !== 'object' || child === null) continue;
      if (key === 'ColumnRef') this.column(child as ColumnRef, scope);
      else if (key === 'SelectStmt') this.select(child as SelectStmt, new QueryScope(scope));
      else if (key !== 'TypeName' && key !== 'typeName') {
        if (key === 'FuncCall') this.called(child as FuncCall, scope);
        if (key === 'TypeCast') this.types.push(...this.source.castTo((child as TypeCast).typeName));
        this.expression(child, scope);
      }
    }
  }
  insert(insert: InsertStmt, scope: QueryScope): Outputs {
    this.with(insert.withClause, scope);
    const inner = new QueryScope(scope.parent, scope.ctes, scope.variables);
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
  /** The columns of a list or of SET; their places are the targets' own. */
  targetColumns(targets: readonly Node[] | undefined, use: OpenUse): void {
    for (const target of bodiesOf(targets, 'ResTarget')) {
      const written = this.source.cursorAt(target.location).local();
      if (target.name !== undefined && written?.value === target.name) columnPart({ alias: '', use }, written);
    }
  }
  assignments(targets: readonly Node[] | undefined, use: OpenUse, scope: QueryScope): void {
    this.targetColumns(targets, use);
    this.expressions(
      bodiesOf(targets, 'ResTarget').map(({ val }) => val),
      scope,
    );
  }
  returning(clause: ReturningClause | undefined, scope: QueryScope): Outputs {
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

  update(update: UpdateStmt, scope: QueryScope): Outputs {
    this.with(update.withClause, scope);
    const use = this.target(update.relation, 'update', scope);
    for (const item of update.fromClause ?? []) this.from(item, scope);
    this.assignments(update.targetList, use, scope);
    this.expression(update.whereClause, scope);
    return this.returning(update.returningClause, scope);
  }
  delete(statement: DeleteStmt, scope: QueryScope): Outputs {
    this.with(statement.withClause, scope);
    this.target(statement.relation, 'delete', scope);
    for (const item of statement.usingClause ?? []) this.from(item, scope);
    this.expression(statement.whereClause, scope);
    return this.returning(statement.returningClause, scope);
  }
  merge(merge: MergeStmt, scope: QueryScope): Outputs {
    this.with(merge.withClause, scope);
    const use = this.target(merge.relation, 'merge', scope);
    // WHEN NOT MATCHED sees the source alone.
    scope.merged = true;
    if (merge.sourceRelation !== undefined) this.from(merge.sourceRelation, scope);
    this.expression(merge.joinCondition, scope);
    for (const clause of bodiesOf(merge.mergeWhenClauses, 'MergeWhenClause')) {
      this.assignments(clause.targetList, use, scope);
      this.expressions([clause.condition, ...(clause.values ?? [])], scope);
    }
    return this.returning(merge.returningClause, scope);
  }
}
