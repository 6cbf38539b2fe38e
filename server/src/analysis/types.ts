/** The types that a schema and PostgreSQL have, as the rules of type conversion ask for them. */

import { unlistedExtensions } from '../model/extensions';
import { findIn, isSurelyAbsent, schemasFor } from '../model/resolve';
import type { Routine, Schema, Table, UserType, View } from '../model/schema';
import { formatType, type SqlType } from '../model/types';
import { hasUntoldColumns, isUnknown, isUnknownPart, unknownOf } from '../model/unknown';
import { displayName, qualifiedKey, splitKey } from '../text/names';
import { builtinTypeFacts, type Type } from './signatures';

export interface Column {
  readonly name: string;
  /** Undefined: not known. */
  readonly type: Type | undefined;
  /** Where that is not known: a type of an extension, all of whose operators and casts have been read. */
  readonly brought?: Type | undefined;
}
/**
 * Whether the statement will meet the object, or a column of it, as the schema has it; `undefined`: all that is there, as
 * what is not; with `absent`, that what is not there will not be.
 */
export type IsSure = (
  object: Routine | TableOrView | UserType | undefined,
  column?: TableOrView['columns'][number] | 'replaced' | 'absent',
) => boolean;
/** A type of an extension, as what a function or an operator takes. */
export const EXTENSION: Type = '\0extension';
type TableOrView = Table | View;
/** Of relations all of whose types are PostgreSQL's own: they are the same in every schema. */
const builtinColumns = new WeakMap<TableOrView['columns'], readonly Column[]>();
const MAX_DOMAINS = 16;
const polymorphic =
  /^any(element|array|nonarray|enum|range|multirange|compatible|compatiblearray|compatiblenonarray|compatiblerange|compatiblemultirange)$/;
export const isPolymorphic = (type: Type): boolean => polymorphic.test(type);

export class Types {
  readonly major: number;

  constructor(
    readonly schema: Schema,
    readonly isSure: IsSure,
    major: number,
  ) {
    this.major = major;
  }

