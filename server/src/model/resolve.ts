/**
 * What a name means in a schema: the search path, the kinds that share one name space, and whether a name that is not
 * there is surely absent. Rules use the same functions, so a name resolves once.
 */

import { objectKey, type QualifiedName, qualifiedKey } from '../text/names';
import { escapePattern, unknownName } from '../text/text';
import { extensionMayProvide } from './extensions';
import { sharingNames } from './kinds';
import { tableWithInner } from './lookups';
import type {
  Column,
  CompositeType,
  ExcludeConstraint,
  Index,
  KeyConstraint,
  Schema,
  Sequence,
  Table,
  Unknown,
  View,
} from './schema';

/** Everything that pg_class holds one name for. */
export type Relation =
  | { readonly is: 'table'; readonly table: Table }
  | { readonly is: 'view'; readonly view: View }
  | { readonly is: 'index'; readonly index: Index }
  /** The index of a key or exclusion, which lives in its constraint. */
  | { readonly is: 'constraint index'; readonly table: Table; readonly constraint: KeyConstraint | ExcludeConstraint }
  | { readonly is: 'sequence'; readonly sequence: Sequence }
  | { readonly is: 'identity sequence'; readonly table: Table; readonly column: Column }
  | { readonly is: 'composite type'; readonly type: CompositeType };

/** What it is, or the table that it lives in. */
export function holderOf(relation: Relation): Table | View | Index | Sequence | CompositeType {
  if ('table' in relation) return relation.table;
  if ('view' in relation) return relation.view;
  if ('index' in relation) return relation.index;
  return 'sequence' in relation ? relation.sequence : relation.type;
}
export const TEMPORARY = 'pg_temp';
/** `Unknown.fact` of `'*'`: what the files made is known, a name they did not make may exist. */
export const ABSENCE = 'absence';
/** `Unknown.fact` of an object that may have been dropped or renamed: if it is there, it is as it was. */
export const EXISTENCE = 'existence';

/** Schemas to look in, in order, for a name as written. */
export function schemasFor(schema: Schema, name: QualifiedName): readonly string[] {
  if (name.schema !== undefined) return [name.schema];
  return schema.namespaces.has(TEMPORARY) ? [TEMPORARY, ...schema.searchPath] : schema.searchPath;
}

/** Where an unqualified name is created: the first schema of the path that exists (`RangeVarGetCreationNamespace`). */
export function creationSchema(schema: Schema): string | undefined {
  return (
    schema.searchPath.find((name) => schema.namespaces.has(name)) ??
    (unknowns(schema).absence ? schema.searchPath[0] : undefined)
  );
}

/** The relation of exactly this schema and name. */
export function relationAt(schema: Schema, namespace: string, name: string): Relation | undefined {
  const key = qualifiedKey(namespace, name);
  const table = schema.tables.get(key);
  if (table) return { is: 'table', table };
  const view = schema.views.get(key);
  if (view) return { is: 'view', view };
  const index = schema.indexes.get(key);
  if (index) return { is: 'index', index };
  const sequence = schema.sequences.get(key);
  if (sequence) return { is: 'sequence', sequence };
  const type = schema.types.get(key);
  if (type?.kind === 'composite') return { is: 'composite type', type };
  const owner = tableWithInner(schema, namespace, name);
  for (const constraint of owner?.constraints ?? [])
    if (constraint.name === name && constraint.kind !== 'check' && constraint.kind !== 'foreign key')
      return { is: 'constraint index', table: owner!, constraint };
  const column = owner?.columns.find(({ identity }) => identity?.sequenceName?.name === name);
  return owner && column && { is: 'identity sequence', table: owner, column };
}

/** The relation a name as written means, or undefined. */
export function findRelation(schema: Schema, name: QualifiedName): Relation | undefined {
  for (const namespace of schemasFor(schema, name)) {
    const relation = relationAt(schema, namespace, name.name);
    if (relation) return relation;
  }
  return undefined;
}
/** The table, view or materialized view a name as written means: what FROM and INSERT may name. */
export function findTableOrView(schema: Schema, name: QualifiedName): Table | View | undefined {
  for (const namespace of schemasFor(schema, name)) {
    const key = qualifiedKey(namespace, name.name);
    const found = schema.tables.get(key) ?? schema.views.get(key);
    if (found) return found;
  }
  return undefined;
}
export function findTable(schema: Schema, name: QualifiedName): Table | undefined {
  const relation = findRelation(schema, name);
  return relation?.is === 'table' ? relation.table : undefined;
}

/** `get`'s first answer along the path. */
export function findIn<V>(
  schema: Schema,
  map: { get(key: string): V | undefined },
  name: QualifiedName,
): V | undefined {
  for (const namespace of schemasFor(schema, name)) {
    const value = map.get(qualifiedKey(namespace, name.name));
    if (value !== undefined) return value;
  }
  return undefined;
}

