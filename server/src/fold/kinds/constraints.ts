/** Constraints as CREATE TABLE and ALTER TABLE add them: their names, their indexes, what they need to exist. */

import { isSurelyAbsent } from '../../model/resolve';
import type { CheckConstraint, Constraint, ExcludeConstraint, KeyConstraint, Origin, Table } from '../../model/schema';
import type { ConstraintDef } from '../../sql/read/ops-table';
import { qualifiedKey } from '../../text/names';
import { present } from '../../text/present';
import type { LocalName, TextRange } from '../../text/text';
import { chooseConstraintName, chooseIndexName, indexColumnNames } from '../default-names';
import { type Draft, originsOf } from '../draft';
import { columnsNamedBy } from '../expressions';
import { withDescendants } from '../inherit';
import { mayAddConstraint } from '../refusals/constraints';
import { mayBecomeKey } from '../refusals/indexes';
import { indexNames, requireColumns, requireReferences } from '../required';
import { namedNotNull } from './columns';
import {
  appendConstraint,
  type Def,
  deferral,
  freeConstraintName,
  origins,
  removeConstraint,
  removeOwn,
} from './constraint-parts';
import { addForeignKey } from './foreign-keys';

/**
 * Adds one constraint to the table of this key. Reports what PostgreSQL would refuse; what is refused is not added.
 * With `only` a key or NOT NULL stays with the table: pg_dump gives each partition its own and attaches it.
 */
export function addConstraint(draft: Draft, key: string, def: ConstraintDef, only = false): void {
  if (!draft.schema.tables.has(key) || !mayAddConstraint(draft, key, def, only)) return;
  switch (def.kind) {
    case 'primary key':
    case 'unique':
      return addKey(draft, key, def, only);
    case 'check':
      return addCheck(draft, key, def);
    case 'foreign key':
      return addForeignKey(draft, key, def);
    case 'exclude':
      return addExclusion(draft, key, def, only);
    case 'not null':
      return addNotNull(draft, key, def, only);
  }
}

const span = (names: readonly LocalName[]): TextRange | undefined =>
  names.length === 0 ? undefined : { start: names[0]!.range.start, end: names.at(-1)!.range.end };

/** True when no relation of the table's schema has the name that a key's index would get. */
function freeRelationName(draft: Draft, table: Table, name: string, range: TextRange): boolean {
  const relation = draft.relationTaken(table.schema, name);
  if (!relation) return true;
  if (relation.is === 'index' && draft.mayReplace(originsOf(relation))) {
    draft.remove('indexes', qualifiedKey(table.schema, name));
    return true;
  }
  if (draft.mayReplace(originsOf(relation)) || draft.isUnknown('index', table.schema, name)) return true;
  draft.refuse(
    'exists already',
    range,
    { kind: 'index', schema: table.schema, name, table: table.name },
    `relation "${name}" already exists`,
  );
  return false;
}
function addKey(draft: Draft, key: string, def: Def<'primary key' | 'unique'>, only: boolean): void {
  if (def.usingIndex) return addKeyUsingIndex(draft, key, def, def.usingIndex, only);
  if (def.kind === 'primary key' && !makeRoomForPrimaryKey(draft, key, def)) return;
  const table = draft.table(key);
  const named = [...def.columns, ...(def.include ?? [])];
  requireColumns(draft, table, named, (column) => `column "${column}" named in key does not exist`);
  const columns = def.columns.map((column) => column.value);
  const include = def.include?.map((column) => column.value) ?? [];
  if (def.name && !freeConstraintName(draft, key, def, def.name)) return;
  if (def.name && !freeRelationName(draft, draft.table(key), def.name.value, def.name.range)) return;
  const label = def.kind === 'primary key' ? 'pkey' : 'key';
  const names = indexColumnNames(
    columns.map((column) => ({ column })),
    include,
  );
  if (!def.name) removeOwn(draft, key, def.kind, columns);
  const name = def.name?.value ?? chooseIndexName(draft, table.schema, table.name, names, label);
  const constraint: KeyConstraint = {
    kind: def.kind,
    name,
    columns,
    ...present({
      include: include.length > 0 ? include : undefined,
      nullsNotDistinct: def.nullsNotDistinct || undefined,
      withoutOverlaps: def.withoutOverlaps || undefined,
      storageParameters: def.storageParameters,
      tablespace: def.tablespace,
    }),
    ...deferral(def),
    origins: origins(draft, def, span(def.columns)),
  };
  appendConstraint(draft, key, constraint, only);
  if (def.kind === 'primary key') setNotNull(draft, key, columns, draft.origin(def.range), only);
}
function makeRoomForPrimaryKey(draft: Draft, key: string, def: ConstraintDef): boolean {
  const table = draft.table(key);
  const existing = table.constraints.find((constraint) => constraint.kind === 'primary key');
  if (!existing) return true;
  // One that may have been dropped surely was.
  if (draft.mayReplace(existing.origins) || draft.isUnknownPart(table, 'constraint', existing.name)) {
    removeConstraint(draft, key, existing.name);
    return true;
  }
  draft.refuse(
    'multiple primary keys',
    def.range,
    { kind: 'constraint', schema: table.schema, name: existing.name, table: table.name },
    `multiple primary keys for table "${table.name}" are not allowed`,
  );
  return false;
}
/** What a primary key makes of its columns, in partitions and children too. */
export function setNotNull(draft: Draft, key: string, columns: readonly string[], origin: Origin, only: boolean): void {
  withDescendants(draft, key, only, (each) =>
    draft.updateTable(each, (table) => ({
      ...table,
      columns: table.columns.map((column) =>
        columns.includes(column.name) && !column.notNull
          ? { ...column, notNull: true, origins: { ...column.origins, notNull: origin } }
          : column,
      ),
    })),
  );
}

