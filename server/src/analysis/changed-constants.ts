/** Constants of INSERT and UPDATE that their columns do not hold: PostgreSQL computes them before it looks for a row. */

import { findTable } from '../model/resolve';
import type { Column, Table } from '../model/schema';
import { bodiesOf } from '../sql/ast';
import type { Node, RangeVar } from '../sql/parse';
import { rangeVarName } from '../sql/source';
import { overflow } from './added-constants';
import { locationOf } from './conversion';
import type { Places } from './place';

/** Of a statement that runs by itself: in a function's body nothing is computed yet. */
export function changedConstants(node: Node, places: Places): void {
  if ('InsertStmt' in node) {
    const { relation, cols, selectStmt } = node.InsertStmt;
    const table = plainTable(relation, places);
    const lists = selectStmt && 'SelectStmt' in selectStmt ? (selectStmt.SelectStmt.valuesLists ?? []) : [];
    if (!table || lists.length === 0) return;
    const named = bodiesOf(cols, 'ResTarget').map(({ name, indirection }) => (indirection ? undefined : name));
    const targets = cols ? named.map((name) => columnNamed(table, name)) : table.columns;
    for (const list of lists)
      for (const [i, value] of ('List' in list ? (list.List.items ?? []) : []).entries())
        hold(value, targets[i], places);
  } else if ('UpdateStmt' in node) {
    const table = plainTable(node.UpdateStmt.relation, places);
    for (const { name, indirection, val } of table ? bodiesOf(node.UpdateStmt.targetList, 'ResTarget') : [])
      if (!indirection) hold(val, columnNamed(table!, name), places);
  }
}
/** A rule may put another statement in the place of this one. */
function plainTable(relation: RangeVar | undefined, { old }: Places): Table | undefined {
  const { types } = old.conversion;
  const table = relation && findTable(types.schema, rangeVarName(relation));
  return table && !table.rules?.length && types.isSureOf(table) ? table : undefined;
}
const columnNamed = ({ columns }: Table, name: string | undefined): Column | undefined =>
  columns.find((column) => column.name === name);
function hold(value: Node | undefined, column: Column | undefined, { report }: Places): void {
  const problem = column && overflow(value, column.type);
  if (problem !== undefined) report.add(problem, locationOf(value));
}
