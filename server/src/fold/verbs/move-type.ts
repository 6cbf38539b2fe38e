/** A type under another name: what is of the type follows. */

import { routinesMentioning, tablesMentioning, typesMentioning } from '../../model/edges-by-word';
import type { Origin } from '../../model/schema-facts';
import type { UserType } from '../../model/schema-types';
import type { SqlType } from '../../model/types';
import { keyOf, type ObjectName, type QualifiedName } from '../../text/names';
import { present } from '../../text/present';
import type { Draft } from '../draft';
import { moveTypeIn } from '../expressions';
import { mapStored } from '../map-expressions';
/** Whether a name that may lack its schema is that of the target. */
export const namesTarget = (a: QualifiedName | undefined, b: ObjectName): boolean =>
  a !== undefined && a.name === b.name && (a.schema ?? b.schema) === b.schema;

export function moveType(draft: Draft, type: UserType, to: ObjectName, origin?: Origin): void {
  const from = { schema: type.schema, name: type.name };
  draft.remove('types', keyOf(from));
  draft.put('types', keyOf(to), {
    ...type,
    ...to,
    ...present({ origins: origin && { ...type.origins, self: origin, name: origin } }),
  } as UserType);
  retypeColumns(draft, from, to);
}
/** Columns, attributes and domains of the type, and casts to it. */
export function retypeColumns(draft: Draft, from: ObjectName, to: ObjectName): void {
  const retyped = (type: SqlType): SqlType => (!type.builtin && namesTarget(type, from) ? { ...type, ...to } : type);
  for (const [key, table] of tablesMentioning(draft.schema, from.name))
    if (table.columns.some(({ type }) => retyped(type) !== type))
      draft.put('tables', key, {
        ...table,
        columns: table.columns.map((column) => ({ ...column, type: retyped(column.type) })),
      });
  mapStored(draft, from.name, (text) => moveTypeIn(text, from, to));
  for (const [key, type] of typesMentioning(draft.schema, from.name)) {
    if (type.kind === 'domain' && namesTarget(type.base, from))
      draft.put('types', key, { ...type, base: retyped(type.base) });
    if (type.kind === 'composite' && type.attributes.some((attribute) => namesTarget(attribute.type, from)))
      draft.put('types', key, {
        ...type,
        attributes: type.attributes.map((attribute) => ({ ...attribute, type: retyped(attribute.type) })),
      });
  }
  for (const [key, overloads] of routinesMentioning(draft.schema, from.name))
    if (overloads.some((routine) => routine.argumentTypes.some((type) => !type.builtin && namesTarget(type, from))))
      draft.put(
        'routines',
        key,
        overloads.map((routine) => ({ ...routine, argumentTypes: routine.argumentTypes.map(retyped) })),
      );
}
