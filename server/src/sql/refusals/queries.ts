/** SELECT, and what holds one: what parse analysis refuses without a look at the catalogs. */
import { bodiesOf, entryOf, walk } from '../ast';
import type { Alias, InsertStmt, MergeStmt, MergeWhenClause, Node, SelectStmt, UpdateStmt, WithClause } from '../parse';
import { fromRefusals, itemNames } from './from';
import { Calls, type ExpressionPlace, type Level, takesNothing } from './query-calls';
import { withRefusals } from './recursion';
import { callKind, type Refusals } from './refusal';
import { listWidth, orderRefusals, windowRefusals } from './select-lists';

/** A query, or a statement that changes rows. */
export function queryRefusals(refusals: Refusals, node: Node | undefined): void {
  new Queries(refusals).statement(node, false);
  if (/merge_action/i.test(refusals.text)) mergeActions(refusals, node);
}
function mergeActions(refusals: Refusals, node: unknown): void {
  walk(node, (kind, body) => {
    if (kind === 'MergeSupportFunc') {
      const message = 'MERGE_ACTION() can only be used in the RETURNING list of a MERGE command';
      refusals.add(message, (body as { location?: number }).location, { from: 170000 });
    }
    if (kind !== 'MergeStmt') return true;
    const { returningClause: _, ...others } = body as MergeStmt;
    mergeActions(refusals, others);
    return false;
  });
}

class Queries {
  constructor(readonly refusals: Refusals) {}

  /** `nested`: its columns may be those of a query around it. */
  statement(node: Node | undefined, nested: boolean): void {
    if (!node) return;
    if ('SelectStmt' in node) return this.select(node.SelectStmt, nested, nested);
    if ('InsertStmt' in node) return this.insert(node.InsertStmt);
    if ('UpdateStmt' in node) return this.update(node.UpdateStmt);
    if ('MergeStmt' in node) return this.merge(node.MergeStmt);
    if (!('DeleteStmt' in node)) return;
    const { withClause, relation, usingClause, whereClause, returningClause } = node.DeleteStmt;
    this.with(withClause, false, false);
    const level = this.from([...(relation ? [{ RangeVar: relation }] : []), ...(usingClause ?? [])], false);
    this.expressions([whereClause], takesNothing('WHERE'), level);
    this.expressions(returningClause?.exprs, takesNothing('RETURNING'), level);
  }

  with(clause: WithClause | undefined, nested: boolean, inside: boolean): void {
    if (!clause) return;
    withRefusals(this.refusals, clause);
    for (const { ctequery, aliascolnames, ctename, location } of bodiesOf(clause.ctes, 'CommonTableExpr')) {
      const changes = ctequery && !('SelectStmt' in ctequery);
      if (changes && inside)
        this.refusals.add('WITH clause containing a data-modifying statement must be at the top level', location);
      const width = ctequery && 'SelectStmt' in ctequery ? listWidth(ctequery.SelectStmt) : undefined;
      const named = aliascolnames?.length ?? 0;
      if (width !== undefined && named > width)
        this.refusals.add(
          `WITH query "${ctename}" has ${width} columns available but ${named} columns specified`,
          location,
        );
      if (ctequery && 'SelectStmt' in ctequery) this.select(ctequery.SelectStmt, nested, true);
      else this.statement(ctequery, nested);
    }
  }

