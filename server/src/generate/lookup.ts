/** A schema's objects by the table they belong to: each map is made when it is first asked for, once for each schema. */

import { objectKey } from '../model/kinds';
import type { Column, ExtendedStatistics, Index, Schema, Sequence, Table } from '../model/schema';
import { atOnce, type Steps } from '../model/steps';
import { pushTo } from '../text/lists';
import { keyOf, makeObjectName, type ObjectName, type QualifiedName, qualifiedKey } from '../text/names';
import { compareText } from '../text/text';
import { serialSequence } from './serial';
import type { PrintContext } from './style';

type Lists<T> = ReadonlyMap<string, readonly T[]>;
/** By schema, then by name: with a key of both, a text would be made of each of a hundred thousand names. */
type NameCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;
const TABLES_OF_A_STEP = 500;
class Lookup {
  readonly #schema: Schema;
  #indexes?: { readonly valid: Lists<Index>; readonly invalid: Lists<Index> };
  #partitions?: Lists<Table>;
  #parents?: ReadonlySet<string>;
  #statistics?: Lists<ExtendedStatistics>;
  #sequencesOf?: Lists<Sequence>;
  #makers?: ReadonlyMap<string, string>;
  #constraintNames?: NameCounts;
  constructor(schema: Schema) {
    this.#schema = schema;
  }

