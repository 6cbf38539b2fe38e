/** What other tables call their columns and constraints, and of which types they are: a person is likely to write it again. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import { printColumn } from '../../generate/print';
import type { Column, Constraint, Schema, Table } from '../../model/schema';
import { atOnce, type Steps } from '../../model/steps';
import { formatType, type SqlType } from '../../model/types';
import { plural, t } from '../../text/l10n';
import { identifierValue } from '../../text/literals';
import { keyOf } from '../../text/names';
import { present } from '../../text/present';
import { isTable } from '../lookup';
import { isName } from '../scope';
import { type Asked, fits, type Row, row, typedAt } from './asked';
import { columnRow } from './columns';
import { mostLikelyFirst } from './named';
import { likeness } from './own-name';
import { onlyIn } from './relations';

/** Of one name no more tables are looked at: `id` can stand in 20,000. */
const TABLES = 300;
const TABLES_OF_A_STEP = 500;
/** Rows of one answer. */
const SHOWN_COLUMNS = 30;

/** A column of another table. */
interface ElsewhereColumn {
  readonly table: Table;
  readonly at: number;
}
type ByColumn = ReadonlyMap<string, readonly ElsewhereColumn[]>;

const byColumnIn = new WeakMap<Schema['tables'], ByColumn>();
const byColumn = (schema: Schema): ByColumn => atOnce(makingByColumn(schema));
/** The first time takes tens of milliseconds where there are 20,000 tables. */
export function* makingByColumn({ tables }: Schema): Steps<ByColumn> {
  const known = byColumnIn.get(tables);
  if (known) return known;
  const found = yield* indexing(tables.values());
  byColumnIn.set(tables, found);
  return found;
}
function* indexing(tables: Iterable<Table>): Steps<Map<string, ElsewhereColumn[]>> {
  const found = new Map<string, ElsewhereColumn[]>();
  let looked = 0;
  for (const table of tables) {
    if (++looked % TABLES_OF_A_STEP === 0) yield;
    if (table.partitionOf !== undefined) continue;
    table.columns.forEach(({ name }, at) => {
      const all = found.get(name);
      if (!all) found.set(name, [{ table, at }]);
      else if (all.length < TABLES) all.push({ table, at });
    });
  }
  return found;
}

/** The table at hand, and what of it stands there already. */
interface TableAtHand {
  readonly name: string;
  readonly key: string | undefined;
  readonly columns: ReadonlySet<string>;
  /** The names before the cursor, in their order. */
  readonly named: readonly string[];
}
function aroundOf({ expected, relations, sides, scope }: Asked): TableAtHand {
  const [pair] = relations;
  const dev = isTable(pair?.dev) ? pair.dev : undefined;
  const before = scope.tokens.filter((one) => isName(one) && one.end <= expected.range.start);
  const named = before.map((one) => identifierValue(scope.text, one));
  const here = dev && (sides.file?.tables.get(keyOf(dev)) ?? dev);
  const isNew = scope.tokens[0]?.text === 'CREATE';
  const columns = isNew ? [...named, ...expected.taken] : (here?.columns ?? []).map(({ name }) => name);
  const name = pair?.name.name ?? scope.relations[0]?.name.name ?? '';
  return { name, key: dev && keyOf(dev), columns: new Set(columns), named };
}
/** Tables that have what the one at hand has are like it; a name that says so, too. */
function weights(around: TableAtHand): (table: Table) => number {
  const known = new Map<Table, number>();
  return (table) => {
    let weight = known.get(table);
    if (weight === undefined) {
      const common = table.columns.filter(({ name }) => around.columns.has(name)).length;
      weight = keyOf(table) === around.key ? 0 : 1 + 4 * common + 3 * likeness(around.name, table.name);
      known.set(table, weight);
    }
    return weight;
  };
}
/** Those of dev, and of what the file makes besides. */
function* elsewhere({ schema, sides, written }: Asked): Generator<[string, readonly ElsewhereColumn[]]> {
  const besides = [sides.file, written].flatMap((one) => (one && one !== schema ? onlyIn(one, schema) : []));
  yield* byColumn(schema);
  yield* atOnce(indexing(besides.filter(isTable)));
}

