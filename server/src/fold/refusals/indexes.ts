/** Which index may be made, attached to a partitioned one, or be the replica identity. */

import { isBuiltinOperatorClass } from '../../model/builtins';
import { typesOfExtension, unlistedExtensions } from '../../model/extensions';
import { findRelation, isSurelyAbsent } from '../../model/resolve';
import type { Table } from '../../model/schema';
import type { Index } from '../../model/schema-constraints';
import type { CreateIndex } from '../../sql/read/ops-table';
import { t } from '../../text/l10n';
import { keyOf, type QualifiedName } from '../../text/names';
import type { LocalName, Name, TextRange } from '../../text/text';
import type { Draft } from '../draft';
import { indexesOf } from '../kinds/partitions';
import { mayIndexPartitions } from './constraints';
import { requireDistributionColumn, uniqueIndexMessage } from './distributed';
import { requirePartitionColumns } from './partition-keys';

/** As `ATExecAttachPartitionIdx`. */
export function mayAttachIndex(draft: Draft, parent: Index, name: Name): boolean {
  const refuse = (message: string): false => {
    draft.refuse('other', name.range, { kind: 'index', ...name.value }, message);
    return false;
  };
  const relation = findRelation(draft.schema, name.value);
  // Names that PostgreSQL chose for partitions' indexes are not all told.
  if (!relation) return true;
  if (relation.is === 'constraint index') return true;
  if (relation.is !== 'index') return refuse(`"${name.value.name}" is not an index`);
  const child = relation.index;
  const cannot = `cannot attach index "${child.name}" as a partition of index "${parent.name}"`;
  if (child.parent?.name === parent.name && child.parent.schema === parent.schema) return true;
  if (child === parent || child.parent) return refuse(cannot);
  const table = draft.schema.tables.get(keyOf({ schema: child.schema, ...child.table }));
  const above = table?.partitionOf?.parent;
  if (!table || (above?.name === parent.table.name && above.schema === (parent.table.schema ?? parent.schema)))
    return sameColumns(child, parent) || refuse(cannot);
  return refuse(cannot);
}
/** Surely: expressions and predicates are told by whether there are any. */
function sameColumns(a: Index, b: Index): boolean {
  const shape = (index: Index): string =>
    JSON.stringify([
      index.method,
      index.where !== undefined,
      index.keys.map((key) => [key.column, key.collation?.name, key.opclass?.name]),
    ]);
  return shape(a) === shape(b) && (a.unique || !b.unique);
}

