/** Which relations the queries within an expression may name, and the columns of each. */
import { findTableOrView, isSystemSchema } from '../../model/resolve';
import type { Schema, Table, View } from '../../model/schema';
import type { SqlType } from '../../model/types';
import { keyOf, type QualifiedName, qualifiedKey } from '../../text/names';
import type { CastType } from './types';

/** `columns` undefined: they are not known. */
export interface NamedRelation {
  readonly key: string;
  readonly columns: readonly { readonly name: string; readonly type?: CastType | undefined }[] | undefined;
}
export interface QueryNames {
  /** Something has been renamed since: a text may still have the old name, or one that another has now. */
  readonly isRenamed: boolean;
  /** What the expression stands on: its columns need no name before them, and its name means it. */
  readonly own: NamedRelation | undefined;
  /** How many columns the whole query gives: a view's. */
  readonly outputs?: number;
  relation(name: QualifiedName): NamedRelation | undefined;
}

/** `own`: the table of a policy, a check or a trigger; `dependsOn`: a view's. */
export function queryNames(schema: Schema, own?: Table | View, dependsOn?: readonly string[]): QueryNames {
  return {
    get isRenamed() {
      return hasRenamed(schema);
    },
    own: own && asNamed(own, schema),
    relation: (name) => relationOf(name, schema, dependsOn),
  };
}
const schemasRenamed = new WeakMap<Schema, boolean>();
function hasRenamed(schema: Schema): boolean {
  let known = schemasRenamed.get(schema);
  if (known === undefined) {
    known = [...schema.tables.values(), ...schema.views.values()].some(
      (one) => one.origins?.rename ?? ('constraints' in one && one.columns.some(({ origins }) => origins?.rename)),
    );
    schemasRenamed.set(schema, known);
  }
  return known;
}
/** What a name without a schema meant when the view was made is in what the view depends on. */
function relationOf(name: QualifiedName, schema: Schema, dependsOn?: readonly string[]): NamedRelation | undefined {
  const needed = dependsOn?.map((key) => key.split('\0').slice(1)) ?? [];
  const [only, ...more] = name.schema === undefined ? needed.filter(([, each]) => each === name.name) : [];
  const meant = only && more.length === 0 ? { schema: only[0]!, name: name.name } : name;
  const found = findTableOrView(schema, meant);
  if (found) return asNamed(found, schema);
  const isSystem = name.schema === undefined ? name.name.startsWith('pg_') : isSystemSchema(name.schema);
  return isSystem ? { key: qualifiedKey(name.schema ?? 'pg_catalog', name.name), columns: undefined } : undefined;
}
function asNamed(relation: Table | View, schema: Schema): NamedRelation {
  const columns = relation.columns.map(({ name, type }) => ({ name, type: type && domainBase(type, schema) }));
  return { key: keyOf(relation), columns: columns.length === 0 ? undefined : columns };
}
/** A domain's values are cast to its base type unasked. */
export function domainBase(type: SqlType, ...schemas: readonly Schema[]): SqlType {
  if (type.builtin || type.array || type.schema === undefined) return type;
  const key = qualifiedKey(type.schema, type.name);
  const domain = schemas.map(({ types }) => types.get(key)).find((found) => found !== undefined);
  return domain?.kind === 'domain' ? domainBase(domain.base, ...schemas) : type;
}
