/** DROP of what belongs to a table, and of what has no schema. */

import { keptAs, type PartKind, parts, rulesOf } from '../../model/kinds';
import { findTableOrView, isSurelyAbsent } from '../../model/resolve';
import type { Origins, Table } from '../../model/schema';
import type { Drop, ObjectReference } from '../../sql/read/ops';
import { keyOf, splitKey } from '../../text/names';
import type { Draft } from '../draft';
import { findPlain } from '../plain-objects';
import { refuseAbsent } from '../refuse';
import { requireTable } from '../required';

export function dropPart(draft: Draft, op: Drop, object: ObjectReference, part: PartKind): void {
  const list = parts[part];
  if (!object.table) return;
  const owner = findTableOrView(draft.schema, object.table.value);
  if (!owner) {
    if (!op.ifExists || !isSurelyAbsent(draft.schema, 'table', object.table.value))
      if (!draft.mayHaveRun(object.table.value.name, [])) requireTable(draft, object.table);
    return;
  }
  const name = object.name.value.name;
  const all: readonly { readonly name: string }[] = (list in owner ? (owner as Table)[list] : undefined) ?? [];
  if (all.some((each) => each.name === name)) {
    const left = all.filter((each) => each.name !== name);
    const map = 'constraints' in owner ? 'tables' : 'views';
    draft.put(map, keyOf(owner), { ...owner, [list]: left } as never);
    return;
  }
  const candidates = all.map((each) => each.name);
  if (op.ifExists || mayHaveHad(draft, owner, name, candidates)) return;
  if ('constraints' in owner && draft.isUnknownPart(owner, part, name)) return;
  draft.refuse(
    'does not exist',
    object.name.range,
    { kind: object.kind, schema: owner.schema, name, table: owner.name },
    `${part} "${name}" for table "${owner.name}" does not exist`,
    candidates,
  );
}

/** Whether a part may be absent because the file has run: a table that it has surely made itself never had it. */
export function mayHaveHad(
  draft: Draft,
  owner: { readonly origins?: Origins },
  name: string,
  candidates: readonly string[],
): boolean {
  const { self, passedOver, rename } = owner.origins ?? {};
  if ('constraints' in owner && self && !passedOver && !rename) return false;
  return draft.mayHaveRun(name, candidates, owner) || draft.mayHaveRun(name, candidates);
}

/** What nothing depends on that is known here. */
export function dropPlain(draft: Draft, op: Drop, object: ObjectReference): void {
  const kind = keptAs(object.kind);
  if (kind === 'other') return;
  const { map, label = kind } = rulesOf(kind);
  const found = findPlain(draft, object);
  if (found) return draft.remove(map, found.key);
  const candidates = [...draft.schema[map].keys()].map((key) => splitKey(key).name).sort();
  const message = `${label} "${object.name.value.name}" does not exist`;
  refuseAbsent(draft, object, kind, message, candidates, op.ifExists);
}