  /** `inside`: within another statement, where nothing can be changed. */
  select(select: SelectStmt, nested: boolean, inside: boolean): void {
    this.with(select.withClause, nested, inside);
    if (select.intoClause && inside)
      this.refusals.add('SELECT ... INTO is not allowed here', select.intoClause.rel?.location);
    if (select.op !== undefined && select.op !== 'SETOP_NONE') return this.both(select, nested);
    if (select.valuesLists) return this.values(select, nested, true);
    const level = this.from(select.fromClause ?? [], nested);
    const free: ExpressionPlace = {};
    this.expressions(select.targetList, free, level);
    this.expressions([select.whereClause], takesNothing('WHERE'), level);
    this.expressions([select.havingClause], { window: 'HAVING', set: 'HAVING' }, level);
    this.expressions(select.groupClause, { aggregate: 'GROUP BY', window: 'GROUP BY' }, level);
    this.expressions([...(select.sortClause ?? []), ...(select.distinctClause ?? [])], free, level);
    this.expressions(select.windowClause, { window: 'window definitions' }, level);
    this.limits(select, level);
    orderRefusals(this.refusals, select);
    windowRefusals(this.refusals, select);
    this.locking(select, level);
  }
  limits({ limitCount, limitOffset }: SelectStmt, level: Level): void {
    this.expressions([limitCount], takesNothing('LIMIT'), level);
    this.expressions([limitOffset], takesNothing('OFFSET'), level);
  }
  both(select: SelectStmt, nested: boolean): void {
    const { larg, rarg, op } = select;
    const [left, right] = [larg, rarg].map((side) => side && listWidth(side));
    const word = op?.replace('SETOP_', '') ?? '';
    if (left !== undefined && right !== undefined && left !== right)
      this.refusals.add(`each ${word} query must have the same number of columns`, targetListStart(rarg));
    if (larg) this.select(larg, nested, true);
    if (rarg) this.select(rarg, nested, true);
    this.limits(select, { nested, items: new Set() });
    orderRefusals(this.refusals, select);
    const [locking] = bodiesOf(select.lockingClause, 'LockingClause');
    if (locking) this.refusals.add(`${strengthOf(locking)} is not allowed with UNION/INTERSECT/EXCEPT`, undefined);
  }
  values({ valuesLists, ...select }: SelectStmt, nested: boolean, several: boolean): void {
    const lists = (valuesLists ?? []).flatMap((list) => ('List' in list ? [list.List.items ?? []] : []));
    const uneven = lists.find((list) => list.length !== lists[0]!.length);
    if (uneven) this.refusals.add('VALUES lists must all be the same length', placeOfNode(uneven[0]));
    const level = { nested, items: new Set<string>() };
    const place = takesNothing('VALUES');
    const { set: _, ...single } = place;
    for (const list of lists) this.expressions(list, several ? place : single, level);
    this.limits(select, level);
  }
  /** FROM: the names that columns may be qualified by; what its items hold is checked. */
  from(items: readonly Node[], nested: boolean): Level {
    fromRefusals(this.refusals, items);
    const level = { nested, items: new Set(items.flatMap((item) => [...itemNames(item)])) };
    for (const item of items) this.item(item, nested, level);
    return level;
  }
  item(item: Node, nested: boolean, level: Level): void {
    if ('JoinExpr' in item) {
      for (const side of [item.JoinExpr.larg, item.JoinExpr.rarg]) if (side) this.item(side, nested, level);
      this.expressions([item.JoinExpr.quals], takesNothing('JOIN conditions'), level);
    } else if ('RangeSubselect' in item) {
      const { subquery, alias, lateral } = item.RangeSubselect;
      if (subquery && 'SelectStmt' in subquery) {
        this.select(subquery.SelectStmt, nested || lateral === true, true);
        this.width(alias, listWidth(subquery.SelectStmt));
      }
    } else if ('RangeFunction' in item) {
      for (const each of item.RangeFunction.functions ?? []) {
        const call = 'List' in each ? each.List.items?.[0] : undefined;
        const parts = call && 'FuncCall' in call ? call.FuncCall.args : [call];
        const functions = 'functions in FROM';
        this.expressions(parts, { aggregate: functions, window: functions, set: '' }, level);
      }
    }
  }
  width(alias: Alias | undefined, width: number | undefined): void {
    const named = alias?.colnames?.length ?? 0;
    if (width !== undefined && named > width)
      this.refusals.add(
        `table "${alias?.aliasname}" has ${width} columns available but ${named} columns specified`,
        undefined,
      );
  }
  expressions(nodes: readonly (Node | undefined)[] | undefined, place: ExpressionPlace, level: Level): void {
    const calls = new Calls(this.refusals, (node) => {
      if (node && 'SelectStmt' in node) this.select(node.SelectStmt, true, true);
    });
    calls.check(nodes, place, level);
    for (const node of nodes ?? []) if (node) this.emptyArrays(node);
  }
  /** `ARRAY[]` without a cast. */
  emptyArrays(node: Node): void {
    const value = 'ResTarget' in node ? node.ResTarget.val : node;
    if (value && 'A_ArrayExpr' in value && !value.A_ArrayExpr.elements?.length)
      this.refusals.add('cannot determine type of empty array', value.A_ArrayExpr.location);
  }

  locking(select: SelectStmt, { items }: Level): void {
    for (const clause of bodiesOf(select.lockingClause, 'LockingClause')) {
      const word = strengthOf(clause);
      const reason = select.distinctClause
        ? 'DISTINCT clause'
        : select.groupClause
          ? 'GROUP BY clause'
          : select.havingClause
            ? 'HAVING clause'
            : targetReason(select.targetList);
      const locked = bodiesOf(clause.lockedRels, 'RangeVar');
      if (reason) this.refusals.add(`${word} is not allowed with ${reason}`, undefined);
      for (const { relname = '', location } of locked)
        if (!items.has(relname))
          this.refusals.add(`relation "${relname}" in ${word} clause not found in FROM clause`, location);
    }
  }

