/** RENAME of a function, procedure or aggregate. */

import { findIn, isSurelyAbsent } from '../../model/resolve';
import type { ObjectReference, Rename } from '../../sql/read/ops';
import { keyOf, splitKey } from '../../text/names';
import { isCall, tablesCalling } from '../dependents';
import type { Draft } from '../draft';
import { renameIn } from '../expressions';
import { sameArguments } from '../kinds/routine-arguments';
import { putRoutine } from '../kinds/routines';
import { mapStored } from '../map-expressions';
import { refuseOtherArguments, refuseTakenRoutine } from '../refusals/routines';

export function renameRoutine(draft: Draft, { object, to: { value: to } }: Rename): void {
  const overloads = findIn(draft.schema, draft.schema.routines, object.name.value);
  const routine = overloads?.find((each) => sameArguments(draft, each, object.argumentTypes));
  if (overloads && !routine) return void refuseOtherArguments(draft, object, overloads, [], false);
  if (!overloads || !routine) return refuseMissingRoutine(draft, object);
  if (refuseOtherArguments(draft, object, overloads, [routine], false)) return;
  if (refuseTakenRoutine(draft, object, routine, { schema: routine.schema, name: to })) return;
  const left = overloads.filter((each) => each !== routine);
  if (left.length === 0) draft.remove('routines', keyOf(routine));
  else draft.put('routines', keyOf(routine), left);
  putRoutine(draft, { ...routine, name: to });
  if (left.length === 0) renameCalls(draft, routine.name, to);
  for (const [tableKey, table] of tablesCalling(draft, routine))
    draft.put('tables', tableKey, {
      ...table,
      triggers: (table.triggers ?? []).map((trigger) =>
        isCall(trigger.function, routine) ? { ...trigger, function: { schema: routine.schema, name: to } } : trigger,
      ),
    });
}
/** What is stored calls the function itself, whatever it is called. */
function renameCalls(draft: Draft, from: string, to: string): void {
  mapStored(draft, from, (text) => renameIn(text, 'call', from, to));
}
function refuseMissingRoutine(draft: Draft, object: ObjectReference): void {
  const name = object.name.value;
  if (!isSurelyAbsent(draft.schema, 'routine', name)) return;
  const candidates = [...draft.schema.routines.keys()].map((key) => splitKey(key).name).sort();
  if (draft.mayHaveRun(name.name, candidates)) return;
  const message = `${object.kind} ${name.name} does not exist`;
  draft.refuse('does not exist', object.name.range, { kind: object.kind, ...name }, message, candidates);
}
