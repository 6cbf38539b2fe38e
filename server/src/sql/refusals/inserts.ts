/** INSERT: as many values as columns, where the text tells both. */
import { bodiesOf } from '../ast';
import type { InsertStmt, Node } from '../parse';
import type { Refusals } from './refusal';

export function insertRefusals(refusals: Refusals, statement: InsertStmt): void {
  const select =
    statement.selectStmt && 'SelectStmt' in statement.selectStmt ? statement.selectStmt.SelectStmt : undefined;
  const lists = (select?.valuesLists ?? []).flatMap((list) => ('List' in list ? [list.List.items ?? []] : []));
  const [first] = lists;
  const uneven = lists.find((list) => list.length !== first!.length);
  if (uneven) return refusals.add('VALUES lists must all be the same length', nodeLocation(uneven[0]));
  if (!statement.cols) return;
  const width = first ? first.length : rowWidth(select?.targetList);
  if (width === undefined || (select?.op !== undefined && select.op !== 'SETOP_NONE')) return;
  if (width > statement.cols.length) {
    const extra = first ? first[statement.cols.length] : select?.targetList?.[statement.cols.length];
    refusals.add('INSERT has more expressions than target columns', nodeLocation(extra));
  } else if (width < statement.cols.length)
    refusals.add(
      'INSERT has more target columns than expressions',
      bodiesOf(statement.cols, 'ResTarget')[width]?.location,
    );
}
/** Undefined where a star is among them. */
function rowWidth(targets: readonly Node[] | undefined): number | undefined {
  if (!targets) return undefined;
  const values = bodiesOf(targets, 'ResTarget').map(({ val }) => val);
  const isStar = (node: Node | undefined): boolean =>
    node !== undefined &&
    (('ColumnRef' in node && (node.ColumnRef.fields ?? []).some((field) => 'A_Star' in field)) ||
      ('A_Indirection' in node && (node.A_Indirection.indirection ?? []).some((field) => 'A_Star' in field)));
  return values.some(isStar) ? undefined : values.length;
}
function nodeLocation(node: Node | undefined): number | undefined {
  for (const body of Object.values(node ?? {})) return (body as { location?: number }).location;
  return undefined;
}
