/** WITH CHECK OPTION: only where rows can be written through the view (`view_query_is_auto_updatable`). */
import { bodiesOf, stringsOf, walk } from '../ast';
import type { Node, SelectStmt, ViewStmt } from '../parse';
import { optionValue } from '../source';
import { callKind, type Refusals, systemColumn } from './refusal';

export function checkOptionRefusals(refusals: Refusals, { withCheckOption, options, query, view }: ViewStmt): void {
  const option = bodiesOf(options, 'DefElem').find(({ defname }) => defname === 'check_option');
  const asked = withCheckOption !== undefined && withCheckOption !== 'NO_CHECK_OPTION';
  if (!asked && !(option?.arg && /^(local|cascaded)$/i.test(optionValue(option.arg)))) return;
  const select = query && 'SelectStmt' in query ? query.SelectStmt : undefined;
  if (select && !isUpdatable(select))
    refusals.add('WITH CHECK OPTION is supported only on automatically updatable views', view?.location);
}
/** False only where surely nothing can be written. */
function isUpdatable(select: SelectStmt): boolean {
  const { op, valuesLists, fromClause = [], targetList, ...clauses } = select;
  if ((op !== undefined && op !== 'SETOP_NONE') || valuesLists) return false;
  const { distinctClause, groupClause, havingClause, withClause, limitCount, limitOffset } = clauses;
  if (distinctClause || groupClause || havingClause || withClause || limitCount || limitOffset) return false;
  const [only] = fromClause;
  if (fromClause.length !== 1 || !only || !('RangeVar' in only)) return false;
  return !hasCalls(targetList) && bodiesOf(targetList, 'ResTarget').some(({ val }) => isColumn(val));
}
/** Aggregates, window functions, and what returns sets. */
function hasCalls(targets: readonly Node[] | undefined): boolean {
  let found = false;
  walk(targets, (kind, body) => {
    if (kind === 'FuncCall' && callKind(body)) found = true;
    return kind !== 'SubLink';
  });
  return found;
}
function isColumn(node: Node | undefined): boolean {
  if (!node || !('ColumnRef' in node)) return false;
  return !systemColumn.test(stringsOf(node.ColumnRef.fields).at(-1) ?? '');
}
