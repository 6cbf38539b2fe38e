/** CREATE INDEX. */

import { devIndexesOn } from '../../model/lookups';
import { findRelation, isSurelyAbsent } from '../../model/resolve';
import type { Index, IndexKey } from '../../model/schema-constraints';
import type { CreateIndex } from '../../sql/read/ops-table';
import { isUncollated } from '../../sql/refusals/columns';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { chooseIndexName, indexColumnNames } from '../default-names';
import { type Draft, kindOf, originsOf, written } from '../draft';
import { keyOfTable } from '../inherit';
import { requireAccessMethod, requireIndexParameters } from '../parameters';
import { mayIndex, requireOperatorClass } from '../refusals/indexes';
import { requireColumns, requireReferences, tableNames } from '../required';
import { removeIndexOrConstraint } from '../verbs/drop-table';
import { plainKey, withoutOwnCast, withoutOwnCollation } from './index-keys';
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
    keys: op.keys.map((key) => withoutOwnCollation(draft, owner, plainKey(withoutOwnCast(draft, owner, key)))),
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

function keysRange(op: CreateIndex) {
  const [first, last] = [op.keys[0], op.keys.at(-1)];
  return first && last ? { start: first.range.start, end: last.range.end } : op.table.range;
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
/** An unnamed index that dev already has: the file's takes its place and its name. */
function dropOwnUnnamed(draft: Draft, owner: { schema: string; name: string }, op: CreateIndex): string | undefined {
  const shape = (keys: readonly IndexKey[]): string =>
    JSON.stringify(keys.map((key) => [key.column, key.expression, key.descending ?? false]));
  for (const [key, index] of devIndexesOn(draft.schema, owner)) {
    if (!draft.mayReplace(index.origins) || index.unique !== op.unique || index.method !== op.method) continue;
    if (shape(index.keys) !== shape(op.keys) || isOfOtherClass(index.keys, op.keys)) continue;
    draft.remove('indexes', key);
    return index.name;
  }
  return undefined;
}
/** One that is not written may be any. */
const isOfOtherClass = (keys: readonly IndexKey[], others: readonly IndexKey[]): boolean =>
  keys.some(({ opclass }, at) => {
    const other = others[at]?.opclass;
    return opclass !== undefined && other !== undefined && opclass.name !== other.name;
  });
