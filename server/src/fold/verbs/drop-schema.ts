/** DROP SCHEMA. */

import { kinds, schemaKinds } from '../../model/kinds';
import type { Drop, ObjectReference } from '../../sql/read/ops';
import { splitKey } from '../../text/names';
import type { Dependent } from '../dependents';
import type { Draft } from '../draft';
import { refuseAbsent, refuseDependents } from '../refuse';
import { removeDependentsOfTable, removeTable, removeView } from './drop-table';
import { removeType } from './drop-type';

/** Everything in the schema goes with CASCADE; without it, a schema that holds anything is refused. */
export function dropSchema(draft: Draft, op: Drop, object: ObjectReference): void {
  const name = object.name.value.name;
  const namespace = draft.schema.namespaces.get(name);
  if (!namespace) {
    const message = `schema "${name}" does not exist`;
    return refuseAbsent(draft, object, 'schema', message, [...draft.schema.namespaces.keys()].sort(), op.ifExists);
  }
  const within = (key: string): boolean => splitKey(key).schema === name;
  const tables = [...draft.schema.tables].filter(([key]) => within(key));
  const views = [...draft.schema.views.values()].filter((view) => view.schema === name);
  const types = [...draft.schema.types.values()].filter((type) => type.schema === name);
  if (!op.cascade && tables.length + views.length + types.length > 0) {
    const dependents: Dependent[] = [
      ...tables.map(([, table]) => ({ is: 'child', table }) as const),
      ...views.map((view) => ({ is: 'view', view }) as const),
    ];
    refuseDependents(draft, object, namespace, dependents);
  }
  for (const [key, table] of tables) {
    if (draft.schema.tables.has(key)) removeDependentsOfTable(draft, table);
    removeTable(draft, key);
  }
  for (const view of views) removeView(draft, view);
  for (const type of types) removeType(draft, type);
  for (const map of schemaKinds.map((kind) => kinds[kind].map))
    for (const key of [...draft.schema[map].keys()]) if (within(key)) draft.remove(map, key);
  draft.remove('namespaces', name);
}