  /** By table or materialised view, each list by name, without invalid ones. */
  get indexes(): Lists<Index> {
    return this.#indexesByTable.valid;
  }
  /** What a failed CREATE INDEX CONCURRENTLY leaves. */
  get invalidIndexes(): Lists<Index> {
    return this.#indexesByTable.invalid;
  }
  get #indexesByTable(): { readonly valid: Lists<Index>; readonly invalid: Lists<Index> } {
    if (this.#indexes) return this.#indexes;
    const all = grouped(this.#schema.indexes.values(), (one) => keyFrom(one.table, one.schema));
    const [valid, invalid] = [new Map(all), new Map<string, readonly Index[]>()];
    for (const [table, list] of all) {
      const failed = list.filter((one) => one.invalid);
      if (failed.length === 0) continue;
      invalid.set(table, failed);
      const others = list.filter((one) => !one.invalid);
      if (others.length > 0) valid.set(table, others);
      else valid.delete(table);
    }
    this.#indexes = { valid, invalid };
    return this.#indexes;
  }
  /** Partitions by their partitioned table, by name. */
  get partitions(): Lists<Table> {
    this.#partitions ??= grouped(this.#schema.tables.values(), (one) =>
      one.partitionOf ? keyFrom(one.partitionOf.parent, one.schema) : undefined,
    );
    return this.#partitions;
  }
  /** Tables with partitions or inheritance children: ALTER TABLE reaches those too, unless it says ONLY. */
  get parents(): ReadonlySet<string> {
    if (this.#parents !== undefined) return this.#parents;
    const parents = new Set(this.partitions.keys());
    for (const table of this.#schema.tables.values())
      for (const parent of table.inherits ?? []) parents.add(keyFrom(parent, table.schema));
    this.#parents = parents;
    return parents;
  }
  /** Extended statistics by their table, by name. */
  get statistics(): Lists<ExtendedStatistics> {
    this.#statistics ??= grouped(this.#schema.statistics.values(), (one) => keyFrom(one.table, one.schema));
    return this.#statistics;
  }
  /** Sequences by the table that owns them, by name. */
  get sequencesOf(): Lists<Sequence> {
    this.#sequencesOf ??= grouped(this.#schema.sequences.values(), (one) =>
      one.ownedBy ? keyFrom(one.ownedBy.table, one.schema) : undefined,
    );
    return this.#sequencesOf;
  }
  /** All that is made when it is first asked for, a step each. */
  *making(): Steps<void> {
    const parts = ['indexes', 'invalidIndexes', 'partitions', 'parents', 'statistics', 'sequencesOf'] as const;
    for (const part of parts) {
      void this[part];
      yield;
    }
    this.#constraintNames ??= yield* this.#countConstraintNames();
    yield;
    this.#makers ??= this.#findMakers();
    yield;
  }
  /** Made by an owner's `serial`. */
  isSerial(sequence: Sequence): boolean {
    if (sequence.ownedBy === undefined) return false;
    const table = this.#schema.tables.get(keyFrom(sequence.ownedBy.table, sequence.schema));
    const column = table?.columns.find((one) => one.name === sequence.ownedBy?.column);
    return table !== undefined && column !== undefined && serialSequence(column, table, this.#schema) === sequence;
  }
  /** The table whose serial or identity makes a sequence; both are `objectKey`s. */
  maker(sequence: string): string | undefined {
    this.#makers ??= this.#findMakers();
    return this.#makers.get(sequence);
  }
  /**
   * Whether another constraint of the schema has the name: PostgreSQL chooses none that is taken there
   * (ChooseConstraintName, ChooseRelationName), so where it is the chosen one it must be said. Copies of a parent's
   * constraint do not take a name, because they come after it; `copy` tells that the name is one's own.
   */
  isSharedConstraintName(schema: string, name: string, copy = false): boolean {
    this.#constraintNames ??= atOnce(this.#countConstraintNames());
    return (this.#constraintNames.get(schema)?.get(name) ?? 0) > (copy ? 0 : 1);
  }
  *#countConstraintNames(): Steps<NameCounts> {
    let tables = 0;
    // Before 18 NOT NULL is no constraint.
    const hasNotNullNames = this.#schema.serverVersion >= 180000;
    const counts = new Map<string, Map<string, number>>();
    const add = (schema: string, name: string | undefined): void => {
      if (name === undefined) return;
      const names = counts.get(schema) ?? new Map<string, number>();
      if (names.size === 0) counts.set(schema, names);
      names.set(name, (names.get(name) ?? 0) + 1);
    };
    for (const table of this.#schema.tables.values()) {
      for (const one of table.constraints) if (!one.inherited) add(table.schema, one.name);
      if (hasNotNullNames) for (const column of table.columns) add(table.schema, ownNotNullName(table, column));
      if (++tables % TABLES_OF_A_STEP === 0) yield;
    }
    for (const type of this.#schema.types.values())
      if (type.kind === 'domain') for (const one of type.checks) add(type.schema, one.name);
    return counts;
  }
  #findMakers(): ReadonlyMap<string, string> {
    const makers = new Map<string, string>();
    for (const table of this.#schema.tables.values())
      for (const { identity } of table.columns)
        if (identity?.sequenceName) {
          const { schema = table.schema, name } = identity.sequenceName;
          makers.set(objectKey('sequence', schema, name), idOfTable(table));
        }
    for (const [owner, sequences] of this.sequencesOf)
      for (const one of sequences)
        if (this.isSerial(one))
          makers.set(objectKey('sequence', one.schema, one.name), idOfTable(this.#schema.tables.get(owner)!));
    return makers;
  }
}
/** Of `standing`: a constraint by its name, a NOT NULL by that of its column. */
export const standingPart = (table: ObjectName, part: string): string => `${keyOf(table)}\0${part}`;
/**
 * Whether PostgreSQL would choose another name than this one for a constraint of the table, see `isSharedConstraintName`.
 * `part`: see `standingPart`.
 */
export function isNameTaken(
  { schema, standing }: PrintContext,
  table: ObjectName,
  name: string,
  { part = name, copy = false }: { readonly part?: string; readonly copy?: boolean | undefined } = {},
): boolean {
  const holders = standing?.get(qualifiedKey(table.schema, name));
  if (holders && (holders.size > 1 || !holders.has(standingPart(table, part)))) return true;
  return lookup(schema).isSharedConstraintName(table.schema, name, copy);
}
/** The name PostgreSQL chooses for a NOT NULL. */
export const notNullName = (table: Pick<Table, 'name'>, column: Pick<Column, 'name'>): string =>
  makeObjectName(table.name, column.name, 'not_null');

function ownNotNullName(table: Table, column: Column): string | undefined {
  if (!column.notNull || column.inherited) return undefined;
  return column.notNullConstraint?.name ?? notNullName(table, column);
}

function grouped<T extends { schema?: string; name: string }>(
  items: Iterable<T>,
  key: (item: T) => string | undefined,
): Lists<T> {
  const lists = new Map<string, T[]>();
  for (const item of items) {
    const owner = key(item);
    if (owner !== undefined) pushTo(lists, owner, item);
  }
  for (const list of lists.values()) if (list.length > 1) list.sort(bySchemaAndName);
  return lists;
}

const lookups = new WeakMap<Schema, Lookup>();
export function lookup(schema: Schema): Lookup {
  let found = lookups.get(schema);
  if (found === undefined) {
    found = new Lookup(schema);
    lookups.set(schema, found);
  }
  return found;
}
type TableReference = { readonly schema?: string; readonly name: string };
export const bySchemaAndName = (a: TableReference, b: TableReference): number =>
  compareText(a.schema ?? '', b.schema ?? '') || compareText(a.name, b.name);

/** A name's key, in `home` where it says no schema of its own. */
export function keyFrom(name: QualifiedName, home: string): string {
  return qualifiedKey(name.schema ?? home, name.name);
}
export function tableFrom(schema: Schema, name: QualifiedName | undefined, home: string): Table | undefined {
  return name && schema.tables.get(keyFrom(name, home));
}
export const idOfTable = (table: Pick<Table, 'schema' | 'name'>): string =>
  objectKey('table', table.schema, table.name);
/** `ONLY ` where the statement would otherwise reach children. */
export function only(table: Table, schema: Schema): string {
  return lookup(schema).parents.has(keyOf(table)) ? 'ONLY ' : '';
}
