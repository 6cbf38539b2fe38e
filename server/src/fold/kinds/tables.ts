import type { Column, Table } from '../../model/schema';
import { sameType } from '../../model/types';
import type { ColumnDef, ConstraintDef, CreateTable, LikeClause } from '../../sql/read/ops-table';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import type { Name } from '../../text/text';
import { type Draft, kindOf, originsOf } from '../draft';
import { inheritedColumn, passConstraint } from '../inherit';
import { requireTableParameters } from '../parameters';
import { refuseWide } from '../query-columns';
import { mayBeParent, refuserOf } from '../refusals/attach';
import { mayBePartition } from '../refusals/partition-bounds';
import { isUnsure, refuseExisting, refuseType, requirePartitioned, requireReferences, requireTable } from '../required';
import { resolveType } from '../type-names';
import { removeTable } from '../verbs/drop-table';
import { buildColumn } from './columns';
import { addConstraint } from './constraints';
import { copyLikeAfter, likeColumns } from './like';
import { joinPartitions } from './partitions';

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
  if (op.kind === 'table' && op.parameterNames) requireTableParameters(draft, op.parameterNames, op.accessMethod);
  for (const [i, each] of op.inherits.entries()) {
    const above = parents.length === op.inherits.length ? parents[i] : undefined;
    const own = { ...target, ...present({ persistence: op.persistence }) };
    if (above && !mayBeParent(above, own, refuserOf(draft, above, each.range), true)) return;
  }
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
      inherits: op.inherits.length > 0 ? op.inherits.map((name, i) => nameOf(parents[i]) ?? name.value) : undefined,
      ofType: op.ofType && ofType(draft, op.ofType),
      storageParameters: op.storageParameters,
      tablespace: op.tablespace,
      accessMethod: op.accessMethod,
      server: op.server,
      foreignOptions: op.foreignOptions,
    }),
    origins: { self: draft.origin(op.name.range), name: draft.origin(op.name.range) },
  };
  draft.putTable(table);
  if ((op.partitionOf && !parent) || (op.inherits.length > 0 && parents.length < op.inherits.length))
    draft.forgetColumns('table', target, `the parent of ${target.name} is not known`);
  addConstraints(draft, key, op, parent ? [parent] : parents);
  for (const column of op.columns) if (column.generated) requireReferences(draft, draft.table(key), column.generated);
}

const nameOf = (table: Table | undefined) => table && { schema: table.schema, name: table.name };
function partitionOf(op: NonNullable<CreateTable['partitionOf']>, parent: Table | undefined) {
  return { parent: nameOf(parent) ?? op.parent.value, bound: op.bound };
}
function ofType(draft: Draft, name: Name) {
  const type = resolveType(draft, name.value);
  return { ...present({ schema: type.schema }), name: type.name };
}

/** The server's order: inherited columns first, then the written ones, LIKE's in their place. */
function assembleColumns(
  draft: Draft,
  op: CreateTable,
  target: { schema: string; name: string },
  parents: readonly Table[],
): Column[] {
  const columns: Column[] = [];
  for (const parent of parents)
    for (const column of parent.columns)
      if (!columns.some((each) => each.name === column.name))
        columns.push(inheritedColumn(column, op.partitionOf !== undefined, draft.schema.serverVersion));
  if (op.ofType) columns.push(...columnsOfType(draft, op.ofType));
  const inherited = columns.length;
  op.columns.forEach((def, position) => {
    addLikes(draft, op, position, columns, inherited);
    addColumn(draft, op, target, def, columns, inherited);
  });
  for (let position = op.columns.length; op.likes.some((like) => like.position >= position); position++)
    addLikes(draft, op, position, columns, inherited);
  return columns;
}
function addColumn(
  draft: Draft,
  op: CreateTable,
  target: { schema: string; name: string },
  def: ColumnDef,
  columns: Column[],
  inherited: number,
): void {
  const at = columns.findIndex((column) => column.name === def.name.value);
  if (at < 0) {
    columns.push(buildColumn(draft, target, def));
  } else if (at < inherited) {
    const own = buildColumn(draft, target, def);
    const optionsOnly = def.type.value.name === '';
    if (!optionsOnly && !sameType(own.type, columns[at]!.type))
      draft.refuse(
        'other',
        def.type.range,
        { kind: 'column', schema: target.schema, name: def.name.value, table: op.name.value.name },
        `column "${def.name.value}" has a type conflict`,
      );
    columns[at] = mergeColumn(columns[at]!, own, optionsOnly);
  } else
    draft.refuse(
      'duplicate column',
      def.name.range,
      { kind: 'column', schema: target.schema, name: def.name.value, table: op.name.value.name },
      `column "${def.name.value}" specified more than once`,
    );
}
/** A written column over an inherited one (`MergeAttributes`), or the options of a partition's column. */
function mergeColumn(from: Column, own: Column, optionsOnly: boolean): Column {
  const merged: Column = {
    ...from,
    ...own,
    type: optionsOnly ? from.type : own.type,
    notNull: from.notNull || own.notNull,
    ...(from.inherited ? { inherited: true, local: true } : {}),
  };
  return optionsOnly && from.inherited ? { ...merged, local: false } : merged;
}
function addLikes(draft: Draft, op: CreateTable, position: number, columns: Column[], inherited: number): void {
  for (const like of op.likes) {
    if (like.position !== position) continue;
    for (const column of likeColumns(draft, like)) {
      const at = columns.findIndex((each) => each.name === column.name);
      if (at < 0) columns.push(column);
      else if (at < inherited) columns[at] = mergeColumn(columns[at]!, column, false);
      else
        draft.refuse(
          'duplicate column',
          like.range,
          { kind: 'column', name: column.name, table: op.name.value.name },
          `column "${column.name}" specified more than once`,
        );
    }
  }
}
function columnsOfType(draft: Draft, name: Name): Column[] {
  const type = resolveType(draft, name.value);
  const found = type.schema === undefined ? undefined : draft.schema.types.get(keyOf({ ...type, schema: type.schema }));
  if (found?.kind !== 'composite') return [];
  const origin = draft.origin(name.range);
  return found.attributes.map((attribute) => ({
    name: attribute.name,
    type: attribute.type,
    notNull: false,
    ...present({ collation: attribute.collation }),
    origins: { self: origin, type: origin },
  }));
}

/**
 * In the server's order, which decides the names it chooses: checks, then indexes (the primary key first), then what
 * LIKE copies, then foreign keys; a partition gets its parent's before its own.
 */
function addConstraints(draft: Draft, key: string, op: CreateTable, parents: readonly Table[]): void {
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
