/** The maps of a schema whose objects may become unknown, each with the kind that `Unknown` calls them. */

import type { UnknownKind } from '../model/resolve';
import type { Schema } from '../model/schema';
import { objectKey, splitKey } from '../text/names';

export const keptKinds = [
  ['namespaces', 'schema'],
  ['tables', 'table'],
  ['views', 'view'],
  ['indexes', 'index'],
  ['sequences', 'sequence'],
  ['types', 'type'],
  ['routines', 'routine'],
  ['statistics', 'statistics'],
  ['collations', 'collation'],
  ['extensions', 'extension'],
] as const satisfies readonly (readonly [keyof Schema, UnknownKind])[];
export type KeptMap = (typeof keptKinds)[number][0];

/** What `Unknown.object` calls the object under this key of the map. */
export function unknownKey(map: KeptMap, key: string): string {
  const [, kind] = keptKinds.find(([name]) => name === map)!;
  if (kind === 'schema') return objectKey(kind, key, key);
  const { schema, name } = splitKey(key);
  return objectKey(kind, schema, name);
}