  /** Undefined where it is not known, or is a type of an extension, whose functions and casts are not told. */
  of(type: SqlType | undefined): Type | undefined {
    // A column whose type could not be told is kept as `unknown`.
    if (!type || type.name === '' || type.name === 'unknown') return undefined;
    const suffix = type.array ? '[]' : '';
    if (type.builtin) {
      const name = type.name === 'bpchar' ? 'character' : type.name;
      const isVector = name === 'int2vector' || name === 'oidvector';
      return isVector || builtinTypeFacts(name) ? `${name}${suffix}` : undefined;
    }
    for (const namespace of schemasFor(this.schema, type)) {
      const key = qualifiedKey(namespace, type.name);
      if (isUnknown(this.schema, 'type', namespace, type.name)) return undefined;
      if (this.schema.types.has(key)) return this.#told(key) ? `${key}${suffix}` : undefined;
      if (this.schema.tables.has(key) || this.schema.views.has(key)) return `${key}${suffix}`;
    }
    return undefined;
  }
  /** As `of`, those of extensions too: only what is kept by them may be asked of it. */
  ofAny(type: SqlType): Type | undefined {
    const own = type.builtin ? undefined : findIn(this.schema, this.schema.types, type);
    const isOfExtension = own?.kind === 'base' || (own?.kind === 'domain' && this.of(own.base) === undefined);
    if (!isOfExtension || !this.isSure(own)) return this.of(type);
    if (own.kind === 'domain' && this.ofAny(own.base) === undefined) return undefined;
    return `${qualifiedKey(own.schema, own.name)}${type.array ? '[]' : ''}`;
  }
  /** A type of an extension that a server has: which operators take it is known, and what it becomes. */
  brought(type: SqlType | undefined): Type | undefined {
    const own = type && !type.builtin ? findIn(this.schema, this.schema.types, type) : undefined;
    if (own?.kind !== 'base' || own.extension === undefined) return undefined;
    return unlistedExtensions(this.schema).includes(own.extension) ? undefined : this.ofAny(type!);
  }
  /** Surely not there. */
  isAbsent(type: SqlType): boolean {
    if (type.builtin || type.name === '' || !isSurelyAbsent(this.schema, 'type', type)) return false;
    const name = type.name.replace(/^_/, '');
    const { types, tables, views } = this.schema;
    const isThere = (key: string): boolean => types.has(key) || tables.has(key) || views.has(key);
    // A multirange has a name of its own.
    const isMultirange = /multirange/.test(name) || [...types.values()].some((each) => each.kind === 'range');
    return (
      !isMultirange &&
      !schemasFor(this.schema, type).some(
        (each) => isThere(qualifiedKey(each, name)) || isThere(qualifiedKey(each, type.name)),
      )
    );
  }
  hasLanguage(name: string): boolean {
    if (/^(sql|plpgsql|c|internal)$/.test(name)) return true;
    const isIt = (kind: string, own: string): boolean => kind === 'LANGUAGE' && own === name;
    return (
      !isSurelyAbsent(this.schema, 'other', { name }) ||
      [...this.schema.others.values()].some((each) => isIt(each.kind, each.name))
    );
  }
  /** What an argument takes; `EXTENSION` for a type of which the casts are not told. */
  argument(type: SqlType): Type | undefined {
    const known = this.of(type);
    if (known !== undefined || type.builtin || type.name === '') return known;
    return this.brought(type) ?? EXTENSION;
  }
  #told(key: Type): boolean {
    const user = this.schema.types.get(key);
    if (!user || user.kind === 'base' || user.extension !== undefined || !this.isSure(user)) return false;
    return user.kind !== 'domain' || this.of(user.base) !== undefined;
  }
  user(type: Type): UserType | undefined {
    return this.schema.types.get(type);
  }
  /** Without domains. */
  base(type: Type): Type {
    let current = type;
    for (let depth = 0; depth < MAX_DOMAINS; depth++) {
      const user = this.user(current);
      if (user?.kind !== 'domain') return current;
      current = this.ofAny(user.base) ?? current;
    }
    return current;
  }
  element(type: Type): Type | undefined {
    if (type === 'int2vector') return 'smallint';
    if (type === 'oidvector') return 'oid';
    return type.endsWith('[]') ? type.slice(0, -2) : undefined;
  }
  /** `TypeCategory`: of a domain its base type's. */
  category(type: Type): string {
    const base = this.base(type);
    if (this.element(base) !== undefined) return 'A';
    const known = builtinTypeFacts(base);
    if (known) return base === '"char"' && this.major < 15 ? 'S' : known.category;
    const user = this.user(base);
    if (user) return { enum: 'E', composite: 'C', range: 'R', domain: 'U', base: 'U' }[user.kind];
    return 'C';
  }
  isPreferred(type: Type): boolean {
    return builtinTypeFacts(type)?.preferred ?? false;
  }
  isRow(type: Type): boolean {
    return this.category(type) === 'C';
  }
  hasCollation(type: Type): boolean {
    const base = this.base(type);
    const element = this.element(base);
    return element === undefined ? (builtinTypeFacts(base)?.collation ?? false) : this.hasCollation(element);
  }
  /** A range's subtype. */
  subtype(type: Type): Type | undefined {
    const user = this.user(type);
    return user?.kind === 'range' ? this.of(user.subtype) : builtinTypeFacts(type)?.of;
  }
  /** The columns of a row type; undefined where they are not all known. */
  columns(type: Type): readonly Column[] | undefined {
    const user = this.user(type);
    if (user?.kind === 'composite')
      return user.attributes.map((each) => ({ name: each.name, type: this.of(each.type) }));
    const relation = this.schema.tables.get(type) ?? this.schema.views.get(type);
    return relation && this.hasColumns(relation) ? this.columnsOf(relation) : undefined;
  }
  /** Whether all of them are known. */
  hasColumns(relation: TableOrView): boolean {
    return !hasUntoldColumns(this.schema, relation) && !isUnknownPart(this.schema, relation, 'column', '');
  }
  columnsOf(relation: TableOrView): readonly Column[] {
    const sure = this.isSureOf(relation);
    const isKnown = unknownOf(this.schema, relation).length === 0;
    if (!sure || !isKnown) {
      const isRelation = this.isSure(relation);
      const isObserved = (column: TableOrView['columns'][number]): boolean =>
        isRelation && this.isSure(relation, column) && !isUnknownPart(this.schema, relation, 'column', column.name);
      return relation.columns.map((column) =>
        isObserved(column) ? this.#column(column) : { name: column.name, type: undefined },
      );
    }
    return builtinColumns.get(relation.columns) ?? this.#read(relation.columns);
  }
  /** Whether a statement that replaces the relation surely meets it. */
  isReplaced(relation: TableOrView): boolean {
    return this.isSure(relation, 'replaced');
  }
  /** Of the relation and all its columns. */
  isSureOf(relation: TableOrView): boolean {
    return (
      this.isSure(relation) &&
      relation.columns.every((column: TableOrView['columns'][number]) => this.isSure(relation, column))
    );
  }
  #read(columns: TableOrView['columns']): readonly Column[] {
    const read = columns.map((column) => this.#column(column));
    if (columns.every(({ type }) => !type || type.builtin)) builtinColumns.set(columns, read);
    return read;
  }
  #column({ name, type: written }: TableOrView['columns'][number]): Column {
    const type = this.of(written);
    const brought = type === undefined ? this.brought(written) : undefined;
    return brought === undefined ? { name, type } : { name, type, brought };
  }
  /** As messages have it. */
  show(type: Type | undefined): string {
    if (type === undefined) return '…';
    const element = type.endsWith('[]') ? type.slice(0, -2) : undefined;
    if (element !== undefined) return `${this.show(element)}[]`;
    if (!type.includes('\0')) return type;
    const { schema, name } = splitKey(type);
    return this.user(type)
      ? formatType({ schema, name }, 'needed', this.schema.searchPath)
      : displayName({ schema, name }, this.schema.searchPath);
  }
}
