/**
 * Who needs whom, as pg_depend has it: what each object names, found out once for the object, and asked by what is
 * dropped or retyped. Texts are read by the `Reader` that is handed in.
 */
import type { QualifiedName } from '../text/names';
import {
  type Dependent,
  type Edge,
  edgesOfType,
  ofColumns,
  ofIndex,
  ofOther,
  ofParts,
  ofRoutines,
  ofView,
  type Reading,
  type TextReader,
} from './edges';
import {
  indexesMentioning,
  othersMentioning,
  routinesMentioning,
  tablesMentioning,
  typesMentioning,
  viewsMentioning,
} from './edges-by-word';
import { dependentKinds } from './kinds';
import type { Schema } from './schema';

/** What is asked for: only texts that hold its name are read. */
interface EdgeQuery {
  readonly to: Edge['to'];
  readonly schema?: string;
  readonly name: string;
}
/** The edges to what is called so, from every object of a schema that writes its name. */
export function* edgesIn(schema: Schema, wanted: EdgeQuery, read: TextReader): Generator<Edge> {
  // As it stands between quotes.
  const name = wanted.name.toLowerCase().replaceAll('"', '""');
  const reading: Reading = { read, mentions: (text) => wanted.to !== 'type' && text.toLowerCase().includes(name) };
  const own: Reading = { read, mentions: () => true };
  for (const [, table] of tablesMentioning(schema, wanted.name)) {
    const isTarget = wanted.to === 'relation' && table.name === wanted.name && table.schema === wanted.schema;
    if (wanted.to !== 'relation' || isTarget) yield* ofColumns(table, isTarget ? own : reading);
    yield* ofParts(table, isTarget ? own : reading);
  }
  for (const [, view] of viewsMentioning(schema, wanted.name)) yield* ofView(view, reading);
  if (wanted.to === 'routine')
    for (const [, index] of indexesMentioning(schema, wanted.name)) yield* ofIndex(index, reading);
  for (const [, type] of typesMentioning(schema, wanted.name)) yield* edgesOfType(type, reading);
  for (const [, overloads] of routinesMentioning(schema, wanted.name)) yield* ofRoutines(overloads, reading);
  for (const [, other] of othersMentioning(schema, wanted.name)) yield* ofOther(other, reading);
}

/** Edges to a relation of this schema and name, to one of its columns where one is given. */
export function* dependentsOnRelation(
  schema: Schema,
  target: { readonly schema: string; readonly name: string },
  column: string | undefined,
  read: TextReader,
): Generator<Edge> {
  const is = (name: QualifiedName): boolean => {
    if (name.name !== target.name || (name.schema !== undefined && name.schema !== target.schema)) return false;
    const found = read.relation(schema, name);
    return found?.schema === target.schema && found.name === target.name;
  };
  for (const edge of edgesIn(schema, { to: 'relation', ...target }, read)) {
    if (edge.to !== 'relation' || (column !== undefined && edge.column !== column)) continue;
    if (!edge.among) {
      if (is(edge.name)) yield edge;
      continue;
    }
    const owners = edge.among.filter((name) =>
      read.relation(schema, name)?.columns.some(({ name: own }) => own === edge.column),
    );
    if (owners.length === 1 && is(owners[0]!)) yield edge;
  }
}

/** As the DETAIL of `cannot drop … because other objects depend on it` names it. */
export function describeDependent({ kind, name, table }: Dependent): string {
  const words: Readonly<Record<string, string>> = {
    kind,
    name,
    owner: `${table?.kind} ${table?.name}`,
    ownerName: `${table?.name}`,
  };
  return dependentKinds[kind].replace(/\{(\w+)\}/g, (_, word: string) => words[word] ?? '');
}
