/**
 * Names the server chooses for what a statement leaves unnamed, as src/backend/commands/indexcmds.c and
 * src/backend/catalog/pg_constraint.c do.
 */

import { parentsOf } from '../model/children';
import { noteMap } from '../model/reads';
import type { Column, IndexKey, Schema, Table } from '../model/schema';
import { expressionOutputName } from '../sql/query/output-name';
import {
  byteLength,
  chooseName,
  clipBytes,
  MAX_IDENTIFIER_BYTES,
  makeObjectName,
  numberedName,
  qualifiedKey,
} from '../text/names';
import type { Draft } from './draft';

/** `ChooseIndexColumnNames`: column names, and names for expressions, made unlike each other by a number. */
export function indexColumnNames(keys: readonly IndexKey[], include: readonly string[] = []): string[] {
  const names: string[] = [];
  for (const wanted of [...keys.map((key) => key.column ?? expressionName(key)), ...include]) {
    let name = wanted;
    for (let i = 1; names.includes(name); i++)
      name = `${clipBytes(wanted, MAX_IDENTIFIER_BYTES - String(i).length)}${i}`;
    names.push(name);
  }
  return names;
}

/**
 * The column whose NOT NULL has this name: since PostgreSQL 18 it is a constraint, written or named `t_c_not_null`.
 * Without dev the version is 0, and it may be 18.
 */
export function columnNotNullAs({ schema }: Draft, table: Table, name: string): Column | undefined {
  if (schema.serverVersion > 0 && schema.serverVersion < 180000) return undefined;
  return table.columns.find((column) => column.notNull && notNullNames(schema, table, column).includes(name));
}
/** Its own, or what its parents called it when it was passed on. */
function notNullNames(schema: Schema, table: Table, column: Column): string[] {
  if (column.notNullConstraint) return [column.notNullConstraint.name];
  const own = makeObjectName(table.name, column.name, 'not_null');
  if (!column.inherited) return [own];
  const passed = parentsOf(table).flatMap((parent) => {
    const above = schema.tables.get(qualifiedKey(parent.schema ?? '', parent.name));
    const same = above?.columns.find((each) => each.name === column.name);
    return above && same?.notNull && above !== table ? notNullNames(schema, above, same) : [];
  });
  return [own, ...passed];
}

/** `FigureIndexColname`; what has no name of its own is `expr`. */
function expressionName(key: IndexKey): string {
  return (key.expression !== undefined && expressionOutputName(key.expression)) || 'expr';
}

/** `ChooseIndexNameAddition`: the names joined by `_` until NAMEDATALEN bytes are reached. */
function nameAddition(columns: readonly string[]): string {
  let joined = '';
  for (const column of columns) {
    joined += joined === '' ? column : `_${column}`;
    if (byteLength(joined) > MAX_IDENTIFIER_BYTES) break;
  }
  return joined;
}

type IndexLabel = 'pkey' | 'key' | 'excl' | 'idx';
/** `ChooseIndexName`: constraints also avoid the names of the schema's constraints. */
export function chooseIndexName(
  draft: Draft,
  schema: string,
  table: string,
  columns: readonly string[],
  label: IndexLabel,
): string {
  const addition = label === 'pkey' ? undefined : nameAddition(columns);
  const wanted = [schema, table, addition, label].join('\0');
  const { name, number } = numberedName(
    table,
    addition,
    label,
    knownTaken(draft.schema, wanted),
    (each) =>
      draft.relationTaken(schema, each) !== undefined || (label !== 'idx' && draft.constraintTaken(schema, each)),
  );
  lastChosen = { wanted, number, maps: namedIn(draft.schema).map((map) => new WeakRef<object>(map)) };
  return name;
}
/** Of hundreds of indexes on the same columns each would try all the numbers of those before it. */
let lastChosen:
  | { readonly wanted: string; readonly number: number; readonly maps: readonly WeakRef<object>[] }
  | undefined;
/** What holds names of relations and constraints; indexes first. */
const namedIn = ({ indexes, tables, views, sequences, types }: Schema) =>
  [indexes, tables, views, sequences, types] as const;
/** How many numbers are still taken: those that were when the name was chosen last, if nothing is gone since. */
function knownTaken(schema: Schema, wanted: string): number {
  if (lastChosen?.wanted !== wanted) return 0;
  const [indexes, ...others] = namedIn(schema);
  const [before, ...othersBefore] = lastChosen.maps.map((map) => map.deref());
  if (!before || !others.every((map, at) => map === othersBefore[at])) return 0;
  const changes = indexes.fewChangesFrom(before as typeof indexes, 4);
  if (!changes?.every(({ after }) => after !== undefined)) return 0;
  for (const map of namedIn(schema)) noteMap(map);
  return lastChosen.number;
}
/** `ChooseExtendedStatisticName`. */
export function chooseStatisticsName(draft: Draft, schema: string, table: string, columns: readonly string[]): string {
  const isTaken = (name: string): boolean => draft.schema.statistics.has(qualifiedKey(schema, name));
  return chooseName(table, nameAddition(columns), 'stat', isTaken);
}
/** `ChooseConstraintName`, for checks and foreign keys. */
export function chooseConstraintName(
  draft: Draft,
  schema: string,
  table: string,
  columns: readonly string[],
  label: 'check' | 'fkey' | 'not_null',
): string {
  const addition = columns.length === 0 ? undefined : nameAddition(columns);
  return chooseName(table, addition, label, (name) => draft.constraintTaken(schema, name));
}
/** The sequence of a serial or identity column (`generateSerialExtraStmts`). */
export function chooseSequenceName(draft: Draft, schema: string, table: string, column: string): string {
  return chooseName(table, column, 'seq', (name) => draft.relationTaken(schema, name) !== undefined);
}
