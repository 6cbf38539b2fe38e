import { MAX_COLUMNS, MAX_TARGETS } from '../model/bounds';
import { objectKey } from '../model/kinds';
import { notedIn, type Reads } from '../model/reads';
import { findIn, findRelation, findTableOrView, isSurelyAbsent } from '../model/resolve';
import type { Schema, View } from '../model/schema';
import { type SqlType, sameType } from '../model/types';
import { isUnknownPart } from '../model/unknown';
import type { QueryColumnType, QueryOutput, QueryShape } from '../sql/read/ops-query';

import type { QualifiedName } from '../text/names';
import type { LocalName, Name, TextRange } from '../text/text';
import { type Draft, written } from './draft';
import { refuseProblems } from './refusals/queries';
import { requireFunction, tableNames } from './required';
import { requireType, resolveType } from './type-names';

export type ViewColumn = View['columns'][number];
/** Names and types of a query's columns; `complete` false when the text does not tell them all. */

export function queryColumns(
  draft: Draft,
  query: QueryShape,
  names: readonly LocalName[],
  at: Name,
): { columns: ViewColumn[]; dependsOn: string[]; complete: boolean } {
  requireRelations(draft, query);
  refuseProblems(draft, query.problems);
  for (const name of query.functions) requireFunction(draft, name);
  for (const type of query.types ?? []) requireType(draft, type);
  const columns: ViewColumn[] = [];
  let complete = query.outputs.length > 0;
  for (const output of query.outputs) {
    const made = outputColumns(draft.schema, query, output);
    if (made) for (const column of made) columns.push(column);
    else complete = false;
    if (columns.length > MAX_TARGETS) break;
  }
  refuseWide(draft, at.range, at.value, columns.length);
  if (columns.length > MAX_COLUMNS)
    return { columns: [], dependsOn: dependencies(draft.schema, query), complete: false };
  const named = columns.map((column, i) => ({ ...column, name: names[i]?.value ?? column.name }));
  const resolved = named.map((column) => (column.type ? { ...column, type: resolveType(draft, column.type) } : column));
  return { columns: resolved, dependsOn: dependencies(draft.schema, query), complete };
}
function outputColumns(schema: Schema, query: QueryShape, output: QueryOutput): ViewColumn[] | undefined {
  if (output.star !== undefined) {
    if (output.star === 'unknown') return undefined;
    const all: ViewColumn[] = [];
    for (const name of output.star.relations) {
      const columns = columnsOfRelation(schema, name);
      if (!columns) return undefined;
      all.push(...columns);
    }
    return all;
  }
  if (output.name === undefined) return undefined;
  const type = typeOfOutput(schema, query, output);
  return [type ? { name: output.name, type } : { name: output.name }];
}
function typeOfOutput(schema: Schema, query: QueryShape, output: QueryColumnType): SqlType | undefined {
  if (output.castTo || output.column || !output.sameAs?.length) return plainType(schema, query, output);
  let known = shared.get(query);
  if (known?.schema !== schema || known.reads !== notedIn()) {
    known = { schema, reads: notedIn(), types: new Map() };
    shared.set(query, known);
  }
  const { types } = known;
  const all = output.sameAs;
  if (!types.has(all)) {
    const [first, ...others] = all.map((each) => typeOfOutput(schema, query, each));
    types.set(all, first && others.every((type) => type && sameType(type, first)) ? first : undefined);
  }
  const first = types.get(all);
  if (!first || !output.via) return first;
  const { modifiers, fields, ...bare } = first;
  return output.via === 'max' && bare.name === 'character varying' ? { ...bare, name: 'text' } : bare;
}
/** Undefined when the relation or its columns are not known. */
function columnsOfRelation(schema: Schema, name: QualifiedName): ViewColumn[] | undefined {
  const relation = findTableOrView(schema, name);
  if (!relation || relation.columns.length === 0 || isUnknownPart(schema, relation, 'column', '')) return undefined;
  return relation.columns.map((column) =>
    column.type ? { name: column.name, type: column.type } : { name: column.name },
  );
}
function outputColumnType(schema: Schema, query: QueryShape, column: NonNullable<QueryOutput['column']>) {
  if (column.relation) return find(findTableOrView(schema, column.relation), column.column);
  const owners = query.relations
    .map((relation) => findTableOrView(schema, relation.value))
    .filter((relation) => relation?.columns.some((each) => each.name === column.column));
  return owners.length === 1 ? find(owners[0], column.column) : undefined;
}
function find(relation: ReturnType<typeof findTableOrView>, column: string) {
  for (const each of relation?.columns ?? []) if (each.name === column) return each.type;
  return undefined;
}
export function requireRelations(draft: Draft, query: QueryShape): void {
  for (const name of query.relations) {
    if (findRelation(draft.schema, name.value) || !isSurelyAbsent(draft.schema, 'table', name.value)) continue;
    draft.refuse(
      'does not exist',
      name.range,
      { kind: 'table', ...name.value },
      `relation "${written(name.value)}" does not exist`,
      tableNames(draft),
    );
  }
}
function dependencies(schema: Schema, query: QueryShape): string[] {
  const keys = new Set<string>();
  for (const name of query.relations) {
    const relation = findTableOrView(schema, name.value);
    if (relation) keys.add(objectKey('constraints' in relation ? 'table' : 'view', relation.schema, relation.name));
  }
  for (const name of query.functions) {
    const routines = findIn(schema, schema.routines, name.value);
    const routine = routines?.[0];
    if (routine) keys.add(objectKey('routine', routine.schema, routine.name));
  }
  return [...keys].sort();
}
/** PostgreSQL's own bounds: a query gives so many columns, and a table, a view too, has fewer. */

export function refuseWide(draft: Draft, range: TextRange, name: QualifiedName, columns: number): void {
  if (columns <= MAX_COLUMNS) return;
  const message =
    columns > MAX_TARGETS
      ? `target lists can have at most ${MAX_TARGETS} entries`
      : `tables can have at most ${MAX_COLUMNS} columns`;
  draft.refuse('other', range, { kind: 'table', ...name }, message);
}
/** Types of what many columns share, one after the other: a shape may hold another twice, and that one another twice. */

const shared = new WeakMap<
  QueryShape,
  { readonly schema: Schema; readonly reads: Reads | undefined; readonly types: Map<unknown, SqlType | undefined> }
>();
function plainType(schema: Schema, query: QueryShape, output: QueryColumnType): SqlType | undefined {
  if (output.castTo) return output.castTo;
  if (output.column) return outputColumnType(schema, query, output.column);
  return output.sameAs?.length === 0 ? { name: 'text', builtin: true } : undefined;
}
