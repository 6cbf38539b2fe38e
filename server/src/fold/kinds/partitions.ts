/** What a partition gets from its parent when it is made or attached, and indexes passed down from a parent. */

import { childKeys } from '../../model/children';
import { sortedIndexesOn } from '../../model/lookups';
import { findTable } from '../../model/resolve';
import type { Constraint, Index } from '../../model/schema';
import { keyOf } from '../../text/names';
import { chooseIndexName, indexColumnNames } from '../default-names';
import type { Draft } from '../draft';
import { passConstraint } from '../inherit';

/** Gives the partition of this key its parent's constraints of some kinds; with keys, its parent's indexes too. */
export function joinPartitions(draft: Draft, key: string, kinds: readonly Constraint['kind'][]): void {
  const parentName = draft.table(key).partitionOf?.parent;
  const parent = parentName && findTable(draft.schema, parentName);
  if (!parent) return;
  for (const constraint of parent.constraints)
    if (kinds.includes(constraint.kind)) passConstraint(draft, key, constraint);
  if (kinds.includes('unique')) for (const index of indexesOf(draft, parent)) passIndex(draft, key, index);
}

export function indexesOf(draft: Draft, table: { readonly schema: string; readonly name: string }): Index[] {
  return sortedIndexesOn(draft.schema, table);
}

/** One child's copy of a parent's index: an equal one it has is attached, else one is made under a chosen name. */
function passIndex(draft: Draft, childKey: string, index: Index): void {
  const child = draft.table(childKey);
  const parent = { schema: index.schema, name: index.name };
  const equal = indexesOf(draft, child).find((each) => !each.parent && sameDefinition(each, index));
  if (equal) {
    draft.put('indexes', keyOf(equal), { ...equal, parent });
    return;
  }
  const { comment, definition, only, clustered, replicaIdentity, parent: above, ...rest } = index;
  const name = chooseIndexName(draft, child.schema, child.name, indexColumnNames(index.keys, index.include), 'idx');
  const copy: Index = {
    ...rest,
    schema: child.schema,
    name,
    table: { schema: child.schema, name: child.name },
    parent,
  };
  draft.put('indexes', keyOf(copy), copy);
  passIndexDown(draft, childKey, copy);
}
export function passIndexDown(draft: Draft, key: string, index: Index): void {
  for (const child of childKeys(draft.schema, key)) if (draft.table(child).partitionOf) passIndex(draft, child, index);
}
function sameDefinition(a: Index, b: Index): boolean {
  const shape = (index: Index): string =>
    JSON.stringify([
      index.unique,
      index.method,
      index.where,
      index.include,
      index.nullsNotDistinct ?? false,
      index.keys.map((key) => [key.column, key.expression, key.descending ?? false, key.nulls, key.opclass?.name]),
    ]);
  return shape(a) === shape(b);
}
