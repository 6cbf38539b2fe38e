/** The commands of ALTER INDEX, and those of ALTER TABLE that mark an index. */

import { indexesOn } from '../../model/lookups';
import { findRelation } from '../../model/resolve';
import type { Index } from '../../model/schema';
import type { AlterTable } from '../../sql/read/ops-table';
import { keyOf } from '../../text/names';
import type { LocalName } from '../../text/text';
import type { Draft } from '../draft';
import { mergeOptions } from '../options';
import { requireIndexParameters } from '../parameters';
import { mayAttachIndex } from '../refusals/indexes';

export function alterIndex(draft: Draft, op: AlterTable, index: Index): void {
  for (const command of op.commands) {
    const current = draft.schema.indexes.get(keyOf(index));
    if (!current) return;
    if (command.command === 'storage parameters') {
      requireIndexParameters(draft, command.names, current.method);
      const { storageParameters, ...rest } = current;
      const kept = (storageParameters ?? []).filter((option) => !command.reset.includes(option.split('=')[0]!.trim()));
      const merged = mergeOptions(kept, command.set);
      draft.put('indexes', keyOf(index), merged.length === 0 ? rest : { ...rest, storageParameters: merged });
    } else if (command.command === 'tablespace')
      draft.put('indexes', keyOf(index), { ...current, tablespace: command.tablespace });
    else if (command.command === 'attach partition') {
      if (!mayAttachIndex(draft, index, command.partition)) return;
      const child = findRelation(draft.schema, command.partition.value);
      if (child?.is === 'index')
        draft.put('indexes', keyOf(child.index), {
          ...child.index,
          parent: { schema: index.schema, name: index.name },
        });
    }
  }
}

/** ALTER INDEX of a key's index: what is attached to it becomes the partition's copy of the key (conislocal false). */
export function alterKeyIndex(draft: Draft, op: AlterTable): void {
  for (const command of op.commands) {
    if (command.command !== 'attach partition') continue;
    const child = findRelation(draft.schema, command.partition.value);
    if (child?.is !== 'constraint index') continue;
    draft.updateTable(keyOf(child.table), (table) => ({
      ...table,
      constraints: table.constraints.map((each) =>
        each.name === child.constraint.name ? { ...each, local: false, inherited: true } : each,
      ),
    }));
  }
}

export function setReplicaIdentity(
  draft: Draft,
  key: string,
  identity: 'default' | 'full' | 'nothing' | LocalName,
): void {
  draft.updateTable(key, ({ replicaIdentity: old, ...table }) =>
    identity === 'full' || identity === 'nothing' ? { ...table, replicaIdentity: identity } : table,
  );
  markIndex(draft, key, 'replicaIdentity', typeof identity === 'string' ? undefined : identity);
}
/** One index of the table, or a key's, has the mark; the others lose it. */
export function markIndex(
  draft: Draft,
  key: string,
  mark: 'clustered' | 'replicaIdentity',
  name: LocalName | undefined,
): void {
  const table = draft.table(key);
  const marked = <T extends object>(each: T, on: boolean): T => {
    const next = { ...each } as Record<string, unknown>;
    if (on) next[mark] = true;
    else delete next[mark];
    return next as T;
  };
  for (const [indexKey, index] of indexesOn(draft.schema, table))
    if (index.name === name?.value || index[mark])
      draft.put('indexes', indexKey, marked(index, index.name === name?.value));
  draft.updateTable(key, (current) => ({
    ...current,
    constraints: current.constraints.map((constraint) =>
      constraint.name === name?.value || mark in constraint
        ? marked(constraint, constraint.name === name?.value)
        : constraint,
    ),
  }));
}
