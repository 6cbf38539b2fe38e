/** Statements that want a relation of another kind: ALTER PUBLICATION … ADD TABLE a view, GRANT USAGE ON a table. */

import { otherKey } from '../../model/other-kinds';
import { findRelation, holderOf, type Relation } from '../../model/resolve';
import type { Table } from '../../model/schema';
import { unknownOf } from '../../model/unknown';
import type { RelationUse } from '../../sql/read/ops-query';
import { keyOf } from '../../text/names';
import type { LocalName } from '../../text/text';
import type { Draft } from '../draft';
import { markIndex } from '../kinds/alter-index';
import { indexesOf } from '../kinds/partitions';
import { mayCluster } from './indexes';

export function requireKinds(draft: Draft, uses: readonly RelationUse[]): void {
  for (const use of uses) {
    const relation = use.wants && findRelation(draft.schema, use.name.value);
    if (!relation || !use.wants) continue;
    const message = draft.meets('relation', holderOf(relation)) ? problem(draft, use.wants, relation) : undefined;
    const { value, range } = use.name;
    if (message !== undefined) draft.refuse('wrong kind', range, { kind: 'table', ...value }, message);
    else if (use.wants.what === 'cluster' && use.wants.by && relation.is === 'table')
      clusterBy(draft, relation.table, use.wants.by);
  }
}
function clusterBy(draft: Draft, table: Table, by: LocalName): void {
  if (mayCluster(draft, table, by)) markIndex(draft, keyOf(table), 'clustered', by);
}
function problem(draft: Draft, wants: NonNullable<RelationUse['wants']>, relation: Relation): string | undefined {
  if (relation.is === 'composite type') return undefined;
  const isTable = relation.is === 'table';
  const { name } = isTable ? relation.table : relation.is === 'view' ? relation.view : { name: '' };
  switch (wants.what) {
    case 'publish':
      return whyNotPublished(draft, wants.publication, relation);
    // A sequence that is named so is taken for one.
    case 'copy to':
    case 'copy from':
      return whyNotCopied(wants.what, relation);
    case 'grant usage':
      return isTable || relation.is === 'view' ? 'invalid privilege type USAGE for table' : undefined;
    case 'cluster':
      if (isTable) return wants.by ? undefined : whyNotClustered(draft, relation.table);
      return relation.is === 'view' && relation.view.kind !== 'view'
        ? undefined
        : relation.is === 'view'
          ? `"${name}" is not a table or materialized view`
          : undefined;
  }
}
/** `cluster`, src/backend/commands/cluster.c: without USING, by the index that was used last. */
function whyNotClustered(draft: Draft, table: Table): string | undefined {
  const isMarked = (one: object): boolean => 'clustered' in one && one.clustered === true;
  const isKnown = table.kind === 'table' && unknownOf(draft.schema, table).length === 0;
  return !isKnown || table.constraints.some(isMarked) || indexesOf(draft, table).some(isMarked)
    ? undefined
    : `there is no previously clustered index for table "${table.name}"`;
}
/** `BeginCopyFrom` and `BeginCopyTo`; a materialized view is copied from PostgreSQL 18 on. */
function whyNotCopied(what: 'copy to' | 'copy from', relation: Relation): string | undefined {
  if (relation.is === 'sequence') return `cannot ${what} sequence "${relation.sequence.name}"`;
  if (relation.is !== 'view') return undefined;
  const { kind, name, triggers } = relation.view;
  const isTaken = what === 'copy to' ? triggers?.length : kind === 'materialized view';
  return isTaken ? undefined : `cannot ${what} ${kind} "${name}"`;
}
/** `check_publication_add_relation`, src/backend/catalog/pg_publication.c. */
function whyNotPublished(draft: Draft, publication: string, relation: Relation): string | undefined {
  const there = draft.schema.others.get(otherKey('PUBLICATION', { name: publication }));
  if (/\bFOR ALL TABLES\b/i.test(there?.definition ?? ''))
    return `publication "${publication}" is defined as FOR ALL TABLES`;
  const refused = (name: string): string => `cannot add relation "${name}" to publication`;
  if (relation.is === 'view') return refused(relation.view.name);
  if (relation.is === 'sequence') return refused(relation.sequence.name);
  return relation.is === 'table' && isUnpublished(relation.table) ? refused(relation.table.name) : undefined;
}
const isUnpublished = ({ kind, persistence }: Table): boolean =>
  kind === 'foreign table' || persistence === 'unlogged' || persistence === 'temporary';
