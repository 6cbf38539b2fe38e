/** Catalog rows by oid, and what is shared between objects: names, types, comments, extension membership. */

import type { Unknown } from '../../model/schema';
import type { SqlType } from '../../model/types';
import type { QualifiedName } from '../../text/names';
import { catalog } from './sql';

export interface Relation {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  /** pg_class.relkind. */
  readonly kind: string;
  readonly row: RelationRow;
  /** Column names by attnum; holes where columns were dropped. */
  readonly columnNames: (string | undefined)[];
}
type RelationRow = readonly [
  oid: number,
  namespace: number,
  name: string,
  kind: string,
  persistence: string,
  owner: string,
  privileges: string[] | null,
  rows: number,
  pages: number,
  accessMethod: string | null,
  tablespace: string | null,
  options: string[] | null,
  toastOptions: string[] | null,
  rowSecurity: boolean,
  forceRowSecurity: boolean,
  replicaIdentity: string,
  ofType: number,
  partitionKey: string | null,
  partitionBound: string | null,
  populated: boolean,
];

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

export const objectId = (classId: number, oid: number): string => `${classId}:${oid}`;

/** A column as one number: a table has at most 1600. */
export const columnId = (relation: number, column: number): number => relation * 2048 + column;

export function readComments(from: Catalog, rows: readonly unknown[][]): void {
  for (const [classId, oid, sub, text] of rows as [number, number, number, string][]) {
    const known = from.comments.get(classId);
    if (known) known.set(columnId(oid, sub), text);
    else from.comments.set(classId, new Map([[columnId(oid, sub), text]]));
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
export function typeOf(from: Catalog, oid: number, modifier = -1): SqlType | undefined {
  return from.types.get(modifier === -1 ? `${oid}` : `${oid}:${modifier}`);
}
export const unknownType: SqlType = { name: 'unknown', builtin: true };

/** `1 2 3` of an int2vector or `{1,2,3}` of an array. */
export function numbers(text: string | null): number[] {
  if (text === null) return [];
  return text
    .replace(/[{}]/g, '')
    .split(/[ ,]/)
    .filter((part) => part !== '')
    .map(Number);
}
/** `(a + b)` → `a + b`, when the first parenthesis closes at the very end. */
export function withoutParentheses(text: string): string {
  if (!text.startsWith('(') || !text.endsWith(')')) return text;
  return closingParenthesis(text, 0) === text.length - 1 ? text.slice(1, -1) : text;
}
/** Where the parenthesis opened at `open` closes, in SQL as the server prints it; -1 when it does not. */
export function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const character = text[at];
    if (character === "'" || character === '"') {
      at = endOfQuoted(text, at);
      if (at < 0) return -1;
    } else if (character === '(' || character === '[') depth++;
    else if ((character === ')' || character === ']') && --depth === 0) return at;
  }
  return -1;
}
/** The closing quote of the string or name that opens at `start`; `E'…'` counts its backslashes. */
export function endOfQuoted(text: string, start: number): number {
  const quote = text[start]!;
  const escapes = quote === "'" && /(^|[^A-Za-z0-9_$])[eE]$/.test(text.slice(Math.max(0, start - 2), start));
  for (let at = start + 1; at < text.length; at++) {
    if (escapes && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (text[at + 1] !== quote) return at;
      at++;
    }
  }
  return -1;
}
/** An object in the making. Hot paths fill one key at a time; `present` (text/present) is for what there are few of. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };
export function groupBy<T>(items: readonly T[], key: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
export function qualified(schema: string | null, name: string | null): QualifiedName | undefined {
  return name === null ? undefined : schema === null ? { name } : { schema, name };
}
