/** pg_attribute → columns of tables and views. */

import type { Column, Identity, View } from '../../model/schema';
import { settingsOf } from '../../model/schema-columns';
import { completeSequence, ownOptions, sequenceType } from '../../model/sequences';
import { makeObjectName } from '../../text/names';
import { present } from '../../text/present';
import { withoutParentheses } from '../../text/quoted';
import { type Catalog, columnId, type Draft, relationComment } from './catalog';
import { type ColumnFacts, type ColumnKind, columnFlags, type Extras } from './columns';
import type { Relation } from './relation-rows';

/** NOT NULL as a named constraint (PostgreSQL 18), by relation and column number. */
type NotNullConstraints = ReadonlyMap<number, NonNullable<Column['notNullConstraint']> & { readonly local: boolean }>;

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
    const partition = relation.row.partitionBound !== null;
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
      ...(extras && settingsOf(extras)),
      privileges: known?.privileges,
    });
  });
}