  insert(insert: InsertStmt): void {
    this.with(insert.withClause, false, false);
    const { selectStmt, onConflictClause: conflict } = insert;
    if (selectStmt && 'SelectStmt' in selectStmt) {
      const { SelectStmt: select } = selectStmt;
      if (select.valuesLists) this.values(select, false, select.valuesLists.length > 1);
      else this.select(select, false, true);
    }
    const targets = bodiesOf(insert.cols, 'ResTarget').filter(({ indirection }) => !indirection);
    const names = targets.map(({ name }) => name);
    const twice = targets.find(({ name }, i) => names.indexOf(name) < i);
    if (twice) this.refusals.add(`column "${twice.name}" specified more than once`, twice.location);
    if (conflict?.action === 'ONCONFLICT_UPDATE' && !conflict.infer)
      this.refusals.add('ON CONFLICT DO UPDATE requires inference specification or constraint name', conflict.location);
    const level = this.from(insert.relation ? [{ RangeVar: insert.relation }] : [], false);
    const all = { nested: false, items: new Set([...level.items, 'excluded']) };
    this.set(conflict?.targetList, all);
    this.expressions([conflict?.whereClause], takesNothing('WHERE'), all);
    this.expressions(insert.returningClause?.exprs, takesNothing('RETURNING'), all);
  }
  update(update: UpdateStmt): void {
    this.with(update.withClause, false, false);
    const items = [...(update.relation ? [{ RangeVar: update.relation }] : []), ...(update.fromClause ?? [])];
    const level = this.from(items, false);
    this.set(update.targetList, level);
    this.expressions([update.whereClause], takesNothing('WHERE'), level);
    this.expressions(update.returningClause?.exprs, takesNothing('RETURNING'), level);
  }
  set(nodes: readonly Node[] | undefined, level: Level): void {
    const targets = bodiesOf(nodes, 'ResTarget');
    const whole = targets.filter(({ indirection }) => !indirection).map(({ name }) => name);
    for (const [i, { name, location, indirection }] of targets.entries())
      if (!indirection && targets.slice(0, i).some((each) => each.name === name) && whole.includes(name))
        this.refusals.add(`multiple assignments to same column "${name}"`, location);
    this.expressions(
      targets.map(({ val }) => val),
      takesNothing('UPDATE'),
      level,
    );
  }
  merge(merge: MergeStmt): void {
    this.with(merge.withClause, false, false);
    const { relation, sourceRelation } = merge;
    const items = [...(relation ? [{ RangeVar: relation }] : []), ...(sourceRelation ? [sourceRelation] : [])];
    const level = this.from(items, false);
    this.expressions([merge.joinCondition], takesNothing('JOIN conditions'), level);
    const ended = new Set<string>();
    for (const clause of bodiesOf(merge.mergeWhenClauses, 'MergeWhenClause')) {
      const { matchKind = '', condition, targetList } = clause;
      mergeCounts(this.refusals, clause);
      if (ended.has(matchKind))
        this.refusals.add('unreachable WHEN clause specified after unconditional WHEN clause', undefined);
      if (!condition) ended.add(matchKind);
      this.expressions([condition], takesNothing('MERGE WHEN conditions'), level);
      this.expressions(
        bodiesOf(targetList, 'ResTarget').map(({ val }) => val),
        {},
        level,
      );
    }
  }
}

/** `WHEN NOT MATCHED THEN INSERT (a, b) VALUES (1)` */
function mergeCounts(refusals: Refusals, { commandType, targetList = [], values = [] }: MergeWhenClause): void {
  if (commandType !== 'CMD_INSERT' || targetList.length === 0 || values.length === 0) return;
  const [more] = bodiesOf(targetList.slice(values.length), 'ResTarget');
  if (more) refusals.add('INSERT has more target columns than expressions', more.location);
  if (values.length > targetList.length) refusals.add('INSERT has more expressions than target columns', undefined);
}

const strengths: Readonly<Record<string, string>> = {
  LCS_FORUPDATE: 'FOR UPDATE',
  LCS_FORNOKEYUPDATE: 'FOR NO KEY UPDATE',
  LCS_FORSHARE: 'FOR SHARE',
  LCS_FORKEYSHARE: 'FOR KEY SHARE',
};
const strengthOf = ({ strength }: { readonly strength?: string }): string => strengths[strength ?? ''] ?? 'FOR UPDATE';
function targetReason(targets: readonly Node[] | undefined): string | undefined {
  let reason: string | undefined;
  walk(targets, (kind, body) => {
    const call = kind === 'FuncCall' ? callKind(body) : undefined;
    if (call === 'set-returning') reason ??= 'set-returning functions in the target list';
    else if (call) reason ??= `${call} functions`;
    return kind !== 'SubLink';
  });
  return reason;
}
function targetListStart(select: SelectStmt | undefined): number | undefined {
  const [first] = bodiesOf(select?.targetList, 'ResTarget');
  return first?.location;
}
function placeOfNode(node: Node | undefined): number | undefined {
  return (entryOf(node)?.body as { location?: number } | undefined)?.location;
}
