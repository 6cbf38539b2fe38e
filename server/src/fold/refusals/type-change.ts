/** ALTER COLUMN TYPE: what the new type has to get along with (`ATPrepAlterColumnType`, `ATExecAlterColumnType`). */

import { childKeys, parentsOf } from '../../model/children';
import type { Dependent } from '../../model/edges';
import { tablesOfType, tablesReferringTo } from '../../model/lookups';
import type { Column, Table } from '../../model/schema';
import { formatType, type SqlType } from '../../model/types';
import type { AlterCommand } from '../../sql/read/ops-table';
import { keyOf } from '../../text/names';
import type { TextRange } from '../../text/text';
import { typeOfDefault } from '../default-type';
import type { Draft } from '../draft';
import { comparable } from '../fk-types';
import { childrenThatCount, countsOfDev, edgesTo } from '../needed';
import { resolveType } from '../type-names';
import { mayAssign } from './assignment';
import { partitionColumns } from './partition-keys';

type SetType = AlterCommand<'set type'>;
interface TypeChange {
  readonly draft: Draft;
  readonly table: Table;
  readonly column: Column;
  readonly range: TextRange;
}
function refuseTypeChange(
  { draft, table, column, range }: TypeChange,
  kind: 'other' | 'depends',
  message: string,
): void {
  draft.refuse(kind, range, { kind: 'column', schema: table.schema, name: column.name, table: table.name }, message);
}

/** True when the column may get another type. */
export function mayRetype(draft: Draft, table: Table, column: Column, command: SetType, only: boolean): boolean {
  const { conflicts } = draft;
  const before = conflicts.length;
  const place = { draft, table, column, range: command.column.range };
  if (table.ofType) refuseTypeChange(place, 'other', 'cannot alter column type of typed table');
  else if (column.inherited) refuseTypeChange(place, 'other', `cannot alter inherited column "${column.name}"`);
  requireOutsideKeys(place, only);
  requireUnused(place, only);
  requireCast(place, command);
  const type = resolveType(draft, command.type.value);
  if (column.identity && type.builtin && !/^(smallint|integer|bigint)$/.test(type.name))
    refuseTypeChange(place, 'other', 'identity column type must be smallint, integer, or bigint');
  if (column.generated && command.using)
    refuseTypeChange(place, 'other', 'cannot specify USING when altering type of generated column');
  return conflicts.length === before;
}

/** The tables that the command reaches. */
function reached(draft: Draft, table: Table, only: boolean): Table[] {
  if (only) return [table];
  return [table, ...childKeys(draft.schema, keyOf(table)).flatMap((key) => reached(draft, draft.table(key), false))];
}
function requireOutsideKeys(place: TypeChange, only: boolean): void {
  const { draft, table, column } = place;
  const tables = reached(draft, table, only);
  for (const each of tables) {
    const isKey = partitionColumns(each)?.includes(column.name);
    if (isKey)
      refuseTypeChange(
        place,
        'other',
        `cannot alter column "${column.name}" because it is part of the partition key of relation "${each.name}"`,
      );
    const others = parentsOf(each).filter(
      (parent) => !tables.some((one) => one.name === parent.name && one.schema === parent.schema),
    );
    const above = others.some((parent) =>
      draft.schema.tables.get(`${parent.schema}\0${parent.name}`)?.columns.some(({ name }) => name === column.name),
    );
    if (each !== table && above)
      refuseTypeChange(place, 'other', `cannot alter inherited column "${column.name}" of relation "${each.name}"`);
  }
  if (only && childrenThatCount(draft, table).length > 0)
    refuseTypeChange(place, 'other', `type of inherited column "${column.name}" must be changed in child tables too`);
}

