/** pg_attribute, pg_attrdef → columns. */

import type { Column, Identity, View } from '../../model/schema';
import { completeSequence, ownOptions, sequenceType } from '../../model/sequences';
import type { SqlType } from '../../model/types';
import { makeObjectName, type QualifiedName } from '../../text/names';
import { present } from '../../text/present';
import {
  type Catalog,
  columnId,
  type Draft,
  qualified,
  type Relation,
  relationComment,
  typeOf,
  unknownType,
  withoutParentheses,
} from './catalog';
import { columnFlags } from './sql';

export interface ColumnExtras {
  readonly collation?: QualifiedName;
  readonly storage?: Column['storage'];
  readonly compression?: Column['compression'];
  readonly statistics?: number;
  readonly options?: readonly string[];
  readonly foreignOptions?: readonly string[];
  readonly privileges?: readonly string[];
}
/** What many columns have in common, `created_at timestamptz NOT NULL DEFAULT now()`: one object for all of them. */
interface ColumnKind {
  readonly name: string;
  readonly type: SqlType;
  readonly typeOid: number;
  readonly flags: number;
  readonly expression: string | undefined;
  /** The column, where nothing else is to be said of it. */
  plain?: Column;
}
/** A column as the catalog has it, before it is part of a table, view or composite. */
export interface ColumnFacts {
  readonly number: number;
  readonly kind: ColumnKind;
}
/** NOT NULL as a named constraint (PostgreSQL 18), by relation and column number. */
type NotNullConstraints = ReadonlyMap<number, NonNullable<Column['notNullConstraint']> & { readonly local: boolean }>;

const storages = { p: 'plain', e: 'external', x: 'extended', m: 'main' } as const;
const compressions: Readonly<Record<string, 'pglz' | 'lz4'>> = { p: 'pglz', l: 'lz4' };

/** By `columnId`. */
export type Extras = ReadonlyMap<number, ColumnExtras>;
export function readColumnExtras(rows: readonly unknown[][], extras: Map<number, ColumnExtras>): void {
  for (const row of rows) {
    const [relation, number, schema, collation, storage, compression, statistics, options, foreign, privileges] =
      row as [
        number,
        number,
        string | null,
        string | null,
        keyof typeof storages | null,
        string,
        number | null,
        string[] | null,
        string[] | null,
        string[] | null,
      ];
    const facts = present<ColumnExtras>({
      collation: qualified(schema, collation),
      storage: storage === null ? undefined : storages[storage],
      compression: compressions[compression],
      statistics: statistics ?? undefined,
      options: options ?? undefined,
      foreignOptions: foreign ?? undefined,
      privileges: privileges ?? undefined,
    });
    extras.set(columnId(relation, number), facts);
  }
}

/** Columns as they come from the server, types still as numbers; what is alike is one object from the start. */
export class ColumnReader {
  readonly #kinds = new Map<string, ColumnKind>();
  readonly columns = new Map<number, ColumnFacts[]>();
  /** Filled once the spellings of `types` are known. */
  readonly #pending: { kind: Draft<ColumnKind>; modifier: number }[] = [];

  /** Type and modifier of every column, each pair once. */
  get types(): readonly { readonly type: number; readonly modifier: number }[] {
    const all = this.#pending.map(({ kind, modifier }) => ({ type: kind.typeOid, modifier }));
    return [...new Map(all.map((one) => [`${one.type}:${one.modifier}`, one])).values()];
  }
  /** The rows may come in any order. Returns the relations that have columns with extras. */
  read(from: Catalog, rows: readonly unknown[][]): number[] {
    let relation = -1;
    let owner: Relation | undefined;
    let list: ColumnFacts[] = [];
    const unordered = new Set<ColumnFacts[]>();
    const extras = new Set<number>();
    for (const row of rows) {
      if (row[0] !== relation) {
        relation = row[0] as number;
        owner = from.relations.get(relation);
        list = this.columns.get(relation) ?? [];
        if (owner !== undefined) this.columns.set(relation, list);
      }
      if (owner === undefined) continue;
      const kind = this.#kind(row);
      const number = row[1] as number;
      owner.columnNames[number] = kind.name;
      if (number < (list.at(-1)?.number ?? 0)) unordered.add(list);
      list.push({ number, kind });
      if (kind.flags & columnFlags.extras) extras.add(relation);
    }
    for (const each of unordered) each.sort((a, b) => a.number - b.number);
    return [...extras];
  }
  #kind(row: readonly unknown[]): ColumnKind {
    const [, , name, type, modifier, flags, expression] = row as ColumnRow;
    const key = `${type}:${modifier}:${flags}:${name}\0${expression ?? ''}`;
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    const kind: ColumnKind = { name, type: unknownType, typeOid: type, flags, expression: expression ?? undefined };
    this.#kinds.set(key, kind);
    this.#pending.push({ kind, modifier });
    return kind;
  }
  resolveTypes(from: Catalog): void {
    for (const { kind, modifier } of this.#pending) kind.type = typeOf(from, kind.typeOid, modifier) ?? unknownType;
  }
}
type ColumnRow = readonly [
  relation: number,
  number: number,
  name: string,
  type: number,
  modifier: number,
  flags: number,
  expression: string | null,
];

