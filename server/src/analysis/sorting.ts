/** ORDER BY, GROUP BY, DISTINCT and windows: what is named there, and whether it can be compared. */

import { bodiesOf, stringsOf } from '../sql/ast';
import type { Node, ResTarget, SelectStmt } from '../sql/parse';
import { isOrdered } from './calls';
import { locationOf } from './conversion';
import type { Expressions } from './expressions';
import { mayBeOrdered } from './operator-classes';
import type { Outputs, Scope } from './scope';
import type { Type } from './signatures';

export class Sorting {
  constructor(readonly expressions: Expressions) {}

  clauses(select: SelectStmt, targets: readonly ResTarget[], outputs: Outputs, scope: Scope): void {
    const distinct = select.distinctClause ?? [];
    // DISTINCT without ON is a list of one empty node.
    if (distinct.some((node) => Object.keys(node).length === 0))
      outputs?.forEach(({ type }, i) => {
        this.comparable(type, 'equality', targets[i]?.val);
      });
    for (const node of distinct) this.#item(node, outputs, scope, 'equality');
    for (const node of select.groupClause ?? []) this.#item(node, outputs, scope, 'equality');
    for (const { node, useOp } of bodiesOf(select.sortClause, 'SortBy')) {
      this.#place(node, targets, outputs);
      this.#item(node, outputs, scope, useOp ? undefined : 'ordering');
    }
    for (const { partitionClause = [], orderClause = [] } of bodiesOf(select.windowClause, 'WindowDef')) {
      for (const node of partitionClause) this.#item(node, undefined, scope, 'equality');
      for (const { node } of bodiesOf(orderClause, 'SortBy')) this.#item(node, undefined, scope, 'ordering');
    }
  }
  /** `ORDER BY 20` of `SELECT *`; where the list is written out, its text tells. */
  #place(node: Node | undefined, targets: readonly ResTarget[], outputs: Outputs): void {
    if (!node || !('A_Const' in node) || !outputs || outputs.length === targets.length) return;
    const { ival, location } = node.A_Const;
    if ((ival?.ival ?? 0) > outputs.length)
      this.expressions.conversion.report.add(`ORDER BY position ${ival?.ival} is not in select list`, location);
  }
  #item(node: Node | undefined, outputs: Outputs, scope: Scope, what: 'ordering' | 'equality' | undefined): void {
    if (!node || Object.keys(node).length === 0) return;
    const inner = 'GroupingSet' in node ? node.GroupingSet.content : 'RowExpr' in node ? node.RowExpr.args : undefined;
    if (inner) {
      for (const each of inner) this.#item(each, outputs, scope, what);
      return;
    }
    if ('A_Const' in node || 'GroupingSet' in node) return;
    const parts = 'ColumnRef' in node ? stringsOf(node.ColumnRef.fields) : [];
    const output = parts.length === 1 ? outputs?.find(({ name }) => name === parts[0]) : undefined;
    const type = output ? output.type : this.expressions.value(node, scope).type;
    if (what) this.comparable(type, what, node);
  }
  /** Whether values of a type can be sorted, or told apart. */
  comparable(type: Type | undefined, what: 'ordering' | 'equality', node: Node | undefined): void {
    const { types, report } = this.expressions.conversion;
    if (type === undefined || type === 'unknown' || isOrdered(types, type) || mayBeOrdered(types, type, what)) return;
    report.add(`could not identify an ${what} operator for type ${types.show(type)}`, locationOf(node));
  }
}
