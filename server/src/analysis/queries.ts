/** Queries and statements that change rows: their columns, and what PostgreSQL refuses of their types. */

import { bodiesOf, stringsOf, walk } from '../sql/ast';
import type { ColumnRef, CommonTableExpr, Node, ResTarget, SelectStmt, WithClause } from '../sql/parse';
import { outputName } from '../sql/query/output-name';
import { Changes } from './changes';
import type { Conversion, Value } from './conversion';
import { Expressions } from './expressions';
import { readFromItem } from './from';
import { type FromItem, type Output, type Outputs, Scope, starOf } from './scope';
import { Sorting } from './sorting';

export class Queries {
  readonly expressions: Expressions;
  readonly #changes: Changes;
  readonly #sorting: Sorting;

  constructor(readonly conversion: Conversion) {
    this.expressions = new Expressions(conversion, (node, scope) => this.statement(node, scope));
    this.#sorting = new Sorting(this.expressions);
    this.#changes = new Changes(this.expressions, {
      with: (clause, scope) => this.with(clause, scope),
      source: (node, scope) => this.statement(node, scope),
      outputs: (targets, scope) => this.outputs(targets, scope),
    });
  }

  /** A statement within `outer`; its columns. */
  statement(node: Node | undefined, outer: Scope): Outputs {
    if (!node) return undefined;
    if ('SelectStmt' in node) return this.select(node.SelectStmt, outer);
    return this.#changes.statement(node, this.#inner(outer));
  }
  #inner(outer: Scope): Scope {
    const scope = new Scope(outer, outer.names, outer.parameters);
    scope.ctes = outer.ctes;
    return scope;
  }

  select(select: SelectStmt, outer: Scope): Outputs {
    const scope = this.#inner(outer);
    this.with(select.withClause, scope);
    if (select.op !== undefined && select.op !== 'SETOP_NONE') return this.#both(select, scope);
    if (select.valuesLists) return this.#values(select.valuesLists, scope);
    for (const item of select.fromClause ?? []) readFromItem(this.expressions, item, scope);
    const targets = bodiesOf(select.targetList, 'ResTarget');
    const outputs = this.outputs(targets, scope);
    this.expressions.boolean(select.whereClause, scope, 'WHERE');
    this.expressions.boolean(select.havingClause, scope, 'HAVING');
    this.#sorting.clauses(select, targets, outputs, scope);
    this.#limits(select, scope);
    return outputs;
  }
  #limits({ limitCount, limitOffset }: SelectStmt, scope: Scope): void {
    for (const [node, word] of [
      [limitCount, 'LIMIT'],
      [limitOffset, 'OFFSET'],
    ] as const) {
      if (!node) continue;
      const value = this.expressions.value(node, scope);
      if (isOfOwnColumn(node, scope)) {
        this.conversion.report.add(`argument of ${word} must not contain variables`, value.location);
        continue;
      }
      if (this.conversion.may(value, 'bigint', 'assignment')) continue;
      const { types, report } = this.conversion;
      report.add(`argument of ${word} must be type bigint, not type ${types.show(value.type)}`, value.location);
    }
  }
  with(clause: WithClause | undefined, scope: Scope): void {
    for (const table of bodiesOf(clause?.ctes, 'CommonTableExpr')) {
      const name = table.ctename ?? '';
      const names = stringsOf(table.aliascolnames);
      const first = clause?.recursive ? this.#recursive(table.ctequery, names, scope, clause, name) : undefined;
      if (clause?.recursive) scope.withCte(name, first);
      const outputs = this.statement(table.ctequery, scope);
      this.#sameTypes(table, first, outputs);
      const extra = table.search_clause || table.cycle_clause;
      scope.withCte(
        name,
        extra
          ? undefined
          : outputs?.map((each, i) => ({
              ...each,
              name: names[i] ?? each.name,
              type: each.type === 'unknown' ? 'text' : each.type,
            })),
      );
    }
  }
  /** A query that names itself keeps the types of its first part (`analyzeCTE`). */
  #sameTypes({ ctename = '', ctequery }: CommonTableExpr, first: Outputs, all: Outputs): void {
    const select = ctequery && 'SelectStmt' in ctequery ? ctequery.SelectStmt : undefined;
    let namesItself = false;
    walk(select?.rarg, (kind, body) => {
      namesItself ||= kind === 'RangeVar' && body.relname === ctename && body.schemaname === undefined;
      return true;
    });
    if (!namesItself || !first || first.length !== all?.length) return;
    for (const [i, { type }] of first.entries()) {
      const wanted = all[i]!.type;
      if (type === undefined || wanted === undefined || wanted === 'unknown' || type === wanted) continue;
      const target = bodiesOf(select?.larg?.targetList, 'ResTarget')[i];
      const { types, report } = this.conversion;
      const message = `recursive query "${ctename}" column ${i + 1} has type ${types.show(type)} in non-recursive term but type ${types.show(wanted)} overall`;
      report.add(message, target?.location);
    }
  }
  /** The columns of the part that does not recur. */
  #recursive(
    query: Node | undefined,
    names: readonly string[],
    scope: Scope,
    clause: WithClause,
    name: string,
  ): Outputs {
    for (const { ctename = '' } of bodiesOf(clause.ctes, 'CommonTableExpr'))
      if (!scope.ctes.has(ctename)) scope.withCte(ctename, undefined);
    scope.withCte(name, undefined);
    const select = query && 'SelectStmt' in query ? query.SelectStmt : undefined;
    if (!select?.larg) return undefined;
    const outputs = this.select(select.larg, scope);
    // SEARCH and CYCLE add columns.
    if (bodiesOf(clause.ctes, 'CommonTableExpr').some((each) => each.search_clause || each.cycle_clause))
      return undefined;
    return outputs?.map((each, i) => ({
      name: names[i] ?? each.name,
      type: each.type === 'unknown' ? 'text' : each.type,
    }));
  }
  #both(select: SelectStmt, scope: Scope): Outputs {
    const left = select.larg && this.select(select.larg, scope);
    const right = select.rarg && this.select(select.rarg, scope);
    this.#limits(select, scope);
    if (!left || left.length !== right?.length) return left?.map((each) => ({ ...each, type: undefined }));
    const word = (select.op ?? '').replace('SETOP_', '');
    return left.map(({ name, ...own }, i) => {
      const type = this.conversion.common([own, right[i]!], word);
      if (!select.all) this.#sorting.comparable(type, 'equality', select.larg?.targetList?.[i]);
      return { name, type };
    });
  }
  #values(lists: readonly Node[], scope: Scope): Outputs {
    const rows = lists.flatMap((list) => ('List' in list ? [this.expressions.values(list.List.items, scope)] : []));
    const [first] = rows;
    if (!first || rows.some((row) => row.length !== first.length)) return undefined;
    return first.map((value, i) => ({
      name: `column${i + 1}`,
      ...(rows.length === 1
        ? value
        : {
            type: this.conversion.common(
              rows.map((row) => row[i]!),
              'VALUES',
            ),
          }),
    }));
  }

  /** Undefined where a star stands for columns that are not told. */
  outputs(targets: readonly ResTarget[], scope: Scope): Outputs {
    const outputs: Output[] = [];
    let open = false;
    for (const { name, val } of targets) {
      const star = starOf(val);
      if (star) {
        const items =
          star.table === undefined ? scope.items.filter(({ visible }) => visible) : [scope.item(star.table)];
        if (items.some((item) => !item || item.open)) open = true;
        for (const item of items)
          for (const column of item?.columns ?? [])
            if (star.table !== undefined || !item?.hidden?.has(column.name)) outputs.push(column);
        if (star.table === undefined && items.some((item) => item?.hidden)) open = true;
      } else if (val && 'A_Indirection' in val && val.A_Indirection.indirection?.some((part) => 'A_Star' in part)) {
        this.expressions.value(val.A_Indirection.arg, scope);
        open = true;
      } else {
        const value: Value = this.expressions.value(val, scope);
        outputs.push({ ...value, name: name ?? outputName(val) });
      }
    }
    return open ? undefined : outputs;
  }
}
/** One of the query's own FROM items, that no variable hides; subqueries left out. */
function isOfOwnColumn(node: Node, { items, names }: Scope): boolean {
  let found = false;
  walk(node, (kind, body) => {
    const parts = kind === 'ColumnRef' ? stringsOf((body as ColumnRef).fields) : [];
    const [name, table] = [parts.at(-1), parts.at(-2)];
    const isOwn = ({ alias, columns }: FromItem): boolean =>
      (table === undefined || alias === table) && columns.some((column) => column.name === name);
    if (name !== undefined && !names?.has(name) && items.some(isOwn)) found = true;
    return kind !== 'SubLink';
  });
  return found;
}
