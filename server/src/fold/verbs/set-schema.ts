/** ALTER … SET SCHEMA. */

import { isRelationWord } from '../../model/kinds';
import { findIn, findRelation, isSurelyAbsent } from '../../model/resolve';
import type { DdlOp } from '../../sql/read/ops';
import { keyOf, qualifiedKey } from '../../text/names';
import { type Draft, kindOf, originsOf, written } from '../draft';
import { putRoutine, sameArguments } from '../kinds/routines';
import { tableNames } from '../required';
import { schemaOf } from './rename';
import { moveSequence, moveTable, moveType, moveView } from './rename-relation';

type SetSchema = Extract<DdlOp, { op: 'set schema' }>;

export function setSchema(draft: Draft, op: SetSchema): void {
  const { object, to } = op;
  // IF EXISTS is looked at first.
  const isThere = !op.ifExists || !isRelationWord(object.kind) || findRelation(draft.schema, object.name.value);
  if (!isThere || !draft.requireSchema(to.value, to.range)) return;
  if (isRelationWord(object.kind)) return moveRelation(draft, op);
  switch (object.kind) {
    case 'type':
    case 'domain': {
      const type = findIn(draft.schema, draft.schema.types, object.name.value);
      if (type) moveType(draft, type, { schema: to.value, name: type.name });
      return;
    }
    case 'function':
    case 'procedure':
    case 'routine':
    case 'aggregate':
      return moveRoutine(draft, op);
    case 'collation':
    case 'statistics': {
      const map = object.kind === 'collation' ? 'collations' : 'statistics';
      const found = findIn<{ schema: string; name: string }>(draft.schema, draft.schema[map], object.name.value);
      if (!found) return;
      draft.remove(map, keyOf(found));
      draft.put(map, qualifiedKey(to.value, found.name), { ...found, schema: to.value } as never);
      return;
    }
    case 'extension': {
      const extension = draft.schema.extensions.get(object.name.value.name);
      if (extension) draft.put('extensions', extension.name, { ...extension, schema: to.value });
      return;
    }
    default:
      return;
  }
}

function moveRelation(draft: Draft, op: SetSchema): void {
  const { object, to } = op;
  const name = object.name.value;
  const relation = findRelation(draft.schema, name);
  if (!relation) {
    if (op.ifExists || !isSurelyAbsent(draft.schema, 'table', name)) return;
    if (draft.context.mode !== 'strict' && findRelation(draft.schema, { schema: to.value, name: name.name })) return;
    const message = `relation "${written(name)}" does not exist`;
    return draft.refuse(
      'does not exist',
      object.name.range,
      { kind: object.kind, ...name },
      message,
      tableNames(draft),
    );
  }
  if (schemaOf(relation) === to.value) return;
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
  if (!overloads || !routine) return;
  const left = overloads.filter((each) => each !== routine);
  if (left.length === 0) draft.remove('routines', keyOf(routine));
  else draft.put('routines', keyOf(routine), left);
  putRoutine(draft, { ...routine, schema: op.to.value });
}
