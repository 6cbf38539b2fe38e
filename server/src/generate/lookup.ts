/** A schema's objects by the table they belong to: each map is made when it is first asked for, once for each schema. */

import { objectKey } from '../model/kinds';
import type { Column, ExtendedStatistics, Index, Schema, Sequence, Table } from '../model/schema';
import { atOnce, type Steps } from '../model/steps';
import { pushTo } from '../text/lists';
import { keyOf, makeObjectName, type ObjectName, type QualifiedName, qualifiedKey, splitKey } from '../text/names';
import { compareText } from '../text/text';
import { serialSequence } from './serial';
import type { PrintContext } from './style';

/** Lists by the table they belong to, each by name. */
class Lists<T extends { readonly schema?: string; readonly name: string }> {
  /** By schema, then by name: with a key of both, a text would be made of each of a hundred thousand names. */
  readonly #lists = new Map<string, Map<string, T[]>>();
  readonly #inOrder = new Set<readonly T[]>();
  add(schema: string, table: string, one: T): void {
    pushTo(innerMap(this.#lists, schema), table, one);
  }
  /** By the `keyOf` a table. */
  get(key: string): readonly T[] | undefined {
    const { schema, name } = splitKey(key);
    const list = this.#lists.get(schema)?.get(name);
    // Few are asked for.
    if (list && !this.#inOrder.has(list)) this.#inOrder.add(list.sort(bySchemaAndName));
    return list;
  }
  has(key: string): boolean {
    const { schema, name } = splitKey(key);
    return this.#lists.get(schema)?.has(name) === true;
  }
  *keys(): Iterable<string> {
    for (const [schema, tables] of this.#lists) for (const name of tables.keys()) yield qualifiedKey(schema, name);
  }
  *[Symbol.iterator](): Iterator<readonly [string, readonly T[]]> {
    for (const key of this.keys()) yield [key, this.get(key)!];
  }
}
function innerMap<T>(outer: Map<string, Map<string, T>>, key: string): Map<string, T> {
  const known = outer.get(key);
  if (known) return known;
  const made = new Map<string, T>();
  outer.set(key, made);
  return made;
}
/** Names of constraints of one schema. */
class ConstraintNames {
  readonly #all = new Set<string>();
  readonly #shared = new Set<string>();
  add(name: string): void {
    const { size } = this.#all;
    if (this.#all.add(name).size === size) this.#shared.add(name);
  }
  /** `copy`: the name is one's own, so that another has it where any has. */
  hasAnother(name: string, copy: boolean): boolean {
    return (copy ? this.#all : this.#shared).has(name);
  }
}
const OBJECTS_OF_A_STEP = 500;
class Lookup {
  readonly #schema: Schema;
  #indexes?: { readonly valid: Lists<Index>; readonly invalid: Lists<Index> };
  #partitions?: Lists<Table>;
  #parents?: ReadonlySet<string>;
  #statistics?: Lists<ExtendedStatistics>;
  #sequencesOf?: Lists<Sequence>;
  #makers?: ReadonlyMap<string, string>;
  #constraintNames?: ReadonlyMap<string, ConstraintNames>;
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
    this.#indexes ??= atOnce(this.#groupIndexes());
    return this.#indexes;
  }
  *#groupIndexes(): Steps<{ readonly valid: Lists<Index>; readonly invalid: Lists<Index> }> {
    const [valid, invalid] = [new Lists<Index>(), new Lists<Index>()];
    let indexes = 0;
    for (const one of this.#schema.indexes.values()) {
      (one.invalid ? invalid : valid).add(one.table.schema ?? one.schema, one.table.name, one);
      if (++indexes % OBJECTS_OF_A_STEP === 0) yield;
    }
    return { valid, invalid };
  }
  /** Partitions by their partitioned table, by name. */
  get partitions(): Lists<Table> {
    this.#partitions ??= grouped(this.#schema.tables.values(), ({ partitionOf }) => partitionOf?.parent);
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
    this.#statistics ??= grouped(this.#schema.statistics.values(), ({ table }) => table);
    return this.#statistics;
  }
  /** Sequences by the table that owns them, by name. */
  get sequencesOf(): Lists<Sequence> {
    this.#sequencesOf ??= grouped(this.#schema.sequences.values(), ({ ownedBy }) => ownedBy?.table);
    return this.#sequencesOf;
  }
  /** All that is made when it is first asked for. */
  *making(): Steps<void> {
    this.#indexes ??= yield* this.#groupIndexes();
    this.#constraintNames ??= yield* this.#findConstraintNames();
    for (const part of ['partitions', 'parents', 'statistics', 'sequencesOf'] as const) {
      void this[part];
      yield;
    }
    this.#makers ??= yield* this.#findMakers();
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
    this.#makers ??= atOnce(this.#findMakers());
    return this.#makers.get(sequence);
  }
  /**
   * Whether another constraint of the schema has the name: PostgreSQL chooses none that is taken there
   * (ChooseConstraintName, ChooseRelationName), so where it is the chosen one it must be said. Copies of a parent's
   * constraint do not take a name, because they come after it; `copy` tells that the name is one's own.
   */
  isSharedConstraintName(schema: string, name: string, copy = false): boolean {
    this.#constraintNames ??= atOnce(this.#findConstraintNames());
    return this.#constraintNames.get(schema)?.hasAnother(name, copy) === true;
  }
  *#findConstraintNames(): Steps<ReadonlyMap<string, ConstraintNames>> {
    let tables = 0;
    // Before 18 NOT NULL is no constraint.
    const hasNotNullNames = this.#schema.serverVersion >= 180000;
    const found = new Map<string, ConstraintNames>();
    const namesOf = (schema: string): ConstraintNames => {
      const names = found.get(schema) ?? new ConstraintNames();
      found.set(schema, names);
      return names;
    };
    for (const table of this.#schema.tables.values()) {
      const names = namesOf(table.schema);
      for (const one of table.constraints) if (!one.inherited) names.add(one.name);
      for (const column of hasNotNullNames ? table.columns : []) {
        const name = ownNotNullName(table, column);
        if (name !== undefined) names.add(name);
      }
      if (++tables % OBJECTS_OF_A_STEP === 0) yield;
    }
    for (const type of this.#schema.types.values())
      if (type.kind === 'domain') for (const one of type.checks) namesOf(type.schema).add(one.name);
    return found;
  }
  *#findMakers(): Steps<ReadonlyMap<string, string>> {
    const makers = new Map<string, string>();
    let owners = 0;
    for (const table of this.#schema.tables.values()) {
      for (const { identity } of table.columns)
        if (identity?.sequenceName) {
          const { schema = table.schema, name } = identity.sequenceName;
          makers.set(objectKey('sequence', schema, name), idOfTable(table));
        }
      if (++owners % OBJECTS_OF_A_STEP === 0) yield;
    }
    for (const [owner, sequences] of this.sequencesOf) {
      for (const one of sequences)
        if (this.isSerial(one))
          makers.set(objectKey('sequence', one.schema, one.name), idOfTable(this.#schema.tables.get(owner)!));
      if (++owners % OBJECTS_OF_A_STEP === 0) yield;
    }
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

function grouped<T extends ObjectName>(items: Iterable<T>, ownerOf: (item: T) => QualifiedName | undefined): Lists<T> {
  const lists = new Lists<T>();
  for (const item of items) {
    const owner = ownerOf(item);
    if (owner) lists.add(owner.schema ?? item.schema, owner.name, item);
  }
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
