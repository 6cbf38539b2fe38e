/** Functions and procedures: overloads are told apart by the types of their arguments. */

import { findIn } from '../../model/resolve';
import type { Routine } from '../../model/schema';
import type { ObjectReference, Op } from '../../sql/read/ops';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import type { Draft } from '../draft';
import { requireRelations } from '../query-columns';
import { mayReplaceRoutine } from '../refusals/routines';
import { resolveType } from '../type-names';
import { sameArguments } from './routine-arguments';

type CreateRoutine = Op<'create routine'>;

/** Puts a routine under a name where dev may have it already: then this is what it got there. */
export function putRoutine(draft: Draft, routine: Routine): void {
  const key = keyOf(routine);
  const isSame = (each: Routine): boolean =>
    draft.mayReplace(each.origins) && sameArguments(draft, each, routine.argumentTypes);
  const others = (draft.schema.routines.get(key) ?? []).filter((each) => !isSame(each));
  draft.put('routines', key, [...others, routine]);
}

/** ALTER FUNCTION, for those that are there: how they are run. */
export function alterRoutines(draft: Draft, objects: readonly ObjectReference[], actions: string): void {
  for (const { name, argumentTypes } of objects) {
    const overloads = findIn(draft.schema, draft.schema.routines, name.value);
    const meant = overloads?.filter((each) => sameArguments(draft, each, argumentTypes)) ?? [];
    const [routine] = meant;
    if (!overloads || !routine || meant.length > 1) continue;
    if (routine.kind === 'aggregate' && draft.meets('routine', routine)) {
      const { range, value } = name;
      draft.refuse('wrong kind', range, { kind: 'aggregate', ...value }, `"${value.name}" is an aggregate function`);
      continue;
    }
    const altered = { ...routine, altered: [...(routine.altered ?? []), actions] };
    draft.put(
      'routines',
      keyOf(routine),
      overloads.map((each) => (each === routine ? altered : each)),
    );
  }
}

export function createRoutine(draft: Draft, op: CreateRoutine): void {
  const target = draft.creationName(op.name);
  if (!target) return;
  const key = keyOf(target);
  const overloads = draft.schema.routines.get(key) ?? [];
  const argumentTypes = op.argumentTypes.map((type) => resolveType(draft, type));
  const existing = overloads.find((each) => sameArguments(draft, each, argumentTypes));
  if (existing && !op.orReplace && !draft.mayReplace(existing.origins)) {
    if (draft.isUnknown('routine', target.schema, target.name)) return;
    const message = `function "${target.name}" already exists with same argument types`;
    return draft.refuse('exists already', op.name.range, { kind: op.kind, ...target }, message);
  }
  if (existing && op.orReplace && draft.meets('routine', existing, 'this statement'))
    if (!mayReplaceRoutine(draft, existing, op.definition, op.name.range)) return;
  const origin = draft.origin(op.name.range);
  const routine: Routine = {
    ...target,
    kind: op.kind,
    argumentTypes,
    identityArguments: op.identityArguments,
    ...present({ returns: op.returns, language: op.language }),
    definition: op.definition,
    ...present({ comment: existing?.comment === undefined ? undefined : existing.comment }),
    origins: { self: origin, name: origin, definition: origin },
  };
  draft.know('routine', target.schema, target.name);
  if (op.query && !draft.context.skipsBodies) requireRelations(draft, op.query);
  draft.put(
    'routines',
    key,
    existing ? overloads.map((each) => (each === existing ? routine : each)) : [...overloads, routine],
  );
}