/** Names of columns that other tables have: each with its definition there, or alone where it is `renamed`. */
export function usualColumnRows(asked: Asked, renamed = false): Row[] {
  const typed = typedAt(asked);
  const around = aroundOf(asked);
  const weight = weights(around);
  const last = around.named.findLast((name) => asked.expected.taken.has(name));
  const found = new Map<string, { rank: number; best: number; of: ElsewhereColumn; tables: number }>();
  for (const [name, columns] of elsewhere(asked)) {
    if (around.columns.has(name) || !fits(name, typed)) continue;
    for (const of of columns) {
      // What the statement makes itself is the half-typed name at the cursor; dev's are offered with their definitions.
      if (of.table.name === around.name) continue;
      // What follows the last one there follows it here.
      const follows = last !== undefined && of.table.columns[of.at - 1]?.name === last;
      const one = weight(of.table) * (follows ? 3 : 1);
      const known = found.get(name) ?? { rank: 0, best: 0, of, tables: 0 };
      const isBest = one > known.best;
      found.set(name, {
        rank: known.rank + one,
        best: Math.max(one, known.best),
        of: isBest ? of : known.of,
        tables: known.tables + 1,
      });
    }
  }
  const starts = (name: string) => (typed !== '' && name.toLowerCase().startsWith(typed) ? 1e9 : 0);
  const likely = mostLikelyFirst([...found], ([name, { rank }]) => rank + starts(name)).slice(0, SHOWN_COLUMNS);
  return likely.map(([, { of, tables }]) => {
    const column = of.table.columns[of.at]!;
    const from = tables === 1 ? of.table.name : plural(tables, 'in {0} table', 'in {0} tables');
    return columnRow(
      column,
      asked.schema,
      renamed ? { from } : { from, text: usualDefinition(asked, of.table, column) },
    );
  });
}
/** As that table has it, but for what is its own: names of sequences and constraints, the key. */
function usualDefinition({ print, expected }: Asked, table: Table, column: Column): string {
  const isKey = table.constraints.some((one) => one.kind === 'primary key' && one.columns.includes(column.name));
  const { name, type, default: value, collation, identity } = column;
  const plain: Column = { name, type, notNull: false, ...present({ collation }) };
  if (value?.includes('nextval(')) {
    const serial = printColumn({ ...plain, default: value, notNull: true }, print, table);
    return serial.includes('nextval(') ? printColumn(plain, print) : serial;
  }
  // Rows that are there have no value yet.
  const notNull = column.notNull && !isKey && !identity && (expected.only || value !== undefined);
  const counted = identity && { kind: identity.kind, sequence: {} };
  return printColumn({ ...plain, notNull, ...present({ default: value, identity: counted }) }, print);
}

/** The types of columns that are named as the one at hand, those of most tables first. */
export function usualTypes(asked: Asked, name: string): SqlType[] {
  const around = aroundOf(asked);
  const weight = weights(around);
  const found = new Map<string, { readonly type: SqlType; rank: number }>();
  for (const [other, columns] of elsewhere(asked)) {
    if (other !== name) continue;
    for (const { table, at } of columns) {
      // Its type is what is being typed.
      if (table.name === around.name) continue;
      const { type } = table.columns[at]!;
      const key = formatType(type, 'needed', asked.schema.searchPath);
      const known = found.get(key);
      if (known) known.rank += weight(table);
      else found.set(key, { type, rank: weight(table) });
    }
  }
  return mostLikelyFirst([...found.values()], ({ rank }) => rank).map(({ type }) => type);
}

/** Names of constraints that do not say whose they are: those of columns that the statement has. */
export function usualConstraintRows(asked: Asked): Row[] {
  const typed = typedAt(asked);
  const around = aroundOf(asked);
  const named = new Map(around.named.map((name, at) => [name, at + 1]));
  const weight = weights(around);
  const found = new Map<string, { rank: number; of: Table; kind: Constraint['kind'] }>();
  for (const table of [...new Set([...elsewhere(asked)].flatMap(([, all]) => all.map((one) => one.table)))]) {
    for (const one of table.constraints) {
      const { name } = one;
      if (named.has(name) || !fits(name, typed) || name.startsWith(`${table.name}_`)) continue;
      const about = 'columns' in one ? one.columns.map((column) => named.get(column) ?? 0) : [0];
      const rank = weight(table) + 10 * Math.max(...about);
      const known = found.get(name);
      if (known) known.rank += rank;
      else found.set(name, { rank, of: table, kind: one.kind });
    }
  }
  return mostLikelyFirst([...found], ([, { rank }]) => rank)
    .slice(0, SHOWN_COLUMNS)
    .map(([name, { of, kind }]) => row(name, CompletionItemKind.Reference, { type: kind, from: t('as {0}', of.name) }));
}
