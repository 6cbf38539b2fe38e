/** DROP FUNCTION and its kin, and what calls them. */

import { objectKey } from '../../model/kinds';
import { findIn } from '../../model/resolve';
import type { Routine, Table } from '../../model/schema';
import { partFact } from '../../model/unknown';
import type { Drop, ObjectReference } from '../../sql/read/ops';
import { t } from '../../text/l10n';
import { keyOf, splitKey } from '../../text/names';
import { present } from '../../text/present';
import { isCall, tablesCalling } from '../dependents';
import type { Draft } from '../draft';
import { callsFunction } from '../expressions';
import { sameArguments } from '../kinds/routine-arguments';
import { counts, dependentNames } from '../needed';
import { callersOf, refuseOtherArguments } from '../refusals/routines';
import { refuseAbsent, refuseNamed } from '../refuse';
import { forgetView, removeColumn, removeIndexes, removeView } from './drop-table';

export function dropRoutine(draft: Draft, op: Drop, object: ObjectReference): void {
  const name = object.name.value;
  const overloads = findIn(draft.schema, draft.schema.routines, name);
  const gone = overloads?.filter((routine) => sameArguments(draft, routine, object.argumentTypes)) ?? [];
  if (overloads && refuseOtherArguments(draft, object, overloads, gone, op.ifExists)) return;
  if (overloads && gone.length === 0) return;
  const aggregate = object.kind === 'function' ? gone.find(({ kind }) => kind === 'aggregate') : undefined;
  if (aggregate && draft.meets('routine', aggregate, 'this statement'))
    return draft.refuse(
      'wrong kind',
      object.name.range,
      { kind: 'aggregate', ...name },
      `"${name.name}" is an aggregate function`,
    );
  if (!overloads) {
    const message = `${object.kind} ${name.schema === undefined ? name.name : `${name.schema}.${name.name}`} does not exist`;
    const candidates = [...draft.schema.routines.keys()].map((key) => splitKey(key).name).sort();
    return refuseAbsent(draft, object, 'routine', message, candidates, op.ifExists);
  }
  for (const routine of gone) removeRoutine(draft, op, object, routine);
}

function removeRoutine(draft: Draft, op: Drop, object: ObjectReference, routine: Routine): void {
  if (op.cascade) return removeRoutineAndCallers(draft, routine);
  const names = dependentNames(callersOf(draft, routine).filter(({ dependent }) => counts(draft, routine, dependent)));
  if (names.length > 0) return refuseNamed(draft, object, names);
  takeOut(draft, routine);
}
/** As CASCADE does. */
export function removeRoutineAndCallers(draft: Draft, routine: Routine): void {
  const left = takeOut(draft, routine);
  if (!left) removeTriggers(draft, triggersCalling(draft, routine));
  removeCallers(draft, routine, !left);
}
/** True when there are other routines of its name. */
function takeOut(draft: Draft, routine: Routine): boolean {
  const key = keyOf(routine);
  const left = (draft.schema.routines.get(key) ?? []).filter((each) => each !== routine);
  if (left.length > 0) draft.put('routines', key, left);
  else draft.remove('routines', key);
  return left.length > 0;
}
function removeTriggers(draft: Draft, users: readonly { readonly table: Table; readonly trigger: string }[]): void {
  for (const { table, trigger } of users)
    draft.updateTable(keyOf(table), (current) => ({
      ...current,
      triggers: (current.triggers ?? []).filter((each) => each.name !== trigger),
    }));
}
function triggersCalling(draft: Draft, routine: { schema: string; name: string }): { table: Table; trigger: string }[] {
  const found: { table: Table; trigger: string }[] = [];
  for (const [, table] of tablesCalling(draft, routine))
    for (const trigger of table.triggers ?? [])
      if (isCall(trigger.function, routine)) found.push({ table, trigger: trigger.name });
  return found;
}

/**
 * What CASCADE takes along: policies, defaults, checks, generated columns, indexes and views that call the function.
 * While overloads are left, which one they call is not told by the text.
 */
function removeCallers(draft: Draft, routine: Routine, surely: boolean): void {
  const names = (text: string | undefined): boolean => text !== undefined && callsFunction(text, routine.name);
  for (const [key, table] of draft.schema.tables) {
    if (surely) removeFrom(draft, key, table, names);
    else forgetCallers(draft, table, t('a function {0} was dropped', routine.name), names);
  }
  for (const view of draft.schema.views.values()) {
    const isReader = view.dependsOn?.some((each) => isKeyOf(each, routine)) || names(view.definition);
    if (!isReader) continue;
    if (surely) removeView(draft, view);
    else forgetView(draft, view, t('it may have been dropped with {0}', routine.name));
  }
}
function isKeyOf(key: string, routine: Routine): boolean {
  const own = objectKey('routine', routine.schema, routine.name);
  return key === own || key.startsWith(`${own}(`);
}
type Names = (text: string | undefined) => boolean;
function removeFrom(draft: Draft, key: string, table: Table, names: Names): void {
  const keepsPolicy = (policy: NonNullable<Table['policies']>[number]): boolean =>
    !names(policy.using) && !names(policy.check);
  const isTouched =
    table.policies?.some((policy) => !keepsPolicy(policy)) ||
    table.columns.some((column) => names(column.default)) ||
    table.constraints.some((constraint) => constraint.kind === 'check' && names(constraint.expression));
  if (isTouched)
    draft.updateTable(key, (current) => ({
      ...current,
      ...present({ policies: current.policies?.filter(keepsPolicy) }),
      columns: current.columns.map((column) => {
        const { default: text, ...rest } = column;
        return names(text) ? rest : column;
      }),
      constraints: current.constraints.filter(
        (constraint) => constraint.kind !== 'check' || !names(constraint.expression),
      ),
    }));
  removeIndexes(draft, table, (index) => names(index.where) || index.keys.some((each) => names(each.expression)));
  for (const column of table.columns) if (names(column.generated?.expression)) removeColumn(draft, key, column.name);
}
function forgetCallers(draft: Draft, table: Table, reason: string, names: Names): void {
  const object = objectKey('table', table.schema, table.name);
  for (const policy of table.policies ?? [])
    if (names(policy.using) || names(policy.check)) draft.forget(object, reason, partFact('policy', policy.name));
  for (const column of table.columns)
    if (names(column.default) || names(column.generated?.expression))
      draft.forget(object, reason, partFact('column', column.name));
  for (const constraint of table.constraints)
    if (constraint.kind === 'check' && names(constraint.expression))
      draft.forget(object, reason, partFact('constraint', constraint.name));
}
