/** ALTER SCHEMA … RENAME: every object in it, and every reference to one, has the new schema's name. */

import { kinds, objectKey, schemaKinds } from '../../model/kinds';
import type { PMap } from '../../model/persistent-map';
import { isSurelyAbsent } from '../../model/resolve';
import type { Rename } from '../../sql/read/ops';
import { t } from '../../text/l10n';
import { qualifiedKey, splitKey } from '../../text/names';
import type { Draft } from '../draft';

export function renameSchema(draft: Draft, op: Rename): void {
  const { value: to, range: toRange } = op.to;
  const { range } = op.object.name;
  const from = op.object.name.value.name;
  const namespace = draft.schema.namespaces.get(from);
  if (!namespace) {
    if (draft.schema.namespaces.has(to) && draft.judging.mode !== 'strict') return;
    if (!isSurelyAbsent(draft.schema, 'schema', { schema: from, name: from }))
      return draft.forget(objectKey('schema', to, to), t('it may have been made by renaming {0}', from));
    const candidates = [...draft.schema.namespaces.keys()].sort();
    const message = `schema "${from}" does not exist`;
    return draft.refuse('does not exist', range, { kind: 'schema', name: from }, message, candidates);
  }
  if (draft.schema.namespaces.has(to) && !draft.mayReplace(draft.schema.namespaces.get(to)?.origins))
    return draft.refuse('exists already', toRange, { kind: 'schema', name: to }, `schema "${to}" already exists`);
  draft.remove('namespaces', from);
  draft.moveUnknown('schema', { schema: from, name: from }, { schema: to, name: to });
  draft.put('namespaces', to, { ...namespace, name: to });
  const moved = (value: unknown): unknown => moveReferences(value, from, to);
  for (const map of schemaKinds.map((kind) => kinds[kind].map)) {
    const before = draft.schema[map] as PMap<unknown>;
    for (const [key, value] of before) {
      const next = moved(value);
      const { schema, name } = splitKey(key);
      if (schema === from) draft.remove(map, key);
      if (schema === from || next !== value)
        draft.put(map, schema === from ? qualifiedKey(to, name) : key, next as never);
    }
  }
}

/** Every `schema: from` beside a name, at any depth; the same object when there is none. */
function moveReferences(value: unknown, from: string, to: string): unknown {
  if (Array.isArray(value)) {
    const next = value.map((each) => moveReferences(each, from, to));
    return next.some((each, i) => each !== value[i]) ? next : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  let changed: Record<string, unknown> | undefined;
  for (const [key, each] of Object.entries(value)) {
    const next = key === 'schema' && each === from ? to : moveReferences(each, from, to);
    if (next === each) continue;
    changed ??= { ...value };
    changed[key] = next;
  }
  return changed ?? value;
}
