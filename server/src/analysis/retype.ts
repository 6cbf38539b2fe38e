/** ALTER COLUMN TYPE: USING, and what is made anew of the new type: indexes, keys and checks (`ATPostAlterTypeCleanup`). */

import { indexesOn } from '../model/lookups';
import { findTable } from '../model/resolve';
import type { Constraint, Index, IndexKey, Table } from '../model/schema';
import { type ColumnDef, type Node, parse, type RangeVar } from '../sql/parse';
import { rangeVarName } from '../sql/source';
import { keyProblem } from './operator-classes';
import { type Places, scopeOf } from './place';

/** USING is read on the table as it was. */
export function retype(
  { typeName, raw_default: using }: ColumnDef,
  column: string,
  relation: RangeVar,
  places: Places,
): void {
  const { old } = places;
  const { types, report } = old.conversion;
  if (using) {
    const value = old.expressions.value(using, scopeOf(old, relation));
    const type = old.expressions.named(typeName);
    if (!old.conversion.may(value, type, 'assignment'))
      report.add(
        `result of USING clause for column "${column}" cannot be cast automatically to type ${types.show(type)}`,
        value.location,
      );
  }
  const table = findTable(places.now.conversion.types.schema, rangeVarName(relation));
  if (table && types.isSure(table)) madeAnew(table, column, typeName?.location, relation, places);
}

type Remade = Pick<Index | Constraint, 'origins'>;
function madeAnew(
  table: Table,
  column: string,
  location: number | undefined,
  relation: RangeVar,
  { now, report }: Places,
): void {
  const { types } = now.conversion;
  const before = report.problems.length;
  const type = types.ofAny(table.columns.find(({ name }) => name === column)?.type ?? { name: '' });
  const scope = scopeOf(now, relation);
  /** What dev has and files do not make is there where nothing but dev is altered. */
  const isThere = ({ origins }: Remade): boolean =>
    origins?.self !== undefined || !table.origins?.self || types.isSure(undefined);
  const key = (method: string, { opclass }: IndexKey): void => {
    const names = opclass ? [...(opclass.schema === undefined ? [] : [opclass.schema]), opclass.name] : [];
    const problem = keyProblem(types, method, type, { opclass: names.map((sval): Node => ({ String: { sval } })) });
    if (problem) report.tell(problem, location);
  };
  const condition = (text: string | undefined, clause: string, { origins }: Remade): void => {
    // As it is written, it may hold less conversions than the server keeps.
    if (text === undefined || origins?.self || !text.includes(column)) return;
    now.expressions.boolean(expressionOf(text), scope, clause);
  };
  for (const [, index] of indexesOn(types.schema, table)) {
    if (!isThere(index)) continue;
    for (const each of index.keys) {
      if (each.column === column && !(each.opclass && index.origins?.self)) key(index.method, each);
      if (each.expression?.includes(column) && !index.origins?.self)
        now.expressions.value(expressionOf(each.expression), scope);
    }
    condition(index.where, 'WHERE', index);
  }
  for (const constraint of table.constraints) {
    if (!isThere(constraint)) continue;
    if (constraint.kind === 'check') condition(constraint.expression, 'CHECK', constraint);
    else if ((constraint.kind === 'primary key' || constraint.kind === 'unique') && !constraint.withoutOverlaps)
      if (constraint.columns.includes(column)) key('btree', {});
  }
  for (let at = before; at < report.problems.length; at++) report.problems[at] = { ...report.problems[at]!, location };
}
function expressionOf(text: string): Node | undefined {
  const outcome = parse(`SELECT ${text}`);
  const node = outcome.status === 'ok' ? outcome.statements[0]?.stmt : undefined;
  const [target] = (node && 'SelectStmt' in node && node.SelectStmt.targetList) || [];
  return target && 'ResTarget' in target ? target.ResTarget.val : undefined;
}
