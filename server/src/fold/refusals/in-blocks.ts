/** What a statement of a block names is there, as PostgreSQL finds when it comes to run. */
import { relationOfConstant } from '../../analysis/literals';
import { isBuiltinFunction } from '../../model/builtins';
import { findIn, findRelation, findTable, findTableOrView, isSurelyAbsent } from '../../model/resolve';
import type { Table, View } from '../../model/schema';
import { isSystemColumn } from '../../model/system-columns';
import { isUnknownPart } from '../../model/unknown';
import type { DataChange } from '../../sql/read/data-change';
import type { Op, RoutineCall } from '../../sql/read/ops';
import type { QualifiedName } from '../../text/names';
import type { LocalName } from '../../text/text';
import { type Draft, written } from '../draft';
import { refuseAbsent } from '../refuse';
import { requireColumns, tableNames } from '../required';

/** Columns are those that can be no variable of the block. */
export function requireUsed(draft: Draft, use: Op<'use'>): void {
  for (const { name } of use.relations) {
    if (findRelation(draft.schema, name.value) || !isSurelyAbsent(draft.schema, 'view', name.value)) continue;
    const message = `relation "${written(name.value)}" does not exist`;
    refuseAbsent(draft, { kind: 'table', name }, 'table', message, tableNames(draft), false);
  }
  const set = columnsOfChange(use.change);
  requireCount(draft, use.change);
  requireWritten(draft, use.change, set);
  const isRead = ({ range }: LocalName): boolean => set.every((each) => each.range.start !== range.start);
  for (const { name, columns } of use.relations) requireAmong(draft, [name.value], columns.filter(isRead));
  for (const stray of use.strays ?? [])
    if ('column' in stray)
      requireAmong(
        draft,
        stray.among.map(({ value }) => value),
        [stray.column].filter(isRead),
      );
  if (use.lost)
    draft.refuse('other', use.lost, { kind: 'other', name: '' }, 'query has no destination for result data');
  for (const call of use.calls ?? []) {
    if (use.statement === 'CALL') requireProcedure(draft, call);
    requireSequence(draft, call);
  }
}
function columnsOfChange(change: DataChange | undefined): readonly LocalName[] {
  if (change?.kind === 'insert') return change.columns ?? [];
  return change?.kind === 'update' ? change.set.map(({ column }) => column) : [];
}
/** Where a list of columns is given; fewer values may be rows. */
function requireCount(draft: Draft, change: DataChange | undefined): void {
  const [columns, values] = change?.kind === 'insert' ? [change.columns, change.values] : [];
  const extra = columns && values?.[columns.length];
  const message = 'INSERT has more expressions than target columns';
  if (extra) draft.refuse('other', extra.range, { kind: 'other', name: '' }, message);
}
function requireWritten(draft: Draft, change: DataChange | undefined, columns: readonly LocalName[]): void {
  const table = change && 'table' in change && findTable(draft.schema, change.table.value);
  if (!table) return;
  requireColumns(draft, table, columns, (column) => `column "${column}" of relation "${table.name}" does not exist`);
}
/** One of the relations has each, where what all of them have is known. */
function requireAmong(draft: Draft, names: readonly QualifiedName[], columns: readonly LocalName[]): void {
  const relations = names.flatMap((name) => findTableOrView(draft.schema, name) ?? []);
  if (relations.length === 0 || relations.length < names.length) return;
  const candidates = relations.flatMap((relation) => relation.columns.map(({ name }) => name));
  if (relations.some((relation) => relation.columns.length === 0)) return;
  for (const { value, range } of columns) {
    const isOther =
      isSystemColumn(value) || [...draft.schema.routines.keys()].some((key) => key.endsWith(`\0${value}`));
    const isOpen = relations.some((relation) => isUnknownPart(draft.schema, relation, 'column', value));
    if (isOther || isOpen || candidates.includes(value)) continue;
    const [{ schema, name: table }] = relations as [Table | View];
    const message = `column "${value}" does not exist`;
    draft.refuse('does not exist', range, { kind: 'column', schema, name: value, table }, message, candidates);
  }
}

function requireProcedure(draft: Draft, { name: { value, range } }: RoutineCall): void {
  const overloads = findIn(draft.schema, draft.schema.routines, value);
  const object = { kind: 'procedure', ...value } as const;
  if (!overloads && isSurelyAbsent(draft.schema, 'routine', value) && !isBuiltinFunction(value.name))
    draft.refuse('does not exist', range, object, `procedure ${written(value)} does not exist`);
  if (overloads?.every((each) => each.kind !== 'procedure' && draft.meets('routine', each)))
    draft.refuse('wrong kind', range, object, `${value.name} is not a procedure`);
}

const ofSequence: ReadonlySet<string> = new Set(['nextval', 'setval', 'currval']);
/** `PERFORM setval('a_id_seq', 5)` */
function requireSequence(draft: Draft, { name, arguments: [first] }: RoutineCall): void {
  const { schema, name: called } = name.value;
  if (!ofSequence.has(called) || (schema !== undefined && schema !== 'pg_catalog') || !first?.text) return;
  const wanted = relationOfConstant(first.text);
  if (!wanted || findRelation(draft.schema, wanted) || !isSurelyAbsent(draft.schema, 'view', wanted)) return;
  const candidates = [...draft.schema.sequences.values()].map((each) => each.name);
  const message = `relation "${written(wanted)}" does not exist`;
  draft.refuse('does not exist', first.literal ?? name.range, { kind: 'sequence', ...wanted }, message, candidates);
}
