/** Catalog rows by oid, and what is shared between objects: names, types, comments, extension membership. */

import type { Unknown } from '../../model/schema';
import type { SqlType } from '../../model/types';
import { pushTo } from '../../text/lists';
import type { QualifiedName } from '../../text/names';
import { numberOf, type RowOf, select, textOf } from '../select';
import type { Relation, relationsQuery } from './relation-rows';
import { catalog, type QueryTarget } from './sql';

/** What every builder reads from; filled once, in order, then only read. */
export interface Catalog {
  readonly version: number;
  readonly blockSize: number;
  readonly namespaces: Map<number, string>;
  readonly relations: Map<number, Relation>;
  /** `typid` or `typid:typmod`. */
  readonly types: Map<string, SqlType>;
  /** User types by oid, for dependencies. */
  readonly typeNames: Map<number, { readonly schema: string; readonly name: string }>;
  readonly routineNames: Map<number, { readonly schema: string; readonly name: string; readonly identity: string }>;
  /** By class, then by `columnId` of the object and sub-object. */
  readonly comments: Map<number, Map<number, string>>;
  readonly extensionOf: Map<string, string>;
  /** Dependency keys of collations, servers, wrappers and access methods, by class and oid. */
  readonly otherKeys: Map<string, string>;
  readonly unknown: Unknown[];
  /** One string for equal strings. */
  share(text: string): string;
}

export function emptyCatalog(version: number, blockSize: number): Catalog {
  const strings = new Map<string, string>();
  return {
    version,
    blockSize,
    namespaces: new Map(),
    relations: new Map(),
    types: new Map(),
    typeNames: new Map(),
    routineNames: new Map(),
    comments: new Map(),
    extensionOf: new Map(),
    otherKeys: new Map(),
    unknown: [],
    share(text) {
      const known = strings.get(text);
      if (known !== undefined) return known;
      strings.set(text, text);
      return text;
    },
  };
}

/** `{ dependsOn }`, keys of `objectKey`, or nothing, to be spread. */
export type DependsOn = (classId: number, oid: number) => { dependsOn?: readonly string[] };

export const objectId = (classId: number, oid: number): string => `${classId}:${oid}`;

/** A column as one number: a table has at most 1600. */
export const columnId = (relation: number, column: number): number => relation * 2048 + column;

/** Relations by oid, with the names of their schemas. */
export function readRelations(from: Catalog, rows: readonly RowOf<typeof relationsQuery>[]): void {
  for (const row of rows) {
    const { oid, name, kind } = row;
    const schema = from.namespaces.get(row.namespace);
    if (schema !== undefined) from.relations.set(oid, { oid, schema, name, kind, row, columnNames: [] });
  }
}

/** `sub` is a column's number, or 0. */
export function commentsQuery({ only }: QueryTarget) {
  const all = `objoid >= 16384 OR classoid IN ('pg_catalog.pg_namespace'::regclass, 'pg_catalog.pg_extension'::regclass)`;
  return select(
    {
      classId: numberOf('classoid'),
      oid: numberOf('objoid'),
      sub: numberOf('objsubid'),
      comment: textOf('description'),
    },
    `FROM pg_catalog.pg_description WHERE ${only ? `objoid IN (${withParts(only)})` : all}`,
  );
}
/** The oids of relations and types, and of all that is theirs and can have a comment. */
function withParts({ relations, types }: NonNullable<QueryTarget['only']>): string {
  const parts = [
    ['pg_index', 'indexrelid', 'indrelid'],
    ['pg_constraint', 'oid', 'conrelid'],
    ['pg_trigger', 'oid', 'tgrelid'],
    ['pg_rewrite', 'oid', 'ev_class'],
    ['pg_policy', 'oid', 'polrelid'],
  ].map(([from, oid, of]) => `SELECT ${oid} FROM pg_catalog.${from} WHERE ${of} IN (${relations})`);
  const ofDomains = `SELECT oid FROM pg_catalog.pg_constraint WHERE contypid IN (${types})`;
  return `SELECT pg_catalog.unnest('{${relations},${types}}'::oid[]) UNION ALL ${[...parts, ofDomains].join(' UNION ALL ')}`;
}
export function readComments(from: Catalog, rows: readonly RowOf<typeof commentsQuery>[]): void {
  for (const { classId, oid, sub, comment } of rows) {
    const known = from.comments.get(classId);
    if (known) known.set(columnId(oid, sub), comment);
    else from.comments.set(classId, new Map([[columnId(oid, sub), comment]]));
  }
}
/** `sub` is the column's number. */
export function commentText(from: Catalog, classId: number, oid: number, sub = 0): string | undefined {
  return from.comments.get(classId)?.get(columnId(oid, sub));
}
/** `{ comment }` or nothing, to be spread. */
export function commentOf(from: Catalog, classId: number, oid: number): { comment?: string } {
  const comment = commentText(from, classId, oid);
  return comment === undefined ? {} : { comment };
}
export function extensionOf(from: Catalog, classId: number, oid: number): { extension?: string } {
  const extension = from.extensionOf.get(objectId(classId, oid));
  return extension === undefined ? {} : { extension };
}
export function relationName(from: Catalog, oid: number): QualifiedName | undefined {
  const relation = from.relations.get(oid);
  return relation && { schema: relation.schema, name: relation.name };
}
export const relationComment = (from: Catalog, oid: number, column = 0): string | undefined =>
  commentText(from, catalog.class, oid, column);

/** The type of a column, domain or argument; `undefined` when the server did not say. */
export function typeByOid(from: Catalog, oid: number, modifier = -1): SqlType | undefined {
  return from.types.get(modifier === -1 ? `${oid}` : `${oid}:${modifier}`);
}
export const unknownType: SqlType = { name: 'unknown', builtin: true };

/** `1 2 3` of an int2vector or `{1,2,3}` of an array. */
export function numbers(text: string | null): number[] {
  const found: number[] = [];
  // A large schema has a million of these: no list of texts in between.
  for (let at = 0; text !== null && at < text.length; at++) {
    const isNegative = text.charCodeAt(at) === MINUS;
    const from = isNegative ? at + 1 : at;
    let value = 0;
    for (at = from; isDigit(text.charCodeAt(at)); at++) value = value * 10 + text.charCodeAt(at) - ZERO;
    if (at > from) found.push(isNegative ? -value : value);
  }
  return found;
}
const [MINUS, ZERO, NINE] = [45, 48, 57];
const isDigit = (code: number): boolean => code >= ZERO && code <= NINE;
/** An object in the making. Hot paths fill one key at a time; `present` (text/present) is for what there are few of. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
export function groupBy<T>(items: readonly T[], key: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) pushTo(groups, key(item), item);
  return groups;
}
/** Built of rows that are each of a relation, by its oid. */
export function mapGroups<R extends { readonly relation: number }, T>(
  rows: readonly R[],
  build: (row: R) => T,
): Map<number, T[]> {
  const groups = groupBy(rows, ({ relation }) => relation);
  return new Map([...groups].map(([relation, list]) => [relation, list.map(build)]));
}
export function qualifiedFrom(schema: string | null, name: string | null): QualifiedName | undefined {
  return name === null ? undefined : schema === null ? { name } : { schema, name };
}
