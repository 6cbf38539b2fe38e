import type { Table } from '../../model/schema';
import { sameType } from '../../model/types';
import type { CreateTable } from '../../sql/read/ops-table';
import { t } from '../../text/l10n';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import type { Name } from '../../text/text';
import { type Draft, kindOf, originsOf } from '../draft';
import { requireTableAccessMethod, requireTableParameters } from '../parameters';
import { refuseWide } from '../query-columns';
import { mayBeParent, refuserOf } from '../refusals/attach';
import { mayBePartition } from '../refusals/partition-bounds';
import { isUnsure, refuseExisting, refuseType, requirePartitioned, requireReferences, requireTable } from '../required';
import { requireRowType, resolveType } from '../type-names';
import { removeTable } from '../verbs/drop-table';
import { assembleColumns } from './table-columns';
import { addConstraints } from './table-constraints';

export function createTable(draft: Draft, op: CreateTable): void {
  const target = draft.creationName(op.name, op.persistence);
  if (!target) return;
  const existing = draft.relationTaken(target.schema, target.name);
  if (existing) {
    // Where it may have been dropped before, it was: else this statement would be refused.
    const isGone = draft.mayReplace(originsOf(existing)) || (!op.ifNotExists && isUnsure(draft, target));
    if (existing.is === 'table' && isGone) removeTable(draft, keyOf(existing.table));
    else if (op.ifNotExists) return reportSkipped(draft, op, existing.is === 'table' ? existing.table : undefined);
    else return refuseExisting(draft, op.name, target, kindOf(existing));
  } else if (draft.isUnknown('table', target.schema, target.name) && op.ifNotExists) return;
  else if (draft.schema.types.has(keyOf(target))) return refuseType(draft, op.name, target);
  draft.know('table', target.schema, target.name);
  buildTable(draft, op, target);
}

/** Also for tables that CREATE TABLE IF NOT EXISTS skips, on a schema of their own. */
function buildTable(draft: Draft, op: CreateTable, target: { schema: string; name: string }): void {
  const key = keyOf(target);
  const parent = op.partitionOf && requirePartitioned(draft, op.partitionOf.parent);
  const parents = op.inherits.flatMap((name) => requireTable(draft, name) ?? []);
  requireTableAccessMethod(draft, op.accessMethod, op.name.range);
  if (op.kind === 'table' && op.parameterNames) requireTableParameters(draft, op.parameterNames, op.accessMethod);
  for (const [i, each] of op.inherits.entries()) {
    const above = parents.length === op.inherits.length ? parents[i] : undefined;
    const own = { ...target, ...present({ persistence: op.persistence }) };
    if (above && !mayBeParent(above, own, refuserOf(draft, above, each.range), true)) return;
  }
  const twice = parents.find((each, i) => parents.indexOf(each) < i);
  if (twice) {
    const message = `relation "${twice.name}" would be inherited from more than once`;
    return draft.refuse('other', op.inherits.at(-1)!.range, { kind: 'table', ...target }, message);
  }
  if (op.ofType && !requireRowType(draft, op.ofType)) return;
  if (op.partitionOf && parent && !mayBePartition(draft, op, parent)) return;
  const columns = assembleColumns(draft, op, target, parent ? [parent] : parents);
  refuseWide(draft, op.name.range, target, columns.length);
  const table: Table = {
    ...target,
    kind: op.kind,
    ...present({ persistence: op.persistence }),
    columns,
    constraints: [],
    ...present({
      partitionBy: op.partitionBy,
      partitionOf: op.partitionOf && partitionOf(op.partitionOf, parent),
      inherits:
        op.inherits.length > 0 ? op.inherits.map((name, i) => nameOfTable(parents[i]) ?? name.value) : undefined,
      ofType: op.ofType && rowTypeName(draft, op.ofType),
      storageParameters: op.storageParameters,
      tablespace: op.tablespace,
      accessMethod: op.accessMethod,
      server: op.server,
      foreignOptions: op.foreignOptions,
    }),
    origins: {
      ...{ self: draft.origin(op.name.range), name: draft.origin(op.name.range) },
      ...(op.ifNotExists && { passedOver: draft.origin(op.name.range) }),
    },
  };
  draft.putTable(table);
  if ((op.partitionOf && !parent) || (op.inherits.length > 0 && parents.length < op.inherits.length))
    draft.forgetColumns('table', target, t('the parent of {0} is not known', target.name));
  addConstraints(draft, key, op, parent ? [parent] : parents);
  for (const column of op.columns) if (column.generated) requireReferences(draft, draft.table(key), column.generated);
}

const nameOfTable = (table: Table | undefined) => table && { schema: table.schema, name: table.name };
function partitionOf(op: NonNullable<CreateTable['partitionOf']>, parent: Table | undefined) {
  return { parent: nameOfTable(parent) ?? op.parent.value, bound: op.bound };
}
function rowTypeName(draft: Draft, name: Name) {
  const type = resolveType(draft, name.value);
  return { ...present({ schema: type.schema }), name: type.name };
}

/** IF NOT EXISTS skips this statement: worth saying when what is written is not what is there. */
function reportSkipped(draft: Draft, op: CreateTable, existing: Table | undefined): void {
  if (!existing || draft.isUnknown('table', existing.schema, existing.name)) return;
  const differing: string[] = [];
  for (const def of op.columns) {
    const column = existing.columns.find((each) => each.name === def.name.value);
    if (!column) differing.push(def.name.value);
    else if (def.type.value.name !== '' && !sameType(column.type, resolveType(draft, def.type.value)))
      differing.push(def.name.value);
  }
  const unsure = differing.filter((column) => draft.isUnknownPart(existing, 'column', column));
  if (differing.length === unsure.length) return;
  draft.refuse(
    'skipped by if not exists',
    op.name.range,
    { kind: 'table', schema: existing.schema, name: existing.name },
    `relation "${existing.name}" already exists, skipping`,
    differing,
  );
}
