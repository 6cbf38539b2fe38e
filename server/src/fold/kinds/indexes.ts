/** CREATE INDEX. */

import { isBuiltinOperatorClass } from '../../model/builtins';
import { devIndexesOn } from '../../model/lookups';
import { findRelation, isSurelyAbsent } from '../../model/resolve';
import type { Index, IndexKey } from '../../model/schema';
import type { CreateIndex, IndexKeyDef } from '../../sql/read/ops-table';
import { isUncollated } from '../../sql/refusals/columns';
import { foldIdentifier, keyOf, type QualifiedName } from '../../text/names';
import { present } from '../../text/present';
import type { TextRange } from '../../text/text';
import { chooseIndexName, indexColumnNames } from '../default-names';
import { type Draft, kindOf, originsOf, written } from '../draft';
import { keyOfTable } from '../inherit';
import { requireAccessMethod, requireIndexParameters } from '../parameters';
import { mayIndexPartitions } from '../refusals/constraints';
import { requirePartitionColumns } from '../refusals/partition-keys';
import { requireColumns, requireReferences, tableNames } from '../required';
import { removeIndexOrConstraint } from '../verbs/drop-table';
import { passIndexDown } from './partitions';

export function createIndex(draft: Draft, op: CreateIndex): void {
  const owner = indexedRelation(draft, op);
  if (!owner) return;
  if (op.name) {
    const existing = draft.relationTaken(owner.schema, op.name.value);
    if (existing && draft.mayReplace(originsOf(existing)) && kindOf(existing) === 'index')
      removeIndexOrConstraint(draft, existing);
    else if (existing) {
      if (op.ifNotExists || draft.isUnknown('index', owner.schema, op.name.value)) return;
      draft.refuse(
        'exists already',
        op.name.range,
        { kind: kindOf(existing), schema: owner.schema, name: op.name.value, table: owner.name },
        `relation "${op.name.value}" already exists`,
      );
      return;
    }
    draft.know('index', owner.schema, op.name.value);
  }
  if (!mayIndex(draft, owner, op)) return;
  requireIndexed(draft, owner, op);
  const include = op.include?.map((column) => column.value);
  const name =
    op.name?.value ??
    dropOwnUnnamed(draft, owner, op) ??
    chooseIndexName(draft, owner.schema, owner.name, indexColumnNames(op.keys.map(plainKey), include), 'idx');
  const self = draft.origin(op.name?.range ?? op.table.range);
  const index: Index = {
    schema: owner.schema,
    name,
    table: owner,
    unique: op.unique,
    method: op.method,
    keys: op.keys.map((key) => withoutOwnCollation(draft, owner, plainKey(key))),
    ...present({
      include: include && include.length > 0 ? include : undefined,
      where: op.where?.text,
      nullsNotDistinct: op.nullsNotDistinct || undefined,
      storageParameters: op.storageParameters,
      tablespace: op.tablespace,
      only: op.only || undefined,
    }),
    origins: { self, ...present({ name: op.name && self }), definition: draft.origin(keysRange(op)) },
  };
  draft.put('indexes', keyOf(index), index);
  if (!op.only) passIndexDown(draft, keyOfTable(owner), index);
}

function mayIndex(draft: Draft, owner: { schema: string; name: string }, op: CreateIndex): boolean {
  const table = draft.schema.tables.get(keyOf(owner));
  if (!table) return true;
  const refuse = (message: string): false => {
    draft.refuse('other', op.table.range, { kind: 'table', ...owner }, message);
    return false;
  };
  if (table.kind === 'foreign table') return refuse(`cannot create index on relation "${table.name}"`);
  if (table.kind !== 'partitioned table') return true;
  if (op.concurrently) return refuse(`cannot create index on partitioned table "${table.name}" concurrently`);
  if (!op.unique) return true;
  const columns = op.keys.flatMap((key) => key.column ?? []);
  return (
    requirePartitionColumns(draft, table, 'UNIQUE', columns, op.table.range) &&
    (op.only || mayIndexPartitions(draft, table, op.table.range))
  );
}
function keysRange(op: CreateIndex) {
  const [first, last] = [op.keys[0], op.keys.at(-1)];
  return first && last ? { start: first.range.start, end: last.range.end } : op.table.range;
}
/** As `DefineIndex` has it: a collation around the whole expression is the key's. */
function plainKey(key: IndexKeyDef): IndexKey {
  const { range, columnRange, references, ...rest } = key;
  if (rest.expression === undefined) return rest;
  const collated = /^(.*\S)\s+COLLATE\s+(?:pg_catalog\s*\.\s*)?(?:"([^"]+)"|(\w+))\s*$/is.exec(rest.expression);
  if (!collated) return rest;
  const [, expression = '', quoted, bare = ''] = collated;
  return { ...rest, expression, collation: { name: quoted ?? foldIdentifier(bare) } };
}
/** A column's own collation is what its index has anyway. */
function withoutOwnCollation(draft: Draft, owner: { schema: string; name: string }, key: IndexKey): IndexKey {
  if (!key.collation || key.column === undefined) return key;
  const column = draft.schema.tables.get(keyOf(owner))?.columns.find((each) => each.name === key.column);
  if (column?.collation?.name !== key.collation.name) return key;
  const { collation, ...rest } = key;
  return rest;
}

