/** DROP of what belongs to a table, and of what has no schema. */

import { findIn, findTableOrView, isSurelyAbsent } from '../../model/resolve';
import type { Table } from '../../model/schema';
import type { Drop, ObjectReference } from '../../sql/read/ops';
import { keyOf, splitKey } from '../../text/names';
import type { Draft } from '../draft';
import { otherKey } from '../options';
import { refuseAbsent } from '../refuse';
import { requireTable } from '../required';

export function dropPart(draft: Draft, op: Drop, object: ObjectReference): void {
  switch (object.kind) {
    case 'trigger':
      return dropFrom(draft, op, object, 'triggers');
    case 'policy':
      return dropFrom(draft, op, object, 'policies');
    case 'rule':
      return dropFrom(draft, op, object, 'rules');
    case 'extension':
      return dropExtension(draft, op, object);
    case 'collation':
      return dropPlain(draft, op, object, 'collations', 'collation');
    case 'statistics':
      return dropPlain(draft, op, object, 'statistics', 'statistics');
    case 'other':
      return draft.remove('others', otherKey(draft, object.what ?? '', object.name.value));
    default:
      return;
  }
}

const nouns = { triggers: 'trigger', policies: 'policy', rules: 'rule' } as const;
function dropFrom(draft: Draft, op: Drop, object: ObjectReference, part: keyof typeof nouns): void {
  if (!object.table) return;
  const owner = findTableOrView(draft.schema, object.table.value);
  if (!owner) {
    if (!op.ifExists || !isSurelyAbsent(draft.schema, 'table', object.table.value))
      if (!draft.mayHaveRun(object.table.value.name, [])) requireTable(draft, object.table);
    return;
  }
  const name = object.name.value.name;
  const parts: readonly { readonly name: string }[] = (part in owner ? (owner as Table)[part] : undefined) ?? [];
  if (parts.some((each) => each.name === name)) {
    const left = parts.filter((each) => each.name !== name);
    const map = 'constraints' in owner ? 'tables' : 'views';
    draft.put(map, keyOf(owner), { ...owner, [part]: left } as never);
    return;
  }
  const candidates = parts.map((each) => each.name);
  if (op.ifExists || draft.mayHaveRun(name, candidates, owner) || draft.mayHaveRun(name, candidates)) return;
  if ('constraints' in owner && draft.isUnknownPart(owner, nouns[part], name)) return;
  draft.refuse(
    'does not exist',
    object.name.range,
    { kind: object.kind, schema: owner.schema, name, table: owner.name },
    `${nouns[part]} "${name}" for table "${owner.name}" does not exist`,
    candidates,
  );
}

function dropPlain(
  draft: Draft,
  op: Drop,
  object: ObjectReference,
  map: 'collations' | 'statistics',
  kind: 'collation' | 'statistics',
): void {
  const found = findIn<{ schema: string; name: string }>(draft.schema, draft.schema[map], object.name.value);
  if (found) return draft.remove(map, keyOf(found));
  const candidates = [...draft.schema[map].keys()].map((key) => splitKey(key).name).sort();
  const label = kind === 'statistics' ? 'statistics object' : kind;
  const message = `${label} "${object.name.value.name}" does not exist`;
  refuseAbsent(draft, object, kind, message, candidates, op.ifExists);
}

/** The extension and everything it brought. */
function dropExtension(draft: Draft, op: Drop, object: ObjectReference): void {
  const name = object.name.value.name;
  if (!draft.schema.extensions.has(name)) {
    const message = `extension "${name}" does not exist`;
    return refuseAbsent(draft, object, 'other', message, [...draft.schema.extensions.keys()].sort(), op.ifExists);
  }
  draft.remove('extensions', name);
  for (const map of ['tables', 'views', 'types', 'sequences', 'others'] as const)
    for (const [key, each] of draft.schema[map]) if (each.extension === name) draft.remove(map, key);
  for (const [key, overloads] of draft.schema.routines) {
    const left = overloads.filter((routine) => routine.extension !== name);
    if (left.length === 0) draft.remove('routines', key);
    else if (left.length < overloads.length) draft.put('routines', key, left);
  }
}
