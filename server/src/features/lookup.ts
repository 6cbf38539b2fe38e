/** Tables and views by a name as written, and what belongs to them, in a stated order. */

import type { Column, Schema, Table, View } from '../model/schema';
import { atOnce, type Steps } from '../model/steps';
import { type ObjectName, type QualifiedName, qualifiedKey } from '../text/names';
import { compareText } from '../text/text';

/** The table or view a name means; `path` stands in for the schema's own search path. */
export function relationsOf(
  schema: Schema,
  name: QualifiedName,
  path: readonly string[] = schema.searchPath,
): Table | View | undefined {
  for (const namespace of name.schema === undefined ? path : [name.schema]) {
    const key = qualifiedKey(namespace, name.name);
    const found = schema.tables.get(key) ?? schema.views.get(key);
    if (found) return found;
  }
  return undefined;
}
export function isTable(relation: Table | View | undefined): relation is Table {
  return relation !== undefined && 'constraints' in relation;
}

/** A table's column: a view's tells less. */
export type AnyColumn = Column | View['columns'][number];
export function isColumn(column: AnyColumn | undefined): column is Column {
  return column !== undefined && 'notNull' in column;
}

export const byPlace = (a: ObjectName, b: ObjectName): number =>
  compareText(a.schema, b.schema) || compareText(a.name, b.name);
/** Tables and views of a schema, by schema and name. */
export function allRelations(schema: Schema): readonly (Table | View)[] {
  return atOnce(makingAllRelations(schema));
}
export function* makingAllRelations(schema: Schema): Steps<readonly (Table | View)[]> {
  const known = relationsInOrder.get(schema);
  if (known) return known;
  const all = yield* sorting(relationsInAnyOrder(schema), byPlace);
  relationsInOrder.set(schema, all);
  return all;
}
const relationsInOrder = new WeakMap<Schema, readonly (Table | View)[]>();
/** The same, for whoever needs only some: to put all in order takes longer than to look at all. */
export function relationsInAnyOrder(schema: Schema): readonly (Table | View)[] {
  const known = relationsInOrder.get(schema) ?? relationsFound.get(schema);
  if (known) return known;
  const all = [...schema.tables.values(), ...schema.views.values()];
  relationsFound.set(schema, all);
  return all;
}
/** In order; for whoever needs no more than the first of them the others are not put in order. */
export function* relationsFromFirst(schema: Schema, first: number): Iterable<Table | View> {
  const known = relationsInOrder.get(schema);
  if (known) return yield* known;
  const found = new FirstInOrder<Table | View>(first, byPlace);
  for (const one of relationsInAnyOrder(schema)) found.add(one);
  yield* found.all;
  yield* allRelations(schema).slice(first);
}
/** So many of all that are added: to put all in order takes longer than the rest. */
export class FirstInOrder<T> {
  readonly #most: number;
  readonly #order: (a: T, b: T) => number;
  readonly #first: T[] = [];
  #last: T | undefined;
  constructor(most: number, order: (a: T, b: T) => number) {
    this.#most = most;
    this.#order = order;
  }
  add(one: T): void {
    if (this.#last !== undefined && this.#order(one, this.#last) >= 0) return;
    this.#first.push(one);
    if (this.#first.length > 2 * this.#most) this.#cut();
  }
  #cut(): void {
    this.#first.sort(this.#order).splice(this.#most);
    this.#last = this.#first[this.#most - 1];
  }
  get all(): readonly T[] {
    this.#cut();
    return this.#first;
  }
}
const relationsFound = new WeakMap<Schema, readonly (Table | View)[]>();
const objectsByName = new WeakMap<object, readonly ObjectName[]>();
/** What a map of the schema holds, by name. */
export function sorted<T extends ObjectName>(map: { values(): Iterable<T> }): readonly T[] {
  return atOnce(makingSorted(map));
}
export function* makingSorted<T extends ObjectName>(map: { values(): Iterable<T> }): Steps<readonly T[]> {
  const known = objectsByName.get(map) as readonly T[] | undefined;
  if (known) return known;
  const byName = (a: T, b: T) => compareText(a.name, b.name) || compareText(a.schema, b.schema);
  const all = yield* sorting([...map.values()], byName);
  objectsByName.set(map, all);
  return all;
}
/** As many are put in order at once. */
const RUN = 1000;
function* sorting<T>(all: readonly T[], order: (a: T, b: T) => number): Steps<readonly T[]> {
  let runs: T[][] = [];
  for (let from = 0; from < all.length; from += RUN) {
    runs.push(all.slice(from, from + RUN).sort(order));
    yield;
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) {
      longer.push(mergedRuns(runs[at]!, runs[at + 1] ?? [], order));
      yield;
    }
    runs = longer;
  }
  return runs[0] ?? [];
}
function mergedRuns<T>(one: readonly T[], other: readonly T[], order: (a: T, b: T) => number): T[] {
  const all: T[] = [];
  let [at, beside] = [0, 0];
  while (at < one.length && beside < other.length)
    all.push(order(one[at]!, other[beside]!) <= 0 ? one[at++]! : other[beside++]!);
  while (at < one.length) all.push(one[at++]!);
  while (beside < other.length) all.push(other[beside++]!);
  return all;
}
