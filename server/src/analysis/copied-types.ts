/** `table.column%TYPE` and `table%ROWTYPE`: what they copy has to be there (`LookupTypeName`). */

import { findRelation, findTableOrView, isSurelyAbsent } from '../model/resolve';
import { isSystemColumn } from '../model/system-columns';
import { isUnknownPart } from '../model/unknown';
import type { QualifiedName } from '../text/names';
import type { Types } from './types';

/** What PostgreSQL says of it, and of which of the two. */
export function copiedProblem(
  types: Types,
  name: QualifiedName,
  column: string | undefined,
): { readonly of: 'relation' | 'column'; readonly message: string } | undefined {
  const { schema, isSure } = types;
  const relation = findTableOrView(schema, name);
  if (!relation) {
    const isAbsent =
      !findRelation(schema, name) && isSurelyAbsent(schema, 'table', name) && isSurelyAbsent(schema, 'view', name);
    if (!isAbsent || !types.isAbsent({ ...name, builtin: false }) || !isSure(undefined, 'absent')) return undefined;
    const shown = name.schema === undefined ? name.name : `${name.schema}.${name.name}`;
    return { of: 'relation', message: `relation "${shown}" does not exist` };
  }
  if (column === undefined || !isSure(relation) || isSystemColumn(column)) return undefined;
  const isOpen = relation.columns.length === 0 || isUnknownPart(schema, relation, 'column', column);
  if (isOpen || relation.columns.some((each) => each.name === column)) return undefined;
  return { of: 'column', message: `column "${column}" of relation "${relation.name}" does not exist` };
}