/** ADD … USING INDEX, as `transformIndexConstraint` has it. */
export function mayBecomeKey(draft: Draft, table: Table, index: Index, range: TextRange): boolean {
  const { name, unique, where, keys, method } = index;
  const isOwn = index.table.name === table.name && index.table.schema === table.schema;
  const message = !isOwn
    ? `index "${name}" does not belong to table "${table.name}"`
    : !unique
      ? `"${name}" is not a unique index`
      : keys.some((key) => key.column === undefined)
        ? `index "${name}" contains expressions`
        : where !== undefined
          ? `"${name}" is a partial index`
          : method !== undefined && method !== 'btree'
            ? `index "${name}" is not a btree`
            : undefined;
  if (message === undefined || !draft.meets('relation', index)) return true;
  draft.refuse('other', range, { kind: 'index', schema: table.schema, name, table: table.name }, message);
  return false;
}
/** ALTER TABLE … CLUSTER ON, and CLUSTER … USING. */
export function mayCluster(draft: Draft, table: Table, { value: name, range }: LocalName): boolean {
  const isOwn = indexesOf(draft, table).some((each) => each.name === name);
  if (isOwn || table.constraints.some((each) => each.name === name) || draft.isUnknownPart(table, 'index', name))
    return true;
  if (draft.isUnknownPart(table, 'constraint', name) || !draft.meets('relation', table)) return true;
  const exists = findRelation(draft.schema, { schema: table.schema, name });
  const message = exists
    ? `"${name}" is not an index for table "${table.name}"`
    : `index "${name}" for table "${table.name}" does not exist`;
  draft.refuse('other', range, { kind: 'index', schema: table.schema, name, table: table.name }, message);
  return false;
}
/** As `ATExecReplicaIdentity`. */
export function mayIdentifyReplica(draft: Draft, table: Table, name: LocalName): boolean {
  const refuse = (message: string): false => {
    draft.refuse(
      'other',
      name.range,
      { kind: 'index', schema: table.schema, name: name.value, table: table.name },
      message,
    );
    return false;
  };
  const constraint = table.constraints.find((each) => each.name === name.value);
  if (constraint && (constraint.kind === 'primary key' || constraint.kind === 'unique')) {
    if (constraint.deferrable) return refuse(`cannot use non-immediate index "${name.value}" as replica identity`);
    return nullable(table, constraint.columns, name.value, refuse);
  }
  const index = indexesOf(draft, table).find((each) => each.name === name.value);
  if (!index) {
    if (draft.isUnknownPart(table, 'index', name.value) || constraint) return true;
    const exists = findRelation(draft.schema, { schema: table.schema, name: name.value });
    if (exists) return refuse(`"${name.value}" is not an index for table "${table.name}"`);
    if (draft.isUnknownPart(table, 'constraint', name.value) || !draft.meets('relation', table)) return true;
    return refuse(`index "${name.value}" for table "${table.name}" does not exist`);
  }
  if (!index.unique) return refuse(`cannot use non-unique index "${name.value}" as replica identity`);
  if (index.keys.some((key) => key.column === undefined))
    return refuse(`cannot use expression index "${name.value}" as replica identity`);
  if (index.where !== undefined) return refuse(`cannot use partial index "${name.value}" as replica identity`);
  return nullable(
    table,
    index.keys.flatMap((key) => key.column ?? []),
    name.value,
    refuse,
  );
}
function nullable(
  table: Table,
  columns: readonly string[],
  index: string,
  refuse: (message: string) => false,
): boolean {
  const column = table.columns.find((each) => columns.includes(each.name) && !each.notNull);
  if (!column) return true;
  return refuse(`index "${index}" cannot be used as replica identity because column "${column.name}" is nullable`);
}

/** As `DefineIndex` has it, of the relation. */
export function mayIndex(draft: Draft, owner: { schema: string; name: string }, op: CreateIndex): boolean {
  const table = draft.schema.tables.get(keyOf(owner));
  if (!table) return true;
  const refuse = (message: string): false => {
    draft.refuse('other', op.table.range, { kind: 'table', ...owner }, message);
    return false;
  };
  if (table.kind === 'foreign table') return refuse(`cannot create index on relation "${table.name}"`);
  const columns = op.keys.flatMap((key) => key.column ?? []);
  if (op.unique && !requireDistributionColumn(draft, table, columns, op.table.range, uniqueIndexMessage)) return false;
  if (table.kind !== 'partitioned table') return true;
  if (op.concurrently) return refuse(`cannot create index on partitioned table "${table.name}" concurrently`);
  if (!op.unique) return true;
  return (
    requirePartitionColumns(draft, table, 'UNIQUE', columns, op.table.range) &&
    (op.only || mayIndexPartitions(draft, table, op.table.range))
  );
}
export function requireOperatorClass(draft: Draft, name: QualifiedName, range: TextRange, method: string): void {
  if ((name.schema === undefined || name.schema === 'pg_catalog') && isBuiltinOperatorClass(name.name)) return;
  for (const other of draft.schema.others.values())
    if (other.kind === 'OPERATOR CLASS' && other.name === `${name.name} ${method}`) return;
  const message = `operator class "${name.name}" does not exist for access method "${method}"`;
  const about = { kind: 'other', ...name } as const;
  if (isSurelyAbsent(draft.schema, 'other', name)) return draft.refuse('does not exist', range, about, message);
  const extensions = unlistedExtensions(draft.schema);
  const unknown = extensions.find((extension) => typesOfExtension(extension) === undefined);
  // Those of well-known extensions are called so.
  if (extensions.length === 0 || (unknown === undefined && name.name.includes('_ops'))) return;
  if (unknown === undefined) return draft.refuse('does not exist', range, about, message);
  draft.refuse(
    'not decided',
    range,
    about,
    t('{0}: {1}', message, t('what the extension {0} brings is not known', unknown)),
  );
}
