/** INSERT, UPDATE, DELETE and MERGE: every value has to become what its column is. */

import { findTable } from '../model/resolve';
import { bodiesOf } from '../sql/ast';
import type {
  DeleteStmt,
  InsertStmt,
  MergeStmt,
  Node,
  RangeVar,
  ResTarget,
  ReturningClause,
  UpdateStmt,
  WithClause,
} from '../sql/parse';
import { rangeVarName } from '../sql/source';
import { locationOf, type Value } from './conversion';
import type { Expressions } from './expressions';
import { readFromItem, relationItem } from './from';
import { type FromItem, type Outputs, type Scope, starOf } from './scope';
import type { Column } from './types';

interface Reading {
  readonly with: (clause: WithClause | undefined, scope: Scope) => void;
  readonly source: (node: Node | undefined, scope: Scope) => Outputs;
  readonly outputs: (targets: readonly ResTarget[], scope: Scope) => Outputs;
}

export class Changes {
  constructor(
    readonly expressions: Expressions,
    readonly read: Reading,
  ) {}

  statement(node: Node, scope: Scope): Outputs {
    if ('InsertStmt' in node) return this.#insert(node.InsertStmt, scope);
    if ('UpdateStmt' in node) return this.#update(node.UpdateStmt, scope);
    if ('DeleteStmt' in node) return this.#delete(node.DeleteStmt, scope);
    if ('MergeStmt' in node) return this.#merge(node.MergeStmt, scope);
    return undefined;
  }
  #target(relation: RangeVar | undefined, scope: Scope): FromItem {
    const { ctes } = scope;
    scope.ctes = new Map();
    const item = relation
      ? relationItem(this.expressions, relation, scope)
      : { alias: '', columns: [], open: true, visible: true };
    scope.ctes = ctes;
    return item;
  }
  #insert(insert: InsertStmt, scope: Scope): Outputs {
    this.read.with(insert.withClause, scope);
    const item = this.#target(insert.relation, scope);
    const targets = insert.cols
      ? bodiesOf(insert.cols, 'ResTarget').map((each) => targetOf(item, each))
      : item.open
        ? []
        : item.columns;
    this.#given(insert, targets, item.open && !insert.cols, scope);
    scope.items.push(item, { ...item, alias: 'excluded', visible: false });
    const { onConflictClause: conflict } = insert;
    this.assign(conflict?.targetList, item, scope);
    this.expressions.boolean(conflict?.whereClause, scope, 'WHERE');
    this.expressions.boolean(conflict?.infer?.whereClause, scope, 'WHERE');
    return this.#returning(insert.returningClause, scope);
  }
  #given(insert: InsertStmt, targets: readonly (Column | undefined)[], open: boolean, scope: Scope): void {
    const node = insert.selectStmt;
    const select = node && 'SelectStmt' in node ? node.SelectStmt : undefined;
    // Each row of VALUES is assigned by itself.
    if (select?.valuesLists && !select.withClause && !select.sortClause) {
      for (const list of select.valuesLists) if ('List' in list) this.#row(list.List.items ?? [], targets, scope);
      return;
    }
    const outputs = this.read.source(node, scope);
    const { report } = this.expressions.conversion;
    const at = insert.relation?.location;
    if (outputs && !open && outputs.length > targets.length)
      report.add('INSERT has more expressions than target columns', at);
    if (node && outputs && insert.cols && outputs.length < targets.length)
      report.add('INSERT has more target columns than expressions', at);
    const before = report.problems.length;
    outputs?.forEach((output, i) => {
      this.#assigned(output, targets[i]);
    });
    if (outputs && !open && !insert.cols && report.problems.length === before) this.#requireInsertable(insert, outputs);
  }
  /** Without a list of columns the rows of a query go into the first ones (`rewriteTargetListIU`). */
  #requireInsertable({ relation, override }: InsertStmt, { length }: NonNullable<Outputs>): void {
    const { types, report } = this.expressions.conversion;
    const table = relation && findTable(types.schema, rangeVarName(relation));
    const isOverridden = override !== undefined && override !== 'OVERRIDING_NOT_SET';
    const fixed = table?.columns
      .slice(0, length)
      .find(({ generated, identity }) => generated || (identity?.kind === 'always' && !isOverridden));
    if (fixed) report.add(`cannot insert a non-DEFAULT value into column "${fixed.name}"`, relation?.location);
  }
  #row(nodes: readonly Node[], targets: readonly (Column | undefined)[], scope: Scope): void {
    for (const [i, node] of nodes.entries()) {
      if (starOf(node)) return;
      if (!('SetToDefault' in node)) this.#assigned(this.expressions.value(node, scope), targets[i]);
    }
  }
  #assigned(value: Value, target: Column | undefined): void {
    if (target) this.expressions.conversion.assigned(value, target.name, target.type);
  }
  /** SET: single columns, or several of a row. */
  assign(nodes: readonly Node[] | undefined, item: FromItem, scope: Scope): void {
    for (const target of bodiesOf(nodes, 'ResTarget')) {
      const { val } = target;
      if (!val || 'SetToDefault' in val) continue;
      if (!('MultiAssignRef' in val)) this.#assigned(this.expressions.value(val, scope), targetOf(item, target));
      else {
        const { source, colno = 1, ncolumns } = val.MultiAssignRef;
        if (colno === 1) this.#width(source, ncolumns, scope);
        this.#part(source, colno - 1, targetOf(item, target), scope);
      }
    }
  }
  /** `(a, b) = …` gives one value for each. */
  #width(source: Node | undefined, wanted: number | undefined, scope: Scope): void {
    const { report } = this.expressions.conversion;
    const mismatch = 'number of columns does not match number of values';
    if (source && 'RowExpr' in source) {
      const { args = [], location } = source.RowExpr;
      if (args.length !== wanted && !args.some(starOf)) report.add(mismatch, location);
    } else if (source && 'SubLink' in source) {
      const outputs = this.read.source(source.SubLink.subselect, scope);
      if (outputs && outputs.length !== wanted) report.add(mismatch, source.SubLink.location);
    } else
      report.add(
        'source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression',
        locationOf(source),
      );
  }
  #part(source: Node | undefined, at: number, target: Column | undefined, scope: Scope): void {
    if (source && 'RowExpr' in source) {
      const { args = [] } = source.RowExpr;
      const node = args.some(starOf) ? undefined : args[at];
      if (node && !('SetToDefault' in node)) this.#assigned(this.expressions.value(node, scope), target);
    } else if (source && 'SubLink' in source) {
      const output = this.read.source(source.SubLink.subselect, scope)?.[at];
      if (output) this.#assigned(output, target);
    } else if (at === 0) this.expressions.value(source, scope);
  }
  #returning(clause: ReturningClause | undefined, scope: Scope): Outputs {
    if (!clause?.exprs) return [];
    const [target] = scope.items;
    const named = bodiesOf(clause.options, 'ReturningOption').flatMap(({ value }) => value ?? []);
    if (target) for (const alias of ['old', 'new', ...named]) scope.items.push({ ...target, alias, visible: false });
    return this.read.outputs(bodiesOf(clause.exprs, 'ResTarget'), scope);
  }
  #update(update: UpdateStmt, scope: Scope): Outputs {
    this.read.with(update.withClause, scope);
    const item = this.#target(update.relation, scope);
    scope.items.push(item);
    for (const each of update.fromClause ?? []) readFromItem(this.expressions, each, scope);
    this.assign(update.targetList, item, scope);
    this.expressions.boolean(update.whereClause, scope, 'WHERE');
    return this.#returning(update.returningClause, scope);
  }
  #delete(statement: DeleteStmt, scope: Scope): Outputs {
    this.read.with(statement.withClause, scope);
    scope.items.push(this.#target(statement.relation, scope));
    for (const each of statement.usingClause ?? []) readFromItem(this.expressions, each, scope);
    this.expressions.boolean(statement.whereClause, scope, 'WHERE');
    return this.#returning(statement.returningClause, scope);
  }
  #merge(merge: MergeStmt, scope: Scope): Outputs {
    this.read.with(merge.withClause, scope);
    const item = this.#target(merge.relation, scope);
    scope.items.push(item);
    if (merge.sourceRelation) readFromItem(this.expressions, merge.sourceRelation, scope);
    this.expressions.boolean(merge.joinCondition, scope, 'JOIN/ON');
    for (const when of bodiesOf(merge.mergeWhenClauses, 'MergeWhenClause')) {
      this.expressions.boolean(when.condition, scope, 'MERGE WHEN');
      if (when.commandType === 'CMD_INSERT') {
        const named = bodiesOf(when.targetList, 'ResTarget').map((each) => targetOf(item, each));
        this.#row(when.values ?? [], named.length > 0 ? named : item.open ? [] : item.columns, scope);
      } else this.assign(when.targetList, item, scope);
    }
    return this.#returning(merge.returningClause, scope);
  }
}
/** The column that a target sets as a whole. */
function targetOf(item: FromItem, { name, indirection }: ResTarget): Column | undefined {
  if (indirection?.length) return undefined;
  return item.columns.find((column) => column.name === name);
}
