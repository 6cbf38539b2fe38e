/**
 * Names the server chooses for what a statement leaves unnamed, as src/backend/commands/indexcmds.c and
 * src/backend/catalog/pg_constraint.c do.
 */

import { parentsOf } from '../model/children';
import type { PMap } from '../model/persistent-map';
import { noteMap } from '../model/reads';
import type { Column, IndexKey, Schema, Table, UserType } from '../model/schema';
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

/** As the column is before it or its table gets another name: its NOT NULL keeps the one that it was given. */
export function withNotNullName({ schema: { serverVersion } }: Draft, table: Table, column: Column): Column {
  if (!column.notNull || column.notNullConstraint || column.inherited) return column;
  if (serverVersion > 0 && serverVersion < 180000) return column;
  return { ...column, notNullConstraint: { name: makeObjectName(table.name, column.name, 'not_null') } };
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
  const isTaken = (name: string): boolean =>
    draft.relationTaken(schema, name) !== undefined || (label !== 'idx' && draft.constraintTaken(schema, name));
  return chosenRelationNames.choose([schema, table, addition, label], draft.schema, (from) =>
    numberedName(table, addition, label, from, isTaken),
  );
}
type Numbered = ReturnType<typeof numberedName>;
/**
 * Of hundreds of indexes or checks on the same columns each would try all the numbers of those before it: they are still
 * taken where nothing that had a name when one was chosen last is without it.
 */
class ChosenNames {
  #last: { readonly wanted: string; readonly number: number; readonly maps: readonly PMap<never>[] } | undefined;

  /** `namedIn`: what holds the names. `keepNames`: whether one of the maps has kept those that it had. */
  constructor(
    readonly namedIn: (schema: Schema) => readonly PMap<never>[],
    readonly keepNames: (now: PMap<never>, before: PMap<never>, at: number) => boolean,
  ) {}

  choose(of: readonly (string | undefined)[], schema: Schema, numbered: (from: number) => Numbered): string {
    const wanted = of.join('\0');
    const { name, number } = numbered(this.#taken(schema, wanted));
    // Most have no number: nothing is asked of their maps.
    const maps = number === 0 ? [] : this.namedIn(schema);
    this.#last = { wanted, number, maps };
    return name;
  }
  #taken(schema: Schema, wanted: string): number {
    if (this.#last?.wanted !== wanted || this.#last.number === 0) return 0;
    const maps = this.namedIn(schema);
    const before = this.#last.maps;
    const areKept = maps.every((map, at) => map === before[at] || this.keepNames(map, before[at]!, at));
    if (!areKept) return 0;
    for (const map of maps) noteMap(map);
    return this.#last.number;
  }
}
const FEW = 4;
const chosenRelationNames = new ChosenNames(
  ({ indexes, tables, views, sequences, types }) => [indexes, tables, views, sequences, types] as PMap<never>[],
  (now, before, at) =>
    at === 0 && (now.fewChangesFrom(before, FEW)?.every(({ after }) => after !== undefined) ?? false),
);
const chosenConstraintNames = new ChosenNames(
  ({ tables, types }) => [tables, types] as PMap<never>[],
  (now, before) =>
    now.fewChangesFrom(before, FEW)?.every((change) => keepsConstraints(change.before, change.after)) ?? false,
);
function keepsConstraints(before: Table | UserType | undefined, after: Table | UserType | undefined): boolean {
  const now = constraintsOf(after);
  return constraintsOf(before).every((each, at) => now[at] === each || now[at]?.name === each.name);
}
function constraintsOf(object: Table | UserType | undefined): readonly { readonly name: string }[] {
  if (!object) return [];
  return 'constraints' in object ? object.constraints : object.kind === 'domain' ? object.checks : [];
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
  return chosenConstraintNames.choose([schema, table, addition, label], draft.schema, (from) =>
    numberedName(table, addition, label, from, (name) => draft.constraintTaken(schema, name)),
  );
}
/** The sequence of a serial or identity column (`generateSerialExtraStmts`). */
export function chooseSequenceName(draft: Draft, schema: string, table: string, column: string): string {
  return chooseName(table, column, 'seq', (name) => draft.relationTaken(schema, name) !== undefined);
}
