/** ALTER INDEX … ATTACH PARTITION and REPLICA IDENTITY USING INDEX: which index may be one. */
import { keyOf } from '../model/names';
import type { Index, Table } from '../model/schema';
import type { LocalName, Name } from '../sql/ops';
import type { Draft } from './draft';
import { indexesOf } from './partitions';
import { findRelation } from './resolve';

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
    return exists ? refuse(`"${name.value}" is not an index for table "${table.name}"`) : true;
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
