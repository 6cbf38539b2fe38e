/** Whether the scratch PostgreSQL holds what reading says: where it does not, what it makes tells nothing of dev. */
import { kinds, type SchemaKind, schemaKinds, unknownKey } from '../model/kinds';
import type { PMap } from '../model/persistent-map';
import { TEMPORARY } from '../model/resolve';
import type { Schema } from '../model/schema';
import { isUnknown, unknowns } from '../model/unknown';
import { splitKey } from '../text/names';

/** A name that only one of them has, and of which reading is sure. */
export function readingDisagrees(read: Schema, made: Schema): string | undefined {
  if (unknowns(read).everything) return 'reading knows nothing';
  for (const kind of schemaKinds) {
    const [here, there] = [read[kinds[kind].map], made[kinds[kind].map]] as PMap<unknown>[];
    for (const key of [...here!.keys()].filter((one) => !there!.has(one)).sort())
      if (isCertain(read, kind, key) && !isImplicit(here!.get(key))) return unknownKey(kind, key);
    if (unknowns(read).absence) continue;
    for (const key of [...there!.keys()].filter((one) => !here!.has(one)).sort())
      if (isCertain(read, kind, key) && !isImplicit(there!.get(key))) return unknownKey(kind, key);
  }
  return undefined;
}
function isCertain(read: Schema, kind: SchemaKind, key: string): boolean {
  const { schema, name } = splitKey(key);
  return schema !== TEMPORARY && !isUnknown(read, kind, schema, name);
}
/** Of an extension, or what a range type brings: nothing that a file makes by name. */
function isImplicit(value: unknown): boolean {
  const [one] = [value].flat() as { readonly extension?: string; readonly language?: string }[];
  return one?.extension !== undefined || one?.language === 'internal';
}