export class ColumnBuilder {
  readonly #from: Catalog;
  readonly #extras: Extras;
  readonly #notNull: NotNullConstraints;
  readonly #identities: ReadonlyMap<number, Omit<Identity, 'kind'>>;
  readonly #parents: ReadonlyMap<number, readonly number[]>;

  /** `parents`: what a relation inherits from, pg_inherits.inhparent. */
  constructor(
    from: Catalog,
    extras: Extras,
    notNull: NotNullConstraints,
    parents: ReadonlyMap<number, readonly number[]>,
    identities: ReadonlyMap<number, Omit<Identity, 'kind'>>,
  ) {
    this.#from = from;
    this.#extras = extras;
    this.#notNull = notNull;
    this.#identities = identities;
    this.#parents = parents;
  }

  build(relation: Relation, { number, kind }: ColumnFacts): Column {
    const id = columnId(relation.oid, number);
    const extras = this.#extras.get(id);
    const comment = relationComment(this.#from, relation.oid, number);
    const named = this.#namedNotNull(relation, kind, id);
    const identity = this.#identity(kind, id);
    const isPlain = extras === undefined && comment === undefined && named === undefined && identity === undefined;
    if (isPlain && kind.plain !== undefined) return kind.plain;
    const column: Draft<Column> = plainColumn(kind);
    if (isPlain) {
      kind.plain = column;
      return column;
    }
    if (named !== undefined) column.notNullConstraint = named;
    if (identity !== undefined) column.identity = identity;
    if (comment !== undefined) column.comment = comment;
    return Object.assign(column, extras);
  }
  #identity({ flags, type: columnType }: ColumnKind, id: number): Identity | undefined {
    const kind = flags & columnFlags.always ? 'always' : flags & columnFlags.byDefault ? 'by default' : undefined;
    if (kind === undefined) return undefined;
    const own = this.#identities.get(id);
    // A partition's is its parent's.
    if (own === undefined) return { kind, sequence: {} };
    const { sequence, ...rest } = own;
    // Of the column's type, unless it was altered since.
    const options = ownOptions(completeSequence(sequence), sequenceType(columnType.name));
    return { kind, sequence: options, ...rest };
  }
  /**
   * Absent when the constraint is what PostgreSQL makes of a plain NOT NULL, or of a parent's: that one gives its name,
   * but not that it has been validated.
   */
  #namedNotNull(relation: Relation, kind: ColumnKind, id: number): Column['notNullConstraint'] {
    const found = this.#notNull.get(id);
    if (found === undefined) return undefined;
    const { local, ...constraint } = found;
    const plain = Object.keys(constraint).length === 1;
    const above = this.#notNullAbove(relation, kind);
    const partition = relation.row[18] !== null;
    if (!local && !partition) {
      return constraint.comment === undefined && constraint.valid === above?.valid ? undefined : constraint;
    }
    const chosen = makeObjectName(relation.name, kind.name, 'not_null');
    return plain && constraint.name === chosen && (partition || above === undefined) ? undefined : constraint;
  }
  #notNullAbove({ oid }: Relation, { name }: ColumnKind): Column['notNullConstraint'] {
    for (const parent of this.#parents.get(oid) ?? []) {
      const number = this.#from.relations.get(parent)?.columnNames.indexOf(name) ?? -1;
      const found = number < 0 ? undefined : this.#notNull.get(columnId(parent, number));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}
function plainColumn({ name, type, flags, expression }: ColumnKind): Column {
  const column: Draft<Column> = { name, type, notNull: (flags & columnFlags.notNull) !== 0 };
  if (expression !== undefined) {
    if ((flags & (columnFlags.stored | columnFlags.virtual)) === 0) column.default = expression;
    else {
      const kind = flags & columnFlags.stored ? 'stored' : 'virtual';
      column.generated = { kind, expression: withoutParentheses(expression) };
    }
  }
  if ((flags & columnFlags.local) === 0) column.local = false;
  if (flags & columnFlags.inherited) column.inherited = true;
  return column;
}

export function viewColumns(
  from: Catalog,
  relation: Relation,
  facts: readonly ColumnFacts[],
  all: Extras,
): View['columns'] {
  return facts.map(({ number, kind }) => {
    const known = all.get(columnId(relation.oid, number));
    const extras = relation.kind === 'm' ? known : undefined;
    return present<View['columns'][number]>({
      name: kind.name,
      type: kind.type,
      default: kind.expression,
      comment: relationComment(from, relation.oid, number),
      storage: extras?.storage,
      compression: extras?.compression,
      statistics: extras?.statistics,
      options: extras?.options,
      privileges: known?.privileges,
    });
  });
}