/** ADD PRIMARY KEY or UNIQUE USING INDEX: the index becomes the constraint's, and takes its name. */
function addKeyUsingIndex(
  draft: Draft,
  key: string,
  def: Def<'primary key' | 'unique'>,
  usingIndex: LocalName,
  only: boolean,
): void {
  const table = draft.table(key);
  const index = draft.schema.indexes.get(qualifiedKey(table.schema, usingIndex.value));
  if (!index) {
    const done = table.constraints.find((constraint) => constraint.name === (def.name ?? usingIndex).value);
    if (done && draft.mayReplace(done.origins)) return;
    if (!isSurelyAbsent(draft.schema, 'index', { schema: table.schema, name: usingIndex.value })) return;
    draft.refuse(
      'does not exist',
      usingIndex.range,
      { kind: 'index', schema: table.schema, name: usingIndex.value, table: table.name },
      `index "${usingIndex.value}" does not exist`,
      indexNames(draft, table),
    );
    return;
  }
  if (!mayBecomeKey(draft, table, index, usingIndex.range)) return;
  if (def.kind === 'primary key' && !makeRoomForPrimaryKey(draft, key, def)) return;
  const name = def.name ?? usingIndex;
  if (!freeConstraintName(draft, key, def, name)) return;
  draft.remove('indexes', qualifiedKey(index.schema, index.name));
  const columns = index.keys.flatMap((each) => (each.column === undefined ? [] : [each.column]));
  const constraint: KeyConstraint = {
    kind: def.kind,
    name: name.value,
    columns,
    ...present({
      include: index.include,
      nullsNotDistinct: index.nullsNotDistinct || undefined,
      storageParameters: index.storageParameters,
      indexComment: index.comment,
    }),
    ...deferral(def),
    origins: origins(draft, def),
  };
  appendConstraint(draft, key, constraint, only);
  if (def.kind === 'primary key') setNotNull(draft, key, columns, draft.origin(def.range), only);
}

function addCheck(draft: Draft, key: string, def: Def<'check'>): void {
  const table = draft.table(key);
  const columns = columnsNamedBy(def.expression, table);
  requireReferences(draft, table, def.expression);
  const above = def.name && table.constraints.find((each) => each.name === def.name?.value && each.local === false);
  const merges = above?.kind === 'check';
  if (def.name && !merges && !freeConstraintName(draft, key, def, def.name)) return;
  const name =
    def.name?.value ??
    chooseConstraintName(draft, table.schema, table.name, columns.length === 1 ? columns : [], 'check');
  const constraint: CheckConstraint = {
    kind: 'check',
    name,
    expression: def.expression.text,
    ...present({
      noInherit: def.noInherit || undefined,
      notValid: def.notValid || def.notEnforced || undefined,
      notEnforced: def.notEnforced || undefined,
    }),
    origins: origins(draft, def, def.expression.range),
  };
  if (merges) mergeWithInherited(draft, key, above, constraint);
  else appendConstraint(draft, key, constraint);
}
/** `MergeWithExistingConstraint`: a check written as a parent has it is both inherited and, but in a partition, its own. */
function mergeWithInherited(draft: Draft, key: string, above: Constraint, written: CheckConstraint): void {
  draft.updateTable(key, (table) => ({
    ...table,
    constraints: table.constraints.map((each) =>
      each === above ? { ...written, inherited: true, ...present({ local: table.partitionOf && false }) } : each,
    ),
  }));
}

function addExclusion(draft: Draft, key: string, def: Def<'exclude'>, only: boolean): void {
  const table = draft.table(key);
  const plain = def.keys.flatMap((each) =>
    each.column === undefined ? [] : [{ value: each.column, range: each.columnRange ?? each.range }],
  );
  requireColumns(draft, table, plain, (column) => `column "${column}" named in key does not exist`);
  if (def.name && !freeConstraintName(draft, key, def, def.name)) return;
  if (def.name && !freeRelationName(draft, draft.table(key), def.name.value, def.name.range)) return;
  const name = def.name?.value ?? chooseIndexName(draft, table.schema, table.name, indexColumnNames(def.keys), 'excl');
  const constraint: ExcludeConstraint = {
    kind: 'exclude',
    name,
    definition: def.definition,
    ...deferral(def),
    origins: origins(draft, def),
  };
  appendConstraint(draft, key, constraint, only);
}

function addNotNull(draft: Draft, key: string, def: Def<'not null'>, only: boolean): void {
  const table = draft.table(key);
  if (!requireColumns(draft, table, [def.column], (c) => `column "${c}" of relation "${table.name}" does not exist`))
    return;
  const { noInherit = false } = def;
  const named = namedNotNull(table.name, def.column.value, {
    ...present({ name: def.name?.value }),
    noInherit,
  });
  const origin = draft.origin(def.range);
  withDescendants(draft, key, only || noInherit, (each) =>
    draft.updateTable(each, (current) => ({
      ...current,
      columns: current.columns.map((column) =>
        column.name === def.column.value && (each === key || !column.notNull)
          ? { ...column, notNull: true, ...named, origins: { ...column.origins, notNull: origin } }
          : column,
      ),
    })),
  );
}
