/** The constraints of CREATE TABLE. */

import type { Table } from '../../model/schema';
import type { ConstraintDef, CreateTable, LikeClause } from '../../sql/read/ops-table';
import type { Draft } from '../draft';
import { passConstraint } from '../inherit';
import { addConstraint } from './constraints';
import { copyLikeAfter } from './like';
import { joinPartitions } from './partitions';

/**
 * In the server's order, which decides the names it chooses: checks, then indexes (the primary key first), then what
 * LIKE copies, then foreign keys; a partition gets its parent's before its own.
 */
export function addConstraints(draft: Draft, key: string, op: CreateTable, parents: readonly Table[]): void {
  const written = [...op.columns.flatMap((column) => column.constraints), ...op.constraints];
  const of = (...kinds: ConstraintDef['kind'][]) => written.filter((each) => kinds.includes(each.kind));
  for (const parent of parents)
    for (const constraint of parent.constraints)
      if (constraint.kind === 'check') passConstraint(draft, key, constraint);
  const checks = of('check', 'not null');
  const { likes, withoutLikes } = splitLikes(op.likes);
  for (const def of checks) addConstraint(draft, key, def);
  if (op.partitionOf) joinPartitions(draft, key, ['primary key', 'unique', 'exclude']);
  for (const def of distinctKeys(of('primary key', 'unique', 'exclude'))) addConstraint(draft, key, def);
  for (const like of [...likes, ...withoutLikes]) copyLikeAfter(draft, key, like);
  for (const def of of('foreign key')) addConstraint(draft, key, def);
  if (op.partitionOf) joinPartitions(draft, key, ['foreign key']);
}
function splitLikes(likes: readonly LikeClause[]) {
  const copiesConstraints = (like: LikeClause): boolean => like.including.has('constraints');
  return { likes: likes.filter(copiesConstraints), withoutLikes: likes.filter((like) => !copiesConstraints(like)) };
}
/** The primary key first; `UNIQUE PRIMARY KEY` on the same columns is one key (`transformIndexConstraints`). */
function distinctKeys(defs: readonly ConstraintDef[]): ConstraintDef[] {
  const primary = defs.filter((def) => def.kind === 'primary key');
  const kept: ConstraintDef[] = [...primary];
  for (const def of defs) {
    if (def.kind === 'primary key') continue;
    const twin = kept.findIndex((each) => sameKey(each, def));
    if (twin < 0) kept.push(def);
    else if (!kept[twin]!.name && def.name) kept[twin] = { ...kept[twin]!, name: def.name };
  }
  return kept;
}
function sameKey(a: ConstraintDef, b: ConstraintDef): boolean {
  if ((a.kind !== 'primary key' && a.kind !== 'unique') || b.kind !== 'unique') return false;
  const columns = (def: typeof a): string =>
    [...def.columns.map((c) => c.value), '', ...(def.include ?? []).map((c) => c.value)].join('\0');
  return (
    columns(a) === columns(b) &&
    (a.deferrable ?? false) === (b.deferrable ?? false) &&
    (a.nullsNotDistinct ?? false) === (b.nullsNotDistinct ?? false)
  );
}
