/** ALTER … SET SCHEMA. */

import { isRelationWord, keptAs, type PerKind } from '../../model/kinds';
import { findIn, findRelation, holderOf, isSurelyAbsent, isSystemSchema } from '../../model/resolve';
import { ABSENCE } from '../../model/unknown';
import type { Op } from '../../sql/read/ops';
import { keyOf, qualifiedKey } from '../../text/names';
import { type Draft, kindOf, originsOf, written } from '../draft';
import { moveOther } from '../kinds/other-objects';
import { sameArguments } from '../kinds/routine-arguments';
import { putRoutine } from '../kinds/routines';
import { findPlain, refuseTakenPlain, replacePlain } from '../plain-objects';
import { refuseOtherArguments, refuseTakenRoutine } from '../refusals/routines';
import { tableNames } from '../required';
import { moveSequence, moveTable, moveView } from './move-relation';
import { moveType } from './move-type';
import { requireObject } from './require';

type SetSchema = Op<'set schema'>;

export function setSchema(draft: Draft, op: SetSchema): void {
  const { object, to } = op;
  // IF EXISTS is looked at first.
  const isThere = !op.ifExists || !isRelationWord(object.kind) || findRelation(draft.schema, object.name.value);
  if (!isThere || !draft.requireSchema(to.value, to.range)) return;
  moves[keptAs(object.kind)](draft, op);
}
type Move = (draft: Draft, op: SetSchema) => void;
/** PostgreSQL has no such statement. */
const isNotMoved: Move = () => undefined;
const moves: PerKind<Move> = {
  table: moveRelation,
  view: moveRelation,
  index: moveRelation,
  sequence: moveRelation,
  type: (draft, { object, to }) => {
    const type = findIn(draft.schema, draft.schema.types, object.name.value);
    if (type) return moveType(draft, type, { schema: to.value, name: type.name });
    const hasRun =
      draft.judging.mode !== 'strict' && draft.schema.types.has(qualifiedKey(to.value, object.name.value.name));
    if (!hasRun) requireObject(draft, object, false);
  },
  routine: moveRoutine,
  schema: isNotMoved,
  extension: (draft, { object, to }) => {
    const found = findPlain(draft, object);
    if (!found) return;
    replacePlain(draft, found, { ...found.value, schema: to.value });
    for (const type of [...draft.schema.types.values()])
      if (type.extension === found.value.name && type.schema !== to.value)
        moveType(draft, type, { schema: to.value, name: type.name });
  },
  collation: movePlain,
  statistics: movePlain,
  other: (draft, { object, to }) => moveOther(draft, object, { schema: to.value }),
};
function movePlain(draft: Draft, { object, to }: SetSchema): void {
  const found = findPlain(draft, object);
  if (!found) return void requireObject(draft, object, false);
  const key = qualifiedKey(to.value, found.value.name);
  if (!refuseTakenPlain(draft, found, object, key))
    replacePlain(draft, found, { ...found.value, schema: to.value }, key);
}

function moveRelation(draft: Draft, op: SetSchema): void {
  const { object, to } = op;
  const name = object.name.value;
  const relation = findRelation(draft.schema, name);
  if (!relation) {
    if (op.ifExists || !isSurelyAbsent(draft.schema, 'table', name)) return;
    if (findRelation(draft.schema, { schema: to.value, name: name.name }) && draft.judging.mode !== 'strict') return;
    const message = `relation "${written(name)}" does not exist`;
    return draft.refuse(
      'does not exist',
      object.name.range,
      { kind: object.kind, ...name },
      message,
      tableNames(draft),
    );
  }
  if (holderOf(relation).schema === to.value) return;
  // What is in pg_catalog is found first, and is not read.
  if (isSystemSchema(to.value)) draft.forget('*', `${name.name} was moved into ${to.value}`, ABSENCE);
  const taken = draft.relationTaken(to.value, name.name);
  if (taken && !draft.mayReplace(originsOf(taken))) {
    const conflict = { kind: kindOf(taken), schema: to.value, name: name.name };
    const message = `relation "${name.name}" already exists in schema "${to.value}"`;
    return draft.refuse('exists already', object.name.range, conflict, message);
  }
  const target = { schema: to.value, name: name.name };
  if (relation.is === 'table') moveTable(draft, relation.table, target, draft.origin(object.name.range));
  if (relation.is === 'view') moveView(draft, relation.view, target, draft.origin(object.name.range));
  if (relation.is === 'sequence') moveSequence(draft, relation.sequence, target);
  if (relation.is === 'composite type') moveType(draft, relation.type, target);
}

function moveRoutine(draft: Draft, op: SetSchema): void {
  const overloads = findIn(draft.schema, draft.schema.routines, op.object.name.value);
  const routine = overloads?.find((each) => sameArguments(draft, each, op.object.argumentTypes));
  if (!overloads || !routine) return requireObject(draft, op.object, false);
  if (refuseOtherArguments(draft, op.object, overloads, [routine], false)) return;
  if (refuseTakenRoutine(draft, op.object, routine, { schema: op.to.value, name: routine.name })) return;
  const left = overloads.filter((each) => each !== routine);
  if (left.length === 0) draft.remove('routines', keyOf(routine));
  else draft.put('routines', keyOf(routine), left);
  putRoutine(draft, { ...routine, schema: op.to.value });
}
