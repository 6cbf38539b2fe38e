/** LIKE: what CREATE TABLE copies from another table (src/backend/parser/parse_utilcmd.c, transformTableLikeClause). */

import { sortedIndexesOn } from '../../model/lookups';
import { findIn, findTableOrView } from '../../model/resolve';
import type { Column, Constraint, Table } from '../../model/schema';
import { settingsOf } from '../../model/schema-columns';
import { completeSequence, ownOptions, sequenceType } from '../../model/sequences';
import type { LikeClause } from '../../sql/read/ops-table';
import { keyOf, makeObjectName } from '../../text/names';
import { present } from '../../text/present';
import { chooseIndexName, chooseSequenceName, indexColumnNames } from '../default-names';
import type { Draft } from '../draft';
import { requireTable } from '../required';
import { setNotNull } from './constraints';

/** The columns, in the source's order, with the facts that are asked for; NOT NULL always. */
export function likeColumns(draft: Draft, like: LikeClause): Column[] {
  const origin = draft.origin(like.range);
  const source = findTableOrView(draft.schema, like.source.value);
  if (!source) {
    const type = findIn(draft.schema, draft.schema.types, like.source.value);
    if (type?.kind === 'composite')
      return type.attributes.map(({ name, type }) => ({
        name,
        type,
        notNull: false,
        origins: { self: origin, type: origin },
      }));
    requireTable(draft, like.source);
    return [];
  }
  if (!('constraints' in source))
    return source.columns.map((column) => ({
      name: column.name,
      type: column.type ?? { name: 'unknown', builtin: true },
      notNull: false,
      origins: { self: origin, type: origin },
    }));
  const named = draft.schema.serverVersion >= 180000;
  return source.columns.map((column) => ({
    ...likeColumn(like, column),
    ...present({ notNullConstraint: named && column.notNull ? notNullOf(source, column) : undefined }),
    origins: { self: origin, type: origin, notNull: origin, default: origin },
  }));
}
/** Since 18, NOT NULL comes with its name. */
function notNullOf(source: Table, column: Column): NonNullable<Column['notNullConstraint']> {
  const { name = makeObjectName(source.name, column.name, 'not_null'), noInherit } = column.notNullConstraint ?? {};
  return { name, ...present({ noInherit: noInherit || undefined }) };
}
function likeColumn(like: LikeClause, column: Column): Column {
  const has = (what: Parameters<LikeClause['including']['has']>[0]) => like.including.has(what);
  return {
    name: column.name,
    type: column.type,
    notNull: column.notNull,
    ...present({
      collation: column.collation,
      default: has('defaults') && column.default !== undefined ? column.default : undefined,
      generated: has('generated') && column.generated ? column.generated : undefined,
      identity: has('identity') && column.identity ? copiedIdentity(column, column.identity) : undefined,
      comment: has('comments') && column.comment !== undefined ? column.comment : undefined,
    }),
    ...settingsOf(column, (['storage', 'compression'] as const).filter(has)),
  };
}
/** The copy's sequence is bigint, with the limits the original has (`sequence_options`). */
function copiedIdentity(column: Column, identity: NonNullable<Column['identity']>): NonNullable<Column['identity']> {
  const type = sequenceType(column.type.name);
  const all = completeSequence(identity.sequence, type);
  return { kind: identity.kind, sequence: ownOptions({ ...all, type: 'bigint' }, type) };
}

/** After the table's own indexes: the source's constraints and indexes, under names chosen for the new table. */
export function copyLikeAfter(draft: Draft, key: string, like: LikeClause): void {
  const source = findTableOrView(draft.schema, like.source.value);
  if (!source || !('constraints' in source)) return;
  nameIdentities(draft, key);
  for (const constraint of source.constraints) {
    if (constraint.kind === 'check' && like.including.has('constraints')) copyConstraint(draft, key, like, constraint);
    else if (constraint.kind !== 'check' && constraint.kind !== 'foreign key' && like.including.has('indexes'))
      copyConstraint(draft, key, like, constraint);
  }
  if (like.including.has('indexes')) copyIndexes(draft, key, like, source);
}
function nameIdentities(draft: Draft, key: string): void {
  const table = draft.table(key);
  const unnamed = table.columns.filter((column) => column.identity && !column.identity.sequenceName);
  for (const column of unnamed) {
    const sequenceName = {
      schema: table.schema,
      name: chooseSequenceName(draft, table.schema, table.name, column.name),
    };
    draft.updateTable(key, (current) => ({
      ...current,
      columns: current.columns.map((each) =>
        each.name === column.name ? { ...each, identity: { ...column.identity!, sequenceName } } : each,
      ),
    }));
  }
}
function copyConstraint(draft: Draft, key: string, like: LikeClause, constraint: Constraint): void {
  const table = draft.table(key);
  const { local, inherited, comment, ...rest } = constraint;
  const columns = 'columns' in constraint ? constraint.columns : [];
  const include = 'include' in constraint ? constraint.include : undefined;
  const label = { 'primary key': 'pkey', unique: 'key', exclude: 'excl' } as const;
  const name =
    constraint.kind === 'check' || constraint.kind === 'foreign key'
      ? constraint.name
      : chooseIndexName(
          draft,
          table.schema,
          table.name,
          indexColumnNames(
            columns.map((column) => ({ column })),
            include,
          ),
          label[constraint.kind],
        );
  const copy: Constraint = {
    ...rest,
    name,
    ...present({ comment: like.including.has('comments') && comment !== undefined ? comment : undefined }),
    origins: { self: draft.origin(like.range) },
  };
  draft.updateTable(key, (current) => ({ ...current, constraints: [...current.constraints, copy] }));
  if (constraint.kind === 'primary key') setNotNull(draft, key, columns, draft.origin(like.range), true);
}
function copyIndexes(draft: Draft, key: string, like: LikeClause, source: Table): void {
  const table = draft.table(key);
  const sourceIndexes = sortedIndexesOn(draft.schema, source);
  for (const index of sourceIndexes) {
    const { comment, definition, parent, only, clustered, replicaIdentity, ...rest } = index;
    const names = indexColumnNames(index.keys, index.include);
    const name = chooseIndexName(draft, table.schema, table.name, names, 'idx');
    const copy = {
      ...rest,
      schema: table.schema,
      name,
      table: { schema: table.schema, name: table.name },
      ...present({ comment: like.including.has('comments') && comment !== undefined ? comment : undefined }),
      origins: { self: draft.origin(like.range) },
    };
    draft.put('indexes', keyOf(copy), copy);
  }
}