/** `undefined`: it is made anew with the type. */
const uses: Readonly<Record<Dependent['kind'], string | undefined>> = {
  view: 'used by a view or rule',
  'materialized view': 'used by a view or rule',
  rule: 'used by a view or rule',
  trigger: 'used in a trigger definition',
  policy: 'used in a policy definition',
  'generated column': 'used by a generated column',
  routine: 'used by a function or procedure',
  publication: 'used by a publication WHERE clause',
  check: undefined,
  column: undefined,
  default: undefined,
  'event trigger': undefined,
  index: undefined,
  table: undefined,
  type: undefined,
};
function requireUnused(place: TypeChange, only: boolean): void {
  const { draft, table, column } = place;
  for (const each of reached(draft, table, only)) {
    for (const { dependent, listed } of edgesTo(draft, each, column.name)) {
      const use = uses[dependent.kind];
      if (use && !listed && !(dependent.kind === 'generated column' && dependent.name === column.name))
        return refuseTypeChange(
          place,
          'depends',
          `cannot alter type of a column ${use}: ${dependent.kind} ${dependent.name}${
            dependent.table ? ` on ${dependent.table.name}` : ''
          } depends on column "${column.name}"`,
        );
    }
    if (refuseRowTypeUsed(draft, each, place.range)) return;
  }
}
/** `find_composite_type_dependencies`: the table's row type is that of a column that is stored. */
export function refuseRowTypeUsed(draft: Draft, table: Table, range: TextRange): boolean {
  const stored = storedRow(draft, table);
  if (!stored || stored.owner.kind === 'foreign table' || stored.owner.kind === 'partitioned table') return false;
  const noun = table.kind === 'foreign table' ? 'foreign table' : 'table';
  const message = `cannot alter ${noun} "${table.name}" because column "${stored.owner.name}.${stored.column.name}" uses its row type`;
  draft.refuse('depends', range, { kind: 'table', schema: table.schema, name: table.name }, message);
  return true;
}
/** The first column of another table that holds rows of the table. */
function storedRow(draft: Draft, table: Table): { readonly owner: Table; readonly column: Column } | undefined {
  for (const owner of tablesOfType(draft.schema, table)) {
    if (keyOf(owner) === keyOf(table)) continue;
    const ofDevCounts = countsOfDev(draft, table, owner);
    const column = owner.columns.find(
      ({ type, origins }) =>
        type.schema === table.schema &&
        type.name === table.name &&
        (ofDevCounts || (origins !== undefined && Object.keys(origins).length > 0)),
    );
    if (column) return { owner, column };
  }
  return undefined;
}

function requireCast(place: TypeChange, command: SetType): void {
  const { draft, column, table } = place;
  if (draft.isUnknownPart(table, 'column', column.name)) return;
  const type = resolveType(draft, command.type.value);
  if (!command.using && !column.generated && !mayAssign(draft, column.type, type)) {
    const object = { kind: 'column', schema: table.schema, name: column.name, table: table.name } as const;
    const message = `column "${column.name}" cannot be cast automatically to type ${formatType(type, 'needed', draft.schema.searchPath)}`;
    return draft.refuse('needs using', command.type.range, object, message);
  }
  const own = column.default === undefined ? undefined : typeOfDefault(column.default, column.type);
  if (own && !mayAssign(draft, own, type))
    refuseTypeChange(
      place,
      'other',
      `default for column "${column.name}" cannot be cast automatically to type ${formatType(type)}`,
    );
}
/** Foreign keys of and to the column have to fit its new type. */
export function requireForeignKeysFit(draft: Draft, key: string, name: string, range: TextRange): void {
  const table = draft.table(key);
  for (const from of new Set([table, ...tablesReferringTo(draft.schema, table)]))
    for (const constraint of from.constraints) {
      if (constraint.kind !== 'foreign key') continue;
      const { references, columns, referencedColumns } = constraint;
      const to = draft.schema.tables.get(`${references.schema}\0${references.name}`);
      if (!to || (from !== table && to !== table)) continue;
      columns.forEach((column, i) => {
        const touched = (from === table && column === name) || (to === table && referencedColumns[i] === name);
        const [own, other] = [columnTypeOf(from, column), columnTypeOf(to, referencedColumns[i])];
        if (!touched || !own || !other || comparable(draft, own, other)) return;
        if (!constraint.origins?.self && draft.judging.mode === 'history') return;
        draft.refuse(
          'foreign key types',
          range,
          { kind: 'constraint', schema: from.schema, name: constraint.name, table: from.name },
          `foreign key constraint "${constraint.name}" cannot be implemented: "${column}" is ${formatType(own)}, "${referencedColumns[i]}" of "${to.name}" is ${formatType(other)}`,
        );
      });
    }
}
const columnTypeOf = (table: Table, name: string | undefined): SqlType | undefined =>
  table.columns.find((column) => column.name === name)?.type;
