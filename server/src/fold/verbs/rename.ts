/** RENAME of every kind: what is special about one stands in its own file. */

import { isPart, isPartOfType, keptAs, type PerKind } from '../../model/kinds';
import type { Rename } from '../../sql/read/ops';
import { qualifiedKey } from '../../text/names';
import type { Draft } from '../draft';
import { moveOther } from '../kinds/other-objects';
import { findPlain, refuseTakenPlain, replacePlain } from '../plain-objects';
import { renameRelation } from './rename-relation';
import { renameRoutine } from './rename-routine';
import { renameSchema } from './rename-schema';
import { renameColumn, renameConstraint, renamePart } from './rename-table-parts';
import { renameInType, renameType } from './rename-type';
import { requireObject } from './require';

const renames: PerKind<(draft: Draft, op: Rename) => void> = {
  table: renameRelation,
  view: renameRelation,
  index: renameRelation,
  sequence: renameRelation,
  type: renameType,
  routine: renameRoutine,
  schema: renameSchema,
  extension: renamePlain,
  collation: renamePlain,
  statistics: renamePlain,
  other: (draft, { object, to }) => moveOther(draft, object, { name: to }),
};

export function renameObject(draft: Draft, op: Rename): void {
  const { kind } = op.object;
  if (kind === 'column') return renameColumn(draft, op);
  if (kind === 'constraint') return renameConstraint(draft, op);
  if (isPart(kind)) return renamePart(draft, op, kind);
  if (isPartOfType(kind)) return renameInType(draft, op);
  renames[keptAs(kind)](draft, op);
}
/** What nothing names by its name. */
function renamePlain(draft: Draft, { object, to }: Rename): void {
  const found = findPlain(draft, object);
  if (!found) return void requireObject(draft, object, false);
  const key = qualifiedKey(found.value.schema ?? '', to.value);
  if (refuseTakenPlain(draft, found, object, key)) return;
  replacePlain(draft, found, { ...found.value, name: to.value }, key);
}