/** The table or materialized view; a conflict where there surely is none. */
function indexedRelation(draft: Draft, op: CreateIndex): { schema: string; name: string } | undefined {
  const name = op.table.value;
  const relation = findRelation(draft.schema, name);
  if (relation?.is === 'table') return { schema: relation.table.schema, name: relation.table.name };
  if (relation?.is === 'view' && relation.view.kind === 'materialized view')
    return { schema: relation.view.schema, name: relation.view.name };
  const object = { kind: 'table', ...name } as const;
  if (relation) draft.refuse('wrong kind', op.table.range, object, `cannot create index on relation "${name.name}"`);
  else if (isSurelyAbsent(draft.schema, 'table', name))
    draft.refuse(
      'does not exist',
      op.table.range,
      object,
      `relation "${written(name)}" does not exist`,
      tableNames(draft),
    );
  return undefined;
}
function requireIndexed(draft: Draft, owner: { schema: string; name: string }, op: CreateIndex): void {
  const table = draft.schema.tables.get(keyOf(owner));
  if (!table) return;
  const message = (column: string) => `column "${column}" does not exist`;
  const plain = op.keys.flatMap((key) =>
    key.column === undefined ? [] : [{ value: key.column, range: key.columnRange ?? key.range }],
  );
  requireColumns(draft, table, [...plain, ...(op.include ?? [])], message);
  for (const key of op.keys) {
    const type = table.columns.find(({ name }) => name === key.column)?.type;
    if (key.collation && type?.builtin && isUncollated(type.name))
      draft.refuse(
        'other',
        key.range,
        { kind: 'column', schema: table.schema, name: key.column ?? '', table: table.name },
        `collations are not supported by type ${type.name}`,
      );
    if (key.references) requireReferences(draft, table, key.references);
    if (key.opclass) requireOperatorClass(draft, key.opclass, key.range, op.method);
  }
  if (op.where) requireReferences(draft, table, op.where);
  if (op.methodRange) requireAccessMethod(draft, op.method, op.methodRange);
  if (op.parameterNames) requireIndexParameters(draft, op.parameterNames, op.method);
}
/** Extensions that bring no operator class: any other may. */
const withoutClasses =
  /^(plpgsql|uuid-ossp|pgcrypto|unaccent|pg_stat_statements|tablefunc|dblink|moddatetime|fuzzystrmatch)$/;
function requireOperatorClass(draft: Draft, name: QualifiedName, range: TextRange, method: string): void {
  const { others, extensions } = draft.schema;
  if ((name.schema === undefined || name.schema === 'pg_catalog') && isBuiltinOperatorClass(name.name)) return;
  for (const other of others.values()) if (other.name === name.name || /operator class/i.test(other.kind)) return;
  for (const extension of extensions.keys()) if (!withoutClasses.test(extension)) return;
  if (!isSurelyAbsent(draft.schema, 'other', name)) return;
  const message = `operator class "${name.name}" does not exist for access method "${method}"`;
  draft.refuse('does not exist', range, { kind: 'other', ...name }, message);
}
/** An unnamed index that dev already has: the file's takes its place and its name. */
function dropOwnUnnamed(draft: Draft, owner: { schema: string; name: string }, op: CreateIndex): string | undefined {
  const shape = (keys: readonly IndexKey[]): string =>
    JSON.stringify(keys.map((key) => [key.column, key.expression, key.descending ?? false]));
  for (const [key, index] of devIndexesOn(draft.schema, owner)) {
    if (!draft.mayReplace(index.origins) || shape(index.keys) !== shape(op.keys) || index.unique !== op.unique)
      continue;
    draft.remove('indexes', key);
    return index.name;
  }
  return undefined;
}
