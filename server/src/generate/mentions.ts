/**
 * What a routine's body names. PostgreSQL records no dependency for a body that is text, and yet runs or inlines it as
 * soon as a generated column, a partition key or a materialised view calls it, so what it names should stand before it.
 */

import { objectKey } from '../model/kinds';
import type { Routine, Schema } from '../model/schema';
import { keyOf, qualifiedKey } from '../text/names';
import { namePattern, writtenName } from '../text/quoted';

const dottedName = new RegExp(String.raw`(?:(${namePattern})\s*\.\s*)?(${namePattern})(\s*\()?`, 'g');

/** Ids of the relations and the routines; a name without a schema is looked for at home and on the search path. */
export function mentioned(routine: Routine, schema: Schema): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  for (const [text, qualifier, name, called] of (routine.definition ?? '').matchAll(dottedName)) {
    if (seen.has(text)) continue;
    seen.add(text);
    const homes = qualifier === undefined ? [routine.schema, ...schema.searchPath] : [writtenName(qualifier)];
    for (const id of namedBy(writtenName(name!), homes, called !== undefined, schema)) found.add(id);
  }
  return [...found];
}
function namedBy(name: string, homes: readonly string[], called: boolean, schema: Schema): string[] {
  const ids: string[] = [];
  const relation = homes.find((home) => idOfRelation(home, name, schema) !== undefined);
  if (relation !== undefined) ids.push(idOfRelation(relation, name, schema)!);
  const home = called ? homes.find((one) => schema.routines.has(qualifiedKey(one, name))) : undefined;
  if (home !== undefined) ids.push(...schema.routines.get(qualifiedKey(home, name))!.map(routineKey));
  return ids;
}
function idOfRelation(home: string, name: string, schema: Schema): string | undefined {
  const key = keyOf({ schema: home, name });
  if (schema.tables.has(key)) return objectKey('table', home, name);
  return schema.views.has(key) ? objectKey('view', home, name) : undefined;
}

/** A routine's id: overloads differ by their arguments. */
export const routineKey = (routine: Routine): string =>
  objectKey('routine', routine.schema, `${routine.name}(${routine.identityArguments})`);
