/** DROP of every kind: what is special about one stands in its own file. */

import { isPart, isRelationWord, keptAs, type PerKind } from '../../model/kinds';
import { findRelation } from '../../model/resolve';
import type { Drop, ObjectReference } from '../../sql/read/ops';
import { relationKey } from '../dependents';
import type { Draft } from '../draft';
import { dropOther, forgetOthersNaming } from '../kinds/other-objects';
import { dropExtension } from './drop-extension';
import { dropPart, dropPlain } from './drop-parts';
import { dropRelation } from './drop-relation';
import { dropRoutine } from './drop-routine';
import { dropSchema } from './drop-schema';
import { dropType } from './drop-type';

type DropOne = (draft: Draft, op: Drop, object: ObjectReference, going: ReadonlySet<string>) => void;
const drops: PerKind<DropOne> = {
  table: dropRelation,
  view: dropRelation,
  index: dropRelation,
  sequence: dropRelation,
  type: dropType,
  routine: dropRoutine,
  schema: dropSchema,
  extension: dropExtension,
  collation: dropPlain,
  statistics: dropPlain,
  other: dropOther,
};

export function dropObjects(draft: Draft, op: Drop): void {
  const found = op.objects.map((object) => goingKey(draft, object));
  const going = new Set(found.flat());
  for (const [at, object] of op.objects.entries()) {
    // What depends on another of them went with that one.
    const wentBefore = found[at]!.length > 0 && goingKey(draft, object)[0] !== found[at]![0];
    if (wentBefore) continue;
    if (isPart(object.kind)) dropPart(draft, op, object, object.kind);
    else {
      drops[keptAs(object.kind)](draft, op, object, going);
      if (op.cascade) forgetOthersNaming(draft, object.name.value.name);
    }
  }
}
/** What the statement drops by name: it depends on nothing that it drops too. */
function goingKey(draft: Draft, object: ObjectReference): string[] {
  const relation = isRelationWord(object.kind) ? findRelation(draft.schema, object.name.value) : undefined;
  if (relation?.is === 'table') return [relationKey('table', relation.table)];
  if (relation?.is === 'view') return [relationKey('view', relation.view)];
  return [];
}
