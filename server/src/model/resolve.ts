/**
 * What a name means in a schema: the search path, the kinds that share one name space, and whether a name that is not
 * there is surely absent. Rules use the same functions, so a name resolves once.
 */

import { type QualifiedName, qualifiedKey } from '../text/names';
import { extensionMayProvide } from './extensions';
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
  View,
} from './schema';
import { isUnknown, type UnknownKind, unknowns } from './unknown';

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
  // A newer server may have more of its own.
  const isUnlisted = name.schema === undefined && name.name.startsWith('pg_');
  if (isUnlisted && (kind === 'table' || kind === 'view' || kind === 'type')) return false;
  if (extensionMayProvide(schema, kind, name)) return false;
  return schemasFor(schema, name).every(
    (namespace) =>
      !isUnknown(schema, kind, namespace, name.name) &&
      !isUnknown(schema, 'schema', namespace, namespace) &&
      !(kind === 'index' && unknowns(schema).indexesIn.has(namespace)),
  );
}
