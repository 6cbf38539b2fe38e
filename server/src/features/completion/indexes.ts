/** Indexes that nobody has made yet: of foreign keys, named as dev's indexes are. */

import { CompletionItemKind } from 'vscode-languageserver/node';
import { sortedIndexesOn } from '../../model/lookups';
import type { Index, Schema, Table } from '../../model/schema';
import { t } from '../../text/l10n';
import { keyOf, makeObjectName, quoteQualified } from '../../text/names';
import { isTable, relationsOf } from '../lookup';
import { type Asked, asTyped, type Row, row } from './asked';
import { changedBefore, mostLikelyFirst } from './named';

/** Tables of dev that are looked at. */
const TABLES = 2000;
const SHOWN_INDEXES = 20;

/** `CREATE INDEX |`: the rest of the statement for each foreign key without one; those of tables that the file changes first. */
export function lackedIndexRows(asked: Asked): Row[] {
  const { sides, schema, expected, scope, offset } = asked;
  const isLast = !scope.tokens.some(({ start }) => start >= offset);
  if (expected.qualifier !== undefined || !isLast || scope.tokens[0]?.text !== 'CREATE') return [];
  const at = sides.file ?? schema;
  const changed = changedBefore(asked);
  const here = [...changed.keys()].flatMap((name) => relationsOf(at, { name }) ?? []).filter(isTable);
  const tables = new Map(here.map((one) => [keyOf(one), one]));
  for (const [key, one] of schema.tables) {
    if (tables.size >= TABLES) break;
    if (one.partitionOf === undefined && !tables.has(key)) tables.set(key, at.tables.get(key) ?? one);
  }
  const named = conventionOf(schema);
  const found = [...tables.values()].flatMap((table) => lackedOn(table, at).map((column) => ({ table, column })));
  return mostLikelyFirst(found, ({ table }) => changed.get(table.name) ?? 0)
    .slice(0, SHOWN_INDEXES)
    .map(({ table, column }) => {
      const name = named(table.name, column);
      const on = schema.searchPath.includes(table.schema) ? asTyped(asked, table.name) : quoteQualified(table);
      return row(name, CompletionItemKind.Reference, {
        type: t('on {0} ({1})', table.name, column),
        text: `${asTyped(asked, name)} ON ${on} (${asTyped(asked, column)});`,
      });
    });
}
/** Columns that a foreign key begins with, and no index or key does. */
function lackedOn(table: Table, schema: Schema): string[] {
  const keys = table.constraints.flatMap((one) =>
    one.kind === 'primary key' || one.kind === 'unique' ? one.columns.slice(0, 1) : [],
  );
  const first = new Set([...keys, ...sortedIndexesOn(schema, table).map((one) => one.keys[0]?.column)]);
  const foreign = table.constraints.flatMap((one) => (one.kind === 'foreign key' ? one.columns.slice(0, 1) : []));
  return [...new Set(foreign)].filter((column) => !first.has(column));
}

type IndexNaming = (table: string, column: string) => string;
/** As PostgreSQL names them itself first, and where nothing speaks for another. */
const namings: readonly IndexNaming[] = [
  (table, column) => makeObjectName(table, column, 'idx'),
  (table, column) => `idx_${table}_${column}`,
  (table, column) => `ix_${table}_${column}`,
  (table, column) => `${table}_${column}_index`,
  (table, column) => `index_${table}_on_${column}`,
  (table, column) => `${table}_${column}`,
];
const namingIn = new WeakMap<Schema['indexes'], IndexNaming>();
/** How most indexes of one column are named. */
function conventionOf({ indexes }: Schema): IndexNaming {
  const known = namingIn.get(indexes);
  if (known) return known;
  const single = [...indexes.values()].filter(({ keys }) => keys.length === 1 && keys[0]!.column !== undefined);
  const fits =
    (naming: IndexNaming) =>
    ({ table, keys, name }: Index) =>
      name === naming(table.name, keys[0]!.column!);
  const [most] = mostLikelyFirst(namings, (naming) => single.filter(fits(naming)).length);
  namingIn.set(indexes, most!);
  return most!;
}