interface Unknowns {
  /** Everything may have changed. */
  readonly all: boolean;
  /** A name that is not here may exist. */
  readonly absence: boolean;
  /** `objectKey`s of wholly unknown objects. */
  readonly objects: ReadonlySet<string>;
  /** … and of those of which only that is unknown whether they are there. */
  readonly existence: ReadonlySet<string>;
  /** `objectKey` + NUL + fact. */
  readonly facts: ReadonlySet<string>;
  /** Schemas of tables that may have more indexes. */
  readonly indexesIn: ReadonlySet<string>;
  /** Objects of whose names only a part is known. */
  readonly patterns: readonly { readonly kind: string; readonly schema: RegExp; readonly name: RegExp }[];
}
const unknownsOf = new WeakMap<readonly Unknown[], Unknowns>();
export function unknowns(schema: Schema): Unknowns {
  let known = unknownsOf.get(schema.unknown);
  if (!known) {
    const all = schema.unknown.some((u) => u.object === '*' && u.fact === undefined);
    known = {
      all,
      absence: all || schema.unknown.some((u) => u.object === '*' && u.fact === ABSENCE),
      objects: new Set(schema.unknown.filter((u) => u.fact === undefined).map((u) => u.object)),
      existence: new Set(schema.unknown.filter((u) => u.fact === EXISTENCE).map((u) => u.object)),
      patterns: patternsOf(schema.unknown),
      facts: new Set(schema.unknown.filter((u) => u.fact !== undefined).map((u) => `${u.object}\0${u.fact}`)),
      indexesIn: new Set(
        schema.unknown.filter((u) => u.fact === plural('index')).map((u) => u.object.split('\0')[1] ?? ''),
      ),
    };
    unknownsOf.set(schema.unknown, known);
  }
  return known;
}

function patternsOf(unknown: readonly Unknown[]): Unknowns['patterns'] {
  return unknown.flatMap(({ object, fact }) => {
    if (fact !== undefined || !object.includes(unknownName)) return [];
    const [kind = '', schema = '', name = ''] = object.split('\0');
    return [{ kind, schema: patternOf(schema), name: patternOf(name) }];
  });
}
/** What a name may be of which only parts are known. One of 63 characters may have been cut by the server. */
export function patternOf(name: string): RegExp {
  const escaped = name.split(unknownName).map(escapePattern);
  const cut = escaped.length > 1 ? `|^(?=.{63}$)${escaped[0]}` : '';
  return new RegExp(`^${escaped.join('.*')}$${cut}`, 's');
}

export type UnknownKind = Parameters<typeof objectKey>[0];

/** Nothing certain can be said about an object of this kind (or, for relations, of any kind) and name. */
export function isUnknown(schema: Schema, kind: UnknownKind, namespace: string, name: string): boolean {
  const { all, objects, existence, patterns } = unknowns(schema);
  if (all) return true;
  if (objects.size + existence.size === 0) return false;
  const kinds = sharingNames(kind);
  return (
    kinds.some((each) => {
      const key = objectKey(each, namespace, name);
      return objects.has(key) || existence.has(key);
    }) ||
    patterns.some(
      (each) => kinds.some((kind) => kind === each.kind) && each.schema.test(namespace) && each.name.test(name),
    )
  );
}
/** One part of a table is unknown: `column c`, `constraint c`, `trigger c`, or all of one kind: `columns`. */
export function isUnknownPart(
  schema: Schema,
  table: { readonly schema: string; readonly name: string },
  part: string,
  name: string,
): boolean {
  const { all, objects, facts } = unknowns(schema);
  if (all) return true;
  if (objects.size + facts.size === 0) return false;
  return sharingNames('table').some((kind) => {
    const key = objectKey(kind, table.schema, table.name);
    if (objects.has(key) || facts.has(`${key}\0${part} ${name}`) || facts.has(`${key}\0${plural(part)}`)) return true;
    return facts.has(`${key}\0${existenceOf(part, name)}`);
  });
}
/** The fact that stands for all parts of a kind: `columns`, `indexes`, `policies`. */
export function plural(part: string): string {
  return part === 'policy' ? 'policies' : part === 'index' ? 'indexes' : `${part}s`;
}
/** The fact that one part may have been dropped or renamed. */
export function existenceOf(part: string, name: string): string {
  return `${EXISTENCE} of ${part} ${name}`;
}

/** Schemas of the server itself: not read, so nothing is known to be absent from them. */
export function isSystemSchema(name: string): boolean {
  return name === 'information_schema' || (name.startsWith('pg_') && name !== TEMPORARY);
}

/**
 * True when PostgreSQL would surely not find the name, given that it was not found here: it is not the server's own, no
 * unknown statement or installed extension could have made it.
 */
export function isSurelyAbsent(schema: Schema, kind: UnknownKind, name: QualifiedName): boolean {
  if (unknowns(schema).absence) return false;
  if (name.schema !== undefined && isSystemSchema(name.schema)) return false;
  if (name.schema === undefined && (kind === 'table' || kind === 'view') && name.name.startsWith('pg_')) return false;
  if (extensionMayProvide(schema, kind, name)) return false;
  return schemasFor(schema, name).every(
    (namespace) =>
      !isUnknown(schema, kind, namespace, name.name) &&
      !isUnknown(schema, 'schema', namespace, namespace) &&
      !(kind === 'index' && unknowns(schema).indexesIn.has(namespace)),
  );
}
