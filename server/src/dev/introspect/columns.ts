/** pg_attribute, pg_attrdef: columns as the catalog has them, before they are part of a table, view or composite. */

import type { Column } from '../../model/schema';
import type { ColumnSettings } from '../../model/schema-columns';
import type { SqlType } from '../../model/types';
import type { QualifiedName } from '../../text/names';
import { present } from '../../text/present';
import { numberOf, orNull, type RowOf, select, textOf, textsOf } from '../select';
import { type Catalog, columnId, type Draft, qualifiedFrom, typeByOid, unknownType } from './catalog';
import type { Relation } from './relation-rows';
import { inSchemas, type QueryTarget, range, relationKinds, unlockedRelation } from './sql';

export const columnFlags = {
  notNull: 1,
  local: 2,
  inherited: 4,
  stored: 8,
  virtual: 16,
  always: 32,
  byDefault: 64,
  extras: 128,
} as const;
/** What few columns have; `extras` says which do. */
function hasExtras(target: QueryTarget): string {
  const compression = target.version >= 140000 ? `OR a.attcompression <> ''` : '';
  const privileges = target.privileges ? 'OR a.attacl IS NOT NULL' : '';
  return `(a.attcollation <> t.typcollation OR a.attstorage <> t.typstorage ${compression} OR a.attstattarget >= 0
          OR a.attoptions IS NOT NULL OR a.attfdwoptions IS NOT NULL ${privileges})`;
}
/**
 * In no order, so that the rows of a large schema are read here while the server finds more. Only generated columns
 * name others: without a relation, `pg_get_expr` does not look at its columns first. The sums are `columnFlags`. Few have a
 * default, so each of those is looked up; and the planner does not see that the range of one catalog is the other's.
 */
export function columnsQuery(target: QueryTarget, from: number, to: number | undefined) {
  return select(
    {
      relation: numberOf('a.attrelid'),
      number: numberOf('a.attnum::int4'),
      name: textOf('a.attname'),
      type: numberOf('a.atttypid'),
      modifier: numberOf('a.atttypmod'),
      flags: numberOf(`CASE WHEN a.attislocal AND a.attinhcount = 0 AND a.attgenerated = '' AND a.attidentity = ''
            THEN CASE WHEN a.attnotnull THEN 3 ELSE 2 END
            ELSE a.attnotnull::int4 + a.attislocal::int4 * 2 + (a.attinhcount > 0)::int4 * 4
              + CASE a.attgenerated WHEN 's' THEN 8 WHEN 'v' THEN 16 ELSE 0 END
              + CASE a.attidentity WHEN 'a' THEN 32 WHEN 'd' THEN 64 ELSE 0 END END
         + CASE WHEN ${hasExtras(target)} THEN 128 ELSE 0 END`),
      expression: orNull(
        textOf(`CASE WHEN a.atthasdef AND (a.attgenerated = '' OR ${unlockedRelation('c.oid', target)})
            THEN (SELECT pg_catalog.pg_get_expr(d.adbin, CASE a.attgenerated WHEN '' THEN 0 ELSE d.adrelid END)
                    FROM pg_catalog.pg_attrdef d WHERE d.adrelid = a.attrelid AND d.adnum = a.attnum) END`),
      ),
    },
    `FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped${range('a.attrelid', target, from, to)}
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
 WHERE ${inSchemas('c.relnamespace', target)} AND c.relkind IN (${relationKinds}) AND c.relkind <> 'S'${range('c.oid', target, from, to)}`,
  );
}
type ColumnRow = RowOf<typeof columnsQuery>;

const storages = { p: 'plain', e: 'external', x: 'extended', m: 'main' } as const;
const compressions: Readonly<Record<string, 'pglz' | 'lz4'>> = { p: 'pglz', l: 'lz4' };
/** Of the columns of some relations. */
export function columnExtrasQuery(target: QueryTarget, relations: readonly number[]) {
  return select(
    {
      relation: numberOf('a.attrelid'),
      number: numberOf('a.attnum::int4'),
      collationSchema: orNull(textOf('cn.nspname::text')),
      collation: orNull(textOf('co.collname::text')),
      storage: orNull(
        textOf<keyof typeof storages>('CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END'),
      ),
      compression: textOf(target.version >= 140000 ? 'a.attcompression::text' : `''`),
      statistics: orNull(numberOf('CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::int4 END')),
      options: orNull(textsOf('a.attoptions')),
      foreignOptions: orNull(textsOf('a.attfdwoptions')),
      privileges: orNull(textsOf(target.privileges ? 'a.attacl::text[]' : 'NULL::text[]')),
    },
    `FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation AND a.attcollation <> t.typcollation
  LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
 WHERE a.attrelid = ANY ('{${relations}}'::oid[]) AND a.attnum > 0 AND NOT a.attisdropped AND ${hasExtras(target)}`,
  );
}

