/** Objects that are looked up by their name alone, whatever their kind is. */

import { keptAs, type MapName, rulesOf } from '../model/kinds';
import type { PMap } from '../model/persistent-map';
import { schemasFor } from '../model/resolve';
import type { Origins } from '../model/schema';
import type { ObjectReference } from '../sql/read/ops';
import { qualifiedKey } from '../text/names';
import type { Draft } from './draft';
import { findOther } from './kinds/other-objects';

interface Plain {
  readonly name: string;
  readonly schema?: string;
  readonly comment?: string;
  readonly origins?: Origins;
}
interface FoundObject {
  readonly map: MapName;
  readonly key: string;
  readonly value: Plain;
}

export function findPlain(draft: Draft, object: ObjectReference): FoundObject | undefined {
  const kept = keptAs(object.kind);
  if (kept === 'other') {
    const found = findOther(draft, object);
    return found && { map: 'others', ...found };
  }
  const { map, inSchema } = rulesOf(kept);
  for (const key of keysFor(draft, object, inSchema)) {
    const value = (draft.schema[map] as PMap<unknown>).get(key);
    if (value !== undefined) return { map, key, value: value as Plain };
  }
  return undefined;
}
function keysFor(draft: Draft, { name: { value } }: ObjectReference, inSchema: boolean): string[] {
  return inSchema ? schemasFor(draft.schema, value).map((schema) => qualifiedKey(schema, value.name)) : [value.name];
}
/** True, and reported, where another of the kind has the key already. */
export function refuseTakenPlain(
  draft: Draft,
  { map, key: from }: FoundObject,
  object: ObjectReference,
  to: string,
): boolean {
  const taken = to === from ? undefined : (draft.schema[map] as PMap<Plain>).get(to);
  const kind = keptAs(object.kind);
  if (!taken || kind === 'other' || draft.mayReplace(taken.origins)) return false;
  const { schema = '', name } = taken;
  if (draft.isUnknown(kind, schema, name)) return true;
  const message = `${rulesOf(kind).label ?? kind} "${name}" already exists in schema "${schema}"`;
  draft.refuse('exists already', object.name.range, { kind: object.kind, schema, name }, message);
  return true;
}
/** Puts `value` in the place of what was found, under its own key unless another is given. */
export function replacePlain(draft: Draft, { map, key }: FoundObject, value: Plain, to = key): void {
  if (to !== key) draft.remove(map, key);
  draft.put(map, to, value as never);
}
