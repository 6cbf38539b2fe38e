/** Objects that are looked up by their name alone, whatever their kind is. */

import { keptAs, type MapName, rulesOf } from '../model/kinds';
import { otherKey } from '../model/other-kinds';
import type { PMap } from '../model/persistent-map';
import { creationSchema, schemasFor } from '../model/resolve';
import type { ObjectReference } from '../sql/read/ops';
import { qualifiedKey } from '../text/names';
import type { Draft } from './draft';

interface Plain {
  readonly name: string;
  readonly schema?: string;
  readonly comment?: string;
  readonly origins?: object;
}
interface Found {
  readonly map: MapName;
  readonly key: string;
  readonly value: Plain;
}

export function findPlain(draft: Draft, object: ObjectReference): Found | undefined {
  const kept = keptAs(object.kind);
  const { map, inSchema } = kept === 'other' ? { map: 'others' as const, inSchema: false } : rulesOf(kept);
  for (const key of keysFor(draft, object, inSchema)) {
    const value = (draft.schema[map] as PMap<unknown>).get(key);
    if (value !== undefined) return { map, key, value: value as Plain };
  }
  return undefined;
}
function keysFor(draft: Draft, { kind, name: { value }, what }: ObjectReference, inSchema: boolean): string[] {
  if (kind === 'other') return [otherKey(what ?? '', value, creationSchema(draft.schema))];
  return inSchema ? schemasFor(draft.schema, value).map((schema) => qualifiedKey(schema, value.name)) : [value.name];
}
/** Puts `value` in the place of what was found, under its own key unless another is given. */
export function replacePlain(draft: Draft, { map, key }: Found, value: Plain, to = key): void {
  if (to !== key) draft.remove(map, key);
  draft.put(map, to, value as never);
}