export interface ColumnExtras extends ColumnSettings {
  readonly collation?: QualifiedName;
  readonly foreignOptions?: readonly string[];
  readonly privileges?: readonly string[];
}
/** What many columns have in common, `created_at timestamptz NOT NULL DEFAULT now()`: one object for all of them. */
export interface ColumnKind {
  readonly name: string;
  readonly type: SqlType;
  readonly typeOid: number;
  readonly flags: number;
  readonly expression: string | undefined;
  /** The column, where nothing else is to be said of it. */
  plain?: Column;
}
/** A column as the catalog has it, before it is part of a table, view or composite. */
export interface ColumnFacts {
  readonly number: number;
  readonly kind: ColumnKind;
}
/** By `columnId`. */
export type Extras = ReadonlyMap<number, ColumnExtras>;
export function readColumnExtras(
  rows: readonly RowOf<typeof columnExtrasQuery>[],
  extras: Map<number, ColumnExtras>,
): void {
  for (const row of rows) {
    const facts = present<ColumnExtras>({
      collation: qualifiedFrom(row.collationSchema, row.collation),
      storage: row.storage === null ? undefined : storages[row.storage],
      compression: compressions[row.compression],
      statistics: row.statistics ?? undefined,
      options: row.options ?? undefined,
      foreignOptions: row.foreignOptions ?? undefined,
      privileges: row.privileges ?? undefined,
    });
    extras.set(columnId(row.relation, row.number), facts);
  }
}

/** Columns as they come from the server, types still as numbers; what is alike is one object from the start. */
export class ColumnReader {
  readonly #kinds = new Map<string, ColumnKind>();
  readonly columns = new Map<number, ColumnFacts[]>();
  /** Filled once the spellings of `types` are known. */
  readonly #pending: { kind: Draft<ColumnKind>; modifier: number }[] = [];

  /** Type and modifier of every column, each pair once. */
  get types(): readonly { readonly type: number; readonly modifier: number }[] {
    const all = this.#pending.map(({ kind, modifier }) => ({ type: kind.typeOid, modifier }));
    return [...new Map(all.map((one) => [`${one.type}:${one.modifier}`, one])).values()];
  }
  /** The rows may come in any order. Returns the relations that have columns with extras. */
  read(from: Catalog, rows: readonly ColumnRow[]): number[] {
    let relation = -1;
    let owner: Relation | undefined;
    let list: ColumnFacts[] = [];
    const unordered = new Set<ColumnFacts[]>();
    const extras = new Set<number>();
    for (const row of rows) {
      if (row.relation !== relation) {
        relation = row.relation;
        owner = from.relations.get(relation);
        list = this.columns.get(relation) ?? [];
        if (owner !== undefined) this.columns.set(relation, list);
      }
      if (owner === undefined) continue;
      const kind = this.#kind(row);
      const { number } = row;
      owner.columnNames[number] = kind.name;
      if (number < (list.at(-1)?.number ?? 0)) unordered.add(list);
      list.push({ number, kind });
      if (kind.flags & columnFlags.extras) extras.add(relation);
    }
    for (const each of unordered) each.sort((a, b) => a.number - b.number);
    return [...extras];
  }
  #kind({ name, type, modifier, flags, expression }: ColumnRow): ColumnKind {
    const key = `${type}:${modifier}:${flags}:${name}\0${expression ?? ''}`;
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    const kind: ColumnKind = { name, type: unknownType, typeOid: type, flags, expression: expression ?? undefined };
    this.#kinds.set(key, kind);
    this.#pending.push({ kind, modifier });
    return kind;
  }
  resolveTypes(from: Catalog): void {
    for (const { kind, modifier } of this.#pending) kind.type = typeByOid(from, kind.typeOid, modifier) ?? unknownType;
  }
}
